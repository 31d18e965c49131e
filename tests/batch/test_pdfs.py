"""PDFs of a batch: each has its line in the manifest, only what is missing is made, and a kill leaves nothing behind."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from builders import the_facts
from conftest import REPOSITORY, TODAY
from terminal import environment

from docgen.cli import run
from docgen.cli.world import World
from docgen.pdf import remove_leftovers

KIND = "incident-log"
posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

OFFICE = """#!/bin/sh
echo start >> "{folder}/starts"
for each; do case "$each" in
  --outdir) next=1;;
  *.docx) grep -qa broken-mark "$each" && exit 3; cat "$each" > "${{each%.docx}}.pdf"; date +%N >> "${{each%.docx}}.pdf";;
esac; done
"""
"""Stands for LibreOffice: other bytes each time, as there."""

pytestmark = posix


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two rows and a program that stands for LibreOffice."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "soffice"
    program.write_text(OFFICE.format(folder=tmp_path))
    program.chmod(0o700)
    write_rows(tmp_path, {}, {})
    return tmp_path


def write_rows(folder: Path, *changes: dict[str, object]) -> None:
    (folder / "rows.jsonl").write_text("".join(json.dumps(the_facts(**each)) + "\n" for each in changes))


def batch(folder: Path, *more: str, path: str = "") -> tuple[int, str]:
    world = World(
        stdin=io.StringIO(),
        stdout=io.StringIO(),
        stderr=io.StringIO(),
        today=TODAY,
        environment={"PATH": path or f"{folder}/bin:{os.environ['PATH']}", "LANG": "en_US.UTF-8"},
        folder=folder,
        configuration=folder / "configuration",
        interactive=False,
        drafts=folder / "drafts",
    )
    order = ["batch", KIND, "rows.jsonl", "-o", "out", "--format", "docx,pdf", "--jobs", "1", *more]
    code = run(order, world)
    assert isinstance(world.stderr, io.StringIO)
    return code, world.stderr.getvalue()


def lines(folder: Path) -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for line in (folder / "out" / "manifest.jsonl").read_text().splitlines()]
    return {each["file"]: each for each in found if each["file"].endswith(".pdf")}


def states(folder: Path) -> list[str]:
    """Return the state of each PDF, by name."""
    return [each["status"] for _, each in sorted(lines(folder).items())]


def out(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "out").iterdir())


def starts(folder: Path) -> int:
    return len((folder / "starts").read_text().splitlines())


NAMES = ["0001-incident-log.docx", "0001-incident-log.pdf", "0002-incident-log.docx", "0002-incident-log.pdf"]


def test_the_manifest_has_each_pdf_with_the_digest_that_it_has(folder: Path) -> None:
    code, told = batch(folder)

    assert code == 0, told
    assert out(folder) == [*NAMES, "manifest.jsonl"]
    assert "4 written" in told
    for file, entry in lines(folder).items():
        assert entry["sha256"] == hashlib.sha256((folder / "out" / file).read_bytes()).hexdigest()
        assert (entry["status"], entry["kind"]) == ("written", KIND)
    assert [each["row"] for each in lines(folder).values()] == [1, 2]


def test_again_only_the_missing_pdf_is_made(folder: Path) -> None:
    batch(folder)
    kept = (folder / "out" / NAMES[3]).read_bytes()
    (folder / "out" / NAMES[1]).unlink()

    code, told = batch(folder)

    assert (code, states(folder), starts(folder)) == (0, ["written", "unchanged"], 2)
    assert "1 written, 3 unchanged" in told
    assert (folder / "out" / NAMES[3]).read_bytes() == kept
    assert batch(folder)[0] == 0
    assert (states(folder), starts(folder)) == (["unchanged", "unchanged"], 2)


def test_a_damaged_pdf_is_made_anew(folder: Path) -> None:
    batch(folder)
    (folder / "out" / NAMES[1]).write_bytes(b"cut off")

    assert batch(folder)[0] == 0
    assert states(folder) == ["written", "unchanged"]
    assert (folder / "out" / NAMES[1]).read_bytes() != b"cut off"


def test_a_pdf_that_was_signed_is_not_written_over(folder: Path) -> None:
    batch(folder)
    (folder / "out" / NAMES[1]).write_bytes(signed := b"%PDF-1.7\nsigned\n%%EOF\n")
    write_rows(folder, {"client": {"name": "Uma Hill", "contact": {"email": "u@example.org"}}}, {})

    for _ in range(2):
        code, told = batch(folder)
        assert code == 6
        assert f"{NAMES[1]}: Somebody changed this document" in told
        assert (folder / "out" / NAMES[1]).read_bytes() == signed
    assert batch(folder, "--force")[0] == 0
    assert (folder / "out" / NAMES[1]).read_bytes() != signed


def test_a_pdf_never_tells_what_an_earlier_word_file_told(folder: Path) -> None:
    """A kill after the Word files and before the PDFs leaves new Word files beside old PDFs."""
    batch(folder)
    write_rows(folder, {"client": {"name": "Uma Hill", "contact": {"email": "u@example.org"}}}, {})
    assert batch(folder, path="/nowhere")[0] == 1  # which makes the Word files, and no PDF

    assert batch(folder)[0] == 0
    assert states(folder) == ["written", "unchanged"]
    assert lines(folder)[NAMES[1]]["made_of"] == hashlib.sha256((folder / "out" / NAMES[0]).read_bytes()).hexdigest()


def test_a_pdf_of_somebody_else_is_never_written_over(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / NAMES[1]).write_bytes(b"scanned and signed")

    code, told = batch(folder)

    assert code == 6
    assert (folder / "out" / NAMES[1]).read_bytes() == b"scanned and signed"
    assert (folder / "out" / NAMES[3]).is_file()
    assert NAMES[1] in told
    assert batch(folder, "--force")[0] == 0
    assert (folder / "out" / NAMES[1]).read_bytes() != b"scanned and signed"


def test_one_document_that_libreoffice_cannot_read_hurts_no_other(folder: Path) -> None:
    program = folder / "bin" / "soffice"
    program.write_text(
        program.read_text().replace('grep -qa broken-mark "$each"', '[ "$(wc -c < "$each")" -gt "$MOST" ]')
    )
    write_rows(folder, {}, {"incidents": [{"date": "2026-04-03", "conduct": ["insults"], "summary": "x"}] * 400}, {})
    batch(folder, path="/nowhere")
    sizes = sorted(each.stat().st_size for each in (folder / "out").glob("*.docx"))
    program.write_text(program.read_text().replace("$MOST", str(sizes[-1] - 1)))

    code, _ = batch(folder)

    assert code == 6
    assert sorted(lines(folder)) == ["0001-incident-log.pdf", "0003-incident-log.pdf"]
    failed = [line for line in (folder / "out" / "manifest.jsonl").read_text().splitlines() if "pdf.failed" in line]
    assert [json.loads(line)["row"] for line in failed] == [2]


def test_without_libreoffice_the_word_files_are_there_and_counted(folder: Path) -> None:
    code, told = batch(folder, path="/nowhere")

    assert code == 1
    assert out(folder) == [NAMES[0], NAMES[2], "manifest.jsonl"]
    assert "2 written" in told
    assert "is not installed" in told


# Killed ---------------------------------------------------------------------------------------------------------------


def killed_while_at_work(folder: Path, seconds: float) -> None:
    """Start the batch, wait until LibreOffice is at work for some `seconds`, and kill docgen as a power cut would."""
    order = [sys.executable, "-m", "docgen", "batch", KIND, "rows.jsonl", "-o", "out", "--format", "docx,pdf"]
    around = {**environment(folder), "PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)}
    running = subprocess.Popen(order, cwd=folder, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not list((folder / "out").glob(".docgen-pdf.*/program.lock")) and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(seconds)
    running.send_signal(signal.SIGKILL)
    running.wait()


@needs_office
@pytest.mark.parametrize("seconds", [0.0, 0.5])
def test_after_a_kill_the_next_run_completes_and_no_stray_is_left(folder: Path, seconds: float) -> None:
    killed_while_at_work(folder, seconds)
    strays = [name for name in out(folder) if name.startswith(".docgen-pdf")]

    code, told = batch(folder, path=os.environ["PATH"])
    time.sleep(1)

    assert len(strays) == 1
    assert code == 0, told
    assert out(folder) == [*NAMES, "manifest.jsonl"]
    assert all((folder / "out" / name).read_bytes().startswith(b"%PDF") for name in NAMES if name.endswith("pdf"))
    assert set(states(folder)) == {"written"}


def test_what_another_run_is_at_work_with_is_left_alone(folder: Path) -> None:
    program = folder / "bin" / "soffice"
    program.write_text(
        program.read_text().replace("for each", f"sleep 1; ls -d '{folder}'/out/.docgen* >> '{folder}/seen'; for each")
    )
    code = "import sys; from docgen.cli import main; main(sys.argv[1:])"
    order = ["batch", KIND, "rows.jsonl", "-o", "out", "--format", "docx,pdf", "--jobs", "1"]
    around = {**environment(folder), "PATH": f"{folder}/bin:{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY)}
    running = subprocess.Popen([sys.executable, "-c", code, *order], cwd=folder, env=around)
    while not list((folder / "out").glob(".docgen-pdf.*/program.lock")):
        time.sleep(0.01)

    remove_leftovers(folder / "out")

    assert running.wait() == 0
    assert out(folder) == [*NAMES, "manifest.jsonl"]
