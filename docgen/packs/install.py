"""A pack examined as a whole, told to the person, and put into a clinic's folder: all of it, or none."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from docgen.build import built_template, built_templates
from docgen.check import check_template, printable_names
from docgen.errors import OutputProblem, Place, Problem, TemplateProblem, UsageProblem
from docgen.files import sync_folder, write_file
from docgen.frozen import frozen
from docgen.library import Library
from docgen.localization import Wording
from docgen.matter.audiences import Audience
from docgen.packs.contents import CLINIC, kind_of
from docgen.packs.trial import trial_problems
from docgen.upgrade.builds import note_builds
from docgen.upgrade.comparing import words_of
from docgen.upgrade.origin import make_folder

__all__ = ["Arrival", "Kind", "examined", "put_in_place"]


@frozen
class Kind:
    """A kind of document that a pack has templates of."""

    name: str
    title: str
    audience: Audience
    new: bool
    """Whether docgen has no such kind."""


@frozen
class Arrival:
    """What is in a pack that can be taken in."""

    files: Mapping[str, bytes]
    kinds: tuple[Kind, ...]
    unserved: Mapping[str, tuple[str, ...]]
    """For each template the facts that it prints and the respondent must not see."""
    differences: Mapping[str, tuple[int, int]]
    """For each file that docgen has, too, how many lines or paragraphs it adds, and how many of docgen's it drops."""
    built: frozenset[str]
    """Names of the Word files that are the build of the wording beside them."""
    names_clinic: bool


def examined(files: Mapping[str, bytes], target: Path, own: Library, wording: Wording, day: date) -> Arrival:
    """Return what the `files` of a pack would bring into the folder `target`.

    Every template is checked, compiled, and filled with an invented matter in a hidden folder beside `target`, which
    is gone afterwards. A wording without its Word file brings the one that it makes: what was examined is what is used.
    `own` is docgen's own library, `wording` has the program's sentences. Raises `TemplateProblem`
    and `OutputProblem` with everything for which the pack is refused: templates with errors, a `template.toml` for a
    kind of docgen's (it could name another reader), files that are in `target` already.
    """
    new = {name: data for name, data in files.items() if not _is_there(target / name, data)}
    if taken := [name for name in new if os.path.lexists(target / name) or _leads_away(target, name)]:
        raise OutputProblem([_problem("pack.exists", name, "hint.pack.exists") for name in taken])
    if claimed := [name for name in files if name.endswith("/template.toml") and kind_of(name) in own.kinds()]:
        raise TemplateProblem([_problem("pack.own-kind", name) for name in claimed])
    with _laid_out(files, target) as folder:
        around = (target,) if target.is_dir() else ()
        library = Library((folder, *around, *own.templates), own.locales)
        files = {**files, **_built(library, folder, files)}
        if problems := list(_problems(library, folder, files, wording, day)):
            raise TemplateProblem(problems)
        return _arrival(library, folder, files, own, wording)


def _problem(id: str, name: str, hint: str = "") -> Problem:
    return Problem(id=id, place=Place(source=name), hint=hint)


def _is_there(path: Path, data: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == data


def _leads_away(target: Path, name: str) -> bool:
    """Return whether a folder on the way to the file is a link, or no folder."""
    around = [target / parent for parent in Path(name).parents]
    return any((each.is_symlink() and each != target) or (each.exists() and not each.is_dir()) for each in around)


@contextmanager
def _laid_out(files: Mapping[str, bytes], target: Path) -> Iterator[Path]:
    """Put `files` into a hidden folder beside `target`, for as long as they are looked at."""
    above = next(each for each in target.absolute().parents if each.is_dir())
    folder = above / f".docgen-{os.urandom(8).hex()}.tmp"
    try:
        for name, data in files.items():
            make_folder((folder / name).parent)
            write_file(folder / name, data, durable=False)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _built(library: Library, folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the Word files that the wordings in `folder` make and `files` lack, and put them there; none where one
    cannot be built, which `_problems` tells.
    """
    try:
        made = {path.relative_to(folder).as_posix(): (path, data) for path, data in built_templates(library, folder)}
    except TemplateProblem:
        return {}
    lacking = {name: data for name, (_, data) in made.items() if name not in files}
    for name, data in lacking.items():
        write_file(made[name][0], data, durable=False)
    return lacking


def _problems(
    library: Library, folder: Path, files: Mapping[str, bytes], wording: Wording, day: date
) -> Iterator[Problem]:
    for kind in sorted({kind_of(name) for name in files} - {""}):
        try:
            manifest = library.manifest(kind)
            library.sections(kind)
        except (TemplateProblem, UsageProblem) as error:
            yield from error.problems
            continue
        for name in sorted(files):
            if kind_of(name) != kind or not name.endswith((".docx", ".txt")):
                continue
            found = []
            if name.endswith(".docx"):
                found = [each for each in check_template(folder / name, manifest, library, wording) if not each.warning]
            yield from found or trial_problems(library, folder / name, kind, day)
    try:
        _ = library.sections(library.kinds()[0]), library.clinic
        for _ in built_templates(library, folder):
            pass
    except TemplateProblem as error:
        yield from error.problems


def _arrival(library: Library, folder: Path, files: Mapping[str, bytes], own: Library, wording: Wording) -> Arrival:
    kinds = []
    for kind in sorted({kind_of(name) for name in files} - {""}):
        manifest = library.manifest(kind)
        title = wording.told(manifest.title)
        kinds.append(Kind(name=kind, title=title, audience=manifest.audience, new=kind not in own.kinds()))
    differences = {
        name: _difference(name, docgens.read_bytes(), files[name])
        for name in sorted(files)
        if (docgens := own.templates[-1] / name).is_file() and docgens.read_bytes() != files[name]
    }
    return Arrival(
        files=files, kinds=tuple(kinds), unserved=dict(_unserved(files)), differences=differences,
        built=frozenset(_builds(library, folder, files)), names_clinic=CLINIC in files,
    )  # fmt: skip


def _unserved(files: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[str, ...]]]:
    from docgen.word import tags_in

    served = printable_names(Audience.RESPONDENT)
    for name in sorted(files):
        if name.endswith(".docx") and kind_of(name):
            printed = {use.name for use in tags_in(files[name], name) if use.printed}
            known = printable_names()
            if hidden := tuple(sorted(each for each in printed if each in known and each not in served)):
                yield name, hidden


def _difference(name: str, docgens: bytes, theirs: bytes) -> tuple[int, int]:
    old, new = words_of(name, docgens), words_of(name, theirs)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    return sum(step[4] - step[3] for step in changed), sum(step[2] - step[1] for step in changed)


def _builds(library: Library, folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    for name, data in files.items():
        wording = name.removesuffix(".docx") + ".md"
        if name.endswith(".docx") and wording in files and built_template(library, folder / wording) == data:
            yield name


def put_in_place(arrival: Arrival, target: Path) -> tuple[Path, ...]:
    """Write the files of `arrival` into the folder `target` and return their paths; those that are there are left.

    Where one cannot be written none stays. Raises `OutputProblem`.
    """
    written: list[Path] = []
    folders = _missing_folders(arrival.files, target)
    try:
        for name, data in arrival.files.items():
            path = target / name
            if not _is_there(path, data):
                make_folder(path.parent)
                write_file(path, data, durable=False)
                written.append(path)
        note_builds(target, [(target / name, arrival.files[name]) for name in sorted(arrival.built)])
    except OutputProblem:
        for path in written:
            path.unlink(missing_ok=True)
        for folder in folders:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    with contextlib.suppress(OSError):
        sync_folder(target)
    return tuple(written)


def _missing_folders(files: Mapping[str, bytes], target: Path) -> list[Path]:
    """Return the folders that would be made, the innermost first."""
    around = {target / parent for name in files for parent in Path(name).parents} | set(target.parents)
    return sorted((each for each in around if not each.exists()), key=lambda each: len(each.parts), reverse=True)
