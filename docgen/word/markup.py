"""Markdown within a paragraph, list or table of the wording, made into WordprocessingML with styles only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from docgen.narrative import Span, emphasis_pattern
from docgen.word.escaped import escaped
from docgen.word.prose import run
from docgen.word.wording import BREAK, Shelf, TableLines, TagLine, TextLines, refuse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

__all__ = ["inline_xml", "paragraphs_of", "plain_words", "table_xml"]

_EMPHASIS = (
    ("strong,em", r"\*{3}(?=[^\s*])(.+?)(?<=[^\s*])\*{3}"),
    ("strong", r"\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)"),
    ("em", r"(?<!\*)\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\*)"),
)
"""In the wording, asterisks may mark parts of words and tags, as in any Markdown; underscores are blanks to fill in."""
_FIELDS = {
    "[[PAGE]]": ("PAGE", "1"),
    "[[NUMPAGES]]": ("NUMPAGES", "1"),
}
_TEXT_WIDTH = 9072
"""Width between the margins on A4 in twentieths of a point; only a hint, cells are sized in percent."""
_TABLES = {"grid": ("Table Text", "Table Text"), "fields": ("Field Label", "Field Value")}
_CAPTION = ("Caption Party", "Caption Party")


@cache
def _markdown() -> Markdown:
    """Return a Markdown reader that knows lists, quotations, tables and asterisks, and nothing else."""
    from markdown import Markdown
    from markdown import blockprocessors as blocks
    from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
    from markdown.extensions.tables import TableProcessor
    from markdown.inlinepatterns import Pattern
    from markdown.treeprocessors import InlineProcessor as InlineTree
    from markdown.util import Registry

    reader = Markdown()
    parser = reader.parser
    known: Registry[blocks.BlockProcessor] = Registry()
    parser.blockprocessors = known
    known.register(blocks.EmptyBlockProcessor(parser), "empty", 70)
    known.register(blocks.ListIndentProcessor(parser), "indent", 60)
    known.register(TableProcessor(parser, {"use_align_attribute": False}), "table", 50)
    known.register(SaneOListProcessor(parser), "olist", 40)
    known.register(SaneUListProcessor(parser), "ulist", 30)
    known.register(blocks.BlockQuoteProcessor(parser), "quote", 20)
    known.register(blocks.ParagraphProcessor(parser), "paragraph", 10)
    patterns: Registry[Pattern] = Registry()
    reader.inlinePatterns = patterns
    for priority, (tags, regex) in enumerate(_EMPHASIS):
        patterns.register(emphasis_pattern(regex, tags), tags, 20 - priority)
    # The reader's own tree processor has kept the patterns that it was made with.
    reader.treeprocessors.register(InlineTree(reader), "inline", 20)
    return reader


def _tree(lines: list[str]) -> Element:
    reader = _markdown()
    reader.reset()
    root = reader.parser.parseDocument(lines).getroot()
    assert root is not None
    reader.treeprocessors["inline"].run(root)
    return root


def plain_words(text: str, shelf: Shelf) -> str:
    """Return the words of `text` without its tags and markup."""
    spans = _spans(_tree([text]), strong=False, emphasis=False)
    words = "".join(mark for span in spans for mark in span.text if len(shelf.tag(mark)) < 2)
    words = shelf.back(words)
    return " ".join(words.replace(BREAK, " ").split())


def inline_xml(text: str, shelf: Shelf) -> str:
    """Return the runs of `text`, a heading: at its start `1.` and `>` are words, so something stands before them."""
    return _runs(list(_spans(_tree(["\u200b" + text]), strong=False, emphasis=False)), shelf).replace("\u200b", "", 1)


def paragraphs_of(part: TextLines, shelf: Shelf, source: str) -> Iterator[tuple[str, str]]:
    """Yield style name and runs of each paragraph in `part`. Raises `TemplateProblem` for lists three levels deep."""
    root = _tree(part.lines)
    yield from _blocks(root, part.level, shelf, (source, part.line), "")


def _blocks(parent: Element, level: int, shelf: Shelf, place: tuple[str, int], style: str) -> Iterator[tuple[str, str]]:
    for element in parent:
        if element.tag in ("ol", "ul"):
            for item in element:
                yield _list_style(element.tag, level, place), _runs(_lead(item), shelf)
                yield from _blocks(_nested(item), level + 1, shelf, place, style)
        elif element.tag == "blockquote":
            yield from _blocks(element, 0, shelf, place, "Quoted Words")
        elif element.tag == "p":
            own = style or ("Numbered Continue" if level else "Body Text")
            yield own, _runs(list(_spans(element, strong=False, emphasis=False)), shelf)
        else:
            refuse("template.unknown-directive", *place, directive=str(element.tag))


def _list_style(tag: str, level: int, place: tuple[str, int]) -> str:
    styles = ("Numbered", "Lettered") if tag == "ol" else ("List Bullet", "List Bullet 2")
    if level >= len(styles):
        refuse("template.list-too-deep", *place)
    return styles[level]


_NESTED = ("p", "ol", "ul", "blockquote")


def _lead(item: Element) -> list[Span]:
    """Return the spans of the first paragraph of a list item."""
    first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    return list(_spans(first, strong=False, emphasis=False))


def _nested(item: Element) -> Element:
    """Return what follows the first paragraph of a list item."""
    from xml.etree.ElementTree import Element as Made

    inside = Made("div")
    own = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else None
    inside.extend(child for child in item if child.tag in _NESTED and child is not own)
    return inside


def _spans(element: Element, *, strong: bool, emphasis: bool) -> Iterator[Span]:
    yield Span(_text(element.text), strong, emphasis)
    for child in element:
        if child.tag not in ("ol", "ul", "blockquote") and not (child.tag == "p" and element.tag == "li"):
            inner = (strong or child.tag == "strong", emphasis or child.tag == "em")
            yield from _spans(child, strong=inner[0], emphasis=inner[1])
        yield Span(_text(child.tail), strong, emphasis)


def _text(text: str | None) -> str:
    """Return `text` on one line: a line end of the wording is a space, as in any Markdown."""
    return re.sub(rf"\s*{BREAK}\s*", BREAK, re.sub(r"\s*\n\s*", " ", text or ""))


def _runs(spans: list[Span], shelf: Shelf) -> str:
    made: list[str] = []
    for span in spans:
        look = '<w:rStyle w:val="Strong"/>' if span.strong else '<w:rStyle w:val="Emphasis"/>' if span.emphasis else ""
        look += "<w:i/>" if span.strong and span.emphasis else ""
        made += [_field(*_FIELDS[p], look) if p in _FIELDS else run(p, look) for p in _pieces(span.text, shelf)]
    return "".join(made)


def _pieces(text: str, shelf: Shelf) -> Iterator[str]:
    """Yield `text` with tags back and breaks as line ends; each field is a piece of its own."""
    ready = ""
    for character in text.replace(BREAK, "\n"):
        tag = shelf.tag(character)
        if tag in _FIELDS:
            yield from (ready, tag)
            ready = ""
        else:
            ready += tag or character
    yield ready


def _field(code: str, cached: str, look: str) -> str:
    """Return a complex field (17.16.18) that shows `cached` until Word counts the pages."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    marks = [f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    instruction = f'<w:r>{properties}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{marks[0]}{instruction}{marks[1]}<w:r>{properties}<w:t>{cached}</w:t></w:r>{marks[2]}"


def table_xml(table: TableLines, shelf: Shelf, styles: Mapping[str, str], source: str) -> str:
    """Return `table` as a `w:tbl` (17.4.38) in its table style; a header row without words is left out.

    Tags between rows become rows of their own, `{%tr …%}`. Raises `TemplateProblem` for an unknown table style.
    """
    key = re.sub(r"[\s_-]", "", table.style).casefold()
    style = styles.get(f"table:{key}") or styles.get(f"table:{key}table")
    if style is None:
        refuse("template.unknown-style", source, table.line, name=table.style)
    tags = {chr(0xFF001 + i): row.tag for i, row in enumerate(r for r in table.rows if isinstance(r, TagLine))}
    marks = iter(tags)
    lines = [row if isinstance(row, str) else f"| {next(marks)} |" for row in table.rows]
    found = _tree(lines).find("table")
    if found is None:
        refuse("template.broken-table", source, table.line, reason="ruler")
    head, *rows = list(found.iter("tr"))
    shares = table.widths or (1.0,) * len(head)
    has_head = any("".join(cell.itertext()).strip() for cell in head)
    written = [_row(head, shares, ("Table Head",) * 2, shelf, styles, head=True)] if has_head else []
    for row in rows:
        mark = "".join(row[0].itertext()).strip()
        looks = _TABLES.get(key, _CAPTION)
        written.append(_tag_row(tags[mark], len(shares)) if mark in tags else _row(row, shares, looks, shelf, styles))
    return _table(style, shares, written, has_head=has_head) + _after(styles)


def _after(styles: Mapping[str, str]) -> str:
    """Return the small empty paragraph after a table, without which Word joins two tables to one."""
    return f'<w:p><w:pPr><w:pStyle w:val="{styles["tabletext"]}"/></w:pPr></w:p>' if "tabletext" in styles else "<w:p/>"


def _table(style: str, shares: tuple[float, ...], rows: list[str], *, has_head: bool) -> str:
    columns = "".join(f'<w:gridCol w:w="{int(_TEXT_WIDTH * share / sum(shares))}"/>' for share in shares)
    look = (
        f'<w:tblLook w:val="{"0420" if has_head else "0400"}" w:firstRow="{int(has_head)}" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        f"{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _tag_row(tag: str, columns: int) -> str:
    bare = escaped(re.sub(r"^\{%\s*", "{%tr ", tag))
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    cell = f'<w:tcPr><w:tcW w:w="5000" w:type="pct"/>{span}</w:tcPr><w:p><w:r><w:t>{bare}</w:t></w:r></w:p>'
    return f"<w:tr><w:tc>{cell}</w:tc></w:tr>"


def _row(
    row: Element,
    shares: tuple[float, ...],
    looks: tuple[str, ...],
    shelf: Shelf,
    styles: Mapping[str, str],
    *,
    head: bool = False,
) -> str:
    cells = []
    for number, (cell, share) in enumerate(zip(row, shares, strict=False)):
        style = styles.get(re.sub(r"\s", "", looks[min(number, len(looks) - 1)]).casefold(), "")
        width = f'<w:tcW w:w="{int(5000 * share / sum(shares))}" w:type="pct"/>'
        spans = list(_spans(cell, strong=False, emphasis=False))
        content = "".join(_cell_paragraphs(spans, style, shelf))
        cells.append(f"<w:tc><w:tcPr>{width}</w:tcPr>{content}</w:tc>")
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _cell_paragraphs(spans: list[Span], style: str, shelf: Shelf) -> Iterator[str]:
    """Yield the paragraphs of a cell, at least one; `{{p …}}` is one by itself."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    waiting: list[Span] = []
    written = False
    for span in spans:
        rest = ""
        for character in span.text:
            if shelf.tag(character).startswith("{{p "):
                waiting.append(Span(rest, span.strong, span.emphasis))
                if runs := _runs(_trimmed(waiting), shelf):
                    yield f"<w:p>{properties}{runs}</w:p>"
                yield f"<w:p>{properties}{run(shelf.tag(character))}</w:p>"
                rest, waiting, written = "", [], True
            else:
                rest += character
        waiting.append(Span(rest, span.strong, span.emphasis))
    runs = _runs(_trimmed(waiting), shelf)
    if runs or not written:
        yield f"<w:p>{properties}{runs}</w:p>"


def _trimmed(spans: list[Span]) -> list[Span]:
    kept = [span for span in spans if span.text]
    if kept:
        kept[0] = Span(kept[0].text.lstrip(f" {BREAK}"), kept[0].strong, kept[0].emphasis)
        kept[-1] = Span(kept[-1].text.rstrip(f" {BREAK}"), kept[-1].strong, kept[-1].emphasis)
    return [span for span in kept if span.text]
