"""The law files of the European Union and of civil-law places: complete, in each language, graded, and without what must not be printed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from law_files import FOLDER, KINDS, LANGUAGES, NBSP, read, records, texts, translations

from docgen.conditions import holds
from docgen.jurisdiction import Element, Grade, Jurisdiction
from docgen.library import Library
from docgen.matter.choices import Conduct, Relation

CODES = ("eu", "es", "mx", "fr", "it", "de", "at", "ch", "br", "pt")
OWN_ROOM = ("fr", "it", "br", "pt")
"""Places whose ids begin with their code and whose cautions are held to the papers that name them."""
FORBIDDEN = {
    "old court name": r"Juzgados? de ",
    "draft offence of stalking in Mexico": r"281 Bis",
    "hostigamiento sexual, being replaced": r"259 Bis",
    "false statements, another number in each state": r"art(?:ículo|icle)?s?\.? 247\b",
    "local code of Mexico City": r"181 Quintus",
    "abolished or renamed authorities": r"\bINAI\b|Anticorrupción",
    "draft deepfake offence of Spain": r"173 bis|alejamiento virtual",
    "coordinators without powers": r"\bCNMC\b|\bANACOM\b|\bUKE\b",
    "directive that binds no platform": r"2024/1385",
    "case law on marketplaces only": r"Russmedia|C-492/23",
    "privacy article not to stand alone": r"109 (?:del Código Nacional|CNPP)",
}


@pytest.mark.parametrize("code", CODES)
def test_the_code_in_the_file_is_the_name_of_the_file(code: str) -> None:
    """A place is found by its code."""
    assert read(code).code == code.upper()


@pytest.mark.parametrize("code", CODES)
def test_every_item_says_where_it_was_read_when_and_how_sure_we_are(code: str) -> None:
    """Doubtful items are absent, and only what is recalled may have no source."""
    origins = [(path, item.origin) for path, item in records(read(code)) if hasattr(item, "origin")]

    assert origins
    for path, origin in origins:
        assert origin.source, path
        assert date(2026, 11, 1) <= origin.checked <= date(2026, 11, 30), path
        assert origin.grade is not Grade.DOUBTFUL, path
        assert origin.source.startswith("recalled") <= (origin.grade is Grade.RECALLED), path


@pytest.mark.parametrize("code", CODES)
def test_every_text_stands_in_english_and_the_languages_of_the_place(code: str) -> None:
    """Texts for the person follow the language of the interview; an oath is glossed in the languages that are not its own."""
    place = read(code)
    languages = {"en", *place.languages} if place.languages else LANGUAGES
    found = [(path, text) for path, text in translations(place) if path != ".locales"]

    assert found
    for path, text in found:
        assert set(text) == (languages - set(place.languages) if path.endswith(".gloss") else languages), path
        assert all(part == part.strip() and part for part in text.values()), path
        assert len(set(text.values())) == len(text) or path == ".name", path


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_printable_names_what_must_not_be_printed(code: str, what: str) -> None:
    """Drafts, outdated names and numbers that change with the state stay out of every document."""
    found = [path for path, text in texts(read(code)) if re.search(FORBIDDEN[what], text)]

    assert found == []


@pytest.mark.parametrize("code", CODES)
def test_ids_are_unique_and_cautions_that_are_named_exist(code: str) -> None:
    """A place and its overlays share one room for ids."""
    place = read(code)
    taken = [place, *(read(overlay.lower()) for overlay in place.overlays)]
    ids = [
        item.id for each in taken for _, item in records(each) if hasattr(item, "id") and not isinstance(item, Element)
    ]
    cautions = {caution.id for each in taken for caution in each.cautions}
    holders = [item for _, item in records(place) if not isinstance(item, Jurisdiction)]
    named = {name for holder in holders for name in getattr(holder, "cautions", ())}

    assert len(ids) == len(set(ids))
    assert named <= cautions


@pytest.mark.parametrize("code", CODES)
def test_kinds_are_known(code: str) -> None:
    """A kind that nothing checks would be dead law."""
    place = read(code)

    assert {kind for item in (*place.cautions, *place.oaths) for kind in item.kinds} <= KINDS


@pytest.mark.parametrize("code", CODES)
def test_elements_continue_a_sentence(code: str) -> None:
    """They follow «que castiga» or a colon: a small letter, no full stop."""
    place = read(code)

    for item in (*place.offences, *place.claims):
        for text in item.elements.values():
            assert text[0].islower(), item.id
            assert not text.endswith("."), item.id


@pytest.mark.parametrize("code", CODES)
def test_every_basis_has_a_statement_for_the_client_and_one_for_the_representative(code: str) -> None:
    """The representative names the client in the first of them."""
    for basis in read(code).takedown:
        assert basis.statements
        assert len(basis.agent_statements) == len(basis.statements)
        assert all("{client}" in text for text in basis.agent_statements[0].values())
        assert not any("{" in text for each in basis.statements for text in each.values())


@pytest.mark.parametrize("code", ["es", "de", "at", "ch"])
def test_an_offence_is_there_for_every_kind_of_conduct(code: str) -> None:
    """Nothing that a person reports goes without a provision."""
    printable = [offence for offence in read(code).offences if offence.origin.printable]

    assert {conduct for offence in printable for conduct in offence.conduct} == set(Conduct)


def test_spain_prints_no_offence_that_hangs_on_what_no_fact_tells() -> None:
    """Article 173.4 holds for couples and families alone, or for sexual remarks, article 401 only for a whole identity, articles 205
    and 206 only where what is falsely said is a crime, and article 173.1 only for a grave harm.
    """
    hidden = {offence.id for offence in read("es").offences if not offence.origin.printable}

    assert hidden == {"es-cp-173-1", "es-cp-173-4-sexual", "es-cp-205", "es-cp-401"}
    (insult,) = (offence for offence in read("es").offences if offence.id == "es-cp-173-4")
    assert Relation.FORMER_PARTNER in insult.relations
    assert not {Relation.STRANGER, Relation.ONLINE_ONLY, Relation.UNKNOWN} & set(insult.relations)
    assert insult.kinds == ("police-statement",)
    assert {"es-173-4", "es-querella"} <= {caution.id for caution in read("es").cautions}


def test_spain_names_to_the_police_no_offence_that_needs_a_querella() -> None:
    """A report that named it would look as if it kept the year, and the caution says that it does not."""
    told = [offence for offence in read("es").offences if not offence.kinds or "police-statement" in offence.kinds]

    assert not [
        offence.id
        for offence in told
        if offence.origin.printable and offence.complaint and offence.complaint["es"].startswith("Querella")
    ]


def test_spain_names_an_offence_for_a_false_intimate_image_and_another_for_a_true_one() -> None:
    images = [offence for offence in read("es").offences if "intimate-images" in offence.conduct]

    assert {offence.id for offence in images if offence.altered_only} == {"es-cp-173-1-altered"}
    assert {offence.id for offence in images if offence.authentic_only} == {"es-cp-197-7"}


def test_mexico_names_the_heavier_penalty_only_as_a_caution_to_those_it_may_concern() -> None:
    """Article 199 Decies holds for a partner or a public servant: named against a stranger, it claims too much."""
    decies = next(offence for offence in read("mx").offences if offence.id == "mx-cpf-199-decies")
    caution = next(caution for caution in read("mx").cautions if caution.id == "mx-199-decies")

    assert not decies.origin.printable
    assert "former-partner" in caution.relations
    assert "stranger" not in caution.relations


@pytest.mark.parametrize("code", CODES)
def test_no_broad_provision_pushes_out_the_fitting_one(code: str) -> None:
    """The plan prefers the provision that covers most kinds of conduct, so that the first for a kind must cover no less."""
    place = read(code)

    for items in (place.offences, place.claims):
        shown = sorted(
            (item for item in items if item.origin.printable and not item.relations), key=lambda item: item.rank
        )
        for conduct in Conduct:
            fitting = [set(item.conduct) for item in shown if conduct in item.conduct]
            assert all(len(later) <= len(fitting[0]) for later in fitting[1:]), conduct


def test_mexico_has_a_civil_claim_for_every_kind_of_conduct_and_no_guessed_offence() -> None:
    """Federal law has offences for three kinds only; the rest is state law."""
    place = read("mx")

    assert {conduct for claim in place.claims if claim.origin.printable for conduct in claim.conduct} == set(Conduct)
    assert {conduct for offence in place.offences for conduct in offence.conduct} == {
        Conduct.INTIMATE_IMAGES,
        Conduct.THREATS,
        Conduct.EXTORTION,
    }


def test_the_digital_services_act_serves_every_kind_of_conduct_with_its_four_elements() -> None:
    """Article 16(2), letters (a) to (d)."""
    basis = next(basis for basis in read("eu").takedown if basis.id == "dsa-16")

    assert set(basis.conduct) == set(Conduct)
    assert [element.id for element in basis.elements] == ["reasons", "location", "name-and-email", "good-faith"]


@pytest.mark.parametrize(
    ("language", "belief"),
    [
        ("en", "confirm that I believe in good faith that"),
        ("es", "eclaro que tengo la convicción de buena fe de que"),
        ("de", "Ich bin in gutem Glauben, dass"),
        ("fr", "déclare avoir la conviction, de bonne foi, que"),
        ("it", "ichiaro di ritenere in buona fede che"),
        ("pt", "eclaro ter a convicção, de boa-fé, de que"),
        ("ar", "أُقرّ بأنني أعتقد بحسن نية أن"),
    ],
)
def test_a_notice_under_the_digital_services_act_states_a_belief_in_good_faith_and_no_more(
    language: str, belief: str
) -> None:
    """Article 16(2)(d): a statement confirming the bona fide belief, not a declaration that all of it is accurate."""
    basis = next(basis for basis in read("eu").takedown if basis.id == "dsa-16")
    words = Library.open().wording("documents", language)

    for statement in (*basis.statements, *basis.agent_statements):
        assert belief in words.told(statement)


def test_the_overlay_has_no_letter_no_police_and_no_courts() -> None:
    """No document can name it as its place."""
    place = read("eu")

    assert place.overlay
    assert (place.letter, place.police, place.privacy, place.orders, place.offences) == (None, None, None, (), ())


@pytest.mark.parametrize("code", ["es", "mx", "de"])
def test_an_order_serves_strangers_and_the_limited_ones_say_whom(code: str) -> None:
    """Most people harassed online do not share a home with the other person."""
    orders = read(code).orders

    assert any(not order.relations for order in orders)
    assert all("no-contact" in order.requests and "stay-away" in order.requests for order in orders)


@pytest.mark.parametrize("code", ["es", "mx", "fr", "it", "de", "at", "br", "pt"])
def test_the_formula_is_no_prescribed_oath_and_asks_for_no_place(code: str) -> None:
    """None of these countries prescribes the words; the place of signing could give away where the person is."""
    (oath,) = read(code).oaths

    assert not oath.exact
    assert not oath.place
    assert oath.origin.grade is Grade.CUSTOM


def test_spain_names_the_six_cases_that_cannot_be_filed_online() -> None:
    """Article 266 LECrim, complete with the offence caught in the act."""
    police = read("es").police
    assert police is not None

    for word in ("intimidación", "autoría", "testigos", "menor de edad", "flagrante", "sexual"):
        assert word in police.filing["es"]


def test_calumny_and_serious_insult_need_a_criminal_complaint_and_conciliation() -> None:
    """A report to the police is not enough, and the person must learn it."""
    offences = {offence.id: offence for offence in read("es").offences}

    for name in ("es-cp-205", "es-cp-208"):
        complaint = offences[name].complaint
        assert complaint is not None
        assert complaint["es"].startswith("Querella")
        assert "conciliación" in complaint["es"]


def test_mexico_asks_for_the_complaint_and_for_the_protective_measures() -> None:
    """QUERELLA and article 137 stand in the sentence that opens the case; the reserve of identity follows."""
    police = read("mx").police
    assert police is not None

    assert "QUERELLA" in police.request["es"]
    assert f"art.{NBSP}137" in police.request["es"]
    assert any("reserven mi identidad" in text["es"] for text in police.further)


@pytest.mark.parametrize("code", CODES)
def test_numbers_of_articles_never_part_from_their_word(code: str) -> None:
    """A line must not break between «art.» and its number."""
    raw = (FOLDER / f"{code}.toml").read_text("utf-8").splitlines()
    loose = [line for line in raw if not line.startswith(("#", "origin")) and re.search(r"\b[Aa]rts?\. \d", line)]

    assert loose == []


@pytest.mark.parametrize(("code", "wrong"), [("es", "“”"), ("eu", "“”"), ("mx", "«»")])
def test_quotation_marks_are_those_of_the_place(code: str, wrong: str) -> None:
    """Guillemets in Spain, double quotation marks in Mexico."""
    assert not [path for path, text in texts(read(code)) if path.endswith(".es") and set(wrong) & set(text)]


@pytest.mark.parametrize("code", OWN_ROOM)
@pytest.mark.parametrize(
    "facts",
    [{"safety": {"risks": ["order-in-force"]}}, {"orders": [{"in_force": False}, {"in_force": True}]}],
)
def test_an_order_in_force_warns_before_a_letter(code: str, facts: dict[str, object]) -> None:
    """Whether it was told as a sign of danger or as an order."""
    caution = next(each for each in read(code).cautions if each.id == f"{code}-order-in-force")

    assert caution.warning
    assert "cease-and-desist" in caution.kinds
    assert holds(caution.when, facts)
    assert not holds(caution.when, {"orders": [{"in_force": False}]})


@pytest.mark.parametrize("code", OWN_ROOM)
def test_every_caution_of_the_letter_is_for_the_letter(code: str) -> None:
    """A caution that an order or a paper names must be told for that kind."""
    place = read(code)
    kinds = {caution.id: caution.kinds for caution in place.cautions}
    assert place.letter is not None
    assert place.police is not None

    assert all("cease-and-desist" in kinds[id] for id in place.letter.cautions)
    assert all("police-statement" in kinds[id] for id in place.police.cautions)
    assert all("protective-order" in kinds[id] for order in place.orders for id in order.cautions)


@pytest.mark.parametrize("code", OWN_ROOM)
def test_ids_begin_with_the_place(code: str) -> None:
    """Other places share their room."""
    items = [item for _, item in records(read(code)) if not isinstance(item, (Element, Jurisdiction))]

    assert all(item.id.startswith(f"{code}-") for item in items if hasattr(item, "id"))
