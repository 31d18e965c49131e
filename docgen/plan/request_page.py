"""What is asked for, as a template may print it."""

from collections.abc import Mapping
from typing import TypedDict

from docgen.matter.audiences import Party, Sworn

__all__ = [
    "DisclosurePage",
    "LetterPage",
    "ReliefPage",
]


class LetterPage(TypedDict):
    """What only a cease-and-desist letter prints."""

    recipient: Party[str]
    """Name and address lines of whom it goes to."""
    to_lawyer: Party[bool]
    """Whether it goes to the respondent's lawyer."""
    deadline: Party[str]
    image_hours: Party[int]
    """Hours that the letter gives to take intimate images and private data down."""
    delivery: Party[str | None]
    """How it is sent, where somebody said so."""
    demands: Party[tuple[str, ...]]
    corrections: Party[tuple[str, ...]]
    exceptions: Party[tuple[str, ...]]
    urls: Party[tuple[str, ...]]
    """Addresses of what is still online."""
    harm: Party[str | None]
    funding: Party[str | None]


class ReliefPage(TypedDict):
    """What the court is asked to order."""

    requests: Sworn[Mapping[str, bool]]
    """By code with underscores: `relief.requests.no_contact`."""
    other: Sworn[tuple[str, ...]]
    stay_away: Sworn[tuple[str, ...]]
    """Each place with its distance, as a phrase."""
    protected_people: Sworn[str | None]
    duration: Sworn[str | None]
    without_notice: Sworn[bool]
    why_without_notice: Sworn[str | None]
    fear: Sworn[str | None]
    likely_to_continue: Sworn[str | None]
    urls: Sworn[tuple[str, ...]]
    """Addresses of what is still online."""


class DisclosurePage(TypedDict):
    """What an honest applicant tells the court even though it does not help."""

    other_proceedings: Sworn[str | None]
    own_messages: Sworn[str | None]
    counter_allegations: Sworn[str | None]
    delay: Sworn[str | None]
    current_contact: Sworn[str | None]
