"""The usual ways to write a day of birth and an amount, as patterns over plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from docgen.plain_words import sequence
from docgen.trace_words import month_names, trace_words

__all__ = ["Form", "amount_pattern", "date_patterns"]


class Form(NamedTuple):
    """A pattern of words, looked for where `hint`, a piece of it, stands at all: most texts lack that."""

    hint: str
    pattern: str


@cache
def date_patterns(day: date) -> tuple[str | Form, ...]:
    """Return the usual ways to write a day of birth: in digits in any order, and with the month in words."""
    return tuple(_forms_of(day))


def _forms_of(day: date) -> Iterator[str | Form]:
    for form in ("%Y%m%d", "%d%m%Y", "%m%d%Y", "%Y %m %d"):
        yield sequence(day.strftime(form).split())
    for first, second in ((day.day, day.month), (day.month, day.day)):
        yield Form("", rf"(?<!\S)0?{first} 0?{second} (?:{day.year}|{day.year % 100:02})(?!\S)")
    words = trace_words()
    joint = f"(?: (?:{'|'.join(words.joints)}))*"
    in_words = f"|{'|'.join(words.first)}" if day.day == 1 else ""
    number = f"(?:0?{day.day}(?: ?(?:{'|'.join(words.ordinals)}))?{in_words})"
    month = f"(?:{'|'.join(sorted(month_names(day.month), key=len, reverse=True))})"
    year = f"(?:{day.year}|{day.year % 100:02})"
    for parts in ((number, month, year), (month, number, year), (year, month, number)):
        yield Form("", rf"(?<!\S){f'{joint} '.join(parts)}(?!\S)")


def amount_pattern(value: Decimal) -> Form:
    """Return a pattern for the whole part of an amount with any thousands separator; cents may follow.

    An amount that could be a year is looked for with a separator or cents only: 2,026 dollars, not the year 2026.
    """
    whole = str(int(value))
    written = rf"{whole[0]} {whole[1:]}|{whole} \d\d" if 1900 <= value < 2100 else " ?".join(whole)
    return Form(f" {whole[0]}", rf"(?<!\S)(?:{written})(?!\d)")
