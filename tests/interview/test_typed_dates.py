"""Dates and times as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import LIBRARY

from docgen.cli.dates_typed import date_words
from docgen.date_words import DateWords
from docgen.dates import PartialDate
from docgen.localization import languages_with, open_wording, weekday_and_day
from docgen.typed_dates import read_typed_date
from docgen.typed_times import read_typed_time

TODAY = date(2026, 6, 17)
"""A Wednesday."""
WORDS = {
    each: date_words(open_wording(LIBRARY.locales, "program-interview", each))
    for each in languages_with(LIBRARY.locales, "program")
}
GERMAN, ITALIAN = WORDS["de"], WORDS["it"]


def read(language: str, text: str, today: date = TODAY) -> list[str]:
    return [each.iso() for each in read_typed_date(text, WORDS[language], today)]


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
    ("en", "between March and May 2026", "2026-03-01/2026-05-31"), ("en", "in the summer of 2025", "2025-22"),
    ("en", "from 1st to 14th of June 2026", "2026-06-01/2026-06-14"), ("es", "en verano de 2025", "2025-22"),
    ("en", "from June 1 to June 14, 2026", "2026-06-01/2026-06-14"), ("en", "in March last year", "2025-03"),
    ("en", "early May 2026", "2026-05-01/2026-05-10"), ("en", "mid-May 2026", "2026-05-11/2026-05-20"),
    ("en", "at the end of February 2024", "2024-02-21/2024-02-29"), ("en", "in 2026", "2026"),
    ("es", "a principios de mayo de 2026", "2026-05-01/2026-05-10"), ("es", "٣ de abril de ٢٠٢٦", "2026-04-03"),
    ("es", "a mediados de mayo de 2026", "2026-05-11/2026-05-20"), ("es", "el 3 de abril de este año", "2026-04-03"),
    ("es", "desde principios de abril hasta finales de mayo de 2026", "2026-04-01/2026-05-31"),
])  # fmt: skip
def test_a_date_is_read_as_it_is_meant(language: str, text: str, iso: str):
    assert read(language, text) == [iso]


@pytest.mark.parametrize(("language", "text", "iso"), [
    ("fr", "3 avril 2026", "2026-04-03"), ("fr", "vendredi 3 avril 2026", "2026-04-03"),
    ("fr", "1er mai 2026", "2026-05-01"), ("fr", "le 3 d'avril 2026", "2026-04-03"),
    ("fr", "au mois d’avril 2026", "2026-04"), ("fr", "l’été 2025", "2025-22"), ("fr", "l'été 2025", "2025-22"),
    ("fr", "du 3 au 5 avril 2026", "2026-04-03/2026-04-05"), ("fr", "3 juill. 2026", "2026-07-03"),
    ("fr", "tous les jours du 1er au 14 juin 2026", "{2026-06-01..2026-06-14}"), ("fr", "03.04.2026", "2026-04-03"),
    ("it", "dal giorno 1º al giorno 14 giugno 2026", "2026-06-01/2026-06-14"), ("it", "3 aprile 2026 circa", "2026-04-03~"),
    ("en", "3 April 2026, roughly", "2026-04-03~"), ("pt", "terça, 3 de março de 2026", "2026-03-03"),
    ("it", "l’8 aprile 2026", "2026-04-08"), ("it", "giov. 2 aprile 2026", "2026-04-02"),
    ("en", "Thurs, 2 April 2026", "2026-04-02"), ("en", "Tues. 3 Mar 2026", "2026-03-03"),
    ("es", "3 sept 2026", "2026-09-03"), ("es", "1.° de abril de 2026", "2026-04-01"), ("es", "3.º abril 2026", "2026-04-03"),
])  # fmt: skip
def test_more_ways_to_write_a_date_are_read(language: str, text: str, iso: str):
    assert read(language, text) == [iso]


@pytest.mark.parametrize(("text", "iso"), [
    ("3. April 2026", "2026-04-03"), ("am 3. April 2026", "2026-04-03"), ("Freitag, den 3. April 2026", "2026-04-03"),
    ("vom 3. bis 5. April 2026", "2026-04-03/2026-04-05"), ("vom 3. April bis 5. Mai 2026", "2026-04-03/2026-05-05"),
    ("jeden Tag vom 1. bis 14. Juni 2026", "{2026-06-01..2026-06-14}"), ("3.4.2026", "2026-04-03"),
    ("vom 1.6. bis 14.6.2026", "2026-06-01/2026-06-14"), ("vom 1.6. bis zum 14.6.2026", "2026-06-01/2026-06-14"),
    ("3. 4. 2026", "2026-04-03"), ("03.04.2026.", "2026-04-03"), ("Freitag, 3.4.2026", "2026-04-03"),
    ("zwischen dem 3. und 5. April 2026", "2026-04-03/2026-04-05"), ("ca. 3. April 2026", "2026-04-03~"), ("13.04.2026", "2026-04-13"),
    ("12. Jänner 2026", "2026-01-12"), ("Sonnabend, 4. April 2026", "2026-04-04"), ("3. 2026", None), ("31.2.2026", None),
])  # fmt: skip
def test_a_stop_behind_a_number_makes_it_a_day(text: str, iso: str | None):
    """German writes ordinal numbers so. What these few words do not know is refused, never guessed."""
    try:
        readings = [each.iso() for each in read_typed_date(text, GERMAN, TODAY)]
    except ValueError as error:
        assert str(error).startswith("wanted.")
        readings = None

    assert readings == (iso and [iso])


def test_a_day_and_month_with_stops_can_be_of_two_years():
    assert [each.iso() for each in read_typed_date("3.4.", GERMAN, TODAY)] == ["2026-04-03", "2025-04-03"]
    assert [each.iso() for each in read_typed_date("am 3.4.", GERMAN, TODAY)] == ["2026-04-03", "2025-04-03"]


@pytest.mark.parametrize("language", WORDS)
def test_stops_are_written_where_the_day_comes_first_and_other_signs_are_asked_about(language: str):
    assert read(language, "3.4.2026") == ["2026-04-03"]
    assert read(language, "3/4/2026") == read(language, "3-4-2026") == ["2026-04-03", "2026-03-04"]


def test_every_further_name_of_a_month_or_day_says_its_number():
    for language in WORDS:
        wording = open_wording(LIBRARY.locales, "program-interview", language)
        for name, last in (("words.months", 12), ("words.weekdays", 7)):
            for pair in wording.say(name).split("|"):
                spelling, _, number = pair.partition("=")
                assert spelling, pair
                assert 1 <= int(number) <= last, pair


@pytest.mark.parametrize(("language", "text", "iso"), [
    ("en", "today", "2026-06-17"), ("en", "this morning", "2026-06-17"), ("en", "Yesterday.", "2026-06-16"),
    ("en", "the day before yesterday", "2026-06-15"), ("en", "3 days ago", "2026-06-14"),
    ("en", "twelve days ago", "2026-06-05"), ("en", "about 3 days ago", "2026-06-14~"),
    ("en", "two weeks ago", "2026-06-03~"), ("en", "a month ago", "2026-05-17~"), ("en", "last month", "2026-05"),
    ("en", "last year", "2025"), ("en", "last week", "2026-06-07/2026-06-14"), ("en", "on Tuesday", "2026-06-16"),
    ("en", "last Friday", "2026-06-12"), ("en", "Tuesday of last week", "2026-06-09"),
    ("en", "last Wednesday", "2026-06-10"),
    ("es", "hoy", "2026-06-17"), ("es", "esta mañana", "2026-06-17"), ("es", "ayer", "2026-06-16"),
    ("es", "anteayer", "2026-06-15"), ("es", "antier", "2026-06-15"), ("es", "hace 3 días", "2026-06-14"),
    ("es", "hace tres días", "2026-06-14"), ("es", "3 días atrás", "2026-06-14"), ("es", "hace unos 3 días", "2026-06-14~"),
    ("es", "hace dos semanas", "2026-06-03~"), ("es", "hace un mes", "2026-05-17~"), ("es", "el mes pasado", "2026-05"),
    ("es", "el año pasado", "2025"), ("es", "la semana pasada", "2026-06-07/2026-06-14"),
    ("es", "el martes", "2026-06-16"), ("es", "el viernes pasado", "2026-06-12"),
    ("es", "el martes de la semana pasada", "2026-06-09"),
])  # fmt: skip
def test_words_told_from_today_are_counted_back(language: str, text: str, iso: str):
    assert read(language, text) == [iso]


@pytest.mark.parametrize("text", ["hace 8 días", "hace ocho días", "hace 15 días", "hace quince días"])
def test_a_week_and_a_fortnight_told_in_days_are_about(text: str):
    """In Spanish, eight days are a week and fifteen two weeks."""
    assert all(each.endswith("~") for each in read("es", text))


@pytest.mark.parametrize(("language", "text", "readings"), [
    ("en", "last Tuesday", ["2026-06-16", "2026-06-09"]), ("es", "el martes pasado", ["2026-06-16", "2026-06-09"]),
    ("en", "on Wednesday", ["2026-06-17", "2026-06-10"]), ("es", "el miércoles", ["2026-06-17", "2026-06-10"]),
    ("en", "last night", ["2026-06-16", "2026-06-17"]), ("es", "anoche", ["2026-06-16", "2026-06-17"]),
    ("en", "3 April", ["2026-04-03", "2025-04-03"]), ("es", "3 de abril", ["2026-04-03", "2025-04-03"]),
    ("en", "around 3 April", ["2026-04-03~", "2025-04-03~"]), ("en", "3 August", ["2025-08-03", "2026-08-03"]),
    ("en", "3/4", ["2026-04-03", "2026-03-04", "2025-04-03", "2025-03-04"]),
    ("en", "29 February", ["2024-02-29", "2020-02-29"]), ("en", "in March", ["2026-03", "2025-03"]),
    ("es", "en marzo", ["2026-03", "2025-03"]), ("en", "in July", ["2025-07", "2026-07"]),
    ("en", "last March", ["2026-03", "2025-03"]), ("en", "last July", ["2025-07", "2024-07"]),
    ("es", "el verano pasado", ["2025-22", "2024-22"]), ("en", "in summer", ["2026-22", "2025-22"]),
    ("en", "late May", ["2026-05-21/2026-05-31", "2025-05-21/2025-05-31"]),
    ("en", "between March and May", ["2026-03-01/2026-05-31", "2025-03-01/2025-05-31"]),
    ("es", "desde el 3 de abril hasta ayer", ["2026-04-03/2026-06-16", "2025-04-03/2026-06-16"]),
])  # fmt: skip
def test_what_can_mean_several_days_gives_all_of_them_the_likeliest_first(
    language: str, text: str, readings: list[str]
):
    assert read(language, text) == readings


def test_on_a_sunday_last_week_is_another_one_where_weeks_begin_on_sunday():
    assert read("en", "last week", date(2026, 6, 21)) == ["2026-06-08/2026-06-14", "2026-06-14/2026-06-20"]


def test_on_a_monday_yesterday_is_a_sunday_of_this_week_to_some():
    assert read("en", "last Sunday", date(2026, 6, 15)) == ["2026-06-14", "2026-06-07"]
    assert read("en", "last Tuesday", date(2026, 6, 15)) == ["2026-06-09"]


def test_the_weekday_chooses_the_year_that_is_missing():
    assert read("en", "Friday 3 April") == ["2026-04-03"]
    assert read("en", "Thursday 3 April") == ["2025-04-03"]
    assert read("en", "Monday 3 April")[:3] == ["2026-04-03", "2025-04-03", "2026-03-30"]


@pytest.mark.parametrize(("language", "text", "readings"), [
    ("en", "every day from 1 to 14 June 2026", ["{2026-06-01..2026-06-14}"]),
    ("en", "from June 1 to June 14, 2026 every day", ["{2026-06-01..2026-06-14}"]),
    ("en", "{2026-06-01..2026-06-14}", ["{2026-06-01..2026-06-14}"]),
    ("en", "daily between 1 and 14 June", ["{2026-06-01..2026-06-14}", "{2025-06-01..2025-06-14}"]),
    ("es", "cada día del 1 al 14 de junio de 2026", ["{2026-06-01..2026-06-14}"]),
    ("es", "todos los días entre el 1 y el 14 de junio de 2026", ["{2026-06-01..2026-06-14}"]),
])  # fmt: skip
def test_every_day_is_every_day(language: str, text: str, readings: list[str]):
    assert read(language, text) == readings


@pytest.mark.parametrize(("language", "text", "wanted"), [
    ("en", "every day", "wanted.each-day"), ("en", "every day in May", "wanted.each-day"),
    ("en", "every day from May to June 2026", "wanted.each-day"), ("es", "todos los días", "wanted.each-day"),
    ("en", "about every day from 1 to 14 June 2026", "wanted.each-day"),
    ("en", "every day from 3 to 3 May 2026", "wanted.each-day"),
    ("en", "every day from 14 to 1 June 2026", "wanted.ordered-dates"),
    ("en", "every Monday from 1 May to 30 June 2026", "wanted.each-day-only"),
    ("es", "cada lunes del 1 de mayo al 30 de junio de 2026", "wanted.each-day-only"),
    ("es", "cada dos días", "wanted.each-day-only"),
])  # fmt: skip
def test_what_comes_back_on_fewer_days_or_without_its_ends_is_refused_with_a_way_to_tell_it(
    language: str, text: str, wanted: str
):
    with pytest.raises(ValueError, match=f"^{wanted}$"):
        read(language, text)


@pytest.mark.parametrize("language", WORDS)
def test_a_date_that_can_be_read_in_two_ways_gives_both(language: str):
    assert read(language, "03/04/2026") == ["2026-04-03", "2026-03-04"]


def test_a_weekday_that_contradicts_its_date_gives_all_that_can_be_meant():
    assert read("en", "Wednesday 3 April 2026") == ["2026-04-03", "2026-04-01", "2026-04-08"]


@pytest.mark.parametrize(("text", "wanted"), [
    ("3 April 26", "wanted.date-with-year"), ("03/04/26", "wanted.date-with-year"), ("10", "wanted.date-with-year"),
    ("31 February 2026", "wanted.existing-date"), ("2026-02-30", "wanted.existing-date"), ("5pm", "wanted.date"),
    ("3 April 2026 5pm", "wanted.date"), ("tomorrow", "wanted.date"), ("3 2026", "wanted.date"),
    ("between 5 May 2026 and 3 April 2026", "wanted.ordered-dates"), ("between", "wanted.date"), ("", "wanted.date"),
    ("next Tuesday", "wanted.date"), ("31 February", "wanted.existing-date"), ("a year ago", "wanted.date-with-year"),
    ("between 20 December and 5 January 2026", "wanted.date-with-year"), ("early 2026", "wanted.date"),
    ("3 April 2026 " * 20, "wanted.date"),
])  # fmt: skip
def test_what_is_no_date_is_refused_and_never_guessed(text: str, wanted: str):
    with pytest.raises(ValueError, match=f"^{wanted}$"):
        read("en", text)


@pytest.mark.parametrize(("text", "times"), [
    ("9:14 pm", ["21:14"]), ("21:14", ["21:14"]), ("09:14", ["09:14"]), ("9 p. m.", ["21:00"]), ("12 am", ["00:00"]),
    ("21h14", ["21:14"]), ("21:14:05", ["21:14:05"]), ("9:14", ["09:14", "21:14"]), ("21.14 h", ["21:14"]),
    ("noon", ["12:00"]), ("at midnight", ["00:00"]), ("9 in the evening", ["21:00"]), ("12 at night", ["00:00"]),
    ("12 in the morning", ["12:00", "00:00"]), ("2 at night", ["14:00", "02:00"]), ("0:30", ["00:30"]),
])  # fmt: skip
def test_a_time_is_read_as_it_is_meant(text: str, times: list[str]):
    assert [each.iso() for each in read_typed_time(text, WORDS["en"])] == times


@pytest.mark.parametrize(("text", "times"), [
    ("mediodía", ["12:00"]), ("a medianoche", ["00:00"]), ("a las 9 de la noche", ["21:00"]), ("21.14 h", ["21:14"]),
    ("las 9:30 de la mañana", ["09:30"]), ("a las 12 de la noche", ["00:00"]), ("1 de la madrugada", ["01:00"]),
    ("las 12 del mediodía", ["12:00"]), ("las 12 de la mañana", ["12:00", "00:00"]), ("5 de la tarde", ["17:00"]),
])  # fmt: skip
def test_a_time_in_spanish_is_read_as_it_is_meant(text: str, times: list[str]):
    assert [each.iso() for each in read_typed_time(text, WORDS["es"])] == times


@pytest.mark.parametrize(("language", "text"), [
    ("en", "around 9 pm"), ("en", "9 pm or so"), ("en", "about noon"), ("es", "hacia las 9 de la noche"),
    ("es", "a eso de las 9"), ("es", "sobre las 21:00"), ("es", "las 21:00 más o menos"),
])  # fmt: skip
def test_a_rough_time_is_refused_because_a_paper_would_print_it_as_exact(language: str, text: str):
    with pytest.raises(ValueError, match=r"^wanted\.exact-time$"):
        read_typed_time(text, WORDS[language])


@pytest.mark.parametrize(("words", "text", "times"), [
    (WORDS["fr"], "21 h 14", ["21:14"]), (WORDS["fr"], "21h14", ["21:14"]), (WORDS["fr"], "21h", ["21:00"]),
    (WORDS["fr"], "21 heures", ["21:00"]), (WORDS["fr"], "à 21 heures 14", ["21:14"]),
    (WORDS["fr"], "9 heures", ["09:00", "21:00"]), (WORDS["fr"], "9h", ["09:00", "21:00"]),
    (WORDS["fr"], "9 heures du soir", ["21:00"]), (WORDS["fr"], "9 h 30 du matin", ["09:30"]),
    (WORDS["fr"], "0h30", ["00:30"]), (WORDS["en"], "9 o’clock", ["09:00", "21:00"]),
    (WORDS["en"], "9 o'clock in the evening", ["21:00"]), (WORDS["en"], "21 hrs", ["21:00"]),
    (WORDS["en"], "at 21:14 hours", ["21:14"]), (WORDS["es"], "a las 21 horas", ["21:00"]),
    (WORDS["es"], "21 hs", ["21:00"]), (WORDS["es"], "a las 9 horas de la noche", ["21:00"]),
    (GERMAN, "21:14 Uhr", ["21:14"]), (GERMAN, "14.30 Uhr", ["14:30"]), (GERMAN, "21 Uhr", ["21:00"]),
    (GERMAN, "9 Uhr", ["09:00", "21:00"]), (GERMAN, "um 9 Uhr abends", ["21:00"]), (GERMAN, "9 Uhr 15", ["09:15", "21:15"]),
    (GERMAN, "21 Uhr 15", ["21:15"]), (GERMAN, "8 Uhr morgens", ["08:00"]), (GERMAN, "21:14:05 Uhr", ["21:14:05"]),
    (ITALIAN, "ore 14.30", ["14:30"]), (ITALIAN, "alle ore 21", ["21:00"]), (ITALIAN, "ore 9", ["09:00", "21:00"]),
])  # fmt: skip
def test_a_word_for_hours_may_stand_in_a_time(words: DateWords, text: str, times: list[str]):
    assert [each.iso() for each in read_typed_time(text, words)] == times


def test_a_rough_time_with_a_word_for_hours_is_refused():
    with pytest.raises(ValueError, match=r"^wanted\.exact-time$"):
        read_typed_time("gegen 21 Uhr", GERMAN)


@pytest.mark.parametrize("text", ["25:00", "9", "13 pm", "9:75", "evening", "", "h", "h h", "25 h", "9 hello", "9 h 7"])
def test_what_is_no_time_is_refused(text: str):
    with pytest.raises(ValueError, match=r"^wanted\.time$"):
        read_typed_time(text, WORDS["en"])


PIECES = (
    "3|31|04|2026|april|de|about|between|and|/|-|,|friday|0000|am|۳|²|last|week|ago|days|every day|every|early|summer|"
    "29 february|today|3/4|noon|at|3.|3.4.|h|o'clock|d'|l’été|heures|hace|días|pasado|martes|cada día|del|al|a principios de|mayo|verano|año|un|el"
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES.split("|")), max_size=9).map(" ".join))
TODAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(TEXTS, TODAYS, st.sampled_from(sorted(WORDS)))
def test_any_text_gives_dates_that_the_model_reads_back_or_a_message(text: str, today: date, language: str):
    words = WORDS[language]
    for read_one in (lambda: read_typed_date(text, words, today), lambda: read_typed_time(text, words)):
        try:
            readings = read_one()
        except ValueError as error:
            assert str(error).startswith("wanted.")
        else:
            assert readings
            assert len(set(readings)) == len(readings)
            assert all(type(each).parse(each.iso()) == each for each in readings)


RELATIVE = {
    "en": "today|yesterday|last night|3 days ago|two weeks ago|a month ago|last week|last month|last year|last summer|"
    "last june|last winter|on tuesday|sunday|last sunday|monday last week",
    "es": "hoy|ayer|anoche|hace 3 días|hace un mes|la semana pasada|el mes pasado|el año pasado|el verano pasado|"
    "junio pasado|el lunes|el domingo pasado|el domingo de la semana pasada",
    "fr": "aujourd’hui|hier|il y a 3 jours|la semaine dernière|le mois dernier|l'année dernière|l’été dernier|lundi",
    "de": "heute|gestern|letzte Woche|letzten Monat|letztes Jahr|letzten Sommer|am Montag|vor 3 Tagen",
    "it": "oggi|ieri|3 giorni fa|la settimana scorsa|il mese scorso|l'anno scorso|lunedì",
    "pt": "hoje|ontem|há 3 dias|na semana passada|no mês passado|no ano passado|segunda",
}


@given(st.data(), TODAYS)
def test_words_told_from_today_never_give_a_day_to_come(data: st.DataObject, today: date):
    language = data.draw(st.sampled_from(sorted(RELATIVE)))
    readings = read_typed_date(data.draw(st.sampled_from(RELATIVE[language].split("|"))), WORDS[language], today)

    assert all(each.last <= today for each in readings)


DAYS = st.dates(date(1000, 1, 1), date(8999, 12, 31))
LOCALES = {"en": ("en_US", "en_GB"), "es": ("es_ES", "es_MX", "es_US"), "fr": ("fr_FR", "fr_CA", "fr_CH"),
           "de": ("de_DE", "de_AT", "de_CH"), "it": ("it_IT", "it_CH"), "pt": ("pt_BR", "pt_PT")}  # fmt: skip


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day, length = draw(DAYS), timedelta(days=draw(st.integers(1, 800)))
    forms = [f"{day}", f"{day}~", f"{day}"[:7], f"{day}"[:4], f"{day.year}-{draw(st.integers(21, 24))}", "unknown"]
    forms += [f"{day}/{day + length}", f"{{{day}..{day + length}}}"]
    return PartialDate.parse(draw(st.sampled_from(forms)))


@given(partial_dates(), TODAYS)
def test_a_date_typed_as_a_paper_prints_it_is_the_same_date(value: PartialDate, today: date):
    for language, locales in LOCALES.items():
        for locale in locales:
            printed = open_wording(LIBRARY.locales, "documents", language, locale).partial_date(value)
            assert read(language, printed, today) == [value.iso()], printed


@given(DAYS)
def test_a_day_typed_as_the_interview_shows_it_is_the_same_day(day: date):
    for language in WORDS:
        assert read(language, weekday_and_day(day, language)) == [day.isoformat()]
