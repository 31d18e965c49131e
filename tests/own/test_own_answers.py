"""Answers to a clinic's own questions: read as strictly as other facts, printed for those who may see them."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from builders import the_answers, the_facts, wording
from clinic import ANSWERS, QUESTIONS, WORDING, a_clinic, with_line
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st
from terminal import docgen

from docgen.assemble import Planned, Wish, plan_document, render_document
from docgen.check import check_library, printable_names
from docgen.errors import FactsProblem, LeakStopped, Problem, TemplateProblem
from docgen.facts import check_facts, read_matter
from docgen.library import Library
from docgen.matter.audiences import Audience
from docgen.own_questions import OwnQuestions
from docgen.schema import facts_schema
from docgen.word import text_of

KIND = "cover-sheet"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_clinic(tmp_path_factory.mktemp("clinic"))


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    return Library.open(folder)


@pytest.fixture(scope="module")
def own(library: Library) -> OwnQuestions:
    found = library.own_questions()
    assert found is not None
    return found


def planned(library: Library, answers: object = None, language: str = "en", **wish: Any) -> Planned:
    facts = the_facts(answers=deepcopy(ANSWERS) if answers is None else answers)
    return plan_document(library, the_answers(facts), Wish(kind=KIND, today=TODAY, language=language, **wish))


def paper(plan: Planned) -> str:
    return text_of(render_document(plan)[0].data)


def problems(library: Library, **changes: object) -> list[tuple[str, str]]:
    facts = the_facts(answers={**ANSWERS, **changes})
    found = check_facts(the_answers(facts), library.manifest(KIND).requires, library.own_questions())
    return [(each.id, each.place.path) for each in found]


# Read -----------------------------------------------------------------------------------------------------------------


def test_answers_that_fit_make_a_matter(library: Library) -> None:
    assert problems(library) == []


@pytest.mark.parametrize(
    ("name", "value", "id"),
    [
        ("case_worker", 7, "problem.wrong-type"),
        ("case_worker", "two\nlines", "problem.unfit"),
        ("file_number", "2-142", "problem.unfit"),
        ("file_number", "26-142x", "problem.unfit"),
        ("story", 3, "problem.wrong-type"),
        ("interpreter", "yes", "problem.wrong-type"),
        ("origin", "walkin", "problem.no-such-choice"),
        ("services", ["advise"], "problem.no-such-choice"),
        ("services", "advice", "problem.wrong-type"),
        ("hearing", "15/01/2027", "problem.unfit"),
        ("hearing", "2025-12-31", "problem.unfit"),
        ("hearing", "2028-01-01", "problem.unfit"),
        ("hearing", "2027-01", "problem.unfit"),
        ("household", 0, "problem.unfit"),
        ("household", 31, "problem.unfit"),
        ("household", 2.5, "problem.wrong-type"),
        ("household", True, "problem.wrong-type"),
        ("income", 0.25, "problem.unfit"),
        ("income", 12.345, "problem.unfit"),
        ("income", "12", "problem.wrong-type"),
        ("children", {}, "problem.wrong-type"),
    ],
)
def test_an_answer_of_the_wrong_kind_is_a_problem_with_its_path(
    library: Library, name: str, value: object, id: str
) -> None:
    found = problems(library, **{name: value})

    assert [each for each, _ in found] == [id]
    assert found[0][1].startswith(f"answers.{name}")


def test_every_problem_is_told_at_once_with_line_and_column(library: Library) -> None:
    facts = the_facts(answers={**ANSWERS, "hous": 3, "household": 0, "children": [{"nmae": "Juniper"}]})
    text = json.dumps(facts, indent=2)

    with pytest.raises(FactsProblem) as caught:
        read_matter(the_answers(facts), library.manifest(KIND).requires, library.own_questions())

    lines = text.splitlines()
    told = {each.place.path: each for each in caught.value.problems}
    assert set(told) == {
        "answers.hous", "answers.household", "answers.children[0].nmae", "answers.children[0].name",
    }  # fmt: skip
    assert told["answers.hous"].names["near"] == "household"
    assert told["answers.children[0].nmae"].names["near"] == "name"
    assert all('"hous' in lines[(told[path].place.line or 0) - 1] for path in ("answers.hous", "answers.household"))
    assert not [each for each in caught.value.problems if "Juniper" in repr(vars(each))]


def test_null_is_an_answer_declined(library: Library) -> None:
    told = dict.fromkeys(("file_number", "story", "interpreter", "origin", "hearing", "household", "income"))

    assert problems(library, **told) == []
    assert "Hearing" not in paper(planned(library, {**ANSWERS, **told}))


def test_what_no_paper_can_do_without_is_missed_there_and_marked_in_a_draft(library: Library) -> None:
    told = {"children": [{"school": "Larkspur School"}]}

    assert [each for _, each in problems(library, case_worker=None)] == ["answers.case_worker"]
    with pytest.raises(FactsProblem) as caught:
        planned(library, told)
    assert {each.place.path for each in caught.value.problems} == {
        "answers.case_worker", "answers.children[0].name",
    }  # fmt: skip
    draft = planned(library, told, draft=True)
    assert draft.document.gaps == ("answers.case_worker", "answers.children[0].name")
    assert "[MISSING: case worker]" in paper(draft)
    assert "Child: [MISSING: name of the child] of Larkspur School" in paper(draft)


def test_a_question_for_some_kinds_is_needed_only_there(tmp_path: Path) -> None:
    text = with_line(QUESTIONS, "required = true", 'must = ["police-statement"]')
    library = Library.open(a_clinic(tmp_path, text))

    assert "answers.case_worker" in {each.fact for each in library.manifest("police-statement").requires}
    assert "answers.case_worker" not in {each.fact for each in library.manifest(KIND).requires}


def test_a_kinds_own_file_asks_there_only(tmp_path: Path) -> None:
    folder = a_clinic(tmp_path)
    (folder / KIND / "questions.toml").write_text(
        '[[own]]\nname = "room"\ntype = "text"\nlabel.en = "room"\nask.en = "Which room?"\nreaders = "nobody"\n'
    )
    library = Library.open(folder)
    asked = {kind: [each.fact for each in library.questions(kind) if each.fact == "answers.room"] for kind in
             (KIND, "police-statement")}  # fmt: skip

    own = library.own_questions()
    assert own is not None
    assert own.by_fact["answers.room"].kinds == (KIND,)
    assert asked == {KIND: ["answers.room"], "police-statement": ["answers.room"]}
    assert [each.kinds for each in library.questions(KIND) if each.fact == "answers.room"] == [(KIND,)]


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*ANSWERS, "name", "born", "else"]) | st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
))  # fmt: skip
def test_whatever_stands_for_answers_is_read_or_refused_in_words(library: Library, told: object) -> None:
    facts = the_facts(answers=told)
    found = check_facts(the_answers(facts), library.manifest(KIND).requires, library.own_questions())

    assert all(isinstance(each, Problem) and each.place.path.startswith("answers") for each in found)


@given(st.text(min_size=1, max_size=80))
def test_a_text_that_is_accepted_is_printed_as_it_was_told(library: Library, text: str) -> None:
    try:
        plan = planned(library, {**ANSWERS, "case_worker": text})
    except FactsProblem as error:
        assert {each.place.path for each in error.problems} == {"answers.case_worker"}
        return
    printed = plan.document.fields["answers"]

    assert isinstance(printed, dict)
    assert printed["case_worker"] == text


# Printed --------------------------------------------------------------------------------------------------------------


def test_a_paper_has_the_answers_as_its_language_writes_them(library: Library) -> None:
    english, spanish = (paper(planned(library, language=language)) for language in ("en", "es"))

    for told in ("Came: Walk-in", "Nobody had called before.", "Done: advice and a safety plan",
                 "Hearing: January 15, 2027", "Household: 4", "Child: Juniper of Larkspur School", "Child: Rowan\n",
                 "There was an interpreter."):  # fmt: skip
        assert told in english
    for told in ("Came: Sin cita", "Done: asesoramiento y un plan de seguridad", "Hearing: 15 de enero de 2027"):
        assert told in spanish


def test_money_and_accounts_are_written_for_whom_may_read_them(tmp_path: Path) -> None:
    wording = "# Cover\n\nIncome: {{ answers.income }}\n\n{{p answers.story | prose }}\n"
    manifest = 'audience = "police"\ntitle.en = "Cover"\ntitle.es = "Carátula"\npurpose.en = "P."\npurpose.es = "P."\n'
    library = Library.open(a_clinic(tmp_path, wording=wording, manifest=manifest))

    text = paper(planned(library))

    assert "Income: $1,850.50" in text
    assert "A neighbour told them of the clinic." in text


def test_a_choice_without_a_label_in_the_documents_language_stops_the_paper(tmp_path: Path) -> None:
    library = Library.open(a_clinic(tmp_path, with_line(QUESTIONS, ', es = "Sin cita"', "")))

    assert "Came: Walk-in" in paper(planned(library))
    with pytest.raises(TemplateProblem) as caught:
        planned(library, language="es")
    assert [each.id for each in caught.value.problems] == ["own.no-language"]


# Seen -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PLATFORM, set()),
        (Audience.RESPONDENT, {"interpreter"}),
        (Audience.COURT, {"case_worker", "origin", "services", "hearing", "household", "children", "interpreter"}),
        (Audience.POLICE, {*ANSWERS} - {"file_number"}),
        (Audience.CLINIC, {*ANSWERS}),
    ],
)
def test_each_answer_is_seen_by_its_own_readers(own: OwnQuestions, audience: Audience, seen: set[str]) -> None:
    assert {name for name in ANSWERS if audience in own.audiences(f"answers.{name}")} == seen


def test_what_a_record_asks_is_seen_by_no_more_than_its_list(own: OwnQuestions) -> None:
    assert Audience.COURT not in own.audiences("answers.children.born")
    assert Audience.COURT in own.audiences("answers.children.school")
    assert Audience.RESPONDENT not in own.audiences("answers.children.school")
    assert own.audiences("answers.unknown") == frozenset()


def test_the_schema_and_the_names_for_templates_say_the_same_of_readers(own: OwnQuestions) -> None:
    schema: Any = facts_schema(own)
    told = schema["properties"]["answers"]["properties"]

    assert told["hearing"]["x-audiences"] == sorted(own.audiences("answers.hearing"))
    assert printable_names(Audience.COURT, own).keys() >= {"answers.case_worker", "answers.children[].name"}
    assert "answers.children[].born" not in printable_names(Audience.COURT, own)


@pytest.mark.parametrize("name", ["story", "file_number", "income"])
def test_a_template_that_shows_what_its_reader_must_not_see_fails_beforehand_and_when_filled(
    tmp_path: Path, name: str
) -> None:
    library = Library.open(a_clinic(tmp_path, wording=f"# Cover\n\nHere: {{{{ answers.{name} }}}}\n"))

    found = [each for each in check_library(library, wording("program", "en")) if each.place.path]
    assert {(each.id, each.place.path) for each in found} == {("template.hidden-fact", f"answers.{name}")}
    with pytest.raises(TemplateProblem):
        paper(planned(library))


def test_a_misspelt_own_name_in_a_template_is_told_with_the_clinics_own(tmp_path: Path) -> None:
    library = Library.open(a_clinic(tmp_path, wording=with_line(WORDING, "answers.case_worker", "answers.case_woker")))

    found = check_library(library, wording("program", "en"))
    assert {(each.id, each.names.get("near")) for each in found} == {("template.unknown-fact", "answers.case_worker")}


def test_the_clinics_templates_pass(library: Library) -> None:
    assert check_library(library, wording("program", "en")) == []


@pytest.mark.parametrize(
    "secret",
    [
        {"story": "Her aunt in Larkspur Bay drove her to the clinic that night."},
        {"file_number": "26-142"},
        {"income": 1850.50},
        {"children": [{"name": "Juniper", "born": "2017-05-09"}]},
    ],
)
def test_a_hidden_answer_that_slips_into_the_paper_stops_it(library: Library, secret: dict[str, Any]) -> None:
    words = {
        "story": "Her aunt in Larkspur Bay drove her to the clinic that night.",
        "file_number": "file 26-142",
        "income": "1,850.50 a month",
        "children": "born on 9 May 2017",
    }[next(iter(secret))]
    facts = the_facts(answers={"case_worker": "Noor", **secret}, background=f"They said: {words}")
    library_plan = plan_document(library, the_answers(facts), Wish(kind=KIND, today=TODAY))
    told = {**library_plan.document.fields["answers"], "case_worker": f"Noor. {words}"}  # type: ignore[dict-item]
    leaking = Planned(
        document=_with_fields(library_plan, told), templates=library_plan.templates, hidden=library_plan.hidden
    )

    with pytest.raises(LeakStopped) as caught:
        render_document(leaking)
    assert caught.value.problems[0].place.path.startswith(f"answers.{next(iter(secret))}")


def _with_fields(plan: Planned, answers: object) -> Any:
    from dataclasses import replace

    return replace(plan.document, fields={**plan.document.fields, "answers": answers})


def test_a_hidden_day_that_is_the_papers_own_date_or_an_incidents_is_no_leak(tmp_path: Path) -> None:
    text = with_line(QUESTIONS, 'ask.en = "When is the hearing?"\nreaders = "court"',
                     'ask.en = "When is the hearing?"\nreaders = "police"')  # fmt: skip
    wording = "# Cover\n\n{{ document.date }} {% for each in incidents %}{{ each.when }}{% endfor %}\n"
    library = Library.open(a_clinic(tmp_path, text, wording))

    for day in (TODAY.isoformat(), "2026-04-03"):
        assert "April 3, 2026" in paper(planned(library, {"case_worker": "Noor", "hearing": day}))


def test_words_that_identify_nobody_are_not_looked_for(tmp_path: Path) -> None:
    wording = "# Cover\n\nSent by e-mail.\n"
    hidden = '[[own]]\nname = "way"\ntype = "text"\nlabel.en = "way"\nreaders = "nobody"\n'
    strict = Library.open(a_clinic(tmp_path / "strict", hidden, wording))
    loose = Library.open(a_clinic(tmp_path / "loose", hidden + "searched = false\n", wording))

    with pytest.raises(LeakStopped):
        paper(planned(strict, {"way": "Sent by e-mail"}))
    assert "Sent by e-mail" in paper(planned(loose, {"way": "Sent by e-mail"}))


# Without own questions ------------------------------------------------------------------------------------------------


def test_without_own_questions_answers_are_texts_that_nobody_reads(tmp_path: Path) -> None:
    facts = the_facts(answers={"anything": "at all"})

    assert Library.open().own_questions() is None
    assert Library.open(tmp_path).own_questions() is None
    assert check_facts(the_answers(facts)) == ()
    assert (
        "answers"
        not in plan_document(
            Library.open(), the_answers(facts), Wish(kind="cease-and-desist", today=TODAY)
        ).document.fields
    )


def test_a_paper_without_own_questions_loads_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text(json.dumps(the_facts()))
    code = (
        "import sys; from docgen.cli import main\n"
        "try: main(['new', 'cease-and-desist', '--facts', 'facts.json', '-o', 'x.docx'])\n"
        "except SystemExit: pass\n"
        "print(sorted(each for each in sys.modules if each.startswith('docgen.own_questions')))"
    )
    import subprocess
    import sys

    from terminal import environment

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


# At the command line --------------------------------------------------------------------------------------------------


def test_the_commands_know_the_clinics_questions(folder: Path, tmp_path: Path) -> None:
    schema = docgen("facts", "schema", "--templates", str(folder), folder=tmp_path)
    assert json.loads(schema.stdout)["properties"]["answers"]["properties"]["origin"]["anyOf"][0] == {
        "enum": ["walk-in", "phone"]
    }
    example = docgen("facts", "example", KIND, "--templates", str(folder), folder=tmp_path)
    (tmp_path / "facts.json").write_text(example.stdout)
    checked = docgen("facts", "check", "facts.json", "--kind", KIND, "--templates", str(folder), folder=tmp_path)
    assert checked.returncode == 0, checked.stderr
    wrong = the_facts(answers={**ANSWERS, "file_number": "1"})
    (tmp_path / "wrong.json").write_text(json.dumps(wrong))
    refused = docgen("facts", "check", "wrong.json", "--templates", str(folder), folder=tmp_path)
    assert refused.returncode == 3
    assert "Write it as 12-345." in refused.stderr
    spanish = docgen("facts", "check", "wrong.json", "--templates", str(folder), folder=tmp_path, DOCGEN_LANGUAGE="es")
    assert "Escríbalo como 12-345." in spanish.stderr
    german = docgen("facts", "check", "wrong.json", "--templates", str(folder), folder=tmp_path, DOCGEN_LANGUAGE="de")
    assert "Write it as 12-345." in german.stderr
    assert "Englisch" in german.stderr
