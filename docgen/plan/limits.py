"""Time limits that the conduct brings in, counted from the facts, with the rule beside the day."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dates import add_period, weekdays_until
from docgen.frozen import ordered
from docgen.jurisdiction import Limit, RunsFrom
from docgen.manifest import LawPart
from docgen.plan.brief import Brief

__all__ = ["Notice", "limit_notices"]

_SOON, _URGENT = 400, 60
"""Days before the end of a time limit in which it is told, and in which it is a warning."""


@ordered
class Notice:
    """Something the person should know; `warning` before the rest."""

    level: str
    """`warning` or `note`."""
    text: str
    """Whole sentences in the language of the interview; never a fact's value."""
    cite: str = ""


def limit_notices(brief: Brief) -> Iterator[Notice]:
    """Yield each time limit that is near or past, with the day on which it would end and the rule beside it.

    A platform has none; without a known date the rule alone is told.
    """
    known = [incident.date for incident in brief.incidents if incident.date.known]
    if brief.part is LawPart.TAKEDOWN or not known:
        return
    for limit in brief.law.limits:
        if set(limit.conduct) & set(brief.conducts) and limit.origin.settled:
            yield from _limit(brief, limit)


def _limit(brief: Brief, limit: Limit) -> Iterator[Notice]:
    dates = [
        incident.date
        for incident in brief.incidents
        if incident.date.known and set(incident.conduct) & set(limit.conduct)
    ]
    if not dates:
        yield Notice("note", brief.told(limit.text), brief.told_cite(limit))
        return
    last = limit.runs_from is RunsFrom.LAST_INCIDENT
    start = max(day.ended for day in dates) if last else min(day.first for day in dates)
    end = add_period(start, years=limit.years, months=limit.months, days=limit.days)
    left, say = (end - brief.today).days, brief.interview.say
    names = {"rule": brief.told(limit.text), "date": brief.interview.day(end)}
    if left < 0:
        yield Notice("warning", say("notice.limit-past", **names), brief.told_cite(limit))
    elif left < _SOON:  # one far off only distracts
        weekdays = weekdays_until(brief.today, end)
        told = say("notice.limit", **names, days=left, weekdays=weekdays)
        yield Notice("warning" if left < _URGENT else "note", told, brief.told_cite(limit))
