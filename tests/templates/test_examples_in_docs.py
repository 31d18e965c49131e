"""What docs/pdf.md and docs/templates.md show of PDFs, previews and explanations is what happens."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import REPOSITORY
from test_pdf import FACTS, OFFICE, files, said, world_in

from docgen.cli import run


def _section(name: str, title: str = "") -> str:
    text = (REPOSITORY / "docs" / name).read_text(encoding="utf-8")
    return text if not title else text.partition(f"## {title}\n")[2].partition("\n## ")[0]


def _commands(section: str) -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


def _ran(section: str, folder: Path) -> list[str]:
    """What each command of the section prints."""
    shutil.copy(FACTS, folder / "facts.json")
    assert run(["templates", "copy", "cease-and-desist", "--to", "our-templates"], world_in(folder)) == 0
    printed = []
    for command in _commands(section):
        world = world_in(folder)
        assert run(command, world) == 0, (command, said(world))
        printed.append(world.stdout.getvalue())  # type: ignore[attr-defined]
    return printed


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_the_examples_of_pdf(tmp_path: Path) -> None:
    row = json.dumps(json.loads(FACTS.read_text()))
    (tmp_path / "facts.jsonl").write_text(f"{row}\n")

    _ran(_section("pdf.md"), tmp_path)

    assert (tmp_path / "letter.docx").is_file()
    assert (tmp_path / "letter.pdf").is_file()
    assert not (tmp_path / "paper.docx").exists()
    assert files(tmp_path / "letters") == [
        "0001-cease-and-desist.docx",
        "0001-cease-and-desist.pdf",
        "manifest.jsonl",
    ]


def test_the_examples_of_previews(tmp_path: Path) -> None:
    section = _section("templates.md", "See it before anybody else does")
    first = section[: section.index("--gaps")].rpartition("\n")[0]
    _ran(f"{first}\n```\n", tmp_path)
    pages = {Path(name).stem for name in files(tmp_path / "preview")}
    _ran(section, tmp_path)

    made = {Path(name).stem for name in files(tmp_path / "preview")}
    assert {"preview", "preview-every-passage", "preview-no-passage"} <= made
    assert ("preview-1" in pages) == bool(OFFICE and shutil.which("pdftoppm"))
    assert "preview-1" not in made  # --gaps --format docx was asked for last: no older page stands beside it
    assert files(tmp_path / "seiten") == ["preview.docx"]


def test_the_example_of_an_explanation(tmp_path: Path) -> None:
    section = _section("templates.md", "Where does this sentence come from?")
    shown = re.findall(r"```\n(Paragraph.*?)```", section, re.DOTALL)

    assert _ran(section, tmp_path)[-1] == shown[0]
