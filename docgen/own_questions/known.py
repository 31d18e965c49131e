"""Own questions of a clinic and what follows from them: types, readers, texts, and what kinds cannot do without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Annotated, Any

from docgen.errors import Problem, TemplateProblem
from docgen.frozen import frozen, ordered
from docgen.jurisdiction import Texts
from docgen.localization import Wording
from docgen.manifest import Required
from docgen.matter.audiences import Audience, Confidential, Guarded, Party, Served, Sworn, audiences_of
from docgen.matter.own_answers import ANSWERS, OwnAnswers
from docgen.matter.values import UNANSWERED, Unanswered
from docgen.own_questions.question import OwnQuestion, QuestionType, Readers
from docgen.own_questions.types import OwnCode, value_type
from docgen.questions import FactType, fact_types, facts_by_name

__all__ = ["NO_OWN_QUESTIONS", "OwnQuestions", "in_language"]

_AUDIENCES = {
    readers: audiences_of(alias[str].__metadata__) or frozenset[Audience]()
    for readers, alias in zip(Readers, (Served, Party, Sworn, Guarded, Confidential), strict=True)
}


@ordered
class OwnQuestions:
    """The own questions of a clinic, in the order asked; without any, answers are texts by name that nobody reads."""

    questions: tuple[OwnQuestion, ...] = ()
    others: bool = False
    """Whether further answers are texts by name that nobody reads: so where the clinic has no questions itself."""
    today: date | None = None
    """The day that the limit `today` means; None lets any day pass it."""

    def __bool__(self) -> bool:
        return bool(self.questions)

    def on(self, today: date) -> OwnQuestions:
        """Return the questions as they are asked and answered on the day `today`."""
        if not any("today" in (each.least, each.most) for each in self.by_fact.values()):
            return self
        if today not in self._on:
            self._on[today] = replace(self, today=today)
        return self._on[today]

    @cached_property
    def _on(self) -> dict[date, OwnQuestions]:
        return {}

    @cached_property
    def record(self) -> type[OwnAnswers]:
        """The class of the answers."""
        return _record("own answers", self.questions, self.today)

    @cached_property
    def by_fact(self) -> Mapping[str, OwnQuestion]:
        """The questions by the path of their fact, those of records behind their list."""
        return dict(_by_fact(self.questions, ANSWERS))

    @cached_property
    def own_types(self) -> Mapping[str, FactType]:
        """The types of the own facts by path."""
        return {fact: _fact_type(self._holder(fact), question) for fact, question in self.by_fact.items()}

    @cached_property
    def types(self) -> Mapping[str, FactType]:
        """The types of all facts by path, the model's before the own ones."""
        return {**fact_types(), **self.own_types} if self else fact_types()

    @cached_property
    def by_name(self) -> tuple[str, ...]:
        """The paths of the facts that hold texts by name."""
        return tuple(fact for fact in facts_by_name() if not (self and fact == ANSWERS))

    def _holder(self, fact: str) -> type[OwnAnswers]:
        head = fact.rpartition(".")[0]
        return self.record if head == ANSWERS else self._list_record(head)

    def _list_record(self, head: str) -> type[OwnAnswers]:
        from docgen.records import field_types, item_type

        made: type[OwnAnswers] = item_type(field_types(self.record)[head.rpartition(".")[2]].type)
        return made

    def audiences(self, fact: str) -> frozenset[Audience]:
        """Return who may read the own `fact`: those whom it and the list around it name."""
        found = frozenset(Audience)
        for each in (fact.rpartition(".")[0], fact):
            question = self.by_fact.get(each)
            if question and question.readers:
                found &= _AUDIENCES[question.readers]
        return found if fact in self.by_fact else frozenset()

    def seen_by(self, fact: str) -> str:
        """Return who may see the own `fact` in the words of `docgen.questions.seen_by`; "" for another fact."""
        question = self.by_fact.get(fact)
        if question is None:
            return ""
        holder = self.by_fact.get(fact.rpartition(".")[0])
        readers = [each.readers for each in (holder, question) if each and each.readers]
        return max(readers, key=list(Readers).index).value

    def said(self, fact: str, part: str) -> Texts:
        """Return a text of the question for `fact` (`label`, `ask`) by language; empty for none and another fact."""
        question = self.by_fact.get(fact)
        texts: Texts = getattr(question, part, {}) if question else {}
        return texts

    def choices(self, wanted: object, wording: Wording) -> tuple[tuple[str, str], ...] | None:
        """Return the codes and labels of an own choice; None for another type."""
        if not (isinstance(wanted, type) and issubclass(wanted, OwnCode)):
            return None
        return tuple((code, wording.told(label)) for code, label in wanted.labels.items())

    def requires(self, kind: str) -> tuple[Required, ...]:
        """Return the own facts that documents of `kind` cannot do without."""
        return tuple(_requires(self.questions, ANSWERS, kind))

    def label(self, fact: str, wording: Wording) -> str:
        """Return the short name of the own `fact` in the language of `wording`.

        Raises `TemplateProblem` where the question does not have it: a document never falls back to another language.
        """
        return in_language(self.by_fact[fact].label, wording, fact)


NO_OWN_QUESTIONS = OwnQuestions()
"""Without own questions."""


def in_language(texts: Texts, wording: Wording, fact: str) -> str:
    """Return the one of `texts` that is in the language of `wording`. Raises `TemplateProblem` where there is none."""
    for tag in (wording.language, wording.language.partition("-")[0]):
        if tag in texts:
            return texts[tag]
    raise TemplateProblem([Problem(id="own.no-language", names={"fact": fact, "language": wording.language})])


def _by_fact(questions: Sequence[OwnQuestion], head: str) -> Iterator[tuple[str, OwnQuestion]]:
    for question in questions:
        yield f"{head}.{question.name}", question
        yield from _by_fact(question.field, f"{head}.{question.name}")


def _fact_type(holder: type[OwnAnswers], question: OwnQuestion) -> FactType:
    from docgen.records import field_types, item_type

    item = field_types(holder)[question.name]
    listed = question.type in (QuestionType.CHOICES, QuestionType.RECORDS)
    return FactType(item_type(item.type), listed, required=False, may_decline=item.may_decline)


def _requires(questions: Sequence[OwnQuestion], head: str, kind: str) -> Iterator[Required]:
    for question in questions:
        asked = not question.kinds or kind in question.kinds
        if (question.required and asked) or kind in question.must:
            yield Required(fact=f"{head}.{question.name}", when=question.when)
        if asked:
            yield from _requires(question.field, f"{head}.{question.name}", kind)


def _record(name: str, questions: Sequence[OwnQuestion], today: date | None) -> type[OwnAnswers]:
    """Return the class of a record with a field for each of the `questions`, each with its audiences."""
    hints: dict[str, Any] = {}
    defaults: dict[str, object] = {}
    hint: Any
    default: object
    for question in questions:
        audiences = _AUDIENCES[question.readers] if question.readers else frozenset(Audience)
        if question.type is QuestionType.RECORDS:
            hint, default = _many(_record(f"own {question.name}", question.field, today)), ()
        elif question.type is QuestionType.CHOICES:
            hint, default = _many(value_type(question, today)), ()
        else:
            hint, default = value_type(question, today) | Unanswered | None, UNANSWERED
        hints[question.name] = Annotated[hint, audiences]
        defaults[question.name] = default
    body = {"__annotations__": hints, "__module__": __name__, "__doc__": OwnAnswers.__doc__, **defaults}
    made: type[OwnAnswers] = frozen(type(name, (OwnAnswers,), body))
    for field in defaults:
        delattr(made, field)  # a question may be called as what tells a record from a value: `parse`
    return made


def _many(wanted: Any) -> Any:
    return tuple.__class_getitem__((wanted, ...))
