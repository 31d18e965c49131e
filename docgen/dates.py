"""Dates as people know them: exact, on or about, a month, a season, between two, every day of some, or unknown.

Facts write them in a subset of EDTF (ISO 8601-2, levels 1 and 2): `2026-04-03`, `2026-04-03~` (on or about), `2026-04`,
`2026`, `2026-22` (summer; 21 spring, 22 summer, 23 autumn, 24 winter), `2026-03-01/2026-05-31` (some day between),
`{2026-06-01..2026-06-14}` (every day, a set of level 2 with all its members), `unknown`. A date like 03/04/2026 means
two different days and is refused. Only this module imports dateutil.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self

from docgen.frozen import ordered, record_of

__all__ = [
    "MONTHS",
    "BirthDate",
    "Clock",
    "PartialDate",
    "Precision",
    "add_period",
    "day_readings",
    "offset_text",
    "read_iso_date",
    "weekdays_until",
]

_LATEST = date(9999, 12, 31)
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
"""A year outside of these is a slip of the key, and a time limit counted from it could leave the calendar."""
_EXACT = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    ABOUT = "about"
    MONTH = "month"
    YEAR = "year"
    SEASON = "season"
    BETWEEN = "between"
    EACH_DAY = "each-day"
    """It happened on every day from the first to the last."""
    UNKNOWN = "unknown"


@ordered
class PartialDate:
    """A date that may be uncertain. It sorts by its first possible day; unknown dates sort last."""

    precision: Precision
    first: date
    """First day that it can be; `date.max` when unknown."""
    last: date
    """Last day that it can be."""
    mark: str = ""
    """What a draft prints in its place where the date is missing; "" for a date that was given."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the date that `text` writes. Raises ValueError with a message id as its text."""
        if _EXACT.fullmatch(text):
            day = _existing_day(text)
            return record_of(cls, {"precision": Precision.DAY, "first": day, "last": day})
        if text == "unknown":
            return cls(Precision.UNKNOWN, _LATEST, _LATEST)
        if re.fullmatch(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}", text):
            raise ValueError("wanted.unambiguous-date")
        if found := re.fullmatch(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})", text):
            return cls.of_days(Precision.BETWEEN, read_iso_date(found[1]), read_iso_date(found[2]))
        if found := re.fullmatch(r"\{(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})\}", text):
            return cls.of_days(Precision.EACH_DAY, read_iso_date(found[1]), read_iso_date(found[2]))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}~", text):
            day = read_iso_date(text.rstrip("~"))
            return cls(Precision.ABOUT, day, day)
        if re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", text):
            return cls._of_period(text)
        raise ValueError("wanted.date")

    @classmethod
    def _of_period(cls, text: str) -> Self:
        year = int(text[:4])
        number = int(text[5:] or 0)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValueError("wanted.date")
        if len(text) == 4:
            return cls(Precision.YEAR, date(year, 1, 1), date(year, 12, 31))
        if number in _SEASON_MONTHS:
            first, last = _SEASON_MONTHS[number]
            return cls(Precision.SEASON, date(year, first, 1), _month_end(year, last))
        if not 1 <= number <= 12:
            raise ValueError("wanted.date")
        return cls(Precision.MONTH, date(year, number, 1), _month_end(year, number))

    @classmethod
    def of_days(cls, precision: Precision, first: date, last: date) -> Self:
        """Return some day between `first` and `last`, or every day from the one to the other.

        Raises ValueError with a message id as its text where they stand in the wrong order; every day needs two days.
        """
        if last < first or (last == first and precision is Precision.EACH_DAY):
            raise ValueError("wanted.ordered-dates")
        return cls(precision, first, last)

    @classmethod
    def of_day(cls, day: date) -> Self:
        """Return the exact date `day`."""
        return cls(Precision.DAY, day, day)

    @classmethod
    def missing(cls, mark: str) -> Self:
        """Return the unknown date that a draft prints as `mark`."""
        return cls(Precision.UNKNOWN, _LATEST, _LATEST, mark)

    def iso(self) -> str:
        """Return the text that `parse` reads back to this date."""
        match self.precision:
            case Precision.UNKNOWN:
                return "unknown"
            case Precision.BETWEEN:
                return f"{self.first.isoformat()}/{self.last.isoformat()}"
            case Precision.EACH_DAY:
                return f"{{{self.first.isoformat()}..{self.last.isoformat()}}}"
            case Precision.ABOUT:
                return f"{self.first.isoformat()}~"
            case Precision.MONTH:
                return self.first.isoformat()[:7]
            case Precision.YEAR:
                return self.first.isoformat()[:4]
            case Precision.SEASON:
                return f"{self.first.year:04}-{self.season}"
            case _:
                return self.first.isoformat()

    @property
    def season(self) -> int:
        """The EDTF number of the season, 21 to 24; only for `Precision.SEASON`."""
        return {3: 21, 6: 22, 9: 23, 12: 24}[self.first.month]

    @property
    def known(self) -> bool:
        """Whether anything at all is known of the date."""
        return self.precision is not Precision.UNKNOWN

    @property
    def days(self) -> int:
        """On how many days it happened: on each of every day, on one of any other date."""
        return (self.last - self.first).days + 1 if self.precision is Precision.EACH_DAY else 1

    @property
    def ended(self) -> date:
        """The first day on which it can have been over: the last of every day, the first possible of any other.

        Time limits that run from the last act count from here, because a limit counted too short does no harm.
        """
        return self.last if self.precision is Precision.EACH_DAY else self.first

    def ends(self) -> tuple[PartialDate, PartialDate]:
        """Return when it began and when it ended: the first and the last of every day; any other date is both."""
        if self.precision is not Precision.EACH_DAY:
            return self, self
        return PartialDate.of_day(self.first), PartialDate.of_day(self.last)

    def sort_key(self) -> tuple[date, date]:
        """Return a key that puts earlier dates first and unknown ones last."""
        return self.first, self.last


class BirthDate(PartialDate):
    """A date that identifies a person; the leak check looks for it however it is written."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the day of birth that `text` writes; nobody is born every day. Raises ValueError as for any date."""
        day = super().parse(text)
        if day.precision is Precision.EACH_DAY:
            raise ValueError("wanted.date")
        return day


@ordered
class Clock:
    """A time of day, to the minute or the second."""

    hour: int
    minute: int
    second: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the time that `text` writes as HH:MM or HH:MM:SS, 00:00 to 23:59:59. Raises ValueError."""
        found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", text)
        if not found:
            raise ValueError("wanted.time")
        return cls(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)

    def iso(self) -> str:
        """Return HH:MM or HH:MM:SS."""
        return f"{self.hour:02}:{self.minute:02}" + ("" if self.second is None else f":{self.second:02}")

    def as_time(self) -> time:
        """Return it as a `datetime.time` without a zone."""
        return time(self.hour, self.minute, self.second or 0)


def read_iso_date(text: str) -> date:
    """Return the day that `text` writes as YYYY-MM-DD. Raises ValueError with a message id as its text."""
    if not _EXACT.fullmatch(text):
        raise ValueError("wanted.date")
    return _existing_day(text)


def _existing_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("wanted.existing-date") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError("wanted.date")
    return day


def offset_text(moment: datetime) -> str:
    """Return the distance of `moment` from UTC, 0 without a zone, with a true minus sign: −6, +5:30."""
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return ("−" if minutes < 0 else "+") + str(hours) + (f":{rest:02}" if rest else "")


def _month_end(year: int, month: int) -> date:
    """Return the last day of `month`, where 13 is January of the year after and 0 December of the year before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def add_period(day: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """Return the day that lies the given calendar period after `day`; 31 January and one month give 28 February."""
    end = _month_end(day.year + years, day.month + months)
    return end.replace(day=min(day.day, end.day)) + timedelta(days=days)


def weekdays_until(first: date, last: date) -> int:
    """Return how many days from Monday to Friday lie after `first` and not after `last`; public holidays count as days.

    Holidays differ from town to town; whoever counts on the result must take them off.
    """
    weeks, rest = divmod(max((last - first).days, 0), 7)
    return weeks * 5 + sum((first.weekday() + day) % 7 < 5 for day in range(1, rest + 1))


def day_readings(plain: str) -> tuple[PartialDate, ...]:
    """Return what `plain`, which holds numbers, separators and months as `april`, can mean: a day or a month.

    Raises ValueError with a message id as its text for no date. dateutil fills what is missing from a default date, so
    that two defaults show what was missing; and it guesses the order of day and month, so that both orders are tried.
    """
    from dateutil.parser import parse

    readings = []
    for day_first in (True, False):
        try:
            one, two = (parse(plain, default=default, dayfirst=day_first) for default in _DEFAULTS)
        except (ValueError, OverflowError, TypeError):
            raise ValueError("wanted.existing-date") from None
        if one.hour == two.hour or one.year != two.year or one.month != two.month:
            raise ValueError("wanted.date")
        month = f"{one.year:04}-{one.month:02}"
        readings.append(PartialDate.parse(month if one.day != two.day else one.date().isoformat()))
    return tuple(dict.fromkeys(readings))


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
"""The months as dateutil reads them."""

_DEFAULTS = (datetime(1904, 1, 1, 1), datetime(1908, 2, 2, 2))  # noqa: DTZ001  no moment is meant
