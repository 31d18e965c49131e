"""The review as a person reads it, and the recorded interview of the manual."""

from __future__ import annotations

import io
import re

import pytest
from conftest import REPOSITORY
from scripted import LIBRARY, Person, world
from test_interview import PLACE, shortest

from docgen.cli.interview import interview
from docgen.cli.shown import Line, RecordLine, review_lines
from docgen.cli.speaking import Speaker
from docgen.interview import Script, setting_of
from docgen.interview.said import said_of


@pytest.mark.parametrize(("page", "language"), [("interview.md", "en"), ("interview.es.md", "es")])
def test_the_recorded_interview_of_the_manual_is_what_the_program_says(
    page: str, language: str, request: pytest.FixtureRequest
):
    """`--accept` records it anew with the same answers."""
    path = REPOSITORY / "docs" / page
    recorded = path.read_text("utf-8").split("```text\n")[1].split("```")[0]
    typed = [line.removeprefix("> ") for line in recorded.replace(">\n", "> \n").splitlines() if line.startswith("> ")]
    screen = io.StringIO()

    class Terminal(io.StringIO):
        """Standard input that shows what is typed."""

        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline(size or -1)
            screen.write(line)
            return line

    next(interview(world(Terminal("\n".join(typed) + "\n"), screen), LIBRARY, "cease-and-desist", language, {}))

    said = re.sub(r" +$", "", screen.getvalue(), flags=re.MULTILINE)
    if request.config.getoption("--accept"):
        path.write_text(path.read_text("utf-8").replace(recorded, said), "utf-8")
        return
    assert said == recorded


def test_the_lines_of_a_record_stand_together():
    facts = {
        "jurisdiction": "US-CA",
        "respondent": {"identity": "known", "name": "Robin Example"},
        "accounts": [
            {"id": "a1", "handle": "@one", "operator": "respondent",
             "attribution": [{"basis": "admitted", "fact": "He wrote so.", "certainty": "own-knowledge"}],
             "display_name": "One"},
            {"id": "a2", "handle": "@two", "operator": "unknown"},
        ],
        "incidents": [
            {"date": "2026-04-03", "conduct": ["insults"], "summary": "First.", "accounts": ["a1"], "time": "21:14"},
            {"date": "2026-04-04", "conduct": ["insults"], "summary": "Second.", "accounts": ["a2", "a1"]},
        ],
    }  # fmt: skip
    speaker = Speaker.open(world(io.StringIO(), io.StringIO()), LIBRARY, "en")
    setting = setting_of(LIBRARY, "police-statement", speaker.words, speaker.labels)
    script = Script(setting, said_of(facts, setting.sections), past_gaps=True)
    for _ in script.gaps():
        pass
    heads = [
        f"{line.label} {line.number}" if isinstance(line, RecordLine) else line.text
        for line in review_lines(speaker, script)
        if isinstance(line, RecordLine | Line)
    ]

    incidents = heads.index("What happened")
    assert heads[incidents : incidents + 7] == [
        "What happened", "incident 1", "incident 2", "Their accounts", "account 1", "reason 1", "account 2",
    ]  # fmt: skip
    assert len(heads) == len(set(heads))


def test_where_the_paper_could_not_be_written_the_last_line_says_so_and_nobody_is_thanked_twice():
    """The reason scrolls away above a long list."""
    screen = io.StringIO()
    steps = [*shortest("incident-log"), ("press Enter to write the paper", ""), ("The paper was not written", "")]
    asking = interview(world(Person(steps, screen), screen), LIBRARY, "incident-log", "en", PLACE)

    next(asking)
    assert "not written" not in screen.getvalue()
    next(asking)
    assert screen.getvalue().count("That is all we need") == 1
