"""The law files of Florida, Illinois and Washington: the rules of the common-law files, and what is particular to each."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import test_common_law_files as common
from law_files import FOLDER, LANGUAGES, NBSP, read, texts, translations

from docgen.jurisdiction import first_serving
from docgen.matter.choices import Conduct, Relation, Request

CODES = ("us-fl", "us-il", "us-wa")
SAME_NAME = {"Florida", "Illinois"}
"""Names that are the same in both languages."""

FORBIDDEN = {
    "limits, amounts and bills of the common-law files": "|".join(common.FORBIDDEN.values()),
    "Florida: damages of the two image statutes": r"\$|10,000 or actual|USD 5,000",
    "Florida: sections of the address program": r"741\.4",
    "Washington: period for distress and privacy": r"(?:two|three|dos|tres) (?:to|a|or|o) (?:three|tres)",
    "Washington: the section that was first taken for doxing, and the repealed one for images": r"4\.24\.79[05]",
    "Washington: ninety days for a correction, which only the bill had": r"90 days|ninety|90 días|noventa",
    "Washington: repealed chapters": r"RCW 10\.14|9\.61\.260|26\.50|7\.92",
    "Illinois: talk about the person, which was struck": r"to or about|a ella o sobre ella",
}
"""What the second look keeps out, what rests on nothing that was read, and what was found to be wrong."""

OATHS = {
    "us-fl-92-525": (
        "Under penalties of perjury, I declare that I have read the foregoing document and that the facts stated in it "
        "are true."
    ),
    "us-il-1-109": (
        "Under penalties as provided by law pursuant to Section 1-109 of the Code of Civil Procedure, the undersigned "
        "certifies that the statements set forth in this instrument are true and correct, except as to matters therein "
        "stated to be on information and belief and as to such matters the undersigned certifies as aforesaid that the "
        "undersigned verily believes the same to be true."
    ),
    "us-wa-5-50-050": (
        "I declare under penalty of perjury under the law of Washington that the foregoing is true and correct."
    ),
}

FIRST_OFFENCE = {
    "us-fl": {
        Conduct.THREATS: "us-fl-836-10",
        Conduct.STALKING: "us-fl-784-048",
        Conduct.UNWANTED_CONTACT: "us-fl-784-048",
        Conduct.INSULTS: "us-fl-784-048",
        Conduct.MANY_ACCOUNTS: "us-fl-784-048",
        Conduct.IMPERSONATION: "us-fl-817-568-4",
        Conduct.PRIVATE_DATA: "us-fl-836-115",
        Conduct.HATE: "us-fl-775-085",
        Conduct.EXTORTION: "us-fl-836-05",
    },
    "us-il": {
        Conduct.THREATS: "us-il-26-5-3",
        Conduct.STALKING: "us-il-12-7-5",
        Conduct.UNWANTED_CONTACT: "us-il-12-7-5",
        Conduct.INSULTS: "us-il-26-5-3",
        Conduct.MANY_ACCOUNTS: "us-il-12-7-5",
        Conduct.IMPERSONATION: "us-il-12-7-5",
        Conduct.HATE: "us-il-12-7-1",
        Conduct.EXTORTION: "us-il-12-6",
    },
    "us-wa": {
        Conduct.THREATS: "us-wa-9a-46-020",
        Conduct.STALKING: "us-wa-9a-46-110",
        Conduct.UNWANTED_CONTACT: "us-wa-9a-90-120",
        Conduct.INSULTS: "us-wa-9a-90-120",
        Conduct.MANY_ACCOUNTS: "us-wa-9a-90-120",
        Conduct.IMPERSONATION: "us-wa-9a-60-040",
        Conduct.HATE: "us-wa-9a-36-080",
        Conduct.EXTORTION: "us-wa-9a-56",
    },
}
"""The offence that a matter of one kind of conduct names first; intimate images are held apart, by kind of image."""

FIRST_ON_IMAGES = {
    ("us-fl", "altered"): "us-fl-836-13",
    ("us-fl", "authentic"): "us-fl-784-049",
    ("us-il", "altered"): "us-il-11-23-7",
    ("us-il", "authentic"): "us-il-11-23-5",
    ("us-wa", "altered"): "us-wa-9a-86-030",
    ("us-wa", "authentic"): "us-wa-9a-86-010",
}

UNCHANGED: tuple[Callable[[str], None], ...] = (
    common.test_the_place_says_what_documents_need_of_it,
    common.test_every_item_has_a_grade_a_source_and_the_day_it_was_checked,
    common.test_spanish_quotes_with_guillemets_and_names_no_gendered_victim,
    common.test_a_section_sign_never_parts_from_its_number,
    common.test_ids_are_unique_and_named_cautions_exist,
    common.test_kinds_are_known_and_limits_have_a_length,
    common.test_elements_continue_the_words_which_covers,
    common.test_every_kind_of_conduct_has_an_offence_or_a_claim,
    common.test_no_broad_recalled_or_conditional_claim_pushes_out_the_statute,
    common.test_a_letter_never_speaks_of_the_police_or_of_charges,
    common.test_every_basis_speaks_for_the_client_and_for_a_representative,
    common.test_only_the_police_are_asked_to_use_2703,
)
"""Rules of the common-law files that hold here as they stand."""


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("rule", UNCHANGED)
def test_a_rule_of_the_common_law_files_holds(rule: Callable[[str], None], code: str) -> None:
    rule(code)


@pytest.mark.parametrize("code", CODES)
def test_every_text_stands_in_both_languages(code: str) -> None:
    found = list(translations(read(code)))

    assert len(found) > 70
    for path, text in found:
        assert set(text) == LANGUAGES, path
        assert all(part and part == part.strip() for part in text.values()), path
        if not set(text.values()) <= SAME_NAME and not path.startswith(".locales"):
            assert text["en"] != text["es"], path


@pytest.mark.parametrize("code", CODES)
def test_the_place_builds_on_federal_law_and_repeats_none_of_it(code: str) -> None:
    place, federal = read(code), read("us")
    own, base = ({item.id for item in (*law.offences, *law.claims, *law.cautions)} for law in (place, federal))

    assert place.builds_on == "US"
    assert (place.paper, place.currency, place.exhibit_letters) == (federal.paper, federal.currency, True)
    assert not own & base


def test_only_florida_has_two_time_zones() -> None:
    assert {code: read(code).zone for code in CODES} == {
        "us-fl": "",
        "us-il": "America/Chicago",
        "us-wa": "America/Los_Angeles",
    }


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_that_may_be_shown_names_what_must_not_be_printed(code: str, what: str) -> None:
    assert [path for path, text in texts(read(code), doubtful=False) if re.search(FORBIDDEN[what], text)] == []


@pytest.mark.parametrize("code", CODES)
def test_no_citation_ends_in_a_stop_that_the_sentence_around_it_sets_too(code: str) -> None:
    place = read(code)

    assert [item.cite for item in (*place.offences, *place.claims) if item.cite.endswith(".")] == []


@pytest.mark.parametrize("code", CODES)
def test_a_number_of_the_revised_code_never_parts_from_its_name(code: str) -> None:
    raw = (FOLDER / f"{code}.toml").read_text("utf-8").splitlines()

    assert [line for line in raw if not line.startswith(("#", "origin")) and "RCW " in line] == []


@pytest.mark.parametrize(
    ("code", "id", "exact", "place"),
    [
        ("us-fl", "us-fl-92-525", True, False),
        ("us-il", "us-il-1-109", False, False),
        ("us-wa", "us-wa-5-50-050", False, True),
    ],
)
def test_the_oath_has_the_words_of_the_statute(code: str, id: str, exact: bool, place: bool) -> None:
    (oath,) = read(code).oaths

    assert oath.id == id
    assert oath.text == OATHS[id]
    assert (oath.exact, oath.place, oath.dated, oath.before) == (exact, place, True, None)
    assert set(oath.kinds) <= {"protective-order", "witness-statement"}


@pytest.mark.parametrize("code", CODES)
def test_the_police_statement_ends_with_the_statement_of_truth_that_is_no_oath(code: str) -> None:
    found = [oath.id for place in common.chain(code) for oath in place.oaths if "police-statement" in oath.kinds]

    assert found == ["us-truth-police"]


def test_in_washington_the_place_of_signing_is_asked_for_and_the_person_is_warned() -> None:
    caution = next(item for item in read("us-wa").cautions if item.id == "us-wa-place-of-signing")

    assert caution.warning
    assert "only the city and the state" in caution.text["en"]


@pytest.mark.parametrize("code", CODES)
def test_the_first_offence_for_each_kind_of_conduct_is_the_fitting_one(code: str) -> None:
    offences = common.shown(tuple(item for place in common.chain(code) for item in place.offences))
    kinds = [conduct for conduct in Conduct if conduct is not Conduct.INTIMATE_IMAGES]
    first = {conduct: next((item.id for item in offences if conduct in item.conduct), None) for conduct in kinds}

    assert {conduct: name for conduct, name in first.items() if name} == FIRST_OFFENCE[code]


@pytest.mark.parametrize(("code", "image"), FIRST_ON_IMAGES)
def test_the_first_offence_for_an_intimate_image_fits_the_image(code: str, image: str) -> None:
    offences = common.shown(tuple(item for place in common.chain(code) for item in place.offences))
    fitting = [
        item.id
        for item in offences
        if Conduct.INTIMATE_IMAGES in item.conduct
        and not (item.authentic_only if image == "altered" else item.altered_only)
    ]

    assert fitting[0] == FIRST_ON_IMAGES[code, image]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("relation", Relation)
def test_some_order_serves_every_relation(code: str, relation: Relation) -> None:
    assert first_serving(read(code).orders, relation) is not None


@pytest.mark.parametrize(
    ("code", "stranger", "former_partner", "spouse", "household"),
    [
        (
            "us-fl",
            "us-fl-stalking-injunction",
            "us-fl-stalking-injunction",
            "us-fl-dv-injunction",
            "us-fl-stalking-injunction",
        ),
        ("us-il", "us-il-snco", "us-il-op", "us-il-op", "us-il-op"),
        ("us-wa", "us-wa-ahpo", "us-wa-dvpo", "us-wa-dvpo", "us-wa-dvpo"),
    ],
)
def test_the_relation_decides_which_order_is_asked_for(
    code: str, stranger: str, former_partner: str, spouse: str, household: str
) -> None:
    relations = (Relation.STRANGER, Relation.FORMER_PARTNER, Relation.SPOUSE, Relation.HOUSEHOLD)
    found = [first_serving(read(code).orders, relation) for relation in relations]

    assert [order and order.id for order in found] == [stranger, former_partner, spouse, household]


def test_orders_count_acts_where_the_law_does() -> None:
    acts = {order.id: order.acts for code in CODES for order in read(code).orders}

    assert acts == {
        "us-fl-stalking-injunction": 2,
        "us-fl-dv-injunction": None,
        "us-il-snco": 2,
        "us-il-op": None,
        "us-wa-ahpo": None,
        "us-wa-spo": None,
        "us-wa-dvpo": None,
    }


def test_only_washington_names_the_surrender_of_images() -> None:
    granting = {code for code in CODES for order in read(code).orders if Request.SURRENDER_IMAGES in order.requests}

    assert granting == {"us-wa"}


def test_brookes_law_is_for_altered_images_and_swears_nothing() -> None:
    (basis,) = read("us-fl").takedown
    said = [text for each in (*basis.statements, *basis.agent_statements) for text in each.values()]

    assert basis.id == "us-fl-brookes-law"
    assert basis.altered_only
    assert basis.intimate_only
    assert [element.id for element in basis.elements] == ["signature", "location", "no-consent", "contact"]
    assert not any("perj" in text or "alter" in text for text in said)
    assert "48 hours" in basis.ask["en"]
    assert basis.ask["en"].startswith("As far as an item is an altered sexual depiction")


def test_illinois_and_washington_add_no_takedown_basis() -> None:
    assert read("us-il").takedown == read("us-wa").takedown == ()


def test_a_florida_petition_names_open_cases_and_its_own_signature_block() -> None:
    orders = read("us-fl").orders

    assert all({"us-fl-pending-cases", "us-fl-form-signature"} <= set(order.cautions) for order in orders)


def test_washington_warns_that_a_correction_must_be_asked_for_before_a_suit() -> None:
    caution = next(item for item in read("us-wa").cautions if item.id == "us-wa-correction")

    assert caution.warning
    assert caution.conduct == (Conduct.FALSE_STATEMENTS,)
    assert caution.cite.replace(NBSP, " ") == "RCW 7.96.040"


def test_limits_are_those_of_defamation_only() -> None:
    limits = {limit.id: (limit.years, limit.runs_from) for code in CODES for limit in read(code).limits}

    assert limits == {
        "us-fl-limit-defamation": (2, "first-incident"),
        "us-il-limit-defamation": (1, "first-incident"),
        "us-wa-limit-defamation": (2, "first-incident"),
    }
