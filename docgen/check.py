"""Templates against the model: unknown facts, facts that the reader must not see, broken tags, languages that lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.errors import Place, Problem, TemplateProblem
from docgen.library import Library
from docgen.matter.audiences import Audience
from docgen.plan.page import Page, page_fields
from docgen.records import nearest

if TYPE_CHECKING:
    from docgen.own import Own

__all__ = ["check_library", "check_template", "printable_names"]


def printable_names(audience: Audience | None = None, own: Own | None = None) -> dict[str, frozenset[Audience]]:
    """Return every name that a template may print, `incidents[].summary`, with who may read it.

    With an `audience`, only the names that it may read; `own` are the clinic's own questions.
    """
    names = dict(_names(Page, "", frozenset(Audience)))
    if own:
        from docgen.plan.own import own_names

        names = {name: seen for name, seen in names.items() if name not in ("answers", "answers.*")}
        names |= dict(own_names(own))
    return {name: seen for name, seen in names.items() if audience is None or audience in seen}


def _names(cls: type[Any], head: str, outer: frozenset[Audience]) -> Iterator[tuple[str, frozenset[Audience]]]:
    for name, item in page_fields(cls).items():
        path = f"{head}.{name}" if head else name
        seen = outer & item.audiences
        yield path, seen
        if item.many:
            path = f"{path}[]"
            yield path, seen
        if item.keyed:
            yield f"{path}.*", seen
        elif item.page is not None:
            yield from _names(item.page, path, seen)


def check_template(path: Path, audience: Audience, own: Own | None = None) -> list[Problem]:
    """Return every problem of the Word template at `path` for a document that `audience` reads.

    `own` are the clinic's own questions.
    """
    from docgen.word import compile_template, tags_in

    data = path.read_bytes()
    try:
        compile_template(data, path.name)
        uses = tags_in(data, path.name)
    except TemplateProblem as error:
        return list(error.problems)
    known = printable_names(own=own)
    problems = []
    for use in uses:
        seen = _audiences(use.name, known)
        place = Place(source=path.name, path=use.name, paragraph=use.paragraph, near=use.near)
        if seen is None:
            near = nearest(use.name, list(known))
            hint = "hint.did-you-mean" if near else ""
            problems.append(Problem(id="template.unknown-fact", place=place, names={"near": near}, hint=hint))
        elif audience not in seen:
            names = {"audience": audience.value}
            problems.append(Problem(id="template.hidden-fact", place=place, names=names, hint="hint.hidden-fact"))
    return problems


def _audiences(name: str, known: Mapping[str, frozenset[Audience]]) -> frozenset[Audience] | None:
    """Return who may read `name`; a key of a mapping (`conduct.threats`) counts as the mapping."""
    if name in known:
        return known[name]
    return known.get(name.rpartition(".")[0] + ".*")


def check_library(library: Library, kinds: tuple[str, ...] = ()) -> list[Problem]:
    """Return every problem of the templates of `kinds` (of all kinds when empty), and each place that a law file
    offers documents for without a template.
    """
    problems: list[Problem] = []
    for kind in kinds or library.kinds():
        manifest = library.manifest(kind)
        for path in library.template_files("docx"):
            if path.parent.name == kind:
                problems += check_template(path, manifest.audience, library.own())
        if library.is_docgens(kind):  # a clinic writes its own kinds for whom it serves
            problems += _missing_templates(library, kind)
    return problems


def _missing_templates(library: Library, kind: str) -> Iterator[Problem]:
    from docgen.errors import UsageProblem

    for code in library.jurisdictions():
        law = library.jurisdiction(code)
        for language in law.languages:
            for format in library.manifest(kind).formats:
                try:
                    library.template(kind, language, law, format)
                except UsageProblem as error:
                    yield from error.problems
