"""Passages on the right of a reading copy follow the left; none is lost, whatever made them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.word.twins import Signs, in_order_of, likeness, weights_of

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


def test_what_has_no_partner_stays_between_two_that_are_told_elsewhere():
    """A title, “I declare:” and a name open a paper; the rest of what one side tells there is a section of its own."""
    title, name, who = (frozenset({f"fact client.{each}", f"if client.{each}"}) for each in ("title", "name", "who"))
    section = [frozenset({f"fact respondent.{number}", f"if {number}"}) for number in range(4)]
    left = [(title, True), (name, False), (frozenset[str](), True), *((each, False) for each in section)]
    right = [(title, True), (who, False), (name, False), *((each, False) for each in section)]

    assert ordered(left, right) == list(range(len(right)))


def test_a_style_tells_nothing_of_passages_that_print_other_facts():
    line = frozenset({"style Signature"})
    place, name = (line | {f"fact {each}"} for each in ("signing.place", "representative.authority"))
    weights = {"style Signature": 1.0}

    assert likeness(line, line, weights) > 0.5
    assert likeness(line, place, weights) == likeness(place, name, weights) == 0
