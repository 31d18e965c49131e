"""On which line of a TOML file a value stands: the standard library tells no places of what it has read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["line_of"]

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_TABLE = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?")
_VALUE = re.compile(rf"\s*({_DOTTED})\s*=")
_OPENS = re.compile('"""|' + "'''")


def line_of(text: str, path: Sequence[str | int]) -> int | None:
    """Return the line, counted from 1, on which the value at `path` of the TOML `text` begins.

    For what is missing, or stands within a value, that is the line of the value or table around it; None where nothing
    around it stands in the file either. A line of a text over several lines that looks like a key may be taken for one.
    """
    wanted, best, line = tuple(path), 0, None
    for number, found in _places(text):
        depth = min(len(found), len(wanted))
        if depth > best and found[:depth] == wanted[:depth]:
            best, line = depth, number
    return line


def _places(text: str) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    """Yield line and path of each table and key, in the order of the file."""
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if head := _TABLE.match(line):
            table = ()
            *outer, last = _keys(head[2])
            for key in outer:
                table = _inner(counts, (*table, key))
            table = (*table, last)
            if head[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield number, table
        elif value := _VALUE.match(line):
            yield number, (*table, *_keys(value[1]))
        fences = _OPENS.findall(line)
        fence = fences[0] if len(fences) % 2 else ""


def _inner(counts: dict[tuple[str | int, ...], int], table: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return `table`, or the last item of it where it is a list of tables."""
    return (*table, counts[table]) if table in counts else table


def _keys(dotted: str) -> list[str]:
    return [each.strip("\"'") for each in re.findall(_KEY, dotted)]
