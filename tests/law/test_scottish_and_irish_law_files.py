"""The law files of Scotland and Ireland, and the overlay of the United Kingdom: complete, graded, without the law of England."""

from __future__ import annotations

import re
from datetime import date

import pytest
from law_files import FOLDER, NBSP, read, records, texts, translations

from docgen.jurisdiction import Claim, Element, Grade, Jurisdiction, Offence, first_serving
from docgen.matter.choices import Conduct, Relation, Request

CODES = ("gb-sct", "ie")
COUPLES = {Relation.SPOUSE, Relation.FORMER_SPOUSE, Relation.PARTNER, Relation.FORMER_PARTNER}
FORBIDDEN = {
    "gb-sct": {
        "offences of England and Wales": r"Online Safety Act 2023, ss? 1[78]\d|Sexual Offences Act 2003|Theft Act|Malicious Communications",
        "Protection from Harassment Act outside Scotland": r"Protection from Harassment Act 1997, ss? (?:[1-7]|2A|4A)\b",
        "orders of England and Wales": r"[Ss]talking protection order|[Nn]on-molestation|N208|N16A|\bCPR\b",
        "caption of section 9": r"tendered in evidence",
        "amounts of court fees": r"£",
    },
    "ie": {
        "law of the United Kingdom": r"Protection from Harassment Act|Online Safety Act|UK GDPR|Ofcom",
        "old words of the statutory declaration": r"solemnly and sincerely declare that:",
        "rules of solicitors": r"Solicitors' Guide|Guide to",
        "part of the Act of 2026 not in force": r"SLAPP",
    },
}
"""What is not law there, and what section B of the second look keeps out of every document."""

FIRST_OFFENCE = {
    "gb-sct": {
        Conduct.THREATS: "sct-cjla-38",
        Conduct.STALKING: "sct-cjla-39",
        Conduct.UNWANTED_CONTACT: "sct-cjla-39",
        Conduct.INSULTS: "sct-cjla-38",
        Conduct.MANY_ACCOUNTS: "sct-cjla-39",
        Conduct.IMPERSONATION: "sct-cjla-39",
        Conduct.INTIMATE_IMAGES: "sct-absh-2",
        Conduct.PRIVATE_DATA: "sct-cjla-39",
        Conduct.FALSE_STATEMENTS: "sct-ca-127",
        Conduct.HATE: "sct-prejudice",
        Conduct.EXTORTION: "sct-extortion",
    },
    "ie": {
        Conduct.THREATS: "ie-hhcroa-4",
        Conduct.STALKING: "ie-nfoapa-10-2",
        Conduct.UNWANTED_CONTACT: "ie-nfoapa-10-1",
        Conduct.INSULTS: "ie-nfoapa-10-1",
        Conduct.MANY_ACCOUNTS: "ie-nfoapa-10-1",
        Conduct.IMPERSONATION: "ie-nfoapa-10-1",
        Conduct.INTIMATE_IMAGES: "ie-hhcroa-2",
        Conduct.PRIVATE_DATA: "ie-nfoapa-10-1",
        Conduct.HATE: "ie-nfoapa-10b",
        Conduct.EXTORTION: "ie-cjpoa-17",
    },
}
"""The offence that a matter of one kind of conduct names first; Ireland has none for false statements."""


def shown(items: tuple[Offence, ...] | tuple[Claim, ...]) -> list[Offence | Claim]:
    """Return what a final document may name whatever the relation, in order of rank."""
    settled = (item for item in items if item.origin.settled and not item.relations)
    return sorted(settled, key=lambda item: item.rank)


@pytest.mark.parametrize("code", CODES)
def test_the_place_says_what_documents_need_of_it(code: str) -> None:
    place = read(code)

    assert place.code == code.upper()
    assert (place.letter, place.police, place.privacy, place.emergency).count(None) == 0
    assert place.languages == ("en",)
    assert set(place.locales) == {"en"}
    assert place.usage == {"en": "en-GB"}
    assert place.builds_on == ""
    assert place.overlays == ({"gb-sct": "GB", "ie": "EU"}[code],)
    assert set(place.roles) == {"petitioner", "respondent", "declarant", "exhibit", "court"}


@pytest.mark.parametrize("code", [*CODES, "gb"])
def test_every_item_has_a_grade_a_source_and_the_day_it_was_checked(code: str) -> None:
    found = [(path, item.origin) for path, item in records(read(code)) if hasattr(item, "origin")]

    assert found
    for path, origin in found:
        assert origin.source.strip(), path
        assert origin.checked in (date(2026, 11, 22), date(2026, 11, 23)), path
        assert origin.grade is not Grade.DOUBTFUL, path
        if origin.grade is Grade.RECALLED:
            assert origin.source.startswith("recalled"), path
        if not origin.printable:
            assert origin.note, path


@pytest.mark.parametrize("code", CODES)
def test_every_text_stands_in_the_document_languages_and_in_english(code: str) -> None:
    """English is what the other languages of the interview are translated from."""
    place = read(code)
    found = list(translations(place))

    assert len(found) > 80
    for path, text in found:
        assert set(text) == {*place.languages, "en"}, path
        assert all(part and part == part.strip() for part in text.values()), path


@pytest.mark.parametrize(("code", "what"), [(code, what) for code in CODES for what in FORBIDDEN[code]])
def test_nothing_that_may_be_shown_names_what_is_not_law_there(code: str, what: str) -> None:
    found = [path for path, text in texts(read(code)) if re.search(FORBIDDEN[code][what], text)]

    assert found == []


@pytest.mark.parametrize("code", [*CODES, "gb"])
def test_a_section_sign_never_parts_from_its_number(code: str) -> None:
    raw = (FOLDER / f"{code}.toml").read_text("utf-8").splitlines()
    parted = [line for line in raw if not line.startswith(("#", "origin")) and re.search(r"\b(?:ss?|arts?) \d", line)]

    assert parted == []
    assert any(NBSP in line for line in raw)


@pytest.mark.parametrize("code", CODES)
def test_ids_are_unique_and_named_cautions_exist(code: str) -> None:
    place = read(code)
    taken = [place, *(read(overlay.lower()) for overlay in place.overlays)]
    ids = [
        item.id for each in taken for _, item in records(each) if hasattr(item, "id") and not isinstance(item, Element)
    ]
    holders = [item for _, item in records(place) if not isinstance(item, Jurisdiction)]

    assert len(ids) == len(set(ids))
    assert {name for holder in holders for name in getattr(holder, "cautions", ())} <= {
        caution.id for each in taken for caution in each.cautions
    }


@pytest.mark.parametrize("code", CODES)
def test_the_first_offence_for_each_kind_of_conduct_is_the_fitting_one(code: str) -> None:
    offences = shown(read(code).offences)
    first = {conduct: next((item.id for item in offences if conduct in item.conduct), None) for conduct in Conduct}

    assert {conduct: name for conduct, name in first.items() if name} == FIRST_OFFENCE[code]


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_conduct_has_an_offence_or_a_claim(code: str) -> None:
    place = read(code)

    assert {kind for item in (*shown(place.offences), *shown(place.claims)) for kind in item.conduct} == set(Conduct)


@pytest.mark.parametrize("code", CODES)
def test_no_broad_provision_pushes_out_the_fitting_one(code: str) -> None:
    """The plan prefers what covers most kinds of conduct: no later provision may cover more than the first one for a kind."""
    place = read(code)
    for items in (shown(place.offences), shown(place.claims)):
        for conduct in Conduct:
            fitting = [set(item.conduct) for item in items if conduct in item.conduct]
            assert all(len(later) <= len(fitting[0]) for later in fitting[1:]), conduct


@pytest.mark.parametrize("code", CODES)
def test_what_hangs_on_a_couple_is_for_couples_alone_and_what_hangs_on_the_home_is_kept_back(code: str) -> None:
    place = read(code)
    abuse = [item for item in place.offences if item.relations]
    hidden = {item.id for item in (*place.offences, *place.claims) if not item.origin.printable}
    told = [caution for caution in place.cautions if set(caution.relations) == COUPLES]

    assert hidden == {"gb-sct": set(), "ie": {"ie-person-and-dwelling"}}[code]
    assert [item.id for item in abuse] == {"gb-sct": ["sct-daa-1"], "ie": ["ie-dva-39"]}[code]
    assert all(set(item.relations) == COUPLES and item.kinds == ("police-statement",) for item in abuse)
    assert any("police-statement" in caution.kinds for caution in told)


@pytest.mark.parametrize("code", CODES)
def test_a_letter_never_speaks_of_the_police_or_of_charges(code: str) -> None:
    letter = read(code).letter
    assert letter is not None

    for part in (letter.name, letter.subject, letter.civil_step, *([letter.protocol] if letter.protocol else [])):
        for text in part.values():
            assert not re.search(r"polic|garda|crim|prosecut|charge|arrest", text, re.IGNORECASE)


@pytest.mark.parametrize("code", CODES)
def test_each_sworn_kind_has_one_formula_and_none_claims_to_be_exact(code: str) -> None:
    """No exact words were read; an affidavit names before whom it is sworn, and its place."""
    oaths = read(code).oaths
    (sworn,) = (oath for oath in oaths if "protective-order" in oath.kinds)

    assert sorted(kind for oath in oaths for kind in oath.kinds) == ["police-statement", "protective-order"]
    assert not any(oath.exact for oath in oaths)
    assert sworn.before
    assert sworn.place
    assert any(
        caution.warning and "beforehand" in caution.text["en"] and "protective-order" in caution.kinds
        for caution in read(code).cautions
    )


def test_a_scottish_affidavit_ends_with_an_oath_or_an_affirmation_and_not_with_both() -> None:
    oath = next(oath for oath in read("gb-sct").oaths if oath.id == "sct-affidavit")

    assert "the truth as I shall answer to God" in oath.text
    assert "affirmed by me to be true" in oath.text
    assert "Strike out" in oath.text


def test_a_scottish_paper_asks_for_fear_or_alarm_and_for_a_second_source() -> None:
    place = read("gb-sct")
    told = {caution.id: caution.text["en"] for caution in place.cautions}

    assert "causes a person fear or alarm" in next(
        item.elements["en"] for item in place.offences if item.id == "sct-cjla-39"
    )
    assert "two sources" in told["sct-corroboration"]
    assert "fear or alarm" in told["sct-facts-not-labels"]


def test_couples_in_scotland_need_one_occasion_and_everybody_else_two() -> None:
    orders = read("gb-sct").orders
    near, far = (first_serving(orders, relation) for relation in (Relation.FORMER_PARTNER, Relation.STRANGER))

    assert near is not None
    assert far is not None
    assert (near.id, near.acts) == ("sct-nho-domestic", 1)
    assert (far.id, far.acts) == ("sct-nho", 2)
    assert set(near.relations) == COUPLES


@pytest.mark.parametrize("code", CODES)
def test_orders_that_forbid_conduct_are_not_asked_to_take_anything_down(code: str) -> None:
    for order in read(code).orders:
        assert not {Request.TAKE_DOWN, Request.SURRENDER_IMAGES, Request.SURRENDER_WEAPONS} & set(order.requests)


@pytest.mark.parametrize("code", CODES)
def test_what_the_court_does_not_offer_is_said_before_the_questions(code: str) -> None:
    early = [caution for caution in read(code).cautions if caution.early]

    assert early
    assert all(caution.kinds == ("protective-order",) for caution in early)


def test_ireland_has_an_order_for_strangers_that_needs_an_immediate_risk_without_notice() -> None:
    orders = read("ie").orders
    near, far = (first_serving(orders, relation) for relation in (Relation.FORMER_PARTNER, Relation.STRANGER))

    assert near is not None
    assert far is not None
    assert (near.id, far.id) == ("ie-safety-order", "ie-civil-restraining")
    assert far.without_notice
    assert "immediate risk" in far.without_notice["en"]
    assert Request.NO_PUBLICATION in far.requests
    assert Request.NO_PUBLICATION not in near.requests


def test_only_harassment_in_ireland_asks_for_persistence() -> None:
    elements = {item.id: item.elements["en"] for item in read("ie").offences}

    assert "persistently" in elements["ie-nfoapa-10-1"]
    assert "persistently" not in elements["ie-nfoapa-10-2"]
    assert "intent" in elements["ie-hhcroa-4"]


def test_a_statement_to_the_gardai_asks_for_the_age() -> None:
    caution = next(caution for caution in read("ie").cautions if caution.id == "ie-age")

    assert caution.when == "not client.age"
    assert "under 21" in caution.text["en"]


def test_the_united_kingdom_is_asked_the_same_of_platforms_everywhere() -> None:
    overlay = read("gb")

    assert overlay.overlay
    assert [basis.id for basis in overlay.takedown] == ["gb-osa-report", "gb-osa-intimate", "uk-gdpr-17"]
    assert not (overlay.offences or overlay.claims or overlay.orders or overlay.oaths)
    for code in ("gb-eaw", "gb-sct"):
        assert read(code).overlays == ("GB",)
        assert read(code).takedown == ()
    for path, text in translations(overlay):
        assert set(text) == {"en", "es"}, path
    for basis in overlay.takedown:
        assert any("{client}" in text for each in basis.agent_statements for text in each.values()), basis.id
