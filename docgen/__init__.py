"""docgen: letters, statements and requests for people who are harassed online, and for the clinics that help them.

    import docgen

    library = docgen.Library.open()
    answers = docgen.load_facts("facts.json")
    planned = docgen.plan(library, answers, docgen.Wish(kind="cease-and-desist", today=date(2026, 11, 23)))
    for made in docgen.render(planned):
        docgen.write_file(Path(f"letter.{made.format}"), made.data)

Each step gives a frozen value; `planned.document` is the plan with every choice and its reason. All problems come
together in one `DocgenError`. Importing docgen loads no Word or Jinja library.
"""

from __future__ import annotations

from pathlib import Path

from docgen.answers import Answers, read_json
from docgen.assemble import Planned, Rendered, Wish, plan, render, with_digests
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
    "plan",
    "render",
    "write_file",
]

__version__ = "0.1.0"


def load_facts(path: str | Path) -> Answers:
    """Return the facts in the JSON file at `path`, with the SHA-256 of each exhibit whose file they name.

    Raises `AnswersUnreadable` for a file that cannot be read and `FactsProblem` for one that is no JSON object.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError:
        raise AnswersUnreadable([Problem(id="input.unreadable", place=Place(source=str(path)))]) from None
    return with_digests(read_json(data, str(path)), file.parent)
