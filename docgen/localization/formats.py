"""The formats of a locale, as CLDR has them: dates, times, amounts, lists, names of languages.

Whatever takes a `locale_id` raises as `locale_of` does.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from docgen.dates import Clock
from docgen.errors import Problem, TemplateProblem

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale

__all__ = [
    "calendar_names",
    "format_clock",
    "format_day",
    "format_items",
    "format_money",
    "format_parts",
    "known_zone",
    "language_name",
    "language_tag",
    "locale_of",
    "read_amount",
    "runs_to_left",
    "weekday_and_day",
]


@cache
def locale_of(locale_id: str) -> Locale:
    """Return the locale of CLDR. Raises `TemplateProblem` for one that it does not have."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(locale_id)
    except (UnknownLocaleError, ValueError):
        raise TemplateProblem([Problem(id="locale.unknown", names={"locale": locale_id})]) from None


@lru_cache(10_000)
def format_clock(clock: Clock, day: date, zone: str, locale_id: str) -> tuple[str, str, datetime]:
    """Return a time of day, the short name of the zone that held then, "" for no `zone`, and the moment.

    It stays on one line: CLDR has plain spaces in “23 h 52”.
    """
    from zoneinfo import ZoneInfo

    from babel.dates import format_time, get_timezone_name

    width = "short" if clock.second is None else "medium"
    written = format_time(clock.as_time(), width, locale=locale_of(locale_id)).replace(" ", "\u00a0")
    moment = datetime.combine(day, clock.as_time(), ZoneInfo(zone) if zone else None)
    locale, variant = locale_of(locale_id), _variant(moment)
    named = get_timezone_name(moment, width="short", locale=locale, zone_variant=variant) if zone else ""
    return written, named, moment


def _variant(moment: datetime) -> Literal["daylight", "standard"] | None:
    """Return which name of its zone holds at `moment`; None where the zone itself tells.

    Irish law calls summer time the standard and takes an hour off in winter, so that a zone which tells of a change
    there tells of the winter.
    """
    changes = [moment.replace(month=month, day=1).dst() or timedelta() for month in (1, 7)]
    if min(changes) >= timedelta():
        return None
    return "standard" if moment.dst() else "daylight"


@cache
def format_day(day: date, locale_id: str, numeral: str = "") -> str:
    """Return `day` in the long form of the locale; `numeral` is written for its number, "" for what CLDR has.

    CLDR writes "1 mai" where French has "1er mai".
    """
    from babel.dates import format_date, get_date_format

    pattern = str(get_date_format("long", locale=locale_of(locale_id)))
    if numeral:
        pattern = re.sub(r"'[^']*'|d+", lambda part: f"'{numeral}'" if part[0] == "d" else part[0], pattern)
    return format_date(day, pattern, locale=locale_of(locale_id))


@cache
def format_parts(skeleton: str, day: date, locale_id: str) -> str:
    """Return those parts of `day` that the CLDR `skeleton` names (`yMMMM`), as the locale orders them."""
    from babel.dates import format_skeleton

    return str(format_skeleton(skeleton, day, locale=locale_of(locale_id)))


@lru_cache(1_000)
def format_items(items: tuple[str, ...], locale_id: str) -> str:
    """Return the items as a list in a sentence."""
    from babel.lists import format_list

    return str(format_list(items, locale=locale_of(locale_id)))


@lru_cache(1_000)
def format_money(amount: Decimal, currency: str, locale_id: str) -> str:
    """Return an amount of money as the locale writes it."""
    from babel.numbers import format_currency

    return format_currency(amount, currency, locale=locale_of(locale_id))


def calendar_names(locale_id: str) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """Return the spellings of each month from January, and of each weekday from Monday."""
    from babel.dates import get_day_names, get_month_names

    def names(get: Callable[..., Mapping[int, str]], first: int, last: int) -> tuple[tuple[str, ...], ...]:
        shapes = [(width, form) for width in ("wide", "abbreviated") for form in ("format", "stand-alone")]
        tables = [get(width, form, locale_of(locale_id)) for width, form in shapes]
        return tuple(tuple(dict.fromkeys(table[each] for table in tables)) for each in range(first, last + 1))

    return names(get_month_names, 1, 12), names(get_day_names, 0, 6)


def weekday_and_day(day: date, locale_id: str) -> str:
    """Return `day` with its weekday: Friday, April 3, 2026."""
    from babel.dates import format_date

    return format_date(day, "full", locale=locale_of(locale_id))


def read_amount(text: str, locale_id: str) -> Decimal:
    """Return the amount that `text` writes. Raises ValueError with a message id as its text.

    One sign before one or two last digits is a decimal sign whichever it is; others mean what the locale says.
    """
    from decimal import Decimal

    from babel.numbers import NumberFormatError, parse_decimal

    if re.fullmatch(r"\d+([.,]\d{1,2})?", plain := text.strip()):
        return Decimal(plain.replace(",", "."))
    with contextlib.suppress(NumberFormatError, ValueError, ArithmeticError):
        if (amount := parse_decimal(plain, locale=locale_of(locale_id), strict=True)).is_finite():  # Babel reads "nan"
            return amount
    raise ValueError("wanted.amount")


def language_name(code: str, locale_id: str) -> str:
    """Return the name of the language `code` as the locale says it: Spanish, español; `code` itself for an unknown one.

    CLDR names many a language, such as K’iche’, for which it has no formats.
    """
    names = locale_of(locale_id)
    try:
        return locale_of(code.replace("-", "_")).get_display_name(names) or code
    except TemplateProblem:
        return str(names.languages.get(code.partition("-")[0].lower(), code))


def country_name(code: str, locale_id: str) -> str:
    """Return the name of the country with this ISO 3166-1 code as the locale says it, or the code of an unknown one."""
    return str(locale_of(locale_id.replace("-", "_")).territories.get(code, code))


def runs_to_left(locale_id: str) -> bool:
    """Return whether the language of the locale is written from right to left."""
    return str(locale_of(locale_id.replace("-", "_")).text_direction) == "rtl"


def known_zone(name: str) -> bool:
    """Return whether the IANA database has the zone `name`."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def language_tag(locale_id: str) -> str:
    """Return the BCP 47 tag of a CLDR locale: `es_MX` gives `es-MX`."""
    return locale_id.replace("_", "-")
