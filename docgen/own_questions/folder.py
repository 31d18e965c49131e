"""The own questions in the files of a clinic's folder, put together and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from docgen.errors import TemplateProblem
from docgen.folders import stands
from docgen.frozen import frozen
from docgen.own_questions.known import OwnQuestions
from docgen.own_questions.question import OwnQuestion
from docgen.own_questions.soundness import own_problems
from docgen.questions import Section
from docgen.toml_records import read_record

__all__ = ["ClinicQuestions", "own_questions_in", "own_questions_of"]


@frozen
class ClinicQuestions:
    """A clinic's file of questions: its own ones, and perhaps an interview in place of docgen's."""

    section: tuple[Section, ...] = ()
    own: tuple[OwnQuestion, ...] = ()


def own_questions_in(folders: Sequence[Path], kinds: Sequence[str], *, asked: bool) -> OwnQuestions | None:
    """Return the own questions in `folders`, docgen's the last; None for none.

    The clinic's questions bring those of docgen's kinds along; without any, those of docgen's kinds count only where
    `asked`. What a clinic copied stands in place of docgen's. Raises as `own_questions_of` does.
    """
    names = {"": "questions.toml", **{kind: f"{kind}/questions.toml" for kind in kinds}}
    *clinic, docgens = folders
    there = [(kind, folder / name) for folder in clinic for kind, name in names.items()]
    files = [_file(kind, path) for kind, path in there if stands(path)]
    if not asked and not any(file.own for _, _, file in files):
        return None
    copied = {kind for kind, _, _ in files} | {""}
    there = [(kind, docgens / name) for kind, name in names.items() if kind not in copied]
    own_questions = own_questions_of([*files, *(_file(kind, path) for kind, path in there if stands(path))], kinds)
    return own_questions and replace(own_questions, others=not any(file.own for _, _, file in files))


def _file(kind: str, path: Path) -> tuple[str, str, ClinicQuestions]:
    return kind, str(path), read_record(ClinicQuestions, path)


def own_questions_of(files: Sequence[tuple[str, str, ClinicQuestions]], kinds: Sequence[str]) -> OwnQuestions | None:
    """Return the own questions of `files`, in their order; None for none.

    A file is the name of its kind ("" for all kinds), its path and what it holds; `kinds` are the kinds that exist.
    Raises `TemplateProblem` with every problem of all files.
    """
    written = [(path, _of_kind(question, kind)) for kind, path, file in files for question in file.own]
    if problems := tuple(own_problems(written, kinds)):
        raise TemplateProblem(problems)
    return OwnQuestions(tuple(question for _, question in written)) if written else None


def _of_kind(question: OwnQuestion, kind: str) -> OwnQuestion:
    return replace(question, kinds=(kind,)) if kind and not question.kinds else question
