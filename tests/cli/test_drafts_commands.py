"""`docgen drafts`: what a person sees of saved answers, and how they are deleted."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from terminal import docgen

from docgen.drafts import Draft, make_lock, save_draft

NAME = "draft-2026-11-23"
PASSPHRASE = "four invented plain words"


def save(folder: Path, name: str = NAME, passphrase: str = "") -> None:
    said = {
        "jurisdiction": ["US-CA"],
        "client.name": ["Dana Example"],
        "losses": [["l1"]],
        "losses/l1/amount": [Decimal("1200.50")],
    }
    draft = Draft(name=name, kind="cease-and-desist", language="en", said=said, started=date(2026, 11, 23))
    save_draft(folder / "drafts", draft, make_lock(passphrase) if passphrase else None)


def drafts(folder: Path, *arguments: str, typed: str | None = None, **changes: str):
    settings = {"DOCGEN_DRAFTS": "drafts", **changes}
    return docgen("drafts", *arguments, folder=folder, typed=typed, **settings)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to work in."""
    work = tmp_path / "work"
    work.mkdir()
    return work


def test_the_list_names_the_drafts_and_no_answer(folder: Path) -> None:
    save(folder)
    (folder / "drafts" / f"{NAME}-2.json").write_text("{")
    told = drafts(folder, "list")
    rows = json.loads(drafts(folder, "list", "--json").stdout)

    assert told.returncode == 0
    assert {line.split()[0] for line in told.stdout.splitlines()} == {NAME, f"{NAME}-2"}
    assert "cannot be read" in told.stdout
    assert {(row["name"], row["kind"], row["broken"]) for row in rows} == {
        (NAME, "cease-and-desist", False),
        (f"{NAME}-2", "", True),
    }
    assert "Dana" not in told.stdout + json.dumps(rows)


def test_an_empty_list_says_where_it_looked(folder: Path) -> None:
    told = drafts(folder, "list")

    assert (told.returncode, told.stdout) == (0, "")
    assert str(folder / "drafts") in told.stderr
    assert not (folder / "drafts").exists()


def test_drafts_lie_where_the_machine_keeps_such_things(folder: Path) -> None:
    home = folder.parent / "work-home"
    usual = docgen("drafts", "list", folder=folder).stderr
    xdg = docgen("drafts", "list", folder=folder, XDG_STATE_HOME=str(folder / "state")).stderr

    if sys.platform == "linux":
        assert str(home / ".local/state/docgen/drafts") in usual
        assert str(folder / "state/docgen/drafts") in xdg


def test_showing_a_draft_tells_the_answers_and_what_is_missing(folder: Path) -> None:
    save(folder)
    told = drafts(folder, "show", NAME)
    spanish = drafts(folder, "show", NAME, LANG="es_MX.UTF-8").stdout

    assert told.returncode == 0
    assert "cease-and-desist" in told.stdout
    assert "  your name: Dana Example\n" in told.stdout
    assert "  who answers: still missing\n" in told.stdout
    assert "  su nombre: Dana Example\n" in spanish
    assert "todavía falta" in spanish


def test_a_program_gets_a_facts_file_with_every_amount_exactly(folder: Path) -> None:
    save(folder)
    told = drafts(folder, "show", NAME, "--json").stdout

    assert json.loads(told, parse_float=Decimal) == {
        "jurisdiction": "US-CA",
        "client": {"name": "Dana Example"},
        "losses": [{"amount": Decimal("1200.50")}],
    }
    assert "1200.50" in told


def test_an_encrypted_draft_is_shown_for_its_passphrase(folder: Path) -> None:
    pytest.importorskip("pyrage")
    save(folder, passphrase=PASSPHRASE)

    right = drafts(folder, "show", NAME, "--json", typed=f"{PASSPHRASE}\n")
    wrong = drafts(folder, "show", NAME, "--json", typed="something else\n")
    none = drafts(folder, "show", NAME)

    assert (right.returncode, wrong.returncode, none.returncode) == (0, 1, 130)
    assert "Dana" in right.stdout
    assert "not the passphrase" in wrong.stderr
    assert PASSPHRASE not in right.stdout + right.stderr
    assert "encrypted" in drafts(folder, "list").stdout


def test_a_typed_passphrase_is_not_shown_on_the_terminal(folder: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    pytest.importorskip("pyrage")
    save(folder, passphrase=PASSPHRASE)
    environment = {**os.environ, "TERM": "dumb", "LANG": "C.UTF-8", "DOCGEN_DRAFTS": str(folder / "drafts")}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    terminal = pexpect.spawn(
        sys.executable, ["-m", "docgen", "drafts", "show", NAME], env=environment, encoding="utf-8", timeout=60
    )
    terminal.expect("> ")
    said = terminal.before
    terminal.sendline(PASSPHRASE)
    terminal.expect(pexpect.EOF)
    said += terminal.before

    assert "Dana Example" in said
    assert PASSPHRASE not in said


@pytest.mark.parametrize("name", ["draft-2026-11-24", "../facts", "/etc/passwd", ""])
def test_a_draft_that_is_none_is_refused(folder: Path, name: str) -> None:
    save(folder)
    (folder / "facts.json").write_text("{}")

    assert drafts(folder, "show", name).returncode == 2
    assert drafts(folder, "delete", name, "--yes").returncode == 2
    assert (folder / "facts.json").exists()


# Deleting -------------------------------------------------------------------------------------------------------------


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "drafts").iterdir())


def test_deleting_asks_first(folder: Path) -> None:
    save(folder)
    kept = drafts(folder, "delete", NAME, typed="no\n")
    nobody = drafts(folder, "delete", NAME)

    assert (kept.returncode, nobody.returncode) == (0, 130)
    assert "Nothing was deleted" in kept.stderr
    assert left(folder) == [f"{NAME}.json"]


def test_deleting_says_what_it_cannot_undo(folder: Path) -> None:
    save(folder)
    save(folder, f"{NAME}-2")
    done = drafts(folder, "delete", NAME, typed="yes\n")

    assert (done.returncode, done.stdout) == (0, f"{NAME}\n")
    for told in ("backups", "snapshots", "cloud", "solid-state", "Documents", "scrolled back"):
        assert told in done.stderr
    assert left(folder) == [f"{NAME}-2.json"]


def test_one_wrong_name_deletes_nothing(folder: Path) -> None:
    save(folder)

    assert drafts(folder, "delete", NAME, "draft-2020-01-01", "--yes").returncode == 2
    assert drafts(folder, "delete", "--yes").returncode == 2
    assert left(folder) == [f"{NAME}.json"]


def test_all_deletes_every_draft_broken_ones_too_and_nothing_else(folder: Path) -> None:
    save(folder)
    for name in (f"{NAME}-2.json", f"{NAME}-3.key.age", f".{NAME}-4.0123456789abcdef.tmp", "facts.json", "letter.docx"):
        (folder / "drafts" / name).write_text("{")

    assert drafts(folder, "delete", "--all", "--yes").returncode == 0
    assert left(folder) == ["facts.json", "letter.docx"]
    assert drafts(folder, "delete", "--all", "--yes").returncode == 0


def test_a_link_in_the_folder_stops_the_deleting(folder: Path) -> None:
    save(folder)
    (folder / "drafts" / f"{NAME}-2.json").symlink_to(folder / "target")
    done = drafts(folder, "delete", f"{NAME}-2", "--yes")

    assert done.returncode == 1
    assert "link" in done.stderr
