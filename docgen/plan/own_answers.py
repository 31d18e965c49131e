"""Own answers as a template prints them: each as the locale writes it, and only those that the reader may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from docgen.dates import PartialDate
from docgen.errors import Problem, TemplateProblem
from docgen.frozen import ordered
from docgen.matter.audiences import Audience
from docgen.matter.own_answers import ANSWERS, OwnAnswers
from docgen.matter.values import Gap, Prose, Unanswered
from docgen.own_questions import OwnQuestions, in_language
from docgen.own_questions.question import OwnQuestion, QuestionType
from docgen.own_questions.types import OwnAmount
from docgen.plan.brief import Brief
from docgen.plan.page import Shape

__all__ = ["own_answer_fields", "own_answer_names"]

_CHOSEN = (QuestionType.CHOICE, QuestionType.CHOICES)


def own_answer_fields(brief: Brief, own_questions: OwnQuestions) -> dict[str, object]:
    """Return the answers to own questions that the reader of the document may see.

    Texts and numbers as told, accounts, days, amounts and choices in the document's language, yes and no as truth
    values, records as lists; None where nobody answered. Beside each choice stands which it is, by code:
    `origin_is.walk_in`. Raises `TemplateProblem` for a choice without a label in the document's language, and for an
    amount at a place with several currencies.
    """
    told = brief.told_facts.get(ANSWERS)
    assert isinstance(brief.matter.answers, OwnAnswers)
    return _record(_Printed(brief, own_questions), ANSWERS, brief.matter.answers, told)


def own_answer_names(own_questions: OwnQuestions) -> Iterator[tuple[str, frozenset[Audience], Shape]]:
    """Yield every name that a template may print of own answers, `answers.children[].name`, with who may read it and
    what can be done with it.
    """
    yield ANSWERS, frozenset(Audience), Shape.RECORD
    for fact, question in own_questions.by_fact.items():
        holder = fact.rpartition(".")[0]
        name = f"{holder}[].{question.name}" if holder in own_questions.by_fact else fact
        seen = own_questions.audiences(fact)
        yield name, seen, _SHAPES.get(question.type, Shape.TEXT)
        if question.type is QuestionType.RECORDS:
            yield f"{name}[]", seen, Shape.RECORD
        if question.type in _CHOSEN:
            yield f"{name}_is", seen, Shape.KEYS
            yield from ((f"{name}_is.{_key(choice.id)}", seen, Shape.TRUTH) for choice in question.choices)


_SHAPES = {QuestionType.RECORDS: Shape.RECORDS, QuestionType.YES_NO: Shape.TRUTH}


def _key(code: str) -> str:
    """Return the `code` of a choice as a tag writes it."""
    return code.replace("-", "_").replace(".", "_")


@ordered
class _Printed:
    """What is printed, and how."""

    brief: Brief
    own_questions: OwnQuestions


def _record(printed: _Printed, head: str, record: OwnAnswers, told: object) -> dict[str, object]:
    """Return the fields of a `record` of the own facts under `head`; `told` is what the facts give for it."""
    reader, fields = printed.brief.manifest.audience, dict[str, object]()
    for name, value in vars(record).items():
        fact = f"{head}.{name}"
        if reader not in printed.own_questions.audiences(fact):
            continue
        question, own_told = printed.own_questions.by_fact[fact], told.get(name) if isinstance(told, Mapping) else None
        if question.type is QuestionType.RECORDS:
            each_told = own_told if isinstance(own_told, list) else [None] * len(value)
            pairs = zip(value, each_told, strict=False)
            fields[name] = [_record(printed, fact, each, so_told) for each, so_told in pairs]
            continue
        if question.type in _CHOSEN:
            fields[f"{name}_is"] = {_key(choice.id): _is_chosen(choice.id, value) for choice in question.choices}
        marked = isinstance(own_told, Gap) and question.type is not QuestionType.YES_NO
        fields[name] = own_told if marked else _value(printed, fact, question, value)
    return fields


def _is_chosen(code: str, value: object) -> bool:
    return code in value if isinstance(value, tuple) else code == value


def _value(printed: _Printed, fact: str, question: OwnQuestion, value: object) -> object:
    brief = printed.brief
    match value:
        case None | Unanswered() | ():
            return None
        case bool() | int():
            return value
        case Prose():
            return brief.account(value)
        case date():
            return brief.wording.day(value)
        case PartialDate():
            return brief.wording.partial_date(value) if value.known else None
        case Decimal():
            return brief.wording.money(value, _currency(printed, fact))
        case tuple():
            return brief.wording.join([_label(printed, fact, question, code) for code in value])
        case str() if question.type is QuestionType.CHOICE:
            return _label(printed, fact, question, value)
        case _:
            return str(value)


def _label(printed: _Printed, fact: str, question: OwnQuestion, code: str) -> str:
    texts = next(choice.label for choice in question.choices if choice.id == code)
    brief = printed.brief
    if brief.reading:
        return brief.text(texts)
    return in_language(texts, brief.wording, f"{fact}.choices.{code}")


def _currency(printed: _Printed, fact: str) -> str:
    wanted = printed.own_questions.types[fact].type
    code = (wanted.currency if issubclass(wanted, OwnAmount) else "") or printed.brief.law.currency
    if not code:
        raise TemplateProblem([Problem(id="own.no-currency", names={"fact": fact})])
    return code
