"""The law of a place as data: what `templates/jurisdictions/*.toml` may say, and nothing else.

The code knows no country. A place builds on another (`US-CA` on `US`) and takes overlays (`ES` takes `EU`). Every item
carries where it was read, when it was checked and how sure we are; `Grade.DOUBTFUL` items are never printed in a final
document, and items with `printable = false` are kept for lawyers to see but never printed at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum, unique

from docgen.frozen import frozen
from docgen.matter.choices import Capacity, Conduct, Relation, Request

__all__ = [
    "Basis",
    "Caution",
    "Claim",
    "Element",
    "Emergency",
    "Grade",
    "Jurisdiction",
    "LetterCustom",
    "Limit",
    "Oath",
    "Offence",
    "Order",
    "Paper",
    "PoliceCustom",
    "Privacy",
    "Provenance",
    "Texts",
]

Texts = Mapping[str, str]
"""A text per language: `{en = "...", es = "..."}`."""


@unique
class Grade(StrEnum):
    """How sure we are of an item."""

    VERIFIED = "V"
    """Seen in an official text."""
    SECONDARY = "V2"
    """Seen in a secondary source, a mirror or a reprint."""
    RECALLED = "R"
    """Recalled as settled law, not checked again: to be confirmed before release."""
    DOUBTFUL = "R?"
    """Recalled with doubt: never printed as settled."""
    CUSTOM = "custom"
    """Own wording or practice, not law."""


@unique
class Paper(StrEnum):
    """Page size."""

    A4 = "a4"
    LETTER = "letter"


@frozen
class Provenance:
    """Where an item was read, when it was checked and how sure we are."""

    grade: Grade
    source: str
    """Where it was read: a URL or a named text; "recalled" for `Grade.RECALLED`."""
    checked: date
    printable: bool = True
    """False for what must not be printed yet."""
    note: str = ""
    """For lawyers who read the file; never printed."""


@frozen
class Offence:
    """A criminal provision."""

    id: str
    cite: str
    """As it is cited there; never translated."""
    title: Texts
    conduct: tuple[Conduct, ...]
    """The kinds of conduct that can meet it, most typical first."""
    elements: Texts
    """What must be shown, in one sentence that starts with a small letter and has no full stop."""
    acts: int | None = None
    """How many acts it takes; None where the text gives no number."""
    complaint: Texts | None = None
    """What the injured person must file or say for it to be prosecuted; None where nothing is needed."""
    rank: int = 50
    """Lower is named first."""
    altered_only: bool = False
    """Whether it concerns only images that were made or altered."""
    origin: Provenance


@frozen
class Claim:
    """A civil claim."""

    id: str
    cite: str
    title: Texts
    conduct: tuple[Conduct, ...]
    elements: Texts
    relief: Texts | None = None
    rank: int = 50
    altered_only: bool = False
    origin: Provenance


@frozen
class Order:
    """A protective order, and the form of the declaration that supports it."""

    id: str
    name: Texts
    cite: str
    relations: tuple[Relation, ...]
    """For whom it serves; empty for everyone."""
    who: Texts
    """For whom it serves, in one sentence."""
    court: Texts
    """Which court, in one sentence."""
    forms: tuple[str, ...] = ()
    """Official forms that the declaration goes with, by number and name."""
    attach: Texts
    """How the declaration is filed, in one or two sentences for the person."""
    acts: int | None = None
    standard: Texts
    """What must be shown, in one sentence."""
    requests: tuple[Request, ...]
    """What this order can grant."""
    without_notice: Texts | None = None
    """What must be shown to get it without notice; None where there is no such route."""
    timing: Texts | None = None
    cautions: tuple[str, ...] = ()
    """Ids of cautions."""
    roles: Mapping[str, Texts] = field(default_factory=dict)
    """Printed labels in this procedure, where they are not those of the place."""
    rank: int = 50
    origin: Provenance


@frozen
class Oath:
    """A sworn formula or statement of truth. `text` is printed letter by letter."""

    id: str
    kinds: tuple[str, ...]
    """Kinds of document that end with it."""
    cite: str
    text: str
    """The exact words in the language of the law; `{pages}` is a blank that the signer fills by hand."""
    language: str
    exact: bool
    """Whether the law prescribes the words; false where it prescribes only their substance."""
    gloss: Texts
    """What it means, per language other than its own, for the person who signs."""
    title: Texts
    """Title of the document that it makes: Declaration, Witness statement."""
    signs: tuple[Capacity, ...] = (Capacity.CLIENT,)
    place: bool = False
    """Whether the place of signing must stand there."""
    dated: bool = True
    before: Texts | None = None
    """In front of whom it is signed; None where the signature alone suffices."""
    penalty: Texts
    """What a false statement leads to, in one sentence."""
    origin: Provenance


@frozen
class LetterCustom:
    """How a cease-and-desist letter looks there."""

    name: Texts
    """Local name of the letter, as its title."""
    subject: Texts
    """Subject line."""
    deadline_days: int
    """Customary days for the written confirmation; practice, not law, unless `deadline_rule` cites one."""
    image_hours: int
    """Customary hours to take down intimate images and private data."""
    deadline_rule: str = ""
    protocol: Texts | None = None
    """Sentence naming the pre-action rules that the letter follows."""
    delivery: Texts
    """How to deliver it with proof, for the person."""
    civil_step: Texts
    """What the client may do if it goes on, neutral, without police: one sentence."""
    cautions: tuple[str, ...] = ()
    origin: Provenance


@frozen
class PoliceCustom:
    """How a statement to the police looks there."""

    title: Texts
    authority: Texts
    """To whom it goes, in one sentence for the person."""
    addressee: Texts
    """First line of the address where the facts name no authority."""
    request: Texts
    """The sentence that must or should be in it: the wish to prosecute, the complaint."""
    further: tuple[Texts, ...] = ()
    """Further requests that are customary: receipt, removal of content, protective measures."""
    false_statement: Texts
    """Warning about false statements, printed right above the signature."""
    filing: Texts
    """How to file it, for the person."""
    cautions: tuple[str, ...] = ()
    origin: Provenance


@frozen
class Element:
    """One thing that a takedown basis requires."""

    id: str
    """What docgen checks: signature, location, no-consent, contact, good-faith, accuracy, authority, reasons,
    name-and-email, work, postal-address, identity, subject-or-agent, account-holder, resident, right-exercised."""
    cite: str
    text: Texts
    """The element, as a label of the block that answers it."""


@frozen
class Basis:
    """A legal basis on which a platform must act."""

    id: str
    cite: str
    title: Texts
    conduct: tuple[Conduct, ...]
    elements: tuple[Element, ...]
    statements: tuple[Texts, ...]
    """Statements that the request must carry, whole sentences in the first person of the client."""
    agent_statements: tuple[Texts, ...] = ()
    """The same when a representative signs; `{client}` stands for the client's name."""
    ask: Texts
    """What the platform is asked to do under it, with its period."""
    after: Texts | None = None
    """What the person can do when the platform does not act."""
    intimate_only: bool = False
    altered_only: bool = False
    discloses_sender: bool = False
    """Whether the sender's name and address reach the poster: offered last, after a plain warning."""
    warning: Texts | None = None
    rank: int = 50
    origin: Provenance


@frozen
class Privacy:
    """How that place keeps an address off the served papers."""

    rule: Texts
    """What protects the address, in one or two sentences."""
    cite: str = ""
    sealed_court_form: str = ""
    """Form that takes what only the court may know, by number and name."""
    sealed_court_note: Texts | None = None
    police_page: Texts
    """Where the police take what only they may know."""
    origin: Provenance


@frozen
class Caution:
    """A warning to the person, before or after writing."""

    id: str
    kinds: tuple[str, ...]
    """Kinds of document that it concerns."""
    text: Texts
    cite: str = ""
    conduct: tuple[Conduct, ...] = ()
    """Only where the facts show one of these kinds of conduct; empty for always."""
    origin: Provenance


@frozen
class Limit:
    """A time limit. Shown with its rule, never printed in a letter."""

    id: str
    cite: str
    conduct: tuple[Conduct, ...]
    text: Texts
    """The rule in one sentence."""
    years: int = 0
    months: int = 0
    days: int = 0
    runs_from: str = "last-incident"
    """`first-incident`, `last-incident` or `knowledge`; from knowledge it is counted from the first incident, which can
    only show it too early."""
    origin: Provenance


@frozen
class Emergency:
    """Whom to call."""

    number: str
    text: Texts
    resources: tuple[str, ...] = ()


@frozen
class Jurisdiction:
    """One place, with what it takes over from the place it builds on and from its overlays."""

    code: str
    name: Texts
    builds_on: str = ""
    overlays: tuple[str, ...] = ()
    overlay: bool = False
    """Whether this is an overlay (EU), which no document can name as its place."""
    languages: tuple[str, ...] = ()
    """Languages in which documents are offered here."""
    filing_languages: tuple[str, ...] = ()
    """Languages that the courts and police of the place take."""
    locales: Texts = field(default_factory=dict)
    """CLDR locale per document language: `{en = "en_US", es = "es_US"}`."""
    paper: Paper = Paper.A4
    currency: str = ""
    zone: str = ""
    """Time zone assumed for incidents that name none; "" where the place has several."""
    exhibit_letters: bool = False
    """Whether exhibits are lettered (A, B) or numbered."""
    roles: Mapping[str, Texts] = field(default_factory=dict)
    """Printed labels: petitioner, respondent, declarant, exhibit."""
    emergency: Emergency | None = None
    letter: LetterCustom | None = None
    police: PoliceCustom | None = None
    privacy: Privacy | None = None
    offences: tuple[Offence, ...] = ()
    claims: tuple[Claim, ...] = ()
    orders: tuple[Order, ...] = ()
    oaths: tuple[Oath, ...] = ()
    takedown: tuple[Basis, ...] = ()
    cautions: tuple[Caution, ...] = ()
    limits: tuple[Limit, ...] = ()
