"""One question, asked until its answer fits the type of the fact, and the answer as a facts file would hold it.

What does not fit is said in the language of the interview, without the words that were typed: somebody else may look at
the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from docgen.cli import prompts
from docgen.cli.world import World
from docgen.date_words import DATE_WORDS, DateWords
from docgen.dates import Clock, PartialDate, Precision
from docgen.doubts import date_doubts
from docgen.interview.options import Choices
from docgen.interview.steps import Fact, Step
from docgen.localization import Wording, calendar_names, known_zone, read_amount, weekday_and_day
from docgen.matter.values import Prose, Unfit, Words, Zone
from docgen.notes import note_words, text_notes
from docgen.questions import Advice, FactType, Offer, Question, Section, fact_type, seen_by
from docgen.records import Reader
from docgen.typed_dates import read_typed_date
from docgen.typed_times import read_typed_time

__all__ = ["Asker", "Command", "Commanded", "date_words"]

_DECLINE = "-"


class Command(StrEnum):
    """What can be typed at any prompt instead of an answer, after a colon."""

    BACK = "back"
    SKIP = "skip"
    WHY = "why"
    REVIEW = "review"
    SAVE = "save"
    QUIT = "quit"
    HELP = "help"


class Commanded(Exception):
    """The person typed a command instead of an answer."""

    def __init__(self, command: Command) -> None:
        self.command = command


@dataclass(frozen=True)
class Asker:
    """Asks in one language."""

    world: World
    words: Wording
    """The interview's own sentences (`program-interview`)."""
    questions: Wording
    """The wording of the questions (`interview`)."""
    labels: Wording
    """The labels of choices (`documents`)."""

    for_client: bool = False
    """Whether a representative answers for the client."""
    partial: str = ""
    """The beginning of a long text that was typed before."""
    commands: bool = False
    """Whether a line may be a command."""

    @cached_property
    def _dates(self) -> DateWords:
        return date_words(self.words)

    def tell(self, id: str, **names: object) -> None:
        """Write the sentence `id`."""
        prompts.say(self.world, self.words.say(id, **names))

    def speaking(self, *, for_client: bool, partial: str = "") -> Asker:
        """Return an asker for the steps of an interview, which takes commands."""
        return replace(self, for_client=for_client, partial=partial, commands=True)

    def worded(self, item: Question | Offer | Advice | Section, part: str) -> str:
        """Return a part of the wording of `item`, such as `ask` or `label`; "" where it has none."""
        match item:
            case Question():
                name = item.fact
            case Offer():
                name = f"offer.{item.id}"
            case Advice():
                name = f"advice.{item.id}"
            case Section():
                name = f"section.{item.key}"
        own = getattr(item.for_client, part) if self.for_client else ""
        text: str = own or getattr(item, part)
        return self.questions.translate(f"{name}.for_client.{part}" if own else f"{name}.{part}", text) if text else ""

    def introduce(self, question: Question) -> None:
        """Write the question with its reason and its example."""
        prompts.say(self.world)
        prompts.say(self.world, self.worded(question, "ask"))
        for part in ("why", "example"):
            if text := self.worded(question, part):
                self.tell(f"interview.{part}", text=text)
        self.tell(f"interview.seen.{seen_by(question.fact)}")

    def _line(self) -> str:
        """Return a typed line; raises `Commanded` for a command, and takes one colon off "::"."""
        typed = prompts.read_line(self.world)
        said = typed.strip().casefold()
        if not self.commands or not said.startswith(":"):
            return typed
        if said.startswith("::"):
            return typed.replace("::", ":", 1)
        for command in Command:
            if said[1:] in (command.value, *self.words.say(f"words.command.{command.value}").split("|")):
                raise Commanded(command)
        return typed

    # Questions ----------------------------------------------------------------------------------------------------

    def ask_step(
        self, step: Step, fact: Fact, shown: str, old: list[object] | None, values: Mapping[str, object],
        on_line: prompts.OnLine,
    ) -> list[object]:  # fmt: skip
        """Return the reply to a question for one fact: empty when left out, None in it when declined.

        `old` is the reply so far, shown as `shown`, which Enter keeps; `values` are the facts told so far.
        """
        question, wanted = fact.question, fact.wanted
        self.introduce(question)
        choices = fact.choices or self.choices_of(wanted.type)
        self._explain(wanted, choices, must=fact.must)
        if old is not None:
            self.tell("interview.old-answer", text=shown)
        if self.partial:
            self.tell("interview.begun", text=self.partial)

        def read() -> list[object]:
            typed = self._typed(wanted, choices, on_line)
            if typed in ("", []):
                if old is not None:
                    return old
                if fact.must:
                    raise Unfit("wanted.answer")
                return []
            if _DECLINE in (typed, *(typed if len(typed) == 1 else ())) and not fact.must and wanted.may_decline:
                return [None]
            value = self._understood(question.fact, wanted, choices, typed)
            self._doubt(question.fact, value, values)
            return [value]

        value = self._until_it_fits(read, lambda: self.introduce(question))
        assert isinstance(value, list)
        if value and value != old:
            self._note(question.fact, value[0], step.place.scope)
        return value

    def _doubt(self, fact: str, value: object, values: Mapping[str, object]) -> None:
        """Ask about a date that is unlikely. Raises `Unfit` where it was a slip."""
        wanted = fact_type(fact).type
        if isinstance(value, str) and isinstance(wanted, type) and issubclass(wanted, date | PartialDate):
            for doubt in date_doubts(fact, value, values, self.world.today):
                if not self.yes(self.words.say(doubt)):
                    raise Unfit("wanted.again")

    def _note(self, fact: str, value: object, scope: Mapping[str, object]) -> None:
        if isinstance(value, str) and _is_long(fact_type(fact).type):
            for note in text_notes(fact, value, scope, note_words(self.words)):
                self.tell(note)

    def offers(self, offers: Sequence[Offer]) -> list[str]:
        """Make the offers and return the ids of those that the person takes up."""
        if len(offers) == 1:
            return [offers[0].id] if self.yes_worded(offers[0], "ask") else []
        return self.some("interview.offers", tuple((each.id, self.worded(each, "name")) for each in offers))

    def yes_worded(self, item: Question | Offer | Advice, part: str) -> bool:
        """Return the answer to a yes-or-no question of the wording."""
        return self.yes(self.worded(item, part))

    def advise(self, advice: Advice) -> None:
        """Write advice."""
        prompts.say(self.world)
        prompts.say(self.world, self.worded(advice, "text"))

    def keep(self, facts: Mapping[str, object]) -> bool:
        """Show a record that was imported, with its sources, and return whether it is to be told of."""
        prompts.say(self.world)
        sources = facts.get("sources")
        for own, value in facts.items():
            source = sources.get(own, "") if isinstance(sources, Mapping) else ""
            if own != "sources":
                self.tell("interview.imported", fact=own, value=value, source=source)
        return self.yes(self.words.say("interview.keep-imported"))

    def number(self, last: int) -> int:
        """Return the number typed, from 1 to `last`; 0 for Enter."""

        def read() -> int:
            typed = self._line().strip()
            if typed and not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= last):
                raise Unfit("wanted.number-of-the-list", last=str(last))
            return int(typed or 0)

        found = self._until_it_fits(read)
        return found if isinstance(found, int) else 0

    def one(self, id: str, choices: Choices) -> str:
        """Return the code of the one choice picked; the message `id` asks."""
        prompts.say(self.world)
        self.tell(id)
        self._list([label for _, label in choices])
        return str(self._until_it_fits(lambda: self._chosen(choices, self._line())[0]))

    def choices_of(self, wanted: Any) -> Choices | None:
        """Return the codes and labels of a choice; None for another type."""
        if not (isinstance(wanted, type) and issubclass(wanted, StrEnum)):
            return None
        return tuple((each.value, self.labels.say(f"choice.{wanted.__name__}.{each.value}")) for each in wanted)

    def _until_it_fits(self, read: Callable[[], object], why: Callable[[], None] | None = None) -> object:
        while True:
            try:
                return read()
            except Unfit as unfit:
                self.tell(f"interview.{unfit.wanted}", **unfit.names)
            except Commanded as typed:
                if typed.command is Command.WHY and why:
                    why()
                elif typed.command in (Command.WHY, Command.HELP):
                    self.tell("interview.help")
                else:
                    raise

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
        if not must:
            self.tell("interview.how.leave-out")

    def _list(self, labels: Sequence[str]) -> None:
        for number, label in enumerate(labels, 1):
            prompts.say(self.world, f"  {number}. {label}")

    def _typed(self, wanted: FactType, choices: Choices | None, on_line: prompts.OnLine) -> str | list[str]:
        if wanted.listed and not choices:
            return prompts.read_lines(self._line)
        if _is_long(wanted.type) and not choices:
            return prompts.read_text(self._line, self.partial, on_line)
        return self._line().strip()

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

    def _chosen(self, choices: Choices, typed: str, *, several: bool = False) -> list[str]:
        """Return the codes that `typed` names by number, label or code, each once. Raises `Unfit`."""
        by_name = {name.casefold(): code for code, label in choices for name in (label, code)}
        by_name |= {str(number): code for number, (code, _) in enumerate(choices, 1)}
        whole = typed.strip().casefold()  # a label may hold commas
        named = [whole] if whole in by_name or not several else [each.strip() for each in whole.split(",")]
        codes = [by_name.get(each) or _by_part(choices, each) for each in named if each]
        if not codes or "" in codes:
            raise Unfit("wanted.number-of-the-list", last=str(len(choices)))
        return list(dict.fromkeys(codes))

    def _value(self, fact: str, wanted: Any, typed: str) -> object:
        value = self._read(wanted, typed)
        _check(wanted, value)
        if fact == "letter.deadline" and isinstance(value, str) and value <= self.world.today.isoformat():
            raise Unfit("wanted.future-date")
        if fact == "exhibits.file" and not (self.world.folder / typed).is_file():
            raise Unfit("wanted.file")
        if fact == "losses.currency" and not (len(typed) == 3 and typed.isalpha() and typed.isascii()):
            raise Unfit("wanted.currency")
        return typed.upper() if fact == "losses.currency" else value

    def _read(self, wanted: Any, typed: str) -> object:
        """Return `typed` as the value that JSON would hold for the type `wanted`."""
        if wanted is bool:
            return self._yes_or_no(typed)
        if wanted is int:
            if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
                raise Unfit("wanted.whole-number")
            return int(typed)
        if wanted is Decimal:
            return _unfit(lambda: read_amount(typed, self.words.locale_id))
        if wanted is Clock:
            return self._time(typed)
        if wanted is date or issubclass(wanted, PartialDate):
            return self._date(typed, exact=wanted is date)
        return typed

    # Yes or no, dates, times, offers ------------------------------------------------------------------------------

    def _yes_or_no(self, typed: str) -> bool:
        said = typed.strip().casefold().rstrip(".")
        for answer, spellings in ((True, "words.yes"), (False, "words.no")):
            if said in self.words.say(spellings).split("|"):
                return answer
        raise Unfit("wanted.yes-no")

    def yes(self, text: str) -> bool:
        """Return the answer to a question of the interview itself."""
        prompts.say(self.world)
        prompts.say(self.world, text)
        self.tell("interview.how.yes-no")
        return bool(self._until_it_fits(lambda: self._yes_or_no(self._line())))

    def some(self, id: str, choices: Choices) -> list[str]:
        """Return the codes that the person picks from `choices`, perhaps none; the message `id` asks."""
        prompts.say(self.world)
        self.tell(id)
        self._list([label for _, label in choices])
        self.tell("interview.how.numbers")
        self.tell("interview.how.none")

        def read() -> object:
            typed = self._line().strip()
            return self._chosen(choices, typed, several=True) if typed not in ("", _DECLINE) else []

        picked = self._until_it_fits(read)
        return picked if isinstance(picked, list) else []

    def _date(self, typed: str, *, exact: bool) -> str:
        readings = _unfit(lambda: read_typed_date(typed, self._dates, self.world.today))
        if exact and any(each.precision is not Precision.DAY for each in readings):
            raise Unfit("wanted.exact-date")
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


def _by_part(choices: Choices, typed: str) -> str:
    """Return the one code whose label or name holds `typed`, of three letters or more; "" for none or several."""
    found = [code for code, label in choices if typed in label.casefold() or typed in code.casefold()]
    return found[0] if len(found) == 1 and len(typed) >= 3 else ""


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
    reader = Reader()
    reader.value(wanted, value, ())
    for problem in reader.problems:
        names = {name: text for name, text in problem.names.items() if name != "wanted"}
        raise Unfit(problem.names.get("wanted", "wanted.answer"), **names)
    if wanted is Zone and not known_zone(str(value)):
        raise Unfit("wanted.zone")


def date_words(wording: Wording) -> DateWords:
    """Return the words of dates: those of the locale, and those of the catalog, which has `|` between spellings."""

    def words(name: str) -> tuple[str, ...]:
        return tuple(wording.say(f"words.{name}").split("|"))

    months, weekdays = calendar_names(wording.locale_id)
    months = (*months[:8], (*months[8], *words("september")), *months[9:])
    taken = {spelling for each in months for spelling in each}
    return DateWords(
        months=months,
        # Spanish writes both Tuesday and March as "mar"; in a date it is the month.
        weekdays=tuple(tuple(spelling for spelling in each if spelling not in taken) for each in weekdays),
        seasons=tuple(words(f"season.{number}") for number in range(21, 25)),
        numbers=tuple(words(f"number.{number}") for number in range(1, 16)),
        **{name: words(name.replace("_", "-")) for name in DATE_WORDS},
    )
