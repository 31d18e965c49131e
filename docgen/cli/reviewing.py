"""The review: all answers by section, numbered, so that any of them can be changed before anything is written."""

from __future__ import annotations

from docgen.cli import prompts
from docgen.cli.asking import Asker
from docgen.cli.keeping import Keeper
from docgen.dates import PartialDate
from docgen.interview.said import Reply, copy_record, delete_record, move_record, records_in
from docgen.interview.script import Script
from docgen.interview.setting import Setting
from docgen.interview.steps import Another, Fact, Offers, Step
from docgen.records import Reader

__all__ = ["review", "shown_reply"]

_LONGEST = 160


def review(asker: Asker, setting: Setting, script: Script, gap: Step | None, keeper: Keeper) -> Step | bool:
    """Show the answers; return the step to ask again, or whether something else was changed.

    `gap` is the first step that lacks an answer, None where nothing is missing.
    """
    prompts.say(asker.world)
    asker.tell("interview.review")
    steps = [step for step in script.trail if isinstance(step.what, Fact | Offers | Another)]
    lines = _lines(asker, setting, steps, keeper)
    if gap is not None and isinstance(gap.what, Fact):
        asker.tell("interview.review-gap", label=asker.worded(gap.what.question, "label"))
    asker.tell("interview.review-go-on" if gap else "interview.review-end")
    picked = asker.number(len(lines))
    if picked == 0:
        return False
    line = lines[picked - 1]
    return line if isinstance(line, Step) else _change_record(asker, keeper, *line)


def _lines(asker: Asker, setting: Setting, steps: list[Step], keeper: Keeper) -> list[Step | tuple[str, str]]:
    """Write the lines and return what each stands for: a step, or a record by its list and name."""
    lines: list[Step | tuple[str, str]] = []
    section, record = "", ""
    titles = {each.key: each for each in setting.sections}
    for step in steps:
        if step.section != section and not step.place.head:
            section = step.section
            prompts.say(asker.world, asker.worded(titles[section], "title"))
        if step.place.of and step.place.prefix != record:
            record = step.place.prefix
            list_key, _, name = record.rpartition("/")
            lines.append((list_key, name))
            label = asker.worded(step.place.of, "label")
            asker.tell("interview.review-record", line=len(lines), label=label, number=step.place.number)
        lines.append(step)
        answer = _shown(asker, step, keeper)
        asker.tell("interview.review-line", line=len(lines), label=_label(asker, step), answer=answer)
    return lines


def _label(asker: Asker, step: Step) -> str:
    match step.what:
        case Fact(question=question) | Another(question=question):
            return asker.worded(question, "more" if isinstance(step.what, Another) else "label")
        case _:
            return asker.words.say("interview.review-offers")


def _shown(asker: Asker, step: Step, keeper: Keeper) -> str:
    match step.what:
        case Fact() as fact:
            reply = keeper.said.get(step.key, [])
            return shown_reply(asker, fact, reply)
        case Offers(offers=offers):
            replies = ((each, keeper.said.get(f"{step.place.prefix}?{each.id}")) for each in offers)
            taken = [asker.worded(each, "name") for each, reply in replies if reply == [True]]
            return "; ".join(taken) or asker.words.say("interview.review-none")
        case _:
            return asker.words.say("interview.review-no")


def shown_reply(asker: Asker, fact: Fact, reply: Reply) -> str:
    """Return a reply in words: labels of choices, dates in full, long texts by their beginning."""
    if not reply:
        return asker.words.say("interview.review-left-out")
    if reply[0] is None:
        return asker.words.say("interview.review-declined")
    values = reply[0] if isinstance(reply[0], list) else [reply[0]]
    labels = dict(fact.choices or asker.choices_of(fact.wanted.type) or ())
    text = "; ".join(_in_words(asker, fact, labels, each) for each in values)
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"


def _in_words(asker: Asker, fact: Fact, labels: dict[str, str], value: object) -> str:
    if isinstance(value, bool):
        return asker.words.say("interview.review-yes" if value else "interview.review-no")
    if str(value) in labels:
        return labels[str(value)]
    day = Reader().value(fact.wanted.type, value, ())
    return asker.labels.partial_date(day) if isinstance(day, PartialDate) and day.known else str(value)


def _change_record(asker: Asker, keeper: Keeper, list_key: str, name: str) -> bool:
    """Ask what to do with a record and do it; return whether anything was done."""
    acts = ("copy", "earlier", "later", "delete", "nothing")
    choices = tuple((act, asker.words.say(f"interview.record-{act}")) for act in acts)
    picked = asker.one("interview.record-menu", choices)
    names = records_in(keeper.said, list_key)
    place = names.index(name)
    match picked:
        case "copy":
            new = copy_record(keeper.said, list_key, name)
            for own in ("date", "summary"):
                keeper.said.pop(f"{list_key}/{new}/{own}", None)
        case "earlier":
            move_record(keeper.said, list_key, name, max(0, place - 1))
        case "later":
            move_record(keeper.said, list_key, name, place + 1)
        case "delete":
            delete_record(keeper.said, list_key, name)
    keeper.save(asker.words)
    return True
