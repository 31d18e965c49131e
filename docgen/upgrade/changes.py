"""`CHANGES.md` of a kind: why docgen changed its wording, newest first, for the lawyers who changed it, too."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Entry", "entries", "entries_since"]

_HEAD = re.compile(r"## (\d+(?:\.\d+)*) \((\d{4}-\d{2}-\d{2})\)\s*")


class Entry(NamedTuple):
    """What changed with one version."""

    version: str
    day: str
    lines: tuple[str, ...]
    """Each reason as it stands there, without the sign of a list."""


def entries(text: str) -> tuple[Entry, ...]:
    """Return the entries of a `CHANGES.md`, in its order; lines before the first heading are for its reader only."""
    found: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        head = _HEAD.fullmatch(line)
        if head:
            found.append((head[1], head[2], []))
        elif found and line.startswith("- "):
            found[-1][2].append(line.removeprefix("- ").strip())
        elif found and line.startswith("  ") and found[-1][2]:
            found[-1][2][-1] += f" {line.strip()}"
    return tuple(Entry(version, day, tuple(lines)) for version, day, lines in found)


def entries_since(text: str, version: str, day: str) -> tuple[Entry, ...]:
    """Return the entries that are newer than a copy of `version` made on `day`."""
    return tuple(each for each in entries(text) if (_number(each.version), each.day) > (_number(version), day))


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(step) for step in re.findall(r"\d+", version)[:4])
