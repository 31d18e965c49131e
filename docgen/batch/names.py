"""Names of the files of a batch: a pattern such as `{row:04}-{kind}`, safe on every system and distinct.

The names say nothing of the matter unless the person puts a key there: they may be seen on a shared screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from string import Formatter

from docgen.errors import Place, Problem, UsageProblem
from docgen.frozen import ordered

__all__ = ["DEFAULT_PATTERN", "NamePattern", "read_pattern"]

DEFAULT_PATTERN = "{row:04}-{kind}"

_FIELDS = ("row", "kind", "key")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}(?<![.])")
_WIDTH = re.compile(r"|0?[1-9]")
"""What may follow the colon of a field: `04` for four digits at least."""
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
"""Names that Windows keeps for devices (learn.microsoft.com, Naming Files, Paths, and Namespaces)."""


@ordered
class NamePattern:
    """A pattern that was checked."""

    text: str
    has_key: bool
    """Whether the names hold the rows' own keys."""

    def name(self, row: int, kind: str, key: str) -> str:
        """Return the name, without its ending, of the document `kind` of a row; "" where its key makes no safe name."""
        made = self.text.format(row=row, kind=kind, key=_plain(key))
        whole = not self.has_key or _plain(key)
        return made if whole and _SAFE.fullmatch(made) and not _RESERVED.fullmatch(made) else ""

    def collisions(self, keys: Iterable[tuple[int, str]], kinds: Sequence[str]) -> tuple[Problem, ...]:
        """Return a problem for each row whose name another row has, or that has none; `keys` are number and key."""
        taken: dict[str, int] = {}
        problems = []
        for row, key in keys:
            name = self.name(row, kinds[0], key)
            first = taken.setdefault(name.casefold(), row)
            if not name:
                problems.append(Problem(id="batch.no-name", place=Place(path=str(row)), names={"row": str(row)}))
            elif first != row:
                names = {"row": str(row), "other": str(first)}
                problems.append(Problem(id="batch.same-name", place=Place(path=str(row)), names=names))
        return tuple(problems)


def _plain(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", key).strip("-.")


def read_pattern(text: str, kinds: Sequence[str]) -> NamePattern:
    """Return the pattern that `text` writes. Raises `UsageProblem` for one that cannot give distinct, safe names."""
    try:
        fields = {
            name.partition(".")[0].partition("[")[0] for _, name, _, _ in Formatter().parse(text) if name is not None
        }
        sample = text.format(row=1, kind=kinds[0], key="k")
    except (ValueError, KeyError, IndexError, AttributeError):
        fields, sample = {"?"}, ""
    if not fields <= set(_FIELDS) or not _SAFE.fullmatch(sample):
        raise UsageProblem([Problem(id="usage.name-pattern", names={"known": "{row:04}, {kind}, {key}"})])
    distinct = bool(fields & {"row", "key"}) and ("kind" in fields or len(kinds) == 1)
    if not distinct:
        raise UsageProblem([Problem(id="usage.name-pattern-not-distinct")])
    return NamePattern(text, "key" in fields)
