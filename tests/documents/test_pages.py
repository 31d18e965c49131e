"""What no page break may part, in every finished document."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.word.stops import stopped_once
from docgen.word.together import kept_together

from .conftest import Offered, made

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEEPING = ("SignatureLine", "Closing", "Oath", "Heading1", "Heading2", "Subject", "Title", "TableHead", "AnnexTitle")
"""Styles of the house style that keep with the next by themselves."""


def body_of(offered: Offered) -> Any:
    with zipfile.ZipFile(io.BytesIO(made(offered)["docx"])) as package:
        return etree.fromstring(package.read("word/document.xml")).find(f"{W}body")


def text_of_paragraph(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(f"{W}t"))


def style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def keeps(paragraph: Any) -> bool:
    return style_of(paragraph) in KEEPING or paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_no_page_holds_a_signature_or_an_oath_without_words_above_it(worded: Offered):
    parted = [
        text_of_paragraph(paragraph)[:60]
        for paragraph in body_of(worded).iterchildren(f"{W}p")
        if style_of(paragraph) in ("SignatureLine", "Oath", "Closing", "Notice", "Note")
        and (before := paragraph.getprevious()) is not None
        and before.tag == f"{W}p"
        and not keeps(before)
    ]

    assert parted == []


def test_a_part_that_is_only_sworn_stays_with_the_last_words_before_it(worded: Offered):
    """Else a page of oath and signature could be put to any statement."""
    for heading in body_of(worded).iterchildren(f"{W}p"):
        below = heading.getnext()
        if style_of(heading) != "Heading1" or below is None or style_of(below) != "Oath":
            continue
        above = heading.getprevious()
        while above.tag == f"{W}p" and not text_of_paragraph(above):
            assert keeps(above)
            above = above.getprevious()
        last = above.findall(f"{W}tr")[-1].iter(f"{W}p") if above.tag == f"{W}tbl" else [above]
        assert all(keeps(each) for each in last)


def test_a_label_stays_with_what_it_announces(worded: Offered):
    parted = [
        text_of_paragraph(paragraph)[:60]
        for paragraph in body_of(worded).iterchildren(f"{W}p")
        if text_of_paragraph(paragraph).endswith(":")
        and paragraph.getnext() is not None
        and paragraph.getnext().tag == f"{W}p"
        and not keeps(paragraph)
    ]

    assert parted == []


def test_a_short_line_stays_with_the_text_that_follows_it(worded: Offered):
    """“Fear (May 2026).” alone at the foot of a page tells nobody what was feared."""
    parted = [
        text_of_paragraph(paragraph)
        for paragraph in body_of(worded).iterchildren(f"{W}p")
        if style_of(paragraph) in ("Numbered", "Lettered")
        and len(text_of_paragraph(paragraph)) < 80
        and (after := paragraph.getnext()) is not None
        and style_of(after) == "NumberedContinue"
        and not keeps(paragraph)
    ]

    assert parted == []


def test_a_heading_with_a_single_line_below_it_stays_with_what_follows(worded: Offered):
    headings = ("Heading1", "Heading2", "Heading3", "AnnexTitle")
    parted = [
        text_of_paragraph(paragraph)
        for paragraph in body_of(worded).iterchildren(f"{W}p")
        if (before := paragraph.getprevious()) is not None
        and style_of(before) in headings
        and style_of(paragraph) not in headings
        and 0 < len(text_of_paragraph(paragraph)) <= 60
        and paragraph.find(f".//{W}br") is None
        and (after := paragraph.getnext()) is not None
        and style_of(after) not in headings
        and not keeps(paragraph)
    ]

    assert parted == []


def test_no_sentence_ends_in_two_full_stops(worded: Offered):
    doubled = [
        text_of_paragraph(paragraph)[-60:]
        for paragraph in body_of(worded).iter(f"{W}p")
        if style_of(paragraph) != "QuotedWords" and re.search(r"(?<!\.)\.\.(?!\.)", text_of_paragraph(paragraph))
    ]

    assert doubled == []


@given(st.lists(st.sampled_from(["Acme Inc.", "Acme", ".", ". It is here.", "...", "\u2026", "", " a.b", ".."])))
def test_a_stop_is_left_out_only_after_a_stop(pieces: list[str]):
    kept = stopped_once(pieces)

    assert stopped_once(kept) == kept
    assert [piece.lstrip(".") for piece in kept] == [piece.lstrip(".") for piece in pieces]
    assert all(each in (piece, piece[1:]) for each, piece in zip(kept, pieces, strict=True))
    assert stopped_once(["Employer: ", "Acme Inc.", "."]) == ["Employer: ", "Acme Inc.", ""]
    assert stopped_once(["Employer: ", "Acme", "."]) == ["Employer: ", "Acme", "."]


def test_short_answers_under_headings_do_not_become_one_block_that_no_page_holds():
    head = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Question</w:t></w:r></w:p>'
    answer = "<w:p><w:r><w:t>No.</w:t></w:r></w:p>"
    body = f"<w:body>{(head + answer) * 2}{head}\n\n{answer}{answer}</w:body>"

    kept = kept_together(body, {"heading 2": "Heading2"})

    assert kept.count("<w:keepNext/>") == 1
    assert kept.endswith(f"<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>No.</w:t></w:r></w:p>{answer}</w:body>")


def test_no_row_breaks_and_no_page_begins_or_ends_with_a_lone_row_of_a_table(worded: Offered):
    for table in body_of(worded).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        labels = {style_of(each) for each in table.iter(f"{W}p")}
        if labels & {"FieldLabel", "TableHead"} and len(rows) > 2:
            for row in (rows[0], rows[-2]):
                assert all(keeps(each) for each in row.iter(f"{W}p"))


def test_no_page_begins_or_ends_with_a_lone_line_of_a_list(worded: Offered):
    listed = ("ListBullet", "Lettered")
    for paragraph in body_of(worded).iterchildren(f"{W}p"):
        before, after = paragraph.getprevious(), paragraph.getnext()
        if style_of(paragraph) not in listed or after is None or style_of(after) != style_of(paragraph):
            continue
        following = after.getnext()
        first = before is None or style_of(before) != style_of(paragraph)
        last_but_one = following is None or style_of(following) != style_of(paragraph)
        assert keeps(paragraph) or not (first or last_but_one), text_of_paragraph(paragraph)[:60]


PIECES = st.sampled_from(
    [
        "<w:p><w:r><w:t>Text</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>Label:</w:t></w:r></w:p>",
        '<w:p><w:pPr><w:pStyle w:val="Quoted"/></w:pPr><w:r><w:t>Words:</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:pStyle w:val="Numbered1"/></w:pPr><w:r><w:t>Short</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:pStyle w:val="More1"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:pStyle w:val="Signature1"/></w:pPr><w:r><w:t>Signature</w:t></w:r></w:p>',
        "<w:p/>",
        (
            '<w:tbl><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val="Label1"/></w:pPr></w:p></w:tc></w:tr>'
            "<w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>x:</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        ),
    ]
)


@given(st.lists(PIECES, max_size=8))
def test_keeping_changes_no_word_and_stays_the_same_when_done_again(pieces: list[str]):
    styles = {"signature line": "Signature1", "field label": "Label1"}
    styles |= {"numbered": "Numbered1", "numbered continue": "More1"}
    namespace = f'xmlns:w="{W[1:-1]}"'
    body = f"<w:body {namespace}>{''.join(pieces)}</w:body>"
    kept = kept_together(body, styles)
    before, after = etree.fromstring(body), etree.fromstring(kept)

    assert kept_together(kept, styles) == kept
    assert "".join(after.itertext()) == "".join(before.itertext())
    assert kept.replace("<w:pPr><w:keepNext/></w:pPr>", "").replace("<w:keepNext/>", "") == body.replace(
        "<w:pPr><w:keepNext/></w:pPr>", ""
    )


def test_a_label_of_numbered_text_has_no_room_below_it(worded: Offered):
    """LibreOffice, which does not count that room, leaves such a label alone at the foot of a page."""
    roomy = [
        text_of_paragraph(paragraph)[:60]
        for paragraph in body_of(worded).iterchildren(f"{W}p")
        if text_of_paragraph(paragraph).endswith(":")
        and style_of(paragraph) in ("Numbered", "NumberedContinue")
        and paragraph.getnext() is not None
        and paragraph.getnext().tag == f"{W}p"
        and (
            paragraph.find(f"{W}pPr/{W}spacing") is None or paragraph.find(f"{W}pPr/{W}spacing").get(f"{W}after") != "0"
        )
    ]

    assert roomy == []
