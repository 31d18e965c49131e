"""What was said, before it is checked: values by path, and where each stands in the source.

JSON is read strictly (RFC 8259): duplicate keys, NaN and Infinity, nesting deeper than any facts and numbers longer
than any amount are refused. Places are worked out only when a problem needs one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from json.decoder import scanstring  # type: ignore[attr-defined]
from pathlib import Path

from docgen.errors import AnswersUnreadable, FactsProblem, Place, Problem
from docgen.frozen import ordered
from docgen.records import Path as FactPath
from docgen.records import path_text

__all__ = ["Answers", "files_from", "read_facts_file", "read_json"]

SIZE_LIMIT = 64 * 1024 * 1024
DEPTH_LIMIT = 64
"""Facts are seven deep; what is deeper than this is no facts file, and Python would fail to follow it."""

_SPACE = re.compile(r"[ \t\n\r]*")
_ATOM = re.compile(r"[^\s,\]}]+")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|-?(?:\d[\d.eE+\-]*|NaN|Infinity)', re.DOTALL)


@ordered
class Answers:
    """What was said: a tree of JSON values, and the text that it was read from."""

    values: Mapping[str, object] = field(repr=False)
    source: str = ""
    """Name of the file, "-" for standard input, "" for prompts."""
    text: str = field(default="", repr=False)
    folder: Path | None = field(default=None, repr=False)
    """The folder from which the files of exhibits are named; None where none were looked for."""

    @cached_property
    def _offsets(self) -> dict[FactPath, int]:
        return _offsets(self.text) if self.text else {}

    def place_of(self, path: FactPath) -> Place:
        """Return where `path` stands; for something missing, where the record that lacks it stands."""
        known = path
        while known and known not in self._offsets:
            known = known[:-1]
        offset = self._offsets.get(known)
        if offset is None:
            return Place(source=self.source, path=path_text(path))
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        return Place(source=self.source, path=path_text(path), line=line, column=column)


def read_json(data: bytes, source: str) -> Answers:
    """Return the answers that `data` holds as one JSON object.

    `source` is the name to show in problems. Raises `AnswersUnreadable` for what is no text at all, and `FactsProblem`
    for text that is not one JSON object, with the line and column of the first fault.
    """
    if len(data) > SIZE_LIMIT:
        raise AnswersUnreadable([Problem(id="json.too-large", place=Place(source=source))])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswersUnreadable([Problem(id="json.not-utf8", place=Place(source=source))]) from None
    return Answers(_parse(text, source), source, text)


def read_facts_file(path: Path, shown: str) -> Answers:
    """Return the answers in the JSON file at `path`, which problems name as `shown`.

    Raises as `read_json` does, and `AnswersUnreadable` for a file that cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise AnswersUnreadable([Problem(id="input.unreadable", place=Place(source=shown))]) from None
    return read_json(data, shown)


def files_from(values: Mapping[str, object], old: Path, base: Path) -> dict[str, object]:
    """Return `values` with the files of their exhibits found from the folder `base`, where they were told from `old`.

    A file outside of `base` gets its whole path. Names that are no names of files stay as they are.
    """
    exhibits = values.get("exhibits")
    if old.resolve() == base.resolve() or not isinstance(exhibits, list):
        return dict(values)
    return {**values, "exhibits": [_exhibit_from(each, old, base) for each in exhibits]}


def _exhibit_from(exhibit: object, old: Path, base: Path) -> object:
    name = exhibit.get("file") if isinstance(exhibit, dict) else None
    if not isinstance(exhibit, dict) or not isinstance(name, str) or "\0" in name:
        return exhibit
    whole, start = (old / name).resolve(), base.resolve()
    return {**exhibit, "file": str(whole.relative_to(start) if whole.is_relative_to(start) else whole)}


def _parse(text: str, source: str) -> dict[str, object]:
    faults: set[str] = set()

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) != len(pairs):
            faults.add("duplicate")
        return read

    def constant(name: str) -> str:
        faults.add("constant")
        return name

    try:
        values = json.loads(text, parse_float=Decimal, parse_constant=constant, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        place = Place(source=source, line=error.lineno, column=error.colno)
        raise FactsProblem([Problem(id=_syntax(error), place=place)]) from None
    except (RecursionError, ValueError, ArithmeticError):
        raise FactsProblem([_problem_at(text, source, _beyond_limits(text) or 0, "json.too-deep")]) from None
    if faults or _is_deep(values):
        raise FactsProblem(_faults(text, source))
    if not isinstance(values, dict):
        raise FactsProblem([Problem(id="json.not-an-object", place=Place(source=source, line=1, column=1))])
    return values


def _is_deep(values: object) -> bool:
    """Return whether `values` are nested deeper than the limit."""
    level: list[object] = [values] if type(values) in _NESTED else []
    for _ in range(DEPTH_LIMIT + 1):
        level = [
            child
            for each in level
            for child in (each.values() if type(each) is dict else each)  # type: ignore[attr-defined]
            if type(child) in _NESTED
        ]
        if not level:
            return False
    return True


_NESTED = (dict, list)


def _beyond_limits(text: str) -> int | None:
    """Return the offset of the first bracket that is nested too deeply, or number that is too long; None for none."""
    depth = 0
    for found in _TOKEN.finditer(text):
        depth += (found[0] in "[{") - (found[0] in "]}")
        if depth > DEPTH_LIMIT or not _is_readable(found[0]):
            return found.start()
    return None


def _is_readable(token: str) -> bool:
    """Return whether Python can read `token` where it is a number."""
    try:
        if token.lstrip("-")[0].isdigit():
            Decimal(token) if set(token) & set(".eE") else int(token)
    except (ValueError, ArithmeticError):
        return False
    return True


def _faults(text: str, source: str) -> list[Problem]:
    """Return what is wrong with a `text` that has the form of JSON and is none: limits first, then in order."""
    beyond = _beyond_limits(text)
    if beyond is not None:
        return [_problem_at(text, source, beyond, "json.too-deep")]
    doubles: list[tuple[FactPath, int]] = []
    _offsets(text, doubles)
    constants = [each.start() for each in _TOKEN.finditer(text) if each[0].lstrip("-")[0] in "NI"]
    found = [(offset, "json.duplicate-key", path) for path, offset in doubles]
    found += [(offset, "json.not-a-number", ()) for offset in constants]
    return [_problem_at(text, source, *each) for each in sorted(found)]


def _problem_at(text: str, source: str, offset: int, id: str, path: FactPath = ()) -> Problem:
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return Problem(id=id, place=Place(source=source, path=path_text(path), line=line, column=column))


def _syntax(error: json.JSONDecodeError) -> str:
    """Return the message id of the usual cause of a syntax error."""
    rest = error.doc[error.pos :].lstrip()
    before = error.doc[: error.pos].rstrip()
    if not error.doc.strip():
        return "json.empty"
    if before.endswith(",") and rest[:1] in ("}", "]"):
        return "json.trailing-comma"
    if rest[:1] in ("“", "”", "‘", "’", "'", "«"):
        return "json.wrong-quotes"
    if rest[:2] in ("//", "/*") or rest[:1] == "#":
        return "json.comment"
    if error.msg.startswith("Invalid control character"):
        return "json.raw-line-break"
    if error.msg.startswith("Extra data"):
        return "json.text-after-end"
    if error.msg.startswith(("Expecting ',' delimiter",)):
        return "json.missing-comma"
    return "json.syntax"


def _offsets(text: str, doubles: list[tuple[FactPath, int]] | None = None) -> dict[FactPath, int]:
    """Return the offset of each key (of each item in a list) in valid JSON `text`; duplicate keys go to `doubles`."""
    found: dict[FactPath, int] = {}

    def space(at: int) -> int:
        match = _SPACE.match(text, at)
        return match.end() if match else at

    def value(at: int, path: FactPath) -> int:
        if text[at] == '"':
            return int(scanstring(text, at + 1, True)[1])
        if text[at] in "{[":
            return members(at, path, "}" if text[at] == "{" else "]")
        atom = _ATOM.match(text, at)
        return atom.end() if atom else at + 1

    def members(at: int, path: FactPath, end: str) -> int:
        at, count, seen = space(at + 1), 0, set()
        while text[at] != end:
            start = at
            inner: FactPath = (*path, count)
            if end == "}":
                name, at = scanstring(text, at + 1, True)
                inner = (*path, name)
                if name in seen and doubles is not None:
                    doubles.append((inner, start))
                seen.add(name)
                at = space(space(at) + 1)
            found[inner] = start
            at = space(value(at, inner))
            count += 1
            if text[at] == ",":
                at = space(at + 1)
        return at + 1

    start = space(0)
    found[()] = start
    value(start, ())
    return found
