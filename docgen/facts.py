"""Answers → Matter, or every problem at once. Only this module makes a `Matter`."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args, get_origin

from docgen.answers import Answers
from docgen.conditions import holds
from docgen.dates import Clock
from docgen.errors import FactsProblem, Problem
from docgen.localization import known_zone
from docgen.manifest import Required
from docgen.matter import Matter
from docgen.matter.events import REFERENCES
from docgen.matter.own_answers import ANSWERS
from docgen.matter.values import Gap, Line, Zone
from docgen.records import Path, Reader, field_types, nearest, path_text, record_type

if TYPE_CHECKING:
    from docgen.own_questions import OwnQuestions

__all__ = ["Gaps", "check_facts", "missing_facts", "needs_incidents", "read_matter", "with_gaps"]

Gaps = tuple[Path, ...]
"""Paths of the facts that a draft shows as missing."""


def read_matter(
    answers: Answers,
    required: Sequence[Required] = (),
    own_questions: OwnQuestions | None = None,
    *,
    incidents: bool = True,
) -> Matter:
    """Return the matter that `answers` tell.

    `required` are the facts that the kind of document cannot do without, `own_questions` a clinic's; `incidents`
    says whether it cannot do without an incident. Raises `FactsProblem` with every problem: unknown keys, wrong types,
    missing facts, references to nothing, in the order of the source.
    """
    reader = Reader(answers.place_of)
    values = answers.values if incidents else {"incidents": [], **answers.values}
    matter = _read_own(values, reader, own_questions) if own_questions else _read_passed_by(values, reader)
    reported = {problem.place.path for problem in reader.problems}
    for path in missing_facts(answers.values, required):
        if path_text(path) not in reported:
            reader.problem("problem.missing", path)
    _check_references(answers.values, reader)
    if matter is not None:
        if incidents and not matter.incidents and not isinstance(values["incidents"], Gap):
            reader.problem("problem.no-incidents", ("incidents",))
        _check_sense(matter, reader)
    if reader.problems or matter is None:
        raise FactsProblem(sorted(reader.problems, key=_place_order))
    return matter


def _read_passed_by(values: Mapping[str, object], reader: Reader) -> Matter | None:
    """Return the matter with own answers as texts that nobody reads; another kind asked for them, and some may be
    declined.
    """
    answers = values.get(ANSWERS)
    if isinstance(answers, Mapping) and None in answers.values():
        values = {**values, ANSWERS: {name: told for name, told in answers.items() if told is not None}}
    return reader.read(Matter, values)


def _read_own(values: Mapping[str, object], reader: Reader, own_questions: OwnQuestions) -> Matter | None:
    """Return the matter with the answers to own questions as what they ask for; problems are kept in `reader`."""
    matter = reader.read(Matter, {name: value for name, value in values.items() if name != ANSWERS})
    answers = values.get(ANSWERS, {})
    if own_questions.others and isinstance(answers, Mapping):
        known = {question.name for question in own_questions.questions}
        answers = {
            name: told for name, told in answers.items() if name in known or not isinstance(told, str | Mapping | None)
        }
    told = reader.read(own_questions.record, answers, (ANSWERS,))
    return replace(matter, answers=told) if matter and told else None


def _place_order(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0


def check_facts(
    answers: Answers, required: Sequence[Required] = (), own_questions: OwnQuestions | None = None
) -> tuple[Problem, ...]:
    """Return every problem of the `answers`, none where `read_matter` would make a matter of them."""
    try:
        read_matter(answers, required, own_questions, incidents=not required or needs_incidents(required))
    except FactsProblem as error:
        return error.problems
    return ()


def needs_incidents(required: Sequence[Required]) -> bool:
    """Return whether a kind that cannot do without the `required` facts cannot do without an incident.

    It can where it requires nothing of one: a statement of a witness tells nothing of what the client told.
    """
    return any(item.fact.partition(".")[0] == "incidents" for item in required)


# What is missing ----------------------------------------------------------------------------------------------------


def missing_facts(values: Mapping[str, object], required: Sequence[Required]) -> Gaps:
    """Return the paths of the `required` facts that `values` do not answer.

    A declined fact (null) is missing too, unless `Required.declined` says that it will do.
    """
    found: list[Path] = []
    for item in required:
        found.extend(path for path in _missing(item, values) if path not in found)
    return tuple(found)


def _missing(item: Required, values: Mapping[str, object]) -> Iterator[Path]:
    if item.fact.startswith(f"{ANSWERS}."):
        yield from _missing_own(item, values)
        return
    head, _, rest = item.fact.partition(".")
    records = values.get(head)
    if isinstance(records, list) and rest:
        for index, record in enumerate(records):
            if isinstance(record, Mapping) and holds(item.when, record) and _absent(record, rest, item):
                yield (head, index, *rest.split("."))
    elif holds(item.when, values) and _absent(values, item.fact, item):
        yield tuple(item.fact.split("."))


def _missing_own(item: Required, values: Mapping[str, object]) -> Iterator[Path]:
    """Yield the paths of an own fact that is missing, or of one in each record of an own list."""
    answers, name, *inner = item.fact.split(".")
    told = values.get(answers)
    records = told.get(name) if inner and isinstance(told, Mapping) else None
    for index, record in enumerate(records if isinstance(records, list) else ()):
        if isinstance(record, Mapping) and holds(item.when, record) and _absent(record, inner[0], item):
            yield (answers, name, index, inner[0])
    if not inner and holds(item.when, values) and _absent(values, item.fact, item):
        yield (answers, name)


def _absent(values: object, fact: str, item: Required) -> bool:
    for step in fact.split("."):
        values = values.get(step, "") if isinstance(values, Mapping) else ""
    return values in ([], "") or (values is None and not item.declined)


def with_gaps(answers: Answers, required: Sequence[Required], mark: Callable[[str], str]) -> tuple[Answers, Gaps]:
    """Return `answers` with a visible mark for each missing fact, and the paths of those facts; for drafts only.

    `mark` gives the mark for the path of a fact without its list numbers. What cannot hold a mark (a choice, a yes or
    no) stays unanswered and is listed all the same.
    """
    values = copy.deepcopy(dict(answers.values))
    if not needs_incidents(required):
        values.setdefault("incidents", [])
    gaps = list(missing_facts(values, required))
    gaps += [path for path in _required_by_type(Matter, values, ()) if path not in gaps]
    for path in gaps:
        _put(values, path, Gap(mark(".".join(str(step) for step in path if isinstance(step, str)))))
    return replace(answers, values=values), tuple(gaps)


def _required_by_type(cls: type, values: Mapping[str, object], path: Path) -> Iterator[Path]:
    """Yield the paths of the facts that the record `cls` cannot be without and that `values` lack."""
    for name, item in field_types(cls).items():
        value = values.get(name)
        listed = get_origin(item.type) is tuple
        record = record_type(get_args(item.type)[0] if listed else item.type)
        if record is None or (name not in values and listed):
            if item.required and name not in values:
                yield (*path, name)
        elif isinstance(value, list):
            for index, each in enumerate(value):
                if isinstance(each, Mapping):
                    yield from _required_by_type(record, each, (*path, name, index))
        elif isinstance(value, Mapping) or (value is None and item.required):
            yield from _required_by_type(record, value or {}, (*path, name))


def _put(values: Any, path: Path, gap: Gap) -> None:
    for step in path[:-1]:
        values = values.setdefault(step, {}) if isinstance(values, dict) else values[step]
        if not isinstance(values, dict | list):
            return
    if isinstance(values, dict):
        values[path[-1]] = gap


# What does not fit together -----------------------------------------------------------------------------------------


def _check_references(values: Mapping[str, object], reader: Reader) -> None:
    """Keep a problem for each id that is not there, and for each id that stands twice."""
    known = {name: _ids(values.get(name), (name,), reader) for name in ("accounts", "exhibits", "witnesses")}
    found: list[tuple[Path, str, str]] = []
    for name, value in values.items():
        if name not in ("client", ANSWERS):
            _find_references(value, (name,), found)
    for path, id, target in found:
        if id not in known[target]:
            near = nearest(id, known[target])
            hint = "hint.did-you-mean" if near else ""
            reader.problem("problem.no-such-record", path, hint, list=target, near=near)


def _ids(records: object, path: Path, reader: Reader) -> list[str]:
    found: list[str] = []
    for index, record in enumerate(records if isinstance(records, list) else []):
        id = record.get("id") if isinstance(record, Mapping) else None
        if isinstance(id, str):
            if id in found:
                reader.problem("problem.double-id", (*path, index, "id"))
            found.append(id)
    return found


def _find_references(value: object, path: Path, found: list[tuple[Path, str, str]]) -> None:
    """Add to `found` the path, the id and the list of each reference to another record in `value`."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            if isinstance(each, _NESTED):
                _find_references(each, (*path, index), found)
    elif isinstance(value, dict):
        for name, inner in value.items():
            target = REFERENCES.get(name)
            if target and isinstance(inner, str):
                found.append(((*path, name), inner, target))
            elif target and isinstance(inner, list):
                ids = ((index, each) for index, each in enumerate(inner) if isinstance(each, str))
                found += [((*path, name, index), each, target) for index, each in ids]
            elif type(inner) in _NESTED and name != "sources":
                _find_references(inner, (*path, name), found)


_NESTED = (list, dict)


def _check_sense(matter: Matter, reader: Reader) -> None:
    """Keep a problem for what is well typed and still cannot be."""
    age = matter.client.age
    if isinstance(age, int) and not 0 <= age <= 130:
        reader.problem("problem.unfit", ("client", "age"), wanted="wanted.age")
    for index, incident in enumerate(matter.incidents):
        if not incident.conduct:
            reader.problem("problem.no-conduct", ("incidents", index, "conduct"))
        if isinstance(incident.zone, Zone) and not known_zone(incident.zone):
            reader.problem("problem.unfit", ("incidents", index, "zone"), wanted="wanted.zone")
        if isinstance(incident.time, Clock) and not incident.date.known:
            reader.problem("problem.time-without-date", ("incidents", index, "time"))
    for index, loss in enumerate(matter.losses):
        currency = loss.currency
        if isinstance(currency, Line) and not (len(currency) == 3 and currency.isupper()):
            reader.problem("problem.unfit", ("losses", index, "currency"), wanted="wanted.currency")
