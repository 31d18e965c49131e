"""Own questions as the interview asks them: a section of its own behind the shared ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.errors import Place, Problem, TemplateProblem
from docgen.jurisdiction import Texts
from docgen.matter.own_answers import ANSWERS
from docgen.own_questions.known import OwnQuestions
from docgen.own_questions.question import OwnQuestion, QuestionType
from docgen.questions import Question, Section, fact_types

__all__ = ["asked", "asked_like", "asked_without"]


def asked(own_questions: OwnQuestions) -> Section:
    """Return the section with the own questions.

    Its wording is a stand-in: whoever speaks to a person asks `OwnQuestions.said` for it, in their language.
    """
    return Section(key=ANSWERS, title=ANSWERS, question=tuple(_asked(own_questions.questions, ANSWERS)))


def _asked(questions: Sequence[OwnQuestion], head: str) -> Iterator[Question]:
    for question in questions:
        records = question.type is QuestionType.RECORDS
        yield Question(
            fact=f"{head}.{question.name}",
            label=_any(question.label),
            ask=_any(question.ask),
            why=_any(question.why),
            example=_any(question.example),
            more=(_any(question.more) or ANSWERS) if records else "",
            kinds=question.kinds,
            when=question.when,
            must=question.must,
            optional=not question.required,
            anew=head != ANSWERS,
        )
        yield from _asked(question.field, f"{head}.{question.name}")


def asked_like(section: Section, kind: str, like: str) -> Section:
    """Return `section` with all that it asks and advises for the kind `like` asked for `kind`, too."""

    def with_kind(kinds: tuple[str, ...]) -> tuple[str, ...]:
        return (*kinds, kind) if like in kinds and kind not in kinds else kinds

    questions = (replace(each, kinds=with_kind(each.kinds), must=with_kind(each.must)) for each in section.question)
    advice = (replace(each, kinds=with_kind(each.kinds)) for each in section.advice)
    return replace(section, question=tuple(questions), advice=tuple(advice))


def asked_without(sections: Sequence[Section], unasked: Sequence[str], source: str) -> tuple[Section, ...]:
    """Return `sections` without the questions for the `unasked` facts and all that those hold.

    A fact that no question asks for any more, because a clinic's own questions took the place of docgen's, is passed
    over. Raises `TemplateProblem`, with the file `source` that names them, for what is no fact.
    """
    facts = [question.fact for section in sections for question in section.question]
    within = {name: [fact for fact in facts if f"{fact}.".startswith(f"{name}.")] for name in unasked}
    known = [f"{fact}." for fact in fact_types()]
    if wrong := [name for name, found in within.items() if not found and not _begins(f"{name}.", known)]:
        place = Place(source=source, path="unasked")
        raise TemplateProblem([Problem(id="own.unasked", place=place, names={"found": name}) for name in wrong])
    left_out = {fact for found in within.values() for fact in found}
    kept = (tuple(each for each in section.question if each.fact not in left_out) for section in sections)
    return tuple(replace(section, question=some) for section, some in zip(sections, kept, strict=True) if some)


def _begins(name: str, facts: Sequence[str]) -> bool:
    return any(fact.startswith(name) for fact in facts)


def _any(texts: Texts) -> str:
    return next(iter(texts.values()), "")
