"""A takedown request: which items, on which bases, and every element that each basis demands.

One entry per item and basis, because a moderator decides item by item and DSA Art. 23 punishes carpets. A basis that
hands the sender's name and address to the poster is used only when the facts choose it and accept that, and comes last.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.frozen import ordered
from docgen.jurisdiction import Basis
from docgen.manifest import LawPart
from docgen.matter.choices import Conduct
from docgen.matter.events import Incident
from docgen.plan.brief import Brief, given, once
from docgen.plan.choices import fitting_offences, may_print
from docgen.plan.company import company_of, postal_address
from docgen.plan.law_page import BasisPage, BlockPage, EntryPage, TakedownPage
from docgen.plan.people import sender
from docgen.platforms import Platform, Rule

__all__ = ["RULES", "Entry", "chosen_bases", "entries", "requested_platform", "takedown", "untold"]

RULES = "platform-rules"
"""Id of the basis that every platform has: its own rules."""


@ordered
class Entry:
    """One item on one basis; without a basis, on the rules of the platform."""

    number: int
    incident_number: int
    incident: Incident
    url: str
    basis: Basis | None
    rule: Rule | None


@once
def requested_platform(brief: Brief) -> str | None:
    """Return the code or name of the platform to write to; None when the facts leave several open or name none."""
    named = given(brief.matter.platform.name)
    if named:
        return str(named)
    found = {brief.platform_of(incident) for incident in brief.incidents if incident.urls}
    return found.pop() if len(found) == 1 else None


def _items(brief: Brief) -> Iterator[tuple[int, Incident, str]]:
    wanted = requested_platform(brief)
    for number, incident in enumerate(brief.incidents, 1):
        gone = given(incident.still_online) is False
        if brief.platform_of(incident) == wanted and brief.may_tell(incident) and not gone:
            yield from ((number, incident, str(url)) for url in incident.urls)


def untold(brief: Brief) -> tuple[int, ...]:
    """Return the places in the facts of the incidents of which a paper to this platform would tell, and may not."""
    hidden = [place for place, each in enumerate(brief.matter.incidents) if not brief.may_tell(each)]
    here = {None, requested_platform(brief)} if hidden else set()
    platforms = {place: brief.platform_of(brief.matter.incidents[place]) for place in hidden}
    return tuple(place for place in hidden if platforms[place] in here or here == {None})


@once
def chosen_bases(brief: Brief) -> tuple[Basis, ...]:
    """Return the legal bases of the request, those that disclose the sender last.

    They are those that the facts name, or those that the conduct calls for, whose facts are there, and that do not
    hand the sender's name to the poster. A letter that names no law has none.
    """
    if brief.part is LawPart.PLATFORM:
        return ()
    named = brief.matter.platform.bases
    known = [basis for basis in brief.law.takedown if may_print(brief, basis.origin)]
    if named:
        found = [basis for basis in known if basis.id in named]
    else:
        conducts = {conduct for _, incident, _ in _items(brief) for conduct in incident.conduct}
        found = [basis for basis in known if conducts & set(basis.conduct) and _serves(brief, basis)]
    return tuple(sorted(found, key=lambda basis: (basis.discloses_sender, basis.rank)))


def _serves(brief: Brief, basis: Basis) -> bool:
    """Return whether a basis that nobody named can be used: it keeps the sender private and asks no special status."""
    special = {"account-holder", "resident", "work", "postal-address"}
    if basis.altered_only and not brief.has_altered_image:
        return False
    return not basis.discloses_sender and not special & {element.id for element in basis.elements}


def _rule_for(platform: Platform | None, incident: Incident) -> Rule | None:
    if platform is None:
        return None
    shows = set(incident.conduct)
    intimate = bool(given(incident.intimate)) or Conduct.INTIMATE_IMAGES in shows
    fitting = [rule for rule in platform.rules if shows & set(rule.conduct) and (intimate or not rule.intimate_only)]
    return max(
        fitting, key=lambda rule: (rule.intimate_only and intimate, len(shows & set(rule.conduct))), default=None
    )


@once
def entries(brief: Brief) -> tuple[Entry, ...]:
    """Return the entries of the request: each item under the platform's rule, then under each legal basis."""
    code = requested_platform(brief) or ""
    platform = brief.platforms.get(code.lower())
    named = brief.matter.platform.bases
    found: list[Entry] = []
    for basis in (None, *chosen_bases(brief)):
        for number, incident, url in _items(brief):
            rule = _rule_for(platform, incident) if basis is None else None
            if basis is None and (rule is None or (named and RULES not in named)):
                continue
            if basis is not None and not _applies(brief, basis, incident, url):
                continue
            found.append(Entry(len(found) + 1, number, incident, url, basis, rule))
    return tuple(found)


def _applies(brief: Brief, basis: Basis, incident: Incident, url: str) -> bool:
    """Return whether a basis concerns an item: by its conduct, or, for a work, because the facts list the item."""
    work = given(brief.matter.platform.copyright)
    if basis.discloses_sender:
        return work is not None and url in work.urls
    return bool(set(basis.conduct) & set(incident.conduct))


def takedown(brief: Brief) -> TakedownPage:
    """Return the request to one platform; in a draft without one, a mark stands for its name."""
    code = requested_platform(brief) or brief.wording.say("takedown.platform-missing")  # in a draft only
    platform, facts = brief.platforms.get(code.lower()), brief.matter.platform
    company = company_of(brief, platform)
    made = entries(brief)
    copyright_ = given(facts.copyright)
    used = list(dict.fromkeys(id for entry in made for id in entry.incident.accounts))
    return TakedownPage(
        platform=brief.platform_name(code),
        company=company.name if company else None,
        company_address=postal_address(brief, company) if company else None,
        rules_document=platform.rules_document or None if platform else None,
        sender_role=_role(brief, intimate=bool(made) and all(_is_intimate(entry) for entry in made)),
        identifiable_how=given(facts.identifiable_how),
        entries=tuple(_entry(brief, entry) for entry in made),
        bases=tuple(_basis(brief, basis, made) for basis in chosen_bases(brief)),
        copies=() if untold(brief) else tuple(facts.copies),  # they may be copies of just that image
        urgency=brief.prose(facts.urgency),
        work=copyright_.work if copyright_ and any(basis.discloses_sender for basis in chosen_bases(brief)) else None,
        accounts_to_preserve=brief.list_or_none([brief.account_label(id) for id in used]),
    )


def _role(brief: Brief, *, intimate: bool) -> str:
    """Return who reports; that the images show the client is said only of `intimate` items."""
    agent = given(brief.matter.representative)
    name = brief.matter.client.name
    if agent:
        return brief.wording.say("takedown.role.agent", client=name, role=brief.label(agent.role))
    if intimate and given(brief.matter.platform.depicted):
        return brief.wording.say("takedown.role.depicted")
    return brief.wording.say("takedown.role.concerned")


def _basis(brief: Brief, basis: Basis, made: tuple[Entry, ...]) -> BasisPage:
    return BasisPage(
        id=basis.id,
        title=brief.text(basis.title),
        cite=brief.cite(basis),
        statements=_statements(brief, basis),
        ask=brief.text(basis.ask),
        entries=brief.wording.join([str(entry.number) for entry in made if entry.basis is basis] or [""]),
        discloses_sender=basis.discloses_sender,
    )


def _statements(brief: Brief, basis: Basis) -> tuple[str, ...]:
    by_agent = given(brief.matter.representative) is not None
    texts = basis.agent_statements if by_agent and basis.agent_statements else basis.statements
    return tuple(brief.text(text).replace("{client}", brief.matter.client.name) for text in texts)


def _entry(brief: Brief, entry: Entry) -> EntryPage:
    say = brief.wording.say
    title = (
        brief.text(entry.basis.title)
        if entry.basis
        else say("takedown.title.rule", rule=entry.rule and entry.rule.heading)
    )
    return EntryPage(
        number=entry.number,
        title=say("takedown.entry", number=entry.number, title=title),
        url=entry.url,
        incident=entry.incident_number,
        blocks=tuple(
            BlockPage(label=say(f"takedown.block.{name}"), text=text) for name, text in _blocks(brief, entry) if text
        ),
    )


def _blocks(brief: Brief, entry: Entry) -> Iterator[tuple[str, str | None]]:
    incident, facts = entry.incident, brief.matter.platform
    yield "url", entry.url
    yield "search-name", given(facts.search_name) if _is_search_engine(brief) else None
    yield "item", given(incident.content_id)
    yield "account", "\n".join(_account_lines(brief, incident))
    yield "posted", brief.wording.partial_date(incident.date)
    checked = given(incident.checked_on)
    yield "seen", brief.wording.partial_date(checked) if checked else None
    yield "quote", given(incident.exact_words)
    yield "translation", brief.as_told(incident.translation)
    yield "content", brief.account(incident.summary)
    yield "basis", _named_basis(brief, entry)
    yield "reason", _reason(brief, entry)
    if _is_intimate(entry):
        yield "no-consent", brief.prose(facts.no_consent)
        yield "context", brief.prose(facts.original_context)
    yield "identifiable", given(facts.identifiable_how)
    if entry.basis and entry.basis.discloses_sender:
        work = given(facts.copyright)
        yield "work", work.work if work else None
    if entry.basis:
        yield "statements", "\n".join(_statements(brief, entry.basis))
    yield "ask", brief.text(entry.basis.ask) if entry.basis else brief.wording.say("takedown.ask.rule")
    yield from _sender_blocks(brief, entry)


def _is_search_engine(brief: Brief) -> bool:
    platform = brief.platforms.get((requested_platform(brief) or "").lower())
    return platform is not None and platform.search


def _sender_blocks(brief: Brief, entry: Entry) -> Iterator[tuple[str, str | None]]:
    """Yield who reports; the postal address and telephone only where the basis demands them."""
    person = sender(brief)
    yield "reporter", person["name"]
    yield "role", _role(brief, intimate=_is_intimate(entry))
    yield "email", person["email"]
    wanted = {element.id for element in entry.basis.elements} if entry.basis else set()
    if "postal-address" in wanted:
        yield "address", person["address"]
        yield "phone", person["phone"]
    if "resident" in wanted:
        yield "resident", given(brief.matter.client.resident_of)
    if "signature" in wanted:
        yield "signature", brief.wording.say("takedown.signature", name=person["name"])


def _is_intimate(entry: Entry) -> bool:
    return bool(given(entry.incident.intimate)) or Conduct.INTIMATE_IMAGES in entry.incident.conduct


def _account_lines(brief: Brief, incident: Incident) -> Iterator[str]:
    for id in incident.accounts:
        account = brief.accounts[id]
        number, profile, seen = given(account.numeric_id), given(account.profile_url), given(account.handle_seen)
        yield brief.wording.say("takedown.account.handle", handle=account.handle)
        if number:
            yield brief.wording.say("takedown.account.number", number=number)
        if profile:
            yield str(profile)
        if seen:
            yield brief.wording.say("takedown.account.seen", date=brief.wording.partial_date(seen))


def _named_basis(brief: Brief, entry: Entry) -> str:
    if entry.basis:
        return brief.wording.say("takedown.basis", title=brief.text(entry.basis.title), cite=brief.cite(entry.basis))
    code = requested_platform(brief) or ""
    heading = entry.rule.heading if entry.rule else ""
    document = brief.platforms[code.lower()].rules_document
    if document:
        return brief.wording.say("takedown.rule-in", rule=heading, document=document)
    return brief.wording.say("takedown.rule", rule=heading)


def _reason(brief: Brief, entry: Entry) -> str:
    """Return why the item must go: its conduct and, where a legal basis wants it, the provisions of the place."""
    conduct = brief.labels(entry.incident.conduct)
    reason = brief.wording.say("takedown.reason", conduct=conduct)
    wanted = {element.id for element in entry.basis.elements} if entry.basis else set()
    if "reasons" not in wanted:
        return reason
    meant = set(entry.incident.conduct)
    if entry.basis and entry.basis.own_offences_only:
        meant &= set(entry.basis.conduct)
    fitting = [each for each in fitting_offences(brief) if set(each.conduct) & meant][:3]
    cites = [brief.wording.say("law.cited", cite=brief.cite(each), title=brief.text(each.title)) for each in fitting]
    if not cites:
        return reason
    place = brief.text(brief.law.name)
    return reason + "\n" + brief.wording.say("takedown.reason.law", place=place, provisions=brief.wording.join(cites))
