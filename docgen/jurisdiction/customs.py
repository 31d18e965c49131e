"""How papers look and travel in a place, and what its people are warned of."""

from dataclasses import field

from docgen.frozen import frozen
from docgen.jurisdiction.provenance import Provenance, Texts
from docgen.matter.choices import Conduct, Relation

__all__ = ["Caution", "Emergency", "LetterCustom", "PoliceCustom", "Privacy"]


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
class Privacy:
    """How that place keeps an address off the served papers."""

    rule: Texts
    """What protects the address, in one or two sentences."""
    cite: str = ""
    cites: Texts = field(default_factory=dict)
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
    relations: tuple[Relation, ...] = ()
    """Only for these relations of the other person to the client; empty for all."""
    when: str = ""
    """Only where this condition on the facts holds: `'order-in-force' in safety.risks`."""
    warning: bool = False
    """Whether it is a warning; otherwise a note."""
    early: bool = False
    """Whether it is said before the questions begin: what the place does not have, and the route that exists."""
    cites: Texts = field(default_factory=dict)
    origin: Provenance


@frozen
class Emergency:
    """Whom to call."""

    number: str
    text: Texts
    resources: tuple[str, ...] = ()
