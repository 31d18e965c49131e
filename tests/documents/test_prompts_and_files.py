"""The same facts, typed at a real terminal or read from a file, give the same bytes: every kind, language and place."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from docgen.localization import languages_with, open_wording

from .conftest import LIBRARY, WORDINGS, Offered

ANSWERS: dict[str, tuple[str, object]] = {
    "answered_by": ("1", "client"),
    "client.name": ("Maria Example", "Maria Example"),
    "client.adult": ("{yes}", True),
    "client.occupation": ("baker", "baker"),
    "client.contact.email": ("answers@example.com", "answers@example.com"),
    "respondent.identity": ("known", "known"),
    "respondent.name": ("Robin Example", "Robin Example"),
    "respondent.relationship.kind": ("former-partner", "former-partner"),
    "respondent.relationship.lived_together": ("{no}", False),
    "respondent.relationship.children_together": ("{no}", False),
    "background": ("We met at work.\n.", "We met at work."),
    "incidents.date": ("2026-04-03", "2026-04-03"),
    "incidents.platform": ("instagram", "instagram"),
    "incidents.conduct": ("insults, private-data", ["insults", "private-data"]),
    "incidents.summary": ("A post with *my* number & a photo.\nTwo lines.\n.", "A post with *my* number & a photo.\nTwo lines."),
    "incidents.known_through": ("saw-myself", "saw-myself"),
    "incidents.urls": ("https://www.example.com/post/100\n", ["https://www.example.com/post/100"]),
    "platform.name": ("instagram", "instagram"),
    "letter.funding": ("a legal clinic, free of charge", "a legal clinic, free of charge"),
    "court.name": ("Court of Example", "Court of Example"),
    "relief.requests": ("no-contact", ["no-contact"]),
    "relief.fear": ("That it goes on.\n.", "That it goes on."),
    "relief.without_notice": ("{no}", False),
    "disclosure.other_proceedings": ("None.\n.", "None."),
    "disclosure.own_messages": ("None.\n.", "None."),
    "signing.place": ("Example Town", "Example Town"),
    "disclosure.current_contact": ("None.\n.", "None."),
}  # fmt: skip
"""What is typed for each fact, and what a facts file says instead."""
WORDS = {
    "en": {"yes": "yes", "no": "no"},
    "es": {"yes": "sí", "no": "no"},
    "de": {"yes": "ja", "no": "nein"},
    "fr": {"yes": "oui", "no": "non"},
    "it": {"yes": "sì", "no": "no"},
    "pt": {"yes": "sim", "no": "não"},
}


ORDER = {
    "orders.court": ("Court of Example", "Court of Example"),
    "orders.date": ("2026-05-01", "2026-05-01"),
    "orders.kind": ("no contact", "no contact"),
    "orders.in_force": ("{yes}", True),
}
"""An order in force, which stops a letter."""


class Terminal:
    """A real terminal with a person who knows the answers above, presses Enter at other offers, and else says no."""

    def __init__(self, offered: Offered, folder: Path, *options: str) -> None:
        wording = open_wording(LIBRARY.locales, "interview", offered.language)
        asked = [question for question in LIBRARY.questions(offered.kind) if question.ask]
        self.fact_of = {wording.translate(f"{each.fact}.ask", each.ask): each.fact for each in asked}
        self.words = WORDS[offered.language]
        self.offers: tuple[str, ...] = ()
        """Words of an offer that is taken up, by its number or with yes."""
        self.leaves_at = ""
        """Words at which the person leaves."""
        self.shown: set[str] = set()
        """Facts that were asked for and answered."""
        self.changes: dict[str, str] = {}
        """What is typed when a fact is asked for again."""
        self.facts: dict[str, Any] = {"jurisdiction": offered.place}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "docgen", "new", offered.kind, "--jurisdiction", offered.place, "--language", offered.language,
             "--interview-language", offered.language, "--date", "2026-11-23", "--output", "typed.docx", *options],
            cwd=str(folder), encoding="utf-8", timeout=15, env=environment(folder), dimensions=(50, 500),
        )  # fmt: skip
        self.child.delaybeforesend = None

    def answer_everything(self) -> None:
        before, asked = "", 0
        while self.child.expect([r"> $", pexpect.EOF]) == 0:
            said = " ".join(self.child.before.split())
            places = {fact: said.rfind(" ".join(text.split())) for text, fact in self.fact_of.items()}
            shown = max(places, key=lambda fact: places[fact])
            asked += 1
            assert asked < 80, f"asked in circles: {said}"
            shown = shown if places[shown] >= 0 else ""
            if self.leaves_at and self.leaves_at in said:
                self.child.send(":quit\r")
            elif taken := next((words for words in self.offers if words in said), ""):
                numbered = re.search(rf"(\d+)\. {taken}", said)
                self.offers = tuple(words for words in self.offers if words != taken)
                self.child.send((numbered[1] if numbered else self.words["yes"]) + "\r")
            elif shown in ANSWERS:
                typed, value = ANSWERS[shown]
                self._put(shown, value)
                if shown in self.shown:
                    typed = self.changes.get(shown, typed)
                self.shown.add(shown)
                first, *more = typed.format(**self.words).split("\n")
                self.child.send(first + "\r")
                for line in more:
                    self.child.expect(r"> $")
                    self.child.send(line + "\r")
            else:
                self.child.send(("" if said != before else self.words["no"]) + "\r")
            before = said
        self.child.close()

    def _put(self, fact: str, value: object) -> None:
        *path, name = fact.split(".")
        values = self.facts
        for step in path:
            values = values.setdefault(step, [{}] if step in ("incidents", "orders") else {})
            values = values[0] if isinstance(values, list) else values
        values[name] = value


def environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return kept | {
        "HOME": str(folder),
        "TERM": "dumb",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }


SPOKEN = [
    offered
    for offered in WORDINGS
    if offered.language in languages_with(LIBRARY.locales, "program") and not LIBRARY.own_questions(offered.kind)
]
"""What is offered in a language of the interview; a kind with questions of its own is asked for in tests/own."""


@pytest.mark.parametrize("offered", SPOKEN, ids=lambda offered: offered.name)
def test_what_is_typed_at_a_terminal_gives_the_bytes_that_a_file_gives(offered: Offered, tmp_path: Path):
    terminal = Terminal(offered, tmp_path)
    terminal.answer_everything()
    assert terminal.child.exitstatus == 0, terminal.child.before

    facts = json.dumps(terminal.facts | {"languages": {"document": offered.language}})
    command = ["-m", "docgen", "new", offered.kind, "--facts", "-", "--date", "2026-11-23", "--output", "read.docx"]
    subprocess.run(
        [sys.executable, *command], input=facts.encode(), cwd=tmp_path, env=environment(tmp_path), check=True,
        capture_output=True,
    )  # fmt: skip

    assert (tmp_path / "typed.docx").read_bytes() == (tmp_path / "read.docx").read_bytes()
    if offered.kind == "takedown-request":
        assert (tmp_path / "typed.txt").read_bytes() == (tmp_path / "read.txt").read_bytes()


def test_answers_that_give_no_document_are_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A letter is stopped while an order is in force: the reason is said, the review comes again, the draft stays."""
    for fact, answer in ORDER.items():
        monkeypatch.setitem(ANSWERS, fact, answer)
    terminal = Terminal(Offered("cease-and-desist", "en", "US-CA"), tmp_path)
    terminal.offers = ("court orders about you",)
    terminal.leaves_at = "An order is in force between you."
    terminal.answer_everything()

    assert terminal.child.exitstatus == 130
    assert not (tmp_path / "typed.docx").exists()
    kept = next((tmp_path / ".local/state/docgen/drafts").glob("draft-*.json"))
    assert kept.stat().st_mode & 0o777 == 0o600
    assert json.loads(kept.read_text())["said"]["client.name"] == ["Maria Example"]
    assert json.loads(kept.read_text())["said"]["orders/o1/court"] == ["Court of Example"]


@pytest.mark.parametrize("options", [(), ("--platform", "instagram")])
def test_the_platform_is_asked_for_unless_the_command_line_names_it(
    options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Two events on two platforms, so that only the person can say where the request goes."""
    monkeypatch.setitem(ANSWERS, "platform.name", ("instagram", "instagram"))
    terminal = Terminal(Offered("takedown-request", "en", "US-CA"), tmp_path, *options)
    terminal.offers = ("Is there another event?",)
    terminal.changes = {"incidents.platform": "tiktok"}
    terminal.answer_everything()

    assert terminal.child.exitstatus == 0, terminal.child.before
    assert ("platform.name" in terminal.shown) is (not options)
    assert "Instagram" in (tmp_path / "typed.txt").read_text()
