"""The sheet for an interpreter: one free text of the facts a row, and beside it the room for its translation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from docgen.errors import FactsProblem, Place, Problem
from docgen.frozen import frozen
from docgen.questions import fact_types
from docgen.records import path_text
from docgen.sheets.csv_file import CSV_CELL_LIMIT, csv_bytes
from docgen.sheets.raw import Fault, RawRow, letters
from docgen.sheets.read import NOTE_MARK, read_raw_rows
from docgen.sheets.rows import Cell
from docgen.sheets.values import guarded, plain_text, unguarded
from docgen.translations import Given, Text

__all__ = ["Returned", "TextRow", "read_translations", "translation_sheet"]

_PATH, _LABEL, _LANGUAGE, _TOLD, _TRANSLATION = range(5)
_READ = (_PATH, _TOLD, _TRANSLATION)
_WIDTHS = (28, 26, 12, 60, 60)
_NOTE_ROWS = 3
"""Rows among which a note is looked for: people put a heading of their own above it."""
_NOTHING = "-"


@frozen
class TextRow:
    """One row to write."""

    text: Text
    label: str
    """What it is, in words."""


@frozen
class Returned:
    """What a sheet says that came back."""

    rows: tuple[Given, ...]
    problems: tuple[Problem, ...]
    """Cells that cannot be read."""
    remarks: int
    """How many cells to the right of the translations say something, which no fact can hold."""


def translation_sheet(
    rows: Sequence[TextRow], heads: Sequence[str], notes: Sequence[str], *, title: str = "", sign: str = ""
) -> bytes:
    """Return the sheet with `rows` below the headings and the notes of its five columns; no program runs a cell of it.

    It is an .xlsx file, or, with a `sign` between columns, a CSV file. Raises `FactsProblem` for each text that no cell
    can hold.
    """
    from docgen.sheets.xlsx_write import LABEL, NOTE, XLSX_CELL_LIMIT, workbook

    limit = CSV_CELL_LIMIT if sign else XLSX_CELL_LIMIT
    lines = [list(heads), [f"{NOTE_MARK}{notes[0]}", *notes[1:]], *(_cells(row) for row in rows)]
    lines = [[guarded(cell, formulas=bool(sign)) for cell in line] for line in lines]
    if problems := [
        Problem(id="sheet.not-in-a-cell", place=Place(path=path_text(row.text.path)), names={"limit": str(limit)})
        for row, line in zip(rows, lines[2:], strict=True)
        if any(len(cell) > limit for cell in line)
    ]:
        raise FactsProblem(problems)
    return csv_bytes(lines, sign) if sign else workbook(title, lines, {}, (LABEL, NOTE), _WIDTHS)


def _cells(row: TextRow) -> list[str]:
    text = row.text
    return [path_text(text.path), row.label, text.language, text.told, text.translation]


def read_translations(source: Path | BinaryIO, name: str) -> Returned:
    """Return what the sheet `source`, which problems call `name`, says. Raises `AnswersUnreadable`.

    The columns are known by their places, the rows by the path in the first, so that they may stand in any order. The
    heading and the notes are passed by. A lone `-` is no translation.
    """
    title, rows = read_raw_rows(source, name)
    told = [row for row in rows if not _is_heading(row)]
    given: list[Given] = []
    faults: list[Problem] = []
    for row in told:
        wrong = [(column, raw) for column in _READ if isinstance(raw := row.cells.get(column), Fault)]
        faults += [Problem(id=raw.id, place=_place(name, title, row, column)) for column, raw in wrong]
        if not wrong and (each := _given(name, title, row)):
            given.append(each)
    beside = [raw for row in told for column, raw in row.cells.items() if column > _TRANSLATION]
    remarks = sum(bool(plain_text(raw).strip()) for raw in beside)
    return Returned(rows=tuple(given), problems=tuple(faults), remarks=remarks)


def _is_heading(row: RawRow) -> bool:
    """Return whether `row` is the heading or the note; a first row that names a fact is neither."""
    path = plain_text(row.cells.get(_PATH, "")).strip()
    if row.number == 1:
        return not re.search(r"[.\[]", path) and path not in fact_types()
    return row.number <= _NOTE_ROWS and path.startswith(NOTE_MARK)


def _given(name: str, title: str, row: RawRow) -> Given | None:
    """Return what `row` says, None where it neither names a text nor translates one."""
    path, told, translation = (plain_text(row.cells.get(column, "")) for column in (_PATH, _TOLD, _TRANSLATION))
    filled = translation.strip() not in ("", _NOTHING)
    if not filled and not path.strip():
        return None
    return Given(
        path=unguarded(path).strip(),
        told=unguarded(told),
        translation=unguarded(translation) if filled else "",
        path_at=_place(name, title, row, _PATH),
        told_at=_place(name, title, row, _TOLD),
        translation_at=_place(name, title, row, _TRANSLATION),
    )


def _place(name: str, title: str, row: RawRow, column: int) -> Place:
    """Return the cell for a problem, with the path that its row names; other words in that place stay unsaid."""
    path = plain_text(row.cells.get(_PATH, "")).strip()
    cell = Cell(title, row.number, letters(column), "").address
    return Place(source=name, path=path if re.fullmatch(r"[a-z_.\[\]0-9]{1,200}", path) else "", cell=cell)
