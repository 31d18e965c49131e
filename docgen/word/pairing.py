"""Which passage of one document stands beside which of the same document in another language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Any

from docgen.frozen import frozen
from docgen.word.elements import W
from docgen.word.table_rows import rows_apart
from docgen.word.twins import Signs, Weights, in_order_of, likeness, tell_other_facts, weights_of

__all__ = ["KEPT_WORD", "Block", "Pair", "look_of", "pairs"]

Block = Any
"""An element of the body: a paragraph or a table."""
Pair = tuple[list[Block], list[Block]]
"""What stands beside each other in one row."""

KEPT_WORD = re.compile(r"[\w@/.:-]{3,}")
"""What a translation may keep: a name, an address, a number."""
_ALONE, _JOINED, _CROSSED = 1.2, 1.1, 1.0
"""What it costs to leave a passage alone, to set two beside one, and two beside two told the other way round."""
_CROSS = 2
_LINE = 0.3
"""What each further one beside one costs, as where one wording breaks lines within a paragraph and another lists."""
_FEW = 3
"""More than so many stand in one row only where one thing made them all; for fewer, their looks and lengths do."""
_TELLING = 0.2
"""How much a sign of one thing that made several passages must tell."""
_OTHER_LOOK, _OTHER_FACTS, _NEVER = 2.0, 2.2, 100.0
_SHAPES = {
    (1, 1): 0.0,
    **dict.fromkeys([(1, 0), (0, 1)], _ALONE),
    **dict.fromkeys([(1, 2), (2, 1)], _JOINED),
    **{shape: _JOINED + _LINE * (sum(shape) - 3) for more in range(3, 7) for shape in ((1, more), (more, 1))},
    (2, 2): _CROSSED,
}
_SECTION_ALONE, _ROW_ALONE = 0.6, 0.4
_BAND = 12
"""How far beside the diagonal a partner is looked for: a passage does not move further."""


@frozen
class _Passage:
    """What is compared of a block, or of blocks that follow one another."""

    blocks: tuple[Block, ...]
    looks: tuple[str, ...]
    heads: bool
    """Whether it is the heading of a section."""
    length: int
    words: frozenset[str]
    signs: Signs
    opens: frozenset[int] = frozenset()
    """Numbers of the pairs of sections that they open; those of a section without a partner are its own."""


_Bead = tuple[Sequence[_Passage], Sequence[_Passage]]
"""Passages of either side that belong together; of one side none where they have no partner."""
_Unlike = Callable[[Sequence[_Passage], Sequence[_Passage]], float]


def pairs(
    left: Sequence[Block], right: Sequence[Block], names: Mapping[str, str], signs: Mapping[Block, Signs]
) -> Iterator[Pair]:
    """Yield what stands beside each other; `names` has a style by its id, `signs` what made a block.

    Every block of either side comes once, a table row by row, in the order of the left side; the right side follows it
    where it tells something in another place.

    Passages are compared by what made them (`docgen.word.twins`), by their styles, by their lengths (a translation is
    about as long: Gale and Church, “A Program for Aligning Sentences in Bilingual Corpora”, 1993) and by what a
    translation keeps: names, addresses, numbers. It reads no language. What only one side has stands beside what only
    the other has there, or alone.
    """
    own, other = (_passages(side, signs, names) for side in (left, right))
    signed, others = ([each.signs for each in side] for side in (own, other))
    weights = weights_of(signed, others)
    opening = [each.heads for each in own], [each.heads for each in other]
    order = in_order_of(signed, others, weights, opening)
    unlike, unlike_sections = partial(_unlike, weights=weights), partial(_unlike_sections, weights=weights)
    for ours, theirs in _parts(own, [other[number] for number in order], unlike_sections):
        early: Pair = ([], [])
        for one, two in _beads(ours, theirs, _SHAPES, unlike):
            if one and two:
                yield from _lone(early, signs, weights)
                yield from _set_beside(_all_of(one), _all_of(two), signs)
                early = [], []
            else:
                early = [*early[0], *_all_of(one)], [*early[1], *_all_of(two)]
        yield from _lone(early, signs, weights)


def _lone(early: Pair, signs: Mapping[Block, Signs], weights: Weights) -> Iterator[Pair]:
    """Yield what only one side has: beside what only the other has where something made both, else for itself."""
    left, right = early
    made, other = ({sign for block in side for sign in signs[block]} for side in early)
    if any(weights.get(sign, 0.0) >= _TELLING for sign in made & other):
        yield early
    else:
        yield from (each for each in [(left, list[Block]()), (list[Block](), right)] if each != ([], []))


def _set_beside(one: list[Block], two: list[Block], signs: Mapping[Block, Signs]) -> Iterator[Pair]:
    if len(one) == len(two) == 1 and one[0].tag == two[0].tag == f"{W}tbl":
        for row, other in rows_apart(one[0], two[0], partial(_rows_beside, signs=signs)):
            yield [row][: row is not None], [other][: other is not None]
    else:
        yield one, two


def _rows_beside(ours: Sequence[Any], theirs: Sequence[Any], signs: Mapping[Any, Signs]) -> list[tuple[Any, Any]]:
    """Return which row of a table stands beside which of another, in the order of the first; None for none."""
    left, right = (_passages(side, signs, {}) for side in (ours, theirs))
    signed, others = ([each.signs for each in side] for side in (left, right))
    weights = weights_of(signed, others)
    order = in_order_of(signed, others, weights, ([False] * len(ours), [False] * len(theirs)))
    shapes = {(1, 1): 0.0, (1, 0): _ROW_ALONE, (0, 1): _ROW_ALONE}
    beads = _beads(left, [right[number] for number in order], shapes, partial(_unlike, weights=weights))
    return [(next(iter(_all_of(one)), None), next(iter(_all_of(two)), None)) for one, two in beads]


def _parts(
    left: Sequence[_Passage], right: Sequence[_Passage], unlike: _Unlike
) -> list[tuple[list[_Passage], list[_Passage]]]:
    """Return sections that belong together; one without a partner with the sections around it.

    Where one document has a heading more, what it heads stands in the section before or after it in the other; the
    heading itself stands beside none.
    """
    inside = [_sections(side) for side in (left, right)]
    sections, others = ([_joined(each) for each in side] for side in inside)
    parts: list[tuple[list[_Passage], list[_Passage]]] = []
    whole = False
    shapes = {(1, 1): 0.0, (1, 0): _SECTION_ALONE, (0, 1): _SECTION_ALONE}
    rest = [iter(side) for side in inside]
    for number, (ours, theirs) in enumerate(_beads(sections, others, shapes, unlike)):
        paired = bool(ours and theirs)
        if not parts or (paired and whole):
            parts.append(([], []))
        for side, beads in enumerate((ours, theirs)):
            for _ in beads:
                first, *others_in = next(rest[side])
                opens = frozenset({number} if first.heads else ())
                parts[-1][side].extend((replace(first, opens=opens), *others_in))
        whole = paired
    return parts


def _all_of(passages: Sequence[_Passage]) -> list[Block]:
    return [block for each in passages for block in each.blocks]


def _sections(passages: Sequence[_Passage]) -> list[list[_Passage]]:
    """Return `passages` parted in front of each heading."""
    found: list[list[_Passage]] = []
    for passage in passages:
        if not found or passage.heads:
            found.append([])
        found[-1].append(passage)
    return found


def _heads(block: Block, names: Mapping[str, str]) -> bool:
    return re.match(r"(annex )?(heading|title)", names.get(look_of(block), "")) is not None


def look_of(block: Block) -> str:
    """Return the id of the style of a paragraph, "table" for a table."""
    if block.tag == f"{W}tbl":
        return "table"
    style = block.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _passages(blocks: Sequence[Block], signs: Mapping[Block, Signs], names: Mapping[str, str]) -> list[_Passage]:
    found = []
    for block in blocks:
        text = "".join(each.text or "" for each in block.iter(f"{W}t", f"{W}br", f"{W}p"))
        look = look_of(block)
        words = frozenset(KEPT_WORD.findall(text.lower()))
        heads, made = _heads(block, names), signs[block]
        found.append(_Passage(blocks=(block,), looks=(look,), heads=heads, length=len(text), words=words, signs=made))
    return found


def _joined(passages: Sequence[_Passage]) -> _Passage:
    if len(passages) == 1:
        return passages[0]
    return _Passage(
        blocks=tuple(_all_of(passages)),
        looks=tuple(look for each in passages for look in each.looks),
        heads=passages[0].heads,
        length=sum(each.length for each in passages),
        words=frozenset().union(*(each.words for each in passages)),
        signs=frozenset().union(*(each.signs for each in passages)),
        opens=frozenset().union(*(each.opens for each in passages)),
    )


# Costs --------------------------------------------------------------------------------------------------------------


def _unlike(ours: Sequence[_Passage], theirs: Sequence[_Passage], weights: Weights) -> float:
    """Return what it costs to set passages of one section beside each other."""
    if len(ours) + len(theirs) > _FEW and not _all_alike(ours, theirs, weights):
        return _NEVER
    one, two = _joined(ours), _joined(theirs)
    if one.opens != two.opens or (len(ours) == len(theirs) == _CROSS and not _crossed(ours, theirs, weights)):
        return _NEVER  # a heading stands beside nothing but the heading of the same
    if ("table" in one.looks or "table" in two.looks) and one.looks != two.looks:
        return _NEVER
    alike = likeness(one.signs, two.signs, weights)
    strangers = (Counter(one.looks) - Counter(two.looks)) + (Counter(two.looks) - Counter(one.looks))
    looks = 0.0 if set(one.looks) == set(two.looks) else _OTHER_LOOK * strangers.total() / 2
    if tell_other_facts(one.signs, two.signs, weights):
        looks += _OTHER_FACTS
    return (1 - alike) * looks + 0.5 * _other_length(one, two) - _shared(one, two) - 2 * alike


def _crossed(ours: Sequence[_Passage], theirs: Sequence[_Passage], weights: Weights) -> bool:
    """Return whether something tells that two passages are told the other way round."""
    (one, two), (three, four) = ([each.signs for each in side] for side in (ours, theirs))
    across = likeness(one, four, weights) + likeness(two, three, weights)
    return across > likeness(one, three, weights) + likeness(two, four, weights)


def _all_alike(ours: Sequence[_Passage], theirs: Sequence[_Passage], weights: Weights) -> bool:
    """Return whether each of the passages that stand beside one, or beside two told the other way round, is made of
    something that made its counterpart, too.
    """
    beside = zip(ours, reversed(theirs), strict=True) if len(ours) == len(theirs) else product(ours, theirs)
    return all(any(weights.get(sign, 0.0) >= _TELLING for sign in one.signs & two.signs) for one, two in beside)


def _unlike_sections(ours: Sequence[_Passage], theirs: Sequence[_Passage], weights: Weights) -> float:
    (one,), (two,) = ours, theirs
    if one.looks[0] != two.looks[0]:
        return _NEVER
    alike = likeness(one.signs, two.signs, weights)
    known, other = Counter(one.looks), Counter(two.looks)
    looks = 1 - 2 * (known & other).total() / (known + other).total()
    return looks + 0.3 * _other_length(one, two) - _shared(one, two) - alike


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
    unlike: _Unlike,
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
                    cost += unlike(left[i - down : i], right[j - along : j])
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = cost, (down, along)
    found, i, j = [], len(left), len(right)
    while i or j:
        down, along = best[i, j][1]
        found.append((left[i - down : i], right[j - along : j]))
        i, j = i - down, j - along
    return found[::-1]
