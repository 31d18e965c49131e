"""The facts told so far that a reader of the text must not learn from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args, get_origin

from docgen.frozen import ordered
from docgen.leak_patterns import Wanted, digits_of, stands, traces_of
from docgen.matter import Matter
from docgen.matter.audiences import Audience
from docgen.matter.values import Address, Email, Line, Phone
from docgen.plain_words import plain_words, sequence
from docgen.questions import audiences_of_fact
from docgen.records import Reader, field_types, item_type, record_type

__all__ = ["Private", "private_facts", "tells"]


@ordered
class Private:
    """What to look for in a text, and what may stand in it."""

    patterns: tuple[Wanted, ...]
    digits: tuple[str, ...]
    """Digits of telephone numbers to look for."""
    public_emails: frozenset[str]
    """E-mail addresses that the readers see anyway: those of a clinic, or the respondent's own."""
    public_digits: frozenset[str]
    public_places: str
    """Words of addresses that the readers see anyway."""


class _Fact(NamedTuple):
    path: str
    value: object
    audiences: frozenset[Audience]


def private_facts(
    fact: str,
    matter: Mapping[str, object],
    record: Mapping[str, object],
    readers: frozenset[Audience],
    outsiders: frozenset[Audience],
) -> Private:
    """Return what a text at `fact` must not tell its `readers`: told facts that none of the `outsiders` may see.

    `record` holds the facts of the record that the text stands in, which the matter does not hold yet. A name or place
    that a visible fact tells the same readers is no secret. What was told in an unreadable form is left out.
    """
    told = [*_told(Matter, matter, ""), *_record_facts(fact, record)]
    seen = [each for each in told if readers <= each.audiences]
    names = {tuple(plain_words(each.value)) for each in seen if isinstance(each.value, Line)}
    places = " | ".join(sequence(plain_words(each.value)) for each in seen if isinstance(each.value, Line | Address))
    hidden = [
        each
        for each in told
        if not each.audiences & outsiders and each.path != fact
        if not (isinstance(each.value, Line) and tuple(plain_words(each.value)) in names)
    ]
    return Private(
        tuple(pattern for each in hidden for pattern in traces_of(each.path, each.value, places)),
        tuple(digits for each in hidden if (digits := digits_of(each.value))),
        frozenset(each.value.casefold() for each in seen if isinstance(each.value, Email)),
        frozenset(digits_of(each.value) for each in seen if isinstance(each.value, Phone)),
        places,
    )


def _record_facts(fact: str, record: Mapping[str, object]) -> Iterator[_Fact]:
    """Yield the facts of `record`, which holds the fact at `fact`."""
    cls: Any = Matter
    head = ""
    for step in fact.split(".")[:-1]:
        item = field_types(cls)[step].type
        cls, head = item_type(item), f"{head}{step}."
    if cls is not Matter:
        yield from _told(cls, record, head)


def _told(cls: type[Any], values: Mapping[str, object], head: str) -> Iterator[_Fact]:
    """Yield every fact in `values`, a record of type `cls`, that can be read as its type."""
    for name, item in field_types(cls).items():
        if values.get(name) is not None:
            yield from _values(item.type, values[name], f"{head}{name}")


def _values(wanted: Any, value: object, path: str) -> Iterator[_Fact]:
    if get_origin(wanted) is tuple:
        for each in value if isinstance(value, list | tuple) else ():
            yield from _values(get_args(wanted)[0], each, path)
    elif get_origin(wanted) is not Mapping and (record := record_type(wanted)) is not None:
        if isinstance(value, Mapping):
            yield from _told(record, value, f"{path}.")
    elif get_origin(wanted) is not Mapping:
        read = Reader().value(wanted, value, ())
        if read is not None:
            yield _Fact(path, read, audiences_of_fact(path))


def tells(text: str, private: Private) -> bool:
    """Return whether `text` holds a fact that `private` looks for."""
    words = sequence(plain_words(text))
    digits = re.sub(r"(?<=\d) (?=\d)", "", words) if private.digits else ""
    return any(stands(each, words) for each in private.patterns) or any(each in digits for each in private.digits)
