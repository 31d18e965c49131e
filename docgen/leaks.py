"""The last gate: a finished document is searched, part by part, for facts that its reader must not see.

Values are looked for as people write them: telephone numbers by their digits, addresses by house number and street or
by post code, birth dates in the usual forms, names and texts by their words whatever the case, accents and punctuation
between. Not looked for: choices, yes and no, numbers under four digits, record ids, and short descriptions
(`Detail`), which would match innocent words. A document cannot get its name before this search has found nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from docgen.dates import BirthDate, PartialDate, Precision
from docgen.errors import LeakStopped, Place, Problem
from docgen.localization import day_forms
from docgen.matter.audiences import Audience
from docgen.matter.values import Address, Detail, Email, Gap, Id, Line, Phone, Prose, Sha256, Url, Words, Zone
from docgen.records import Path, field_types, path_text, record_type

__all__ = ["Hidden", "hidden_facts", "refuse_leaks"]

_LONG = 8
"""Words of a sentence that is looked for on its own: fewer would match by chance."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A fact that the reader of a document must not see."""

    path: str
    patterns: tuple[re.Pattern[str], ...] = field(repr=False)
    """What to look for in the words of a text."""
    digits: str = field(default="", repr=False)
    """What to look for in its digits; "" for nothing."""


def hidden_facts(matter: object, audience: Audience) -> tuple[Hidden, ...]:
    """Return the facts of `matter` that `audience` may not read, deny by default: a fact is visible only where it and
    every record that holds it name the audience."""
    found = []
    for path, value in _unseen(matter, audience, (), seen=True):
        hidden = _hidden(path_text(path), value)
        if hidden.patterns or hidden.digits:
            found.append(hidden)
    return tuple(found)


def _unseen(record: object, audience: Audience, path: Path, *, seen: bool) -> Iterator[tuple[Path, object]]:
    for name, item in field_types(type(record)).items():
        value = getattr(record, name)
        may_see = seen and item.audiences is not None and audience in item.audiences
        yield from _unseen_values(value, audience, (*path, name), seen=may_see)


def _unseen_values(value: object, audience: Audience, path: Path, *, seen: bool) -> Iterator[tuple[Path, object]]:
    if isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _unseen_values(each, audience, (*path, index), seen=seen)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _unseen_values(each, audience, (*path, str(key)), seen=seen)
    elif record_type(type(value)) is not None:
        yield from _unseen(value, audience, path, seen=seen)
    elif not seen and not isinstance(value, Gap):
        yield path, value


def _hidden(path: str, value: object) -> Hidden:
    match value:
        case Detail() | Id() | Zone() | Sha256():
            return Hidden(path, ())
        case Phone():
            number = re.sub(r"\D", "", value)
            return Hidden(path, (), number[-9:] if len(number) >= 7 else "")
        case Email() | Url():
            return Hidden(path, (_sequence(_words(value)),))
        case Address():
            return Hidden(path, tuple(_address_patterns(value)))
        case BirthDate(precision=Precision.DAY | Precision.ABOUT):
            return Hidden(path, tuple(_sequence(_words(form)) for form in _date_forms(value)))
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


def _words(text: str) -> list[str]:
    """Return the words of `text` in small letters without accents; everything else separates."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.findall(r"[^\W_]+", plain)


def _sequence(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds `words` in this order in a text that `_words` has taken apart."""
    return re.compile(r"(?<!\S)" + " ".join(re.escape(word) for word in words) + r"(?!\S)")


def _text_patterns(text: str) -> Iterator[re.Pattern[str]]:
    whole = _words(text)
    if len(whole) >= 4:
        yield _sequence(whole)
    for sentence in re.split(r"[.!?;\n]+", text):
        words = _words(sentence)
        if len(words) >= _LONG and words != whole:
            yield _sequence(words)


_STREET = frozenset(
    "st street ave avenue av rd road ln lane dr drive blvd boulevard ct court pl place apt apartment unit flat suite "
    "floor no calle c avda avenida paseo plaza pza piso puerta colonia col num numero n interior int".split()
)


def _address_patterns(address: str) -> Iterator[re.Pattern[str]]:
    """Yield what gives an address away: each whole line with a number in it, a number next to a street's name, and a
    post code. A line that only names a town gives nothing away."""
    for line in address.splitlines():
        words = _words(line)
        if not any(any(sign.isdigit() for sign in word) for word in words):
            continue
        if len(words) > 1:
            yield _sequence(words)
        telling = [word for word in words if word not in _STREET]
        for first, second in zip(telling, telling[1:], strict=False):
            if any(sign.isdigit() for sign in first + second) and len(first + second) >= 5:
                yield re.compile(rf"(?<!\S){re.escape(first)}(?: (?:{'|'.join(sorted(_STREET))}))* {re.escape(second)}(?!\S)")
        for word in words:
            if re.fullmatch(r"\d{5,}", word):
                yield _sequence([word])


def _date_forms(value: PartialDate) -> Iterator[str]:
    day: date = value.first
    yield day.isoformat()
    for first, second in ((day.day, day.month), (day.month, day.day)):
        for year in (f"{day.year}", f"{day.year % 100:02}"):
            yield f"{first} {second} {year}"
            yield f"{first:02} {second:02} {year}"
    yield from day_forms(day)


def _amount(value: Decimal) -> re.Pattern[str]:
    """Return a pattern for the whole part of an amount with any thousands separator; cents may follow."""
    return re.compile(r"(?<!\S)" + r" ?".join(str(int(value))) + r"(?!\d)")


def _file_patterns(path: str) -> Iterator[re.Pattern[str]]:
    yield _sequence(_words(path))
    name = re.split(r"[/\\]", path)[-1]
    if len(_words(name)) > 1:
        yield _sequence(_words(name))


def refuse_leaks(parts: Callable[[], list[tuple[str, str]]], hidden: tuple[Hidden, ...]) -> None:
    """Search a finished document for `hidden` facts.

    `parts` gives the name and the whole text of each of its parts. Raises `LeakStopped` with the path of each fact
    that was found and the part that holds it; never with the value.
    """
    problems = []
    for name, text in parts():
        words = " ".join(_words(text))
        digits = re.sub(r"(?<=\d)[\s().\-/\u00a0\u2010-\u2015+]+(?=\d)", "", text)
        for fact in hidden:
            if any(pattern.search(words) for pattern in fact.patterns) or (fact.digits and fact.digits in digits):
                problems.append(Problem(id="leak.found", place=Place(source=name, path=fact.path), hint="hint.leak"))
    if problems:
        raise LeakStopped(problems)
