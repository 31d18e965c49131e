"""Passages on the right of a reading copy follow the left; none is lost, whatever made them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.word.twins import Signs, in_order_of, weights_of

MADE = st.frozensets(st.sampled_from(["fact a", "fact b", "if a", "if b", "turn x 1", "style Numbered"]), max_size=4)
SIDE = st.lists(st.tuples(MADE, st.booleans()), max_size=12)


def ordered(left: list[tuple[Signs, bool]], right: list[tuple[Signs, bool]]) -> list[int]:
    ours, theirs = ([signs for signs, _ in side] for side in (left, right))
    opening = [opens for _, opens in left], [opens for _, opens in right]
    return in_order_of(ours, theirs, weights_of(ours, theirs), opening)


@given(SIDE, SIDE)
def test_every_passage_comes_once(left: list[tuple[Signs, bool]], right: list[tuple[Signs, bool]]):
    assert sorted(ordered(left, right)) == list(range(len(right)))


@given(SIDE)
def test_two_sides_told_alike_stay_as_they_are(side: list[tuple[Signs, bool]]):
    """Each fact is told once here: of passages that the same facts made, any may be the other's translation."""
    told = [(frozenset({f"fact {number}"}), opens) for number, (_, opens) in enumerate(side)]

    assert ordered(told, told) == list(range(len(side)))


def test_sections_follow_the_left_with_their_headings_and_what_nothing_made():
    heading, nothing = (frozenset[str](), True), (frozenset[str](), False)
    fear, order = ((frozenset({f"fact relief.{name}", f"if relief.{name}"}), False) for name in ("fear", "order"))

    assert ordered([heading, fear, heading, order], [heading, order, nothing, heading, fear]) == [3, 4, 0, 1, 2]
