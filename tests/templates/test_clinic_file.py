"""A clinic says once who it is; every paper of its clients has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import the_answers, the_facts
from conftest import REPOSITORY, TODAY
from edited import edited, put
from hypothesis import given
from hypothesis import strategies as st
from upgraded import world

from docgen.answers import Answers
from docgen.assemble import Wish, plan_document
from docgen.check import check_library
from docgen.cli.checking import CheckOptions, check_templates
from docgen.clinic import Clinic, with_clinic
from docgen.errors import TemplateProblem
from docgen.library import Library
from docgen.matter.values import Line
from docgen.toml_lines import line_of

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


# The whole folder -----------------------------------------------------------------------------------------------------

LAW = (REPOSITORY / "templates" / "jurisdictions" / "us-ca.toml").read_text(encoding="utf-8")
ASKED = """
[[section]]
key = "who"
title = "Who"

[[section.question]]
fact = "client.nmae"
label = "name"
ask = "What is your name?"
why = "So that we know."
"""
BROKEN: dict[str, tuple[str, str, int, str]] = {
    "a law file that nobody can read": ("jurisdictions/us-ca.toml", LAW.replace("]", "", 1), 0, ""),
    "a law file with a misspelt key": ("jurisdictions/us-ca.toml", 'zoone = "x"\n' + LAW, 1, "problem.unknown-key"),
    "a law file without its name": ("jurisdictions/xx.toml", 'code = "XX"\n', 0, "problem.missing"),
    "a law file without a letter": ("jurisdictions/xx.toml", 'code = "XX"\nname.en = "X"\n', 0, "problem.missing"),
    "a law file on a place that there is not": (
        "jurisdictions/xx.toml", 'code = "XX"\nname.en = "X"\nbuilds_on = "YY"\n', 0, "law.missing",
    ),
    "a platform with a misspelt key": ("platforms/ours.toml", 'naame = "x"\n', 1, "problem.unknown-key"),
    "a question for a fact that does not exist": ("questions.toml", ASKED, 7, "question.unknown-fact"),
    "a question without words": ("questions.toml", ASKED.replace("label", "labbel"), 8, "problem.unknown-key"),
    "a kind of which nobody says what it is": ("our-letter/template.toml", 'titel.en = "x"\n', 1, "problem.unknown-key"),
    "a clinic without a name": ("clinic.toml", 'phone = "555-0100"\n', 0, "problem.missing"),
    "a clinic in no place": ("clinic.toml", 'name = "x"\njurisdiction = "ZZ"\n', 2, "usage.no-such-jurisdiction"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_every_file_that_a_clinic_writes_by_hand_is_checked(tmp_path: Path, what: str) -> None:
    name, text, line, id = BROKEN[what]
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    library = Library.open(tmp_path)

    problems = check_library(library, library.wording("program", "en"))

    told = [(each.id, each.place.source, each.place.path) for each in problems]
    assert {source for _, source, _ in told} == {str(tmp_path / name)}
    assert len(set(told)) == len(told), "each is told once"
    assert not id or id in {each.id for each in problems}
    assert not line or line in [each.place.line for each in problems]


def test_a_broken_clinic_file_hides_nothing_else_that_is_wrong(tmp_path: Path) -> None:
    for name in ("clinic.toml", "questions.toml", "jurisdictions/xx.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("= broken", encoding="utf-8")
    put(tmp_path, edited("{{ clinet.name }}"))

    for asked in (
        CheckOptions(templates=tmp_path),
        CheckOptions(paths=(tmp_path,)),
        CheckOptions(paths=(tmp_path,), templates=tmp_path),
    ):
        with pytest.raises(TemplateProblem):
            check_templates(seen := world(tmp_path), asked)
        for name in ("clinic.toml", "questions.toml", "xx.toml"):
            assert f"{name}:1:1" in seen.said
    (tmp_path / "questions.toml").unlink()
    with pytest.raises(TemplateProblem):
        check_templates(seen := world(tmp_path), CheckOptions(templates=tmp_path))
    assert "“client.name”" in seen.said


# Lines ----------------------------------------------------------------------------------------------------------------

LINES = '''name = "x"
text = """
a = 1
"""

[one.two]
key.inner = { deep = 1 }
[[many]]
a = 1
[[many]]
"quoted" = 2
[[many.inner]]
b = 1
[[many.inner]]
b = 2
[many.table]
c = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 1), (("text",), 2), (("a",), None), (("one",), 6), (("one", "two"), 6),
        (("one", "two", "key", "inner"), 7), (("one", "two", "key", "inner", "deep"), 7),
        (("many", 0, "a"), 9), (("many", 1), 10), (("many", 1, "quoted"), 11), (("many", 1, "inner", 1, "b"), 15),
        (("many", 1, "inner", 0, "missing"), 12), (("many", 1, "table", "c"), 17), (("many", 0, "missing"), 8),
    ],
)  # fmt: skip
def test_the_line_of_a_value_is_found(path: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(LINES, path) == line


@given(st.text(), st.lists(st.one_of(st.integers(0, 3), st.text(max_size=3)), max_size=4))
def test_no_text_breaks_the_search_for_a_line(text: str, path: list[str | int]) -> None:
    found = line_of(text, path)

    assert found is None or 0 < found <= len(text.splitlines())
