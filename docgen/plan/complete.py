"""What a template may print with nothing left open: for seeing every passage of it, never for a real document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docgen.matter.audiences import Audience
from docgen.matter.values import Gap
from docgen.plan.page import Page, Printable, page_fields

__all__ = ["completed"]


def completed(
    fields: Mapping[str, object], audience: Audience, label: Callable[[str], str], answers: Iterable[str]
) -> dict[str, object]:
    """Return the planned `fields`, with what `label` makes of its path (`letter.harm`) for each that is open.

    Only fields that `audience` may read are there. A list that is empty gets one item, all of marks. `answers` are the
    names of a clinic's own questions.
    """
    whole = _page(fields, Page, audience, label, "", ())
    if isinstance(own := whole.get("answers"), dict):
        whole["answers"] = {**{key: Gap(label(f"answers.{key}")) for key in answers}, **own}
    return whole


def _page(
    told: Mapping[str, object],
    cls: type[Any],
    audience: Audience,
    label: Callable[[str], str],
    head: str,
    within: tuple[type[Any], ...],
) -> dict[str, object]:
    """Return the page `cls` complete; `within` are the pages around it, so that one in itself ends."""

    def value_of(name: str, item: Printable) -> object:
        path, value = f"{head}.{name}" if head else name, told.get(name)
        inner = item.page
        if item.keyed:
            return value or {}
        if item.many:
            items = value if isinstance(value, list | tuple) and value else [None]
            return [one(each, inner, path) for each in items if inner not in within]
        return one(value, inner, path)

    def one(value: object, inner: type[Any] | None, path: str) -> object:
        if inner is not None and inner not in within:
            told_of_it = value if isinstance(value, Mapping) else {}
            return _page(told_of_it, inner, audience, label, path, (*within, cls))
        return Gap(label(path)) if value is None or value == "" else value

    shown = {name: item for name, item in page_fields(cls).items() if audience in item.audiences}
    return {name: value_of(name, item) for name, item in shown.items()}
