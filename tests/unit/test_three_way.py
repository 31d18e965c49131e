"""Three versions of a text: nothing is lost, nothing is made up, and only real conflicts are conflicts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.three_way import Change, three_way

TEXTS = st.lists(st.sampled_from("abcde"), max_size=12)


def merged(base: list[str], mine: list[str], new: list[str]) -> tuple[list[str], int]:
    made: list[str] = []
    conflicts = 0
    for region in three_way(base, mine, new):
        conflicts += region.change is Change.CONFLICT
        made += new[region.new] if region.change is Change.NEW else mine[region.mine]
    return made, conflicts


@given(TEXTS, TEXTS, TEXTS)
def test_the_regions_cover_each_version_once_and_in_order(base: list[str], mine: list[str], new: list[str]) -> None:
    regions = list(three_way(base, mine, new))

    for which, text in (("base", base), ("mine", mine), ("new", new)):
        assert [piece for region in regions for piece in text[getattr(region, which)]] == text


@given(TEXTS, TEXTS)
def test_where_one_side_changed_nothing_the_other_is_the_result(base: list[str], other: list[str]) -> None:
    assert merged(base, base, other) == (other, 0)
    assert merged(base, other, base) == (other, 0)
    assert merged(base, other, other) == (other, 0)


@given(TEXTS, TEXTS, TEXTS)
def test_a_conflict_keeps_mine_and_has_two_other_versions(base: list[str], mine: list[str], new: list[str]) -> None:
    for region in three_way(base, mine, new):
        versions = (base[region.base], mine[region.mine], new[region.new])
        if region.change is Change.CONFLICT:
            assert versions[0] != versions[1] != versions[2] != versions[0]


def test_changes_of_neighbouring_sentences_are_no_conflict() -> None:
    assert merged(["a", "b", "c", "d"], ["a", "B", "c", "d"], ["a", "b", "C", "d"]) == (["a", "B", "C", "d"], 0)


def test_a_sentence_that_both_changed_is_one() -> None:
    assert merged(["a", "b", "c"], ["a", "mine", "c"], ["a", "new", "c"]) == (["a", "mine", "c"], 1)


def test_both_changed_alike_is_none() -> None:
    assert merged(["a", "b"], ["a", "x"], ["a", "x"]) == (["a", "x"], 0)
