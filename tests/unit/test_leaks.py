"""The last gate: a fact that the reader must not see is found however it is written, and innocent text is left alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from builders import (
    ALL_KINDS,
    Canary,
    a_brief,
    a_matter,
    a_plan,
    canary_matter,
    examples,
    hidden_from,
    texts_in,
    the_answers,
    the_library,
)

from docgen.dates import BirthDate
from docgen.errors import LeakStopped
from docgen.facts import read_matter
from docgen.leaks import hidden_facts, refuse_leaks
from docgen.matter import Matter
from docgen.matter.audiences import Audience
from docgen.matter.values import Address, Email, Line, Phone, Prose, Words
from docgen.plain_words import plain_part

LETTER = "Dear Sir, stop at once. On April 3, 2026 you wrote: “{}” and the police were told."
SEARCHED = (Address, BirthDate, Email, Phone, Prose, Words)
"""Types of fact that the search looks for. A plain `Line` is one too; its other kinds (`Detail`, ids) are not."""


def _found(matter: Matter, text: str, audience: Audience = Audience.RESPONDENT) -> list[str]:
    """Return the paths of the facts that `audience` must not see and that stand in `text`."""
    try:
        refuse_leaks(lambda: [plain_part("word/document.xml", text)], hidden_facts(matter, audience))
    except LeakStopped as stopped:
        return [problem.place.path for problem in stopped.problems]
    return []


def _client(**facts: object) -> Matter:
    return a_matter(client={"name": "Ana Lind", "contact": {"email": "ana@example.org"}, **facts})


def _is_searched(canary: Canary) -> bool:
    return canary.type is Line or (isinstance(canary.type, type) and issubclass(canary.type, SEARCHED))


# Every fact -----------------------------------------------------------------------------------------------------------


def _as_it_stands(text: str) -> str:
    return text


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _accented(text: str) -> str:
    return unicodedata.normalize("NFD", text.replace("e", "é").replace("a", "ä"))


def _over_lines(text: str) -> str:
    return text.replace(" ", "\n  ")


def _with_dashes(text: str) -> str:
    return text.replace(" ", "\u2011")


def _with_hidden_signs(text: str) -> str:
    """Put zero-width spaces and soft hyphens between the letters, as a post does that wants to pass a filter."""
    return "\u200b".join(text[:4]) + "\u00ad".join(text[4:])


DISGUISES: tuple[Callable[[str], str], ...] = (
    _as_it_stands, str.upper, str.lower, str.title, _without_accents, _accented, _over_lines, _with_dashes, _with_hidden_signs,
)  # fmt: skip


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("audience", [Audience.RESPONDENT, Audience.PLATFORM, Audience.COURT, Audience.POLICE], ids=str)
def test_every_hidden_fact_is_found_wherever_it_is_planted(audience: Audience, disguise: Callable[[str], str]) -> None:
    matter = canary_matter()
    hidden = hidden_facts(matter, audience)
    planted = [canary for canary in hidden_from(audience) if _is_searched(canary)]

    missed = []
    for canary in planted:
        text = LETTER.format(disguise(str(canary.value)))
        try:
            refuse_leaks(lambda text=text: [plain_part("word/footer1.xml", text)], hidden)
        except LeakStopped as stopped:
            if str(canary) in [problem.place.path for problem in stopped.problems]:
                continue
        missed.append(str(canary))

    assert planted
    assert missed == []


def test_a_leak_names_the_fact_and_the_part_and_never_the_value() -> None:
    matter = _client(shelter="Heronsgate House")

    with pytest.raises(LeakStopped) as stopped:
        refuse_leaks(
            lambda: [
                plain_part("word/document.xml", "All is well."),
                plain_part("docProps/core.xml", "heronsgate house"),
            ],
            hidden_facts(matter, Audience.RESPONDENT),
        )

    (problem,) = stopped.value.problems
    assert (problem.place.source, problem.place.path) == ("docProps/core.xml", "client.shelter")
    assert "eronsgate" not in repr(stopped.value) + repr(problem)


def test_what_is_looked_for_cannot_be_read_from_a_log() -> None:
    hidden = hidden_facts(_client(shelter="Heronsgate House", home_phone="916-555-0142"), Audience.RESPONDENT)

    assert "heronsgate" not in repr(hidden)
    assert "5550142" not in repr(hidden)


# Telephone numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "916-555-0142", "916.555.0142", "(916) 555-0142", "916 555 0142", "+1 916 555 0142", "001-916-555-0142",
        "9165550142", "916\u00a0555\u00a00142", "916/555 01 42", "9 1 6 5 5 5 0 1 4 2", "916–555–0142", "tel:+19165550142",
        "９１６ ５５５ ０１４２", "916-\n555-0142", "916\u200b5550142",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_by_its_digits(written: str) -> None:
    assert _found(_client(home_phone="(916) 555-0142"), LETTER.format(written)) == ["client.home_phone"]


@pytest.mark.parametrize("told", ["+44 20 7946 0018", "020 7946 0018", "0044 20 79460018"])
@pytest.mark.parametrize("written", ["+44 (0)20 7946 0018", "020 7946 0018", "(020) 7946-0018", "+442079460018"])
def test_a_country_code_in_either_place_hides_no_telephone_number(told: str, written: str) -> None:
    assert _found(_client(home_phone=told), LETTER.format(written)) == ["client.home_phone"]


@pytest.mark.parametrize("written", ["916-555-0143", "case 2026-916-5550", "on 9/16 at 5:55, 01.42 euros", ""])
def test_another_number_is_no_telephone_number(written: str) -> None:
    assert _found(_client(home_phone="(916) 555-0142"), LETTER.format(written)) == []


# Addresses ------------------------------------------------------------------------------------------------------------

HOME = "1418 Larkmoor Street, Apt 6\nSacramento, CA 95803"


@pytest.mark.parametrize(
    "written",
    [
        "1418 Larkmoor Street, Apt 6, Sacramento, CA 95803", "1418 larkmoor st", "1418 Larkmoor St. #6", "1418, Larkmoor",
        "1418\nLarkmoor\nStreet", "No. 1418, Larkmoor Street", "1418 LARKMOOR STREET APARTMENT 6", "CA 95803", "95803",
        "1418 Lárkmoor", "Larkmoor Street", "Larkmoor Street 1418",
    ],
)  # fmt: skip
def test_an_address_is_found_however_it_is_written(written: str) -> None:
    assert _found(_client(home_address=HOME), LETTER.format(written)) == ["client.home_address"]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("Calle de la Luna, 15, 3.º B\n28004 Madrid", "calle de la luna 15"),
        ("Calle de la Luna, 15, 3.º B\n28004 Madrid", "C/ de la Luna, n.º 15"),
        ("Calle de la Luna, 15, 3.º B\n28004 Madrid", "28004"),
        ("Av. Álvaro Obregón 286, int. 4\nCol. Roma Norte, 06700 Ciudad de México", "Avenida Alvaro Obregon núm. 286"),
        ("Flat 3\nRosewood House\n12 Mill Lane\nBath BA1 1AA", "12 Mill Ln"),
        ("Flat 3\nRosewood House\n12 Mill Lane\nBath BA1 1AA", "BA1 1AA"),
        ("12\nMill Lane\nBath", "Mill Lane"),
        ("14 Ring Road\nLeeds", "14 Ring Rd"),
        ("4 Flat Rock Road\nLeeds", "Flat Rock Road"),
        ("12 rue de la Paix\n75002 Paris", "12, rue de la paix"),
        ("12 rue de la Paix\n75002 Paris", "RUE DE LA PAIX"),
        ("12 rue de la Paix\n75002 Paris", "12, r. de la Paix"),
        ("12 rue de la Paix\n75002 Paris", "rue de la Paix n° 12"),
        ("12 rue de la Paix, bâtiment B, 75002 Paris", "rue de la Paix"),
        ("12 rue des Lilas bâtiment B, 75002 Paris", "rue des Lilas"),
        ("12 rue des Lilas, Paris", "rue des Lilas"),
        ("12 rue de la Paix\n75002 Paris", "75002"),
        ("12 bis avenue Foch\n69006 Lyon", "12bis, avenue Foch"),
        ("12 bis avenue Foch\n69006 Lyon", "12 avenue Foch"),
        ("1418, boulevard Saint-Laurent\nMontréal (Québec) H2X 2S6", "1418 boul Saint-Laurent"),
        ("1418, boulevard Saint-Laurent\nMontréal (Québec) H2X 2S6", "bd Saint-Laurent"),
        ("Hauptstraße 12\n10115 Berlin", "Hauptstrasse 12"),
        ("Hauptstraße 12\n10115 Berlin", "HAUPTSTRASSE 12"),
        ("Hauptstraße 12\n10115 Berlin", "Hauptstr. 12"),
        ("Hauptstraße 12\n10115 Berlin", "Haupt-Str. Nr. 12"),
        ("Hauptstr. 12\n10115 Berlin", "in der Hauptstraße"),
        ("Seeweg 4a\n10115 Berlin", "Seeweg Nr. 4a"),
        ("Lange Straße 5\n10115 Berlin", "Lange Str. 5"),
        ("Konrad-Adenauer-Straße 5\n10115 Berlin", "Konrad Adenauer Strasse"),
        ("Am Markt 3\n34117 Kassel", "Am Markt, Nr. 3"),
        ("Straße der Einheit 7\n10115 Berlin", "Str. der Einheit 7"),
        ("Bahnhofstrasse 12\n8001 Zürich", "8001 Zürich"),
        ("Bahnhofstrasse 12\n8001 Zürich", "Bahnhofstr. 12"),
        ("Via Garibaldi 12, interno 4\n20121 Milano MI", "via Garibaldi, 12"),
        ("Via Garibaldi 12, interno 4\n20121 Milano MI", "in via Garibaldi"),
        ("P.zza della Vittoria 3\n20121 Milano MI", "piazza della Vittoria"),
        ("Rua da Madalena, n.º 12, 3.º Dto.\n1100-001 Lisboa", "R. da Madalena, 12"),
        ("Rua da Madalena, n.º 12, 3.º Dto.\n1100-001 Lisboa", "rua da Madalena"),
        ("Rua da Madalena, n.º 12, 3.º Dto.\n1100-001 Lisboa", "1100-001 Lisboa"),
        ("شارع النهضة 12\nالقاهرة", "شارع النهضة"),
    ],
)
def test_an_address_of_another_country_is_found_too(address: str, written: str) -> None:
    assert _found(_client(home_address=address), LETTER.format(written)) == ["client.home_address"]


@pytest.mark.parametrize(("street", "number", "written"), [
    ("{} rue de la Paix", "12", "12, r. de la Paix"), ("{} rue de la Paix", "12", "rue de la Paix n° 12"),
    ("Hauptstraße {}", "12", "Hauptstr. 12"), ("Hauptstraße {}", "12", "Haupt-Straße Nr. 12"), ("Seeweg {}", "4a", "Seeweg 4a"),
    ("{} Ring Road", "14", "Ring Rd. 14"), ("Via della Vittoria {}", "12", "v.le della Vittoria, 12"),
    ("Rua da Madalena, n.º {}", "12", "R. da Madalena, 12"),
])  # fmt: skip
def test_a_house_in_a_street_that_the_reader_is_told_is_found_and_the_street_is_not(
    street: str, number: str, written: str
) -> None:
    contact = {"email": "ana@example.org", "address": street.format(99)}
    matter = _client(home_address=street.format(number), contact=contact)

    assert _found(matter, LETTER.format(written)) == ["client.home_address"]
    assert _found(matter, LETTER.format(street.format(99))) == []


@pytest.mark.parametrize(("address", "innocent"), [
    ("12 rue de la Paix\n75002 Paris", "la rue de la mairie, 12 messages, de la paix, le 12 mai, à Paris"),
    ("12 rue de la Porte Rouge\n75002 Paris", "dans la rue de la mairie, au 12"),
    ("Hauptstraße 12\n10115 Berlin", "auf der Straße, 12 Nachrichten, die Hauptsache, Haupt und Straße, Berlin"),
    ("Bahnhofstrasse 12\n8001 Zürich", "am Bahnhof, um 12 Uhr, in Zürich"),
    ("Faculty of Engineering, 12 Mossgrove Road\nLeeds", "a student of engineering"),
    ("Via Garibaldi 12\n20121 Milano MI", "via mail, 12 messaggi, via WhatsApp, Milano"),
    ("Rua da Madalena, 12\n1100-001 Lisboa", "na rua da casa, 12 mensagens, Lisboa"),
])  # fmt: skip
def test_common_words_of_other_languages_give_no_address_away(address: str, innocent: str) -> None:
    assert _found(_client(home_address=address), LETTER.format(innocent)) == []


@pytest.mark.parametrize("town", ["8001 Zürich", "1100-001 Lisboa", "Fitzroy VIC 3065", "10115 Berlin"])
def test_a_town_with_its_post_code_that_the_reader_is_told_anyway_is_no_secret(town: str) -> None:
    contact = {"email": "ana@example.org", "address": f"Clinic Street 9\n{town}"}
    matter = _client(home_address=f"12 Larkmoor Street\n{town}", contact=contact)

    assert _found(matter, f"Write to Clinic Street 9, {town}.") == []
    assert _found(matter, f"She lives at 12 Larkmoor, {town}.") == ["client.home_address"]


def test_former_addresses_are_looked_for_one_by_one() -> None:
    matter = _client(former_addresses=["77 Quillback Way\nElk Grove, CA 95805", "9 Otter Row\nElk Grove, CA 95807"])

    assert _found(matter, "Nobody lives at 9 otter row now.") == ["client.former_addresses[1]"]


@pytest.mark.parametrize(
    "innocent",
    [
        "He lives in Sacramento, California.", "The street was empty.", "You waited on the street for 6 hours.",
        "On April 14, 2018 you wrote 6 messages.", "Place: Sacramento, CA", "Apt 6", "the court of Sacramento, floor 6",
    ],
)  # fmt: skip
def test_a_town_and_common_words_give_no_address_away(innocent: str) -> None:
    assert _found(_client(home_address=HOME), innocent) == []


# Birth dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "1993-03-08", "March 8, 1993", "Mar 8, 1993", "8 March 1993", "8 de marzo de 1993", "8 mar 1993", "03/08/1993",
        "3/8/93", "08.03.1993", "8.3.1993", "8-3-1993", "1993/03/08", "MARCH 8 1993", "19930308", "08031993",
        "8th March 1993", "March 8th, 1993", "8th of March 1993", "the 8th of March, 1993", "08 MAR 1993",
        "8. März 1993", "8. Maerz 1993", "am 08. Mär. 1993", "8 mars 1993", "le 8 mars 93", "8 marzo 1993", "l’8 marzo 1993",
        "8 de março de 1993", "8 مارس 1993", "8 آذار 1993", "1993 March 8", "8.º de marzo de 1993",
    ],
)  # fmt: skip
def test_a_birth_date_is_found_in_every_usual_form(written: str) -> None:
    assert _found(_client(birth_date="1993-03-08"), f"Born {written} in Fresno.") == ["client.birth_date"]


@pytest.mark.parametrize(("birth", "written"), [
    ("1990-01-01", "1er janvier 1990"), ("1990-01-01", "premier janvier 1990"), ("1990-01-01", "1.º de enero de 1990"),
    ("1990-01-01", "1º gennaio 1990"), ("1990-01-01", "1. Jänner 1990"), ("1990-01-01", "1. Januar 1990"),
    ("1990-01-01", "1º de janeiro de 1990"), ("1990-01-01", "primero de enero de 1990"), ("1990-01-01", "first of January 1990"),
    ("1985-09-12", "12 Sept. 1985"), ("1985-09-12", "12 de setiembre de 1985"), ("1985-09-12", "12 sett. 1985"),
    ("1985-09-12", "12 set. 1985"), ("1985-08-12", "12 d’août 1985"), ("1985-02-12", "12. Feber 1985"),
])  # fmt: skip
def test_a_birth_date_is_found_in_the_words_of_every_language(birth: str, written: str) -> None:
    assert _found(_client(birth_date=birth), f"Born {written} in Fresno.") == ["client.birth_date"]


@pytest.mark.parametrize(
    "written", ["8. Mai 1993", "18 mars 1993", "8 marzo 2026", "8 Marzipan 1993", "first of March 1993"]
)
def test_another_date_in_any_language_is_no_birth_date(written: str) -> None:
    assert _found(_client(birth_date="1993-03-08"), written) == []


@pytest.mark.parametrize("written", ["dana.lind at example dot org", "dana punkt lind ät example punkt org",
                                     "dana point lind arobase example point org", "dana lind chiocciola example punto org"])  # fmt: skip
def test_an_email_address_is_found_with_its_signs_in_words(written: str) -> None:
    assert _found(_client(private_email="dana.lind@example.org"), LETTER.format(written)) == ["client.private_email"]


@pytest.mark.parametrize(
    "written", ["March 9, 1993", "March 8, 2026", "1993", "March 1993", "8 of 1993 posts in March"]
)
def test_another_date_is_no_birth_date(written: str) -> None:
    assert _found(_client(birth_date="1993-03-08"), written) == []


# Names, texts and amounts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["PÉREZ-ÑANDÚ Clinic", "Perez Nandu clinic", "perez\nnandu, clinic", "pérez—ñandú clinic"]
)
def test_a_name_is_found_whatever_its_accents_case_and_punctuation(written: str) -> None:
    assert _found(_client(workplace="Pérez-Ñandú Clinic"), LETTER.format(written)) == ["client.workplace"]


def test_one_sentence_of_a_long_account_is_found() -> None:
    matter = a_matter(
        background="We met in 2024. He wanted the passcode of my phone and was angry every day. It ended."
    )

    assert _found(matter, LETTER.format("he wanted the passcode of my phone, and was angry every day")) == [
        "background"
    ]


@pytest.mark.parametrize("written", ["$1,176.00", "1.176 €", "1 176", "1176 dollars", "USD 1,176"])
def test_an_amount_is_found_with_any_thousands_separator(written: str) -> None:
    loss = {"kind": "money", "description": "A new lock.", "amount": 1176}

    assert _found(a_matter(losses=[loss]), LETTER.format(written)) == ["losses[0].amount"]


def test_an_amount_that_looks_like_a_year_is_not_found_in_a_date() -> None:
    """A loss of 2,026 dollars must not stop every letter of the year 2026."""
    matter = a_matter(losses=[{"kind": "money", "description": "A new lock.", "amount": 2026}])

    assert _found(matter, "April 3, 2026") == []
    assert _found(matter, "I lost $2,026.00 by it.") == ["losses[0].amount"]


@pytest.mark.parametrize(
    ("facts", "innocent"),
    [
        ({"occupation": "teacher"}, "Every teacher of the school saw it."),
        ({"support_needs": "hard of hearing"}, "She is hard of hearing."),
        ({"safe_contact_times": "evenings"}, "Every evening, and most evenings."),
        ({"school": "Oak"}, "An oaken door, a soak, an oakum rope."),
        ({"workplace": "IT"}, "It is on it."),
        ({"age": 33}, "33 messages"),
        ({"private_email": "a.b@example.org"}, "example.org, and a b"),
    ],
)
def test_innocent_words_do_not_stop_a_document(facts: dict[str, object], innocent: str) -> None:
    assert _found(_client(**facts), innocent) == []


def test_an_empty_part_of_a_document_holds_nothing() -> None:
    assert _found(canary_matter(), "") == []
    assert _found(_client(private_email="_@_._"), "") == []


def test_a_name_that_the_reader_is_told_anyway_is_no_secret() -> None:
    """The client captured the exhibit: the name stands in every letter, and must not stop it."""
    exhibit = {"id": "e1", "title": "Screenshot", "captured_by": "Ana Lind"}

    assert _found(a_matter(exhibits=[exhibit]), "My name is Ana Lind.") == []


def test_a_shelter_stays_secret_even_where_another_fact_names_it() -> None:
    """What gives away where a person can be found stops the document, whoever repeated it."""
    matter = _client(shelter="Heronsgate House", accounts=["Heronsgate House"])

    assert _found(matter, "Write to Heronsgate House.") == ["client.shelter"]


# Whole matters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("name", sorted(examples()))
def test_what_the_reader_may_see_of_a_real_matter_sets_off_no_alarm(name: str, kind: str) -> None:
    """Every example, every kind: all that the plan may print, without the law that only other kinds print."""
    matter = read_matter(the_answers(examples()[name]))
    language = name.partition(".")[0]
    plan = a_plan(matter, kind, language=language)
    shown = "\n\n".join(texts_in({key: value for key, value in plan.fields.items() if key != "law"}))

    assert _found(matter, shown, plan.audience) == []


def test_the_clinic_and_the_client_may_see_everything() -> None:
    assert hidden_facts(canary_matter(), Audience.CLINIC) == ()
    assert hidden_facts(canary_matter(), Audience.CLIENT) == ()


def test_each_kind_is_searched_for_its_own_reader() -> None:
    readers = {kind: the_library().manifest(kind).audience for kind in ALL_KINDS}

    assert readers == {
        "cease-and-desist": Audience.RESPONDENT,
        "police-statement": Audience.POLICE,
        "protective-order": Audience.COURT,
        "takedown-request": Audience.PLATFORM,
        "preservation-request": Audience.PLATFORM,
        "witness-statement": Audience.COURT,
        "incident-log": Audience.POLICE,
    }
    assert a_brief(a_matter(), "police-statement").manifest.audience is Audience.POLICE
