"""Where the paragraphs of a Word file stand, in tables, text boxes and notes, so that a person finds the one meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docgen.word.package import MAIN_PART, read_members, text_part
from docgen.word.parts import parse, text_without_boxes, w

__all__ = ["Cells", "Spot", "spots_in"]

Cells = tuple[tuple[int, int, int], ...]
"""Number, row and cell of each table around a paragraph, from 1, the outermost first; nested tables are counted too."""

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


class Spot(NamedTuple):
    """Where one paragraph stands, and its words."""

    text: str
    """Its own words, tags included, as somebody finds them in Word."""
    cells: Cells = ()
    boxed: bool = False
    """Whether it stands in a text box."""
    twin: bool = False
    """Whether it stands in the copy of a text box that Word writes for older programs (ECMA-376 Part 3, 10.2)."""
    note: int = 0
    """Number of the footnote or endnote as the page shows it; 0 for none."""


def spots_in(data: bytes, source: str = "") -> Mapping[str, tuple[Spot, ...]]:
    """Return, for each part of the Word file `data` that holds text, where each of its paragraphs stands.

    Paragraphs stand in the order in which a `Problem` counts them. Active content is not refused, because its place is
    asked for, too. Raises `TemplateProblem` for what else `read_package` refuses.
    """
    members = read_members(data, source)
    roots = {name: parse(content, source, name) for name, content in members.items() if text_part(name)}
    return {name: tuple(_walk(root, [], [0], _shown(name, roots[MAIN_PART]), Spot(""))) for name, root in roots.items()}


def _shown(part: str, main: Any) -> dict[str, int]:
    """Return the number that the page shows for each note of `part`, by its id: notes count as the text names them."""
    kind = _NOTES.get(text_part(part), "")
    named = [each.get(w("id"), "") for each in main.iter(w(f"{kind}Reference"))] if kind else []
    return {id: number for number, id in enumerate(dict.fromkeys(named), 1)}


def _walk(
    element: Any, around: list[list[int]], tables: list[int], notes: Mapping[str, int], spot: Spot
) -> Iterator[Spot]:
    """Yield where each paragraph in `element` stands; `tables` counts the tables met so far, `spot` is around it."""
    for child in element:
        within = spot
        if child.tag == w("tbl"):
            tables[0] += 1
            yield from _walk(child, [*around, [tables[0], 0, 0]], tables, notes, spot)
            continue
        if child.tag == w("tr") and around:
            around[-1][1:] = [around[-1][1] + 1, 0]
        elif child.tag == w("tc") and around:
            around[-1][2] += 1
        elif child.tag == w("p"):
            cells = tuple((table, row, cell) for table, row, cell in around)
            yield spot._replace(text=text_without_boxes(child), cells=cells)
        elif child.tag == w("txbxContent"):
            within = spot._replace(boxed=True)
        elif child.tag == _FALLBACK:
            within = spot._replace(twin=True)
        elif child.tag in (w("footnote"), w("endnote")):
            within = spot._replace(note=notes.get(child.get(w("id"), ""), 0))
        yield from _walk(child, around, tables, notes, within)
