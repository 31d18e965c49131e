"""Whatever stands in a facts file, docgen makes a matter of it or says what is wrong: it never breaks."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from builders import ALL_KINDS, a_plan, canary_facts, examples, the_library, value_of, wording, written
from hypothesis import given
from hypothesis import strategies as st

from docgen.answers import read_json
from docgen.assemble import Wish, plan_document
from docgen.cli.report import sentence
from docgen.errors import DocgenError
from docgen.facts import check_facts, read_matter, with_gaps
from docgen.leaks import hidden_facts
from docgen.matter import Matter
from docgen.matter.audiences import Audience
from docgen.records import field_types

HUGE = "a number of 5,000 digits"
REQUIRED = {kind: the_library().manifest(kind).requires for kind in ALL_KINDS}
PROGRAM = wording("program", "es")

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([HUGE, "\ud800", "\x00"])
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(list(field_types(Matter))), inner)
    ),
    max_leaves=12,
)


def _read(data: bytes) -> None:
    """Take `data` as far as it goes; only a `DocgenError` with words for each of its problems may stop it."""
    try:
        answers = read_json(data, "facts.json")
        for kind in ALL_KINDS:
            check_facts(answers, REQUIRED[kind])
        drafted, _ = with_gaps(answers, REQUIRED["protective-order"], lambda fact: f"[MISSING: {fact}]")
        matter = read_matter(answers)
        hidden_facts(matter, Audience.PLATFORM)
        read_matter(drafted)
    except DocgenError as error:
        assert error.problems
        for problem in error.problems:
            assert sentence(PROGRAM, problem)


def _dumped(value: object) -> bytes:
    """Return `value` as JSON, lone surrogates as escapes."""
    return json.dumps(value).replace(f'"{HUGE}"', "9" * 5000).encode()


@given(anything)
def test_any_json_value_makes_a_matter_or_a_list_of_problems(value: object) -> None:
    _read(_dumped(value))


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_make_a_matter_or_a_list_of_problems(data: bytes) -> None:
    _read(data)


@given(st.text(alphabet='{}[]":,\\ \n0123456789eE.-+tfnulNaI“”/*#a', max_size=60))
def test_anything_that_looks_like_json_makes_a_list_of_problems(text: str) -> None:
    _read(text.encode())


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for key, each in children for inner in _paths(each, (*path, key)))]


COMPLETE = written(canary_facts())
PATHS = _paths(canary_facts())[1:]


@given(st.lists(st.tuples(st.sampled_from(PATHS), anything), min_size=1, max_size=3))
def test_any_value_in_the_place_of_any_fact_makes_a_list_of_problems(
    changes: list[tuple[tuple[str | int, ...], object]],
) -> None:
    facts = json.loads(COMPLETE)
    for path, value in changes:
        try:
            value_of(facts, path[:-1])[path[-1]] = value
        except (TypeError, KeyError, IndexError):
            continue
    _read(_dumped(facts))


@given(
    st.integers(0, len(COMPLETE) - 1),
    st.integers(0, 30),
    st.sampled_from(['"', "{", "}", "[", "]", ",", ":", "\\", "\n", "", "9", "é", "“"]),
)
def test_any_slip_of_the_hand_in_a_valid_file_makes_a_list_of_problems(at: int, more: int, typed: str) -> None:
    _read((COMPLETE[:at] + typed + COMPLETE[at + more :]).encode())


@given(st.integers(0, len(COMPLETE)))
def test_a_file_cut_off_anywhere_makes_one_problem(at: int) -> None:
    _read(COMPLETE[:at].encode())


# Plans ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("draft", [False, True])
def test_leaving_out_any_facts_gives_a_plan_or_a_list_of_problems(kind: str, draft: bool, today: Any) -> None:
    """Drop facts at random from a real matter: what is left is planned, or refused in words."""
    chance = random.Random(f"{kind}{draft}")
    name, facts = "en.us-ca.json", examples()["en.us-ca.json"]
    for _ in range(25):
        left = json.loads(json.dumps(facts))
        for path in chance.sample(_paths(left)[1:], 12):
            try:
                del value_of(left, path[:-1])[path[-1]]
            except (TypeError, KeyError, IndexError):
                continue
        try:
            plan_document(
                the_library(),
                read_json(written(left).encode(), name),
                Wish(kind=kind, today=today, draft=draft, interview="es"),
            )
        except DocgenError as error:
            assert error.problems
            for problem in error.problems:
                assert sentence(PROGRAM, problem)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_order_of_the_keys_changes_nothing(kind: str) -> None:
    facts = examples()["es.mx.json"]
    turned = json.loads(json.dumps(facts, sort_keys=True))

    plans = [
        a_plan(read_matter(read_json(written(each).encode(), "f")), kind, language="es") for each in (facts, turned)
    ]

    assert plans[0] == plans[1]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_ends_and_the_mark_of_the_file_change_nothing(end: str) -> None:
    text = written(examples()["es.es.json"])

    one, other = (read_json(data, "f").values for data in (text.encode(), text.replace("\n", end).encode("utf-8-sig")))

    assert one == other
