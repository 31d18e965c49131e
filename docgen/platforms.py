"""Platforms as data: what `templates/platforms/*.toml` may say. Graded and dated as law is."""

from collections.abc import Mapping
from dataclasses import field

from docgen.frozen import frozen
from docgen.jurisdiction import Provenance, Texts
from docgen.matter.choices import Conduct

__all__ = ["Company", "Platform", "Rule"]


@frozen
class Company:
    """The company that runs the platform for some places."""

    name: str
    address: tuple[str, ...] = ()
    """Lines of the postal address, without the country; empty where none was seen."""
    country: str = ""
    """ISO 3166-1 alpha-2 code of the country that the address itself names or leaves no doubt of; "" without one."""
    places: tuple[str, ...]
    """Jurisdiction codes or overlays: `US`, `EU`, `GB`, or `*` for everywhere else."""
    origin: Provenance


@frozen
class Rule:
    """A rule of the platform, by its own heading. Headings are names and are never translated."""

    heading: str
    conduct: tuple[Conduct, ...]
    first_person: bool = False
    """Whether only the person concerned or an authorised representative may report under it."""
    intimate_only: bool = False
    origin: Provenance


@frozen
class Platform:
    """One platform."""

    id: str
    name: str
    hosts: tuple[str, ...] = ()
    """Host names by which its links are recognised; never a place to send to."""
    search: bool = False
    """Whether it is a search engine: a request to it gives the name that leads to the item."""
    companies: tuple[Company, ...]
    rules_document: str = ""
    """Title of its rules: "Community Standards"."""
    rules: tuple[Rule, ...] = ()
    channels: Mapping[str, Texts] = field(default_factory=dict)
    """Where to submit, per basis id or `rule`, `in-app`, `take-it-down`, `dmca`: a sentence with the exact address."""
    identifies: Texts = field(default_factory=dict)
    """What identifies an item and an account there, in one sentence for the person."""
    forwards: Texts | None = None
    """Who may pass the notice to the poster or publish it, in one sentence; None where nothing is known."""
    preservation: Texts | None = None
    pitfalls: tuple[Texts, ...] = ()
    """What makes its moderators turn a request down."""
    origin: Provenance
