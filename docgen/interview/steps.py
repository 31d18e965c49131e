"""One step of an interview: what is asked or told, and where in the matter that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from docgen.interview.options import Choices
from docgen.interview.said import Reply
from docgen.questions import Advice, FactType, Offer, Question

__all__ = ["NEW", "Another", "Fact", "Keep", "Offers", "Opening", "Place", "Record", "Step", "Told", "What"]

Record = dict[str, object]
"""A record of facts as JSON holds it."""

NEW = "new"
"""Code of the choice to tell of a record that is not there yet."""


class Opening(NamedTuple):
    """A record that comes to be with the first answer in it."""

    list_key: str
    """Key of the list that the record stands in, or of the fact that names it."""
    record: str
    start: Mapping[str, Reply] = {}
    """What is known of it from the start, by its own facts."""
    listed: bool = True
    """Whether `list_key` holds several records."""


class Place(NamedTuple):
    """Where in the matter a step stands."""

    prefix: str
    """Key of the record; "" for the matter itself."""
    head: str
    """Path of the list that the record stands in; "" for the matter itself."""
    scope: Mapping[str, object]
    """What conditions may read here: the record's own facts, and the matter's under `matter`."""
    of: Question | None = None
    """The question that asks for such records; None for the matter itself."""
    number: int = 0
    """Which record of its list it is, from 1; 0 for the matter itself."""
    opens: tuple[Opening, ...] = ()


class Fact(NamedTuple):
    """A question for one fact."""

    question: Question
    wanted: FactType
    """Type of the fact; `may_decline` only where this document can do without it."""
    choices: Choices | None
    """What the law, the platforms or the records offer to choose from; None for what the type of the fact says."""
    must: bool
    again: bool = False
    """Whether it was left out before and the paper cannot do without it."""


class Offers(NamedTuple):
    """Things that the person may want to add."""

    offers: tuple[Offer, ...]


class Another(NamedTuple):
    """Whether there is another record for the list `list_key`."""

    question: Question
    list_key: str
    names: str = ""
    """Key of the fact that is to name the new record, too; "" for none."""
    first: bool = False
    """Whether the list is empty."""


class Keep(NamedTuple):
    """Whether a record that was imported is to be told of."""

    list_key: str
    record: str
    known: Mapping[str, object]
    """The facts imported."""


class Told(NamedTuple):
    """Advice; where it asks whether to go on, that is to be decided."""

    advice: Advice


What: TypeAlias = Fact | Offers | Another | Keep | Told


class Step(NamedTuple):
    """One step: `said` holds its reply under `key`."""

    key: str
    place: Place
    what: What
    section: str
    """Key of the section of the interview."""
