"""What happened, as a template may print it."""

from collections.abc import Mapping
from typing import TypedDict

from docgen.matter.audiences import Guarded, Party, Served, Sworn

__all__ = [
    "AccountPage",
    "AttributionPage",
    "EarlierOrderPage",
    "ExhibitPage",
    "IncidentPage",
    "LossPage",
    "PatternPage",
    "PlatformReportPage",
    "ReportPage",
    "StopRequestPage",
    "WitnessPage",
]


class AttributionPage(TypedDict):
    """One reason to tie an account to the respondent, or a sign against it."""

    basis: Sworn[str]
    fact: Sworn[str]
    known: Sworn[bool]
    exhibits: Sworn[str | None]


class AccountPage(TypedDict):
    """A profile on a platform."""

    number: Served[int]
    label: Served[str]
    """Handle and platform, for use in a sentence."""
    platform: Served[str]
    handle: Served[str]
    display_name: Served[str | None]
    numeric_id: Served[str | None]
    profile_url: Served[str | None]
    handle_seen: Served[str | None]
    operator_believed: Party[bool]
    """Whether the client believes that the respondent operates it."""
    attribution: Sworn[tuple[AttributionPage, ...]]
    contrary: Sworn[tuple[AttributionPage, ...]]


class IncidentPage(TypedDict):
    """One dated event. The number is the same in every document of the matter."""

    number: Served[int]
    when: Served[str]
    """Date and, where known, time with zone."""
    day: Served[str]
    time: Served[str | None]
    platform: Served[str | None]
    accounts: Served[str | None]
    """The accounts used, as a list in a sentence."""
    conduct: Served[str]
    """Kinds of conduct, as a list in a sentence."""
    conducts: Served[Mapping[str, bool]]
    """By code with underscores: `incident.conducts.threats`."""
    summary: Served[str]
    exact_words: Served[str | None]
    translation: Served[str | None]
    threat_of: Served[str | None]
    urls: Served[tuple[str, ...]]
    content_id: Served[str | None]
    intimate: Served[bool | None]
    altered: Served[bool | None]
    still_online: Served[bool | None]
    checked_on: Served[str | None]
    exhibits: Served[str | None]
    """Labels of the exhibits, as a list in a sentence."""
    minor_note: Served[str | None]
    """Whole sentences, where the image shows somebody under 18: where it can be seen, and why it is not attached."""
    known_through: Sworn[str | None]
    """Whole sentence: how the client knows; None where nobody said."""
    threat_means: Sworn[str | None]
    context: Sworn[str | None]
    place: Sworn[str | None]
    witnesses: Sworn[str | None]
    reaction: Sworn[str | None]
    effect: Sworn[str | None]
    device: Guarded[str | None]
    police_note: Guarded[str | None]


class PatternPage(TypedDict):
    """The course of conduct at a glance."""

    count: Served[int]
    counted: Served[str]
    """"12 incidents", in words of the language."""
    first: Served[str]
    last: Served[str]
    platforms: Served[str | None]
    accounts: Served[str | None]
    account_count: Served[int]
    conduct: Served[str]


class ExhibitPage(TypedDict):
    """An attached item."""

    label: Served[str]
    title: Served[str]
    sha256: Served[str | None]
    url: Served[str | None]
    incidents: Served[str | None]
    """Numbers of the incidents that it shows, as a list."""
    sealed: Served[bool]
    """Intimate: described, never attached, available under seal."""
    captured: Sworn[str | None]
    method: Sworn[str | None]
    original_kept: Sworn[str | None]
    device: Guarded[str | None]


class WitnessPage(TypedDict):
    """Somebody who saw or was told something."""

    name: Sworn[str]
    saw: Sworn[str | None]
    statement_exists: Sworn[bool | None]
    contact: Guarded[str | None]


class StopRequestPage(TypedDict):
    """A time when the respondent was told to stop."""

    when: Served[str]
    channel: Served[str]
    exact_words: Served[str | None]
    proof: Sworn[str | None]
    response: Sworn[str | None]


class ReportPage(TypedDict):
    """A report to the police."""

    authority: Sworn[str]
    date: Sworn[str]
    reference: Sworn[str | None]
    outcome: Sworn[str | None]
    officer: Guarded[str | None]


class PlatformReportPage(TypedDict):
    """A report to a platform."""

    platform: Served[str]
    date: Served[str]
    reference: Served[str | None]
    url: Served[str | None]
    outcome: Served[str | None]


class LossPage(TypedDict):
    """One kind of harm."""

    kind: Sworn[str]
    description: Sworn[str]
    amount: Sworn[str | None]
    date: Sworn[str | None]
    exhibits: Sworn[str | None]


class EarlierOrderPage(TypedDict):
    """An order between the parties."""

    court: Party[str]
    date: Party[str]
    kind: Party[str]
    number: Party[str | None]
    in_force: Party[bool | None]
    disobeyed: Sworn[str | None]
