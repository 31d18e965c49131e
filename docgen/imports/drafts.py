"""Drafts: records of facts with the source of each value, checked against the model and joined to a facts file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import count

from docgen.dates import PartialDate
from docgen.errors import Place, Problem
from docgen.frozen import frozen, ordered
from docgen.localization import Wording
from docgen.matter.events import Account, Exhibit, Incident
from docgen.matter.values import Line
from docgen.records import Path, Reader, field_types, path_text

__all__ = ["Draft", "Found", "Source", "check_drafts", "in_order", "join_drafts", "named_files", "short_name", "within"]

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
    notes: tuple[Problem, ...] = ()
    """What the person should know of it, and what keeps nobody from using the drafts."""


def named_files(names: Sequence[str]) -> str:
    """Return the `names` of files as a list of at most 300 signs; what is left out is marked."""
    known: list[str] = []
    for name in filter(None, names):
        if sum(map(len, known)) + 2 * len(known) + len(name) > 300:
            break
        known.append(name)
    listed = ", ".join(known)
    return listed if len(known) == len(names) else f"{listed} …".strip()


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
    tree = _Tree(facts, wordings)
    added = sum(tree.join(draft) for draft in drafts)
    return {name: value for name, value in tree.facts.items() if value or name in facts}, added


_SAME = {"exhibits": ("sha256",), "accounts": ("platform", "handle")}
"""The facts by which two records of a list are one and the same."""


class _Tree:
    """Facts to which drafts are joined, with what is found in them by name: thousands of drafts take no hours."""

    def __init__(self, facts: Mapping[str, object], wordings: Sequence[Wording]) -> None:
        lists = {name: list(_records(facts, name)) for name in ("accounts", "incidents", "exhibits")}
        self.facts: Facts = {**facts, **lists}
        self._lists: dict[str, list[object]] = lists
        self._wordings = wordings
        self._told: dict[str, list[Mapping[str, object]]] = {}
        self._known: dict[tuple[str, ...], str] = {}
        self._used: dict[str, set[object]] = {}
        for name, records in lists.items():
            found = [each for each in records if isinstance(each, Mapping)]
            self._used[name] = {id for each in found if isinstance(id := each.get("id"), str)}
            for each in found:
                self._remember(name, each)

    def join(self, draft: Draft) -> bool:
        """Add `draft` with its exhibits and accounts unless it is there already; return whether it was added."""
        new = [each for each in draft.exhibits if self._id_known("exhibits", each) is None]
        bare = "exact_words" not in draft.values and not draft.accounts and "platform" not in draft.values
        if draft.exhibits and not new and (bare or self._is_there(draft)):
            return False
        if not draft.exhibits and self._is_there(draft):
            return False
        record = dict(draft.values)
        # Pictures of a day that is there already: only what is new makes another incident.
        for name, inner in (("accounts", draft.accounts), ("exhibits", tuple(new) if bare else draft.exhibits)):
            if inner:
                record[name] = [self._id_of(name, each) for each in inner]
        record["sources"] = _told(draft, self._wordings[0])
        self._lists["incidents"].append(record)
        self._remember("incidents", record)
        return True

    def _remember(self, name: str, record: Mapping[str, object]) -> None:
        if name == "incidents":
            self._told.setdefault(_key(record.get("sources")), []).append(record)
        elif isinstance(record.get("id"), str):
            self._known.setdefault((name, *_same(name, record)), str(record["id"]))

    def _is_there(self, draft: Draft) -> bool:
        """Return whether an incident has the sources of `draft`, in any language, and the values that they gave."""
        values = {name: value for name, value in draft.values.items() if name in draft.sources}
        found = (each for words in self._wordings for each in self._told.get(_key(_told(draft, words)), ()))
        return any(all(each.get(name) == value for name, value in values.items()) for each in found)

    def _id_known(self, name: str, draft: Draft) -> str | None:
        """Return the id of the record that is the same as `draft`, None where there is none."""
        return self._known.get((name, *_same(name, draft.values)))

    def _id_of(self, name: str, draft: Draft) -> str:
        """Return the id of the record that `draft` is, which is added to its list where it is new."""
        if (known := self._id_known(name, draft)) is not None:
            return known
        records, used = self._lists[name], self._used[name]
        number = next(number for number in count(len(records) + 1) if f"{name[0]}{number}" not in used)
        record = {"id": f"{name[0]}{number}", **draft.values, "sources": _told(draft, self._wordings[0])}
        records.append(record)
        used.add(record["id"])
        self._remember(name, record)
        return f"{name[0]}{number}"


def _same(name: str, record: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(str(record.get(fact)).casefold() for fact in _SAME[name])


def _key(sources: object) -> str:
    return json.dumps(sources, sort_keys=True, default=str)


def _told(draft: Draft, wording: Wording) -> dict[str, str]:
    return {name: source.said(wording) for name, source in draft.sources.items()}


def _records(facts: Mapping[str, object], name: str) -> list[object]:
    found = facts.get(name)
    return found if isinstance(found, list) else []
