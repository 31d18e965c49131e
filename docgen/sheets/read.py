"""A sheet read row by row; only one row and the texts that cells of an .xlsx share are held at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from docgen.errors import FactsProblem, Place, Problem
from docgen.own_questions import NO_OWN_QUESTIONS, OwnQuestions
from docgen.sheets.columns import KEY, Column, column_named, near_name
from docgen.sheets.csv_file import csv_rows
from docgen.sheets.raw import COLUMN_LIMIT, FILE_LIMIT, RawRow, letters, refusal
from docgen.sheets.rows import Cell, Heads, SheetRow, facts_of
from docgen.sheets.values import PLAIN, Reading, plain_text
from docgen.typed_values import Vocabulary

__all__ = ["NOTE_MARK", "read_raw_rows", "read_rows"]

NOTE_MARK = "# "
"""Begins the key of the rows of labels and explanations, so that they are known as such in any language."""
_LAST_NOTE = 3
_OLE = b"\xd0\xcf\x11\xe0"


def read_rows(source: Path | BinaryIO, name: str, vocabulary: Vocabulary = PLAIN) -> Iterator[SheetRow]:
    """Return an iterator over the rows of the .xlsx or CSV file `source` that say something.

    `source` is a path or a binary stream; `name` is what problems call the file. Without a `vocabulary`, cells hold
    what a facts file would: codes, ISO dates, true and false. Raises `AnswersUnreadable` for a file that cannot be
    read, at once or, where the damage stands further down, from the iterator; and at once `FactsProblem` with every
    column that names no fact, because what stands in it would be lost.
    """
    with ExitStack() as opened:
        sheet, rows = _opened_rows(source, name, opened)
        heads = _heads(next(rows, None), name, sheet, vocabulary.own_questions or NO_OWN_QUESTIONS)
        kept = opened.pop_all()
    return _facts_rows(rows, heads, Reading.of(vocabulary), kept)


def read_raw_rows(source: Path | BinaryIO, name: str) -> tuple[str, list[RawRow]]:
    """Return the title of the sheet, "" for a CSV file, and its rows as they stand, whatever its columns are.

    `source` and `name` are those of `read_rows`. Raises `AnswersUnreadable` for a file that cannot be read.
    """
    with ExitStack() as opened:
        sheet, rows = _opened_rows(source, name, opened)
        return sheet, list(rows)


def _opened_rows(source: Path | BinaryIO, name: str, opened: ExitStack) -> tuple[str, Iterator[RawRow]]:
    stream, size = _open(source, name, opened)
    if size > FILE_LIMIT:
        raise refusal("sheet.too-large", name)
    return _rows_of(stream, name)


def _open(source: Path | BinaryIO, name: str, opened: ExitStack) -> tuple[BinaryIO, int]:
    """Return a stream that can go back, and its size; the stream of a path is closed with `opened`."""
    try:
        stream = opened.enter_context(source.open("rb")) if isinstance(source, Path) else source
        if not stream.seekable():
            stream = io.BytesIO(stream.read(FILE_LIMIT + 1))
        start = stream.tell()
        size = stream.seek(0, io.SEEK_END) - start
        stream.seek(start)
    except (OSError, ValueError):
        raise refusal("input.unreadable", name) from None
    return stream, size


def _rows_of(stream: BinaryIO, name: str) -> tuple[str, Iterator[RawRow]]:
    """Return the title of the sheet, "" for a CSV file, and its rows."""
    start = stream.tell()
    head = stream.read(4)
    stream.seek(start)
    if head == _OLE:
        raise refusal("sheet.old-format", name)
    if head[:2] == b"PK":
        from docgen.sheets.xlsx_read import FirstSheet

        sheet = FirstSheet(stream, name)
        return sheet.title, sheet.rows()
    if b"\0" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise refusal("sheet.not-a-sheet", name)
    return "", csv_rows(stream, name)


def _facts_rows(rows: Iterator[RawRow], heads: Heads, reading: Reading, opened: ExitStack) -> Iterator[SheetRow]:
    with opened:
        for row in rows:
            if row.number <= _LAST_NOTE and _is_note(row, heads):
                continue
            if len(row.cells) > COLUMN_LIMIT:  # each cell beside the columns would be a problem of its own
                raise refusal("sheet.too-many-columns", heads.source, limit=str(COLUMN_LIMIT))
            made = facts_of(row, heads, reading)
            if made is not None:
                yield made


def _is_note(row: RawRow, heads: Heads) -> bool:
    key = row.cells.get(heads.key) if heads.key is not None else None
    return isinstance(key, str) and key.startswith(NOTE_MARK)


def _heads(row: RawRow | None, source: str, sheet: str, own_questions: OwnQuestions) -> Heads:
    """Return what the first `row` says. Raises `FactsProblem` with every column that names no fact."""
    named = {number: plain_text(raw).strip() for number, raw in row.cells.items()} if row and row.number == 1 else {}
    named = {number: name for number, name in named.items() if name}
    if len(named) > COLUMN_LIMIT:
        raise refusal("sheet.too-many-columns", source, limit=str(COLUMN_LIMIT))
    columns: dict[int, Column] = {}
    key: int | None = None
    problems: list[Problem] = []
    seen: set[object] = set()
    for number, name in sorted(named.items()):
        place = Place(source=source, cell=Cell(sheet, 1, letters(number), "").address)
        column = column_named(name[:200], own_questions)
        known = column.path if column else KEY if name.casefold() == KEY else None
        if known is None:
            near = near_name(
                name[:80], own_questions
            )  # its own words stay unsaid: without a first row of names, they are facts
            hint = "hint.did-you-mean" if near else ""
            problems.append(Problem(id="sheet.unknown-column", place=place, names={"near": near}, hint=hint))
        elif known in seen:
            problems.append(Problem(id="import.double-column", place=place))
        elif column:
            columns[number] = column
        else:
            key = number
        seen.add(known)
    if not columns:
        place = Place(source=source, cell=Cell(sheet, 1, "A", "").address)
        raise FactsProblem([Problem(id="sheet.no-columns", place=place)])
    if problems:
        raise FactsProblem(problems)
    numbers = {column.path: number for number, column in columns.items()}
    references = tuple(column for column in columns.values() if column.target)
    return Heads(
        source=source,
        sheet=sheet,
        columns=columns,
        key=key,
        numbers=numbers,
        references=references,
        own_questions=own_questions,
    )
