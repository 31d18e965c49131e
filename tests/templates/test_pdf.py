"""The finished paper as PDF: tagged, PDF/A, the same words, nobody's name, and nothing left behind."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY

from docgen.cli import run
from docgen.cli.world import World
from docgen.errors import OutputProblem
from docgen.pdf import Programs, pdf_of
from docgen.word import text_of

FACTS = REPOSITORY / "templates" / "examples" / "en.us-ca.json"
KIND = "cease-and-desist"
OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(not OFFICE or not shutil.which("pdftotext"), reason="LibreOffice is not installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")


def world_in(folder: Path, path: str = "") -> World:
    """A world whose search path is `path`; "" for that of this machine."""
    import os

    return World(
        stdin=io.StringIO(),
        stdout=io.StringIO(),
        stderr=io.StringIO(),
        today=TODAY,
        environment={"PATH": path or os.environ["PATH"], "LANG": "en_US.UTF-8"},
        folder=folder,
        configuration=folder / "configuration",
        interactive=False,
        drafts=folder / "drafts",
    )


def new(world: World, *more: str) -> int:
    return run(["new", KIND, "--facts", str(FACTS), *more], world)


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def said(world: World) -> str:
    return world.stderr.getvalue()  # type: ignore[attr-defined]


def info(path: Path) -> str:
    return subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout


def words_of_pdf(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return re.findall(r"\w+", done.stdout)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one letter as Word file and as PDF, and its reading copy."""
    if not OFFICE:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("pdf")
    world = world_in(folder)
    code = new(world, "-o", "letter.docx", "--format", "docx,pdf", "--reading-copy", "es")
    assert code == 0, said(world)
    return folder


@needs_office
def test_the_letter_and_its_reading_copy_are_written_as_word_and_as_pdf(written: Path) -> None:
    assert files(written) == ["letter-copy.docx", "letter-copy.pdf", "letter.docx", "letter.pdf"]


@needs_office
def test_only_its_owner_can_read_the_pdf(written: Path) -> None:
    assert (written / "letter.pdf").stat().st_mode & 0o777 == 0o600


@needs_office
def test_the_pdf_is_tagged_and_says_that_it_is_pdf_a(written: Path) -> None:
    data = (written / "letter.pdf").read_bytes()

    assert re.search(r"Tagged: +yes", info(written / "letter.pdf"))
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert re.search(rb"/Lang ?\(en-US\)", data)


@needs_office
def test_the_pdf_names_the_letter_and_nobody_else(written: Path) -> None:
    told, data = info(written / "letter.pdf"), (written / "letter.pdf").read_bytes()

    assert re.search(r"Title: +Cease-and-desist letter", told)
    assert "Author" not in told
    assert str(written).encode() not in data
    assert b"docgen" not in data
    assert not re.search(rb"/CreationDate\(D:\d+[+-](?!00'00)", data), "the hour tells where it was made"


@needs_office
def test_the_pdf_has_every_word_of_the_letter(written: Path) -> None:
    body = text_of((written / "letter.docx").read_bytes()).split("\n## ")[0]
    wanted = set(re.findall(r"\w{4,}", body.partition("\n")[2]))
    joined = "".join(words_of_pdf(written / "letter.pdf"))  # a long word may be broken at the end of a line

    assert {word for word in wanted if word not in joined} == set()


@needs_office
def test_a_pdf_alone_leaves_no_word_file(tmp_path: Path) -> None:
    world = world_in(tmp_path)

    assert new(world, "-o", "letter.pdf", "--format", "pdf") == 0, said(world)
    assert files(tmp_path) == ["letter.pdf"]


def test_without_libreoffice_the_word_file_is_written_and_the_person_told_what_to_install(tmp_path: Path) -> None:
    world = world_in(tmp_path, "/nowhere")

    assert new(world, "-o", "letter.docx", "--format", "docx,pdf") == 1
    assert files(tmp_path) == ["letter.docx"]
    assert "LibreOffice, the program that makes it, is not installed" in said(world)


@pytest.mark.parametrize(
    ("system", "told"),
    [("linux", "hint.office-linux"), ("darwin", "hint.office-mac"), ("win32", "hint.office-windows")],
)
def test_each_system_is_told_its_own_way_to_install_it(system: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(OutputProblem) as caught:
        pdf_of([b""], Programs(office="", pages="", system=system, environment={}), tmp_path / "x.pdf")

    assert caught.value.problems[0].hint == told


def test_where_only_a_pdf_is_wanted_its_lack_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    world = world_in(tmp_path, "/nowhere")

    assert run(["new", KIND, "--format", "pdf"], world) == 1
    assert "is not installed" in said(world)


def standing_in(folder: Path, script: str) -> Programs:
    """A program in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return Programs(office=str(program), pages="", system="linux", environment={"PATH": "/usr/bin:/bin"})


@posix
@pytest.mark.parametrize("script", ["exit 3", "exit 0", "kill -9 $$"])
def test_a_libreoffice_that_fails_is_told_of_and_leaves_nothing(script: str, tmp_path: Path) -> None:
    programs = standing_in(tmp_path, script)
    (tmp_path / "out").mkdir()

    with pytest.raises(OutputProblem) as caught:
        pdf_of([b"x"], programs, tmp_path / "out" / "x.pdf")

    assert [problem.id for problem in caught.value.problems] == ["pdf.failed"]
    assert files(tmp_path / "out") == []


@posix
def test_a_libreoffice_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    programs = standing_in(tmp_path, f"(sleep 4; touch {tmp_path}/alive) & trap '' TERM; wait")
    (tmp_path / "out").mkdir()

    with pytest.raises(OutputProblem) as caught:
        pdf_of([], programs, tmp_path / "out" / "x.pdf", patience=0.3)

    assert [problem.id for problem in caught.value.problems] == ["pdf.too-slow"]
    assert files(tmp_path / "out") == []
    time.sleep(4.5)
    assert not (tmp_path / "alive").exists()


@posix
def test_libreoffice_sees_nothing_of_the_person_and_its_files_are_closed_to_others(tmp_path: Path) -> None:
    programs = standing_in(tmp_path, f'env > {tmp_path}/seen; stat -c %a "$HOME" "$HOME/1.docx" > {tmp_path}/modes')
    secret = {"PATH": "/usr/bin:/bin", "HOME": "/home/somebody", "USER": "somebody", "DISPLAY": ":0"}
    programs = Programs(office=programs.office, pages="", system="linux", environment=secret)
    (tmp_path / "out").mkdir()

    with pytest.raises(OutputProblem):
        pdf_of([b"x"], programs, tmp_path / "out" / "x.pdf")

    seen = dict(line.split("=", 1) for line in (tmp_path / "seen").read_text().splitlines())
    assert Path(seen["HOME"]).parent == Path(seen["TMPDIR"]).parent == tmp_path / "out"
    assert "USER" not in seen
    assert "DISPLAY" not in seen
    assert seen["TZ"] == "UTC"
    assert (tmp_path / "modes").read_text().split() == ["700", "600"]
