"""What is said of an own date before it is asked for: how exact it has to be, and between which days."""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.cli.speaking import Speaker
from docgen.dates import PartialDate

__all__ = ["explain_date", "is_own_date"]

_SAID = {
    "wanted.not-past": "interview.how.not-past",
    "wanted.not-future": "interview.how.not-future",
    "wanted.not-before": "interview.how.not-before",
    "wanted.not-after": "interview.how.not-after",
}
"""The sentence beforehand by the one afterwards."""


def is_own_date(wanted: Any) -> bool:
    """Return whether `wanted` is the type of an own date."""
    return isinstance(wanted, type) and issubclass(wanted, date | PartialDate) and hasattr(wanted, "too_small")


def explain_date(speaker: Speaker, wanted: Any) -> None:
    """Write how exact an own date of the type `wanted` has to be, and between which days it lies."""
    if issubclass(wanted, PartialDate):
        speaker.tell("interview.how.rough-date")
    for limit, id in ((wanted.least, wanted.too_small), (wanted.most, wanted.too_large)):
        if limit is not None:
            speaker.tell(_SAID[id], day=speaker.labels.day(limit))
