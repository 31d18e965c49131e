"""The own questions in the files of a clinic's folder, put together and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docgen.errors import TemplateProblem
from docgen.frozen import frozen
from docgen.own.known import Own
from docgen.own.question import OwnQuestion
from docgen.own.soundness import own_problems
from docgen.questions import Section

__all__ = ["ClinicQuestions", "own_of"]


@frozen
class ClinicQuestions:
    """A clinic's file of questions: its own ones, and perhaps an interview in place of docgen's."""

    section: tuple[Section, ...] = ()
    own: tuple[OwnQuestion, ...] = ()


def own_of(files: Sequence[tuple[str, str, ClinicQuestions]], kinds: Sequence[str]) -> Own | None:
    """Return the own questions of `files`, in their order; None for none.

    A file is the name of its kind ("" for all kinds), its path and what it holds; `kinds` are the kinds that exist.
    Raises `TemplateProblem` with every problem of all files.
    """
    written = [(path, _of_kind(question, kind)) for kind, path, file in files for question in file.own]
    if problems := tuple(own_problems(written, kinds)):
        raise TemplateProblem(problems)
    return Own(tuple(question for _, question in written)) if written else None


def _of_kind(question: OwnQuestion, kind: str) -> OwnQuestion:
    return replace(question, kinds=(kind,)) if kind and not question.kinds else question
