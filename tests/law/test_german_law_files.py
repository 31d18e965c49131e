"""What is particular to the law files of Germany, Austria and Switzerland."""

from __future__ import annotations

import re

import pytest
from law_files import FOLDER, read, texts

from docgen.jurisdiction import Grade
from docgen.matter.choices import Conduct, Relation, Request

CODES = ("de", "at", "ch")

FORBIDDEN = {
    "de": {
        "bill that is no law": r"201b|Gesetz gegen digitale Gewalt",
        "maximum penalty under a bill": r"(?:zwei|drei|two|three|2|3) (?:Jahre|years).{0,40}GewSchG",
        "urgency that differs by court": r"(?:Dringlichkeitsfrist|urgency period)|vier Wochen|four weeks|zwei Monate|two months",
        "usual length of an order": r"sechs Monat|six months",
        "case not seen again": r"1783/17",
        "measures of a standard": r"DIN 5008",
        "repealed laws": r"NetzDG|\bTMG\b|\bTTDSG\b",
        "stalking as an offence on complaint": r"238 Abs\. 4",
    },
    "at": {
        "limitation that was not checked": r"§ 57 StGB|ein(?:em)? Jahr.{0,40}(?:Privatanklage|verjähr)|one year.{0,40}private charge",
        "register of residents": r"MeldeG|Auskunftssperre",
        "words of an oath": r"[Ee]idesstatt|an Eides|eidlich|under oath|§ 156",
        "old numbers of the injunctions": r"382g|382e",
        "section not read": r"75a|§ 63 DSG|207a",
    },
    "ch": {
        "limitation of the offences against honour": r"\b178\b|vier Jahre|quatre ans|quattro anni|four years",
        "false statements in civil proceedings": r"\b30[67]\b",
        "blocks in cantonal registers": r"Datensperre|Einwohnerregister",
        "words of an oath": r"an Eides|eidesstatt|sous serment|sotto giuramento|under oath",
        "articles of procedure not read": r"\b26[1-5] ZPO|Art\. 26[1-5]\b",
        "law of the European Union as a basis": r"2022/2065|2016/679|\bDSGVO\b|\bGDPR\b|\bRGPD\b",
        "data-protection article not read": r"Art\. 32 DSG|art\. 32 LPD",
    },
}
"""What section B of the second look keeps out of every document, and what is no longer the law."""

FIRST_OFFENCE = {
    "de": {
        Conduct.THREATS: "de-stgb-241",
        Conduct.EXTORTION: "de-stgb-240-253",
        Conduct.STALKING: "de-stgb-238",
        Conduct.UNWANTED_CONTACT: "de-stgb-238",
        Conduct.MANY_ACCOUNTS: "de-stgb-238",
        Conduct.IMPERSONATION: "de-stgb-238-7",
        Conduct.INTIMATE_IMAGES: "de-stgb-184k",
        Conduct.PRIVATE_DATA: "de-stgb-126a",
        Conduct.FALSE_STATEMENTS: "de-stgb-186",
        Conduct.INSULTS: "de-stgb-185",
        Conduct.HATE: "de-stgb-192a",
    },
    "at": {
        Conduct.THREATS: "at-stgb-107",
        Conduct.EXTORTION: "at-stgb-105-144",
        Conduct.STALKING: "at-stgb-107a",
        Conduct.UNWANTED_CONTACT: "at-stgb-107a",
        Conduct.MANY_ACCOUNTS: "at-stgb-107a",
        Conduct.IMPERSONATION: "at-stgb-107a-data",
        Conduct.PRIVATE_DATA: "at-stgb-107a-data",
        Conduct.INTIMATE_IMAGES: "at-stgb-107c",
        Conduct.FALSE_STATEMENTS: "at-stgb-107c",
        Conduct.INSULTS: "at-stgb-107c",
        Conduct.HATE: "at-stgb-283",
    },
    "ch": {
        Conduct.THREATS: "ch-stgb-180",
        Conduct.EXTORTION: "ch-stgb-156-181",
        Conduct.STALKING: "ch-stgb-181b",
        Conduct.UNWANTED_CONTACT: "ch-stgb-181b",
        Conduct.MANY_ACCOUNTS: "ch-stgb-181b",
        Conduct.PRIVATE_DATA: "ch-stgb-181b",
        Conduct.IMPERSONATION: "ch-stgb-179decies",
        Conduct.INTIMATE_IMAGES: "ch-stgb-197a",
        Conduct.FALSE_STATEMENTS: "ch-stgb-173-174",
        Conduct.INSULTS: "ch-stgb-177",
        Conduct.HATE: "ch-stgb-261bis",
    },
}
"""The offence that a matter of one kind of conduct names first."""

FIRST_CLAIM = {
    "de": {
        **dict.fromkeys(
            (Conduct.THREATS, Conduct.EXTORTION, Conduct.STALKING, Conduct.UNWANTED_CONTACT, Conduct.MANY_ACCOUNTS),
            "de-bgb-stalking",
        ),
        **dict.fromkeys(
            (Conduct.FALSE_STATEMENTS, Conduct.INSULTS, Conduct.PRIVATE_DATA, Conduct.HATE), "de-bgb-personality"
        ),
        Conduct.INTIMATE_IMAGES: "de-kug-22",
        Conduct.IMPERSONATION: "de-bgb-12",
    },
    "at": {
        **dict.fromkeys(Conduct, "at-abgb-privacy"),
        **dict.fromkeys((Conduct.FALSE_STATEMENTS, Conduct.INSULTS, Conduct.HATE), "at-abgb-1330"),
        Conduct.INTIMATE_IMAGES: "at-abgb-image",
    },
    "ch": {
        **dict.fromkeys(Conduct, "ch-zgb-28"),
        **dict.fromkeys(
            (Conduct.THREATS, Conduct.EXTORTION, Conduct.STALKING, Conduct.UNWANTED_CONTACT, Conduct.MANY_ACCOUNTS),
            "ch-zgb-28b",
        ),
    },
}
"""The civil claim that a letter about one kind of conduct names first."""

HIDDEN = {"de": {"de-stgb-269", "de-stgb-184-1-6"}, "at": {"at-stgb-218-1b"}, "ch": set()}
"""What is good law and yet stays out of documents: what no code of conduct tells, and what courts dispute."""

NOT_IN_A_LETTER = r"[Pp]oli[cz]|[Ss]traf|Anzeige|crim|prosecut|charge|arrest|pénal|plainte|penal|querela|denunci"


def first(items: tuple[object, ...]) -> dict[Conduct, str]:
    """Return, for each kind of conduct, the id of what a final document names first."""
    shown = sorted((item for item in items if item.origin.settled), key=lambda item: item.rank)
    found = {conduct: next((item.id for item in shown if conduct in item.conduct), "") for conduct in Conduct}
    return {conduct: id for conduct, id in found.items() if id}


@pytest.mark.parametrize("code", CODES)
def test_the_place_says_what_documents_need_of_it(code: str) -> None:
    """Letter, police, privacy, emergency, and each printed label."""
    place = read(code)

    assert (place.letter, place.police, place.privacy, place.emergency).count(None) == 0
    assert set(place.locales) == {*place.languages, "en"}
    assert all(locale.endswith(f"_{code.upper()}") for language, locale in place.locales.items() if language != "en")
    assert place.filing_languages == place.languages
    assert {"petitioner", "respondent", "declarant", "exhibit", "court"} <= set(place.roles)


@pytest.mark.parametrize("code", CODES)
def test_the_first_offence_and_claim_of_each_kind_of_conduct_are_the_fitting_ones(code: str) -> None:
    """A practitioner would name these first."""
    place = read(code)

    assert first(place.offences) == FIRST_OFFENCE[code]
    assert first(place.claims) == FIRST_CLAIM[code]


@pytest.mark.parametrize("code", CODES)
def test_what_stays_out_of_documents_is_known_and_says_why(code: str) -> None:
    """Each hidden item tells the lawyer who reads the file why it is hidden."""
    place = read(code)
    hidden = {item.id: item.origin.note for item in (*place.offences, *place.claims) if not item.origin.printable}

    assert set(hidden) == HIDDEN[code]
    assert all(hidden.values())


@pytest.mark.parametrize(("code", "what"), [(code, what) for code, found in FORBIDDEN.items() for what in found])
def test_nothing_printable_names_what_must_not_be_printed(code: str, what: str) -> None:
    """Drafts, doubtful periods and repealed laws stay out of every document."""
    assert [path for path, text in texts(read(code)) if re.search(FORBIDDEN[code][what], text)] == []


@pytest.mark.parametrize("code", CODES)
def test_numbers_never_part_from_their_sign(code: str) -> None:
    """A line must not break between «§», «Abs.» and their number, nor before the name of the law."""
    raw = (FOLDER / f"{code}.toml").read_text("utf-8").splitlines()
    printed = [re.sub(r"note = \"[^\"]*\"", "", line) for line in raw if not line.startswith(("#", "origin"))]
    loose = r"§ \d|\b(?:Abs|Nr|Art|Buchst|art|al|cpv|Ziff)\. [\d.a-z]\b|\b(?:Satz|Zif?fer) \d|\d[a-z]* (?:StGB|StPO|BGB|ZPO|ZGB|EO)\b"

    assert [line for line in printed if re.search(loose, line)] == []


@pytest.mark.parametrize("code", CODES)
def test_quotation_marks_and_spelling_are_those_of_the_place(code: str) -> None:
    """„…“ in Germany and Austria; guillemets and no ß in Switzerland; no marks of gender inside words."""
    wrong = {"de": "«»”", "at": "«»”", "ch": "„“”ß"}[code]
    german = [(path, text) for path, text in texts(read(code)) if path.endswith(".de")]

    assert german
    assert not [path for path, text in german if set(wrong) & set(text)]
    assert not [
        path for path, text in german if re.search(r"\w[*:_]in(?:nen)?\b|[a-zß]In(?:nen)?\b|/-?in(?:nen)?\b", text)
    ]
    assert not [path for path, text in german if re.search(r"\b(?:du|dein|deine|dich|dir)\b", text)]


@pytest.mark.parametrize("code", CODES)
def test_no_person_of_the_matter_has_a_grammatical_sex(code: str) -> None:
    """The other person is a person; nobody is «der Täter» or «das Opfer»."""
    german = [(path, text) for path, text in texts(read(code)) if path.endswith(".de")]

    assert not [
        path
        for path, text in german
        if re.search(r"\b(?:Täter|Opfer|Antragsteller|Antragsgegner|Beschuldigte)\b", text)
    ]


@pytest.mark.parametrize("code", CODES)
def test_a_letter_never_speaks_of_the_police_or_of_a_penalty(code: str) -> None:
    """To tie a demand to a report can be coercion in each of the three countries."""
    letter = read(code).letter
    assert letter is not None

    for part in (letter.name, letter.subject, letter.civil_step, *([letter.protocol] if letter.protocol else [])):
        for text in part.values():
            assert not re.search(NOT_IN_A_LETTER, text), text


@pytest.mark.parametrize("code", CODES)
def test_the_order_served_first_is_open_to_strangers_and_partners_alike(code: str) -> None:
    """No German-speaking country asks for a family tie."""
    order = min(read(code).orders, key=lambda order: order.rank)

    assert order.relations == ()
    assert {Request.NO_CONTACT, Request.STAY_AWAY} <= set(order.requests)


@pytest.mark.parametrize("code", CODES)
def test_what_the_place_has_and_has_not_is_said_before_the_questions(code: str) -> None:
    """A person should not answer a hundred questions for an order that does not serve."""
    early = [caution for caution in read(code).cautions if caution.early]

    assert any("protective-order" in caution.kinds for caution in early)
    assert all(caution.origin.settled for caution in early)


@pytest.mark.parametrize("code", CODES)
def test_the_complaint_that_only_the_injured_person_can_make_is_in_the_report(code: str) -> None:
    """Without the sentence, insult and other offences are not prosecuted at all."""
    place = read(code)
    assert place.police is not None

    words = {"de": "Strafantrag", "at": "Ermächtigung", "ch": "Strafantrag"}[code]
    assert words in place.police.request["de"]
    assert any(item.complaint for item in place.offences)


def test_germany_needs_no_complaint_for_stalking_and_asks_for_two_acts() -> None:
    """The complaint was repealed in 2021; «wiederholt» is more than once."""
    offence = next(item for item in read("de").offences if item.id == "de-stgb-238")

    assert offence.complaint is None
    assert offence.acts == 2


def test_germany_tells_the_three_months_of_the_complaint() -> None:
    """They run for each act and only once the person is known."""
    limit = next(limit for limit in read("de").limits if limit.id == "de-limit-complaint")

    assert (limit.months, limit.runs_from) == (3, "knowledge")
    assert {Conduct.INSULTS, Conduct.FALSE_STATEMENTS, Conduct.INTIMATE_IMAGES} <= set(limit.conduct)
    assert Conduct.STALKING not in limit.conduct


def test_germany_names_altered_images_only_under_the_right_to_the_likeness() -> None:
    """Whether a generated image is a «Bildaufnahme» is open; that it is a likeness is not."""
    offences = [item for item in read("de").offences if Conduct.INTIMATE_IMAGES in item.conduct]

    assert [item.id for item in offences if not item.authentic_only] == ["de-kug-33"]


def test_germany_swears_in_lieu_of_an_oath_before_a_court_that_is_named() -> None:
    """§ 156 StGB asks for a competent authority; the formula is custom."""
    (oath,) = read("de").oaths

    assert oath.kinds == ("protective-order",)
    assert "an Eides statt" in oath.text
    assert "zur Vorlage bei dem oben genannten Gericht" in oath.text
    assert oath.origin.grade is Grade.CUSTOM


def test_a_ban_on_publishing_belongs_to_the_civil_court_in_germany() -> None:
    """The Gewaltschutzgesetz does not reach public statements alone."""
    orders = {order.id: order for order in read("de").orders}

    assert not {Request.NO_PUBLICATION, Request.TAKE_DOWN} & set(orders["de-gewschg"].requests)
    assert {Request.NO_PUBLICATION, Request.TAKE_DOWN} <= set(orders["de-zpo-935"].requests)
    assert orders["de-gewschg"].rank < orders["de-zpo-935"].rank
    assert all(Relation.STRANGER not in order.relations for order in orders.values())
    assert "§\u00a078" in orders["de-zpo-935"].attach["de"]


def test_the_missing_refusal_is_a_warning_in_germany() -> None:
    """Pursuit counts only against the expressly declared will."""
    caution = next(caution for caution in read("de").cautions if caution.id == "de-declared-will")

    assert caution.warning
    assert caution.when == "not stop_requests"
    assert Conduct.THREATS not in caution.conduct


def test_austria_keeps_the_offences_against_honour_behind_the_one_that_the_police_pursue() -> None:
    """§§ 111 and 115 need a private charge; § 107c is ex officio."""
    offences = {offence.id: offence for offence in read("at").offences}

    assert offences["at-stgb-107c"].complaint is None
    for name in ("at-stgb-111", "at-stgb-115"):
        complaint = offences[name].complaint
        assert complaint is not None
        assert complaint["de"].startswith("Privatanklage")
        assert offences[name].rank > offences["at-stgb-107c"].rank
    early = [caution.id for caution in read("at").cautions if caution.early and "police-statement" in caution.kinds]
    assert early == ["at-private-charge"]


def test_austria_has_a_form_of_truth_and_no_oath() -> None:
    """§ 389 EO asks for facts told in detail and truthfully."""
    (oath,) = read("at").oaths

    assert "wahrheitsgemäß" in oath.text
    assert oath.cite == "§\u00a0389\u00a0EO"


def test_the_summary_order_of_austria_comes_with_its_official_form() -> None:
    """The statement is an annex; the form cannot be replaced."""
    orders = {order.id: order for order in read("at").orders}
    mandate = orders["at-zpo-549"]

    assert mandate.forms[0].startswith("Formblatt")
    assert "nicht ersetzt" in mandate.attach["de"]
    assert "gewöhnliche Beleidigungen genügen nicht" in mandate.standard["de"]
    assert mandate.roles["petitioner"]["de"] == "Klagende Partei"
    assert {Request.NO_PUBLICATION, Request.TAKE_DOWN} <= set(orders["at-eo-382d"].requests)


def test_switzerland_takes_no_law_of_the_union_and_has_a_request_of_its_own() -> None:
    """No notice statute: the request rests on the protection of personality, for every kind of conduct."""
    place = read("ch")
    (basis,) = place.takedown

    assert place.overlays == ()
    assert set(basis.conduct) == set(Conduct)
    assert [element.id for element in basis.elements] == ["reasons", "location", "contact"]
    assert any(caution.id == "ch-no-dsa" and caution.early for caution in place.cautions)


def test_switzerland_swears_nothing_and_cites_for_three_languages_at_once() -> None:
    """A formula could stand in one language only; a citation names both abbreviations of a code."""
    place = read("ch")
    cites = [item.cite for item in (*place.offences, *place.claims, *place.orders, *place.takedown, *place.limits)]

    assert place.oaths == ()
    assert not [cite for cite in cites if not re.search(r"(?:StGB/CP|ZGB/CC|OR/CO)$", cite)]


def test_passing_on_intimate_content_in_switzerland_needs_a_complaint_and_publishing_it_none() -> None:
    """Article 197a, paragraphs 1 and 2."""
    offence = next(item for item in read("ch").offences if item.id == "ch-stgb-197a")
    assert offence.complaint is not None

    assert "keiner, wenn der Inhalt öffentlich gemacht wurde" in offence.complaint["de"]
    assert "aucune si le contenu a été rendu public" in offence.complaint["fr"]


def test_the_threat_of_article_292_is_a_warning() -> None:
    """Without it the breach of a prohibition has no penalty."""
    caution = next(caution for caution in read("ch").cautions if caution.id == "ch-292")

    assert caution.warning
    assert all("ch-292" in order.cautions for order in read("ch").orders)


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("fr", r"[A-Za-zé]'[A-Za-zé]|[^\u202f\u00a0] ?[;:!?](?= )|\b\w+\(e\)|·|\bl’auteur\b|\bla victime\b"),
        ("it", r"[A-Za-z]'[A-Za-z]|\b\w+[oa]/[oa]\b|\*|ə|\bl’autore\b|\bla vittima\b"),
    ],
)
def test_french_and_italian_are_typeset_and_name_no_sex(language: str, wrong: str) -> None:
    """Typographic apostrophes, spaces that do not break, and no doublets."""
    found = [(path, text) for path, text in texts(read("ch")) if path.endswith(f".{language}")]

    assert len(found) > 80
    assert [(path, text) for path, text in found if re.search(wrong, text)] == []


def test_altered_intimate_images_have_a_provision_in_each_country() -> None:
    """Where the offence on intimate images may not reach what was made or altered, another one is named."""
    for code in CODES:
        fitting = [item for item in read(code).offences if Conduct.INTIMATE_IMAGES in item.conduct]
        assert any(not item.authentic_only and item.origin.settled for item in fitting), code
