"""All templates of a library: each by itself, and beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from docgen.build import built_templates
from docgen.check.names import printable_names
from docgen.check.own_files import own_file_problems
from docgen.check.templates import check_template
from docgen.errors import Place, Problem, TemplateProblem, UsageProblem
from docgen.library import Library
from docgen.localization import Wording
from docgen.word import TagUse, tags_in

__all__ = ["check_library"]


def check_library(library: Library, wording: Wording) -> list[Problem]:
    """Return every problem of the templates of `library`: of a clinic's own where it has a clinic's folder.

    docgen's own are checked for each place and language that a law file offers, too. Of a clinic's folder its other
    files, as `own_file_problems` does, come first; its wordings are checked for passages that lack, and its templates
    beside those of the other languages. Templates of a kind whose description or questions are broken wait until these
    are mended. `wording` has the program's sentences for the person who reads the report.
    """
    folder, *others = library.templates
    files = [path for path in library.template_files("docx") if path.parent.parent == folder]
    texts = [path for path in library.template_files("txt") if path.parent.parent == folder]
    problems = own_file_problems(library) if others else []
    files, texts = ([path for path in found if _is_described(library, path.parent.name)] for found in (files, texts))
    for path in (*files, *texts):
        problems += check_template(path, library.manifest(path.parent.name), library, wording)
    if others:
        return [*problems, *_unused(library), *_wordings(library), *_behind(library, files)]
    return [*problems, *_missing_templates(library)]


def _is_described(library: Library, kind: str) -> bool:
    """Return whether it can be read what templates of `kind` are held against; where not, that is told already."""
    try:
        library.manifest(kind)
        library.own_questions(kind)
    except TemplateProblem:
        return False
    return True


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


def _unused(library: Library) -> Iterator[Problem]:
    """Yield a warning for each Word file of the clinic that no paper uses, because its name is no template's."""
    for kind in library.kinds():
        for path in sorted((library.templates[0] / kind).glob("*.docx")):
            used = re.fullmatch(rf"{re.escape(kind)}\.{_NAMED}\.docx", path.name)
            if not used and not path.name.startswith(_OTHER_FILES):
                place = Place(source=path.name)
                yield Problem(id="template.unused-name", place=place, names={"kind": kind}, warning=True)


_NAMED = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(\.[a-z0-9-]+)?"
"""Language and place of a template, as its name has them."""
_OTHER_FILES = ("~$", ".", "checked-", "mended-", "merged-", "preview")
"""How the names begin of what Word and docgen put beside a template."""


def _wordings(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the wordings of a clinic: a passage without its translation, a directive misspelt."""
    try:
        for _ in built_templates(library, library.templates[0]):
            pass
    except TemplateProblem as error:
        yield from error.problems


def _behind(library: Library, files: list[Path]) -> Iterator[Problem]:
    """Yield a warning for what a file of the clinic prints, docgen's own does not, and other languages do not, either.

    One is for all that the same templates lack, where the first of it stands. A name that no fact has is told of
    elsewhere. A file with broken tags is not compared.
    """
    for path in files:
        kind = path.parent.name
        known = printable_names(library.manifest(kind).audience, library.own_questions(kind))
        docgens = library.templates[1] / kind
        bases = [file for file in (docgens / path.name, docgens / f"{kind}.{_language(path)}.docx") if file.is_file()]
        base = _printed(bases[0]).keys() if bases else ()
        if not bases and docgens.is_dir():
            continue  # a language that docgen does not have: nothing says what the clinic added
        added = {name: use for name, use in _printed(path).items() if name in known and name not in base}
        lacking: dict[tuple[str, ...], list[str]] = {}
        for name in added:
            others = [file for file in library.template_files("docx") if added and _is_translation(file, path)]
            if lack := tuple(file.name for file in others if (printed := _printed(file)) and name not in printed):
                lacking.setdefault(lack, []).append(name)
        for others_lacking, names in lacking.items():
            first = added[names[0]]
            place = Place(source=path.name, part=first.part, paragraph=first.paragraph, path=names[0], near=first.near)
            told = {"names": ", ".join(names), "files": ", ".join(others_lacking)}
            yield Problem(id="template.language-behind", place=place, names=told, warning=True)


def _is_translation(other: Path, path: Path) -> bool:
    """Return whether `other` is a template of the same kind in another language."""
    return other.parent.name == path.parent.name and _language(other) != _language(path)


def _language(path: Path) -> str:
    return path.name.split(".")[1]


@cache
def _printed_at(path: Path, _changed: int) -> Mapping[str, TagUse]:
    try:
        uses = [use for use in tags_in(path.read_bytes(), path.name) if use.printed]
    except TemplateProblem:
        return {}
    first: dict[str, TagUse] = {}
    for use in uses:
        first.setdefault(use.name, use)
    return first


def _printed(path: Path) -> Mapping[str, TagUse]:
    """Return what the template at `path` prints, by name, each where it stands first; nothing where a tag is broken."""
    return _printed_at(path, path.stat().st_mtime_ns)
