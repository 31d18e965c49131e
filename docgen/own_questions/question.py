"""What a clinic writes of one own question: `[[own]]` in its `questions.toml`."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum, unique

from docgen.frozen import frozen
from docgen.jurisdiction import Texts
from docgen.scalars import WrongType

__all__ = ["Bound", "OwnChoice", "OwnQuestion", "QuestionType", "Readers"]


@unique
class QuestionType(StrEnum):
    """What an answer is."""

    TEXT = "text"
    """One line."""
    LONG_TEXT = "long-text"
    """A person's own account, in Markdown, perhaps with translations."""
    YES_NO = "yes-no"
    CHOICE = "choice"
    """One of several."""
    CHOICES = "choices"
    """Any of several."""
    DATE = "date"
    """One day."""
    ROUGH_DATE = "rough-date"
    """A date as people know it: a day, or only a month, a year, a season, a time between two days; or unknown."""
    NUMBER = "number"
    """A whole number."""
    MONEY = "money"
    RECORDS = "records"
    """A list of which each item answers the same questions, `[[own.field]]`."""


@unique
class Readers(StrEnum):
    """Who may read an answer, as the interview tells it; each also lets read whoever comes after it."""

    EVERYONE = "everyone"
    PARTY = "party"
    """The respondent, the police and the court, but no platform."""
    COURT = "court"
    """The court, whose papers are served, and the police."""
    POLICE = "police"
    """The police, and a sealed form of the court."""
    NOBODY = "nobody"
    """The client and the clinic."""


class Bound(str):
    """A number or a day as somebody writes it in TOML: `3`, `2.50`, `2026-01-31` or `"2026-01-31"`; or `"today"`."""

    __slots__ = ()

    @classmethod
    def accept(cls, value: object) -> Bound:
        """Return `value` as text. Raises `WrongType` for what is neither a number nor a day."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal | date | str):
            raise WrongType("wanted.number-or-day")
        return cls(value)


@frozen
class OwnChoice:
    """One thing to choose."""

    id: str
    """Code in the facts."""
    label: Texts


@frozen
class OwnQuestion:
    """One own question, or one that a question for records asks of each record."""

    name: str
    """Names the fact: `answers.case_worker`."""
    type: QuestionType
    label: Texts
    """Short name by language, as it stands in problems, reviews and marks for what is missing."""
    ask: Texts = field(default_factory=dict)
    """The question; where there is none, only a facts file gives the answer. For records a yes-or-no question."""
    why: Texts = field(default_factory=dict)
    example: Texts = field(default_factory=dict)
    more: Texts = field(default_factory=dict)
    """For records: asks whether there is another one."""
    readers: Readers | None = None
    """Who may read the answer. There is no default: a question that does not say it is refused."""
    kinds: tuple[str, ...] = ()
    """Kinds of document that ask it; empty for all."""
    when: str = ""
    """Condition on the facts; in a record, on the record's own facts."""
    required: bool = False
    """Whether no document that asks it can do without."""
    must: tuple[str, ...] = ()
    """Kinds of document that cannot do without it."""
    choices: tuple[OwnChoice, ...] = ()
    least: Bound = Bound()
    most: Bound = Bound()
    currency: str = ""
    """ISO code of the amounts; "" for the currency of the place."""
    pattern: str = ""
    """What the whole text must look like; see `docgen.own_questions.pattern`."""
    wrong: Texts = field(default_factory=dict)
    """What is told where the text does not look like `pattern`."""
    searched: bool = True
    """Whether a finished document whose reader may not see the text is searched for it; false for words that identify
    nobody and may stand in any sentence."""
    field: tuple[OwnQuestion, ...] = ()
    """For records: what is asked of each."""
