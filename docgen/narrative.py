"""The person's own account, told in Markdown, as a small tree of typed blocks.

The Markdown understood is what somebody types into a message without knowing that it is Markdown: paragraphs, single
line ends, `-` and `1.` lists, `>` quotations, `*emphasis*` and `**strong**`. Everything else is text. No character
that the person typed is lost: see `read_narrative`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from docgen.frozen import ordered

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.inlinepatterns import InlineProcessor

__all__ = ["Block", "Items", "Paragraph", "Quote", "Span", "emphasis_pattern", "plain_paragraphs", "read_narrative"]


@ordered
class Span:
    """A stretch of text in one look. `text` may hold line feeds, which are line breaks, and tabs."""

    text: str
    strong: bool = False
    emphasis: bool = False


@ordered
class Paragraph:
    """Spans that stand in one paragraph."""

    spans: tuple[Span, ...]


@ordered
class Items:
    """A list; `ordered` lists count from 1. Each item holds blocks, the first of them a paragraph."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@ordered
class Quote:
    """A quotation set off from the account."""

    blocks: tuple[Block, ...]


Block = Paragraph | Items | Quote

_MARKED_LINE = r"[ \t]*(?:[-+]|1\.)[ \t]|[ ]{0,3}>(?:[ \t]|$)"
_MARKED = re.compile(_MARKED_LINE)
_MARKUP = re.compile(rf"\*|^(?:{_MARKED_LINE})", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_BULLET = re.compile(r"([ \t]*)[-+*][ \t]+(?=\S)")
_NUMBER = re.compile(r"([ \t]*)(\d{1,3})\.[ \t]+(?=\S)")
_QUOTE = re.compile(r"[ ]{0,3}>(?:[ \t]|$)")
_KEPT_SPACE = {" ": "\ue000", "\t": "\ue001"}
_KEPT_BACK = {"\ue000": " ", "\ue001": "\t", "\ue002": ">", "\ue003": ""}
_AWAY = re.compile("[\ue000-\ue003]")
_EMPHASIS = (
    ("strong,em", r"(?<![\w*])\*\*\*(?=[\w\"'“‘(¿¡«])((?:[^*])+?)(?<=[\w\"'”’)?!.,;:…%»])\*\*\*(?![\w*])", 60),
    (
        "strong",
        r"(?<![\w*])\*\*(?=[\w\"'“‘(¿¡«*])((?:[^*]|(?<!\*)\*(?!\*))+?)(?<=[\w\"'”’)?!.,;:…%»*])\*\*(?![\w*])",
        50,
    ),
    ("em", r"(?<![\w*])\*(?=[\w\"'“‘(¿¡«])((?:[^*])+?)(?<=[\w\"'”’)?!.,;:…%»])\*(?![\w*])", 40),
)
"""Asterisks mark emphasis only around whole words: `a*b*c`, `5 * 3 * 2` and `f*** you` are what somebody wrote."""


def read_narrative(text: str) -> tuple[Block, ...]:
    """Return the blocks of `text`, at least one.

    `text` has no control characters but line ends and tabs (`docgen.matter` refuses them). Line ends within a
    paragraph stay line ends; blank lines between paragraphs are not counted. The characters other than white space
    that come out, together with the markup that was understood, are compared with those that went in; on any
    difference the whole text is returned as literal paragraphs, asterisks and all. So nothing is ever lost, and at
    worst an asterisk is printed. Text without markup characters never loads the Markdown library.
    """
    plain = plain_paragraphs(text)
    if plain is not None:
        return _literal_blocks(plain)
    prepared, expected = _prepared(_one_line_end(text))
    blocks = tuple(_blocks(_tree(prepared)))
    same = _dense(_retold(blocks)) == _dense([expected])
    return blocks if blocks and same else _literal_blocks(_parted(_one_line_end(text)))


def plain_paragraphs(text: str) -> list[str] | None:
    """Return the paragraphs of `text`, None where it has markup and `read_narrative` must look at it."""
    if text.isprintable():  # one line, and no character that `read_narrative` puts away
        return None if "*" in text or _MARKED.match(text) else [text]
    text = _one_line_end(text)
    if not _MARKUP.search(text) or _AWAY.search(text) or "\x02" in text or "\x03" in text:
        return _parted(text)
    return None


def _literal_blocks(parts: list[str]) -> tuple[Block, ...]:
    return tuple(Paragraph((Span(part),)) for part in parts)


def _parted(text: str) -> list[str]:
    """Return the paragraphs of `text`, parted at blank lines, with every character in them as typed; at least one."""
    parts = [part for part in _BLANK_LINES.split(text.strip("\n")) if part.strip()]
    return parts or [text.strip("\n")]


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")


def _prepared(text: str) -> tuple[str, str]:
    """Return `text` with what is no markup put away, and the characters that the blocks must tell again."""
    lines: list[str] = []
    expected: list[str] = []
    previous = ""
    wanted = 1
    listed = False
    for line in text.split("\n"):
        bare = line.strip(" \t")
        starts = not previous or bool(_BULLET.match(previous) or _NUMBER.match(previous))
        if not bare:
            lines.append("")
        elif starts and (found := _BULLET.match(line)):
            listed = True
            lines.append(f"{_indent(found[1])}- {_kept(line[found.end() :])}")
            expected.append(f"-{line[found.end() :]}")
        elif starts and (found := _NUMBER.match(line)) and int(found[2]) in (1, wanted):
            listed, wanted = True, int(found[2]) + 1
            lines.append(f"{_indent(found[1])}{found[2]}. {_kept(line[found.end() :])}")
            expected.append(f"{found[2]}.{line[found.end() :]}")
        elif found := _QUOTE.match(line):
            lines.append(f"> {_kept(line[found.end() :])}")
            expected.append(line[found.end() :])
        else:
            inside = listed and not previous and line.startswith(("    ", "\t"))
            listed = listed and (inside or bool(previous))
            lines.append(f"    {_kept(bare)}" if inside else _literal(line, continues=bool(previous)))
            expected.append(line)
        previous = bare
    return "\n".join(lines), "\n".join(expected)


def _indent(space: str) -> str:
    return " " * min(len(space.expandtabs(4)) // 4 * 4, 12)


def _literal(line: str, *, continues: bool) -> str:
    """Return `line` so that Markdown takes it for text, its leading white space kept."""
    bare = line.lstrip(" \t")
    lead = "".join(_KEPT_SPACE[character] for character in line[: len(line) - len(bare)])
    shield = "\ue003" if not continues else ""
    return lead + (shield if not lead else "") + _kept(bare)


def _kept(text: str) -> str:
    return text.replace("\t", "\ue001").replace(">", "\ue002")


def _back(text: str) -> str:
    return _AWAY.sub(lambda found: _KEPT_BACK[found[0]], text)


@cache
def _markdown() -> Markdown:
    """Return a Markdown reader that knows lists, quotations and asterisks, and nothing else.

    What it knows is listed, rather than what it does not, so that a new release of the library brings nothing in.
    """
    from markdown import Markdown
    from markdown import blockprocessors as blocks
    from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
    from markdown.treeprocessors import InlineProcessor as InlineTree
    from markdown.util import Registry

    reader = Markdown()
    known: Registry[blocks.BlockProcessor] = Registry()
    reader.parser.blockprocessors = known
    known.register(blocks.EmptyBlockProcessor(reader.parser), "empty", 60)
    known.register(blocks.ListIndentProcessor(reader.parser), "indent", 50)
    known.register(SaneOListProcessor(reader.parser), "olist", 40)
    known.register(SaneUListProcessor(reader.parser), "ulist", 30)
    known.register(blocks.BlockQuoteProcessor(reader.parser), "quote", 20)
    known.register(blocks.ParagraphProcessor(reader.parser), "paragraph", 10)
    reader.inlinePatterns = Registry()
    for tags, regex, priority in _EMPHASIS:
        reader.inlinePatterns.register(emphasis_pattern(regex, tags), tags, priority)
    # The reader's own tree processor has kept the patterns that it was made with.
    reader.treeprocessors.register(InlineTree(reader), "inline", 20)
    return reader


def emphasis_pattern(regex: str, tags: str) -> InlineProcessor:
    """Return the inline pattern that puts the first group of `regex` into the elements `tags` ("strong,em")."""
    from xml.etree.ElementTree import Element, SubElement

    from markdown.inlinepatterns import InlineProcessor

    class Emphasis(InlineProcessor):
        def handleMatch(  # type: ignore[override]  # noqa: N802  named by the library
            self,
            m: re.Match[str],
            data: str,  # noqa: ARG002
        ) -> tuple[Element, int, int]:
            outer, *inner = tags.split(",")
            element = Element(outer)
            leaf = SubElement(element, inner[0]) if inner else element
            leaf.text = m[1]
            return element, m.start(0), m.end(0)

    return Emphasis(regex)


def _tree(prepared: str) -> Element:
    reader = _markdown()
    reader.reset()
    root = reader.parser.parseDocument(prepared.split("\n")).getroot()
    assert root is not None
    reader.treeprocessors["inline"].run(root)
    return root


def _blocks(parent: Element) -> Iterator[Block]:
    for element in parent:
        if element.tag in ("ul", "ol"):
            yield Items(element.tag == "ol", tuple(tuple(_item(child)) for child in element))
        elif element.tag == "blockquote":
            yield Quote(tuple(_blocks(element)))
        else:
            yield Paragraph(_spans(element))


def _item(item: Element) -> Iterator[Block]:
    lead = _spans(item)
    if any(span.text.strip() for span in lead):
        yield Paragraph(lead)
    yield from _blocks([child for child in item if child.tag in ("p", "ul", "ol", "blockquote")])  # type: ignore[arg-type]


def _spans(element: Element) -> tuple[Span, ...]:
    found = [span for span in _inline(element, strong=False, emphasis=False) if span.text]
    if found:
        found[-1] = Span(found[-1].text.rstrip("\n"), found[-1].strong, found[-1].emphasis)
    return tuple(found)


def _inline(element: Element, *, strong: bool, emphasis: bool) -> Iterator[Span]:
    yield Span(_back(element.text or ""), strong, emphasis)
    for child in element:
        if child.tag in ("p", "ul", "ol", "blockquote"):
            if (child.tail or "").strip():
                yield Span(_back(child.tail or ""), strong, emphasis)
            continue
        yield from _inline(child, strong=strong or child.tag == "strong", emphasis=emphasis or child.tag == "em")
        yield Span(_back(child.tail or ""), strong, emphasis)


def _retold(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what `blocks` say with their markup, as the person would have typed it; quotation marks of lines aside."""
    for block in blocks:
        if isinstance(block, Items):
            for number, item in enumerate(block.items, 1):
                yield f"{number}." if block.ordered else "-"
                yield from _retold(item)
        elif isinstance(block, Quote):
            yield from _retold(block.blocks)
        else:
            yield from _marked(block.spans)


def _marked(spans: tuple[Span, ...]) -> Iterator[str]:
    now = (False, False)
    for span in (*spans, Span("")):
        if now[1] != span.emphasis:
            yield "*"
        if now[0] != span.strong:
            yield "**"
        now = (span.strong, span.emphasis)
        yield span.text


def _dense(parts: Iterable[str]) -> str:
    return "".join("".join(parts).split())
