"""Times of day as people type them in their own language: "9:14 pm", "a las 9 de la noche", "noon".

Nothing is guessed: a time that can mean two hours gives both. A time has no "about"; that belongs into the account.
"""

from __future__ import annotations

import re

from docgen.date_words import DateWords, any_of, fold
from docgen.dates import Clock

__all__ = ["read_typed_time"]


def read_typed_time(text: str, words: DateWords) -> tuple[Clock, ...]:
    """Return what a typed time can mean; 9:14 without am or pm has two readings.

    Raises ValueError with a message id as its text where it is no time of day, or only a rough one.
    """
    plain = fold(text)
    rough = any_of(words.about_time)
    if re.match(rf"{rough}\s*\S", plain) or re.search(rf"\S\s+{rough}$", plain):
        raise ValueError("wanted.exact-time")
    plain = re.sub(rf"^(?:{any_of(words.at)}\s*)+", "", plain)
    for spellings, hour in ((words.midnight, 0), (words.noon, 12)):
        if plain in map(fold, spellings):
            return (Clock(hour, 0),)
    hour_word = any_of(words.hours, digits_may_follow=True)
    found = re.fullmatch(
        rf"(?P<before>{hour_word}\s*)?(?P<hour>\d{{1,2}})"
        rf"(?:(?:[:.]|\s*{hour_word}\s*)(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?)?"
        rf"\s*(?P<behind>{hour_word})?\s*(?P<mark>\D*)",
        plain,
    )
    if not found or not any(found[each] for each in ("before", "minute", "behind", "mark")):
        raise ValueError("wanted.time")
    seconds = f":{found['second']}" if found["second"] else ""
    hours = _hours(found["hour"], _bare(found["mark"]), words)
    return tuple(Clock.parse(f"{each:02}:{found['minute'] or '00'}{seconds}") for each in hours)


def _hours(digits: str, mark: str, words: DateWords) -> tuple[int, ...]:
    """Return the hours that `digits` with the `mark` behind them can mean. Raises ValueError for an unknown mark."""
    hour = int(digits)
    if not mark and (len(digits) == 2 or hour == 0):
        return (hour,)
    if not 1 <= hour <= 12:
        raise ValueError("wanted.time")
    early, late = hour % 12, hour % 12 + 12
    if not mark:
        return early, late
    if _is(mark, words.morning):
        return (early,)
    if _is(mark, words.forenoon):
        return (late, early) if hour == 12 else (early,)
    if _is(mark, words.evening):
        return (late,)
    if _is(mark, words.night):  # 1 to 5 at night can be the small hours
        return (0,) if hour == 12 else (late, early) if hour <= 5 else (late,)
    raise ValueError("wanted.time")


def _is(mark: str, spellings: tuple[str, ...]) -> bool:
    return mark in {_bare(fold(word)) for word in spellings}


def _bare(mark: str) -> str:
    """Return `mark` without spaces and full stops: "p. m." is "pm"."""
    return re.sub(r"[\s.]", "", mark)
