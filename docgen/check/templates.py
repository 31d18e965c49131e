"""One Word template against the model, the law and its reader: every problem at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from docgen.check.names import name_problems
from docgen.errors import Place, Problem, TemplateProblem
from docgen.library import Library
from docgen.localization import Wording
from docgen.manifest import Manifest
from docgen.word import (
    MAIN_PART,
    MORE_EXACT,
    Cells,
    Loose,
    TagUse,
    access_problems,
    cells_in,
    compile_template,
    loose_tags,
    strange_styles,
    structure_problems,
    style_names,
    uses_of,
)

__all__ = ["check_template"]

_GENERAL = frozenset(
    (
        "template.unclosed-tag",
        "template.unopened-tag",
        "template.unknown-tag",
        "template.unclosed-block",
        "template.unopened-block",
        "template.crossed-block",
        "template.syntax",
        "template.tag-outside-table",
        "template.text-beside-block-tag",
        "template.broken-xml",
        "template.unknown-name",
    )
)
"""Problems of compiling that another check may explain better."""


def check_template(path: Path, manifest: Manifest, library: Library, wording: Wording) -> list[Problem]:
    """Return every problem of the Word template at `path` of the kind that `manifest` describes, in reading order.

    `wording` has the program's sentences for the person who reads the report. What is no Word file, or a dangerous
    one, is its only problem.
    """
    data = path.read_bytes()
    try:
        cells = cells_in(data, path.name)
    except TemplateProblem as error:
        return list(error.problems)
    compiled, loose = _read(data, path.name)
    told = {(problem.id, _paragraph(problem)) for problem in compiled}
    alone = [problem for problem in loose.problems if (problem.id, _paragraph(problem)) not in told]
    found, uses = _explained([*compiled, *alone], structure_problems(data, path.name)), loose.uses
    over = {_paragraph(problem) for problem in found if problem.id == "template.loop-is-over"}
    found += [
        each
        for each in name_problems(uses, manifest.audience, path.name, library.own(path.name.partition(".")[0]))
        if _paragraph(each) not in over
    ]
    found += _not_printed(uses, manifest, path.name, wording)
    found += access_problems(data, path.name)
    if house := library.file("house-style.docx"):
        found += strange_styles(data, style_names(house.read_bytes(), house.name), path.name)
    return sorted(_placed(_distinct(found), cells), key=_reading_order)


def _read(data: bytes, source: str) -> tuple[list[Problem], Loose]:
    """Return the problems of compiling, and what the tags read: one by one where the whole does not compile."""
    try:
        return [], Loose(uses_of(compile_template(data, source)), [])
    except TemplateProblem as error:
        return list(error.problems), loose_tags(data, source)


def _explained(compiled: Sequence[Problem], structure: Sequence[Problem]) -> list[Problem]:
    """Return both lists without what one of them says better of the same paragraph."""
    exact = {_paragraph(problem) for problem in structure if problem.id in MORE_EXACT}
    exact |= {(_paragraph(each)[0], int(each.names["end"])) for each in structure if "end" in each.names}
    kept = [problem for problem in compiled if problem.id not in _GENERAL or _paragraph(problem) not in exact]
    told = {_paragraph(problem) for problem in kept}
    return kept + [each for each in structure if each.id in MORE_EXACT or _paragraph(each) not in told]


def _paragraph(problem: Problem) -> tuple[str, int | None]:
    return problem.place.part or problem.names.get("part", ""), problem.place.paragraph


def _not_printed(uses: Iterable[TagUse], manifest: Manifest, source: str, wording: Wording) -> Iterator[Problem]:
    """Yield a problem for each name that every template of the kind must print and this one does not."""
    printed = {use.name for use in uses if use.printed}
    for item in manifest.prints:
        if item.name not in printed:
            names = {"name": item.name, "why": wording.told(item.why)}
            place = Place(source=source, path=item.name)
            yield Problem(id="template.must-print", place=place, names=names, hint="hint.must-print")


def _distinct(problems: Iterable[Problem]) -> list[Problem]:
    """Return `problems`, each once: a paragraph that holds three comments is told of once."""
    found: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        part, paragraph = _paragraph(problem)
        found.setdefault((problem.id, part, paragraph, problem.place.path), problem)
    return list(found.values())


def _placed(problems: Iterable[Problem], cells: Mapping[str, tuple[Cells, ...]]) -> Iterator[Problem]:
    """Yield `problems` with the part and the table cells of their paragraphs."""
    for problem in problems:
        part, paragraph = _paragraph(problem)
        around = cells.get(part, ())
        table = around[paragraph - 1] if paragraph and paragraph <= len(around) else ()
        yield replace(problem, place=replace(problem.place, part=part, table=table))


def _reading_order(problem: Problem) -> tuple[bool, bool, str, int]:
    part, paragraph = _paragraph(problem)
    return problem.warning, part not in ("", MAIN_PART), part, paragraph or _LAST


_LAST = 1 << 30
"""What is missing from a file comes after what stands in it."""
