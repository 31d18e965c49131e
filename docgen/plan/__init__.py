"""Matter + kind + jurisdiction + languages → DocumentPlan: every choice made, and why. No Word, no disk, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from docgen.errors import FactsProblem
from docgen.frozen import frozen
from docgen.jurisdiction import Paper
from docgen.localization import language_tag
from docgen.manifest import LawPart
from docgen.matter.audiences import Audience
from docgen.matter.own_answers import ANSWERS
from docgen.plan import events, people
from docgen.plan.brief import Brief, given
from docgen.plan.checks import Notice, next_steps, notices, problems, unverified
from docgen.plan.choices import Choice
from docgen.plan.events_page import ExhibitPage
from docgen.plan.exhibits import exhibits
from docgen.plan.law import law, law_choices
from docgen.plan.letter import letter
from docgen.plan.page import DocumentPage, Page, visible
from docgen.plan.takedown import chosen_bases, entries, takedown
from docgen.plan.translations import translations
from docgen.records import path_text

__all__ = ["Brief", "DocumentPlan", "decide"]


@frozen
class DocumentPlan:
    """One document, decided. It can be written as JSON: the lawyer's preview, and the tests' golden text."""

    kind: str
    audience: Audience
    jurisdiction: str
    language: str
    language_tag: str
    """BCP 47 tag with the region that decides dates and spelling: `es-MX`."""
    paper: Paper
    date: date
    title: str
    draft: bool
    fields: Mapping[str, object]
    """What the template may print: plain dicts, lists, texts, numbers and truth values, filtered by audience."""
    choices: tuple[Choice, ...]
    gaps: tuple[str, ...]
    """Paths of the facts that a draft shows as missing."""
    notices: tuple[Notice, ...]
    next_steps: tuple[str, ...]


def decide(brief: Brief) -> DocumentPlan:
    """Return the plan of the document that `brief` asks for.

    Raises `FactsProblem` when something stops a final document of this kind: an order in force, a platform left open,
    an element of a takedown basis that no fact answers. A draft is planned all the same.
    """
    found = tuple(problems(brief))
    if found and not brief.draft:
        raise FactsProblem(found)
    told = notices(brief)
    page = _page(brief)
    shown = visible(page, brief.manifest.audience)
    if brief.own_questions:
        from docgen.plan.own_answers import own_answer_fields

        shown = {**shown, ANSWERS: own_answer_fields(brief, brief.own_questions)}
    return DocumentPlan(
        kind=brief.kind,
        audience=brief.manifest.audience,
        jurisdiction=brief.law.code,
        language=brief.language,
        language_tag=language_tag(brief.wording.locale_id),
        paper=brief.law.paper,
        date=brief.today,
        title=brief.text(brief.manifest.title),
        draft=brief.draft,
        fields=shown,
        choices=(*law_choices(brief), *_takedown_choices(brief)),
        gaps=tuple(path_text(path) for path in brief.gaps),
        notices=told,
        next_steps=(brief.interview.say("notice.draft-next"),) if brief.draft else next_steps(brief, shown),
    )


def _takedown_choices(brief: Brief) -> tuple[Choice, ...]:
    if brief.part is not LawPart.TAKEDOWN:
        return ()
    return tuple(
        Choice(
            "basis",
            basis.id,
            tuple(code.value for code in basis.conduct if code in brief.conducts),
            basis.origin.grade.value,
            basis.origin.source,
            basis.origin.checked.isoformat(),
        )
        for basis in chosen_bases(brief)
    )


def _page(brief: Brief) -> Page:
    incidents = events.incidents(brief)
    urls = events.online_urls(brief)
    return Page(
        document=_document(brief),
        sender=people.sender(brief),
        client=people.client(brief),
        respondent=people.respondent(brief),
        background=brief.prose(brief.matter.background),
        accounts=events.accounts(brief),
        incidents=incidents,
        recent=incidents[-1:],
        earlier=incidents[:-1],
        conduct=events.flags(brief.conducts),
        pattern=events.pattern(brief),
        stop_requests=events.stop_requests(brief),
        exhibits=_exhibits(brief),
        witnesses=events.witnesses(brief),
        police_reports=events.police_reports(brief),
        platform_reports=events.platform_reports(brief),
        losses=events.losses(brief),
        total_loss=events.total_loss(brief),
        orders=people.orders(brief),
        letter=letter(brief, urls),
        relief=people.relief(brief, urls),
        court=people.court(brief),
        police=people.police(brief),
        disclosure=people.disclosure(brief),
        signing=people.signing(brief),
        safety=people.safety(brief),
        law=law(brief),
        takedown=takedown(brief) if brief.part in (LawPart.TAKEDOWN, LawPart.PLATFORM) else None,
        translations=translations(brief),
        answers={} if brief.own_questions else _texts_by_name(brief),
    )


def _texts_by_name(brief: Brief) -> dict[str, str]:
    """Return the texts of own answers about whose questions nothing is known."""
    answers = brief.matter.answers
    return {name: brief.account(text) for name, text in answers.items()} if isinstance(answers, Mapping) else {}


def _exhibits(brief: Brief) -> tuple[ExhibitPage, ...]:
    """Return the exhibits; a letter lists only those of what it tells, and a request to a platform only those of the
    items that it names: the other person must not learn of a doctor's bill.
    """
    if brief.part is LawPart.CLAIMS:
        return exhibits(brief, frozenset(id for incident in brief.incidents for id in incident.exhibits))
    if brief.part is LawPart.TAKEDOWN:
        return exhibits(brief, frozenset(id for entry in entries(brief) for id in entry.incident.exhibits))
    return exhibits(brief)


def _document(brief: Brief) -> DocumentPage:
    day, place = brief.wording.day(brief.today), given(brief.matter.signing.place)
    foreign = brief.manifest.filed and not brief.reading and brief.language not in brief.law.filing_languages
    return DocumentPage(
        date=day,
        place_and_date=brief.wording.say("letter.place-and-date", place=place, date=day) if place else day,
        draft=brief.draft,
        notices=unverified(brief) if brief.draft else (),
        copy_note=brief.wording.say("document.not-a-filing-language") if foreign else None,
        reading_copy=brief.reading,
    )
