"""The translator's statement: in what the court and the police read, and in nothing else."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from builders import examples, the_answers, the_library
from conftest import TODAY

import docgen
from docgen.check import printable_names
from docgen.localization import language_name
from docgen.reading_copy import render_reading_copy
from docgen.word import text_of

NAME = "Iris Vane-Translates"
STATEMENTS = {
    "en.us-ca": "Statement of the translator",
    "en.gb-eaw": "Statement of the translator",
    "es.mx": "Declaración de quien tradujo",
    "fr.fr": "Déclaration relative à la traduction",
    "de.ch": "Erklärung zur Übersetzung",
    "it.it": "Dichiarazione di chi ha tradotto",
}
FILED = ("protective-order", "police-statement")


def told(example: str, told_in: str = "ti", translator: str = NAME) -> dict[str, Any]:
    """Return the facts of an example, the summary of the first incident told in another language."""
    facts = copy.deepcopy(examples()[f"{example}.json"])
    first = facts["incidents"][0]
    first["summary"] = {told_in: "…", _language(example): first["summary"]} | (
        {"translator": translator} if translator else {}
    )
    return facts


def _language(example: str) -> str:
    return example.partition(".")[0]


def paper(kind: str, facts: dict[str, Any], example: str = "en.us-ca") -> str:
    """Return the words of the finished document."""
    language, place = example.split(".")
    wish = docgen.Wish(kind=kind, today=TODAY, language=language, jurisdiction=place.upper())
    planned = docgen.plan_document(the_library(), the_answers(facts), wish)
    return "\n".join(
        text_of(each.data) if each.format == "docx" else each.data.decode() for each in docgen.render_document(planned)
    )


@pytest.mark.parametrize("kind", FILED)
@pytest.mark.parametrize("example", STATEMENTS)
def test_a_paper_for_the_court_or_the_police_ends_with_it(example: str, kind: str) -> None:
    facts = told(example)
    text = paper(kind, facts, example)
    wording = the_library().wording("documents", _language(example))
    names = [language_name(code, wording.locale_id) for code in ("ti", wording.language)]

    statement = text[text.index(STATEMENTS[example]) :]
    lines = statement.split("\n")
    assert NAME in lines[1]
    assert all(name in lines[1] for name in names)
    assert lines[3] == NAME
    assert text.index(facts["client"]["name"]) < text.index(STATEMENTS[example])
    assert text.count(NAME) == 2


@pytest.mark.parametrize("kind", ["cease-and-desist", "takedown-request"])
def test_no_letter_and_no_request_to_a_platform_has_it(kind: str) -> None:
    text = paper(kind, told("en.us-ca"))

    assert NAME not in text
    assert STATEMENTS["en.us-ca"] not in text


@pytest.mark.parametrize("kind", FILED)
def test_nobody_states_what_nobody_translated(kind: str) -> None:
    """No translator named, or told in the language of the document."""
    for facts in (told("en.us-ca", translator=""), told("en.us-ca", "en-GB"), examples()["en.us-ca.json"]):
        assert STATEMENTS["en.us-ca"] not in paper(kind, facts)


def test_a_translation_that_the_reader_does_not_see_names_nobody() -> None:
    facts = copy.deepcopy(examples()["en.us-ca.json"])
    facts["incidents"][0]["police_note"] = {"es": "…", "en": "A note.", "translator": NAME}

    assert NAME not in paper("protective-order", facts)
    assert paper("police-statement", facts).count(NAME) == 2


def test_each_translator_states_each_language_once() -> None:
    facts = told("en.us-ca")
    facts["incidents"][1]["summary"] = {"ti": "…", "en": "Again.", "translator": NAME}
    facts["background"] = {"quc": "…", "en": "Then.", "translator": NAME}
    facts["incidents"][1]["effect"] = {"xyz": "…", "en": "Fear.", "translator": "Bo Reis"}
    text = paper("protective-order", facts)

    assert text.count(STATEMENTS["en.us-ca"]) == 3
    assert "from Tigrinya into English" in text
    assert "from Kʼicheʼ into English" in text
    assert "from xyz into English" in text  # a language that CLDR does not name


def test_the_reading_copy_tells_the_person_what_the_translator_states(tmp_path: Path) -> None:
    wish = docgen.Wish(kind="protective-order", today=TODAY, language="en", jurisdiction="US-CA")
    copied = render_reading_copy(the_library(), the_answers(told("en.us-ca", "es")), wish, "es", "copy.docx")
    text = text_of(copied.data)

    assert STATEMENTS["en.us-ca"] in text
    assert "traduje del español al inglés" in text


def test_anyone_may_read_who_translated() -> None:
    known = printable_names()
    names = [name for name in known if name.startswith("translations")]

    assert sorted(names) == [
        "translations",
        "translations[]",
        "translations[].into",
        "translations[].told_in",
        "translations[].translator",
    ]
    assert len({known[name] for name in names}) == 1
