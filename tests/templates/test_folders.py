"""Which folder is meant: never silently the wrong one, and a command that is shown can be typed as it stands."""

from __future__ import annotations

import shlex
from pathlib import Path, PureWindowsPath

import pytest
from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st
from terminal import docgen
from upgraded import KIND, MD, copied, reworded, world

from docgen.cli.founding import NewKindOptions, make_kind
from docgen.cli.packing import install_pack
from docgen.cli.upgrading import build_templates, copy_templates
from docgen.errors import TemplateProblem, UsageProblem
from docgen.shell_words import shell_word
from docgen.upgrade import refuse_place

OTHER = "police-statement"


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


# Where to put things --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [KIND, f"{KIND}/inside", f"{KIND}/../{KIND}"])
def test_nothing_is_put_into_the_folder_of_a_kind(tmp_path: Path, place: str) -> None:
    """Where docgen would never look, and shared files would take the place of the kind's own."""
    copied(tmp_path / "ours")
    before = files_in(tmp_path)
    to = tmp_path / "ours" / place
    for put in (
        lambda: copy_templates(world(tmp_path), OTHER, "", to),
        lambda: install_pack(world(tmp_path), Path("pack.zip"), to, sure=True),
        lambda: make_kind(world(tmp_path), NewKindOptions(name="intake-sheet", folder=to)),
    ):
        with pytest.raises(UsageProblem) as refused:
            put()
        (problem,) = refused.value.problems
        assert (problem.id, problem.names["folder"]) == ("usage.folder-of-one-kind", str(tmp_path / "ours"))
    assert files_in(tmp_path) == before


def test_a_kind_that_has_its_description_alone_is_the_folder_of_a_kind(tmp_path: Path) -> None:
    (tmp_path / "intake").mkdir()
    (tmp_path / "intake" / "template.toml").write_text("", encoding="utf-8")

    with pytest.raises(UsageProblem):
        refuse_place(tmp_path / "intake")


def test_papers_that_happen_to_be_called_like_their_folder_are_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "smith").mkdir()
    (tmp_path / "smith" / "smith.v2.docx").write_bytes(b"")

    refuse_place(tmp_path / "smith" / "our-templates")


def test_a_file_is_no_place_for_templates(tmp_path: Path) -> None:
    (tmp_path / "ours").touch()
    with pytest.raises(UsageProblem) as refused:
        copy_templates(world(tmp_path), OTHER, "", tmp_path / "ours")

    assert refused.value.problems[0].id == "usage.not-a-folder"


@pytest.mark.parametrize("place", ["", KIND, "new"])
def test_nothing_is_put_into_docgens_own_templates(tmp_path: Path, place: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        copy_templates(world(tmp_path), OTHER, "", REPOSITORY / "templates" / place)

    assert refused.value.problems[0].id == "usage.folder-of-docgen"


# Which folder to build ------------------------------------------------------------------------------------------------


def test_without_a_folder_the_one_of_the_settings_is_built(tmp_path: Path) -> None:
    copied(tmp_path / "ours")
    reworded(tmp_path / "ours", "I write to you about your conduct", "I write to you today about your conduct")

    by_option = docgen("templates", "build", "--check", "--templates", "ours", folder=tmp_path)
    built = docgen("templates", "build", folder=tmp_path, DOCGEN_TEMPLATES="ours")
    again = docgen("templates", "build", folder=tmp_path, DOCGEN_TEMPLATES="ours")

    assert by_option.returncode == 4
    assert built.stdout.splitlines() == [str((tmp_path / "ours" / MD).with_suffix(".docx"))]
    assert (again.returncode, again.stdout) == (0, "")
    assert "Nothing to build in" in again.stderr


def test_where_no_folder_is_named_anywhere_it_asks_for_one(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as refused:
        build_templates(world(tmp_path), None, only_check=False, force=False)

    assert refused.value.problems[0].id == "build.which-folder"


def test_a_folder_without_wordings_is_told(tmp_path: Path) -> None:
    there = world(tmp_path)
    build_templates(there, tmp_path, only_check=False, force=False)

    assert there.said.startswith("There is no wording in ")


def test_two_folders_are_one_too_many(tmp_path: Path) -> None:
    copied(tmp_path / "ours")
    with pytest.raises(UsageProblem):
        build_templates(world(tmp_path), tmp_path / "ours", only_check=False, force=False, templates=tmp_path / "ours")


# Commands to type -----------------------------------------------------------------------------------------------------


def test_a_command_in_a_message_holds_the_folder_as_it_has_to_be_typed(tmp_path: Path) -> None:
    folder = tmp_path / "our papers & forms"
    copied(folder)
    made = world(tmp_path)
    make_kind(made, NewKindOptions(name="intake-sheet", folder=Path(folder.name)))
    reworded(folder, "I write to you about your conduct", "I write to you today about your conduct")
    copy_templates(left := world(tmp_path), KIND, "en", Path(folder.name))
    with pytest.raises(TemplateProblem) as stale:
        build_templates(world(tmp_path), Path(folder.name), only_check=True, force=False)

    for told in (made.said, left.said, stale.value.problems[0].names["folder"]):
        assert "'our papers & forms'" in told
    assert "--templates 'our papers & forms'" in made.said


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_whatever_a_folder_is_called_the_shell_reads_its_one_name(name: str) -> None:
    (read,) = shlex.split(shell_word(Path(name)))

    assert Path(read) == Path(name)


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        (r"C:\Users\Kim Example\ours", r'"C:\Users\Kim Example\ours"'),
        (r"C:\clinic\ours", r"C:\clinic\ours"),
        ("-ours", r".\-ours"),
    ],
)
def test_on_windows_it_is_quoted_as_windows_does(path: str, typed: str) -> None:
    assert shell_word(PureWindowsPath(path)) == typed
