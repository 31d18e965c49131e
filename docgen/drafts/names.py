"""Names of drafts and of their files. A name says the day and nothing else: it may be seen on a shared screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from docgen.errors import Problem, UsageProblem

__all__ = ["draft_path", "files_of", "found_names", "key_path", "locked_path", "new_draft_name", "started_by_name"]

_NAME = r"draft-(\d{4}-\d{2}-\d{2})(?:-\d{1,9})?"
_FILE = re.compile(
    rf"({_NAME})\.(?:json|json\.age|key\.age)|[#.]?\.({_NAME})\.[0-9a-f]{{16}}\.tmp.*", re.ASCII | re.DOTALL
)
"""A file of a draft: the answers, the answers encrypted, their key, or what a killed save or editor left behind."""


def new_draft_name(folder: Path, today: date) -> str:
    """Return a neutral name of which `folder` has no file yet: `draft-2026-11-23`, then `draft-2026-11-23-2`."""
    taken, number = set(found_names(folder)), 1
    while (name := f"draft-{today.isoformat()}" + (f"-{number}" if number > 1 else "")) in taken:
        number += 1
    return name


def draft_path(folder: Path, name: str) -> Path:
    """Return the file of a plain draft. Raises `UsageProblem` for what is no name of a draft, such as a path."""
    return _path(folder, name, ".json")


def locked_path(folder: Path, name: str) -> Path:
    """Return the file of an encrypted draft. Raises `UsageProblem` for what is no name of a draft."""
    return _path(folder, name, ".json.age")


def key_path(folder: Path, name: str) -> Path:
    """Return the file of the key of an encrypted draft. Raises `UsageProblem` for what is no name of a draft."""
    return _path(folder, name, ".key.age")


def _path(folder: Path, name: str, suffix: str) -> Path:
    if not re.fullmatch(_NAME, name, re.ASCII):
        raise UsageProblem([Problem(id="draft.not-a-name")])
    return folder / f"{name}{suffix}"


def found_names(folder: Path) -> Iterator[str]:
    """Yield the name of each draft that has a file in `folder`, once; nothing where the folder cannot be read."""
    yield from dict.fromkeys(name for name, _ in _files(folder))


def files_of(folder: Path, name: str) -> tuple[Path, ...]:
    """Return every file of the draft `name`, the key first: without it an encrypted draft is lost already."""
    found = [path for each, path in _files(folder) if each == name]
    return tuple(sorted(found, key=lambda path: (not path.name.endswith(".key.age"), path.name)))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    entries: list[str] = []
    with suppress(OSError):
        entries = sorted(path.name for path in folder.iterdir())
    for entry in entries:
        if match := _FILE.fullmatch(entry):
            yield match[1] or match[3], folder / entry


def started_by_name(name: str) -> date | None:
    """Return the day that `name` tells; None where it tells none of the calendar."""
    match = re.fullmatch(_NAME, name, re.ASCII)
    with suppress(ValueError):
        return date.fromisoformat(match[1]) if match else None
    return None
