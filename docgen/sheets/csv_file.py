"""CSV (RFC 4180) as spreadsheet programs write it: with commas, semicolons or tabs, in UTF-8 or UTF-16."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from docgen.sheets.columns import column_named
from docgen.sheets.raw import COLUMN_LIMIT, ROW_LIMIT, RawRow, refusal

__all__ = ["CSV_CELL_LIMIT", "csv_bytes", "csv_rows"]

CSV_CELL_LIMIT = 131_072
"""Signs of a cell that the `csv` of Python reads."""
_SIGNS = ",;\t"
_LINE_LIMIT = 4 * 2**20
"""Signs of one line: it is held whole."""


def csv_rows(stream: BinaryIO, source: str) -> Iterator[RawRow]:
    """Yield the rows of `stream`, which problems name as `source`. Raises `AnswersUnreadable`.

    A row has the number that a spreadsheet program gives it: a cell may hold line breaks.
    """
    head = stream.read(4)
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = io.TextIOWrapper(io.BufferedReader(_Again(head, stream)), encoding=encoding, newline="")
    try:
        lines = _lines(text, source)
        first = next(lines, "")
        rows = csv.reader(_chained(first, lines), delimiter=_sign_of(first), strict=True)
        for number, row in enumerate(rows, 1):
            if number > ROW_LIMIT:
                raise refusal("sheet.too-many-rows", source, limit=str(ROW_LIMIT))
            if number == 1 and len(row) > COLUMN_LIMIT:
                raise refusal("sheet.too-many-columns", source, limit=str(COLUMN_LIMIT))
            yield RawRow(number, {column: cell for column, cell in enumerate(row) if cell})
    except UnicodeError:
        raise refusal("import.not-text", source) from None
    except csv.Error:
        raise refusal("import.table-broken", source) from None


class _Again(io.RawIOBase):
    """A stream of bytes whose beginning was read already; closing it leaves the stream itself open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data, self._head = (self._head, b"") if self._head else (self._rest.read(len(view)), b"")
        view[: len(data)] = data
        return len(data)


def _lines(text: io.TextIOWrapper, source: str) -> Iterator[str]:
    while line := text.readline(_LINE_LIMIT + 1):
        if len(line) > _LINE_LIMIT:
            raise refusal("import.table-broken", source)
        yield line


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _sign_of(line: str) -> str:
    """Return the sign between columns: the one that finds most facts in the first line, or else most columns."""

    def worth(sign: str) -> tuple[int, int]:
        try:
            heads = next(csv.reader([line.rstrip("\r\n")], delimiter=sign), [])
        except csv.Error:
            heads = []
        return sum(column_named(head[:200]) is not None for head in heads[:COLUMN_LIMIT]), len(heads)

    return max(_SIGNS, key=worth)


def csv_bytes(rows: Iterable[Sequence[str]], sign: str) -> bytes:
    """Return `rows` as a CSV file in UTF-8, with the mark by which Excel knows that."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
