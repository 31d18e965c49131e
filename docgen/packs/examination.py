"""The templates of a pack examined as they would be used; the giver and the taker of a pack do it alike."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from docgen.build import built_template
from docgen.check import check_template
from docgen.errors import Problem, TemplateProblem, UsageProblem
from docgen.files import write_file
from docgen.frozen import frozen
from docgen.library import Library
from docgen.localization import Wording
from docgen.matter.audiences import Audience
from docgen.packs.contents import kind_of
from docgen.packs.trial import passage_problems, trial_problems
from docgen.upgrade.folder_record import make_folder

__all__ = ["Kind", "Sound", "sound"]

_LOOK = "house-style.docx"


@frozen
class Kind:
    """A kind of document that a pack has templates of."""

    name: str
    title: str
    audience: Audience
    new: bool
    """Whether docgen has no such kind."""


@frozen
class Sound:
    """The files of a pack that passed."""

    files: Mapping[str, bytes]
    """With the Word files that their wordings make, where the pack has none."""
    kinds: tuple[Kind, ...]
    built: frozenset[str]
    """Names of the Word files that are the build of the wording beside them."""
    passages: Mapping[str, bytes]
    """What each clause makes as a Word file of its own, by the clause's name, and the house style: both come into every
    template that is built."""


def sound(
    files: Mapping[str, bytes],
    beside: Path,
    own: Library,
    wording: Wording,
    day: date,
    called: str,
    around: tuple[Path, ...] = (),
) -> Sound:
    """Return the `files` of a pack, each examined.

    Every template is checked, compiled, and filled with an invented matter in a hidden folder beside `beside`, which is
    gone afterwards; every clause is built by itself. A wording without its Word file brings the one that it makes: what
    was examined is what is used. `own` is docgen's own library, `around` are folders that are used with the pack,
    `wording` has the program's sentences, and `called` is the pack's name for messages. Raises `TemplateProblem` with
    everything that is wrong, each with the name of its file in the pack.
    """
    with _laid_out(files, beside) as folder:
        library = Library((folder, *around, *own.templates), own.locales)
        problems: list[Problem] = []
        made = _built(library, folder, files, problems)
        files = {**made, **files}
        problems += _template_problems(library, folder, files, wording, day)
        passages = _passages(library, folder, files, problems)
        for name, data in passages.items():
            problems += passage_problems(library, folder / name, data, day)
        if problems:
            named = [_named(problem, folder, files, called) for problem in problems]
            raise TemplateProblem([each for number, each in enumerate(named) if each not in named[:number]])
        kinds = tuple(_kind(library, name, own, wording) for name in sorted({kind_of(name) for name in files} - {""}))
        built = frozenset(name for name, data in made.items() if files[name] == data)
        return Sound(files=files, kinds=kinds, built=built, passages=passages)


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


def _built(library: Library, folder: Path, files: Mapping[str, bytes], problems: list[Problem]) -> dict[str, bytes]:
    """Return the Word files that the wordings among `files` make, and put those into `folder` that `files` lack; add to
    `problems` what cannot be built.
    """
    made = {}
    for name in sorted(files):
        if not kind_of(name) or not name.endswith(".md") or name.count(".") == 1:  # README.md
            continue
        word = f"{name.removesuffix('.md')}.docx"
        try:
            made[word] = built_template(library, folder / name)
        except TemplateProblem as error:
            problems += error.problems
        else:
            if word not in files:
                write_file(folder / word, made[word], durable=False)
    return made


def _passages(library: Library, folder: Path, files: Mapping[str, bytes], problems: list[Problem]) -> dict[str, bytes]:
    """Return what each clause among `files` makes by itself, and the house style; add to `problems` what cannot be
    built.
    """
    made = {name: files[name] for name in files if name == _LOOK}
    for name in sorted(files):
        if name.startswith("clauses/"):
            try:
                made[name] = built_template(library, folder / name)
            except TemplateProblem as error:
                problems += error.problems
    return made


def _template_problems(
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
    except TemplateProblem as error:
        yield from error.problems


def _named(problem: Problem, folder: Path, files: Mapping[str, bytes], called: str) -> Problem:
    """Return `problem` with the name of its file in the pack, which lies in `folder` for a moment only."""
    source = Path(problem.place.source)
    if source.is_relative_to(folder):
        name = source.relative_to(folder).as_posix()
    else:  # a file name alone, or a file that the person has besides
        name = next((each for each in sorted(files) if Path(each).name == problem.place.source), "")
    return replace(problem, place=replace(problem.place, source=f"{called}/{name}")) if name else problem


def _kind(library: Library, name: str, own: Library, wording: Wording) -> Kind:
    manifest = library.manifest(name)
    return Kind(
        name=name, title=wording.told(manifest.title), audience=manifest.audience, new=name not in own.kinds()
    )  # fmt: skip
