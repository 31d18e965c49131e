"""A table becomes a draft a row; what cannot be read is named by row and column, all of it at once."""

from __future__ import annotations

import pytest
from builders import wording
from chats import vocabulary
from hypothesis import given
from hypothesis import strategies as st

from docgen.cli.report import sentence
from docgen.imports.drafts import Found, check_drafts
from docgen.imports.table import is_table, table_drafts
from docgen.typed_values import fold


def read(text: str, **order: bool) -> Found:
    return table_drafts(text, "logs/log.csv", vocabulary(), **order)


def rows(text: str, **order: bool) -> list[dict[str, object]]:
    found = read(text, **order)
    assert found.problems == ()
    assert check_drafts(found.drafts, wording("program", "en")) == ()
    return [dict(each.values) for each in found.drafts]


WHOLE = {
    "date": "2026-04-03", "time": "21:14", "platform": "instagram", "conduct": ["threats", "insults"],
    "exact_words": "One, two; three\nfour", "urls": ["https://example.com/1", "https://example.com/2"], "still_online": True,
}  # fmt: skip


def test_columns_are_named_as_the_facts_are() -> None:
    text = (
        "date,time,platform,conduct,exact_words,urls,still_online\r\n"
        '2026-04-03,21:14,instagram,threats|insults,"One, two; three\nfour",https://example.com/1 | https://example.com/2,yes\r\n'
    )

    assert rows(text) == [WHOLE]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_columns_and_choices_may_be_named_in_spanish_with_any_usual_sign(sign: str) -> None:
    heads = (
        "fecha del hecho",
        "HORA",
        "Plataforma",
        "tipo de conducta",
        "palabras exactas",
        "enlaces",
        "si sigue en linea",
    )
    cells = ("3 de abril de 2026", "21:14", "instagram", "amenazas|Insultos", '"One, two; three\nfour"',
             "https://example.com/1|https://example.com/2", "sí")  # fmt: skip

    assert rows(sign.join(heads) + "\n" + sign.join(cells) + "\n") == [WHOLE]


def test_columns_may_be_named_by_the_english_labels() -> None:
    (row,) = rows("Date of the incident;what happened;kind of conduct\nabout 3 April 2026;He wrote.;Threats\n")

    assert row["date"] == "2026-04-03~"
    assert row["summary"] == "He wrote."


def test_every_value_tells_its_row_and_column() -> None:
    text = 'date,exact_words\n2026-04-03,"two\nlines"\n2026-04-04,x\n'

    last = read(text).drafts[1]

    assert last.sources["exact_words"].said(wording("program", "en")) == "log.csv, row 4, column exact_words"


def test_a_date_that_can_be_read_two_ways_is_asked_about() -> None:
    text = "date\n3/4/2026\n"

    assert [(each.id, each.place.line, each.place.column) for each in read(text).problems] == [
        ("import.which-date", 2, 1)
    ]
    assert rows(text, day_first=True) == [{"date": "2026-04-03"}]
    assert rows(text, day_first=False) == [{"date": "2026-03-04"}]


def test_a_day_as_a_spreadsheet_writes_it_is_a_day() -> None:
    assert rows("date\n2026-04-03 00:00:00\n") == [{"date": "2026-04-03"}]
    assert [each.id for each in read("date\n2026-04-03 21:14:00\n").problems] == ["problem.unfit"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "cell",
    [",about 9", "every day", "every Monday", "3-Apr-26", "03/04/26", "3 to 1 April 2026", "2026-02-30", "44654"],
)
def test_every_refusal_of_a_date_or_time_has_words(cell: str, language: str) -> None:
    (problem,) = read(f"date,time\n{cell}\n").problems

    assert sentence(wording("program", language), problem)


def test_every_problem_is_told_at_once_with_row_and_column() -> None:
    text = "date,tme,conduct,urls\n2026-02-30,1,threats,https://example.com/\n2026-04-03,,cruelty,example,extra\n"

    told = [(each.id, each.place.line, each.place.column) for each in read(text).problems]

    assert told == [
        ("import.unknown-column", 1, 2), ("problem.unfit", 2, 1), ("import.long-row", 3, None),
        ("problem.no-such-choice", 3, 3), ("problem.unfit", 3, 4),
    ]  # fmt: skip
    assert read(text).problems[0].names["near"] == "time"


def test_a_short_heading_is_answered_with_the_whole_one() -> None:
    (problem,) = read("fecha\n2026-04-03\n").problems

    assert problem.names["near"] == "fecha del hecho"


def test_a_column_that_stands_twice_is_refused() -> None:
    assert [each.id for each in read("date,date\n2026-04-03,2026-04-04\n").problems] == ["import.double-column"]


def test_a_quotation_mark_left_open_is_a_problem() -> None:
    assert [each.id for each in read('date,summary\n2026-04-03,"open\n').problems] == ["import.table-broken"]


def test_empty_rows_and_cells_say_nothing() -> None:
    assert rows("date,time\n2026-04-03,\n,\n\n") == [{"date": "2026-04-03"}]


def test_references_to_records_have_no_column() -> None:
    assert [each.id for each in read("date,exhibits\n2026-04-03,e1\n").problems] == ["import.unknown-column"]


def test_a_text_that_names_no_fact_is_no_table_unless_its_name_says_so() -> None:
    assert not is_table("Dear Sir, hello\n", "letter.txt", vocabulary())
    assert is_table("when,what\n", "log.CSV", vocabulary())
    assert is_table("date\n", "log.txt", vocabulary())


@given(st.text(max_size=200), st.sampled_from(["date,summary,conduct,still_online,time,urls\n", ""]))
def test_no_table_breaks_the_reader(text: str, heads: str) -> None:
    is_table(text, "x", vocabulary())
    found = read(heads + text)

    assert all(each.place.source == "logs/log.csv" for each in found.problems)


@given(st.text(min_size=1, max_size=100))
def test_words_in_a_cell_come_out_as_written_or_are_a_problem(words: str) -> None:
    quoted = words.replace('"', '""')
    found = read(f'date,exact_words\n2026-04-03,"{quoted}"\n')

    wrong = (*found.problems, *check_drafts(found.drafts, wording("program", "en")))
    assert wrong or found.drafts[0].values.get("exact_words", words.strip()) == words.strip()


def test_headings_are_compared_without_accents_and_signs() -> None:
    assert fold("  Qué_PASÓ ") == "que paso"
