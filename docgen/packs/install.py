"""A pack examined as a whole, told to the person, and put into a clinic's folder: all of it, or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from docgen.check import printable_names
from docgen.errors import OutputProblem, Place, Problem, TemplateProblem
from docgen.files import make_folder, sync_folder, write_file
from docgen.frozen import frozen
from docgen.library import Library
from docgen.localization import Wording
from docgen.matter.audiences import Audience
from docgen.packs.contents import kind_of
from docgen.packs.examination import Kind, Sound, sound
from docgen.upgrade.builds import note_builds
from docgen.upgrade.comparing import words_of
from docgen.upgrade.folder_record import read_folder_record

__all__ = ["Arrival", "examined", "put_in_place"]


@frozen
class Arrival:
    """What is in a pack that can be taken in."""

    files: Mapping[str, bytes]
    kinds: tuple[Kind, ...]
    unserved: Mapping[str, tuple[str, ...]]
    """For each template and clause the facts that it prints and the respondent must not see."""
    differences: Mapping[str, tuple[int, int]]
    """For each file that docgen has, too, how many lines or paragraphs it adds, and how many of docgen's it drops."""
    built: frozenset[str]
    """Names of the Word files that are the build of the wording beside them."""
    there: frozenset[str]
    """Names of the files that are in the folder already, and are the same."""
    before: Mapping[str, str]
    """For each new file that docgen lacks and that fits a place or a usage better than another, the other: nothing is
    written over that one, and yet it is not used any more.
    """


def examined(
    files: Mapping[str, bytes], target: Path, own: Library, wording: Wording, day: date, called: str
) -> Arrival:
    """Return what the `files` of a pack would bring into the folder `target`.

    They are examined as `sound` does, the pack called `called`. `own` is docgen's own library, `wording` has the
    program's sentences. Raises `TemplateProblem` and `OutputProblem` with everything for which the pack is refused:
    templates with errors, a `template.toml` for a kind of docgen's (it could name another reader), files that are in
    `target` already and differ.
    """
    _refuse_taken(files, target)
    if claimed := [name for name in files if name.endswith("/template.toml") and kind_of(name) in own.kinds()]:
        raise TemplateProblem([_problem("pack.own-kind", f"{called}/{name}") for name in claimed])
    passed = sound(files, target, own, wording, day, called, (target,) if target.is_dir() else ())
    # A Word file that the person has beside the same wording is theirs: nothing is built over it.
    brought = {
        name: data for name, data in passed.files.items() if name in files or not _is_beside(target, name, files)
    }
    _refuse_taken(brought, target)
    return _arrival(replace(passed, files=brought), target, own)


def _refuse_taken(files: Mapping[str, bytes], target: Path) -> None:
    new = {name for name, data in files.items() if not _is_there(target / name, data)}
    if taken := [name for name in sorted(new) if os.path.lexists(target / name) or _leads_away(target, name)]:
        raise OutputProblem([_problem("pack.exists", str(target / name), "hint.pack.exists") for name in taken])


def _is_beside(target: Path, name: str, files: Mapping[str, bytes]) -> bool:
    wording = f"{name.removesuffix('.docx')}.md"
    return (target / name).exists() and wording in files and _is_there(target / wording, files[wording])


def _problem(id: str, source: str, hint: str = "") -> Problem:
    return Problem(id=id, place=Place(source=source), hint=hint)


def _is_there(path: Path, data: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == data


def _leads_away(target: Path, name: str) -> bool:
    """Return whether a folder on the way to the file is a link, or no folder."""
    around = [target / parent for parent in Path(name).parents]
    return any((each.is_symlink() and each != target) or (each.exists() and not each.is_dir()) for each in around)


def _arrival(passed: Sound, target: Path, own: Library) -> Arrival:
    files = passed.files
    differences = {
        name: _difference(name, docgens.read_bytes(), files[name])
        for name in sorted(files)
        if (docgens := own.templates[-1] / name).is_file() and docgens.read_bytes() != files[name]
    }
    known = {*files, *_names_in(target), *_names_in(own.templates[-1])}
    there = frozenset(name for name, data in files.items() if _is_there(target / name, data))
    return Arrival(
        files=files, kinds=passed.kinds, unserved=dict(_unserved({**files, **passed.passages})),
        differences=differences, built=passed.built & files.keys(), there=there,
        before={
            name: general
            for name in files.keys() - there
            if not (own.templates[-1] / name).is_file() and (general := _general(name, known))
        },
    )  # fmt: skip


def _names_in(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.glob("*/*.*.*") if path.is_file())


def _general(name: str, known: Collection[str]) -> str:
    """Return the file among `known` in whose place `name` is used where its place or usage fits; "" for none."""
    if name.count(".") < 2 or (kind_of(name) and name.endswith(".md")):
        return ""  # what all kinds share, and wordings, which are told of as their Word files
    stem, language, *_, ending = name.split(".")
    found = (f"{stem}.{each}.{ending}" for each in dict.fromkeys((language, language.partition("-")[0])))
    return next((each for each in found if each != name and each in known), "")


def _unserved(files: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[str, ...]]]:
    from docgen.word import tags_in

    served = printable_names(Audience.RESPONDENT)
    for name in sorted(files):
        if name.startswith("clauses/") or name.endswith(".docx"):
            printed = {use.name for use in tags_in(files[name], name) if use.printed}
            known = printable_names()
            if hidden := tuple(sorted(each for each in printed if each in known and each not in served)):
                yield name, hidden


def _difference(name: str, docgens: bytes, theirs: bytes) -> tuple[int, int]:
    old, new = words_of(name, docgens), words_of(name, theirs)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    return sum(step[4] - step[3] for step in changed), sum(step[2] - step[1] for step in changed)


def put_in_place(arrival: Arrival, target: Path) -> tuple[Path, ...]:
    """Write the files of `arrival` into the folder `target` and return their paths; those that are there are left.

    Where one cannot be written none stays. Raises `OutputProblem`, and `TemplateProblem` where nobody can read what
    `target` remembers of its files.
    """
    read_folder_record(target)
    written: list[Path] = []
    with contextlib.ExitStack() as undoing:  # also where somebody stops it
        undoing.callback(_take_back, written, _missing_folders(arrival.files, target))
        for name, data in arrival.files.items():
            path = target / name
            if not _is_there(path, data):
                make_folder(path.parent)
                write_file(path, data, durable=False)
                written.append(path)
        note_builds(target, [(target / name, arrival.files[name]) for name in sorted(arrival.built)])
        undoing.pop_all()
    with contextlib.suppress(OSError):
        sync_folder(target)
    return tuple(written)


def _take_back(written: Sequence[Path], folders: Sequence[Path]) -> None:
    for path in written:
        path.unlink(missing_ok=True)
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _missing_folders(files: Mapping[str, bytes], target: Path) -> list[Path]:
    """Return the folders that would be made, the innermost first."""
    around = {target / parent for name in files for parent in Path(name).parents} | set(target.parents)
    return sorted((each for each in around if not each.exists()), key=lambda each: len(each.parts), reverse=True)
