"""Templates that clinics share: nothing of the giver is in them but the words, and nothing of a stranger harms."""

from __future__ import annotations

import random
import re
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY
from edited import KIND, OWN, edited, paragraph
from hypothesis import given
from hypothesis import strategies as st
from pictured import BARE_PNG, SECRET, jpeg, png
from upgraded import ADDRESSED, DOCX, MD, copied, edited_in_word, reworded, world

from docgen.cli.packing import install_pack, pack_templates
from docgen.cli.upgrading import build_templates
from docgen.errors import DocgenError, TemplateProblem, UsageProblem
from docgen.library import Library
from docgen.packs import examined, put_in_place, read_pack
from docgen.packs.contents import is_known
from docgen.word import MAIN_PART, read_package, write_package

OURS = "welcome-letter"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
NEW_KIND = """audience = "police"
served = false
[title]
en = "Welcome letter"
[purpose]
en = "Says hello."
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A clinic's folder with a changed letter, a clinic file, a clause and what is nobody's business."""
    folder = tmp_path / "ours"
    copied(folder)
    reworded(folder, ADDRESSED, "Dear neighbour.")
    build_templates(world(tmp_path), folder, only_check=False, force=False)
    (folder / "clinic.toml").write_text('name = "Example Clinic"\nphone = "555-0100"\n', encoding="utf-8")
    (folder / "clauses").mkdir()
    (folder / "clauses" / "our-closing.en.md").write_text("With regards.\n", encoding="utf-8")
    (folder / KIND / f"checked-{KIND}.en.docx").write_bytes(OWN.read_bytes())
    (folder / "client.json").write_text("{}", encoding="utf-8")
    return folder


def with_pictures(path: Path, pictures: dict[str, bytes]) -> None:
    """Put pictures into the Word file at `path`."""
    package = read_package(path.read_bytes()) | pictures
    listed, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    for number, name in enumerate(pictures):
        ending = name.rpartition(".")[2]
        relation = f'<Relationship Id="rIdP{number}" Type="{IMAGE}" Target="{name.removeprefix("word/")}"/>'
        kind = f'<Default Extension="{ending}" ContentType="image/x-{ending}"/>'
        package[listed] = package[listed].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
        package[types] = package[types].replace(b"</Types>", f"{kind}</Types>".encode())
    path.write_bytes(write_package(package))


def packed(tmp_path: Path, folder: Path, name: str = "pack.zip", **more: bool) -> Path:
    pack_templates(world(tmp_path), folder, Path(name), with_clinic=more.get("with_clinic", False), force=True)
    return tmp_path / name


def zipped(tmp_path: Path, *files: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    """A pack made by anybody."""
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def refused(tmp_path: Path, pack: Path, folder: str = "theirs") -> list[str]:
    """Install `pack`, see it refused with nothing written anywhere, and return why."""
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    folders = {path for path in tmp_path.rglob("*") if path.is_dir()}
    with pytest.raises(DocgenError) as stopped:
        install_pack(world(tmp_path), pack, Path(folder), sure=True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert {path for path in tmp_path.rglob("*") if path.is_dir()} == folders
    return [problem.id for problem in stopped.value.problems]


# Pack -----------------------------------------------------------------------------------------------------------------


def test_a_pack_holds_what_is_safe_to_share_and_nothing_else(tmp_path: Path, ours: Path) -> None:
    names = set(zipfile.ZipFile(packed(tmp_path, ours)).namelist())

    assert {MD, DOCX, f"{KIND}/README.md", "clauses/our-closing.en.md", "questions.toml", "house-style.docx"} <= names
    assert not {
        name for name in names if ".docgen" in name or "checked-" in name or "client" in name or "clinic" in name
    }


def test_the_clinic_itself_goes_in_only_where_it_is_asked_for(tmp_path: Path, ours: Path) -> None:
    assert "clinic.toml" in zipfile.ZipFile(packed(tmp_path, ours, with_clinic=True)).namelist()


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path, ours: Path) -> None:
    assert packed(tmp_path, ours).read_bytes() == packed(tmp_path, ours, "again.zip").read_bytes()


def test_a_word_file_in_a_pack_does_not_tell_who_wrote_it(tmp_path: Path, ours: Path) -> None:
    package = read_package((ours / DOCX).read_bytes())
    core = package["docProps/core.xml"].replace(
        b"</cp:coreProperties>", b"<dc:creator>Kim Example</dc:creator></cp:coreProperties>"
    )
    package["docProps/core.xml"] = core
    package[MAIN_PART] = package[MAIN_PART].replace(b"<w:body>", b'<w:body><w:p w:rsidR="00A1B2C3"/>')
    (ours / DOCX).write_bytes(write_package(package))
    with zipfile.ZipFile(packed(tmp_path, ours)) as archive:
        found = archive.read(DOCX)

    members = read_package(found)
    assert b"Kim Example" not in b"".join(members.values())
    assert b"00A1B2C3" not in members[MAIN_PART]
    assert b"<dc:title>" in members["docProps/core.xml"]


def test_a_broken_template_is_not_packed(tmp_path: Path, ours: Path) -> None:
    edited_in_word(ours, (b"What happened", b"What happened {{ clinet.name }}"))
    with pytest.raises(TemplateProblem) as stopped:
        packed(tmp_path, ours)

    assert [problem.id for problem in stopped.value.problems] == ["template.unknown-fact"]
    assert not (tmp_path / "pack.zip").exists()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (MD, b"Dear all,\ncaf" + b"\xe9 et th\xe9\n", (f"ours/{MD}", 2, 4)),
        (f"{KIND}/README.md", b"a\x1b[31m", (f"ours/{KIND}/README.md", None, None)),
        ("questions.toml", b"a = 1\nb = oops\n", ("ours/questions.toml", 2, 5)),
        ("clauses/our-closing.en.md", b"{{ client.nmae }}\n", ("ours/clauses/our-closing.en.md", None, None)),
        ("clauses/our-closing.en.md", b"[[clause: nowhere]]\n", ("ours/clauses/our-closing.en.md", 1, None)),
        ("questions.toml", b"#" * 600_000, ("ours", None, None)),
        (f"{OURS}/{OURS}.en.docx", OWN.read_bytes(), ("", None, None)),
        (f"{OURS}/template.toml", b'audience = "judge"\n', (f"ours/{OURS}/template.toml", 1, None)),
    ],
    ids=["encoding", "signs", "slip", "fact", "clause", "size", "no-description", "description"],
)
def test_nothing_is_packed_that_nobody_could_install(
    tmp_path: Path, ours: Path, name: str, data: bytes, told: tuple[str, int | None, int | None]
) -> None:
    """The giver is told what the taker would be, with the file in the giver's folder."""
    (ours / name).parent.mkdir(exist_ok=True)
    (ours / name).write_bytes(data)
    with pytest.raises(TemplateProblem) as stopped:
        pack_templates(world(tmp_path), Path("ours"), Path("pack.zip"), with_clinic=False, force=False)

    place = stopped.value.problems[0].place
    assert (place.source, place.line, place.column) == told
    assert not (tmp_path / "pack.zip").exists()
    files = [(each.relative_to(ours).as_posix(), each.read_bytes()) for each in ours.rglob("*") if each.is_file()]
    by_hand = zipped(tmp_path, *((each, content) for each, content in files if is_known(each)))
    taker = refused(tmp_path, by_hand)
    assert set(taker) >= {problem.id for problem in stopped.value.problems}


def test_nothing_is_left_out_of_a_pack_in_silence(tmp_path: Path, ours: Path) -> None:
    """A template that is a folder or closed would be missed by whoever installs the pack, and by nobody before."""
    (ours / KIND / f"{KIND}.en.ie.docx").symlink_to("nowhere.docx")
    giver = world(tmp_path)
    pack_templates(giver, ours, Path("pack.zip"), with_clinic=False, force=False)
    assert f"{KIND}/{KIND}.en.ie.docx stays here" in giver.said

    (ours / KIND / f"{KIND}.en.us-ny.docx").mkdir()
    with pytest.raises(TemplateProblem) as stopped:
        packed(tmp_path, ours)
    assert stopped.value.problems[0].id == "input.no-file"


def test_a_photograph_in_a_letterhead_does_not_tell_where_it_was_taken(tmp_path: Path, ours: Path) -> None:
    logo, turned, drawn = (f"word/media/{name}" for name in ("logo.png", "turned.jpg", "drawn.emf"))
    with_pictures(ours / DOCX, {logo: png(), turned: jpeg(6), drawn: b"\1\0\0\0"})
    giver = world(tmp_path)
    pack_templates(giver, ours, Path("pack.zip"), with_clinic=False, force=False)
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        members = read_package(archive.read(DOCX))

    assert members[logo] == BARE_PNG
    assert SECRET not in members[turned]
    assert b"\x01\x12\0\3\0\0\0\1\0\6" in members[turned], "it is still shown upright"
    assert f"{DOCX}: docgen cannot look into the picture {drawn}" in giver.said
    assert SECRET in read_package((ours / DOCX).read_bytes())[logo], "the clinic's own file is left alone"


def test_the_file_that_a_picture_came_from_is_not_named(tmp_path: Path, ours: Path) -> None:
    picture = b'<w:r><w:pict><pic:cNvPr xmlns:pic="urn:x" id="1" name="C:/Users/Kim/home.jpg" descr="Our seal"/></w:pict></w:r>'
    edited_in_word(ours, (b"What happened</w:t></w:r>", b"What happened</w:t></w:r>" + picture))
    with zipfile.ZipFile(packed(tmp_path, ours)) as archive:
        text = read_package(archive.read(DOCX))[MAIN_PART]

    assert b"Kim" not in text
    assert b'name="" descr="Our seal"' in text


def test_a_picture_of_which_nobody_knows_what_it_holds_is_not_given_away(tmp_path: Path, ours: Path) -> None:
    with_pictures(ours / DOCX, {"word/media/logo.jpg": jpeg()[:200]})
    with pytest.raises(TemplateProblem) as stopped:
        packed(tmp_path, ours)

    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.part) == ("template.damaged-picture", "word/media/logo.jpg")
    assert problem.place.source.endswith(DOCX)


# Install --------------------------------------------------------------------------------------------------------------


def test_a_pack_is_shown_and_installed_after_a_yes(tmp_path: Path, ours: Path) -> None:
    pack = packed(tmp_path, ours)
    seen = world(tmp_path, "yes\n")
    install_pack(seen, pack, Path("theirs"), sure=False)

    assert "Cease-and-desist letter; read by the other person." in seen.said
    assert f"  {DOCX}\n    differs from docgen’s: 1 new lines, 1 of docgen’s gone" in seen.said
    assert "Dear neighbour." in (tmp_path / "theirs" / MD).read_text(encoding="utf-8")
    assert len(seen.results.splitlines()) == len(zipfile.ZipFile(pack).namelist())
    assert not list(tmp_path.glob(".docgen-*"))


def test_after_a_no_nothing_is_there(tmp_path: Path, ours: Path) -> None:
    seen = world(tmp_path, "no\n")
    install_pack(seen, packed(tmp_path, ours), Path("theirs"), sure=False)

    assert "Nothing was written." in seen.said
    assert not (tmp_path / "theirs").exists()


def test_where_nobody_can_say_yes_it_takes_an_option(tmp_path: Path, ours: Path) -> None:
    pack = packed(tmp_path, ours)
    with pytest.raises(UsageProblem) as stopped:
        install_pack(world(tmp_path), pack, Path("theirs"), sure=False)
    assert stopped.value.problems[0].id == "pack.needs-yes"
    install_pack(world(tmp_path), pack, Path("theirs"), sure=True)

    assert (tmp_path / "theirs" / DOCX).is_file()


def test_what_was_installed_builds_and_installs_again(tmp_path: Path, ours: Path) -> None:
    pack = packed(tmp_path, ours)
    install_pack(world(tmp_path), pack, Path("theirs"), sure=True)
    again = world(tmp_path)
    install_pack(again, pack, Path("theirs"), sure=True)
    assert again.said == "Everything in the pack is in theirs already, and it is the same. Nothing was changed.\n"
    reworded(tmp_path / "theirs", "Dear neighbour.", "Dear friend.")
    build_templates(world(tmp_path), tmp_path / "theirs", only_check=False, force=False)

    assert again.results == "", "the same files are there already"


def test_a_pack_with_a_clinic_file_says_whose_names_it_brings(tmp_path: Path, ours: Path) -> None:
    seen = world(tmp_path, "no\n")
    install_pack(seen, packed(tmp_path, ours, with_clinic=True), Path("theirs"), sure=False)

    assert "The pack holds a clinic.toml: its names, addresses and numbers" in seen.said


def test_a_new_kind_says_what_it_prints_that_the_other_person_never_sees(tmp_path: Path) -> None:
    pack = zipped(
        tmp_path,
        (f"{OURS}/template.toml", NEW_KIND.encode()),
        (f"{OURS}/{OURS}.en.docx", edited("{{ client.name }}", "{{ client.home_address }}")),
    )
    seen = world(tmp_path, "no\n")
    install_pack(seen, pack, Path("theirs"), sure=False)

    assert f"{OURS}: a new kind. It calls itself “Welcome letter”; read by the police." in seen.said
    (line,) = [line for line in seen.said.splitlines() if "prints what the other person is not served" in line]
    assert "client.home_address" in line


def test_what_of_a_pack_is_there_already_is_told_and_left(tmp_path: Path, ours: Path) -> None:
    pack = packed(tmp_path, ours)
    install_pack(world(tmp_path), pack, Path("theirs"), sure=True)
    (tmp_path / "theirs" / MD).unlink()
    again = world(tmp_path)
    install_pack(again, pack, Path("theirs"), sure=True)

    assert again.results == f"{tmp_path / 'theirs' / MD}\n"
    assert f"  {DOCX}\n    is in your folder already, the same\n" in again.said


def test_a_word_file_that_the_taker_edited_since_is_left_to_them(tmp_path: Path) -> None:
    """The pack brought the wording alone, and its Word file was built of it."""
    toml = (f"{OURS}/template.toml", NEW_KIND.encode())
    pack = zipped(tmp_path, toml, (f"{OURS}/{OURS}.en.md", b"# Welcome\n\nHello.\n"))
    install_pack(world(tmp_path), pack, Path("theirs"), sure=True)
    word = tmp_path / "theirs" / OURS / f"{OURS}.en.docx"
    word.write_bytes(edited("edited in Word"))
    mine = word.read_bytes()
    again = world(tmp_path)
    install_pack(again, pack, Path("theirs"), sure=True)

    assert word.read_bytes() == mine
    assert "Nothing was changed." in again.said


def test_a_refusal_names_the_pack_and_the_file_in_it(tmp_path: Path) -> None:
    """And never a folder that was there for a moment only."""
    bad = {
        MD: b"[[clause: nowhere]]\n", DOCX: edited("{{ clinet.name }}"), "clauses/x.en.md": b"{{ client.nmae }}\n",
    }  # fmt: skip
    pack = zipped(tmp_path, *bad.items())
    with pytest.raises(TemplateProblem) as stopped:
        install_pack(world(tmp_path), pack, Path("theirs"), sure=True)

    assert {problem.place.source for problem in stopped.value.problems} == {f"pack.zip/{name}" for name in bad}


def test_a_clause_is_examined_even_where_nothing_uses_it(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped(tmp_path, ("clauses/x.en.md", b"{{ client.nmae }}\n"))) == ["template.unknown-fact"]
    assert refused(tmp_path, zipped(tmp_path, ("clauses/x.en.md", b"{% if client.name %}\n")))
    endless = (LOOPS + "x" + "{% endfor %}" * 8).encode()
    assert refused(tmp_path, zipped(tmp_path, ("clauses/x.en.md", endless))) == ["template.over-limit"]
    seen = world(tmp_path, "no\n")
    install_pack(seen, zipped(tmp_path, ("clauses/x.en.md", b"{{ client.home_address }}\n")), Path("new"), sure=False)
    assert "prints what the other person is not served: client.home_address" in seen.said


def test_a_clause_about_one_incident_of_a_list_is_good(tmp_path: Path) -> None:
    pack = zipped(tmp_path, ("clauses/x.en.md", b"{{ incident.when }}\n"))
    install_pack(world(tmp_path), pack, Path("theirs"), sure=True)

    assert (tmp_path / "theirs" / "clauses" / "x.en.md").is_file()


# Hostile --------------------------------------------------------------------------------------------------------------

WORD = OWN.read_bytes()
LINK = zipfile.ZipInfo(MD)
LINK.external_attr = (stat.S_IFLNK | 0o777) << 16


@pytest.mark.parametrize(
    "name",
    [
        "../outside.md", "/etc/passwd", "C:/x.md", "..\\x.md", f"{KIND}/../../{KIND}.en.md", "program.py", "locales/x.po",
        ".docgen/origin.toml", ".docgen/base/x.md", f"{KIND}/other.en.docx", "jurisdictions/us-ca.toml", "traces.toml",
        f"{KIND}/{KIND}.en.docm", f"{KIND}/{KIND}.en.docx ", "con/con.en.md", "clauses/x.en.md/y",
        "examples/template.toml", "jurisdictions/questions.toml", "clauses/nul.en.md",
    ],
)  # fmt: skip
def test_a_file_that_no_pack_holds_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, zipped(tmp_path, (zipfile.ZipInfo(name), b"x"))) == ["pack.strange-file"]


def test_a_name_that_readers_cut_short_is_refused(tmp_path: Path) -> None:
    pack = zipped(tmp_path, ("questions.toml+x.png", b"x"))
    pack.write_bytes(pack.read_bytes().replace(b"questions.toml+", b"questions.toml\0"))

    assert refused(tmp_path, pack) == ["pack.strange-file"]


NAME_SIGNS = st.text("ab1-./\\:\0 ~", min_size=1, max_size=6)


@given(NAME_SIGNS | st.sampled_from(["a", "a-b", "con", "nul", "examples", "locales"]))
def test_no_known_name_leads_out_of_the_folder(name: str) -> None:
    good = bool(re.fullmatch("[ab][ab1]*(-[ab1]+)*", name))

    assert is_known(f"{name}/{name}.en.md") is good
    assert is_known(f"clauses/{name}.en.md") is good or name in ("examples", "locales")
    assert not is_known(name)
    assert not is_known(f"{KIND}/{name}")


def test_a_folder_that_somebody_zipped_by_hand_is_told_in_few_lines_how_a_pack_is_made(tmp_path: Path) -> None:
    files = [(f"ours/{KIND}/{number}.docx", b"x") for number in range(40)]
    with pytest.raises(TemplateProblem) as stopped:
        install_pack(world(tmp_path), zipped(tmp_path, *files), Path("theirs"), sure=True)

    assert [problem.hint for problem in stopped.value.problems] == ["", "", "hint.pack.strange-file"]


def test_a_more_exact_template_is_said_to_take_the_place_of_the_one_that_is_there(tmp_path: Path) -> None:
    """Nothing is written over, and yet the clinic's own letter would not be used any more."""
    copied(tmp_path / "theirs")
    name, clause = f"{KIND}/{KIND}.en.us-ca.docx", "clauses/exhibits.en.us-ca.md"
    pack = zipped(tmp_path, (name, edited("Ours.")), (clause, b"See the list.\n"))
    seen = world(tmp_path, "no\n")
    install_pack(seen, pack, Path("theirs"), sure=False)

    assert f"  {name}\n    is used before {DOCX} wherever" in seen.said
    assert f"  {clause}\n    is used before clauses/exhibits.en.md wherever" in seen.said


def test_a_house_style_is_examined_as_what_comes_into_every_template(tmp_path: Path) -> None:
    def styled(text: str) -> Path:
        package = read_package((REPOSITORY / "templates" / "house-style.docx").read_bytes())
        header = next(name for name in package if name.startswith("word/header"))
        package[header] = package[header].replace(b"</w:p>", f"<w:r><w:t>{text}</w:t></w:r></w:p>".encode(), 1)
        return zipped(tmp_path, ("house-style.docx", write_package(package)))

    assert refused(tmp_path, styled("{{ client.nmae }}")) == ["template.unknown-fact"]
    assert refused(tmp_path, styled(LOOPS + "x" + "{% endfor %}" * 8)) == ["template.over-limit"]
    seen = world(tmp_path, "no\n")
    install_pack(seen, styled("{{ client.home_address }}"), Path("new"), sure=False)
    assert "prints what the other person is not served: client.home_address" in seen.said


def test_a_link_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped(tmp_path, (LINK, b"/etc/passwd"))) == ["pack.link"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped(tmp_path, (MD, b"a"), (MD, b"b"))) == ["pack.twice"]


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    big = b"# " + b"a" * 400_000
    many = [(f"clauses/a{number}.en.md", b"x") for number in range(2_001)]

    assert refused(tmp_path, zipped(tmp_path, ("questions.toml", big))) == ["pack.too-large"]
    assert refused(tmp_path, zipped(tmp_path, *many)) == ["pack.too-large"]
    assert refused(tmp_path, zipped(tmp_path, (MD, bytes(600_000)))) == ["pack.too-large"]


def test_a_large_word_file_that_a_pack_may_hold_is_read(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(5 * 2**20)
    word = write_package(read_package(WORD) | {"word/media/noise.bin": noise})

    assert read_pack(zipped(tmp_path, (DOCX, word)).read_bytes(), "pack.zip")[DOCX] == word


def test_a_directory_that_lies_about_a_size_is_refused(tmp_path: Path) -> None:
    pack = zipped(tmp_path, (MD, b"a" * 300_000))
    data = pack.read_bytes()
    pack.write_bytes(data.replace(struct.pack("<I", 300_000), struct.pack("<I", 10)))

    assert refused(tmp_path, pack) == ["pack.broken"]


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"not a zip", b"PK\5\6" + bytes(18)])
def test_what_is_no_pack_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "pack.zip").write_bytes(data)

    assert refused(tmp_path, tmp_path / "pack.zip") in (["pack.broken"], ["pack.empty"])


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_a_pack_is_read_or_refused(data: bytes) -> None:
    for each in (data, b"PK\3\4" + data, WORD[:2000] + data):
        with pytest.raises(TemplateProblem):
            read_pack(each, "pack.zip")


def test_macros_in_a_word_file_are_refused(tmp_path: Path) -> None:
    package = read_package(WORD)
    package["word/vbaProject.bin"] = b"x"

    assert refused(tmp_path, zipped(tmp_path, (DOCX, write_package(package)))) == ["template.active-content"]


def test_a_template_that_prints_a_hidden_fact_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped(tmp_path, (DOCX, edited("{{ client.home_address }}")))) == ["template.hidden-fact"]


def test_a_stranger_cannot_say_that_a_letter_is_for_the_police(tmp_path: Path) -> None:
    """So that the letter to the other person might print what only the police may see."""
    own = (OWN.parent / "template.toml").read_bytes().replace(b'"respondent"', b'"police"')
    pack = zipped(tmp_path, (f"{KIND}/template.toml", own), (DOCX, edited("{{ client.home_address }}")))

    assert refused(tmp_path, pack) == ["pack.own-kind"]


ITEMS = ", ".join(["0"] * 60)
LOOPS = "".join(f"{{% for {name} in [{ITEMS}] %}}" for name in "abcdefgh")


def test_a_template_that_loops_for_ever_is_refused(tmp_path: Path) -> None:
    endless = edited("{{ client.name }}", LOOPS + "x" + "{% endfor %}" * 8)

    assert refused(tmp_path, zipped(tmp_path, (DOCX, endless))) == ["template.over-limit"]


def test_a_text_template_that_does_not_end_is_refused(tmp_path: Path) -> None:
    name = "takedown-request/takedown-request.en.txt"

    endless = (LOOPS + "x" + "{% endfor %}" * 8).encode()

    assert refused(tmp_path, zipped(tmp_path, (name, endless))) == ["template.over-limit"]
    assert refused(tmp_path, zipped(tmp_path, (name, b"{{ ().__class__.__bases__ }}")))


def test_a_text_template_that_prints_a_hidden_fact_is_refused(tmp_path: Path) -> None:
    name = "takedown-request/takedown-request.en.txt"

    assert refused(tmp_path, zipped(tmp_path, (name, b"{{ client.home_address }}"))) == ["template.hidden-fact"]


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5_000, "a = " + "[" * 39 + "\n[" * 30, "a = 1\na = 2", "x" * 500_000, "[a" + ".a" * 3_000 + "]"],
)
def test_toml_that_is_huge_deep_or_broken_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, zipped(tmp_path, ("questions.toml", text.encode())))


def test_texts_that_are_none_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped(tmp_path, (MD, b"\xff\xfe\x00x"))) == ["template.wrong-encoding"]
    assert refused(tmp_path, zipped(tmp_path, (MD, b"a\x1b[31m"))) == ["pack.no-text"]


def test_a_kind_without_its_description_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped(tmp_path, (f"{OURS}/{OURS}.en.docx", WORD))) == ["usage.no-such-kind"]


def test_questions_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped(tmp_path, ("questions.toml", b'[[section]]\nkey = "x"\nevil = "y"\n')))


def test_questions_for_a_fact_that_does_not_exist_are_refused(tmp_path: Path) -> None:
    question = b'[[section]]\nkey = "x"\ntitle = "x"\n[[section.question]]\nfact = "client.nmae"\nlabel = "x"\n'

    assert refused(tmp_path, zipped(tmp_path, ("questions.toml", question))) == ["question.unknown-fact"]


def test_a_pack_never_writes_over_a_file(tmp_path: Path, ours: Path) -> None:
    pack = packed(tmp_path, ours)
    copied(tmp_path / "theirs")

    assert set(refused(tmp_path, pack)) == {"pack.exists"}


def test_a_pack_writes_through_no_link(tmp_path: Path, ours: Path) -> None:
    pack = packed(tmp_path, ours)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / KIND).symlink_to(tmp_path / "elsewhere")

    assert set(refused(tmp_path, pack)) == {"pack.exists"}
    assert not list((tmp_path / "elsewhere").iterdir())


def test_where_one_file_cannot_be_written_none_stays(tmp_path: Path, ours: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / ".docgen").write_text("a file where docgen needs a folder", encoding="utf-8")

    assert refused(tmp_path, packed(tmp_path, ours)) == ["output.file-in-the-way"]


@pytest.mark.parametrize("memory", ["broken", "a folder"])
def test_where_the_folder_cannot_remember_the_pack_nothing_of_it_stays(tmp_path: Path, memory: str) -> None:
    """A wording brings the Word file that it makes, and that docgen made it is noted last."""
    toml = (f"{OURS}/template.toml", NEW_KIND.encode())
    pack = zipped(tmp_path, toml, (f"{OURS}/{OURS}.en.md", b"# Welcome\n"))
    (tmp_path / "theirs" / ".docgen").mkdir(parents=True)
    kept = tmp_path / "theirs" / ".docgen" / "origin.toml"
    if memory == "a folder":
        kept.mkdir()  # which cannot be written over
    else:
        kept.write_text("built = [", encoding="utf-8")

    assert refused(tmp_path, pack)


def test_where_what_was_built_cannot_be_noted_nothing_stays(tmp_path: Path) -> None:
    toml = (f"{OURS}/template.toml", NEW_KIND.encode())
    files = read_pack(zipped(tmp_path, toml, (f"{OURS}/{OURS}.en.md", b"# Welcome\n")).read_bytes(), "pack.zip")
    own = Library.open()
    arrival = examined(files, tmp_path / "theirs", own, own.wording("program", "en"), TODAY, "pack.zip")
    kept = tmp_path / "theirs" / ".docgen" / "origin.toml"
    kept.parent.mkdir(parents=True)
    kept.write_text("built = [", encoding="utf-8")

    with pytest.raises(TemplateProblem):
        put_in_place(arrival, tmp_path / "theirs")

    assert [path for path in (tmp_path / "theirs").rglob("*") if path.is_file()] == [kept]


def test_what_a_stranger_calls_a_kind_cannot_steer_the_terminal(tmp_path: Path) -> None:
    evil = NEW_KIND.replace("Welcome letter", "\\u001b[31mred\\nThe templates are good.")
    pack = zipped(
        tmp_path, (f"{OURS}/template.toml", evil.encode()), (f"{OURS}/{OURS}.en.docx", edited(paragraph("Hello")))
    )
    seen = world(tmp_path, "no\n")
    install_pack(seen, pack, Path("theirs"), sure=False)

    assert "\x1b" not in seen.said
    assert not [line for line in seen.said.splitlines() if line.startswith("The templates are good.")]


def test_a_wording_without_its_word_file_is_examined_like_one_and_brings_it(tmp_path: Path) -> None:
    """Nothing that would be built later shall print more than the person was told."""
    wording = b"# Welcome\n\n{{ client.home_address }}\n"
    toml = (f"{OURS}/template.toml", NEW_KIND.encode())
    there = world(tmp_path)
    install_pack(there, zipped(tmp_path, toml, (f"{OURS}/{OURS}.en.md", wording)), Path("theirs"), sure=True)

    assert "client.home_address" in there.said
    assert (tmp_path / "theirs" / OURS / f"{OURS}.en.docx").is_file()


def test_a_wording_that_prints_what_its_reader_must_not_see_is_refused(tmp_path: Path) -> None:
    toml = NEW_KIND.replace('"police"', '"respondent"').encode()
    pack = zipped(
        tmp_path, (f"{OURS}/template.toml", toml), (f"{OURS}/{OURS}.en.md", b"# Hi\n\n{{ client.home_address }}\n")
    )

    assert "template.hidden-fact" in refused(tmp_path, pack)
