"""What was said in an interview, step by step, as a flat mapping that can be saved after every answer.

The key of a fact is its path; a record stands between slashes, because an id may hold a full stop:
`incidents/i2/threat.of_what`. Beside the facts stand: the records of a list in order (`incidents`), the end of a list
(`incidents+`), offers taken or not (`incidents/i2?incident-time`) and advice that was given (`!letter-danger`). What
was said is kept when another answer makes it needless, so that a change of mind loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from docgen.matter.events import REFERENCES
from docgen.matter.own_answers import ANSWERS
from docgen.own_questions import NO_OWN_QUESTIONS, OwnQuestions
from docgen.questions import Section, list_of, own_path

__all__ = [
    "SHUT",
    "Reply",
    "Said",
    "copy_record",
    "delete_record",
    "free_record",
    "key_of",
    "move_record",
    "put",
    "records_in",
    "said_of",
    "told_in",
    "told_record",
    "with_own_questions",
]

Reply = list[object]
"""What was answered, in a list of its own; an empty list where the question was left out."""
Said = dict[str, Reply]

SHUT: Reply = [False]
"""Stands at the end of a list of records to which nothing is to be added."""


def key_of(prefix: str, own: str) -> str:
    """Return the key of the fact `own` in the record with the key `prefix`; "" for the matter itself."""
    return f"{prefix}/{own}" if prefix else own


def records_in(said: Said, list_key: str) -> list[str]:
    """Return the records of a list, in order; empty where there is none."""
    found = said.get(list_key)
    return [str(each) for each in found[0]] if found and isinstance(found[0], list) else []


def free_record(said: Said, list_key: str) -> str:
    """Return a name that no record of the list has: i2 for the second incident. It is the `id` of an account."""
    used = records_in(said, list_key)
    initial = list_key.rpartition("/")[2][0]
    number = len(used) + 1
    while f"{initial}{number}" in used:
        number += 1
    return f"{initial}{number}"


# From facts ---------------------------------------------------------------------------------------------------------


def said_of(
    values: Mapping[str, object], sections: Sequence[Section], own_questions: OwnQuestions = NO_OWN_QUESTIONS
) -> Said:
    """Return what a person would have said to give the facts `values`; `own_questions` are the clinic's.

    Lists count as complete but for those with imported records, and an offer as taken up where a fact that stands
    behind it is there.
    """
    said = dict(_said_in(values, "", "", own_questions))
    for section in sections:
        for question in section.question:
            for prefix in _records_of(said, list_of(question.fact)) if question.behind else ():
                if key_of(prefix, own_path(question.fact)) in said:
                    said[f"{prefix}?{question.behind}"] = [True]
    return said


def with_own_questions(said: Said, own_questions: OwnQuestions) -> Said:
    """Return what was `said`, its texts by name as replies to the questions of a clinic that ask for them.

    The interview was begun without that clinic's folder.
    """
    told = said.get(ANSWERS)
    texts = told[0] if own_questions and told else None
    if not isinstance(texts, Mapping):
        return said
    left = {key: reply for key, reply in said.items() if key != ANSWERS}
    return {**dict(_said_in({ANSWERS: texts}, "", "", own_questions)), **left}


def _said_in(
    record: Mapping[str, object], head: str, prefix: str, own_questions: OwnQuestions
) -> Iterator[tuple[str, Reply]]:
    for fact, records in _facts_of(head, own_questions):
        there, value = _value_told(record, own_path(fact))
        list_key = key_of(prefix, own_path(fact))
        if not there:
            continue
        if not records or not isinstance(value, list):
            yield list_key, [value]
            continue
        names = _names(value, fact)
        yield list_key, [names]
        if not any(isinstance(each, Mapping) and each.get("sources") for each in value):
            yield f"{list_key}+", SHUT
        for name, each in zip(names, value, strict=True):
            if isinstance(each, Mapping):
                yield from _said_in(each, fact, f"{list_key}/{name}", own_questions)


def _facts_of(head: str, own_questions: OwnQuestions) -> Iterator[tuple[str, bool]]:
    """Yield the facts of one level, and whether each is a list of records; ids are the names of the records."""
    for fact, wanted in own_questions.types.items():
        if list_of(fact) == head and not (head and fact == f"{head}.id"):
            yield fact, wanted.records
    yield from ((fact, False) for fact in own_questions.by_name if list_of(fact) == head)


def told_in(
    said: Said,
    head: str,
    prefix: str,
    facts: AbstractSet[str] | None = None,
    own_questions: OwnQuestions = NO_OWN_QUESTIONS,
) -> Iterator[tuple[str, object]]:
    """Yield own path and value of each fact told of the record `prefix`; with `facts`, of no others than those.

    A list of records comes whole, as a facts file holds it. `own_questions` are the clinic's.
    """
    for fact, records in _facts_of(head, own_questions):
        key = key_of(prefix, own_path(fact))
        if (facts is None or fact in facts) and said.get(key):
            yield (
                own_path(fact),
                [told_record(said, fact, f"{key}/{name}", own_questions) for name in records_in(said, key)]
                if records
                else said[key][0],
            )


def told_record(
    said: Said, head: str = "", prefix: str = "", own_questions: OwnQuestions = NO_OWN_QUESTIONS
) -> dict[str, object]:
    """Return all that was told of the record `prefix`, as a facts file holds it; "" for the matter itself."""
    record: dict[str, object] = {"id": prefix.rpartition("/")[2]} if f"{head}.id" in own_questions.types else {}
    for path, value in told_in(said, head, prefix, own_questions=own_questions):
        put(record, path, value)
    return record


def put(record: dict[str, object], path: str, value: object) -> None:
    """Put `value` at the dotted `path` of `record`."""
    *steps, last = path.split(".")
    for step in steps:
        inner = record.setdefault(step, {})
        assert isinstance(inner, dict)
        record = inner
    record[last] = value


def _value_told(record: object, own: str) -> tuple[bool, object]:
    """Return whether `record` says anything at the path `own`, and what."""
    for step in own.split("."):
        if not isinstance(record, Mapping) or step not in record:
            return False, None
        record = record[step]
    return True, record


def _names(records: Sequence[object], fact: str) -> list[str]:
    ids = [str(each["id"]) if isinstance(each, Mapping) and "id" in each else "" for each in records]
    return [id or f"{fact.rpartition('.')[2][0]}{number}" for number, id in enumerate(ids, 1)]


def _records_of(said: Said, head: str) -> list[str]:
    """Return the keys of all records of the list `head`, wherever it stands; the matter itself for ""."""
    if not head:
        return [""]
    outer = list_of(head)
    lists = [key_of(prefix, own_path(head)) for prefix in _records_of(said, outer)]
    return [f"{list_key}/{record}" for list_key in lists for record in records_in(said, list_key)]


# Records ------------------------------------------------------------------------------------------------------------


def delete_record(said: Said, list_key: str, record: str) -> None:
    """Take `record` out of its list, with all that was said of it and what refers to it."""
    said[list_key] = [[each for each in records_in(said, list_key) if each != record]]
    head = f"{list_key}/{record}"
    for key in [key for key in said if key.startswith((f"{head}/", f"{head}?", f"{head}!", f"{head}="))]:
        del said[key]
    if not records_in(said, list_key):
        said.pop(f"{list_key}+", None)
        del said[list_key]
    for key, reply in list(said.items()):
        _, inside, own = key.rpartition("/")
        if inside and reply and REFERENCES.get(own) == list_key:
            said[key] = _without(reply, record)


def _without(reply: Reply, record: str) -> Reply:
    if isinstance(reply[0], list):
        left = [each for each in reply[0] if each != record]
        return [left] if left else []
    return [] if reply[0] == record else reply


def move_record(said: Said, list_key: str, record: str, place: int) -> None:
    """Put `record` at `place` of its list, counted from 0."""
    others = [each for each in records_in(said, list_key) if each != record]
    said[list_key] = [[*others[:place], record, *others[place:]]]


def copy_record(said: Said, list_key: str, record: str, anew: AbstractSet[str]) -> str:
    """Put another record like `record` at the end of its list, and return its name.

    `anew` are the own paths of the facts that are not the same in two records.
    """
    name = free_record(said, list_key)
    head, new = f"{list_key}/{record}", f"{list_key}/{name}"
    own = [key.removeprefix(head) for key in said if key.startswith((f"{head}/", f"{head}?"))]
    left = {*anew, "sources"}
    said |= {f"{new}{key}": said[f"{head}{key}"] for key in own if re.split(r"[/+]", f"{key}/")[1] not in left}
    said[list_key] = [[*records_in(said, list_key), name]]
    return name
