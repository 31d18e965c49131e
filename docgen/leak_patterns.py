"""How a fact gives itself away in a text: the usual ways to write a name, an address, a telephone number, a date.

Everything is looked for in plain words: small letters, no accents, no invisible signs, one space between two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from docgen.dates import BirthDate, PartialDate, Precision
from docgen.localization import day_forms
from docgen.matter.values import Address, Detail, Email, Id, Line, Phone, Prose, Sha256, Url, Words, Zone
from docgen.plain_words import bare, plain_words, sequence

__all__ = ["Wanted", "digits_of", "is_traced", "may_stand", "stands", "traces_of"]

_SENTENCE_END = re.compile(r"[.!?;\n]+")
_NO_DIGIT = re.compile(r"\D")

_LONG = 8
"""Words of a sentence that is looked for on its own: fewer would match by chance."""


class Form(NamedTuple):
    """A pattern of words, looked for where `hint`, a piece of it, stands at all: most texts lack that."""

    hint: str
    pattern: str


Wanted = str | Form | date | tuple[str, str]
"""Words to look for as they stand, with a space on either side; a pattern of words; a day in any usual form; or two
words of an address with nothing but words like "street" between them."""


def is_traced(kind: type[object]) -> bool:
    """Return whether facts of the type `kind` can give themselves away; the others need not be gathered."""
    told = issubclass(kind, Words | Line | Prose | BirthDate | Decimal)
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
            spoken = " (?:(?:at|dot|arroba|punto) )?".join(words)
            return (Form(max(words, key=len), f" {spoken} "),) if words else ()
        case Url():
            return (sequence(plain_words(value)),)
        case Address():
            return tuple(_address_patterns(value, told))
        case BirthDate(precision=Precision.DAY | Precision.ABOUT):
            return (value.first,)
        case Decimal() if value >= 1000:
            return (_amount(value),)
        case Prose():
            texts = [value.text, *(text for _, text in value.translations)]
            return tuple(pattern for text in texts for pattern in _text_patterns(text))
        case Words():
            return tuple(_text_patterns(value))
        case Line() if path.endswith("].file"):
            return tuple(_file_patterns(value))
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


def _text_patterns(text: str) -> Iterator[Wanted]:
    whole = plain_words(text)
    if len(whole) >= 4:
        yield sequence(whole)
    for sentence in _SENTENCE_END.split(text):
        words = plain_words(sentence)
        if len(words) >= _LONG and words != whole:
            yield sequence(words)


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


def _address_patterns(address: str, told: str) -> Iterator[Wanted]:
    """Yield what gives an address away: each whole line with a number in it, a number next to a street's name in either
    order, the street itself, and a post code; the last two only where `told` does not tell them anyway.

    A line that only names a town gives nothing away.
    """
    for line in address.splitlines():
        words = plain_words(line)
        yield from _house_patterns(words)
        locality = [*_street_patterns(words), *_post_code_patterns(words)]
        yield from (pattern for pattern in locality if not stands(pattern, told))


def _is_code(word: str) -> bool:
    return bool(re.fullmatch(r"\d{5,}", word))


def _numbered(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _house_patterns(words: list[str]) -> Iterator[Wanted]:
    if any(_numbered(word) and not _is_code(word) for word in words) and len(words) > 1:
        yield sequence(words)
    telling = [word for word in words if word not in _NOT_TELLING]
    for pair in pairwise(telling):
        if len("".join(pair)) >= 5 and any(_numbered(word) for word in pair) and not any(map(_is_code, pair)):
            yield from ((pair[0], pair[1]), (pair[1], pair[0]))


def _post_code_patterns(words: list[str]) -> Iterator[Wanted]:
    yield from (sequence([word]) for word in words if _is_code(word))


def _street_patterns(words: list[str]) -> Iterator[Form]:
    """Yield the name of the street in a line of an address, with any usual word for a street next to it."""
    line = " ".join(words)
    for place, whole in ((_ROADS_AFTER, "{name} (?:{road})"), (_ROADS_BEFORE, "(?:{road}) {name}")):
        found = place.search(line)
        name = found[1].strip() if found else ""
        if len(name.replace(" ", "")) >= 4:
            yield Form(f" {name} ", f" {whole.format(name=name, road=_STREET)} ")


@cache
def _date_patterns(day: date) -> tuple[str | Form, ...]:
    """Return the usual ways to write a day of birth: in digits in any order, and with the month in words."""
    return tuple(_forms_of(day))


def _forms_of(day: date) -> Iterator[str | Form]:
    for form in ("%Y%m%d", "%d%m%Y", "%m%d%Y", "%Y %m %d"):
        yield sequence(day.strftime(form).split())
    for first, second in ((day.day, day.month), (day.month, day.day)):
        yield Form("", rf"(?<!\S)0?{first} 0?{second} (?:{day.year}|{day.year % 100:02})(?!\S)")
    for told in day_forms(day):
        words = [word for word in plain_words(told) if word != "de"]
        parts = [_part_of_day(word, day) for word in words]
        yield Form("", r"(?<!\S)" + r"(?: of| de| del)? ".join(parts) + r"(?!\S)")


def _part_of_day(word: str, day: date) -> str:
    if word == str(day.year):
        return f"(?:{day.year}|{day.year % 100:02})"
    return rf"0?{word}(?:st|nd|rd|th|o)?" if word == str(day.day) else re.escape(word)


def _amount(value: Decimal) -> Form:
    """Return a pattern for the whole part of an amount with any thousands separator; cents may follow.

    An amount that could be a year is looked for with a separator or cents only: 2,026 dollars, not the year 2026.
    """
    whole = str(int(value))
    written = rf"{whole[0]} {whole[1:]}|{whole} \d\d" if 1900 <= value < 2100 else " ?".join(whole)
    return Form(f" {whole[0]}", rf"(?<!\S)(?:{written})(?!\d)")


def _file_patterns(path: str) -> Iterator[str]:
    yield sequence(plain_words(path))
    name = re.split(r"[/\\]", path)[-1]
    if len(plain_words(name)) > 1:
        yield sequence(plain_words(name))


_NEAR = 80
"""More signs than a date has before or after its year, in any language."""


def may_stand(wanted: Wanted, words: frozenset[str]) -> bool:
    """Return whether `wanted` can stand in a text of these `words`: a look in a set saves a search through the text."""
    if isinstance(wanted, str):
        return not wanted.startswith(" ") or words.issuperset(wanted.split())
    return type(wanted) is not tuple or words.issuperset(wanted)


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
        return bool(near) and any(stands(form, near) for form in _date_patterns(wanted))
    if isinstance(wanted, Form):
        return wanted.hint in words and re.search(wanted.pattern, words) is not None
    first, second = wanted
    both = f" {first} " in words and f" {second} " in words
    between = rf"(?<!\S){re.escape(first)}(?: (?:{_STREET}))* {re.escape(second)}(?!\S)"
    return both and re.search(between, words) is not None
