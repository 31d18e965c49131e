"""Drafts: records of facts with the source of each value, checked against the model and joined to a facts file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from docgen.dates import PartialDate
from docgen.errors import Place, Problem
from docgen.frozen import frozen, ordered
from docgen.localization import Wording
from docgen.matter.events import Account, Exhibit, Incident
from docgen.matter.values import Line
from docgen.records import Path, Reader, field_types, path_text

__all__ = ["Draft", "Found", "Source", "check_drafts", "in_order", "join_drafts", "short_name", "within"]

Facts = dict[str, object]


@ordered
class Source:
    """Where one value was found."""

    id: str
    """Message id in the program catalog: `source.line`."""
    names: tuple[tuple[str, str], ...] = ()
    """What the sentence names, the base name of the file first."""

    def said(self, wording: Wording) -> str:
        """Return the source in words."""
        return wording.say(self.id, **dict(self.names))


@frozen
class Draft:
    """One record that an import proposes."""

    record: type[Incident | Exhibit | Account]
    values: Mapping[str, object] = field(repr=False)
    """Facts as JSON holds them, without ids and references."""
    sources: Mapping[str, Source]
    """Where each value was found, by the name of the fact."""
    place: Place
    """Where its source begins, for problems."""
    exhibits: tuple[Draft, ...] = ()
    accounts: tuple[Draft, ...] = ()

    @property
    def day(self) -> PartialDate:
        """The date of the record; unknown where it has none that can be read."""
        try:
            return PartialDate.parse(str(self.values.get("date", "unknown")))
        except ValueError:
            return PartialDate.parse("unknown")


@frozen
class Found:
    """What one source gave: drafts of incidents, and what is wrong with it."""

    drafts: tuple[Draft, ...] = ()
    problems: tuple[Problem, ...] = ()


def short_name(shown: str) -> str:
    """Return the base name of the file `shown`, with the archive that it lies in before it: `chat.zip/_chat.txt`."""
    found = re.search(r"(?:[^/\\]+\.zip/)?[^/\\]+$", shown, re.IGNORECASE)
    return found[0] if found else shown


def within(draft: Draft, since: date | None, until: date | None) -> bool:
    """Return whether `draft` can lie between the two days, both counted; what has no date always can."""
    day = draft.day
    return not day.known or ((since is None or day.last >= since) and (until is None or day.first <= until))


def in_order(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return `drafts` by date and time, those without a date last."""
    return tuple(sorted(drafts, key=lambda draft: (draft.day.sort_key(), str(draft.values.get("time", "")))))


def check_drafts(drafts: Iterable[Draft], wording: Wording) -> tuple[Problem, ...]:
    """Return what the model would refuse in `drafts`, each problem at the place where its draft begins.

    What a draft lacks is no problem: it is asked for later.
    """
    return tuple(problem for draft in drafts for problem in _wrong_in(draft, wording))


def _wrong_in(draft: Draft, wording: Wording) -> Iterable[Problem]:
    reader = Reader(lambda path: _placed(draft.place, path))
    known = field_types(draft.record)
    for name, value in draft.values.items():
        reader.value(known[name].type, value, (name,))
    for name, source in draft.sources.items():
        reader.value(Line, source.said(wording), ("sources", name))
    yield from reader.problems
    for inner in (*draft.exhibits, *draft.accounts):
        yield from _wrong_in(inner, wording)


def _placed(place: Place, path: Path) -> Place:
    return replace(place, path=path_text(path))


# Joined to a facts file ---------------------------------------------------------------------------------------------


def join_drafts(facts: Mapping[str, object], drafts: Iterable[Draft], wordings: Sequence[Wording]) -> tuple[Facts, int]:
    """Return `facts` with the `drafts` after what its lists hold already, and how many incidents were added.

    Sources are told in the first of `wordings`; the others say how an earlier import may have told them. A draft whose
    sources and values stand there already is left out; so is an exhibit with the same digest and an account with the
    same handle, which the new incidents refer to. Ids are distinct. The lists of `facts` must be lists.
    """
    tree: Facts = {**facts, **{name: list(_records(facts, name)) for name in ("accounts", "incidents", "exhibits")}}
    added = 0
    for draft in drafts:
        added += _join_one(tree, draft, wordings)
    return {name: value for name, value in tree.items() if value or name in facts}, added


def _join_one(tree: Facts, draft: Draft, wordings: Sequence[Wording]) -> bool:
    """Add `draft` with its exhibits and accounts to `tree` unless it is there already; return whether it was added."""
    new = [each for each in draft.exhibits if _known(tree, "exhibits", each) is None]
    bare = "exact_words" not in draft.values and not draft.accounts
    if draft.exhibits and not new and (bare or _is_there(tree, draft, wordings)):
        return False
    if not draft.exhibits and _is_there(tree, draft, wordings):
        return False
    record = dict(draft.values)
    # Pictures of a day that is there already: only what is new makes another incident.
    for name, inner in (("accounts", draft.accounts), ("exhibits", tuple(new) if bare else draft.exhibits)):
        if inner:
            record[name] = [_id_of(tree, name, each, wordings[0]) for each in inner]
    record["sources"] = _told(draft, wordings[0])
    _records(tree, "incidents").append(record)
    return True


def _is_there(tree: Facts, draft: Draft, wordings: Sequence[Wording]) -> bool:
    """Return whether an incident has the sources of `draft`, in any language, and still the values that they gave."""
    told = [_told(draft, wording) for wording in wordings]
    values = {name: value for name, value in draft.values.items() if name in draft.sources}
    return any(
        isinstance(each, Mapping)
        and each.get("sources") in told
        and all(each.get(name) == value for name, value in values.items())
        for each in _records(tree, "incidents")
    )


def _told(draft: Draft, wording: Wording) -> dict[str, str]:
    return {name: source.said(wording) for name, source in draft.sources.items()}


_SAME = {"exhibits": ("sha256",), "accounts": ("platform", "handle")}
"""The facts by which two records of a list are one and the same."""


def _known(tree: Facts, name: str, draft: Draft) -> str | None:
    """Return the id of the record that is the same as `draft`, None where there is none."""
    wanted = [str(draft.values.get(fact)).casefold() for fact in _SAME[name]]
    for each in _records(tree, name):
        found = [str(each.get(fact)).casefold() for fact in _SAME[name]] if isinstance(each, Mapping) else []
        if isinstance(each, Mapping) and found == wanted and isinstance(each.get("id"), str):
            return str(each["id"])
    return None


def _id_of(tree: Facts, name: str, draft: Draft, wording: Wording) -> str:
    """Return the id of the record that `draft` is, which is added to its list where it is new."""
    if (known := _known(tree, name, draft)) is not None:
        return known
    records = _records(tree, name)
    used = {each.get("id") for each in records if isinstance(each, Mapping)}
    number = next(number for number in range(1, len(records) + 2) if f"{name[0]}{number}" not in used)
    id = f"{name[0]}{number}"
    records.append({"id": id, **draft.values, "sources": _told(draft, wording)})
    return id


def _records(facts: Mapping[str, object], name: str) -> list[object]:
    found = facts.get(name)
    return found if isinstance(found, list) else []
