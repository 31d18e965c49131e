"""The rows of a batch, one after the other, whatever they stand in; never all of them in memory.

JSON Lines, a JSON array, a folder of JSON files, and tables (CSV, XLSX) by way of `docgen.sheets`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from docgen.answers import SIZE_LIMIT
from docgen.errors import AnswersUnreadable, FactsProblem, Place, Problem
from docgen.typed_values import Vocabulary

__all__ = ["Row", "open_source"]

_TABLES = (".csv", ".tsv", ".xlsx")


class Row(NamedTuple):
    """One row: the facts of one matter."""

    number: int
    """From 1; in a table, the number of the row there."""
    source: str
    """What problems name: the file, and in an array the place of the row."""
    data: bytes
    """The facts as JSON text."""
    key: str = ""
    """The row's own name: the stem of its file, its cell `key`, or its `"key"`; "" for none."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the row itself, before its facts are read."""
    located: Callable[[Problem], Problem] | None = None
    """Gives a problem the cell of its fact; None where the row is JSON."""
    line: int = 0
    """Line of the source on which the row begins; 0 where it is a source of its own."""
    done: float = 0
    """How much of the source was read, from 0 to 1."""

    def __repr__(self) -> str:
        """Return the number alone: a cluster keeps in its log what a piece of work that fails was given."""
        return f"Row({self.number})"


def open_source(
    path: Path, name: str, standard_input: Callable[[], BinaryIO], vocabulary: Callable[[], Vocabulary]
) -> Iterator[Row]:
    """Yield the rows of the file or folder at `path`, which problems call `name`; "-" is standard input (JSON only).

    `vocabulary` gives the words that the cells of a table may use. Raises `AnswersUnreadable` for what cannot be read,
    and `FactsProblem` for what holds no rows; a row that is no JSON comes as it is, for whoever reads it to refuse.
    """
    if name != "-" and path.is_dir():
        return _of_folder(path, name)
    if path.suffix.lower() in _TABLES:
        return _of_table(path, name, vocabulary())
    return _of_file(path, name, standard_input)


def _of_folder(folder: Path, name: str) -> Iterator[Row]:
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".json")
    if not files:
        raise FactsProblem([Problem(id="batch.no-rows", place=Place(source=name))])
    for number, file in enumerate(files, 1):
        shown = f"{name}/{file.name}"
        try:
            data = file.read_bytes() if file.is_file() and file.stat().st_size <= SIZE_LIMIT else b""
        except OSError:
            data = b""
        problems = () if data else (Problem(id="input.unreadable", place=Place(source=shown)),)
        yield Row(number, shown, data, file.stem, problems, done=number / len(files))


def _of_file(path: Path, name: str, standard_input: Callable[[], BinaryIO]) -> Iterator[Row]:
    try:
        stream = standard_input() if name == "-" else path.open("rb")
        size = path.stat().st_size if name != "-" else 0
        with stream:
            yield from _rows(stream, name, size)
    except OSError:
        raise AnswersUnreadable([Problem(id="input.unreadable", place=Place(source=name))]) from None


def _rows(stream: BinaryIO, name: str, size: int) -> Iterator[Row]:
    line = stream.readline(SIZE_LIMIT + 1).removeprefix(b"\xef\xbb\xbf")
    at, number, read = 1, 0, 0
    while line and not line.strip():
        line, at = stream.readline(SIZE_LIMIT + 1), at + 1
    if not line:
        raise FactsProblem([Problem(id="batch.no-rows", place=Place(source=name))])
    if whole := _one_object(line, stream):
        yield Row(1, name, whole.rstrip(), _key(whole), line=at, done=1)
        return
    if line.lstrip().startswith(b"["):
        for number, (element, first) in enumerate(_elements(line, at, stream, name), 1):
            read += len(element)
            yield Row(number, name, element, _key(element), line=first, done=read / size if size else 0)
        if not number:
            raise FactsProblem([Problem(id="batch.no-rows", place=Place(source=name))])
        return
    while line:
        if len(line) > SIZE_LIMIT:
            raise AnswersUnreadable([Problem(id="json.too-large", place=Place(source=name, line=at))])
        read += len(line)
        if line.strip():
            number += 1
            yield Row(number, name, line.rstrip(b"\r\n"), _key(line), line=at, done=read / size if size else 0)
        line, at = stream.readline(SIZE_LIMIT + 1), at + 1


def _one_object(line: bytes, stream: BinaryIO) -> bytes:
    """Return the source that begins with `line` where it is one object on several lines, as a facts file is; else b"".

    What comes through a pipe is read once only, and is never one.
    """
    if not line.lstrip().startswith(b"{") or not stream.seekable() or _object(line) is not None:
        return b""
    at = stream.tell()
    whole = line + stream.read(SIZE_LIMIT)
    if _object(whole) is not None:
        return whole
    stream.seek(at)
    return b""


_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|["\[\]{},]', re.DOTALL)


def _elements(text: bytes, line: int, stream: BinaryIO, name: str) -> Iterator[tuple[bytes, int]]:
    """Yield the elements of the JSON array that begins with `text`, as they stand, each with its line.

    Reads on as they are wanted. `line` is that of `text`.
    """
    at, begun, depth = 0, 0, 0
    while True:
        token = _TOKEN.search(text, at)
        if token is None or token[0] == b'"':  # a string that is not at its end yet
            at = len(text) if token is None else token.start()
            more = stream.read(1 << 16)
            if not more or len(text) - begun > SIZE_LIMIT:
                raise FactsProblem([Problem(id="batch.array-unfinished", place=Place(source=name))])
            line += text.count(b"\n", 0, begun)
            text, at, begun = text[begun:] + more, at - begun, 0
            continue
        at, sign = token.end(), token[0]
        depth += (sign in b"[{") - (sign in b"]}")
        if depth == 1 and sign == b"[" and begun == 0 and not text[: token.start()].strip():
            begun = at
        elif depth == 0 or (sign == b"," and depth == 1):
            part = text[begun : token.start()]
            if element := part.strip():
                space = len(part) - len(part.lstrip())
                yield element, line + text.count(b"\n", 0, begun + space)
            begun = at
        if depth == 0:
            if not _is_over(text[at:], stream):
                raise FactsProblem([Problem(id="batch.array-more", place=Place(source=name))])
            return


def _is_over(text: bytes, stream: BinaryIO) -> bool:
    """Return whether nothing but space stands in `text` and in what is left of `stream`."""
    while not text.strip():
        text = stream.read(1 << 16)
        if not text:
            return True
    return False


def _key(data: bytes) -> str:
    """Return the row's own `"key"`; "" where it has none that could be one."""
    found = re.search(rb'"key"\s*:\s*"((?:[^"\\]|\\.)*)"', data)
    if not found:
        return ""
    key = (_object(data) or {}).get("key", "")
    return key if isinstance(key, str) else ""


def _object(data: bytes) -> dict[str, Any] | None:
    """Return the object that `data` is; None for what is none, or none that can be read."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _of_table(path: Path, name: str, vocabulary: Vocabulary) -> Iterator[Row]:
    from docgen.drafts import json_text
    from docgen.sheets import read_rows

    for row in read_rows(path, name, vocabulary):
        data = json_text(row.values).encode()
        yield Row(row.number, name, data, row.key, row.problems, located=row.located)
