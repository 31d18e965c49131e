"""What a spreadsheet program did to the words of a cell never gets into a paper unseen."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docgen.errors import AnswersUnreadable
from docgen.sheets import SheetRow, read_rows
from docgen.sheets.values import guarded, unguarded

HEADS = ["client.name", "accounts.1.handle", "background"]


def csv_rows(*cells: str) -> list[SheetRow]:
    """Return the rows of a CSV file with one handle in each."""
    lines = [";".join(HEADS), *(f'A;"{cell}";x' for cell in cells)]
    return list(read_rows(io.BytesIO("\r\n".join(lines).encode()), "cases.csv"))


def workbook(*rows: list[object], merged: str = "") -> bytes:
    """Return an .xlsx file with `rows` below the names of the columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [HEADS, *rows]:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def told(rows: list[SheetRow]) -> list[tuple[str, str]]:
    """Return the id and the cell of each problem."""
    return [(each.id, each.place.cell) for row in rows for each in row.problems]


@pytest.mark.parametrize("typed", ["1.2E+10", "1,75E+18", "5E+9", " 1.2E+10 ", "########"])
def test_a_number_that_a_program_shortened_is_told_and_not_printed(typed: str) -> None:
    assert told(csv_rows(typed)) == [("sheet.number-cut", "B2")]


@pytest.mark.parametrize("typed", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "Err:502", "#¡REF!", "#BEZUG!", "#DIV/0! "])
def test_the_error_of_a_formula_is_told_where_it_was_saved_as_text(typed: str) -> None:
    assert told(csv_rows(typed)) == [("sheet.formula-error", "B2")]


@pytest.mark.parametrize("typed", ["E+10", "#1", "#shame", "12E", "1.2E+10 views", "Err", "2e4", "#", "##"])
def test_words_that_only_begin_so_are_words(typed: str) -> None:
    (row,) = csv_rows(typed)
    assert row.problems == ()
    assert row.values["accounts"] == [{"handle": typed, "id": "a1"}]


def test_an_account_number_of_which_excel_kept_fifteen_digits_is_told() -> None:
    data = workbook(["A", 1_745_678_901_234_567_890, "x"], ["B", 999_999_999_999_999, "x"])
    rows = list(read_rows(io.BytesIO(data), "cases.xlsx"))

    assert told(rows) == [("sheet.number-cut", "Sheet!B2")]
    assert rows[1].values["accounts"] == [{"handle": "999999999999999", "id": "a1"}]


@given(st.from_regex(r"\A'{0,2} ?(1[.,]2E\+10|#N/A|###|Err:502|-)\s?\Z"), st.booleans())
@example("#N/A", False)
def test_a_person_who_means_those_words_gets_them_back(text: str, formulas: bool) -> None:
    cell = guarded(text, formulas=formulas)
    assert unguarded(cell) == text
    if formulas is False and text.strip() != "-":
        (row,) = csv_rows(cell)
        assert row.problems == ()


@pytest.mark.parametrize(
    ("merged", "cells"),
    [("C2:C4", ["C3", "C4"]), ("B3:C3", ["C3"]), ("B2:C3", ["C2", "B3", "C3"]), ("A1:C1", []), ("D2:E9", [])],
)
def test_merged_cells_are_told_where_words_only_seem_to_stand(merged: str, cells: list[str]) -> None:
    data = workbook(["A", "a", "x"], ["B", "b", "y"], ["C", "c", "z"], merged=merged if merged != "A1:C1" else "")
    rows = list(read_rows(io.BytesIO(data), "cases.xlsx"))

    assert told(rows) == [("sheet.merged", f"Sheet!{cell}") for cell in cells]


def test_merged_cells_that_are_empty_hide_nothing() -> None:
    rows = list(read_rows(io.BytesIO(workbook(["A", "a", None], ["B", "b", None], merged="C2:C3")), "cases.xlsx"))
    assert told(rows) == []
    assert [row.number for row in rows] == [2, 3]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_keeps_the_damage_visible_by_every_way_that_it_saves(tmp_path: Path) -> None:
    source = tmp_path / "cases.xlsx"
    source.write_bytes(workbook(["A", "=1/0", "x"], ["B", "b", "y"], ["C", "c", "z"], merged="C3:C4"))
    for to in ("ods", "xlsx:Calc MS Excel 2007 XML", "csv"):
        office = [f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", to]
        subprocess.run(
            ["soffice", *office, "--outdir", str(tmp_path / to[:3]), str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        source = tmp_path / "ods" / "cases.ods"
    again = list(read_rows(tmp_path / "xls" / "cases.xlsx", "cases.xlsx"))
    flat = list(read_rows(tmp_path / "csv" / "cases.csv", "cases.csv"))

    assert told(again) == [("sheet.formula-error", "Sheet!B2"), ("sheet.merged", "Sheet!C4")]
    assert told(flat) == [("sheet.formula-error", "B2")]


@pytest.mark.parametrize("cells", [2_001, 1_000_000])
def test_a_row_of_a_million_cells_is_refused_once(cells: int) -> None:
    with pytest.raises(AnswersUnreadable) as refused:
        list(read_rows(io.BytesIO(b"client.name\r\nA" + b",x" * cells + b"\r\n"), "cases.csv"))
    assert [each.id for each in refused.value.problems] == ["sheet.too-many-columns"]
