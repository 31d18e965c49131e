"""Whether a text looks as if it told where somebody lives or how to reach them.

Found by their look: postal addresses, post codes, telephone numbers, e-mail addresses; and whatever the facts told so
far hold in private. Left alone: dates, times, amounts, links, handles, and numbers of cases and messages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from docgen.frozen import ordered
from docgen.notes.addresses import Streets, holds_address, post_code_pattern
from docgen.notes.told import Private, tells
from docgen.plain_words import plain_words, sequence

__all__ = ["PLACE_WORDS", "PlaceWords", "holds_private", "place_words"]


@ordered
class PlaceWords:
    """The words of one language for addresses and numbers."""

    streets: Streets
    post_codes: re.Pattern[str]
    money: frozenset[str]
    """Words for money, which stand beside an amount."""
    reference: frozenset[str]
    """Words before the number of a case, a report or a message."""
    telephone: frozenset[str]
    """Words before a telephone number."""


PLACE_WORDS = (
    *("street", "street-in-capitals", "street-before", "street-behind-number", "street-compound", "not-in-a-street"),
    *("beside-number", "ordinals"),
    *("post-code", "money", "reference", "telephone"),
)
"""The lists of the catalog that `place_words` takes."""

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"([\w.+%-]{1,64})@((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})")
_HANDLE = re.compile(r"[@#]\S+")
_DAYS = re.compile(
    r"(?<![\d.-])(?:(?:19|20)\d\d-\d\d-\d\d"
    r"|(\d{1,2})([/. -])(\d{1,2})\2(?:(?:19|20)\d\d|\d\d)(?!\2\d(?!\d?[:h]\d\d)))(?![\d-])"
    r"|(?<!\d)(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d(?!\d)"
    r"|(?<!\d)\d{1,2}[:h]\d\d(?::\d\d)?(?!\d)"
)
"""Days in digits, spans of years, and times of day. No further group of digits follows a day, as in a telephone number;
a time may."""
_IN_A_ROW = re.compile(r"(?<![:h]\d)\d $")
"""A group of digits before the next, which is no time of day."""
_NUMBERS = re.compile(r"(?:\(?0\d{2,5}\)? ?/ ?|\+?\(?)\d[\d ()\u00a0\u202f\t.-]*")
_DIGITS = re.compile(r"\d+")
_WORDS_BEFORE = 40
"""Characters before a number in which a word can say what the number is."""


def place_words(words: dict[str, tuple[str, ...]], months: Sequence[Sequence[str]]) -> PlaceWords:
    """Return the words of one language: those of the catalog by name, and the spellings of the months."""
    plain = {name: frozenset(sequence(plain_words(each)).strip() for each in told) for name, told in words.items()}
    named = frozenset(word for month in months for each in month for word in plain_words(each))
    ends = tuple("".join(plain_words(each)) for each in words["street-compound"] if each.startswith("*"))
    streets = Streets(
        after=plain["street"],
        after_in_capitals=plain["street-in-capitals"],
        before=plain["street-before"],
        behind_number=plain["street-behind-number"],
        ends=ends,
        phrases=plain["street-compound"] - {*ends},
        never_inside=plain["not-in-a-street"],
        beside_number=plain["beside-number"],
        ordinals=tuple(words["ordinals"]),
        months=named,
    )
    pattern = post_code_pattern(words["post-code"])
    return PlaceWords(streets, pattern, plain["money"], plain["reference"], plain["telephone"])


def holds_private(text: str, told: Private, words: PlaceWords) -> bool:
    """Return whether `text` holds a fact of `told`, or what looks like a way to find or reach somebody."""
    if tells(text, told):
        return True
    if any(match[0].casefold() not in told.public_emails for match in _EMAIL.finditer(text)):
        return True
    plain = _HANDLE.sub(" ", _EMAIL.sub(" ", _LINK.sub(" ", text)))
    if any(digits[-9:] not in told.public_digits for digits in _telephone_numbers(plain, words)):
        return True
    return holds_address(plain, words.streets, told.public_places) or _holds_post_code(plain, words, told)


def _holds_post_code(text: str, words: PlaceWords, told: Private) -> bool:
    no_town = words.reference | words.money | words.telephone | words.streets.months
    return any(
        sequence(plain_words(match[0])) not in told.public_places
        and no_town.isdisjoint(plain_words(match[0]))
        and not _is_amount(text, match.start(), match.end(), words)
        and not _is_reference(text, match.start(), words)
        for match in words.post_codes.finditer(text)
    )


# Telephone numbers ----------------------------------------------------------------------------------------------------


def _telephone_numbers(text: str, words: PlaceWords) -> Iterator[str]:
    """Yield the digits of whatever in `text` is written as telephone numbers are."""
    plain = _DAYS.sub(_without_day, text)
    for match in _NUMBERS.finditer(plain):
        groups = _DIGITS.findall(match[0])
        digits = "".join(groups)
        if not 7 <= len(digits) <= 15 or not _is_grouped(groups, match[0]):
            continue
        if plain[max(0, match.start() - 1) : match.start()].strip(" \n\t\"'“‘«(:,;–—") and not _is_called(
            plain, match.start(), words
        ):
            continue
        if not _is_amount(plain, match.start(), match.end(), words) and not _is_reference(plain, match.start(), words):
            yield digits


def _without_day(match: re.Match[str]) -> str:
    """Return the text of a number that looks like a day and is none, and a comma for a day."""
    first, between, second = match.groups()
    in_a_row = between == " " and _IN_A_ROW.search(match.string[max(0, match.start() - 4) : match.start()])
    return match[0] if first and (in_a_row or int(first) > 31 or int(second) > 31 or not int(first)) else ","


def _is_grouped(groups: list[str], written: str) -> bool:
    """Return whether digits stand in groups as in a telephone number, and not as in a list, an amount or a day."""
    if len(groups) == 1:
        return not _is_day(groups[0])
    abroad = written.startswith(("+", "00"))  # a country code, after which one digit may stand alone
    if any(len(group) < (1 if abroad else 2) or len(group) > 8 for group in groups[1:]):
        return False
    thousands = all(len(group) == 3 for group in groups[1:]) and (len(groups[0]) == 1 or "000" in groups)
    decimals = len(groups) == 2 and len(groups[1]) <= 2
    years = all(len(group) == 4 and group[:2] in ("19", "20") for group in groups)
    machine = (
        len(groups) == 4 and "." in written and all(int(group) < 256 for group in groups) and " " not in written.strip()
    )
    return not (thousands or decimals or years or machine) or abroad


def _is_day(digits: str) -> bool:
    if len(digits) != 8 or not digits.startswith(("19", "20")):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


# What a number is -----------------------------------------------------------------------------------------------------


def _last_words(text: str, end: int) -> list[str]:
    before = text[max(0, end - _WORDS_BEFORE) : end]
    return plain_words(before)[-3:]


def _is_called(text: str, start: int, words: PlaceWords) -> bool:
    """Return whether a word before the number says that it is one for a telephone."""
    return not words.telephone.isdisjoint(_last_words(text, start))


def _is_amount(text: str, start: int, end: int, words: PlaceWords) -> bool:
    before, after = text[max(0, start - 4) : start].rstrip(), text[end : end + 24].lstrip()
    near = {*plain_words(before)[-1:], *plain_words(after)[:1]}
    codes = re.search(r"[A-Z]{3}$", before) or re.match(r"[A-Z]{3}\b", after)
    signs = {unicodedata.category(sign) for sign in (before[-1:], after[:1]) if sign}
    return "Sc" in signs or not near.isdisjoint(words.money) or bool(codes and not _is_called(text, start, words))


def _is_reference(text: str, start: int, words: PlaceWords) -> bool:
    """Return whether the number is that of a case, a report or a message: #123, nº 123, case 123."""
    if _is_called(text, start, words):
        return False
    before = text[max(0, start - _WORDS_BEFORE) : start].rstrip()
    return before.endswith("#") or not words.reference.isdisjoint(_last_words(text, start)[-2:])
