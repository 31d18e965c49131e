"""Where an item of law was read, when it was checked, and how sure we are."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum, unique

from docgen.frozen import frozen

__all__ = ["Grade", "Provenance", "Texts"]

Texts = Mapping[str, str]
"""A text per language: `{en = "...", es = "..."}`."""


@unique
class Grade(StrEnum):
    """How sure we are of an item."""

    VERIFIED = "V"
    """Seen in an official text."""
    SECONDARY = "V2"
    """Seen in a secondary source, a mirror or a reprint."""
    RECALLED = "R"
    """Recalled as settled law, not checked again: to be confirmed before release."""
    DOUBTFUL = "R?"
    """Recalled with doubt: never printed as settled."""
    CUSTOM = "custom"
    """Own wording or practice, not law."""


@frozen
class Provenance:
    """Where an item was read, when it was checked and how sure we are."""

    grade: Grade
    source: str
    """Where it was read: a URL or a named text; "recalled" for `Grade.RECALLED`."""
    checked: date
    printable: bool = True
    """False for what must not be printed yet."""
    note: str = ""
    """For lawyers who read the file; never printed."""

    @property
    def settled(self) -> bool:
        """Whether a final document may name the item."""
        return self.printable and self.grade is not Grade.DOUBTFUL
