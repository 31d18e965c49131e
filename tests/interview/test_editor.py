"""The person's own editor, in a real terminal: whatever it does, the interview goes on and nothing is left behind."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from sittings import LETTER, Sitting, letter, told

STEPS = LETTER["en"][:10]
"""The exchanges up to the account of the incident."""
NEXT = "You do not have to"


def editor(home: Path, *lines: str) -> str:
    """Return the path of an editor that runs `lines` of shell; `$1` is the file that it opens."""
    path = home / "my editor"
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
    path.chmod(0o755)
    return str(path).replace(" ", r"\ ")


def files(home: Path) -> list[Path]:
    """Return what lies in the folder of drafts."""
    return sorted((home / ".local/state/docgen/drafts").iterdir())


def appears(path: Path) -> None:
    """Wait for a file."""
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("command", ['vim -u "NONE', "/no/such/editor", "false", "/dev/null"])
def test_an_editor_that_cannot_be_opened_costs_nothing(command: str, tmp_path: Path):
    sitting = letter(tmp_path, "en", EDITOR=command)
    sitting.answers(*STEPS, ("", "Begun here.\n:edit"), ("could not be opened, or it failed", "And more.\n."))
    sitting.answer(NEXT, ":quit")

    assert sitting.end() == 130
    assert told(tmp_path)["incidents/i1/summary"] == ["Begun here.\nAnd more."]


def test_where_there_is_no_place_for_the_editors_file_the_interview_goes_on(tmp_path: Path):
    sitting = letter(tmp_path, "en", EDITOR=editor(tmp_path, "exit 0"), DOCGEN_DRAFTS="/dev/null/x")
    sitting.answers(*STEPS, ("", ":edit"), ("could not be opened, or it failed", "Here then.\n."), (NEXT, ":quit"))

    assert sitting.end() == 130


def test_what_the_editor_wrote_and_cannot_be_printed_can_be_mended_there(tmp_path: Path):
    command = editor(
        tmp_path, 'if grep -q Told "$1"; then printf "Mended." > "$1"; else printf "Told\\001." > "$1"; fi'
    )
    sitting = letter(tmp_path, "en", EDITOR=command)
    sitting.answers(*STEPS, ("", ":edit"), ("(U+0001) cannot be printed", "."), ("(U+0001) cannot be printed", ":edit"))
    sitting.answer(NEXT, ":quit")

    assert sitting.end() == 130
    assert told(tmp_path)["incidents/i1/summary"] == ["Mended."]


def test_copies_that_the_editor_makes_beside_its_file_are_removed(tmp_path: Path):
    names = ("$1~", "$(dirname $1)/#$(basename $1)#", "$1.swp", "$(dirname $1)/.$(basename $1).swp", "$1.save")
    command = editor(tmp_path, 'printf "Told." > "$1"', *(f'cp "$1" "{name}"' for name in names))
    sitting = letter(tmp_path, "en", EDITOR=command)
    sitting.answers(*STEPS, ("", ":edit"), (NEXT, ":quit"))

    assert sitting.end() == 130
    assert told(tmp_path)["incidents/i1/summary"] == ["Told."]
    assert [path.suffix for path in files(tmp_path)] == [".json"]


def test_ctrl_c_in_the_editor_ends_neither_the_editor_nor_the_interview(tmp_path: Path):
    command = editor(
        tmp_path, "trap : INT", 'printf "Told." > "$1"', "touch ready", "sleep 20", 'printf " More." >> "$1"'
    )
    sitting = letter(tmp_path, "en", EDITOR=command)
    sitting.answers(*STEPS, ("", ":edit"))
    appears(tmp_path / "ready")
    sitting.terminal.sendintr()
    sitting.answer(NEXT, ":quit")

    assert sitting.end() == 130
    assert told(tmp_path)["incidents/i1/summary"] == ["Told. More."]


def test_what_is_left_after_a_kill_with_the_editor_open_goes_with_the_draft(tmp_path: Path):
    names = ("$1~", "$(dirname $1)/#$(basename $1)#", "$1.swp", "$(dirname $1)/.$(basename $1).swp", "$1.save")
    command = editor(
        tmp_path, 'printf "Told." > "$1"', *(f'cp "$1" "{name}"' for name in names), "touch ready", "sleep 5"
    )
    sitting = letter(tmp_path, "en", EDITOR=command)
    sitting.answers(*STEPS, ("", ":edit"))
    appears(tmp_path / "ready")
    sitting.terminal.kill(signal.SIGKILL)
    sitting.terminal.close()
    (draft,) = [path.stem for path in files(tmp_path) if path.suffix == ".json"]
    assert len(files(tmp_path)) == 7

    gone = Sitting(tmp_path, "drafts", "delete", draft, "--yes")
    assert gone.end() == 0
    assert files(tmp_path) == []


def test_no_editor_writes_an_encrypted_answer_to_the_disk(tmp_path: Path):
    pytest.importorskip("pyrage")
    sitting = letter(tmp_path, "en", "--encrypt", EDITOR=editor(tmp_path, "touch ready"))
    sitting.answers(("", "four plain words"), ("", "four plain words"), *STEPS)
    sitting.answers(("", ":edit"), ("Your answers are encrypted", "Here then.\n."), (NEXT, ":quit"))

    assert sitting.end() == 130
    assert not (tmp_path / "ready").exists()
