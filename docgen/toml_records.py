"""TOML files as records: typed, strict, every problem at once, and each file read once while it does not change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar, cast

from docgen.errors import DocgenError, Place, TemplateProblem
from docgen.folders import stands
from docgen.records import Reader, path_text
from docgen.toml_file import read_toml

__all__ = ["read_record", "record_in", "toml_place"]

T = TypeVar("T")


def read_record(cls: type[T], path: Path) -> T:
    """Return the TOML file at `path` as a record of `cls`. Raises `TemplateProblem` with every problem of the file."""
    changed = path.stat().st_mtime_ns if stands(path) else 0
    if path not in _READ or _READ[path][0] != changed:
        _READ[path] = changed, _read_now(cls, path)
    return cast("T", _READ[path][1])


_READ: dict[Path, tuple[int, object]] = {}
"""Files read in this process, with the time of their last change."""


def _read_now(cls: type[T], path: Path) -> T:
    return record_in(cls, path, read_toml(path), TemplateProblem)


def record_in(cls: type[T], path: Path, values: object, error: type[DocgenError]) -> T:
    """Return `values`, which stand in the TOML file at `path`, as a record of `cls`.

    Raises `error` with every problem of them, each with its line.
    """
    reader = Reader(lambda at: toml_place(path, at))
    record = reader.read(cls, values)
    if record is None:
        raise error(reader.problems)
    return record


def toml_place(path: Path, at: Sequence[str | int]) -> Place:
    """Return the place of the value `at` in the TOML file at `path`: its line, or that of what it would stand in."""
    from docgen.toml_lines import line_of

    try:
        line = line_of(path.read_text(encoding="utf-8-sig"), at)
    except (OSError, ValueError):
        line = None
    return Place(source=str(path), path=path_text(tuple(at)), line=line)
