"""The wheel holds templates, catalogs and what is derived from them, and works from anywhere without the source tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
ROOMS = ("docgen", "templates", "locales")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds what the wheel installs, built from a copy of the source tree."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    derived = shutil.ignore_patterns("__pycache__", "__compiled__", "*.prepared", "*.mo")
    for room in ROOMS:
        shutil.copytree(TOP / room, source / room, ignore=derived)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(TOP / name, source / name)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", "wheels", "."]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    with zipfile.ZipFile(next((source / "wheels").glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


def test_the_wheel_holds_all_that_docgen_needs(installed: Path):
    built = installed / "docgen" / "_built"

    assert (installed / "docgen" / "py.typed").is_file()
    assert (built / "templates" / "house-style.docx").is_file()
    assert (built / "locales" / "es" / "LC_MESSAGES" / "program.mo").is_file()
    assert len(list(built.glob("templates/*/*.docx"))) == len(list(built.glob("templates/*/*.docx.prepared"))) >= 20
    assert list(built.glob("templates/*/__compiled__/*.py"))


def test_it_writes_a_letter_far_from_the_source_tree(installed: Path, tmp_path: Path):
    path = os.pathsep.join([str(installed), *(each for each in sys.path if "site-packages" in each)])
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": path, "PYTHONSAFEPATH": "1"}

    def docgen(*words: str, typed: bytes = b"") -> bytes:
        command = [sys.executable, "-c", "from docgen.cli import main; main()", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, input=typed, capture_output=True, check=True
        ).stdout

    facts = docgen("facts", "example", "cease-and-desist", "-j", "GB-EAW")
    docgen("new", "cease-and-desist", "--facts", "-", "--output", "letter.docx", typed=facts)

    assert zipfile.is_zipfile(tmp_path / "letter.docx")
