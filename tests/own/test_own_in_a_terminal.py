"""A clinic's own questions at a real terminal: asked, stopped, gone on with, printed."""

from __future__ import annotations

import sys
from pathlib import Path

from clinic import a_clinic
from conftest import REPOSITORY

sys.path.append(str(REPOSITORY / "tests" / "interview"))  # for `sittings`, where these tests run alone

from own_sitting import OWN
from sittings import Sitting, told
from terminal import docgen


def test_own_questions_are_kept_in_the_draft_and_come_into_the_paper(tmp_path: Path) -> None:
    a_clinic(tmp_path / "clinic")
    sitting = Sitting(
        tmp_path, "new", "cover-sheet", "-j", "US-CA", "-l", "en", "-o", "cover.docx", "--templates", "clinic"
    )
    sitting.answers(("Who is answering", "1"), ("full name", "Maria Example"), ("e-mail", "answers@example.com"))
    sitting.answers(
        ("who is doing this", "known"), ("What is this person to you", "4"), ("When did it happen", "3 April 2026")
    )
    sitting.answers(("On which app", "instagram"), ("What kind", "4"), ("What was sent", "She wrote again.\n."))
    sitting.answers(("You do not have to", ""), ("another event", "no"), ("You do not have to", ""))
    sitting.answers(*OWN[2:8], ("When is the hearing", "15 January 2027"), ("How many people", ":quit"))
    assert sitting.end() == 130
    assert told(tmp_path)["answers.hearing"] == ["2027-01-15"]

    again = Sitting(tmp_path, "new", "--resume", "-o", "cover.docx", "--templates", "clinic")
    again.answers(*OWN[9:], ("press Enter to write the paper", ""))

    assert again.end() == 0
    assert told(tmp_path)["answers.children"] == [["a1", "a2"]]
    text = docgen("templates", "text", "cover.docx", folder=tmp_path).stdout
    assert "Case worker: Noor Vandersteen" in text
    assert "Child: Juniper of Larkspur School" in text
