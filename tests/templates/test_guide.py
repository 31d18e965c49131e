"""What docs/templates.md tells a clinic to type about upgrades and packs works as it stands there, in that order."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY
from edited import KIND
from upgraded import ADDRESSED, DOCX, ONCE_ADDRESSED, edited_in_word, older

GUIDE = (REPOSITORY / "docs" / "templates.md").read_text(encoding="utf-8")


def typed(head: str) -> list[list[str]]:
    """The command lines of the section `head`."""
    section = GUIDE.partition(f"## {head}")[2].partition("\n## ")[0]
    blocks = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    return [line.split()[1:] for block in blocks for line in block.splitlines() if line.strip()]


def run(folder: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    settings = {"PATH": "", "HOME": str(folder), "LANG": "C.UTF-8", "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "docgen", *words]
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)


def test_the_five_steps_of_an_upgrade_and_the_pack_work_as_written(tmp_path: Path) -> None:
    ours = tmp_path / "our-templates"
    older(ours, (ADDRESSED, ONCE_ADDRESSED))
    edited_in_word(ours, (b"What happened", b"What you did"))
    steps = [*typed("A new docgen: upgrade in five steps"), *typed("Share templates: packs")]
    done = {" ".join(words): run(tmp_path, words) for words in steps}

    assert len(steps) == 7
    assert {words: each.stderr for words, each in done.items() if each.returncode} == {}
    told = run(tmp_path, ["templates", "text", f"their-templates/{DOCX}"]).stdout
    assert ADDRESSED in told
    assert "What you did" in told
    assert not (tmp_path / "their-templates" / "clinic.toml").exists()
    assert (tmp_path / "our-templates" / KIND / "README.md").is_file()
