"""A paper holds what was said, and what it may hold: no image of a child, no knowledge and no person made up."""

from __future__ import annotations

import pytest
from builders import a_brief, a_matter, a_plan, texts_in, the_answers, the_facts, the_library
from conftest import TODAY

import docgen
from docgen.matter import Matter
from docgen.plan import DocumentPlan
from docgen.plan.checks import problems

KINDS = ("police-statement", "protective-order", "cease-and-desist")
IMAGE = {
    "date": "2026-04-03",
    "conduct": ["intimate-images"],
    "summary": "A picture of my niece was posted.",
    "urls": ["https://example.com/p/1"],
    "exhibits": ["image", "chat"],
    "known_through": "saw-myself",
}
EXHIBITS = [
    {"id": "image", "title": "Capture of the post", "file": "post.png", "sha256": "ab" * 32, "method": "screenshot"},
    {"id": "chat", "title": "Chat about it", "intimate": False},
]


def _matter(**changes: object) -> Matter:
    return a_matter(
        **{"jurisdiction": "US-CA", "incidents": [{**IMAGE, "shows_minor": True}], "exhibits": EXHIBITS, **changes}
    )


def _notices(plan: DocumentPlan) -> str:
    return " ".join(notice.text for notice in plan.notices)


# Images of children ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_an_image_of_a_child_is_in_no_list_of_exhibits_and_nothing_points_to_it(kind: str) -> None:
    plan = a_plan(_matter(), kind)
    told = " ".join(texts_in(plan.fields))

    assert [each["title"] for each in plan.fields["exhibits"]] == ["Chat about it"]
    assert plan.fields["incidents"][0]["exhibits"] == "Exhibit A"
    assert "Capture of the post" not in told
    assert "ab" * 32 not in told


def test_the_police_are_told_that_it_exists_where_it_is_and_why_no_copy_comes_with_the_paper() -> None:
    plan = a_plan(_matter(), "police-statement")
    note = plan.fields["incidents"][0]["minor_note"]

    assert plan.fields["incidents"][0]["urls"] == ["https://example.com/p/1"]
    assert "under 18" in note
    assert "can itself be a crime" in note
    assert "at the address given here" in note


def test_an_address_that_only_the_withheld_exhibit_has_is_told_with_the_incident() -> None:
    exhibits = [{**EXHIBITS[0], "url": "https://example.com/q/7"}]
    incident = {**IMAGE, "shows_minor": True, "urls": [], "exhibits": ["image"]}

    plan = a_plan(_matter(exhibits=exhibits, incidents=[incident]), "police-statement")

    assert plan.fields["incidents"][0]["urls"] == ["https://example.com/q/7"]


def test_the_person_is_told_to_copy_send_and_print_nothing() -> None:
    told = _notices(a_plan(_matter(), "police-statement"))

    assert "Do not copy, save, send or print it" in told
    assert "offered under seal" not in told


@pytest.mark.parametrize("young", [{"adult": False}, {"age": 16}, {"birth_date": "2012-05-01"}])
def test_an_intimate_image_of_a_client_under_18_counts_as_one_until_the_facts_deny_it(young: dict[str, object]) -> None:
    client = {"name": "Ana Lind", "contact": {"email": "ana@example.org"}, **young}

    feared = a_plan(_matter(client=client, incidents=[IMAGE]), "police-statement")
    denied = a_plan(_matter(client=client, incidents=[{**IMAGE, "shows_minor": False}]), "police-statement")

    assert [each["title"] for each in feared.fields["exhibits"]] == ["Chat about it"]
    assert len(denied.fields["exhibits"]) == 2
    assert denied.fields["incidents"][0]["minor_note"] is None


# Knowledge ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_said_to_have_seen_is_not_told_as_seen(kind: str) -> None:
    plan = a_plan(a_matter(), kind)

    assert "saw it myself" not in " ".join(texts_in(plan.fields))


def test_the_person_is_told_that_the_statement_does_not_say_how_they_know() -> None:
    assert "do not say how you know of incident 1" in _notices(a_plan(a_matter(), "police-statement"))
    assert "do not say how you know" not in _notices(a_plan(_matter(), "police-statement"))


def test_no_declaration_is_sworn_before_it_is_said_how_each_thing_is_known() -> None:
    """Its opening says that all is known first-hand except where it says otherwise: silence would be an oath."""
    wish = docgen.Wish(kind="protective-order", today=TODAY)

    with pytest.raises(docgen.FactsProblem) as stopped:
        docgen.plan_document(the_library(), the_answers(the_facts()), wish)

    assert "incidents[0].known_through" in {problem.place.path for problem in stopped.value.problems}


# Who is behind the accounts -------------------------------------------------------------------------------------------


def _unknown(**changes: object) -> Matter:
    accounts = [{"id": f"a{each}", "platform": "instagram", "handle": f"@lark{each}"} for each in (1, 2)]
    respondent = {"identity": "unknown", "relationship": {"kind": "unknown"}, **changes}
    return a_matter(respondent=respondent, accounts=accounts)


@pytest.mark.parametrize("said", [{}, {"same_person": "unsure"}, {"same_person": "no"}])
def test_several_accounts_of_nobody_known_are_not_one_person(said: dict[str, object]) -> None:
    plan = a_plan(_unknown(**said), "police-statement")

    assert plan.fields["respondent"]["label"].startswith("the person or persons using the accounts")
    assert plan.fields["respondent"]["same_person"] is None


def test_that_they_are_one_person_is_told_as_a_belief_with_its_reason() -> None:
    plan = a_plan(_unknown(same_person="yes", same_person_reason="The same odd words."), "police-statement")

    assert plan.fields["respondent"]["label"].startswith("the person who operates the accounts")
    assert plan.fields["respondent"]["same_person"].startswith("I believe")
    assert plan.fields["respondent"]["same_person_reason"] == "The same odd words."


# Who may act for the client -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["police-statement", "cease-and-desist"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_paper_that_a_representative_sends_says_what_lets_them_act(kind: str, language: str) -> None:
    agent = {"name": "Sam Osei", "role": "advocate", "email": "sam@example.org", "authority": "paper of 2 May 2026"}
    facts = the_facts(representative=agent)
    wish = docgen.Wish(kind=kind, today=TODAY, language=language)

    (paper, *_) = docgen.render_document(docgen.plan_document(the_library(), the_answers(facts), wish))

    assert "Ana Lind: paper of 2 May 2026" in docgen.word.text_of(paper.data)


# What the other person learns of the evidence --------------------------------------------------------------------------


def test_a_letter_lists_no_exhibit_but_those_of_what_it_tells() -> None:
    """A doctor's bill proves a loss to the court; to the other person it would tell where it hurts."""
    bill = {"id": "bill", "title": "Invoice of the hospital"}
    loss = {"kind": "health", "description": "Treatment.", "exhibits": ["bill"]}
    matter = a_matter(
        jurisdiction="US-CA",
        exhibits=[{"id": "post", "title": "Capture of the post"}, bill],
        incidents=[{**IMAGE, "conduct": ["insults"], "exhibits": ["post"]}],
        losses=[loss],
    )
    letter, statement = (a_plan(matter, kind) for kind in ("cease-and-desist", "police-statement"))

    assert [each["title"] for each in letter.fields["exhibits"]] == ["Capture of the post"]
    assert [each["title"] for each in statement.fields["exhibits"]] == [
        "Capture of the post",
        "Invoice of the hospital",
    ]


# How a letter is sent --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["US-CA", "GB-EAW"])
def test_a_letter_names_a_way_of_delivery_only_where_somebody_chose_one(code: str) -> None:
    """Nobody said tracked post; the custom of the place stands among the next steps, for whoever sends the letter."""
    incidents = [{**IMAGE, "exhibits": []}]
    silent = a_plan(a_matter(jurisdiction=code, incidents=incidents), "cease-and-desist")
    chosen = a_plan(
        a_matter(jurisdiction=code, incidents=incidents, letter={"delivery": ["email"]}), "cease-and-desist"
    )

    assert silent.fields["letter"]["delivery"] is None
    assert chosen.fields["letter"]["delivery"] == "e-mail"
    assert any("proof of the date" in step for step in silent.next_steps)


def test_a_finished_letter_has_no_empty_line_of_delivery() -> None:
    facts = the_facts(jurisdiction="US-CA", incidents=[{**IMAGE, "exhibits": []}])
    wish = docgen.Wish(kind="cease-and-desist", today=TODAY, jurisdiction="US-CA", language="en")
    words = docgen.word.text_of(
        docgen.render_document(docgen.plan_document(the_library(), the_answers(facts), wish))[0].data
    )

    assert not [line for line in words.splitlines() if line.startswith("By")]


# What a platform is told -----------------------------------------------------------------------------------------------

SHOWN = [
    {"date": "2026-04-03", "conduct": ["insults"], "summary": "A page names me.", "urls": ["https://example.com/p"]}
]


@pytest.mark.parametrize(("platform", "told"), [("google-search", True), ("instagram", False)])
def test_only_a_search_engine_is_told_under_which_name_a_search_finds_it(platform: str, told: bool) -> None:
    incidents = [{**SHOWN[0], "platform": platform, "conduct": ["intimate-images"], "intimate": True}]
    request = {"name": platform, "search_name": "Ana B. Lind", "bases": ["platform-rules"], "depicted": True}
    matter = a_matter(jurisdiction="US-CA", incidents=incidents, platform=request)
    entries = a_plan(matter, "takedown-request", draft=True).fields["takedown"]["entries"]
    blocks = {block["label"]: block["text"] for entry in entries for block in entry["blocks"]}

    assert entries
    assert (blocks.get("Name that leads to it in a search") == "Ana B. Lind") is told


@pytest.mark.parametrize(("considered", "stopped"), [(False, True), (True, False), (None, False)])
def test_no_copyright_notice_is_written_after_somebody_said_that_a_lawful_use_was_not_considered(
    considered: bool | None, stopped: bool
) -> None:
    """Lenz v. Universal, 815 F.3d 1145: the good faith that 17 U.S.C. § 512(c)(3)(A)(v) states takes that thought."""
    work = {"owns": True, "work": "photograph of myself", "urls": ["https://example.com/p"], "accepts_disclosure": True}
    if considered is not None:
        work["fair_use_considered"] = considered
    incidents = [{**SHOWN[0], "platform": "instagram", "conduct": ["private-data"]}]
    request = {"name": "instagram", "bases": ["dmca"], "copyright": work}
    brief = a_brief(a_matter(jurisdiction="US-CA", incidents=incidents, platform=request), "takedown-request")
    found = {problem.id for problem in problems(brief)}

    assert ("takedown.fair-use-not-considered" in found) is stopped
