"""Who may see what: every fact and every printable field says it, and no plan holds what its reader may not see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_origin

import pytest
from builders import (
    ALL_KINDS,
    Canary,
    a_brief,
    a_plan,
    canaries,
    canary_facts,
    canary_matter,
    hidden_from,
    texts_in,
    the_answers,
    the_library,
    with_value,
    without,
)

from docgen.dates import BirthDate, Clock, PartialDate
from docgen.facts import read_matter
from docgen.matter import Matter
from docgen.matter.audiences import Audience
from docgen.matter.values import Address, Email, Id, Phone, Url, Zone
from docgen.plan import DocumentPlan
from docgen.plan.page import Page, page_fields
from docgen.records import field_types, record_type

SHAPE_THE_PAPER = {"letter.advised": "decides whether a letter may be written at all, and stands nowhere in it"}
"""Facts that shape a paper whose reader is not told them, each with the reason why that gives nothing away."""


def _records_in(cls: type[Any]) -> Iterator[type[Any]]:
    yield cls
    for item in field_types(cls).values():
        inner = get_args(item.type)[0] if get_origin(item.type) is tuple else item.type
        if (record := record_type(inner)) is not None:
            yield from _records_in(record)


def test_every_fact_and_every_record_of_the_model_names_its_audiences() -> None:
    forgotten = [
        f"{cls.__name__}.{name}"
        for cls in _records_in(Matter)
        for name, item in field_types(cls).items()
        if not item.audiences
    ]

    assert forgotten == []


def _pages_in(cls: type[Any]) -> Iterator[type[Any]]:
    yield cls
    for item in page_fields(cls).values():
        if item.page is not None:
            yield from _pages_in(item.page)


def test_every_field_that_a_template_may_print_names_its_audiences() -> None:
    forgotten = [
        f"{cls.__name__}.{name}"
        for cls in _pages_in(Page)
        for name, item in page_fields(cls).items()
        if not item.audiences
    ]

    assert forgotten == []


def test_a_fact_is_never_open_to_more_readers_than_the_record_around_it_without_reason() -> None:
    """A fact that says more than its record lets through reads as if it were open, and is not: `safety.immediate_risk`
    in an `Own` record never reaches the police it is meant for."""
    closed = [str(canary) for canary in canaries() if canary.audiences != _said(canary)]

    assert closed == []


def _said(canary: Canary) -> frozenset[Audience]:
    """Return the audiences that the fact itself names."""
    cls: type[Any] = Matter
    said: frozenset[Audience] = frozenset()
    for step in canary.path:
        if isinstance(step, int) or step not in field_types(cls):
            continue
        item = field_types(cls)[step]
        said = item.audiences or frozenset()
        inner = get_args(item.type)[0] if get_origin(item.type) is tuple else item.type
        cls = record_type(inner) or cls
    return said


def test_where_and_how_to_find_a_person_is_for_the_police_and_the_sealed_form_only() -> None:
    """The bound that no fact of these kinds may pass, whatever a later change of the model says: of the client and the
    witnesses, every address, number and birth date, but for the safe contact that is there to be printed."""
    may = {Audience.POLICE, Audience.COURT_SEALED, Audience.CLINIC, Audience.CLIENT}
    named = {
        "client.workplace",
        "client.school",
        "client.shelter",
        "client.safe_contact_times",
        "safety.immediate_risk",
    }
    kinds = (Address, Phone, Email, BirthDate)
    private = [
        canary
        for canary in canaries()
        if str(canary) in named
        or canary.path[-1] in ("contact", "police_note", "device", "where_found")
        or (canary.path[0] == "client" and canary.path[1] != "contact" and canary.type in kinds)
    ]

    assert len(private) > 15
    assert [str(canary) for canary in private if canary.audiences - may] == []


def _shown(plan: DocumentPlan, canary: Canary, wording: Any) -> bool:
    told = list(texts_in(plan.fields))
    return any(needle in text for needle in canary.needles(wording) for text in told)


@pytest.mark.parametrize("audience", list(Audience), ids=str)
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_no_plan_holds_a_fact_that_its_reader_may_not_see(kind: str, audience: Audience) -> None:
    """Every kind, planned for every audience: a template can print nothing that the plan does not hold."""
    plan = a_plan(canary_matter(), kind, audience=audience)
    wording = a_brief(canary_matter(), kind).wording

    leaked = [str(canary) for canary in hidden_from(audience) if _shown(plan, canary, wording)]

    assert leaked == []


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_no_draft_holds_a_fact_that_its_reader_may_not_see(kind: str) -> None:
    plan = a_plan(canary_matter(), kind, draft=True)
    wording = a_brief(canary_matter(), kind).wording

    leaked = [str(canary) for canary in hidden_from(plan.audience) if _shown(plan, canary, wording)]

    assert leaked == []


def test_the_canaries_are_seen_where_they_may_be() -> None:
    """Guards the tests above: a canary that no plan ever shows could not fail them."""
    plan = a_plan(canary_matter(), "police-statement")
    wording = a_brief(canary_matter(), "police-statement").wording
    guarded = ("client.home_address", "client.home_phone", "client.birth_date", "losses[0].amount", "client.shelter")

    missed = [str(canary) for canary in canaries() if str(canary) in guarded and not _shown(plan, canary, wording)]

    assert missed == []


def test_what_the_police_must_know_reaches_a_statement_to_the_police() -> None:
    """Every text, date and number that the police may read stands somewhere in the page, but for the listed few."""
    elsewhere = ("platform.", "letter.", "representative.", "client.contact.", "respondent.representative_address")
    plan = a_plan(canary_matter(representative=None), "police-statement")
    wording = a_brief(canary_matter(), "police-statement").wording
    meant = [canary for canary in canaries() if Audience.POLICE in canary.audiences and canary.needles(wording)]

    lost = [str(canary) for canary in meant if not _shown(plan, canary, wording)]

    assert [path for path in lost if not path.startswith(elsewhere)] == []


def _another(canary: Canary) -> object:
    """Return another value that the fact can have, or None where there is no telling."""
    wanted, value = canary.type, canary.value
    if str(canary) == "relief.order":
        return "us-ca-chro"
    if wanted is bool:
        return not value
    if wanted is int or wanted is Decimal:
        return value + 1
    if wanted in (Id, Zone) or wanted is tuple:
        return None
    if wanted is Clock:
        return "05:06"
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return next((member.value for member in reversed(wanted) if member.value != value), None)
    if isinstance(wanted, type) and issubclass(wanted, PartialDate | BirthDate):
        return "1999-09-09"
    if wanted is Email:
        return "other@example.net"
    if wanted is Url:
        return "https://example.net/other"
    if wanted is Phone:
        return "020 7946 0000"
    return "Something quite different that was told" if isinstance(value, str) and canary.token else None


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_changing_a_fact_that_the_reader_may_not_see_changes_nothing_in_the_paper(kind: str) -> None:
    """Stronger than looking for the value: a hidden fact must not even be guessed from a word that comes or goes."""
    facts = canary_facts()
    audience = the_library().manifest(kind).audience
    before = json.dumps(a_plan(read_matter(the_answers(facts)), kind).fields, default=str)
    changed = []
    for canary in hidden_from(audience):
        other = _another(canary)
        if str(canary) in SHAPE_THE_PAPER or other is None:
            continue
        plan = a_plan(read_matter(the_answers(with_value(facts, canary.path, other))), kind)
        if json.dumps(plan.fields, default=str) != before:
            changed.append(str(canary))

    assert changed == []


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_leaving_out_a_fact_that_the_reader_may_not_see_changes_nothing_in_the_paper(kind: str) -> None:
    facts = canary_facts()
    audience = the_library().manifest(kind).audience
    before = json.dumps(a_plan(read_matter(the_answers(facts)), kind).fields, default=str)
    changed = []
    for canary in hidden_from(audience):
        if not canary.optional or str(canary) in SHAPE_THE_PAPER or isinstance(canary.path[-1], int):
            continue
        plan = a_plan(read_matter(the_answers(without(facts, canary.path))), kind)
        if json.dumps(plan.fields, default=str) != before:
            changed.append(str(canary))

    assert changed == []
