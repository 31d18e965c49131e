"""Facts become a row and the row becomes the same facts, whatever words they hold."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from builders import examples, the_answers
from hypothesis import example, given
from hypothesis import strategies as st
from sheet_files import rows_of, sheet_of

from docgen.answers import Answers
from docgen.errors import FactsProblem
from docgen.facts import check_facts
from docgen.sheets.values import guarded, unguarded
from docgen.sheets.xlsx_text import from_xstring, to_xstring

FORMATS = ("xlsx", "csv", "csv;")
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
WORDS = ANY_TEXT.filter(
    lambda text: (
        bool(text.strip()) and not any((ord(sign) < 32 and sign not in "\t\n\r") or sign in "\x7f￾￿" for sign in text)
    )
)
RISKY = st.builds(
    "{}{}".format,
    st.sampled_from(
        ["=", "+", "-", "@", "'", "'=", "''-", " =", "＝", "\t=", "_x000D_", "_x005F_x000D_", "# ", ";", "\r\n"]
    ),
    WORDS,
)
TOLD = st.one_of(WORDS, RISKY)
LINES = TOLD.map(lambda text: " ".join(text.split())).filter(lambda text: any(sign.isalnum() for sign in text))


@pytest.mark.parametrize("format", FORMATS)
@given(
    words=TOLD,
    more=TOLD,
    line=LINES,
    demands=st.lists(TOLD, min_size=1, max_size=3),
    aliases=st.lists(LINES, min_size=1, max_size=3),
)
@example(words="-", more=" - ", line="-5", demands=["-"], aliases=["a;b"])
@example(words='=HYPERLINK("http://x")', more="'=x", line="@x", demands=["a\nb", "c"], aliases=["=1;=2", "+3"])
def test_words_come_back_as_they_were(
    format: str, words: str, more: str, line: str, demands: list[str], aliases: list[str]
) -> None:
    facts = {
        "client": {"name": line},
        "respondent": {"aliases": aliases},
        "incidents": [{"date": "2026-04-03", "summary": words}, {"exact_words": more, "threat": {"of_what": line}}],
        "letter": {"demands": demands},
    }

    (row,) = rows_of(sheet_of(format, facts))

    assert row.problems == ()
    assert row.values == facts


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", sorted(examples()))
def test_whole_matters_come_back(format: str, name: str) -> None:
    facts: dict[str, Any] = _without_empty_lists(the_answers(examples()[name]).values)

    (row,) = rows_of(sheet_of(format, facts))

    assert row.problems == ()
    assert row.values == facts
    assert check_facts(Answers(row.values)) == ()


def _without_empty_lists(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_empty_lists(each) for key, each in node.items() if each != []}
    return [_without_empty_lists(each) for each in node] if isinstance(node, list) else node


@pytest.mark.parametrize("format", FORMATS)
def test_every_type_of_fact_comes_back(format: str) -> None:
    facts = {
        "client": {"age": 34, "adult": True, "birth_date": None},
        "losses": [{"kind": "work", "amount": Decimal("1200.50")}, {"amount": Decimal(7)}],
        "incidents": [
            {"date": "{2026-06-01..2026-06-14}", "time": "21:14", "conduct": ["threats", "insults"], "intimate": False}
        ],
        "answers": {"Own-Question": "=words"},
    }

    (row,) = rows_of(sheet_of(format, facts))

    assert row.problems == ()
    assert row.values == facts
    assert row.key == "case-1"


@given(TOLD)
def test_a_guard_is_taken_off_again(text: str) -> None:
    for formulas in (True, False):
        assert unguarded(guarded(text, formulas=formulas)) == text
    assert guarded(text, formulas=True).lstrip()[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@given(st.text(max_size=40))
def test_what_xml_cannot_hold_is_written_and_read_back(text: str) -> None:
    from html import unescape

    assert from_xstring(unescape(to_xstring(text))) == text


def test_no_cell_of_a_csv_file_is_a_formula() -> None:
    import csv

    facts = {"client": {"name": "=cmd|' /C calc'!A0"}, "background": "\t=1", "respondent": {"name": "+34 600"}}

    text = sheet_of("csv", facts).decode("utf-8-sig")

    assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell[:1] in "=+-@\t\r" and cell]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    data = sheet_of("xlsx", {"client": {"name": "=1+1"}})

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml").replace(b"<formula1", b"")


@pytest.mark.parametrize("format", FORMATS)
def test_a_fact_that_no_cell_holds_is_refused_and_not_cut_off(format: str) -> None:
    with pytest.raises(FactsProblem) as caught:
        sheet_of(
            format,
            {
                "background": "x" * 140_000,
                "client": {"sources": {"name": "x"}},
                "incidents": [{"sources": {"date": "x", "Date": "x", "mood": "x", "urls.1": "x"}}],
            },
        )

    assert [(each.id, each.place.path) for each in caught.value.problems] == [
        ("sheet.not-in-a-cell", path)
        for path in (
            "background",
            "client.sources.name",
            "incidents[0].sources.Date",
            "incidents[0].sources.mood",
            "incidents[0].sources.urls.1",
        )
    ]


@pytest.mark.parametrize("format", FORMATS)
@given(told=TOLD)
@example(told="-")
@example(told="log.csv, row 2, column =when")
def test_where_imported_facts_were_found_comes_back(format: str, told: str) -> None:
    facts = {
        "incidents": [
            {"date": "2026-04-03", "sources": {"date": told, "threat.of_what": "chat.txt, line 7"}},
            {"sources": {"exact_words": told}},
        ],
        "accounts": [{"id": "a1", "handle": "someone", "sources": {"handle": told}}],
        "exhibits": [{"id": "e1", "title": "mail", "sources": {"sha256": told}}],
    }

    (row,) = rows_of(sheet_of(format, facts))

    assert row.problems == ()
    assert row.values == facts


def test_the_same_facts_give_the_same_bytes_and_name_nobody() -> None:
    data = sheet_of("xlsx", {"client": {"name": "Ana"}})

    assert data == sheet_of("xlsx", {"client": {"name": "Ana"}})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if name.startswith("docProps")]
