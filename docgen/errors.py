"""What can go wrong, said once: a `Problem` is something the user can mend; an error stops the program.

Nothing here prints. A problem carries the id of a sentence in the program's catalog and the names that the
sentence needs; `docgen.cli.report` turns it into words in the reader's language. A problem never carries the value
of a fact, because problems are shown on screens and kept in logs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from docgen.frozen import frozen

__all__ = [
    "AnswersUnreadable",
    "DocgenError",
    "FactsProblem",
    "LeakStopped",
    "OutputProblem",
    "Place",
    "Problem",
    "TemplateProblem",
    "UsageProblem",
]


@frozen
class Place:
    """Where something was found: a file, and in it a line and column, or a part and paragraph."""

    source: str = ""
    """File name as the user gave it; "-" for standard input; "" when there is no file."""
    path: str = ""
    """Path of the fact (`incidents[2].date`), of the TOML key, or of the template tag; "" for the whole file."""
    line: int | None = None
    """Line in the source, counted from 1; None where the source has no lines."""
    column: int | None = None
    """Column in the source, counted from 1."""
    part: str = ""
    """Member of a Word file, such as `word/header1.xml`; "" for the whole file or where the source has no parts."""
    table: tuple[tuple[int, int, int], ...] = ()
    """Number, row and cell of each table that the paragraph stands in, the outermost first; empty outside of tables."""
    boxed: bool = False
    """Whether the paragraph stands in a text box."""
    note: int = 0
    """Number of the footnote or endnote that the paragraph stands in; 0 for none."""
    paragraph: int | None = None
    """Paragraph in a Word part, counted from 1."""
    cell: str = ""
    """Cell of a sheet, such as `Sheet1!F17`; "" where the source has no cells."""
    near: str = ""
    """Words of the template around the place; never words of a fact."""


@frozen
class Problem:
    """Something that the user can mend."""

    id: str
    """Message id in the program catalog, for example `problem.unknown-key`."""
    place: Place = Place()
    names: Mapping[str, str] = field(default_factory=dict)
    """What the sentence names: keys, codes, counts. Never the value of a fact."""
    hint: str = ""
    """Message id of the sentence that says what to do; "" when the problem says it."""
    warning: bool = False
    """Whether the work can go on all the same."""


class DocgenError(Exception):
    """Base of all that docgen raises on purpose; holds every problem found, in the order of the source."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(problem.id for problem in self.problems))


class UsageProblem(DocgenError):
    """The command line is wrong: an unknown kind, language, jurisdiction or option. Exit code 2."""


class AnswersUnreadable(DocgenError):
    """A file could not be read at all. Exit code 1."""


class FactsProblem(DocgenError):
    """The facts have problems. Exit code 3."""


class TemplateProblem(DocgenError):
    """A template, question, catalog or law file has problems. Exit code 4."""


class LeakStopped(DocgenError):
    """The finished document held a fact that its reader must not see. Exit code 5."""


class OutputProblem(DocgenError):
    """The document could not be written. Exit code 1."""
