"""Single values: how a text, number or truth value of JSON or TOML becomes a value of each type of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, partial
from typing import Any

from docgen.dates import Clock, PartialDate, read_iso_date
from docgen.errors import Problem
from docgen.frozen import record_of
from docgen.matter.values import Prose, Unfit, Words

__all__ = ["NoChoice", "WrongType", "nearest", "parser_of", "unknown_name"]


def nearest(word: str, known: list[str]) -> str:
    """Return the known word that `word` was probably meant to be, or ""."""
    plain = {name.replace("-", "_").lower(): name for name in known}
    meant = word.replace("-", "_").lower()
    turned = [name for name in plain if sorted(name) == sorted(meant)]
    found = turned or get_close_matches(meant, list(plain), n=1, cutoff=0.6)
    return plain[found[0]] if found else ""


def unknown_name(id: str, found: str, known: tuple[str, ...]) -> Problem:
    """Return the problem `id` of the name `found`, which is none of the `known`, with the one that was meant."""
    near = nearest(found, list(known))
    names = {"found": found, "known": ", ".join(known), "near": near}
    return Problem(id=id, names=names, hint="hint.did-you-mean" if near else "")


class WrongType(Exception):
    """The value is of another kind; `wanted` is the message id of what is wanted."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted


class NoChoice(Exception):
    """The text is none of the `choices`; `near` is the one that was probably meant, "" for none."""

    def __init__(self, choices: list[str], near: str) -> None:
        self.choices, self.near = choices, near


@cache
def parser_of(wanted: Any) -> Callable[[Any], object]:
    """Return the function that reads a value as the type `wanted`.

    It raises `WrongType`, `NoChoice` or `Unfit` where the value does not fit.
    """
    if wanted is bool or wanted is int:
        return partial(_parse_exactly, wanted)
    if wanted is Decimal:
        return _parse_amount
    if wanted is Prose:
        return _parse_prose
    if hasattr(wanted, "accept"):  # a type that reads values itself
        return wanted.accept  # type: ignore[no-any-return]
    if issubclass(wanted, PartialDate | Clock | date):
        return partial(_parse_date, wanted, read_iso_date if wanted is date else wanted.parse)
    if issubclass(wanted, StrEnum):
        return partial(_parse_choice, wanted, wanted._value2member_map_)
    return partial(_parse_text, str if wanted is str else wanted.parse)


def _parse_exactly(wanted: type[object], value: object) -> object:
    if type(value) is not wanted:
        raise WrongType("wanted.yes-no" if wanted is bool else "wanted.whole-number")
    return value


def _parse_prose(value: object) -> Prose:
    if type(value) is str:
        return record_of(Prose, {"text": Words.parse(value)})
    if not isinstance(value, str | Mapping):
        raise WrongType("wanted.text-or-languages")
    if isinstance(value, Mapping) and not all(isinstance(text, str) for text in value.values()):
        raise Unfit("wanted.text-or-languages")
    return Prose.parse(value)


def _parse_date(wanted: Any, parse: Callable[[str], object], value: object) -> object:
    if not isinstance(value, str):
        if wanted is date and isinstance(value, date) and not isinstance(value, datetime):
            return value
        raise WrongType("wanted.date" if issubclass(wanted, date | PartialDate) else "wanted.text")
    try:
        return parse(value)
    except ValueError as error:
        raise Unfit(str(error)) from None


def _parse_choice(wanted: Any, members: Mapping[object, object], value: object) -> object:
    if not isinstance(value, str):
        raise WrongType("wanted.text")
    member = members.get(value)
    if member is None:
        choices = [each.value for each in wanted]
        raise NoChoice(choices, nearest(value, choices))
    return member


def _parse_text(parse: Callable[[str], object], value: object) -> object:
    if not isinstance(value, str):
        raise WrongType("wanted.text")
    return parse(value)


def _parse_amount(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise WrongType("wanted.amount")
    amount = Decimal(value)
    if not amount.is_finite() or not 0 <= amount < Decimal(10) ** 12 or amount != amount.quantize(Decimal("0.01")):
        raise Unfit("wanted.amount")
    return amount
