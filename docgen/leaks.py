"""The last gate: a finished document is searched, part by part, for facts that its reader must not see.

Values are looked for as people write them: telephone numbers by their digits, addresses by house number and street or
by post code, birth dates in the usual forms, names and texts by their words whatever the case, accents, invisible signs
and punctuation between. Not looked for: choices, yes and no, numbers under four digits, record ids, and short
descriptions (`Detail`), which would match innocent words. A document cannot get its name before this search has found
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from docgen.dates import PartialDate
from docgen.errors import LeakStopped, Place, Problem
from docgen.frozen import ordered
from docgen.leak_patterns import Wanted, digits_of, is_traced, needed_words, stands, traces_of
from docgen.leak_places import apart_of, set_apart, stands_apart
from docgen.matter.audiences import Audience
from docgen.matter.own_answers import ANSWERS, OwnAnswers
from docgen.matter.values import UNANSWERED, Address, Gap, Id, Line, Sha256, Zone
from docgen.plain_words import BAR, PlainPart, entries_of, plain_words, sequence
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
    value: object = field(default=None, repr=False)
    told: str = field(default="", repr=False)
    """The words that the reader may see: with `value`, what to look for where letters are set apart."""


def hidden_facts(matter: object, audience: Audience, today: date | None = None) -> tuple[Hidden, ...]:
    """Return the facts of `matter` that `audience` may not read, deny by default: a fact is visible only where it and
    every record that holds it name the audience.

    A name that stands in a visible fact of the same reader is no secret (the client captured the exhibit, an earlier
    order names the court), unless it is one that not even a court paper may hold: that is looked for anyway. Nor is
    the day of an own answer that is `today`, the date of the document, or a day that the reader may see elsewhere. An
    own answer tells a name only as a whole: what stands within one is no less a secret, for anything may stand there.
    """
    facts, own = _Facts([], []), _Facts([], [])
    _gather(matter, (), frozenset(Audience), audience, facts)
    answers = getattr(matter, ANSWERS, None)
    if isinstance(answers, OwnAnswers):
        _gather(answers, (ANSWERS,), frozenset(Audience), audience, own)
        facts.hidden.extend(own.hidden)
    told, own_told = entries_of(facts.told), entries_of(own.told)
    days = _days_told(matter, audience) if any(_own_day(fact.value) for fact in facts.hidden) else set()
    found = []
    for fact in facts.hidden:
        if isinstance(fact.value, Gap):
            continue
        named = isinstance(fact.value, Line) and Audience.COURT in fact.audiences
        if named and (name := sequence(plain_words(str(fact.value)))) and (name in told or _bars(name) in own_told):
            continue
        if (day := _own_day(fact.value)) and (day == today or day in days):
            continue
        path = path_text(fact.path)
        hidden = Hidden(path, traces_of(path, fact.value, told), digits_of(fact.value), fact.value, told)
        if hidden.patterns or hidden.digits:
            found.append(hidden)
    return tuple(found)


def _own_day(value: object) -> date | None:
    """Return the day of an own answer, None for another fact. A day of birth is looked for whatever day it is."""
    if isinstance(value, date):
        return value
    return value.first if isinstance(value, PartialDate) and hasattr(value, "searched_as_day") else None


def _bars(name: str) -> str:
    """Return the plain words of a `name` as `entries_of` has them where they are a whole entry."""
    return f" {BAR}{name}{BAR} "


def _days_told(matter: object, audience: Audience) -> set[date]:
    """Return the days that `audience` may read of in the incidents and other events, and in own answers."""
    found: set[date] = set()
    records = [(matter, frozenset(Audience)), (getattr(matter, ANSWERS, None), frozenset(Audience))]
    while records:
        record, around = records.pop()
        for name, item in field_types(type(record)).items() if record_type(type(record)) else ():
            seen = around & (item.audiences or frozenset())
            held = vars(record)[name]
            for _, value in _each(held) if type(held) in _SEVERAL else (((), held),):
                if isinstance(value, PartialDate) and audience in seen:
                    found |= {value.first, value.last}
                elif isinstance(value, date) and audience in seen:
                    found.add(value)
                records.append((value, seen))
    return found


class _Fact(NamedTuple):
    path: Path
    value: object
    audiences: frozenset[Audience]
    """Those that the fact and every record around it name."""


class _Facts(NamedTuple):
    hidden: list[_Fact]
    """What is looked for."""
    told: list[str]
    """What the audience may read and tells a name or an address."""


def _gather(record: object, path: Path, around: frozenset[Audience], audience: Audience, found: _Facts) -> None:
    """Add to `found` each fact in `record`; `around` are the audiences that every record around it names."""
    facts = vars(record)
    for name, audiences, has_records in _fields(type(record), around, audience):  # type: ignore[arg-type]
        value = facts[name]
        if value is None or value is UNANSWERED:
            continue
        for step, fact in _each(value) if type(value) in _SEVERAL else (((), value),):
            if has_records:
                _gather(fact, (*path, name, *step), audiences, audience, found)
            elif audience in audiences:
                found.told.append(str(fact))
            else:
                found.hidden.append(_Fact((*path, name, *step), fact, audiences))


_SEVERAL = (tuple, dict)


def _each(value: Any) -> Iterable[tuple[Path, object]]:
    """Return the facts in `value`, a list or a mapping, each with the rest of its path."""
    if type(value) is tuple:
        return [((index,), each) for index, each in enumerate(value)]
    return [((str(key),), each) for key, each in value.items()]


@cache
def _fields(
    cls: type[Any], around: frozenset[Audience], audience: Audience
) -> tuple[tuple[str, frozenset[Audience], bool], ...]:
    """Return name, audiences and whether it holds records of each field of `cls` in which `_gather` finds something."""
    found = []
    for name, item in field_types(cls).items():
        parts, audiences = get_args(item.type), around & (item.audiences or frozenset())
        wanted = parts[0 if get_origin(item.type) is tuple else -1] if parts else item.type
        has_records = record_type(wanted) is not None
        if has_records or _matters(wanted, seen=audience in audiences):
            found.append((name, audiences, has_records))
    return tuple(found)


def _matters(wanted: type[object], *, seen: bool) -> bool:
    """Return whether a fact of the type `wanted` is looked for, or, where it is `seen`, tells a name or an address."""
    if not seen:
        return is_traced(wanted)
    return issubclass(wanted, Line | Address) and not issubclass(wanted, Id | Zone | Sha256)


def refuse_leaks(parts: Callable[[], list[PlainPart]], hidden: tuple[Hidden, ...]) -> None:
    """Search a finished document, of which `parts` gives each part, for `hidden` facts.

    Raises `LeakStopped` with the path of each fact that was found and the part that holds it; never with the value.
    """
    searched = parts()
    found = _found_in(searched, hidden)
    if found:
        raise LeakStopped(
            Problem(id="leak.found", place=Place(source=part.place, path=fact.path), hint="hint.leak")
            for part in searched
            for fact in _found_in([part], found)
        )


def _found_in(parts: Sequence[PlainPart], hidden: Sequence[Hidden]) -> list[Hidden]:
    """Return those of the `hidden` facts that stand in `parts`."""
    text = "|".join(part.words for part in parts)
    digits = _digits(text, [fact.digits for fact in hidden if fact.digits])
    rows = set_apart(text)
    needed = [[(wanted, needed_words(wanted)) for wanted in fact.patterns] for fact in hidden]
    absent = {word for each in needed for _, words in each for word in words}
    for known in {id(each): each for part in parts for each in part.known}.values():
        absent = absent - known  # a look in a set saves a search through the text
    possible = [[wanted for wanted, words in each if absent.isdisjoint(words)] for each in needed]
    lacking = _lacking([wanted for each in possible for wanted in each if isinstance(wanted, str)], text)
    return [
        fact
        for fact, each in zip(hidden, possible, strict=True)
        if any(stands(wanted, text) for wanted in each if wanted not in lacking)
        or (fact.digits and fact.digits in digits)
        or (rows and stands_apart((*apart_of(fact.value, fact.told), *_joined(fact.patterns)), rows))
    ]


_FEW = 50


def _lacking(wanted: Sequence[str], text: str) -> AbstractSet[str]:
    """Return those of the `wanted` that cannot stand in `text`, because three of their words in a row do not.

    Of a long matter there are hundreds: one pass finds all, where each by itself would take a pass. Of few, none.
    """
    if len(wanted) < _FEW:
        return frozenset()
    runs = {each: set(_runs(each)) for each in wanted}
    missing = set[tuple[str, ...]]().union(*runs.values()).difference(_runs(text))
    return {each for each, run in runs.items() if not missing.isdisjoint(run)}


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    """Return each three neighbouring words of `text`; none of a single word without the spaces around it, for it may
    stand within another.
    """
    words = text.split()
    return zip(words, words[1:], words[2:], strict=False)


def _joined(patterns: Sequence[Wanted]) -> list[str]:
    return [each.replace(" ", "") for each in patterns if isinstance(each, str)]


def _digits(words: str, wanted: Sequence[str]) -> str:
    """Return `words` with the digits of neighbouring words together; "" where none of the `wanted` can stand in it."""
    bare = words.encode("ascii", "ignore").translate(None, _NO_DIGITS)
    if not any(each.encode("ascii", "ignore") in bare for each in wanted):
        return ""
    return re.sub(r"(?<=\d) (?=\d)", "", words)


_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
