"""What a person is asked about a date just typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.doubts import date_doubts

TODAY = date(2026, 6, 17)
INCIDENTS = {"incidents": [{"date": "2026-04-03"}, {"date": "2026-05"}, {"date": "unknown"}, {}]}
REPORTS = {"reports": {"police": [{"date": "2026-04-10"}], "platform": [{"date": "2026-04-05"}]}}


def doubts(fact: str, value: str, values: Mapping[str, object] | None = None) -> list[str]:
    return [each.removeprefix("doubt.") for each in date_doubts(fact, value, values or {}, TODAY)]


@pytest.mark.parametrize("value", ["2026-06-18", "2026-07", "2027", "2026-06-18~", "{2026-06-01..2026-06-18}"])
def test_a_day_to_come_is_asked_about(value: str):
    assert doubts("incidents.date", value) == ["future"]


@pytest.mark.parametrize(
    "value", ["2026-06-17", "2026-06", "2026", "2026-06-01/2026-07-01", "unknown", "2026-02-30", ""]
)
def test_a_day_that_can_have_been_is_not(value: str):
    assert doubts("incidents.date", value) == []


def test_a_deadline_is_meant_to_lie_in_the_future():
    assert doubts("letter.deadline", "2026-07-01") == []


@pytest.mark.parametrize("fact", ["reports.police.date", "reports.platform.date", "exhibits.captured_on"])
def test_a_report_or_capture_before_every_incident_is_asked_about(fact: str):
    assert doubts(fact, "2026-04-02", INCIDENTS) == ["report-before-incidents"]
    assert doubts(fact, "2026-04-03", INCIDENTS) == []
    assert doubts(fact, "2026-04", INCIDENTS) == []
    assert doubts(fact, "2020-01-01", {"incidents": [{"date": "unknown"}]}) == []


def test_a_harm_before_every_incident_is_asked_about():
    assert doubts("losses.date", "2026-03", INCIDENTS) == ["harm-before-incidents"]
    assert doubts("losses.date", "2026-05-01", INCIDENTS) == []


def test_a_first_incident_after_all_reports_is_asked_about():
    assert doubts("incidents.date", "2026-04-11", REPORTS) == ["incident-after-report"]
    assert doubts("incidents.date", "2026-04-10", REPORTS) == []
    assert doubts("incidents.date", "2026-04-11", REPORTS | INCIDENTS) == []


def test_a_date_that_stands_in_the_matter_already_gives_the_same_doubts():
    assert doubts("incidents.date", "2026-04-11", REPORTS | {"incidents": [{"date": "2026-04-11"}]}) == [
        "incident-after-report"
    ]


@pytest.mark.parametrize("fact", ["incidents.date", "stop_requests.date", "losses.date"])
def test_a_day_very_far_back_is_asked_about(fact: str):
    assert doubts(fact, "1996-06-16") == ["long-ago"]
    assert doubts(fact, "1996-06-17") == []


def test_a_day_before_the_client_was_born_is_asked_about_but_a_birth_is_not():
    born = {"client": {"birth_date": "2001-03-08"}}

    assert doubts("incidents.date", "2001-03-07", born) == ["long-ago"]
    assert doubts("incidents.date", "2001-03-08", born) == []
    assert doubts("client.birth_date", "1950-01-01") == []
    assert doubts("client.birth_date", "2062-01-01") == ["future"]


TREES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=12) | st.sampled_from(["2026-04-03", "2026"]),
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(st.sampled_from(["incidents", "reports", "police", "date", "client", "birth_date"]), each)
    ),
)


@given(st.dictionaries(st.sampled_from(["incidents", "reports", "client"]), TREES), st.text(max_size=20))
def test_nothing_that_is_told_breaks_it(values: dict[str, object], text: str):
    for value in (text, "2026-04-03"):
        assert all(each.startswith("doubt.") for each in date_doubts("incidents.date", value, values, TODAY))
