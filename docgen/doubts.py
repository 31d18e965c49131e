"""What to ask a person about a date just typed: a slip of the key is likelier than what it says.

A doubt is asked about and never refuses anything; people do report what they only expect, and remember in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from docgen.conditions import value_at
from docgen.dates import PartialDate, add_period

__all__ = ["date_doubts"]

_LONG_AGO = 30
"""Years."""
_IN_THE_FUTURE = frozenset({"letter.deadline"})
"""Dates that are meant to lie in the future."""
_REPORTS = ("reports.police.date", "reports.platform.date")
_AFTER_INCIDENTS = frozenset({*_REPORTS, "exhibits.captured_on"})
"""What follows an incident. An account's handle may be seen, and a request to stop made, before the first of them."""


def date_doubts(fact: str, value: str, values: Mapping[str, object], today: date) -> tuple[str, ...]:
    """Return the message ids of the yes-or-no questions to ask about the date `value`, just typed for `fact`.

    `fact` is its path without numbers, such as `incidents.date`; `value` is as facts write dates; `values` is what the
    matter tells so far, as a facts file holds it, where it may or may not stand already. A date that is unknown, or is
    none, gives no doubts; nor does one in `values`.
    """
    day = _read(value)
    if day is None:
        return ()
    return tuple(_doubts(fact, day, values, today))


def _doubts(fact: str, day: PartialDate, values: Mapping[str, object], today: date) -> Iterator[str]:
    incidents = _dates("incidents.date", values)
    reports = [each for path in _REPORTS for each in _dates(path, values)]
    before_incidents = bool(incidents) and day.last < min(each.first for each in incidents)
    if day.ended > today and fact not in _IN_THE_FUTURE:
        yield "doubt.future"
    if _is_long_ago(fact, day, values, today):
        yield "doubt.long-ago"
    if fact in _AFTER_INCIDENTS and before_incidents:
        yield "doubt.report-before-incidents"
    if fact == "losses.date" and before_incidents:
        yield "doubt.harm-before-incidents"
    if fact == "incidents.date" and reports:
        reported = max(each.last for each in reports)
        if day.first > reported and not any(each.first <= reported for each in incidents):
            yield "doubt.incident-after-report"


def _is_long_ago(fact: str, day: PartialDate, values: Mapping[str, object], today: date) -> bool:
    """Return whether `day` lies too far back for a matter of today; a birth may."""
    if fact.endswith("birth_date"):
        return False
    born = _dates("client.birth_date", values)
    return day.last < add_period(today, years=-_LONG_AGO) or any(day.last < each.first for each in born)


def _dates(path: str, values: Mapping[str, object]) -> list[PartialDate]:
    """Return the dates that are known at `path` in `values`."""
    found = value_at(path, values)
    read = (_read(each) for each in (found if isinstance(found, list) else [found]))
    return [each for each in read if each is not None]


def _read(value: object) -> PartialDate | None:
    try:
        day = PartialDate.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day is not None and day.known else None
