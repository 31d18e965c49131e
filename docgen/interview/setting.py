"""What an interview is about: the kind of document, its questions, and the law and words that they draw on."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docgen.conditions import value_at
from docgen.jurisdiction import Jurisdiction
from docgen.library import Library
from docgen.localization import Wording
from docgen.manifest import Required
from docgen.own_questions import NO_OWN_QUESTIONS, OwnQuestions
from docgen.questions import Done, Offer, Question, Section, is_for, list_of, next_step, own_path

__all__ = ["Setting", "setting_of"]


@dataclass(frozen=True)
class Setting:
    """What an interview is about."""

    library: Library
    kind: str
    sections: tuple[Section, ...]
    requires: tuple[Required, ...]
    words: Wording
    """The interview's own sentences, for the names of choices that no type has."""
    labels: Wording
    """The labels of choices (`documents`)."""
    own_questions: OwnQuestions = NO_OWN_QUESTIONS
    """The clinic's own questions."""

    @property
    def law_kind(self) -> str:
        """The kind as which the law files treat this one."""
        return self.library.manifest(self.kind).like or self.kind

    @property
    def language(self) -> str:
        """Language of the questions."""
        return self.words.language

    def law(self, values: Mapping[str, object]) -> Jurisdiction | None:
        """Return the law of the place that `values` name; None until they name one that there is.

        Raises `TemplateProblem` for a broken law file.
        """
        code = value_at("jurisdiction", values)
        known = isinstance(code, str) and self.library.has_jurisdiction(code)
        return self.library.jurisdiction(str(code)) if known else None

    @cached_property
    def _sections_by_fact(self) -> Mapping[str, str]:
        return {question.fact: section.key for section in self.sections for question in section.question}

    @cached_property
    def may_be_declined(self) -> frozenset[str]:
        """The facts that the kind needs, where it will do to say that one does not have them."""
        return frozenset(item.fact for item in self.requires if item.declined)

    def level(self, head: str) -> tuple[Question, ...]:
        """Return the questions of one level: the matter's own for "", or those of the list of records `head`."""
        questions = (question for section in self.sections for question in section.question)
        return tuple(question for question in questions if list_of(question.fact) == head)

    def anew(self, head: str) -> frozenset[str]:
        """Return the own paths of the facts that a copy of a record of the list `head` does not take over."""
        return frozenset(own_path(question.fact) for question in self.level(head) if question.anew)

    def question(self, fact: str) -> Question:
        """Return the question for `fact`, which a test proves to exist."""
        return next(each for section in self.sections for each in section.question if each.fact == fact)

    def offer(self, id: str) -> Offer:
        """Return the offer `id`."""
        return next(each for section in self.sections for each in section.offer if each.id == id)

    def section_of(self, question: Question) -> str:
        """Return the key of the section that `question` stands in."""
        return self._sections_by_fact[question.fact]

    def asks(self, question: Question) -> bool:
        """Return whether the interview for this kind of document asks `question` at all."""
        return bool(question.ask) and is_for(question, self.kind)

    def parts(self, scope: Mapping[str, object], passed: AbstractSet[str], needed: frozenset[str]) -> list[str]:
        """Return the keys of the sections `passed`, and of those that will come as far as one can tell."""
        found = []
        for each in self.sections:
            own = [question for question in each.question if not list_of(question.fact)]
            if each.key in passed or isinstance(next_step(own, self.kind, scope, Done(), needed), Question):
                found.append(each.key)
        return found


def setting_of(library: Library, kind: str, words: Wording, labels: Wording, today: date | None = None) -> Setting:
    """Return the setting of an interview for `kind` in the language of `words`, the catalog `program-interview`.

    `labels` is the catalog `documents`, `today` the day of the interview, which limits own dates. Raises
    `UsageProblem` for an unknown kind and `TemplateProblem` for broken questions.
    """
    requires, own_questions = library.manifest(kind).requires, library.own_questions(kind) or NO_OWN_QUESTIONS
    own_questions = own_questions.on(today) if today else own_questions
    return Setting(library, kind, library.sections(kind), requires, words, labels, own_questions)
