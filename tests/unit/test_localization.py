"""Sentences, dates, lists and money as each locale writes them; what is not there is an error, never English."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from builders import LANGUAGES, wording

from docgen.dates import Clock, PartialDate
from docgen.errors import TemplateProblem
from docgen.localization import Wording, best_language, known_zone, language_tag, open_wording
from docgen.localization.formats import format_clock

EN = wording("documents", "en", "en_US")
GB = wording("documents", "en", "en_GB")
ES = wording("documents", "es", "es_ES")
MX = wording("documents", "es", "es_MX")


@pytest.mark.parametrize(
    ("text", "en", "es"),
    [
        ("2026-04-03", "April 3, 2026", "3 de abril de 2026"),
        ("2026-04-03~", "on or about April 3, 2026", "3 de abril de 2026"),
        ("2026-04", "April 2026", "abril de 2026"),
        ("2026", "2026", "2026"),
        ("2026-21", "spring", "primavera"),
        ("2026-22", "summer", "verano"),
        ("2026-23", "2026", "otoño"),
        ("2026-24", "winter", "invierno"),
        ("2026-03-01/2026-05-31", "March 1, 2026", "31 de mayo de 2026"),
        ("unknown", "", ""),
    ],
)
def test_a_date_prints_as_a_careful_person_writes_it(text: str, en: str, es: str) -> None:
    value = PartialDate.parse(text)

    assert en in EN.partial_date(value)
    assert es in ES.partial_date(value)
    assert EN.partial_date(value)
    assert EN.partial_date(value) != ES.partial_date(value) or text == "2026"


def test_no_two_ways_to_know_a_date_print_alike() -> None:
    texts = ["2026-04-03", "2026-04-03~", "2026-04", "2026", "2026-21", "2026-22", "2026-23", "2026-24", "unknown"]
    texts += ["2026-06-01/2026-06-14", "{2026-06-01..2026-06-14}"]

    for each in (EN, GB, ES, MX):
        assert len({each.partial_date(PartialDate.parse(text)) for text in texts}) == len(texts)


def test_a_date_between_two_names_both() -> None:
    value = PartialDate.parse("2026-03-01/2026-05-31")

    assert all(day in GB.partial_date(value) for day in ("1 March 2026", "31 May 2026"))


@pytest.mark.parametrize(
    ("text", "us", "gb", "es"),
    [
        (
            "{2026-06-01..2026-06-14}",
            "every day from June 1 to June 14, 2026",
            "every day from 1 to 14 June 2026",
            "todos los días del 1 al 14 de junio de 2026",
        ),
        (
            "{2026-05-30..2026-06-14}",
            "every day from May 30 to June 14, 2026",
            "every day from 30 May to 14 June 2026",
            "todos los días del 30 de mayo al 14 de junio de 2026",
        ),
        (
            "{2025-06-01..2026-06-14}",
            "every day from June 1, 2025 to June 14, 2026",
            "every day from 1 June 2025 to 14 June 2026",
            "todos los días del 1 de junio de 2025 al 14 de junio de 2026",
        ),
    ],
)
def test_every_day_says_month_and_year_as_often_as_the_place_does(text: str, us: str, gb: str, es: str) -> None:
    value = PartialDate.parse(text)

    assert (EN.partial_date(value), GB.partial_date(value)) == (us, gb)
    assert {each.partial_date(value) for each in (ES, MX, wording("documents", "es", "es_US"))} == {es}


def test_a_missing_date_of_a_draft_prints_its_mark() -> None:
    assert EN.partial_date(PartialDate.missing("[MISSING: date]")) == "[MISSING: date]"


def test_day_and_month_stand_in_the_order_of_the_place() -> None:
    assert (EN.day(date(2026, 4, 3)), GB.day(date(2026, 4, 3))) == ("April 3, 2026", "3 April 2026")


def test_a_time_names_its_zone_as_it_held_on_that_day() -> None:
    summer = EN.clock(Clock.parse("21:14"), date(2026, 7, 1), "America/Los_Angeles")
    winter = EN.clock(Clock.parse("21:14"), date(2026, 1, 1), "America/Los_Angeles")

    assert ("PDT" in summer, "PST" in winter) == (True, True)
    assert "9:14" in summer
    assert "21:14" in ES.clock(Clock.parse("21:14"), date(2026, 7, 1), "Europe/Madrid")
    assert EN.clock(Clock.parse("21:14"), date(2026, 7, 1), "").endswith("PM")


def test_irish_summer_time_is_named_in_summer_and_gmt_in_winter() -> None:
    """The tz database counts Irish winter as a saving of minus one hour, which would turn the names round."""
    told = {
        month: format_clock(Clock.parse("04:50"), date(2026, month, 12), "Europe/Dublin", "en_IE")[1]
        for month in (1, 3, 7, 10)
    }

    assert told == {1: "GMT", 3: "GMT", 7: "IST", 10: "IST"}


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ([], ""),
        (["Ana"], "Ana"),
        (["Ana", "Eva"], "Ana y Eva"),
        (["Ana", "Eva", "Luis"], "Ana, Eva y Luis"),
        (["Ana", "Isabel"], "Ana e Isabel"),
        (["padres", "hijos"], "padres e hijos"),
        (["Ana", "Íñigo"], "Ana e Íñigo"),
        (["cobre", "hierro"], "cobre y hierro"),
        (["agua", "hielo"], "agua y hielo"),
        (["Ana", "«Iris»"], "Ana e «Iris»"),
        (["una", "iones"], "una y iones"),
        (["Isabel", "Ana"], "Isabel y Ana"),
        (["Yago", "Yolanda"], "Yago y Yolanda"),
        (["a y b", "Irene"], "a y b e Irene"),
    ],
)
def test_a_spanish_list_writes_e_before_the_sound_i(items: list[str], told: str) -> None:
    assert ES.join(items) == told
    assert MX.join(items) == told


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (["threats or insults", "hate"], "threats or insults and hate"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B, and C"),
    ],
)
def test_an_english_list_is_written_as_the_place_writes_it(items: list[str], told: str) -> None:
    assert EN.join(items) == told
    assert GB.join(["A", "B", "C"]) == "A, B and C"


@pytest.mark.parametrize(
    ("where", "currency", "told"),
    [(EN, "USD", "$11,176.50"), (GB, "GBP", "£11,176.50"), (ES, "EUR", "11.176,50\xa0€"), (MX, "MXN", "$11,176.50")],
)
def test_money_is_written_as_the_place_writes_it(where: Wording, currency: str, told: str) -> None:
    assert where.money(Decimal("11176.5"), currency) == told


def test_counted_things_agree_with_their_number() -> None:
    for each in (EN, ES):
        one, many = each.count("pattern.incidents", 1), each.count("pattern.incidents", 12)
        assert one != many
        assert "12" in many


# What is not there ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_sentence_is_an_error_that_names_catalog_and_id(language: str) -> None:
    for ask in (
        lambda each: each.say("no.such"),
        lambda each: each.count("no.such", 2),
        lambda each: each.say("date.about"),
    ):
        with pytest.raises(TemplateProblem) as refused:
            ask(wording("documents", language))
        (problem,) = refused.value.problems
        assert problem.id == "catalog.missing"
        assert problem.place.source == f"locales/{language}/LC_MESSAGES/documents.po"
        assert problem.place.path in ("no.such", "date.about")


def test_a_language_without_a_catalog_is_an_error() -> None:
    with pytest.raises(TemplateProblem) as refused:
        wording("documents", "xx")

    assert refused.value.problems[0].id == "catalog.none"


def test_an_unknown_locale_is_an_error() -> None:
    with pytest.raises(TemplateProblem) as refused:
        wording("documents", "en", "qq_QQ").day(date(2026, 1, 1))

    assert refused.value.problems[0].id == "locale.unknown"


def test_an_empty_or_fuzzy_translation_is_no_translation(tmp_path: Path) -> None:
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    body = 'msgid "a.empty"\nmsgstr ""\n\n#, fuzzy\nmsgid "a.fuzzy"\nmsgstr "guess"\n\nmsgid "a.good"\nmsgstr "good"\n'
    (folder / "program.po").write_text(head + body, encoding="utf-8")

    opened = open_wording((tmp_path,), "program", "xx")

    assert opened.say("a.good") == "good"
    assert not opened.has("a.empty")
    assert not opened.has("a.fuzzy")


def test_a_clinics_sentence_wins_and_the_rest_is_docgens(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "documents.po").write_text(head + 'msgid "date.unknown"\nmsgstr "no date given"\n', encoding="utf-8")

    from builders import the_library

    opened = open_wording((tmp_path, *the_library().locales), "documents", "en")

    assert opened.say("date.unknown") == "no date given"
    assert opened.partial_date(PartialDate.parse("2026-22")) == EN.partial_date(PartialDate.parse("2026-22"))


@pytest.mark.parametrize(
    ("wanted", "served"),
    [
        ("es", "es"), ("es-AR", "es"), ("es_MX.UTF-8", "es"), ("ES", "es"), ("en_GB", "en"), ("C", ""), ("C.UTF-8", ""),
        ("", ""), ("de-AT", ""), ("est", ""), ("eng", ""), ("POSIX", ""),
    ],
)  # fmt: skip
def test_a_language_is_served_along_its_own_chain_only(wanted: str, served: str) -> None:
    assert best_language(wanted, ("en", "es")) == served


def test_a_time_zone_is_known_or_not() -> None:
    assert known_zone("Europe/Madrid")
    assert not known_zone("Europe/Atlantis")
    assert not known_zone("../../etc/passwd")


def test_a_locale_has_its_tag() -> None:
    assert language_tag("es_MX") == "es-MX"
