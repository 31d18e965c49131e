"""What a clinic wrote besides templates: who it is, its questions, its kinds, its law, its platforms.

A mistake in one of them stops papers, or whole commands, so it is told before anybody needs one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from docgen.errors import Place, Problem, TemplateProblem, UsageProblem
from docgen.folders import stands
from docgen.jurisdiction import Jurisdiction
from docgen.library import Library
from docgen.matter.own_answers import ANSWERS
from docgen.own_questions import ClinicQuestions
from docgen.questions import Section, fact_types
from docgen.records import nearest
from docgen.toml_records import read_record, toml_place

__all__ = ["own_file_problems", "question_problems"]


def own_file_problems(library: Library) -> list[Problem]:
    """Return every problem of the hand-written files of the clinic's folder of `library`, each told once.

    Those are `clinic.toml`, the description and the questions of each kind, law files and platforms. A law file is read
    together with what it builds on, as papers have it.
    """
    folder = library.templates[0]
    steps: list[Callable[[], object]] = [lambda: library.clinic]
    for kind in library.kinds():
        steps += [partial(library.manifest, kind), partial(library.sections, kind)]
    steps += [partial(_read_law, library, path) for path in sorted(folder.glob("jurisdictions/*.toml"))]
    steps += [partial(library.platform, path.stem) for path in sorted(folder.glob("platforms/*.toml"))]
    found: list[Problem] = []
    for step in steps:
        try:
            step()
        except (TemplateProblem, UsageProblem) as error:
            found += [each for each in error.problems if each not in found]
    return [*found, *question_problems(library)]


def _read_law(library: Library, path: Path) -> None:
    """Read the law of the file at `path`. Raises `TemplateProblem`."""
    try:
        if not read_record(Jurisdiction, path).overlay:
            library.jurisdiction(path.stem)
    except TemplateProblem as error:
        placed = (
            each if each.place.source else replace(each, place=Place(source=str(path))) for each in error.problems
        )
        raise TemplateProblem(placed) from None


def question_problems(library: Library) -> Iterator[Problem]:
    """Yield a problem for each question of the clinic's own sections that asks for a fact that does not exist."""
    folder = library.templates[0]
    known = list(fact_types())
    for name in ("questions.toml", *(f"{kind}/questions.toml" for kind in library.kinds())):
        path = folder / name
        for section, each in enumerate(_sections(path)):
            for number, question in enumerate(each.question):
                if question.fact not in known and question.fact.partition(".")[0] != ANSWERS:
                    near = nearest(question.fact, known)
                    place = toml_place(path, ("section", section, "question", number, "fact"))
                    names = {"name": question.fact, "near": near}
                    hint = "hint.did-you-mean" if near else ""
                    yield Problem(id="question.unknown-fact", place=place, names=names, hint=hint)


def _sections(path: Path) -> tuple[Section, ...]:
    """Return the sections in a clinic's file of questions; none where there is no such file, or a broken one."""
    try:
        return read_record(ClinicQuestions, path).section if stands(path) else ()
    except TemplateProblem:
        return ()
