"""What the law of a place says: offences, civil claims, orders, sworn formulas and time limits."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum

from docgen.frozen import frozen
from docgen.jurisdiction.provenance import Provenance, Texts
from docgen.matter.choices import Capacity, Conduct, Relation, Request

__all__ = ["Claim", "Limit", "Oath", "Offence", "ProtectiveOrder", "first_serving", "serving"]


@frozen
class Offence:
    """A criminal provision."""

    id: str
    cite: str
    """As it is cited there; never translated."""
    title: Texts
    conduct: tuple[Conduct, ...]
    """The kinds of conduct that can meet it, most typical first."""
    course: tuple[Conduct, ...] = ()
    """Kinds of conduct that do not bring it in, but count among its acts once it is there: harassment is made of all
    that was done again and again, threats included, even where a threat has an offence of its own."""
    repeated: tuple[Conduct, ...] = ()
    """Those of `conduct` that bring it in only from the second act on: messages, where watching once is enough."""
    relations: tuple[Relation, ...] = ()
    """Relations of the other person to the client within which alone it is an offence; empty for all. An unknown
    relation is none of them: no paper accuses anybody of what only a partner or a relative can do on a guess."""
    common_child: bool = False
    """Whether a child of both is enough, whatever else the other person is to the client."""
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
    authentic_only: bool = False
    """Whether it concerns only images that are what they show."""
    kinds: tuple[str, ...] = ()
    """Kinds of document that may name it; empty for all: naming a press offence in a letter can bind the client."""
    cites: Texts = field(default_factory=dict)
    """The citation per language, where the law is published in several; `cite` holds for the others."""
    origin: Provenance


@frozen
class Claim:
    """A civil claim."""

    id: str
    cite: str
    title: Texts
    conduct: tuple[Conduct, ...]
    course: tuple[Conduct, ...] = ()
    relations: tuple[Relation, ...] = ()
    common_child: bool = False
    elements: Texts
    acts: int | None = None
    """How many acts it takes; None where the text gives no number."""
    relief: Texts | None = None
    rank: int = 50
    altered_only: bool = False
    authentic_only: bool = False
    kinds: tuple[str, ...] = ()
    cites: Texts = field(default_factory=dict)
    origin: Provenance


@frozen
class ProtectiveOrder:
    """A protective order, and the form of the declaration that supports it."""

    id: str
    name: Texts
    cite: str
    relations: tuple[Relation, ...]
    """For whom it serves; empty for everyone."""
    common_child: bool = False
    """Whether it serves the other parent of a child, too, whatever else they are to each other."""
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
    cites: Texts = field(default_factory=dict)
    origin: Provenance


def serving(
    orders: Iterable[ProtectiveOrder], relation: object, *, common_child: bool = False
) -> list[ProtectiveOrder]:
    """Return those of `orders` that serve `relation`: those that name it go before those for everyone, then by rank.

    `relation` is a `Relation` or its code; whatever else it is, only an order for everyone serves, or one that a
    `common_child` opens.
    """

    def named(order: ProtectiveOrder) -> bool:
        return relation in order.relations or (common_child and order.common_child)

    fitting = [order for order in orders if not order.relations or named(order)]
    return sorted(fitting, key=lambda order: (not named(order), order.rank))


def first_serving(
    orders: Iterable[ProtectiveOrder], relation: object, *, common_child: bool = False
) -> ProtectiveOrder | None:
    """Return the first of `orders` that serves `relation` or a `common_child`, None where none does."""
    return next(iter(serving(orders, relation, common_child=common_child)), None)


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
    cites: Texts = field(default_factory=dict)
    origin: Provenance


class RunsFrom(StrEnum):
    """When a time limit begins."""

    FIRST_INCIDENT = "first-incident"
    LAST_INCIDENT = "last-incident"
    KNOWLEDGE = "knowledge"
    """It is counted from the first incident, which can only show it too early."""


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
    runs_from: RunsFrom = RunsFrom.LAST_INCIDENT
    cites: Texts = field(default_factory=dict)
    origin: Provenance
