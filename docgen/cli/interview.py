"""The interview with a person in it: one step after the other, a way back, a review, a draft after each answer.

What comes next is decided in `docgen.interview`, one answer is read in `docgen.cli.asking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.answers import Answers
from docgen.cli import prompts
from docgen.cli.asking import Asker
from docgen.cli.keeping import Keeper
from docgen.cli.reviewing import review, shown_reply
from docgen.cli.speaking import Command, Commanded
from docgen.cli.world import World
from docgen.interview.options import platform_code
from docgen.interview.replies import fits, keep_reply
from docgen.interview.said import Reply, said_of
from docgen.interview.script import Script
from docgen.interview.setting import Setting
from docgen.interview.steps import Another, Fact, Keep, Offers, Step, Told
from docgen.library import Library
from docgen.localization import open_wording

__all__ = ["Stopped", "interview"]


class Stopped(Exception):
    """The person left; what there was to say about the answers has been said."""


def interview(
    world: World, library: Library, kind: str, language: str, given: Mapping[str, object], keeper: Keeper | None = None
) -> Iterator[Answers]:
    """Ask what `kind` needs and yield the facts as a facts file would hold them.

    `language` is that of the questions; what `given` or the draft of `keeper` answers already is not asked. When the
    next value is asked for, the facts had problems: the review comes again. Raises `Stopped` when the person leaves,
    `UsageProblem` for a given place that is not known, and `TemplateProblem` for broken questions or catalogs.
    """
    folders = library.locales
    words = open_wording(folders, "program-interview", language)
    asker = Asker(
        world=world,
        words=words,
        questions=open_wording(folders, "interview", language),
        labels=open_wording(folders, "documents", language),
    )
    if "jurisdiction" in given:
        library.jurisdiction(str(given["jurisdiction"]))  # better refused now than after the last answer
    sections = library.sections(kind)
    setting = Setting(library, kind, language, sections, library.manifest(kind).requires, words, asker.labels)
    keeper = keeper or Keeper(world)
    for key, reply in said_of(given, sections).items():
        keeper.said.setdefault(key, reply)
    session = _Session(asker, setting, keeper)
    try:
        session.welcome()
        while True:
            session.ask_all()
            yield Answers(session.script.values)
            session.reviewed = False
    except (EOFError, KeyboardInterrupt, Commanded):
        prompts.say(world)
        keeper.farewell(words)
        raise Stopped from None


class _Session:
    """One interview under way."""

    def __init__(self, asker: Asker, setting: Setting, keeper: Keeper) -> None:
        self.asker, self.setting, self.keeper = asker, setting, keeper
        self.script = Script(setting, keeper.said)
        self.reviewed = False
        self._heading: tuple[str, str] = ("", "")
        self._emergency_told = ""

    def welcome(self) -> None:
        """Say what is about to happen, whether this is a safe moment, and what is written where."""
        self.asker.tell("interview.welcome")
        self.asker.tell("interview.safe-moment")
        self.keeper.introduce(self.asker.words)

    def ask_all(self) -> None:
        """Ask until nothing is missing and the person has seen the review."""
        while True:
            self.script = Script(self.setting, self.keeper.said)
            gaps = self.script.gaps()
            for step in gaps:
                if self._ask(step, self._old(step)):
                    break  # something before this step was changed
            else:
                if self.reviewed:
                    return
                prompts.say(self.asker.world)
                self.asker.tell("interview.done")
                self.reviewed = not self._review()

    def _old(self, step: Step) -> Reply | None:
        reply = self.keeper.said.get(step.key)
        return reply if isinstance(step.what, Fact) and reply and fits(step, reply) else None

    def _ask(self, step: Step, old: Reply | None) -> bool:
        """Ask one step and keep its reply; return whether the walk has to begin anew."""
        self._announce(step)
        try:
            reply = self._reply(step, old)
        except Commanded as command:
            return self._obey(command, step)
        if reply is None:
            return True
        self.keeper.partial = {}
        keep_reply(self.keeper.said, step, reply)
        self.keeper.save(self.asker.words)
        if isinstance(step.what, Fact):
            self._tell_emergency(step)
        return isinstance(step.what, Keep) or bool(isinstance(step.what, Fact) and step.what.again)

    def _reply(self, step: Step, old: Reply | None) -> Reply | None:
        asker, client = self.asker, self._for_client()
        match step.what:
            case Fact() as fact:
                asker = asker.speaking(for_client=client, partial=self.keeper.partial_of(step.key))
                if fact.again:
                    asker.tell("interview.still-needed")
                shown = shown_reply(asker, fact, old) if old is not None else ""
                value = asker.ask_step(step, fact, shown, old, self.script.values, self._keep_partial(step.key))
                if value and isinstance(value[0], str):
                    value = [platform_code(fact.question.fact, value[0], self.setting.library)]
                return value
            case Offers(offers=offers):
                return [asker.speaking(for_client=client).offers(offers)]
            case Another(question=question, first=first):
                return [asker.speaking(for_client=client).yes_worded(question, "ask" if first else "more")]
            case Keep(known=facts):
                speaker = asker.speaking(for_client=client)
                asked = {each.fact.rpartition(".")[2]: each for each in self.setting.level(step.place.head)}
                labels = {own: speaker.worded(asked[own], "label") for own in facts if own in asked}
                return [speaker.keep(facts, labels)]
            case Told(advice=advice):
                asker.speaking(for_client=client).advise(advice)
                if not advice.ask:
                    return []
                if asker.speaking(for_client=client).yes_worded(advice, "ask"):
                    return [True]
                raise EOFError

    def _keep_partial(self, key: str) -> prompts.OnLine:
        def keep(text: str) -> None:
            self.keeper.partial = {"key": key, "text": text}
            self.keeper.save(self.asker.words, durable=False)

        return keep

    def _for_client(self) -> bool:
        return self.script.values.get("answered_by") == "representative"

    def _tell_emergency(self, step: Step) -> None:
        """Tell the emergency number of the place, once it is known."""
        code = str(self.script.said.get("jurisdiction", [""])[0])
        if step.key == "jurisdiction" or (code and not self._emergency_told):
            law = self.setting.library.jurisdiction(code)
            text = law.emergency.text.get(self.setting.language, "") if law.emergency else ""
            if text and self._emergency_told != code:
                prompts.say(self.asker.world, text)
            self._emergency_told = code

    def _announce(self, step: Step) -> None:
        """Write the part of the interview, and the record, where they are other ones than before."""
        place, speaker = step.place, self.asker.speaking(for_client=self._for_client())
        section, record = step.section, place.prefix
        if not place.head and section != self._heading[0] and not isinstance(step.what, Offers):
            found = next(each for each in self.setting.sections if each.key == section)
            title = speaker.worded(found, "title")
            parts = self._parts(section, place.scope)
            prompts.say(self.asker.world)
            self.asker.tell("interview.part", number=parts.index(section) + 1, total=len(parts), title=title)
        elif place.of and record != self._heading[1]:
            label = speaker.worded(place.of, "label")
            prompts.say(self.asker.world)
            self.asker.tell("interview.record", label=label[:1].upper() + label[1:], number=place.number)
        self._heading = (section if not place.head else self._heading[0], record)

    def _parts(self, section: str, scope: Mapping[str, object]) -> list[str]:
        """Return the keys of the parts that the interview will have, as far as one can tell."""
        passed = {step.section for step in self.script.trail} | {section}
        return self.setting.parts(scope, passed, self.script.needed)

    # Commands -------------------------------------------------------------------------------------------------------

    def _obey(self, command: Commanded, step: Step | None) -> bool:
        """Do what was typed at `step`, None for the review at the end; return whether the walk has to begin anew."""
        match command.command:
            case Command.BACK:
                return self._back(step)
            case Command.REVIEW:
                self._review()
                return True
            case Command.SAVE:
                self.keeper.save(self.asker.words)
                self.keeper.introduce(self.asker.words)
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

    def _back(self, step: Step | None) -> bool:
        """Ask the steps before `step` again, as far back as the person goes; None for all that were passed."""
        keys = [each.key for each in self.script.trail]
        place = keys.index(step.key) if step and step.key in keys else len(keys)
        for before in reversed(self.script.trail[:place]):
            if not isinstance(before.what, Told):
                return self._ask_again(before)
        self.asker.tell("interview.at-the-beginning")
        return True

    def _ask_again(self, step: Step) -> bool:
        self._heading = ("", "")
        self._ask(step, self.keeper.said.get(step.key))
        return True

    def _review(self) -> bool:
        """Show all answers and let one be changed; return whether one was."""
        script = Script(self.setting, self.keeper.said)
        gap = next(script.gaps(), None)
        self.script = script
        try:
            chosen = review(self.asker.speaking(for_client=self._for_client()), self.setting, script, gap, self.keeper)
        except Commanded as command:
            return self._obey(command, gap)
        return self._ask_again(chosen) if isinstance(chosen, Step) else chosen
