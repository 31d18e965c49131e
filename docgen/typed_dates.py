"""Dates as people type them in their own language: "about 3 April 2026", "3 de abril", "every day from 1 to 5 May".

Nothing is guessed: a text that can mean several days gives all of them, to be asked about. A day without its year can
be this year's or last year's. Facts keep the result as `docgen.dates` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from docgen.date_words import DateWords, any_of, bare_words, fold
from docgen.dates import MONTHS, PartialDate, Precision, day_readings, read_iso_date
from docgen.relative_dates import read_relative_date, with_years

__all__ = ["read_typed_date"]

Readings = tuple[PartialDate, ...]

_LONGEST = 200
"""Signs; nobody writes a date with more, and patterns are slow on pages of text."""
_DAY = r"\d{4}-\d{2}-\d{2}"
_FACT = rf"\d{{4}}(-\d{{2}}){{0,2}}~?|{_DAY}/{_DAY}|\{{{_DAY}\.\.{_DAY}\}}|unknown"
_BARE_DAY = r"\d{1,2}\D{0,2}"
_YEARS_BACK = 9
"""How far back a day that not every year has, the 29th of February, is looked for."""


def read_typed_date(text: str, words: DateWords, today: date) -> Readings:
    """Return what a typed date can mean: one reading, or several to be asked about, the likeliest first.

    There are several where day and month can change places, where the weekday named is another one than that of the
    date, where the year is missing, and where a word like "last Tuesday" can mean two days. Words told from `today`
    never give a day after it; a day and month without a year can. Raises ValueError with a message id as its text where
    it is no date, where only its year is missing, and where it comes back on other days than on every day.
    """
    plain = fold(text)
    if len(plain) > _LONGEST:
        raise ValueError("wanted.date")
    return _read(with_years(_without_ordinal_stops(plain), words, today), words, today)


def _without_ordinal_stops(plain: str) -> str:
    """Return "3. april" and "3.° april" as "3 april", and "3. 4. 2026" and "3.4." as days in digits."""
    close = re.sub(r"(?<!\d)(\d{1,2})\. ?(\d{1,2})\. ?(?=\d{4}(?!\d))", r"\1.\2.", plain)
    return re.sub(r"(?<=\d)(?:\.?°|\.(?= |$))", "", close)


def _read(plain: str, words: DateWords, today: date) -> Readings:
    if re.fullmatch(_FACT, plain):
        return (PartialDate.parse(plain),)
    if plain in map(fold, words.unknown):
        return (PartialDate.parse("unknown"),)
    if repeated := _repeated(plain, words, today):
        return repeated
    if relative := read_relative_date(plain, words, today):
        return relative
    about = any_of(words.about)
    if found := re.fullmatch(rf"{about}\s*(.+)|(.+?),?\s+{about}", plain):
        return tuple(dict.fromkeys(_about(each) for each in _read(found[1] or found[2], words, today)))
    if ends := _two_ends(plain, words):
        spans = [(one.first, two.last) for one, two in _spans(*ends, words, today)]
        found_spans = dict.fromkeys(PartialDate(Precision.BETWEEN, one, two) for one, two in spans if one <= two)
        return tuple(found_spans) or _out_of_order(ends[0])
    return _one_date(plain, words, today)


def _one_date(plain: str, words: DateWords, today: date) -> Readings:
    """Return the readings of a part of a month, a season, a month or a day, with or without its year."""
    bare = bare_words(plain, words)
    last = any_of(words.last)
    if found := re.fullmatch(rf"{last}\s+(\D+)|(\D+)\s+{last}", bare):
        name = found[1] or found[2]
        return _in_years(lambda year: _months(f"{name} {year}", words, today), today, past=True)
    if re.fullmatch(r"\d{4}", bare):
        return (PartialDate.parse(bare),)
    for part, spellings in enumerate((words.early, words.middle, words.late)):
        begin = any_of(tuple(bare_words(fold(each), words) for each in spellings))
        if found := re.fullmatch(rf"{begin}[\s-]*(.+)", bare):
            return tuple(_part(month, part) for month in _months(found[1], words, today))
    for number, names in enumerate(words.seasons, 21):
        if found := re.fullmatch(rf"{any_of(names)},?(?:\s+(\d{{4}}))?", bare):
            if found[1]:
                return (PartialDate.parse(f"{found[1]}-{number}"),)
            return _in_years(lambda year: (PartialDate.parse(f"{year:04}-{number}"),), today)  # noqa: B023  used now
    return _day(plain, words, today)


def _months(text: str, words: DateWords, today: date) -> Readings:
    """Return the months or seasons that `text` names. Raises ValueError for anything else."""
    readings = _one_date(text, words, today)
    if any(each.precision not in (Precision.MONTH, Precision.SEASON) for each in readings):
        raise ValueError("wanted.date")
    return readings


def _part(month: PartialDate, part: int) -> PartialDate:
    """Return the first ten days of `month`, the next ten, or the rest. Raises ValueError for a season."""
    if month.precision is not Precision.MONTH:
        raise ValueError("wanted.date")
    first = month.first.replace(day=(1, 11, 21)[part])
    return PartialDate(Precision.BETWEEN, first, month.last if part == 2 else first + timedelta(days=9))


def _about(day: PartialDate) -> PartialDate:
    """Return `day` as "on or about"; a month or year is as rough as that already.

    Raises ValueError for "about every day", which is not every day.
    """
    if day.precision is Precision.EACH_DAY:
        raise ValueError("wanted.each-day")
    return PartialDate(Precision.ABOUT, day.first, day.last) if day.precision is Precision.DAY else day


# What is told without its year ---------------------------------------------------------------------------------------


def _in_years(read: Callable[[int], Readings], today: date, *, past: bool = False) -> Readings:
    """Return what `read` makes of the last two years that have such a date, this one among them; past days first.

    With `past`, only what is over by `today` counts.
    """
    found: list[Readings] = []
    for year in range(today.year, today.year - _YEARS_BACK, -1):
        try:
            readings = read(year)
        except ValueError as error:
            if str(error) != "wanted.existing-date":
                raise
            continue
        if not past or all(each.last < today for each in readings):
            found.append(readings)
        if len(found) == 2:
            break
    if not found:
        raise ValueError("wanted.existing-date")
    return tuple(sorted((each for readings in found for each in readings), key=lambda each: each.first > today))


def _has_year(text: str) -> bool:
    return re.search(r"(?<!\d)\d{4}(?!\d)", text) is not None


# Two ends, and every day between them ---------------------------------------------------------------------------------


def _two_ends(plain: str, words: DateWords) -> tuple[str, str] | None:
    """Return the two dates of "between … and …" as they were typed, a bare day without what means nothing beside it.

    None for another text.
    """
    found = re.fullmatch(rf"{any_of(words.between)}\s+(.+?)\s+{any_of(words.until)}\s+(.+)", plain)
    if not found:
        return None
    bare = bare_words(found[1], words)
    return bare if re.fullmatch(_BARE_DAY, bare) else found[1], found[2]


def _spans(first: str, last: str, words: DateWords, today: date) -> list[tuple[PartialDate, PartialDate]]:
    """Return the pairs that two typed dates can mean; the first may leave month and year to the last.

    Raises ValueError with a message id as its text where one of them is no date.
    """
    if not _has_year(last) and not read_relative_date(last, words, today):
        if _has_year(first):
            raise ValueError("wanted.date-with-year")
        pairs = [pair for back in (0, 1) for pair in _spans(first, _with_year(last, today.year - back), words, today)]
        return sorted(pairs, key=lambda pair: pair[0].first > today)
    if not _has_year(first) and not read_relative_date(first, words, today):
        first = _completed(first, last, words)
    ones, twos = _read(first, words, today), _read(last, words, today)
    if not all(each.known for each in (*ones, *twos)):
        raise ValueError("wanted.date")
    return [(one, two) for one in ones for two in twos]


def _completed(first: str, last: str, words: DateWords) -> str:
    """Return the first of two typed dates with the year, and month, that it leaves to the last."""
    tail = re.fullmatch(rf"(?:\D*\d{{1,2}}(?:{any_of(words.ordinals)})?\s+)?(\D+\s+)?(\d{{4}})", last)
    tail = tail or re.fullmatch(r"(\D+)\d{1,2}, (\d{4})", last)
    if tail and re.fullmatch(_BARE_DAY, first):
        # "3 to 5 April 2026": a bare number is a day of that month, never a month of that year.
        return f"{first} {tail[1] or ''}{tail[2]}"
    year = re.search(r"(?<!\d)\d{4}(?!\d)", last)
    return _with_year(first, year[0]) if year else first


def _with_year(plain: str, year: object) -> str:
    """Return a day and month with the `year` behind them: 3/4/2026, 3 april 2026."""
    found = re.fullmatch(r"\d{1,2}([/.\-])\d{1,2}", plain)
    return f"{plain}{found[1] if found else ' '}{year}"


def _out_of_order(first: str) -> Readings:
    """Raise ValueError: the dates are in the wrong order, or, "20 December to 5 January 2026", in two years."""
    in_one_year = _has_year(first) or re.fullmatch(_BARE_DAY, first)
    raise ValueError("wanted.ordered-dates" if in_one_year else "wanted.date-with-year")


def _repeated(plain: str, words: DateWords, today: date) -> Readings:
    """Return the readings of "every day from … to …"; empty for what does not come back.

    Raises ValueError with a message id as its text where the first or the last day is missing or rough, and for what
    comes back on other days: facts have every day only.
    """
    each_day = any_of(words.each_day)
    found = re.fullmatch(rf"{each_day},?\s+(.+)|(.+?),?\s+{each_day}", plain)
    if not found:
        if re.match(rf"{any_of(words.each_day)}$", plain):
            raise ValueError("wanted.each-day")
        if re.match(any_of(words.each), plain):
            raise ValueError("wanted.each-day-only")
        return ()
    ends = _two_ends(found[1] or found[2], words)
    spans = _spans(*ends, words, today) if ends else []
    exact = spans and all(day.precision is Precision.DAY for span in spans for day in span)
    if not ends or not exact or any(one == two for one, two in spans):
        raise ValueError("wanted.each-day")
    ordered = dict.fromkeys((one.first, two.first) for one, two in spans if one.first < two.first)
    return tuple(PartialDate(Precision.EACH_DAY, one, two) for one, two in ordered) or _out_of_order(ends[0])


# One day or month -----------------------------------------------------------------------------------------------------


def _day(plain: str, words: DateWords, today: date) -> Readings:
    """Return the readings of one day or month that `plain` names."""
    if found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", plain):
        return (PartialDate.of_day(read_iso_date(f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}")),)
    plain = re.sub(any_of(words.first), "1", plain)
    plain = re.sub(rf"(?<=\d)\.?{any_of(words.ordinals)}", "", plain)
    plain = bare_words(plain, words)
    named = [day for day, names in enumerate(words.weekdays) if re.search(rf"\b{any_of(names)}", plain)]
    for day in named:
        plain = re.sub(rf"\b{any_of(words.weekdays[day])}", " ", plain)
    months = {fold(name).rstrip("."): each for names, each in zip(words.months, MONTHS, strict=True) for name in names}
    plain = re.sub(rf"\b{any_of(tuple(months))}", lambda found: f" {months[found[0].rstrip('.')]} ", plain)
    plain = plain.strip(" ,")
    if len(named) > 1 or not re.fullmatch(rf"(?:\d+|{'|'.join(MONTHS)}|[\s,./\-])+", plain):
        raise ValueError("wanted.date")
    if _has_year(plain):
        return _with_weekday(_days(plain), named)
    numbers = len(re.findall(r"\d+", plain))
    if not re.fullmatch(r"\d{1,2}[/.\-]\d{1,2}", plain) and (numbers > 1 or not re.search(r"[a-z]", plain)):
        raise ValueError("wanted.date-with-year")
    readings = _in_years(lambda year: _days(_with_year(plain, year)), today)
    fitting = tuple(day for day in readings if named and _falls_on(day, named[0]))
    return fitting or _with_weekday(readings, named)


def _days(plain: str) -> Readings:
    if re.fullmatch(r"\s*\d{1,2}\s+\d{4}\s*", plain):
        raise ValueError("wanted.date")  # dateutil takes "3 2026" for March
    readings = day_readings(plain)
    # Stops between the numbers are written only where the day comes first.
    return readings[:1] if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", plain) else readings


def _with_weekday(readings: Readings, named: list[int]) -> Readings:
    """Return `readings`, and where none falls on the weekday that was named, those near them that do."""
    if named and not any(each.precision is Precision.DAY and _falls_on(each, named[0]) for each in readings):
        days = [each.first for each in readings if each.precision is Precision.DAY]
        readings = (*readings, *(near for day in days for near in _nearest(day, named[0])))
    return tuple(dict.fromkeys(readings))


def _falls_on(day: PartialDate, weekday: int) -> bool:
    return day.precision is Precision.DAY and day.first.weekday() == weekday


def _nearest(day: date, weekday: int) -> tuple[PartialDate, PartialDate]:
    """Return the days before and after `day` that fall on `weekday`, 0 for Monday."""
    before = day - timedelta(days=(day.weekday() - weekday) % 7)
    return PartialDate.of_day(before), PartialDate.of_day(before + timedelta(days=7))
