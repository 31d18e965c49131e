"""What `docgen new` and `docgen plan` are asked for, and which options cannot stand together."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import Problem, UsageProblem
from docgen.frozen import frozen

__all__ = ["DocumentOptions", "refuse_clashes"]


@frozen
class DocumentOptions:
    """What the command line asks of `docgen new` and `docgen plan`."""

    kind: str
    """"" for that of the draft to go on with."""
    facts: str = ""
    """File name, "-" for standard input, "" for prompts."""
    language: str = ""
    interview_language: str = ""
    jurisdiction: str = ""
    platform: str = ""
    output: Path | None = None
    date: str = ""
    draft: bool = False
    formats: str = ""
    """Comma-separated; "" for those that the kind writes by default."""
    reading: str = ""
    """Language of a reading copy beside it; "" for none."""
    force: bool = False
    templates: Path | None = None
    start: str = ""
    """Facts file to begin the interview with; "" for none."""
    resume: bool = False
    """Whether to go on with the draft saved last."""
    draft_name: str = ""
    """Draft to go on with; "" for the one saved last."""
    save: bool = True
    encrypt: bool = False
    trace: bool = False
    """Whether what made each paragraph is written beside the Word file."""


_CLASHES = (
    ("--facts", "--start"),
    ("--facts", "--resume"),
    ("--facts", "--from-draft"),
    ("--facts", "--encrypt"),
    ("--start", "--resume"),
    ("--start", "--from-draft"),
    ("--resume", "--from-draft"),
    ("--encrypt", "--resume"),
    ("--encrypt", "--from-draft"),
    ("--encrypt", "--no-save"),
)
"""Options of which one would be silently without effect."""


def refuse_clashes(options: DocumentOptions) -> None:
    """Raise `UsageProblem` for options of which one would be silently without effect."""
    given = {
        "--facts": options.facts,
        "--start": options.start,
        "--resume": options.resume,
        "--from-draft": options.draft_name,
        "--encrypt": options.encrypt,
        "--no-save": not options.save,
    }
    if problems := [
        Problem(id="usage.not-together", names={"first": first, "second": second})
        for first, second in _CLASHES
        if given[first] and given[second]
    ]:
        raise UsageProblem(problems)
