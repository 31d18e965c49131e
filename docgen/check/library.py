"""All templates of a library: each by itself, and beside one another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.build import built_templates
from docgen.check.templates import check_template
from docgen.errors import Place, Problem, TemplateProblem, UsageProblem
from docgen.library import Library
from docgen.localization import Wording
from docgen.word import tags_in

__all__ = ["check_library"]


def check_library(library: Library, wording: Wording) -> list[Problem]:
    """Return every problem of the templates of `library`: of a clinic's own where it has a clinic's folder.

    docgen's own are checked for each place and language that a law file offers, too, and a clinic's wordings for
    passages that lack, and its templates beside those of the other languages. `wording` has the program's sentences
    for the person who reads the report.
    """
    folder, *others = library.templates
    files = [path for path in library.template_files("docx") if path.parent.parent == folder]
    problems: list[Problem] = []
    for path in files:
        problems += check_template(path, library.manifest(path.parent.name), library, wording)
    if others:
        return [*problems, *_clinic(library), *_wordings(library), *_behind(library, files)]
    return [*problems, *_missing_templates(library)]


def _missing_templates(library: Library) -> Iterator[Problem]:
    for kind in library.kinds():
        for code in library.jurisdictions():
            law = library.jurisdiction(code)
            for language in law.languages:
                for format in library.manifest(kind).formats:
                    try:
                        library.template(kind, language, law, format)
                    except UsageProblem as error:
                        yield from error.problems


def _clinic(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with `clinic.toml`: with a mistake in it no paper is written at all."""
    try:
        _ = library.clinic
    except TemplateProblem as error:
        yield from error.problems


def _wordings(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the wordings of a clinic: a passage without its translation, a directive misspelt."""
    try:
        for _ in built_templates(library, library.templates[0]):
            pass
    except TemplateProblem as error:
        yield from error.problems


def _behind(library: Library, files: list[Path]) -> Iterator[Problem]:
    """Yield a warning for each fact that one of the clinic's `files` prints beside docgen's own of the same name, and
    that a template of the kind in another language does not print.
    """
    for path in files:
        own = library.templates[1] / path.parent.name / path.name
        added = _printed(path) - _printed(own) if own.is_file() else frozenset()
        for other in library.template_files("docx") if added else ():
            for name in sorted(added - _printed(other)) if _is_translation(other, path) else ():
                names = {"name": name, "file": path.name}
                place = Place(source=other.name, path=name)
                yield Problem(id="template.language-behind", place=place, names=names, warning=True)


def _is_translation(other: Path, path: Path) -> bool:
    """Return whether `other` is a template of the same kind in another language."""
    return other.parent.name == path.parent.name and other.name.split(".")[1] != path.name.split(".")[1]


def _printed(path: Path) -> frozenset[str]:
    try:
        return frozenset(use.name for use in tags_in(path.read_bytes(), path.name) if use.printed)
    except TemplateProblem:
        return frozenset()
