"""What stands in the parts of an .xlsx file, as the parser comes to it: rows, texts, other elements."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache

from docgen.sheets.raw import CELL_LIMIT, COLUMN_LIMIT, Fault, Raw, RawRow
from docgen.sheets.xlsx_text import from_xstring

__all__ = ["ElementReader", "PartReader", "RowReader", "SharedTexts"]

_DEEPEST = 100
_LAST_SERIAL = 2_958_466
"""The day after 9999-12-31."""
_DIGITS = 15
"""Digits of a number that spreadsheet programs keep: what stood behind them is lost."""
_LEAP_BUG = 60
"""The 29th of February 1900, which was none: before it days count from one day later (section 18.17.4.1)."""


class PartReader:
    """Takes what the parser finds. Raises ValueError for what no program writes."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take its end."""

    def text(self, text: str) -> None:
        """Take text in it."""


class ElementReader(PartReader):
    """Keeps every element with its attributes, in the order in which they end."""

    def __init__(self) -> None:
        self.done: list[tuple[str, dict[str, str]]] = []
        self._open: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  the parser gives it
        """Take the beginning of an element."""
        self._open.append(attributes)
        if len(self._open) > _DEEPEST:
            raise ValueError

    def end(self, name: str) -> None:
        """Keep the element."""
        self.done.append((_local(name), self._open.pop()))


class _TextReader(PartReader):
    """Gathers the text of one string; how East Asian words are read aloud (`rPh`) is no part of it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._taking = False
        self._aloud = False

    def _begin(self) -> None:
        self._pieces, self._size, self._taking, self._aloud = [], 0, False, False

    def text(self, text: str) -> None:
        """Take a piece of the string."""
        if self._taking:
            self._pieces.append(text)
            self._size += len(text)
            if self._size > CELL_LIMIT + 1:
                raise ValueError


class SharedTexts(_TextReader):
    """The texts that cells share, packed: a list of a million strings would take four times the memory."""

    def __init__(self) -> None:
        super().__init__()
        self._data = bytearray()
        self._starts = array("Q", [0])

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  the parser gives it
        """Begin a string, or a piece of one."""
        match _local(name):
            case "si":
                self._begin()
            case "rPh":
                self._aloud = True
            case "t":
                self._taking = not self._aloud

    def end(self, name: str) -> None:
        """End a string, or a piece of one."""
        match _local(name):
            case "si":
                self._data += from_xstring("".join(self._pieces)).encode("utf-8", "surrogatepass")
                self._starts.append(len(self._data))
            case "rPh":
                self._aloud = False
            case "t":
                self._taking = False

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._starts) - 1:
            raise IndexError
        return self._data[self._starts[number] : self._starts[number + 1]].decode("utf-8", "surrogatepass")


class RowReader(_TextReader):
    """Keeps the rows of a sheet in `done`; whoever uses them clears it."""

    def __init__(self, shared: SharedTexts, dates: Sequence[bool], epoch: datetime) -> None:
        super().__init__()
        self.done: list[RawRow] = []
        self._shared, self._dates, self._epoch = shared, dates, epoch
        self._row = self._column = 0
        self._cells: dict[int, Raw] | None = None
        self._type, self._style, self._formula = "", 0, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row, a cell or its value."""
        name = _local(name)
        if name in ("v", "t"):
            self._taking = self._cells is not None and not self._aloud
        elif name == "c" and self._cells is not None:
            self._begin()
            reference = attributes.get("r")
            self._column = _column(reference) if reference else self._column + 1
            self._type, self._style = attributes.get("t", "n"), int(attributes.get("s", "0"))
            self._formula = False
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aloud = True
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._cells, self._column = {}, -1

    def end(self, name: str) -> None:
        """End a row, a cell or its value."""
        name = _local(name)
        if name in ("v", "t"):
            self._taking = False
        elif name == "c" and self._cells is not None:
            value = self._value("".join(self._pieces))
            if value != "":
                self._cells[self._column] = value
                if len(self._cells) > COLUMN_LIMIT:
                    raise ValueError
        elif name == "rPh":
            self._aloud = False
        elif name == "row" and self._cells is not None:
            if self._cells:
                self.done.append(RawRow(self._row, self._cells))
            self._cells = None

    def _value(self, text: str) -> Raw:
        """Return what the cell holds whose value is written as `text`; "" for nothing."""
        if self._type == "e":
            return Fault("sheet.formula-error")
        if self._type == "s":
            return self._shared[int(text)] if text else ""
        if self._type in ("inlineStr", "str"):
            return from_xstring(text)
        if not text:  # saved by a program that does not work formulas out
            return Fault("sheet.formula-without-value") if self._formula else ""
        if self._type == "b":
            return text in ("1", "true")
        if self._type == "d":
            return _plain_moment(datetime.fromisoformat(text))
        number = Decimal(format(float(text), f".{_DIGITS}g"))  # as many digits as spreadsheet programs show
        if not number.is_finite():
            raise ValueError
        if number.adjusted() >= _DIGITS:
            return Fault("sheet.number-cut")
        return self._moment(float(text)) if self._shows_date() and 0 <= number < _LAST_SERIAL else number

    def _shows_date(self) -> bool:
        return 0 <= self._style < len(self._dates) and self._dates[self._style]

    def _moment(self, days: float) -> Raw:
        """Return the day or time that a serial number means, to the second."""
        seconds = round(days * 86_400)
        early = self._epoch.year == 1899 and 1 <= days < _LEAP_BUG
        moment = self._epoch + timedelta(days=int(early), seconds=seconds)
        return moment.time() if days < 1 else _plain_moment(moment)


def _plain_moment(moment: datetime) -> Raw:
    """Return midnight as the day alone."""
    plain = moment.replace(tzinfo=None, microsecond=0)
    return plain if (plain.hour, plain.minute, plain.second) != (0, 0, 0) else plain.date()


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _column(reference: str) -> int:
    """Return the number of the column, from 0, of the cell `reference`, such as `AA12`."""
    return _number_of(reference.rstrip("0123456789"))


@cache
def _number_of(name: str) -> int:
    if not (1 <= len(name) <= 3 and name.isascii() and name.isalpha()):
        raise ValueError
    number = 0
    for sign in name.upper():
        number = number * 26 + ord(sign) - 64
    return number - 1
