"""Facts that do not pass: every problem at once, each at its place, with what is wanted and never with what was said."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_origin

import pytest
from builders import (
    ALL_KINDS,
    LANGUAGES,
    Path,
    canaries,
    canary_facts,
    copied_along,
    examples,
    the_answers,
    the_facts,
    the_library,
    value_of,
    with_value,
    without,
    wording,
    written,
)

from docgen.cli.report import sentence
from docgen.conditions import holds
from docgen.errors import FactsProblem, Problem
from docgen.facts import check_facts, read_matter, with_gaps
from docgen.matter import Matter
from docgen.matter.values import Address, Detail, Id, Line, Prose, Words
from docgen.records import field_types, path_text, record_type

COMPLETE = {"every fact": canary_facts(), **examples()}


def _problems(facts: object, kind: str = "") -> tuple[Problem, ...]:
    required = the_library().manifest(kind).requires if kind else ()
    return check_facts(the_answers(facts), required)


def _told(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    return {(problem.id, problem.place.path) for problem in problems}


def _keys(value: object, path: Path = ()) -> Iterator[Path]:
    """Yield the path of each key of a record, down to the single facts, in the first record of each list; keys that
    the person makes up are left out."""
    if isinstance(value, dict) and "translator" not in value and path[-1:] not in (("answers",), ("sources",)):
        for name, each in value.items():
            if not _is_language(name):
                yield (*path, name)
                yield from _keys(each, (*path, name))
    elif isinstance(value, list):
        for index, each in enumerate(value[:1]):
            yield from _keys(each, (*path, index))


def _is_language(name: str) -> bool:
    return name in ("en", "es")


def _place(facts: object, key: str, after: int = 0) -> tuple[int, int]:
    """Return line and column of the only key `key` in the file that holds `facts`."""
    text = written(facts)
    offset = text.index(f'"{key}":', after)
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


# Complete facts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMPLETE)
def test_complete_facts_make_a_matter(name: str) -> None:
    assert _problems(COMPLETE[name]) == ()


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("name", sorted(examples()))
def test_each_example_has_all_that_each_kind_needs(name: str, kind: str) -> None:
    assert _problems(examples()[name], kind) == ()


def test_the_smallest_facts_make_a_matter() -> None:
    assert _problems(the_facts()) == ()


# Misspelt keys --------------------------------------------------------------------------------------------------------


def _misspellings(key: str, *, all_of_them: bool) -> Iterator[str]:
    """Yield `key` as hurried people type it."""
    yield key + key[-1]
    if not all_of_them:
        return
    yield key.replace("_", "-") if "_" in key else key.upper()
    if len(key) > 4:
        yield key[:1] + key[2:]
        yield key[:2] + key[3] + key[2] + key[4:]


def _renamed(facts: Any, path: Path, new: str) -> Any:
    """Return `facts` with the key at `path` spelt `new`, in its place."""
    changed, record = copied_along(facts, path)
    kept = [(new if key == path[-1] else key, value) for key, value in record.items()]
    record.clear()
    record.update(kept)
    return changed


@pytest.mark.parametrize("name", ["every fact", "es.mx.json"])
def test_a_misspelt_key_is_named_with_its_place_and_what_was_meant(name: str) -> None:
    """Every key of a complete file (of the generated one in several misspellings): unknown-key, line and column, and
    the right hint."""
    facts, wrong = COMPLETE[name], []
    for path in _keys(facts):
        key = str(path[-1])
        record = value_of(facts, path[:-1])
        for misspelt in _misspellings(key, all_of_them=name == "every fact"):
            if misspelt == key or misspelt in record:
                continue
            changed = _renamed(facts, path, misspelt)
            expected = path_text((*path[:-1], misspelt))
            found = [each for each in _problems(changed) if each.place.path == expected]
            line, column = _place_of_key(changed, (*path[:-1], misspelt))
            if not found or (found[0].id, found[0].place.line, found[0].place.column) != (
                "problem.unknown-key",
                line,
                column,
            ):
                wrong.append(f"{expected}: {found}")
            elif (found[0].names["near"], found[0].hint) != (key, "hint.did-you-mean"):
                wrong.append(f"{expected}: did you mean {found[0].names['near']!r}")

    assert wrong == []


def _place_of_key(facts: Any, path: Path) -> tuple[int, int]:
    """Return where the key at `path` stands, by marking it: one key in the file is like no other."""
    marked = written(_renamed(facts, path, "\u2020" * len(str(path[-1]))))
    offset = marked.index('"\u2020')
    return marked.count("\n", 0, offset) + 1, offset - marked.rfind("\n", 0, offset)


def test_a_key_like_no_other_gets_no_hint() -> None:
    (problem,) = _problems(the_facts(zzyzx=1))

    assert (problem.id, problem.place.path, problem.hint) == ("problem.unknown-key", "zzyzx", "")


# Missing facts --------------------------------------------------------------------------------------------------------


def _required(cls: type[Any], facts: Any, path: Path) -> Iterator[Path]:
    """Yield the facts that the types of the model cannot do without, as far as `facts` have the records around them."""
    for name, item in field_types(cls).items():
        if not isinstance(facts, dict) or name not in facts:
            continue
        if item.required:
            yield (*path, name)
        record = record_type(get_args(item.type)[0] if get_origin(item.type) is tuple else item.type)
        if record is not None:
            many = facts[name] if isinstance(facts[name], list) else [facts[name]]
            for index, each in enumerate(many):
                inner = (*path, name, index) if isinstance(facts[name], list) else (*path, name)
                yield from _required(record, each, inner)


def test_each_fact_that_the_model_cannot_do_without_is_missed_at_its_place() -> None:
    facts = canary_facts()
    required = list(_required(Matter, facts, ()))

    silent = [
        path_text(path)
        for path in required
        if ("problem.missing", path_text(path)) not in _told(_problems(without(facts, path)))
    ]

    assert len(required) > 40
    assert silent == []


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_each_fact_that_a_kind_cannot_do_without_is_missed(kind: str) -> None:
    """Drop each fact that the kind's manifest requires; where its condition then holds, it must be missed."""
    manifest, facts = the_library().manifest(kind), examples()["en.us-ca.json"]
    silent = []
    for item in manifest.requires:
        path: list[str | int] = list(item.fact.split("."))
        listed = isinstance(facts.get(str(path[0])), list) and len(path) > 1
        if listed:
            path.insert(1, 0)
        try:
            dropped = without(facts, tuple(path))
        except KeyError:
            continue
        scope = dropped["incidents"][0] if listed else dropped
        expected = path_text(tuple(path))
        if holds(item.when, scope) and expected not in {place for _, place in _told(_problems(dropped, kind))}:
            silent.append(expected)

    assert silent == []


@pytest.mark.parametrize("empty", [None, "", [], " "])
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_an_empty_answer_is_no_answer(kind: str, empty: object) -> None:
    changed = with_value(examples()["en.us-ca.json"], ("client", "name"), empty)

    assert "client.name" in {path for _, path in _told(_problems(changed, kind))}


def test_all_missing_facts_are_told_at_once() -> None:
    told = _told(_problems({}, "protective-order"))

    assert {
        ("problem.missing", path)
        for path in ("jurisdiction", "client", "respondent", "incidents", "court.name", "background", "relief.fear")
    } <= told


def test_a_missing_fact_is_told_once() -> None:
    problems = _problems(without(the_facts(), ("client", "name")), "cease-and-desist")

    assert [problem.place.path for problem in problems] == ["client.name"]


# Wrong types ----------------------------------------------------------------------------------------------------------


def _wrong_values(wanted: Any) -> Iterator[object]:
    """Yield values that a fact of the type `wanted` cannot have."""
    listed, record = get_origin(wanted) is tuple, record_type(wanted) is not None
    keyed = not listed and not record and not isinstance(wanted, type)
    if not listed:
        yield [1, 2]
    if not (record or keyed or wanted is Prose):
        yield {"a": 1}
    if wanted not in (int, Decimal):
        yield 12345
    if wanted is not bool:
        yield True
    if listed or record or keyed or wanted in (int, bool, Decimal):
        yield "a text"
    elif not wanted_is_text(wanted):
        yield "no such thing at all"
    yield 0.5 if wanted is not Decimal else "12.50"


def wanted_is_text(wanted: Any) -> bool:
    """Return whether any line of text is an answer."""
    return wanted in (Prose, Line, Detail, Words, Address)


def _fields(cls: type[Any], facts: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    for name, item in field_types(cls).items():
        yield (*path, name), item.type
        inner = get_args(item.type)[0] if get_origin(item.type) is tuple else item.type
        if get_origin(item.type) is tuple and record_type(inner) is None:
            yield (*path, name, 0), inner
        record = record_type(inner)
        if record is not None:
            within = (*path, name, 0) if get_origin(item.type) is tuple else (*path, name)
            yield from _fields(record, facts, within)


TYPE_PROBLEMS = {"problem.wrong-type", "problem.unfit", "problem.no-such-choice"}


def test_a_wrong_type_anywhere_is_a_problem_at_its_path() -> None:
    facts, accepted = canary_facts(), []
    for path, wanted in _fields(Matter, facts, ()):
        for value in list(_wrong_values(wanted))[:3]:
            changed = with_value(facts, path, value)
            told = {problem.place.path for problem in _problems(changed) if problem.id in TYPE_PROBLEMS}
            if path_text(path) not in told:
                accepted.append(f"{path_text(path)} = {value!r}")

    assert accepted == []


def test_null_is_refused_where_nobody_can_decline() -> None:
    facts, accepted = canary_facts(), []
    for path, _ in _fields(Matter, facts, ()):
        declinable = _may_decline(path)
        told = _told(_problems(with_value(facts, path, None)))
        if declinable == any(place == path_text(path) for _, place in told):
            accepted.append(path_text(path))

    assert accepted == []


def _may_decline(path: Path) -> bool:
    cls: type[Any] = Matter
    item = None
    for step in path:
        if isinstance(step, int):
            if step is path[-1]:
                return False
            continue
        item = field_types(cls)[step]
        inner = get_args(item.type)[0] if get_origin(item.type) is tuple else item.type
        cls = record_type(inner) or cls
    return item is not None and item.may_decline and not isinstance(path[-1], int)


def test_a_text_per_language_holds_texts_only() -> None:
    for wrong in (
        {"en": 5},
        {},
        {"translator": "Ana"},
        {"en": "x", "translator": 5},
        {"en": "x", "translator": {"a": 1}},
    ):
        told = _told(_problems(the_facts(background=wrong)))
        assert told == {("problem.unfit", "background")}, wrong


def test_a_text_per_language_names_its_translator() -> None:
    matter = read_matter(the_answers(the_facts(background={"es": "Hola.", "en": "Hello.", "translator": "Eva Roy"})))

    assert isinstance(matter.background, Prose)
    assert (matter.background.text, matter.background.in_language("en"), matter.background.translator) == (
        "Hola.", "Hello.", "Eva Roy",
    )  # fmt: skip


# All at once, in order ------------------------------------------------------------------------------------------------


def _everything_wrong() -> dict[str, Any]:
    """Return the canary facts with every single fact of another type, and an unknown key in every record."""
    facts = canary_facts()
    for canary in canaries():
        wrong = 7 if isinstance(canary.value, str | list | bool) else "seven"
        value_of(facts, canary.path[:-1])[canary.path[-1]] = wrong
    return facts


def test_every_problem_of_a_file_is_told_at_once() -> None:
    told = {problem.place.path for problem in _problems(_everything_wrong())}

    assert {str(canary) for canary in canaries()} - told == set()


@pytest.mark.parametrize("kind", ["", *ALL_KINDS])
def test_problems_stand_in_the_order_of_the_file(kind: str) -> None:
    facts = _everything_wrong()
    del facts["client"]["name"]
    facts["clint"] = {}

    places = [(problem.place.line, problem.place.column) for problem in _problems(facts, kind)]

    assert None not in {line for line, _ in places}
    assert places == sorted(places)


def test_every_problem_knows_its_line_its_column_and_its_file() -> None:
    facts = with_value(the_facts(), ("incidents", 0, "date"), "03/04/2026")

    (problem,) = _problems(facts)

    assert (problem.place.source, problem.place.line, problem.place.column) == ("facts.json", *_place(facts, "date"))
    assert (problem.id, problem.names["wanted"]) == ("problem.unfit", "wanted.unambiguous-date")


# What was said is never repeated --------------------------------------------------------------------------------------


@functools.cache
def _all_problems() -> tuple[Problem, ...]:
    return tuple(_problems_of_every_kind())


def _problems_of_every_kind() -> Iterator[Problem]:
    facts = canary_facts()
    yield from _problems(_everything_wrong())
    for path, wanted in _fields(Matter, facts, ()):
        if wanted is Id or _is_choice(wanted):
            continue
        value = value_of(facts, path)
        for wrong in ([value], {"zz": value}, f"{value}\x00", f"{value}\n\u202e" * 60):
            yield from _problems(with_value(facts, path, wrong))
    for kind in ALL_KINDS:
        yield from _problems({key: value for key, value in facts.items() if key in ("client", "incidents")}, kind)


def _is_choice(wanted: Any) -> bool:
    inner = get_args(wanted)[0] if get_origin(wanted) is tuple else wanted
    return isinstance(inner, type) and issubclass(inner, StrEnum)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_problem_repeats_what_was_said(language: str) -> None:
    """Problems are shown on screens and kept in logs. Ids of records are names that the file itself makes up."""
    program = wording("program", language)
    said = {canary.token for canary in canaries() if canary.token}
    told = {sentence(program, problem) for problem in _all_problems()}

    repeated = [(token, text) for text in told for token in said if token in text]

    assert len(told) > 40
    assert repeated == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_words_in_each_language(language: str) -> None:
    program = wording("program", language)

    for problem in _all_problems():
        assert sentence(program, problem)
        assert not re.search(r"\{\w+\}", sentence(program, problem))


# What does not fit together -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "id", "path"),
    [
        ({"incidents": []}, "problem.no-incidents", "incidents"),
        (
            {"incidents": [{"date": "unknown", "conduct": [], "summary": "x"}]},
            "problem.no-conduct",
            "incidents[0].conduct",
        ),
        (
            {"incidents": [{"date": "unknown", "conduct": ["hate"], "summary": "x", "time": "10:00"}]},
            "problem.time-without-date",
            "incidents[0].time",
        ),
        (
            {"incidents": [{"date": "2026", "conduct": ["hate"], "summary": "x", "zone": "Europe/Atlantis"}]},
            "problem.unfit",
            "incidents[0].zone",
        ),
        (
            {"incidents": [{"date": "2026", "conduct": ["hate"], "summary": "x", "accounts": ["a9"]}]},
            "problem.no-such-record",
            "incidents[0].accounts[0]",
        ),
        (
            {"incidents": [{"date": "2026", "conduct": ["hate"], "summary": "x", "told_by": "w1"}]},
            "problem.no-such-record",
            "incidents[0].told_by",
        ),
        (
            {"exhibits": [{"id": "e1", "title": "One"}, {"id": "e1", "title": "Two"}]},
            "problem.double-id",
            "exhibits[1].id",
        ),
        (
            {"losses": [{"kind": "money", "description": "x", "currency": "dollars"}]},
            "problem.unfit",
            "losses[0].currency",
        ),
    ],
)
def test_facts_that_cannot_be_true_together_are_told(changes: dict[str, object], id: str, path: str) -> None:
    assert _told(_problems(the_facts(**changes))) == {(id, path)}


def test_a_misspelt_reference_names_the_record_that_was_meant() -> None:
    incident = {"date": "2026", "conduct": ["hate"], "summary": "x", "exhibits": ["exhibit-one"]}

    (problem,) = _problems(the_facts(exhibits=[{"id": "exhibit-1", "title": "One"}], incidents=[incident]))

    assert (problem.names["near"], problem.hint) == ("exhibit-1", "hint.did-you-mean")


def test_the_clients_own_handles_are_no_references() -> None:
    """`client.accounts` are words, not ids."""
    assert _problems(the_facts(client={"name": "Ana Lind", "accounts": ["@ana on Instagram"]})) == ()


def test_a_clinics_own_answer_may_have_any_name() -> None:
    """`answers` has the ids of a clinic's questions as keys; none of them is a reference."""
    assert _problems(the_facts(answers={"exhibits": "Two folders.", "accounts": "Three banks."})) == ()


# Drafts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_draft_of_nothing_shows_every_gap(kind: str) -> None:
    required = the_library().manifest(kind).requires

    answers, gaps = with_gaps(the_answers({}), required, lambda fact: f"[MISSING: {fact}]")

    paths = {path_text(path) for path in gaps}
    assert {"client.name", "respondent.identity"} <= paths
    assert _draft_problems(answers) <= {("problem.no-incidents", "incidents")}


def _draft_problems(answers: Any) -> set[tuple[str, str]]:
    try:
        read_matter(answers)
    except FactsProblem as error:
        return _told(error.problems)
    return set()


def test_a_draft_marks_what_is_missing_and_keeps_what_is_there() -> None:
    answers, gaps = with_gaps(
        the_answers(without(the_facts(), ("client", "name"))), (), lambda fact: f"[MISSING: {fact}]"
    )

    matter = read_matter(answers)

    assert gaps == (("client", "name"),)
    assert matter.client.name == "[MISSING: client.name]"
    assert matter.respondent.name == "Rolf Berg"


def test_making_a_draft_changes_no_answer_of_the_caller() -> None:
    answers = the_answers(the_facts(client={}))

    with_gaps(answers, (), lambda _: "[MISSING]")

    assert answers.values["client"] == {}


def test_the_source_of_a_list_of_ids_is_no_id() -> None:
    (incident,) = the_facts()["incidents"]  # type: ignore[misc]

    assert _problems(the_facts(incidents=[{**incident, "sources": {"exhibits": "shots", "told_by": "log.csv"}}])) == ()
