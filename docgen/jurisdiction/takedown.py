"""The legal bases on which a platform must act, and every element that each demands."""

from dataclasses import field
from enum import StrEnum

from docgen.frozen import frozen
from docgen.jurisdiction.provenance import Provenance, Texts
from docgen.matter.choices import Conduct

__all__ = ["Basis", "Element", "ElementId"]


class ElementId(StrEnum):
    """What docgen checks of a takedown basis."""

    SIGNATURE = "signature"
    LOCATION = "location"
    NO_CONSENT = "no-consent"
    CONTACT = "contact"
    GOOD_FAITH = "good-faith"
    ACCURACY = "accuracy"
    AUTHORITY = "authority"
    REASONS = "reasons"
    NAME_AND_EMAIL = "name-and-email"
    WORK = "work"
    POSTAL_ADDRESS = "postal-address"
    IDENTITY = "identity"
    SUBJECT_OR_AGENT = "subject-or-agent"
    ACCOUNT_HOLDER = "account-holder"
    RESIDENT = "resident"
    RIGHT_EXERCISED = "right-exercised"


@frozen
class Element:
    """One thing that a takedown basis requires."""

    id: ElementId
    cite: str
    text: Texts
    """The element, as a label of the block that answers it."""
    cites: Texts = field(default_factory=dict)


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
    own_offences_only: bool = False
    """Whether an item names as illegal only what `conduct` lists, also when its incident shows more: where the law
    keeps honour to a court order, a notice that names it as well is refused as a whole, and a request to erase data
    that names it is answered as one about opinions."""
    discloses_sender: bool = False
    """Whether the sender's name and address reach the poster: offered last, after a plain warning."""
    warning: Texts | None = None
    rank: int = 50
    cites: Texts = field(default_factory=dict)
    origin: Provenance
