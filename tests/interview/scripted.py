"""A person at the prompts who answers by what is asked, so that a question that moves or is missing shows at once."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from docgen.cli.interview import interview
from docgen.cli.world import World
from docgen.library import Library

TODAY = date(2026, 11, 23)
LIBRARY = Library.open()

Exchange = tuple[str, str]
"""What must have been said since the last answer, and the answer; a text of several lines ends with its full stop."""


class Person(io.StringIO):
    """Standard input that answers in turn, after checking that the right thing was asked."""

    def __init__(self, exchanges: Sequence[Exchange], screen: io.StringIO) -> None:
        super().__init__()
        self.left, self.screen, self.read_to = list(exchanges), screen, 0
        self.lines: list[str] = []
        self.questions = 0

    def readline(self, size: int | None = -1, /) -> str:
        if not self.lines:
            said = self.screen.getvalue()[self.read_to :]
            self.read_to = len(self.screen.getvalue())
            if not self.left:
                return ""
            asked, answer = self.left.pop(0)
            assert asked in said, f"expected to be asked {asked!r}, but was asked:\n{said}"
            self.lines = answer.split("\n")
            self.questions += 1
        return self.lines.pop(0) + "\n"


def world(stdin: io.StringIO, stderr: io.StringIO) -> World:
    """Return a world without a terminal."""
    return World(
        stdin=stdin, stdout=io.StringIO(), stderr=stderr, today=TODAY, environment={"TERM": "dumb"},
        folder=Path("/nowhere"), configuration=Path("/nowhere"), interactive=False,
    )  # fmt: skip


def talk(
    kind: str,
    exchanges: Sequence[Exchange],
    language: str = "en",
    given: Mapping[str, object] | None = None,
    library: Library = LIBRARY,
) -> tuple[Mapping[str, object], str, int]:
    """Return the facts, all that was said, and the number of questions; every answer must have been asked for."""
    screen = io.StringIO()
    person = Person(
        [*exchanges, ("press Enter to write" if language == "en" else "pulse Intro para escribir", "")], screen
    )
    answers = next(interview(world(person, screen), library, kind, language, given or {}))
    assert person.left == [], "not asked"
    return answers.values, screen.getvalue(), person.questions - 1
