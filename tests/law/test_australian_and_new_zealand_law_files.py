"""The law files of Australia, New South Wales, Victoria and New Zealand: in English, graded, exact where exact."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
import test_common_law_files as common
from law_files import FOLDER, NBSP, read, records, texts, translations

from docgen.jurisdiction import Grade, first_serving
from docgen.matter.choices import Conduct, Relation, Request

CODES = ("au", "au-nsw", "au-vic", "nz")
STATES = ("au-nsw", "au-vic")

FORBIDDEN = {
    "rules and bills of the common-law files": "|".join(
        text
        for what, text in common.FORBIDDEN.items()
        if what != "section numbers not read"  # of English Acts
    ),
    "numbers of rules of professional conduct": r"(?i)conduct (?:and client care )?rules|rule 2\.10|r 2\.10",
    "fees that nobody verified": r"\$|AUD \d|NZD \d",
    "New South Wales: year of the regulation with the form": r"Regulation 20\d\d",
    "Victoria: acknowledgment of the police": r"liable to the penalties of perjury",
    "Victoria: repealed offences, and a number that was not confirmed": r"41D[AB]|53R",
    "Victoria: sections of the law of 2025 that were not read": r"195[NO]",
    "New Zealand: period for the two occasions of a restraining order": r"(?:12|twelve) months",
    "New Zealand: paragraph on names that the text does not have": r"s 19\(3\)",
    "New Zealand: words of a formal statement that were not seen": r"truth and accuracy of this statement",
}
"""What the second look keeps out, what rests on nothing that was read, and what was found to be wrong."""

OATHS = {
    "au-stat-dec": (
        "I understand that a person who intentionally makes a false statement in a statutory declaration is guilty of an "
        "offence under section 11 of the Statutory Declarations Act 1959, and I believe that the statements in this "
        "declaration are true in every particular."
    ),
    "au-nsw-stat-dec": (
        "I, the declarant named above, do solemnly and sincerely declare that the contents of this declaration are true "
        "and correct, and I make this solemn declaration conscientiously believing the same to be true, and by virtue of "
        "the provisions of the Oaths Act 1900."
    ),
    "nz-stat-dec": (
        "And I make this solemn declaration conscientiously believing the same to be true and by virtue of the Oaths and "
        "Declarations Act 1957."
    ),
}
"""Words that the law prescribes; what the person fills in stands there already."""

NOT_EXACT = {
    "au-nsw-police": (
        "This statement made by me accurately sets out the evidence that I would be prepared, if necessary, to give in "
        "court as a witness. The statement is true to the best of my knowledge and belief and I make it knowing that, if "
        "it is tendered in evidence, I will be liable to prosecution if I have wilfully stated in it anything that I know "
        "to be false, or do not believe to be true."
    ),
    "au-vic-affidavit": (
        "The contents of this affidavit are true and correct and I make it knowing that a person making a false "
        "affidavit may be prosecuted for the offence of perjury."
    ),
}
"""Words whose source in law was not seen."""

FIRST_OFFENCE = {
    "au": {
        Conduct.THREATS: "au-474-15",
        Conduct.STALKING: "au-474-17",
        Conduct.UNWANTED_CONTACT: "au-474-17",
        Conduct.INSULTS: "au-474-17",
        Conduct.MANY_ACCOUNTS: "au-474-17",
        Conduct.IMPERSONATION: "au-474-17",
        Conduct.INTIMATE_IMAGES: "au-474-17a",
        Conduct.PRIVATE_DATA: "au-474-17c",
        Conduct.HATE: "au-474-17",
        Conduct.EXTORTION: "au-474-17",
    },
    "au-nsw": {
        Conduct.THREATS: "au-nsw-13",
        Conduct.STALKING: "au-nsw-13",
        Conduct.UNWANTED_CONTACT: "au-nsw-13",
        Conduct.INSULTS: "au-nsw-13",
        Conduct.MANY_ACCOUNTS: "au-nsw-13",
        Conduct.IMPERSONATION: "au-nsw-13",
        Conduct.INTIMATE_IMAGES: "au-nsw-91q",
        Conduct.PRIVATE_DATA: "au-nsw-13",
        Conduct.HATE: "au-nsw-13",
        Conduct.EXTORTION: "au-nsw-249k",
    },
    "au-vic": {
        Conduct.THREATS: "au-vic-20",
        Conduct.STALKING: "au-vic-21a",
        Conduct.UNWANTED_CONTACT: "au-vic-21a",
        Conduct.INSULTS: "au-vic-21a",
        Conduct.MANY_ACCOUNTS: "au-vic-21a",
        Conduct.IMPERSONATION: "au-vic-21a",
        Conduct.INTIMATE_IMAGES: "au-vic-53s",
        Conduct.PRIVATE_DATA: "au-vic-21a",
        Conduct.HATE: "au-vic-21a",
        Conduct.EXTORTION: "au-vic-87",
    },
    "nz": {
        Conduct.THREATS: "nz-306",
        Conduct.STALKING: "nz-216q",
        Conduct.UNWANTED_CONTACT: "nz-216q",
        Conduct.INSULTS: "nz-216q",
        Conduct.MANY_ACCOUNTS: "nz-216q",
        Conduct.IMPERSONATION: "nz-216q",
        Conduct.PRIVATE_DATA: "nz-216q",
        Conduct.FALSE_STATEMENTS: "nz-216q",
        Conduct.HATE: "nz-hdca-22",
        Conduct.EXTORTION: "nz-237",
    },
}
"""The offence that a matter of one kind of conduct names first; images in New Zealand are held apart, by kind of image."""

UNCHANGED: tuple[Callable[[str], None], ...] = (
    common.test_a_section_sign_never_parts_from_its_number,
    common.test_ids_are_unique_and_named_cautions_exist,
    common.test_kinds_are_known_and_limits_have_a_length,
    common.test_elements_continue_the_words_which_covers,
    common.test_every_kind_of_conduct_has_an_offence_or_a_claim,
    common.test_no_broad_recalled_or_conditional_claim_pushes_out_the_statute,
    common.test_a_letter_never_speaks_of_the_police_or_of_charges,
    common.test_only_the_police_are_asked_to_use_2703,
)
"""Rules of the common-law files that hold here as they stand."""


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("rule", UNCHANGED)
def test_a_rule_of_the_common_law_files_holds(rule: Callable[[str], None], code: str) -> None:
    rule(code)


@pytest.mark.parametrize("code", ["au", "au-nsw", "nz"])
def test_every_item_has_a_grade_a_source_and_the_day_it_was_checked(code: str) -> None:
    common.test_every_item_has_a_grade_a_source_and_the_day_it_was_checked(code)


def test_every_item_of_victoria_has_them_too() -> None:
    """The shared rule wants more items than a State that builds on the Commonwealth has of its own."""
    found = [(path, item.origin) for path, item in records(read("au-vic")) if hasattr(item, "origin")]

    assert len(found) > 12
    for path, origin in found:
        assert origin.source.strip(), path
        assert origin.checked == date(2026, 11, 22), path
        assert origin.settled, path
        assert (origin.grade is Grade.RECALLED) == origin.source.startswith("recalled"), path


@pytest.mark.parametrize("code", CODES)
def test_the_place_says_what_documents_need_of_it(code: str) -> None:
    place = read(code)

    assert place.code == code.upper()
    assert (place.letter, place.police, place.privacy, place.emergency).count(None) == 0
    assert set(place.roles) == {"petitioner", "respondent", "declarant", "exhibit", "court"}
    assert place.languages == place.filing_languages == ("en",)
    assert place.usage == {"en": "en-GB"}
    assert place.paper.value == "a4"


def test_locales_currencies_and_zones() -> None:
    found = {code: (read(code).locales["en"], read(code).currency, read(code).zone) for code in CODES}

    assert found == {
        "au": ("en_AU", "AUD", ""),
        "au-nsw": ("en_AU", "AUD", "Australia/Sydney"),
        "au-vic": ("en_AU", "AUD", "Australia/Melbourne"),
        "nz": ("en_NZ", "NZD", "Pacific/Auckland"),
    }


@pytest.mark.parametrize("code", CODES)
def test_every_text_stands_in_english_with_the_spelling_of_the_place(code: str) -> None:
    found = list(translations(read(code)))

    assert len(found) > 50
    for path, text in found:
        assert set(text) == {"en"}, path
        assert text["en"], path
        assert text["en"] == text["en"].strip(), path
        assert not re.search(
            r"(?i)\b(?:color|neighbor|offense|behavior|harbor|authorize|recognize|favor)|\bdefense\b", text["en"]
        ), path
        assert not set(text["en"]) & set("\"'‘"), path


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_that_may_be_shown_names_what_must_not_be_printed(code: str, what: str) -> None:
    assert [path for path, text in texts(read(code), doubtful=False) if re.search(FORBIDDEN[what], text)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_schedule_form_or_rule_never_parts_from_its_number(code: str) -> None:
    raw = (FOLDER / f"{code}.toml").read_text("utf-8").splitlines()

    wrong = r"\b(?:sch|rr?|Forms?|sections?) \d"
    assert [line for line in raw if not line.startswith(("#", "origin", 'text = "')) and re.search(wrong, line)] == []


@pytest.mark.parametrize("code", STATES)
def test_a_state_builds_on_commonwealth_law_and_repeats_none_of_it(code: str) -> None:
    place, base = read(code), read("au")
    own, above = ({item.id for item in (*law.offences, *law.claims, *law.cautions)} for law in (place, base))

    assert place.builds_on == "AU"
    assert not own & above
    assert max(item.rank for item in place.offences) < min(item.rank for item in base.offences)


@pytest.mark.parametrize("code", CODES)
def test_exact_oaths_are_letter_by_letter_and_no_other_claims_to_be(code: str) -> None:
    oaths = read(code).oaths
    exact = {oath.id: oath.text for oath in oaths if oath.exact}

    assert exact == {name: OATHS[name] for name in OATHS if name in {oath.id for oath in oaths}}
    for oath in oaths:
        if oath.id in NOT_EXACT:
            assert oath.text == NOT_EXACT[oath.id]


@pytest.mark.parametrize(
    ("code", "kind", "id"),
    [
        ("au", "protective-order", "au-stat-dec"),
        ("au", "police-statement", "au-truth-police"),
        ("au-nsw", "protective-order", "au-nsw-stat-dec"),
        ("au-nsw", "police-statement", "au-nsw-police"),
        ("au-vic", "protective-order", "au-vic-affidavit"),
        ("au-vic", "police-statement", "au-truth-police"),
        ("nz", "protective-order", "nz-affirmation"),
        ("nz", "police-statement", "nz-truth-police"),
    ],
)
def test_the_formula_of_the_place_comes_first(code: str, kind: str, id: str) -> None:
    found = [oath for place in common.chain(code) for oath in place.oaths if kind in oath.kinds]

    assert found[0].id == id
    assert (found[0].before is not None) == (kind == "protective-order")


def test_the_formula_of_new_south_wales_holds_the_words_of_the_schedule_in_their_order() -> None:
    end = (
        ", and I make this solemn declaration conscientiously believing the same to be true, and by virtue of the "
        "provisions of the Oaths Act 1900."
    )
    start, _, declared = OATHS["au-nsw-stat-dec"].partition(" do solemnly and sincerely declare that ")

    assert start.startswith("I, ")
    assert declared.endswith(end)


def test_the_affirmation_of_new_zealand_begins_as_its_act_says() -> None:
    clauses = FOLDER.parent / "clauses"
    opening, jurat = ((clauses / f"affidavit-{part}.en.nz.md").read_text("utf-8") for part in ("opening", "jurat"))

    assert re.search(r"^I, \{\{ client\.name \}\}, of .*, solemnly and sincerely affirm:$", opening, re.MULTILINE)
    assert "Affirmed at {% if signing.place %}" in jurat
    assert "before me: " in jurat
    assert "worn" not in jurat.replace("law.oath", "")


@pytest.mark.parametrize("code", CODES)
def test_the_first_offence_for_each_kind_of_conduct_is_the_fitting_one(code: str) -> None:
    offences = common.shown(tuple(item for place in common.chain(code) for item in place.offences))
    apart = {Conduct.INTIMATE_IMAGES} if code == "nz" else set()
    kinds = [conduct for conduct in Conduct if conduct not in apart]
    first = {conduct: next((item.id for item in offences if conduct in item.conduct), None) for conduct in kinds}

    assert {conduct: name for conduct, name in first.items() if name} == FIRST_OFFENCE[code]


@pytest.mark.parametrize(("image", "id"), [("altered", "nz-hdca-22-altered"), ("authentic", "nz-hdca-22a")])
def test_new_zealand_parts_generated_images_from_authentic_ones(image: str, id: str) -> None:
    fitting = [
        item.id
        for item in common.shown(read("nz").offences)
        if Conduct.INTIMATE_IMAGES in item.conduct
        and not (item.authentic_only if image == "altered" else item.altered_only)
    ]

    assert fitting == [id]


def test_what_a_code_of_conduct_cannot_tell_is_kept_back() -> None:
    hidden = {
        item.id for code in CODES for item in (*read(code).offences, *read(code).claims) if not item.origin.printable
    }

    assert hidden == {"au-rda-18c", "au-nsw-93z"}


def test_stalking_is_never_named_for_a_single_incident() -> None:
    acts = {item.id: item.acts for code in CODES for item in read(code).offences}

    assert acts["au-vic-21a"] == acts["nz-216q"] == 2
    assert acts["au-nsw-13"] is None


def test_a_letter_in_new_zealand_names_defamation_beside_the_orders_for_other_harm() -> None:
    claims = {claim.id: set(claim.conduct) for claim in read("nz").claims}

    assert claims["nz-defamation"] == {Conduct.FALSE_STATEMENTS}
    assert claims["nz-hdca-orders"] == set(Conduct) - {Conduct.FALSE_STATEMENTS}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("relation", Relation)
def test_some_order_serves_every_relation(code: str, relation: Relation) -> None:
    assert first_serving(read(code).orders, relation) is not None


@pytest.mark.parametrize(
    ("code", "stranger", "former_partner", "household"),
    [
        ("au", "au-state-order", "au-state-order", "au-state-order"),
        ("au-nsw", "au-nsw-apvo", "au-nsw-advo", "au-nsw-advo"),
        ("au-vic", "au-vic-psio", "au-vic-fvio", "au-vic-psio"),
        ("nz", "nz-restraining-order", "nz-protection-order", "nz-protection-order"),
    ],
)
def test_the_relation_decides_which_order_is_asked_for(
    code: str, stranger: str, former_partner: str, household: str
) -> None:
    relations = (Relation.STRANGER, Relation.FORMER_PARTNER, Relation.HOUSEHOLD)
    orders = tuple(order for place in common.chain(code) for order in place.orders)
    found = [first_serving(orders, relation) for relation in relations]

    assert [order and order.id for order in found] == [stranger, former_partner, household]


@pytest.mark.parametrize("code", [*STATES, "nz"])
def test_the_two_kinds_of_order_share_out_the_relations(code: str) -> None:
    named = [relation for order in read(code).orders for relation in order.relations]

    assert sorted(named) == sorted(Relation)


def test_orders_grant_what_their_law_is_known_to_grant() -> None:
    orders = {order.id: order for code in CODES for order in read(code).orders}

    assert {id for id, order in orders.items() if Request.TAKE_DOWN in order.requests} == {
        "au-vic-psio",
        "au-vic-fvio",
        "nz-restraining-order",
        "nz-hdca-order",
    }
    assert Request.SURRENDER_WEAPONS not in orders["nz-restraining-order"].requests
    assert Request.STAY_AWAY not in orders["nz-hdca-order"].requests
    assert {id: order.acts for id, order in orders.items() if order.acts} == {"nz-restraining-order": 2}


def test_a_restraining_order_in_new_zealand_is_made_on_notice() -> None:
    order = next(order for order in read("nz").orders if order.id == "nz-restraining-order")
    caution = next(item for item in read("nz").cautions if item.id == "nz-on-notice")

    assert order.without_notice is None
    assert caution.warning
    assert caution.when == "relief.without_notice == True"
    assert set(caution.relations) == set(order.relations)


@pytest.mark.parametrize(
    ("code", "kind", "id"),
    [
        ("au", "protective-order", "au-no-national-order"),
        ("au", "cease-and-desist", "au-no-harassment-claim"),
        ("au-nsw", "protective-order", "au-nsw-which-order"),
        ("au-vic", "protective-order", "au-vic-which-order"),
        ("nz", "protective-order", "nz-which-order"),
    ],
)
def test_what_the_place_does_not_have_is_said_before_the_questions(code: str, kind: str, id: str) -> None:
    early = [item for item in read(code).cautions if item.early and kind in item.kinds]

    assert [item.id for item in early] == [id]
    assert early[0].origin.settled
    assert not early[0].when


def test_no_defamation_case_without_a_concerns_notice() -> None:
    caution = next(item for item in read("au").cautions if item.id == "au-concerns-notice")

    assert caution.warning
    assert caution.conduct == (Conduct.FALSE_STATEMENTS,)
    assert "28 days" in caution.text["en"]
    assert all("au-concerns-notice" in letter.cautions for code in ("au", *STATES) if (letter := read(code).letter))


@pytest.mark.parametrize("code", CODES)
def test_every_basis_speaks_for_the_client_and_for_a_representative(code: str) -> None:
    for basis in read(code).takedown:
        assert any("{client}" in text["en"] for text in basis.agent_statements), basis.id
        assert basis.statements, basis.id
        assert not any("{" in text["en"] for text in basis.statements), basis.id
        assert not basis.discloses_sender, basis.id


def test_the_24_hours_of_esafety_are_a_request_until_it_gives_notice() -> None:
    basis = next(basis for basis in read("au").takedown if basis.id == "au-osa-intimate")

    assert basis.ask["en"].startswith("We ask that you remove")
    assert not re.search(r"must|required|duty|deadline", basis.ask["en"])
    assert basis.intimate_only
    assert basis.warning


def test_a_complaint_of_adult_cyber_abuse_waits_48_hours_and_leaves_insults_and_defamation_out() -> None:
    basis = next(basis for basis in read("au").takedown if basis.id == "au-osa-adult")

    assert not {Conduct.INSULTS, Conduct.FALSE_STATEMENTS, Conduct.INTIMATE_IMAGES} & set(basis.conduct)
    assert "48 hours" in basis.ask["en"]
    assert basis.after
    assert "esafety.gov.au/report" in basis.after["en"]


def test_a_notice_in_new_zealand_asks_for_an_address_and_keeps_the_identity_from_the_author() -> None:
    (basis,) = read("nz").takedown

    assert "postal-address" in {element.id for element in basis.elements}  # so it is used only where the facts name it
    assert basis.statements[-1]["en"].startswith("I do not consent to any personal information")
    assert "does not consent" in basis.agent_statements[-1]["en"]
    assert basis.warning
    assert "Netsafe" in basis.warning["en"]


def test_the_person_in_new_zealand_is_told_since_when_stalking_is_an_offence() -> None:
    place = read("nz")
    caution = next(item for item in place.cautions if item.id == "nz-stalking-since")
    offence = next(item for item in place.offences if item.id == "nz-216q")

    assert caution.warning
    assert set(caution.conduct) == set(offence.conduct)
    assert "26 May 2026" in caution.text["en"]


def test_police_in_new_zealand_are_asked_for_a_notice_and_to_tell_the_person_first() -> None:
    police = read("nz").police
    assert police is not None
    asked = [text["en"].replace(NBSP, " ") for text in police.further]

    assert any("section 216O(3)" in text and "told before it is given" in text for text in asked)


def test_limits() -> None:
    limits = {limit.id: (limit.years, limit.runs_from) for code in CODES for limit in read(code).limits}

    assert limits == {
        "au-limit-defamation": (1, "first-incident"),
        "au-limit-privacy": (1, "knowledge"),
        "nz-limit-defamation": (2, "first-incident"),
    }
