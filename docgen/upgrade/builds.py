"""Word templates of a clinic's folder built from their wordings, but never over what somebody edited in Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from docgen.build import built_templates
from docgen.library import Library
from docgen.upgrade.folder_record import Built, digest, read_folder_record, write_folder_record

__all__ = ["Build", "built_in_folder", "note_builds"]


class Build(NamedTuple):
    """What a wording makes."""

    path: Path
    data: bytes
    edited: bool
    """Whether what lies there is neither this build nor what docgen wrote last: somebody edited it in Word."""


def built_in_folder(library: Library, folder: Path) -> Iterator[Build]:
    """Yield the build of each wording in the clinic's `folder` that differs from what lies there.

    Raises `TemplateProblem` with the problems of all wordings together.
    """
    record = read_folder_record(folder)
    for path, data in built_templates(library, folder):
        found = path.read_bytes() if path.is_file() else b""
        if found != data:
            name = path.relative_to(folder).as_posix()
            own = library.templates[-1] / name
            docgens = record.wrote(name, digest(found)) or (own.is_file() and own.read_bytes() == found)
            yield Build(path, data, bool(found) and not docgens)


def note_builds(folder: Path, builds: Iterable[tuple[Path, bytes]]) -> None:
    """Remember that docgen wrote `builds`, pairs of path and content, in the clinic's `folder`. Raises as
    `read_folder_record` and `write_folder_record` do.
    """
    record = read_folder_record(folder)
    known = {each.name: each for each in record.built}
    for path, data in builds:
        name = path.relative_to(folder).as_posix()
        known[name] = Built(name=name, digest=digest(data))
    write_folder_record(folder, replace(record, built=tuple(known.values())))
