"""What a pack may hold, and what of a clinic's folder goes into one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen.check import check_template
from docgen.errors import Problem, TemplateProblem
from docgen.library import Library
from docgen.localization import Wording

__all__ = ["CLINIC", "Packed", "is_known", "kind_of", "packed_files"]

CLINIC = "clinic.toml"
_KIND = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_EDITION = r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?(?:\.[a-z]{2}(?:-[a-z0-9]{1,4})?)?"
_KNOWN = re.compile(
    rf"(?P<kind>{_KIND})/(?:template\.toml|questions\.toml|README\.md|CHANGES\.md|(?P=kind)\.{_EDITION}\.(?:docx|md|txt))"
    rf"|clauses/{_KIND}\.{_EDITION}\.md|questions\.toml|house-style\.docx|clinic\.toml"
)
_RESERVED = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)", re.IGNORECASE)
"""Names that are devices on Windows."""
_LONGEST = 120


def is_known(name: str) -> bool:
    """Return whether a pack may hold a file of this `name`: templates, wordings, clauses, questions, the house style.

    Law files, platforms, catalogs and programs are not among them: docgen vouches for its own.
    """
    return len(name) <= _LONGEST and bool(_KNOWN.fullmatch(name)) and not _RESERVED.search(name)


def kind_of(name: str) -> str:
    """Return the kind that the file `name` belongs to; "" for what all kinds share."""
    head, slash, _ = name.partition("/")
    return head if slash and head != "clauses" else ""


@dataclass
class Packed:
    """What goes into a pack."""

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    """Names of what lies in the folder and stays there."""


def packed_files(library: Library, wording: Wording, *, with_clinic: bool = False) -> Packed:
    """Return what of the clinic's folder of `library` can be given to others, Word files without traces of who wrote.

    `clinic.toml` only `with_clinic`: it names people. Left out are drafts and copies that wait to be looked at,
    originals of docgen, and whatever a pack cannot hold. `wording` has the program's sentences. Raises
    `TemplateProblem` for templates with errors: nobody could take them in.
    """
    from docgen.word import cleaned

    folder = library.templates[0]
    packed = Packed()
    problems: list[Problem] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        docgens = kind_of(name) if name.endswith("/template.toml") else ""
        taken = is_known(name) and (name != CLINIC or with_clinic) and not path.is_symlink()
        if not taken or (docgens and (library.templates[-1] / name).is_file()):
            packed.left_out.append(name)
            continue
        data = path.read_bytes()
        kind = kind_of(name)
        if name.endswith(".docx") and kind in library.kinds():
            problems += [
                each for each in check_template(path, library.manifest(kind), library, wording) if not each.warning
            ]
        try:
            packed.files[name] = cleaned(data, name) if name.endswith(".docx") else data
        except TemplateProblem as error:
            problems += [each for each in error.problems if not problems]
    if problems:
        raise TemplateProblem(problems)
    return packed


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a clinic's `folder`, what docgen keeps for itself left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path
