"""docgen: letters, statements and requests for people who are harassed online, and for the clinics that help them.

    import docgen

    library = docgen.Library.open()
    answers = docgen.load_facts("facts.json")
    planned = docgen.plan_document(library, answers, docgen.Wish(kind="cease-and-desist", today=date(2026, 11, 23)))
    for made in docgen.render_document(planned):
        docgen.write_file(Path(f"letter.{made.format}"), made.data)

Each step gives a frozen value; `planned.document` is the plan with every choice and its reason. All problems come
together in one `DocgenError`. Importing docgen loads no Word or Jinja library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.answers import Answers
    from docgen.assemble import Planned, Rendered, Wish, load_facts, plan_document, render_document
    from docgen.errors import (
        AnswersUnreadable,
        DocgenError,
        FactsProblem,
        LeakStopped,
        OutputProblem,
        Place,
        Problem,
        TemplateProblem,
        UsageProblem,
    )
    from docgen.files import write_file
    from docgen.library import Library
    from docgen.plan import DocumentPlan

__all__ = [
    "Answers",
    "AnswersUnreadable",
    "DocgenError",
    "DocumentPlan",
    "FactsProblem",
    "LeakStopped",
    "Library",
    "OutputProblem",
    "Place",
    "Planned",
    "Problem",
    "Rendered",
    "TemplateProblem",
    "UsageProblem",
    "Wish",
    "load_facts",
    "plan_document",
    "render_document",
    "write_file",
]

__version__ = "0.1.0"

_ROOMS = {
    "Answers": "answers",
    "DocumentPlan": "plan",
    "Library": "library",
    "Planned": "assemble",
    "Rendered": "assemble",
    "Wish": "assemble",
    "load_facts": "assemble",
    "plan_document": "assemble",
    "render_document": "assemble",
    "write_file": "files",
}
"""Where each public name lives; the rest are errors. They are loaded when used, so that `docgen --help` is instant."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"docgen.{_ROOMS.get(name, 'errors')}"), name)
