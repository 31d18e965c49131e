"""The invented matters that docgen ships, as the facts of a kind: with an answer to each of its own questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.answers import Answers
from docgen.assemble import load_facts
from docgen.library import Library
from docgen.matter.own_answers import ANSWERS

__all__ = ["example_facts"]


def example_facts(library: Library, kind: str, path: Path, language: str) -> Answers:
    """Return the invented matter at `path`, its own answers being those that `kind` asks for in `library`.

    Texts of the answers are in `language` where the questions have it. Raises what `load_facts` raises, and
    `TemplateProblem` for broken questions.
    """
    answers, own_questions = load_facts(path), library.own_questions(kind)
    if own_questions is None:
        return answers
    from docgen.own_questions import example_answers

    return replace(answers, values={**answers.values, ANSWERS: example_answers(own_questions.questions, language)})
