"""Packages that lie are refused before they cost anything; packages that docgen writes are clean and always the same."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from word_files import MAIN, PAGE, RELS, TYPES, changed, filled, paragraph, related, word_file

from docgen.check.causes import paragraph_of
from docgen.errors import TemplateProblem
from docgen.word import compile_template, default_house_style, fill, read_package, text_of, write_package
from docgen.word.package import Member, join_members, pack


def refusal(data: bytes) -> str:
    with pytest.raises(TemplateProblem) as caught:
        read_package(data, "a.docx")
    assert caught.value.problems[0].place.source == "a.docx"
    return caught.value.problems[0].id


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


PLAIN = word_file("Dear {{ x }}")


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"", "template.not-word"),
        (b"Dear Sir", "template.not-word"),
        (b"%PDF-1.7\n", "template.pdf"),
        (b"PK\3\4" + b"\0" * 50, "template.damaged"),
        (PLAIN[: len(PLAIN) // 2], "template.damaged"),
        (PLAIN[:-30], "template.damaged"),
        (b"junk" + PLAIN, "template.not-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "template.old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "template.password-protected"),
        (write_package({"xl/workbook.xml": b"<x/>", TYPES: b"<x/>"}), "template.not-word"),
        (write_package({MAIN: b"<x/>"}), "template.not-word"),
    ],
)
def test_what_is_no_word_file_is_named(data: bytes, id: str) -> None:
    assert refusal(data) == id


def test_a_part_with_a_wrong_checksum_is_refused() -> None:
    place = PLAIN.index(MAIN.encode()) + len(MAIN) + 20
    broken = bytearray(PLAIN)
    broken[place] ^= 0xFF
    assert refusal(bytes(broken)) == "template.damaged"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "word\\evil.xml", "a/../../b", "C:/x", "word//x.xml", "./x"]
)
def test_unsafe_names_are_refused(name: str) -> None:
    assert refusal(write_package({**members(PLAIN), name: b"<x/>"})) == "template.unsafe-name"


@pytest.mark.parametrize("twin", [MAIN, "word/DOCUMENT.xml", "Word/Document.XML"])
def test_two_parts_of_one_name_are_refused(twin: str) -> None:
    packed = [pack(name, content) for name, content in members(PLAIN).items()]
    assert refusal(join_members([*packed, pack(twin, b"<x/>")])) == "template.duplicate-part"


def lying(name: str, size: int) -> Member:
    """A member whose directory entry states `size`, though its stream is short."""
    return pack(name, b"x")._replace(size=size)


def test_bombs_are_refused_before_they_are_inflated() -> None:
    packed = [pack(name, content) for name, content in members(PLAIN).items()]
    zeros = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = Member("word/media/a.bin", 0, 60 * 2**20, zeros.compress(b"\0" * (60 * 2**20)) + zeros.flush())
    assert refusal(join_members([*packed, bomb])) == "template.too-large"
    assert refusal(join_members([*packed, lying("word/a.xml", 65 * 2**20)])) == "template.too-large"
    assert refusal(join_members([*packed, *(pack(f"word/{n}.bin", b"") for n in range(1000))])) == "template.too-large"
    assert refusal(join_members([*packed, lying("word/a.xml", 5)])) == "template.damaged"


def test_a_picture_that_packs_very_well_is_no_bomb() -> None:
    logo = b"\1\0\t\0" + b"\xff" * (11 * 2**20)
    with_logo = write_package({**read_package(word_file("text")), "word/media/image1.emf": logo})

    assert len(with_logo) < len(logo) // 100
    assert read_package(with_logo)["word/media/image1.emf"] == logo


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(PLAIN)
    at = data.rindex(b"PK\1\2")
    struct.pack_into("<H", data, at + 8, 1)
    assert refusal(bytes(data)) == "template.password-protected"


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "part", [MAIN, "word/styles.xml", "word/header1.xml", TYPES, RELS, "docProps/core.xml", "word/settings.xml"]
)
def test_document_types_are_refused_in_every_part(part: str) -> None:
    content = members(PLAIN)[part]
    head, _, rest = content.partition(b"?>\n")
    assert (
        refusal(changed(PLAIN, **{part.replace("/", "__"): head + b"?>\n" + ENTITY.encode() + rest}))
        == "template.doctype"
    )


@pytest.mark.parametrize("doctype", ["<!DOCTYPE x>", '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'])
def test_document_types_without_entities_are_refused_too(doctype: str) -> None:
    assert refusal(changed(PLAIN, document=("<w:document", doctype + "<w:document"))) == "template.doctype"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-7", "cp037"])
def test_xml_in_another_encoding_is_refused(encoding: str) -> None:
    text = members(PLAIN)[MAIN].decode().replace("UTF-8", encoding.upper())
    data = text.encode(encoding) if encoding != "utf-7" else text.encode()
    assert refusal(changed(PLAIN, document=data)) in ("template.encoding", "template.doctype")


def test_broken_xml_is_a_problem_and_no_traceback() -> None:
    with pytest.raises(TemplateProblem) as caught:
        compile_template(changed(PLAIN, document=("</w:body>", "</w:bod>")))
    assert caught.value.problems[0].id == "template.damaged"


def test_the_same_facts_give_the_same_bytes() -> None:
    first = filled("Dear {{ x }}", x="Ana")
    assert first == filled("Dear {{ x }}", x="Ana")
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        infos = archive.infolist()
    assert infos[0].filename == TYPES
    assert {(i.date_time, i.external_attr, i.extra, i.comment) for i in infos} == {((1980, 1, 1, 0, 0, 0), 0, b"", b"")}


def test_every_relationship_leads_somewhere_and_every_part_has_a_type() -> None:
    found = members(filled("Dear {{ x }}", x="Ana"))
    for name, content in found.items():
        if name.endswith(".rels"):
            import re

            for target in re.findall(r'Target="([^"]+)"', content.decode()):
                folder = "word/" if name == RELS else ""
                assert folder + target in found
    types = found[TYPES].decode()
    assert all(f'PartName="/{name}"' in types for name in found if name.endswith(".xml") and name != TYPES)


CANARY = "CANARY-7781"


def unclean() -> bytes:
    """A template as offices have them: comments part, people, custom XML, thumbnail, revision ids, authors."""
    data = word_file(
        '<w:p w:rsidR="00CA11AB" w:rsidRDefault="00CA11AB"><w:proofErr w:type="spellStart"/><w:r w:rsidR="00CA11AB"><w:t>Dear {{ x }}</w:t></w:r></w:p>'
    )
    for kind, part in (
        ("comments", "word/comments.xml"),
        ("people", "word/people.xml"),
        ("customXml", "customXml/item1.xml"),
        ("glossaryDocument", "word/glossary/document.xml"),
        ("printerSettings", "word/printerSettings/printerSettings1.bin"),
        ("webSettings", "word/webSettings.xml"),
    ):
        data = related(
            data,
            kind,
            "../" + part if part.startswith("customXml") else part.removeprefix("word/"),
            part=part,
            content=f"<x>{CANARY}</x>".encode(),
        )
    core = f'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{CANARY}</dc:creator></cp:coreProperties>'
    settings = (
        members(data)["word/settings.xml"]
        .decode()
        .replace(
            "<w:compat>",
            f'<w:rsids><w:rsid w:val="00CA11AB"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="{CANARY}"/></w:docVars><w:compat>',
            1,
        )
    )
    return changed(
        data,
        docProps__core_xml=core.encode(),
        **{
            "docProps/core.xml": core.encode(),
            "docProps/app.xml": f"<x>{CANARY}</x>".encode(),
            "docProps/custom.xml": f"<x>{CANARY}</x>".encode(),
            "docProps/thumbnail.jpeg": CANARY.encode(),
            "word/settings.xml": settings.encode(),
        },
    )


def test_nothing_of_the_people_who_wrote_the_template_goes_out() -> None:
    found = members(fill(compile_template(unclean()), {"x": "Ana"}, PAGE))
    for name, content in found.items():
        assert CANARY.encode() not in content, name
        assert b"00CA11AB" not in content, name
        assert not any(
            word in name for word in ("comments", "people", "custom", "thumbnail", "glossary", "printer", "webS")
        ), name
    assert b"creator" not in found["docProps/core.xml"]
    assert b"lastModifiedBy" not in found["docProps/core.xml"]
    assert b"2026-11-23T00:00:00Z" in found["docProps/core.xml"]


def run_with(extra: str) -> str:
    return f"<w:p>{extra}</w:p>"


@pytest.mark.parametrize(
    ("xml", "id"),
    [
        ('<w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>', "template.tracked-change"),
        ('<w:del w:id="1" w:author="A"><w:r><w:delText>old</w:delText></w:r></w:del>', "template.tracked-change"),
        ('<w:r><w:rPr><w:rPrChange w:id="1" w:author="A"/></w:rPr><w:t>x</w:t></w:r>', "template.tracked-change"),
        ('<w:commentRangeStart w:id="0"/><w:r><w:t>x</w:t></w:r><w:commentRangeEnd w:id="0"/>', "template.comment"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>", "template.hidden-text"),
    ],
)
def test_what_a_reviewer_left_behind_stops_the_template(xml: str, id: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        compile_template(word_file("a", run_with(xml)), "t.docx")
    (problem,) = caught.value.problems
    assert (problem.id, problem.place.paragraph, paragraph_of(problem)[0]) == (id, 2, MAIN)


def test_text_hidden_by_a_style_is_hidden_text() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    data = changed(
        word_file('<w:p><w:pPr><w:pStyle w:val="Ghost"/></w:pPr><w:r><w:t>boo</w:t></w:r></w:p>'), word__styles_xml=b""
    )
    styles = members(default_house_style())["word/styles.xml"].decode().replace("</w:styles>", style)
    with pytest.raises(TemplateProblem) as caught:
        compile_template(changed(data, **{"word/styles.xml": styles.encode()}))
    assert caught.value.problems[0].id == "template.hidden-text"


def test_paper_and_language_are_those_of_the_page() -> None:
    from docgen.word import Page

    page = Page(paper="letter", language="es-MX", title="Carta <1>", date=PAGE.date)
    found = members(filled(paragraph("a"), page=page))
    assert b'w:w="12240" w:h="15840"' in found[MAIN]
    assert b'<w:lang w:val="es-MX" w:eastAsia="es-MX" w:bidi="es-MX"/>' in found["word/styles.xml"]
    assert b"<dc:title>Carta &lt;1&gt;</dc:title>" in found["docProps/core.xml"]
    landscape = changed(
        word_file("a"),
        document=('<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'),
    )
    assert b'w:w="15840" w:h="12240" w:orient="landscape"' in members(fill(compile_template(landscape), {}, page))[MAIN]


def test_the_house_style_in_the_repository_is_the_one_of_the_code() -> None:
    shipped = Path(__file__).parents[2] / "templates" / "house-style.docx"
    assert shipped.read_bytes() == default_house_style()


def test_text_of_refuses_document_types() -> None:
    with pytest.raises(TemplateProblem):
        text_of(changed(PLAIN, document=("<w:document", ENTITY + "<w:document")))


def test_a_word_file_that_names_more_parts_than_anybody_has_is_refused_before_they_are_read() -> None:
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(25):
            archive.writestr(f"word/{number}{'x' * 60_000}", b"")
        archive.comment = b"x"
    whole = many.getvalue()
    directory = whole[whole.index(b"PK\1\2") :]
    entry = directory[: directory.index(b"PK\1\2", 4)]
    end = bytearray(directory[directory.rindex(b"PK\5\6") :])
    listed = entry * 120
    end[8:12] = struct.pack("<2H", 120, 120)
    end[12:20] = struct.pack("<2I", len(listed), whole.index(b"PK\1\2"))

    with pytest.raises(TemplateProblem) as caught:
        read_package(whole[: whole.index(b"PK\1\2")] + listed + bytes(end), "x.docx")

    assert [each.id for each in caught.value.problems] == ["template.too-large"]
