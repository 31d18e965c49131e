"""The interview with a person in it: one step after the other, a way back, a review, a draft after each answer.

What comes next is decided in `docgen.interview`, one answer is read in `docgen.cli.asking`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from docgen.answers import Answers
from docgen.cli import prompts
from docgen.cli.asking import Asker, Before
from docgen.cli.exits import Stopped
from docgen.cli.keeping import Keeper
from docgen.cli.reviewing import review
from docgen.cli.speaking import Command, Commanded
from docgen.cli.world import World
from docgen.interview.options import platforms_meant
from docgen.interview.replies import fits, keep_reply
from docgen.interview.said import Reply, copy_record, records_in, said_of, with_own_questions
from docgen.interview.script import Script
from docgen.interview.setting import Setting, setting_of
from docgen.interview.steps import Another, Fact, Keep, Offers, Step, Told
from docgen.jurisdiction import Jurisdiction
from docgen.library import Library
from docgen.questions import own_path

__all__ = ["interview"]

_RELATION = "respondent.relationship.kind"


def interview(
    world: World, library: Library, kind: str, language: str, given: Mapping[str, object], keeper: Keeper | None = None
) -> Iterator[Answers]:
    """Ask what `kind` needs and yield the facts as a facts file would hold them.

    `language` is that of the questions; what `given` or the draft of `keeper` answers already is not asked, and `given`
    wins over the draft. When the next value is asked for, the facts had problems: the review comes again. Raises
    `Stopped` when the person leaves, `UsageProblem` for a given place that is not known, and `TemplateProblem` for
    broken questions or catalogs.
    """
    keeper = keeper or Keeper(world)
    if "jurisdiction" in given:
        library.jurisdiction(str(given["jurisdiction"]))  # better refused now than after the last answer
    asker = dataclasses.replace(Asker.open(world, library, language, kind), folder=keeper.folder)
    setting = setting_of(library, kind, asker.words, asker.labels, world.today)
    session = _Session(asker, setting, keeper)
    try:
        session.welcome()
        keeper.said = with_own_questions(keeper.said, setting.own_questions) | said_of(
            given, setting.sections, setting.own_questions
        )
        session.tell_place()
        while True:
            session.ask_all()
            yield Answers(session.script.values)
            session.reviewed, session.refused = False, True
    except (EOFError, KeyboardInterrupt, Commanded):
        prompts.say(world)
        keeper.farewell(asker.words, "interview.go-on")
        raise Stopped from None


class _Session:
    """One interview under way."""

    def __init__(self, asker: Asker, setting: Setting, keeper: Keeper) -> None:
        self.asker, self.setting, self.keeper = asker, setting, keeper
        self.script = Script(setting, keeper.said)
        self.reviewed = False
        self.refused = False
        """Whether the paper could not be written from these answers; why stands on the screen."""
        self._heading: tuple[str, str] = ("", "")

    def welcome(self) -> None:
        """Say what is about to happen, whether this is a safe moment, and what is written where; once in a draft."""
        if self.keeper.said:
            self.asker.tell("interview.welcome-back")
        else:
            self.asker.tell("interview.welcome")
            self.asker.tell("interview.safe-moment")
        self.keeper.tell(self.asker.words, "interview.kept-in")

    def tell_place(self) -> None:
        """Tell the emergency number of the place, once that is known, and what it does not have for this paper."""
        law = self._law()
        if law and law.emergency:
            prompts.say(self.asker.world, self.asker.words.told(law.emergency.text))
        self._tell_early(of_relation=False)
        self._tell_early(of_relation=True)

    def _law(self) -> Jurisdiction | None:
        return self.setting.law({"jurisdiction": (self.keeper.said.get("jurisdiction") or [None])[0]})

    def _tell_early(self, *, of_relation: bool) -> None:
        """Tell what the place does not have: for everyone or, once the relation is known, for that relation."""
        law, relation = self._law(), (self.keeper.said.get(_RELATION) or [None])[0]
        for caution in law.cautions if law else ():
            fits = relation in caution.relations if of_relation else not caution.relations
            if caution.early and fits and self.setting.law_kind in caution.kinds and caution.origin.settled:
                prompts.say(self.asker.world, self.asker.words.told(caution.text))

    def ask_all(self) -> None:
        """Ask until nothing is missing and the person has seen the review."""
        while True:
            self.script = Script(self.setting, self.keeper.said)
            gaps = self.script.gaps()
            for step in gaps:
                if self._go_to(self._ask(step, self._old(step))):
                    break  # something before this step was changed
            else:
                if self.reviewed:
                    return
                if not self.refused:
                    prompts.say(self.asker.world)
                    self.asker.tell("interview.done")
                self.reviewed = not self._go_to(self._review())
                self.refused = False  # something was changed, or the paper is tried again

    def _old(self, step: Step) -> Reply | None:
        reply = self.keeper.said.get(step.key)
        return reply if isinstance(step.what, Fact) and reply and fits(step, reply) else None

    def _go_to(self, asked: Step | bool) -> bool:
        """Ask the step gone to, and those gone to from there; return whether the walk has to begin anew."""
        gone = asked
        while isinstance(gone, Step):  # no step asks another one: who goes back through a long case goes far
            self._heading = ("", "")
            gone = self._ask(gone, self.keeper.said.get(gone.key))
        return gone or isinstance(asked, Step)

    def _ask(self, step: Step, old: Reply | None) -> Step | bool:
        """Ask one step and keep its reply; return the step gone to instead, or whether the walk has to begin anew."""
        self._announce(step)
        try:
            reply = self._reply(step, old)
        except Commanded as command:
            return self._obey(command, step)
        self.keeper.partial = {}
        if reply is None:
            assert isinstance(step.what, Another)
            self._copy_the_last(step.what)
        else:
            keep_reply(self.keeper.said, step, reply)
        self.keeper.save(self.asker.words)
        if step.key == "jurisdiction":
            self.tell_place()
        if step.key == _RELATION:
            self._tell_early(of_relation=True)
        return reply is None or isinstance(step.what, Keep) or bool(isinstance(step.what, Fact) and step.what.again)

    def _reply(self, step: Step, old: Reply | None) -> Reply | None:
        """Return the reply to a step; None for another record like the last."""
        asker = self._asker()
        match step.what:
            case Fact() as fact:
                return self._fact(step, fact, old)
            case Offers(offers=offers):
                return [asker.offers(offers)]
            case Another(question=question, first=True):
                return [asker.yes_worded(question, "ask")]
            case Another(question=question, names="", list_key=list_key) if "/" not in list_key:
                another = asker.another(question)
                return None if another is None else [another]
            case Another(question=question):
                return [asker.yes_worded(question, "more")]
            case Keep(known=facts):
                asked = {own_path(each.fact): each for each in self.setting.level(step.place.head)}
                return [asker.keep(facts, {own: asker.worded(asked[own], "label") for own in facts if own in asked})]
            case Told(advice=advice):
                asker.advise(advice)
                if not advice.ask:
                    return []
                if asker.yes_worded(advice, "ask"):
                    return [True]
                raise EOFError

    def _fact(self, step: Step, fact: Fact, old: Reply | None) -> Reply:
        asker, keeper = self._asker(), self.keeper
        if fact.again:
            asker.tell("interview.still-needed")

        def keep(text: str) -> None:
            keeper.partial = {"key": step.key, "text": text}
            keeper.save(asker.words, durable=False)

        before = Before(old, keeper.partial_of(step.key), keep, keeper.scratch)
        reply = asker.ask_step(step, fact, before, self.script.values)
        if reply and isinstance(reply[0], str):
            return [asker.platform(platforms_meant(fact.question.fact, reply[0], self.setting.library), reply[0])]
        return reply

    def _copy_the_last(self, another: Another) -> None:
        said, list_key = self.keeper.said, another.list_key
        copy_record(said, list_key, records_in(said, list_key)[-1], self.setting.anew(another.question.fact))
        self.asker.tell("interview.copied")

    def _asker(self) -> Asker:
        return self.asker.speaking(for_client=self.script.values.get("answered_by") == "representative")

    def _announce(self, step: Step) -> None:
        """Write the part of the interview, and the record, where they are other ones than before."""
        place, speaker = step.place, self._asker()
        before, record = self._heading
        # A record that another one names belongs to the part in which that is told.
        section = before if record and place.of else step.section
        if section != before and not isinstance(step.what, Offers):
            found = next(each for each in self.setting.sections if each.key == section)
            parts = self._parts(section, place.scope)
            prompts.say(speaker.world)
            speaker.tell(
                "interview.part",
                number=parts.index(section) + 1,
                total=len(parts),
                title=speaker.worded(found, "title"),
            )
        if place.of and place.prefix != record:
            label = speaker.worded(place.of, "label")
            prompts.say(speaker.world)
            if place.number == 1 and not (place.of.fact in self.setting.own_questions.by_fact and place.of.optional):
                prompts.say(speaker.world, speaker.worded(place.of, "ask"))
                prompts.say(speaker.world)
            speaker.tell("interview.record", label=label[:1].upper() + label[1:], number=place.number)
        self._heading = (before if isinstance(step.what, Offers) and not place.of else section, place.prefix)

    def _parts(self, section: str, scope: Mapping[str, object]) -> list[str]:
        """Return the keys of the parts that the interview will have, as far as one can tell."""
        passed = {step.section for step in self.script.trail} | {section}
        return self.setting.parts(scope, passed, self.script.needed)

    # Commands -------------------------------------------------------------------------------------------------------

    def _obey(self, command: Commanded, step: Step | None) -> Step | bool:
        """Do what was typed at `step`, None for the review at the end; return as `_ask` does."""
        match command.command:
            case Command.BACK:
                return self._back(step)
            case Command.REVIEW:
                return self._review() or True
            case Command.SAVE:
                self.keeper.save(self.asker.words)
                self.keeper.tell(self.asker.words, "interview.kept-in")
                return True
            case Command.SKIP:
                if step and isinstance(step.what, Fact) and not step.what.must:
                    self.keeper.partial = {}
                    keep_reply(self.keeper.said, step, [])
                    self.keeper.save(self.asker.words)
                else:
                    self.asker.tell("interview.wanted.answer")
                return True
            case _:
                raise command

    def _back(self, step: Step | None) -> Step | bool:
        """Return the step before `step` that asked something, or True for none; None for the end of all."""
        keys = [each.key for each in self.script.trail]
        place = keys.index(step.key) if step and step.key in keys else len(keys)
        asked = [each for each in self.script.trail[:place] if not isinstance(each.what, Told)]
        if not asked:
            self.asker.tell("interview.at-the-beginning")
        return asked[-1] if asked else True

    def _review(self) -> Step | bool:
        """Show all answers; return the one to ask again, or whether anything else was changed."""
        while True:
            script = Script(self.setting, self.keeper.said)
            gap = next(script.gaps(), None)
            self.script = script
            try:
                return review(self._asker(), self.setting, self.keeper, finished=gap is None, refused=self.refused)
            except Commanded as command:
                if command.command is not Command.REVIEW:
                    return self._obey(command, gap)
