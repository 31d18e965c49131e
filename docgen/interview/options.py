"""What the law and the facts told so far offer to choose from, and what conditions of questions may ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from docgen.clinic import Clinic, answered_by_clinic
from docgen.conditions import value_at
from docgen.jurisdiction import Basis, Jurisdiction, ProtectiveOrder, serving
from docgen.library import Library
from docgen.localization import Wording, best_language, language_name
from docgen.matter.choices import Conduct, Request
from docgen.plain_words import bare

__all__ = [
    "Choices",
    "choices_of",
    "known",
    "known_at",
    "offered",
    "offered_at",
    "platforms_meant",
    "speaks",
    "without_disclosure",
]

Choices = tuple[tuple[str, str], ...]
"""Pairs of code and label, in the order in which they are offered."""

_PLATFORM_RULES = "platform-rules"
_PLATFORMS = ("incidents.platform", "accounts.platform", "reports.platform.platform", "platform.name")


def known(
    law: Jurisdiction | None, kind: str, language: str, values: Mapping[str, object], clinic: Clinic | None = None
) -> Mapping[str, object]:
    """Return what conditions may read as `known.…`; empty until the place is known and `law` is its law.

    `several_languages`: the place has documents in several languages and its offices do not take that of the
    interview; `zone` and `currency`: those of the place, "" where it has several; `oath_place`: the sworn formula
    names the place of signing; `several_accounts`: more than one account is told; `several_orders`: more than one
    order serves the relationship; `platform_unclear`: the items are not all on one platform; `discloses_sender`: a
    takedown basis was chosen that hands the sender's name to the poster; `clinic`: the facts of the representative
    that the clinic's own file answers.
    """
    if law is None:
        return {}
    return {
        "several_languages": len(law.languages) > 1 and not best_language(language, law.filing_languages),
        "clinic": answered_by_clinic(clinic),
        "zone": law.zone,
        "currency": law.currency,
        "oath_place": _oath_names_place(law, kind),
        "platform_unclear": len(_platforms_with_items(values)) != 1,
        "several_accounts": len(_records(values, "accounts")) > 1,
        "several_orders": len(_orders(law, values)) > 1,
        "discloses_sender": any(basis.discloses_sender for basis in _chosen(law, values)),
    }


def known_at(law: Jurisdiction, kind: str) -> Mapping[str, object]:
    """Return what `known` says for `kind` at the place of `law` whatever else is told, by path (`known.zone`).

    What depends on the facts is in it only where the place settles it: with one order there are never several.
    """
    possible = {
        "several_languages": len(law.languages) > 1,
        "several_orders": len(_settled_orders(law)) > 1,
        "discloses_sender": any(basis.discloses_sender for basis in law.takedown if basis.origin.settled),
    }
    found = {"zone": law.zone, "currency": law.currency, "oath_place": _oath_names_place(law, kind)}
    never = {name: False for name, may_be in possible.items() if not may_be}
    return {f"known.{name}": value for name, value in (found | never).items()}


def _oath_names_place(law: Jurisdiction, kind: str) -> bool:
    oath = next((oath for oath in law.oaths if kind in oath.kinds and oath.origin.settled), None)
    return oath is not None and oath.place


def _platforms_with_items(values: Mapping[str, object]) -> list[str]:
    """Return the codes of the platforms on which something has a link, in the order told."""
    platform_of = {}
    for account in _records(values, "accounts"):
        platform_of[account.get("id")] = account.get("platform")
    found: list[str] = []
    for incident in _records(values, "incidents"):
        ids = incident.get("accounts")
        first = platform_of.get(ids[0]) if isinstance(ids, list) and ids else None
        platform = incident.get("platform") or first
        if incident.get("urls") and isinstance(platform, str) and platform not in found:
            found.append(platform)
    return found


def _records(values: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = values.get(name)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _chosen(law: Jurisdiction, values: Mapping[str, object]) -> list[Basis]:
    ids = value_at("platform.bases", values)
    return [basis for basis in law.takedown if isinstance(ids, list) and basis.id in ids]


def without_disclosure(law: Jurisdiction | None, values: Mapping[str, object]) -> list[str]:
    """Return the takedown bases chosen in `values` without those that hand the sender's name to the poster."""
    chosen = value_at("platform.bases", values)
    hidden = {basis.id for basis in _chosen(law, values) if basis.discloses_sender} if law else set()
    return [each for each in chosen if each not in hidden] if isinstance(chosen, list) else []


def choices_of(wanted: object, labels: Wording) -> Choices | None:
    """Return the codes and labels of a choice; None for another type. `labels` is the catalog `documents`."""
    if not (isinstance(wanted, type) and issubclass(wanted, StrEnum)):
        return None
    return tuple((each.value, labels.say(f"choice.{wanted.__name__}.{each.value}")) for each in wanted)


def offered(
    fact: str,
    library: Library,
    law: Jurisdiction | None,
    words: Wording,
    labels: Wording,
    values: Mapping[str, object],
) -> Choices | None:
    """Return what can be chosen for `fact` where law, platforms or facts say so; None where they do not."""
    if fact == "jurisdiction":
        places = [library.jurisdiction(code) for code in library.jurisdictions()]
        named = [(place.code, words.told(place.name)) for place in places]
        return tuple(sorted(named, key=lambda each: bare(each[1]).casefold()))
    if law is None:
        return None
    match fact:
        case "languages.document":
            return tuple((code, language_name(code, words.locale_id)) for code in law.languages)
        case "platform.name":
            return tuple((code, _platform_name(code, library)) for code in _platforms_with_items(values)) or None
        case "relief.order":
            return tuple((order.id, _order_label(order, words)) for order in _orders(law, values)) or None
        case "relief.requests":
            codes = _granted(law, values)
            return tuple(each for each in choices_of(Request, labels) or () if each[0] in codes) or None
        case "platform.bases":
            return _bases(law, words, values)
        case "platform.copyright.urls":
            urls = value_at("incidents.urls", values)
            return tuple((str(url), str(url)) for url in urls) or None if isinstance(urls, list) else None
        case _:
            return None


def offered_at(
    fact: str, library: Library, law: Jurisdiction | None, words: Wording, labels: Wording
) -> Choices | None:
    """Return what can be chosen for `fact` at the place of `law` in any matter; None where the place does not say.

    Orders stand there for every relationship, what any of them can grant, and the bases for every conduct.
    """
    if law is None:
        return offered(fact, library, law, words, labels, {})
    match fact:
        case "jurisdiction":
            return ((law.code, words.told(law.name)),)
        case "relief.order":
            found = sorted(_settled_orders(law), key=lambda order: order.rank)
            return tuple((order.id, _order_label(order, words)) for order in found) or None
        case "relief.requests":
            granted = {request.value for order in _settled_orders(law) for request in order.requests}
            return tuple(each for each in choices_of(Request, labels) or () if each[0] in granted) or None
        case "platform.bases":
            return _bases(law, words, {"incidents": {"conduct": [each.value for each in Conduct]}})
        case _:
            return offered(fact, library, law, words, labels, {})


def speaks(law: Jurisdiction | None, fact: str, value: object) -> bool:
    """Return whether a paper can come out in the language `value`; True where `fact` is not the language of a paper.

    Whoever moves a letter to another place may have chosen a language that nobody writes there.
    """
    wrong = fact == "languages.document" and law and not best_language(str(value), law.languages)
    return not wrong


def _orders(law: Jurisdiction, values: Mapping[str, object]) -> list[ProtectiveOrder]:
    """Return the orders that serve the relationship told in `values`, the most fitting first."""
    common_child = value_at("respondent.relationship.children_together", values) is True
    return serving(_settled_orders(law), value_at("respondent.relationship.kind", values), common_child=common_child)


def _settled_orders(law: Jurisdiction) -> list[ProtectiveOrder]:
    return [order for order in law.orders if order.origin.settled]


def _order_label(order: ProtectiveOrder, words: Wording) -> str:
    return f"{words.told(order.name)} ({order.cite}). {words.told(order.who)}"


def _granted(law: Jurisdiction, values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the codes of what the order asked for can say, the most fitting where none was named; empty for none."""
    wanted = value_at("relief.order", values)
    named = [order for order in law.orders if order.id == wanted]
    order = next(iter(named or _orders(law, values)), None)
    return tuple(request.value for request in order.requests) if order else ()


def _bases(law: Jurisdiction, words: Wording, values: Mapping[str, object]) -> Choices:
    """Return the rules of the platform and the bases that fit the conduct; those that disclose the sender last."""
    conduct = value_at("incidents.conduct", values)
    shown = conduct if isinstance(conduct, list) else []
    fitting = [basis for basis in law.takedown if basis.origin.settled and any(each in shown for each in basis.conduct)]
    ordered = sorted(fitting, key=lambda basis: (basis.discloses_sender, basis.rank))
    rules = (_PLATFORM_RULES, words.say("interview.platform-rules"))
    return (rules, *((basis.id, _basis_label(basis, words)) for basis in ordered))


def _basis_label(basis: Basis, words: Wording) -> str:
    title = f"{words.told(basis.title)} ({basis.cite})"
    warning = words.told(basis.warning) if basis.warning else ""
    return f"{title}. {warning}" if warning else title


def _platform_name(code: str, library: Library) -> str:
    platform = library.platform(code)
    return platform.name if platform else code


def platforms_meant(fact: str, text: str, library: Library) -> Choices:
    """Return the platforms that `text` may mean: the one of that name, or else all whose names hold it.

    Empty where `fact` asks for no platform, and for a platform that docgen does not know.
    """
    wanted = text.casefold()
    known = [(code, _platform_name(code, library)) for code in library.platforms()] if fact in _PLATFORMS else []
    exact = [(code, name) for code, name in known if wanted in (code, name.casefold())]
    return tuple(exact or ((code, name) for code, name in known if len(wanted) >= 3 and wanted in name.casefold()))
