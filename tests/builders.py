"""Facts to test with: the smallest that pass, and a matter with a canary in every fact.

Nothing here is a list of facts that somebody must keep: the canaries are made from the types of the model, so a new
fact gets its canary on the day it is added.
"""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_origin

from conftest import REPOSITORY, TODAY

from docgen.answers import Answers, read_json
from docgen.dates import BirthDate, Clock, PartialDate
from docgen.facts import read_matter
from docgen.library import Library
from docgen.localization import Wording, languages_with, open_wording
from docgen.matter import Matter
from docgen.matter.audiences import Audience
from docgen.matter.values import Address, Email, Id, Phone, Prose, Sha256, Url, Words, Zone
from docgen.plan import Brief, DocumentPlan, decide
from docgen.records import field_types, path_text, record_type

Path = tuple[str | int, ...]
KINDS = ("cease-and-desist", "police-statement", "takedown-request", "protective-order")
ALL_KINDS = (*KINDS, "preservation-request", "witness-statement", "incident-log")
"""With the kinds that are data only; what they print is looked at in tests/documents."""
LANGUAGES = languages_with((REPOSITORY / "locales",), "program")

# The smallest facts that pass -----------------------------------------------------------------------------------------


def the_facts(**changes: object) -> dict[str, object]:
    """Return the smallest facts that make a matter, with `changes` of its top-level keys."""
    facts: dict[str, object] = {
        "jurisdiction": "US-CA",
        "client": {"name": "Ana Lind", "contact": {"email": "ana@example.org"}},
        "respondent": {"identity": "known", "relationship": {"kind": "stranger"}, "name": "Rolf Berg"},
        "incidents": [{"date": "2026-04-03", "conduct": ["insults"], "summary": "He called me names."}],
    }
    return {**facts, **changes}


def the_answers(facts: object, source: str = "facts.json") -> Answers:
    """Return `facts` as docgen reads them from a file."""
    return read_json(written(facts).encode("utf-8", "surrogatepass"), source)


def written(facts: object) -> str:
    """Return `facts` as a person would write them: JSON with one fact a line."""
    return json.dumps(facts, indent=2, ensure_ascii=False)


def a_matter(**changes: object) -> Matter:
    """Return the matter of the smallest facts, with `changes`."""
    return read_matter(the_answers(the_facts(**changes)))


# Paths ----------------------------------------------------------------------------------------------------------------


def value_of(facts: Any, path: Path) -> Any:
    """Return what stands at `path`."""
    for step in path:
        facts = facts[step]
    return facts


def with_value(facts: Mapping[str, object], path: Path, value: object) -> dict[str, Any]:
    """Return `facts` with `value` at `path`."""
    changed, record = copied_along(facts, path)
    record[path[-1]] = value
    return changed


def without(facts: Mapping[str, object], path: Path) -> dict[str, Any]:
    """Return `facts` without what stands at `path`."""
    changed, record = copied_along(facts, path)
    del record[path[-1]]
    return changed


def copied_along(facts: Mapping[str, object], path: Path) -> tuple[dict[str, Any], Any]:
    """Return `facts` with new records around `path`, and the innermost of them; what is beside the path is shared."""
    changed = dict(facts)
    record: Any = changed
    for step in path[:-1]:
        record[step] = copy.copy(record[step])
        record = record[step]
    return changed, record


# A canary in every fact -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Canary:
    """One fact of the canary matter."""

    path: Path
    value: Any
    """As it stands in the facts."""
    type: Any
    audiences: frozenset[Audience]
    """Who may read it: those that it and every record around it name."""
    optional: bool
    """Whether it may be left out."""
    token: str = ""
    """Part of the value that stands nowhere else in the matter; "" for choices, numbers and truth values."""

    def __str__(self) -> str:
        return path_text(self.path)

    def needles(self, wording: Wording) -> list[str]:
        """Return how a document of the language of `wording` could show it."""
        if isinstance(self.type, type) and issubclass(self.type, PartialDate):
            return [str(self.value), wording.partial_date(self.type.parse(self.value))]
        if self.type is date:
            return [str(self.value), wording.day(date.fromisoformat(self.value))]
        if self.type is Decimal:
            return [str(self.value), wording.money(Decimal(self.value), "USD")]
        return [self.token] if self.token else []


_FIXED: Mapping[str, object] = {
    "jurisdiction": "US-CA",
    "languages.interview": "en",
    "languages.document": "en",
    "accounts[].platform": "instagram",
    "incidents[].platform": "instagram",
    "incidents[].zone": "America/Los_Angeles",
    "incidents[].conduct": ["threats", "intimate-images", "false-statements"],
    "incidents[].shows_minor": False,
    "incidents[].known_through": "told-by",
    "losses[].currency": "USD",
    "platform.name": "instagram",
    "platform.bases": ["platform-rules", "take-it-down"],
    "relief.order": "us-ca-dvro",
    "relief.requests": ["no-contact", "take-down"],
    "respondent.relationship.kind": "former-partner",
    "signing.capacity": "representative",
}
"""Facts that must be what the library knows, so that a plan can be made."""

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


def _word(number: int) -> str:
    """Return a word that no language has, a different one for each number."""
    base = len(_SYLLABLES)
    parts = [_SYLLABLES[number // base**power % base] for power in (2, 1, 0)]
    return "xu" + "".join(parts) + "q"


class _Canaries:
    """Makes facts of every type, counting them so that no two are alike."""

    def __init__(self) -> None:
        self.found: list[Canary] = []
        self.count = 0

    def record(self, cls: type[Any], path: Path, audiences: frozenset[Audience]) -> dict[str, object]:
        made: dict[str, object] = {}
        for name, item in field_types(cls).items():
            assert item.audiences is not None, f"{cls.__name__}.{name} names no audience"
            seen = audiences & item.audiences
            made[name] = self.fact(item.type, (*path, name), seen, optional=not item.required)
        return made

    def fact(self, wanted: Any, path: Path, seen: frozenset[Audience], *, optional: bool) -> object:
        generic = "".join("[]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
        if generic in _FIXED:
            value = _FIXED[generic]
            self.found.append(Canary(path, value, wanted, seen, optional))
            return value
        if get_origin(wanted) is tuple:
            return self.items(get_args(wanted)[0], path, seen)
        if get_origin(wanted) is Mapping:
            return {"own-question": self.fact(get_args(wanted)[1], (*path, "own-question"), seen, optional=True)}
        record = record_type(wanted)
        if record is not None:
            return self.record(record, path, seen)
        value, token = self.value(wanted, path)
        self.found.append(Canary(path, value, wanted, seen, optional, token))
        return value

    def items(self, item: Any, path: Path, seen: frozenset[Audience]) -> object:
        if item is Id:
            value = [f"{path[-1]}-0"]
            self.found.append(Canary(path, value, tuple, seen, optional=True))
            return value
        if isinstance(item, type) and issubclass(item, StrEnum):
            value = [next(iter(item)).value]
            self.found.append(Canary(path, value, tuple, seen, optional=True))
            return value
        return [self.fact(item, (*path, index), seen, optional=True) for index in range(2)]

    def value(self, wanted: Any, path: Path) -> tuple[object, str]:
        self.count += 1
        number = self.count
        word = _word(number)
        if wanted is Id:
            return (
                "witnesses-0" if path[-1] == "told_by" else f"{path[-3] if path[-1] != 'id' else path[0]}-{path[1]}"
            ), ""
        if wanted is bool:
            return True, ""
        if wanted is int:
            return 40, ""
        if wanted is Decimal:
            return 10_000 + number * 101, ""
        if wanted is date:
            return (TODAY + timedelta(days=30 + number)).isoformat(), ""
        for kind, told in (
            (BirthDate, (date(1971, 1, 1) + timedelta(days=37 * number)).isoformat()),
            (PartialDate, (date(2025, 1, 1) + timedelta(days=number)).isoformat()),
        ):
            if issubclass(wanted, kind):
                return told, told
        if issubclass(wanted, StrEnum):
            return next(iter(wanted)).value, ""
        return self.text(wanted, number, word)

    def text(self, wanted: Any, number: int, word: str) -> tuple[object, str]:
        phone = f"+1 415 555 {1000 + number}"
        known: dict[Any, tuple[object, str]] = {
            Clock: ("21:14", ""),
            Zone: ("America/Los_Angeles", ""),
            Sha256: (f"{number:064x}", f"{number:064x}"),
            Url: (f"https://example.com/{word}", word),
            Email: (f"{word}@example.org", word),
            Phone: (phone, phone),
            Address: (f"{2000 + number} {word.title()} Street, Apt 7\nSacramento, CA {90_000 + number}", word.title()),
            Prose: (f"This is {word} and nobody else may ever read of it.", word),
            Words: (f"These are the words {word} that were said.", word),
        }
        return known.get(wanted, (f"{word.title()} Canary", word.title()))


@functools.cache
def _made() -> tuple[str, tuple[Canary, ...]]:
    maker = _Canaries()
    facts = maker.record(Matter, (), frozenset(Audience))
    return json.dumps(facts), tuple(maker.found)


def canary_facts() -> dict[str, Any]:
    """Return facts that answer every question of the model, each text and date in them unlike all others."""
    facts = json.loads(_made()[0])
    assert isinstance(facts, dict)
    return facts


def canaries() -> tuple[Canary, ...]:
    """Return every fact of `canary_facts`, in the order of the model."""
    return _made()[1]


def canary_matter(**changes: object) -> Matter:
    """Return the matter with a canary in every fact."""
    return read_matter(the_answers({**canary_facts(), **changes}))


def hidden_from(audience: Audience) -> Iterator[Canary]:
    """Yield the facts of the canary matter that `audience` may not read."""
    return (canary for canary in canaries() if audience not in canary.audiences)


# Plans ----------------------------------------------------------------------------------------------------------------


@functools.cache
def the_library() -> Library:
    """Return docgen's own library."""
    return Library.open()


def wording(domain: str, language: str, locale: str = "") -> Wording:
    """Return docgen's own sentences of `domain` in `language`."""
    return open_wording(the_library().locales, domain, language, locale)


def a_brief(
    matter: Matter,
    kind: str = "cease-and-desist",
    *,
    language: str = "en",
    code: str = "",
    audience: Audience | None = None,
    draft: bool = False,
    today: date = TODAY,
) -> Brief:
    """Return what a plan is made from; with `audience`, as if the kind were read by it."""
    library = the_library()
    manifest = library.manifest(kind)
    law = library.jurisdiction(code or matter.jurisdiction)
    platforms = [library.platform(id) for id in ("instagram", "google-search")]
    return Brief(
        matter=matter,
        kind=kind,
        manifest=replace(manifest, audience=audience) if audience else manifest,
        law=law,
        platforms={each.id: each for each in platforms if each is not None},
        wording=wording("documents", language, law.locales[language]),
        interview=wording("program", "en"),
        words=wording("documents", "en"),
        today=today,
        draft=draft,
    )


def a_plan(matter: Matter, kind: str = "cease-and-desist", **settings: Any) -> DocumentPlan:
    """Return the plan of a document of `kind`."""
    return decide(a_brief(matter, kind, **settings))


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in plain data, keys left out."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def examples() -> dict[str, dict[str, Any]]:
    """Return the example facts that docgen ships, by file name."""
    folder = the_library().templates[0] / "examples"
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
