"""A clinic's copies over the years: nothing that somebody wrote is lost, and what docgen changes gets in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY
from edited import KIND
from upgraded import (
    ADDRESSED,
    DOCX,
    MD,
    NOW,
    ONCE_ADDRESSED,
    ONE,
    OWN,
    copied,
    edited_in_word,
    older,
    reworded,
    world,
)

from docgen import __version__
from docgen.check import check_library, check_template
from docgen.cli.merging import merge_templates
from docgen.cli.upgrading import build_templates, copy_templates, print_differences
from docgen.errors import AnswersUnreadable, OutputProblem, TemplateProblem, UsageProblem
from docgen.library import Library
from docgen.localization import Wording
from docgen.upgrade import Now, copy_kind, differences, explained
from docgen.upgrade.changes import entries, entries_since
from docgen.upgrade.comparing import names_in
from docgen.upgrade.folder_record import base_of, digest, read_folder_record, with_copies, write_folder_record
from docgen.word import read_package, text_of, write_package

KINDS = sorted(path.parent.name for path in OWN.glob("*/template.toml"))


@pytest.fixture
def wording() -> Wording:
    return Library.open().wording("program", "en")


def words(folder: Path, name: str = DOCX) -> str:
    return text_of((folder / name).read_bytes())


# Copy -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_it_is_for_and_why_its_words_changed(kind: str) -> None:
    readme = (OWN / kind / "README.md").read_text(encoding="utf-8")
    changes = (OWN / kind / "CHANGES.md").read_text(encoding="utf-8")

    for part in ("What it is for", "When not to use it", "Legal basis", "Reviewed by / on", "Read by"):
        assert f"**{part}" in readme
    assert entries(changes)
    assert all(entry.lines for entry in entries(changes))
    assert list(entries(changes)) == sorted(entries(changes), key=lambda each: each.day, reverse=True)


def test_a_copy_has_everything_that_is_edited_and_remembers_what_it_came_from(tmp_path: Path) -> None:
    copied(tmp_path)
    origin = read_folder_record(tmp_path)

    wanted = {MD, DOCX, f"{KIND}/README.md", "questions.toml", "house-style.docx"}
    assert wanted <= {copy.name for copy in origin.copied}
    for copy in origin.copied:
        kept = base_of(tmp_path, copy.name)
        assert kept == (tmp_path / copy.name).read_bytes() == (OWN / copy.name).read_bytes()
        assert (copy.digest, copy.version, copy.day) == (digest(kept), "0.1.0", TODAY.isoformat())
    assert not (tmp_path / KIND / "template.toml").exists(), "what a paper needs goes on being docgen's"
    assert (tmp_path / "clinic.toml").is_file()


def test_a_copied_folder_is_good_and_makes_letters_as_before(tmp_path: Path, wording: Wording) -> None:
    library = copied(tmp_path)

    assert check_library(library, wording) == []
    assert library.clinic is None, "a skeleton that nobody filled in says nothing"


def test_the_skeleton_of_the_clinic_file_is_right_once_it_is_filled_in(tmp_path: Path) -> None:
    import re

    text = (OWN / "clinic.toml").read_text(encoding="utf-8")
    lines = [
        line[2:] if re.match(r"# (\w+ = |\[lawyer\]|100 |Springfield)", line) else line for line in text.split("\n")
    ]
    (tmp_path / "clinic.toml").write_text("\n".join(lines), encoding="utf-8")
    clinic = Library.open(tmp_path).clinic

    assert clinic is not None
    assert clinic.lawyer is not None
    assert (clinic.name, clinic.jurisdiction, clinic.lawyer.name) == ("Example Legal Clinic", "US-CA", "Sam Example")


def test_copying_again_leaves_what_the_clinic_changed_and_says_what_to_do(tmp_path: Path) -> None:
    copied(tmp_path / "ours")
    reworded(tmp_path / "ours", ADDRESSED, "Dear neighbour.")
    (tmp_path / "ours" / "clinic.toml").write_text('name = "Example Clinic"\n', encoding="utf-8")
    seen = world(tmp_path)
    copy_templates(seen, KIND, "en", Path("ours"))

    assert "Dear neighbour." in (tmp_path / "ours" / MD).read_text(encoding="utf-8")
    assert (tmp_path / "ours" / "clinic.toml").read_text(encoding="utf-8") == 'name = "Example Clinic"\n'
    assert f"{MD} was left as it is, because you have changed it." in seen.said
    assert "docgen templates merge --templates ours" in seen.said
    assert seen.results == ""


def test_copying_again_brings_up_to_date_what_nobody_changed(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    done = copy_kind(Library.open(), tmp_path, KIND, "en", NOW)

    assert {path.name for path in done.written} == {Path(MD).name, Path(DOCX).name}
    assert (tmp_path / MD).read_bytes() == (OWN / MD).read_bytes()
    assert done.left == ()


# Build ----------------------------------------------------------------------------------------------------------------


def test_building_never_undoes_what_somebody_edited_in_word(tmp_path: Path) -> None:
    copied(tmp_path)
    edited_in_word(tmp_path, (ADDRESSED.encode(), b"Dear neighbour."))
    before = (tmp_path / DOCX).read_bytes()
    with pytest.raises(OutputProblem) as stopped:
        build_templates(world(tmp_path), Path(), only_check=False, force=False)

    assert [(problem.id, problem.hint) for problem in stopped.value.problems] == [
        ("template.edited-in-word", "hint.edited-in-word")
    ]
    assert (tmp_path / DOCX).read_bytes() == before
    build_templates(world(tmp_path), Path(), only_check=False, force=True)
    assert ADDRESSED in words(tmp_path)


def test_building_again_and_again_is_no_edit_in_word(tmp_path: Path) -> None:
    copied(tmp_path)
    for sentence, then in ((ADDRESSED, "First."), ("First.", "Second.")):
        reworded(tmp_path, sentence, then)
        build_templates(world(tmp_path), Path(), only_check=False, force=False)
        assert then in words(tmp_path)
    house = read_package((tmp_path / "house-style.docx").read_bytes())
    house["word/styles.xml"] = house["word/styles.xml"].replace(b"</w:styles>", b"<!-- ours --></w:styles>")
    (tmp_path / "house-style.docx").write_bytes(write_package(house))
    build_templates(world(tmp_path), Path(), only_check=False, force=False)

    assert b"ours" in read_package((tmp_path / DOCX).read_bytes())["word/styles.xml"]


# Diff -----------------------------------------------------------------------------------------------------------------


def test_a_difference_tells_apart_who_changed_what_paragraph_by_paragraph(tmp_path: Path) -> None:
    library = older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    edited_in_word(tmp_path, (b"What happened", b"What you did"))
    (found,) = [each for each in differences(library, names_in(library)) if each.name == DOCX]

    assert [line for line in found.mine if line[0] in "+-"] == ["-What happened", "+What you did"]
    assert [line for line in found.docgens if line[0] in "+-"] == [f"-{ONCE_ADDRESSED}", f"+{ADDRESSED}"]
    assert [entry.version for entry in found.reasons] == ["0.1.0"]
    assert any("daily course" in line for line in found.reasons[0].lines)


def test_the_difference_is_told_to_people_and_to_programs(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    edited_in_word(tmp_path, (b"What happened", b"What you did"))
    people, programs = world(tmp_path), world(tmp_path)
    print_differences(people, [KIND], as_json=False, templates=tmp_path)
    print_differences(programs, [DOCX], as_json=True, templates=tmp_path)

    assert f"{DOCX} (copied from docgen 0.0.9 on 2026-01-05)" in people.results
    assert "    +What you did" in people.results
    assert "Why, in docgen 0.1.0 (2026-11-23):" in people.results
    (row,) = json.loads(programs.results)
    assert (row["file"], row["version"], row["copied"]) == (DOCX, "0.0.9", "2026-01-05")
    assert "+What you did" in row["yours"]
    assert f"+{ADDRESSED}" in row["docgens"]


@pytest.mark.parametrize("wanted", [DOCX, Path(DOCX).name, f"some/where/{DOCX}"])
def test_a_file_is_meant_by_its_name_and_by_every_path_to_it(tmp_path: Path, wanted: str) -> None:
    assert names_in(copied(tmp_path), [wanted]) == [DOCX]


def test_a_kind_means_all_its_files_and_a_strange_name_none(tmp_path: Path) -> None:
    library = copied(tmp_path)

    assert {name.partition("/")[0] for name in names_in(library, [KIND])} == {KIND}
    assert names_in(library, ["house-style.docx"]) == ["house-style.docx"]
    with pytest.raises(AnswersUnreadable):
        names_in(library, ["poem"])


def test_the_page_that_word_last_counted_is_no_change(tmp_path: Path) -> None:
    library = copied(tmp_path)
    package = read_package((tmp_path / DOCX).read_bytes())
    footer = package["word/footer1.xml"].decode()
    fields = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>{}</w:t></w:r></w:fldSimple>'
    )
    for path, counted in ((tmp_path, "12"), (tmp_path / ".docgen" / "base", "7")):
        package["word/footer1.xml"] = footer.replace("</w:p>", fields.format(counted, counted) + "</w:p>", 1).encode()
        (path / DOCX).write_bytes(write_package(package))
    (found,) = differences(library, names_in(library))

    assert (found.mine, found.only_look) == ((), True)


def test_a_look_of_ones_own_is_told_as_such(tmp_path: Path) -> None:
    library = copied(tmp_path)
    edited_in_word(tmp_path, (b"<w:body>", b"<w:body><!-- bold -->"))
    (found,) = differences(library, names_in(library))

    assert (found.name, found.only_look, found.mine) == (DOCX, True, ())


def test_a_folder_copied_before_docgen_remembered_is_compared_with_todays(tmp_path: Path) -> None:
    (tmp_path / KIND).mkdir()
    (tmp_path / MD).write_text((OWN / MD).read_text(encoding="utf-8").replace(ADDRESSED, "Dear neighbour."))
    seen = world(tmp_path)
    print_differences(seen, [], as_json=False, templates=tmp_path)
    merge_templates(merged := world(tmp_path), [], write=True, templates=tmp_path)

    assert "nobody knows which docgen it was copied from" in seen.results
    assert "+Dear neighbour." in seen.results
    assert "nobody knows which docgen" in merged.said
    assert "Dear neighbour." in (tmp_path / MD).read_text(encoding="utf-8")


def test_without_a_folder_of_ones_own_there_is_nothing_to_compare(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as stopped:
        print_differences(world(tmp_path), [], as_json=False, templates=None)
    assert stopped.value.problems[0].id == "upgrade.no-folder"


def test_reasons_are_those_that_are_newer_than_the_copy() -> None:
    text = "# x\n\n## 0.10.0 (2027-02-01)\n\n- a\n  b\n\n## 0.9.0 (2027-01-01)\n\n- c\n"

    assert [entry.version for entry in entries_since(text, "0.9.0", "2027-01-01")] == ["0.10.0"]
    assert entries(text)[0].lines == ("a b",)
    assert len(entries_since(text, "0.1.0", "2026-11-23")) == 2


# Merge ----------------------------------------------------------------------------------------------------------------


def test_docgens_new_words_come_in_beside_the_clinics(tmp_path: Path, wording: Wording) -> None:
    library = older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    edited_in_word(tmp_path, (b"What happened", b"What you did"))
    seen = world(tmp_path)
    merge_templates(seen, [DOCX], write=False, templates=tmp_path)
    copy = tmp_path / KIND / f"merged-{KIND}.en.docx"

    assert seen.results.strip() == str(copy)
    told = text_of(copy.read_bytes())
    assert "What you did" in told
    assert ADDRESSED in told
    assert ONCE_ADDRESSED not in told
    assert ONCE_ADDRESSED in words(tmp_path), "the clinic's own file waits"
    assert check_template(copy, library.manifest(KIND), library, wording) == []


def test_written_in_place_the_copy_is_of_todays_docgen(tmp_path: Path, wording: Wording) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    edited_in_word(tmp_path, (b"What happened", b"What you did"))
    merge_templates(world(tmp_path), [], write=True, templates=tmp_path)
    again = world(tmp_path)
    merge_templates(again, [], write=True, templates=tmp_path)

    assert not list(tmp_path.glob("*/merged-*"))
    assert ADDRESSED in words(tmp_path)
    assert {copy.version for copy in read_folder_record(tmp_path).copied} == {"0.1.0"}
    assert "docgen has changed nothing" in again.said
    assert check_library(Library.open(tmp_path), wording) == []
    assert "What you did" in words(tmp_path)


def test_the_look_that_the_clinic_gave_a_paragraph_stays_with_docgens_new_words(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    plain = f'<w:r><w:t xml:space="preserve">{ONCE_ADDRESSED}</w:t></w:r>'.encode()
    if plain not in read_package((tmp_path / DOCX).read_bytes())["word/document.xml"]:
        plain = f"<w:r><w:t>{ONCE_ADDRESSED}</w:t></w:r>".encode()
    bold = plain.replace(b"<w:r>", b"<w:r><w:rPr><w:b/></w:rPr>")
    edited_in_word(tmp_path, (plain, bold))
    merge_templates(world(tmp_path), [DOCX], write=True, templates=tmp_path)

    xml = read_package((tmp_path / DOCX).read_bytes())["word/document.xml"].decode()
    run = xml[: xml.index(ADDRESSED)].rpartition("<w:r>")[2]
    assert "<w:b/>" in run


def test_a_sentence_that_both_changed_stays_the_clinics_with_docgens_in_a_comment(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    edited_in_word(tmp_path, (ONCE_ADDRESSED.encode(), b"Dear neighbour."))
    seen = world(tmp_path)
    merge_templates(seen, [DOCX], write=False, templates=tmp_path)
    package = read_package((tmp_path / KIND / f"merged-{KIND}.en.docx").read_bytes())

    assert "both changed the same passage" in seen.said
    assert ADDRESSED in package["word/comments.xml"].decode()
    assert ADDRESSED not in package["word/document.xml"].decode()
    before = package["word/document.xml"].decode()
    at = before.index("Dear neighbour.")
    assert "commentRangeStart" in before[at - 400 : at]


def test_a_passage_that_docgen_took_out_and_the_clinic_changed_stays_with_a_comment(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, f"{ADDRESSED}\n\nPlease be kind."))
    edited_in_word(tmp_path, (b"Please be kind.", b"Please be very kind."))
    seen = world(tmp_path)
    merge_templates(seen, [DOCX], write=False, templates=tmp_path)

    assert "you changed a passage that docgen has taken out" in seen.said
    told = text_of((tmp_path / KIND / f"merged-{KIND}.en.docx").read_bytes())
    assert "Please be very kind." in told


def test_paragraphs_that_docgen_added_and_took_out_come_and_go(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, f"{ADDRESSED}\n\nPlease be kind."), (f"{ONE}\n", "\n"))
    edited_in_word(tmp_path, (b"What happened", b"What you did"))
    merge_templates(world(tmp_path), [DOCX], write=True, templates=tmp_path)

    assert "Please be kind." not in words(tmp_path)
    assert ONE in words(tmp_path)


def test_a_wording_is_merged_by_lines_and_its_word_file_built_anew(tmp_path: Path, wording: Wording) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    reworded(tmp_path, "## What happened", "## What you did")
    build_templates(world(tmp_path), Path(), only_check=False, force=False)
    merge_templates(world(tmp_path), [], write=True, templates=tmp_path)
    text = (tmp_path / MD).read_text(encoding="utf-8")

    assert "## What you did" in text
    assert ADDRESSED in text
    assert "What you did" in words(tmp_path)
    assert ADDRESSED in words(tmp_path)
    build_templates(quiet := world(tmp_path), Path(), only_check=False, force=False)
    assert quiet.results == "", "the Word file is the build of the merged wording"


def test_a_conflict_in_a_wording_stops_the_build_until_somebody_decides(tmp_path: Path, wording: Wording) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    reworded(tmp_path, ONCE_ADDRESSED, "Dear neighbour.")
    merge_templates(world(tmp_path), [MD], write=True, templates=tmp_path)
    text = (tmp_path / MD).read_text(encoding="utf-8")

    assert "Dear neighbour." in text
    assert ADDRESSED in next(line for line in text.splitlines() if line.startswith("[[docgen: "))
    assert "template.unknown-directive" in {each.id for each in check_library(Library.open(tmp_path), wording)}


def test_a_wording_that_another_program_saved_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    saved = (tmp_path / MD).read_text(encoding="utf-8").replace("Yours", "Señora, yours").encode("cp1252", "ignore")
    (tmp_path / MD).write_bytes(saved)

    with pytest.raises(TemplateProblem) as caught:
        merge_templates(world(tmp_path), [MD], write=True, templates=tmp_path)

    assert [problem.id for problem in caught.value.problems] == ["template.wrong-encoding"]
    assert (tmp_path / MD).read_bytes() == saved


def test_a_wording_with_the_line_ends_of_windows_keeps_them(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    lines = (tmp_path / MD).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    (tmp_path / MD).write_bytes(lines)

    merge_templates(world(tmp_path), [MD], write=True, templates=tmp_path)

    merged = (tmp_path / MD).read_bytes()
    assert ADDRESSED.encode() in merged
    assert merged.count(b"\n") == merged.count(b"\r\n")


def test_a_merge_that_would_break_the_template_is_not_written_in_place(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    before = (tmp_path / DOCX).read_bytes()
    edited_in_word(tmp_path, (b"What happened", b"What happened {{ clinet.name }}"))
    broken = (tmp_path / DOCX).read_bytes()
    with pytest.raises(TemplateProblem):
        merge_templates(seen := world(tmp_path), [DOCX], write=True, templates=tmp_path)

    assert (tmp_path / DOCX).read_bytes() == broken != before
    assert "client.name" in seen.said
    copy = read_folder_record(tmp_path).copy_of(DOCX)
    assert copy is not None
    assert copy.version == "0.0.9", "not merged, so not of today"


def merged_from(folder: Path, name: str, base: str, mine: str) -> Path:
    """A file of the clinic's folder that is `mine` now and was copied as `base`; return its path."""
    (folder / name).write_text(mine, encoding="utf-8")
    origin = with_copies(folder, read_folder_record(folder), [(name, base.encode())], Now("0.0.9", date(2026, 1, 5)))
    write_folder_record(folder, origin)
    assert (OWN / name).read_text(encoding="utf-8") not in (base, mine), "nothing to merge"
    return folder / name


BROKEN = {
    "questions that no program can read": ("questions.toml", 'key = "place"\n', 'key = "place\n'),
    "questions for a fact that does not exist": (
        "questions.toml", 'fact = "answered_by"', 'fact = "answered_by_whom"',
    ),
    "a description of a kind without its reader": (f"{KIND}/template.toml", 'audience = "respondent"\n', ""),
    "a wording with a tag that is not closed": (
        MD, "## What happened", "## What happened {{ client.name }",
    ),
    "a wording that prints what its reader must not see": (
        MD, "## What happened", "## What happened {{ client.home_address }}",
    ),
    "a text with a fact that does not exist": (
        "takedown-request/takedown-request.en.txt", "{{ document.date", "{{ clent.nme }} {{ document.date",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_nothing_broken_is_written_over_the_clinics_file(tmp_path: Path, what: str) -> None:
    """docgen has a line more than when the clinic copied the file, and the clinic broke another one."""
    name, sound, broken = BROKEN[what]
    copied(tmp_path)
    copied(tmp_path, "takedown-request")
    now = (OWN / name).read_text(encoding="utf-8")
    once = now.rstrip("\n").rpartition("\n")[0] + "\n"
    assert sound in once
    path = merged_from(tmp_path, name, once, mine := once.replace(sound, broken, 1))

    with pytest.raises(TemplateProblem):
        merge_templates(seen := world(tmp_path), [name], write=True, templates=tmp_path)

    assert path.read_text(encoding="utf-8") == mine
    assert f"merged-{path.name}" in seen.said
    copy = read_folder_record(tmp_path).copy_of(name)
    assert copy is not None
    assert copy.version == "0.0.9", "not merged, so not of today"
    assert not [each for each in tmp_path.rglob("*.tmp") if each.is_dir()]


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_sound_is_written_over_the_clinics_file(tmp_path: Path, what: str) -> None:
    name, _, _ = BROKEN[what]
    copied(tmp_path)
    copied(tmp_path, "takedown-request")
    now = (OWN / name).read_text(encoding="utf-8")
    path = merged_from(tmp_path, name, "", now.rstrip("\n").rpartition("\n")[0] + "\n")
    origin = with_copies(
        tmp_path, read_folder_record(tmp_path), [(name, path.read_bytes())], Now("0.0.9", date(2026, 1, 5))
    )
    write_folder_record(tmp_path, origin)

    merge_templates(world(tmp_path), [name], write=True, templates=tmp_path)

    assert path.read_text(encoding="utf-8") == now


def test_two_looks_cannot_be_merged_and_the_clinics_stays(tmp_path: Path) -> None:
    copied(tmp_path)
    for path, mark in ((tmp_path, b"ours"), (tmp_path / ".docgen" / "base", b"once")):
        house = read_package((path / "house-style.docx").read_bytes())
        house["word/styles.xml"] = house["word/styles.xml"].replace(
            b"</w:styles>", b"<!-- " + mark + b" --></w:styles>"
        )
        (path / "house-style.docx").write_bytes(write_package(house))
    seen = world(tmp_path)
    merge_templates(seen, ["house-style.docx"], write=True, templates=tmp_path)

    assert "Yours was kept" in seen.said
    assert b"ours" in read_package((tmp_path / "house-style.docx").read_bytes())["word/styles.xml"]


def test_a_copy_that_waits_to_be_looked_at_is_no_template(tmp_path: Path, wording: Wording) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    reworded(tmp_path, "## What happened", "## What you did")
    merge_templates(world(tmp_path), [], write=False, templates=tmp_path)
    build_templates(world(tmp_path), Path(), only_check=False, force=False)

    assert (tmp_path / KIND / f"merged-{KIND}.en.md").is_file()
    assert (tmp_path / KIND / f"merged-{KIND}.en.docx").read_bytes() != (tmp_path / DOCX).read_bytes()
    assert check_library(Library.open(tmp_path), wording) == []


# Contract -------------------------------------------------------------------------------------------------------------


def offered(folder: Path, **changes: object) -> None:
    """Make what the copied docgen offered differ from today's."""
    path = folder / ".docgen" / "base" / KIND / "offered.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def test_a_fact_that_docgen_no_longer_has_is_no_misspelling(tmp_path: Path, wording: Wording) -> None:
    library = copied(tmp_path)
    facts = json.loads((tmp_path / ".docgen" / "base" / KIND / "offered.json").read_text())["facts"]
    offered(tmp_path, facts=[*facts, "client.nick"], version="0.0.9")
    edited_in_word(tmp_path, (b"What happened", b"{{ client.nick }} {{ client.nack }}"))
    told = explained(library, check_library(library, wording), wording, __version__)
    found = [each for each in told if not each.warning]

    assert [(each.id, each.place.path) for each in found] == [
        ("contract.fact-gone", "client.nick"), ("template.unknown-fact", "client.nack"),
    ]  # fmt: skip
    assert (found[0].names["version"], found[0].names["now"]) == ("0.0.9", "0.1.0")


def test_a_filter_that_docgen_no_longer_has_is_told(tmp_path: Path, wording: Wording) -> None:
    library = copied(tmp_path)
    kept = json.loads((tmp_path / ".docgen" / "base" / KIND / "offered.json").read_text())
    offered(tmp_path, filters=[*kept["filters"], "shout"], version="0.0.9")
    edited_in_word(tmp_path, (b"What happened", b"{{ client.name|shout }}"))
    found = explained(library, check_library(library, wording), wording, __version__)

    assert [(each.id, each.names["name"]) for each in found] == [("contract.filter-gone", "shout")]


def test_what_docgen_demands_since_the_copy_is_told_by_check_and_diff(tmp_path: Path, wording: Wording) -> None:
    library = copied(tmp_path)
    offered(tmp_path, prints=[], version="0.0.9")
    own = (OWN / KIND / "template.toml").read_text(encoding="utf-8").partition("[[prints]]")[0]
    (tmp_path / KIND / "template.toml").write_text(own, encoding="utf-8")  # the clinic's own, which demands nothing
    package = read_package((tmp_path / DOCX).read_bytes())
    package["word/document.xml"] = package["word/document.xml"].replace(b"signing.name", b"client.name")
    (tmp_path / DOCX).write_bytes(write_package(package))
    library = Library.open(tmp_path)
    found = explained(library, check_library(library, wording), wording, __version__)
    seen = world(tmp_path)
    print_differences(seen, [], as_json=False, templates=tmp_path)

    assert [(each.id, each.place.path) for each in found if not each.warning] == [
        ("contract.must-print", "signing.name")
    ]
    assert "Since docgen 0.0.9, from which you copied, a template must print “signing.name”" in seen.said


def test_what_docgen_offered_is_remembered_until_every_file_is_up_to_date(tmp_path: Path) -> None:
    older(tmp_path, (ADDRESSED, ONCE_ADDRESSED))
    offered(tmp_path, version="0.0.9")
    kept = tmp_path / ".docgen" / "base" / KIND / "offered.json"
    merge_templates(world(tmp_path), [DOCX], write=True, templates=tmp_path)
    after_one = json.loads(kept.read_text(encoding="utf-8"))["version"]
    merge_templates(world(tmp_path), [], write=True, templates=tmp_path)

    assert after_one == "0.0.9"
    assert json.loads(kept.read_text(encoding="utf-8"))["version"] == "0.1.0"


def test_a_style_that_docgen_no_longer_has_is_told(tmp_path: Path, wording: Wording) -> None:
    library = copied(tmp_path)
    kept = json.loads((tmp_path / ".docgen" / "base" / KIND / "offered.json").read_text(encoding="utf-8"))
    offered(tmp_path, styles=[*kept["styles"], "our look"], version="0.0.9")
    package = read_package((tmp_path / DOCX).read_bytes())
    own = b'<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Our Look"/></w:style></w:styles>'
    package["word/styles.xml"] = package["word/styles.xml"].replace(b"</w:styles>", own)
    look = b'<w:p><w:pPr><w:pStyle w:val="Ours"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    package["word/document.xml"] = package["word/document.xml"].replace(b"<w:body>", b"<w:body>" + look)
    (tmp_path / DOCX).write_bytes(write_package(package))
    found = explained(library, check_library(library, wording), wording, __version__)

    assert [(each.id, each.names["name"]) for each in found] == [("contract.style-gone", "Our Look")]


def test_the_wheel_takes_what_is_copied() -> None:
    assert '"templates" = "docgen/_built/templates"' in (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")


def test_a_language_is_found_whatever_its_letters_and_a_strange_one_is_refused(tmp_path: Path) -> None:
    copied(tmp_path / "ours", language="EN")
    assert (tmp_path / "ours" / DOCX).is_file()

    with pytest.raises(UsageProblem) as stopped:
        copied(tmp_path / "theirs", language="xx")
    assert stopped.value.problems[0].id == "usage.no-such-language"
    assert not list((tmp_path / "theirs").iterdir())
