"""Text as whole Word paragraphs: the person's own account, and quoted words exactly as they were written.

Only styles are used, never direct formatting, so that a clinic changes the look in one place. Text direction is the
exception: it belongs to the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.narrative import Block, Items, Paragraph, Quote, Span, plain_paragraphs, read_narrative
from docgen.word.escaped import escaped
from docgen.word.limits import WordNames

__all__ = ["DEFAULT_STYLE", "RIGHT_TO_LEFT", "RIGHT_TO_LEFT_SIGNS", "paragraph", "prose", "run", "verbatim"]

DEFAULT_STYLE = {"prose": "Body Text", "verbatim": "Quoted Words"}

_TIGHT = ("table text", "field value")
RIGHT_TO_LEFT_SIGNS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Letters of Arabic and Hebrew writing, and signs that only those have, for a class in a pattern."""
RIGHT_TO_LEFT = re.compile(f"[{RIGHT_TO_LEFT_SIGNS}]")
_LINE_OR_TAB = re.compile("(\r\n|[\r\n\u2028\t])")


def prose(text: str, style: str, names: WordNames) -> str:
    """Return `text`, which is Markdown, as the XML of paragraphs in the Word style `style`; at least one paragraph.

    Numbers of ordered lists are taken from `names`. An unknown style leaves the paragraph in the default style;
    `compile_template` has refused unknown names before.
    """
    plain = plain_paragraphs(text)
    if plain is None:
        return "".join(_blocks(read_narrative(text), style, names, 0))
    return "".join(_plain(part, style, names) for part in plain)


def verbatim(text: str, style: str, names: WordNames) -> str:
    """Return `text` as the XML of paragraphs in `style`, one for each line, with every character as it was typed."""
    lines = re.split("\r\n|[\r\n\u2028]", text)
    return "".join(_plain(line, style, names) for line in lines)


def _plain(text: str, style: str, names: WordNames) -> str:
    return paragraph(run(text), style, names, right_to_left=_is_right_to_left(text))


def _blocks(blocks: tuple[Block, ...], style: str, names: WordNames, level: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Items):
            yield from _items(block, style, names, level)
        elif isinstance(block, Quote):
            yield from _blocks(block.blocks, "Quoted Words", names, level)
        else:
            yield _paragraph_of(block, style, names)


def _items(block: Items, style: str, names: WordNames, level: int) -> Iterator[str]:
    ordered = block.ordered
    listed = names.next_list() if ordered and names.has_ordered else None if ordered else names.bulleted
    for number, item in enumerate(block.items, 1):
        first = item[0] if item and isinstance(item[0], Paragraph) else Paragraph(())
        rest = item[1:] if item and isinstance(item[0], Paragraph) else item
        if listed is None or style.casefold() in _TIGHT:
            # What the person typed stands in the text: the file has no list styles, or they are too wide for a cell.
            typed = Paragraph((Span(f"{number}. " if ordered else "• "), *first.spans))
            yield _paragraph_of(typed, style, names)
        else:
            numbering = f'<w:numPr><w:ilvl w:val="{min(level, 8)}"/><w:numId w:val="{listed}"/></w:numPr>'
            yield _paragraph_of(first, "List Number" if ordered else "List Bullet", names, numbering)
        inner = "Numbered Continue" if "numbered continue" in names.styles and listed is not None else style
        yield from _blocks(rest, inner, names, level + 1)


def _paragraph_of(block: Paragraph, style: str, names: WordNames, numbering: str = "") -> str:
    text = "".join(span.text for span in block.spans)
    runs = "".join(run(span.text, _look(span, names)) for span in block.spans)
    return paragraph(runs, style, names, numbering, right_to_left=_is_right_to_left(text))


def _look(span: Span, names: WordNames) -> str:
    # A run has one character style (17.3.2.29), so text that is both strong and emphasised is strong in italics.
    if span.strong:
        bold = f'<w:rStyle w:val="{names.strong}"/>' if names.strong else "<w:b/>"
        return f"{bold}<w:i/>" if span.emphasis else bold
    if span.emphasis:
        return f'<w:rStyle w:val="{names.emphasis}"/>' if names.emphasis else "<w:i/>"
    return ""


def paragraph(runs: str, style: str, names: WordNames, numbering: str = "", *, right_to_left: bool = False) -> str:
    """Return a `w:p` (17.3.1.22) that holds `runs`; `numbering` is a `w:numPr`, or "" for none of its own."""
    known = names.styles.get(style.casefold())
    properties = f'<w:pStyle w:val="{known}"/>' if known else ""
    properties += numbering + ("<w:bidi/>" if right_to_left else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>" if properties else f"<w:p>{runs}</w:p>"


def run(text: str, look: str = "") -> str:
    """Return `text` as a `w:r` (17.3.2.25) with the run properties `look`, or "" where there is no text."""
    if not text:
        return ""
    if not text.isascii() and RIGHT_TO_LEFT.search(text):
        look += "<w:rtl/>"
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{_content(text)}</w:r>"


def _content(text: str) -> str:
    text = escaped(text)
    if text.isprintable():
        return f'<w:t xml:space="preserve">{text}</w:t>'
    parts: list[str] = []
    for part in _LINE_OR_TAB.split(text):
        if part == "\t":
            parts.append("<w:tab/>")
        elif part in ("\n", "\r", "\r\n", "\u2028"):
            parts.append("<w:br/>")
        elif part:
            parts.append(f'<w:t xml:space="preserve">{part}</w:t>')
    return "".join(parts)


def _is_right_to_left(text: str) -> bool:
    """Return whether the first letter of `text` that has a direction runs from right to left (UAX 9, rule P2)."""
    if text.isascii():
        return False
    first = next((character for character in text if character.isalpha()), "")
    return bool(first and RIGHT_TO_LEFT.match(first))
