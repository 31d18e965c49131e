"""Every name that a template may print, with who may read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from docgen.errors import Place, Problem
from docgen.matter.audiences import Audience
from docgen.matter.own_answers import ANSWERS
from docgen.plan.page import Page, page_fields
from docgen.records import nearest
from docgen.word import TagUse

if TYPE_CHECKING:
    from docgen.own import Own

__all__ = ["name_problems", "printable_names"]


def printable_names(audience: Audience | None = None, own: Own | None = None) -> dict[str, frozenset[Audience]]:
    """Return every name that a template may print, `incidents[].summary`, with who may read it.

    With an `audience`, only the names that it may read; `own` are the clinic's own questions.
    """
    names = _all_names()
    if own:
        from docgen.plan.own import own_names

        names = {name: seen for name, seen in names.items() if name not in (ANSWERS, f"{ANSWERS}.*")}
        names |= dict(own_names(own))
    return {name: seen for name, seen in names.items() if audience is None or audience in seen}


@cache
def _all_names() -> dict[str, frozenset[Audience]]:
    return dict(_names(Page, "", frozenset(Audience)))


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


def name_problems(uses: list[TagUse], audience: Audience, source: str, own: Own | None = None) -> Iterator[Problem]:
    """Yield a problem for each of `uses` of the template `source` that names no fact, or one that `audience` must not
    see. `own` are the clinic's own questions.
    """
    known = printable_names(own=own)
    for use in uses:
        seen = _readers(use.name, known)
        place = Place(source=source, part=use.part, path=use.name, paragraph=use.paragraph, near=use.near)
        if seen is None:
            near = nearest(use.name, list(known))
            hint = "hint.did-you-mean" if near else ""
            yield Problem(id="template.unknown-fact", place=place, names={"near": near}, hint=hint)
        elif audience not in seen:
            names = {"audience": audience.value}
            yield Problem(id="template.hidden-fact", place=place, names=names, hint="hint.hidden-fact")


def _readers(name: str, known: Mapping[str, frozenset[Audience]]) -> frozenset[Audience] | None:
    """Return who may read `name`; a key of a mapping (`conduct.threats`) counts as the mapping."""
    if name in known:
        return known[name]
    return known.get(name.rpartition(".")[0] + ".*")
