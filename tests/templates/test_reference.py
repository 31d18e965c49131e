"""The reference of facts and filters in the manual is the model's own; `--accept` rewrites the facts."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

import pytest
from builders import KINDS, the_library
from conftest import REPOSITORY, TODAY

from docgen.answers import read_json
from docgen.assemble import Wish, plan_document
from docgen.check import printable_names
from docgen.matter.audiences import Audience
from docgen.plan.page import Page, page_fields
from docgen.word import fill_text
from docgen.word.filters import PLAIN_FILTERS

PAGE = REPOSITORY / "docs" / "tags.md"
BEGIN, END = "<!-- facts: begin -->\n", "<!-- facts: end -->\n"
_READERS = (
    (Audience.PLATFORM, "everyone"),
    (Audience.RESPONDENT, "letter, police, court"),
    (Audience.COURT, "police, court"),
    (Audience.POLICE, "police, sealed form"),
)
_LONGEST = 60
_EXAMPLE = re.compile(r"\| `(\{\{.*?\}\})` \| `?(.*?)`? \|")


def the_facts_table() -> str:
    """Return one table for each top-level name, in Markdown."""
    return "\n".join(line for name in page_fields(Page) for line in _section(name)) + "\n"


def _section(top: str) -> Iterator[str]:
    if top in ("recent", "earlier"):
        yield f"### {top}\n\nA list like `incidents`: {_what(top)}\n"
        return
    yield f"### {top}\n"
    yield "| tag | what it is | who may read it | example |\n|---|---|---|---|"
    for name, readers in printable_names().items():
        if name.split(".")[0].removesuffix("[]") == top and not name.endswith("[]") and not _is_page(name):
            who = next((said for audience, said in _READERS if audience in readers), "clinic only")
            yield f"| `{name}` | {_what(name)} | {who} | {_example(name)} |"
    yield ""


def _is_page(name: str) -> bool:
    """Whether the name stands for a record, of which a template prints the parts."""
    return any(other.startswith(f"{name}.") and not other.endswith(".*") for other in printable_names())


def _what(name: str) -> str:
    """Return the sentence that stands in the model, or else the question's short name."""
    cls, fact = Page, name.replace("[]", "")
    for step in fact.split(".")[:-1]:
        item = page_fields(cls)[step]
        if item.page is None:
            return "one of its keys"
        cls = item.page  # type: ignore[assignment]
    told = _sentences(cls.__module__).get((cls.__name__, fact.rpartition(".")[2]), "")
    return " ".join((told or _labels().get(fact, "")).split()).replace("|", "\\|")


@functools.cache
def _sentences(module: str) -> dict[tuple[str, str], str]:
    """Return the docstring under each field of each page of a module."""
    tree = ast.parse((REPOSITORY / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    found = {}
    for page in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        for field, after in zip(page.body, page.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
            ):
                found[page.name, ast.unparse(field.target)] = str(after.value.value)
    return found


@functools.cache
def _labels() -> dict[str, str]:
    return {question.fact: question.label for question in the_library().questions("protective-order")}


@functools.cache
def _plans() -> list[dict[str, object]]:
    data = (REPOSITORY / "templates" / "examples" / "en.us-ca.json").read_bytes()
    answers = read_json(data, "en.us-ca.json")
    library = the_library()
    return [dict(plan_document(library, answers, Wish(kind=kind, today=TODAY)).document.fields) for kind in KINDS]


def _example(name: str) -> str:
    for fields in _plans():
        value = _value(name.split("."), fields)
        if isinstance(value, bool):
            return "yes or no"
        if isinstance(value, str | int):
            text = " ".join(str(value).split()).replace("|", "\\|")
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        if isinstance(value, list):
            return f"a list of {len(value)}"
    return ""


def _value(steps: list[str], value: object) -> object:
    for step in steps:
        if isinstance(value, list):
            value = next((each.get(step) for each in value if isinstance(each, dict) and each.get(step)), None)
        elif isinstance(value, dict):
            value = value.get(step.removesuffix("[]"))
        else:
            return None
        if step.endswith("[]") and isinstance(value, list) and value and not isinstance(value[0], dict):
            value = value[0]
    return value


def test_the_reference_names_every_fact_that_a_template_may_print(request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    if request.config.getoption("--accept"):
        PAGE.write_text(before + BEGIN + the_facts_table() + END + after, encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")

    assert page == before + BEGIN + the_facts_table() + END + after


def test_every_fact_has_words_or_an_example() -> None:
    silent = [line for line in the_facts_table().splitlines() if re.search(r"\|  \| [^|]* \|  \|$", line)]

    assert silent == []


def test_the_reference_names_every_filter() -> None:
    page = PAGE.read_text(encoding="utf-8")
    known = [name for name in PLAIN_FILTERS if " " not in name]

    assert [name for name in [*known, "prose", "verbatim"] if f"`{name}`" not in page] == []


def test_each_example_of_a_filter_prints_what_the_manual_says() -> None:
    facts = {"client": {"name": "Ana Lind"}, "incidents": [{"day": "3 April 2026"}, {"day": "9 April 2026"}]}
    facts["letter"] = {"urls": ["https://example.com/1", "https://example.com/2"]}  # type: ignore[assignment]
    examples = _EXAMPLE.findall(PAGE.read_text(encoding="utf-8").partition("| tag | prints |")[2].split(BEGIN)[0])

    assert len(examples) >= 6
    for tag, printed in examples:
        assert fill_text(tag.replace("\\|", "|"), facts) == printed, tag
