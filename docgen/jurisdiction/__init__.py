"""The law of a place as data: what `templates/jurisdictions/*.toml` may say, and nothing else.

The code knows no country. A place builds on another (`US-CA` on `US`) and takes overlays (`ES` takes `EU`). Every item
carries where it was read, when it was checked and how sure we are; `Grade.DOUBTFUL` items are never printed in a final
document, and items with `printable = false` are kept for lawyers to see but never printed at all.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum, unique

from docgen.errors import Place, Problem, TemplateProblem
from docgen.frozen import frozen
from docgen.jurisdiction.customs import Caution, Emergency, LetterCustom, PoliceCustom, Privacy
from docgen.jurisdiction.provenance import Grade, Provenance, Texts
from docgen.jurisdiction.provisions import (
    Claim,
    Limit,
    Oath,
    Offence,
    ProtectiveOrder,
    RunsFrom,
    first_serving,
    serving,
)
from docgen.jurisdiction.takedown import Basis, Element, ElementId

__all__ = [
    "Basis",
    "Caution",
    "Claim",
    "Element",
    "ElementId",
    "Emergency",
    "Grade",
    "Jurisdiction",
    "LetterCustom",
    "Limit",
    "Oath",
    "Offence",
    "Paper",
    "PoliceCustom",
    "Privacy",
    "ProtectiveOrder",
    "Provenance",
    "RunsFrom",
    "Texts",
    "complete",
    "first_serving",
    "serving",
]


@unique
class Paper(StrEnum):
    """Page size."""

    A4 = "a4"
    LETTER = "letter"


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
    usage: Texts = field(default_factory=dict)
    """Usage of a language that its papers follow, where they have no wording of their own: `{en = "en-GB"}`."""
    paper: Paper = Paper.A4
    currency: str = ""
    zone: str = ""
    """Time zone assumed for incidents that name none; "" where the place has several."""
    exhibit_letters: bool | None = None
    """Whether exhibits are lettered (A, B) or numbered; None where the file leaves it to the place it builds on."""
    exhibit_prefix: str = ""
    """What stands before the letter or number of an exhibit: "P-" makes "Exhibit P-1"."""
    exhibit_initials: bool = False
    """Whether the initials of the client stand there: "Exhibit AB1"."""
    roles: Mapping[str, Texts] = field(default_factory=dict)
    """Printed labels: petitioner, respondent, declarant, exhibit."""
    emergency: Emergency | None = None
    letter: LetterCustom | None = None
    police: PoliceCustom | None = None
    privacy: Privacy | None = None
    offences: tuple[Offence, ...] = ()
    claims: tuple[Claim, ...] = ()
    orders: tuple[ProtectiveOrder, ...] = ()
    oaths: tuple[Oath, ...] = ()
    takedown: tuple[Basis, ...] = ()
    cautions: tuple[Caution, ...] = ()
    limits: tuple[Limit, ...] = ()


def complete(law: Jurisdiction, file: str) -> Jurisdiction:
    """Return `law`, the whole of the place whose file is `file`.

    Raises `TemplateProblem` where it lacks a part that every paper needs.
    """
    lacks = [name for name in ("letter", "police", "privacy") if getattr(law, name) is None]
    if lacks:
        raise TemplateProblem(Problem(id="problem.missing", place=Place(source=file, path=name)) for name in lacks)
    return law
