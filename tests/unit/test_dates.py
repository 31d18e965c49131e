"""Dates as people know them: what is written is what is read, ambiguity is refused, order is the order of time."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.dates import BirthDate, Clock, PartialDate, Precision, add_period, read_iso_date


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2026-04-03", Precision.DAY, date(2026, 4, 3), date(2026, 4, 3)),
        ("2026-04-03~", Precision.ABOUT, date(2026, 4, 3), date(2026, 4, 3)),
        ("2026-04", Precision.MONTH, date(2026, 4, 1), date(2026, 4, 30)),
        ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", Precision.MONTH, date(2026, 12, 1), date(2026, 12, 31)),
        ("2026", Precision.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-21", Precision.SEASON, date(2026, 3, 1), date(2026, 5, 31)),
        ("2023-24", Precision.SEASON, date(2023, 12, 1), date(2024, 2, 29)),
        ("2026-03-01/2026-05-31", Precision.BETWEEN, date(2026, 3, 1), date(2026, 5, 31)),
        ("{2026-06-01..2026-06-14}", Precision.EACH_DAY, date(2026, 6, 1), date(2026, 6, 14)),
    ],
)
def test_each_form_says_between_which_days_it_lies(text: str, precision: Precision, first: date, last: date) -> None:
    assert PartialDate.parse(text) == PartialDate(precision, first, last)


def test_an_unknown_date_is_an_answer() -> None:
    assert PartialDate.parse("unknown").known is False


@pytest.mark.parametrize("text", ["03/04/2026", "3.4.2026", "3-4-26", "04/03/26", "13/04/2026"])
def test_a_date_that_can_mean_two_days_is_asked_about(text: str) -> None:
    with pytest.raises(ValueError, match=r"^wanted\.unambiguous-date$"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-02-30", "wanted.existing-date"),
        ("2026-13-01", "wanted.existing-date"),
        ("2025-02-29", "wanted.existing-date"),
        ("2026-13", "wanted.date"),
        ("2026-20", "wanted.date"),
        ("2026-25", "wanted.date"),
        ("2026-00", "wanted.date"),
        ("2026-05-31/2026-03-01", "wanted.ordered-dates"),
        ("2026-04-03/2026-04", "wanted.date"),
        ("{2026-06-14..2026-06-01}", "wanted.ordered-dates"),
        ("{2026-06-01..2026-06-01}", "wanted.ordered-dates"),
        ("{2026-06-01..2026-06-31}", "wanted.existing-date"),
        ("{2026-06-01..2026-06}", "wanted.date"),
        ("{2026-06-01,2026-06-03}", "wanted.date"),
        ("2026-06-01..2026-06-14", "wanted.date"),
        ("2026-04-03T10:00", "wanted.date"),
        ("20260403", "wanted.date"),
        (" 2026-04-03", "wanted.date"),
        ("2026-04-03\n", "wanted.date"),
        ("2026-04-03~~", "wanted.date"),
        ("0000", "wanted.date"),
        ("", "wanted.date"),
        ("yesterday", "wanted.date"),
        ("Unknown", "wanted.date"),
    ],
)
def test_what_is_no_date_says_what_is_wanted(text: str, wanted: str) -> None:
    with pytest.raises(ValueError, match=f"^{wanted}$"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["0001-01-01", "0999-12-31", "9001-01-01", "9999-12-31"])
def test_a_year_that_nobody_means_is_no_date(text: str) -> None:
    """A slip of the key would otherwise sort before everything, or break the count of a time limit."""
    with pytest.raises(ValueError, match=r"^wanted\."):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["２０２６-04-03", "٢٠٢٦-٠٤-٠٣", "٢٠٢٦"])
def test_only_plain_digits_write_a_date(text: str) -> None:
    """What is read must print back as it was written."""
    with pytest.raises(ValueError, match=r"^wanted\."):
        PartialDate.parse(text)


def test_dates_sort_by_their_first_possible_day_and_unknown_ones_last() -> None:
    texts = ["unknown", "2026-04-03", "{2026-04-02..2026-08-01}", "2026-04", "2025", "2026-04-02~", "2026-22"]
    texts.append("2025-12-24/2026-01-06")

    ordered = sorted(map(PartialDate.parse, texts), key=PartialDate.sort_key)

    assert [each.iso() for each in ordered] == [
        "2025", "2025-12-24/2026-01-06", "2026-04", "2026-04-02~", "{2026-04-02..2026-08-01}", "2026-04-03",
        "2026-22", "unknown",
    ]  # fmt: skip


def test_a_birth_date_stays_a_birth_date() -> None:
    assert isinstance(BirthDate.parse("1993-03-08"), BirthDate)


def test_nobody_is_born_every_day() -> None:
    with pytest.raises(ValueError, match=r"^wanted\.date$"):
        BirthDate.parse("{1993-03-08..1993-03-10}")


def test_only_what_happened_every_day_has_ended_with_its_last_day() -> None:
    """A time limit from the last act is counted from there; of a day between two, only the earlier one is sure."""
    assert PartialDate.parse("{2026-06-01..2026-06-14}").ended == date(2026, 6, 14)
    assert PartialDate.parse("2026-06-01/2026-06-14").ended == date(2026, 6, 1)


def test_a_missing_date_prints_its_mark_and_sorts_last() -> None:
    missing = PartialDate.missing("[MISSING: date]")

    assert (missing.mark, missing.known) == ("[MISSING: date]", False)
    assert missing.sort_key() > PartialDate.parse("8999-12-31").sort_key()


@pytest.mark.parametrize(
    ("text", "told"), [("21:14", (21, 14, None)), ("00:00", (0, 0, None)), ("23:59:59", (23, 59, 59))]
)
def test_a_time_of_day_is_read_to_the_minute_or_second(text: str, told: tuple[int, int, int | None]) -> None:
    clock = Clock.parse(text)

    assert (clock.hour, clock.minute, clock.second) == told
    assert clock.iso() == text


@pytest.mark.parametrize("text", ["24:00", "9:14", "21:60", "21:14:60", "9:14 pm", "21.14", "", "21:14Z"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^wanted\.time$"):
        Clock.parse(text)


@pytest.mark.parametrize(
    ("day", "period", "end"),
    [
        (date(2026, 1, 31), {"months": 1}, date(2026, 2, 28)),
        (date(2024, 2, 29), {"years": 1}, date(2025, 2, 28)),
        (date(2026, 11, 23), {"days": 14}, date(2026, 12, 7)),
        (date(2026, 11, 23), {"years": 6, "months": 6}, date(2033, 5, 23)),
    ],
)
def test_a_period_ends_on_the_day_that_the_calendar_says(day: date, period: dict[str, int], end: date) -> None:
    assert add_period(day, **period) == end


def test_a_day_is_read_in_one_form_only() -> None:
    assert read_iso_date("2026-04-03") == date(2026, 4, 3)
    with pytest.raises(ValueError, match=r"^wanted\.date$"):
        read_iso_date("20260403")
