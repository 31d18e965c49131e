"""Three versions of a text, piece by piece: where each of two changed what both began with.

What diff3 does (Khanna, Kunal and Pierce, A Formal Investigation of Diff3, 2007), over any pieces that compare equal:
lines of a wording, paragraphs of a Word file. Kept here because the library on offer is under another licence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum, auto
from typing import NamedTuple

__all__ = ["Change", "Region", "three_way"]


class Change(Enum):
    """Who changed a region."""

    NOBODY = auto()
    MINE = auto()
    """The person's own version alone."""
    NEW = auto()
    """The new version alone."""
    BOTH_ALIKE = auto()
    CONFLICT = auto()
    """Both, each in another way."""


class Region(NamedTuple):
    """Pieces that belong together, as places in each of the three versions."""

    change: Change
    base: slice
    mine: slice
    new: slice


def three_way(base: Sequence[str], mine: Sequence[str], new: Sequence[str]) -> Iterator[Region]:
    """Yield the regions of three versions in order; together they cover each version once.

    Where both changed as many neighbouring pieces as there were, each piece is a region of its own, so that a change
    of one sentence is no conflict with a change of the next.
    """
    at = (0, 0, 0)
    for anchor in [*_anchors(base, mine, new), None]:
        to = anchor or (len(base), len(mine), len(new))
        gap = [slice(start, end) for start, end in zip(at, to, strict=True)]
        if any(piece.start < piece.stop for piece in gap):
            yield from _regions(base, mine, new, *gap)
        if anchor:
            at = (anchor[0] + 1, anchor[1] + 1, anchor[2] + 1)
            yield Region(Change.NOBODY, *(slice(place, place + 1) for place in anchor))


def _anchors(base: Sequence[str], mine: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the places of the pieces that all three versions share, in order."""
    in_mine, in_new = _matches(base, mine), _matches(base, new)
    return [(place, in_mine[place], in_new[place]) for place in sorted(in_mine.keys() & in_new.keys())]


def _matches(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _regions(
    base: Sequence[str], mine: Sequence[str], new: Sequence[str], in_base: slice, in_mine: slice, in_new: slice
) -> Iterator[Region]:
    change = _change(base[in_base], mine[in_mine], new[in_new])
    count = in_base.stop - in_base.start
    alike = count == in_mine.stop - in_mine.start == in_new.stop - in_new.start
    if change is not Change.CONFLICT or not alike or count == 1:
        yield Region(change, in_base, in_mine, in_new)
        return
    for step in range(count):
        places = [slice(each.start + step, each.start + step + 1) for each in (in_base, in_mine, in_new)]
        yield Region(_change(base[places[0]], mine[places[1]], new[places[2]]), *places)


def _change(base: Sequence[str], mine: Sequence[str], new: Sequence[str]) -> Change:
    if mine == new:
        return Change.NOBODY if mine == base else Change.BOTH_ALIKE
    if mine == base:
        return Change.NEW
    return Change.MINE if new == base else Change.CONFLICT
