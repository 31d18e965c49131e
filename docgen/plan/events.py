"""What happened, as a document tells it: accounts, incidents, reports and losses."""

from __future__ import annotations

from decimal import Decimal

from docgen.dates import PartialDate, Precision
from docgen.matter.choices import AttributionBasis, Certainty, Conduct, KnownThrough, Operator
from docgen.matter.events import Account, Attribution, Incident
from docgen.matter.values import Unanswered
from docgen.plan.brief import Brief, given
from docgen.plan.events_page import (
    AccountPage,
    AttributionPage,
    IncidentPage,
    LossPage,
    PatternPage,
    PlatformReportPage,
    ReportPage,
    StopRequestPage,
    WitnessPage,
)

__all__ = [
    "accounts",
    "flags",
    "incidents",
    "losses",
    "online_urls",
    "pattern",
    "platform_reports",
    "police_reports",
    "stop_requests",
    "total_loss",
    "witnesses",
]


def flags(shown: tuple[Conduct, ...]) -> dict[str, bool]:
    """Return every kind of conduct by code with underscores, true for those in `shown`."""
    return {**_NO_FLAGS, **dict.fromkeys((_FLAGS[conduct] for conduct in shown), True)}


_FLAGS = {conduct: conduct.value.replace("-", "_") for conduct in Conduct}
_NO_FLAGS = dict.fromkeys(_FLAGS.values(), False)


def _date(brief: Brief, value: PartialDate | Unanswered | None) -> str | None:
    known = given(value)
    return None if known is None else brief.wording.partial_date(known)


def incidents(brief: Brief) -> tuple[IncidentPage, ...]:
    """Return the incidents of which the paper may tell, in date order."""
    numbered = enumerate(brief.incidents, 1)
    return tuple(_incident(brief, number, incident) for number, incident in numbered if brief.may_tell(incident))


def _incident(brief: Brief, number: int, incident: Incident) -> IncidentPage:
    threat, platform, time = given(incident.threat), brief.platform_of(incident), _time(brief, incident)
    return IncidentPage(
        number=number,
        when=_when(brief, incident, time),
        day=brief.wording.partial_date(incident.date),
        time=time,
        platform=brief.platform_name(platform) if platform else None,
        accounts=brief.list_or_none([brief.account_label(id) for id in incident.accounts]),
        conduct=brief.labels(incident.conduct),
        conducts=flags(incident.conduct),
        summary=brief.account(incident.summary),
        exact_words=given(incident.exact_words),
        translation=brief.as_told(incident.translation),
        threat_of=threat.of_what if threat else None,
        urls=_urls(brief, incident),
        content_id=given(incident.content_id),
        intimate=given(incident.intimate),
        altered=given(incident.altered),
        still_online=given(incident.still_online),
        checked_on=_date(brief, incident.checked_on),
        exhibits=brief.exhibits(incident.exhibits),
        minor_note=_minor_note(brief, incident),
        known_through=_known_through(brief, incident),
        threat_means=brief.prose(threat.means) if threat else None,
        context=brief.prose(incident.context),
        place=given(incident.place),
        witnesses=brief.list_or_none([brief.witness_names[id] for id in incident.witnesses]),
        reaction=brief.prose(incident.reaction),
        effect=brief.prose(incident.effect),
        device=given(incident.device),
        police_note=brief.prose(incident.police_note),
    )


def _urls(brief: Brief, incident: Incident) -> tuple[str, ...]:
    """Return the addresses of an incident; those of its withheld exhibits too, which stand nowhere else."""
    hidden = [each for each in brief.matter.exhibits if each.id in brief.withheld and each.id in incident.exhibits]
    found = [*incident.urls, *(url for each in hidden if (url := given(each.url)))]
    return tuple(dict.fromkeys(str(url) for url in found))


def _minor_note(brief: Brief, incident: Incident) -> str | None:
    """Return where an image of somebody under 18 can be seen and why it is not attached, None for other incidents."""
    if not brief.shows_minor(incident):
        return None
    if _urls(brief, incident):
        return brief.wording.say("incident.shows-minor.address")
    return brief.wording.say("incident.shows-minor.account" if incident.accounts else "incident.shows-minor")


def _time(brief: Brief, incident: Incident) -> str | None:
    clock = given(incident.time)
    if clock is None:
        return None
    zone, first, last = given(incident.zone) or brief.law.zone, incident.date.first, incident.date.ended
    told = brief.wording.clock(clock, first, zone)
    # The clocks may have been changed between the days; the name of either zone would be wrong for some of them.
    changed = last != first and brief.wording.clock(clock, last, zone) != told
    return brief.wording.clock(clock, first, "") if changed else told


def _when(brief: Brief, incident: Incident, time: str | None) -> str:
    day = brief.wording.partial_date(incident.date)
    exact = incident.date.precision in (Precision.DAY, Precision.ABOUT, Precision.EACH_DAY)
    return brief.wording.say("date.with-time", date=day, time=time) if time and exact else day


def _known_through(brief: Brief, incident: Incident) -> str | None:
    known_through, teller = given(incident.known_through), given(incident.told_by)
    if known_through is None:
        return None
    if known_through is KnownThrough.TOLD_BY:
        name = brief.witness_names[teller] if teller else None
        return (
            brief.wording.say("known-through.told-by", witness=name)
            if name
            else brief.wording.say("known-through.told")
        )
    return brief.wording.say(f"known-through.{known_through}")


def pattern(brief: Brief) -> PatternPage:
    """Return the course of conduct at a glance."""
    first, last = _ends(brief)
    names = [brief.platform_of(incident) for incident in brief.incidents]
    platforms = list(dict.fromkeys(brief.platform_name(name) for name in names if name))
    used = list(dict.fromkeys(id for incident in brief.incidents for id in incident.accounts))
    return PatternPage(
        count=len(brief.incidents),
        counted=brief.wording.count("pattern.incidents", len(brief.incidents)),
        first=first,
        last=last,
        platforms=brief.list_or_none(platforms),
        accounts=brief.list_or_none([brief.account_label(id) for id in used]),
        account_count=len(used),
        conduct=brief.labels(brief.conducts) if brief.conducts else "",
    )


def _ends(brief: Brief) -> tuple[str, str]:
    """Return the dates of the first and the last incident; of one on every day, its first day and its last.

    A single incident has its whole date as the first.
    """
    known = [incident.date for incident in brief.incidents if incident.date.known]
    if not known:
        unknown = brief.wording.say("date.unknown")
        return unknown, unknown
    first = known[0] if len(brief.incidents) == 1 else known[0].ends()[0]
    last = max(reversed(known), key=lambda day: day.ended).ends()[1]
    return brief.wording.partial_date(first), brief.wording.partial_date(last)


def online_urls(brief: Brief) -> tuple[str, ...]:
    """Return the addresses of what was published and is not known to be gone, each once, in date order."""
    shown = [incident for incident in brief.incidents if given(incident.still_online) is not False]
    return tuple(dict.fromkeys(str(url) for incident in shown for url in incident.urls))


def accounts(brief: Brief) -> tuple[AccountPage, ...]:
    """Return the accounts in the order of the facts."""
    return tuple(_account(brief, number, account) for number, account in enumerate(brief.matter.accounts, 1))


def _account(brief: Brief, number: int, account: Account) -> AccountPage:
    contrary = AttributionBasis.CONTRARY
    return AccountPage(
        number=number,
        label=brief.account_label(account.id),
        platform=brief.platform_name(account.platform),
        handle=account.handle,
        display_name=given(account.display_name),
        numeric_id=given(account.numeric_id),
        profile_url=given(account.profile_url),
        handle_seen=_date(brief, account.handle_seen),
        operator_believed=account.operator is Operator.RESPONDENT,
        attribution=tuple(_reason(brief, each) for each in account.attribution if each.basis is not contrary),
        contrary=tuple(_reason(brief, each) for each in account.attribution if each.basis is contrary),
    )


def _reason(brief: Brief, reason: Attribution) -> AttributionPage:
    return AttributionPage(
        basis=brief.label(reason.basis),
        fact=brief.account(reason.fact),
        known=reason.certainty is Certainty.KNOWS,
        exhibits=brief.exhibits(reason.exhibits),
    )


def witnesses(brief: Brief) -> tuple[WitnessPage, ...]:
    """Return the witnesses in the order of the facts."""
    return tuple(
        WitnessPage(
            name=witness.name,
            saw=brief.prose(witness.saw),
            statement_exists=given(witness.statement_exists),
            contact=given(witness.contact),
        )
        for witness in brief.matter.witnesses
    )


def stop_requests(brief: Brief) -> tuple[StopRequestPage, ...]:
    """Return the times when the respondent was told to stop, in date order."""
    told = sorted(brief.matter.stop_requests, key=lambda request: request.date.sort_key())
    return tuple(
        StopRequestPage(
            when=brief.wording.partial_date(request.date),
            channel=brief.label(request.channel),
            exact_words=given(request.exact_words),
            proof=given(request.proof),
            response=brief.prose(request.response),
        )
        for request in told
    )


def police_reports(brief: Brief) -> tuple[ReportPage, ...]:
    """Return the reports made to the police."""
    return tuple(
        ReportPage(
            authority=report.authority,
            date=brief.wording.partial_date(report.date),
            reference=given(report.reference),
            outcome=brief.prose(report.outcome),
            officer=given(report.officer),
        )
        for report in brief.matter.reports.police
    )


def platform_reports(brief: Brief) -> tuple[PlatformReportPage, ...]:
    """Return the reports made to platforms."""
    return tuple(
        PlatformReportPage(
            platform=brief.platform_name(report.platform),
            date=brief.wording.partial_date(report.date),
            reference=given(report.reference),
            url=given(report.url),
            outcome=brief.prose(report.outcome),
        )
        for report in brief.matter.reports.platform
    )


def losses(brief: Brief) -> tuple[LossPage, ...]:
    """Return the harm suffered."""
    return tuple(
        LossPage(
            kind=brief.label(loss.kind),
            description=brief.account(loss.description),
            amount=_money(brief, given(loss.amount), given(loss.currency)),
            date=_date(brief, loss.date),
            exhibits=brief.exhibits(loss.exhibits),
        )
        for loss in brief.matter.losses
    )


def _money(brief: Brief, amount: Decimal | None, currency: str | None) -> str | None:
    return None if amount is None else brief.wording.money(amount, currency or brief.law.currency)


def total_loss(brief: Brief) -> str | None:
    """Return the sum of the amounts lost; None without amounts or where they are in several currencies."""
    lost = [(given(loss.amount), given(loss.currency) or brief.law.currency) for loss in brief.matter.losses]
    amounts = [(amount, currency) for amount, currency in lost if amount is not None]
    currencies = {currency for _, currency in amounts}
    if len(amounts) < 2 or len(currencies) != 1:
        return None
    return brief.wording.money(sum((amount for amount, _ in amounts), Decimal(0)), currencies.pop())
