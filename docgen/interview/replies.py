"""Replies: which of them fit a step, and what is kept of them."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.interview.said import SHUT, Reply, Said, delete_record, free_record, records_in
from docgen.interview.steps import NEW, Another, Fact, Keep, Offers, Opening, Step, Told
from docgen.matter.events import REFERENCES
from docgen.questions import FactType
from docgen.records import Reader

__all__ = ["fits", "ids_in", "keep_reply", "start_of", "whole"]


def fits(step: Step, reply: Reply | None) -> bool:
    """Return whether `reply` answers `step`; None is no reply yet."""
    if reply is None:
        return False
    match step.what:
        case Fact() as fact:
            return _fits_fact(fact, reply)
        case Another():
            return reply == SHUT
        case Told(advice=advice):
            return not advice.ask or reply == [True]
        case Keep():
            return reply == [True]
        case Offers():
            return True


def _fits_fact(fact: Fact, reply: Reply) -> bool:
    if reply == [None]:
        return fact.wanted.may_decline
    if not reply or reply == [[]]:
        return not fact.must
    value = reply[0]
    if fact.wanted.listed != isinstance(value, list):
        return False
    each_value = value if isinstance(value, list) else [value]
    codes = [code for code, _ in fact.choices or ()]  # no set: a draft mended by hand may hold anything
    if codes and NEW not in codes and not all(each in codes for each in each_value):
        return False
    return all(_is_sound(fact.wanted.type, each) for each in each_value)


def keep_reply(said: Said, step: Step, reply: Reply) -> None:
    """Put the `reply` to `step` into `said`, with the records that it opens.

    For offers the reply is the list of the ids taken up.
    """
    for opening in step.place.opens:
        _open(said, opening)
    match step.what:
        case Offers(offers=offers):
            for offer in offers:
                said[f"{step.place.prefix}?{offer.id}"] = [bool(reply) and offer.id in ids_in(reply)]
        case Another() as another if reply == [True]:
            said.pop(step.key, None)
            name = free_record(said, another.list_key)
            _open(said, Opening(another.list_key, name, start_of(another.list_key, step.place.scope)))
            if another.names:
                _open(said, Opening(another.names, name))
        case Keep(list_key=list_key, record=record) if reply == [False]:
            delete_record(said, list_key, record)
        case Fact(question=question) if step.key.rpartition("/")[2] in REFERENCES and "/" in step.key:
            _keep_names(said, step, reply, REFERENCES[question.fact.rpartition(".")[2]])
        case _:
            said[step.key] = reply


def _open(said: Said, opening: Opening) -> None:
    """Add a record to its list, unless it stands there."""
    names = records_in(said, opening.list_key)
    if not opening.listed:
        said.setdefault(opening.list_key, [opening.record])
    elif opening.record not in names:
        said[opening.list_key] = [[*names, opening.record]]
        for own, reply in opening.start.items():
            said.setdefault(f"{opening.list_key}/{opening.record}/{own}", reply)


def _keep_names(said: Said, step: Step, reply: Reply, list_key: str) -> None:
    """Keep which records a fact names; one that is not there yet is added to its list."""
    names = ids_in(reply)
    said[f"{step.key}+"] = SHUT
    if NEW in names:
        said.pop(f"{step.key}+")
        new = free_record(said, list_key)
        scope = step.place.scope
        _open(said, Opening(list_key, new, start_of(list_key, scope)))
        names = [*(each for each in names if each != NEW), new]
    listed = bool(reply) and isinstance(reply[0], list)
    said[step.key] = [names if listed else names[0]] if names else []


def whole(wanted: FactType | None, reply: Reply) -> Reply:
    """Return the `reply` to a fact of the type `wanted` without the records, or values, that the model would refuse.

    None stands for a fact that holds texts by name.

    A record that was begun in the interview for one paper, another one does not ask for.
    """
    if wanted is None or (reply == [None] and wanted.may_decline):
        return reply
    found = reply[0] if wanted.listed and isinstance(reply[0], list) else reply
    kept = [each for each in found if _is_sound(wanted.type, each)]
    if not wanted.listed:
        return kept
    return [kept] if isinstance(reply[0], list) else []


def _is_sound(wanted: object, value: object) -> bool:
    reader = Reader()
    reader.value(wanted, value, ())
    return not reader.problems


def ids_in(reply: Reply) -> list[str]:
    """Return the codes in a reply that names several, or one."""
    found = reply[0] if reply else []
    return [str(each) for each in found] if isinstance(found, list) else [str(found)]


def start_of(list_key: str, record: Mapping[str, object]) -> dict[str, Reply]:
    """Return what the `record` that names a new one tells of it: an incident tells the platform of its account."""
    platform = record.get("platform")
    return {"platform": [platform]} if list_key == "accounts" and isinstance(platform, str) else {}
