"""What a template may print: every tag of every template names a field of `Page`.

Each field says who may read it. `visible` leaves out what the reader of a document may not see, so that a template
that names such a field fails instead of printing it; `docgen templates check` finds it beforehand. Texts are finished:
dates, lists and money as the locale writes them. None means that nobody answered; a template asks with `if` first.
Fields ending in Markdown prose are filled with the `prose` filter, exact words with `verbatim`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from docgen.matter.audiences import Audience, Guarded, Own, Party, Served, Sworn
from docgen.plan.law_page import LawPage, TakedownPage
from docgen.records import field_types

__all__ = [
    "AccountPage",
    "AttributionPage",
    "ClientPage",
    "ContactPage",
    "DocumentPage",
    "ExhibitPage",
    "IncidentPage",
    "LetterPage",
    "LossPage",
    "Page",
    "PatternPage",
    "ReliefPage",
    "RespondentPage",
    "SigningPage",
    "visible",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """The document itself."""

    date: Served[str]
    """Date of the document."""
    place_and_date: Served[str]
    """Opening line of a letter: the place, where it is known, and the date."""
    draft: Served[bool]
    notices: Served[tuple[str, ...]]
    """What a draft must tell its reader: gaps, law that nobody has verified."""
    copy_note: Served[str | None]
    """Said at the top where the document is not in a language that the office takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """Who sends the document, and where an answer is safe."""

    name: Served[str]
    for_client: Served[bool]
    """Whether a representative sends it for the client."""
    role: Served[str | None]
    organisation: Served[str | None]
    authority: Served[str | None]
    bar_number: Served[str | None]
    care_of: Served[str | None]
    address: Served[str | None]
    email: Served[str | None]
    phone: Served[str | None]
    lawyer: Served[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPage:
    """The person harassed."""

    name: Served[str]
    adult: Served[bool | None]
    accounts: Served[tuple[str, ...]]
    resident_of: Served[str | None]
    address_protected: Served[bool | None]
    age: Sworn[str | None]
    occupation: Sworn[str | None]
    pronouns: Sworn[str | None]
    interpreter_language: Sworn[str | None]
    birth_date: Guarded[str | None]
    home_address: Guarded[str | None]
    home_phone: Guarded[str | None]
    private_email: Guarded[str | None]
    workplace: Guarded[str | None]
    work_address: Guarded[str | None]
    school: Guarded[str | None]
    shelter: Guarded[str | None]
    former_addresses: Guarded[tuple[str, ...]]
    respondent_knows_address: Guarded[str | None]
    safe_contact_times: Guarded[str | None]
    safe_to_leave_message: Guarded[bool | None]
    support_needs: Guarded[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentPage:
    """The person complained of."""

    label: Served[str]
    """Name, or "the person who operates the account …" where the name is not known."""
    named: Served[bool]
    name: Served[str | None]
    identity: Party[str]
    """Code: `known`, `partly-known` or `unknown`."""
    aliases: Served[tuple[str, ...]]
    relationship: Party[str]
    address: Party[str | None]
    emails: Party[tuple[str, ...]]
    represented_by: Party[str | None]
    representative_address: Party[str | None]
    relationship_detail: Sworn[str | None]
    since: Sworn[str | None]
    ended: Sworn[str | None]
    lived_together: Sworn[bool | None]
    children_together: Sworn[bool | None]
    birth_date: Party[str | None]
    age: Party[str | None]
    minor: Party[str | None]
    description: Party[str | None]
    phones: Party[tuple[str, ...]]
    employer: Party[str | None]
    vehicle: Party[str | None]
    weapons: Sworn[str | None]
    violence_history: Sworn[str | None]
    where_found: Guarded[str | None]
    vulnerability: Guarded[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionPage:
    """One reason to tie an account to the respondent, or a sign against it."""

    basis: Sworn[str]
    fact: Sworn[str]
    known: Sworn[bool]
    exhibits: Sworn[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
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
    known_through: Sworn[str]
    """Whole sentence: how the client knows."""
    threat_means: Sworn[str | None]
    context: Sworn[str | None]
    place: Sworn[str | None]
    witnesses: Sworn[str | None]
    reaction: Sworn[str | None]
    effect: Sworn[str | None]
    device: Guarded[str | None]
    police_note: Guarded[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPage:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitPage:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessPage:
    """Somebody who saw or was told something."""

    name: Sworn[str]
    saw: Sworn[str | None]
    statement_exists: Sworn[bool | None]
    contact: Guarded[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRequestPage:
    """A time when the respondent was told to stop."""

    when: Served[str]
    channel: Served[str]
    exact_words: Served[str | None]
    proof: Sworn[str | None]
    response: Sworn[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report to the police."""

    authority: Sworn[str]
    date: Sworn[str]
    reference: Sworn[str | None]
    outcome: Sworn[str | None]
    officer: Guarded[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformReportPage:
    """A report to a platform."""

    platform: Served[str]
    date: Served[str]
    reference: Served[str | None]
    url: Served[str | None]
    outcome: Served[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LossPage:
    """One kind of harm."""

    kind: Sworn[str]
    description: Sworn[str]
    amount: Sworn[str | None]
    date: Sworn[str | None]
    exhibits: Sworn[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierOrderPage:
    """An order between the parties."""

    court: Party[str]
    date: Party[str]
    kind: Party[str]
    number: Party[str | None]
    in_force: Party[bool | None]
    disobeyed: Sworn[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """What only a cease-and-desist letter prints."""

    recipient: Party[str]
    """Name and address lines of whom it goes to."""
    to_lawyer: Party[bool]
    deadline: Party[str]
    image_hours: Party[int]
    delivery: Party[str]
    demands: Party[tuple[str, ...]]
    corrections: Party[tuple[str, ...]]
    exceptions: Party[tuple[str, ...]]
    urls: Party[tuple[str, ...]]
    """Addresses of what is still online."""
    harm: Party[str | None]
    funding: Party[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefPage:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtPage:
    """The court."""

    name: Sworn[str]
    division: Sworn[str | None]
    place: Sworn[str | None]
    case_number: Sworn[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicePage:
    """The police or prosecutor."""

    authority: Guarded[str]
    unit: Guarded[str | None]
    place: Guarded[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosurePage:
    """What an honest applicant tells the court even though it does not help."""

    other_proceedings: Sworn[str | None]
    own_messages: Sworn[str | None]
    counter_allegations: Sworn[str | None]
    delay: Sworn[str | None]
    current_contact: Sworn[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPage:
    """Who signs, and where."""

    name: Served[str]
    capacity: Served[str]
    by_representative: Served[bool]
    place: Served[str | None]
    prepared_with: Sworn[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPage:
    """Signs of danger."""

    risks: Guarded[tuple[str, ...]]
    immediate_risk: Guarded[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that a template may print."""

    document: Served[DocumentPage]
    sender: Served[ContactPage]
    client: Served[ClientPage]
    respondent: Served[RespondentPage]
    background: Sworn[str | None]
    accounts: Served[tuple[AccountPage, ...]]
    incidents: Served[tuple[IncidentPage, ...]]
    """All incidents in date order."""
    recent: Served[IncidentPage]
    """The most recent incident."""
    earlier: Served[tuple[IncidentPage, ...]]
    """All but the most recent, in date order."""
    conduct: Served[Mapping[str, bool]]
    """Kinds of conduct in the matter, by code with underscores: `conduct.intimate_images`."""
    pattern: Served[PatternPage]
    stop_requests: Served[tuple[StopRequestPage, ...]]
    exhibits: Served[tuple[ExhibitPage, ...]]
    witnesses: Sworn[tuple[WitnessPage, ...]]
    police_reports: Sworn[tuple[ReportPage, ...]]
    platform_reports: Served[tuple[PlatformReportPage, ...]]
    losses: Sworn[tuple[LossPage, ...]]
    total_loss: Sworn[str | None]
    orders: Party[tuple[EarlierOrderPage, ...]]
    letter: Party[LetterPage]
    relief: Sworn[ReliefPage]
    court: Sworn[CourtPage | None]
    police: Guarded[PolicePage | None]
    disclosure: Sworn[DisclosurePage]
    signing: Served[SigningPage]
    safety: Guarded[SafetyPage]
    law: Served[LawPage]
    takedown: Served[TakedownPage | None]
    answers: Own[Mapping[str, str]] = field(default_factory=dict)


def visible(page: object, audience: Audience) -> dict[str, object]:
    """Return the fields of `page` that `audience` may read, as plain dicts, lists, texts, numbers and truth values."""
    shown: dict[str, object] = {}
    types = field_types(type(page))
    for item in fields(page):  # type: ignore[arg-type]
        allowed = types[item.name].audiences
        if allowed is None or audience not in allowed:
            continue
        shown[item.name] = _plain(getattr(page, item.name), audience)
    return shown


def _plain(value: object, audience: Audience) -> object:
    if is_dataclass(value):
        return visible(value, audience)
    if isinstance(value, tuple):
        return [_plain(each, audience) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each, audience) for key, each in value.items()}
    return value
