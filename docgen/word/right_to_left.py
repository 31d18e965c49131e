"""Word's elements for a language that is written from right to left: paragraphs, runs, tables, numbers and styles."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from docgen.word.directions import directed
from docgen.word.elements import BEFORE_BIDI, W, put, run_text

__all__ = ["give_complex_twins", "mirror", "turn_numbers", "turn_to_right"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_AFTER_RTL = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")
_AFTER_MARK = ("sectPr", "pPrChange")
_BEFORE_MIRROR = ("tblStyle", "tblpPr", "tblOverlap")
_COMPLEX_TWINS = {"b": "bCs", "i": "iCs", "sz": "szCs"}
"""What Word takes in runs from right to left instead of the usual property (17.3.2.30)."""
_ROOM = 200
"""Twentieths of a point: as wide as a number of two digits, less the margin of the cell."""


def turn_to_right(paragraph: Any) -> None:
    """Make the `w:p` element `paragraph` run from right to left (17.3.1.6), its words by their script (17.3.2.30).

    Latin words, handles, addresses and long numbers stand in runs of their own without `w:rtl`, with their signs,
    because these would otherwise change sides. The mark at its end has it too, because the number is written with it.
    """
    properties = _properties(paragraph, "pPr")
    if properties.find(f"{W}bidi") is None:
        put(properties, "bidi", before=BEFORE_BIDI)
    mark = properties.find(f"{W}rPr")
    _rtl(put(properties, "rPr", after=_AFTER_MARK) if mark is None else mark)
    runs = list(paragraph.iter(f"{W}r"))
    signs = iter(directed("".join(run_text(child) for run in runs for child in run)))
    for run in runs:
        for part in list(_parts(run, signs)):
            run.addprevious(part)
        run.getparent().remove(run)


def mirror(table: Any) -> None:
    """Make the first column of the `w:tbl` element `table` the rightmost (17.4.1)."""
    properties = _properties(table, "tblPr")
    if properties.find(f"{W}bidiVisual") is None:
        put(properties, "bidiVisual", before=_BEFORE_MIRROR)


def turn_numbers(numbering: Any) -> None:
    """Make the numbers of every list in the `w:numbering` element run from right to left, with their full stops.

    LibreOffice writes such a number to the right of its place, Word to the left: it needs room on either side.
    """
    for level in numbering.iter(f"{W}lvl"):
        look = level.find(f"{W}rPr")
        _rtl(put(level, "rPr", after=()) if look is None else look)
        for indent in level.iter(f"{W}ind"):
            left, hanging = (int(indent.get(f"{W}{name}", "0")) for name in ("left", "hanging"))
            if 0 < left - _ROOM < hanging:
                indent.set(f"{W}hanging", str(left - _ROOM))


def give_complex_twins(element: Any) -> None:
    """Say of everything bold, slanting or of a size in `element` that it is so from right to left, too."""
    for look in element.iter(f"{W}rPr"):
        for name, twin in _COMPLEX_TWINS.items():
            usual = look.find(f"{W}{name}")
            if usual is not None and look.find(f"{W}{twin}") is None:
                usual.addnext(look.makeelement(f"{W}{twin}", dict(usual.attrib)))


def _parts(run: Any, signs: Iterator[tuple[str, bool]]) -> Iterator[Any]:
    """Yield the runs that `run` falls into, one for each change of direction."""
    look = run.find(f"{W}rPr")
    for child in run:
        if child.tag == f"{W}rPr":
            continue
        mine = [next(signs) for _ in run_text(child)]
        if child.tag != f"{W}t":
            yield _run(look, copy.deepcopy(child), to_right=True)
            continue
        for to_right, group in groupby(mine, lambda sign: sign[1]):
            part = child.makeelement(child.tag, {_SPACE: "preserve"})
            part.text = "".join(shown for shown, _ in group)
            if part.text:
                yield _run(look, part, to_right=to_right)


def _run(look: Any, content: Any, *, to_right: bool) -> Any:
    run = content.makeelement(f"{W}r")
    properties = content.makeelement(f"{W}rPr") if look is None else copy.deepcopy(look)
    run.append(properties)
    if to_right:
        _rtl(properties)
        give_complex_twins(run)
    else:
        for each in properties.findall(f"{W}rtl"):
            properties.remove(each)
    if not len(properties):
        run.remove(properties)
    run.append(content)
    return run


def _rtl(properties: Any) -> None:
    if properties.find(f"{W}rtl") is None:
        put(properties, "rtl", after=_AFTER_RTL)


def _properties(element: Any, name: str) -> Any:
    """Return the properties of `element`, made where it has none."""
    found = element.find(f"{W}{name}")
    if found is None:
        found = element.makeelement(f"{W}{name}")
        element.insert(0, found)
    return found
