"""The numbered lists of one document inside another, where they go on counting for themselves."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from docgen.word.elements import BEFORE_NUMBERING, W, put

__all__ = ["both_numberings", "count_apart", "numbered_styles"]

_OFFSET = 1000
"""Added to the numbers of the other document's lists."""


def numbered_styles(styles: Any) -> dict[str, tuple[str, str]]:
    """Return level and list of each style that is numbered by itself (17.3.1.19), by its id."""
    found = {}
    for style in styles.iter(f"{W}style"):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            found[style.get(f"{W}styleId")] = (
                level.get(f"{W}val") if level is not None else "0",
                number.get(f"{W}val"),
            )
    return found


def count_apart(paragraph: Any, numbered: Mapping[str, tuple[str, str]]) -> None:
    """Give a `paragraph` of the copy the list of its own side; `numbered` says what `numbered_styles` does of it."""
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if number is not None:
        if number.get(f"{W}val") != "0":
            number.set(f"{W}val", str(int(number.get(f"{W}val")) + _OFFSET))
        return
    properties = paragraph.find(f"{W}pPr")
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and style.get(f"{W}val") in numbered:
        level, own = numbered[style.get(f"{W}val")]
        numbering = put(properties, "numPr", before=BEFORE_NUMBERING)
        for name, value in (("ilvl", level), ("numId", str(int(own) + _OFFSET))):
            numbering.append(numbering.makeelement(f"{W}{name}", {f"{W}val": value}))


def both_numberings(own: Any, other: bytes) -> Any:
    """Return the numbering part `own` with the lists of the `other` one behind its own (17.9.1, 17.9.15)."""
    from lxml import etree  # type: ignore[import-untyped]

    added = etree.fromstring(other)
    first = next((child for child in own if child.tag == f"{W}num"), None)
    for abstract in added.iter(f"{W}abstractNum"):
        twin = copy.deepcopy(abstract)
        twin.set(f"{W}abstractNumId", str(int(twin.get(f"{W}abstractNumId")) + _OFFSET))
        for link in list(twin.iter(f"{W}pStyle", f"{W}nsid", f"{W}styleLink", f"{W}numStyleLink")):
            link.getparent().remove(link)
        own.append(twin) if first is None else first.addprevious(twin)
    for number in added.iter(f"{W}num"):
        twin = copy.deepcopy(number)
        twin.set(f"{W}numId", str(int(twin.get(f"{W}numId")) + _OFFSET))
        abstract = twin.find(f"{W}abstractNumId")
        abstract.set(f"{W}val", str(int(abstract.get(f"{W}val")) + _OFFSET))
        own.append(twin)
    return own
