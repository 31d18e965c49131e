"""One question, asked until its answer fits the type of the fact, and the answer as a facts file would hold it.

What does not fit is said in the language of the interview, without the words that were typed: somebody else may look at
the screen.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from docgen.cli import prompts
from docgen.cli.date_limits import explain_date, is_own_date
from docgen.cli.dates_typed import date_words
from docgen.cli.editor import edit_text
from docgen.cli.shown import shown_reply
from docgen.cli.speaking import DECLINE, Command, Commanded, Speaker
from docgen.date_words import DateWords
from docgen.dates import Clock, PartialDate, Precision
from docgen.doubts import date_doubts
from docgen.interview.options import Choices
from docgen.interview.said import Reply
from docgen.interview.steps import Fact, Step
from docgen.localization import known_zone, read_amount, weekday_and_day
from docgen.matter.values import Prose, Unfit, Words, Zone
from docgen.notes import NoteWords, note_words, text_notes
from docgen.questions import FactType
from docgen.typed_dates import read_typed_date
from docgen.typed_times import read_typed_time
from docgen.typed_values import checked, whole_number

__all__ = ["Asker", "Before"]


_NAMES_A_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Before:
    """What was told before of the fact that is asked for."""

    old: Reply | None
    """The answer so far, which Enter keeps; None for none."""
    begun: str
    """The beginning of a long text; "" for none."""
    on_line: prompts.OnLine
    scratch: Callable[[], Path]
    """Gives the path of a file for the person's editor."""


@dataclass(frozen=True)
class Asker(Speaker):
    """Asks for the facts in one language."""

    folder: Path = Path()
    """Folder that the names of evidence files start from."""

    @cached_property
    def _dates(self) -> DateWords:
        return date_words(self.words)

    @cached_property
    def _notes(self) -> NoteWords:
        return note_words(self.words)

    def ask_step(self, step: Step, fact: Fact, answer: Before, values: Mapping[str, object]) -> Reply:
        """Return the reply to a question for one fact: empty when left out, None in it when declined.

        `values` are the facts told so far.
        """
        question, wanted = fact.question, fact.wanted
        choices = fact.choices or self.choices_of(wanted.type)
        begun = answer.begun

        def on_line(text: str) -> None:
            nonlocal begun  # a command in the middle of a long text must not cost its lines
            begun = text
            answer.on_line(text)

        def introduce() -> None:
            self.introduce(question)
            self._explain(wanted, choices, must=fact.must)
            if fact.must and wanted.may_decline:
                self.tell("interview.how.not-there")
            if answer.old is not None:
                self.tell("interview.old-answer", text=shown_reply(self, fact, answer.old))
            if begun:
                self.tell("interview.begun", text=begun)

        def read() -> Reply:
            try:
                typed = self._typed(fact, choices, begun, on_line)
            except Commanded as command:
                if command.command is not Command.EDIT:
                    raise
                typed = self._edited(wanted, choices, begun or _text_of(answer.old), answer.scratch)
                if _is_long(wanted.type) and isinstance(typed, str) and typed:
                    on_line(typed)  # what does not fit is not lost
            return self._reply_of(fact, choices, typed, answer.old, values)

        introduce()
        reply = self._until_it_fits(read, introduce)
        assert isinstance(reply, list)
        if reply and reply != answer.old:
            self._note(question.fact, wanted, reply[0], step.place.scope)
        return reply

    def _reply_of(
        self, fact: Fact, choices: Choices | None, typed: str | list[str], old: Reply | None,
        values: Mapping[str, object],
    ) -> Reply:  # fmt: skip
        """Return what was typed as a reply; nothing typed keeps the `old` one. Raises `Unfit` where it does not fit.

        A question that may be left out and cannot be declined, as most lists, is left out by `DECLINE`.
        """
        wanted = fact.wanted
        if typed in ("", []):
            if old is not None:
                return old
            if fact.must:
                raise Unfit("wanted.answer")
            return []
        if typed in (DECLINE, [DECLINE]) and (wanted.may_decline or not fact.must):
            return [None] if wanted.may_decline else []
        value = self._understood(fact.question.fact, wanted, choices, typed)
        self._doubt(fact, value, values)
        return [value]

    def _doubt(self, fact: Fact, value: object, values: Mapping[str, object]) -> None:
        """Ask about a date that is unlikely. Raises `Unfit` where it was a slip.

        Of the days that own questions ask for nobody knows which are: a hearing lies in the future.
        """
        path, wanted = fact.question.fact, fact.wanted.type
        is_date = isinstance(wanted, type) and issubclass(wanted, date | PartialDate)
        if isinstance(value, str) and is_date and path not in self.own_questions.by_fact:
            for doubt in date_doubts(path, value, values, self.world.today):
                if not self.yes(self.words.say(doubt)):
                    raise Unfit("wanted.again")

    def _note(self, fact: str, wanted: FactType, value: object, scope: Mapping[str, object]) -> None:
        if isinstance(value, str) and _is_long(wanted.type):
            for note in text_notes(fact, value, scope, self._notes):
                self.tell(note)

    def _explain(self, wanted: FactType, choices: Choices | None, *, must: bool) -> None:
        """Write what can be chosen and how to answer."""
        if choices:
            self._list([label for _, label in choices])
            self.tell("interview.how.numbers" if wanted.listed else "interview.how.number")
        elif wanted.type is bool:
            self.tell("interview.how.yes-no")
        elif wanted.listed:
            self.tell("interview.how.lines")
        elif _is_long(wanted.type):
            self.tell("interview.how.text")
        elif is_own_date(wanted.type):
            explain_date(self, wanted.type)
        if not must:
            self.tell("interview.how.leave-out")

    def _typed(self, fact: Fact, choices: Choices | None, begun: str, on_line: prompts.OnLine) -> str | list[str]:
        def fits(typed: str) -> bool:
            if unfit := self._misfit(fact, typed):
                self.tell_unfit(unfit)
            return not unfit

        if fact.wanted.listed and not choices:
            return prompts.read_lines(self._line, fits, begun, on_line)
        if _is_long(fact.wanted.type) and not choices:
            sound = begun and not self._misfit(fact, begun)  # what is not can only be edited, or written anew
            return prompts.read_text(self._line, fits, begun if sound else "", on_line) or begun
        return self._line().strip()

    def _misfit(self, fact: Fact, typed: str) -> Unfit | None:
        """Return why `typed` does not fit the fact, or one item of it where it is a list; None where it fits."""
        try:
            self._value(fact.question.fact, fact.wanted.type, typed)
        except Unfit as unfit:
            return unfit
        return None

    def _edited(
        self, wanted: FactType, choices: Choices | None, text: str, scratch: Callable[[], Path]
    ) -> str | list[str]:
        """Return `text` as the person changes it, on the line or, several lines, in their editor."""
        if _is_long(wanted.type) and not choices:
            path = scratch()
            self.tell("interview.editor-opens")
            return edit_text(self.world, text, path)
        if wanted.listed or choices or not text or not prompts.edits_lines(self.world):
            raise Unfit("wanted.typed-anew")
        return self._line(text).strip()

    def _understood(self, fact: str, wanted: FactType, choices: Choices | None, typed: str | list[str]) -> object:
        """Return what was typed as JSON would hold it. Raises `Unfit` where it does not fit."""
        if isinstance(typed, list):
            return [self._value(fact, wanted.type, each) for each in typed]
        if not choices:
            return self._value(fact, wanted.type, typed)
        codes = self._chosen(choices, typed, several=wanted.listed)
        for code in codes:
            _check(wanted.type, code)
        return codes if wanted.listed else codes[0]

    def _value(self, fact: str, wanted: Any, typed: str) -> object:
        value = self._read(wanted, typed)
        _check(wanted, value)
        if fact == "letter.deadline" and isinstance(value, str) and value <= self.world.today.isoformat():
            raise Unfit("wanted.future-date")
        if fact == "exhibits.file" and not os.path.isfile(self.folder / typed):  # noqa: PTH113  false for a bad name
            raise Unfit("wanted.file")
        if fact == "losses.currency" and not (len(typed) == 3 and typed.isalpha() and typed.isascii()):
            raise Unfit("wanted.currency")
        return typed.upper() if fact == "losses.currency" else value

    def _read(self, wanted: Any, typed: str) -> object:
        """Return `typed` as the value that JSON would hold for the type `wanted`."""
        if wanted is bool:
            return self._yes_or_no(typed)
        if issubclass(wanted, int):
            return whole_number(typed)
        if issubclass(wanted, Decimal):
            return _unfit(lambda: read_amount(typed, self.words.locale_id))
        if wanted is Clock:
            return self._time(typed)
        if issubclass(wanted, date | PartialDate):
            return self._date(typed, exact=issubclass(wanted, date))
        return typed

    def _date(self, typed: str, *, exact: bool) -> str:
        readings = _unfit(lambda: read_typed_date(typed, self._dates, self.world.today))
        if exact and any(each.precision is not Precision.DAY for each in readings):
            raise Unfit("wanted.exact-date")
        if len(readings) == 1 and readings[0].known and not _NAMES_A_YEAR.search(typed):
            self.tell("interview.understood", day=self._shown(readings[0]))
        return self._which([(each.iso(), self._shown(each)) for each in readings])

    def _shown(self, day: PartialDate) -> str:
        """Return a reading in words."""
        if day.precision not in (Precision.DAY, Precision.BETWEEN):
            return self.labels.partial_date(day)
        first = weekday_and_day(day.first, self.words.locale_id)
        if day.precision is Precision.BETWEEN:
            last = weekday_and_day(day.last, self.words.locale_id)
            return self.words.say("interview.between", first=first, last=last)
        return first

    def _time(self, typed: str) -> str:
        readings = _unfit(lambda: read_typed_time(typed, self._dates))
        return self._which([(each.iso(), self.words.say("interview.time", time=each.iso())) for each in readings])

    def _which(self, readings: Sequence[tuple[str, str]]) -> str:
        """Return the code of the one reading, or of the one that the person means. Raises `Unfit` for none of them."""
        if len(readings) == 1:
            return readings[0][0]
        self.tell("interview.which")
        again = ("again", self.words.say("interview.none-of-these"))
        self._list([label for _, label in (*readings, again)])
        picked = self._until_it_fits(lambda: self._chosen((*readings, again), self._line())[0])
        if picked == again[0]:
            raise Unfit("wanted.again")
        return str(picked)


def _text_of(reply: Reply | None) -> str:
    """Return a reply as a person would have typed it; "" for one that is no text."""
    value = reply[0] if reply else None
    return str(value) if isinstance(value, str | int | Decimal) and not isinstance(value, bool) else ""


def _is_long(wanted: Any) -> bool:
    return isinstance(wanted, type) and (wanted is Prose or issubclass(wanted, Words))


def _unfit(read: Callable[[], Any]) -> Any:
    """Return what `read` gives; its ValueError, whose text is a message id, becomes `Unfit`."""
    try:
        return read()
    except Unfit:
        raise
    except ValueError as error:
        raise Unfit(str(error)) from None


def _check(wanted: Any, value: object) -> None:
    """Raise `Unfit` where the model would refuse `value` as a `wanted`."""
    checked(wanted, value, "wanted.answer")
    if wanted is Zone and not known_zone(str(value)):
        raise Unfit("wanted.zone")
