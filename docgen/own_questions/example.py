"""Invented answers to own questions, which fit them: for an example of a facts file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from docgen.jurisdiction import Texts
from docgen.own_questions.question import OwnQuestion, QuestionType
from docgen.own_questions.types import value_type

__all__ = ["example_answers"]

_DAY = date(2026, 11, 2)


def example_answers(questions: Sequence[OwnQuestion], language: str) -> dict[str, object]:
    """Return an answer to each of the `questions` as a facts file holds it, texts in `language` where they have it."""
    return {question.name: _example(question, language) for question in questions}


def _example(question: OwnQuestion, language: str) -> object:
    wanted: Any = value_type(question) if question.type is not QuestionType.RECORDS else None
    match question.type:
        case QuestionType.RECORDS:
            return [example_answers(question.field, language)]
        case QuestionType.YES_NO:
            return True
        case QuestionType.CHOICE:
            return question.choices[0].id
        case QuestionType.CHOICES:
            return [choice.id for choice in question.choices[:2]]
        case QuestionType.DATE:
            day = min(max(_DAY, wanted.least or _DAY), wanted.most or date.max)
            return day.isoformat()
        case QuestionType.ROUGH_DATE:
            day = min(max(_DAY, wanted.least or _DAY), wanted.most or date.max)
            return day.isoformat()[: len("2026-11")]
        case QuestionType.NUMBER:
            return min(max(3, wanted.least), wanted.most)
        case QuestionType.MONEY:
            return min(max(100, wanted.least or 0), wanted.most or 100)
        case _:
            return _in(question.example, language) or _in(question.label, language)


def _in(texts: Texts, language: str) -> str:
    return texts.get(language) or texts.get(language.partition("-")[0]) or next(iter(texts.values()), "")
