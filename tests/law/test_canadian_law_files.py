"""The law files of Canada, Ontario, British Columbia and Québec: complete, in two languages, graded, each with its own routes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
import test_common_law_files as common
from law_files import FOLDER, NBSP, read, texts, translations

from docgen.conditions import holds
from docgen.jurisdiction import Caution, Element, Grade, Jurisdiction, ProtectiveOrder, first_serving
from docgen.library import Library
from docgen.matter.choices import Conduct, Relation, Request

CODES = ("ca", "ca-on", "ca-bc", "ca-qc")
PROVINCES = CODES[1:]
BOTH = {"en", "fr"}
COUPLES = {Relation.SPOUSE, Relation.FORMER_SPOUSE, Relation.PARTNER, Relation.FORMER_PARTNER}
SAME_NAME = {"Ontario", "Québec", "Affidavit"}
"""Texts that are the same in both languages."""

REPLACED = {"ca-order-route", "ca-peace-bond-hearing", "ca-810", "ca-declaration", "ca-declaration-fr"}
"""What a province says in its own way under the id of federal law."""

FORBIDDEN = {
    "the bill of 2026 as law in force": r"C-16|coercive|coercition|mistaken for a visual",
    "forms and sections of the information": r"\b[Ff]orm(?:ule|ulaire)? 2\b|\bs(?:ection)?\.? 504\b",
    "the tort of 2026, whose citation nobody saw": r"Ahluwalia",
    "jurats that nobody saw": r"(?:Form|formulaire) 109",
    "the layout of the jurat before the current one": r"SWORN \(or AFFIRMED\)",
    "the length of the order of Québec, and fines by the day": r"(?:three|trois|3) (?:years|ans)[^.]*(?:order|ordonnance)|50.?000|per day",
    "amounts of fees and damages": r"75,000|100,000|CAD \d|\d \$",
    "the old name of the sworn statement of Québec": r"(?i:affidavit)[^.]*Québec",
}
"""What section B of the second look keeps out of every document, and what was found to be superseded."""

OATHS = {
    "ca-declaration": (
        "I solemnly declare that the facts stated above are true, and I make this solemn declaration conscientiously "
        "believing it to be true, and knowing that it is of the same force and effect as if made under oath."
    ),
    "ca-declaration-fr": (
        "Je déclare solennellement que les faits exposés ci-dessus sont vrais, et je fais cette déclaration solennelle, "
        "la croyant consciencieusement vraie et sachant qu’elle a la même force et le même effet que si elle était faite "
        "sous serment."
    ),
    "ca-qc-sworn": (
        "Déclaré sous serment devant moi à __________________ (nom de la localité) ce _______________________ (date)"
    ),
}
"""Words of the law, the blanks of the solemn declaration filled."""

FORM_4D = (
    "Sworn or Affirmed before me: (select one): in person OR by video conference",
    "at the (City, Town, etc.) of in the (County, Regional Municipality, etc.) of , on (date).",
    (
        "by (deponent’s name) at the (City, Town, etc.) of in the (County, Regional Municipality, etc.) of , before me on "
        "(date) in accordance with O. Reg. 431/20, Administering Oath or Declaration Remotely."
    ),
    (
        "by (deponent’s name) of (City, Town, etc.) of in the (County, Regional Municipality, etc.) of , before me at the "
        "(City, Town, etc.) of in the (County, Regional Municipality, etc.) of , on (date) in accordance with O. Reg. "
        "431/20, Administering Oath or Declaration Remotely."
    ),
    "Commissioner for Taking Affidavits (or as may be)",
)
"""The jurat of Form 4D without its blanks and boxes."""

FIRST_OFFENCE = {
    Conduct.THREATS: "ca-264-1",
    Conduct.STALKING: "ca-264",
    Conduct.UNWANTED_CONTACT: "ca-264",
    Conduct.MANY_ACCOUNTS: "ca-264",
    Conduct.INSULTS: "ca-372-3",
    Conduct.IMPERSONATION: "ca-403",
    Conduct.INTIMATE_IMAGES: "ca-162-1",
    Conduct.FALSE_STATEMENTS: "ca-372-1",
    Conduct.EXTORTION: "ca-346",
}
"""The offence that a matter of one kind of conduct names first; there is none for private data, and hate is told apart."""

FIRST_CLAIM = {
    "ca": {},
    "ca-on": {
        **dict.fromkeys(Conduct, "ca-on-internet-harassment"),
        Conduct.INTIMATE_IMAGES: "ca-on-private-facts",
        Conduct.PRIVATE_DATA: "ca-on-private-facts",
        Conduct.FALSE_STATEMENTS: "ca-on-defamation",
    },
    "ca-bc": {
        Conduct.INTIMATE_IMAGES: "ca-bc-intimate-images",
        Conduct.PRIVATE_DATA: "ca-bc-privacy",
        Conduct.STALKING: "ca-bc-privacy",
        Conduct.UNWANTED_CONTACT: "ca-bc-privacy",
        Conduct.MANY_ACCOUNTS: "ca-bc-privacy",
        Conduct.IMPERSONATION: "ca-bc-privacy",
        Conduct.FALSE_STATEMENTS: "ca-bc-defamation",
    },
    "ca-qc": {
        **dict.fromkeys(Conduct, "ca-qc-privacy"),
        **dict.fromkeys((Conduct.THREATS, Conduct.INSULTS, Conduct.HATE, Conduct.EXTORTION), "ca-qc-dignity"),
        Conduct.FALSE_STATEMENTS: "ca-qc-defamation",
    },
}
"""The claim that comes first; British Columbia knows no tort of harassment."""

UNCHANGED: tuple[Callable[[str], None], ...] = (
    common.test_every_item_has_a_grade_a_source_and_the_day_it_was_checked,
    common.test_a_section_sign_never_parts_from_its_number,
    common.test_kinds_are_known_and_limits_have_a_length,
    common.test_elements_continue_the_words_which_covers,
    common.test_no_broad_recalled_or_conditional_claim_pushes_out_the_statute,
    common.test_a_letter_never_speaks_of_the_police_or_of_charges,
)
"""Rules of the common-law files that hold here as they stand."""


def whole(code: str) -> Jurisdiction:
    """Return the law of the place with what it takes over, as a document sees it."""
    return Library.open().jurisdiction(code.upper())


def caution(code: str, id: str) -> Caution:
    return next(each for each in whole(code).cautions if each.id == id)


def serving(code: str, relation: Relation) -> ProtectiveOrder:
    order = first_serving(whole(code).orders, relation)
    assert order is not None
    return order


def first(items: Iterable[object], conduct: Conduct) -> str | None:
    fitting = [item for item in items if conduct in item.conduct and item.origin.settled]  # type: ignore[attr-defined]
    return min(fitting, key=lambda item: item.rank).id if fitting else None  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("rule", UNCHANGED)
def test_a_rule_of_the_common_law_files_holds(rule: Callable[[str], None], code: str) -> None:
    rule(code)


@pytest.mark.parametrize("code", CODES)
def test_the_place_says_what_documents_need_of_it(code: str) -> None:
    place = read(code)

    assert place.code == code.upper()
    assert (place.letter, place.police, place.privacy, place.emergency).count(None) == 0
    assert place.locales == {"en": "en_CA", "fr": "fr_CA"}
    assert set(place.roles) == {"petitioner", "respondent", "declarant", "exhibit", "court"}
    assert (place.paper, place.currency) == ("letter", "CAD")
    assert place.builds_on == ("" if code == "ca" else "CA")


def test_documents_are_offered_in_the_languages_that_the_courts_take() -> None:
    assert {code: read(code).languages for code in CODES} == {
        "ca": ("en", "fr"),
        "ca-on": ("en", "fr"),
        "ca-bc": ("en",),
        "ca-qc": ("fr", "en"),
    }
    assert all(read(code).filing_languages == read(code).languages for code in CODES)


@pytest.mark.parametrize("code", PROVINCES)
def test_a_province_follows_the_commonwealth_wording_unless_it_has_its_own(code: str) -> None:
    assert read("ca").usage["en"] == "en-GB"
    assert read(code).usage == {}


def test_exhibits_are_lettered_in_the_common_law_provinces_and_numbered_in_quebec() -> None:
    assert {code: whole(code).exhibit_letters for code in CODES} == {
        "ca": False,
        "ca-on": True,
        "ca-bc": True,
        "ca-qc": False,
    }


def test_the_exhibits_of_quebec_are_p_1_and_p_2_in_both_languages() -> None:
    assert {code: whole(code).exhibit_prefix for code in CODES} == {"ca": "", "ca-on": "", "ca-bc": "", "ca-qc": "P-"}


@pytest.mark.parametrize("code", CODES)
def test_every_text_stands_in_english_and_french(code: str) -> None:
    found = [(path, text) for path, text in translations(read(code)) if path not in (".locales", ".usage")]

    assert len(found) > 60
    for path, text in found:
        assert (set(text) < BOTH and len(text) == 1) if path.endswith(".gloss") else set(text) == BOTH, path
        assert all(part and part == part.strip() for part in text.values()), path
        if len(text) > 1 and not set(text.values()) <= SAME_NAME:
            assert text["en"] != text["fr"], path


@pytest.mark.parametrize("code", CODES)
def test_french_is_typed_as_quebec_types_it(code: str) -> None:
    """No-break spaces before colons and inside guillemets, none before other signs, typographic apostrophes."""
    raw = (FOLDER / f"{code}.toml").read_text("utf-8")

    for text in re.findall(r'\bfr = "([^"]*)"', raw):
        assert "'" not in text, text
        assert not re.search(rf"[ {NBSP}\u202f][;!?]|[^{NBSP}h]:(?!//)|«[^{NBSP}]|[^{NBSP}]»|\bart\. ", text), text
        assert not re.search(r"\w\(e\)|·|\b(?:la victime|le harceleur|l’agresseur)\b", text), text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_that_may_be_shown_names_what_must_not_be_printed(code: str, what: str) -> None:
    assert [path for path, text in texts(read(code), doubtful=False) if re.search(FORBIDDEN[what], text)] == []


@pytest.mark.parametrize("code", CODES)
def test_only_named_items_replace_federal_ones_and_named_cautions_exist(code: str) -> None:
    own, law = read(code), whole(code)
    lists = ("offences", "claims", "orders", "oaths", "takedown", "cautions", "limits")
    ids = [item.id for name in lists for item in getattr(own, name) if not isinstance(item, Element)]
    federal = {item.id for name in lists for item in getattr(read("ca"), name)}
    cautions = {each.id for each in law.cautions}
    assert law.letter
    assert law.police
    named = {name for holder in (law.letter, law.police, *law.orders) for name in holder.cautions}

    assert len(ids) == len(set(ids))
    assert set(ids) & federal <= (REPLACED if code != "ca" else federal)
    assert named <= cautions


@pytest.mark.parametrize("code", CODES)
def test_conditions_of_cautions_can_be_worked_out(code: str) -> None:
    """A condition that cannot be read raises; none but the routes for strangers holds of a matter without facts."""
    held = {each.id for each in read(code).cautions if each.when and holds(each.when, {})}

    assert held <= {"ca-peace-bond-hearing"}


@pytest.mark.parametrize("code", CODES)
def test_the_first_offence_for_each_kind_of_conduct_is_the_fitting_one(code: str) -> None:
    found = {conduct: first(whole(code).offences, conduct) for conduct in Conduct}

    assert {conduct: name for conduct, name in found.items() if name} == FIRST_OFFENCE


@pytest.mark.parametrize("code", CODES)
def test_the_first_claim_for_each_kind_of_conduct_is_the_fitting_one(code: str) -> None:
    found = {conduct: first(whole(code).claims, conduct) for conduct in Conduct}

    assert {conduct: name for conduct, name in found.items() if name} == FIRST_CLAIM[code]


def test_harassment_states_the_fear_and_takes_no_number_of_acts() -> None:
    """Watching and threatening conduct need no repetition; the fear must be told until the Act of 2026 is seen in force."""
    offence = next(each for each in read("ca").offences if each.id == "ca-264")

    assert offence.acts is None
    assert "fear for their safety" in offence.elements["en"]
    assert "craindre" in offence.elements["fr"]
    assert {"police-statement", "protective-order"} <= set(caution("ca", "ca-fear-element").kinds)


def test_what_a_code_of_conduct_cannot_tell_or_nobody_saw_in_force_is_kept_back() -> None:
    hidden = {
        item.id for code in CODES for item in (*read(code).offences, *read(code).claims) if not item.origin.settled
    }

    assert hidden == {"ca-162", "ca-162-1-altered", "ca-ipv-tort", "ca-bc-mental-suffering"}


def test_an_altered_image_brings_in_no_offence_but_a_word_to_the_police() -> None:
    told = caution("ca", "ca-altered-images")

    assert holds(told.when, {"incidents": [{"altered": True}]})
    assert not holds(told.when, {"incidents": [{"altered": False}]})
    assert "could not be confirmed" in told.text["en"]


@pytest.mark.parametrize("code", CODES)
def test_what_each_place_does_not_have_is_said_before_the_questions(code: str) -> None:
    route = caution(code, "ca-order-route")

    assert route.early
    assert route.kinds == ("protective-order",)
    assert {
        "ca": "peace bond of the Criminal Code",
        "ca-on": "only for spouses, former spouses and people who live or lived together as a couple",
        "ca-bc": "only for family members",
        "ca-qc": "open to everyone, also against a stranger",
    }[code] in route.text["en"]


def test_every_relation_is_sent_to_an_order_that_serves_it() -> None:
    family = {
        "ca": set(),
        "ca-on": COUPLES,
        "ca-bc": COUPLES | {Relation.FAMILY},
        "ca-qc": set(),
    }
    near = {"ca-on": "ca-on-family", "ca-bc": "ca-bc-family"}
    rest = {"ca": "ca-810", "ca-on": "ca-810", "ca-bc": "ca-810", "ca-qc": "ca-qc-protection"}
    for code in CODES:
        for relation in Relation:
            order = serving(code, relation)
            assert order.id == (near[code] if relation in family[code] else rest[code]), (code, relation)
            assert Request.NO_CONTACT in order.requests


def test_partners_who_never_lived_together_are_warned_off_the_family_order() -> None:
    apart = {"respondent": {"relationship": {"lived_together": False}}}
    for code, id in (("ca-on", "ca-on-lived-together"), ("ca-bc", "ca-bc-lived-together")):
        told = caution(code, id)
        assert told.warning
        assert set(told.relations) <= COUPLES | {Relation.FAMILY}
        assert holds(told.when, apart)
        assert not holds(told.when, {**apart, "relief": {"order": "ca-810"}})
        assert not holds(told.when, {"respondent": {"relationship": {"lived_together": True}}})


@pytest.mark.parametrize("code", CODES)
def test_a_peace_bond_is_never_made_without_notice(code: str) -> None:
    bond = next(order for order in whole(code).orders if order.id == "ca-810")
    told = caution(code, "ca-peace-bond-hearing")

    assert bond.without_notice is None
    assert bond.relations == ()
    assert bond.timing
    assert "at most 12 months" in bond.timing["en"]
    assert "costs" in told.text["en"]
    assert holds(told.when, {"relief": {"order": "ca-810"}})


def test_the_warning_of_the_hearing_reaches_a_neighbour_and_spares_a_spouse() -> None:
    for code in ("ca-on", "ca-bc"):
        told = caution(code, "ca-peace-bond-hearing")
        assert holds(told.when, {"respondent": {"relationship": {"kind": "neighbour"}}})
        assert not holds(told.when, {"respondent": {"relationship": {"kind": "spouse"}}})


def test_orders_on_images_ask_for_no_contact_ban_and_come_after_the_ones_that_do() -> None:
    for code, id in (("ca-bc", "ca-bc-image-order"), ("ca-qc", "ca-qc-image-order")):
        order = next(each for each in read(code).orders if each.id == id)
        assert set(order.requests) == {Request.NO_PUBLICATION, Request.TAKE_DOWN, Request.SURRENDER_IMAGES}
        assert order.rank > serving(code, Relation.STRANGER).rank or code == "ca-bc"


@pytest.mark.parametrize("code", CODES)
def test_exact_words_are_letter_by_letter(code: str) -> None:
    for oath in whole(code).oaths:
        if oath.id in OATHS:
            assert oath.exact
            assert oath.text == OATHS[oath.id]


def test_ontario_prints_the_jurat_of_form_4d_with_its_three_alternatives() -> None:
    oath = next(each for each in read("ca-on").oaths if each.kinds)
    lines = tuple(re.sub(r"\s+", " ", re.sub(r"[☐…]+", " ", line)).strip() for line in oath.text.split("\n"))

    assert oath.exact
    assert tuple(line.replace(NBSP, " ") for line in lines) == FORM_4D


def test_british_columbia_calls_no_words_of_a_jurat_prescribed() -> None:
    oath = next(each for each in read("ca-bc").oaths if each.kinds)

    assert not oath.exact
    assert oath.origin.grade is Grade.CUSTOM


@pytest.mark.parametrize(
    ("code", "sworn"),
    [
        ("ca", ["ca-declaration", "ca-declaration-fr"]),
        ("ca-on", ["ca-on-form-4d"]),
        ("ca-bc", ["ca-bc-sworn"]),
        ("ca-qc", ["ca-qc-sworn"]),
    ],
)
def test_each_place_has_its_own_sworn_formula_signed_before_somebody(code: str, sworn: list[str]) -> None:
    oaths = [oath for oath in whole(code).oaths if "protective-order" in oath.kinds]

    assert [oath.id for oath in oaths] == sworn
    assert all(oath.before and oath.place and oath.dated for oath in oaths)
    assert all(set(oath.gloss) == BOTH - {oath.language} for oath in whole(code).oaths)


@pytest.mark.parametrize("code", CODES)
def test_a_statement_to_the_police_ends_with_words_that_are_no_oath_in_both_languages(code: str) -> None:
    found = [oath for oath in whole(code).oaths if "police-statement" in oath.kinds]

    assert {oath.language for oath in found} == BOTH
    assert found[0].language == read(code).languages[0]
    assert not any(oath.exact or oath.before for oath in found)


def test_the_complaint_of_quebec_says_that_it_is_one_and_names_who_prosecutes() -> None:
    police = read("ca-qc").police
    assert police

    assert police.request["fr"].startswith("Je porte plainte")
    assert "Directeur des poursuites criminelles et pénales" in police.request["fr"]


def test_nobody_is_led_to_a_copyright_notice_that_gives_the_address_to_the_poster() -> None:
    told = caution("ca", "ca-copyright-notice")

    assert told.warning
    assert "name and address" in told.text["en"]
    assert not any(basis.discloses_sender for code in CODES for basis in whole(code).takedown)


def test_only_quebec_gives_a_right_against_platforms_and_it_takes_thirty_days() -> None:
    (basis,) = whole("ca-qc").takedown

    assert [whole(code).takedown for code in ("ca", "ca-on", "ca-bc")] == [(), (), ()]
    assert [element.id for element in basis.elements] == [
        "identity",
        "location",
        "right-exercised",
        "reasons",
        "contact",
    ]
    assert "{client}" in basis.agent_statements[0]["fr"]
    assert not any("{" in text for each in basis.statements for text in each.values())
    assert f"30{NBSP}jours" in basis.ask["fr"]


def test_short_time_limits_are_counted() -> None:
    limits = {limit.id: limit for code in CODES for limit in read(code).limits}

    assert limits["ca-limit-summary"].months == 12
    assert (limits["ca-on-limit-libel-notice"].days, limits["ca-on-limit-libel-notice"].runs_from) == (42, "knowledge")
    assert limits["ca-qc-limit-defamation"].years == 1
    assert limits["ca-on-limit-civil"].years == limits["ca-bc-limit-civil"].years == 2
    assert limits["ca-qc-limit-civil"].years == 3
    assert caution("ca-on", "ca-on-libel-notice").warning


def test_a_letter_is_held_back_by_an_order_and_sent_to_the_lawyer() -> None:
    order, lawyer = caution("ca", "ca-order-in-force"), caution("ca", "ca-represented")

    assert order.warning
    assert holds(order.when, {"orders": [{"in_force": True}]})
    assert holds(lawyer.when, {"respondent": {"represented_by": "a lawyer"}})
    assert not holds(lawyer.when, {})


@pytest.mark.parametrize(
    ("code", "language"),
    [("ca", "fr"), ("ca-on", "fr"), ("ca-qc", "fr"), ("ca-on", "en"), ("ca-bc", "en"), ("ca-qc", "en")],
)
def test_a_paper_for_a_court_of_canada_is_not_that_of_france_or_england(code: str, language: str) -> None:
    """The French of France ends with a model for its own witness statements, which no court of Canada knows."""
    path = Library.open().template("protective-order", language, read(code), "md")

    assert path.name == f"protective-order.{language}.{code}.md"
