"""What two passages of one document in two languages have in common beside their words: the facts that made them.

Two wordings of a kind print the same facts under the same conditions, each in its own order. So what the template did
tells which passages are each other's translation, without a language being read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from docgen.word.tracing import ParagraphSource

__all__ = ["Signs", "Weights", "in_order_of", "likeness", "signs_of", "tell_other_facts", "weights_of"]

Signs = frozenset[str]
"""What made a passage: each fact that it prints, each condition that let it stand, each turn of a loop, its style."""
Weights = Mapping[str, float]
"""How much a sign tells: 1 for one that a single passage of either side has, less for each more."""
Opening = tuple[Sequence[bool], Sequence[bool]]

_ENOUGH = 0.5
"""So alike must two passages be that the one is taken for the other wherever it stands."""
_TOLD = 0.25
"""So much must tell it: of what most passages have in common, such as who writes, all together tells nothing."""
_CERTAIN = 0.85
"""So alike must one be, and by a sign that no other has, to be told in another section than those around it."""
_SEVERAL = 2.0
"""How much must tell this of several that follow one another."""
_DOUBT = 0.3
"""What keeps a sign that many passages have from telling two of them alike."""
_INSIDE = 0.7
"""So much of what tells one passage must be in another that says more, to be taken for its translation."""
_FAR = 1 / 3
"""So much of the document may lie between two passages that no sign of their own tells alike."""
_PARTIES = ("client.name", "respondent.name")
"""Facts that any passage may print where its translation says “I” or “you”."""
_RARE = 0.3
"""A fact that tells less is printed all over a document, as the names of the parties are."""


def signs_of(origins: Iterable[ParagraphSource | None], style: str) -> Signs:
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
    """Return from 0 to 1 how much of what tells something both have.

    A style tells nothing of two passages that print other facts: a place and a name are both signed on one line.
    """
    common = one & two
    if tell_other_facts(one, two, weights):
        common = frozenset(sign for sign in common if not sign.startswith("style "))
    return 2 * _weight(common, weights) / (_weight(one, weights) + _weight(two, weights) + _DOUBT)


def tell_other_facts(one: Signs, two: Signs, weights: Weights) -> bool:
    """Return whether two passages print facts, but none that the other prints, and no sign of their own made both.

    A passage that prints no more than the names of the parties may stand beside one that prints nothing. Two wordings
    may loop over a fact under two names, so only the last part of its name counts.
    """
    if any(weights.get(sign) == 1 for sign in one & two if not sign.startswith("style ")):
        return False
    ours, theirs = (_facts(each) for each in (one, two))
    told = (sign for sign in one | two if sign.startswith("fact ") and sign.split()[1] not in _PARTIES)
    rare = any(weights.get(sign, 1.0) >= _RARE for sign in told)
    return rare and not ours & theirs


def _facts(signs: Signs) -> frozenset[str]:
    """Return the last part of the name of each fact that a passage prints."""
    return frozenset(sign.split()[1].rpartition(".")[2] for sign in signs if sign.startswith("fact "))


def _weight(signs: Signs, weights: Weights) -> float:
    return sum(weights.get(sign, 0.0) for sign in signs)


def in_order_of(left: Sequence[Signs], right: Sequence[Signs], weights: Weights, opening: Opening) -> list[int]:
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
        told = {number: partner[number] for number in range(start, end) if number in partner}
        common = {number: _weight(left[other] & right[number], weights) for number, other in told.items()}
        home = _home({number: section[other] for number, other in told.items()}, common)
        own = {number: other for number, other in told.items() if section[other] == home}
        own |= _stay(own, common, lambda one, other: _weight(left[one] & right[other], weights), partner.values())
        place = min(own.values(), default=place)
        alike = {number: likeness(left[other], right[number], weights) for number, other in told.items()}
        strays = _strays({each: section[other] for each, other in told.items() if each not in own}, common, alike)
        for number in range(start, end):
            place = own.get(number, place)
            if number in strays:
                places.append(told[number])
            elif number not in told and _between(number, strays, told):
                places.append(places[-1])
            else:  # behind a stray it goes back to its section only where that goes on
                places.append(places[-1] if places and number > max(own, default=number) else place)
    return sorted(range(len(right)), key=lambda number: (places[number], number))


def _home(sections: Mapping[int, int], common: Mapping[int, float]) -> int:
    """Return the section on the left that tells most of these passages; -1 for none."""
    told: dict[int, float] = {}
    for number, section in sections.items():
        told[section] = told.get(section, 0) + common[number]
    return max(told, key=lambda section: told[section], default=-1)


def _between(number: int, strays: Collection[int], told: Mapping[int, int]) -> bool:
    """Return whether a passage stands between two strays that follow each other on the left, too."""
    return {number - 1, number + 1} <= set(strays) and told[number - 1] < told[number + 1]


def _strays(sections: Mapping[int, int], common: Mapping[int, float], alike: Mapping[int, float]) -> frozenset[int]:
    """Return the passages that are surely told in another section than those around them, with those that follow them
    there; several together need less to be sure than one.
    """
    found: set[int] = set()
    together: list[int] = []
    for number in [*sorted(sections), -1]:
        if together and (number != together[-1] + 1 or sections[number] != sections[together[0]]):
            sure = any(alike[each] >= _CERTAIN and common[each] >= 1 for each in together)
            if sure or (len(together) > 1 and sum(common[each] for each in together) >= _SEVERAL):
                found.update(together)
            together = []
        together.append(number)
    return frozenset(found)


def _stay(
    own: Mapping[int, int], common: Mapping[int, float], alike: Callable[[int, int], float], taken: Collection[int]
) -> dict[int, int]:
    """Return other partners for passages of one section that would leave their place though something there is like
    them, too: where one wording says in one passage what another parts.
    """
    chain = _chain(own, common)
    found: dict[int, int] = {}
    for number in own.keys() - set(chain):
        low = max((own[each] for each in chain if each < number), default=min(own.values()) - 2)
        high = min((own[each] for each in chain if each > number), default=max(own.values()) + 2)
        near = [each for each in range(max(low + 1, 0), high) if each not in taken]
        best = max(near, key=lambda each: alike(each, number), default=None)
        if best is not None and alike(best, number) >= _ENOUGH:
            found[number] = best
    return found


def _chain(own: Mapping[int, int], common: Mapping[int, float]) -> list[int]:
    """Return the most passages that both sides tell in the same order; of as many, those that weigh most together."""
    best: dict[int, tuple[int, float, list[int]]] = {}
    for number in sorted(own):
        before = max((best[each] for each in best if own[each] < own[number]), default=(0, 0.0, []))
        best[number] = before[0] + 1, before[1] + common[number], [*before[2], number]
    return max(best.values(), default=(0, 0.0, []))[2]


def _begins(opening: Sequence[bool]) -> list[bool]:
    """Return where a section begins; headings that follow one another open one."""
    return [here and not before for before, here in pairwise([False, *opening])]


def _partners(left: Sequence[Signs], right: Sequence[Signs], weights: Weights, opening: Opening) -> dict[int, int]:
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
            if opening[0][other] != opening[1][number] or _weight(left[other] & signs, weights) < _TOLD:
                continue
            apart = abs(other / len(left) - number / len(right))
            alike = _taken_for(left[other], signs, weights, apart)
            found += [(-alike, other, number)] if alike else []
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, ours, theirs in sorted(found):
        if theirs not in partner and ours not in taken:
            partner[theirs] = ours
            taken.add(ours)
    return partner


def _taken_for(one: Signs, two: Signs, weights: Weights, apart: float) -> float:
    """Return how surely one passage is the translation of another, 0 where it is not.

    `apart` says how much of the document lies between them. One that says more is likened last, so that what says as
    much comes first.
    """
    alike = round(likeness(one, two, weights), 3)
    common = _weight(one & two, weights)
    if alike >= _ENOUGH:
        return alike if common >= 1 or apart <= _FAR else 0.0
    inside = common / (min(_weight(one, weights), _weight(two, weights)) + _DOUBT)
    return alike if common >= 1 and inside >= _INSIDE else 0.0
