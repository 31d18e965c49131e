"""Where the paragraphs of a Word file stand in its tables, so that a person finds the one that is meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docgen.word.package import read_package, text_part
from docgen.word.parts import parse, w

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Cells", "cells_in"]

Cells = tuple[tuple[int, int, int], ...]
"""Number, row and cell of each table around a paragraph, from 1, the outermost first; nested tables are counted too."""


def cells_in(data: bytes, source: str = "") -> Mapping[str, tuple[Cells, ...]]:
    """Return, for each part of the Word file `data` that holds text, the table cells around each of its paragraphs.

    Paragraphs stand in the order in which a `Problem` counts them. Raises `TemplateProblem` as `read_package` does.
    """
    package = read_package(data, source)
    return {
        name: tuple(_walk(parse(content, source, name), [], [0]))
        for name, content in package.items()
        if text_part(name)
    }


def _walk(element: Any, around: list[list[int]], tables: list[int]) -> Iterator[Cells]:
    """Yield the cells around each paragraph in `element`; `tables` counts the tables met so far."""
    for child in element:
        if child.tag == w("tbl"):
            tables[0] += 1
            yield from _walk(child, [*around, [tables[0], 0, 0]], tables)
            continue
        if child.tag == w("tr") and around:
            around[-1][1:] = [around[-1][1] + 1, 0]
        elif child.tag == w("tc") and around:
            around[-1][2] += 1
        elif child.tag == w("p"):
            yield tuple((table, row, cell) for table, row, cell in around)
        yield from _walk(child, around, tables)
