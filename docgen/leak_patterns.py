"""How a fact gives itself away in a text: the usual ways to write a name, an address, a telephone number, a date.

Everything is looked for in plain words: small letters, no accents, no invisible signs, one space between two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise, takewhile

from docgen.dates import BirthDate, PartialDate, Precision
from docgen.leak_forms import Form, amount_pattern, date_patterns
from docgen.leak_places import PARTS, half_names
from docgen.matter.values import (
    Address,
    Detail,
    Email,
    Id,
    Line,
    Phone,
    PlaceLine,
    Prose,
    RefugeLine,
    Sha256,
    Url,
    Words,
    Zone,
)
from docgen.plain_words import bare, plain_words, sequence
from docgen.trace_words import trace_words

__all__ = ["Wanted", "digits_of", "is_traced", "needed_words", "stands", "traces_of"]

_SENTENCE_END = re.compile(r"[.!?;\n]+")
_NO_DIGIT = re.compile(r"\D")

_LONG = 8
"""Words of a sentence that is looked for on its own: fewer would match by chance."""


Wanted = str | Form | date | tuple[str, str]
"""Words to look for as they stand, with a space on either side; a pattern of words; a day in any usual form; or two
words of an address with nothing but words like "street" between them."""


def is_traced(kind: type[object]) -> bool:
    """Return whether facts of the type `kind` can give themselves away; the others need not be gathered."""
    told = issubclass(kind, Words | Line | Prose | BirthDate | Decimal) or getattr(kind, "searched_as_day", False)
    return told and not issubclass(kind, Detail | Id | Zone | Sha256)


def traces_of(path: str, value: object, told: str = "") -> tuple[Wanted, ...]:
    """Return what to look for so that the fact `value` at `path` is found; empty for what is never looked for.

    `told` holds the words of the names and addresses that the reader may see: a town, a post code or a street that
    stands there, too, is no secret, but a house number with its street always is.
    """
    match value:
        case Detail() | Id() | Zone() | Sha256() | Phone() | PartialDate(precision=Precision.UNKNOWN):
            return ()
        case Email():
            words = plain_words(value)
            spoken = rf" (?:(?:{'|'.join(trace_words().spoken)}) )?".join(words)
            return (Form(max(words, key=len), f" {spoken} "),) if words else ()
        case Url():
            return (sequence(plain_words(value)),)
        case Address():
            return tuple(_address_patterns(value, told))
        case BirthDate(precision=Precision.DAY | Precision.ABOUT):
            return (value.first,)
        case date():  # of the facts, only own answers are plain days that are looked for: see `is_traced`
            return (value,)
        case Decimal() if value >= 1000:
            return (amount_pattern(value),)
        case Prose():
            texts = [value.text, *(text for _, text in value.translations)]
            return tuple(pattern for text in texts for pattern in _text_patterns(text))
        case Words():
            return tuple(_text_patterns(value))
        case Line() if path.endswith("].file"):
            return tuple(_file_patterns(value))
        case PlaceLine():
            return (*_name_patterns(plain_words(value)), *_place_patterns(value, told))
        case Line():
            return tuple(_name_patterns(plain_words(value)))
        case _:
            return ()


def digits_of(value: object) -> str:
    """Return the digits by which a telephone number is found whatever stands between them; "" for other facts."""
    number = _NO_DIGIT.sub("", bare(value)) if isinstance(value, Phone) else ""
    return number[-9:] if len(number) >= 7 else ""


def _name_patterns(words: list[str]) -> Iterator[Wanted]:
    """Yield a name as it stands, and written as one word, as handles and hosts do."""
    joined = "".join(words)
    if len(joined) >= 3:
        yield sequence(words)
    if len(words) > 1 and len(joined) >= 10:
        yield joined


def _place_patterns(value: PlaceLine, told: str) -> Iterator[Wanted]:
    """Yield what gives a place away beside its whole line: the name before an address, the address, half of a shelter's
    name. A single word of the name is not looked for: shelters are called Hope and Harmony.
    """
    name, *rest = PARTS.split(value)
    words = plain_words(name)
    shelter = isinstance(value, RefugeLine)
    if rest:
        yield from _address_patterns("\n".join(rest if not any(map(_numbered, words)) else [name, *rest]), told)
        if (shelter and half_names(words)) or (len(words) > 2 and len("".join(words)) >= 14):
            yield from _name_patterns(words)
    if shelter:
        for half in half_names(words):
            if sequence(half) not in told:
                yield from _name_patterns([*half])


def _text_patterns(text: str) -> Iterator[Wanted]:
    sentences = [plain_words(sentence) for sentence in _SENTENCE_END.split(text)]
    whole = [word for words in sentences for word in words]
    if len(whole) >= 4:
        yield sequence(whole)
    for words in sentences:
        if len(words) >= _LONG and words != whole:
            yield sequence(words)


@cache
def _roads() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what finds the name of a street in a line of an address, and the pattern for it and any usual word for a
    street next to it: Mill Lane, calle de la Luna.
    """
    after, before = ("|".join(each) for each in (trace_words().after, trace_words().before))
    any_road = trace_words().any_road
    return (
        (re.compile(rf"((?:[^\W\d]+ ){{1,3}})(?:{after})(?!\S)"), f"{{name}} (?:{any_road})"),
        (re.compile(rf"(?<!\S)(?:{before})((?: [^\W\d]+){{1,5}})"), f"(?:{any_road}) {{name}}"),
    )


def _address_patterns(address: str, told: str) -> Iterator[Wanted]:
    """Yield what gives an address away: each whole line with a number in it, a number next to a street's name in either
    order, the street itself, and a post code; the last two only where `told` does not tell them anyway.

    A line that only names a town gives nothing away.
    """
    for line in address.splitlines():
        parts = [plain_words(each) for each in line.split(",")]
        words = [word for part in parts for word in part]
        streets = dict(_streets_in(parts))
        houses = [*_house_patterns(words), *_named_houses(words, streets)]
        locality: list[Wanted] = [Form(f" {name} ", f" {form} ") for name, form in streets.items()]
        for start, street, number in _one_word_streets(words):
            houses.append(_house_form(f" {start}", street, number))
            locality += [Form(f" {start}", f" {street} ")] if len(start) >= 4 else []
        locality += _post_code_patterns(words)
        if _is_town(words):
            houses, locality = [], [*houses, *locality]
        yield from houses
        yield from (pattern for pattern in locality if not stands(pattern, told))


def _is_code(word: str) -> bool:
    return len(word) >= 5 and word.isdecimal()


def _numbered(word: str) -> bool:
    return not word.isalpha() and any(sign.isdigit() for sign in word)


def _is_town(words: list[str]) -> bool:
    """Return whether a line has no street and four digits at its begin or end: a short post code, as in 8001 Zürich."""
    if not any(len(word) == 4 and word.isdecimal() for word in (*words[:1], *words[-1:])):
        return False
    street = not trace_words().roads.isdisjoint(words) or any(map(_one_word().fullmatch, words))
    return not street and all(len(word) in (3, 4) and word.isdecimal() for word in words if _numbered(word))


def _house_patterns(words: list[str]) -> Iterator[Wanted]:
    if any(_numbered(word) and not _is_code(word) for word in words) and len(words) > 1:
        yield sequence(words)
    named = [word for word in words if word not in trace_words().beside]
    telling = [word for word in named if word not in trace_words().roads]
    if all(map(_numbered, telling)):  # Ring Road: both words are words for streets in some language
        telling = named
    for pair in pairwise(telling):
        if len("".join(pair)) >= 5 and any(_numbered(word) for word in pair) and not any(map(_is_code, pair)):
            yield from ((pair[0], pair[1]), (pair[1], pair[0]))


def _post_code_patterns(words: list[str]) -> Iterator[Wanted]:
    yield from (sequence([word]) for word in words if _is_code(word))


def _streets_in(parts: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Yield the name of each street in the parts of a line of an address, with the pattern for it."""
    for words in parts:
        for place, whole in _roads():
            found = place.search(" ".join(words))
            named = found[1].split() if found else []
            short = [*takewhile(lambda word: word not in trace_words().beside, named)]
            names = [named, short] if short != named and len("".join(short[-1:])) >= 4 else [named]
            for name in map(" ".join, names):
                if len(name.replace(" ", "")) >= 4:
                    yield name, whole.format(name=name)


def _named_houses(words: list[str], names: Iterable[str]) -> Iterator[Form]:
    """Yield each house number with a street's name of several words, in either order: 12 rue de la Paix."""
    numbers = [word for word in words if _numbered(word) and not _is_code(word)]
    return (_house_form(f" {name} ", name, number) for name in names if " " in name for number in numbers)


def _house_form(hint: str, street: str, number: str) -> Form:
    """Return a pattern for a house number and the pattern `street`, in either order."""
    between = f"(?: (?:{trace_words().any_road}))*"
    return Form(hint, rf"(?<!\S)(?:{number}{between} {street}|{street}{between} {number})(?!\S)")


def _one_word_streets(words: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the beginning, the pattern and the house number of each street of one word: Hauptstraße 12."""
    for one, two in pairwise(word for word in words if word not in trace_words().beside):
        for word, number in ((one, two), (two, one)):
            if _numbered(number) and not _is_code(number) and (spelled := _spelled(word)):
                yield *spelled, number


def _spelled(word: str) -> tuple[str, str] | None:
    """Return the beginning of a street of one word, and a pattern for all spellings of it; None for another word."""
    found = _one_word().fullmatch(word)
    return (found[1], f"{found[1]} ?(?:{'|'.join(trace_words().ends[found[2]])})") if found else None


@cache
def _one_word() -> re.Pattern[str]:
    return re.compile(rf"(.+?)({'|'.join(trace_words().ends)})")


def _file_patterns(path: str) -> Iterator[str]:
    yield sequence(plain_words(path))
    name = re.split(r"[/\\]", path)[-1]
    if len(plain_words(name)) > 1:
        yield sequence(plain_words(name))


_NEAR = 80
"""More signs than a date has before or after its year, in any language."""


def needed_words(wanted: Wanted) -> Sequence[str]:
    """Return the words that a text must have for `wanted` to stand in it; empty where no whole word is sure."""
    if type(wanted) is tuple:
        return wanted
    text = wanted.hint if type(wanted) is Form else wanted
    return text.split() if isinstance(text, str) and text[:1] == text[-1:] == " " else ()


def stands(wanted: Wanted, words: str) -> bool:
    """Return whether `wanted` stands in a text that `as_words` has taken apart."""
    if isinstance(wanted, str):
        return wanted in words
    if isinstance(wanted, date):
        # Month names of several languages are slow to load and many forms slow to look for; most texts lack the year.
        if str(wanted.year) not in words and f" {wanted.year % 100:02} " not in words:
            return False
        years = re.finditer(rf"{wanted.year}| {wanted.year % 100:02}(?= )", words)
        near = "|".join(words[max(0, year.start() - _NEAR) : year.end() + _NEAR] for year in years)
        return bool(near) and any(stands(form, near) for form in date_patterns(wanted))
    if isinstance(wanted, Form):
        return wanted.hint in words and re.search(wanted.pattern, words) is not None
    first, second = wanted
    if f" {first} " not in words or f" {second} " not in words:
        return False
    between = rf"(?<!\S){re.escape(first)}(?: (?:{trace_words().any_road}))* {re.escape(second)}(?!\S)"
    return re.search(between, words) is not None
