"""The people of a document as a template may print them."""

from typing import TypedDict

from docgen.matter.audiences import Guarded, Party, Served, Sworn

__all__ = [
    "ClientPage",
    "ContactPage",
    "CourtPage",
    "PolicePage",
    "RespondentPage",
    "SafetyPage",
    "SigningPage",
]


class ContactPage(TypedDict):
    """Who sends the document, and where an answer is safe."""

    name: Served[str]
    """Name of whoever sends the document: the representative, or else the client."""
    for_client: Served[bool]
    """Whether a representative sends it for the client."""
    role: Served[str | None]
    """Role of the representative."""
    organisation: Served[str | None]
    """Firm, clinic or organisation of the representative."""
    authority: Served[str | None]
    """What lets the representative act for the client, as a line of its own."""
    bar_number: Served[str | None]
    """Bar number of the representative."""
    care_of: Served[str | None]
    """Name of whoever takes the post."""
    address: Served[str | None]
    """Safe postal address for the answer."""
    email: Served[str | None]
    """Safe e-mail address for the answer."""
    phone: Served[str | None]
    """Safe telephone number for the answer."""
    lawyer: Served[bool]
    """Whether a lawyer or a clinic sends it."""


class ClientPage(TypedDict):
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


class RespondentPage(TypedDict):
    """The person complained of."""

    label: Party[str]
    """Name, or "the person who operates the account …" where the name is not known."""
    named: Served[bool]
    """Whether the name is known."""
    name: Served[str | None]
    identity: Party[str]
    """Code: `known`, `partly-known` or `unknown`."""
    aliases: Served[tuple[str, ...]]
    relationship: Party[str]
    """What the other person is, or was, to the client."""
    address: Party[str | None]
    emails: Party[tuple[str, ...]]
    same_person: Sworn[str | None]
    """Whole sentence: that the client believes that one person uses all the accounts; None where nobody said so."""
    same_person_reason: Sworn[str | None]
    represented_by: Party[str | None]
    representative_address: Party[str | None]
    relationship_detail: Sworn[str | None]
    """The relationship in the client's own words."""
    since: Sworn[str | None]
    """When the relationship began."""
    ended: Sworn[str | None]
    """When the relationship ended."""
    lived_together: Sworn[bool | None]
    """Whether they lived together."""
    children_together: Sworn[bool | None]
    """Whether they have children together."""
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


class CourtPage(TypedDict):
    """The court."""

    name: Sworn[str]
    division: Sworn[str | None]
    place: Sworn[str | None]
    case_number: Sworn[str | None]


class PolicePage(TypedDict):
    """The police or prosecutor."""

    authority: Guarded[str]
    unit: Guarded[str | None]
    place: Guarded[str | None]


class SigningPage(TypedDict):
    """Who signs, and where."""

    name: Served[str]
    """Name of whoever signs."""
    capacity: Served[str]
    by_representative: Served[bool]
    """Whether the representative signs."""
    place: Served[str | None]
    prepared_with: Sworn[str | None]


class SafetyPage(TypedDict):
    """Signs of danger."""

    risks: Guarded[tuple[str, ...]]
    immediate_risk: Guarded[str | None]
