"""What can be wrong with own questions, found when the clinic's folder is read and not when somebody answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from keyword import iskeyword

from docgen.conditions import BadCondition, names_in
from docgen.errors import Place, Problem
from docgen.matter.events import REFERENCES
from docgen.matter.own_answers import ANSWERS
from docgen.own_questions.pattern import compiled_pattern
from docgen.own_questions.question import OwnQuestion, QuestionType, Readers
from docgen.own_questions.types import value_type
from docgen.questions import fact_types
from docgen.records import Reader, nearest

__all__ = ["own_problems"]

_Written = tuple[str, OwnQuestion]
"""The name of a file, and a question in it."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TAKEN = {*REFERENCES, "id", "sources", "exact_words"}
"""Names of facts that mean something in any record."""
_TEXTS = ("label", "ask", "why", "example", "more", "wrong")
_BOUNDED = (QuestionType.NUMBER, QuestionType.MONEY, QuestionType.DATE, QuestionType.ROUGH_DATE)
_CHOSEN = (QuestionType.CHOICE, QuestionType.CHOICES)
_USED_BY: Mapping[str, tuple[QuestionType, ...]] = {
    "choices": _CHOSEN,
    "least": _BOUNDED,
    "most": _BOUNDED,
    "currency": (QuestionType.MONEY,),
    "pattern": (QuestionType.TEXT,),
    "wrong": (QuestionType.TEXT,),
    "field": (QuestionType.RECORDS,),
    "more": (QuestionType.RECORDS,),
}
"""Keys that only some types of question have."""


def own_problems(written: Sequence[_Written], kinds: Sequence[str]) -> Iterator[Problem]:
    """Yield every problem of the own questions of a folder; `kinds` are the kinds of document that exist."""
    names = [f"{ANSWERS}.{path}" for _, question in written for path in _paths(question)]
    seen: set[str] = set()
    for source, question in written:
        yield from _problems(source, question, question.name, names, kinds)
        if question.readers is None:
            known = ", ".join(Readers)
            yield _problem("own.no-readers", source, f"{question.name}.readers", known=known)
        if question.name in seen:
            yield _problem("own.double-name", source, question.name)
        seen.add(question.name)


def _paths(question: OwnQuestion) -> Iterator[str]:
    yield question.name
    yield from (f"{question.name}.{each.name}" for each in question.field)


def _problem(id: str, source: str, path: str, hint: str = "", **names: str) -> Problem:
    return Problem(id=id, place=Place(source=source, path=f"own.{path}"), names=names, hint=hint)


def _problems(
    source: str, question: OwnQuestion, path: str, names: Sequence[str], kinds: Sequence[str]
) -> Iterator[Problem]:
    """Yield what is wrong with a question by itself; `path` names it in its file."""
    if not _NAME.fullmatch(question.name) or iskeyword(question.name) or question.name in _TAKEN:
        yield _problem("own.bad-name", source, path)
    if question.name.endswith("_is"):  # which of its choices an answer is: `answers.origin_is.phone`
        yield _problem("own.bad-name", source, path)
    for key in _USED_BY:
        if getattr(question, key) and question.type not in _USED_BY[key]:
            used_by = ", ".join(_USED_BY[key])
            yield _problem("own.useless-key", source, f"{path}.{key}", key=key, known=used_by)
    for part in _TEXTS:
        if wrong := [each for each in getattr(question, part) if not _LANGUAGE.fullmatch(each)]:
            yield _problem("own.bad-language", source, f"{path}.{part}.{wrong[0]}")
    if not question.label:
        yield _problem("own.no-label", source, f"{path}.label")
    yield from _condition(source, question, path, names)
    for key, named in (("kinds", question.kinds), ("must", question.must)):
        yield from _unknown_kinds(source, f"{path}.{key}", named, kinds)
    yield from _values(source, question, path)
    seen: set[str] = set()
    for each in question.field:
        inner = f"{path}.{each.name}"
        yield from _problems(source, each, inner, [name.removeprefix(f"{ANSWERS}.{path}.") for name in names], kinds)
        if each.type is QuestionType.RECORDS or each.kinds or each.must:
            yield _problem("own.not-in-a-record", source, inner)
        if each.name in seen:
            yield _problem("own.double-name", source, inner)
        seen.add(each.name)


def _unknown_kinds(source: str, path: str, named: Sequence[str], kinds: Sequence[str]) -> Iterator[Problem]:
    for kind in named:
        if kind not in kinds:
            near = nearest(kind, list(kinds))
            hint = "hint.did-you-mean" if near else ""
            yield _problem("own.unknown-kind", source, path, hint, known=", ".join(kinds), near=near)


def _condition(source: str, question: OwnQuestion, path: str, own: Sequence[str]) -> Iterator[Problem]:
    try:
        read = names_in(question.when or "True")
    except BadCondition:
        yield _problem("own.bad-condition", source, f"{path}.when")
        return
    known = [*fact_types(), *own]
    for name in read:
        plain = name.removeprefix("matter.")
        if name.startswith("known.") or any(each == plain or each.startswith(f"{plain}.") for each in known):
            continue
        near = nearest(plain, known)
        yield _problem("own.unknown-fact", source, f"{path}.when", "hint.did-you-mean" if near else "", near=near)


def _values(source: str, question: OwnQuestion, path: str) -> Iterator[Problem]:
    """Yield what is wrong with what a question accepts."""
    if question.type in _CHOSEN and not _sound_choices(question):
        yield _problem("own.bad-choices", source, f"{path}.choices")
    if question.type is QuestionType.RECORDS:
        if not question.field:
            yield _problem("own.no-fields", source, f"{path}.field")
        return
    if question.currency and not re.fullmatch("[A-Z]{3}", question.currency):
        yield _problem("own.bad-currency", source, f"{path}.currency")
    if question.pattern and question.type is QuestionType.TEXT:
        yield from _pattern(source, question, path)
        return
    try:
        wanted = value_type(question)
    except (ValueError, TypeError):
        yield _problem("own.bad-bound", source, path)
        return
    least, most = getattr(wanted, "least", None), getattr(wanted, "most", None)
    if least is not None and most is not None and least > most:
        yield _problem("own.bad-bound", source, path)


def _pattern(source: str, question: OwnQuestion, path: str) -> Iterator[Problem]:
    try:
        compiled_pattern(question.pattern)
    except ValueError:
        yield _problem("own.bad-pattern", source, f"{path}.pattern")
        return
    if not question.wrong:
        yield _problem("own.pattern-untold", source, f"{path}.wrong")
    reader = Reader()
    for example in question.example.values():
        reader.value(value_type(question), example, ())
    if reader.problems or not question.example:
        yield _problem("own.pattern-example", source, f"{path}.example")


def _sound_choices(question: OwnQuestion) -> bool:
    codes = [choice.id for choice in question.choices]
    sound = all(_CODE.fullmatch(code) for code in codes) and all(choice.label for choice in question.choices)
    return bool(codes) and sound and len({code.replace("-", "_").replace(".", "_") for code in codes}) == len(codes)
