"""The law of the place as a document prints it."""

from __future__ import annotations

from docgen.jurisdiction import Claim, Grade, Oath, Offence, ProtectiveOrder
from docgen.manifest import LawPart
from docgen.plan.brief import Brief, once
from docgen.plan.choices import Choice, chosen_oath, chosen_order, few, fitting_claims, fitting_offences
from docgen.plan.law_page import LawPage, OathPage, OrderPage, ProvisionPage

__all__ = ["law", "law_choices", "printed_law"]

_CLAIMS_IN_A_LETTER, _OFFENCES_IN_A_LETTER = 4, 2
"""What a letter names at most: every civil claim that pre-action rules ask for, but few offences, which read as
bluster."""
_IN_A_STATEMENT = 8
_BLANK = "……"
"""What the signer fills by hand."""


@once
def printed_law(brief: Brief) -> tuple[tuple[Claim, ...], tuple[Offence, ...]]:
    """Return the claims and offences that this kind of document names."""
    if brief.part in (LawPart.NONE, LawPart.PLATFORM):
        return (), ()
    claims, offences = fitting_claims(brief), fitting_offences(brief)
    if brief.part is LawPart.CLAIMS:
        return few(claims, _CLAIMS_IN_A_LETTER, brief.conducts), few(offences, _OFFENCES_IN_A_LETTER, brief.conducts)
    return claims, offences[:_IN_A_STATEMENT]


def law(brief: Brief) -> LawPage:
    """Return the law of the place, as far as the matter needs it."""
    claims, offences = printed_law(brief)
    letter, police, privacy = brief.law.letter, brief.law.police, brief.law.privacy
    oath, order = chosen_oath(brief), chosen_order(brief)
    assert letter is not None
    assert police is not None
    assert privacy is not None
    roles = {**brief.law.roles, **(order.roles if order and brief.part is LawPart.ORDER else {})}
    printed_claims = tuple(_provision(brief, claim) for claim in claims)
    printed_offences = tuple(_provision(brief, offence) for offence in offences)
    return LawPage(
        place=brief.text(brief.law.name),
        provisions=(*printed_claims, *printed_offences),
        offences=printed_offences,
        claims=printed_claims,
        oath=_oath(brief, oath) if oath else None,
        order=_order(brief, order) if order else None,
        letter_title=brief.text(letter.name),
        letter_subject=brief.text(letter.subject),
        protocol=brief.text(letter.protocol) if letter.protocol else None,
        civil_step=brief.text(letter.civil_step),
        police_title=brief.text(police.title),
        police_addressee=brief.text(police.addressee),
        police_request=brief.text(police.request),
        police_further=tuple(brief.text(each) for each in police.further),
        false_statement=brief.text(police.false_statement),
        petitioner=brief.text(roles["petitioner"]),
        opponent=brief.text(roles["respondent"]),
        declarant=brief.text(roles["declarant"]),
        address_rule=brief.text(privacy.rule),
        sealed_form=privacy.sealed_court_form or None,
    )


def _provision(brief: Brief, item: Offence | Claim) -> ProvisionPage:
    complaint = item.complaint if isinstance(item, Offence) else None
    return ProvisionPage(
        cite=brief.cite(item),
        title=brief.text(item.title),
        elements=brief.text(item.elements),
        complaint=brief.text(complaint) if complaint else None,
        incidents=brief.numbers_with((*item.conduct, *item.course)),
        unverified=item.origin.grade is Grade.DOUBTFUL,
    )


def _oath(brief: Brief, oath: Oath) -> OathPage:
    return OathPage(
        title=brief.text(oath.title),
        text=oath.text.replace("{pages}", _BLANK),
        gloss=_gloss(brief, oath) if oath.language != brief.language else None,
        penalty=brief.text(oath.penalty),
        before=brief.text(oath.before) if oath.before else None,
        place=oath.place,
        dated=oath.dated,
        cite=brief.cite(oath),
    )


def _gloss(brief: Brief, oath: Oath) -> str | None:
    """Return what the words of `oath` mean; None in a reading copy whose language the law does not tell it in."""
    return None if brief.reading and not brief.wording.tells(oath.gloss) else brief.text(oath.gloss)


def _order(brief: Brief, order: ProtectiveOrder) -> OrderPage:
    return OrderPage(
        id=order.id,
        name=brief.text(order.name),
        cite=brief.cite(order),
        court=brief.text(order.court),
        standard=brief.text(order.standard),
        forms=order.forms,
        without_notice=brief.text(order.without_notice) if order.without_notice else None,
    )


def law_choices(brief: Brief) -> tuple[Choice, ...]:
    """Return what was chosen of the law, with the facts that led to it, and its grade, source and date."""
    claims, offences = printed_law(brief)
    found: list[tuple[str, Claim | Offence | ProtectiveOrder | Oath, tuple[str, ...]]] = []
    for what, items in (("claim", claims), ("offence", offences)):
        found += [(what, item, _because(brief, item)) for item in items]
    named = brief.part not in (LawPart.NONE, LawPart.PLATFORM)
    if named and (order := chosen_order(brief)):
        found.append(("order", order, (brief.matter.respondent.relationship.kind.value,)))
    if oath := chosen_oath(brief):
        found.append(("oath", oath, (brief.law.code, brief.law_kind)))
    return tuple(
        Choice(what, item.id, because, item.origin.grade.value, item.origin.source, item.origin.checked.isoformat())
        for what, item, because in found
    )


def _because(brief: Brief, item: Claim | Offence) -> tuple[str, ...]:
    return tuple(code.value for code in (*item.conduct, *item.course) if code in brief.conducts)
