"""TOML files as records: typed, strict, every problem at once, and each file read once while it does not change."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, cast

from docgen.errors import Place, TemplateProblem
from docgen.folders import stands
from docgen.records import Reader, path_text
from docgen.toml_file import read_toml

__all__ = ["read_record"]

T = TypeVar("T")


def read_record(cls: type[T], path: Path) -> T:
    """Return the TOML file at `path` as a record of `cls`. Raises `TemplateProblem` with every problem of the file."""
    changed = path.stat().st_mtime_ns if stands(path) else 0
    if path not in _READ or _READ[path][0] != changed:
        _READ[path] = changed, _read_now(cls, path)
    return cast("T", _READ[path][1])


_READ: dict[Path, tuple[int, object]] = {}
"""Files read in this process, with the time of their last change."""


def _read_now(cls: type[Any], path: Path) -> object:
    reader = Reader(lambda at: Place(source=str(path), path=path_text(at)))
    record: object = reader.read(cls, read_toml(path))
    if record is None:
        raise TemplateProblem(reader.problems)
    return record
