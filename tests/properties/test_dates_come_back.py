"""Whatever date is written, it comes back as it was written."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from docgen.dates import Clock, PartialDate, add_period, weekdays_until

days = st.dates(date(1000, 1, 1), date(9000, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    """Dates as facts write them."""
    day, other = sorted((draw(days), draw(days)))
    season = draw(st.integers(21, 24))
    forms = [
        day.isoformat(),
        f"{day}~",
        f"{day}"[:7],
        f"{day}"[:4],
        f"{day.year:04}-{season}",
        f"{day}/{other}",
        "unknown",
    ]
    if day < other:
        forms.append(f"{{{day}..{other}}}")
    return draw(st.sampled_from(forms))


@given(partial_dates())
def test_a_date_reads_back_as_it_was_written(text: str) -> None:
    assert PartialDate.parse(text).iso() == text


@given(partial_dates())
def test_a_date_never_ends_before_it_begins(text: str) -> None:
    value = PartialDate.parse(text)

    assert value.first <= value.last


@given(st.lists(partial_dates(), min_size=2))
def test_the_order_is_the_order_of_first_days_with_unknown_last(texts: list[str]) -> None:
    ordered = sorted(map(PartialDate.parse, texts), key=PartialDate.sort_key)

    assert [each.first for each in ordered] == sorted(each.first for each in ordered)
    assert [each.known for each in ordered] == sorted((each.known for each in ordered), reverse=True)


@given(st.text())
def test_any_text_is_a_date_or_says_what_is_wanted(text: str) -> None:
    for kind in (PartialDate, Clock):
        try:
            assert kind.parse(text).iso() == text
        except ValueError as error:
            assert str(error).startswith("wanted.")


@given(days, st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999))
def test_a_time_limit_never_ends_before_it_starts(day: date, years: int, months: int, days_more: int) -> None:
    assert add_period(day, years=years, months=months, days=days_more) >= day


@given(days, st.integers(-99, 99), st.integers(-99, 99), st.integers(-9999, 9999))
def test_a_period_ends_where_dateutil_says(day: date, years: int, months: int, days_more: int) -> None:
    period = {"years": years, "months": months, "days": days_more}

    assert add_period(day, **period) == day + relativedelta(**period)  # type: ignore[arg-type]


@given(days, st.integers(-30, 900))
def test_weekdays_are_counted_as_on_the_fingers(first: date, ahead: int) -> None:
    after = (first + timedelta(days=day) for day in range(1, ahead + 1))

    assert weekdays_until(first, first + timedelta(days=ahead)) == sum(day.weekday() < 5 for day in after)
