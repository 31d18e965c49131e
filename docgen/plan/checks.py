"""What stops a document of this kind, and what the person is told before and after it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from docgen.conditions import holds
from docgen.errors import Place, Problem
from docgen.jurisdiction import Basis, Caution, Claim, ElementId, Grade, Oath, Offence, ProtectiveOrder, Texts
from docgen.manifest import LawPart
from docgen.matter.choices import Conduct, Identity, Operator, Risk
from docgen.plan.brief import Brief, given
from docgen.plan.choices import chosen_oath, chosen_order, doubtful_provisions, fitting_orders, may_print
from docgen.plan.law import printed_law
from docgen.plan.limits import Notice, limit_notices
from docgen.plan.people import sender
from docgen.plan.takedown import RULES, chosen_bases, entries, requested_platform, untold

__all__ = ["Notice", "next_steps", "notices", "problems", "unverified"]


def _problem(id: str, path: str, **names: str) -> Problem:
    return Problem(id=id, place=Place(path=path), names=names, hint=f"hint.{id.partition('.')[2]}")


# What stops ---------------------------------------------------------------------------------------------------------


def problems(brief: Brief) -> Iterator[Problem]:
    """Yield what stops a final document of this kind although each fact is well typed."""
    if brief.part is LawPart.CLAIMS:
        yield from _letter_problems(brief)
    if brief.part is LawPart.TAKEDOWN:
        yield from _takedown_problems(brief)
    if brief.part is LawPart.PLATFORM and requested_platform(brief) is None:
        yield _problem("takedown.which-platform", "platform.name")
    yield from (_problem("takedown.shows-minor", f"incidents[{index}].shows_minor") for index in untold(brief))
    if brief.part is LawPart.ORDER:
        yield from _order_problems(brief)


def _letter_problems(brief: Brief) -> Iterator[Problem]:
    letter = brief.matter.letter
    in_force = any(given(order.in_force) for order in brief.matter.orders)
    if (in_force or Risk.ORDER_IN_FORCE in brief.matter.safety.risks) and not given(letter.advised):
        yield _problem("letter.order-in-force", "letter.advised")
    deadline = given(letter.deadline)
    if deadline and deadline <= brief.today:
        yield _problem("letter.deadline-past", "letter.deadline")


def _order_problems(brief: Brief) -> Iterator[Problem]:
    wanted, order = given(brief.matter.relief.order), chosen_order(brief)
    if order is None:
        known = ", ".join(each.id for each in brief.law.orders)
        yield _problem("order.none" if wanted is None else "order.unknown", "relief.order", known=known)
        return
    fitting = fitting_orders(brief)
    if order not in fitting and fitting:  # where none fits, naming one is the way that the hint of order.none shows
        known = ", ".join(each.id for each in fitting)
        yield _problem("order.not-for-this-relation", "relief.order", known=known)
    for request in brief.matter.relief.requests:
        if request not in order.requests:
            names = {"request": brief.label_told(request), "order": brief.told(order.name)}
            yield _problem("order.request-not-granted", "relief.requests", **names)


def _takedown_problems(brief: Brief) -> Iterator[Problem]:
    if requested_platform(brief) is None:
        yield _problem("takedown.which-platform", "platform.name")
        return
    known = [RULES, *(basis.id for basis in brief.law.takedown)]
    for index, id in enumerate(brief.matter.platform.bases):
        if id not in known:
            yield _problem("takedown.unknown-basis", f"platform.bases[{index}]", known=", ".join(known))
    if not entries(brief) and not untold(brief):
        yield _problem("takedown.nothing-to-remove", "incidents")
    for basis in chosen_bases(brief):
        yield from _missing_elements(brief, basis)


def _reply_to(brief: Brief) -> str | None:
    person = sender(brief)
    return person["email"] or person["phone"] or person["address"]


_ANSWERS: Mapping[ElementId, tuple[str, Callable[[Brief], object]]] = {
    ElementId.NO_CONSENT: ("platform.no_consent", lambda brief: brief.prose(brief.matter.platform.no_consent)),
    ElementId.CONTACT: ("client.contact.email", _reply_to),
    ElementId.NAME_AND_EMAIL: ("client.contact.email", lambda brief: sender(brief)["email"]),
    ElementId.POSTAL_ADDRESS: (
        "client.contact.address",
        lambda brief: sender(brief)["address"] and sender(brief)["phone"],
    ),
    ElementId.WORK: ("platform.copyright.work", lambda brief: given(brief.matter.platform.copyright)),
    ElementId.RESIDENT: ("client.resident_of", lambda brief: given(brief.matter.client.resident_of)),
    ElementId.ACCOUNT_HOLDER: ("client.accounts", lambda brief: brief.matter.client.accounts),
    ElementId.SUBJECT_OR_AGENT: (
        "platform.depicted",
        lambda brief: given(brief.matter.platform.depicted) or given(brief.matter.representative),
    ),
}
"""Which fact answers an element of a takedown basis. Elements that are not here are answered by every request:
the signature line, the item's address, its reasons and the statements of the basis."""


def _missing_elements(brief: Brief, basis: Basis) -> Iterator[Problem]:
    for element in basis.elements:
        path, answer = _ANSWERS.get(element.id, ("", None))
        if answer is not None and not answer(brief):
            text = brief.told(element.text)
            yield _problem(
                "takedown.element-missing", path, basis=basis.id, cite=brief.told_cite(element), element=text
            )
    if basis.discloses_sender:
        work = given(brief.matter.platform.copyright)
        if work is None or not given(work.accepts_disclosure):
            yield _problem("takedown.disclosure-not-accepted", "platform.copyright.accepts_disclosure", basis=basis.id)
        if work is not None and not work.urls:
            yield _problem("takedown.which-items", "platform.copyright.urls", basis=basis.id)
        if work is not None and not work.owns:
            yield _problem("takedown.not-the-owner", "platform.copyright.owns", basis=basis.id)
        if work is not None and given(work.fair_use_considered) is False:
            path = "platform.copyright.fair_use_considered"
            yield _problem("takedown.fair-use-not-considered", path, basis=basis.id)


# What the person is told --------------------------------------------------------------------------------------------


def notices(brief: Brief) -> tuple[Notice, ...]:
    """Return what the person should know before using the document, warnings first."""
    found = [*_fact_notices(brief), *_law_notices(brief), *_cautions(brief), *limit_notices(brief)]
    return tuple(sorted(dict.fromkeys(found), key=lambda notice: notice.level != "warning"))


def _fact_notices(brief: Brief) -> Iterator[Notice]:
    say, matter = brief.interview.say, brief.matter
    for number, incident in enumerate(brief.incidents, 1):
        if Conduct.THREATS in incident.conduct and not given(incident.exact_words):
            yield Notice("warning", say("notice.threat-without-words", number=number))
        if brief.manifest.client_signs and given(incident.known_through) is None:
            yield Notice("warning", say("notice.source-not-said", number=number))
        if incident.date.known and incident.date.ended > brief.today:
            yield Notice("warning", say("notice.future-date", number=number))
    proved = {account.id for account in matter.accounts if account.attribution}
    for account in matter.accounts:
        if account.operator is Operator.RESPONDENT and account.id not in proved:
            yield Notice("warning", say("notice.account-without-attribution", account=account.id))
    if brief.part is LawPart.ORDER and matter.respondent.identity is Identity.UNKNOWN:
        yield Notice("warning", say("notice.respondent-unknown"))
    if brief.part is LawPart.CLAIMS:
        if set(matter.safety.risks) - {Risk.ORDER_IN_FORCE}:
            yield Notice("warning", say("notice.letter-may-escalate"))
        if given(matter.respondent.represented_by):
            yield Notice("note", say("notice.letter-to-lawyer"))
    elif not matter.stop_requests and brief.part is LawPart.ORDER:
        yield Notice("note", say("notice.never-told-to-stop"))
    if brief.withheld or any(brief.shows_minor(incident) for incident in matter.incidents):
        yield Notice("warning", say("notice.minor-image"))
    if any(given(exhibit.intimate) for exhibit in matter.exhibits if exhibit.id not in brief.withheld):
        yield Notice("warning", say("notice.intimate-exhibit"))
    if brief.language not in brief.law.filing_languages and brief.manifest.filed:
        yield Notice("warning", say("notice.not-a-filing-language"))


def _law_notices(brief: Brief) -> Iterator[Notice]:
    say = brief.interview.say
    order = chosen_order(brief)
    acts = max((each.acts or 0 for each in brief.law.offences if set(each.conduct) & set(brief.conducts)), default=0)
    if order and brief.part is LawPart.ORDER and order.acts and brief.acts() < order.acts:
        yield Notice(
            "warning", say("notice.too-few-acts", needed=order.acts, told=brief.acts()), brief.told_cite(order)
        )
    if brief.part is LawPart.OFFENCES and brief.acts() < acts:
        yield Notice("note", say("notice.one-act-only"))
    for item in _printed_items(brief):
        if item.origin.grade in (Grade.DOUBTFUL, Grade.RECALLED):
            id = "notice.doubtful" if item.origin.grade is Grade.DOUBTFUL else "notice.recalled"
            yield Notice("warning", say(id, cite=brief.told_cite(item)), brief.told_cite(item))
        if (brief.today - item.origin.checked).days > 365:
            cite, day = brief.told_cite(item), item.origin.checked.isoformat()
            yield Notice("warning", say("notice.old", cite=cite, date=day), cite)
    for hidden in _left_out(brief):
        yield Notice("warning", say("notice.left-out", cite=hidden), hidden)


def unverified(brief: Brief) -> tuple[str, ...]:
    """Return what a draft says of the law that it prints and that nobody has verified, in the document's language.

    Nothing else of the notices stands in a document: they speak to the person, and a draft can go astray.
    """
    doubtful = [
        brief.cite(item) for item in _printed_items(brief) if item.origin.grade in (Grade.DOUBTFUL, Grade.RECALLED)
    ]
    return tuple(brief.wording.say("document.unverified", cite=cite) for cite in dict.fromkeys(doubtful))


def _printed_items(brief: Brief) -> list[Basis | Claim | Offence | ProtectiveOrder | Oath]:
    """Return the items of law that this kind of document names."""
    claims, offences = printed_law(brief)
    match brief.part:
        case LawPart.ORDER:
            return [item for item in (chosen_order(brief), chosen_oath(brief)) if item is not None]
        case LawPart.OFFENCES:
            return [*offences]
        case LawPart.TAKEDOWN:
            return [*chosen_bases(brief), *offences]
        case LawPart.NONE:
            return [oath] if (oath := chosen_oath(brief)) else []
        case _:
            return [*claims, *offences]


def _left_out(brief: Brief) -> Iterator[str]:
    """Yield the citations of doubtful provisions that fit the facts and stay out of a final document."""
    if not brief.draft and brief.part in (LawPart.CLAIMS, LawPart.OFFENCES):
        yield from (brief.told_cite(item) for item in doubtful_provisions(brief))


def _cautions(brief: Brief) -> Iterator[Notice]:
    for caution in brief.law.cautions:
        if brief.law_kind in caution.kinds and may_print(brief, caution.origin) and _concerns(brief, caution):
            yield Notice("warning" if caution.warning else "note", brief.told(caution.text), brief.told_cite(caution))
    if brief.part is LawPart.TAKEDOWN:
        platform = brief.platforms.get((requested_platform(brief) or "").lower())
        texts: list[Texts] = [basis.warning for basis in chosen_bases(brief) if basis.warning]
        texts += [platform.forwards] if platform and platform.forwards else []
        for text in texts:
            yield Notice("warning", brief.told(text))


def _concerns(brief: Brief, caution: Caution) -> bool:
    relation = brief.matter.respondent.relationship.kind
    return (
        (not caution.conduct or bool(set(caution.conduct) & set(brief.conducts)))
        and (not caution.relations or relation in caution.relations)
        and holds(caution.when, brief.told_facts)
    )


def next_steps(brief: Brief, values: dict[str, object]) -> tuple[str, ...]:
    """Return what to do with the finished document: the kind's own steps, then those of the place."""
    law, part = brief.law, brief.part
    steps = [brief.told(step.text) for step in brief.manifest.next_steps if holds(step.when, values)]
    order = chosen_order(brief)
    if part is LawPart.CLAIMS and law.letter:
        steps.append(brief.told(law.letter.delivery))
    if part is LawPart.OFFENCES and law.police and law.privacy:
        steps += [brief.told(law.police.filing), brief.told(law.privacy.police_page)]
    if part is LawPart.ORDER and order:
        steps.append(brief.told(order.attach))
        steps += [brief.told(order.timing)] if order.timing else []
        if law.privacy:
            steps += [brief.told(law.privacy.sealed_court_note)] if law.privacy.sealed_court_note else []
    if part is LawPart.TAKEDOWN:
        steps += _platform_steps(brief)
    return tuple(steps)


def _platform_steps(brief: Brief) -> list[str]:
    platform = brief.platforms.get((requested_platform(brief) or "").lower())
    keys = ["in-app", "rule", *(basis.id for basis in chosen_bases(brief))]
    channels = [brief.told(platform.channels[key]) for key in keys if platform and key in platform.channels]
    after = [brief.told(basis.after) for basis in chosen_bases(brief) if basis.after]
    pitfalls = [brief.told(text) for text in platform.pitfalls] if platform else []
    return [*channels, *after, *pitfalls]
