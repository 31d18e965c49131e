"""Dates and times as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import LIBRARY

from docgen.cli.asking import date_words
from docgen.localization import open_wording
from docgen.typed_dates import read_typed_date, read_typed_time

WORDS = {each: date_words(open_wording(LIBRARY.locales, "program-interview", each)) for each in ("en", "es")}


def read(language: str, text: str) -> list[str]:
    return [each.iso() for each in read_typed_date(text, WORDS[language])]


@pytest.mark.parametrize(("language", "text", "iso"), [
    ("en", "3 April 2026", "2026-04-03"), ("en", "April 3rd, 2026", "2026-04-03"), ("en", "2026-04-03", "2026-04-03"),
    ("en", "2026/4/3", "2026-04-03"), ("en", "about 3 April 2026", "2026-04-03~"), ("en", "2026-04-03~", "2026-04-03~"),
    ("en", "April 2026", "2026-04"), ("en", "2026", "2026"), ("en", "summer 2025", "2025-22"),
    ("en", "I don’t know", "unknown"), ("en", "UNKNOWN", "unknown"), ("en", "13/04/2026", "2026-04-13"),
    ("en", "Friday, 3 April 2026", "2026-04-03"), ("en", "Sept. 3, 2026", "2026-09-03"),
    ("en", "between 3 April and 5 May 2026", "2026-04-03/2026-05-05"),
    ("en", "from 3 to 5 April 2026", "2026-04-03/2026-04-05"), ("en", "about April 2026", "2026-04"),
    ("en", "2026-03-01/2026-05-31", "2026-03-01/2026-05-31"),
    ("es", "3 de abril de 2026", "2026-04-03"), ("es", "hacia el 3 de abril de 2026", "2026-04-03~"),
    ("es", "1.º de abril del 2026", "2026-04-01"), ("es", "primero de mayo de 2026", "2026-05-01"),
    ("es", "abril de 2026", "2026-04"), ("es", "no lo sé", "unknown"), ("es", "no se", "unknown"),
    ("es", "3 mar 2026", "2026-03-03"), ("es", "miercoles 8 de abril de 2026", "2026-04-08"),
    ("es", "el verano de 2025", "2025-22"), ("es", "entre marzo y mayo de 2026", "2026-03-01/2026-05-31"),
    ("es", "del 3 al 5 de abril de 2026", "2026-04-03/2026-04-05"), ("es", "3 de setiembre de 2026", "2026-09-03"),
])  # fmt: skip
def test_a_date_is_read_as_it_is_meant(language: str, text: str, iso: str):
    assert read(language, text) == [iso]


@pytest.mark.parametrize("language", WORDS)
def test_a_date_that_can_be_read_in_two_ways_gives_both(language: str):
    assert read(language, "03/04/2026") == ["2026-04-03", "2026-03-04"]


def test_a_weekday_that_contradicts_its_date_gives_all_that_can_be_meant():
    assert read("en", "Wednesday 3 April 2026") == ["2026-04-03", "2026-04-01", "2026-04-08"]


@pytest.mark.parametrize(("text", "wanted"), [
    ("3 April", "wanted.date-with-year"), ("03/04/26", "wanted.date-with-year"), ("10", "wanted.date-with-year"),
    ("31 February 2026", "wanted.existing-date"), ("2026-02-30", "wanted.existing-date"), ("5pm", "wanted.date"),
    ("3 April 2026 5pm", "wanted.date"), ("yesterday", "wanted.date"), ("3 2026", "wanted.date"),
    ("between 5 May 2026 and 3 April 2026", "wanted.ordered-dates"), ("between", "wanted.date"), ("", "wanted.date"),
])  # fmt: skip
def test_what_is_no_date_is_refused_and_never_guessed(text: str, wanted: str):
    with pytest.raises(ValueError, match=f"^{wanted}$"):
        read("en", text)


@pytest.mark.parametrize(("text", "times"), [
    ("9:14 pm", ["21:14"]), ("21:14", ["21:14"]), ("09:14", ["09:14"]), ("9 p. m.", ["21:00"]), ("12 am", ["00:00"]),
    ("21h14", ["21:14"]), ("21:14:05", ["21:14:05"]), ("9:14", ["09:14", "21:14"]),
])  # fmt: skip
def test_a_time_is_read_as_it_is_meant(text: str, times: list[str]):
    assert [each.iso() for each in read_typed_time(text, WORDS["en"])] == times


@pytest.mark.parametrize("text", ["25:00", "9", "13 pm", "9:75", "evening", ""])
def test_what_is_no_time_is_refused(text: str):
    with pytest.raises(ValueError, match=r"^wanted\.time$"):
        read_typed_time(text, WORDS["en"])


PIECES = st.sampled_from(
    ["3", "31", "04", "2026", "april", "de", "about", "between", "and", "/", "-", ",", "friday", "0000", "am"]
)


@given(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=7).map(" ".join)))
def test_any_text_gives_dates_that_the_model_reads_back_or_a_message(text: str):
    for read_one in (read_typed_date, read_typed_time):
        try:
            readings = read_one(text, WORDS["en"])
        except ValueError as error:
            assert str(error).startswith("wanted.")
        else:
            assert readings
            assert all(type(each).parse(each.iso()) == each for each in readings)
