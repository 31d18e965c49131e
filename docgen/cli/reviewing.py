"""The review: all answers by section, numbered, so that any of them can be changed before anything is written."""

from __future__ import annotations

from docgen.cli import prompts
from docgen.cli.asking import Asker
from docgen.cli.keeping import Keeper
from docgen.cli.shown import Line, RecordLine, StepLine, review_lines
from docgen.interview.said import copy_record, delete_record, move_record, records_in
from docgen.interview.script import Script
from docgen.interview.setting import Setting
from docgen.interview.steps import Step

__all__ = ["review"]


def review(asker: Asker, setting: Setting, keeper: Keeper, *, finished: bool, refused: bool = False) -> Step | bool:
    """Show the answers; return the step to ask again, or whether something else was changed.

    `finished` says that nothing is left to ask: the paper is written next; `refused` that it could not be written.
    """
    script = Script(setting, keeper.said, past_gaps=True)
    for _ in script.gaps():
        pass
    prompts.say(asker.world)
    asker.tell("interview.review")
    numbered: list[StepLine | RecordLine] = []
    for line in review_lines(asker, script):
        if not isinstance(line, Line):
            numbered.append(line)
        _show(asker, line, len(numbered))
    if refused:
        asker.tell("interview.not-written")
    asker.tell("interview.review-end" if finished else "interview.review-go-on")
    picked = asker.number(len(numbered))
    if picked == 0:
        return False
    chosen = numbered[picked - 1]
    return chosen.step if isinstance(chosen, StepLine) else _change_record(asker, setting, keeper, chosen)


def _show(asker: Asker, line: Line | StepLine | RecordLine, number: int) -> None:
    match line:
        case StepLine(label=label, answer=answer):
            asker.tell("interview.review-line", line=number, label=label, answer=answer)
        case RecordLine(label=label):
            asker.tell("interview.review-record", line=number, label=label, number=line.number)
        case Line(text=text):
            prompts.say(asker.world, text)


def _change_record(asker: Asker, setting: Setting, keeper: Keeper, line: RecordLine) -> bool:
    """Ask what to do with a record and do it; return whether anything was changed."""
    said, list_key, name = keeper.said, line.list_key, line.record
    place = records_in(said, list_key).index(name)
    acts = ("copy", "earlier", "later", "delete", "nothing")
    match asker.one("interview.record-menu", tuple((act, asker.words.say(f"interview.record-{act}")) for act in acts)):
        case "copy":
            copy_record(said, list_key, name, setting.anew(line.question.fact))
        case "earlier":
            move_record(said, list_key, name, max(0, place - 1))
        case "later":
            move_record(said, list_key, name, place + 1)
        case "delete":
            delete_record(said, list_key, name)
        case _:
            return False
    keeper.save(asker.words)
    return True
