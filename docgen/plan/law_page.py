"""The law and the takedown entries as a template may print them."""

from typing import TypedDict

from docgen.matter.audiences import Served, Sworn

__all__ = ["BasisPage", "BlockPage", "EntryPage", "LawPage", "OathPage", "OrderPage", "ProvisionPage", "TakedownPage"]


class ProvisionPage(TypedDict):
    """An offence or a claim that the facts may meet."""

    cite: Served[str]
    title: Served[str]
    elements: Served[str]
    complaint: Served[str | None]
    incidents: Served[str]
    """Numbers of the incidents that bring it in, as a list."""
    unverified: Served[bool]


class OathPage(TypedDict):
    """The sworn formula or statement of truth."""

    title: Served[str]
    text: Served[str]
    """Exact words, in the language of the law."""
    gloss: Served[str | None]
    """What they mean, where the document is in another language."""
    penalty: Served[str]
    before: Served[str | None]
    place: Served[bool]
    dated: Served[bool]
    cite: Served[str]


class OrderPage(TypedDict):
    """The order that is asked for."""

    id: Served[str]
    name: Served[str]
    cite: Served[str]
    court: Served[str]
    standard: Served[str]
    forms: Served[tuple[str, ...]]
    without_notice: Served[str | None]


class LawPage(TypedDict):
    """The law of the place, as far as this matter needs it."""

    place: Served[str]
    """Name of the jurisdiction."""
    provisions: Served[tuple[ProvisionPage, ...]]
    """Two to four that a letter names, civil claims first."""
    offences: Served[tuple[ProvisionPage, ...]]
    claims: Served[tuple[ProvisionPage, ...]]
    oath: Served[OathPage | None]
    order: Sworn[OrderPage | None]
    letter_title: Served[str]
    letter_subject: Served[str]
    protocol: Served[str | None]
    civil_step: Served[str]
    police_title: Served[str]
    police_addressee: Served[str]
    police_request: Served[str]
    police_further: Served[tuple[str, ...]]
    false_statement: Served[str]
    petitioner: Served[str]
    opponent: Served[str]
    """Printed label of the respondent in court: defendant, persona denunciada."""
    declarant: Served[str]
    address_rule: Served[str]
    sealed_form: Served[str | None]


class BlockPage(TypedDict):
    """One labelled block of a takedown entry, ready to paste."""

    label: Served[str]
    text: Served[str]


class EntryPage(TypedDict):
    """One item and one basis."""

    number: Served[int]
    title: Served[str]
    """"Entry 3: harassment rule", in words of the language."""
    url: Served[str]
    incident: Served[int]
    blocks: Served[tuple[BlockPage, ...]]


class BasisPage(TypedDict):
    """A basis used in the request, with what it makes the sender say and ask."""

    id: Served[str]
    title: Served[str]
    cite: Served[str]
    statements: Served[tuple[str, ...]]
    ask: Served[str]
    entries: Served[str]
    """Numbers of its entries, as a list."""
    discloses_sender: Served[bool]


class TakedownPage(TypedDict):
    """A request to one platform."""

    platform: Served[str]
    company: Served[str | None]
    company_address: Served[str | None]
    rules_document: Served[str | None]
    sender_role: Served[str]
    """Whole sentence: who reports, and in what role."""
    identifiable_how: Served[str | None]
    entries: Served[tuple[EntryPage, ...]]
    bases: Served[tuple[BasisPage, ...]]
    copies: Served[tuple[str, ...]]
    urgency: Served[str | None]
    work: Served[str | None]
    """The copyrighted work, only for a copyright notice."""
    accounts_to_preserve: Served[str | None]
