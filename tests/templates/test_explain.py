"""Where a paragraph of a finished document comes from, said in sentences, from a trace that holds no fact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY
from edited import KIND, edited, paragraph, put, table, with_part
from hypothesis import given
from hypothesis import strategies as st
from test_pdf import FACTS, files, new, said, world_in

from docgen.assemble import Wish, fill_template, load_facts, plan_document
from docgen.cli import run
from docgen.cli.world import World
from docgen.library import Library
from docgen.trace import trace_of
from docgen.word import MAIN_PART, Page, compile_template, fill, paragraph_sources, paragraphs_of_part, read_package

TODAY = date(2026, 11, 23)
EXAMPLES = sorted((REPOSITORY / "templates" / "examples").glob("*.json"))
PAGE = Page(paper="a4", language="en", title="x", date=TODAY)


def out(world: World) -> str:
    return world.stdout.getvalue()  # type: ignore[attr-defined]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter with its trace."""
    world = world_in(tmp_path)
    assert new(world, "--trace", "-o", "letter.docx") == 0, said(world)
    return tmp_path / "letter.docx"


def shown(document: Path) -> list[str]:
    return paragraphs_of_part(read_package(document.read_bytes())[MAIN_PART].decode())


def explained(document: Path, words: str, *more: str) -> str:
    """What is said of the first paragraph with `words`."""
    number = next(number for number, text in enumerate(shown(document), 1) if words in text)
    world = world_in(document.parent)
    assert run(["templates", "explain", document.name, str(number), *more], world) == 0, said(world)
    return out(world)


def test_the_document_is_the_same_to_the_byte_with_and_without_a_trace(letter: Path, tmp_path: Path) -> None:
    assert new(world_in(tmp_path), "-o", "other.docx") == 0

    assert letter.read_bytes() == (tmp_path / "other.docx").read_bytes()


def test_a_trace_is_written_only_when_it_is_asked_for_and_only_its_owner_reads_it(letter: Path, tmp_path: Path) -> None:
    assert files(tmp_path) == ["letter.docx", "letter.trace.json"]
    assert (tmp_path / "letter.trace.json").stat().st_mode & 0o777 == 0o600
    (tmp_path / "letter.trace.json").unlink()
    assert new(world_in(tmp_path), "-o", "letter.docx", "--force") == 0
    assert files(tmp_path) == ["letter.docx"]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def test_a_trace_holds_no_value_of_a_fact(letter: Path) -> None:
    trace = letter.with_suffix(".trace.json").read_text()
    facts = json.loads(FACTS.read_text())
    own = {text for text in _texts(facts) if " " in text or "@" in text or (len(text) > 12 and not text.isalpha())}

    assert len(own) > 50
    assert {text for text in own if text in trace} == set()


def test_a_clause_a_condition_and_a_fact(letter: Path) -> None:
    told = explained(letter, "c/o Tidewrack")

    assert "Paragraph 2: “c/o Tidewrack Mail Service”" in told
    assert "It was made by paragraph 18 of the template cease-and-desist.en.docx." in told
    assert "That paragraph belongs to the clause “sender”" in told
    assert "It stands there because this condition holds: sender.care_of" in told
    assert "It prints these facts: sender.care_of" in told


def test_the_else_of_a_condition_and_fixed_words(letter: Path) -> None:
    told = explained(letter, "I write to you about your conduct towards me.")

    assert "because this condition does not hold: letter.to_lawyer" in told
    assert "because this condition does not hold: sender.for_client" in told
    assert "It prints no fact: every word of it stands in the template." in told
    assert "clause" not in told


def test_the_turn_of_a_loop_and_the_full_name_of_its_fact(letter: Path) -> None:
    told = explained(letter, "June 2026")

    assert "The template repeats it for each of “incidents”; this is number 3." in told
    assert "It prints these facts: incidents[].when" in told


def test_a_persons_own_account_comes_from_the_tag_that_prints_it(letter: Path) -> None:
    told = explained(letter, "Your conduct has cost me sleep")

    assert "It prints these facts: letter.harm" in told
    assert "this condition holds: letter.harm" in told


def test_every_paragraph_without_a_number(letter: Path) -> None:
    world = world_in(letter.parent)
    assert run(["templates", "explain", letter.name], world) == 0

    rows = [line.lstrip().partition("  ") for line in out(world).splitlines()]
    listed = {int(name): text for name, _, text in rows if name.isdigit()}
    assert listed == {number: text[:100] for number, text in enumerate(shown(letter), 1) if text}
    assert "footer1:1" in [name for name, _, _ in rows]


def test_a_paragraph_of_a_header_is_named_by_its_header(tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(
        own,
        with_part(
            "header",
            paragraph("Our clinic"),
            paragraph("{% if letter.to_lawyer %}x{% else %}For {{ client.name }}{% endif %}"),
        ),
    )
    assert new(world_in(tmp_path), "--trace", "-o", "letter.docx", "--templates", str(own)) == 0
    world = world_in(tmp_path)
    assert run(["templates", "explain", "letter.docx", "header9:2", "--templates", str(own)], world) == 0, said(world)
    told = out(world)

    assert "It was made by this place of the template cease-and-desist.en.docx: header, paragraph 2." in told
    assert "It prints these facts: client.name" in told
    fixed = world_in(tmp_path)
    assert run(["templates", "explain", "letter.docx", "header9:1"], fixed) == 0
    assert "It prints no fact" in out(fixed)
    assert run(["templates", "explain", "letter.docx", "header7:1"], missing := world_in(tmp_path)) == 2
    assert "has no paragraph header7:1" in said(missing)


def test_a_template_that_was_changed_since_is_told_of(letter: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(own, edited("More words."))

    assert "is not the one that made this document" in explained(letter, "c/o", "--templates", str(own))
    assert "is not the one that made this document" not in explained(letter, "c/o")


@pytest.mark.parametrize("number", ["0", "9999", "-1"])
def test_a_number_that_no_paragraph_has(number: str, letter: Path) -> None:
    world = world_in(letter.parent)

    assert run(["templates", "explain", letter.name, "--", number], world) == 2
    assert f"has no paragraph {number}" in said(world)


def test_a_document_without_a_trace(letter: Path) -> None:
    letter.with_suffix(".trace.json").unlink()
    world = world_in(letter.parent)

    assert run(["templates", "explain", letter.name, "1"], world) == 1
    assert "letter.trace.json: There is no trace of this document beside it." in said(world)
    assert "docgen new … --trace" in said(world)


@pytest.mark.parametrize("content", ["{", "[]", '{"document": 3}', "\x00"])
def test_a_damaged_trace(content: str, letter: Path) -> None:
    letter.with_suffix(".trace.json").write_text(content)
    world = world_in(letter.parent)

    assert run(["templates", "explain", letter.name, "1"], world) == 1
    assert "The trace of this document is damaged." in said(world)


def test_a_trace_of_another_document(letter: Path) -> None:
    assert new(world_in(letter.parent), "-o", letter.name, "--force", "--date", "2026-01-05") == 0
    world = world_in(letter.parent)

    assert run(["templates", "explain", letter.name, "1"], world) == 1
    assert "The trace is of another document, or this document was changed" in said(world)


def test_a_trace_needs_a_word_file(tmp_path: Path) -> None:
    code = run(["new", "takedown-request", "-f", str(FACTS), "--format", "txt", "--trace"], world := world_in(tmp_path))

    assert code == 2
    assert "A trace belongs to a Word file." in said(world)
    assert files(tmp_path) == []


@pytest.mark.parametrize("path", EXAMPLES[::5], ids=lambda path: path.stem)
def test_each_paragraph_of_each_kind_is_made_by_one_of_the_template(path: Path) -> None:
    library, answers = Library.open(), load_facts(path)
    for kind in library.kinds():
        planned = plan_document(library, answers, Wish(kind=kind, today=TODAY))
        document = fill_template(planned, "docx")
        trace = json.loads(trace_of(library, kind, planned.templates["docx"], planned.document.fields, document))
        texts = paragraphs_of_part(read_package(document)[MAIN_PART].decode())

        assert [number for number, made in enumerate(trace["paragraphs"], 1) if not made["paragraph"]] == []
        assert len(texts) == len(trace["paragraphs"])
        clauses = [made["clause"] for made in trace["paragraphs"]]
        assert kind in {"witness-statement", "incident-log"} or clauses.count("") < len(texts)  # those two have none


@given(st.lists(st.text(min_size=1, max_size=30), max_size=4), st.booleans())
def test_whatever_a_fact_holds_its_paragraph_is_known(facts: list[str], shows: bool) -> None:
    facts = [re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "?", fact) for fact in facts]
    data = edited(
        "{%p if shows %}", "Shown.", "{%p else %}", "Not shown.", "{%p endif %}",
        "{%p for each in items %}", paragraph("Item {{ each }}{% if loop.last %} the last{% endif %}"), "{%p endfor %}",
        table(("{%tr for each in items %}",), ("{{ each }}",), ("{%tr endfor %}",)),
    )  # fmt: skip
    compiled = compile_template(data, f"{KIND}.en.docx")
    start = compiled.sources[MAIN_PART].index("{% if shows %}")
    body = compiled.sources[MAIN_PART].index("<w:body>") + len("<w:body>")
    from dataclasses import replace

    skipped = compiled.sources[MAIN_PART][body:start].count("\n")
    kept = compiled.sources[MAIN_PART][:body] + "\n" * skipped + compiled.sources[MAIN_PART][start:]
    compiled = replace(compiled, sources={MAIN_PART: kept})
    fields = {"items": facts, "shows": shows}
    document = fill(compiled, fields, PAGE)

    made = paragraph_sources(compiled, fields, document)[MAIN_PART]

    assert made[0] is not None
    assert [(each.text, each.held) for each in made[0].conditions] == [("shows", shows)]
    items = [each for each in made if each and each.facts == ("items[]",)]
    assert [each.turns[0].number for each in items[: len(facts)]] == list(range(1, len(facts) + 1))
    last = [number for number, each in enumerate(items, 1) if any(when.text == "loop.last" for when in each.conditions)]
    assert last == ([len(facts)] if facts else [])
