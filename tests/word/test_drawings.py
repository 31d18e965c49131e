"""Pictures among the facts, as the engine puts them into a Word file."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from PIL import Image
from word_files import MAIN, PAGE, RELS, TYPES, problems_of, row, table, word_file

from docgen.word import (
    compile_template,
    fill,
    fill_text,
    load_prepared,
    own_parts,
    prepare,
    read_package,
    write_package,
)
from docgen.word.drawings import Picture

EMU = 360_000


def a_picture(width: int, height: int, colour: str = "red", description: str = "A screenshot") -> Picture:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return Picture(out.getvalue(), "png", width, height, description)


def filled_with(*body: str, **fields: object) -> dict[str, bytes]:
    data = fill(compile_template(word_file(*body)), fields, PAGE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sizes(members: dict[str, bytes]) -> list[tuple[int, int]]:
    found = re.findall(rb'<wp:extent cx="(\d+)" cy="(\d+)"/>', members[MAIN])
    return [(int(width), int(height)) for width, height in found]


def test_a_picture_stands_where_its_tag_stands_and_keeps_its_ratio() -> None:
    members = filled_with("before {{ p|picture }} after", p=a_picture(3000, 1500))

    assert sizes(members) == [(16 * EMU, 8 * EMU)]
    text = members[MAIN].decode()
    assert text.index("before") < text.index("<w:drawing>") < text.index("after")


@pytest.mark.parametrize(
    ("tag", "size", "printed"),
    [
        ("{{ p|picture }}", (96, 48), (914_400, 457_200)),  # an inch wide, as its pixels say, and never larger
        ("{{ p|picture(5) }}", (1000, 100), (5 * EMU, EMU // 2)),
        ("{{ p|picture(width=5, height=5) }}", (1000, 4000), (5 * EMU // 4, 5 * EMU)),
        ("{{ p|picture }}", (1, 1), (9525, 9525)),
    ],
)
def test_a_picture_is_as_large_as_the_tag_allows(tag: str, size: tuple[int, int], printed: tuple[int, int]) -> None:
    assert sizes(filled_with(tag, p=a_picture(*size))) == [printed]


def test_one_file_serves_all_its_drawings_and_each_drawing_has_its_own_number() -> None:
    red, blue = a_picture(10, 10), a_picture(10, 10, "blue")
    members = filled_with(
        table(row("{%tr for p in many %}"), row("{{ p|picture(2) }}"), row("{%tr endfor %}")), many=[red, blue, red]
    )

    assert len([name for name in members if name.startswith("word/media/")]) == 2
    assert len(set(re.findall(rb'<wp:docPr id="(\d+)"', members[MAIN]))) == 3
    used = re.findall(rb'r:embed="(\w+)"', members[MAIN])
    assert all(members[RELS].count(b'Id="%s"' % each) == 1 for each in used)
    assert members[TYPES].count(b'Extension="png"') == 1


def test_a_document_that_became_a_template_takes_its_own_pictures_again() -> None:
    once = fill(compile_template(word_file("{{ p|picture }}", "{_{ p|picture }_}")), {"p": a_picture(10, 10)}, PAGE)
    again = fill(compile_template(once), {"p": a_picture(10, 10)}, PAGE)

    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        assert archive.read(MAIN).count(b"<w:drawing>") == 2


def test_the_description_is_escaped_and_the_name_of_the_file_stands_nowhere() -> None:
    members = filled_with("{{ p|picture }}", p=a_picture(10, 10, description='"Post" <of> A & B'))

    assert b'descr="&quot;Post&quot; &lt;of&gt; A &amp; B"' in members[MAIN]


def test_an_open_xml_validator_finds_no_error(tmp_path) -> None:
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "document.docx"
    rows = table(row("{%tr for p in many %}"), row("{{ p|picture(2) }}"), row("{%tr endfor %}"))
    path.write_bytes(
        fill(
            compile_template(word_file("x {{ p|picture }}", rows)),
            {"p": a_picture(9, 9), "many": [a_picture(9, 8)] * 2},
            PAGE,
        )
    )

    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_without_a_picture_the_document_has_its_parts_all_the_same() -> None:
    members = filled_with("{%p if p %}", "{{ p|picture }}", "{%p endif %}", "end", p=None)

    assert b"</Types>" in members[TYPES]
    assert b"</Relationships>" in members[RELS]


def test_a_printed_picture_is_not_searched_for_words_and_another_one_is() -> None:
    picture = a_picture(9, 9)
    data = fill(compile_template(word_file("{{ p|picture }}")), {"p": picture}, PAGE)
    other = write_package({**read_package(word_file("text")), picture.member: picture.data + b"secret"})

    assert [part.place for part in own_parts(data) if part.place.startswith("word/media/")] == []
    assert any("secret" in part.words for part in own_parts(other))


def test_the_prepared_form_prints_the_same() -> None:
    template = word_file("{{ p|picture }}")
    compiled = compile_template(template)
    loaded = load_prepared(prepare(compiled), template)

    assert loaded
    assert fill(loaded, {"p": a_picture(9, 9)}, PAGE) == fill(compiled, {"p": a_picture(9, 9)}, PAGE)


@pytest.mark.parametrize(
    "tag",
    ["{{ p }}", "{{ t|picture }}", "{{ n|picture }}", "{{ p|picture(0) }}", "{{ p|picture(9**3) }}", "{{ p ~ 'x' }}"],
)
def test_what_is_no_picture_or_has_no_size_is_an_error(tag: str) -> None:
    assert problems_of(tag, p=a_picture(9, 9), t="text", n=None)


def test_a_picture_stands_in_the_text_alone() -> None:
    with pytest.raises(Exception, match="picture-outside-text"):
        compile_template(word_file("text", header1="{{ p|picture }}"))
    with pytest.raises(Exception, match="template"):
        fill_text("{{ p|picture }}", {"p": a_picture(9, 9)})
