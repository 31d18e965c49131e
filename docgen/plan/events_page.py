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
    """Kind of the reason."""
    fact: Sworn[str]
    """The reason in the client's own words."""
    known: Sworn[bool]
    """Whether the client knows it, and does not only believe it."""
    exhibits: Sworn[str | None]
    """Labels of the exhibits that show it."""


class AccountPage(TypedDict):
    """A profile on a platform."""

    number: Served[int]
    """Its place in the list of accounts."""
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
    """Reasons to tie it to the respondent."""
    contrary: Sworn[tuple[AttributionPage, ...]]
    """Signs against that."""


class IncidentPage(TypedDict):
    """One dated event. The number is the same in every document of the matter."""

    number: Served[int]
    """Its number, the same in every document of the matter."""
    when: Served[str]
    """Date and, where known, time with zone."""
    day: Served[str]
    """Date without the time."""
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
    """What was threatened."""
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
    """Why the threat can be carried out, in the client's own words."""
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
    """How many incidents there are."""
    counted: Served[str]
    """"12 incidents", in words of the language."""
    first: Served[str]
    """Day of the first."""
    last: Served[str]
    """Day of the last."""
    platforms: Served[str | None]
    """The platforms, as a list in a sentence."""
    accounts: Served[str | None]
    """The accounts, as a list in a sentence."""
    account_count: Served[int]
    """How many accounts there are."""
    conduct: Served[str]
    """The kinds of conduct, as a list in a sentence."""


class ExhibitPage(TypedDict):
    """An attached item."""

    label: Served[str]
    """Its label: Exhibit A."""
    title: Served[str]
    sha256: Served[str | None]
    url: Served[str | None]
    incidents: Served[str | None]
    """Numbers of the incidents that it shows, as a list."""
    sealed: Served[bool]
    """Intimate: described, never attached, available under seal."""
    picture: Sworn[bool | None]
    """The picture itself, where its file is one: never an intimate one. Printed with the filter `picture`."""
    captured: Sworn[str | None]
    """When it was captured."""
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
    """Date and, where known, time."""
    channel: Served[str]
    exact_words: Served[str | None]
    proof: Sworn[str | None]
    response: Sworn[str | None]


class ReportPage(TypedDict):
    """A report to the police."""

    authority: Sworn[str]
    """The police or office that took the report."""
    date: Sworn[str]
    """Day of the report."""
    reference: Sworn[str | None]
    """Its number."""
    outcome: Sworn[str | None]
    """What came of it, in the client's own words."""
    officer: Guarded[str | None]
    """Name or badge of the officer."""


class PlatformReportPage(TypedDict):
    """A report to a platform."""

    platform: Served[str]
    """The platform."""
    date: Served[str]
    """Day of the report."""
    reference: Served[str | None]
    """Its number."""
    url: Served[str | None]
    """Address of the report."""
    outcome: Served[str | None]
    """What came of it, in the client's own words."""


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
