"""One matter, every paper: what only one kind asks for passes every other kind by, and the schema knows all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from builders import ALL_KINDS, the_answers, the_facts, the_library
from clinic import a_clinic

from docgen.errors import FactsProblem
from docgen.facts import check_facts, read_matter
from docgen.library import Library
from docgen.schema import facts_schema

WITNESS = "witness-statement"
TOLD = {
    "witness_name": "Sam Example",
    "witness_contact": None,
    "witness_saw": {"en": "I saw the message.", "es": "Vi el mensaje.", "translator": "Luz Example"},
    "witness_source": "saw",
}


def _answers_of(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["properties"]["answers"]
    return found


@pytest.mark.parametrize("kind", ["", *ALL_KINDS])
def test_what_a_witness_said_and_declined_to_say_breaks_no_other_paper(kind: str) -> None:
    library = the_library()

    assert check_facts(the_answers(the_facts(answers=TOLD)), (), library.own_questions(kind) if kind else None) == ()


def test_what_is_no_text_is_still_told_where_nobody_asked_for_it() -> None:
    with pytest.raises(FactsProblem) as stopped:
        read_matter(the_answers(the_facts(answers={"witness_saw": 3})))

    assert [each.place.path for each in stopped.value.problems] == ["answers.witness_saw"]


def test_a_statement_passes_by_what_another_kind_asked_and_a_clinics_own_questions_refuse_the_misspelt(
    tmp_path: Path,
) -> None:
    own = the_library().own_questions(WITNESS)

    assert check_facts(the_answers(the_facts(answers={**TOLD, "other_kind": None, "more": "text"})), (), own) == ()
    assert check_facts(the_answers(the_facts(answers={**TOLD, "other_kind": 3})), (), own)
    assert check_facts(
        the_answers(the_facts(answers={"misspelt": None})), (), Library.open(a_clinic(tmp_path)).own_questions()
    )


@pytest.mark.parametrize(
    "own", [the_library().all_own_questions(), the_library().own_questions(WITNESS)], ids=["all", WITNESS]
)
def test_the_schema_has_the_questions_of_the_statement_and_takes_further_texts(own: Any) -> None:
    told = _answers_of(facts_schema(own))

    assert told["properties"].keys() >= TOLD.keys()
    assert {"enum": ["saw", "told", "both"]} in told["properties"]["witness_source"]["anyOf"]
    assert told["additionalProperties"]["anyOf"][0] == {"type": "string", "minLength": 1}


def test_with_questions_of_a_clinic_the_schema_refuses_a_misspelt_answer_as_docgen_does(tmp_path: Path) -> None:
    library = Library.open(a_clinic(tmp_path))

    assert _answers_of(facts_schema(library.all_own_questions()))["additionalProperties"] is False
