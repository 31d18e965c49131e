"""The law files of the United States, some of its states, and England and Wales: complete, in two languages, graded, exact where exact."""

from __future__ import annotations

import re
from datetime import date

import pytest
from law_files import FOLDER, KINDS, LANGUAGES, NBSP, read, records, texts, translations

from docgen.jurisdiction import Claim, Element, Grade, Jurisdiction, Offence
from docgen.matter.choices import Conduct, Relation, Request

CODES = ("us", "us-ca", "us-ny", "us-tx", "us-ma", "gb-eaw")
FORBIDDEN = {
    "four years for § 6851": r"four years|cuatro años|4 years",
    "bill that is no law": r"DEFIANCE",
    "limits of Civ. Code §§ 1708.7, 1708.85, 1708.89": r"338\(a\)",
    "changes of AB 621": r"AB 621|\b250,000|\b50,000",
    "form not found at the first look": r"CH-160",
    "year of the Criminal Procedure Rules": r"Criminal Procedure Rules|CrimPR",
    "section numbers not read": r"66[FGH]\b|66AB|66AE|\bs 99\b",
    "amounts of court fees": r"USD 435|£",
    "Fed. and state forms nobody saw": r"FL415|\bN1\b|DV-130|CH-130",
    "orders whose commencement is open": r"on conviction or acquittal|DAPO|Domestic Abuse Protection",
    "revision dates of forms": r"\bRev\.|\bRevised\b",
}
"""What section B of the second look keeps out of every document, and what rests on nothing that was read."""

OATHS = {
    "us-1746-inside": "I declare under penalty of perjury that the foregoing is true and correct.",
    "us-1746-outside": (
        "I declare under penalty of perjury under the laws of the United States of America that the foregoing is true "
        "and correct."
    ),
    "us-ca-2015-5": (
        "I declare under penalty of perjury under the laws of the State of California that the foregoing is true and "
        "correct."
    ),
    "us-ny-2106": (
        "I affirm this ___ day of ______, ____, under the penalties of perjury under the laws of New York, which may "
        "include a fine or imprisonment, that the foregoing is true, except as to matters alleged on information and "
        "belief and as to those matters I believe it to be true, and I understand that this document may be filed in an "
        "action or proceeding in a court of law."
    ),
    "gb-statement-of-truth": (
        "I believe that the facts stated in this witness statement are true. I understand that proceedings for contempt "
        "of court may be brought against anyone who makes, or causes to be made, a false statement in a document "
        "verified by a statement of truth without an honest belief in its truth."
    ),
}
"""Words that the law prescribes."""

FIRST_OFFENCE = {
    "us-ca": {
        Conduct.THREATS: "us-ca-422",
        Conduct.STALKING: "us-ca-646-9",
        Conduct.UNWANTED_CONTACT: "us-ca-653m",
        Conduct.INSULTS: "us-ca-653m",
        Conduct.MANY_ACCOUNTS: "us-ca-653m",
        Conduct.IMPERSONATION: "us-ca-528-5",
        Conduct.INTIMATE_IMAGES: "us-ca-647-j-4",
        Conduct.PRIVATE_DATA: "us-ca-653-2",
        Conduct.HATE: "us-ca-422-6",
        Conduct.EXTORTION: "us-ca-523",
    },
    "us-ny": {
        Conduct.THREATS: "us-ny-240-30",
        Conduct.STALKING: "us-ny-120-45",
        Conduct.UNWANTED_CONTACT: "us-ny-240-26",
        Conduct.INSULTS: "us-ny-240-26",
        Conduct.MANY_ACCOUNTS: "us-ny-240-26",
        Conduct.IMPERSONATION: "us-ny-190-25",
        Conduct.INTIMATE_IMAGES: "us-ny-245-15",
        Conduct.PRIVATE_DATA: "us-ny-120-45",
        Conduct.HATE: "us-ny-485-05",
        Conduct.EXTORTION: "us-ny-135-60",
    },
    "us-tx": {
        Conduct.THREATS: "us-tx-22-07",
        Conduct.STALKING: "us-tx-42-072",
        Conduct.UNWANTED_CONTACT: "us-tx-42-07",
        Conduct.INSULTS: "us-tx-42-07",
        Conduct.MANY_ACCOUNTS: "us-tx-42-07",
        Conduct.IMPERSONATION: "us-tx-33-07",
        Conduct.INTIMATE_IMAGES: "us-tx-21-16",
        Conduct.PRIVATE_DATA: "us-tx-42-074",
        Conduct.HATE: "us-tx-12-47",
        Conduct.EXTORTION: "us-tx-31-03",
    },
    "us-ma": {
        Conduct.THREATS: "us-ma-275-2",
        Conduct.STALKING: "us-ma-265-43a-a",
        Conduct.UNWANTED_CONTACT: "us-ma-265-43a-a",
        Conduct.INSULTS: "us-ma-265-43a-a",
        Conduct.MANY_ACCOUNTS: "us-ma-265-43a-a",
        Conduct.IMPERSONATION: "us-ma-266-37e",
        Conduct.INTIMATE_IMAGES: "us-ma-265-43a-b",
        Conduct.PRIVATE_DATA: "us-ma-265-43a-a",
        Conduct.HATE: "us-ma-265-37",
        Conduct.EXTORTION: "us-ma-265-25",
    },
    "gb-eaw": {
        Conduct.THREATS: "gb-osa-181",
        Conduct.STALKING: "gb-pha-2a",
        Conduct.UNWANTED_CONTACT: "gb-pha-2",
        Conduct.INSULTS: "gb-pha-2",
        Conduct.MANY_ACCOUNTS: "gb-pha-2",
        Conduct.IMPERSONATION: "gb-pha-2a",
        Conduct.INTIMATE_IMAGES: "gb-soa-66b",
        Conduct.PRIVATE_DATA: "gb-pha-2",
        Conduct.FALSE_STATEMENTS: "gb-osa-179",
        Conduct.HATE: "gb-cda-32",
        Conduct.EXTORTION: "gb-theft-21",
    },
    "us": {
        Conduct.THREATS: "us-875c",
        Conduct.STALKING: "us-2261a",
        Conduct.UNWANTED_CONTACT: "us-223a1",
        Conduct.MANY_ACCOUNTS: "us-223a1",
        Conduct.INTIMATE_IMAGES: "us-223h",
        Conduct.EXTORTION: "us-875d",
    },
}
"""The offence that a matter of one kind of conduct names first; kinds that are left out have no offence there."""


def chain(code: str) -> tuple[Jurisdiction, ...]:
    """Return the place and the places that it builds on."""
    place = read(code)
    return (place, *chain(place.builds_on.lower())) if place.builds_on else (place,)


def shown(items: tuple[Offence, ...] | tuple[Claim, ...]) -> list[Offence | Claim]:
    """Return what a final document may name, in order of rank."""
    found = [item for item in items if item.origin.printable and item.origin.grade is not Grade.DOUBTFUL]
    return sorted(found, key=lambda item: item.rank)


@pytest.mark.parametrize("code", CODES)
def test_the_place_says_what_documents_need_of_it(code: str) -> None:
    place = read(code)

    assert place.code == code.upper()
    assert (place.letter, place.police, place.privacy, place.emergency).count(None) == 0
    assert set(place.locales) == LANGUAGES
    assert set(place.roles) == {"petitioner", "respondent", "declarant", "exhibit", "court"}
    assert place.filing_languages == ("en",)


@pytest.mark.parametrize("code", CODES)
def test_every_item_has_a_grade_a_source_and_the_day_it_was_checked(code: str) -> None:
    found = [(path, item.origin) for path, item in records(read(code)) if hasattr(item, "origin")]

    assert len(found) > 20
    for path, origin in found:
        assert isinstance(origin.grade, Grade), path
        assert origin.source.strip(), path
        assert origin.checked in (date(2026, 11, 22), date(2026, 11, 23)), path
        if origin.grade is Grade.RECALLED:
            assert origin.source.startswith("recalled"), path
        if origin.grade is Grade.DOUBTFUL:
            assert not origin.printable, path
        if not origin.printable:
            assert origin.note, path


@pytest.mark.parametrize("code", CODES)
def test_every_text_stands_in_both_languages(code: str) -> None:
    found = list(translations(read(code)))

    assert len(found) > 80
    for path, text in found:
        assert set(text) == LANGUAGES, path
        assert all(part and part == part.strip() for part in text.values()), path
        if not path.startswith((".locales", ".name")):
            assert text["en"] != text["es"], path


@pytest.mark.parametrize("code", CODES)
def test_spanish_quotes_with_guillemets_and_names_no_gendered_victim(code: str) -> None:
    for path, text in translations(read(code)):
        assert not set('"“”') & set(text["es"]), path
        assert not re.search(
            r"\b(?:el|la) (?:víctima|acosador|acosadora|agresor|agresora)\b|[oa]/[ao]s?\b", text["es"]
        ), path


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_that_may_be_shown_names_what_must_not_be_printed(code: str, what: str) -> None:
    assert [path for path, text in texts(read(code), doubtful=False) if re.search(FORBIDDEN[what], text)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_section_sign_never_parts_from_its_number(code: str) -> None:
    raw = (FOLDER / f"{code}.toml").read_text("utf-8").splitlines()

    assert [line for line in raw if not line.startswith(("#", "origin")) and re.search(r"§ \d|\bss? \d", line)] == []


@pytest.mark.parametrize("code", CODES)
def test_ids_are_unique_and_named_cautions_exist(code: str) -> None:
    places = chain(code)
    ids = [
        item.id
        for place in places
        for _, item in records(place)
        if hasattr(item, "id") and not isinstance(item, Element)
    ]
    cautions = {caution.id for place in places for caution in place.cautions}
    holders = [item for _, item in records(places[0]) if not isinstance(item, Jurisdiction)]

    assert len(ids) == len(set(ids))
    assert {name for holder in holders for name in getattr(holder, "cautions", ())} <= cautions


@pytest.mark.parametrize("code", [*CODES, "gb", "gb-sct", "ie"])
def test_kinds_are_known_and_limits_have_a_length(code: str) -> None:
    place = read(code)

    assert {kind for item in (*place.cautions, *place.oaths) for kind in item.kinds} <= KINDS
    assert all(limit.years or limit.months or limit.days for limit in place.limits)


@pytest.mark.parametrize("code", [*CODES, "gb-sct", "ie"])
def test_elements_continue_the_words_which_covers(code: str) -> None:
    place = read(code)

    for item in (*place.offences, *place.claims):
        for text in item.elements.values():
            assert text[0].islower(), item.id
            assert text[-1] not in ".;,", item.id


@pytest.mark.parametrize("code", CODES)
def test_exact_oaths_are_letter_by_letter_and_no_other_claims_to_be(code: str) -> None:
    exact = {oath.id: oath.text for oath in read(code).oaths if oath.exact}

    assert exact == {name: text for name, text in OATHS.items() if name in exact}
    assert {name for name in OATHS if name.startswith({"us": "us-1746", "gb-eaw": "gb"}.get(code, code))} == set(exact)


@pytest.mark.parametrize(
    ("code", "kind", "id"),
    [
        ("us-ca", "protective-order", "us-ca-2015-5"),
        ("us-ca", "police-statement", "us-truth-police"),
        ("us", "police-statement", "us-truth-police"),
        ("us-ny", "protective-order", "us-ny-2106"),
        ("us-ny", "police-statement", "us-truth-police"),
        ("us-tx", "protective-order", "us-tx-132-001"),
        ("us-tx", "police-statement", "us-truth-police"),
        ("us-ma", "protective-order", "us-ma-268-1a"),
        ("us-ma", "police-statement", "us-truth-police"),
        ("gb-eaw", "protective-order", "gb-statement-of-truth"),
        ("gb-eaw", "police-statement", "gb-s9"),
    ],
)
def test_each_sworn_kind_has_exactly_one_formula(code: str, kind: str, id: str) -> None:
    assert [oath.id for place in chain(code) for oath in place.oaths if kind in oath.kinds] == [id]


def test_the_california_declaration_serves_in_and_out_of_the_state() -> None:
    (oath,) = read("us-ca").oaths

    assert "under the laws of the State of California" in oath.text
    assert oath.dated
    assert not oath.place


def test_the_section_9_declaration_cites_the_act_only_and_leaves_the_pages_to_the_signer() -> None:
    oath = next(oath for oath in read("gb-eaw").oaths if oath.id == "gb-s9")

    assert oath.cite.replace(NBSP, " ") == "Criminal Justice Act 1967, s 9"
    assert "{pages}" in oath.text
    assert not oath.exact


@pytest.mark.parametrize("code", CODES)
def test_the_first_offence_for_each_kind_of_conduct_is_the_fitting_one(code: str) -> None:
    offences = shown(tuple(item for place in chain(code) for item in place.offences))
    first = {conduct: next((item.id for item in offences if conduct in item.conduct), None) for conduct in Conduct}

    assert {conduct: name for conduct, name in first.items() if name} == FIRST_OFFENCE[code]


@pytest.mark.parametrize("code", [code for code in CODES if code != "us"])
def test_every_kind_of_conduct_has_an_offence_or_a_claim(code: str) -> None:
    places = chain(code)
    items = [item for place in places for item in (*shown(place.offences), *shown(place.claims))]

    assert {conduct for item in items for conduct in item.conduct} == set(Conduct)


@pytest.mark.parametrize("code", [code for code in CODES if code != "us"])
def test_no_broad_recalled_or_conditional_claim_pushes_out_the_statute(code: str) -> None:
    """The plan prefers what covers most kinds of conduct: no later claim may cover more than the first one for a kind."""
    claims = shown(tuple(item for place in chain(code) for item in place.claims))
    for conduct in Conduct:
        fitting = [set(item.conduct) for item in claims if conduct in item.conduct]
        assert all(len(later) <= len(fitting[0]) for later in fitting[1:]), conduct


def test_what_a_code_of_conduct_cannot_tell_is_kept_back() -> None:
    hidden = {
        item.id for code in CODES for item in (*read(code).offences, *read(code).claims) if not item.origin.printable
    }

    assert hidden == {"us-defiance-act", "us-ca-iied", "us-ny-iied", "gb-soa-66ab", "gb-soa-66a", "gb-dpa-170"}


@pytest.mark.parametrize("code", CODES)
def test_a_letter_never_speaks_of_the_police_or_of_charges(code: str) -> None:
    letter = read(code).letter
    assert letter is not None
    parts = [letter.name, letter.subject, letter.civil_step, *([letter.protocol] if letter.protocol else [])]

    for part in parts:
        for text in part.values():
            assert not re.search(r"polic|crim|penal|delito|prosecut|denunci|charge|arrest|2703", text, re.IGNORECASE)


def test_the_letter_of_england_and_wales_follows_the_protocols() -> None:
    letter = read("gb-eaw").letter
    assert letter is not None
    assert letter.protocol is not None

    assert letter.deadline_days == 14
    assert "Practice Direction – Pre-Action Conduct" in letter.protocol["en"]
    assert "Pre-Action Protocol for Media and Communications Claims" in letter.protocol["en"]


@pytest.mark.parametrize("code", CODES)
def test_every_basis_speaks_for_the_client_and_for_a_representative(code: str) -> None:
    for basis in read(code).takedown:
        assert basis.statements, basis.id
        assert basis.agent_statements, basis.id
        for language in LANGUAGES:
            assert any("{client}" in text[language] for text in basis.agent_statements), basis.id
            assert not any("{" in text[language] for text in basis.statements), basis.id


def test_take_it_down_states_the_belief_of_the_person_shown_and_nothing_under_oath() -> None:
    basis = next(basis for basis in read("us").takedown if basis.id == "take-it-down")
    said = [*basis.statements, *basis.agent_statements]

    assert [element.id for element in basis.elements] == ["signature", "location", "no-consent", "contact"]
    assert basis.agent_statements[1]["en"].startswith("{client} has a good faith belief")
    assert basis.statements[1]["en"].startswith("I have a good faith belief")
    assert not any("perj" in text for each in said for text in each.values())
    assert "48 hours" in basis.ask["en"]
    assert "identical copies" in basis.ask["en"]
    assert basis.intimate_only
    assert not basis.discloses_sender


def test_perjury_in_a_copyright_notice_covers_only_the_authority() -> None:
    basis = next(basis for basis in read("us").takedown if basis.id == "dmca")
    sworn = [text["en"] for text in basis.statements if "perjury" in text["en"]]

    assert basis.discloses_sender
    assert basis.warning
    assert [element.id for element in basis.elements if element.id not in ("contact", "postal-address")] == [
        "signature",
        "work",
        "location",
        "good-faith",
        "accuracy",
        "authority",
    ]
    assert len(sworn) == 1
    assert "under penalty of perjury, I am authorized to act on behalf of the owner" in sworn[0]
    elsewhere = [each for code in CODES for each in read(code).takedown if each.id != "dmca"]
    assert not any("perj" in text for each in elsewhere for told in each.statements for text in told.values())


def test_the_uk_48_hours_are_a_request() -> None:
    basis = next(basis for basis in read("gb").takedown if basis.id == "gb-osa-intimate")

    assert "not relied on as a duty in force" in basis.cite
    assert basis.ask["en"].startswith("We ask that you act within 48 hours")
    assert basis.ask["es"].startswith("Pedimos que actúen en 48 horas")
    assert not re.search(r"must|required|duty|deadline", basis.ask["en"])
    assert [element.id for element in basis.elements] == [
        "no-consent",
        "subject-or-agent",
        "good-faith",
        "location",
        "contact",
    ]


def test_the_california_report_asks_for_account_and_residence() -> None:
    (basis,) = read("us-ca").takedown

    assert basis.id == "us-ca-sb981"
    assert {"account-holder", "resident"} <= {element.id for element in basis.elements}
    assert basis.ask["en"].startswith("As far as an item was created or altered through digitization")


def test_california_orders_part_by_relationship() -> None:
    orders = {order.id: order for order in read("us-ca").orders}
    near = {Relation.SPOUSE, Relation.FORMER_SPOUSE, Relation.PARTNER, Relation.FORMER_PARTNER, Relation.FAMILY}

    assert set(orders["us-ca-dvro"].relations) == near | {Relation.HOUSEHOLD}
    assert set(orders["us-ca-chro"].relations) == set(Relation) - near
    assert orders["us-ca-chro"].acts is None
    assert "CH-100" in orders["us-ca-chro"].forms[0]
    assert "DV-100" in orders["us-ca-dvro"].forms[0]


def test_an_injunction_in_england_needs_its_claim_form() -> None:
    orders = {order.id: order for order in read("gb-eaw").orders}
    injunction = orders["gb-pha-injunction"]

    assert injunction.relations == ()
    assert injunction.acts == 2
    assert "gb-gotti-perrett" in injunction.cautions
    assert any(form.startswith("N208") for form in injunction.forms)
    assert Request.TAKE_DOWN in injunction.requests
    assert Relation.STRANGER not in orders["gb-non-molestation"].relations


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("us")])
def test_only_the_police_are_asked_to_use_2703(code: str) -> None:
    found = {path.split(".")[1].split("[")[0] for path, text in texts(read(code), doubtful=False) if "2703" in text}

    assert found <= {"police", "cautions"}


def test_limits_that_rest_on_nothing_certain_are_never_shown() -> None:
    hidden = {limit.id for code in CODES for limit in read(code).limits if not limit.origin.printable}

    assert hidden == {"us-limit-6851", "us-ca-limit-1708-7", "us-ca-limit-1708-86"}
    assert not any("1708.8" in limit.cite for code in CODES for limit in read(code).limits if limit.origin.printable)
