"""Whether a text holds a postal address: a house number with a street, or a post code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from docgen.frozen import frozen
from docgen.plain_words import sequence

__all__ = ["Streets", "holds_address", "post_code_pattern"]

_LONGEST_NAME = 4
"""Words of a street's name: North Martin Luther King; de los Reyes Católicos."""
_LONGEST_NUMBER = 5


@frozen
class Streets:
    """Words that stand in addresses, in small letters without accents."""

    after: frozenset[str]
    """Words that follow the name: street, road."""
    after_in_capitals: frozenset[str]
    """Words that do so, but mean much else, so that they and the name must be written with capitals: St, Court, Way."""
    before: frozenset[str]
    """Words that stand before the name: calle, avenida."""
    behind_number: frozenset[str]
    """Those of them before which the house number stands: 12 rue de la Paix."""
    ends: tuple[str, ...]
    """Ends of words that are a whole street's name, with the number behind it: Hauptstraße 12."""
    phrases: frozenset[str]
    """Words that together are one: am Markt 3."""
    never_inside: frozenset[str]
    """Words that no street's name has, and nothing that is counted in an address: down, my, during, hours."""
    beside_number: frozenset[str]
    """What stands close behind a house number, or between it and the word for a street: 12 bis rue Foch."""
    ordinals: tuple[str, ...]
    """What stands close behind a number in the name of a street: 42nd."""
    months: frozenset[str]


class _Word(NamedTuple):
    text: str
    capital: bool
    gap: str
    """What stands before it."""


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_HOUSE = re.compile(r"[0-9]{1,5}([a-z]*)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ORDINAL = re.compile(r"[0-9]{1,3}([a-z]+)")
_INSIDE = re.compile(r"[ \t\n\r\u00a0.,/ºª°#-]*")
"""Signs that may stand between the words of an address."""
_SPACES = " \t\u00a0"


def holds_address(text: str, streets: Streets, public: str = "") -> bool:
    """Return whether `text` has a house number beside the name of a street, in either order.

    An address whose words stand in `public`, the words of addresses that anybody may read, is no secret.
    """
    words = [*_words(text)]
    for at, word in enumerate(words):
        span = None
        if word.text in streets.after or (word.capital and word.text in streets.after_in_capitals):
            span = _number_before(words, at, streets)
        if span is None and word.text in streets.before:
            span = _number_after(words, at, streets)
        if span is None and word.text in streets.behind_number:
            span = _number_in_front(words, at, streets)
        if span is None and _is_house(word.text, streets):
            span = _name_in_front(words, at, streets)
        if span is not None and sequence(each.text for each in words[span[0] : span[1]]) not in public:
            return True
    return False


def _words(text: str) -> Iterable[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        yield _Word(_folded(match[0]), match[0][0].isupper() or match[0][0].isdigit(), text[end : match.start()][:8])
        end = match.end()


def _folded(word: str) -> str:
    if word.isascii():
        return word.casefold()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _is_house(text: str, streets: Streets) -> bool:
    found = _HOUSE.fullmatch(text)
    return found is not None and (not found[1] or _stands_beside(found[1], streets))


def _stands_beside(text: str, streets: Streets) -> bool:
    return text in streets.beside_number or (len(text) == 1 and "a" <= text <= "z")


def _is_ordinal(text: str, streets: Streets) -> bool:
    found = _ORDINAL.fullmatch(text)
    return found is not None and found[1] in streets.ordinals


def _number_before(words: list[_Word], at: int, streets: Streets) -> tuple[int, int] | None:
    """Return the span of an address whose street word stands at `at`: 12 North Oak Street."""
    strict = words[at].text not in streets.after
    for start in range(at - 1, max(-1, at - 2 - _LONGEST_NAME), -1):
        word = words[start]
        if not _INSIDE.fullmatch(words[start + 1].gap):
            return None
        if _is_house(word.text, streets) and at - start > 1:
            return None if _is_day(words, start, streets) else (start, at + 1)
        if word.text in streets.never_inside | streets.months | streets.before:
            return None
        if strict and not (word.capital or _is_ordinal(word.text, streets)):
            return None
    return None


def _number_after(words: list[_Word], at: int, streets: Streets) -> tuple[int, int] | None:
    """Return the span of an address whose street word stands at `at`: calle de la Paz, 12."""
    named = capital = False
    for end in range(at + 1, min(len(words), at + 2 + _LONGEST_NAME + 1)):
        word = words[end]
        if not _INSIDE.fullmatch(word.gap):
            return None
        if named and _is_house(word.text, streets) and not _is_day(words, end, streets):
            return (at, end + 1) if capital or _ends_there(words, end, streets) else None
        if word.text in streets.never_inside:
            return None
        named, capital = named or len(word.text) > 3 or word.text.isdigit(), capital or word.capital
    return None


def _number_in_front(words: list[_Word], at: int, streets: Streets) -> tuple[int, int] | None:
    """Return the span of an address whose street word stands at `at`: 12 rue de la Paix; 12, avenue Foch."""
    start = at - 2 if at > 1 and _stands_beside(words[at - 1].text, streets) else at - 1
    if start < 0 or not _is_house(words[start].text, streets) or _is_day(words, start, streets):
        return None
    if not all(_INSIDE.fullmatch(each.gap) for each in words[start + 1 : at + 1]) or _is_time_or_year(
        words, start, streets
    ):
        return None
    for end in range(at + 1, min(len(words), at + 2 + _LONGEST_NAME)):
        word = words[end]
        if not _INSIDE.fullmatch(word.gap) or word.text in streets.never_inside:
            return None
        if word.capital if words[start].text == "1" else len(word.text) > 3 or (word.capital and len(word.text) > 1):
            return start, end + 1  # one of a thing may be a seat: 1 place de libre
    return None


def _is_time_or_year(words: list[_Word], at: int, streets: Streets) -> bool:
    """Return whether the number at `at` belongs to a time, 21:30 or 21 h 30, or is told as a year: in 2024."""
    before = words[at - 1] if at else None
    if before is None:
        return False
    if before.text[-1:].isalpha() and before.text[:1].isdigit():
        return True
    if words[at].gap in (":", ".") or (len(before.text) == 1 and at > 1 and words[at - 2].text.isdigit()):
        return True
    return bool(_YEAR.fullmatch(words[at].text)) and before.text in streets.never_inside


def _name_in_front(words: list[_Word], at: int, streets: Streets) -> tuple[int, int] | None:
    """Return the span of an address whose number stands at `at`: Hauptstraße 12, Lange Straße Nr. 5, am Markt 3."""
    street = at - 2 if at > 1 and len(words[at - 1].text) <= 2 and words[at - 1].text.isalpha() else at - 1
    if street < 0 or _YEAR.fullmatch(words[at].text) or not _stands_alone(words, at, streets):
        return None
    if not all(_INSIDE.fullmatch(each.gap) and "\n" not in each.gap for each in words[street + 1 : at + 1]):
        return None
    for length in (2, 3):
        if " ".join(each.text for each in words[max(0, street + 1 - length) : street + 1]) in streets.phrases:
            return max(0, street + 1 - length), at + 1
    word = words[street].text
    end = next((each for each in streets.ends if word.endswith(each)), "")
    if not end or word in streets.never_inside:
        return None
    if len(word) - len(end) >= 3:
        return street, at + 1
    before = words[street - 1] if street else None
    named = before and before.capital and before.text.isalpha() and before.text not in streets.never_inside
    return (street - 1, at + 1) if named and words[street].gap in (" ", "-") else None


def _stands_alone(words: list[_Word], at: int, streets: Streets) -> bool:
    """Return whether the number at `at` is no day or time, and counts nothing: 3 Leute, 2 fremde Leute."""
    if _is_day(words, at, streets):
        return False
    behind = words[at + 1 : at + 3]
    if not behind:
        return True
    if behind[0].text[:1].isdigit():
        return behind[0].gap not in (".", ":")
    if behind[0].gap.strip(_SPACES):
        return True
    if behind[0].capital:
        return False
    if len(behind[0].text) <= 3:
        return True
    return words[at - 1].capital and (len(behind) < 2 or not behind[1].capital or bool(behind[1].gap.strip(_SPACES)))


def _ends_there(words: list[_Word], at: int, streets: Streets) -> bool:
    """Return whether nothing is counted by the number at `at`, as in “calle y vi 3 coches”."""
    if at + 1 >= len(words) or words[at + 1].gap.strip(" \t"):
        return True
    return len(words[at + 1].text) <= 2 or words[at + 1].text in streets.before


def _is_day(words: list[_Word], at: int, streets: Streets) -> bool:
    """Return whether the number at `at` belongs to a date in words: 3 April, 3 de abril, April 3, abril de 2026."""
    near = {each.text for each in words[max(0, at - 2) : at + 3]}
    return not near.isdisjoint(streets.months)


_SHAPES = {
    "A": "[A-Z]",
    "9": "[0-9]",
    "E": "(?!GB|TB)[ABD-HJLNP-UW-Z]{2}",
    "W": r"(?=[^\W\d_a-z])[^\W\d_]{3,30}",
    " ": r"[ \u00a0]",
    ",": ",?",
}


def post_code_pattern(shapes: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for post codes of the `shapes`, which stand in the catalog.

    A is a capital letter, 9 a digit, W a word with a capital, E two capital letters that end a code (Royal Mail uses no
    C, I, K, M, O or V there; 8GB is a size). Small letters
    stand for themselves in either case; a comma may be left out.
    """
    told = (
        "".join(_SHAPES.get(sign) or f"[{re.escape(sign)}{re.escape(sign.upper())}]" for sign in shape)
        for shape in sorted(shapes, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w#@/.,-])(?:{'|'.join(told)})(?![\w/-])")
