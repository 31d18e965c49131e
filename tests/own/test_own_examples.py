"""Where a clinic asks questions of its own, docgen's invented matters answer them: in previews and trials."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from clinic import QUESTIONS
from conftest import REPOSITORY

from docgen.assemble import Wish, plan_document
from docgen.examples import example_facts
from docgen.library import Library
from docgen.packs.trial import trial_problems

EXAMPLES = sorted((REPOSITORY / "templates" / "examples").glob("*.json"))
DAY = date(2026, 11, 23)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "questions.toml").write_text(QUESTIONS, encoding="utf-8")
    kind = tmp_path / "takedown-request"
    kind.mkdir()
    endless = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}"
    (kind / "takedown-request.en.txt").write_text(endless, encoding="utf-8")
    return Library.open(tmp_path)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_invented_matter_answers_what_the_clinic_asks(path: Path, library: Library) -> None:
    language, place = path.stem.split(".")
    wish = Wish(kind="cease-and-desist", today=DAY, language=language, jurisdiction=place.upper())

    assert plan_document(library, example_facts(library, "cease-and-desist", path, language), wish).document.fields


def test_a_template_of_a_stranger_is_tried_whatever_the_clinic_asks(library: Library) -> None:
    template = library.file("takedown-request/takedown-request.en.txt")
    assert template

    found = list(trial_problems(library, template, "takedown-request", DAY))

    assert [problem.id for problem in found] == ["template.over-limit"]
