"""What a cell of a file holds before anybody asks which fact it is, and what no file may ask of this machine."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from docgen.errors import AnswersUnreadable, Place, Problem
from docgen.frozen import ordered

__all__ = [
    "CELL_LIMIT",
    "COLUMN_LIMIT",
    "FILE_LIMIT",
    "ROW_LIMIT",
    "UNPACKED_LIMIT",
    "Fault",
    "Raw",
    "RawRow",
    "letters",
    "refusal",
]

FILE_LIMIT = 64 * 2**20
UNPACKED_LIMIT = 256 * 2**20
"""Bytes of all parts of an .xlsx together; 20,000 rows with 60 facts each have a quarter of it."""
ROW_LIMIT = 100_000
COLUMN_LIMIT = 2_000
CELL_LIMIT = 200_000
"""Signs of one cell, as many as a long text of a facts file may have; Excel itself stops at 32,767."""


@ordered
class Fault:
    """A cell whose value cannot be had."""

    id: str
    """Message id of the problem."""


Raw: TypeAlias = str | Decimal | bool | date | datetime | time | Fault
"""Text as it was typed, or a value that the program that wrote the file gave a type."""


class RawRow(NamedTuple):
    """One row of a file; empty cells are left out."""

    number: int
    """As a spreadsheet program numbers it, from 1."""
    cells: dict[int, Raw]
    """By the number of the column, from 0."""


def letters(column: int) -> str:
    """Return the name of a column as spreadsheet programs write it: A for 0, AA for 26."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def refusal(id: str, source: str, **names: str) -> AnswersUnreadable:
    """Return the error that stops the reading of the whole file `source`."""
    return AnswersUnreadable([Problem(id=id, place=Place(source=source), names=names)])
