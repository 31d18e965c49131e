"""Word templates from their wording: every `.md` of a library becomes the `.docx` beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.errors import Problem, TemplateProblem, UsageProblem
from docgen.library import Library
from docgen.wording_file import read_wording

__all__ = ["built_template", "built_templates", "clauses_of"]


def built_templates(library: Library, folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield each `.docx` that the wordings in `folder` make, with its path beside the wording.

    Clauses and the house style come from `library`, the clinic's before docgen's. Raises `TemplateProblem` with the
    problems of all wordings together.
    """
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/*.*.md")):
        if path.parent.name not in library.kinds() or not path.name.startswith(f"{path.parent.name}."):
            continue  # a folder that is no kind, or a copy that waits to be looked at: `merged-…`, `checked-…`
        try:
            yield path.with_suffix(".docx"), built_template(library, path)
        except TemplateProblem as error:
            problems += error.problems
    if problems:
        raise TemplateProblem(problems)


def built_template(library: Library, path: Path, wording: str | None = None) -> bytes:
    """Return the Word template that the wording at `path` makes, or the `wording` given in its place.

    Raises `TemplateProblem` for a broken wording or clause, and `UsageProblem` where there is no house style.
    """
    from docgen.word import build_template

    _, language, *place = path.stem.split(".")
    code = place[0].upper() if place else ""
    style = library.file("house-style.docx")
    if style is None:
        raise UsageProblem([Problem(id="usage.no-house-style")])
    text = read_wording(path) if wording is None else wording
    return build_template(text, style.read_bytes(), lambda name: library.clause(name, language, code), path.name)


def clauses_of(library: Library, path: Path) -> list[str]:
    """Return for each paragraph in the main part of the Word template at `path` the clause that it was built from.

    "" for a paragraph that stands in the wording itself, or that somebody wrote in Word. Where there is no wording
    beside the template, or one that does not build, all are "". Raises `TemplateProblem` for what is no Word file.
    """
    from docgen.word import MAIN_PART, aligned, build_template, paragraphs_of_part, read_package

    own = paragraphs_of_part(read_package(path.read_bytes(), path.name)[MAIN_PART].decode())
    wording, style = path.with_suffix(".md"), library.file("house-style.docx")
    if not wording.is_file() or style is None:
        return [""] * len(own)
    _, language, *place = path.stem.split(".")
    code = place[0].upper() if place else ""

    def clause(name: str) -> str:
        text = library.clause(name, language, code)
        return f"\n{_BEGINS} {name}\n\n{text}\n\n{_ENDS}\n"

    try:
        built = build_template(read_wording(wording), style.read_bytes(), clause, wording.name)
    except TemplateProblem:
        return [""] * len(own)
    texts, names, within = [], [], [""]
    for text in paragraphs_of_part(read_package(built)[MAIN_PART].decode()):
        if text.startswith(_BEGINS):
            within.append(text.removeprefix(_BEGINS).strip())
        elif text == _ENDS:
            within.pop()
        else:
            texts.append(text)
            names.append(within[-1])
    return [name or "" for name in aligned(own, texts, names)]


_BEGINS, _ENDS = "docgen-clause-begins", "docgen-clause-ends"
"""Paragraphs that stand around the words of a clause while it is looked for."""
