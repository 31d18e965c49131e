"""A shelter gives itself away by half of its name and with its letters set apart; innocent words stop no letter."""

from __future__ import annotations

import pytest
from builders import a_matter, the_answers, the_facts
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import LeakStopped
from docgen.facts import read_matter
from docgen.leaks import hidden_facts, refuse_leaks
from docgen.matter import Matter
from docgen.matter.audiences import Audience
from docgen.own_questions.folder import ClinicQuestions, own_questions_of
from docgen.own_questions.question import OwnQuestion, QuestionType, Readers
from docgen.plain_words import plain_part

CLIENT = {"name": "Ana Lind", "contact": {"email": "ana@example.org", "address": "PO Box 5501\nSacramento, CA 95809"}}


def found(text: str, audience: Audience = Audience.RESPONDENT, **client: str) -> list[str]:
    """Return the facts of the client that a document with the `text` would give away."""
    return found_of(a_matter(client={**CLIENT, **client}), text, audience)


def found_of(matter: Matter, text: str, audience: Audience = Audience.RESPONDENT) -> list[str]:
    try:
        refuse_leaks(lambda: [plain_part("word/document.xml", text)], hidden_facts(matter, audience))
    except LeakStopped as stopped:
        return sorted({each.place.path for each in stopped.problems})
    return []


SHELTER = "Seagull House Women’s Refuge, 14 Harbor Lane, Springfield"


@pytest.mark.parametrize(
    "text",
    [
        "I am staying at Seagull House.", "the Seagull House women", "at seagullhouse.example.org/arrivals",
        "I moved to Harbor Lane.", "14 Harbor Lane", "14, Harbor", "S e a g u l l", "S-e-a-g-u-l-l H.o.u.s.e",
        "s e a g u l l h o u s e", "H a r b o r L a n e", "ｓ ｅ ａ ｇ ｕ ｌ ｌ",
    ],
)  # fmt: skip
def test_part_of_a_shelters_name_or_of_its_address_is_found(text: str) -> None:
    assert found(text, shelter=SHELTER) == ["client.shelter"]


@pytest.mark.parametrize(
    ("name", "half"),
    [
        ("Casa Gaviota para Mujeres", "en la Casa Gaviota"), ("Foyer Mésange du Nord", "au foyer Mésange"),
        ("Haus Möwe für Frauen", ""), ("Frauenhaus Silbermöwe Nord", "im Frauenhaus Silbermöwe"),
        ("Rifugio Gabbiano delle Donne", "al rifugio Gabbiano"), ("Casa Andorinha de Apoio", "na casa Andorinha"),
        ("دار النورس للنساء", "في دار النورس"),
    ],
)  # fmt: skip
def test_half_of_a_name_is_found_in_each_language(name: str, half: str) -> None:
    assert found(half or name, shelter=name) == ["client.shelter"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Hope House Women’s Refuge", "I hope that this stops. I have hope."),
        ("Safe House Project Springfield", "There is no safe house for this kind of thing."),
        ("My Sister’s House Program", "I spent the night at her sister’s house."),
        ("Springfield Center for Women", "The Springfield center is close. For women it is not safe."),
        ("Casa de la Mujer Los Angeles", "Vivo en Los Angeles, en casa de la madre de una amiga."),
        ("Frauenhaus Berlin", "Berlin, das ganze Haus wusste davon."),
        ("Seagull House", "A seagull stood on the house."),
        ("Open House Shelter", "They came to the open house at school."),
        ("Seagull House Refuge Springfield", "R E F U G E E S W E L C O M E"),
        ("Women Refuge Seagull", "the women refuge"),
        ("Harmony House Shelter", "We lived in harmony. I M P O R T A N T: D o n o t e n t e r"),
    ],
)
def test_innocent_words_stop_no_letter(name: str, text: str) -> None:
    assert found(text, shelter=name) == []


@pytest.mark.parametrize(
    ("fact", "name", "text"),
    [
        ("school", "Springfield High School", "We met in high school, and Springfield is small."),
        ("school", "Public School, 5 Oak Street", "It was in the public school."),
        ("workplace", "Acme Customer Service", "I called the customer service twice."),
        ("workplace", "New York Times", "He drove from New York many times."),
        ("workplace", "New York, downtown office", "The accounts are run from New York."),
        ("workplace", "Acme House Cleaning", "She asked about house cleaning."),
    ],
)
def test_a_school_and_a_workplace_are_found_whole_and_their_words_stop_no_letter(
    fact: str, name: str, text: str
) -> None:
    assert found(text, **{fact: name}) == []
    assert found(f"They wrote to {name}.", **{fact: name}) == [f"client.{fact}"]


def test_an_address_behind_the_name_of_a_workplace_is_found_as_an_address_is() -> None:
    assert found("He waits in Harbor Lane 14", workplace="Acme, 14 Harbor Lane") == ["client.workplace"]
    assert found("He waits in Harbor Lane", school="North School; 14 Harbor Lane") == ["client.school"]


def test_a_letterhead_with_its_letters_set_apart_stops_no_letter_where_the_reader_may_see_its_words() -> None:
    text = "S A C R A M E N T O\nE X H I B I T S A B C D E F G\nI M P O R T A N T"

    assert found(text, home_address="12 Mill Street\nSacramento, CA 95814", shelter=SHELTER) == []


def test_the_police_may_read_of_a_home_and_nobody_may_of_a_shelter() -> None:
    assert found("M i l l S t r e e t 1 2", home_address="12 Mill Street") == ["client.home_address"]
    assert found("M i l l S t r e e t 1 2", Audience.CLINIC, home_address="12 Mill Street") == []


# Own answers ----------------------------------------------------------------------------------------------------------


def _with_own(text: str) -> Matter:
    texts = {"en": "note"}
    question = OwnQuestion(name="note", type=QuestionType.TEXT, label=texts, ask=texts, readers=Readers.EVERYONE)
    own = own_questions_of([("", "questions.toml", ClinicQuestions(own=(question,)))], ())
    facts = the_facts(client={**CLIENT, "shelter": SHELTER, "home_address": "12 Mill Street"}, answers={"note": text})
    return read_matter(the_answers(facts), (), own)


@pytest.mark.parametrize("text", ["I live in Mill Street now", "Seagull House", "Harbor Lane", "S e a g u l l"])
def test_an_own_answer_for_everyone_lets_no_place_through(text: str) -> None:
    assert found_of(_with_own(text), f"Note: {text}") != []


# Whatever the words -----------------------------------------------------------------------------------------------------

LETTERS = st.text("bcdfgklmnprstvz", min_size=3, max_size=4).map("a".join)
NAMES = st.tuples(LETTERS, st.sampled_from(["House", "Refuge", "Lodge", "Haven"]))
BETWEEN = st.sampled_from([" ", "-", ".", " - ", "\u00a0", "_", " . "])
AROUND = st.sampled_from(["I am at {}", "{}", "see ({}).", "a b {} c", "A. {} is it"])


@given(NAMES, BETWEEN, AROUND)
def test_a_name_is_found_with_anything_between_its_letters(name: tuple[str, str], between: str, around: str) -> None:
    text = around.format(between.join("".join(name)))

    assert found(text, shelter=f"{' '.join(name)} for Women") == ["client.shelter"]


@given(NAMES, AROUND)
def test_a_name_is_found_by_its_half(name: tuple[str, str], around: str) -> None:
    assert found(around.format(" ".join(name)), shelter=f"{' '.join(name)} for Women") == ["client.shelter"]


COMMON = st.sampled_from(
    [
        "i",
        "he",
        "she",
        "it",
        "was",
        "at",
        "the",
        "a",
        "house",
        "home",
        "school",
        "street",
        "night",
        "my",
        "sister",
        "mother",
        "safe",
        "place",
        "women",
        "refuge",
        "called",
        "wrote",
        "said",
        "message",
        "account",
        "phone",
        "waited",
        "outside",
        "work",
        "left",
        "came",
        "back",
        "s",
        "t",
        "u",
        "v",
        "w",
    ]
)


@given(st.lists(COMMON, max_size=60).map(" ".join), NAMES)
def test_a_text_without_the_telling_word_never_stops(text: str, name: tuple[str, str]) -> None:
    assert found(text, shelter=f"{' '.join(name)} for Women, 14 Harbor Lane") == []
