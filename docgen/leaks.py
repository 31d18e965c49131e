"""The last gate: a finished document is searched, part by part, for facts that its reader must not see.

Values are looked for as people write them: telephone numbers by their digits, addresses by house number and street or
by post code, birth dates in the usual forms, names and texts by their words whatever the case, accents, invisible signs
and punctuation between. Not looked for: choices, yes and no, numbers under four digits, record ids, and short
descriptions (`Detail`), which would match innocent words. A document cannot get its name before this search has found
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from docgen.errors import LeakStopped, Place, Problem
from docgen.frozen import ordered
from docgen.leak_patterns import Wanted, digits_of, plain_words, sequence, stands, traces_of
from docgen.matter.audiences import Audience
from docgen.matter.values import UNANSWERED, Address, Gap, Line
from docgen.records import Path, field_types, path_text, record_type

__all__ = ["Hidden", "hidden_facts", "refuse_leaks"]


@ordered
class Hidden:
    """A fact that the reader of a document must not see."""

    path: str
    patterns: tuple[Wanted, ...] = field(repr=False)
    """What to look for in the words of a text."""
    digits: str = field(default="", repr=False)
    """What to look for in its digits; "" for nothing."""


def hidden_facts(matter: object, audience: Audience) -> tuple[Hidden, ...]:
    """Return the facts of `matter` that `audience` may not read, deny by default: a fact is visible only where it and
    every record that holds it name the audience.

    A name that a visible fact tells the same reader is no secret (the client captured the exhibit), unless it is one
    that not even a court paper may hold: that is looked for whoever repeats it.
    """
    facts: list[_Fact] = []
    _gather(matter, (), frozenset(Audience), facts)
    seen = [fact.value for fact in facts if audience in fact.audiences and isinstance(fact.value, Line | Address)]
    words = {value: plain_words(value) for value in seen}
    names = {tuple(words[value]) for value in seen if isinstance(value, Line)}
    told = " | ".join(map(sequence, words.values()))
    found = []
    for fact in facts:
        if audience in fact.audiences or isinstance(fact.value, Gap):
            continue
        if (
            isinstance(fact.value, Line)
            and Audience.COURT in fact.audiences
            and tuple(plain_words(fact.value)) in names
        ):
            continue
        path = path_text(fact.path)
        hidden = Hidden(path, traces_of(path, fact.value, told), digits_of(fact.value))
        if hidden.patterns or hidden.digits:
            found.append(hidden)
    return tuple(found)


class _Fact(NamedTuple):
    path: Path
    value: object
    audiences: frozenset[Audience]
    """Those that the fact and every record around it name."""


def _gather(value: object, path: Path, audiences: frozenset[Audience], found: list[_Fact]) -> None:
    """Add to `found` each fact in `value`; choices, yes and no and what was not answered are never looked for."""
    if isinstance(value, StrEnum | int):
        return
    if isinstance(value, str):
        found.append(_Fact(path, value, audiences))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            _gather(each, (*path, index), audiences, found)
    elif isinstance(value, dict):
        for key, each in value.items():
            _gather(each, (*path, str(key)), audiences, found)
    elif record_type(type(value)) is None:
        found.append(_Fact(path, value, audiences))
    else:
        facts = vars(value)
        for name, own in _searched_fields(type(value)):  # type: ignore[arg-type]
            inner = facts[name]
            if inner is not None and inner is not UNANSWERED and inner != ():
                _gather(inner, (*path, name), audiences & own, found)


@cache
def _searched_fields(cls: type[Any]) -> tuple[tuple[str, frozenset[Audience]], ...]:
    """Return name and audiences of each field of the record `cls` whose values can be looked for, or hold such."""
    return tuple(
        (name, item.audiences or frozenset())
        for name, item in field_types(cls).items()
        if not (isinstance(item.type, type) and issubclass(item.type, StrEnum | int))
    )


def refuse_leaks(parts: Callable[[], list[tuple[str, str]]], hidden: tuple[Hidden, ...]) -> None:
    """Search a finished document for `hidden` facts.

    `parts` gives the name of each of its parts and its whole text, taken apart by `as_words`. Raises `LeakStopped`
    with the path of each fact that was found and the part that holds it; never with the value.
    """
    texts = parts()
    found = _found_in("|".join(words for _, words in texts), hidden)
    if found:
        raise LeakStopped(
            Problem(id="leak.found", place=Place(source=name, path=fact.path), hint="hint.leak")
            for name, words in texts
            for fact in _found_in(words, found)
        )


def _found_in(words: str, hidden: Sequence[Hidden]) -> list[Hidden]:
    """Return those of the `hidden` facts that stand in `words`."""
    digits = _digits(words, [fact.digits for fact in hidden if fact.digits])
    return [
        fact
        for fact in hidden
        if any(stands(wanted, words) for wanted in fact.patterns) or (fact.digits and fact.digits in digits)
    ]


def _digits(words: str, wanted: Sequence[str]) -> str:
    """Return `words` with the digits of neighbouring words together; "" where none of the `wanted` can stand in it."""
    bare = words.encode("ascii", "ignore").translate(None, _NO_DIGITS)
    if not any(each.encode("ascii", "ignore") in bare for each in wanted):
        return ""
    return re.sub(r"(?<=\d) (?=\d)", "", words)


_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
