"""A clinic's own questions in the interview: the same walk, commands, review and drafts as all others."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from clinic import ANSWERS, QUESTIONS, a_clinic, with_line
from conftest import TODAY
from own_sitting import KIND, OWN, TOLD, held

from docgen.answers import Answers
from docgen.assemble import Wish, plan_document, render_document
from docgen.facts import read_matter
from docgen.interview.said import said_of, told_record, with_own_questions
from docgen.library import Library
from docgen.own_questions import NO_OWN_QUESTIONS
from docgen.word import text_of

EXACT = {**ANSWERS, "income": Decimal("1850.50")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_clinic(tmp_path_factory.mktemp("clinic"))


def test_all_types_of_questions_give_the_facts_that_a_file_would(folder: Path) -> None:
    values, screen = held(folder, OWN)

    assert values["answers"] == EXACT
    library = Library.open(folder)
    read_matter(Answers(values), library.manifest(KIND).requires, library.own_questions())
    plan = plan_document(library, Answers(values), Wish(kind=KIND, today=TODAY))
    assert "Child: Juniper of Larkspur School" in text_of(render_document(plan)[0].data)
    for told in ("Questions of your clinic", "you and the clinic, nobody else", "day of the hearing: January 15, 2027",
                 "origin: Walk-in", "services: advice; a safety plan", "child 2"):  # fmt: skip
        assert told in screen


def with_answers(old: str, *exchanges: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the exchanges with others in place of the one that asks `old`."""
    place = next(number for number, (asked, _) in enumerate(OWN) if old in asked)
    return [*OWN[:place], *exchanges, *OWN[place + 1 :]]


@pytest.mark.parametrize(
    ("asked", "wrong", "told", "right"),
    [
        ("number of the file", "142", "Write it as 12-345.", "26-142"),
        ("people live", "0", "1 or more", "4"),
        ("people live", "31", "30 or less", "4"),
        ("people live", "many", "digits", "4"),
        ("monthly income", "0.25", "0.50 or more", "1850.50"),
        ("is the hearing", "3 March 2028", "not after 2027-12-31", "15 January 2027"),
        ("is the hearing", "March 2027", "day", "15 January 2027"),
        ("client come", "3", "1 to 2", "1"),
        ("interpreter", "perhaps", "yes or no", "yes"),
    ],
)
def test_what_does_not_fit_is_asked_again_with_words(
    folder: Path, asked: str, wrong: str, told: str, right: str
) -> None:
    values, screen = held(folder, with_answers(asked, (asked, wrong), ("", right)))

    assert told in screen
    assert values["answers"] == EXACT


def test_commands_and_answers_declined(folder: Path) -> None:
    exchanges = with_answers("How did the client find", ("How did the client find", "-"))
    place = next(number for number, (asked, _) in enumerate(exchanges) if asked.startswith("How many"))
    exchanges[place:place] = [("How many people", ":back"), ("When is the hearing", ""), ("How many people", ":why")]

    values, screen = held(folder, exchanges)

    told: Any = values["answers"]
    assert told["story"] is None
    assert told["hearing"] == "2027-01-15"
    assert "Your answer so far: January 15, 2027" in screen


def test_what_no_paper_can_do_without_cannot_be_left_out(folder: Path) -> None:
    values, screen = held(folder, with_answers("Who works", ("Who works", ""), ("", "Noor Vandersteen")))

    assert values["answers"]["case_worker"] == "Noor Vandersteen"  # type: ignore[index]
    assert "This paper needs an answer here." in screen


def test_a_language_that_the_clinic_did_not_write_is_owned_up_to(folder: Path) -> None:
    (spanish, screen) = held(
        folder,
        [
            ("¿En qué idioma", "1"), ("", ""), ("", ""), ("¿Quién lleva este caso?", "Noor"), ("inglés", "2-2"),
            ("Escríbalo como 12-345.", ""), *[("", "")] * 7, ("Are there children", "no"),
        ],
        "es",
    )  # fmt: skip

    assert spanish["answers"] == {"case_worker": "Noor"}
    assert "Preguntas de su centro" in screen


def test_a_condition_reads_own_answers(tmp_path: Path) -> None:
    text = with_line(QUESTIONS, 'label.en = "origin"', 'label.en = "origin"\nwhen = "answers.interpreter == True"')
    folder = a_clinic(tmp_path, text)
    asked = [each for each in with_answers("interpreter", ("interpreter", "no")) if "client come" not in each[0]]

    values, _ = held(folder, asked)

    assert "origin" not in values["answers"]  # type: ignore[operator]


def test_a_file_to_begin_with_is_taken_over_and_not_asked_again(folder: Path) -> None:
    values, _ = held(folder, [*OWN[:2], *OWN[17:19]], given={**TOLD, "answers": EXACT})

    assert values["answers"] == EXACT


def test_what_was_said_comes_back_from_a_draft(folder: Path) -> None:
    own = Library.open(folder).own_questions() or NO_OWN_QUESTIONS
    said = said_of({"answers": ANSWERS}, (), own)

    assert said["answers.children/c1/name"] == ["Juniper"]
    assert told_record(json.loads(json.dumps(said)), own_questions=own) == {"answers": ANSWERS}
    assert with_own_questions({"answers": [{"case_worker": "Noor"}]}, own)["answers.case_worker"] == ["Noor"]
    assert with_own_questions({"answers": [{"case_worker": "Noor"}]}, NO_OWN_QUESTIONS) == {
        "answers": [{"case_worker": "Noor"}]
    }
