"""Runs the Python modules that Jinja wrote of docgen's own templates when docgen was installed, without loading Jinja.

Half of the time of one letter would go into importing Jinja, whose compiler has nothing left to do then. Only what such
a module needs on its way to a finished document is here; at anything else, a missing fact above all, it raises,
and the template is filled by Jinja itself, which says what is wrong. A test holds both to the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, NoReturn

from markupsafe import Markup, escape

from docgen.word.filters import WORD_FILTERS, rendering
from docgen.word.limits import Budget

__all__ = [
    "LoopContext",
    "Macro",
    "Markup",
    "Namespace",
    "NotReady",
    "TemplateNotFound",
    "TemplateReference",
    "TemplateRuntimeError",
    "Undefined",
    "escape",
    "identity",
    "internalcode",
    "markup_join",
    "missing",
    "render",
    "str_join",
]


class NotReady(Exception):
    """The template needs Jinja itself: to name an error, or for a statement that is not run here."""


def _refuse(*_values: object, **_named: object) -> NoReturn:
    raise NotReady


Undefined = Macro = Namespace = TemplateReference = markup_join = str_join = _refuse
"""Names that a module may use and that lead to Jinja."""
TemplateNotFound = TemplateRuntimeError = NotReady
missing = object()
"""Stands for a name that the fields do not have."""


def identity(value: Any) -> Any:
    """Return `value`."""
    return value


def internalcode(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function`; Jinja marks its own frames with it."""
    return function


class LoopContext:
    """A loop over a list, and `loop` in it."""

    def __init__(self, items: Any, _undefined: object, *_rest: object) -> None:
        if not isinstance(items, list | tuple):
            raise NotReady
        self._items = items
        self.index0 = -1

    def __iter__(self) -> Iterator[tuple[Any, LoopContext]]:
        for item in self._items:
            self.index0 += 1
            yield item, self

    def __getitem__(self, name: str) -> object:
        if name not in _LOOP:
            raise NotReady
        return getattr(self, name)

    @property
    def index(self) -> int:
        """Number of the turn, from 1."""
        return self.index0 + 1

    @property
    def first(self) -> bool:
        """Whether this is the first turn."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Whether this is the last turn."""
        return self.index0 == len(self._items) - 1

    @property
    def length(self) -> int:
        """Number of turns."""
        return len(self._items)


_LOOP = frozenset({"index", "index0", "first", "last", "length"})


class _Environment:
    """What a module asks of Jinja's environment: facts by their names, and the filters of Word."""

    filters = WORD_FILTERS
    tests: Mapping[str, Callable[[Any], bool]] = {"none": lambda value: value is None}
    undefined = staticmethod(_refuse)
    concat = staticmethod("".join)
    call = staticmethod(_refuse)

    @staticmethod
    def getitem(value: Any, key: Any) -> Any:
        if type(value) is dict or (type(value) is list and type(key) is int):
            return value[key]
        raise NotReady

    @staticmethod
    def call_binop(_context: object, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and type(left) is type(right) and type(left) in (str, list):
            return left + right
        raise NotReady


class _Context:
    """The fields, as a module looks them up."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    def resolve_or_missing(self, name: str) -> Any:
        return self._fields.get(name, missing)


def render(module: MutableMapping[str, Any], fields: Mapping[str, Any], budget: Budget) -> list[str]:
    """Return the pieces of text that the names of a `module` make of `fields`.

    Raises `NotReady`, or whatever Python or a filter raises, where Jinja has to say what is wrong.
    """
    module["environment"] = _Environment
    token = rendering.set(budget)
    try:
        return list(module["root"](_Context(fields)))
    finally:
        rendering.reset(token)
