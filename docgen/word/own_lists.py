"""The numbered lists of one document inside another, where they go on counting for themselves."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

__all__ = ["both_numberings", "count_apart", "numbered_styles"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFSET = 1000
"""Added to the numbers of the other document's lists."""
_BEFORE_NUMBERING = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def numbered_styles(styles: Any) -> dict[str, tuple[str, str]]:
    """Return level and list of each style that is numbered by itself (17.3.1.19), by its id."""
    found = {}
    for style in styles.iter(f"{_W}style"):
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            level = style.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
            found[style.get(f"{_W}styleId")] = (
                level.get(f"{_W}val") if level is not None else "0",
                number.get(f"{_W}val"),
            )
    return found


def count_apart(paragraph: Any, numbered: Mapping[str, tuple[str, str]]) -> None:
    """Give a paragraph of the copy the list of its own side."""
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    if number is not None:
        if number.get(f"{_W}val") != "0":
            number.set(f"{_W}val", str(int(number.get(f"{_W}val")) + _OFFSET))
        return
    properties = paragraph.find(f"{_W}pPr")
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and style.get(f"{_W}val") in numbered:
        level, own = numbered[style.get(f"{_W}val")]
        before = sum(child.tag in {f"{_W}{name}" for name in _BEFORE_NUMBERING} for child in properties)
        numbering = properties.makeelement(f"{_W}numPr")
        for name, value in (("ilvl", level), ("numId", str(int(own) + _OFFSET))):
            numbering.append(numbering.makeelement(f"{_W}{name}", {f"{_W}val": value}))
        properties.insert(before, numbering)


def both_numberings(own: Any, other: bytes) -> Any:
    """Return the numbering part `own` with the lists of the `other` one behind its own (17.9.1, 17.9.15)."""
    from lxml import etree  # type: ignore[import-untyped]

    added = etree.fromstring(other)
    first = next((child for child in own if child.tag == f"{_W}num"), None)
    for abstract in added.iter(f"{_W}abstractNum"):
        twin = copy.deepcopy(abstract)
        twin.set(f"{_W}abstractNumId", str(int(twin.get(f"{_W}abstractNumId")) + _OFFSET))
        for link in list(twin.iter(f"{_W}pStyle", f"{_W}nsid", f"{_W}styleLink", f"{_W}numStyleLink")):
            link.getparent().remove(link)
        own.append(twin) if first is None else first.addprevious(twin)
    for number in added.iter(f"{_W}num"):
        twin = copy.deepcopy(number)
        twin.set(f"{_W}numId", str(int(twin.get(f"{_W}numId")) + _OFFSET))
        abstract = twin.find(f"{_W}abstractNumId")
        abstract.set(f"{_W}val", str(int(abstract.get(f"{_W}val")) + _OFFSET))
        own.append(twin)
    return own
