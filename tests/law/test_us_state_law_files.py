"""What is particular to New York, Texas and Massachusetts; the rules for all such files are in `test_common_law_files`."""

from __future__ import annotations

import re

import pytest
from law_files import KINDS, NBSP, read, texts

from docgen.conditions import names_in
from docgen.jurisdiction import Caution, Jurisdiction, ProtectiveOrder, first_serving
from docgen.matter.choices import Conduct, Relation, Request

CODES = ("us-ny", "us-tx", "us-ma")
NEAR = {Relation.SPOUSE, Relation.FORMER_SPOUSE, Relation.PARTNER, Relation.FORMER_PARTNER, Relation.FAMILY}
FORBIDDEN = {
    "us-ny": {
        "form number that nobody saw": r"\b8-2\b",
        "length of orders": r"(?:two|five|2|5) years?.{0,40}order|order.{0,40}(?:two|five|2|5) years",
        "law of New York City": r"10-180",
        "day from which the affirmation has its clause": r"2025",
        "words of § 240.30 that were struck": r"likely to cause annoyance",
        "bill that is no law": r"52-e",
    },
    "us-tx": {
        "articles whose numbers disagree": r"7B\.00[378]|7A",
        "length of orders": r"lifetime|2nd anniversary|second anniversary",
        "section on computer-made images after 2025": r"21\.165",
        "citation of the address program": r"\bch\. 58|art\. 58",
        "captions inside the jurat": r"\((?:First|Middle|Last|Street|City|State|Zip Code|Country|Month|Year)\)",
        "period of chapter 98B": r"98B.*\byears?\b",
    },
    "us-ma": {
        "number of the session law": r"St\. 2024|c\. 118",
        "length of the first order": r"(?:one|1|a) year",
        "singular penalty": r"under the penalty of perjury",
    },
}
"""What section B of the second look keeps out of every document, and old words that must not come back."""


def order_for(place: Jurisdiction, relation: Relation) -> ProtectiveOrder:
    found = first_serving([order for order in place.orders if order.origin.settled], relation)
    assert found is not None
    return found


def caution(place: Jurisdiction, id: str) -> Caution:
    return next(item for item in place.cautions if item.id == id)


@pytest.mark.parametrize(("code", "what"), [(code, what) for code, rules in FORBIDDEN.items() for what in rules])
def test_nothing_that_may_be_shown_names_what_must_not_be_printed(code: str, what: str) -> None:
    assert [path for path, text in texts(read(code), doubtful=False) if re.search(FORBIDDEN[code][what], text)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_state_builds_on_federal_law_and_repeats_none_of_it(code: str) -> None:
    place, federal = read(code), read("us")

    assert place.builds_on == "US"
    assert place.languages == ("en", "es")
    assert place.filing_languages == ("en",)
    cites = {item.cite for item in (*federal.offences, *federal.claims, *federal.takedown)}
    assert not cites & {item.cite for item in (*place.offences, *place.claims, *place.takedown)}


@pytest.mark.parametrize("code", CODES)
def test_what_the_place_does_not_have_is_said_before_the_questions(code: str) -> None:
    (early,) = [item for item in read(code).cautions if item.early]

    assert early.kinds == ("protective-order",)
    assert early.origin.settled
    assert not early.relations, "nothing is known yet of the other person"
    assert "police" in early.text["en"], "a route that exists"


@pytest.mark.parametrize("code", CODES)
def test_every_relation_has_an_order_that_serves_it(code: str) -> None:
    place = read(code)

    assert all(order_for(place, relation) for relation in Relation)
    assert {order_for(place, relation).id for relation in NEAR} == {
        {"us-ny": "us-ny-family-offense", "us-tx": "us-tx-family-violence", "us-ma": "us-ma-209a"}[code]
    }


@pytest.mark.parametrize("code", CODES)
def test_orders_and_oaths_name_cautions_that_are_shown_with_them(code: str) -> None:
    place = read(code)
    known = {item.id: item for item in (*place.cautions, *read("us").cautions)}

    for order in place.orders:
        for name in order.cautions:
            assert "protective-order" in known[name].kinds, (order.id, name)
    for letter in place.letter.cautions if place.letter else ():
        assert "cease-and-desist" in known[letter].kinds, letter
    for name in place.police.cautions if place.police else ():
        assert "police-statement" in known[name].kinds, name


@pytest.mark.parametrize("code", CODES)
def test_no_text_of_an_order_speaks_to_the_person_where_a_court_reads_it(code: str) -> None:
    for order in read(code).orders:
        for text in (order.name, order.court, order.standard):
            assert not re.search(r"\byou(?:r|rs)?\b", text["en"]), order.id
            assert not re.search(r"\busted\b", text["es"]), order.id


@pytest.mark.parametrize("code", CODES)
def test_claims_never_bring_the_police_into_a_letter(code: str) -> None:
    for claim in read(code).claims:
        for text in (claim.title, claim.elements, claim.relief or {}):
            assert not any(re.search(r"polic|2703|denunci", part, re.IGNORECASE) for part in text.values()), claim.id


@pytest.mark.parametrize("code", CODES)
def test_conditions_of_cautions_are_conditions_and_kinds_exist(code: str) -> None:
    for item in read(code).cautions:
        names_in(item.when or "True")
        assert set(item.kinds) <= KINDS
        assert item.kinds


# New York -----------------------------------------------------------------------------------------------------------


def test_new_york_has_no_civil_order_against_a_stranger() -> None:
    place = read("us-ny")
    family = next(order for order in place.orders if order.id == "us-ny-family-offense")
    strange = set(Relation) - NEAR

    assert set(family.relations) == NEAR
    assert Relation.HOUSEHOLD in strange, "a roommate alone is not in Family Court"
    assert {order_for(place, relation).id for relation in strange} == {"us-ny-injunction"}
    injunction = order_for(place, Relation.STRANGER)
    assert "civil action" in injunction.name["en"]
    assert injunction.roles["petitioner"]["en"] == "Plaintiff"
    warning = caution(place, "us-ny-injunction-needs-action")
    assert warning.warning
    assert set(warning.relations) == strange
    early = caution(place, "us-ny-no-stranger-order")
    assert early.early
    assert "no civil order of protection against a stranger" in early.text["en"]
    assert "530.13" in early.cite


def test_the_new_york_statement_bears_the_form_notice_and_asks_for_the_order_of_the_criminal_court() -> None:
    police = read("us-ny").police
    assert police is not None

    assert police.false_statement["en"] == (
        "False statements made herein are punishable as a class A misdemeanor pursuant to section 210.45 of the penal law."
    )
    assert any("530.13" in each["en"] for each in police.further)


def test_the_new_york_affirmation_is_dated_by_hand_and_signed_before_nobody() -> None:
    (oath,) = read("us-ny").oaths

    assert oath.title["en"] == "Affirmation"
    assert oath.exact
    assert oath.dated
    assert oath.before is None
    assert "except as to matters alleged on information and belief" in oath.text


def test_a_letter_in_new_york_can_be_the_clear_notice_to_cease() -> None:
    item = caution(read("us-ny"), "us-ny-clearly-informed")

    assert item.cite.replace(NBSP, " ") == "Penal Law § 120.45(2), (3)"
    assert "cease-and-desist" in item.kinds
    assert {Conduct.STALKING, Conduct.UNWANTED_CONTACT} <= set(item.conduct)


def test_the_address_of_a_new_yorker_goes_on_gf_21() -> None:
    privacy = read("us-ny").privacy
    assert privacy is not None

    assert privacy.sealed_court_form.startswith("GF-21")


# Texas --------------------------------------------------------------------------------------------------------------


def test_the_texas_declaration_has_blanks_and_claims_no_exact_words() -> None:
    place = read("us-tx")
    (oath,) = place.oaths

    assert not oath.exact
    assert [word for word in ("My name is", "my date of birth is", "and my address is") if word not in oath.text] == []
    assert "I declare under penalty of perjury that the foregoing is true and correct." in oath.text
    assert "Executed in" in oath.text
    assert "{" not in oath.text
    warning = caution(place, "us-tx-declaration-blanks")
    assert warning.warning
    assert "Never write your home address" in warning.text["en"]
    assert "notary" in warning.text["en"]


def test_the_texas_stalking_order_serves_everyone_and_takes_more_than_one_act() -> None:
    place = read("us-tx")
    order = order_for(place, Relation.STRANGER)

    assert order.id == "us-tx-stalking-order"
    assert order.relations == ()
    assert order.acts == 2
    assert order.forms[0].startswith("Application for Protective Order")
    assert "clear and present danger" in (order.without_notice or {"en": ""})["en"]
    assert next(item for item in place.offences if item.id == "us-tx-42-072").acts == 2


def test_texas_asks_for_a_correction_before_a_suit_over_words() -> None:
    place = read("us-tx")
    item = caution(place, "us-tx-retraction")

    assert item.conduct == (Conduct.FALSE_STATEMENTS,)
    assert all(word in item.text["en"] for word in ("written, signed and served", "90 days", "exemplary damages"))
    assert next(limit for limit in place.limits if limit.id == "us-tx-limit-retraction").days == 90


def test_the_texas_statement_reports_stalking_as_such() -> None:
    place = read("us-tx")
    assert place.police is not None

    assert "I report them as a stalking offense" in place.police.further[0]["en"]
    claim = caution(place, "us-tx-stalking-claim")
    assert "evidence other than your own impressions" in claim.text["en"]
    assert "never mention it in a letter" in claim.text["en"]


# Massachusetts ------------------------------------------------------------------------------------------------------


def test_massachusetts_needs_three_acts() -> None:
    place = read("us-ma")
    order = order_for(place, Relation.STRANGER)

    assert order.id == "us-ma-258e"
    assert order.relations == ()
    assert order.acts == 3
    assert {item.id: item.acts for item in place.offences if item.acts == 3} == {
        "us-ma-265-43": 3,
        "us-ma-265-43a-a": 3,
        "us-ma-269-14a": 3,
    }
    assert order_for(place, Relation.HOUSEHOLD).id == "us-ma-209a"
    assert order_for(place, Relation.HOUSEHOLD).acts is None


def test_a_harassment_prevention_order_does_not_promise_removal() -> None:
    place = read("us-ma")

    assert Request.TAKE_DOWN not in order_for(place, Relation.STRANGER).requests
    assert "takedown request" in caution(place, "us-ma-removal").text["en"]


def test_the_massachusetts_affidavit_is_signed_under_the_penalties_of_perjury() -> None:
    (oath,) = read("us-ma").oaths

    assert oath.title["en"] == "Affidavit"
    assert "the penalties of perjury" in oath.text
    assert not oath.exact
    assert oath.before is None


def test_the_author_of_an_account_must_be_shown_in_massachusetts() -> None:
    item = caution(read("us-ma"), "us-ma-prove-author")

    assert item.cite == "R.S. v. A.P.B., 95 Mass. App. Ct. 372 (2019)"
    assert {Conduct.IMPERSONATION, Conduct.MANY_ACCOUNTS} <= set(item.conduct)


def test_the_address_in_massachusetts_goes_on_the_confidential_form() -> None:
    place = read("us-ma")
    assert place.privacy is not None

    assert place.privacy.sealed_court_form == "Plaintiff Confidential Information Form"
    assert all("Plaintiff Confidential Information Form" in order.forms for order in place.orders)
