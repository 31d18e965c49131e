"""Whether what merging made can take the place of the clinic's files: nothing that worked shall break by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from docgen.build import built_template
from docgen.check import check_template, question_problems
from docgen.errors import Problem, TemplateProblem, UsageProblem
from docgen.files import laid_out
from docgen.library import Library
from docgen.localization import Wording
from docgen.upgrade.merging import Outcome, State

__all__ = ["merge_problems"]


def merge_problems(library: Library, outcomes: Mapping[str, Outcome], wording: Wording) -> dict[str, list[Problem]]:
    """Return for each file of the clinic's folder the errors for which the merged one must not take its place.

    Files without any are left out. Each problem names the file `merged-…` that waits beside the clinic's, whether it is
    there yet or not. Templates, Word and plain text, are checked, wordings built, and questions and descriptions of
    kinds read together as they would stand. The note of a conflict is no error: in a wording it stops any build until
    somebody has decided. Raises `OutputProblem` where nothing can be written into the clinic's folder.
    """
    folder = library.templates[0]
    merged = {name: each for name, each in outcomes.items() if each.state is State.MERGED}
    found = {name: list(_of_template(library, folder, name, each, wording)) for name, each in merged.items()}
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _settings(folder)}
    changed = {name: each.data for name, each in merged.items() if name.endswith(".toml")}
    if changed:
        with laid_out({**files, **changed}, folder) as trial:
            for problem in _of_settings(Library((trial, library.templates[-1]), library.locales)):
                name = next((each for each in changed if problem.place.source == str(trial / each)), "")
                if name and problem not in found[name]:
                    found[name].append(problem)
    return {name: [_named(each, name) for each in problems] for name, problems in found.items() if problems}


def _named(problem: Problem, name: str) -> Problem:
    source = Path(name).with_name(f"merged-{Path(name).name}").as_posix()
    return replace(problem, place=replace(problem.place, source=source))


def _settings(folder: Path) -> Iterator[Path]:
    """Yield the files of a clinic's `folder` that say which kinds there are and what is asked."""
    found = (*folder.glob("questions.toml"), *folder.glob("*/questions.toml"), *folder.glob("*/template.toml"))
    yield from (path for path in found if path.is_file() and not path.parent.name.startswith("."))


def _of_settings(library: Library) -> Iterator[Problem]:
    for kind in library.kinds():
        try:
            library.manifest(kind)
            library.sections(kind)
        except (TemplateProblem, UsageProblem) as error:
            yield from error.problems
    yield from question_problems(library)


def _of_template(library: Library, folder: Path, name: str, each: Outcome, wording: Wording) -> Iterator[Problem]:
    path, data, noted = Path(name), each.data, "template.comment" if each.conflicts else ""
    if not path.name.startswith(f"{path.parent.name}.") or (path.suffix == ".md" and each.conflicts):
        return
    if path.suffix == ".md":
        try:
            path, data = path.with_suffix(".docx"), built_template(library, folder / name, data.decode())
        except TemplateProblem as error:
            yield from error.problems
            return
    with laid_out({path.as_posix(): data}, folder) as trial:
        found = check_template(trial / path, library.manifest(path.parent.name), library, wording)
        yield from (problem for problem in found if not problem.warning and problem.id != noted)
