"""What docs/templates.md shows of a clinic, its own questions and its kinds works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from builders import the_answers, the_facts
from conftest import REPOSITORY, TODAY
from terminal import docgen

from docgen.assemble import Wish, plan_document
from docgen.build import built_template
from docgen.check import printable_names
from docgen.clinic import with_clinic
from docgen.facts import check_facts
from docgen.files import write_file
from docgen.library import Library
from docgen.matter.audiences import Audience
from docgen.own_questions.question import QuestionType, Readers

TEXT = (REPOSITORY / "docs" / "templates.md").read_text(encoding="utf-8")
CLINIC, QUESTIONS, MANIFEST = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


def test_the_clinic_shown_fills_the_part_of_the_representative(tmp_path: Path) -> None:
    (tmp_path / "clinic.toml").write_text(CLINIC)

    told = with_clinic(the_answers(the_facts(answered_by="representative")), Library.open(tmp_path).clinic).values

    assert told["representative"]["name"] == "Sam Example"  # type: ignore[index]
    assert told["letter"]["delivery"] == ["tracked-post", "email"]  # type: ignore[index]


def test_the_questions_shown_are_good_and_take_the_answers_shown(tmp_path: Path) -> None:
    (tmp_path / "questions.toml").write_text(QUESTIONS)
    own = Library.open(tmp_path).own_questions()
    assert own is not None
    answers = {"case_worker": "Noor Vandersteen", "origin": "walk-in", "children": [{"name": "Juniper"}]}

    assert check_facts(the_answers(the_facts(answers=answers)), own.requires("police-statement"), own) == ()
    assert {"answers.origin_is.walk_in", "answers.children[].name"} <= set(printable_names(Audience.COURT, own))


def test_the_clinic_shown_is_one(tmp_path: Path) -> None:
    (tmp_path / "clinic.toml").write_text(CLINIC)
    clinic = Library.open(tmp_path).clinic

    assert clinic is not None
    assert clinic.lawyer is not None
    assert (clinic.name, clinic.lawyer.name) == ("Example Legal Clinic", "Sam Example")


def test_the_manifest_shown_makes_a_kind(tmp_path: Path) -> None:
    kind = tmp_path / "our-declaration"
    kind.mkdir()
    (kind / "template.toml").write_text(MANIFEST)
    path = kind / "our-declaration.en.md"
    path.write_text("# Declaration\n\n{{ client.name }}\n")
    write_file(path.with_suffix(".docx"), built_template(Library.open(tmp_path), path))
    partner = {"identity": "known", "name": "Rolf Berg", "relationship": {"kind": "former-partner"}}
    facts = the_answers(the_facts(respondent=partner))

    plan = plan_document(Library.open(tmp_path), facts, Wish(kind="our-declaration", today=TODAY)).document

    assert "order" in {choice.what for choice in plan.choices}


def test_every_type_and_every_reader_is_told() -> None:
    assert [each for each in (*QuestionType, *Readers) if f"`{each.value}`" not in TEXT] == []


def test_the_command_shown_works(tmp_path: Path) -> None:
    done = docgen("templates", "new", "intake-sheet", "--to", "our-templates", "--reader", "court", folder=tmp_path)

    assert "docgen templates new intake-sheet --to our-templates --reader court" in TEXT
    assert done.returncode == 0, done.stderr
