"""docgen's own templates, put into a clinic's folder to be changed there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docgen.files import make_folder, write_file
from docgen.folders import stands
from docgen.library import Library
from docgen.localization import offered_language
from docgen.upgrade.contract import keep_contract
from docgen.upgrade.folder_record import FolderRecord, Now, digest, read_folder_record, with_copies, write_folder_record
from docgen.upgrade.place import refuse_place

__all__ = ["Copied", "copy_kind", "shared_files"]

_SKELETON = "clinic.toml"
_SHARED = ("questions.toml", "house-style.docx")


class Copied(NamedTuple):
    """What copying did."""

    written: tuple[Path, ...]
    left: tuple[str, ...]
    """Names of the files that the clinic has changed and that were left as they are."""


def copy_kind(library: Library, folder: Path, kind: str, language: str, now: Now) -> Copied:
    """Copy the templates, wordings, README and questions of `kind` from docgen into the clinic's `folder`.

    With a `language` only the templates of that language. The house style and the shared questions go with them, and a
    `clinic.toml` to fill in where there is none. `template.toml` stays docgen's: what a paper needs goes on being kept
    up. A file that the clinic has changed is left alone; one that it has not is brought up to date. Each copy is kept
    a second time, unchanged, for `differences` and `merged_file`. Raises `UsageProblem` for an unknown kind and a
    language without templates, for a `folder` within that of one kind or docgen's own, `OutputProblem` for what
    cannot be written, and `TemplateProblem` where something that is no file has the name of one.
    """
    refuse_place(folder)
    library.manifest(kind)
    own, record = library.templates[-1], read_folder_record(folder)
    language = offered_language(language, _languages(own, kind)) if language else ""
    written, left, originals = [], [], []
    for name in _names(own, kind, language):
        data, target = (own / name).read_bytes(), folder / name
        there = stands(target)
        if there and not _is_ours(target.read_bytes(), data, name, record):
            left.append(name)
            continue
        originals.append((name, data))
        if not there or target.read_bytes() != data:
            make_folder(target.parent)
            write_file(target, data, force=there)
            written.append(target)
    if not stands(folder / _SKELETON):
        make_folder(folder)
        write_file(folder / _SKELETON, (own / _SKELETON).read_bytes())
        written.append(folder / _SKELETON)
    write_folder_record(folder, with_copies(folder, record, originals, now))
    keep_contract(library, folder, kind, now.version)
    return Copied(tuple(written), tuple(left))


def shared_files() -> tuple[str, ...]:
    """Return the names of the files that are copied with every kind."""
    return _SHARED


def _languages(own: Path, kind: str) -> list[str]:
    return sorted({path.name.split(".")[1] for path in (own / kind).glob(f"{kind}.*.docx")})


def _names(own: Path, kind: str, language: str) -> Iterator[str]:
    for path in sorted((own / kind).iterdir()):
        parts = path.name.split(".")
        template = parts[0] == kind and path.suffix in (".docx", ".md", ".txt")
        if (template and (not language or parts[1] == language)) or path.name in ("README.md", "questions.toml"):
            yield f"{kind}/{path.name}"
    yield from _SHARED


def _is_ours(found: bytes, own: bytes, name: str, record: FolderRecord) -> bool:
    """Return whether what lies there is docgen's: what it has now, or what it wrote there and nobody changed."""
    return found == own or record.wrote(name, digest(found))
