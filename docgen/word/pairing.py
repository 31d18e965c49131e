"""Which passage of one document stands beside which of the same document in another language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from docgen.frozen import frozen
from docgen.word.elements import W
from docgen.word.table_rows import rows_apart

__all__ = ["Block", "Pair", "pairs"]

Block = Any
"""An element of the body: a paragraph or a table."""
Pair = tuple[list[Block], list[Block]]
"""What stands beside each other in one row."""

_ALONE, _JOINED, _CROSSED = 1.2, 1.1, 1.0
"""What it costs to leave a passage alone, to set two beside one, and two beside two told the other way round."""
_OTHER_LOOK, _NEVER = 2.0, 100.0
_SHAPES = {(1, 1): 0.0, (1, 0): _ALONE, (0, 1): _ALONE, (1, 2): _JOINED, (2, 1): _JOINED, (2, 2): _CROSSED}
_SECTION_ALONE = 0.6
_BAND = 12
"""How far beside the diagonal a partner is looked for: a passage does not move further."""


_CROSSING = 0.15
"""So much more alike than either as they are told must one of two sections be to its partner the other way round."""


@frozen
class _Passage:
    """What is compared of a block, or of blocks that follow one another."""

    blocks: tuple[Block, ...]
    looks: tuple[str, ...]
    length: int
    words: frozenset[str]


_Bead = tuple[Sequence[_Passage], Sequence[_Passage]]
"""Passages of either side that belong together; of one side none where they have no partner."""


def pairs(left: Sequence[Block], right: Sequence[Block], names: Mapping[str, str]) -> Iterator[Pair]:
    """Yield what stands beside each other; `names` has a style by its id.

    Every block of either side comes once, a table row by row, in the order of the left side; the right side follows it
    where it tells two sections the other way round.

    Passages are compared by their styles, by their lengths (a translation is about as long: Gale and Church, “A
    Program for Aligning Sentences in Bilingual Corpora”, 1993) and by what a translation keeps: names, addresses,
    numbers. It reads no language. What only one side has stands beside what only the other has there, or alone.
    """
    for ours, theirs in _parts(left, right, names):
        early: Pair = ([], [])
        for one, two in _beads(_passages(ours), _passages(theirs), _SHAPES, _unlike):
            if one and two:
                yield from (each for each in [early] if each != ([], []))
                yield from _set_beside(_all_of(one), _all_of(two))
                early = [], []
            else:
                early = [*early[0], *_all_of(one)], [*early[1], *_all_of(two)]
        yield from (each for each in [early] if each != ([], []))


def _set_beside(one: list[Block], two: list[Block]) -> Iterator[Pair]:
    if len(one) == len(two) == 1 and one[0].tag == two[0].tag == f"{W}tbl":
        yield from (([row], [other]) for row, other in rows_apart(one[0], two[0]))
    else:
        yield one, two


def _parts(left: Sequence[Block], right: Sequence[Block], names: Mapping[str, str]) -> list[Pair]:
    """Return sections that belong together; one without a partner with the sections around it.

    Where one document has a heading more, what it heads stands in the section before or after it in the other.
    """
    sections, others = ([_joined(_passages(each)) for each in _sections(side, names)] for side in (left, right))
    parts: list[Pair] = []
    whole = False
    shapes = {(1, 1): 0.0, (1, 0): _SECTION_ALONE, (0, 1): _SECTION_ALONE}
    for ours, theirs in _uncrossed(_beads(sections, others, shapes, _unlike_sections)):
        paired = bool(ours and theirs)
        if not parts or (paired and whole):
            parts.append(([], []))
        parts[-1][0].extend(_all_of(ours))
        parts[-1][1].extend(_all_of(theirs))
        whole = paired
    return parts


def _uncrossed(beads: list[_Bead]) -> list[_Bead]:
    """Return `beads` of sections, of which two that the other document tells the other way round are exchanged."""
    found = list(beads)
    for number, ((one, its), (other, others)) in enumerate(pairwise(beads)):
        if one and its and other and others and found[number] == beads[number]:
            told = min(_unlike_sections(one[0], its[0]), _unlike_sections(other[0], others[0]))
            if min(_unlike_sections(one[0], others[0]), _unlike_sections(other[0], its[0])) < told - _CROSSING:
                found[number : number + 2] = [(one, others), (other, its)]
    for number in range(len(found) - 2):
        (one, its), between, (other, others) = found[number : number + 3]
        alone, partner = one or other, its or others
        lonely = all(between) and len([*one, *other]) == len([*its, *others]) == 1 and bool(one) != bool(its)
        if lonely and _unlike_sections(alone[0], partner[0]) < 2 * _SECTION_ALONE:
            pair = (alone, partner)
            found[number : number + 3] = [pair, between, ([], [])] if one else [([], []), between, pair]
    return [each for each in found if any(each)]


def _all_of(passages: Sequence[_Passage]) -> list[Block]:
    return [block for each in passages for block in each.blocks]


def _sections(blocks: Sequence[Block], names: Mapping[str, str]) -> list[list[Block]]:
    """Return `blocks` parted in front of each heading."""
    found: list[list[Block]] = []
    for block in blocks:
        if not found or re.match(r"(annex )?(heading|title)", names.get(_look(block), "")):
            found.append([])
        found[-1].append(block)
    return found


def _look(block: Block) -> str:
    style = block.find(f"{W}pPr/{W}pStyle") if block.tag == f"{W}p" else None
    return "" if style is None else str(style.get(f"{W}val"))


def _passages(blocks: Sequence[Block]) -> list[_Passage]:
    found = []
    for block in blocks:
        text = "".join(each.text or "" for each in block.iter(f"{W}t", f"{W}br", f"{W}p"))
        look = "table" if block.tag == f"{W}tbl" else _look(block)
        words = frozenset(re.findall(r"[\w@/.:-]{3,}", text.lower()))
        found.append(_Passage(blocks=(block,), looks=(look,), length=len(text), words=words))
    return found


def _joined(passages: Sequence[_Passage]) -> _Passage:
    return _Passage(
        blocks=tuple(_all_of(passages)),
        looks=tuple(look for each in passages for look in each.looks),
        length=sum(each.length for each in passages),
        words=frozenset().union(*(each.words for each in passages)),
    )


# Costs --------------------------------------------------------------------------------------------------------------


def _unlike(one: _Passage, two: _Passage) -> float:
    """Return what it costs to set two passages of one section beside each other."""
    if ("table" in one.looks or "table" in two.looks) and one.looks != two.looks:
        return _NEVER
    strangers = (Counter(one.looks) - Counter(two.looks)) + (Counter(two.looks) - Counter(one.looks))
    looks = 0.0 if set(one.looks) == set(two.looks) else _OTHER_LOOK * strangers.total() / 2
    return looks + 0.5 * _other_length(one, two) - _shared(one, two)


def _unlike_sections(one: _Passage, two: _Passage) -> float:
    if one.looks[0] != two.looks[0]:
        return _NEVER
    known, other = Counter(one.looks), Counter(two.looks)
    return 1 - 2 * (known & other).total() / (known + other).total() + 0.3 * _other_length(one, two) - _shared(one, two)


def _other_length(one: _Passage, two: _Passage) -> float:
    return abs(math.log2((one.length + 15) / (two.length + 15)))  # what is short in one language varies most


def _shared(one: _Passage, two: _Passage) -> float:
    """Return from 0 to 1 how much of the one stands in the other, too; little for a single word."""
    common = len(one.words & two.words)
    return common / min(len(one.words), len(two.words)) * common / (common + 1) if common else 0.0


# The cheapest way ---------------------------------------------------------------------------------------------------


def _beads(
    left: Sequence[_Passage],
    right: Sequence[_Passage],
    shapes: Mapping[tuple[int, int], float],
    unlike: Callable[[_Passage, _Passage], float],
) -> list[_Bead]:
    """Return how to walk through both sides with steps of those `shapes` so that it costs least in all."""
    band = _BAND + abs(len(left) - len(right))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(left) + 1):
        for j in range(max(0, i - band), min(len(right), i + band) + 1):
            for (down, along), price in shapes.items():
                before = best.get((i - down, j - along))
                if before is None:
                    continue
                cost = before[0] + price
                if down and along:
                    cost += unlike(_run(left, i - down, i), _run(right, j - along, j))
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = cost, (down, along)
    found, i, j = [], len(left), len(right)
    while i or j:
        down, along = best[i, j][1]
        found.append((left[i - down : i], right[j - along : j]))
        i, j = i - down, j - along
    return found[::-1]


def _run(side: Sequence[_Passage], start: int, end: int) -> _Passage:
    return side[start] if end - start == 1 else _joined(side[start:end])
