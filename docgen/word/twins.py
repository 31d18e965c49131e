"""What two passages of one document in two languages have in common beside their words: the facts that made them.

Two wordings of a kind print the same facts under the same conditions, each in its own order. So what the template did
tells which passages are each other's translation, without a language being read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from docgen.word.origin import Origin

__all__ = ["Signs", "Weights", "in_order_of", "likeness", "signs_of", "weights_of"]

Signs = frozenset[str]
"""What made a passage: each fact that it prints, each condition that let it stand, each turn of a loop, its style."""
Weights = Mapping[str, float]
"""How much a sign tells: 1 for one that a single passage of either side has, less for each more."""

_ENOUGH = 0.5
"""So alike must two passages be that the one is taken for the other wherever it stands."""
_DOUBT = 0.3
"""What keeps a sign that many passages have from telling two of them alike."""


def signs_of(origins: Iterable[Origin | None], style: str) -> Signs:
    """Return the signs of a passage of that `style` that those paragraphs are; nothing else where no template has one.

    A style that is rare, such as that of an oath or of a signature, tells as much as a fact.
    """
    found = {f"style {style}"}
    for origin in filter(None, origins):
        turns = "".join(f" {turn.over} {turn.number}" for turn in origin.turns)
        found.update(f"fact {fact}{each}" for fact in origin.facts for each in {turns, ""})
        found.update(f"{'if' if each.held else 'unless'} {each.text}{turns}" for each in origin.conditions)
        if turns:
            found.add(f"turn{turns}")
    return frozenset(found)


def weights_of(left: Iterable[Signs], right: Iterable[Signs]) -> Weights:
    """Return how much each sign tells that both sides have."""
    ours, theirs = (Counter(sign for each in side for sign in each) for side in (left, right))
    return {sign: 1 / max(ours[sign], theirs[sign]) for sign in ours.keys() & theirs.keys()}


def likeness(one: Signs, two: Signs, weights: Weights) -> float:
    """Return from 0 to 1 how much of what tells something both have."""
    whole = sum(weights.get(sign, 0.0) for side in (one, two) for sign in side)
    return 2 * sum(weights.get(sign, 0.0) for sign in one & two) / (whole + _DOUBT)


def in_order_of(
    left: Sequence[Signs], right: Sequence[Signs], weights: Weights, opening: tuple[Sequence[bool], Sequence[bool]]
) -> list[int]:
    """Return the numbers of the passages on the right in the order in which the left tells the same.

    `opening` says of each passage of either side whether it opens a section, as a heading does. A passage that is like
    none stays with its section, behind the one before it; a heading goes where most of what it heads goes.
    """
    partner = _partners(left, right, weights, opening)
    section = list(accumulate(_begins(opening[0])))
    starts = [number for number, begins in enumerate(_begins(opening[1])) if begins or not number]
    places: list[int] = []
    place = 0
    for start, end in pairwise([*starts, len(right)]):
        told = [section[partner[number]] for number in range(start, end) if number in partner]
        home = max(told, key=told.count, default=-1)
        own = [each for each in range(start, end) if each in partner and section[partner[each]] == home]
        place = partner[own[0]] if own else place
        for number in range(start, end):
            place = partner[number] if number in own else place
            places.append(partner.get(number, place))
    return sorted(range(len(right)), key=lambda number: (places[number], number))


def _begins(opening: Sequence[bool]) -> list[bool]:
    """Return where a section begins; headings that follow one another open one."""
    return [here and not before for before, here in pairwise([False, *opening])]


def _partners(
    left: Sequence[Signs], right: Sequence[Signs], weights: Weights, opening: tuple[Sequence[bool], Sequence[bool]]
) -> dict[int, int]:
    """Return for each passage on the right the number of the one on the left that it is taken for."""
    holders: dict[str, list[int]] = {}
    for number, signs in enumerate(left):
        for sign in signs & weights.keys():
            holders.setdefault(sign, []).append(number)
    found = []
    for number, signs in enumerate(right):
        if opening[1][number] and not any(sign.startswith("fact ") for sign in signs):
            continue  # it goes with what it heads
        for other in {each for sign in signs & weights.keys() for each in holders[sign]}:
            alike = likeness(left[other], signs, weights)
            if alike >= _ENOUGH and opening[0][other] == opening[1][number]:
                found.append((-round(alike, 3), other, number))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, ours, theirs in sorted(found):
        if theirs not in partner and ours not in taken:
            partner[theirs] = ours
            taken.add(ours)
    return partner
