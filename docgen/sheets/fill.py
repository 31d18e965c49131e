"""Facts as the cells of one row, so that reading the row gives the facts back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from docgen.errors import FactsProblem, Place, Problem
from docgen.own_questions import NO_OWN_QUESTIONS, OwnQuestions
from docgen.records import Path, path_text
from docgen.sheets.columns import column_named
from docgen.sheets.values import guarded

__all__ = ["cells_of"]


def cells_of(
    facts: Mapping[str, object],
    *,
    limit: int,
    formulas: bool,
    source: str = "",
    own_questions: OwnQuestions = NO_OWN_QUESTIONS,
) -> dict[str, str]:
    """Return the text of each cell of a row that tells `facts`, by the name of its column.

    `limit` is what one cell holds. With `formulas`, texts that a program would run are guarded. Empty lists and facts
    of no value need no cell. `source` is what problems call the file that the facts come from; `own_questions` are a
    clinic's. Raises `FactsProblem` for each fact that no cell can hold: too long a text, and texts by a name that no
    column can have.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for path, column, value in _cells(facts, (), ""):
        text = guarded(_text(value), formulas=formulas) if value is not None else "-"
        if not _comes_back(column, own_questions) or len(text) > limit:
            place = Place(source=source, path=path_text(path))
            problems.append(Problem(id="sheet.not-in-a-cell", place=place, names={"limit": str(limit)}))
        found[column] = text
    if problems:
        raise FactsProblem(problems)
    return found


def _comes_back(name: str, own_questions: OwnQuestions) -> bool:
    """Return whether what stands in the column `name` is read as the same fact: `sources.Date` would become `date`."""
    column = column_named(name, own_questions)
    return column is not None and ".".join(map(str, column.path)) == name


def _cells(node: object, path: Path, name: str) -> Iterator[tuple[Path, str, object]]:
    """Yield each value with its path in the facts and the name of its column."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _cells(value, (*path, str(key)), f"{name}.{key}" if name else str(key))
    elif isinstance(node, list):
        if node and all(isinstance(each, str) and _stands_in_a_line(each) for each in node):
            yield path, name, "\n".join(node) + ("\n" if len(node) == 1 and ";" in node[0] else "")
        else:
            for index, each in enumerate(node):
                yield from _cells(each, (*path, index), f"{name}.{index + 1}")
    else:
        yield path, name, node


def _stands_in_a_line(text: str) -> bool:
    """Return whether `text` can share a cell with others: it neither ends there nor loses anything at its ends."""
    return bool(text) and text == text.strip() and not re.search(r"[\r\n]", text)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
