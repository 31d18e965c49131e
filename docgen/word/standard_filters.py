"""Jinja's own filters that a template may use beside docgen's: they change words, or choose and order a list's items.

What is left out could print XML (`safe`, `xmlattr`), depend on chance (`random`), reach for Python (`attr`), write more
than it reads (`center`, `format`, `indent`, `wordwrap`) or writes numbers as programmers do (`float`, `round`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context

from docgen.word.filters import as_text, charge, listed, refuse, unescaped

__all__ = ["standard_filters"]

_OF_LISTS = (
    *("batch", "groupby", "list", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr"),
    *("slice", "sort", "unique"),
)
_OF_RECORDS = ("dictsort", "items")
_OF_EACH = frozenset({"abs", "capitalize", "int", "length", "lower", "replace", "string", "title", "trim", "upper"})
"""What `map` may do to each item: never a filter that writes paragraphs."""
_MOST_COLUMNS = 10_000
_ITEM = 32
"""What one item costs, in characters: a filter may make a list of its own of each, and a template can keep them all."""


def standard_filters() -> Mapping[str, Callable[..., Any]]:
    """Return the filters by name, each as strict about None and unknown names as docgen's own.

    Under names with a space, which no template can type, stand Jinja's own functions that they call.
    """
    return {
        **{_own(name): FILTERS[name] for name in (*_OF_LISTS, *_OF_RECORDS, "truncate")},
        **{name: pass_context(partial(_chosen, name)) for name in _OF_LISTS},
        **{name: pass_context(partial(_of_record, name)) for name in _OF_RECORDS},
        **dict.fromkeys(("default", "d"), _default),
        **{name: lambda value: as_text(value, "escape") for name in ("e", "escape", "string")},
        "abs": lambda value: abs(_number(value, "abs")),
        "capitalize": lambda value: unescaped(value, "capitalize").capitalize(),
        "int": _whole,
        "replace": pass_context(_replaced),
        "sum": pass_context(_sum),
        "title": lambda value: FILTERS["title"](unescaped(value, "title")),
        "truncate": pass_context(_truncated),
        "wordcount": lambda value: len(unescaped(value, "wordcount").split()),
    }


def _own(name: str) -> str:
    return f"docgen {name}"


def _chosen(name: str, context: Context, value: Any, *args: Any, **named: Any) -> Any:
    charge(len(listed(value, name)) * _ITEM)
    if name == "map" and args and args[0] not in _OF_EACH:
        refuse(f"map({args[0]!r})")
    if name in ("batch", "slice") and not 0 < _number(args[0] if args else None, name) <= _MOST_COLUMNS:
        refuse(f"{name} over {_MOST_COLUMNS}")
    found = context.environment.call_filter(_own(name), value, args, named, context)
    return found if name in ("max", "min") else list(found)


def _of_record(name: str, context: Context, value: Any, *args: Any, **named: Any) -> list[Any]:
    if not isinstance(value, dict):
        listed(value, name)  # raises for None and unknown names
        refuse(f"{name} of a list")
    charge(len(value) * _ITEM)
    return list(context.environment.call_filter(_own(name), value, args, named, context))


def _default(value: Any, other: Any = "", boolean: bool = False) -> Any:
    """Return `other` for a fact that is known and not told (None); an unknown name stays an error."""
    if value is None or (boolean and not value):
        return other
    return value if isinstance(value, list | tuple | dict | bool) else as_text(value, "default")


def _number(value: Any, name: str) -> int:
    if type(value) is not int:
        as_text(value, name)  # raises for None and unknown names
        refuse(f"{name} of a text")
    return value


def _whole(value: Any, default: int = 0, base: int = 10) -> int:
    number: int = FILTERS["int"](as_text(value, "int"), default, base)
    return number


def _replaced(_context: Context, value: Any, old: str, new: str, count: int | None = None) -> str:
    text, old, new = unescaped(value, "replace"), unescaped(old, "replace"), unescaped(new, "replace")
    times = text.count(old) if count is None else min(count, text.count(old))
    charge(len(text) + times * len(new))
    return text.replace(old, new, -1 if count is None else count)


def _truncated(context: Context, value: Any, *args: Any, **named: Any) -> str:
    text = unescaped(value, "truncate")
    made: str = context.environment.call_filter(_own("truncate"), text, args, named, context)
    charge(len(made))
    return made


def _sum(context: Context, value: Any, attribute: str | None = None, start: int = 0) -> int:
    items = listed(value, "sum")
    charge(len(items) * _ITEM)
    if attribute is not None:
        items = [context.environment.getitem(item, attribute) for item in items]
    return sum((_number(item, "sum") for item in items), _number(start, "sum"))
