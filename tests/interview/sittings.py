"""A person at a real terminal, in English or in Spanish."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pexpect
from test_interview import SHORTEST, SPANISH

from docgen.interview.said import Said

LETTER = {"en": SHORTEST[1:], "es": SPANISH[2:]}
"""The shortest letter for California, in English."""


class Sitting:
    """One run of docgen in a terminal of `columns`, in the folder `home`, which is the home folder too."""

    def __init__(self, home: Path, *arguments: str, language: str = "en", columns: int = 400, **changes: str) -> None:
        environment = {"HOME": str(home), "TERM": "dumb", "LANG": "C.UTF-8", "DOCGEN_LANGUAGE": language,
                       "PATH": "/usr/bin:/bin", "PYTHONPATH": os.pathsep.join(sys.path), **changes}  # fmt: skip
        self.home, self.screen = home, ""
        self.terminal = pexpect.spawn(
            sys.executable, ["-m", "docgen", *arguments], cwd=str(home), env=environment, encoding="utf-8", timeout=30,
            dimensions=(60, columns),
        )  # fmt: skip
        self.terminal.delaybeforesend = None

    def asked(self, words: str = "") -> str:
        """Wait for a prompt and return what was written before it, in which `words` must stand, in whatever lines."""
        self.terminal.expect(r"(?:^|\n)> $")
        said: str = self.terminal.before
        self.screen += said + self.terminal.after
        assert words in " ".join(said.split()), f"expected to be asked {words!r}, but was asked:\n{said}"
        return said

    def answer(self, words: str, typed: str) -> None:
        """Wait for the question with `words` in it and type the answer, line by line."""
        self.asked(words)
        for number, line in enumerate(typed.split("\n")):
            if number:
                self.asked()
            self.terminal.send(f"{line}\r")

    def answers(self, *exchanges: tuple[str, str]) -> None:
        """Answer in turn."""
        for words, typed in exchanges:
            self.answer(words, typed)

    def end(self) -> int:
        """Wait until docgen ends and return its exit code."""
        self.terminal.expect(pexpect.EOF)
        self.screen += self.terminal.before
        self.terminal.close()
        code = self.terminal.exitstatus
        assert code is not None
        return int(code)


def letter(home: Path, language: str, *arguments: str, **settings: str) -> Sitting:
    """Begin a letter in English, for California, with questions in `language`."""
    return Sitting(
        home, "new", "cease-and-desist", "-j", "US-CA", "-l", "en", "-o", "letter.docx", *arguments, language=language,
        **settings,
    )  # fmt: skip


def told(home: Path) -> Said:
    """Return what the one draft in `home` holds."""
    (path,) = (home / ".local/state/docgen/drafts").glob("draft-*.json")
    said: Said = json.loads(path.read_text())["said"]
    return said


def steering(text: str) -> list[str]:
    """Return the control signs in `text` that are no ends of lines."""
    return re.findall(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]", text)
