"""Notes on a long text: what they see, what they leave alone, and that they never fail."""

from __future__ import annotations

import functools
import time

import pytest
from builders import LANGUAGES, wording
from hypothesis import given
from hypothesis import strategies as st

from docgen.notes import NoteWords, note_words, text_notes
from docgen.notes.addresses import holds_address

SUMMARY = "incidents.summary"
TOLD = {"exact_words": "answer me or youll see"}
"""An incident whose words are told, so that only the other notes remain."""


@functools.cache
def words(language: str) -> NoteWords:
    return note_words(wording("program-interview", language))


def notes(text: str, language: str = "en", fact: str = SUMMARY, **values: object) -> tuple[str, ...]:
    record = {**TOLD, **values}
    return text_notes(fact, text, {"matter": {}, **record}, words(language))


# A threat without its words -------------------------------------------------------------------------------------------

THREATS = {
    "en": ("He threatened my mother.", "She said that she would kill me.", "He wrote: answer, or else.", "KILLING"),
    "es": ("Me amenazó de muerte.", "Dijo que me iba a matar.", "AMENAZO CON PUBLICARLO", "va a quemar mi casa"),
}
HARMLESS = {
    "en": (
        "I took a painkiller.",
        "She has skills.",
        "He came to Killarney.",
        "He posted my photo.",
        "I was hurt by it.",
    ),
    "es": (
        "La matrícula del coche.",
        "La materia era difícil.",
        "Un disparate.",
        "Publicó mi foto.",
        "Pegué un cartel.",
    ),
}


@pytest.mark.parametrize(("language", "text"), [(each, text) for each in THREATS for text in THREATS[each]])
def test_a_threat_without_its_words_is_noted(language: str, text: str) -> None:
    assert notes(text, language, exact_words="") == ("note.no-exact-words",)
    assert text_notes(SUMMARY, text, {"matter": {}}, words(language)) == ("note.no-exact-words",)


@pytest.mark.parametrize(("language", "text"), [(each, text) for each in HARMLESS for text in HARMLESS[each]])
def test_what_is_no_threat_is_left_alone(language: str, text: str) -> None:
    assert notes(text, language, exact_words="") == ()


def test_words_that_are_given_or_declined_are_not_asked_for_again() -> None:
    assert notes("He threatened me.") == ()
    assert notes("He threatened me.", exact_words=None) == ()


def test_only_the_summary_of_an_incident_wants_exact_words() -> None:
    assert text_notes("background", "He threatened me.", {}, words("en")) == ()


# What should stay private ---------------------------------------------------------------------------------------------

PRIVATE = (
    "He came to 12 Oak Street at night.",
    "he waits outside 12 north oak street",
    "He knows 221B Baker St, London.",
    "4 Old Mill Court is where I sleep",
    "I live in apt 4, 1200 42nd Street.",
    "My flat is near SW1A 1AA.",
    "Sacramento, CA 95814 is on the parcel.",
    "He wrote to 415-555-0199 all night",
    "He rang (415) 555-0199.",
    "He rang +44 20 7946 0958 twice.",
    "my number is 5550199",
    "his phone 600 123 456 rang mine",
    "He mails me at dana@example.com every day.",
    "Tel.: 55 1234 5678",
    "Call 4155550199",
)
PRIVADO = (
    "Vino a la calle Mayor 12 de noche.",
    "vivo en la calle mayor, 12",
    "Me espera en C/ Mayor, 12, 3º B.",
    "Está en avenida de los Reyes Católicos 45.",
    "Paseo de la Reforma No. 222",
    "Mi edificio está en 28013 Madrid.",
    "Escribió a Puebla, 72000.",
    "Mi casa, C.P. 06600",
    "Me llamó al 600 123 456.",
    "Me llamó al 55 1234 5678.",
    "Me escribe a dana@example.com.",
)
PUBLIC = (
    "On 3 April 2026 at 21:14 he wrote again.",
    "On 2026-04-03 21:14 he wrote, and on 03/04/2026 09:10 too.",
    "Between 2024-2026 he wrote 1200 times.",
    "It cost $1,200,000.00, or 1.200.000 €, or USD 12000000, or 12000000 dollars.",
    "It has 1 200 000 views and 12 000 000 likes.",
    "§ 422 and § 646.9 of the Penal Code",
    "@user5550100 and user5550100 wrote to me.",
    "See https://example.com/status/5550100199 and www.example.com/4155550199.",
    "Report #4155550199, nº 4155550199, case 4155550199, ref. 24-1234567.",
    "Post 123456789012345678 is still there.",
    "On 3 April court was closed. The 3 April 2026 Court hearing.",
    "I saw 2 men in the street, and 5 minutes down the road a third.",
    "1. 2. 3. 4. 5. 6. 7. 8.",
    "The server was 192.168.10.25.",
    "20260403 was the name of the file.",
    "I told him 3 times. Close friends saw it.",
    "I have an M1 8GB laptop and live on the 2nd floor.",
    "On April 3 Dr Example saw me.",
    "From May 2026 Dr Example saw me.",
    "He waited 20 minutes in the road and 30 in the street.",
)
PUBLICO = (
    "El 3 de abril de 2026 a las 21:14 me siguió por la calle el 3 de mayo.",
    "En la calle durante 3 horas y en la plaza vi 3 coches.",
    "El artículo 172 ter y el 1.200.000 €.",
    "Denuncia nº 4155550199, expediente 2026/00123456.",
    "Pagué 12000 Pesos. Gasté 12000 euros.",
    "De camino a casa 3 hombres me miraron.",
    "Salí a la calle a las 9.",
    "El usuario @ana5550100 publicó 20 fotos.",
)


PRIVE = (
    "J'habite 12 rue de la Paix.", "il m’attend au 12 rue de la paix", "Il est venu au 1418 boulevard Saint-Laurent hier.",
    "12, avenue Foch", "au 12 bis, rue Victor-Hugo", "12bis rue Victor Hugo", "3 B rue du Lac", "1 place Bellecour",
    "Il sait que c'est 5, place de l'Église.", "au 12 rue du 8 mai 1945", "rue de la Paix 12", "12 avenue d'Italie",
    "8 impasse des Lilas", "Er wohnt Bahnhofstrasse 12.",
)  # fmt: skip
PUBLIQUE = (
    "Le 3 avril 2026, rue de la Paix, il m’a suivie.", "À 21 h 30, place de la République, il criait.",
    "Il était 21h30 place de la République.", "à 21:30 avenue Foch", "En 2024 avenue Foch, il y avait une fête.",
    "Il restait 1 place de libre.", "J’ai traversé 3 rues.", "J’ai 3 cours de piano.", "Le 3, la rue était déserte.",
    "Il m’a bloquée 2 fois dans la rue.", "J’ai vu 12 voitures rue de la Paix.", "Il a publié 20 photos avec ma place.",
)  # fmt: skip


@pytest.mark.parametrize("text", PRIVE)
def test_a_french_address_needs_no_post_code_to_be_noted(text: str) -> None:
    assert notes(text, "fr") == ("note.private-place",)


@pytest.mark.parametrize("text", PUBLIQUE)
def test_a_french_street_beside_another_number_is_left_alone(text: str) -> None:
    assert notes(text, "fr") == ()


@pytest.mark.parametrize("text", [
    "Ich wohne in der Hauptstraße 12.", "Er stand vor der Hauptstrasse 12 und klingelte.", "hauptstraße 12",
    "Hauptstr. 12, 1. Stock", "Lindenweg 4a", "Er kam zum Lindenweg Nr. 4a.", "Am Markt 3", "ich wohne am Markt 3 in Hof",
    "Unter den Linden 77", "Lange Straße 5", "Konrad-Adenauer-Straße 5", "Schillerplatz 3, Hinterhaus",
    "Kurfürstendamm 200", "Goethering 8 ist mein Haus", "Mainufer 14/16",
])  # fmt: skip
def test_a_german_street_with_its_number_is_seen(text: str) -> None:
    assert holds_address(text, words("de").places.streets)


@pytest.mark.parametrize("text", [
    "Auf der Straße 3 Leute.", "In der Hauptstraße 3 fremde Männer, die warteten.", "Auf der Straße 2 mal.",
    "In der Hauptstraße 21:30 Uhr", "Auf dem Heimweg 3 Anrufe.", "Auf Platz 3 kam er.", "Der Parkplatz 12 war frei.",
    "Hauptstraße, 3. April 2026", "Seit der Sonnenallee 2024 nicht mehr.", "Am Montag 3 Nachrichten.",
    "Auf der Hauptstraße. 3 Leute sahen es.", "Am Bahnhof 5 Minuten gewartet.", "Er hat 12 Straßen abgesucht.",
    "Im Supermarkt 3 Stunden.", "Die Straße 3.", "Am Ring 10 Leute", "Danach ging er weg 3 Stunden lang.",
])  # fmt: skip
def test_a_german_street_with_what_is_counted_or_a_time_is_left_alone(text: str) -> None:
    assert not holds_address(text, words("de").places.streets)


TELEPHONES = (
    "06 12 34 56 78", "06.12.34.56.78", "+33 6 12 34 56 78", "0033 6 12 34 56 78", "+33 (0)6 12 34 56 78", "06-12-34-56-78",
    "06\u00a012\u00a034\u00a056\u00a078", "06\u202f12\u202f34\u202f56\u202f78", "01 02 03 04 05", "079 555 01 23",
    "030/5550123", "0171 / 555 01 23", "(030) 5550123", "+49 171 5550123", "+39 06 555 0123", "+351 21 555 0123",
)  # fmt: skip
NO_TELEPHONES = (
    "03 04 2026 21:14", "03.04.2026 09:10", "3.4.2026 21h14", "03-04-2026", "21:14 03 04 2026", "10.20.30.40",
    "03/04 2026", "2026/27", "12/13 2026", "24/7", "1 200 000",
)  # fmt: skip


@pytest.mark.parametrize("number", TELEPHONES)
def test_a_telephone_number_is_no_day_with_digits_behind_it(number: str) -> None:
    assert notes(f"Il a écrit au {number} toute la nuit.", "fr") == ("note.private-place",)
    assert notes(number, "en") == ("note.private-place",)


@pytest.mark.parametrize("number", NO_TELEPHONES)
def test_a_day_with_or_without_a_time_is_no_telephone_number(number: str) -> None:
    assert notes(f"Le {number} il est revenu.", "fr") == ()
    assert notes(number, "en") == ()


@pytest.mark.parametrize(
    ("language", "text"), [*(("en", text) for text in PRIVATE), *(("es", text) for text in PRIVADO)]
)
def test_where_one_lives_and_how_to_reach_one_is_noted(language: str, text: str) -> None:
    assert notes(text, language) == ("note.private-place",)


@pytest.mark.parametrize(
    ("language", "text"), [*(("en", text) for text in PUBLIC), *(("es", text) for text in PUBLICO)]
)
def test_dates_amounts_links_names_and_numbers_of_cases_are_left_alone(language: str, text: str) -> None:
    assert notes(text, language) == ()


MATTER = {
    "client": {
        "name": "Dana Example",
        "home_address": "12 Oakapple Rise\nHarbourtown",
        "home_phone": "0199",
        "shelter": "Harbour House",
        "contact": {"email": "clinic@example.com", "phone": "+1 415 555 0123", "address": "9 Clinic Street\nBigtown"},
    },
    "respondent": {"name": "Rob Example", "emails": ["rob@example.com"]},
    "witnesses": [{"id": "w1", "name": "Wanda Example", "contact": "Wanda at the bakery"}],
    "safety": {"support": "Harbour House"},
}


@pytest.mark.parametrize(
    "text", ["He was at HARBOUR   house", "he wrote “12 oakapple rise”", "She is Wanda at the bakery"]
)
def test_a_private_fact_told_before_is_noted_however_it_is_written(text: str) -> None:
    assert notes(text, matter=MATTER) == ("note.private-place",)


@pytest.mark.parametrize(
    "text", ["Write to clinic@example.com.", "Ring +1 (415) 555-0123.", "It went to 9 Clinic Street.", "Dana Example"]
)
def test_what_is_told_to_everybody_is_no_secret(text: str) -> None:
    assert notes(text, matter=MATTER) == ()


def test_the_other_persons_own_address_may_stand_in_what_only_they_and_the_court_read() -> None:
    text = "He wrote from rob@example.com."

    assert notes(text, fact="incidents.context", matter=MATTER) == ()
    assert notes(text, matter=MATTER) == ("note.private-place",), "a platform may publish it"


def test_a_private_fact_of_the_same_incident_is_noted() -> None:
    note = "The neighbour upstairs lets me sleep on her sofa."

    assert notes(f"I fled. {note}", police_note=note) == ("note.private-place",)


def test_what_only_the_police_read_may_tell_everything() -> None:
    assert notes("He came to 12 Oak Street.", fact="incidents.police_note") == ()
    assert text_notes("safety.immediate_risk", "12 Oak Street", {}, words("en")) == ()


def test_copied_words_are_searched_too() -> None:
    assert notes("i know you live at 12 oak street", fact="incidents.exact_words") == ("note.private-place",)


@pytest.mark.parametrize("fact", ["client.home_address", "client.contact.address", "client.name", "answers", "no.such"])
def test_short_facts_and_facts_of_a_clinic_get_no_notes(fact: str) -> None:
    assert text_notes(fact, "12 Oak Street, psycho, I will kill you", {}, words("en")) == ()


# Names called ---------------------------------------------------------------------------------------------------------

NAMES = {
    "en": (
        "My ex is a psycho.",
        "That bastard wrote again.",
        "He is a LIAR!",
        "He’s crazy.",
        "You know: psychopathic.",
    ),
    "es": ("Mi ex es un psicópata.", "Ese cabrón escribió otra vez.", "ES UN MENTIROSO", "Está loco."),
}
NO_NAMES = {
    "en": (
        "He wrote “you are a psycho”.",
        'He wrote: "you crazy bitch, you liar".',
        "He said 'you're a liar' and hung up.",
        "> you psycho\nHe sent that.",
        "He called me a thief, a liar and a whore.",
        "I was sick for a week.",
        "My psychologist wrote a report.",
        "It was a crazy week and I went crazy with fear.",
        "@psycho_liar and #liar, https://example.com/liar",
        "He wrote “never closed, you liar",
    ),
    "es": (
        "Escribió «eres una loca».",
        "Me llamó loca y mentirosa.",
        "Mi psicóloga hizo un informe.",
        "La locomotora.",
        "Me volvió loca con sus mensajes.",
        "Estuve enferma.",
    ),
}


@pytest.mark.parametrize(("language", "text"), [(each, text) for each in NAMES for text in NAMES[each]])
def test_names_called_in_ones_own_account_are_noted(language: str, text: str) -> None:
    assert notes(text, language) == ("note.calls-names",)


@pytest.mark.parametrize(("language", "text"), [(each, text) for each in NO_NAMES for text in NO_NAMES[each]])
def test_quoted_words_names_the_client_was_called_and_illness_are_left_alone(language: str, text: str) -> None:
    assert notes(text, language) == ()


def test_a_quotation_ends_with_its_paragraph() -> None:
    assert notes("He wrote “never closed.\n\nHe is a psycho.") == ("note.calls-names",)


@pytest.mark.parametrize("fact", ["incidents.exact_words", "incidents.translation"])
def test_exact_words_may_call_names(fact: str) -> None:
    assert notes("you psycho", fact=fact) == ()


# Whatever is typed ----------------------------------------------------------------------------------------------------


@given(st.text(), st.sampled_from(LANGUAGES), st.sampled_from([SUMMARY, "incidents.exact_words", "background"]))
def test_no_text_breaks_the_notes(text: str, language: str, fact: str) -> None:
    assert set(notes(text, language, fact)) <= {"note.no-exact-words", "note.private-place", "note.calls-names"}


@given(st.lists(st.sampled_from(["12", "oak", "street", " ", "calle", "“", '"', "'", "\n", "@", ".", "²", "٣", "５"])))
def test_no_address_breaks_the_notes(parts: list[str]) -> None:
    notes("".join(parts))


_JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9), lambda each: st.lists(each) | st.dictionaries(st.sampled_from(["client", "home_address", "witnesses", "contact", "matter"]), each), max_leaves=9)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["matter", "client", "exact_words", "witnesses", "device"]), _JSON))
def test_no_facts_break_the_notes(values: dict[str, object]) -> None:
    text_notes(SUMMARY, "He is at 12 Oak Street.", values, words("en"))


LONG = ("a", "a ", "1", "1 ", "12 ", "1-", "12-", "@", "a@", "a.", "@a.", "“", '"', "'", "'a", "> \n", "\n", "\n \t", ".",
        "12 a ", "calle ", "calle a ", "street ", "12 a street", "CA 9", "Aa, ", "28013 ", "+(", "call me ", "é", "12 rue ", "strasse 1 ", "1 bis rue a ", "#", "me a ",
        "https://", "19", "2026-", "1,", "12 A St Ab ", "$1 ")  # fmt: skip


@pytest.mark.parametrize("part", LONG)
def test_the_longest_text_takes_a_moment(part: str) -> None:
    """200,000 characters; a search that looks again and again from each of them would take hours."""
    text = (part * 200_000)[:200_000]
    start = time.process_time()
    text_notes(SUMMARY, text, {"matter": MATTER}, words("en"))
    text_notes(SUMMARY, text, {"matter": MATTER}, words("es"))
    text_notes(SUMMARY, text, {"matter": MATTER}, words("fr"))

    assert time.process_time() - start < 10
