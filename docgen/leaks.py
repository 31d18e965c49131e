"""The last gate: a finished document is searched, part by part, for facts that its reader must not see.

Values are looked for as people write them: telephone numbers by their digits, addresses by house number and street or
by post code, birth dates in the usual forms, names and texts by their words whatever the case, accents, invisible signs
and punctuation between. Not looked for: choices, yes and no, numbers under four digits, record ids, and short
descriptions (`Detail`), which would match innocent words. A document cannot get its name before this search has found
nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from docgen.dates import BirthDate, PartialDate, Precision
from docgen.errors import LeakStopped, Place, Problem
from docgen.frozen import ordered
from docgen.localization import day_forms
from docgen.matter.audiences import Audience
from docgen.matter.values import Address, Detail, Email, Gap, Id, Line, Phone, Prose, Sha256, Url, Words, Zone
from docgen.records import Path, field_types, path_text, record_type

__all__ = ["Hidden", "hidden_facts", "refuse_leaks"]

_LONG = 8
"""Words of a sentence that is looked for on its own: fewer would match by chance."""


Wanted = str | re.Pattern[str] | date
"""Words to look for as they stand, with a space on either side; a pattern of words; or a day in any usual form."""


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
    told = {tuple(_words(value)) for value in seen if isinstance(value, Line)}
    found = []
    for fact in facts:
        if audience in fact.audiences or isinstance(fact.value, Gap):
            continue
        known = isinstance(fact.value, Line) and Audience.COURT in fact.audiences and tuple(_words(fact.value)) in told
        hidden = _hidden(path_text(fact.path), fact.value)
        if not known and (hidden.patterns or hidden.digits):
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


def _hidden(path: str, value: object) -> Hidden:
    match value:
        case Detail() | Id() | Zone() | Sha256():
            return Hidden(path, ())
        case Phone():
            number = re.sub(r"\D", "", _plain(value))
            return Hidden(path, (), number[-9:] if len(number) >= 7 else "")
        case Email() | Url():
            words = _words(value)
            return Hidden(path, (_sequence(words),) if words else ())
        case Address():
            return Hidden(path, tuple(_address_patterns(value)))
        case BirthDate(precision=Precision.DAY | Precision.ABOUT):
            return Hidden(path, (value.first,))
        case PartialDate():
            return Hidden(path, ())
        case Decimal() if value >= 1000:
            return Hidden(path, (_amount(value),))
        case Prose():
            texts = [value.text, *(text for _, text in value.translations)]
            return Hidden(path, tuple(pattern for text in texts for pattern in _text_patterns(text)))
        case Words():
            return Hidden(path, tuple(_text_patterns(value)))
        case Line() if path.endswith("].file"):
            return Hidden(path, tuple(_file_patterns(value)))
        case Line():
            words = _words(value)
            return Hidden(path, (_sequence(words),) if len("".join(words)) >= 3 else ())
        case _:
            return Hidden(path, ())


_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
"""Signs without a shape, which whoever posts an address puts between its letters to pass a filter."""


_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
"""Combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic writing."""


def _plain(text: str) -> str:
    """Return `text` with each sign in its plainest form: no invisible signs, no wide digits, accents apart."""
    return text if text.isascii() else unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))


def _words(text: str) -> list[str]:
    """Return the words of `text` in small letters without accents; everything else separates."""
    plain = _plain(text).casefold()
    return re.findall(r"[^\W_]+", plain if plain.isascii() else _ACCENTS.sub("", plain))


def _sequence(words: Iterable[str]) -> str:
    """Return `words` in this order as they stand in a text that `_words` has taken apart."""
    return f" {' '.join(words)} "


def _text_patterns(text: str) -> Iterator[Wanted]:
    whole = _words(text)
    if len(whole) >= 4:
        yield _sequence(whole)
    for sentence in re.split(r"[.!?;\n]+", text):
        words = _words(sentence)
        if len(words) >= _LONG and words != whole:
            yield _sequence(words)


_ROADS_AFTER = re.compile(
    r"((?:[^\W\d]+ ){1,3})"
    r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|close|row|loop)(?!\S)"
)
_ROADS_BEFORE = re.compile(
    r"(?<!\S)(?:calle|c|avenida|avda|av|paseo|plaza|pza|camino|callejon|privada)((?: [^\W\d]+){1,5})"
)
_STREET = (
    "st|street|ave|avenue|av|rd|road|ln|lane|dr|drive|blvd|boulevard|ct|court|pl|place|way|close|row|loop|"
    "apt|apartment|unit|flat|suite|floor|no|calle|c|avda|avenida|paseo|plaza|pza|camino|callejon|privada|"
    "piso|puerta|colonia|col|num|numero|n|interior|int"
)
"""Words that stand beside the telling ones in an address, written in full or short, or left out."""
_NOT_TELLING = frozenset(_STREET.split("|"))


def _address_patterns(address: str) -> Iterator[Wanted]:
    """Yield what gives an address away: each whole line with a number in it, a number next to a street's name, the
    street itself, and a post code.

    A line that only names a town gives nothing away.
    """
    for line in address.splitlines():
        words = _words(line)
        yield from _street_patterns(words)
        if not any(any(sign.isdigit() for sign in word) for word in words):
            continue
        if len(words) > 1:
            yield _sequence(words)
        telling = [word for word in words if word not in _NOT_TELLING]
        for first, second in pairwise(telling):
            if any(sign.isdigit() for sign in first + second) and len(first + second) >= 5:
                yield re.compile(rf"(?<!\S){re.escape(first)}(?: (?:{_STREET}))* {re.escape(second)}(?!\S)")
        yield from (_sequence([word]) for word in words if re.fullmatch(r"\d{5,}", word))


def _street_patterns(words: list[str]) -> Iterator[re.Pattern[str]]:
    """Yield the name of the street in a line of an address, with any usual word for a street next to it."""
    line = " ".join(words)
    for place, whole in ((_ROADS_AFTER, "{name} (?:{road})"), (_ROADS_BEFORE, "(?:{road}) {name}")):
        found = place.search(line)
        name = found[1].strip() if found else ""
        if len(name.replace(" ", "")) >= 4:
            yield re.compile(rf"(?<!\S){whole.format(name=name, road=_STREET)}(?!\S)")


@cache
def _date_patterns(day: date) -> tuple[str | re.Pattern[str], ...]:
    """Return the usual ways to write a day of birth: in digits in any order, and with the month in words."""
    return tuple(_forms_of(day))


def _forms_of(day: date) -> Iterator[str | re.Pattern[str]]:
    for form in ("%Y%m%d", "%d%m%Y", "%m%d%Y", "%Y %m %d"):
        yield _sequence(day.strftime(form).split())
    for first, second in ((day.day, day.month), (day.month, day.day)):
        yield re.compile(rf"(?<!\S)0?{first} 0?{second} (?:{day.year}|{day.year % 100:02})(?!\S)")
    for told in day_forms(day):
        words = [word for word in _words(told) if word != "de"]
        parts = [rf"0?{word}(?:st|nd|rd|th|o)?" if word == str(day.day) else re.escape(word) for word in words]
        yield re.compile(r"(?<!\S)" + r"(?: of| de| del)? ".join(parts) + r"(?!\S)")


def _amount(value: Decimal) -> re.Pattern[str]:
    """Return a pattern for the whole part of an amount with any thousands separator; cents may follow.

    An amount that could be a year is looked for with a separator or cents only: 2,026 dollars, not the year 2026.
    """
    whole = str(int(value))
    written = rf"{whole[0]} {whole[1:]}|{whole} \d\d" if 1900 <= value < 2100 else " ?".join(whole)
    return re.compile(rf"(?<!\S)(?:{written})(?!\d)")


def _file_patterns(path: str) -> Iterator[str]:
    yield _sequence(_words(path))
    name = re.split(r"[/\\]", path)[-1]
    if len(_words(name)) > 1:
        yield _sequence(_words(name))


def _stands(wanted: Wanted, words: str) -> bool:
    if isinstance(wanted, str):
        return wanted in words
    if isinstance(wanted, date):  # month names of several languages are slow to load, and most texts lack the year
        year = f"{wanted.year}" in words or f" {wanted.year % 100:02} " in words
        return year and any(_stands(form, words) for form in _date_patterns(wanted))
    return wanted.search(words) is not None


def refuse_leaks(parts: Callable[[], list[tuple[str, str]]], hidden: tuple[Hidden, ...]) -> None:
    """Search a finished document for `hidden` facts.

    `parts` gives the name and the whole text of each of its parts. Raises `LeakStopped` with the path of each fact
    that was found and the part that holds it; never with the value.
    """
    problems: list[Problem] = []
    for name, text in parts():
        words = _sequence(_words(text))
        digits = re.sub(r"(?<=\d) (?=\d)", "", words)
        problems += (
            Problem(id="leak.found", place=Place(source=name, path=fact.path), hint="hint.leak")
            for fact in hidden
            if any(_stands(wanted, words) for wanted in fact.patterns) or (fact.digits and fact.digits in digits)
        )
    if problems:
        raise LeakStopped(problems)
