"""docgen's own templates, filled by the modules made at installation, give the bytes that Jinja gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import docgen
from docgen.answers import read_json
from docgen.prepared import open_template, write_prepared
from docgen.word import Page, compile_template, fill
from docgen.word.fill import _ready_chunks

LIBRARY = docgen.Library.open()
EXAMPLES = sorted((Path(__file__).parents[2] / "templates" / "examples").glob("*.json"))


@pytest.fixture(scope="module", autouse=True)
def _installed():
    """What an installation makes; a plain checkout lacks it."""
    for path in LIBRARY.template_files("docx"):
        write_prepared(path)


def _planned(kind: str, example: Path) -> docgen.Planned:
    language, place = example.stem.split(".")
    answers = read_json(example.read_bytes(), example.name)
    wish = docgen.Wish(kind=kind, today=date(2026, 11, 23), language=language, jurisdiction=place.upper())
    return docgen.plan_document(LIBRARY, answers, wish)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", LIBRARY.kinds())
def test_ready_modules_and_jinja_give_the_same_bytes(kind: str, example: Path):
    planned = _planned(kind, example)
    document, path = planned.document, planned.templates["docx"]
    page = Page(paper=document.paper.value, language=document.language_tag, title=document.title, date=document.date)
    ready = open_template(path)
    live = compile_template(path.read_bytes(), path.name)

    assert ready.modules.keys() == ready.sources.keys()
    assert _ready_chunks(ready, {**document.fields, "_short": 1, "_long": 1}, ready.names()) is not None
    assert fill(ready, document.fields, page) == fill(live, document.fields, page)


def test_what_a_ready_module_cannot_do_is_named_by_jinja():
    planned = _planned("cease-and-desist", EXAMPLES[0])
    document, path = planned.document, planned.templates["docx"]
    page = Page(paper=document.paper.value, language=document.language_tag, title=document.title, date=document.date)
    fields = {name: value for name, value in document.fields.items() if name != "client"}

    with pytest.raises(docgen.TemplateProblem) as stopped:
        fill(open_template(path), fields, page)

    assert "client" in stopped.value.problems[0].place.path


def test_a_module_of_another_template_is_not_used():
    path = LIBRARY.template_files("docx")[0]
    ready = open_template(path)

    assert _ready_chunks(replace(ready, modules={}), {}, ready.names()) is None
