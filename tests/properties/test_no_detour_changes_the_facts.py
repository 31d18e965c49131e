"""Back, other answers, copies and the review, in any order: the paper tells what was said last, as if said at once."""

from __future__ import annotations

import io
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "interview"))
from scripted import LIBRARY, world

from docgen.cli.interview import interview

MATTER = {
    "Who is answering": ["1"],
    "Is any of this true": [":skip", "4"],
    "your full name": ["Maria Example", "Mary Example"],
    "e-mail address may the answer": ["answers@example.com", "other@example.org"],
    "who is doing this": ["1", "3"],
    "full name of this person": ["Robin Example", "Alex Example"],
    "What is this person to you": ["4", "14"],
    "is the account": ["Instagram", "example.com"],
    "account’s name": ["@one", "@two"],
    "more about": ["no"],
    "another account": ["no"],
}
"""What a person may say where it is asked once, by words of the question."""
EVENT = {
    "When did it happen": ["3 April 2026", "about 5 May 2026"],
    "On which app or site": ["Instagram", ":skip"],
    "What kind of thing": ["4", "2", "1, 4"],
    "What was sent, posted or done": ["She wrote again.\n.", "A second account wrote.\n."],
    "were the exact words": ["you will see\n.", "-"],
}
"""What a person may say of each event."""
ANEW = ("When did it happen", "What was sent, posted or done", "were the exact words")

Said = dict[tuple[int, str], str]


class Roamer(io.StringIO):
    """Standard input of a person who answers what is asked, as `answer` decides."""

    def __init__(self, screen: io.StringIO, answer: Callable[[str, int], str]) -> None:
        super().__init__()
        self.screen, self.answer, self.read_to, self.event = screen, answer, 0, 0
        self.lines: list[str] = []

    def readline(self, size: int | None = -1, /) -> str:
        if not self.lines:
            said = self.screen.getvalue()[self.read_to :]
            self.read_to = len(self.screen.getvalue())
            for found in re.finditer(r"^Incident (\d+)$", said, re.MULTILINE):
                self.event = int(found[1])
            self.lines = self.answer(said, self.event).split("\n")
        return self.lines.pop(0) + "\n"


def asked_in(said: str) -> str:
    """Return which question stands last in what was said; "" for none of the known ones."""
    places = {words: said.rfind(words) for words in (*MATTER, *EVENT) if words in said}
    return max(places, key=lambda words: places[words], default="")


def held(answer: Callable[[str, int], str]) -> object:
    """Return the facts of an interview with a person who answers so."""
    screen = io.StringIO()
    person = Roamer(screen, answer)
    return next(interview(world(person, screen), LIBRARY, "cease-and-desist", "en", {"jurisdiction": "US-CA"})).values


@pytest.mark.parametrize("seed", range(30))
def test_whatever_detour_was_taken_the_facts_are_those_said_last(seed: int):
    chance = random.Random(seed)  # draws that Hypothesis would shrink never come as far as a second event
    last: Said = {}
    events, detours = 1, 12

    def roam(said: str, event: int) -> str:
        nonlocal events, detours
        if "press Enter to write the paper" in said:
            numbers = re.findall(r"^  (\d+)\. (?!.*\(copy, move)(?!more points|Is there)", said, re.MULTILINE)
            detours -= 1
            return chance.choice(["", *numbers]) if detours > 0 else ""
        if detours > 0 and chance.randrange(6) == 0:
            detours -= 1
            return ":back"
        if "go on with the letter" in said:
            return "yes"
        if "another event" in said:
            typed = chance.choice(["no", "yes", "copy"]) if events < 3 else "no"
            if typed == "copy":
                for words in EVENT:
                    if words not in ANEW and (events, words) in last:
                        last[events + 1, words] = last[events, words]
            events += typed != "no"
            return typed
        asked = asked_in(said)
        if not asked:
            return ":skip" if "You can leave this out" in said else ("no" if "yes or no" in said else "")
        typed = chance.choice({**MATTER, **EVENT}[asked])
        last[event if asked in EVENT else 0, asked] = typed
        return typed

    def straight(said: str, event: int) -> str:
        if "another event" in said:
            return "yes" if event < events else "no"
        if "go on with the letter" in said:
            return "yes"
        asked = asked_in(said)
        if not asked:
            return ":skip" if "You can leave this out" in said else ("no" if "yes or no" in said else "")
        return last[event if asked in EVENT else 0, asked]

    assert held(roam) == held(straight)
