"""Names of the files of a batch: a pattern such as `{row:04}-{kind}`, safe on every system and distinct.

The names say nothing of the matter unless the person puts a key there: they may be seen on a shared screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from string import Formatter

from docgen.errors import Place, Problem, UsageProblem
from docgen.folders import is_device
from docgen.frozen import ordered
from docgen.reading_copy import copy_name

__all__ = ["DEFAULT_PATTERN", "NamePattern", "read_pattern"]

DEFAULT_PATTERN = "{row:04}-{kind}"

_FIELDS = ("row", "kind", "key")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}(?<![.])")
_WIDTH = re.compile(r"0[1-9]")
"""What may follow the colon of a field: `04` for four digits at least."""


@ordered
class NamePattern:
    """A pattern that was checked."""

    text: str
    has_key: bool
    """Whether the names hold the rows' own keys."""
    copies: bool = False
    """Whether a reading copy stands beside each document."""

    def name(self, row: int, kind: str, key: str) -> str:
        """Return the name, without its ending, of the document `kind` of a row; "" where its key makes no safe name."""
        made = self.text.format(row=row, kind=kind, key=_plain(key))
        whole = not self.has_key or _plain(key)
        return made if whole and _SAFE.fullmatch(made) and not is_device(made) else ""

    def collisions(self, keys: Iterable[tuple[int, str]], kinds: Sequence[str]) -> tuple[Problem, ...]:
        """Return a problem for each row with a name that another row has, or with none; `keys` are number and key.

        The names of all `kinds` and of their reading copies count: the copy of `a` is called `a-copy`, as a row may be.
        """
        taken: dict[str, int] = {}
        problems = []
        for row, key in keys:
            names = [self.name(row, kind, key) for kind in kinds]
            others = [
                taken[name.casefold()] for name in _with_copies(names, copies=self.copies) if name.casefold() in taken
            ]
            taken |= dict.fromkeys((name.casefold() for name in _with_copies(names, copies=self.copies)), row)
            if not all(names):
                problems.append(Problem(id="batch.no-name", place=Place(path=str(row)), names={"row": str(row)}))
            elif others:
                told = {"row": str(row), "other": str(min(others))}
                problems.append(Problem(id="batch.same-name", place=Place(path=str(row)), names=told))
        return tuple(problems)


def _with_copies(names: Sequence[str], *, copies: bool) -> list[str]:
    """Return the names of documents, "" left out, and those of their reading copies where there are `copies`."""
    made = [name for name in names if name]
    return [*made, *map(copy_name, made)] if copies else made


def _plain(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", key).strip("-.")


def read_pattern(text: str, kinds: Sequence[str], *, copies: bool = False) -> NamePattern:
    """Return the pattern that `text` writes, for documents of `kinds` and, with `copies`, a reading copy of each.

    Raises `UsageProblem` for one that cannot give distinct, safe names.
    """
    fields = _fields(text)
    sample = text.format(row=1, kind=kinds[0], key="k") if fields is not None else ""
    if fields is None or not _SAFE.fullmatch(sample):
        raise UsageProblem([Problem(id="usage.name-pattern", names={"known": "{row:04}, {kind}, {key}"})])
    names = _with_copies([text.format(row=1, kind=kind, key="k").casefold() for kind in kinds], copies=copies)
    distinct = bool(fields & {"row", "key"}) and ("kind" in fields or len(kinds) == 1)
    if not distinct or len(set(names)) < len(names):  # a clinic may have a kind `letter-copy` beside `letter`
        raise UsageProblem([Problem(id="usage.name-pattern-not-distinct")])
    return NamePattern(text, "key" in fields, copies)


def _fields(text: str) -> set[str] | None:
    """Return which of `_FIELDS` the pattern has; None where it has others, or asks for more than digits of a row.

    A part of a field, such as `{key[0]}` or `{row.real}`, and a form such as `{row:,}` give names that nobody expects.
    """
    try:
        parts = [each for each in Formatter().parse(text) if each[1] is not None]
    except ValueError:
        return None
    plain = all(
        name in _FIELDS and not conversion and (not form or (name == "row" and _WIDTH.fullmatch(form)))
        for _, name, form, conversion in parts
    )
    return {str(name) for _, name, _, _ in parts} if plain else None
