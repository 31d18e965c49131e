"""What a plan is made from, and the few questions that every part of a plan asks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from docgen.dates import add_period
from docgen.facts import Gaps
from docgen.frozen import ordered
from docgen.jurisdiction import Jurisdiction, Texts
from docgen.localization import Wording, language_name
from docgen.manifest import LawPart, Manifest
from docgen.matter import Matter
from docgen.matter.audiences import Audience
from docgen.matter.choices import Conduct
from docgen.matter.events import Account, Incident
from docgen.matter.values import Prose, Unanswered
from docgen.plan.exhibit_signs import initials, letters
from docgen.plan.untranslated import each_paragraph
from docgen.platforms import Platform

if TYPE_CHECKING:
    from docgen.own_questions import OwnQuestions

__all__ = ["Brief", "given", "once"]

T = TypeVar("T")

_OF_AGE = 18
"""Years below which an image counts as one of a child: Convention on Cybercrime, art. 9(3)."""


class Cited(Protocol):
    """An item of law with its citation."""

    @property
    def cite(self) -> str:
        """The citation."""

    @property
    def cites(self) -> Texts:
        """The citation per language, where there are several."""


def given(value: T | Unanswered | None) -> T | None:
    """Return an answer, or None where nobody answered or the person declined."""
    return None if isinstance(value, Unanswered) else value


@ordered
class Brief:
    """A matter, the kind of document to plan, and the language, law and day to plan it for."""

    matter: Matter
    kind: str
    manifest: Manifest
    law: Jurisdiction
    platforms: Mapping[str, Platform]
    wording: Wording
    """Sentences and formats of the document's language."""
    interview: Wording
    """Sentences for the person, in the language of the interview."""
    words: Wording
    """Words of choices, in the language of the interview."""
    today: date
    told_facts: Mapping[str, object] = field(default_factory=dict, repr=False)
    """The facts as they were told, for the conditions of the law's cautions."""
    draft: bool = False
    document_language: str = ""
    """Language of the document itself where this is its reading copy; "" for a document."""
    gaps: Gaps = ()
    own_questions: OwnQuestions | None = None
    """The clinic's own questions; None where it has none."""
    looked_up: dict[object, object] = field(default_factory=dict, repr=False)
    """What functions marked `once` have found."""

    @property
    def reading(self) -> bool:
        """Whether it is a reading copy: what nobody has translated is told in its own language and says so."""
        return bool(self.document_language)

    @property
    def part(self) -> LawPart:
        """Which part of the law this kind of document names."""
        return self.manifest.law

    @property
    def law_kind(self) -> str:
        """The kind as which the law files treat this one."""
        return self.manifest.like or self.kind

    @property
    def language(self) -> str:
        """The document's language."""
        return self.wording.language

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents in date order; an incident's number is its place in it, in every document of the matter."""
        return tuple(sorted(self.matter.incidents, key=_when))

    @cached_property
    def conducts(self) -> tuple[Conduct, ...]:
        """The kinds of conduct in the matter, the most frequent first."""
        found = [conduct for incident in self.matter.incidents for conduct in incident.conduct]
        return tuple(sorted(set(found), key=lambda conduct: (-found.count(conduct), _ORDER[conduct])))

    def acts(self, conducts: Iterable[Conduct] = Conduct) -> int:
        """Return how many acts of `conducts` the facts tell; what happened on every day of some is one act a day."""
        apart = frozenset(conducts).isdisjoint
        return sum(incident.date.days for incident in self.incidents if not apart(incident.conduct))

    @cached_property
    def client_is_minor(self) -> bool:
        """Whether the facts say that the client is under 18."""
        person = self.matter.client
        born, age = given(person.birth_date), given(person.age)
        young = born is not None and add_period(born.first, years=_OF_AGE) > self.today
        return given(person.adult) is False or young or (age is not None and age < _OF_AGE)

    def shows_minor(self, incident: Incident) -> bool:
        """Return whether the image of an incident shows somebody under 18, as the facts say or as must be feared.

        An intimate image in the matter of a client under 18 counts as one of them until the facts deny it.
        """
        said = given(incident.shows_minor)
        if said is not None:
            return said
        return self.client_is_minor and (bool(given(incident.intimate)) or Conduct.INTIMATE_IMAGES in incident.conduct)

    def may_tell(self, incident: Incident) -> bool:
        """Return whether the paper may tell of an incident: none that goes to a platform tells of an image of a child.

        Such an image is a matter for the police or a hotline, who have it taken down and its records kept.
        """
        return self.manifest.audience is not Audience.PLATFORM or not self.shows_minor(incident)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The ids of the exhibits that no paper lists, because they show or may show somebody under 18.

        To keep or to hand on such an image can be a crime in itself. An exhibit of such an incident counts as the image
        unless the facts say that it is no intimate one.
        """
        shown = {id for each in self.matter.incidents if self.shows_minor(each) for id in each.exhibits}
        cleared = {id for each in self.matter.incidents if given(each.shows_minor) is False for id in each.exhibits}
        return frozenset(
            exhibit.id
            for exhibit in self.matter.exhibits
            if (exhibit.id in shown and given(exhibit.intimate) is not False)
            or (self.client_is_minor and given(exhibit.intimate) and exhibit.id not in cleared)
        )

    @cached_property
    def has_altered_image(self) -> bool:
        """Whether an incident concerns an image that was made or altered."""
        return any(given(incident.altered) for incident in self.matter.incidents)

    @cached_property
    def has_authentic_image(self) -> bool:
        """Whether an incident concerns an intimate image that nobody is said to have made or altered."""
        shown = [each for each in self.matter.incidents if Conduct.INTIMATE_IMAGES in each.conduct]
        return any(not given(incident.altered) for incident in shown)

    @cached_property
    def witness_names(self) -> Mapping[str, str]:
        """The names of the witnesses by id."""
        return {witness.id: str(witness.name) for witness in self.matter.witnesses}

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        """The accounts by id."""
        return {account.id: account for account in self.matter.accounts}

    @cached_property
    def exhibit_labels(self) -> Mapping[str, str]:
        """The label of each exhibit by its id: in the order in which the incidents bring them, then the rest.

        What is withheld has no label, so that no paper can point to it.
        """
        order = [id for incident in self.incidents for id in incident.exhibits]
        order += [exhibit.id for exhibit in self.matter.exhibits]
        unique = [id for id in dict.fromkeys(order) if id not in self.withheld]
        word = self.text(self.law.roles["exhibit"])
        signs = [letters(place) if self.law.exhibit_letters else str(place + 1) for place in range(len(unique))]
        named = self.law.exhibit_initials and ("client", "name") not in self.gaps
        prefix = initials(given(self.matter.client.name) or "") if named else self.law.exhibit_prefix
        return {
            id: self.wording.say("exhibit.label", exhibit=word, sign=f"{prefix}{sign}")
            for id, sign in zip(unique, signs, strict=True)
        }

    def text(self, texts: Texts) -> str:
        """Return a text of the law in the document's language."""
        return self.wording.told(texts, "reading.in-another-language") if self.reading else self.wording.of(texts)

    def told(self, texts: Texts) -> str:
        """Return a text of the law in the language of the interview."""
        return self.interview.told(texts)

    def cite(self, item: Cited) -> str:
        """Return the citation of an item of law as the document's language has it."""
        return item.cites.get(self.language, item.cite)

    def told_cite(self, item: Cited) -> str:
        """Return the citation of an item of law as the language of the interview has it."""
        return item.cites.get(self.interview.language, item.cite)

    def prose(self, value: Prose | Unanswered | None) -> str | None:
        """Return a person's own account in the document's language where they gave it so."""
        told = given(value)
        return None if told is None else self.account(told)

    def account(self, told: Prose) -> str:
        """Return a person's own account in the document's language where they gave it so."""
        text = told.in_language(self.language)
        if self.reading and not told.translated_into(self.language):
            return each_paragraph(text, lambda each: self.wording.say("reading.untranslated", text=each))
        return text

    def as_told(self, value: str | Unanswered | None) -> str | None:
        """Return words that hold in the document's own language alone; in a reading copy, with its name."""
        text = given(value)
        if text is None or not self.reading:
            return text
        spoken = language_name(self.document_language, self.language)
        return self.wording.say("reading.in-another-language", text=text, language=spoken)

    def proses(self, values: Iterable[Prose]) -> tuple[str, ...]:
        """Return several accounts in the document's language."""
        return tuple(self.account(value) for value in values)

    def label(self, choice: StrEnum) -> str:
        """Return the printed label of a choice."""
        return self.wording.say(f"choice.{type(choice).__name__}.{choice}")

    def label_told(self, choice: StrEnum) -> str:
        """Return the label of a choice in the language of the interview."""
        return self.words.say(f"choice.{type(choice).__name__}.{choice}")

    def labels(self, choices: Sequence[StrEnum]) -> str:
        """Return the labels of several choices as a list in a sentence."""
        return self.wording.join([self.label(choice) for choice in choices])

    def list_or_none(self, items: Sequence[str]) -> str | None:
        """Return the items as a list in a sentence, None for no items."""
        return self.wording.join(items) if items else None

    def platform_name(self, code: str) -> str:
        """Return the name of a platform by its code, or what was typed."""
        known = self.platforms.get(code.lower())
        return known.name if known else code

    def platform_of(self, incident: Incident) -> str | None:
        """Return the platform of an incident, or that of its first account; None where neither is known."""
        if platform := given(incident.platform):
            return str(platform)
        return next((str(self.accounts[id].platform) for id in incident.accounts if id in self.accounts), None)

    def account_label(self, id: str) -> str:
        """Return an account's handle and platform, for use in a sentence."""
        account = self.accounts[id]
        platform = self.platform_name(account.platform)
        return self.wording.say("account.label", handle=account.handle, platform=platform)

    def exhibits(self, ids: Iterable[str]) -> str | None:
        """Return the labels of exhibits as a list in a sentence, without those that are withheld."""
        return self.list_or_none([self.exhibit_labels[id] for id in ids if id not in self.withheld])

    def numbers_with(self, conducts: Iterable[Conduct]) -> str:
        """Return the numbers of the incidents that show one of `conducts`, as a list in a sentence."""
        apart = frozenset(conducts).isdisjoint
        found = [str(number) for number, incident in enumerate(self.incidents, 1) if not apart(incident.conduct)]
        return self.wording.join(found) if found else ""


_ORDER = {conduct: place for place, conduct in enumerate(Conduct)}


def once(find: Callable[[Brief], T]) -> Callable[[Brief], T]:
    """Let `find` look once in each brief: pages, notices and choices ask for the same law."""

    @wraps(find)
    def found(brief: Brief) -> T:
        if find not in brief.looked_up:
            brief.looked_up[find] = find(brief)
        return cast("T", brief.looked_up[find])

    return found


def _when(incident: Incident) -> tuple[object, ...]:
    clock = given(incident.time)
    return (*incident.date.sort_key(), clock.iso() if clock else "")
