"""Dates told from today: yesterday, 3 days ago, last week, last year, on Tuesday.

They never lie in the future. What can mean several days gives all of them, to be asked about: "last Tuesday" is the
Tuesday of this week to some and of last week to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from docgen.date_words import DateWords, any_of, bare_words, fold, number_in
from docgen.dates import PartialDate, Precision, add_period, read_iso_date

__all__ = ["read_relative_date", "with_years"]


def read_relative_date(plain: str, words: DateWords, today: date) -> tuple[PartialDate, ...]:
    """Return what the folded text `plain` can mean, told from `today`; empty where it is no such date.

    Raises ValueError with a message id as its text for so many years ago, which says no date.
    """
    for spellings, back in (
        (words.today, (0,)),
        (words.yesterday, (1,)),
        (words.last_night, (1, 0)),
        (words.day_before_yesterday, (2,)),
    ):
        if plain in map(fold, spellings):
            return tuple(PartialDate.of_day(today - timedelta(days=each)) for each in back)
    bare = bare_words(plain, words)
    return _ago(plain, words, today) or _last_period(bare, words, today) or _weekday(bare, words, today)


def _ago(plain: str, words: DateWords, today: date) -> tuple[PartialDate, ...]:
    """Return the day "3 days ago". Weeks and months are as rough as they sound."""
    ago = any_of(words.ago)
    # Some languages have one and two of a thing in one word, which stands among the numbers and the units.
    rough = rf"(?P<about>{any_of(words.about)}\s+)?(?:(?P<number>\w+) )?(?P<unit>\w+)"
    found = re.fullmatch(rf"{ago}\s+{rough}", plain) or re.fullmatch(rf"{rough}\s+{ago}", plain)
    number = number_in(found["number"] or found["unit"], words) if found else 0
    if not found or not number:
        return ()
    units = {"days": words.day, "weeks": words.week, "months": words.month, "years": words.year}
    unit = next((each for each, names in units.items() if found["unit"] in map(fold, names)), "")
    if unit in ("", "years"):
        if unit:
            raise ValueError("wanted.date-with-year")
        return ()
    days = number * {"days": 1, "weeks": 7, "months": 0}[unit]
    day = add_period(today, days=-days, months=-number if unit == "months" else 0)
    read_iso_date(day.isoformat())
    exact = unit == "days" and not found["about"] and str(number) not in words.rounded_days
    return (PartialDate(Precision.DAY if exact else Precision.ABOUT, day, day),)


def _last_period(bare: str, words: DateWords, today: date) -> tuple[PartialDate, ...]:
    """Return last week or last month, or a weekday of last week."""
    if re.fullmatch(_last(words.month, words), bare):
        return (PartialDate.parse(add_period(today, months=-1).isoformat()[:7]),)
    week = _last(words.week, words)
    if re.fullmatch(week, bare):
        return _last_weeks(today)
    for number, names in enumerate(words.weekdays):
        if re.fullmatch(rf"{any_of(names)},?\s+{week}|{week},?\s+{any_of(names)}", bare):
            weeks = ((each.first, (each.last - each.first).days + 1) for each in _last_weeks(today))
            days = [first + timedelta(days=each) for first, length in weeks for each in range(length)]
            return tuple(PartialDate.of_day(day) for day in days if day.weekday() == number)
    return ()


def _last(unit: tuple[str, ...], words: DateWords) -> str:
    return rf"(?:{any_of(words.last)}\s+{any_of(unit)}|{any_of(unit)}\s+{any_of(words.last)})"


def with_years(plain: str, words: DateWords, today: date) -> str:
    """Return the folded text `plain` with "last year" and "this year" in digits: in March 2025."""
    told = re.sub(rf"(?<!\w){_last(words.year, words)}", f"{today.year - 1:04}", plain)
    return re.sub(rf"(?<!\w){any_of(words.this_year)}", f"{today.year:04}", told)


def _last_weeks(today: date) -> tuple[PartialDate, ...]:
    """Return the days of last week, whether weeks begin on Sunday or on Monday.

    The two differ by one day, so that both together are one time between two days; on a Sunday they differ by a week.
    """
    monday = today - timedelta(days=today.weekday() + 7)
    sunday = today - timedelta(days=(today.weekday() + 1) % 7 + 7)
    ends = [(each, each + timedelta(days=6)) for each in (monday, sunday)]
    if abs((monday - sunday).days) == 1:
        ends = [(sunday, monday + timedelta(days=6))]
    return tuple(PartialDate.of_days(Precision.BETWEEN, first, last) for first, last in ends)


def _weekday(bare: str, words: DateWords, today: date) -> tuple[PartialDate, ...]:
    """Return the days that a weekday, or the last such weekday, can mean."""
    last = any_of(words.last)
    for number, names in enumerate(words.weekdays):
        day = any_of(names)
        plainly = re.fullmatch(day, bare)
        if plainly or re.fullmatch(rf"{last}\s+{day}|{day}\s+{last}", bare):
            return tuple(map(PartialDate.of_day, _recent(number, today, plainly=bool(plainly))))
    return ()


def _recent(weekday: int, today: date, *, plainly: bool) -> Iterator[date]:
    """Yield the most recent `weekday` before `today`, and whatever else its name can mean.

    Said plainly on that same weekday, it can be today; "last" can skip the one of this week, where there is one,
    whether weeks begin on Sunday or on Monday.
    """
    back = (today.weekday() - weekday - 1) % 7 + 1
    if plainly and back == 7:
        yield today
    yield today - timedelta(days=back)
    if not plainly and back <= max(today.weekday(), (today.weekday() + 1) % 7):
        yield today - timedelta(days=back + 7)
