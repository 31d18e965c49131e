"""Cells as people fill them in become facts; what cannot be read is named by its cell, and never by its value."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import wording
from sheet_files import a_csv, one_row, rows_of

from docgen.answers import Answers
from docgen.errors import AnswersUnreadable, FactsProblem, Problem
from docgen.facts import check_facts
from docgen.sheets import read_rows
from docgen.sheets.columns import column_named, names_of, near_name


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("client.adult", "sí", True), ("client.adult", "No", False), ("client.adult", "true", True), ("client.adult", "1", True),
        ("client.age", "34", 34), ("client.birth_date", "-", None), ("respondent.identity", "known", "known"),
        ("losses.1.amount", "1200,50", Decimal("1200.50")), ("losses.1.amount", "1,200.50", Decimal("1200.50")),
        ("losses.1.amount", "1.200,50", Decimal("1200.50")),
        ("incidents.1.date", "2026-04", "2026-04"), ("incidents.1.date", "about 3 April 2026", "2026-04-03~"),
        ("incidents.1.date", "3 de abril de 2026", "2026-04-03"), ("incidents.1.date", "13/04/2026", "2026-04-13"),
        ("incidents.1.time", "9:14 pm", "21:14"), ("letter.deadline", "3 April 2027", "2027-04-03"),
        ("incidents.1.conduct", "Threats; insultos", ["threats", "insults"]),
        ("incidents.1.conduct", "threats, insults", ["threats", "insults"]),
        ("incidents.1.conduct", "threats\r\ninsults", ["threats", "insults"]),
        ("incidents.1.urls", "https://a.example/x;y=1\nhttps://b.example/", ["https://a.example/x;y=1", "https://b.example/"]),
        ("respondent.aliases.2", "a; b", ["a; b"]), ("incidents.7.summary", " as it was \n", " as it was \n"),
        ("CLIENT.Name ", " Ana Lind ", "Ana Lind"), ("answers.own", "text", "text"),
        ("background", "'=1+1", "=1+1"), ("background", "'-", "-"), ("background", "'quoted'", "'quoted'"),
    ],
)  # fmt: skip
def test_cells_are_read_as_people_write_them(column: str, typed: str, value: object) -> None:
    (row,) = rows_of(a_csv([column], [typed]), "cases.csv")
    found: Any = row.values
    for step in column.strip().casefold().split("."):
        if not (isinstance(found, list) and step.isdigit()):
            found = found[step]
        elif step != "2":
            found = found[0]

    assert row.problems == ()
    assert found == value


@pytest.mark.parametrize(
    ("column", "typed", "id"),
    [
        ("incidents.1.date", "03/04/2026", "sheet.which-date"), ("incidents.1.date", "yesterday", "sheet.relative-date"),
        ("incidents.1.date", "3 April", "sheet.which-date"), ("incidents.1.date", "2026-02-30", "problem.unfit"),
        ("incidents.1.date", "every Monday", "problem.unfit"), ("incidents.1.time", "about 9 pm", "problem.unfit"),
        ("incidents.1.time", "9:14", "import.which-time"), ("letter.deadline", "2026", "problem.unfit"),
        ("client.adult", "perhaps", "problem.unfit"), ("respondent.identity", "secret", "problem.no-such-choice"),
        ("losses.1.amount", "1.200", "problem.unfit"), ("losses.1.amount", "much", "problem.unfit"), ("client.age", "old", "problem.unfit"),
        ("client.contact.email", "secret", "problem.unfit"), ("incidents.1.date", "-", "problem.null"),
        ("incidents.1.conduct", "threats; secret", "problem.no-such-choice"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_cannot_be_read_is_named_by_its_cell(column: str, typed: str, id: str, language: str) -> None:
    from docgen.cli.report import report_problems

    (row,) = rows_of(a_csv(["key", column], [], ["7", typed]), "cases.csv")
    (problem,) = row.problems
    told = io.StringIO()
    report_problems(told, wording("program", language), row.problems)

    assert (problem.id, problem.place.cell, row.number) == (id, "B3", 3)
    assert told.getvalue().startswith("cases.csv:B3  ")
    assert "secret" not in told.getvalue()


def test_every_fact_leads_back_to_its_cell() -> None:
    heads = [
        "key",
        "incidents.2.date",
        "incidents.5.date",
        "incidents.5.conduct",
        "client.name",
        "accounts.3.attribution.2.fact",
    ]
    (row,) = rows_of(a_csv(heads, ["", "2026-04-03", "2026-04-04", "", "", "so"]), "cases.csv")

    assert [row.cell_of(path).address for path in [
        ("incidents", 0, "date"), ("incidents", 1, "date"), ("incidents", 1, "conduct"), ("incidents", 1, "summary"),
        ("client", "name"), ("accounts", 0, "attribution", 0, "fact"), ("accounts", 0, "platform"), ("court", "name"),
    ]] == ["B2", "C2", "D2", "C2", "E2", "F2", "F2", "A2"]  # fmt: skip
    assert row.cell_of(("incidents", 1, "date")).said(wording("program", "es")) == "fila 2, columna incidents.5.date"


def test_problems_of_the_facts_get_their_cells() -> None:
    row = one_row(
        incidents__2__conduct="threats", incidents__2__time="21:14", incidents__2__date="unknown", client__name="A"
    )

    located = {each.place.path: row.located(each).place.cell for each in check_facts(Answers(row.values))}

    assert located["incidents[0].summary"] == "A2"
    assert row.located(Problem(id="x", place=row.place_of(("incidents", 0, "time")))).place.cell == "B2"


def test_records_get_ids_and_are_referred_to_by_number_or_id() -> None:
    row = one_row(
        accounts__1__platform="x", accounts__2__platform="y", accounts__4__platform="z", accounts__2__id="a4", exhibits__1__title="t",
        incidents__1__accounts="1;a4;4", incidents__1__exhibits="e1", incidents__2__accounts="2;9", losses__1__exhibits="1",
    )  # fmt: skip

    assert [each["id"] for each in row.values["accounts"]] == ["a1", "a4", "a4-1"]  # type: ignore[attr-defined]
    assert row.values["incidents"] == [
        {"accounts": ["a1", "a4", "a4-1"], "exhibits": ["e1"]},
        {"accounts": ["a4", "9"]},
    ]
    assert row.values["losses"] == [{"exhibits": ["e1"]}]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_dialects(sign: str, encoding: str) -> None:
    data = a_csv(
        ["key", "client.name", "background"],
        ["1", "Ñandú, S; L", 'two\n"lines"'],
        [],
        ["2", "", "x"],
        sign=sign,
        encoding=encoding,
    )

    rows = rows_of(data, "cases.csv")

    assert [(each.number, each.key) for each in rows] == [(2, "1"), (4, "2")]
    assert rows[0].values == {"client": {"name": "Ñandú, S; L"}, "background": 'two\n"lines"'}


def test_an_account_in_several_languages_has_a_column_for_each() -> None:
    row = one_row(
        background__es="Así fue.",
        background__en="So it was.",
        background__translator="S. E.",
        letter__demands__1__es="Basta.",
    )

    assert row.values["background"] == {"es": "Así fue.", "en": "So it was.", "translator": "S. E."}
    assert row.values["letter"] == {"demands": [{"es": "Basta."}]}


def test_a_fact_that_is_told_twice_is_no_guess() -> None:
    row = one_row(background="So.", background__es="Así.", client__adult="yes")

    assert [(each.id, each.place.cell) for each in row.problems] == [("sheet.told-twice", "B2")]

    turned = one_row(background__es="Así.", background="So.")

    assert [(each.id, each.place.cell) for each in turned.problems] == [("sheet.told-twice", "B2")]


def test_a_problem_names_the_fact_as_a_facts_file_would() -> None:
    row = one_row(incidents__5__summary="So.", incidents__5__date="2026-02-30", incidents__9__date="2026-13-01")

    assert [(each.place.path, each.place.cell) for each in row.problems] == [
        ("incidents[0].date", "B2"), ("incidents[8].date", "C2"),
    ]  # fmt: skip


def test_columns_that_name_nothing_are_told_at_once_and_do_not_show_facts() -> None:
    heads = [
        "client.nmae",
        "incidents.date",
        "incidents[2].date",
        "client.name",
        "client.name",
        "incidents",
        "Ana Secret Lind",
    ]
    with pytest.raises(FactsProblem) as caught:
        read_rows(io.BytesIO(a_csv(heads, ["x"])), "cases.csv")

    told = [(each.id, each.place.cell, each.names.get("near", "")) for each in caught.value.problems]
    assert told == [
        ("sheet.unknown-column", "A1", "client.name"), ("sheet.unknown-column", "B1", "incidents.1.date"),
        ("sheet.unknown-column", "C1", "incidents.2.date"), ("import.double-column", "E1", ""),
        ("sheet.unknown-column", "F1", told[4][2]), ("sheet.unknown-column", "G1", told[5][2]),
    ]  # fmt: skip
    assert "Secret" not in repr([(each.place.path, dict(each.names)) for each in caught.value.problems])


def test_a_file_without_a_row_of_names_is_told_so_once() -> None:
    for data in (a_csv(["Ana", "Lind"]), b"", a_csv(["key"], ["1"])):
        with pytest.raises(FactsProblem) as caught:
            read_rows(io.BytesIO(data), "cases.csv")
        assert [each.id for each in caught.value.problems] == ["sheet.no-columns"]


def test_a_cell_beside_the_columns_is_not_lost() -> None:
    (row,) = rows_of(a_csv(["client.name"], ["Ana", "", "more"]), "cases.csv")

    assert [(each.id, each.place.cell) for each in row.problems] == [("sheet.cell-without-column", "C2")]


def test_rows_two_and_three_are_notes_only_where_they_say_so() -> None:
    notes = [["# name", "name of the client"], ["# may be empty", "What is your name?"]]
    data = a_csv(["key", "client.name"], *notes, ["1", "Ana"], ["# 5", "Eva"])

    assert [each.key for each in rows_of(data)] == ["1", "# 5"]
    assert [each.key for each in rows_of(a_csv(["key", "client.name"], ["#1", "Ana"]))] == ["#1"]


def test_without_words_a_sheet_holds_what_a_facts_file_would(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(
        a_csv(
            ["client.adult", "incidents.1.date", "respondent.identity"],
            ["true", "2026-04-03", "known"],
            ["sí", "3 de abril de 2026", "Known"],
        )
    )

    first, second = read_rows(path, "cases.csv")

    assert first.values == {
        "client": {"adult": True},
        "incidents": [{"date": "2026-04-03"}],
        "respondent": {"identity": "known"},
    }
    assert len(second.problems) == 3


def test_names_of_columns() -> None:
    assert names_of(["client.name", "accounts.handle", "accounts.attribution.fact"], {"accounts": 2, "accounts.attribution": 2}) == [
        "client.name", "accounts.1.handle", "accounts.1.attribution.1.fact", "accounts.1.attribution.2.fact",
        "accounts.2.handle", "accounts.2.attribution.1.fact", "accounts.2.attribution.2.fact",
    ]  # fmt: skip
    for name in (
        "incidents",
        "incidents.1",
        "incidents.0.date",
        "incidents.date",
        "client.1.name",
        "client.name.1",
        "1",
        "",
        "incidents.1.1.date",
        "answers",
    ):
        assert column_named(name) is None
    assert near_name("reports.police.date") == "reports.police.1.date"


# Values that a program gave a type ------------------------------------------------------------------------------------


def typed_book(heads: list[str], cells: list[Any], change: Any = None) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "My cases"
    sheet.append(heads)
    sheet.append(cells)
    if change:
        change(book, sheet)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_typed_cells_become_what_a_facts_file_holds() -> None:
    heads = [
        "incidents.1.date",
        "incidents.1.time",
        "losses.1.amount",
        "client.age",
        "client.adult",
        "respondent.minor",
        "client.contact.phone",
        "losses.2.amount",
        "background",
    ]
    cells = [
        date(2026, 4, 3),
        time(21, 14),
        1200.1,
        34,
        True,
        "unsure",
        5550100,
        0.1 + 0.2,
        datetime(2026, 4, 3, tzinfo=UTC).date(),
    ]

    (row,) = rows_of(typed_book(heads, cells))

    assert row.problems == ()
    assert row.values == {
        "incidents": [{"date": "2026-04-03", "time": "21:14"}], "losses": [{"amount": Decimal("1200.1")}, {"amount": Decimal("0.3")}],
        "client": {"age": 34, "adult": True, "contact": {"phone": "5550100"}}, "respondent": {"minor": "unsure"}, "background": "2026-04-03",
    }  # fmt: skip


def test_typed_cells_that_do_not_fit_are_named_by_their_address() -> None:
    heads = ["incidents.1.date", "losses.1.amount", "client.age", "incidents.1.time"]
    cells = [datetime(2026, 4, 3, 21, 14), 1200.555, 34.5, 3]  # noqa: DTZ001

    (row,) = rows_of(typed_book(heads, cells))

    assert [each.place.cell for each in row.problems] == [
        "'My cases'!A2",
        "'My cases'!B2",
        "'My cases'!C2",
        "'My cases'!D2",
    ]


def test_dates_that_count_from_1904() -> None:
    def change(book: Any, _: Any) -> None:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904

    (row,) = rows_of(typed_book(["incidents.1.date"], [date(2026, 4, 3)], change))

    assert row.values == {"incidents": [{"date": "2026-04-03"}]}


def test_the_first_visible_sheet_is_read() -> None:
    def change(book: Any, sheet: Any) -> None:
        other = book.create_sheet("Other")
        other.append(["client.name"])
        other.append(["Eva"])
        sheet.sheet_state = "hidden"
        book.active = 1

    (row,) = rows_of(typed_book(["client.name"], ["Ana"], change))

    assert row.values == {"client": {"name": "Eva"}}
    assert row.cell_of(("client", "name")).address == "Other!A2"


def test_a_formula_that_nobody_worked_out_is_no_empty_cell() -> None:
    (row,) = rows_of(typed_book(["client.name", "client.age"], ['="An"&"a"', 3]))

    assert [(each.id, each.place.cell) for each in row.problems] == [("sheet.formula-without-value", "'My cases'!A2")]


def test_a_stream_that_cannot_go_back_and_one_that_stays_open() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = typed_book(["client.name"], ["Ana"])
    stream = io.BytesIO(data)

    assert [row.values for row in read_rows(Pipe(data), "-")] == [row.values for row in read_rows(stream, "x")]
    assert not stream.closed


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(AnswersUnreadable) as caught:
        read_rows(Path("nowhere.xlsx"), "nowhere.xlsx")

    assert [each.id for each in caught.value.problems] == ["input.unreadable"]
