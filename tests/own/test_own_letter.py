"""A clinic's real letter as the beginning of a template: what nobody saw in it stays behind, and that is said."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import BARE_JPEG, SECRET, jpeg
from terminal import docgen
from test_own_new_kind import LETTER, MAIN, made
from word_files import changed, paragraph, paragraphs, related, word_file

from docgen.word import read_package, tags_in, text_of, write_package
from docgen.word.letter import opened_letter
from docgen.word.package import read_members
from docgen.word.suggest import Mark, letter_parts, marked, replaced

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWN = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
NAME = "Secretname"
BY = f'w:id="7" w:author="{NAME}" w:date="2026-01-01T00:00:00Z"'


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidR="00AABBCC">{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str) -> str:
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    return f"<w:ins {BY}>{run(text)}</w:ins>"


def field(code: str, shown: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return char.format("begin") + code + char.format("separate") + run(shown) + char.format("end")


def words(*body: str) -> list[str]:
    """The paragraphs of a letter with `body` once it is opened."""
    return letter_parts(opened_letter(word_file(*body), "x"))[MAIN]


def left(*body: str) -> dict[str, int]:
    return {what: number for what, number in opened_letter(word_file(*body), "x").left.items() if number}


# Tracked changes ------------------------------------------------------------------------------------------------------


def test_a_letter_is_what_it_became_when_its_changes_are_accepted() -> None:
    changes = paragraph(run("I ask you to "), deleted("leave me alone"), inserted("stop"), run("."))

    assert words(changes) == ["I ask you to stop."]
    assert left(changes) == {"changes": 2}


def test_moved_words_stand_where_they_were_moved_to() -> None:
    moved = f"<w:moveFrom {BY}>{run('Late.')}</w:moveFrom>{run('Early.')}<w:moveTo {BY}>{run(' Late.')}</w:moveTo>"

    assert words(paragraph(moved)) == ["Early. Late."]


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('One, ')}</w:p>"
    gone = f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{deleted('Two, ')}</w:p>"

    assert words(first, paragraph(run("three."))) == ["One, three."]
    assert words(gone, paragraph(run("Three."))) == ["Three."]
    assert words(first, gone, paragraph(run("four."))) == ["One, four."]


def test_a_deleted_row_goes_and_a_new_one_stays() -> None:
    def row(mark: str, text: str) -> str:
        return f"<w:tr><w:trPr><w:{mark} {BY}/></w:trPr><w:tc>{paragraph(run(text))}</w:tc></w:tr>"

    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{}</w:tbl>"

    assert words(table.format(row("del", "old") + row("ins", "new")), paragraph("End.")) == ["new", "End."]
    assert words(table.format(row("del", "old")), paragraph("End.")) == ["End."]


STATES = {
    "seen": (run, True),
    "put in": (inserted, True),
    "deleted": (deleted, False),
    "hidden": (lambda text: run(text, "<w:vanish/>"), False),
    "not hidden": (lambda text: run(text, '<w:vanish w:val="0"/>'), True),
    "linked": (lambda text: field('HYPERLINK "mailto:a@example.com"', text), True),
}


@given(st.lists(st.tuples(st.text("abc xyz,.", min_size=1, max_size=8), st.sampled_from(sorted(STATES))), min_size=1))
def test_whatever_was_done_to_a_paragraph_its_words_are_those_that_were_read(runs: list[tuple[str, str]]) -> None:
    body = paragraph("".join(STATES[state][0](text) for text, state in runs))
    read = "".join(text for text, state in runs if STATES[state][1])

    assert words(body, paragraph(run("End."))) in ([read, "End."], ["End."])
    assert "".join(words(body, paragraph(run("End.")))) == f"{read}End."


# Hidden text, comments, fields ----------------------------------------------------------------------------------------


def test_a_hyphen_that_breaks_no_line_is_read_and_gives_way_with_its_number() -> None:
    number = "<w:r><w:t>Call 555</w:t><w:noBreakHyphen/><w:t>0142 now.</w:t></w:r>"
    letter = opened_letter(word_file(paragraph(number)), "x")

    assert letter_parts(letter)[MAIN] == ["Call 555-0142 now."]
    told = replaced(letter, [Mark(MAIN, 1, 5, 13, "{{ client.contact.phone }}")])
    assert "Call {{ client.contact.phone }} now." in text_of(told)
    assert b"noBreakHyphen" not in read_package(told)[MAIN]


def test_hidden_text_is_left_out_however_it_is_hidden() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Dark"><w:name w:val="Dark"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Darker"><w:name w:val="Darker"/><w:basedOn w:val="Dark"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        paragraph(run("Seen."), run(NAME, "<w:vanish/>"), run(NAME, '<w:rStyle w:val="Darker"/>')),
        f'<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr>{run(NAME)}</w:p>',
        paragraph(run("End.")),
    )
    letter = opened_letter(_styled(body, styles), "x")

    assert letter.left["hidden"] == 3
    assert paragraphs(write_package({**letter.members, **_parts(letter.trees)})) == ["Seen.", "End."]


def _styled(body: tuple[str, ...], styles: str) -> bytes:
    members = read_package(word_file(*body))
    members["word/styles.xml"] = members["word/styles.xml"].replace(b"</w:styles>", f"{styles}</w:styles>".encode())
    return write_package(members)


def _parts(trees: dict[str, object]) -> dict[str, bytes]:
    from lxml import etree  # type: ignore[import-untyped]

    return {name: etree.tostring(tree) for name, tree in trees.items()}


def test_fields_are_the_words_that_they_showed_and_pages_go_on_counting() -> None:
    nested = field(f"IF {NAME} = 1", "Shown.")
    body = paragraph(
        field("DATE", "A day."), f'<w:fldSimple w:instr=" MERGEFIELD {NAME} ">{run("Dear all")}</w:fldSimple>'
    )
    letter = opened_letter(word_file(body, paragraph(nested), paragraph(run("Page "), field("PAGE", "1"))), "x")
    text = _parts(letter.trees)[MAIN].decode()

    assert letter.left["fields"] == 3
    assert text.count("instrText") == 2, "one element with its end"
    assert " PAGE " in text
    assert NAME not in text
    assert words(body) == ["A day.Dear all"]


def test_a_field_within_the_code_of_another_shows_nothing() -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> IF </w:instrText></w:r>' + field("MERGEFIELD Sex", NAME)
    whole = char.format("begin") + code + char.format("separate") + run("Madam") + char.format("end")

    assert words(paragraph(run("Dear "), whole)) == ["Dear Madam"]


# Everything else that a letter tells ----------------------------------------------------------------------------------


def the_worst_letter() -> bytes:
    """A letter whose every hidden corner names somebody."""
    comment = f'<w:comments {W}><w:comment w:id="0" w:author="{NAME}">{paragraph(run(NAME))}</w:comment></w:comments>'
    picture = (
        f'<w:p><w:r><w:drawing><wp:inline {DRAWN}><wp:docPr id="1" name="{NAME}.jpg" descr="{NAME}" title="{NAME}">'
        f'<a:hlinkClick xmlns:r="{OFFICE}" r:id="rIdLink"/></wp:docPr><a:graphic><a:graphicData><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="2" name="{NAME}" descr="{NAME}"/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{OFFICE}" '
        f'r:embed="rIdX"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    form = (
        f'<w:p><w:sdt><w:sdtPr><w:alias w:val="{NAME}"/><w:tag w:val="{NAME}"/><w:dataBinding w:xpath="/{NAME}" '
        f'w:storeItemID="x"/></w:sdtPr><w:sdtContent>{run("Chosen. ")}</w:sdtContent></w:sdt><w:permStart w:id="1" '
        f'w:ed="{NAME}@example.com"/><w:bookmarkStart w:id="3" w:name="{NAME}"/><w:bookmarkEnd w:id="3"/><w:smartTag '
        f'w:element="{NAME}">{run("Smart.")}</w:smartTag><w:permEnd w:id="1"/></w:p>'
    )
    remarked = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run("Remarked.")}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    data = word_file(*LETTER, remarked, form, picture, paragraph(deleted(NAME), run(NAME, "<w:vanish/>"), run("End.")))
    data = related(data, "image", "media/face.jpg", part="word/media/face.jpg", content=jpeg())
    members = read_members(data) | {
        "docProps/custom.xml": f"<x>{NAME}</x>".encode(), "docProps/thumbnail.jpeg": jpeg(), "word/comments.xml": comment.encode(),
        "customXml/item1.xml": f"<x>{NAME}</x>".encode(), "word/people.xml": f"<x>{NAME}</x>".encode(),
        "word/glossary/document.xml": f"<x>{NAME}</x>".encode(),
    }  # fmt: skip
    settings = (
        f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/><w:mailMerge><w:query w:val="{NAME}"/></w:mailMerge>'
        f'<w:docVars><w:docVar w:name="a" w:val="{NAME}"/></w:docVars><w:rsids><w:rsid w:val="00AABBCC"/></w:rsids>'
    )
    members["word/settings.xml"] = members["word/settings.xml"].replace(
        b"</w:settings>", f"{settings}</w:settings>".encode()
    )
    outside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="file:///C:/{NAME}.x" TargetMode="External"/>'
        for number, kind in enumerate(("attachedTemplate", "mailMergeSource"), 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    members["word/_rels/settings.xml.rels"] = f'<Relationships xmlns="{package}">{outside}</Relationships>'.encode()
    link = (
        f'<Relationship Id="rIdLink" Type="{OFFICE}/hyperlink" Target="http://{NAME}.example" TargetMode="External"/>'
    )
    listed = "word/_rels/document.xml.rels"
    comments = f'<Relationship Id="rIdC" Type="{OFFICE}/comments" Target="comments.xml"/>'
    members[listed] = members[listed].replace(b"</Relationships>", f"{link}{comments}</Relationships>".encode())
    return write_package(members)


@pytest.mark.parametrize("apply", [(), ("--apply",)])
def test_nothing_that_a_letter_hides_is_in_the_new_template_and_what_stayed_behind_is_said(
    tmp_path: Path, apply: tuple[str, ...]
) -> None:
    (tmp_path / "letter.docx").write_bytes(the_worst_letter())

    done = made(tmp_path, "warning-letter", "--from", "letter.docx", *apply)

    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "our/warning-letter/warning-letter.en.docx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    everything = b"".join(name.encode() + content for name, content in members.items())
    for told in (NAME.encode(), SECRET, b"00AABBCC"):
        assert told not in everything, [name for name, content in members.items() if told in content]
    assert members["word/media/face.jpg"] == BARE_JPEG
    text = text_of(write_package(members))
    for word in ("Remarked.", "Chosen. Smart.", "End."):
        assert word in text
    for line in (
        "Tracked changes, taken in as accepted: 1.", "Comments that stay behind: 1.",
        "Hidden text that stays behind, in places: 1.", "Pictures that stay in the template: 1.",
        "Links to files elsewhere that stay behind (the letter’s own Word template, a list of recipients): 2.",
    ):  # fmt: skip
        assert line in done.stderr


def test_a_plain_letter_leaves_nothing_behind_and_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(word_file(*LETTER))

    done = made(tmp_path, "warning-letter", "--from", "letter.docx")

    assert "behind" not in done.stderr
    assert "Tracked" not in done.stderr


def test_a_header_that_no_page_shows_is_left_behind() -> None:
    kept = related(word_file("Hello"), "header", "header9.xml", part="word/header9.xml",
                   content=f"<w:hdr {W}>{paragraph(run(NAME))}</w:hdr>".encode())  # fmt: skip
    reference = f'<w:headerReference xmlns:r="{OFFICE}" w:type="{{}}" r:id="rIdX"/>'
    for kind, there in (("first", False), ("even", False), ("default", True)):
        main = read_members(kept)[MAIN].decode()
        at = main.index(">", main.index("<w:sectPr")) + 1
        shown = changed(kept, document=(main[:at] + reference.format(kind) + main[at:]).encode())
        assert ("word/header9.xml" in opened_letter(shown, "x").members) is there


def test_the_words_of_footnotes_and_boxes_are_looked_through() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{paragraph(run("Marisol Quintero"), deleted(NAME))}</w:footnote>'
    data = related(word_file("Hello"), "footnotes", "footnotes.xml", part="word/footnotes.xml",
                   content=f"{notes}</w:footnotes>".encode())  # fmt: skip

    assert letter_parts(opened_letter(data, "x"))["word/footnotes.xml"] == ["Marisol Quintero"]
    assert NAME.encode() not in b"".join(read_package(marked(opened_letter(data, "x"), [])).values())


# Files that will not do -----------------------------------------------------------------------------------------------


def _odt() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    return buffer.getvalue()


def _docm() -> bytes:
    plain = b"wordprocessingml.document.main+xml"
    members = read_package(word_file("Hello"))
    types = members["[Content_Types].xml"].replace(b"vnd.openxmlformats-officedocument." + plain,
                                                   b"vnd.ms-word.document.macroEnabled.main+xml")  # fmt: skip
    return write_package({**members, "[Content_Types].xml": types})


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("Marisol.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
        ("Marisol.rtf", rb"{\rtf1\ansi Hello}", "save it as .docx"),
        ("Marisol.odt", _odt(), "save it as .docx"),
        ("Marisol.docx", b"", "save it as .docx"),
        ("Marisol.docm", _docm(), "save it as “Word Document (.docx)”"),
        ("Marisol.docx", word_file("Hello")[:3000], "Open it in Word, which may mend it"),
        ("Marisol.pdf", b"%PDF-1.7", "Take the Word file that it was made from"),
    ],
)
def test_a_file_that_will_not_do_is_called_as_the_person_calls_it_and_told_what_to_do(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)

    done = made(tmp_path, "warning-letter", "--from", name)

    assert done.returncode == 4
    assert done.stderr.startswith(f"{name}: ")
    assert told in done.stderr
    assert not (tmp_path / "our").exists()


def test_a_letter_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("nowhere.docx", "folder"):
        done = docgen("templates", "new", "warning-letter", "--from", name, folder=tmp_path)
        assert (done.returncode, done.stderr) == (1, f"{name}: The file cannot be read.\n")


# Parts that a letter may lack -----------------------------------------------------------------------------------------

PARTS = [name for name in read_package(word_file()) if name not in (MAIN, "[Content_Types].xml")]


@pytest.mark.parametrize("lacking", [*([name] for name in PARTS), PARTS], ids=[*PARTS, "all of them"])
def test_a_letter_may_lack_what_other_programs_leave_out(lacking: list[str]) -> None:
    """Other programs than Word write no settings, no properties, no relationships: the letter is good all the same."""
    package = read_package(word_file(paragraph(run("Dear Robin Example"))))
    letter = opened_letter(write_package({name: package[name] for name in package if name not in lacking}), "x")
    marks = [Mark(MAIN, 1, 5, 18, "{{ respondent.name }}")]

    assert letter_parts(letter)[MAIN][0] == "Dear Robin Example"
    assert "Dear {{ respondent.name }}" in text_of(replaced(letter, marks))
    assert [use.name for use in tags_in(replaced(letter, marks))] == ["respondent.name"]
    assert b"respondent.name" in read_package(marked(letter, marks))["word/comments.xml"]
