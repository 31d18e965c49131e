"""The people of a document: sender, client, respondent, signer, and the office that reads it."""

from __future__ import annotations

from docgen.matter.choices import Capacity, Identity, Operator, Request, Role, Yes
from docgen.matter.people import Representative
from docgen.matter.requests import StayAway
from docgen.plan.brief import Brief, given
from docgen.plan.events_page import EarlierOrderPage
from docgen.plan.people_page import (
    ClientPage,
    ContactPage,
    CourtPage,
    PolicePage,
    RespondentPage,
    SafetyPage,
    SigningPage,
)
from docgen.plan.request_page import DisclosurePage, ReliefPage

__all__ = ["client", "court", "disclosure", "orders", "police", "relief", "respondent", "safety", "sender", "signing"]


def sender(brief: Brief) -> ContactPage:
    """Return who sends the document: the representative where there is one, or else the client at a safe address."""
    matter = brief.matter
    agent, contact = given(matter.representative), matter.client.contact
    if agent:
        return ContactPage(
            name=agent.name,
            for_client=True,
            role=brief.label(agent.role),
            organisation=given(agent.organisation),
            authority=_authority(brief, agent),
            bar_number=given(agent.bar_number),
            care_of=None,
            address=given(agent.address) or given(contact.address),
            email=given(agent.email) or given(contact.email),
            phone=given(agent.phone) or given(contact.phone),
            lawyer=agent.role in (Role.LAWYER, Role.CLINIC),
        )
    return ContactPage(
        name=matter.client.name,
        for_client=False,
        role=None,
        organisation=None,
        authority=None,
        bar_number=None,
        care_of=given(contact.care_of),
        address=given(contact.address),
        email=given(contact.email),
        phone=given(contact.phone),
        lawyer=False,
    )


def _authority(brief: Brief, agent: Representative) -> str | None:
    """Return what lets the representative act for the client, as a line of its own; None where nobody said."""
    told = given(agent.authority)
    return brief.wording.say("sender.authority", client=brief.matter.client.name, authority=told) if told else None


def client(brief: Brief) -> ClientPage:
    """Return the client as a document names them."""
    person = brief.matter.client
    born, age = given(person.birth_date), given(person.age)
    knows = given(person.respondent_knows_address)
    return ClientPage(
        name=person.name,
        adult=given(person.adult),
        accounts=tuple(person.accounts),
        resident_of=given(person.resident_of),
        address_protected=given(person.address_protected),
        age=None if age is None else str(age),
        occupation=given(person.occupation),
        pronouns=given(person.pronouns),
        interpreter_language=given(person.interpreter_language),
        birth_date=brief.wording.partial_date(born) if born else None,
        home_address=given(person.home_address),
        home_phone=given(person.home_phone),
        private_email=given(person.private_email),
        workplace=given(person.workplace),
        work_address=given(person.work_address),
        school=given(person.school),
        shelter=given(person.shelter),
        former_addresses=tuple(person.former_addresses),
        respondent_knows_address=brief.label(knows) if knows else None,
        safe_contact_times=given(person.safe_contact_times),
        safe_to_leave_message=given(person.safe_to_leave_message),
        support_needs=given(person.support_needs),
    )


def respondent(brief: Brief) -> RespondentPage:
    """Return the respondent as a document names them; without a name, by the accounts that they operate."""
    person = brief.matter.respondent
    born, began, ended = given(person.birth_date), given(person.relationship.since), given(person.relationship.ended)
    minor = given(person.minor)
    return RespondentPage(
        label=respondent_label(brief),
        named=given(person.name) is not None,
        name=given(person.name),
        identity=person.identity.value,
        aliases=tuple(person.aliases),
        relationship=brief.label(person.relationship.kind),
        address=given(person.address),
        emails=tuple(person.emails),
        represented_by=given(person.represented_by),
        representative_address=given(person.representative_address),
        relationship_detail=brief.prose(person.relationship.detail),
        since=brief.wording.partial_date(began) if began else None,
        ended=brief.wording.partial_date(ended) if ended else None,
        lived_together=given(person.relationship.lived_together),
        children_together=given(person.relationship.children_together),
        birth_date=brief.wording.partial_date(born) if born else None,
        age=given(person.age),
        minor=brief.label(minor) if minor else None,
        description=brief.prose(person.description),
        phones=tuple(person.phones),
        employer=given(person.employer),
        vehicle=given(person.vehicle),
        weapons=brief.prose(person.weapons),
        violence_history=brief.prose(person.violence_history),
        same_person=brief.wording.say("respondent.same-person") if _is_one_person(brief) else None,
        same_person_reason=brief.prose(person.same_person_reason) if _is_one_person(brief) else None,
        where_found=brief.prose(person.where_found),
        vulnerability=brief.prose(person.vulnerability),
    )


def _is_one_person(brief: Brief) -> bool:
    """Return whether the client believes that one person uses the accounts, where there are several."""
    return len(brief.matter.accounts) > 1 and given(brief.matter.respondent.same_person) is Yes.YES


def respondent_label(brief: Brief) -> str:
    """Return the respondent's name, or "the person who operates the account …".

    Several accounts are of one person only where the client says so, of each account or of all of them.
    """
    person = brief.matter.respondent
    if name := given(person.name):
        return name
    operated = [each.id for each in brief.matter.accounts if each.operator is Operator.RESPONDENT]
    settled = bool(operated) or given(person.same_person) is Yes.YES
    if not operated and person.identity is not Identity.KNOWN:
        operated = [each.id for each in brief.matter.accounts]
    if not operated:
        return brief.wording.say("respondent.unknown")
    accounts = brief.wording.join([brief.account_label(id) for id in operated])
    if len(operated) > 1 and not settled:
        return brief.wording.say("respondent.operators", accounts=accounts)
    return brief.wording.count("respondent.operator", len(operated), accounts=accounts)


def orders(brief: Brief) -> tuple[EarlierOrderPage, ...]:
    """Return the orders between the parties."""
    return tuple(
        EarlierOrderPage(
            court=order.court,
            date=brief.wording.partial_date(order.date),
            kind=order.kind,
            number=given(order.number),
            in_force=given(order.in_force),
            disobeyed=brief.prose(order.disobeyed),
        )
        for order in brief.matter.orders
    )


def relief(brief: Brief, urls: tuple[str, ...]) -> ReliefPage:
    """Return what the court is asked to order; `urls` are the addresses of what is still online."""
    asked = brief.matter.relief
    return ReliefPage(
        requests={request.value.replace("-", "_"): request in asked.requests for request in Request},
        other=brief.proses(asked.other),
        stay_away=tuple(_stay_away(brief, place) for place in asked.stay_away),
        protected_people=brief.list_or_none(asked.protected_people),
        duration=given(asked.duration),
        without_notice=bool(given(asked.without_notice)),
        why_without_notice=brief.prose(asked.why_without_notice),
        fear=brief.prose(asked.fear),
        likely_to_continue=brief.prose(asked.likely_to_continue),
        urls=urls,
    )


def _stay_away(brief: Brief, place: StayAway) -> str:
    distance = given(place.distance)
    if distance:
        return brief.wording.say("stay-away.distance", place=place.place, distance=distance)
    return brief.wording.say("stay-away.place", place=place.place)


def court(brief: Brief) -> CourtPage | None:
    """Return the court, None where the facts name none."""
    office = given(brief.matter.court)
    if office is None:
        return None
    return CourtPage(
        name=office.name,
        division=given(office.division),
        place=given(office.place),
        case_number=given(office.case_number),
    )


def police(brief: Brief) -> PolicePage | None:
    """Return the police or prosecutor, None where the facts name none."""
    office = given(brief.matter.police)
    if office is None:
        return None
    return PolicePage(authority=office.authority, unit=given(office.unit), place=given(office.place))


def disclosure(brief: Brief) -> DisclosurePage:
    """Return what the client discloses although it does not help."""
    told = brief.matter.disclosure
    return DisclosurePage(
        other_proceedings=brief.prose(told.other_proceedings),
        own_messages=brief.prose(told.own_messages),
        counter_allegations=brief.prose(told.counter_allegations),
        delay=brief.prose(told.delay),
        current_contact=brief.prose(told.current_contact),
    )


def signing(brief: Brief) -> SigningPage:
    """Return who signs: the client, except where a representative signs what nobody swears to."""
    facts = brief.matter.signing
    agent = given(brief.matter.representative)
    by_agent = agent is not None and facts.capacity is Capacity.REPRESENTATIVE and not brief.manifest.client_signs
    return SigningPage(
        name=agent.name if agent and by_agent else brief.matter.client.name,
        capacity=brief.label(agent.role) if agent and by_agent else brief.label(Capacity.CLIENT),
        by_representative=by_agent,
        place=given(facts.place),
        prepared_with=given(facts.prepared_with),
    )


def safety(brief: Brief) -> SafetyPage:
    """Return the signs of danger."""
    facts = brief.matter.safety
    return SafetyPage(
        risks=tuple(brief.label(risk) for risk in facts.risks), immediate_risk=brief.prose(facts.immediate_risk)
    )
