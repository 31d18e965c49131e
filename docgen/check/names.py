"""Every name that a template may print, with who may read it and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.check.meant import fact_meant
from docgen.errors import Place, Problem
from docgen.matter.audiences import Audience
from docgen.matter.own_answers import ANSWERS
from docgen.plan.page import Page, Shape, page_fields
from docgen.records import nearest
from docgen.word import TAG, TagUse

if TYPE_CHECKING:
    from docgen.own_questions import OwnQuestions

__all__ = ["Name", "name_problems", "printable_names", "written_like"]


class Name(NamedTuple):
    """What a template may do with a name."""

    readers: frozenset[Audience]
    shape: Shape


def printable_names(
    audience: Audience | None = None, own_questions: OwnQuestions | None = None
) -> dict[str, frozenset[Audience]]:
    """Return every name that a template may print, `incidents[].summary`, with who may read it.

    With an `audience`, only the names that it may read; `own_questions` are the clinic's.
    """
    names = _names_with(own_questions)
    return {name: each.readers for name, each in names.items() if audience is None or audience in each.readers}


def _names_with(own_questions: OwnQuestions | None) -> dict[str, Name]:
    names = _all_names()
    if own_questions:
        from docgen.plan.own_answers import own_answer_names

        names = {name: each for name, each in names.items() if name not in (ANSWERS, f"{ANSWERS}.*")}
        names |= {name: Name(seen, shape) for name, seen, shape in own_answer_names(own_questions)}
    return names


@cache
def _all_names() -> dict[str, Name]:
    return dict(_names(Page, "", frozenset(Audience)))


def _names(cls: type[Any], head: str, outer: frozenset[Audience]) -> Iterator[tuple[str, Name]]:
    for name, item in page_fields(cls).items():
        path = f"{head}.{name}" if head else name
        seen = outer & item.audiences
        yield path, Name(seen, item.shape)
        if item.many:
            path = f"{path}[]"
            yield path, Name(seen, Shape.TEXT if item.page is None else Shape.RECORD)
        if item.keyed:
            yield f"{path}.*", Name(seen, Shape.TRUTH if item.truth else Shape.TEXT)
        elif item.page is not None:
            yield from _names(item.page, path, seen)


def name_problems(
    uses: list[TagUse], audience: Audience, source: str, own_questions: OwnQuestions | None = None
) -> Iterator[Problem]:
    """Yield a problem for each of `uses` of the template `source` that names no fact, one that `audience` must not
    see, or one with which the tag cannot do what it does. `own_questions` are the clinic's.
    """
    known = _names_with(own_questions)
    for use in uses:
        place = Place(source=source, part=use.part, path=use.written, paragraph=use.paragraph, near=use.near)
        name = _known(use.name, known)
        if name is None:
            yield from _unknown(use, place, known, audience)
        elif audience not in name.readers:
            names = {"audience": audience.value}
            yield Problem(id="template.hidden-fact", place=place, names=names, hint="hint.hidden-fact")
        elif (id := _MISUSES.get((use.how, name.shape))) is not None:
            yield Problem(id=id, place=place, names=_fields(use.name, known, audience))


_MISUSES = {
    ("printed", Shape.RECORDS): "template.prints-records",
    ("joined", Shape.RECORDS): "template.prints-records",
    ("printed", Shape.RECORD): "template.prints-record",
    ("printed", Shape.LIST): "template.prints-list",
    ("printed", Shape.TRUTH): "template.prints-truth",
    ("printed", Shape.KEYS): "template.prints-keys",
    **{(how, shape): "template.no-list" for how in ("joined", "looped") for shape in (Shape.TEXT, Shape.TRUTH)},
    **{(how, shape): "template.no-list" for how in ("joined", "looped") for shape in (Shape.RECORD, Shape.KEYS)},
}
"""What a tag cannot do with a fact, by how it uses it."""
_SHOWN_FIELDS = 6


def _known(name: str, known: Mapping[str, Name]) -> Name | None:
    """Return what is known of `name`; a key of a mapping (`conduct.threats`) counts as the mapping."""
    if name in known:
        return known[name]
    return known.get(name.rpartition(".")[0] + ".*")


def _unknown(use: TagUse, place: Place, known: Mapping[str, Name], audience: Audience) -> Iterator[Problem]:
    """Yield what is said of a name that no fact has; nothing where something else is wrong that is told elsewhere."""
    head, _, field = use.name.rpartition(".")
    if any(step in known and f"{step}[]" not in known for step in _repeated(use.name)):
        return  # its loop goes through what is no list
    if f"{head}[].{field}" in known:
        names = {"list": use.written.rpartition(".")[0], "field": field}
        yield Problem(id="template.field-of-list", place=place, names=names)
        return
    visible = [name for name, each in known.items() if audience in each.readers]
    near = nearest(use.name, list(known))
    near = near if near in visible else ""
    meant = written_like(near, use) or _in_tag(use, visible)
    names = {"near": meant, "fact": use.name}
    yield Problem(id="template.unknown-fact", place=place, names=names, hint="hint.did-you-mean" if meant else "")


def _in_tag(use: TagUse, known: list[str]) -> str:
    """Return the fact that the whole tag around `use` probably means: `client.name` for `{{ client-name }}`."""
    tags = [tag for tag in TAG.findall(use.near) if tag.startswith("{{") and use.written in tag and "-" in tag]
    return fact_meant(tags[0], known) if tags else ""


def _repeated(name: str) -> Iterator[str]:
    """Yield what `name` takes for lists: `client` of `client[].name`."""
    steps = name.split("[]")[:-1]
    yield from ("[]".join(steps[: number + 1]) for number in range(len(steps)))


def written_like(name: str, use: TagUse) -> str:
    """Return `name` as the tag of `use` would write it: `i.summary` for `incidents[].summary` in a loop over `i`."""
    if use.name.endswith(use.written):
        return name
    meant, typed = use.name.rpartition(".")[0], use.written.rpartition(".")[0]
    while meant and typed:
        if name.startswith(f"{meant}."):
            return typed + name[len(meant) :]
        if meant.rpartition(".")[2] != typed.rpartition(".")[2]:
            break
        meant, typed = meant.rpartition(".")[0], typed.rpartition(".")[0]
    return name


def _fields(name: str, known: Mapping[str, Name], audience: Audience) -> dict[str, str]:
    """Return which texts stand behind `name`, or behind each item of it, for an example of a tag."""
    shape = _known(name, known)
    head = f"{name}[]." if shape and shape.shape is Shape.RECORDS else f"{name}."
    wanted = Shape.TRUTH if shape and shape.shape is Shape.KEYS else Shape.TEXT
    found = [
        other.removeprefix(head)
        for other, each in known.items()
        if other.startswith(head) and each.shape is wanted and audience in each.readers
    ]
    found = [each for each in found if each.isidentifier()]
    more = ", …" if len(found) > _SHOWN_FIELDS else ""
    return {"field": found[0] if found else "…", "fields": ", ".join(found[:_SHOWN_FIELDS]) + more}
