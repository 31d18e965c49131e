"""Questions: their wording and order as data, and which to ask next as a pure function of the answers.

A question's id is the path of the fact that it fills. Types live in the model: what an answer must look like, and who
may see it, comes from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.conditions import holds, value_at

__all__ = ["Question", "Section", "label_of", "next_question"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the interview."""

    fact: str
    """Path of the fact, and the question's id. A path through records (`incidents.date`) is asked once per record."""
    label: str
    """Short name of the fact, as it stands in problems, reviews and `[MISSING: …]` marks."""
    ask: str = ""
    """The question; "" for a fact that only a facts file can give."""
    why: str = ""
    """One sentence: why we ask."""
    example: str = ""
    kinds: tuple[str, ...] = ()
    """Kinds of document that need it; empty for all."""
    when: str = ""
    """Condition on the facts; in a record, on the record's own facts."""
    optional: bool = False
    """Whether an empty answer leaves it unanswered."""
    many: bool = False
    """Whether it opens a list of records or texts."""
    more: str = ""
    """For a list: asks whether there is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the interview with a heading."""

    title: str
    question: tuple[Question, ...]


def next_question(
    questions: Sequence[Question], kind: str, values: Mapping[str, object], asked: frozenset[str]
) -> Question | None:
    """Return the first question that `kind` needs, whose condition holds, and that is neither answered nor asked."""
    for question in questions:
        wanted = question.ask and (not question.kinds or kind in question.kinds)
        if wanted and question.fact not in asked and value_at(question.fact, values) is None:
            if holds(question.when, values):
                return question
    return None


def label_of(questions: Sequence[Question], fact: str) -> str:
    """Return the short name of `fact`, or its path where no question has it."""
    return next((question.label for question in questions if question.fact == fact), fact)
