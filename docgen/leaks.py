"""The last gate: a finished document is searched, part by part, for facts that its reader must not see.

Values are looked for as people write them: telephone numbers by their digits, addresses by house number and street or
by post code, birth dates in the usual forms, names and texts by their words whatever the case, accents, invisible signs
and punctuation between. Not looked for: choices, yes and no, numbers under four digits, record ids, and short
descriptions (`Detail`), which would match innocent words. A document cannot get its name before this search has found
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import NamedTuple

from docgen.errors import LeakStopped, Place, Problem
from docgen.frozen import ordered
from docgen.leak_patterns import Wanted, digits_of, plain_words, sequence, stands, traces_of
from docgen.matter.audiences import Audience
from docgen.matter.values import Address, Gap, Line
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
    facts = list(_facts(matter, (), frozenset(Audience)))
    seen = [fact.value for fact in facts if audience in fact.audiences]
    names = {tuple(plain_words(value)) for value in seen if isinstance(value, Line)}
    told = " | ".join(sequence(plain_words(value)) for value in seen if isinstance(value, Line | Address))
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


def _facts(record: object, path: Path, outer: frozenset[Audience]) -> Iterator[_Fact]:
    for name, item in field_types(type(record)).items():
        yield from _values(getattr(record, name), (*path, name), outer & (item.audiences or frozenset()))


def _values(value: object, path: Path, audiences: frozenset[Audience]) -> Iterator[_Fact]:
    if isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _values(each, (*path, index), audiences)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _values(each, (*path, str(key)), audiences)
    elif record_type(type(value)) is not None:
        yield from _facts(value, path, audiences)
    else:
        yield _Fact(path, value, audiences)


def refuse_leaks(parts: Callable[[], list[tuple[str, str]]], hidden: tuple[Hidden, ...]) -> None:
    """Search a finished document for `hidden` facts.

    `parts` gives the name and the whole text of each of its parts. Raises `LeakStopped` with the path of each fact
    that was found and the part that holds it; never with the value.
    """
    problems: list[Problem] = []
    for name, text in parts():
        words = sequence(plain_words(text))
        digits = re.sub(r"(?<=\d) (?=\d)", "", words)
        problems += (
            Problem(id="leak.found", place=Place(source=name, path=fact.path), hint="hint.leak")
            for fact in hidden
            if any(stands(wanted, words) for wanted in fact.patterns) or (fact.digits and fact.digits in digits)
        )
    if problems:
        raise LeakStopped(problems)
