"""A stranger's template filled with an invented matter: a template is a program, and reading it does not tell all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from docgen.assemble import Planned, Wish, fields_for, page_of, plan_document, searched
from docgen.check import name_problems, printable_names
from docgen.errors import AnswersUnreadable, FactsProblem, LeakStopped, Place, Problem, TemplateProblem, UsageProblem
from docgen.examples import example_facts
from docgen.library import Library
from docgen.matter.audiences import Audience

__all__ = ["passage_problems", "trial_problems"]


def trial_problems(library: Library, path: Path, kind: str, day: date) -> Iterator[Problem]:
    """Yield what goes wrong when the template at `path` is filled: it never ends, or prints what nobody may see there.

    An invented matter in the language and for the place that the name of the file tells is what it is filled with;
    where docgen has none nothing is yielded. What the matter lacks for a new kind becomes a mark, as in a draft.
    """
    from docgen.word import fill_text

    try:
        planned = _planned(library, path, kind, day)
        if planned is None:
            return
        document = planned.document
        if path.suffix == ".txt":
            data = fill_text(path.read_text(encoding="utf-8"), document.fields, path.name).encode()
        else:
            data = _filled(path.read_bytes(), path.name, planned)
        searched(data, path.suffix[1:], planned, ())
    except (TemplateProblem, LeakStopped) as error:
        yield from error.problems


def passage_problems(library: Library, path: Path, built: bytes, day: date) -> Iterator[Problem]:
    """Yield what is wrong with the clause at `path` by itself, whose Word file is `built`: tags that cannot be read,
    facts that do not exist, filling that never ends.

    Who may see what it prints, and what a list around it calls its items, is known only of the template that it is put
    into, which is checked then.
    """
    from docgen.word import compile_template, uses_of

    try:
        uses = uses_of(compile_template(built, path.name))
        found = name_problems(uses, Audience.CLINIC, path.name, library.all_own_questions())
    except TemplateProblem as error:
        yield from error.problems
        return
    unknown = (each for each in found if each.id == "template.unknown-fact")
    if problems := [each for each in unknown if not _may_be_an_item(each.place.path)]:
        yield from problems
        return
    for kind in library.kinds():
        try:
            planned = _planned(library, path, kind, day)
        except TemplateProblem:
            continue  # another kind will do
        if planned:
            try:
                _filled(built, path.name, planned)
            except TemplateProblem as error:
                yield from (each for each in error.problems if each.id == "template.over-limit")
            return


def _may_be_an_item(name: str) -> bool:
    """Return whether `name` may be a fact of an item of a list: `incident.summary` where each incident has one."""
    root, _, fact = name.partition(".")
    known = printable_names()
    return root not in known and any(each.endswith(f"[].{fact}") for each in known)


def _planned(library: Library, path: Path, kind: str, day: date) -> Planned | None:
    """Return the plan of an invented matter for the template at `path`; None where docgen has none.

    Raises `TemplateProblem` where none of those that docgen has can be planned: what cannot be tried is not taken.
    """
    examples = _examples(library, path)
    _, language, *_ = f"{path.stem}.".split(".")
    wish = Wish(kind=kind, today=day, language=language.partition("-")[0], draft=True)
    for example in examples:
        with suppress(FactsProblem, UsageProblem, AnswersUnreadable):
            return plan_document(library, example_facts(library, kind, example, wish.language), wish)
    if examples:
        raise TemplateProblem([Problem(id="pack.not-tried", place=Place(source=path.name))])
    return None


def _filled(data: bytes, source: str, planned: Planned) -> bytes:
    from docgen.word import compile_template, fill

    template = compile_template(data, source)
    return fill(template, fields_for(planned, template), page_of(planned.document))


def _examples(library: Library, path: Path) -> list[Path]:
    """Return the invented matters for the language of a template's name, that of its place first; all of them for the
    house style, which has none.
    """
    _, language, *place = f"{path.stem}.".split(".")
    folder = library.templates[-1] / "examples"
    plain = language.partition("-")[0]
    of_place = [folder / f"{plain}.{each}.json" for each in place if each]
    found = [*of_place, *sorted(folder.glob(f"{plain or '*'}.*.json"))]
    return [each for each in dict.fromkeys(found) if each.is_file()]
