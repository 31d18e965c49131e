"""A table of contents in a clinic's template lists the headings of the paper, with pages that are right when opened."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from test_fields_and_images import field
from word_files import PAGE, W, paragraph, paragraphs, part_root, word_file

from docgen.word import MAIN_PART, compile_template, contents_counted, fill, read_package

HEADING = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'


def heading(words: str) -> str:
    return paragraph(words).replace("<w:p>", f"<w:p>{HEADING}")


def contents(*entries: str, code: str = ' TOC \\o "1-3" \\h \\z \\u ') -> tuple[str, ...]:
    """A table of contents as Word leaves it: its first entry beside the code, its end in a paragraph of its own."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    coded = f'{marks[0]}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{marks[1]}'
    look = '<w:pPr><w:pStyle w:val="TOC1"/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9016"/></w:tabs></w:pPr>'
    first, *rest = (f'<w:hyperlink w:anchor="_Toc1"><w:r><w:t>{entry}</w:t></w:r></w:hyperlink>' for entry in entries)
    return (
        f"<w:p>{look}{coded}{first}</w:p>",
        *(f"<w:p>{look}{each}</w:p>" for each in rest),
        f"<w:p>{marks[2]}</w:p>",
    )


TEMPLATE = word_file(
    "Before.", *contents("Facts 9", "An old entry 12"), "{%p for i in items %}", heading("Incident {{ i.name }}"),
    "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>Told.</w:t></w:r></w:p>", "{%p endfor %}", "After.",
)  # fmt: skip


def filled(*items: str, data: bytes = TEMPLATE) -> bytes:
    return fill(compile_template(data, "t.docx"), {"items": [{"name": item} for item in items]}, PAGE)


def test_the_entries_are_the_headings_of_this_paper_and_not_those_of_the_template() -> None:
    shown = paragraphs(filled("A & B", "two"))

    assert shown[:5] == ["Before.", "Incident A & B\t", "Incident two\t", "", "Incident A & B"]
    assert not any("old entry" in each for each in shown)


def test_each_entry_refers_to_its_own_heading_and_the_table_is_worked_out_when_word_opens_it() -> None:
    root = part_root(filled("one", "two"))
    anchors = [each.get(f"{W}anchor") for each in root.iter(f"{W}hyperlink")]
    codes = [each.text or "" for each in root.iter(f"{W}instrText")]

    assert anchors == [each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")]
    assert len(set(anchors)) == 2
    assert codes[0].split()[0] == "TOC"
    assert [code.split()[1] for code in codes[1:]] == anchors
    assert next(root.iter(f"{W}fldChar")).get(f"{W}dirty") == "true"


def test_a_paper_without_headings_and_a_table_of_another_build_stay_sound() -> None:
    assert paragraphs(filled())[:3] == ["Before.", "", ""]
    odd = word_file("Before.", paragraph(field(" TOC ", shown="x")), heading("Facts"), "After.")
    assert paragraphs(filled(data=odd))[:4] == ["Before.", "Facts\t", "", "Facts"]
    half = word_file(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r></w:p>'
    )
    assert paragraphs(filled(data=half))


def test_a_paper_with_a_table_of_contents_is_sound(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    (tmp_path / "one.docx").write_bytes(filled("one", "two"))
    (tmp_path / "two.docx").write_bytes(contents_counted(filled("one", "two")))

    for name in ("one.docx", "two.docx"):  # the house style has no look for tables of contents
        errors = map(str, OpenXmlValidator().validate(str(tmp_path / name)).errors)
        assert [error for error in errors if "TOC1" not in error] == []


def test_for_a_pdf_the_entries_stand_by_themselves_and_other_papers_stay_as_they_are() -> None:
    done = filled("one")
    plain = fill(compile_template(word_file("x"), "t.docx"), {}, PAGE)

    assert b" TOC " not in read_package(contents_counted(done))[MAIN_PART]
    assert paragraphs(contents_counted(done)) == paragraphs(done)
    assert contents_counted(plain) == plain


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_right_pages(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(contents_counted(filled("one", "two", "three")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "x.docx")], check=True, capture_output=True, timeout=120)
    read = subprocess.run(["pdftotext", "-layout", str(tmp_path / "x.pdf"), "-"], capture_output=True, check=True)
    lines = [line for line in read.stdout.decode().splitlines() if line.startswith("Incident")][:3]

    assert [line.rpartition(".")[2].strip() for line in lines] == ["1", "2", "3"]
