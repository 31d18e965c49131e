"""A sheet to be filled in: names of facts, their labels, what they mean, and rows that are told already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docgen.frozen import frozen
from docgen.own_questions import NO_OWN_QUESTIONS, OwnQuestions
from docgen.sheets.columns import KEY
from docgen.sheets.csv_file import CSV_CELL_LIMIT, csv_bytes
from docgen.sheets.fill import cells_of
from docgen.sheets.read import NOTE_MARK
from docgen.sheets.values import guarded

__all__ = ["FilledRow", "SheetColumn", "csv_sheet", "xlsx_sheet"]


@frozen
class SheetColumn:
    """One column with its words in the language of the reader."""

    name: str
    label: str
    note: str
    choices: tuple[str, ...] = ()
    """What a cell may be picked from; empty for anything."""
    tip: str = ""
    """What a spreadsheet program shows beside the cell."""


@frozen
class FilledRow:
    """One matter that is told already."""

    key: str
    facts: Mapping[str, object]
    source: str = ""
    """What problems call the file that the facts come from."""


def csv_sheet(
    columns: Sequence[SheetColumn],
    rows: Sequence[FilledRow] = (),
    sign: str = ",",
    own_questions: OwnQuestions = NO_OWN_QUESTIONS,
) -> bytes:
    """Return a CSV file of `columns` and `rows`, with `sign` between columns, that no program takes for formulas.

    The first column is the key. Facts of `rows` without a column get one; `own_questions` are a clinic's. Raises
    `FactsProblem` as `cells_of` does.
    """
    told = [_told(row, own_questions, limit=CSV_CELL_LIMIT, formulas=True) for row in rows]
    lines = _lines(columns, told)
    heads = [[guarded(each, formulas=True) for each in line] for line in lines[:3]]
    return csv_bytes([*heads, *lines[3:]], sign)


def xlsx_sheet(
    columns: Sequence[SheetColumn],
    rows: Sequence[FilledRow] = (),
    title: str = "Sheet1",
    own_questions: OwnQuestions = NO_OWN_QUESTIONS,
) -> bytes:
    """Return an .xlsx file as `csv_sheet` returns a CSV file: all cells are text; the same call gives the same bytes.

    It names nobody and no time, neither as its maker nor as that of its change.
    """
    from docgen.sheets.xlsx_write import XLSX_CELL_LIMIT, workbook

    told = [_told(row, own_questions, limit=XLSX_CELL_LIMIT, formulas=False) for row in rows]
    lines = _lines(columns, told)
    return workbook(title, lines, {number: column for number, column in enumerate(columns) if column.choices})


def _told(row: FilledRow, own_questions: OwnQuestions, *, limit: int, formulas: bool) -> dict[str, str]:
    """Return the cells of a row by the names of their columns, that of the key too."""
    cells = cells_of(row.facts, limit=limit, formulas=formulas, source=row.source, own_questions=own_questions)
    return {**cells, KEY: guarded(row.key, formulas=formulas)}


def _lines(columns: Sequence[SheetColumn], told: Sequence[Mapping[str, str]]) -> list[list[str]]:
    names = [column.name for column in columns]
    names += [name for name in dict.fromkeys(name for cells in told for name in cells) if name not in (*names, KEY)]
    known = {column.name: column for column in columns}
    none = SheetColumn(name="", label="", note="")
    labels = [known.get(name, none).label for name in names]
    notes = [known.get(name, none).note for name in names]
    if names[:1] == [KEY]:
        labels[0], notes[0] = f"{NOTE_MARK}{labels[0]}", f"{NOTE_MARK}{notes[0]}"
    return [names, labels, notes, *([cells.get(name, "") for name in names] for cells in told)]
