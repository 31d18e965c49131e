"""What of a clinic's folder goes into a pack, examined as whoever takes it in will examine it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from docgen.errors import Problem, TemplateProblem
from docgen.folders import stands
from docgen.library import Library
from docgen.localization import Wording
from docgen.packs.contents import CLINIC, is_known
from docgen.packs.examination import sound
from docgen.packs.incoming import read_pack

__all__ = ["Packed", "packed_files"]


@dataclass
class Packed:
    """What goes into a pack."""

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    """Names of what lies in the folder and stays there."""
    unseen: list[tuple[str, str]] = field(default_factory=list)
    """Word files, and the pictures in them that may tell more than they show."""
    data: bytes = b""
    """The pack."""


def packed_files(library: Library, wording: Wording, day: date, called: str, *, with_clinic: bool = False) -> Packed:
    """Return what of the clinic's folder of `library` can be given to others, Word files without traces of who wrote.

    `clinic.toml` only `with_clinic`: it names people. Left out are drafts and copies that wait to be looked at,
    originals of docgen, and whatever a pack cannot hold. `wording` has the program's sentences, and `called` is the
    folder's name for messages. Raises `TemplateProblem` with everything for which `read_pack` and `sound` would refuse
    the pack: both see it here.
    """
    from docgen.word import cleaned, read_package, unseen_pictures, write_package

    folder = library.templates[0]
    packed = Packed()
    problems: list[Problem] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        docgens = name.endswith("/template.toml") and (library.templates[-1] / name).is_file()
        taken = is_known(name) and (name != CLINIC or with_clinic) and not path.is_symlink()
        if not taken or docgens:
            packed.left_out.append(name)
            continue
        stands(path)  # or it is a folder of such a name, or closed, and the pack would lack it in silence
        packed.files[name] = data = path.read_bytes()
        if name.endswith(".docx"):
            try:
                packed.files[name] = cleaned(data, f"{called}/{name}")
                packed.unseen += [(name, picture) for picture in unseen_pictures(read_package(packed.files[name]))]
            except TemplateProblem as error:
                problems += error.problems
    if problems:
        raise TemplateProblem(problems)
    packed.data = write_package(packed.files)
    if packed.files:
        sound(read_pack(packed.data, called), folder, Library.open(), wording, day, called)
    return packed


def _files(folder: Path) -> Iterator[Path]:
    """Yield what lies in a clinic's `folder` or has the name of a file there, what docgen keeps for itself left out."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts) and (not path.is_dir() or is_known(name.as_posix())):
            yield path
