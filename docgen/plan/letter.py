"""What only a cease-and-desist letter prints: recipient, deadline, delivery and demands."""

from __future__ import annotations

from docgen.dates import add_period
from docgen.plan.brief import Brief, given
from docgen.plan.people import respondent_label
from docgen.plan.request_page import LetterPage

__all__ = ["letter"]


def letter(brief: Brief, urls: tuple[str, ...]) -> LetterPage:
    """Return the letter's own parts; `urls` are the addresses of what is still online.

    Without a deadline in the facts, it is the customary one of the place, counted in calendar days from the date of
    the letter; practice, not law. How it is sent is printed only as the facts say it: what the place's custom is, the
    person reads among the next steps.
    """
    facts, custom, person = brief.matter.letter, brief.law.letter, brief.matter.respondent
    assert custom is not None
    lawyer = given(person.represented_by)
    deadline = given(facts.deadline) or add_period(brief.today, days=custom.deadline_days)
    lines = (
        [lawyer, given(person.representative_address)] if lawyer else [respondent_label(brief), given(person.address)]
    )
    return LetterPage(
        recipient="\n".join(line for line in lines if line),
        to_lawyer=lawyer is not None,
        deadline=brief.wording.day(deadline),
        image_hours=custom.image_hours,
        delivery=brief.labels(facts.delivery) if facts.delivery else None,
        demands=brief.proses(facts.demands),
        corrections=brief.proses(facts.corrections),
        exceptions=brief.proses(facts.exceptions),
        urls=urls,
        harm=brief.prose(facts.harm),
        funding=given(facts.funding),
    )
