"""Files that nobody made by hand: refused with a reason, in little time and memory, and never followed."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_files import a_csv, cells_xml, rows_of, sheet_of, with_part

from docgen.errors import AnswersUnreadable, DocgenError
from docgen.sheets import raw, read_rows
from docgen.sheets.raw import letters

BOOK = sheet_of("xlsx", {"client": {"name": "Ana"}})
SHEET = "xl/worksheets/sheet1.xml"


def refused(data: bytes) -> str:
    with pytest.raises(AnswersUnreadable) as caught:
        rows_of(data)
    (problem,) = caught.value.problems
    assert problem.place.source == "cases.xlsx"
    return problem.id


def changed(change: Any, part: str = SHEET) -> bytes:
    return with_part(BOOK, part, change)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
def test_entities_are_refused_wherever_they_stand(part: str) -> None:
    begin = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'

    assert refused(changed(lambda old: old.replace(b"?>", b"?>" + begin, 1), part)) == "sheet.broken"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = changed(lambda old: old.replace(b"</sheetData>", b" " * (raw.UNPACKED_LIMIT + 1) + b"</sheetData>"))
    assert len(bomb) < 2**20
    started = time.perf_counter()
    tracemalloc.start()

    assert refused(bomb) == "sheet.too-large"

    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()
    assert time.perf_counter() - started < 30


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_unpacked_whole_is_not_unpacked(packed: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book, zipfile.ZipFile(made, "w") as archive:
        for name in book.namelist():
            data = book.read(name)
            if name.endswith("sheet1.xml"):
                archive.writestr(name, data + b" " * (64 * 2**20), packed)
            else:
                archive.writestr(name, data)
    assert len(made.getvalue()) < 2**20
    tracemalloc.start()

    assert refused(made.getvalue()) == "sheet.broken"

    assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    tracemalloc.stop()


def test_other_archives_and_formats_are_told_apart() -> None:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert refused(empty.getvalue()) == "sheet.not-a-sheet"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "sheet.old-format"
    assert refused(b"\x89PN\0") == "sheet.not-a-sheet"
    assert refused("client.name\nNi\xf1o\n".encode("latin-1")) == "import.not-text"
    assert refused(b'client.name\n"open\n') == "import.table-broken"
    assert refused(BOOK[:-30]) == "sheet.broken"


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.sheets.read.FILE_LIMIT", 100)

    assert refused(BOOK) == "sheet.too-large"


def test_too_many_rows_and_columns() -> None:
    assert refused(a_csv(["client.name"] * 2_001, ["x"])) == "sheet.too-many-columns"
    assert refused(b"client.name\n" + b"\n" * 100_001) == "sheet.too-many-rows"
    far = changed(
        lambda old: old.replace(
            b"</sheetData>", b'<row r="100001"><c r="A100001" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        )
    )
    assert refused(far) == "sheet.too-many-rows"


def test_one_long_line_is_refused() -> None:
    assert refused(b"client.name" + b"," * (5 * 2**20)) == "import.table-broken"


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="AAAA4"><v>1</v></c>', '<c r="4"><v>1</v></c>', '<c r="B4" t="s"><v>99</v></c>', '<c r="B4" t="s"><v>-1</v></c>',
        '<c r="B4"><v>1e999</v></c>', '<c r="B4"><v>x</v></c>', '<c r="B4" t="d"><v>x</v></c>', '<c r="B4" s="x"><v>1</v></c>',
        '<c r="B4" t="inlineStr"><is><t>' + "x" * 200_002 + "</t></is></c>",
    ],
)  # fmt: skip
def test_cells_that_no_program_writes(cells: str) -> None:
    assert refused(cells_xml(BOOK, cells)) == "sheet.broken"


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ('<c r="B4" t="inlineStr"><is><r><t>A</t></r><r><t>na</t></r><rPh><t>no</t></rPh></is></c>', "Ana"),
        ('<c t="inlineStr"><is><t>k</t></is></c><c t="inlineStr"><is><t>Ana</t></is></c>', "Ana"),
        ('<c r="B4" t="str"><f>"An"&amp;"a"</f><v>Ana</v></c>', "Ana"),
        ('<c r="B4" t="inlineStr"><is><t>one_x000D_\ntwo</t></is></c>', None),
    ],
)  # fmt: skip
def test_cells_that_other_programs_write(cells: str, value: str | None) -> None:
    rows = rows_of(cells_xml(BOOK_OF_NAMES, cells))

    if value is None:
        assert [each.names["wanted"] for each in rows[-1].problems] == ["wanted.one-line"]
    else:
        assert rows[-1].values == {"client": {"name": value}}


def test_a_shared_text_without_how_it_is_read_aloud() -> None:
    aloud = changed(lambda old: old.replace(b"Ana</t>", b"Ana</t><rPh><t>no</t></rPh>"), "xl/sharedStrings.xml")

    assert rows_of(aloud)[0].values == {"client": {"name": "Ana"}}


BOOK_OF_NAMES = with_part(BOOK, SHEET, lambda old: old[: old.index(b'<row r="4"')] + b"</sheetData></worksheet>")


@pytest.mark.parametrize("cells", ['<c r="B4" t="e"><v>#REF!</v></c>', '<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>'])
def test_a_formula_that_fails(cells: str) -> None:
    (row,) = rows_of(cells_xml(BOOK_OF_NAMES, cells))

    assert [(each.id, each.place.cell) for each in row.problems] == [("sheet.formula-error", "Sheet1!B4")]


@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_breaks_nothing(at: int, damage: bytes) -> None:
    try:
        rows_of(BOOK[:at] + damage + BOOK[at + len(damage) :])
    except DocgenError as error:
        assert error.problems


@given(
    st.binary(max_size=300),
    st.sampled_from([b"client.name\n", b"", b"key;client.name;letter.demands\r\n", b"\xff\xfe"]),
)
def test_no_bytes_break_the_reader(data: bytes, head: bytes) -> None:
    try:
        rows_of(head + data)
    except DocgenError as error:
        assert error.problems


def peak(count: int, different: int) -> int:
    """Return the memory that reading `count` rows takes, with so many `different` texts among them."""
    facts = [{"client": {"name": "Ana"}, "background": f"{number % different:04} " * 200} for number in range(count)]
    data = sheet_of("xlsx", *facts)
    tracemalloc.start()
    for _ in read_rows(io.BytesIO(data), "cases.xlsx"):
        pass
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def test_one_row_is_held_at_a_time_and_shared_texts_are_packed() -> None:
    peak(50, 10)

    assert peak(8000, 10) < peak(2000, 10) + 500_000
    assert peak(4000, 4000) < peak(2000, 10) + 4000 * 1000 * 1.5


def test_letters_of_columns() -> None:
    assert [letters(each) for each in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
