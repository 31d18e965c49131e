"""Questions: their wording and order as data, and which to ask next as a pure function of the answers.

A question's id is the path of the fact that it fills. Types live in the model: what an answer must look like, and who
may see it, comes from there. Facts that few people need stand behind an offer, so that one short question lets the
person pass them all by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from docgen.conditions import holds
from docgen.frozen import frozen, ordered
from docgen.matter import Matter
from docgen.matter.audiences import Audience
from docgen.matter.own_answers import ANSWERS
from docgen.records import field_types, item_type, record_type

__all__ = [
    "Advice",
    "Done",
    "FactType",
    "ForClient",
    "Interview",
    "Offer",
    "Question",
    "Section",
    "audiences_of_fact",
    "fact_type",
    "fact_types",
    "facts_by_name",
    "is_answered",
    "is_for",
    "label_of",
    "list_of",
    "next_step",
    "own_path",
    "seen_by",
]


@frozen
class ForClient:
    """The wording where a representative answers for the client; "" for each part whose usual wording serves."""

    title: str = ""
    name: str = ""
    label: str = ""
    ask: str = ""
    why: str = ""
    example: str = ""
    more: str = ""
    text: str = ""


@frozen
class Offer:
    """Something that the person may want to add: one choice that stands before several questions."""

    id: str
    name: str
    """Short name, as it stands in a numbered list of offers."""
    ask: str
    """The yes-or-no question, where it is offered alone."""
    for_client: ForClient = ForClient()


@frozen
class Question:
    """One question of the interview."""

    fact: str
    """Path of the fact, and the question's id. A path through records (`incidents.date`) is asked once per record."""
    label: str
    """Short name of the fact, as it stands in problems, reviews and `[MISSING: …]` marks."""
    ask: str = ""
    """The question; "" for a fact that only a facts file can give."""
    why: str = ""
    """One sentence: why we ask."""
    example: str = ""
    kinds: tuple[str, ...] = ()
    """Kinds of document that need it; empty for all."""
    when: str = ""
    """Condition on the facts; in a record, on the record's own facts. `known.…` tells what the law of the place says
    (see `docgen.interview.options.known`), and in a record `matter.…` tells the facts outside of it."""
    unless: str = ""
    """Condition under which the law or the facts say it already. It is not asked then, but an answer given counts."""
    behind: str = ""
    """Id of the offer that it stands behind; "" for a question that is always asked."""
    must: tuple[str, ...] = ()
    """Kinds of document that cannot do without it: there it is asked outright and not left empty."""
    optional: bool = False
    """Whether an empty answer leaves it unanswered."""
    more: str = ""
    """For a list of records: asks whether there is another one."""
    anew: bool = False
    """Whether another record like this one is asked for it anew: two events have not the same date."""
    for_client: ForClient = ForClient()


@frozen
class Advice:
    """What is told once a fact is answered: a warning, or a reminder of what else may be worth telling."""

    id: str
    after: str
    """Path of the fact."""
    text: str
    kinds: tuple[str, ...] = ()
    """Kinds of document that it is for; empty for all."""
    when: str = ""
    """Condition on the facts, as in a question."""
    ask: str = ""
    """Asks whether to go on all the same; "" where there is nothing to decide."""
    for_client: ForClient = ForClient()


@frozen
class Section:
    """A part of the interview with a heading."""

    key: str
    title: str
    offer: tuple[Offer, ...] = ()
    advice: tuple[Advice, ...] = ()
    question: tuple[Question, ...]
    for_client: ForClient = ForClient()


@frozen
class Interview:
    """A file of questions."""

    section: tuple[Section, ...]
    """Its sections, in the order asked."""


class FactType(NamedTuple):
    """The type of a fact, as far as asking needs it."""

    type: Any
    """Type of the value; of one item where it is a list."""
    listed: bool
    required: bool
    """Whether its record cannot be without it."""
    may_decline: bool
    """Whether null is a possible answer."""

    @property
    def records(self) -> bool:
        """Whether it is a list of records."""
        return self.listed and record_type(self.type) is not None


@cache
def fact_types() -> Mapping[str, FactType]:
    """Return the type of every fact of a matter by its path; a list of records stands before the facts in it.

    Facts that hold texts by name (`answers`, `sources`) are left out: see `facts_by_name`.
    """
    return {path: item for path, item in _facts_in(Matter, "") if get_origin(item.type) is not Mapping}


@cache
def facts_by_name() -> tuple[str, ...]:
    """Return the paths of the facts that hold texts by name: no question asks for them one by one."""
    return tuple(path for path, item in _facts_in(Matter, "") if get_origin(item.type) is Mapping)


def _facts_in(cls: type, head: str) -> Iterator[tuple[str, FactType]]:
    for name, item in field_types(cls).items():
        path = f"{head}{name}"
        listed = get_origin(item.type) is tuple
        bare = get_args(item.type)[0] if listed else item.type
        record = record_type(bare)
        if record is None or listed:
            yield path, FactType(bare, listed, item.required, item.may_decline)
        if record is not None:
            yield from _facts_in(record, f"{path}.")


def fact_type(fact: str) -> FactType:
    """Return the type of `fact`. Raises KeyError where the model has no such fact."""
    return fact_types()[fact]


def seen_by(fact: str) -> str:
    """Return who may see the fact: `everyone`, `party`, `court`, `police` or `nobody`."""
    own = audiences_of_fact(fact)
    readers = ((Audience.PLATFORM, "everyone"), (Audience.RESPONDENT, "party"), (Audience.COURT, "court"))
    return next((name for reader, name in readers if reader in own), "police" if Audience.POLICE in own else "nobody")


@cache
def audiences_of_fact(fact: str) -> frozenset[Audience]:
    """Return who may read `fact` (`incidents.summary`) and each record around it; nobody for an unknown fact."""
    cls: Any = Matter
    found = frozenset(Audience)
    for step in fact.split("."):
        item = field_types(cls).get(step) if record_type(cls) else None
        if item is None:
            return frozenset()
        found &= item.audiences or frozenset()
        cls = item_type(item.type)
    return found


@cache
def list_of(fact: str) -> str:
    """Return the path of the list of records that `fact` stands in: `incidents` for `incidents.date`, else ""."""
    head = fact.rpartition(".")[0]
    if fact.startswith(f"{ANSWERS}."):  # an own question of a clinic, or one that it asks of each record of a list
        return head if "." in head else ""
    while head and not (head in fact_types() and fact_types()[head].records):
        head = head.rpartition(".")[0]
    return head


def own_path(fact: str) -> str:
    """Return the path of `fact` within its record: `threat.of_what` for `incidents.threat.of_what`."""
    head = list_of(fact)
    return fact.removeprefix(f"{head}.") if head else fact


@ordered
class Done:
    """What has been asked already, in the whole interview or in one record."""

    asked: frozenset[str] = frozenset()
    """Facts that were asked about, answered or not."""
    taken: frozenset[str] = frozenset()
    """Offers that the person took up."""
    refused: frozenset[str] = frozenset()


def next_step(
    questions: Sequence[Question],
    kind: str,
    scope: Mapping[str, object],
    done: Done,
    needed: frozenset[str] = frozenset(),
) -> Question | tuple[str, ...] | None:
    """Return what comes next: a question, or the ids of offers to be made at once; None when all is asked.

    `questions` are those of one level (the matter's own, or those of one list of records), in order; `scope` holds the
    facts of that level and what conditions may read beside them. The facts in `needed` are asked for whatever the kind
    and whether their offer was taken up or not. A list of records is asked about once, even where it has records.
    Offers stand in the order of the sections, but in a record they come together, after what is asked of every record.
    """
    offers: list[str] = []
    for question in questions:
        fits = question.fact in needed or is_for(question, kind)
        if not (question.ask and fits and _is_open(question, scope, done)):
            continue
        outright = not question.behind or question.fact in needed or kind in question.must
        if not outright and question.behind not in done.taken:
            if question.behind not in (*done.refused, *offers):
                offers.append(question.behind)
        elif not offers or list_of(question.fact):
            return question
        else:
            return tuple(offers)
    return tuple(offers) or None


def _is_open(question: Question, scope: Mapping[str, object], done: Done) -> bool:
    """Return whether `question` was neither asked nor answered, and its condition holds."""
    if question.fact in done.asked:
        return False
    if is_answered(own_path(question.fact), scope) and not question.more:
        return False
    return holds(question.when, scope) and not (question.unless and holds(question.unless, scope))


def is_for(item: Question | Advice, kind: str) -> bool:
    """Return whether the interview for `kind` has a use for `item`."""
    return not item.kinds or kind in item.kinds


def is_answered(path: str, values: object) -> bool:
    """Return whether `values` say anything at `path`: an answer, or null for an answer declined."""
    for step in path.split("."):
        if not isinstance(values, Mapping) or step not in values:
            return values is None
        values = values[step]
    return True


def label_of(questions: Sequence[Question], fact: str) -> str:
    """Return the short name of `fact`, or its path where no question has it."""
    return next((question.label for question in questions if question.fact == fact), fact)
