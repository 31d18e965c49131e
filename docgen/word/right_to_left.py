"""Paragraphs that run from right to left: their direction, and Latin words in them that run the other way."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

__all__ = ["turn_to_right"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f@#][^\u0590-\u08ff\s]*(?:\s+[A-Za-z\u00c0-\u024f@#0-9][^\u0590-\u08ff\s]*)*")
"""Words that start with a Latin letter, a handle or a tag, with the numbers between them."""
_CLOSING = ".,;:!?)»”’]…،؛؟"
"""Signs behind a Latin word that belong to the sentence around it."""
_BEFORE_BIDI = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN"),
)
_AFTER_RTL = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")


def turn_to_right(paragraph: Any) -> None:
    """Make the `w:p` element `paragraph` run from right to left (17.3.1.6), its words by their script (17.3.2.30).

    Latin words, handles and addresses stand in runs of their own without `w:rtl`, because signs beside them would
    otherwise change sides.
    """
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{_W}pPr")
        paragraph.insert(0, properties)
    if properties.find(f"{_W}bidi") is None:
        after = sum(child.tag in {f"{_W}{name}" for name in _BEFORE_BIDI} for child in properties)
        properties.insert(after, properties.makeelement(f"{_W}bidi"))
    for run in list(paragraph.iter(f"{_W}r")):
        parts = list(_parts(run))
        for part in parts:
            run.addprevious(part)
        run.getparent().remove(run)


def _parts(run: Any) -> Iterator[Any]:
    """Yield the runs that `run` falls into, one for each change of direction."""
    look = run.find(f"{_W}rPr")
    for child in run:
        if child.tag == f"{_W}rPr":
            continue
        if child.tag != f"{_W}t":
            yield _run(look, copy.deepcopy(child), to_right=True)
            continue
        for text, to_right in _by_direction(child.text or ""):
            part = child.makeelement(child.tag, {_SPACE: "preserve"})
            part.text = text
            yield _run(look, part, to_right=to_right)


def _run(look: Any, content: Any, *, to_right: bool) -> Any:
    run = content.makeelement(f"{_W}r")
    properties = content.makeelement(f"{_W}rPr") if look is None else copy.deepcopy(look)
    if to_right and properties.find(f"{_W}rtl") is None:
        later = [child for child in properties if child.tag in {f"{_W}{name}" for name in _AFTER_RTL}]
        properties.insert(len(properties) - len(later), properties.makeelement(f"{_W}rtl"))
    if len(properties):
        run.append(properties)
    run.append(content)
    return run


def _by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of `text` in order, each with whether it runs from right to left."""
    end = 0
    for found in _LATIN.finditer(text):
        latin = found[0].rstrip(_CLOSING)
        if found.start() > end:
            yield text[end : found.start()], True
        yield latin, False
        end = found.start() + len(latin)
    if end < len(text):
        yield text[end:], True
