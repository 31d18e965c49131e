"""Of the law of a place, a paper names what holds for the people and the conduct of the matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import a_brief, a_matter, wording

from docgen.errors import FactsProblem
from docgen.jurisdiction import Grade
from docgen.matter.choices import Conduct, Relation, Request
from docgen.plan import Brief, decide
from docgen.plan.choices import chosen_order

COUPLE = {Relation.SPOUSE, Relation.FORMER_SPOUSE, Relation.PARTNER, Relation.FORMER_PARTNER}


def _brief(
    code: str, relation: Relation, *conducts: str, kind: str = "police-statement", language: str = "en"
) -> Brief:
    incidents = [
        {"date": f"2026-04-{day:02}", "conduct": [conduct], "summary": "It happened."}
        for day, conduct in enumerate(conducts, 1)
    ]
    respondent = {"identity": "known", "relationship": {"kind": relation.value}, "name": "Rolf Berg"}
    matter = a_matter(jurisdiction=code, respondent=respondent, incidents=incidents)
    return a_brief(matter, kind, language=language)


def _named(brief: Brief) -> set[str]:
    return {choice.id for choice in decide(brief).choices if choice.what in ("offence", "claim")}


@pytest.mark.parametrize("relation", list(Relation))
@pytest.mark.parametrize(
    ("code", "language", "offence", "more"),
    [
        ("GB-SCT", "en", "sct-daa-1", set()),
        ("IE", "en", "ie-dva-39", set()),
        ("ES", "es", "es-cp-173-4", {Relation.FAMILY}),
        ("PT", "pt", "pt-cp-152", set()),
    ],
)
def test_what_only_a_couple_or_a_family_can_do_is_named_for_nobody_else(
    code: str, language: str, offence: str, more: set[Relation], relation: Relation
) -> None:
    """An unknown relation is none: no offence is laid to a stranger on a guess."""
    named = _named(_brief(code, relation, "insults", "threats", language=language))

    assert (offence in named) is (relation in COUPLE | more)


@pytest.mark.parametrize("relation", [Relation.STRANGER, Relation.FORMER_PARTNER])
def test_no_letter_names_an_offence_within_a_couple(relation: Relation) -> None:
    assert "sct-daa-1" not in _named(_brief("GB-SCT", relation, "threats", "insults", kind="cease-and-desist"))


def test_harassment_made_of_several_kinds_of_conduct_lists_the_incidents_of_all_of_them() -> None:
    plan = decide(_brief("GB-EAW", Relation.STRANGER, "insults", "threats", "false-statements"))
    (harassment,) = (
        each
        for each in plan.fields["law"]["offences"]
        if each["cite"] == "Protection from Harassment Act 1997, ss 1 and 2"
    )

    assert harassment["incidents"] == "1 and 2"


def test_its_acts_count_together_but_no_threat_alone_brings_it_in() -> None:
    assert "gb-pha-2" in _named(_brief("GB-EAW", Relation.STRANGER, "insults", "threats"))
    assert "gb-pha-2" not in _named(_brief("GB-EAW", Relation.STRANGER, "threats", "threats"))


@pytest.mark.parametrize(("kinds", "told"), [((), True), (("police-statement",), True), (("cease-and-desist",), False)])
def test_a_doubtful_offence_is_told_as_left_out_only_where_the_paper_could_name_it(
    kinds: tuple[str, ...], *, told: bool
) -> None:
    brief = _brief("US-CA", Relation.STRANGER, "threats")
    offence = next(each for each in brief.law.offences if Conduct.THREATS in each.conduct and each.acts in (None, 1))
    doubtful = replace(
        offence, cite="Doubtful Act s 1", kinds=kinds, origin=replace(offence.origin, grade=Grade.DOUBTFUL)
    )
    plan = decide(replace(brief, law=replace(brief.law, offences=(doubtful,)), looked_up={}))

    assert any(notice.cite == "Doubtful Act s 1" for notice in plan.notices) is told


def test_an_order_that_no_longer_serves_the_relationship_stops_the_paper_and_the_fitting_ones_are_named() -> None:
    brief = _brief("US-CA", Relation.STRANGER, "threats", "threats", kind="protective-order")
    relief = replace(brief.matter.relief, order="us-ca-dvro")

    with pytest.raises(FactsProblem) as stopped:
        decide(replace(brief, matter=replace(brief.matter, relief=relief), looked_up={}))

    (problem,) = (each for each in stopped.value.problems if each.id == "order.not-for-this-relation")
    assert problem.place.path == "relief.order"
    assert "us-ca-dvro" not in str(problem.names)  # paths, never the value of a fact
    assert problem.names["known"]


@pytest.mark.parametrize("interview", ["en", "es", "de", "fr", "it", "pt", "ar"])
def test_what_an_order_cannot_say_is_told_in_words_of_the_interview(interview: str) -> None:
    brief = _brief("ES", Relation.STRANGER, "threats", "threats", kind="protective-order", language="es")
    relief = replace(brief.matter.relief, order="es-544-bis", requests=(Request.SURRENDER_WEAPONS,))
    words, told = wording("documents", interview), wording("program", interview)
    asked = replace(brief, matter=replace(brief.matter, relief=relief), interview=told, words=words, looked_up={})

    with pytest.raises(FactsProblem) as stopped:
        decide(asked)

    (problem,) = (each for each in stopped.value.problems if each.id == "order.request-not-granted")
    assert problem.names["request"] == words.say("choice.Request.surrender-weapons")
    assert "es-544-bis" not in problem.names["order"]
    assert "surrender-weapons" not in told.say(problem.id, **problem.names)


@pytest.mark.parametrize("child", [True, False, None])
def test_in_portugal_a_child_of_both_is_as_good_as_a_couple(child: bool | None) -> None:
    brief = _brief("PT", Relation.ACQUAINTANCE, "threats", "threats", language="pt")
    told = {} if child is None else {"children_together": child}
    relationship = replace(brief.matter.respondent.relationship, **told)
    respondent = replace(brief.matter.respondent, relationship=relationship)
    brief = replace(brief, matter=replace(brief.matter, respondent=respondent), looked_up={})
    order = chosen_order(brief)

    assert ("pt-cp-152" in _named(brief)) is (child is True)
    assert order is not None
    assert (order.id == "pt-lei-112-2009") is (child is True)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Imogen Thackery-Vale", "Exhibit ITV1"),
        ("Ada O’Neil", "Exhibit AO1"),
        ("łukasz  Żak", "Exhibit ŁŻ1"),
        ("7", "Exhibit 1"),
    ],
)
def test_exhibits_in_england_bear_the_initials_of_the_client(name: str, label: str) -> None:
    exhibit = {"id": "e1", "title": "Message thread"}
    incident = {"date": "2026-04-03", "conduct": ["threats"], "summary": "It happened.", "exhibits": ["e1"]}
    matter = a_matter(jurisdiction="GB-EAW", client={"name": name}, exhibits=[exhibit], incidents=[incident])

    assert dict(a_brief(matter, "protective-order").exhibit_labels) == {"e1": label}


@pytest.mark.parametrize(
    ("code", "language", "item", "conduct"),
    [("ES", "es", "es-cp-172-ter", "unwanted-contact"), ("US-TX", "en", "us-tx-42-07", "insults"),
     ("US-FL", "en", "us-fl-784-0485-action", "insults")],
)  # fmt: skip
def test_what_the_law_calls_repeated_is_laid_to_nobody_for_one_act(
    code: str, language: str, item: str, conduct: str
) -> None:
    kind = "cease-and-desist" if item.endswith("-action") else "police-statement"
    once, twice = (
        _named(_brief(code, Relation.STRANGER, *[conduct] * times, kind=kind, language=language)) for times in (1, 2)
    )

    assert item not in once
    assert item in twice


@pytest.mark.parametrize(("conducts", "named"), [(("threats",), False), (("threats", "insults"), True)])
def test_a_claim_made_of_a_pattern_of_acts_is_not_made_for_one(conducts: tuple[str, ...], named: bool) -> None:
    """Civ. Code, § 1708.7: a pattern of conduct is a series of acts."""
    brief = _brief("US-CA", Relation.STRANGER, *conducts, kind="cease-and-desist")

    assert ("us-ca-1708-7" in _named(brief)) is named


@pytest.mark.parametrize(
    ("conducts", "named"),
    [(("unwanted-contact",), False), (("unwanted-contact", "unwanted-contact"), True), (("stalking",), True),
     (("unwanted-contact", "stalking"), True), (("unwanted-contact", "threats"), False)],
)  # fmt: skip
def test_one_message_is_no_criminal_harassment_and_being_watched_once_can_be(
    conducts: tuple[str, ...], named: bool
) -> None:
    """Criminal Code, s. 264(2)(a) and (b) ask for repetition, (c) and (d) do not."""
    assert ("ca-264" in _named(_brief("CA", Relation.STRANGER, *conducts))) is named
