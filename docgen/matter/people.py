"""The people of a matter: client, representative, respondent, witnesses, and the offices that read the papers."""

from docgen.dates import BirthDate, PartialDate
from docgen.frozen import frozen
from docgen.matter.audiences import Confidential, Guarded, Party, Served, Sworn
from docgen.matter.choices import Identity, Relation, Role, Yes
from docgen.matter.values import (
    UNANSWERED,
    Address,
    Detail,
    Email,
    Id,
    Line,
    Maybe,
    Phone,
    PlaceLine,
    Prose,
    RefugeLine,
)

__all__ = ["Client", "Contact", "Court", "Police", "Relationship", "Representative", "Respondent", "Witness"]


@frozen
class Contact:
    """How the reader of a document may answer; safe to print everywhere."""

    care_of: Served[Maybe[Line]] = UNANSWERED
    address: Served[Maybe[Address]] = UNANSWERED
    """A safe postal address: a clinic, a lawyer, a post-office box, an address-confidentiality programme."""
    email: Served[Maybe[Email]] = UNANSWERED
    phone: Served[Maybe[Phone]] = UNANSWERED


@frozen
class Client:
    """The person harassed."""

    name: Served[Line]
    contact: Served[Contact] = Contact()
    adult: Served[Maybe[bool]] = UNANSWERED
    birth_date: Guarded[Maybe[BirthDate]] = UNANSWERED
    age: Sworn[Maybe[int]] = UNANSWERED
    occupation: Sworn[Maybe[Detail]] = UNANSWERED
    pronouns: Sworn[Maybe[Detail]] = UNANSWERED
    home_address: Guarded[Maybe[Address]] = UNANSWERED
    home_phone: Guarded[Maybe[Phone]] = UNANSWERED
    private_email: Guarded[Maybe[Email]] = UNANSWERED
    workplace: Guarded[Maybe[PlaceLine]] = UNANSWERED
    work_address: Guarded[Maybe[Address]] = UNANSWERED
    school: Guarded[Maybe[PlaceLine]] = UNANSWERED
    shelter: Guarded[Maybe[RefugeLine]] = UNANSWERED
    former_addresses: Guarded[tuple[Address, ...]] = ()
    address_protected: Served[Maybe[bool]] = UNANSWERED
    """Whether an address-confidentiality programme or a court order protects the address."""
    respondent_knows_address: Guarded[Maybe[Yes]] = UNANSWERED
    safe_contact_times: Guarded[Maybe[Detail]] = UNANSWERED
    safe_to_leave_message: Guarded[Maybe[bool]] = UNANSWERED
    interpreter_language: Sworn[Maybe[Detail]] = UNANSWERED
    support_needs: Guarded[Maybe[Detail]] = UNANSWERED
    accounts: Served[tuple[Line, ...]] = ()
    """The client's own handles that were addressed, each with its platform: "@client on Instagram"."""
    resident_of: Served[Maybe[Line]] = UNANSWERED
    """State or country of residence, where a takedown basis or a court needs it; never more exact."""


@frozen
class Representative:
    """Who acts for the client."""

    name: Served[Line]
    role: Served[Role]
    organisation: Served[Maybe[Line]] = UNANSWERED
    address: Served[Maybe[Address]] = UNANSWERED
    email: Served[Maybe[Email]] = UNANSWERED
    phone: Served[Maybe[Phone]] = UNANSWERED
    bar_number: Served[Maybe[Line]] = UNANSWERED
    authority: Served[Maybe[Line]] = UNANSWERED
    """What gives the authority to act: a signed authorisation and its date, parenthood, a court appointment."""


@frozen
class Relationship:
    """What the respondent is, or was, to the client."""

    kind: Party[Relation]
    detail: Sworn[Maybe[Prose]] = UNANSWERED
    since: Sworn[Maybe[PartialDate]] = UNANSWERED
    ended: Sworn[Maybe[PartialDate]] = UNANSWERED
    lived_together: Sworn[Maybe[bool]] = UNANSWERED
    children_together: Sworn[Maybe[bool]] = UNANSWERED


@frozen
class Respondent:
    """The person, or the unknown operator of an account, complained of."""

    identity: Party[Identity]
    relationship: Party[Relationship]
    name: Served[Maybe[Line]] = UNANSWERED
    aliases: Served[tuple[Line, ...]] = ()
    birth_date: Party[Maybe[BirthDate]] = UNANSWERED
    age: Party[Maybe[Detail]] = UNANSWERED
    minor: Party[Maybe[Yes]] = UNANSWERED
    description: Party[Maybe[Prose]] = UNANSWERED
    address: Party[Maybe[Address]] = UNANSWERED
    phones: Party[tuple[Phone, ...]] = ()
    emails: Party[tuple[Email, ...]] = ()
    employer: Party[Maybe[Line]] = UNANSWERED
    vehicle: Party[Maybe[Line]] = UNANSWERED
    where_found: Guarded[Maybe[Prose]] = UNANSWERED
    weapons: Sworn[Maybe[Prose]] = UNANSWERED
    violence_history: Sworn[Maybe[Prose]] = UNANSWERED
    vulnerability: Guarded[Maybe[Prose]] = UNANSWERED
    represented_by: Party[Maybe[Line]] = UNANSWERED
    """Name of the respondent's lawyer; a letter then goes to the lawyer."""
    representative_address: Party[Maybe[Address]] = UNANSWERED
    same_person: Party[Maybe[Yes]] = UNANSWERED
    """Whether the client believes that one person uses all the accounts, where nobody is named."""
    same_person_reason: Sworn[Maybe[Prose]] = UNANSWERED


@frozen
class Witness:
    """Somebody who saw or was told something."""

    id: Confidential[Id]
    name: Sworn[Line]
    contact: Guarded[Maybe[Line]] = UNANSWERED
    saw: Sworn[Maybe[Prose]] = UNANSWERED
    statement_exists: Sworn[Maybe[bool]] = UNANSWERED


@frozen
class Court:
    """The court that a declaration is for."""

    name: Sworn[Line]
    division: Sworn[Maybe[Detail]] = UNANSWERED
    place: Sworn[Maybe[Detail]] = UNANSWERED
    case_number: Sworn[Maybe[Line]] = UNANSWERED


@frozen
class Police:
    """The police force or prosecutor that a statement is for."""

    authority: Sworn[Line]
    unit: Sworn[Maybe[Line]] = UNANSWERED
    place: Sworn[Maybe[Detail]] = UNANSWERED
    """Whether the statement is to be filed by internet."""
