"""A real terminal: long lines arrive whole, nothing but plain text is written, and stopping is clean."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")

LONG = "".join(f"{number:05} " for number in range(1700)).strip()
"""10,199 characters, each place of its own."""

ASK = """
import json, sys
from docgen.cli.prompts import read_line, read_text
from docgen.cli.world import World
world = World.real()
print(json.dumps([read_line(world), read_text(lambda: read_line(world), bool, "", bool)]))
"""


@pytest.fixture(autouse=True)
def _history_stays_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    yield
    assert list(tmp_path.glob(".*history*")) == []


def spawn(*arguments: str, term: str = "dumb") -> object:
    environment = {**os.environ, "TERM": term, "LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path)}
    return pexpect.spawn(
        sys.executable, list(arguments), env=environment, encoding="utf-8", timeout=30, dimensions=(24, 40)
    )


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_a_long_line_that_is_pasted_arrives_whole(term: str):
    terminal = spawn("-c", ASK, term=term)
    terminal.expect("> ")
    terminal.send(LONG + "\r")
    terminal.expect_exact("\n> ")
    terminal.send(f"first\r{LONG}\r\r  third\r.\r")
    terminal.expect_exact(f'["{LONG}", "first\\n{LONG}\\n\\n  third"]')
    terminal.expect(pexpect.EOF)


def test_prompts_stand_on_standard_error(tmp_path: Path):
    shell = f"\"$0\" -c '{ASK.replace(chr(39), chr(34))}' > {tmp_path / 'out'}"
    environment = {**os.environ, "TERM": "dumb", "PYTHONPATH": os.pathsep.join(sys.path)}
    terminal = pexpect.spawn("/bin/sh", ["-c", shell, sys.executable], env=environment, encoding="utf-8", timeout=30)
    terminal.expect("> ")
    terminal.send(LONG + "\r")
    terminal.expect_exact("\n> ")
    terminal.send("\r")
    terminal.expect(pexpect.EOF)

    assert (tmp_path / "out").read_text() == f'["{LONG}", ""]\n'


def test_an_interview_in_a_dumb_terminal_writes_no_escape_sequence():
    terminal = spawn("-m", "docgen", "new", "cease-and-desist", "--jurisdiction", "US-CA")
    said = ""
    for asked, answer in [
        ("Who is answering", "1"),
        ("Is any of this true", ""),
        ("full name", "Maria Example"),
        ("e-mail", "x"),
    ]:
        terminal.expect(f"{asked}.*> $")
        said += terminal.before + terminal.after
        terminal.send(answer + "\r")
    terminal.expect(r"like\s+an\s+e-mail\s+address.*> $")
    said += terminal.before + terminal.after
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    said += terminal.before
    terminal.close()

    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", said), ascii(said)
    assert terminal.exitstatus == 130


def test_the_end_of_a_pipe_is_a_clean_stop():
    done = subprocess.run(
        [sys.executable, "-m", "docgen", "new", "cease-and-desist", "--jurisdiction", "US-CA"],
        input="1\n\nMaria Example\n", capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip

    assert done.returncode == 130
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_bytes_that_are_no_text_are_asked_about_again():
    done = subprocess.run(
        [sys.executable, "-m", "docgen", "new", "cease-and-desist", "--jurisdiction", "US-CA"],
        input=b"1\n\nMar\xeda\nMaria\n", capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip

    assert done.returncode == 130
    assert b"cannot be printed in a document" in done.stderr
