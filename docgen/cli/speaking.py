"""What the interview says and asks by itself: sentences, choices, yes and no, and the commands typed at a prompt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from docgen.cli import prompts
from docgen.cli.world import World
from docgen.date_words import plain_digits
from docgen.interview.options import Choices, choices_of
from docgen.library import Library
from docgen.localization import Wording
from docgen.matter.own_answers import ANSWERS
from docgen.matter.values import Unfit
from docgen.own_questions import NO_OWN_QUESTIONS, OwnQuestions
from docgen.questions import Advice, Offer, Question, Section, seen_by

__all__ = ["DECLINE", "Command", "Commanded", "Speaker"]

DECLINE = "-"


class Command(StrEnum):
    """What can be typed at any prompt instead of an answer, after a colon."""

    BACK = "back"
    SKIP = "skip"
    WHY = "why"
    REVIEW = "review"
    SAVE = "save"
    QUIT = "quit"
    EDIT = "edit"
    HELP = "help"


class Commanded(Exception):
    """The person typed a command instead of an answer."""

    def __init__(self, command: Command) -> None:
        self.command = command


@dataclass(frozen=True)
class Speaker:
    """Speaks in one language, and reads short answers."""

    world: World
    words: Wording
    """The interview's own sentences (`program-interview`)."""
    questions: Wording
    """The wording of the questions (`interview`)."""
    labels: Wording
    """The labels of choices (`documents`)."""
    own_questions: OwnQuestions = NO_OWN_QUESTIONS
    """The clinic's own questions, which bring their wording along."""

    for_client: bool = False
    """Whether a representative answers for the client."""
    commands: bool = False
    """Whether a line may be a command."""

    @classmethod
    def open(cls, world: World, library: Library, language: str, kind: str = "") -> Self:
        """Return a speaker of `language` who knows the own questions for `kind`.

        Raises `TemplateProblem` for broken catalogs.
        """
        words, questions, labels = (
            library.wording(domain, language) for domain in ("program-interview", "interview", "documents")
        )
        return cls(
            world=world,
            words=words,
            questions=questions,
            labels=labels,
            own_questions=(library.own_questions(kind) or NO_OWN_QUESTIONS).on(world.today),
        )

    def tell(self, id: str, **names: object) -> None:
        """Write the sentence `id`."""
        prompts.say(self.world, self.words.say(id, **names))

    def tell_unfit(self, unfit: Unfit) -> None:
        """Write why an answer does not fit."""
        self.tell(f"interview.{unfit.wanted}", **self.words.with_told(unfit.names))

    def speaking(self, *, for_client: bool) -> Self:
        """Return a speaker for the steps of an interview, which takes commands; `for_client`: of “your client”."""
        return replace(self, for_client=for_client, commands=True)

    def worded(self, item: Question | Offer | Advice | Section, part: str) -> str:
        """Return a part of the wording of `item`, such as `ask` or `label`; "" where it has none."""
        match item:
            case Question(fact=fact) if fact in self.own_questions.by_fact:
                return self._own_words(fact, part, getattr(item, part))
            case Section(key=key) if key == ANSWERS:
                return self.words.say(
                    "interview.kind-questions" if self.own_questions.others else "interview.own-questions"
                )
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

    def _own_words(self, fact: str, part: str, known: str) -> str:
        """Return a part of the wording of an own question; where the clinic does not have the language, it says so."""
        texts = self.own_questions.said(fact, part)
        if texts:
            return self.words.told(texts)
        return self.words.say("interview.own-more") if known and part == "more" else ""

    def introduce(self, question: Question) -> None:
        """Write the question with its reason and its example."""
        prompts.say(self.world)
        prompts.say(self.world, self.worded(question, "ask"))
        for part in ("why", "example"):
            if text := self.worded(question, part):
                self.tell(f"interview.{part}", text=text)
        seen = self.own_questions.seen_by(question.fact)
        self.tell("interview.own-seen" if seen == "nobody" else f"interview.seen.{seen or seen_by(question.fact)}")

    def _line(self, begun: str = "") -> str:
        """Return a typed line, `begun` for the person; raises `Commanded` for a command, takes one colon off "::"."""
        typed = prompts.read_line(self.world, begun)
        said = typed.strip().casefold()
        if not self.commands or not said.startswith(":"):
            return typed
        if said.startswith("::"):
            return typed.replace("::", ":", 1)
        for command in Command:
            if said[1:] in (command.value, *self.words.say(f"words.command.{command.value}").split("|")):
                raise Commanded(command)
        return typed

    def choices_of(self, wanted: Any) -> Choices | None:
        """Return the codes and labels of a choice; None for another type."""
        return self.own_questions.choices(wanted, self.words) or choices_of(wanted, self.labels)

    def _until_it_fits(self, read: Callable[[], object], why: Callable[[], None] | None = None) -> object:
        while True:
            try:
                return read()
            except Unfit as unfit:
                self.tell_unfit(unfit)
            except Commanded as typed:
                if typed.command is Command.WHY and why:
                    why()
                elif typed.command in (Command.WHY, Command.HELP, Command.EDIT):
                    self.tell("interview.help")
                else:
                    raise

    def _list(self, labels: Sequence[str]) -> None:
        for number, label in enumerate(labels, 1):
            prompts.say(self.world, f"  {number}. {label}")

    def _chosen(self, choices: Choices, typed: str, *, several: bool = False) -> list[str]:
        """Return the codes that `typed` names by number, label or code, each once. Raises `Unfit`."""
        by_name = {name.casefold(): code for code, label in choices for name in (label, code)}
        by_name |= {str(number): code for number, (code, _) in enumerate(choices, 1)}
        whole = plain_digits(typed).strip().casefold()  # a label may hold commas
        between = "|".join(map(re.escape, self.words.say("words.between-choices").split("|")))
        named = [whole] if whole in by_name or not several else [each.strip() for each in re.split(between, whole)]
        codes = [by_name.get(each) or _by_part(choices, each) for each in named if each]
        if not codes or "" in codes:
            raise Unfit("wanted.number-of-the-list", last=str(len(choices)))
        return list(dict.fromkeys(codes))

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
            return self._chosen(choices, typed, several=True) if typed not in ("", DECLINE) else []

        picked = self._until_it_fits(read)
        return picked if isinstance(picked, list) else []

    def offers(self, offers: Sequence[Offer]) -> list[str]:
        """Make the offers and return the ids of those that the person takes up."""
        if len(offers) == 1:
            return [offers[0].id] if self.yes_worded(offers[0], "ask") else []
        return self.some("interview.offers", tuple((each.id, self.worded(each, "name")) for each in offers))

    def another(self, question: Question) -> bool | None:
        """Return whether there is another record for the list `question`; None for one like the last."""
        prompts.say(self.world)
        prompts.say(self.world, self.worded(question, "more"))
        self.tell("interview.how.another")
        alike = self.words.say("words.copy").split("|")

        def read() -> bool | None:
            typed = self._line()
            return None if typed.strip().casefold() in alike else self._yes_or_no(typed)

        answer = self._until_it_fits(read)
        return answer if isinstance(answer, bool) else None

    def yes_worded(self, item: Question | Offer | Advice, part: str) -> bool:
        """Return the answer to a yes-or-no question of the wording."""
        return self.yes(self.worded(item, part))

    def advise(self, advice: Advice) -> None:
        """Write advice."""
        prompts.say(self.world)
        prompts.say(self.world, self.worded(advice, "text"))

    def platform(self, known: Choices, typed: str) -> str:
        """Return the code of the platform that `typed` means, one of the `known` ones; `typed` itself for another."""
        if not known or (len(known) == 1 and typed.casefold() in (known[0][0], known[0][1].casefold())):
            return known[0][0] if known else typed
        return self.one("interview.which-platform", (*known, (typed, self.words.say("interview.none-of-them"))))

    def keep(self, facts: Mapping[str, object], labels: Mapping[str, str]) -> bool:
        """Show a record that was imported, with its sources, and return whether it is to be told of.

        `labels` are the names of the facts to show.
        """
        prompts.say(self.world)
        sources = facts.get("sources")
        for own, value in facts.items():
            source = sources.get(own, "") if isinstance(sources, Mapping) else ""
            if own in labels:
                self.tell("interview.imported", fact=labels[own], value=value, source=source)
        return self.yes(self.words.say("interview.keep-imported"))

    def number(self, last: int) -> int:
        """Return the number typed, from 1 to `last`; 0 for Enter."""

        def read() -> int:
            typed = self._line().strip()
            if typed and typed not in map(str, range(1, last + 1)):
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


def _by_part(choices: Choices, typed: str) -> str:
    """Return the one code whose label or name holds `typed`, of three letters or more; "" for none or several."""
    found = [code for code, label in choices if typed in label.casefold() or typed in code.casefold()]
    return found[0] if len(found) == 1 and len(typed) >= 3 else ""
