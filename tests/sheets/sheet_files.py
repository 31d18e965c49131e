"""What the tests of sheets share: the words of cells, sheets made of facts, and sheets by hand."""

from __future__ import annotations

import csv
import functools
import io
import sys
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from builders import the_library
from conftest import REPOSITORY, TODAY

from docgen.cli.settings import Settings
from docgen.cli.vocabulary import vocabulary_of
from docgen.sheets import SheetRow, read_rows
from docgen.sheets.write import FilledRow, SheetColumn, csv_sheet, xlsx_sheet
from docgen.typed_values import Vocabulary

sys.path.append(str(REPOSITORY / "tests" / "cli"))  # for `terminal`, where these tests run alone

KEY_COLUMN = SheetColumn(name="key", label="name", note="may be empty")


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the words of every language."""
    return vocabulary_of(Settings(the_library(), "en", ""), TODAY)


def rows_of(data: bytes, name: str = "cases.xlsx") -> list[SheetRow]:
    """Return the rows of a file, read with the words of every language."""
    return list(read_rows(io.BytesIO(data), name, vocabulary()))


def sheet_of(format: str, *facts: Mapping[str, object]) -> bytes:
    """Return a sheet with one row for each of `facts`."""
    rows = [FilledRow(key=f"case-{number}", facts=each) for number, each in enumerate(facts, 1)]
    return (
        xlsx_sheet([KEY_COLUMN], rows)
        if format == "xlsx"
        else csv_sheet([KEY_COLUMN], rows, {"csv;": ";"}.get(format, ","))
    )


def a_csv(*lines: Sequence[str], sign: str = ",", encoding: str = "utf-8") -> bytes:
    """Return a CSV file as a person's program writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign).writerows(lines)
    return text.getvalue().encode(encoding)


def one_row(**cells: str) -> SheetRow:
    """Return the row with `cells`; `__` stands for the dot in the name of a column."""
    names = [name.replace("__", ".") for name in cells]
    (row,) = rows_of(a_csv(names, list(cells.values())), "cases.csv")
    return row


def with_part(data: bytes, name: str, change: Any) -> bytes:
    """Return the .xlsx `data` with the part `name` changed by a function from bytes to bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
    return made.getvalue()


def cells_xml(data: bytes, cells: str) -> bytes:
    """Return the .xlsx `data` with the `cells` as its fourth row."""
    return with_part(
        data, "xl/worksheets/sheet1.xml",
        lambda old: old.replace(b"</sheetData>", f'<row r="4">{cells}</row></sheetData>'.encode()),
    )  # fmt: skip
