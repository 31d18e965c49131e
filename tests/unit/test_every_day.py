"""What happened every day: one incident, with its first and last day where each of them counts."""

from __future__ import annotations

from datetime import date

from builders import a_matter, a_plan, the_facts, wording

from docgen.plan import DocumentPlan

DAILY = {"date": "{2026-06-01..2026-06-14}", "conduct": ["stalking"], "summary": "She rang every evening."}
ONE_DAY = {"date": "2026-06-05", "conduct": ["stalking"], "summary": "She waited outside."}


def planned(*incidents: dict[str, object], today: date = date(2026, 11, 23), code: str = "US-CA") -> DocumentPlan:
    facts = the_facts(incidents=list(incidents))
    return a_plan(a_matter(**facts), "police-statement", today=today, code=code)


def pattern(plan: DocumentPlan) -> dict[str, object]:
    found = plan.fields["pattern"]
    assert isinstance(found, dict)
    return found


def test_it_is_one_incident_and_prints_both_ends():
    plan = planned(DAILY)

    assert (pattern(plan)["count"], pattern(plan)["first"]) == (1, "every day from June 1 to June 14, 2026")


def test_its_first_and_last_day_are_the_ends_of_the_course():
    """The day in the middle sorts last, but was not the last of it."""
    plan = planned(DAILY, ONE_DAY)

    assert (pattern(plan)["first"], pattern(plan)["last"]) == ("June 1, 2026", "June 14, 2026")
    assert pattern(plan)["count"] == 2


def test_the_hour_stands_beside_it():
    incidents = planned({**DAILY, "time": "21:14"}).fields["incidents"]
    assert isinstance(incidents, list | tuple)

    assert "June 14, 2026, 9:14" in incidents[0]["when"]
    assert "PDT" in incidents[0]["when"]


def test_an_hour_on_both_sides_of_a_change_of_clocks_names_neither_zone():
    days = {**DAILY, "date": "{2026-10-25..2026-11-07}", "time": "21:14"}
    incidents = planned(days).fields["incidents"]
    assert isinstance(incidents, list | tuple)

    assert "9:14" in incidents[0]["when"]
    assert not {"PDT", "PST"} & set(incidents[0]["when"].replace("(", " ").replace(")", " ").split())


def test_a_time_limit_from_the_last_incident_runs_from_the_last_day():
    """Six months from 14 June, for an offence that only a magistrates' court can try."""
    told = [notice.text for notice in planned(DAILY, ONE_DAY, code="GB-EAW").notices]

    assert any(wording("program", "en").day(date(2026, 12, 14)) in each for each in told)


def test_days_that_are_still_to_come_are_warned_about():
    future = wording("program", "en").say("notice.future-date", number=1)

    assert future in [notice.text for notice in planned(DAILY, today=date(2026, 6, 10)).notices]
    assert future not in [notice.text for notice in planned(DAILY, today=date(2026, 6, 14)).notices]


def test_what_happened_every_day_counts_as_one_act_a_day() -> None:
    """Two weeks of messages are more than the two acts that a course of conduct takes."""
    told = [notice.text for notice in planned({**DAILY, "conduct": ["stalking"]}, code="GB-EAW").notices]

    assert not [text for text in told if "only one" in text]
    assert "gb-pha-2a" in {choice.id for choice in planned({**DAILY, "conduct": ["stalking"]}, code="GB-EAW").choices}
