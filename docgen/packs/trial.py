"""A stranger's template filled with an invented matter: a template is a program, and reading it does not tell all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from docgen.assemble import Wish, fields_for, load_facts, plan_document, searched
from docgen.errors import AnswersUnreadable, FactsProblem, LeakStopped, Problem, TemplateProblem, UsageProblem
from docgen.library import Library

__all__ = ["trial_problems"]


def trial_problems(library: Library, path: Path, kind: str, day: date) -> Iterator[Problem]:
    """Yield what goes wrong when the template at `path` is filled: it never ends, or prints what nobody may see there.

    An invented matter in the language and for the place that the name of the file tells is what it is filled with;
    where docgen has none nothing is yielded. What the matter lacks for a new kind becomes a mark, as in a draft.
    """
    from docgen.word import Page, compile_template, fill, fill_text

    example = _example(library, path)
    if example is None:
        return
    _, language, *_ = path.name.split(".")
    try:
        wish = Wish(kind=kind, today=day, language=language.partition("-")[0], draft=True)
        planned = plan_document(library, load_facts(example), wish)
    except (FactsProblem, UsageProblem, AnswersUnreadable):
        return
    document = planned.document
    try:
        if path.suffix == ".txt":
            data = fill_text(path.read_text(encoding="utf-8"), document.fields, path.name).encode()
        else:
            page = Page(
                paper=document.paper.value, language=document.language_tag, title=document.title, date=document.date
            )
            template = compile_template(path.read_bytes(), path.name)
            data = fill(template, fields_for(planned, template), page)
        searched(data, path.suffix[1:], planned, ())
    except (TemplateProblem, LeakStopped) as error:
        yield from error.problems


def _example(library: Library, path: Path) -> Path | None:
    """Return the invented matter for the language and place of a template's name; any of the language will do."""
    _, language, *place = path.stem.split(".")
    folder = library.templates[-1] / "examples"
    plain = language.partition("-")[0]
    of_place = [folder / f"{plain}.{each}.json" for each in place]
    return next((each for each in [*of_place, *sorted(folder.glob(f"{plain}.*.json"))] if each.is_file()), None)
