"""What is particular to the law files of France and Italy; the rules for every civil-law file are in its neighbour."""

from __future__ import annotations

import re

import pytest
from law_files import FOLDER, NBSP, read, texts

from docgen.jurisdiction import Caution, Grade, ProtectiveOrder, first_serving
from docgen.matter.choices import Conduct, Relation

CODES = ("fr", "it")
COUPLE = {Relation.SPOUSE, Relation.FORMER_SPOUSE, Relation.PARTNER, Relation.FORMER_PARTNER}
NARROW = "\u202f"
FORBIDDEN = {
    "fr": {
        "subdivision of article 6 of the LCEN": r"art\. 6[ ,-]+(?:I|4|V)\b|6-I|6, I",
        "limitation of the non-public contraventions": r"R62\d-\d.{0,60}(?:prescri|time-barred)",
        "plenary decision that is not to be cited": r"assemblée plénière|ass\. plén|12 juillet 2000",
        "attestation void for its form": r"attestation[^.]{0,80}nul",
        "electronic registered letter as a way to send": r"Envoyez-la par lettre recommandée électronique",
        "amounts and years of penalties": r"\d euros|\d+ €|\d ans d.emprisonnement",
    },
    "it": {
        "article of the privacy code not to be printed": r"\bart\. 167\b",
        "declaration that proves nothing": r"445/2000|d\.P\.R\.",
        "new law without its figures": r"181/2025|577-bis",
        "amounts and years of penalties": r"\d euro\b|\d anni di reclusione",
    },
}
FIRST_OFFENCE = {
    "fr": {
        Conduct.INSULTS: "fr-cp-222-33-2-2",
        Conduct.THREATS: "fr-cp-222-17",
        Conduct.STALKING: "fr-cp-222-33-2-2",
        Conduct.UNWANTED_CONTACT: "fr-cp-222-33-2-2",
        Conduct.IMPERSONATION: "fr-cp-226-4-1",
        Conduct.INTIMATE_IMAGES: "fr-cp-226-2-1",
        Conduct.PRIVATE_DATA: "fr-cp-223-1-1",
        Conduct.FALSE_STATEMENTS: "fr-presse-29-32",
        Conduct.HATE: "fr-presse-hate",
        Conduct.MANY_ACCOUNTS: "fr-cp-222-33-2-2",
        Conduct.EXTORTION: "fr-cp-312-10",
    },
    "it": {
        Conduct.INSULTS: "it-cp-595",
        Conduct.THREATS: "it-cp-612",
        Conduct.STALKING: "it-cp-612-bis",
        Conduct.UNWANTED_CONTACT: "it-cp-612-bis",
        Conduct.IMPERSONATION: "it-cp-494",
        Conduct.INTIMATE_IMAGES: "it-cp-612-ter",
        Conduct.PRIVATE_DATA: "it-cp-612-bis",
        Conduct.FALSE_STATEMENTS: "it-cp-595",
        Conduct.HATE: "it-cp-604-bis",
        Conduct.MANY_ACCOUNTS: "it-cp-612-bis",
        Conduct.EXTORTION: "it-cp-629",
    },
}
FIRST_FOR_ALTERED = {"fr": "fr-cp-226-8-1", "it": "it-cp-612-quater"}


def _caution(code: str, id: str) -> Caution:
    return next(caution for caution in read(code).cautions if caution.id == id)


def _order(code: str, relation: Relation) -> ProtectiveOrder:
    order = first_serving(read(code).orders, relation)
    assert order is not None
    return order


def _own_texts(code: str) -> list[str]:
    """Every text in the language of the place, with its spaces as they are typed."""
    raw = (FOLDER / f"{code}.toml").read_text("utf-8")
    told = re.findall(rf'\b{code} = "([^"]*)"', raw)
    assert len(told) > 50, "the search has lost its texts"
    return told + re.findall(r'^(?:cite|text) = "([^"]*)"', raw, re.MULTILINE)


@pytest.mark.parametrize(("code", "what"), [(code, what) for code in CODES for what in FORBIDDEN[code]])
def test_nothing_printable_names_what_the_second_look_took_out(code: str, what: str) -> None:
    """What nobody could verify, and figures that date, stay out of every text that a document or a person may see."""
    found = [path for path, text in texts(read(code)) if re.search(FORBIDDEN[code][what], text)]

    assert found == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("altered", [False, True])
def test_the_first_offence_for_each_kind_of_conduct_is_the_fitting_one(code: str, altered: bool) -> None:
    """Images that were made or altered have an article of their own."""
    offences = [
        each
        for each in read(code).offences
        if each.origin.settled and not (each.authentic_only if altered else each.altered_only)
    ]
    wanted = dict(FIRST_OFFENCE[code])
    if altered:
        wanted[Conduct.INTIMATE_IMAGES] = FIRST_FOR_ALTERED[code]

    found = {
        conduct: min((each for each in offences if conduct in each.conduct), key=lambda each: each.rank).id
        for conduct in Conduct
    }

    assert found == wanted


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_conduct_has_a_civil_claim(code: str) -> None:
    """A letter names civil law first."""
    claims = [claim for claim in read(code).claims if claim.origin.settled]

    assert {conduct for claim in claims for conduct in claim.conduct} == set(Conduct)


@pytest.mark.parametrize("code", CODES)
def test_every_relation_has_an_order(code: str) -> None:
    """Nobody is left without a route, and the first one can end contact."""
    for relation in Relation:
        assert "no-contact" in _order(code, relation).requests, relation


def test_in_france_the_protection_order_is_for_couples_only_and_everyone_else_is_told_before_the_questions() -> None:
    """Others ask for urgent measures."""
    for relation in Relation:
        wanted = "fr-ordonnance-protection" if relation in COUPLE else "fr-refere"
        assert _order("fr", relation).id == wanted
    caution = _caution("fr", "fr-no-order-for-strangers")

    assert caution.early
    assert set(caution.relations) == set(Relation) - COUPLE
    assert "référé" in caution.text["fr"]


def test_the_french_protection_order_takes_no_content_down_and_the_urgent_judge_keeps_nobody_away() -> None:
    """What an order cannot grant is not asked for."""
    orders = {order.id: set(order.requests) for order in read("fr").orders}

    assert not {"take-down", "no-publication"} & orders["fr-ordonnance-protection"]
    assert "take-down" in orders["fr-refere"]
    assert "stay-away" not in orders["fr-refere"]


def test_the_french_protection_order_is_extended_in_two_cases_only() -> None:
    """Twelve months, and more only after divorce or separation was asked for or parental authority was put to the judge."""
    timing = _order("fr", Relation.SPOUSE).timing
    assert timing is not None

    for word in ("douze mois", "ne peut être prolongée que si", "divorce", "autorité parentale"):
        assert word in timing["fr"]


def test_the_french_complaint_is_a_plainte_with_its_sentence_and_receipt() -> None:
    """Not an entry in the log, against X where nobody is named, and with any other qualification."""
    police = read("fr").police
    assert police is not None

    for words in ("Je dépose plainte", "contre X", "toute autre qualification", "partie civile"):
        assert words in police.request["fr"]
    assert f"art.{NBSP}15-3" in police.further[0]["fr"]
    assert "main courante" in police.filing["fr"]


def test_in_france_images_and_private_words_need_a_complaint_and_deepfakes_do_not() -> None:
    """Article 226-6 covers 226-1 to 226-2-1, and not 226-8 or 226-8-1."""
    offences = {offence.id: offence for offence in read("fr").offences}

    assert all(offences[f"fr-cp-{number}"].complaint for number in ("226-2-1", "226-1", "226-1-location"))
    assert not any(offences[f"fr-cp-{number}"].complaint for number in ("226-8", "226-8-1"))


def test_three_months_for_the_press_and_a_simple_complaint_does_not_stop_them() -> None:
    """The shortest period of French law is a warning, for the letter and for the complaint, and a limit."""
    caution = _caution("fr", "fr-press-three-months")
    limit = next(limit for limit in read("fr").limits if limit.id == "fr-limit-press")

    assert caution.warning
    assert set(caution.kinds) == {"cease-and-desist", "police-statement"}
    assert "plainte simple" in caution.text["fr"]
    assert (limit.months, limit.runs_from) == (3, "first-incident")


def test_french_offences_that_hang_on_what_the_facts_do_not_tell_stay_out() -> None:
    """Being followed is not being tracked, and a false profile is not a montage."""
    hidden = {offence.id for offence in read("fr").offences if not offence.origin.printable}

    assert hidden == {"fr-cp-312-1", "fr-cp-226-1-location", "fr-cp-226-8"}
    assert _caution("fr", "fr-location").cite.endswith("3°, du code pénal")


def test_the_italian_civil_order_serves_the_household_and_the_caution_of_the_questore_everyone() -> None:
    """Partners and relatives who never lived together have no civil order: they get the ammonimento and are told."""
    for relation in Relation:
        home = relation in {Relation.SPOUSE, Relation.FORMER_SPOUSE, Relation.HOUSEHOLD}
        assert _order("it", relation).id == ("it-473-bis-69" if home else "it-ammonimento")

    assert {Relation.PARTNER, Relation.FORMER_PARTNER, Relation.FAMILY} <= set(
        _caution("it", "it-lived-together").relations
    )


def test_in_italy_the_choice_between_ammonimento_and_querela_is_told_before_the_questions() -> None:
    """Once a querela is filed the ammonimento is closed."""
    caution = _caution("it", "it-ammonimento-or-querela")

    assert caution.early
    assert caution.warning
    assert set(caution.kinds) == {"police-statement", "protective-order"}
    assert "finché non è presentata querela" in caution.text["it"]


def test_the_italian_complaint_is_a_querela_with_its_two_requests_and_the_address_for_service() -> None:
    """The wish to punish, the notice of a request to close the case, and article 153-bis as a sentence of its own."""
    police = read("it").police
    assert police is not None

    for words in ("formale querela", "ogni reato in essi ravvisabile", "la punizione", f"art.{NBSP}408, comma{NBSP}2"):
        assert words in police.request["it"]
    assert "dichiaro domicilio" in police.further[0]["it"]
    assert "153-bis" in police.further[0]["it"]


def test_italian_periods_for_a_querela() -> None:
    """Six months for stalking and images, three for the rest, and for AI content as the general rule only."""
    limits = {limit.id: limit for limit in read("it").limits}
    offences = {offence.id: offence for offence in read("it").offences}

    assert limits["it-limit-querela"].months == 3
    assert limits["it-limit-612-bis"].months == limits["it-limit-612-ter"].months == 6
    quater = offences["it-cp-612-quater"].complaint
    assert quater is not None
    assert "non fissa un termine proprio" in quater["it"]
    assert _caution("it", "it-612-quater-term").warning


def test_italian_offences_whose_querela_changed_only_say_that_it_is_there() -> None:
    """Which of them need one since the last reform is not printed."""
    for offence in read("it").offences:
        if offence.id in {"it-cp-612", "it-cp-660", "it-cp-494", "it-cp-610"}:
            assert offence.complaint is not None
            assert (
                offence.complaint["it"]
                == "Il presente atto contiene la querela, per il caso in cui la legge la richieda."
            )


def test_anyone_can_report_to_the_garante_minors_over_fourteen_included() -> None:
    """Article 144-bis is not for people over fourteen only."""
    text = _caution("it", "it-garante-48").text["it"]

    assert text.startswith("Chiunque, compresi i minori ultraquattordicenni")
    assert f"48{NBSP}ore" in text


@pytest.mark.parametrize("code", CODES)
def test_no_party_swears_and_the_person_is_told_before_the_questions(code: str) -> None:
    """The one formula is own wording, for the client, without a place."""
    (oath,) = read(code).oaths

    assert (oath.exact, oath.place, oath.before) == (False, False, None)
    assert oath.origin.grade is Grade.CUSTOM
    assert _caution(code, f"{code}-no-affidavit").early


@pytest.mark.parametrize("code", CODES)
def test_apostrophes_are_typographic(code: str) -> None:
    """In the language of the place."""
    assert [text for text in _own_texts(code) if "'" in text] == []


def test_french_signs_keep_their_space() -> None:
    """A narrow space that does not break before ; ! and ?, a wide one before the colon and within guillemets."""
    for text in _own_texts("fr"):
        assert not re.search(rf"[^{NARROW}][;!?]", text), text
        assert not re.search(rf"[^{NBSP}\d]:", text), text
        assert not re.search(rf"«[^{NBSP}]|[^{NBSP}]»", text), text
        assert "arts." not in text, text
        assert not re.search(r"\b(?:art\.|articles?|n°) \d", text), text


def test_italian_numbers_keep_to_their_words() -> None:
    """«art.», «artt.», «n.» and «comma» stay with their number; È is written with its accent."""
    for text in _own_texts("it"):
        assert not re.search(r"\b(?:artt?\.|n\.|comma) \d", text), text
        assert "E’" not in text, text


def test_no_french_letter_calls_a_statement_defamation() -> None:
    """Who has named the press law in writing is held to its three months later; the police and a platform may be told."""
    named = {offence.id: offence.kinds for offence in read("fr").offences if offence.id.startswith("fr-presse")}

    assert named
    assert all("cease-and-desist" not in kinds and "police-statement" in kinds for kinds in named.values())
