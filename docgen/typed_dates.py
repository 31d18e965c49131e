"""Dates and times as people type them in their own language: "about 3 April 2026", "3 de abril de 2026", "9:14 pm".

Nothing is guessed: a text that can mean several days gives all of them, to be asked about. Words come from outside,
months and weekdays from the locale and the rest from the catalog; facts keep the result as `docgen.dates` writes it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.dates import MONTHS, Clock, PartialDate, Precision, day_readings, read_iso_date

__all__ = ["DATE_WORDS", "DateWords", "read_typed_date", "read_typed_time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """The words with which people of one language write dates; each tuple holds the spellings of one thing."""

    months: tuple[tuple[str, ...], ...]
    """From January."""
    weekdays: tuple[tuple[str, ...], ...]
    """From Monday."""
    seasons: tuple[tuple[str, ...], ...]
    """Spring, summer, autumn, winter."""
    fillers: tuple[str, ...]
    """Words without meaning for the date: of, the."""
    first: tuple[str, ...]
    """The first of a month, as a word."""
    about: tuple[str, ...]
    between: tuple[str, ...]
    """What stands before the first of two dates."""
    until: tuple[str, ...]
    """What stands between two dates."""
    unknown: tuple[str, ...]
    morning: tuple[str, ...]
    """Marks of a time before noon: am."""
    evening: tuple[str, ...]
    """Marks of a time after noon: pm."""


DATE_WORDS = ("fillers", "first", "about", "between", "until", "unknown", "morning", "evening")
"""The fields of `DateWords` that no locale database has."""


def read_typed_date(text: str, words: DateWords) -> tuple[PartialDate, ...]:
    """Return what a typed date can mean: one reading, or several to be asked about.

    There are several where day and month can change places, and where the weekday named is another one than that of
    the date. Raises ValueError with a message id as its text where it is no date, or lacks its year.
    """
    plain = _fold(text)
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}~?|\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}|unknown", plain):
        return (PartialDate.parse(plain),)
    if plain in {_fold(word) for word in words.unknown}:
        return (PartialDate.parse("unknown"),)
    if found := re.fullmatch(rf"{_any(words.about)}\s*(.+)", plain):
        return tuple(_about(each) for each in read_typed_date(found[1], words))
    if found := re.fullmatch(rf"{_any(words.between)}\s+(.+?)\s+{_any(words.until)}\s+(.+)", plain):
        return _typed_between(found[1], found[2], words)
    for number, names in enumerate(words.seasons, 21):
        filler = _any(words.fillers)
        if found := re.fullmatch(rf"(?:{filler}\s+)*{_any(names)}(?:\s+{filler})*\s+(\d{{4}})", plain):
            return (PartialDate.parse(f"{found[1]}-{number}"),)
    return _typed_day(plain, words)


def _fold(text: str) -> str:
    """Return `text` in small letters, without accents, with single spaces."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in split if not unicodedata.combining(sign)).split()).rstrip(" .")


def _any(words: tuple[str, ...]) -> str:
    longest_first = sorted((re.escape(_fold(word)) for word in words), key=len, reverse=True)
    return rf"(?:{'|'.join(longest_first)})\b\.?"


def _about(day: PartialDate) -> PartialDate:
    """Return `day` as "on or about"; a month or year is as rough as that already."""
    return PartialDate(Precision.ABOUT, day.first, day.last) if day.precision is Precision.DAY else day


def _typed_between(first: str, last: str, words: DateWords) -> tuple[PartialDate, ...]:
    """Return the readings of a time between two dates, the first of which may leave month and year to the last."""
    ends = read_typed_date(last, words)
    tail = re.fullmatch(r"(?:\D*\d{1,2}\s+)?(\D+\s+)?(\d{4})", last)
    if tail and not re.search(r"\d{4}", first):
        # "3 to 5 April 2026": a bare number is a day of that month, never a month of that year.
        first += f" {tail[1] or ''}{tail[2]}" if re.fullmatch(r"\d{1,2}\D{0,2}", first) else f" {tail[2]}"
    known = [(one.first, two.last) for one in read_typed_date(first, words) for two in ends if one.known and two.known]
    readings = {PartialDate(Precision.BETWEEN, one, two) for one, two in known if one <= two}
    if not readings:
        raise ValueError("wanted.ordered-dates" if known else "wanted.date")
    return tuple(sorted(readings, key=PartialDate.sort_key))


def _typed_day(plain: str, words: DateWords) -> tuple[PartialDate, ...]:
    """Return the readings of one day or month that `plain` names, with its year in four digits."""
    if found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", plain):
        return (PartialDate.of_day(read_iso_date(f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}")),)
    plain = re.sub(_any(words.first), "1", plain)
    plain = re.sub(r"(?<=\d)\.?(?:st|nd|rd|th|o)\b", "", plain)
    plain = re.sub(rf"\b{_any(words.fillers)}", " ", plain)
    named = [day for day, names in enumerate(words.weekdays) if re.search(rf"\b{_any(names)}", plain)]
    for day in named:
        plain = re.sub(rf"\b{_any(words.weekdays[day])}", " ", plain)
    months = {_fold(name): english for names, english in zip(words.months, MONTHS, strict=True) for name in names}
    plain = re.sub(rf"\b{_any(tuple(months))}", lambda found: f" {months[found[0].rstrip('.')]} ", plain)
    if len(named) > 1 or not re.fullmatch(rf"(?:\d+|{'|'.join(MONTHS)}|[\s,./\-])+", plain):
        raise ValueError("wanted.date")
    if not re.search(r"\b\d{4}\b", plain):
        raise ValueError("wanted.date-with-year")
    if re.fullmatch(r"\s*\d{1,2}\s+\d{4}\s*", plain):
        raise ValueError("wanted.date")  # dateutil takes "3 2026" for March
    readings = day_readings(plain)
    if named and all(day.precision is Precision.DAY and day.first.weekday() != named[0] for day in readings):
        readings = (*readings, *(near for day in readings for near in _nearest(day.first, named[0])))
    return tuple(dict.fromkeys(readings))


def _nearest(day: date, weekday: int) -> tuple[PartialDate, PartialDate]:
    """Return the days before and after `day` that fall on `weekday`, 0 for Monday."""
    before = day - timedelta(days=(day.weekday() - weekday) % 7)
    return PartialDate.of_day(before), PartialDate.of_day(before + timedelta(days=7))


def read_typed_time(text: str, words: DateWords) -> tuple[Clock, ...]:
    """Return what a typed time can mean; 9:14 without am or pm has two readings.

    Raises ValueError with a message id as its text where it is no time of day.
    """
    plain = _fold(text)
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2})(?::(\d{2}))?)?\s*(\D*)", plain)
    if not found or (found[2] is None and not found[4]):
        raise ValueError("wanted.time")
    hour, minute, mark = int(found[1]), found[2] or "00", _bare(found[4])
    seconds = f":{found[3]}" if found[3] else ""
    early, late = (mark in {_bare(_fold(word)) for word in each} for each in (words.morning, words.evening))
    if (mark and not (early or late or mark in ("h", "hs", "hrs"))) or ((early or late) and not 1 <= hour <= 12):
        raise ValueError("wanted.time")
    if early or late:
        hours = [hour % 12 + (12 if late else 0)]
    else:
        hours = [hour % 12, hour % 12 + 12] if 1 <= hour <= 12 and len(found[1]) == 1 and not mark else [hour]
    return tuple(Clock.parse(f"{each:02}:{minute}{seconds}") for each in hours)


def _bare(mark: str) -> str:
    """Return `mark` without spaces and full stops: "p. m." is "pm"."""
    return re.sub(r"[\s.]", "", mark)
