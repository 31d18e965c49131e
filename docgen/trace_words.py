"""The words by which an address or a date gives itself away, of all languages at once: `templates/traces.toml`.

The search of a finished document never asks what language it is in. docgen's own file alone counts, because no copy
may make the search see less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from docgen.folders import templates_folder
from docgen.frozen import frozen
from docgen.localization import calendar_names
from docgen.plain_words import plain_words
from docgen.toml_file import read_toml

__all__ = ["TraceWords", "month_names", "trace_words"]


@frozen
class TraceWords:
    """The words of every language, as `plain_words` gives them, each once; the file explains them."""

    after: tuple[str, ...]
    before: tuple[str, ...]
    ends: Mapping[str, tuple[str, ...]]
    """Each end of a street of one word, with all spellings of it."""
    beside: frozenset[str]
    roads: frozenset[str]
    """Those of `after` and `before`."""
    any_road: str
    """A pattern for a word that may stand between a house number and a name: of `roads` or `beside`."""
    joints: tuple[str, ...]
    ordinals: tuple[str, ...]
    first: tuple[str, ...]
    spoken: tuple[str, ...]
    refuges: frozenset[str]
    ordinary: frozenset[str]


@cache
def trace_words() -> TraceWords:
    """Return the words of every language. Raises `TemplateProblem` for a broken file."""
    after, before, beside = _all("after"), _all("before"), _all("beside")
    return TraceWords(
        after=after,
        before=before,
        ends={end: ends for told in _languages() for ends in map(_plain, told.get("ends", ())) for end in ends},
        beside=frozenset(beside),
        roads=frozenset((*after, *before)),
        any_road="|".join(dict.fromkeys((*after, *before, *beside))),
        joints=_all("joints"),
        ordinals=_all("ordinals"),
        first=_all("first"),
        spoken=_all("spoken"),
        refuges=frozenset(_all("refuges")),
        ordinary=frozenset(_all("ordinary")),
    )


@cache
def month_names(month: int) -> tuple[str, ...]:
    """Return what every language calls the `month`, 1 to 12, in full and short, as `plain_words` gives it."""
    named = [name for told in _languages() for each in told["locales"] for name in calendar_names(each)[0][month - 1]]
    more = (each.partition("=") for each in _raw("months"))
    return _plain((*named, *(name for name, _, number in more if int(number) == month)))


@cache
def _languages() -> list[dict[str, Any]]:
    told: Any = read_toml(templates_folder() / "traces.toml")
    return list(told.values())


def _raw(name: str) -> list[str]:
    return [word for told in _languages() for word in told.get(name, ())]


def _all(name: str) -> tuple[str, ...]:
    return _plain(_raw(name))


def _plain(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(plain_words(text)) for text in texts))
