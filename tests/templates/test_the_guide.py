"""The guide for lawyers, followed word for word: its commands run, and its mistakes are told as it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY

from docgen.word import text_of

GUIDE = (REPOSITORY / "docs" / "clinic-guide.md").read_text(encoding="utf-8")


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = command.replace("docgen ", f"{sys.executable} -m docgen ", 1)
    settings = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(words, shell=True, cwd=folder, env=settings, capture_output=True, text=True, check=False)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_the_guide_works_as_it_is_written(tmp_path: Path) -> None:
    copy, check, last = blocks("sh")
    (clinic,) = blocks("toml")
    assert run(copy.strip(), tmp_path).returncode == 0
    (tmp_path / "our-templates" / "clinic.toml").write_text(clinic, encoding="utf-8")
    checked = run(check.strip(), tmp_path)
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stderr
    for command in last.strip().splitlines():
        done = run(command, tmp_path)
        assert done.returncode == 0, done.stderr

    assert "Dana Merriweather-Cole" in text_of((tmp_path / "letter.docx").read_bytes())


def test_the_guide_shows_what_docgen_says(tmp_path: Path) -> None:
    copy, check, _ = blocks("sh")
    run(copy.strip(), tmp_path)
    import docx

    path = tmp_path / "our-templates" / "cease-and-desist" / "cease-and-desist.en.docx"
    document = docx.Document(str(path))
    for at, words in (
        (40, "Conduct towards {{ client.nmae }}, whom we advise."),
        (57, "At {{ client.home_address }}."),
    ):
        document.paragraphs[at].runs[0].text = words
    document.save(str(path))
    said = run(check.strip(), tmp_path).stderr

    assert without_words_around(said) == without_words_around(GUIDE)


def without_words_around(report: str) -> list[tuple[str, str]]:
    """Each problem of a report by its place and what is said of it; the guide shortens the words between."""
    found = re.findall(r"^(.*?) « .*? »: (.*)$", report, re.MULTILINE)
    assert len(found) == 2, report
    return found


def test_every_picture_and_page_that_the_guide_names_is_there() -> None:
    targets = set(re.findall(r"\]\(([^)#]+)\)", GUIDE))

    assert {"guide-template.png", "tags.md"} <= targets
    assert {target for target in targets if not (REPOSITORY / "docs" / target).exists()} == set()
