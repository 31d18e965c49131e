"""The names of columns: the path of a fact, its records counted from 1, such as `incidents.2.date`.

A fact that is a list of values has one column for all of them (`respondent.aliases`) or one for each
(`respondent.aliases.1`); an account that is told in several languages has one for each (`background.es`). Where a fact
of an imported record was found has one too (`incidents.2.sources.date`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from docgen.frozen import frozen
from docgen.matter.events import REFERENCES
from docgen.matter.own_answers import ANSWERS
from docgen.matter.values import Id, Prose, Words
from docgen.own_questions import NO_OWN_QUESTIONS, OwnQuestions
from docgen.questions import FactType, fact_types, facts_by_name
from docgen.records import Path, nearest

__all__ = ["KEY", "Column", "column_named", "names_of", "near_name"]

KEY = "key"
"""The column that names the row; no fact."""
_NUMBER_LIMIT = 999
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*|translator").fullmatch
"""What follows the name of an account that is told in several languages, each in a column of its own."""
_SOURCES = frozenset(fact for fact in facts_by_name() if fact != ANSWERS)
_SOURCES_DEPTH = 3
"""Steps to the sources of a record, which a number names: `incidents`, 2, `sources`."""
_TEXT = FactType(Words, listed=False, required=False, may_decline=False)


@frozen
class Column:
    """One column that holds facts."""

    path: Path
    """Path of the fact, its records counted from 1."""
    wanted: FactType
    one: bool
    """Whether it holds one value: also one of several, where the fact is a list."""
    target: str = ""
    """The list of records that it refers to by their ids; "" where it refers to none."""


def column_named(name: str, own_questions: OwnQuestions = NO_OWN_QUESTIONS) -> Column | None:
    """Return the column that `name` names, None where there is no such fact; `own_questions` are a clinic's."""
    return (
        _column_named(name, own_questions.types, by_name=own_questions.others) if own_questions else _known_column(name)
    )


@cache
def _known_column(name: str) -> Column | None:
    return _column_named(name, fact_types(), by_name=True)


def _column_named(name: str, types: Mapping[str, FactType], *, by_name: bool) -> Column | None:
    """Return what `column_named` does; `by_name` says that unknown own answers are texts by name."""
    steps = name.strip().split(".")
    path: Path = ()
    fact = ""
    for index, step in enumerate(steps):
        if fact in _SOURCES:
            return _source_named(path, fact, ".".join(steps[index:]).casefold(), types)
        known = types.get(fact)
        numbered = bool(path) and isinstance(path[-1], int)
        if _is_number(step):
            if known is None or not known.listed or numbered:
                return None
            path = (*path, int(step))
        elif known is None or (known.records and numbered):
            fact = f"{fact}.{step.casefold()}" if fact else step.casefold()
            path = (*path, step.casefold())
        elif known.type is Prose and known.listed == numbered and len(path) == len(steps) - 1 and _LANGUAGE(step):
            return Column(path=(*path, step), wanted=_TEXT, one=True)
        else:
            return None
    wanted = types.get(fact)
    if wanted is None and by_name and fact.startswith(f"{ANSWERS}.") and len(steps) == 2:
        return Column(path=(ANSWERS, steps[1]), wanted=_TEXT, one=True)
    if wanted is None or wanted.records:
        return None
    target = REFERENCES.get(fact.rpartition(".")[2], "") if wanted.type is Id else ""
    return Column(path=path, wanted=wanted, one=not wanted.listed or isinstance(path[-1], int), target=target)


def _source_named(path: Path, sources: str, fact: str, types: Mapping[str, FactType]) -> Column | None:
    """Return the column that tells where `fact` of a record was found; `path` and `sources` are those of the texts."""
    known = f"{sources.rpartition('.')[0]}.{fact}" in types and len(path) == _SOURCES_DEPTH
    return Column(path=(*path, fact), wanted=_TEXT, one=True) if known else None


def _is_number(step: str) -> bool:
    return step.isascii() and step.isdigit() and step[0] != "0" and int(step[:9]) <= _NUMBER_LIMIT


def _holds_records(fact: str, own_questions: OwnQuestions) -> bool:
    known = own_questions.types.get(fact)
    return known is not None and known.records


def names_of(
    facts: Iterable[str], counts: Mapping[str, int], own_questions: OwnQuestions = NO_OWN_QUESTIONS
) -> list[str]:
    """Return the names of the columns for `facts`, in order, the groups of a list of records one after the other.

    `counts` says how many records each list has room for, 1 where it says nothing; `own_questions` are a clinic's.
    """
    grouped: dict[str, list[str]] = {}
    for fact in facts:
        head = _outer_list(fact, own_questions)
        grouped.setdefault(head or fact, []).append(fact.removeprefix(f"{head}.") if head else "")
    names: list[str] = []
    for head, inner in grouped.items():
        if inner == [""]:
            names.append(head)
        else:
            within = {name.removeprefix(f"{head}."): count for name, count in counts.items()}
            for number in range(1, counts.get(head, 1) + 1):
                names += [f"{head}.{number}.{each}" for each in _inner_names(head, inner, within, own_questions)]
    return names


def _inner_names(head: str, facts: list[str], counts: Mapping[str, int], own_questions: OwnQuestions) -> list[str]:
    """Return the names of the columns of one record of the list `head`, which may hold lists of records itself."""
    names: list[str] = []
    for fact in facts:
        inner = _outer_list(f"{head}.{fact}", own_questions, within=head).removeprefix(f"{head}.")
        rest = fact.removeprefix(f"{inner}.") if inner else ""
        names += [f"{inner}.{each}.{rest}" for each in range(1, counts.get(inner, 1) + 1)] if inner else [fact]
    return names


def _outer_list(fact: str, own_questions: OwnQuestions, within: str = "") -> str:
    """Return the outermost list of records around `fact` that lies inside of `within`, "" for none."""
    steps = fact.split(".")
    heads = (".".join(steps[:count]) for count in range(1, len(steps)))
    return next((head for head in heads if len(head) > len(within) and _holds_records(head, own_questions)), "")


def near_name(name: str, own_questions: OwnQuestions = NO_OWN_QUESTIONS) -> str:
    """Return the column that `name` was probably meant to be, "" for none; `own_questions` are a clinic's."""
    meant = name.strip().casefold().replace("[", ".").replace("]", "").replace(" ", "_")
    numbers = [step for step in meant.split(".") if _is_number(step)]
    bare = ".".join(step for step in meant.split(".") if not step.isdigit())
    fact = nearest(bare, [KEY, *(each for each, wanted in own_questions.types.items() if not wanted.records)])
    if not fact or fact == KEY:
        return fact
    steps: list[str] = []
    for step in fact.split("."):
        steps.append(step)
        if _holds_records(".".join(each for each in steps if not each.isdigit()), own_questions):
            steps.append(numbers.pop(0) if numbers else "1")
    return ".".join(steps)
