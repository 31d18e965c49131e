"""`docgen facts sheet`: a sheet with a column for each fact that the interview asks for, and a row for what is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from docgen.answers import read_facts_file, read_json
from docgen.cli.report import write_text
from docgen.cli.settings import Settings, read_settings
from docgen.cli.speaking import Speaker
from docgen.cli.world import World
from docgen.conditions import can_hold
from docgen.dates import PartialDate
from docgen.errors import Problem, UsageProblem
from docgen.files import refuse_odd_target, write_file
from docgen.frozen import frozen
from docgen.interview.options import Choices, known_at, offered_at
from docgen.jurisdiction import Jurisdiction
from docgen.localization import Wording
from docgen.own_questions import NO_OWN_QUESTIONS
from docgen.questions import FactType, Question, is_for, list_of
from docgen.sheets.columns import KEY, Column, column_named, names_of
from docgen.sheets.write import FilledRow, SheetColumn, csv_sheet, xlsx_sheet

__all__ = ["SheetOptions", "sheet_columns", "write_sheet"]

_ROOM = {"accounts": 2, "exhibits": 2}
"""How many records a list has room for where it is not one; people add columns for more."""
_MOST_INCIDENTS = 99


@frozen
class SheetOptions:
    """What the command line asks of `docgen facts sheet`."""

    kind: str
    output: Path
    facts: tuple[str, ...] = ()
    """Facts files to fill in, one a row; none for an empty sheet."""
    jurisdiction: str = ""
    interview_language: str = ""
    incidents: int = 3
    force: bool = False
    templates: Path | None = None


def write_sheet(world: World, options: SheetOptions) -> None:
    """Write the sheet, and say on standard error how to fill it in. Raises a `DocgenError`; then nothing is written."""
    settings = read_settings(world, options.templates, options.interview_language)
    suffix = options.output.suffix.casefold()
    if suffix not in (".xlsx", ".csv"):
        raise UsageProblem([Problem(id="usage.sheet-suffix")])
    if not 1 <= options.incidents <= _MOST_INCIDENTS:
        raise UsageProblem([Problem(id="usage.sheet-incidents", names={"most": str(_MOST_INCIDENTS)})])
    settings.library.manifest(options.kind)
    place = options.jurisdiction or settings.jurisdiction
    law = settings.library.jurisdiction(place) if place else None
    output = world.folder / options.output
    refuse_odd_target(output, force=options.force)
    words = settings.library.wording("program", settings.language)
    speaker = Speaker.open(world, settings.library, settings.language, options.kind).speaking(for_client=True)
    rows = [_filled(world, name) for name in options.facts]
    columns = sheet_columns(settings, speaker, words, options.kind, law, max(options.incidents, _most_incidents(rows)))
    own_questions = settings.library.own_questions(options.kind) or NO_OWN_QUESTIONS
    if suffix == ".xlsx":
        data = xlsx_sheet(columns, rows, title=words.say("sheet.title"), own_questions=own_questions)
    else:
        data = csv_sheet(columns, rows, sign=words.say("sheet.column-sign"), own_questions=own_questions)
    write_file(output, data, force=options.force)
    world.stdout.write(f"{options.output}\n")
    write_text(world.stderr, words.count("sheet.done", len(columns)))
    write_text(world.stderr, words.say("sheet.key.note"))


def _filled(world: World, name: str) -> FilledRow:
    """Return the facts of the file `name` as they stand there; `key` names the row, as in a batch."""
    told = read_json(world.read_standard_input(), name) if name == "-" else read_facts_file(world.folder / name, name)
    facts = {fact: value for fact, value in told.values.items() if fact != KEY}
    return FilledRow(key=str(told.values.get(KEY) or ""), facts=facts, source=name)


def _most_incidents(rows: Sequence[FilledRow]) -> int:
    """Return how many incidents the longest row tells, as far as a sheet has room by order."""
    told = [row.facts.get("incidents") for row in rows]
    return min(_MOST_INCIDENTS, max((len(each) for each in told if isinstance(each, list)), default=0))


def sheet_columns(
    settings: Settings, speaker: Speaker, words: Wording, kind: str, law: Jurisdiction | None, incidents: int
) -> list[SheetColumn]:
    """Return the columns for `kind`: the key, and each fact that its interview asks for, in the order of the interview.

    Where the place is known, `law` narrows what can be chosen, and leaves out what the interview never asks there.
    `incidents` is the number of incidents to make room for.
    """
    own_questions = settings.library.own_questions(kind) or NO_OWN_QUESTIONS
    asked = {question.fact: question for question in _asked(settings.library.questions(kind), kind, law)}
    facts = [fact for fact in asked if not own_questions.types[fact].records]
    told = _Told(settings, speaker, words, law)
    columns = [SheetColumn(name=KEY, label=words.say("sheet.key.label"), note=words.say("sheet.key.note"))]
    for name in names_of(facts, {**_ROOM, "incidents": incidents}, own_questions):
        column = column_named(name, own_questions)
        assert column is not None, "the names were made from facts"
        fact = ".".join(step for step in column.path if isinstance(step, str))
        columns.append(_column(name, column, asked[fact], told))
    return columns


def _asked(questions: tuple[Question, ...], kind: str, law: Jurisdiction | None) -> Iterator[Question]:
    """Yield what the interview for `kind` asks at the place of `law`, without the facts of lists that it leaves out."""
    known = known_at(law, kind) if law else {}
    fitting = [each for each in questions if each.ask and is_for(each, kind) and _can_be_asked(each, known)]
    facts = {each.fact for each in fitting}
    for each in fitting:
        head = list_of(each.fact)
        while head in facts:
            head = list_of(head)
        if not head:
            yield each


def _can_be_asked(question: Question, known: Mapping[str, object]) -> bool:
    return can_hold(question.when, known) and (not question.unless or can_hold(f"not ({question.unless})", known))


class _Told:
    """What all columns are worded with."""

    def __init__(self, settings: Settings, speaker: Speaker, words: Wording, law: Jurisdiction | None) -> None:
        self.library, self.speaker, self.words, self.law = settings.library, speaker, words, law

    def choices(self, fact: str, wanted: FactType) -> Choices:
        """Return what can be chosen for `fact`, whatever else will be told; none for anything."""
        if found := offered_at(fact, self.library, self.law, self.speaker.words, self.speaker.labels):
            return found
        if wanted.type is bool:
            return tuple((self.yes(id), "") for id in ("words.yes", "words.no"))
        return self.speaker.choices_of(wanted.type) or ()

    def yes(self, id: str) -> str:
        """Return the first spelling of yes or no."""
        return self.speaker.words.say(id).split("|")[0]


def _column(name: str, column: Column, question: Question, told: _Told) -> SheetColumn:
    wanted = column.wanted
    choices = told.choices(question.fact, wanted)
    listed = [f"{code} ({label})" if label else code for code, label in choices]
    number = ".".join(str(step) for step in column.path if isinstance(step, int))
    label = told.speaker.worded(question, "label")
    parts = [told.speaker.worded(question, "ask"), *_how(question, column, told)]
    if choices:
        parts.append(told.words.say("sheet.how.choices", choices=", ".join(listed)))
    return SheetColumn(
        name=name,
        label=told.words.say("sheet.numbered", label=label, number=number) if number else label,
        note="\n".join(parts),
        choices=() if wanted.listed else tuple(code for code, _ in choices),
        tip="\n".join(listed),
    )


def _how(question: Question, column: Column, told: _Told) -> Iterator[str]:
    """Yield how to fill in a cell for `question`."""
    wanted = column.wanted
    if example := told.speaker.worded(question, "example"):
        yield told.words.say("sheet.how.example", example=example)
    if column.target:
        yield told.words.say("sheet.how.reference", list=column.target)
    if wanted.listed:
        yield told.words.say("sheet.how.several")
    if id := _typed(wanted.type):
        yield told.words.say(id)
    if wanted.may_decline:
        yield told.words.say("sheet.how.decline")


def _typed(wanted: Any) -> str:
    if issubclass(wanted, date | PartialDate):
        return "sheet.how.date"
    return "sheet.how.amount" if issubclass(wanted, Decimal) else ""
