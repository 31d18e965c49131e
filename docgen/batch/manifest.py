"""The manifest of a batch: JSON Lines, one for each document, with no fact in it.

A run adds its lines one by one and at its end writes the file anew, in the order of the rows; of two lines for one
file the later one holds. A line that a kill cut off is no line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

__all__ = ["Entry", "append", "as_line", "manifest_text", "read_manifest"]


class Entry(NamedTuple):
    """What became of one document, or of its reading copy."""

    row: int
    key: str
    kind: str
    file: str
    """Name of the file; "" where there is none."""
    sha256: str
    """Of the file; "" where there is none."""
    status: str
    """`written`, `unchanged`, `failed`, or `left` for a file of an earlier run that no row makes now."""
    problems: tuple[Mapping[str, str], ...] = ()
    """Id, path of the fact and place of each problem; never a value."""
    made_of: str = ""
    """Fingerprint of everything that the file was made of."""
    reading: str = ""
    """Language of a reading copy; "" for the document itself."""
    date: str = ""
    """Date of the document, `2026-11-23`; "" where there is none."""


def as_line(entry: Entry) -> str:
    """Return an entry as a line of JSON."""
    told = entry._asdict() | {"problems": list(entry.problems)}
    return json.dumps(told, ensure_ascii=True) + "\n"


def append(file: int, entry: Entry) -> None:
    """Add a line to the manifest that is open as `file`. Raises OSError where it cannot be written."""
    line = as_line(entry).encode()
    while line:
        line = line[os.write(file, line) :]


def read_manifest(path: Path) -> dict[str, Entry]:
    """Return the entries of an earlier run by the name of their file; empty where there is none that can be read.

    What failed has no file, and is left out.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = (_entry(line) for line in lines)
    return {entry.file: entry for entry in found if entry is not None and entry.file}


def _entry(line: str) -> Entry | None:
    """Return the entry in a line; None where it is none, also because somebody wrote into it."""
    try:
        values = json.loads(line)
        entry = Entry(**(values | {"problems": ()}))
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (entry.key, entry.kind, entry.file, entry.sha256, entry.status, entry.made_of, entry.reading, entry.date)
    sound = type(entry.row) is int and all(isinstance(each, str) for each in texts)
    return entry if sound and entry.file == Path(entry.file).name else None


def manifest_text(entries: Iterable[Entry]) -> str:
    """Return the whole manifest, in the order of the rows."""
    return "".join(as_line(entry) for entry in sorted(entries, key=lambda each: (each.row, each.kind, each.file)))
