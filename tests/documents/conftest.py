"""Every document that docgen offers, made once from the example matters and looked at in several ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import docgen
from docgen.answers import Answers, read_json
from docgen.matter.own_answers import ANSWERS
from docgen.own_questions import example_answers

TODAY = date(2026, 11, 23)
EXAMPLES = Path(__file__).parents[2] / "templates" / "examples"
LIBRARY = docgen.Library.open()
KINDS = LIBRARY.kinds()


@dataclass(frozen=True)
class Offered:
    """One document: a kind, a language and a place."""

    kind: str
    language: str
    place: str

    @property
    def name(self) -> str:
        return f"{self.kind}.{self.language}.{self.place.lower()}"

    @property
    def facts(self) -> dict[str, object]:
        path = EXAMPLES / f"{self.language}.{self.place.lower()}.json"
        facts = dict(read_json(path.read_bytes(), path.name).values)
        if own := LIBRARY.own_questions(self.kind):
            facts[ANSWERS] = example_answers(own.questions, self.language)
        return facts

    def planned(self, facts: dict[str, object] | None = None, *, draft: bool = False) -> docgen.Planned:
        wish = docgen.Wish(kind=self.kind, today=TODAY, language=self.language, jurisdiction=self.place, draft=draft)
        return docgen.plan_document(LIBRARY, Answers(self.facts if facts is None else facts), wish)


def all_offered() -> Iterator[Offered]:
    for path in sorted(EXAMPLES.glob("*.json")):
        language, place = path.stem.split(".")
        for kind in KINDS:
            yield Offered(kind, language, place.upper())


OFFERED = tuple(all_offered())


def _wording_of(offered: Offered) -> Path:
    return LIBRARY.template(offered.kind, offered.language, LIBRARY.jurisdiction(offered.place), "docx")


WORDINGS = tuple({_wording_of(offered): offered for offered in reversed(OFFERED)}.values())
"""One document of each Word template: what hangs on the template alone is looked at once, not for each place."""


@cache
def made(offered: Offered) -> dict[str, bytes]:
    """Return the finished document by format."""
    return {each.format: each.data for each in docgen.render_document(offered.planned())}


@pytest.fixture(params=OFFERED, ids=lambda offered: offered.name)
def offered(request: pytest.FixtureRequest) -> Offered:
    return request.param


@pytest.fixture(params=WORDINGS, ids=lambda offered: offered.name)
def worded(request: pytest.FixtureRequest) -> Offered:
    return request.param
