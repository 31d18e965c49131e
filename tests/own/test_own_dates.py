"""Own dates: limited by the day on which they are asked, and told as exactly as people know them."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from builders import the_answers, the_facts
from clinic import MANIFEST, a_clinic, with_line
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st
from own_sitting import held
from terminal import docgen

from docgen.assemble import Planned, Wish, plan_document, render_document
from docgen.check import check_library
from docgen.cli.report import sentence
from docgen.cli.settings import Settings
from docgen.cli.vocabulary import vocabulary_of
from docgen.dates import PartialDate
from docgen.errors import FactsProblem, LeakStopped, TemplateProblem
from docgen.library import Library
from docgen.localization import Wording
from docgen.own_questions.question import Bound, OwnQuestion, QuestionType
from docgen.own_questions.types import value_type
from docgen.records import Reader
from docgen.schema import facts_schema
from docgen.sheets import read_rows
from docgen.word import text_of

KIND = "cover-sheet"
QUESTIONS = """
[[own]]
name = "hearing"
type = "date"
label.en = "hearing"
label.es = "audiencia"
ask.en = "When is the hearing?"
readers = "everyone"
least = "today"

[[own]]
name = "moved_out"
type = "rough-date"
label.en = "day of moving out"
label.es = "mudanza"
ask.en = "When did you move out?"
readers = "everyone"
least = 2015-01-01
most = "today"

[[own]]
name = "born"
type = "rough-date"
label.en = "birth of the child"
label.es = "nacimiento"
ask.en = "When was the child born?"
readers = "police"
"""
WORDING = """# Sheet

Hearing: {% if answers.hearing %}{{ answers.hearing }}{% else %}none{% endif %}.

Moved out: {% if answers.moved_out %}{{ answers.moved_out }}{% else %}not known{% endif %}.

{{p incidents[0].summary|prose }}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_clinic(tmp_path_factory.mktemp("clinic"), QUESTIONS, WORDING, _without_needs())


def _without_needs() -> str:
    return "\n".join(line for line in MANIFEST.splitlines() if "answers." not in line)


def planned(folder: Path, today: date = TODAY, summary: str = "He called me names.", **answers: str) -> Planned:
    incident = {"date": "2026-04-03", "conduct": ["insults"], "summary": summary, "platform": "instagram"}
    facts = the_answers(the_facts(answers=answers, incidents=[incident]))
    return plan_document(Library.open(folder), facts, Wish(kind=KIND, today=today, language="en"))


def paper(plan: Planned) -> str:
    return text_of(render_document(plan)[0].data)


def wanted(folder: Path, today: date = TODAY, **answers: str) -> str:
    """What is said of an answer that does not fit."""
    with pytest.raises(FactsProblem) as stopped:
        planned(folder, today, **answers)
    (problem,) = stopped.value.problems
    return sentence(Library.open().wording("program", "en"), problem)


def test_a_day_that_is_past_is_refused_where_the_clinic_wants_none(folder: Path) -> None:
    assert "today or a later day" in wanted(folder, date(2027, 1, 16), hearing="2027-01-15")
    assert "January 15, 2027" in paper(planned(folder, date(2027, 1, 15), hearing="2027-01-15"))


def test_a_day_that_has_not_come_is_refused_where_the_clinic_wants_none(folder: Path) -> None:
    assert "today or an earlier day" in wanted(folder, moved_out="2031-05-02")
    assert "today or an earlier day" in wanted(folder, moved_out="2031")


def test_one_and_the_same_library_knows_the_day_of_each_paper(folder: Path) -> None:
    library = Library.open(folder)
    facts = the_answers(the_facts(answers={"hearing": "2027-01-15"}))
    for today, fits in ((date(2027, 1, 14), True), (date(2027, 2, 1), False), (date(2027, 1, 15), True)):
        try:
            plan_document(library, facts, Wish(kind=KIND, today=today, language="en"))
        except FactsProblem:
            assert not fits
        else:
            assert fits


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("2025-03-09", "March 9, 2025"),
        ("2025-03", "March 2025"),
        ("2025", "2025"),
        ("2025-22", "summer"),
        ("2025-03-09~", "March 9, 2025"),
        ("unknown", "not known"),
    ],
)
def test_a_rough_date_is_printed_as_exactly_as_it_is_known(told: str, printed: str, folder: Path) -> None:
    assert printed in paper(planned(folder, moved_out=told)).partition("Moved out: ")[2].partition("\n")[0]


@pytest.mark.parametrize("told", ["2014", "2014-12-31", "{2025-06-01..2025-06-14}", "03/04/2025", "soon"])
def test_a_rough_date_that_cannot_be_right_is_refused(told: str, folder: Path) -> None:
    assert "day" in wanted(folder, moved_out=told) or "date" in wanted(folder, moved_out=told)


@given(st.dates(date(2000, 1, 1), date(2035, 12, 31)), st.sampled_from(["day", "month", "year"]))
def test_a_rough_date_fits_just_where_one_of_its_days_lies_within_the_limits(day: date, exact: str) -> None:
    question = OwnQuestion(
        name="x", type=QuestionType.ROUGH_DATE, label={"en": "x"}, least=Bound("2015-01-01"), most=Bound("today")
    )
    text = day.isoformat()[: {"day": 10, "month": 7, "year": 4}[exact]]
    reader, meant = Reader(), PartialDate.parse(text)
    reader.value(value_type(question, TODAY), text, ())

    assert (not reader.problems) == (meant.last >= date(2015, 1, 1) and meant.first <= TODAY)


def test_the_interview_says_the_limits_and_takes_what_is_known(folder: Path) -> None:
    answers, screen = held(folder, [
        ("You do not have to", ""), ("You do not have to", ""),
        ("When is the hearing?", "1 March 2020"), ("day is past", "15 January 2127"),
        ("When did you move out?", "March 2025"), ("When was the child born?", "unknown"),
    ])  # fmt: skip

    assert answers["answers"] == {"hearing": "2127-01-15", "moved_out": "2025-03", "born": "unknown"}
    assert "Today or a later day." in screen
    assert "If you do not know the day" in screen
    assert "Not before January 1, 2015." in screen or "Not before 1 January 2015." in screen


def test_a_sheet_takes_them_too(folder: Path) -> None:
    cells = {"answers.hearing": "2 March 2020", "answers.moved_out": "March 2025", "answers.born": "2017"}
    text = io.StringIO(newline="")
    csv.writer(text).writerows([list(cells), list(cells.values())])
    words = vocabulary_of(Settings(Library.open(folder), "en", ""), TODAY)
    (row,) = read_rows(io.BytesIO(text.getvalue().encode()), "cases.csv", words)

    assert row.values == {"answers": {"moved_out": "2025-03", "born": "2017"}}
    assert [(each.place.path, each.names["wanted"]) for each in row.problems] == [
        ("answers.hearing", "wanted.not-past")
    ]


def test_a_child_born_on_a_day_that_its_reader_must_not_see_stops_the_letter(folder: Path) -> None:
    plan = planned(folder, summary="He wrote about her birth on 9 May 2017.", born="2017-05-09")

    with pytest.raises(LeakStopped):
        render_document(plan)
    assert paper(planned(folder, summary="He wrote about the year 2017.", born="2017"))


def test_a_rough_date_on_the_day_of_an_incident_that_the_reader_is_told_of_stops_nothing(folder: Path) -> None:
    told = "He came on 3 April 2026 and shouted."

    assert told in paper(planned(folder, summary=told, born="2026-04-03"))


def test_other_programs_learn_the_form_of_a_rough_date(folder: Path) -> None:
    schema = facts_schema(Library.open(folder).own_questions())["properties"]["answers"]["properties"]["moved_out"]  # type: ignore[index]
    pattern = schema["anyOf"][0]["pattern"]

    assert all(re.match(pattern, text) for text in ("2025-03-09", "2025-03", "2025", "2025-22", "unknown"))
    assert not re.match(pattern, "03/04/2025")


def test_today_limits_nothing_but_dates(tmp_path: Path) -> None:
    wrong = with_line(QUESTIONS, 'type = "date"', 'type = "number"')
    (tmp_path / "questions.toml").write_text(wrong)

    with pytest.raises(TemplateProblem) as stopped:
        Library.open(tmp_path).own_questions()
    assert [problem.id for problem in stopped.value.problems] == ["own.bad-bound"]


def test_the_check_finds_nothing_wrong_with_a_template_that_prints_them(folder: Path) -> None:
    program: Wording = Library.open().wording("program", "en")

    assert [each for each in check_library(Library.open(folder), program) if not each.warning] == []


def test_an_example_and_the_check_of_facts_know_them(folder: Path, tmp_path: Path) -> None:
    made = docgen("facts", "example", KIND, "--templates", str(folder), folder=tmp_path)
    (tmp_path / "facts.json").write_text(made.stdout)
    done = docgen("facts", "check", "facts.json", KIND, "--templates", str(folder), folder=tmp_path)

    assert '"moved_out": "2026-11"' in made.stdout
    assert "answers.moved_out" not in done.stderr
