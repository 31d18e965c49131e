"""The words with which people write dates and times, and how a text is looked through for them.

Words come from outside: months and weekdays from the locale, the rest from the catalog. Case and accents never count.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["DATE_WORDS", "DateWords", "any_of", "bare_words", "fold", "number_in", "plain_digits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """The words with which people of one language write dates; each tuple holds the spellings of one thing."""

    months: tuple[tuple[str, ...], ...]
    """From January."""
    weekdays: tuple[tuple[str, ...], ...]
    """From Monday."""
    seasons: tuple[tuple[str, ...], ...]
    """Spring, summer, autumn, winter."""
    numbers: tuple[tuple[str, ...], ...]
    """From one."""
    fillers: tuple[str, ...]
    """Words without meaning for the date: of, the."""
    first: tuple[str, ...]
    """The first of a month, as a word."""
    ordinals: tuple[str, ...]
    """What stands close behind the number of a day: 3rd."""
    about: tuple[str, ...]
    """What stands before or behind a date that is rough."""
    between: tuple[str, ...]
    """What stands before the first of two dates."""
    until: tuple[str, ...]
    """What stands between two dates."""
    unknown: tuple[str, ...]

    today: tuple[str, ...]
    yesterday: tuple[str, ...]
    last_night: tuple[str, ...]
    """A night that can have begun yesterday or ended today."""
    day_before_yesterday: tuple[str, ...]
    ago: tuple[str, ...]
    """What stands before or after "3 days" where that was so long ago."""
    day: tuple[str, ...]
    week: tuple[str, ...]
    month: tuple[str, ...]
    year: tuple[str, ...]
    this_year: tuple[str, ...]
    rounded_days: tuple[str, ...]
    """Numbers of days, in digits, that people say for about a week or a month."""
    last: tuple[str, ...]
    """What stands with a weekday, week, month, year or season for the one before."""

    early: tuple[str, ...]
    middle: tuple[str, ...]
    late: tuple[str, ...]
    """Parts of a month, with whatever joins them to its name."""
    each_day: tuple[str, ...]
    each: tuple[str, ...]
    """What stands before anything else that comes back: every Monday."""

    morning: tuple[str, ...]
    """Marks of a time before noon, of which the twelfth hour is midnight: am."""
    forenoon: tuple[str, ...]
    """The same, where the twelfth hour can be noon: in the morning."""
    evening: tuple[str, ...]
    """Marks of a time after noon: pm."""
    night: tuple[str, ...]
    """Marks of the night, of which the twelfth hour is midnight."""
    noon: tuple[str, ...]
    midnight: tuple[str, ...]
    at: tuple[str, ...]
    """What stands before a time without meaning: at."""
    about_time: tuple[str, ...]
    """What makes a time rough."""
    hours: tuple[str, ...]
    """What stands beside or within a time without meaning: hours, h."""


DATE_WORDS = (
    *("fillers", "first", "ordinals", "about", "between", "until", "unknown"),
    *("today", "yesterday", "last_night", "day_before_yesterday", "ago", "day", "week", "month"),
    *("year", "this_year", "rounded_days", "last", "early", "middle", "late", "each_day", "each"),
    *("morning", "forenoon", "evening", "night", "noon", "midnight", "at", "about_time", "hours"),
)
"""The fields of `DateWords` that no locale database has, and that hold the spellings of one thing each."""


def fold(text: str) -> str:
    """Return `text` in small letters, plain digits, apostrophes and commas, without accents, with single spaces."""
    split = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("،", ","))
    plain = plain_digits("".join(sign for sign in split if not unicodedata.combining(sign)))
    return " ".join(plain.split()).rstrip(" .")


def plain_digits(text: str) -> str:
    """Return `text` with 0 to 9 for the digits of any script: ١ is 1."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


@lru_cache(4096)  # the words of a language stay the same, and a table asks for each of them at each of its dates
def any_of(words: tuple[str, ...], *, digits_may_follow: bool = False) -> str:
    """Return a pattern, without groups, for any of `words` in a folded text; a full stop may follow.

    A word ends where no letter or digit follows, or, where `digits_may_follow`, no letter: 21h14. One that ends in an
    apostrophe, as the French d’, stands close to the next.
    """
    end = r"(?![^\W\d_])" if digits_may_follow else r"(?!\w)"
    longest_first = sorted((fold(word) for word in words), key=len, reverse=True)
    told = (re.escape(word) + ("" if word.endswith("'") else end) for word in longest_first)
    return rf"(?:{'|'.join(told)})\.?"


def bare_words(plain: str, words: DateWords) -> str:
    """Return the folded text `plain` without the words that mean nothing."""
    return " ".join(re.sub(rf"(?<!\w){any_of(words.fillers)}", " ", plain).split()).strip(" ,")


def number_in(plain: str, words: DateWords) -> int:
    """Return the whole number that `plain` writes in digits or as a word; 0 for none."""
    if re.fullmatch(r"\d{1,3}", plain):
        return int(plain)
    return next((number for number, names in enumerate(words.numbers, 1) if plain in map(fold, names)), 0)
