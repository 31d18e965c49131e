"""What the files of a clinic's folder came from: `.docgen/origin.toml`, and the originals under `.docgen/base/`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from docgen.errors import TemplateProblem
from docgen.files import make_folder, write_file
from docgen.folders import stands
from docgen.frozen import frozen, ordered
from docgen.toml_file import read_toml
from docgen.toml_records import record_in

__all__ = [
    "Built",
    "Copy",
    "FolderRecord",
    "Now",
    "base_of",
    "digest",
    "read_folder_record",
    "with_copies",
    "write_folder_record",
]

FOLDER = ".docgen"
_FILE = f"{FOLDER}/origin.toml"


@ordered
class Now:
    """The docgen that runs, and today."""

    version: str
    day: date


@frozen
class Copy:
    """One file that was copied from docgen."""

    name: str
    """Path in the clinic's folder, with slashes: `cease-and-desist/cease-and-desist.en.docx`."""
    version: str
    """Version of docgen that it came from."""
    digest: str
    """SHA-256 of the original."""
    day: str
    """Day of the copy, or of the merge that brought it up to date."""


@frozen
class Built:
    """One Word file that docgen wrote from its wording."""

    name: str
    digest: str


@frozen
class FolderRecord:
    """What `origin.toml` of a clinic's folder holds: which of its files are copies of docgen's, or built by it."""

    copied: tuple[Copy, ...] = ()
    built: tuple[Built, ...] = ()

    def copy_of(self, name: str) -> Copy | None:
        """Return where the file `name` came from; None where nobody knows."""
        return next((each for each in self.copied if each.name == name), None)

    def wrote(self, name: str, digest: str) -> bool:
        """Return whether the file `name` is, byte for byte, what docgen wrote last."""
        copy = self.copy_of(name)
        return (copy is not None and copy.digest == digest) or Built(name=name, digest=digest) in self.built


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def read_folder_record(folder: Path) -> FolderRecord:
    """Return what the clinic's `folder` came from; empty where it does not say. Raises `TemplateProblem`."""
    path = folder / _FILE
    if not stands(path):
        return FolderRecord()
    return record_in(FolderRecord, path, read_toml(path), TemplateProblem)


def base_of(folder: Path, name: str) -> bytes | None:
    """Return the original of the file `name` of the clinic's `folder`; None where it was not kept."""
    path = folder / FOLDER / "base" / name
    return path.read_bytes() if path.is_file() else None


def with_copies(folder: Path, record: FolderRecord, originals: Iterable[tuple[str, bytes]], now: Now) -> FolderRecord:
    """Keep `originals`, pairs of name and content, and return `record` with them, as of `now`.

    Raises `OutputProblem` where they cannot be written.
    """
    copies = {each.name: each for each in record.copied}
    for name, data in originals:
        path = folder / FOLDER / "base" / name
        make_folder(path.parent)
        write_file(path, data, force=True)
        copies[name] = Copy(name=name, version=now.version, digest=digest(data), day=now.day.isoformat())
    return replace(record, copied=tuple(copies[name] for name in sorted(copies)))


def write_folder_record(folder: Path, record: FolderRecord) -> None:
    """Write `record` into the clinic's `folder`. Raises `OutputProblem`."""
    lines = ["# What docgen copied and built in this folder: `docgen templates diff` and `merge` go by it."]
    for head, records in (("copied", record.copied), ("built", record.built)):
        for file in sorted(records, key=lambda each: each.name):
            values = ((key, value) for key, value in vars(file).items())
            lines += ["", f"[[{head}]]", *(f"{key} = {json.dumps(value)}" for key, value in values)]
    make_folder(folder / FOLDER)
    write_file(folder / _FILE, "\n".join([*lines, ""]).encode(), force=True)
