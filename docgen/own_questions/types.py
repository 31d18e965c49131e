"""The types of own answers, made from the questions: what text, number or day each accepts.

Each type reads a value itself (`accept`), tells JSON Schema what it accepts (`schema`), and keeps the texts that
somebody needs who is asked for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from re import Pattern
from typing import Any, ClassVar, Self

from docgen.dates import BirthDate
from docgen.frozen import record_of
from docgen.jurisdiction import Texts
from docgen.matter.values import Detail, Line, Prose, Unfit
from docgen.own_questions.pattern import LONGEST, compiled_pattern
from docgen.own_questions.question import OwnQuestion, QuestionType
from docgen.scalars import NoChoice, WrongType, nearest, parser_of

__all__ = ["OwnAmount", "OwnCode", "OwnDay", "OwnNumber", "OwnRoughDate", "OwnText", "value_type"]

_MOST = 999_999_999
_TODAY = "today"
_PLAIN: Mapping[QuestionType, Any] = {QuestionType.LONG_TEXT: Prose, QuestionType.YES_NO: bool}


class OwnText(Line):
    """One line that has to look like a pattern."""

    __slots__ = ()
    pattern: ClassVar[Pattern[str]]
    wrong: ClassVar[Texts]
    schema: ClassVar[Mapping[str, object]]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text`. Raises `Unfit` with the clinic's own words, by language, as its names `told_…`."""
        line = super().parse(text)
        if len(line) > LONGEST:
            raise Unfit("wanted.shorter-text", limit=str(LONGEST))
        if not cls.pattern.fullmatch(line):
            raise Unfit("wanted.own-form", **{f"told_{language}": words for language, words in cls.wrong.items()})
        return line


class OwnCode(str):
    """The code of a choice. A draft may hold the mark for a missing one in its place."""

    __slots__ = ()
    labels: ClassVar[Mapping[str, Texts]]
    schema: ClassVar[Mapping[str, object]]

    @classmethod
    def accept(cls, value: object) -> Self:
        """Return `value` as a code. Raises `NoChoice` for none of them, `WrongType` for no text."""
        if not isinstance(value, str):
            raise WrongType("wanted.text")
        if value not in cls.labels:
            raise NoChoice(list(cls.labels), nearest(value, list(cls.labels)))
        return cls(value)


class _Bounded:
    """What a number, an amount and a day have in common."""

    __slots__ = ()
    least: ClassVar[Any]
    most: ClassVar[Any]
    too_small: ClassVar[str] = "wanted.not-under"
    too_large: ClassVar[str] = "wanted.not-over"
    schema: ClassVar[Mapping[str, object]]

    @classmethod
    def _within(cls, value: Any) -> Any:
        return cls._not_over(cls._not_under(value))

    @classmethod
    def _not_under(cls, value: Any) -> Any:
        if cls.least is not None and value < cls.least:
            raise Unfit(cls.too_small, least=str(cls.least))
        return value

    @classmethod
    def _not_over(cls, value: Any) -> Any:
        if cls.most is not None and value > cls.most:
            raise Unfit(cls.too_large, most=str(cls.most))
        return value


class OwnNumber(_Bounded, int):
    """A whole number, not under 0."""

    __slots__ = ()

    @classmethod
    def accept(cls, value: object) -> int:
        """Return `value`. Raises `WrongType` or `Unfit`."""
        number: int = cls._within(parser_of(int)(value))
        return number


class OwnAmount(_Bounded, Decimal):
    """An amount of money."""

    __slots__ = ()
    currency: ClassVar[str]

    @classmethod
    def accept(cls, value: object) -> Decimal:
        """Return `value`. Raises `WrongType` or `Unfit`."""
        amount: Decimal = cls._within(parser_of(Decimal)(value))
        return amount


class _Dated(_Bounded):
    """What a day and a rough date have in common. A finished document is searched for a day as for one of birth."""

    __slots__ = ()
    too_small: ClassVar[str] = "wanted.not-before"
    too_large: ClassVar[str] = "wanted.not-after"
    searched_as_day: ClassVar[bool] = True


class OwnDay(_Dated, date):
    """One day."""

    __slots__ = ()

    @classmethod
    def accept(cls, value: object) -> Self:
        """Return `value`. Raises `WrongType` or `Unfit`."""
        day: date = cls._within(parser_of(date)(value))
        return cls(day.year, day.month, day.day)


class OwnRoughDate(_Dated, BirthDate):
    """A date that may be uncertain. Limits refuse it only where no day that it can be lies within them."""

    __slots__ = ()

    @classmethod
    def accept(cls, value: object) -> Self:
        """Return `value`. Raises `WrongType` or `Unfit`."""
        day: Self = parser_of(BirthDate)(value)  # type: ignore[assignment]
        if day.known:
            cls._not_under(day.last)
            cls._not_over(day.first)
        return record_of(cls, {name: getattr(day, name) for name in ("precision", "first", "last", "mark")})


def value_type(question: OwnQuestion, today: date | None = None) -> Any:
    """Return the type of one value of `question`, which is none for records.

    `today` is the day that the limit `today` means; None lets any day pass it. Raises `Unfit` or
    ValueError for bounds and a pattern that are none.
    """
    match question.type:
        case QuestionType.TEXT:
            return _text_type(question)
        case QuestionType.CHOICE | QuestionType.CHOICES:
            labels = {choice.id: choice.label for choice in question.choices}
            made = _made(OwnCode, question, labels=labels, schema={"enum": list(labels)})
            made.__name__ = f"own {question.name}: {', '.join(labels)}"  # cells are read by the name of the class
            return made
        case QuestionType.NUMBER:
            least, most = (_number(bound) for bound in (question.least or "0", question.most or str(_MOST)))
            schema: dict[str, object] = {"type": "integer", "minimum": least, "maximum": most}
            return _made(OwnNumber, question, least=least, most=most, schema=schema)
        case QuestionType.MONEY:
            lowest, highest = (_amount(bound) for bound in (question.least, question.most))
            limits = {"minimum": _json(lowest or Decimal(0)), **({"maximum": _json(highest)} if highest else {})}
            own = {"currency": question.currency, "schema": {"type": "number", **limits}}
            return _made(OwnAmount, question, least=lowest, most=highest, **own)
        case QuestionType.DATE:
            day: dict[str, object] = {"type": "string", "format": "date"}
            return _made(OwnDay, question, schema=day, **_limits(question, today))
        case QuestionType.ROUGH_DATE:
            return _made(OwnRoughDate, question, **_limits(question, today))
        case _:
            return _PLAIN[question.type]


def _made(base: type[Any], question: OwnQuestion, **own: object) -> type[Any]:
    return type(f"own {question.name}", (base,), {"__slots__": (), "__doc__": base.__doc__, **own})


def _text_type(question: OwnQuestion) -> type[Any]:
    plain = Line if question.searched else Detail
    if not question.pattern:
        return plain
    own: dict[str, object] = {"pattern": compiled_pattern(question.pattern), "wrong": question.wrong}
    own["schema"] = {"type": "string", "maxLength": LONGEST, "pattern": f"^(?:{question.pattern})$"}
    bases = (OwnText,) if question.searched else (OwnText, Detail)
    return type(f"own {question.name}", bases, {"__slots__": (), "__doc__": OwnText.__doc__, **own})


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _MOST):
        raise Unfit("wanted.whole-number")
    return int(text)


def _amount(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        amount = Decimal(text)
        parser_of(Decimal)(amount)
    except (ArithmeticError, WrongType):
        raise Unfit("wanted.amount") from None
    return amount if amount == amount.to_integral_value() else amount.quantize(Decimal("0.01"))


def _day(text: str) -> date | None:
    day = parser_of(date)(text) if text else None
    return day if isinstance(day, date) else None


def _limits(question: OwnQuestion, today: date | None) -> dict[str, object]:
    """Return the first and the last day that fit, and, where one of them is today, how that is said."""
    first, last = (today if bound == _TODAY else _day(bound) for bound in (question.least, question.most))
    said = {"too_small": "wanted.not-past"} if question.least == _TODAY else {}
    said |= {"too_large": "wanted.not-future"} if question.most == _TODAY else {}
    return {"least": first, "most": last, **said}


def _json(amount: Decimal | None) -> float:
    return float(amount or 0)
