"""Exit codes, in one place."""

from __future__ import annotations

from enum import IntEnum, unique

from docgen.errors import (
    AnswersUnreadable,
    DocgenError,
    FactsProblem,
    LeakStopped,
    OutputProblem,
    TemplateProblem,
    UsageProblem,
)

__all__ = ["Exit", "Stopped", "exit_code"]


class Stopped(Exception):
    """The person left an interview; what there was to say about the answers has been said."""


@unique
class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    FAILED = 1
    """Could not read or write."""
    USAGE = 2
    FACTS = 3
    TEMPLATE = 4
    LEAK = 5
    SOME_FAILED = 6
    DEFECT = 70
    """A defect in docgen; the number is EX_SOFTWARE of sysexits.h."""
    INTERRUPTED = 130
    """128 + SIGINT, as shells count."""


_CODES: tuple[tuple[type[DocgenError], Exit], ...] = (
    (AnswersUnreadable, Exit.FAILED),
    (OutputProblem, Exit.FAILED),
    (UsageProblem, Exit.USAGE),
    (FactsProblem, Exit.FACTS),
    (TemplateProblem, Exit.TEMPLATE),
    (LeakStopped, Exit.LEAK),
)


def exit_code(error: DocgenError) -> Exit:
    """Return the exit code for `error`."""
    return next(code for kind, code in _CODES if isinstance(error, kind))
