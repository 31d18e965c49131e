"""The interview: questions in order, records one by one, and the facts as a facts file would hold them.

What comes next is decided in `docgen.questions`, one answer is read in `docgen.cli.asking`; this module only goes from
one to the next.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace

from docgen.answers import Answers
from docgen.cli import prompts
from docgen.cli.asking import Asker
from docgen.interview.options import Choices, granted, offered, platform_code, without_disclosure
from docgen.cli.talk import Record, Talk
from docgen.cli.world import World
from docgen.conditions import value_at
from docgen.library import Library
from docgen.localization import open_wording
from docgen.matter.choices import Request
from docgen.matter.values import UNANSWERED
from docgen.questions import Done, Question, Section, fact_type, fact_types, is_answered, list_of, next_step

__all__ = ["interview"]

_REFERENCES = {"accounts": "accounts", "exhibits": "exhibits", "witnesses": "witnesses", "told_by": "witnesses"}
"""Facts of a record that name other records by their id, and the list that those stand in."""
_NEW = "new"
"""Code of the choice to tell of a record that is not there yet."""


def interview(world: World, library: Library, kind: str, language: str, given: Mapping[str, object]) -> Answers:
    """Ask what `kind` needs and return what was said, as a facts file would hold it.

    `language` is that of the questions; what `given` answers already is not asked. Raises EOFError and
    KeyboardInterrupt when the person stops, `UsageProblem` for a given place that is not known, and `TemplateProblem`
    for broken questions or catalogs.
    """
    folders = library.locales
    asker = Asker(
        world=world,
        words=open_wording(folders, "program-interview", language),
        questions=open_wording(folders, "interview", language),
        labels=open_wording(folders, "documents", language),
    )
    requires = library.manifest(kind).requires
    if "jurisdiction" in given:
        library.jurisdiction(str(given["jurisdiction"]))  # better refused now than after the last answer
    values = copy.deepcopy(dict(given))
    talk = Talk(asker, library, kind, language, library.sections(kind), requires, values)
    asker.tell("interview.welcome")
    _walk(talk, "", values, _already(values))
    _ask_what_is_missing(talk)
    prompts.say(world)
    asker.tell("interview.done")
    return Answers(values)


def _already(values: Record) -> Done:
    """Return what was done before the first question: lists of records that are given are not asked about again."""
    lists = (fact for fact, wanted in fact_types().items() if wanted.records and not list_of(fact))
    return Done(asked=frozenset(fact for fact in lists if is_answered(fact, values)))


def _ask_what_is_missing(talk: Talk) -> None:
    """Ask again for what was left out and what the document cannot do without."""
    for fact in sorted(talk.needed("", talk.values)):
        question = next((each for each in talk.level("") if each.fact == fact and each.ask), None)
        # The answer before may have made this one needless: a postal address stands in for an e-mail address.
        if question and fact in talk.needed("", talk.values):
            prompts.say(talk.asker.world)
            talk.asker.tell("interview.still-needed")
            _ask(talk, "", question, talk.values, must=True)


# From one question to the next --------------------------------------------------------------------------------------


def _walk(talk: Talk, head: str, record: Record, done: Done) -> None:
    """Ask all questions of one level and put the answers into `record`."""
    questions, shown = talk.level(head), ""
    while True:
        needed = talk.needed(head, record)
        scope = talk.scope(head, record)
        step = next_step(questions, talk.kind, scope, done, needed)
        if step is None:
            return
        if not isinstance(step, Question):
            taken = frozenset(_taken(talk, step))
            done = replace(done, taken=done.taken | taken, refused=done.refused | (frozenset(step) - taken))
            continue
        if not head and shown != (section := _section_of(talk, step)).key:
            _announce(talk, section, done, needed)
            shown = section.key
        must = not step.optional or talk.kind in step.must or bool(head and step.fact in needed)
        _ask(talk, head, step, record, must=must)
        done = replace(done, asked=done.asked | {step.fact})


def _taken(talk: Talk, ids: tuple[str, ...]) -> list[str]:
    """Make the offers and return the ids of those that the person takes up."""
    words = talk.asker.questions
    offers = [talk.offer(each) for each in ids]
    if len(offers) == 1:
        only = offers[0]
        return [only.id] if talk.asker.yes(words.translate(f"offer.{only.id}.ask", only.ask)) else []
    names = tuple((each.id, words.translate(f"offer.{each.id}.name", each.name)) for each in offers)
    return talk.asker.some("interview.offers", names)


def _section_of(talk: Talk, question: Question) -> Section:
    return next(section for section in talk.sections if question in section.question)


def _announce(talk: Talk, section: Section, done: Done, needed: frozenset[str]) -> None:
    """Write where the interview is: the part, and how many there are as far as one can tell."""
    open_now = replace(done, asked=frozenset())
    scope = talk.scope("", talk.values)
    parts = []
    for each in talk.sections:
        asked = any(question.fact in done.asked for question in each.question)
        own = [question for question in each.question if not list_of(question.fact)]
        step = next_step(own, talk.kind, scope, open_now, needed)
        if asked or each.key == section.key or isinstance(step, Question):
            parts.append(each.key)
    prompts.say(talk.asker.world)
    talk.asker.tell(
        "interview.part",
        number=parts.index(section.key) + 1,
        total=len(parts),
        title=talk.asker.questions.translate(f"section.{section.key}.title", section.title),
    )


# One question -------------------------------------------------------------------------------------------------------


def _ask(talk: Talk, head: str, question: Question, record: Record, *, must: bool) -> None:
    """Ask `question` and put the answer into `record`, where one is given."""
    own = question.fact.removeprefix(f"{head}.") if head else question.fact
    if fact_type(question.fact).records:
        _ask_records(talk, question, record, own)
        return
    if head and own in _REFERENCES:
        value = _ask_reference(talk, question, record, own, must=must)
    else:
        choices = _choices(talk, question.fact)
        value = talk.asker.ask(question, fact_type(question.fact), choices, must=must)
    if value is UNANSWERED:
        return
    if isinstance(value, str):
        value = platform_code(question.fact, value, talk.library)
    _put(record, own, value)
    if question.fact == "platform.copyright.accepts_disclosure" and value is not True:
        _keep_the_sender_private(talk)


def _choices(talk: Talk, fact: str) -> Choices | None:
    choices = offered(fact, talk.library, talk.asker.words, talk.values)
    if fact == "relief.requests":
        codes = granted(talk.library, talk.values)
        every = talk.asker.choices_of(Request) or ()
        choices = tuple((code, label) for code, label in every if code in codes) or None
    return choices


def _put(record: Record, path: str, value: object) -> None:
    *steps, last = path.split(".")
    for step in steps:
        inner = record.setdefault(step, {})
        assert isinstance(inner, dict)
        record = inner
    record[last] = value


def _keep_the_sender_private(talk: Talk) -> None:
    """Take back the basis that would hand the sender's name to the poster; the request rests on the others."""
    talk.asker.tell("interview.kept-private")
    platform = talk.values["platform"]
    assert isinstance(platform, dict)
    platform["bases"] = without_disclosure(talk.library, talk.values)
    platform.pop("copyright", None)


# Records ------------------------------------------------------------------------------------------------------------


def _ask_records(talk: Talk, question: Question, record: Record, own: str) -> None:
    """Ask for records of the list `own` until there is no other one."""
    records = value_at(own, record)
    if not isinstance(records, list):
        records = []
    if question.optional and not question.behind:
        if not talk.asker.yes(talk.asker.worded(question, "ask")):
            return
    else:
        talk.asker.introduce(question)
    while True:
        _new_record(talk, question, records, {})
        _put(record, own, records)
        if not talk.asker.yes(talk.asker.worded(question, "more")):
            return


def _new_record(talk: Talk, question: Question, records: list[object], start: Record) -> Record:
    """Ask for one record, add it to `records` and return it; `start` holds what is known of it."""
    number, fact = len(records) + 1, question.fact
    prompts.say(talk.asker.world)
    label = talk.asker.worded(question, "label")
    talk.asker.tell("interview.record", label=label[:1].upper() + label[1:], number=number)
    made: Record = dict(start)
    if f"{fact}.id" in fact_types():
        made = {"id": _free_id(fact, records), **start}
    _walk(talk, fact, made, Done())
    records.append(made)
    return made


def _free_id(fact: str, records: list[object]) -> str:
    """Return an id that no record has: a1 for the first account."""
    used = {each.get("id") for each in records if isinstance(each, Mapping)}
    number = len(records) + 1
    while f"{fact[0]}{number}" in used:
        number += 1
    return f"{fact[0]}{number}"


def _ask_reference(talk: Talk, question: Question, record: Record, own: str, *, must: bool) -> object:
    """Return the ids of the records that the person picks, or tells of for the first time."""
    target = talk.question(_REFERENCES[own])
    found = talk.values.get(target.fact)
    records: list[object] = found if isinstance(found, list) else []
    listed = fact_type(question.fact).listed
    picked = [_NEW]
    if records or (not must and not question.behind):
        another = (_NEW, talk.asker.words.say("interview.new-one"))
        wanted = fact_type(question.fact)._replace(type=str, may_decline=False)
        answer = talk.asker.ask(question, wanted, (*_named(target.fact, records), another), must=must)
        if answer is UNANSWERED:
            return UNANSWERED
        picked = answer if isinstance(answer, list) else [str(answer)]
    else:
        talk.asker.introduce(question)
    ids = [each for each in picked if each != _NEW]
    if _NEW in picked:
        ids += _new_ids(talk, target, records, _start_of(target.fact, record), several=listed)
    return ids if listed else ids[0]


def _new_ids(talk: Talk, target: Question, records: list[object], start: Record, *, several: bool) -> Iterator[str]:
    """Yield the id of each record that the person tells of now."""
    while True:
        made = _new_record(talk, target, records, start)
        talk.values[target.fact] = records
        yield str(made["id"])
        if not several or not talk.asker.yes(talk.asker.worded(target, "more")):
            return


def _start_of(fact: str, record: Record) -> Record:
    """Return what an incident tells of a new account: the platform."""
    platform = record.get("platform")
    return {"platform": platform} if fact == "accounts" and isinstance(platform, str) else {}


def _named(fact: str, records: list[object]) -> Choices:
    """Return id and name of each record; an account's name is its handle."""
    name = {"accounts": "handle", "exhibits": "title", "witnesses": "name"}[fact]
    return tuple((str(each["id"]), str(each[name])) for each in records if isinstance(each, Mapping))
