"""One cell as the value of a fact, as a facts file would hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from docgen.dates import Clock, PartialDate
from docgen.frozen import ordered
from docgen.matter.values import Id, Prose, Unfit, Words
from docgen.sheets.columns import Column
from docgen.sheets.raw import Fault, Raw
from docgen.typed_values import Vocabulary, checked, fold, read_value

__all__ = ["EMPTY", "PLAIN", "Reading", "guarded", "plain_text", "unguarded"]

EMPTY = object()
"""Stands for a cell that says nothing: its fact is unanswered."""
_DECLINED = "-"
_KNOWN_LIMIT = 5_000
_STARTS_FORMULA = "=+\\-@＝＋－＠\t\r\n"
"""Signs that make a spreadsheet program take what follows in a CSV file for a formula (OWASP, CSV Injection)."""
_CUT = r"(?:\d(?:[.,]\d+)?E\+\d{1,3}|###+)\s*\Z"
"""What a program shows, and saves as CSV, in the place of a long number, such as 1.2E+10, or one in a narrow column."""
_ERRORS = (
    "N/A", "N/D", "NV", "NULL!", "DIV/0!", "VALUE!", "REF!", "NAME?", "NUM!", "SPILL!", "CALC!", "¡REF!", "¿NOMBRE?",
    "¡VALOR!", "¡NUM!", "¡NULO!", "¡DIV/0!", "BEZUG!", "WERT!", "ZAHL!", "NOM?", "VALEUR!", "NOMBRE!", "NUL!", "RIF!",
    "NOME?", "VALORE!", "VALOR!", "NÚM!", "NULO!",
)  # fmt: skip
_FAILED = rf"(?:#(?:{'|'.join(map(re.escape, _ERRORS))})|Err:\d{{3}})\s*\Z"
"""What a program saves as CSV where a formula failed, in languages of Excel and LibreOffice."""

PLAIN = Vocabulary(
    choices={}, yes=frozenset({"true", "1"}), no=frozenset({"false", "0"}), dates=(), today=date(2000, 1, 1)
)
"""The words of a facts file and no others: codes, true and false, dates as ISO 8601 writes them."""


def guarded(text: str, *, formulas: bool) -> str:
    """Return `text` as a cell holds it, so that `unguarded` gives it back.

    With `formulas`, what a program could run gets an apostrophe, as spreadsheet programs write it themselves; a lone
    `-` always gets one, because in a cell it declines, and so does what looks like a number that a program cut off, or
    like the error of a formula.
    """
    bare = "'*" if formulas else "'+"
    risky = re.match(rf"{bare}\s*[{_STARTS_FORMULA}]", text) and (formulas or text[0] == "'")
    damaged = re.match(rf"'*\s*(?:{_CUT}|{_FAILED})", text)
    return f"'{text}" if risky or damaged or text.strip() == _DECLINED else text


def unguarded(text: str) -> str:
    """Return what a cell with `text` says: without the apostrophe that keeps a program from running it."""
    return text[1:] if re.match(rf"'+\s*(?:[{_STARTS_FORMULA}]|{_CUT}|{_FAILED})", text) else text


def plain_text(raw: Raw) -> str:
    """Return a typed value as a person would have written it."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, Decimal):
        return format(raw, "f")
    if isinstance(raw, time):
        return raw.isoformat("seconds" if raw.second else "minutes")
    if isinstance(raw, date):  # a moment too: it is no date of a facts file, and is refused as one
        return raw.isoformat()
    return raw if isinstance(raw, str) else ""


@ordered
class Reading:
    """Reads cells with the words of a vocabulary."""

    words: Vocabulary
    later: Vocabulary
    """The same words on another day: a date that differs with it must not stand in a file."""
    known: dict[tuple[Any, str], object] = field(default_factory=dict, repr=False)
    """Codes, dates and other short values that were read already: the same ones stand in many rows."""

    @classmethod
    def of(cls, words: Vocabulary) -> Reading:
        """Return a reading with `words`."""
        return cls(words, replace(words, today=words.today + timedelta(days=500)))

    def value(self, column: Column, raw: Raw) -> object:
        """Return what the cell says: a value, a list, None for declined, or `EMPTY`. Raises `Unfit`."""
        if isinstance(raw, Fault):
            raise Unfit("wanted.answer", problem=raw.id)
        text = plain_text(raw)
        if not text.strip():
            return EMPTY
        if text.strip() == _DECLINED:
            if not column.wanted.may_decline:
                raise Unfit("wanted.answer", problem="problem.null")
            return None
        if isinstance(raw, Decimal) and column.one and issubclass(column.wanted.type, Decimal):
            return checked(column.wanted.type, raw)
        if re.match(rf"\s*{_CUT}", text):
            raise Unfit("wanted.answer", problem="sheet.number-cut")
        if re.match(rf"\s*{_FAILED}", text):
            raise Unfit("wanted.answer", problem="sheet.formula-error")
        text = unguarded(text)
        if column.one:
            return self._one(column.wanted.type, text)
        return [self._one(column.wanted.type, each) for each in self._items(column.wanted.type, text)]

    def _one(self, wanted: Any, text: str) -> object:
        if wanted is Prose or issubclass(wanted, Words):
            return read_value(wanted, text, self.words)
        text = text.strip()
        repeats = wanted is bool or issubclass(wanted, StrEnum | PartialDate | Clock | Id)
        if repeats and (wanted, text) in self.known:
            return self.known[wanted, text]
        value = self._read(wanted, text)
        if repeats and len(self.known) < _KNOWN_LIMIT:
            self.known[wanted, text] = value
        return value

    def _read(self, wanted: Any, text: str) -> object:
        value = read_value(wanted, text, self.words)
        if issubclass(wanted, date | PartialDate) and value != text and self._changes(wanted, text, value):
            raise Unfit("wanted.unambiguous-date", problem="sheet.relative-date")
        return value

    def _changes(self, wanted: Any, text: str, value: object) -> bool:
        """Return whether a date means another day when it is read on another day."""
        try:
            return read_value(wanted, text, self.later) != value
        except Unfit:
            return True

    def _items(self, wanted: Any, text: str) -> Iterator[str]:
        """Yield the values of a list: one a line, or, where there is one line, between semicolons."""
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        for each in lines.split("\n") if "\n" in lines else lines.split(";"):
            if each.strip():
                yield from self._codes(wanted, each.strip())

    def _codes(self, wanted: Any, text: str) -> list[str]:
        """Return the choices that `text` names with commas between them; a label may hold commas itself."""
        known = self.words.choices.get(wanted.__name__, {})
        parts = [each.strip() for each in text.split(",")]
        return parts if fold(text) not in known and all(fold(each) in known for each in parts) else [text]
