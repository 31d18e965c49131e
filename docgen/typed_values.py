"""Values as people type them into a cell, in every language that docgen speaks, turned into what a facts file holds.

Nothing is guessed: a date, a time or an amount that can be read in several ways is refused by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from docgen.date_words import DateWords
from docgen.dates import Clock, PartialDate, Precision
from docgen.frozen import frozen
from docgen.localization import read_amount
from docgen.matter.values import Unfit
from docgen.records import Reader
from docgen.typed_dates import read_typed_date
from docgen.typed_times import read_typed_time

if TYPE_CHECKING:
    from docgen.own_questions import OwnQuestions

__all__ = ["Vocabulary", "checked", "fold", "read_value", "whole_number"]

_LONGEST = 500
"""Signs of a typed date or time that are looked at."""


@frozen
class Vocabulary:
    """The words that cells may use, in every language that docgen speaks; keys are folded by `fold`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Name or label of a column of incidents to the path of its fact; empty where columns go by their names alone."""
    choices: Mapping[str, Mapping[str, str]]
    """By class of choices, code or label to code."""
    yes: frozenset[str]
    no: frozenset[str]
    dates: tuple[DateWords, ...]
    locales: tuple[str, ...] = ()
    """Whose ways of writing an amount count."""
    own_questions: OwnQuestions | None = None
    """The clinic's own questions, which have columns; None where it has none."""
    today: date


def fold(text: str) -> str:
    """Return `text` in small letters without accents, with one space for spaces, hyphens and underscores."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        re.sub(r"[\s_\-]+", " ", "".join(sign for sign in split if not unicodedata.combining(sign))).split()
    )


def read_value(wanted: Any, text: str, vocabulary: Vocabulary, day_first: bool | None = None) -> object:
    """Return `text` as JSON would hold a value of the type `wanted`.

    `day_first` is the order of day and month in dates that can be read two ways; None where nobody said it. Raises
    `Unfit`, with the id of the problem as its name `problem` where that is not `problem.unfit`.
    """
    value: object = text
    if wanted is bool:
        value = _yes_or_no(text, vocabulary)
    elif issubclass(wanted, int):
        value = whole_number(text)
    elif issubclass(wanted, Decimal):
        value = _amount(text, vocabulary)
    elif issubclass(wanted, date | PartialDate):
        exact = issubclass(wanted, date)
        value = _only([each.iso() for each in _days(text, vocabulary, day_first, exact=exact)])
    elif issubclass(wanted, Clock):
        value = _only([each.iso() for each in _in_any(read_typed_time, text, vocabulary)], "import.which-time")
    elif wanted.__name__ in vocabulary.choices and text not in getattr(wanted, "_value2member_map_", ()):
        value = vocabulary.choices.get(wanted.__name__, {}).get(fold(text), text)
    return checked(wanted, value)


def checked(wanted: Any, value: object, otherwise: str = "wanted.text") -> object:
    """Return `value`, which JSON could hold. Raises `Unfit` where the model would refuse it as a `wanted`.

    `otherwise` is the message id of what is wanted where the model does not say it.
    """
    reader = Reader()
    reader.value(wanted, value, ())
    for problem in reader.problems:
        names = {name: told for name, told in problem.names.items() if name != "wanted"}
        raise Unfit(problem.names.get("wanted", otherwise), problem=problem.id, **names)
    return value


def _yes_or_no(text: str, vocabulary: Vocabulary) -> bool:
    if fold(text) in vocabulary.yes or fold(text) in vocabulary.no:
        return fold(text) in vocabulary.yes
    raise Unfit("wanted.yes-no")


def whole_number(text: str) -> int:
    """Return the number that `text` writes in digits. Raises `Unfit`."""
    if not (text.isdecimal() and len(text) < 10):
        raise Unfit("wanted.whole-number")
    return int(text)


def _amount(text: str, vocabulary: Vocabulary) -> Decimal:
    """Return the amount that `text` writes; 1.200 is two amounts, one for each meaning of the full stop."""
    if re.fullmatch(r"\d{1,12}([.,]\d{1,2})?", text):
        return Decimal(text.replace(",", "."))
    readings: set[Decimal] = set()
    for locale in vocabulary.locales:
        try:
            readings.add(read_amount(text[:_LONGEST], locale))
        except ValueError:
            continue
    if len(readings) != 1:
        raise Unfit("wanted.amount")
    return readings.pop()


def _days(text: str, vocabulary: Vocabulary, day_first: bool | None, *, exact: bool) -> Sequence[PartialDate | Clock]:
    try:
        readings: Sequence[PartialDate | Clock] = [PartialDate.parse(text)]
    except ValueError as error:
        if not vocabulary.dates:
            raise Unfit(str(error)) from None
        readings = _in_any(_date_reader(day_first, vocabulary), text, vocabulary)
    if exact and any(isinstance(each, PartialDate) and each.precision is not Precision.DAY for each in readings):
        raise Unfit("wanted.unambiguous-date")
    return readings


def _date_reader(day_first: bool | None, vocabulary: Vocabulary) -> Callable[[str, DateWords], tuple[PartialDate, ...]]:
    def read(text: str, words: DateWords) -> tuple[PartialDate, ...]:
        found = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", text)
        if found and day_first is not None:
            day, month = (found[1], found[3]) if day_first else (found[3], found[1])
            return (PartialDate.parse(f"{found[4]}-{month:0>2}-{day:0>2}"),)
        # A spreadsheet writes a day as its first moment.
        plain = re.sub(r"(?<=^\d{4}-\d\d-\d\d)[ T]00:00(?::00)?$", "", text)
        return read_typed_date(plain, words, vocabulary.today)

    return read


def _in_any(
    read: Callable[[str, DateWords], Sequence[PartialDate] | Sequence[Clock]], text: str, vocabulary: Vocabulary
) -> list[PartialDate | Clock]:
    """Return every reading of `text` in any of the languages. Raises `Unfit` where it can be read in none."""
    readings: list[PartialDate | Clock] = []
    refused = ""
    for words in vocabulary.dates:
        try:
            readings += read(text[:_LONGEST], words)
        except ValueError as error:
            refused = refused or (error.wanted if isinstance(error, Unfit) else str(error))
    if not readings:
        raise Unfit(refused)
    return list(dict.fromkeys(readings))


def _only(readings: Sequence[str], several: str = "import.which-date") -> str:
    if len(set(readings)) > 1:
        raise Unfit("wanted.unambiguous-date", problem=several)
    return readings[0]
