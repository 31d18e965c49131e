"""The law and the takedown entries as a template may print them."""

from typing import TypedDict

from docgen.matter.audiences import Served, Sworn

__all__ = ["BasisPage", "BlockPage", "EntryPage", "LawPage", "OathPage", "OrderPage", "ProvisionPage", "TakedownPage"]


class ProvisionPage(TypedDict):
    """An offence or a claim that the facts may meet."""

    cite: Served[str]
    """The citation."""
    title: Served[str]
    """Its name."""
    elements: Served[str]
    """What the law asks for, in a sentence."""
    complaint: Served[str | None]
    """Whether it is prosecuted only on a complaint."""
    incidents: Served[str]
    """Numbers of the incidents that bring it in, as a list."""
    unverified: Served[bool]
    """Whether nobody has verified it."""


class OathPage(TypedDict):
    """The sworn formula or statement of truth."""

    title: Served[str]
    """Title of the sworn paper."""
    text: Served[str]
    """Exact words, in the language of the law."""
    gloss: Served[str | None]
    """What they mean, where the document is in another language."""
    penalty: Served[str]
    """What a false statement leads to."""
    before: Served[str | None]
    """Before whom it is sworn."""
    place: Served[bool]
    """Whether the formula names the place of signing."""
    dated: Served[bool]
    """Whether the formula names the day of signing."""
    cite: Served[str]
    """The law that prescribes it."""


class OrderPage(TypedDict):
    """The order that is asked for."""

    id: Served[str]
    """Its code."""
    name: Served[str]
    """Its name."""
    cite: Served[str]
    """The law that it rests on."""
    court: Served[str]
    """The court that makes it."""
    standard: Served[str]
    """What must be shown."""
    forms: Served[tuple[str, ...]]
    """Official forms that go with it."""
    without_notice: Served[str | None]
    """What must be shown to get it without notice to the other side."""


class LawPage(TypedDict):
    """The law of the place, as far as this matter needs it."""

    place: Served[str]
    """Name of the jurisdiction."""
    provisions: Served[tuple[ProvisionPage, ...]]
    """Two to four that a letter names, civil claims first."""
    offences: Served[tuple[ProvisionPage, ...]]
    """The offences that fit what is told."""
    claims: Served[tuple[ProvisionPage, ...]]
    """The civil claims that fit what is told."""
    oath: Served[OathPage | None]
    order: Sworn[OrderPage | None]
    letter_title: Served[str]
    """Title of the letter, where the place has one."""
    letter_subject: Served[str]
    """Subject line of the letter."""
    protocol: Served[str | None]
    """The pre-action rules that the letter follows."""
    civil_step: Served[str]
    """What the client may do if it goes on."""
    police_title: Served[str]
    """Title of the statement."""
    police_addressee: Served[str]
    """To whom the statement is addressed."""
    police_request: Served[str]
    """The request that must stand in it."""
    police_further: Served[tuple[str, ...]]
    """Further requests."""
    false_statement: Served[str]
    """What a false statement leads to."""
    petitioner: Served[str]
    """What the place calls whoever asks."""
    opponent: Served[str]
    """Printed label of the respondent in court: defendant, persona denunciada."""
    declarant: Served[str]
    """What the place calls whoever declares."""
    address_rule: Served[str]
    """The rule by which an address may be left out."""
    sealed_form: Served[str | None]
    """The form for what only the court may know."""


class BlockPage(TypedDict):
    """One labelled block of a takedown entry, ready to paste."""

    label: Served[str]
    """What the part is."""
    text: Served[str]
    """The part."""


class EntryPage(TypedDict):
    """One item and one basis."""

    number: Served[int]
    """Its number."""
    title: Served[str]
    """"Entry 3: harassment rule", in words of the language."""
    url: Served[str]
    """Its exact address."""
    incident: Served[int]
    """The incident that it belongs to."""
    blocks: Served[tuple[BlockPage, ...]]
    """What is said of it, part by part."""


class BasisPage(TypedDict):
    """A basis used in the request, with what it makes the sender say and ask."""

    id: Served[str]
    """Its code."""
    title: Served[str]
    """Its name."""
    cite: Served[str]
    """The citation."""
    statements: Served[tuple[str, ...]]
    """The statements that it asks for."""
    ask: Served[str]
    """What the platform must do."""
    entries: Served[str]
    """Numbers of its entries, as a list."""
    discloses_sender: Served[bool]
    """Whether the platform hands the sender's name to the poster."""


class TakedownPage(TypedDict):
    """A request to one platform."""

    platform: Served[str]
    """The platform."""
    company: Served[str | None]
    """The company that runs it."""
    company_address: Served[str | None]
    """Its postal address."""
    rules_document: Served[str | None]
    """The platform's own rules."""
    sender_role: Served[str]
    """Whole sentence: who reports, and in what role."""
    identifiable_how: Served[str | None]
    """How one recognizes the client in the item."""
    entries: Served[tuple[EntryPage, ...]]
    """The items to remove."""
    bases: Served[tuple[BasisPage, ...]]
    """The laws and rules that the request rests on."""
    copies: Served[tuple[str, ...]]
    """Where copies of the items are."""
    urgency: Served[str | None]
    """Why it is urgent, in the client's own words."""
    work: Served[str | None]
    """The copyrighted work, only for a copyright notice."""
    accounts_to_preserve: Served[str | None]
    """Accounts whose records must be kept."""
