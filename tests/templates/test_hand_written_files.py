"""Files that people write by hand: a mistake is told once, with its place, in the person's words; none is passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY
from hypothesis import given
from hypothesis import strategies as st
from terminal import docgen

from docgen.errors import TemplateProblem, UsageProblem
from docgen.library import Library
from docgen.localization import open_wording
from docgen.toml_file import toml_values
from docgen.upgrade import Now, copy_kind
from docgen.wording_file import decoded

CLINIC = "clinic.toml"
SAID = {
    'name = "Example"\nphone = “555-0100”\n': ("toml.value", 2, 9),
    "name = Example\n": ("toml.value", 1, 8),
    'name "Example"\n': ("toml.name", 1, 6),
    'näme = "Example"\n': ("toml.name", 1, 2),
    'name = "Example\n': ("toml.open-text", 1, 16),
    'name = """Example\n': ("toml.open-text", 1, 1),
    'name = "Example" # yes\nphone = "555" 0100\n': ("toml.behind-value", 2, 15),
    'name = "Example"\nname = "Other"\n': ("toml.twice", 2, 15),
    '[lawyer]\nname = "A"\n[lawyer]\n': ("toml.twice", 3, 8),
    "[lawyer\n": ("toml.bracket", 1, 8),
    'delivery = ["email"\n\n': ("toml.bracket", 1, 1),
    'languages = { interview = "en"': ("toml.bracket", 1, 1),
    'name = "C:\\Users"\n': ("toml.backslash", 1, 13),
}


@pytest.mark.parametrize(("text", "told"), SAID.items())
def test_a_slip_in_a_settings_file_is_told_in_words_with_its_line(text: str, told: tuple[str, int, int]) -> None:
    with pytest.raises(TemplateProblem) as stopped:
        toml_values(text.encode(), CLINIC)

    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.line) == told[:2]
    assert problem.place.column is not None
    assert (problem.place.source, problem.place.path) == (CLINIC, "")


def test_the_column_is_that_of_the_slip() -> None:
    with pytest.raises(TemplateProblem) as stopped:
        toml_values('name = "Example"\nphone = “555-0100”\n'.encode(), CLINIC)

    assert stopped.value.problems[0].place.column == 9


def test_none_of_the_parsers_english_reaches_somebody_who_reads_spanish(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / CLINIC).write_text("name = “Ejemplo”\n", encoding="utf-8")

    done = docgen("templates", "list", "--templates", "ours", folder=tmp_path, LANG="es_ES.UTF-8")

    assert done.returncode == 4
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{tmp_path / 'ours' / CLINIC}:1:8: Esto no es un valor.")
    assert "Invalid" not in line


@given(st.text() | st.text("abc=[]{}\"'\\\n#. 0-“”"))
def test_whatever_is_written_it_is_read_or_told_once_in_every_language(text: str) -> None:
    try:
        toml_values(text.encode("utf-8", "surrogatepass"), CLINIC)
    except TemplateProblem as error:
        (problem,) = error.problems
        for language in ("en", "ar"):
            assert open_wording((REPOSITORY / "locales",), "program", language).say(problem.id, **problem.names)


def test_brackets_without_end_are_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem) as stopped:
        toml_values(b"a = " + b"[" * 5_000, CLINIC)

    assert stopped.value.problems[0].id == "toml.too-deep"


def test_a_sign_of_another_encoding_is_told_with_its_line_and_column() -> None:
    with pytest.raises(TemplateProblem) as stopped:
        decoded("\ufeffDear neighbour,\nné le ".encode() + b"\xe9t\xe9", "letter.md")

    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.line, problem.place.column) == ("template.wrong-encoding", 2, 7)


# What is no file ------------------------------------------------------------------------------------------------------


def _folder(path: Path) -> None:
    path.mkdir()


def _broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _closed(path: Path) -> None:
    path.touch(0o000)


ODD = [_folder, _broken_link, _link_to_itself, _pipe]
if os.geteuid() != 0:  # who may read everything
    ODD.append(_closed)


@pytest.mark.parametrize("name", [CLINIC, "questions.toml", "house-style.docx", "cease-and-desist/questions.toml"])
@pytest.mark.parametrize("make", ODD)
def test_what_is_no_file_stops_the_program_where_a_file_is_looked_for(tmp_path: Path, make: object, name: str) -> None:
    """A broken link passed over in silence would send out the paper without the clinic."""
    assert callable(make)
    (tmp_path / "ours" / name).parent.mkdir(parents=True)
    make(tmp_path / "ours" / name)
    library = Library.open(tmp_path / "ours")

    with pytest.raises(TemplateProblem) as stopped:
        _ = library.clinic, library.sections("cease-and-desist"), library.file("house-style.docx")

    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.source) == ("input.no-file", str(tmp_path / "ours" / name))


@pytest.mark.parametrize("make", ODD)
def test_a_template_that_is_no_file_is_never_replaced_by_docgens_own(tmp_path: Path, make: object) -> None:
    assert callable(make)
    (tmp_path / "cease-and-desist").mkdir()
    make(tmp_path / "cease-and-desist" / "cease-and-desist.en.docx")
    library = Library.open(tmp_path)

    with pytest.raises(TemplateProblem):
        library.template("cease-and-desist", "en", library.jurisdiction("US-CA"), "docx")


@pytest.mark.parametrize("name", [CLINIC, "questions.toml", "cease-and-desist/cease-and-desist.en.md"])
@pytest.mark.parametrize("make", ODD)
def test_nothing_is_copied_over_what_is_no_file(tmp_path: Path, make: object, name: str) -> None:
    assert callable(make)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    make(tmp_path / name)

    with pytest.raises(TemplateProblem) as stopped:
        copy_kind(Library.open(), tmp_path, "cease-and-desist", "en", Now("1", TODAY))

    assert stopped.value.problems[0].place.source == str(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every folder")
def test_a_folder_that_is_closed_to_the_person_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir(0o000)

    with pytest.raises(UsageProblem) as stopped:
        Library.open(tmp_path / "ours")

    assert stopped.value.problems[0].id == "usage.closed-folder"


def test_a_pipe_in_place_of_the_settings_is_told_and_nobody_waits_for_it(tmp_path: Path) -> None:
    home = tmp_path.parent / f"{tmp_path.name}-settings"
    (home / "docgen").mkdir(parents=True)
    os.mkfifo(home / "docgen" / "config.toml")

    done = docgen("templates", "list", folder=tmp_path, XDG_CONFIG_HOME=str(home))

    assert done.returncode == 4
    assert "config.toml: docgen looks for a file of this name" in done.stderr


def test_a_file_larger_than_anybody_writes_is_not_read(tmp_path: Path) -> None:
    (tmp_path / CLINIC).write_bytes(b"#" * 600_000)

    with pytest.raises(TemplateProblem) as stopped:
        _ = Library.open(tmp_path).clinic

    assert stopped.value.problems[0].id == "input.over-size"


def test_a_link_to_a_file_is_as_good_as_the_file(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "shared.toml").write_text('name = "Example"\n', encoding="utf-8")
    (tmp_path / "ours" / CLINIC).symlink_to(tmp_path / "shared.toml")

    clinic = Library.open(tmp_path / "ours").clinic

    assert clinic is not None
    assert clinic.name == "Example"
