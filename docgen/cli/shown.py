"""Answers in words: each as a person would say it, and all of them by section."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from docgen.cli.speaking import Speaker
from docgen.dates import PartialDate
from docgen.interview.replies import fits
from docgen.interview.said import Reply, records_in
from docgen.interview.script import Script
from docgen.interview.steps import Another, Fact, Offers, Step
from docgen.questions import Question
from docgen.records import Reader

__all__ = ["Line", "RecordLine", "StepLine", "review_lines", "shown_reply"]

_LONGEST = 160


class Line(NamedTuple):
    """A line that heads others."""

    text: str


class StepLine(NamedTuple):
    """An answer, which can be given anew."""

    label: str
    answer: str
    step: Step


class RecordLine(NamedTuple):
    """The head of one record."""

    label: str
    number: int
    list_key: str
    record: str
    question: Question
    """The question that asks for such records."""


def review_lines(speaker: Speaker, script: Script) -> Iterator[Line | StepLine | RecordLine]:
    """Yield the answers that `script` has walked past, section by section and record by record.

    What the paper cannot do without stands there too where it was not answered.
    """
    titles = {each.key: each for each in script.setting.sections}
    section, record = "", ""
    for step in _by_record(script.trail):
        gap, place = not fits(step, script.reply_to(step)), step.place
        if not isinstance(step.what, Fact | Offers | Another):
            continue
        if gap and not (isinstance(step.what, Fact) and step.what.must):
            continue
        if step.section != section and not (isinstance(step.what, Offers) and not place.of):
            section = step.section
            yield Line(speaker.worded(titles[section], "title"))
        if place.of and place.prefix != record:
            record = place.prefix
            list_key, _, name = record.rpartition("/")
            label = speaker.worded(place.of, "label")
            if name in records_in(script.said, list_key):
                yield RecordLine(label, place.number, list_key, name, place.of)
            else:  # asked for, but nothing is told of it yet
                yield Line(speaker.words.say("interview.record", label=label, number=place.number))
        answer = speaker.words.say("interview.review-missing") if gap else _answer(speaker, script, step)
        yield StepLine(_label(speaker, step), answer, step)


def _by_record(trail: list[Step]) -> list[Step]:
    """Return the steps with the records of one list together, in the order in which each was first come to.

    The own facts of a record stand before the records in it.
    """
    first: dict[str, int] = {}
    keys: list[tuple[tuple[bool, int], ...]] = []
    for number, step in enumerate(trail):
        inside = step.what.list_key if isinstance(step.what, Another) and not step.place.head else step.place.prefix
        around = list(accumulate(inside.split("/") if inside else (), "{}/{}".format))  # list, record, list in it, …
        places = [(depth > 0, first.setdefault(each, number)) for depth, each in enumerate(around)]
        keys.append((*places, (len(around) % 2 == 1, number)))
    return [step for _, step in sorted(zip(keys, trail, strict=True), key=lambda pair: pair[0])]


def _label(speaker: Speaker, step: Step) -> str:
    match step.what:
        case Fact(question=question):
            return speaker.worded(question, "label")
        case Another(question=question):
            return speaker.worded(question, "more")
        case _:
            return speaker.words.say("interview.review-offers")


def _answer(speaker: Speaker, script: Script, step: Step) -> str:
    match step.what:
        case Fact() as fact:
            return shown_reply(speaker, fact, script.reply_to(step) or [])
        case Offers(offers=offers):
            taken = [each for each in offers if script.said.get(f"{step.place.prefix}?{each.id}") == [True]]
            return "; ".join(speaker.worded(each, "name") for each in taken) or speaker.words.say(
                "interview.review-none"
            )
        case _:
            return speaker.words.say("interview.review-no")


def shown_reply(speaker: Speaker, fact: Fact, reply: Reply) -> str:
    """Return a reply in words: labels of choices, dates in full, long texts by their beginning."""
    if not reply:
        return speaker.words.say("interview.review-left-out")
    if reply[0] is None:
        return speaker.words.say("interview.review-declined")
    values = reply[0] if isinstance(reply[0], list) else [reply[0]]
    labels = dict(fact.choices or speaker.choices_of(fact.wanted.type) or ())
    flat = " ".join("; ".join(_in_words(speaker, fact, labels, each) for each in values).split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"


def _in_words(speaker: Speaker, fact: Fact, labels: dict[str, str], value: object) -> str:
    if isinstance(value, bool):
        return speaker.words.say("interview.review-yes" if value else "interview.review-no")
    if str(value) in labels:
        return labels[str(value)]
    day = Reader().value(fact.wanted.type, value, ())
    if isinstance(day, date):
        return speaker.labels.day(day)
    return speaker.labels.partial_date(day) if isinstance(day, PartialDate) and day.known else str(value)
