"""Arbitrary answers and commands, in every kind and both languages: no crash, no dead end, and a draft that holds all."""

from __future__ import annotations

import io
import random
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "interview"))
from scripted import LIBRARY, world

from docgen.answers import Answers
from docgen.cli.exits import Stopped
from docgen.cli.interview import interview
from docgen.cli.keeping import Keeper
from docgen.drafts import load_draft
from docgen.facts import needs_incidents, read_matter

COMMANDS = [":back", ":back", ":skip", ":why", ":review", ":review", ":save", ":help", ":edit", ":atrás", ":saltar"]
TYPED = [
    "Maria Example", "a@example.com", "-", "", "x" * 600, "{x} %s", "\x00", "\udcff", "<b>&amp;", "\u202e", "5", "yes",
    "no", "sí", "copy", "copiar", "Instagram", "https://example.com/x", "3 April 2026", "3 de abril de 2026", "ayer",
    "unknown", "03/04/2026", "10:30", "25:61", "12,50", "nan", "+34 600 000 000", "EUR", "ES", "US-CA", ".", "::back",
    "9" * 5000, "1, 2", "\u2028", "0", "99", "text\n.", "one\ntwo\n.", "a\x07b\n.",
]  # fmt: skip
END = re.compile("press Enter to write the paper|pulse Intro para escribir")
MOST = 3000
"""Questions after which an interview counts as endless."""


class Anybody(io.StringIO):
    """Standard input of a person who types anything, and after `wild` answers what was asked for."""

    def __init__(self, screen: io.StringIO, chance: random.Random) -> None:
        super().__init__()
        self.screen, self.chance, self.wild, self.asked, self.read_to = (
            screen,
            chance,
            chance.choice([30, 90, 250]),
            0,
            0,
        )
        self.lines: list[str] = []
        self.choices: list[str] = []

    def readline(self, size: int | None = -1, /) -> str:
        if not self.lines:
            said = self.screen.getvalue()[self.read_to :]
            self.read_to = len(self.screen.getvalue())
            self.asked += 1
            assert self.asked < MOST, f"no end of asking:\n{said}"
            self.lines = self.answer(said).split("\n")
        return self.lines.pop(0) + "\n"

    def answer(self, said: str) -> str:
        """Return what is typed."""
        chance, wild = self.chance, self.asked < self.wild
        if listed := re.findall(r"^\s+(\d+)\. ", said, re.MULTILINE):
            self.choices = listed
        if END.search(said):
            return chance.choice(["", *self.choices]) if wild else ""
        if wild and chance.random() < 0.35:
            return chance.choice([*COMMANDS, *TYPED])
        if listed or re.search("number from 1|número del 1", said):
            return chance.choice(self.choices)
        if "https:// a" in said:
            return chance.choice(["https://example.com/b", ""])
        if re.search("copy|copiar|yes or no|sí o no", said[-400:]):
            return chance.choice(["yes", "sí", "no", "no"])
        return "" if not wild and re.search("leave this out|sin responder", said) else chance.choice(TYPED)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", LIBRARY.kinds())
@pytest.mark.parametrize("seed", range(8))
def test_any_answers_come_to_an_end(seed: int, kind: str, language: str, tmp_path: Path):
    screen = io.StringIO()
    chance = random.Random(f"{seed} {kind} {language}")
    outside = replace(world(Anybody(screen, chance), screen), drafts=tmp_path)
    keeper = Keeper.begin(outside, kind, language, None)
    try:
        values = next(interview(outside, LIBRARY, kind, language, {}, keeper)).values
    except Stopped:
        values = None
    if keeper.draft is None:
        return  # left before the first answer
    draft = load_draft(tmp_path, keeper.draft.name)
    assert draft.said == keeper.said
    if values is not None:
        requires = LIBRARY.manifest(kind).requires
        read_matter(Answers(values), requires, LIBRARY.own_questions(kind), incidents=needs_incidents(requires))
        again = replace(world(io.StringIO("\n"), io.StringIO()), drafts=tmp_path)
        assert next(interview(again, LIBRARY, kind, language, {}, Keeper(again, draft, new=False))).values == values
