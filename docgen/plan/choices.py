"""Which law fits the facts: provisions, order and oath, each with the reason for the choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from docgen.frozen import ordered
from docgen.jurisdiction import Claim, Grade, Oath, Offence, ProtectiveOrder, Provenance, first_serving, serving
from docgen.matter.choices import Conduct
from docgen.plan.brief import Brief, given, once

__all__ = [
    "Choice",
    "chosen_oath",
    "chosen_order",
    "doubtful_provisions",
    "few",
    "fitting_claims",
    "fitting_offences",
    "fitting_orders",
    "may_print",
]

Provision = TypeVar("Provision", Offence, Claim)


@ordered
class Choice:
    """One choice of the plan, for the lawyer who checks it."""

    what: str
    """`offence`, `claim`, `order`, `oath`, `basis`, `template`."""
    id: str
    because: tuple[str, ...]
    """Codes of the facts that led to it."""
    grade: str = ""
    source: str = ""
    checked: str = ""


def may_print(brief: Brief, origin: Provenance) -> bool:
    """Return whether an item of law may stand in this document: doubtful ones only, marked, in a draft."""
    return origin.settled or (brief.draft and origin.printable)


@once
def fitting_offences(brief: Brief) -> tuple[Offence, ...]:
    """Return the offences that the facts may meet, most fitting first.

    An offence that takes more acts than the facts tell of is left out.
    """
    return tuple(item for item in _printable(brief, brief.law.offences) if _enough_acts(brief, item))


@once
def fitting_claims(brief: Brief) -> tuple[Claim, ...]:
    """Return the civil claims that the facts may meet, most fitting first."""
    return tuple(_printable(brief, [item for item in brief.law.claims if _enough_acts(brief, item)]))


def doubtful_provisions(brief: Brief) -> tuple[Offence | Claim, ...]:
    """Return the claims and offences that the facts may meet and that stay out of a final document as doubtful."""
    found: list[Offence | Claim] = [*brief.law.claims, *brief.law.offences]
    return tuple(item for item in found if _doubtful(item.origin) and _enough_acts(brief, item) and _fits(brief, item))


def _doubtful(origin: Provenance) -> bool:
    return origin.printable and origin.grade is Grade.DOUBTFUL


def _printable(brief: Brief, items: Sequence[Provision]) -> list[Provision]:
    found = [item for item in items if may_print(brief, item.origin) and _fits(brief, item)]
    return sorted(found, key=lambda item: item.rank)


def _fits(brief: Brief, item: Offence | Claim) -> bool:
    """Return whether the conduct, the images, the relation and the kind of document are those of a provision."""
    return (
        not frozenset(brief.conducts).isdisjoint(item.conduct)
        and (not item.kinds or brief.law_kind in item.kinds)
        and (not item.relations or _related(brief, item))
        and (brief.has_altered_image or not item.altered_only)
        and (brief.has_authentic_image or not item.authentic_only)
    )


def _related(brief: Brief, item: Offence | Claim) -> bool:
    kind = brief.matter.respondent.relationship.kind
    return kind in item.relations or (item.common_child and _common_child(brief))


def _common_child(brief: Brief) -> bool:
    return given(brief.matter.respondent.relationship.children_together) is True


def _enough_acts(brief: Brief, item: Offence | Claim) -> bool:
    repeated = item.repeated if isinstance(item, Offence) else ()
    if repeated and not set(brief.conducts) & (set(item.conduct) - set(repeated)) and brief.acts(repeated) < _AGAIN:
        return False
    return not item.acts or brief.acts((*item.conduct, *item.course)) >= item.acts


_AGAIN = 2
"""The acts from which on something was done repeatedly."""


def few(items: Sequence[Provision], most: int, conducts: Sequence[Conduct]) -> tuple[Provision, ...]:
    """Return at most `most` items that together cover as many of `conducts` as they can, in the order of `items`."""
    chosen: list[Provision] = []
    open_conducts = set(conducts)
    while len(chosen) < min(most, len(items)):
        rest = [item for item in items if item not in chosen]
        best = max(rest, key=lambda item: len(open_conducts & set(item.conduct)))
        if chosen and not open_conducts & set(best.conduct):
            break
        chosen.append(best)
        open_conducts -= set(best.conduct)
    return tuple(item for item in items if item in chosen)


@once
def chosen_order(brief: Brief) -> ProtectiveOrder | None:
    """Return the order that the facts ask for, or the first that serves the relationship; None where there is none."""
    wanted = given(brief.matter.relief.order)
    if wanted:
        return next((order for order in _orders(brief) if order.id == wanted), None)
    kind = brief.matter.respondent.relationship.kind
    return first_serving(_orders(brief), kind, common_child=_common_child(brief))


def fitting_orders(brief: Brief) -> list[ProtectiveOrder]:
    """Return the orders of the place that serve the relationship, the most fitting first."""
    kind = brief.matter.respondent.relationship.kind
    return serving(_orders(brief), kind, common_child=_common_child(brief))


def _orders(brief: Brief) -> list[ProtectiveOrder]:
    return [order for order in brief.law.orders if may_print(brief, order.origin)]


@once
def chosen_oath(brief: Brief) -> Oath | None:
    """Return the sworn formula of the place for this kind, in the document's language where there are several."""
    fitting = [oath for oath in brief.law.oaths if brief.law_kind in oath.kinds and may_print(brief, oath.origin)]
    return next((oath for oath in fitting if oath.language == brief.language), next(iter(fitting), None))
