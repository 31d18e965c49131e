"""Two finished documents in one Word file, side by side, passage by passage: the reading copy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from docgen.frozen import frozen
from docgen.word.elements import W
from docgen.word.own_lists import both_numberings, count_apart, numbered_styles
from docgen.word.package import MAIN_PART, read_package, write_package
from docgen.word.pairing import Block, Pair, look_of, pairs
from docgen.word.reading_rows import Lone, in_rows, lone_in
from docgen.word.right_to_left import give_complex_twins, mirror, turn_numbers, turn_to_right
from docgen.word.tracing import ParagraphSource
from docgen.word.twins import Signs, signs_of

__all__ = ["Sides", "side_by_side"]

_NUMBERING = "word/numbering.xml"
_MARGIN = 1134
"""Twentieths of a point: 2 cm."""
_WHOLE = 1200
"""A row of no more letters on either side stays on one page; more of them would leave a page half empty."""
_SMALL = 700
"""So many of a table, such as what is said of one exhibit: it takes more room than the words of a paragraph."""
_DOTS = 40
"""So many ellipses have room on one line of a cell."""


@frozen
class Sides:
    """What is said around the two documents."""

    mark: str
    """What stands above everything and on top of each page."""
    original: str
    """Heading of the left side."""
    copy: str
    """Heading of the right side."""
    language: str
    """BCP 47 tag of the right side, with a place where Word takes no other."""
    right_to_left: bool
    untold: str
    """What stands on the right beside a passage that has no translation there."""
    unsaid: str
    """What stands on the left beside a passage that the document has not there."""


def side_by_side(
    original: bytes,
    reading: bytes,
    sides: Sides,
    made: tuple[Sequence[ParagraphSource | None], Sequence[ParagraphSource | None]],
) -> bytes:
    """Return one Word file with the Word file `original` on the left and `reading` on the right.

    Both were made by `fill` from templates of one house style; `made` says of each paragraph of their main parts what
    made it, as `paragraph_sources` does. What of them stands in one row, `pairs` says.
    """
    from lxml import etree  # type: ignore[import-untyped]

    left, right = read_package(original), read_package(reading)
    document = etree.fromstring(left[MAIN_PART])
    body = document.find(f"{W}body")
    copied = etree.fromstring(right[MAIN_PART])
    own, other = _blocks(body), _blocks(copied.find(f"{W}body"))
    signs = {**_signs(document, own, made[0]), **_signs(copied, other, made[1])}
    names = _style_names(etree.fromstring(left["word/styles.xml"]))
    if sides.right_to_left:
        _turn_parts(left, right)
    if _NUMBERING in right:
        left[_NUMBERING] = etree.tostring(both_numberings(etree.fromstring(left[_NUMBERING]), right[_NUMBERING]))
    numbered = numbered_styles(etree.fromstring(right["word/styles.xml"]))
    for paragraph in (each for block in other for each in block.iter(f"{W}p")):
        count_apart(paragraph, numbered)
        _tell_language(paragraph, sides)
    lone = lone_in(own, other, signs)
    table = _table(in_rows(pairs(own, other, names, signs)), sides, lone, body)
    _turn_page(body)
    for block in own:
        if block.getparent() is body:
            body.remove(block)
    body.insert(0, _mark(body, sides, "Title"))
    body.insert(1, table)
    left[MAIN_PART] = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package({**left, **_marked_headers(left, sides)})


def _blocks(body: Any) -> list[Block]:
    return [child for child in body if child.tag in (f"{W}p", f"{W}tbl")]


def _signs(document: Any, blocks: Sequence[Block], made: Sequence[ParagraphSource | None]) -> dict[Block, Signs]:
    """Return what made each of `blocks`, whose paragraphs are among those of `document`, and each row of a table."""
    origin = dict(zip(document.iter(f"{W}p"), made, strict=True))
    told = [*blocks, *(row for block in blocks for row in block.iter(f"{W}tr"))]
    return {block: signs_of((origin[each] for each in block.iter(f"{W}p")), look_of(block)) for block in told}


def _style_names(styles: Any) -> dict[str, str]:
    """Return the name of each style, in small letters, by its id."""
    return {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val").lower() for style in styles.iter(f"{W}style")
    }


# Word ---------------------------------------------------------------------------------------------------------------


def _table(rows: Sequence[Pair], sides: Sides, lone: Lone, body: Any) -> Any:
    width = _page(body)[1] - 2 * _MARGIN
    table = _element(body, "tbl")
    properties = _element(table, "tblPr", inside=True)
    _element(properties, "tblW", inside=True, w=str(width), type="dxa")
    borders = _element(properties, "tblBorders", inside=True)
    for side in ("insideH", "insideV"):
        _element(borders, side, inside=True, val="single", sz="4", space="0", color="A6A6A6")
    _element(properties, "tblLayout", inside=True, type="fixed")
    grid = _element(table, "tblGrid", inside=True)
    for _ in range(2):
        _element(grid, "gridCol", inside=True, w=str(width // 2))
    original, copy = (_paragraph(body, each, "TableHead") for each in (sides.original, sides.copy))
    _row(table, [original], [copy], width // 2, head=True)
    for row in rows:
        document, reading = (
            [_paragraph(body, note, "Note")] if needed else side
            for side, needed, note in zip(row, lone(row), (sides.unsaid, sides.untold), strict=True)
        )
        _row(table, document, reading, width // 2)
    if sides.right_to_left:
        for made in table.findall(f"{W}tr"):
            _turn(made.findall(f"{W}tc")[1])
    return table


def _row(table: Any, left: Sequence[Block], right: Sequence[Block], width: int, *, head: bool = False) -> None:
    row = _element(table, "tr", inside=True)
    if head or all(_short(each) for each in (left, right)):
        properties = _element(row, "trPr", inside=True)
        _element(properties, "tblHeader" if head else "cantSplit", inside=True)
    for blocks in (left, right):
        cell = _element(row, "tc", inside=True)
        _element(_element(cell, "tcPr", inside=True), "tcW", inside=True, w=str(width), type="dxa")
        for block in blocks:
            cell.append(_fitted(block, width))
        if not len(blocks) or blocks[-1].tag != f"{W}p":
            _end(cell)


def _short(blocks: Sequence[Block]) -> bool:
    """Return whether a page has room for `blocks` as a whole, so that no page break need go through a sentence."""
    text = sum(len(each.text or "") for block in blocks for each in block.iter(f"{W}t"))
    return text <= (_SMALL if any(block.tag == f"{W}tbl" for block in blocks) else _WHOLE)


def _end(cell: Any) -> None:
    """End a cell with a paragraph, as it must (17.4.65), that takes no room."""
    properties = _element(_element(cell, "p", inside=True), "pPr", inside=True)
    _element(properties, "spacing", inside=True, before="0", after="0", line="20", lineRule="exact")


def _fitted(block: Block, width: int) -> Block:
    """Return `block` for a cell: tables as wide as that, and no page that begins inside.

    Rows of a table in a cell may break: LibreOffice cut off what it must not break there, or never ended. Dots to write
    on, where nobody writes, stay on one line.
    """
    for text in block.iter(f"{W}t"):
        if re.fullmatch("…+", text.text or ""):
            text.text = str(text.text)[:_DOTS]
    for grid in block.iter(f"{W}tblGrid"):
        columns = [int(column.get(f"{W}w", "0")) for column in grid]
        for column, own in zip(grid, columns, strict=True) if sum(columns) else ():
            column.set(f"{W}w", str(own * width // sum(columns)))
    for tag in ("pageBreakBefore", "keepNext", "cantSplit"):
        for element in list(block.iter(f"{W}{tag}")):
            element.getparent().remove(element)
    for page_break in [each for each in block.iter(f"{W}br") if each.get(f"{W}type") == "page"]:
        page_break.getparent().remove(page_break)
    return block


def _page(body: Any) -> tuple[Any, int]:
    """Return the page size element of the body and its longer side."""
    size = body.find(f"{W}sectPr/{W}pgSz")
    return size, max(int(size.get(f"{W}w")), int(size.get(f"{W}h")))


def _turn_page(body: Any) -> None:
    """Lay the page on its side, so that two columns have room."""
    size, long = _page(body)
    short = min(int(size.get(f"{W}w")), int(size.get(f"{W}h")))
    for name, value in (("w", str(long)), ("h", str(short)), ("orient", "landscape")):
        size.set(f"{W}{name}", value)
    margins = body.find(f"{W}sectPr/{W}pgMar")
    for name in ("left", "right", "top", "bottom"):
        margins.set(f"{W}{name}", str(_MARGIN))


def _marked_headers(members: Mapping[str, bytes], sides: Sides) -> dict[str, bytes]:
    from lxml import etree

    found = {}
    for name in members:
        if re.fullmatch(r"word/header\d*\.xml", name):
            header = etree.fromstring(members[name])
            header.insert(0, _mark(header, sides, "Header"))
            found[name] = etree.tostring(header, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found


# Elements -----------------------------------------------------------------------------------------------------------


def _tell_language(paragraph: Any, sides: Sides) -> None:
    """Say of each run of the copy in which language it is, so that a screen reader speaks it so (17.3.2.20)."""
    for run in paragraph.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        if look is None:
            look = run.makeelement(f"{W}rPr")
            run.insert(0, look)
        for old in look.findall(f"{W}lang"):
            look.remove(old)
        language = {"bidi": sides.language} if sides.right_to_left else {"val": sides.language}
        _element(look, "lang", inside=True, **language)


def _turn(element: Any) -> None:
    """Make every paragraph and table in `element`, empty ones too, run from right to left."""
    for paragraph in element.iter(f"{W}p"):
        turn_to_right(paragraph)
    for table in element.iter(f"{W}tbl"):
        mirror(table)


def _turn_parts(left: dict[str, bytes], right: dict[str, bytes]) -> None:
    """Make the numbers of the lists on the right run from right to left, and bold styles bold there."""
    from lxml import etree

    for members, name, turn in ((right, _NUMBERING, turn_numbers), (left, "word/styles.xml", give_complex_twins)):
        if name in members:
            part = etree.fromstring(members[name])
            turn(part)
            members[name] = etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)


def _mark(near: Any, sides: Sides, style: str) -> Any:
    """Return the paragraph that says that this is a reading copy."""
    paragraph = _paragraph(near, sides.mark, style)
    if sides.right_to_left:
        turn_to_right(paragraph)
    return paragraph


def _paragraph(near: Any, text: str, style: str) -> Any:
    paragraph = _element(near, "p")
    _element(_element(paragraph, "pPr", inside=True), "pStyle", inside=True, val=style)
    _element(_element(paragraph, "r", inside=True), "t", inside=True).text = text
    return paragraph


def _element(near: Any, name: str, *, inside: bool = False, **attributes: str) -> Any:
    """Return a new element of WordprocessingML; `inside`, the last child of `near`."""
    made = near.makeelement(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})
    if inside:
        near.append(made)
    return made
