"""Cells of a sheet that are merged: the words stand in the first alone, and only a person sees them in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.sheets.raw import COLUMN_LIMIT, Fault, RawRow

__all__ = ["Merged", "merged_in", "with_merged"]

Merged = tuple[int, int, int, int]
"""First row, last row, first column, last column; rows from 1, columns from 0."""

_RANGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]{0,80}?ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
)
_LONGEST = 200
"""Bytes of such an element; two pieces may share one."""


def merged_in(pieces: Iterable[bytes]) -> list[Merged]:
    """Return what is merged in the part of a sheet that comes in `pieces`, by first row.

    The list stands behind the rows, so the part is searched before they are read. One in UTF-16 is not understood.
    """
    found: set[Merged] = set()
    rest = b""
    for piece in pieces:
        text = rest + piece
        for left, top, right, bottom in _RANGE.findall(text):
            found.add((int(top), int(bottom), _number(left), _number(right)))
        rest = text[-_LONGEST:]
    return sorted(found)


def with_merged(rows: Iterable[RawRow], merged: list[Merged]) -> Iterator[RawRow]:
    """Yield `rows` with a fault in each cell that only seems to hold the words of the first one it is merged with.

    Raises ValueError for more of them at one row than a sheet has columns.
    """
    waiting, at_work = merged[::-1], dict[Merged, bool]()
    for row in rows:
        while waiting and waiting[-1][0] <= row.number:
            at_work[waiting.pop()] = False
        if len(at_work) > COLUMN_LIMIT:
            raise ValueError
        for each in [each for each in at_work if each[1] < row.number]:
            del at_work[each]
        said = row.cells.keys() & {each[2] for each in at_work if each[0] == row.number}
        for each in at_work:
            top, _, left, right = each
            if top == row.number:
                at_work[each] = left in said
            if at_work[each]:
                hidden = range(left + (top == row.number), min(right, left + COLUMN_LIMIT) + 1)
                row.cells.update(dict.fromkeys(hidden, Fault("sheet.merged")))
        yield row


def _number(name: bytes) -> int:
    number = 0
    for sign in name:
        number = number * 26 + sign - 64
    return number - 1
