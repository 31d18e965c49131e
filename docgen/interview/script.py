"""What to ask next: the questions in order, over what was said so far.

`Script.gaps` walks through the interview as if it were held anew, takes each answer that is there and fits, and yields
each step that lacks one. It writes nothing and asks nobody. The same answers lead to the same facts by whatever way
they came: straight on, with steps back, or out of a draft.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from docgen.conditions import holds, names_in, value_at
from docgen.interview.options import Choices, known, offered, speaks, without_disclosure
from docgen.interview.replies import fits, ids_in, start_of, whole
from docgen.interview.said import SHUT, Reply, Said, free_record, key_of, put, records_in, told_in
from docgen.interview.setting import Setting
from docgen.interview.steps import NEW, Another, Fact, Keep, Offers, Opening, Place, Record, Step, Told, What
from docgen.matter.events import REFERENCES
from docgen.matter.own_answers import ANSWERS
from docgen.questions import Done, Question, fact_type, is_for, list_of, next_step, own_path

__all__ = ["Script"]

Walk = Generator[Step, None, None]


class Script:
    """One walk through the interview over `said`, which may grow while it goes on."""

    def __init__(self, setting: Setting, said: Said, *, past_gaps: bool = False) -> None:
        self.setting, self.said, self._past_gaps = setting, said, past_gaps
        self.values: Record = {}
        """The facts told so far, as a facts file holds them."""
        self.trail: list[Step] = []
        """The steps passed, in order."""
        self.needed: frozenset[str] = frozenset()
        """What the document cannot do without and the matter did not tell at the last step."""
        self._walked: dict[str, Record] = {}
        self._start: dict[str, Reply] = {}

    def gaps(self) -> Walk:
        """Yield each step that lacks an answer; the next one comes when `said` has an answer that fits.

        With `past_gaps` it comes in any case, so that the trail shows everything that was said and what is missing.
        """
        missing = False
        for step in self._level(Place("", "", {}), self.values):
            missing = True
            yield step
        if not (missing and self._past_gaps):
            yield from self._what_is_missing()
            for name, told in self.values.items():
                if name not in ("client", ANSWERS):
                    self._drop_loose_ends(told)

    def _drop_loose_ends(self, value: Any) -> None:
        """Take the names of records out of `value` that this paper does not tell of: another one asked for them."""
        for each in value if isinstance(value, list) else ():
            self._drop_loose_ends(each)
        for name, inner in list(value.items()) if isinstance(value, dict) else ():
            there = value_at(f"{REFERENCES[name]}.id", self.values) if name in REFERENCES else None
            told = there if isinstance(there, list) else []
            if name not in REFERENCES or any(isinstance(each, dict) for each in inner):
                self._drop_loose_ends(inner)
            elif isinstance(inner, list):
                value[name] = [each for each in inner if each in told]
            elif inner not in told:
                del value[name]

    # One level ------------------------------------------------------------------------------------------------------

    def _level(self, place: Place, record: Record) -> Walk:
        """Walk through the questions of one level and put the answers into `record`."""
        setting, head = self.setting, place.head
        questions, done = setting.level(head), Done()
        unasked = {each.fact for each in questions if not setting.asks(each)} - {each.fact for each in setting.requires}
        self._take_over(unasked | set(setting.own_questions.by_name), place, record)
        while True:
            place, needed = self._now(place, record), self._needed(head, record)
            step = next_step(questions, setting.kind, place.scope, done, needed)
            if step is None:
                break
            if isinstance(step, Question):
                done = replace(done, asked=done.asked | {step.fact})
                if not head:
                    self.needed = needed
                sure = step.fact in needed and (head or self._is_sure(step.fact, done, record))
                must = not step.optional or setting.kind in step.must or bool(sure)
                yield from self._question(step, place, record, must=must)
            else:
                yield from self._offers(step, place)
                taken = frozenset(each for each in step if self.said.get(f"{place.prefix}?{each}") == [True])
                done = replace(done, taken=done.taken | taken, refused=done.refused | (frozenset(step) - taken))
        needless = {each.fact for each in questions if each.unless and holds(each.when, place.scope)} - done.asked
        self._take_over(needless, place, record)

    def _now(self, place: Place, record: Record) -> Place:
        """Return `place` with what conditions may read there now."""
        setting = self.setting
        law = setting.law(self.values)
        told = {"known": known(law, setting.law_kind, setting.language, self.values, setting.library.clinic)}
        scope = {**record, **told, "matter": self.values} if place.head else {**record, **told}
        return place._replace(scope=scope)

    def _needed(self, head: str, record: Record) -> frozenset[str]:
        """Return the facts of this level that the kind of document cannot do without."""
        found = (item for item in self.setting.requires if list_of(item.fact) == head and holds(item.when, record))
        return frozenset(item.fact for item in found if head or value_at(item.fact, record) in (None, []))

    def _is_sure(self, fact: str, done: Done, record: Record) -> bool:
        """Return whether `fact` stays needed whatever is asked after it: the conditions read only what was told."""
        names = {name for item in self.setting.requires if item.fact == fact for name in names_in(item.when or "True")}
        return all(name in done.asked or value_at(name, record) is not None for name in names)

    def _take_over(self, facts: AbstractSet[str], place: Place, record: Record) -> None:
        """Put into `record` what was said of `facts`, which this interview does not ask for."""
        types = self.setting.own_questions.types
        for own, value in told_in(self.said, place.head, place.prefix, facts, self.setting.own_questions):
            fact = f"{place.head}.{own}" if place.head else own
            for kept in whole(types.get(fact), [value]) if speaks(self.setting.law(self.values), fact, value) else []:
                put(record, own, kept)

    def _what_is_missing(self) -> Walk:
        """Ask again for what was left out and what the document cannot do without."""
        for fact in sorted(self._needed("", self.values)):
            question = next((each for each in self.setting.level("") if each.fact == fact and each.ask), None)
            # The answer before may have made this one needless: a postal address stands in for an e-mail address.
            if question and fact in self._needed("", self.values):
                place = self._now(Place("", "", {}), self.values)
                yield from self._question(question, place, self.values, must=True, again=True)

    # One step -------------------------------------------------------------------------------------------------------

    def _pass(self, key: str, place: Place, what: What, question: Question) -> Generator[Step, None, Reply]:
        """Return the reply to a step, once there is one that fits."""
        # What is told of a record belongs to the part of the interview that asks for it.
        step = Step(key, place, what, self.setting.section_of(place.of or question))
        while not fits(step, self.reply_to(step)):
            yield step
            if self._past_gaps:
                self.trail.append(step)
                return []
        self.trail.append(step)
        return self.reply_to(step) or []

    def reply_to(self, step: Step) -> Reply | None:
        """Return what was said at `step`, or is known of a record from the start; None for nothing."""
        return self.said.get(step.key, self._start.get(step.key))

    def _question(self, question: Question, place: Place, record: Record, *, must: bool, again: bool = False) -> Walk:
        """Walk through `question`, which may be one for records, and the advice that follows it."""
        own, wanted = own_path(question.fact), self.setting.own_questions.types[question.fact]
        if wanted.records:
            yield from self._records(question, place, record, own, must=again)
        elif place.head and own in REFERENCES:
            yield from self._reference(question, place, record, own, must=must)
        else:
            setting = self.setting
            choices = offered(
                question.fact, setting.library, setting.law(self.values), setting.words, setting.labels, self.values
            )
            may_decline = wanted.may_decline and (not must or question.fact in setting.may_be_declined)
            what = Fact(question, wanted._replace(may_decline=may_decline), choices, must, again)
            reply = yield from self._pass(key_of(place.prefix, own), place, what, question)
            if reply:
                put(record, own, reply[0])
        yield from self._advice(question, place, record)
        if value_at("platform.copyright.accepts_disclosure", self.values) is False:
            self._keep_the_sender_private()

    def _advice(self, question: Question, place: Place, record: Record) -> Walk:
        """Walk through the advice that is due once `question` is answered."""
        scope = self._now(place, record).scope
        for section in self.setting.sections:
            for advice in section.advice:
                due = advice.after == question.fact and is_for(advice, self.setting.kind)
                if due and holds(advice.when, scope):
                    yield from self._pass(f"{place.prefix}!{advice.id}", place, Told(advice), question)

    def _offers(self, ids: tuple[str, ...], place: Place) -> Walk:
        open_ones = [id for id in ids if f"{place.prefix}?{id}" not in self.said]
        question = next(each for each in self.setting.level(place.head) if each.behind == ids[0])
        offers = tuple(self.setting.offer(id) for id in (open_ones or ids))
        yield from self._pass(f"{place.prefix}?{offers[0].id}", place, Offers(offers), question)

    def _keep_the_sender_private(self) -> None:
        """Take back the basis that would hand the sender's name to the poster; the request rests on the others."""
        platform = self.values["platform"]
        assert isinstance(platform, dict)
        platform["bases"] = without_disclosure(self.setting.law(self.values), self.values)
        platform.pop("copyright", None)

    # Records --------------------------------------------------------------------------------------------------------

    def _records(self, question: Question, place: Place, record: Record, own: str, *, must: bool) -> Walk:
        """Walk through the records of a list, until there is to be no other one."""
        list_key = key_of(place.prefix, own)
        needed = must or not (question.optional or question.behind)
        outright = needed or bool(question.behind)
        while True:
            names = records_in(self.said, list_key)
            shut = self.said.get(f"{list_key}+") == SHUT
            if not names and outright and (needed or not shut):
                names = [free_record(self.said, list_key)]
            for number, name in enumerate(names, 1):
                yield from self._record(question, place, list_key, name, number)
            there = self._told(list_key, names)
            if there or list_key in self.said:
                put(record, own, there)
            if records_in(self.said, list_key) == names:
                yield from self._another(place, Another(question, list_key, first=not names), question)
            if self._past_gaps or (self.said.get(f"{list_key}+") == SHUT and records_in(self.said, list_key) == names):
                return

    def _another(self, place: Place, what: Another, question: Question) -> Walk:
        """Ask once whether there is another record, unless the list is at its end."""
        key = f"{what.names or what.list_key}+"
        step = Step(key, place, what, self.setting.section_of(question))
        if self.said.get(key) != SHUT:
            yield step
        if self.said.get(key) == SHUT:
            self.trail.append(step)

    def _record(self, question: Question, place: Place, list_key: str, name: str, number: int) -> Walk:
        """Walk through one record, unless that was done where another fact names it."""
        prefix, fact = f"{list_key}/{name}", question.fact
        if prefix in self._walked:
            return
        made: Record = {"id": name} if f"{fact}.id" in self.setting.own_questions.types else {}
        self._walked[prefix] = made
        opens = (*place.opens, Opening(list_key, name, self._start_of(prefix)))
        inner = Place(prefix, fact, {}, question, number, opens)
        if f"{prefix}/sources" in self.said:
            if self.said.get(f"{prefix}=") != [True]:
                keep = Keep(
                    list_key, name, dict(told_in(self.said, fact, prefix, own_questions=self.setting.own_questions))
                )
                yield Step(f"{prefix}=", self._now(inner, made), keep, self.setting.section_of(question))
            if name not in records_in(self.said, list_key):
                del self._walked[prefix]
                return
        yield from self._level(inner, made)

    def _start_of(self, prefix: str) -> Mapping[str, Reply]:
        """Return what is known of a record from the start, by its own facts."""
        head = f"{prefix}/"
        return {key.removeprefix(head): reply for key, reply in self._start.items() if key.startswith(head)}

    def _reference(self, question: Question, place: Place, record: Record, own: str, *, must: bool) -> Walk:
        """Walk through a fact that names other records, and through those that it names first."""
        target = self.setting.question(REFERENCES[own])
        key, list_key = key_of(place.prefix, own), target.fact
        listed = fact_type(question.fact).listed
        there = records_in(self.said, list_key)
        inner = place
        if key not in self.said and not there and (must or question.behind):
            ids = [free_record(self.said, list_key)]
            inner = place._replace(opens=(*place.opens, Opening(key, ids[0], listed=listed)))
            self._start |= {f"{list_key}/{ids[0]}/{fact}": reply for fact, reply in start_of(list_key, record).items()}
        else:
            reply = yield from self._named(question, place, key, there, must=must)
            ids = ids_in(reply)
        while fresh := [name for name in ids if f"{list_key}/{name}" not in self._walked]:
            for name in fresh:
                names = records_in(self.said, list_key)
                number = (names.index(name) if name in names else len(names)) + 1
                yield from self._record(target, inner, list_key, name, number)
            put(self.values, list_key, self._told(list_key, records_in(self.said, list_key)))
            ids = ids_in(self.said.get(key, [])) or ids
            if listed and ids[-1] in fresh:
                yield from self._another(place, Another(target, list_key, names=key), question)
                ids = ids_in(self.said.get(key, []))
        if ids:
            put(record, own, ids if listed else ids[0])

    def _named(
        self, question: Question, place: Place, key: str, there: list[str], *, must: bool
    ) -> Generator[Step, None, Reply]:
        """Return the reply to the question which records a fact names."""
        own = key.rpartition("/")[2]
        choices = (*self._choices(REFERENCES[own], there), (NEW, self.setting.words.say("interview.new-one")))
        wanted = fact_type(question.fact)._replace(type=str, may_decline=False)
        return (yield from self._pass(key, place, Fact(question, wanted, choices, must), question))

    def _choices(self, list_key: str, names: list[str]) -> Choices:
        """Return id and name of each record; an account's name is its handle."""
        name = {"accounts": "handle", "exhibits": "title", "witnesses": "name"}[list_key]
        replies = ((each, self.said.get(f"{list_key}/{each}/{name}")) for each in names)
        return tuple((each, str(reply[0]) if reply else each) for each, reply in replies)

    def _told(self, list_key: str, names: list[str]) -> list[Record]:
        """Return those of the records `names` that were walked through."""
        walked = (self._walked.get(f"{list_key}/{name}") for name in names)
        return [each for each in walked if each is not None]
