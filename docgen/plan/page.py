"""What a template may print: every tag of every template names a field of `Page`.

Each field says who may read it. `visible` leaves out what the reader of a document may not see, so that a template
that names such a field fails instead of printing it; `docgen templates check` finds it beforehand. Texts are finished:
dates, lists and money as the locale writes them. None means that nobody answered; a template asks with `if` first.
Fields that hold a person's own account are filled with the `prose` filter, exact words with `verbatim`.

Pages are typed dicts, not dataclasses, because they become plain dicts in the next step.
"""

from collections.abc import Callable, Mapping
from enum import Enum, unique
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, TypedDict, get_args, get_origin, is_typeddict

from docgen.matter.audiences import Audience, Confidential, Guarded, Party, Served, Sworn, audiences_of
from docgen.plan.events_page import (
    AccountPage,
    EarlierOrderPage,
    ExhibitPage,
    IncidentPage,
    LossPage,
    PatternPage,
    PlatformReportPage,
    ReportPage,
    StopRequestPage,
    WitnessPage,
)
from docgen.plan.law_page import LawPage, TakedownPage
from docgen.plan.people_page import (
    ClientPage,
    ContactPage,
    CourtPage,
    PolicePage,
    RespondentPage,
    SafetyPage,
    SigningPage,
)
from docgen.plan.request_page import DisclosurePage, LetterPage, ReliefPage
from docgen.plan.translations_page import TranslationPage

__all__ = ["DocumentPage", "Page", "Printable", "Shape", "page_fields", "visible"]


class DocumentPage(TypedDict):
    """The document itself."""

    date: Served[str]
    """Date of the document."""
    place_and_date: Served[str]
    """Opening line of a letter: the place, where it is known, and the date."""
    draft: Served[bool]
    """Whether it is a draft, with marks instead of missing facts."""
    notices: Served[tuple[str, ...]]
    """What a draft must tell its reader: gaps, law that nobody has verified."""
    copy_note: Served[str | None]
    """Said at the top where the document is not in a language that the office takes."""
    reading_copy: Served[bool]
    """Whether it is the translation in a reading copy: an annex that only the own law asks for is left out there."""


class Page(TypedDict):
    """Everything that a template may print."""

    document: Served[DocumentPage]
    sender: Served[ContactPage]
    client: Served[ClientPage]
    respondent: Served[RespondentPage]
    background: Sworn[str | None]
    accounts: Served[tuple[AccountPage, ...]]
    incidents: Served[tuple[IncidentPage, ...]]
    """All incidents in date order."""
    recent: Served[tuple[IncidentPage, ...]]
    """The most recent incident: a list of one, so that the same clause tells it; empty only in a draft."""
    earlier: Served[tuple[IncidentPage, ...]]
    """All but the most recent, in date order."""
    conduct: Served[Mapping[str, bool]]
    """Kinds of conduct in the matter, by code with underscores: `conduct.intimate_images`."""
    pattern: Served[PatternPage]
    stop_requests: Served[tuple[StopRequestPage, ...]]
    exhibits: Served[tuple[ExhibitPage, ...]]
    witnesses: Sworn[tuple[WitnessPage, ...]]
    police_reports: Sworn[tuple[ReportPage, ...]]
    """Reports made to the police."""
    platform_reports: Served[tuple[PlatformReportPage, ...]]
    """Reports made to platforms."""
    losses: Sworn[tuple[LossPage, ...]]
    total_loss: Sworn[str | None]
    """Sum of the amounts lost."""
    orders: Party[tuple[EarlierOrderPage, ...]]
    letter: Party[LetterPage]
    relief: Sworn[ReliefPage]
    court: Sworn[CourtPage | None]
    police: Guarded[PolicePage | None]
    disclosure: Sworn[DisclosurePage]
    signing: Served[SigningPage]
    safety: Guarded[SafetyPage]
    law: Served[LawPage]
    takedown: Served[TakedownPage | None]
    translations: Served[tuple[TranslationPage, ...]]
    """Who has translated what was told in another language; empty where nobody is named."""
    answers: Confidential[Mapping[str, str]]
    """What a clinic's own questions collect."""


@unique
class Shape(Enum):
    """What a template can do with a field."""

    TEXT = "text"
    """Print it."""
    TRUTH = "truth"
    """Ask whether it holds."""
    LIST = "list"
    """Join or repeat it; each item is a text."""
    RECORDS = "records"
    """Repeat it; each item has fields."""
    RECORD = "record"
    """Print one of its fields."""
    KEYS = "keys"
    """Ask whether one of its keys holds."""


class Printable(NamedTuple):
    """One field that a template may print."""

    audiences: frozenset[Audience]
    """Who may read it; nobody where its type forgot to say."""
    page: type[Any] | None
    """The page behind it, or behind each of its items; None for a text, a number or a truth value."""
    many: bool
    """Whether it is a list."""
    keyed: bool
    """Whether it is a mapping with keys of its own."""
    truth: bool = False
    """Whether it says yes or no, or each of its keys does: it is asked for and cannot be printed."""

    @property
    def shape(self) -> Shape:
        """What is printed of it."""
        if self.many:
            return Shape.LIST if self.page is None else Shape.RECORDS
        if self.keyed or self.page is not None:
            return Shape.KEYS if self.keyed and self.truth else Shape.RECORD
        return Shape.TRUTH if self.truth else Shape.TEXT


def page_fields(cls: type[Any]) -> dict[str, Printable]:
    """Return the fields of the page `cls` by name."""
    if cls not in _FIELDS:
        _FIELDS[cls] = {name: _printable(hint) for name, hint in cls.__annotations__.items()}
    return _FIELDS[cls]


_FIELDS: dict[type[Any], dict[str, Printable]] = {}


def _printable(hint: Any) -> Printable:
    audiences = audiences_of(getattr(hint, "__metadata__", ())) or frozenset()
    bare = getattr(hint, "__origin__", hint) if hasattr(hint, "__metadata__") else hint
    options = [option for option in (get_args(bare) or (bare,)) if option not in (type(None), Ellipsis)]
    many, keyed = get_origin(bare) is tuple, get_origin(bare) is Mapping
    page = next((option for option in options if is_typeddict(option)), None)
    return Printable(audiences, page, many, keyed, bool in options)


_Made = dict[int, dict[str, object]]
"""What was made of each page, by its identity."""


def visible(page: Mapping[str, Any], audience: Audience) -> dict[str, object]:
    """Return the fields of `page` that `audience` may read, as plain dicts, lists, texts, numbers and truth values."""
    return _shown(page, audience, Page, {})


def _shown(page: Mapping[str, Any], audience: Audience, cls: type[Any], made: _Made) -> dict[str, object]:
    """Return what `visible` does of a `page` of the type `cls`; one that stands in several places is made once."""
    if id(page) not in made:
        readable = _readable(audience, cls)  # type: ignore[arg-type]
        shown = made[id(page)] = dict(zip(readable.names, readable.values(page), strict=True))
        for name, inner in readable.nested:
            if isinstance(value := shown[name], _NESTED):
                shown[name] = _plain(value, audience, inner, made)
    return made[id(page)]


_NESTED = (tuple, dict)


class _Readable(NamedTuple):
    """What an audience may read of a page."""

    names: tuple[str, ...]
    values: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    """Gives the values of the fields `names`."""
    nested: tuple[tuple[str, type[Any] | None], ...]
    """Those of the fields that hold lists, mappings or pages, and the page that their values are."""


@cache
def _readable(audience: Audience, cls: type[Any]) -> _Readable:
    """Return what `audience` may read of the page `cls`."""
    shown = {name: item for name, item in page_fields(cls).items() if audience in item.audiences}
    nested = tuple((name, item.page) for name, item in shown.items() if item.page or item.many or item.keyed)
    several = itemgetter(*shown) if len(shown) > 1 else lambda page: tuple(page[name] for name in shown)
    return _Readable(tuple(shown), several, nested)


def _plain(value: object, audience: Audience, cls: type[Any] | None, made: _Made) -> object:
    if isinstance(value, tuple):
        return [_plain(each, audience, cls, made) if isinstance(each, _NESTED) else each for each in value]
    assert isinstance(value, dict)
    return dict(value) if cls is None else _shown(value, audience, cls, made)
