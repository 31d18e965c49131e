"""An interview with a clinic's own questions behind the shared ones."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from builders import the_facts
from conftest import REPOSITORY

sys.path.append(str(REPOSITORY / "tests" / "interview"))  # for `scripted`, where these tests run alone

from scripted import Exchange, Person, world

from docgen.cli.interview import interview
from docgen.library import Library

KIND = "cover-sheet"

INCIDENT = {"date": "2026-04-03", "conduct": ["insults"], "summary": "He called me names.", "platform": "instagram"}
TOLD: dict[str, object] = the_facts(answered_by="client", incidents=[INCIDENT])
"""Facts with which the shared part of the interview has little left to ask."""

OWN: list[Exchange] = [
    ("You do not have to", ""),
    ("You do not have to", ""),
    ("Who works on this case?", "Noor Vandersteen"),
    ("What is the number of the file?", "26-142"),
    ("How did the client find", "A neighbour told them of the *clinic*.\n."),
    ("Was there an interpreter?", "yes"),
    ("How did the client come?", "Walk-in"),
    ("What did the clinic do?", "1, 3"),
    ("When is the hearing?", "15 January 2027"),
    ("How many people live", "4"),
    ("What is the monthly income?", "1850.50"),
    ("Are there children to protect?", "yes"),
    ("What is the name of the child?", "Juniper"),
    ("When was the child born?", "9 May 2017"),
    ("Which school?", "Larkspur School"),
    ("Is there another child?", "yes"),
    ("What is the name of the child?", "Rowan"),
    ("When was the child born?", ""),
    ("Which school?", ""),
    ("Is there another child?", "no"),
]


def held(
    folder: Path, exchanges: Sequence[Exchange], language: str = "en", given: Mapping[str, object] | None = None
) -> tuple[Mapping[str, object], str]:
    """Return the facts of an interview with the clinic's `folder` and all that was said."""
    screen = io.StringIO()
    person = Person([*exchanges, ("", "")], screen)
    library = Library.open(folder)
    answers = next(interview(world(person, screen), library, KIND, language, TOLD if given is None else given))
    assert person.left == [], "not asked"
    return answers.values, screen.getvalue()
