"""A process with closed streams, without a home, in a folder that is gone: docgen says so in words, or does its work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.cli.world import World

DOCGEN = f'exec "{sys.executable}" -m docgen'


def run(script: str, home: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Return what came of a line of shell."""
    environment = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run(
        ["/bin/sh", "-c", script], cwd=home, env={**environment, **changes}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("closed", ["<&-", "2>&-", ">&-", "<&- >&- 2>&-"])
def test_an_interview_with_a_closed_stream_ends_and_leaves_no_trace_in_its_files(closed: str, tmp_path: Path):
    lines = "" if "<" in closed else "printf '1\\n\\n' | "
    done = run(f"{lines}{{ {DOCGEN} new cease-and-desist -j US-CA -o x.docx {closed}; }}", tmp_path)

    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    for path in tmp_path.rglob("draft-*"):
        assert path.read_text().startswith('{"docgen-draft"')


def test_a_folder_that_was_deleted_is_named(tmp_path: Path):
    done = run(f"mkdir gone; cd gone; rmdir ../gone; {DOCGEN} new cease-and-desist -j US-CA", tmp_path)

    assert done.returncode == 1
    assert "There is no such folder" in done.stderr


def test_without_a_home_folder_nothing_can_be_kept_and_that_is_said(monkeypatch: pytest.MonkeyPatch):
    def unknown(_: Path) -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "expanduser", unknown)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.delenv("DOCGEN_DRAFTS", raising=False)

    assert World.real().drafts == Path("/nonexistent/.local/state/docgen/drafts")


@pytest.mark.parametrize("name", ["x" * 300 + ".docx", "a/" * 3000 + "x.docx"])
def test_a_name_too_long_for_a_file_is_refused_before_the_first_question(name: str, tmp_path: Path):
    done = run(f"{DOCGEN} new cease-and-desist -j US-CA -o {name} < /dev/null", tmp_path)

    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert "Who is answering" not in done.stderr


def test_no_image_of_the_memory_is_written(tmp_path: Path):
    asked = "from docgen.cli import main; import resource"
    script = f"{asked}\ntry: main(['--version'])\nexcept SystemExit: print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    done = run(f'ulimit -S -c 100; exec "{sys.executable}" -c "{script}"', tmp_path)

    assert done.stdout.splitlines()[-1] == "0"
