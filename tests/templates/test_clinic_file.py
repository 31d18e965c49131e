"""A clinic says once who it is; every paper of its clients has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import the_answers, the_facts
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st

from docgen.answers import Answers
from docgen.assemble import Wish, plan_document
from docgen.check import check_library
from docgen.clinic import Clinic, with_clinic
from docgen.errors import TemplateProblem
from docgen.library import Library
from docgen.matter.values import Line

CLINIC = """
name = "Example Legal Clinic"
address = "100 Example Street\\nSpringfield"
email = "clinic@example.org"
phone = "555-0100"
jurisdiction = "US-CA"
languages = { document = "es" }
delivery = ["process-server"]

[lawyer]
name = "Sam Example"
bar_number = "00000"
authority = "retainer agreement of the clinic"
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "clinic.toml").write_text(CLINIC, encoding="utf-8")
    return Library.open(tmp_path)


def planned(library: Library, kind: str = "cease-and-desist", **changes: object) -> dict[str, object]:
    answers = the_answers(the_facts(**changes))
    return dict(plan_document(library, answers, Wish(kind=kind, today=TODAY)).document.fields)


def test_the_clinic_signs_where_somebody_acts_for_the_client(library: Library) -> None:
    sender = planned(library, answered_by="client-represented")["sender"]

    assert isinstance(sender, dict)
    told = {key: sender[key] for key in ("name", "organisation", "address", "email", "phone", "bar_number")}
    assert told == {
        "name": "Sam Example",
        "organisation": "Example Legal Clinic",
        "address": "100 Example Street\nSpringfield",
        "email": "clinic@example.org",
        "phone": "555-0100",
        "bar_number": "00000",
    }


def test_who_writes_alone_is_not_made_a_client_of_the_clinic(library: Library) -> None:
    sender = planned(library)["sender"]

    assert isinstance(sender, dict)
    assert (sender["name"], sender["organisation"]) == ("Ana Lind", None)


def test_another_person_does_not_get_the_lawyers_bar_number(library: Library) -> None:
    sender = planned(library, representative={"name": "Kim Example", "role": "advocate"})["sender"]

    assert isinstance(sender, dict)
    assert (sender["name"], sender["bar_number"], sender["authority"]) == ("Kim Example", None, None)
    assert sender["organisation"] == "Example Legal Clinic"


def test_place_language_and_delivery_hold_where_the_facts_say_nothing(library: Library) -> None:
    facts = the_facts()
    del facts["jurisdiction"]
    document = plan_document(library, the_answers(facts), Wish(kind="cease-and-desist", today=TODAY)).document

    assert (document.jurisdiction, document.language) == ("US-CA", "es")
    assert isinstance(document.fields["letter"], dict)
    assert document.fields["letter"]["delivery"] == "servicio profesional de notificación"


def test_the_facts_win(library: Library) -> None:
    document = plan_document(
        library, the_answers(the_facts(jurisdiction="US-NY", languages={"document": "en"})),
        Wish(kind="cease-and-desist", today=TODAY),
    ).document  # fmt: skip

    assert (document.jurisdiction, document.language) == ("US-NY", "en")


def test_a_misspelt_key_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "clinic.toml").write_text('name = "Example"\nadress = "x"\n', encoding="utf-8")

    with pytest.raises(TemplateProblem) as stopped:
        planned(Library.open(tmp_path))
    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.path) == ("problem.unknown-key", "adress")
    assert problem.names["near"] == "address"
    assert problem.place.source.endswith("clinic.toml")


@given(
    st.dictionaries(
        st.sampled_from(["representative", "letter", "languages", "answered_by"]),
        st.none() | st.text() | st.lists(st.text()),
    )
)
def test_whatever_stands_in_the_facts_stays_there_for_the_reader_to_refuse(values: dict[str, object]) -> None:
    clinic = Clinic(name=Line("Example Clinic"), jurisdiction="US-CA")
    filled = with_clinic(Answers(values), clinic).values

    for key, value in values.items():
        assert filled[key] == value


def test_null_says_that_nobody_acts_for_the_client_and_the_clinic_does_not(library: Library) -> None:
    sender = planned(library, representative=None)["sender"]

    assert isinstance(sender, dict)
    assert (sender["name"], sender["organisation"]) == ("Ana Lind", None)


def test_a_place_that_does_not_exist_is_told_with_the_clinics_file_and_not_with_the_facts(tmp_path: Path) -> None:
    (tmp_path / "clinic.toml").write_text(CLINIC.replace("US-CA", "US-ZZ"), encoding="utf-8")

    with pytest.raises(TemplateProblem) as caught:
        planned(Library.open(tmp_path))

    (problem,) = caught.value.problems
    assert (problem.id, problem.place.path) == ("usage.no-such-jurisdiction", "jurisdiction")
    assert problem.place.source.endswith("clinic.toml")


def test_a_mistake_in_it_is_told_when_the_templates_are_checked(tmp_path: Path) -> None:
    (tmp_path / "clinic.toml").write_text("name = “Example”\n", encoding="utf-8")
    library = Library.open(tmp_path)

    (problem,) = check_library(library, library.wording("program", "en"))
    assert (problem.id, problem.place.line, problem.place.column) == ("toml.value", 1, 8)
    assert problem.place.source.endswith("clinic.toml")


def test_the_mark_that_a_windows_editor_puts_first_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "clinic.toml").write_text('name = "Example"\n', encoding="utf-8-sig")

    assert Library.open(tmp_path).clinic == Clinic(name=Line("Example"))
