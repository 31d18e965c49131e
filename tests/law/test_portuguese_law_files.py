"""What is particular to the law files of Brazil and Portugal; the rules for every civil-law file are in its neighbour."""

from __future__ import annotations

import re

import pytest
from law_files import FOLDER, NBSP, read, texts

from docgen.conditions import holds
from docgen.jurisdiction import Basis, Caution, Grade, Offence, ProtectiveOrder, first_serving
from docgen.matter.choices import Conduct, Relation

CODES = ("br", "pt")
COUPLE = {Relation.SPOUSE, Relation.FORMER_SPOUSE, Relation.PARTNER, Relation.FORMER_PARTNER}
HOME = {Relation.FAMILY, Relation.HOUSEHOLD}
HONOUR = {Conduct.FALSE_STATEMENTS, Conduct.INSULTS}
FORBIDDEN = {
    "br": {
        "motions that were decided in June 2026": r"embargos",
        "outdated or disputed penalties": r"\d (?:a|to) \d+\s?(?:anos|years)|anos de (?:reclusão|prisão)",
        "value limit of the small claims court": r"salários|minimum wage",
        "amounts": r"R\$|\breais\b",
    },
    "pt": {
        "article that was not seen": r"366\.º",
        "coordinator whose powers are open": r"ANACOM",
        "implementing law that was not seen": r"20-B/2024|25/XVII",
        "figures of penalties": r"anos de prisão|prisão até|dias de multa|\beuros\b|€",
        "interrogation that stood in a bill only": r"interrogad",
    },
}
FIRST_OFFENCE = {
    "br": {
        Conduct.INSULTS: "br-cp-honra",
        Conduct.THREATS: "br-cp-147",
        Conduct.STALKING: "br-cp-147-a",
        Conduct.UNWANTED_CONTACT: "br-cp-147-a",
        Conduct.IMPERSONATION: "br-cp-307",
        Conduct.INTIMATE_IMAGES: "br-cp-218-c",
        Conduct.PRIVATE_DATA: "br-cp-147-a",
        Conduct.FALSE_STATEMENTS: "br-cp-honra",
        Conduct.HATE: "br-lei-7716",
        Conduct.MANY_ACCOUNTS: "br-cp-147-a",
        Conduct.EXTORTION: "br-cp-158",
    },
    "pt": {
        Conduct.INSULTS: "pt-cp-180",
        Conduct.THREATS: "pt-cp-153",
        Conduct.STALKING: "pt-cp-154-a",
        Conduct.UNWANTED_CONTACT: "pt-cp-154-a",
        Conduct.IMPERSONATION: "pt-cibercrime-3",
        Conduct.INTIMATE_IMAGES: "pt-cp-193",
        Conduct.PRIVATE_DATA: "pt-cp-154-a",
        Conduct.FALSE_STATEMENTS: "pt-cp-180",
        Conduct.HATE: "pt-cp-240",
        Conduct.MANY_ACCOUNTS: "pt-cp-154-a",
        Conduct.EXTORTION: "pt-cp-223",
    },
}
FIRST_FOR_ALTERED = {"br": "br-cp-216-b-montage", "pt": "pt-cp-199-altered"}
HIDDEN = {"br": {"br-cp-147-b", "br-cp-216-b", "br-cp-154-a"}, "pt": {"pt-cp-190-2"}}
OATH = {
    "br": "Declaro, sob as penas da lei (art. 299 do Código Penal), que as informações prestadas são verdadeiras.",
    "pt": "Declaro corresponderem à verdade, tanto quanto é do meu conhecimento, os factos descritos, tendo conhecimento"
    " do disposto no art. 365.º do Código Penal.",
}
OTHER_SPELLING = {
    "br": r"\b(?:factos?|contactos?|contactar|telemóvel|ecrã|utilizador|receção|registad[oa]|morada|queixa)\b(?!-crime)",
    "pt": r"\b(?:fatos?|contatos?|celular|usuário|registrad[oa]|você|delegacia|tela)\b",
}


def _caution(code: str, id: str) -> Caution:
    return next(caution for caution in read(code).cautions if caution.id == id)


def _order(code: str, relation: Relation) -> ProtectiveOrder:
    order = first_serving(read(code).orders, relation)
    assert order is not None
    return order


def _offence(code: str, id: str) -> Offence:
    return next(offence for offence in read(code).offences if offence.id == id)


def _basis(id: str) -> Basis:
    return next(basis for basis in read("br").takedown if basis.id == id)


def _portuguese(code: str) -> list[str]:
    """Every text in Portuguese, with its spaces as they are typed."""
    raw = (FOLDER / f"{code}.toml").read_text("utf-8")
    told = re.findall(r'\bpt = "([^"]*)"', raw)
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
        if each.origin.settled and not each.relations and not (each.authentic_only if altered else each.altered_only)
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
def test_offences_that_hang_on_what_the_facts_do_not_tell_stay_out(code: str) -> None:
    """Sex of the victim, how an image was taken, an invaded device, the telephone: cautions speak of them."""
    assert {offence.id for offence in read(code).offences if not offence.origin.printable} == HIDDEN[code]


def test_domestic_violence_is_named_to_the_police_of_portugal_and_only_for_a_couple() -> None:
    (offence,) = (each for each in read("pt").offences if each.relations)

    assert offence.id == "pt-cp-152"
    assert set(offence.relations) == COUPLE
    assert offence.kinds == ("police-statement",)


@pytest.mark.parametrize("code", CODES)
def test_stalking_takes_two_acts_and_the_complaint_of_the_victim(code: str) -> None:
    """«Reiteradamente», «de modo reiterado»; representação here, queixa there, both within six months."""
    offence = _offence(code, FIRST_OFFENCE[code][Conduct.STALKING])

    assert offence.acts == 2
    assert offence.complaint is not None
    assert offence.complaint["pt"].startswith({"br": "Representação", "pt": "Queixa"}[code])
    assert "seis meses" in offence.complaint["pt"]


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_conduct_has_a_civil_claim(code: str) -> None:
    """A letter names civil law first."""
    claims = [claim for claim in read(code).claims if claim.origin.settled]

    assert {conduct for claim in claims for conduct in claim.conduct} == set(Conduct)


def test_in_brazil_the_lei_maria_da_penha_serves_couple_family_and_home_and_says_for_whom() -> None:
    """The order is chosen by the relation; that it is for women, and for couples of men, is told before the questions."""
    for relation in Relation:
        assert _order("br", relation).id == ("br-lmp" if relation in COUPLE | HOME else "br-cpp-319")
    caution = _caution("br", "br-lmp-women")

    assert caution.early
    assert caution.warning
    assert set(caution.relations) == COUPLE | HOME
    for word in ("mulheres trans", "casais de homens", "br-cpp-319"):
        assert word in caution.text["pt"]


def test_the_lei_maria_da_penha_needs_no_police_report_and_lasts_as_long_as_the_risk() -> None:
    """Article 19, paragraphs 4 to 6."""
    order = _order("br", Relation.FORMER_PARTNER)
    assert order.timing is not None

    assert "Não dependem de boletim de ocorrência" in order.who["pt"]
    assert "enquanto persistir o risco" in order.timing["pt"]
    assert f"48{NBSP}horas" in order.timing["pt"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"incidents": [{"conduct": ["threats"]}, {"conduct": ["intimate-images"]}]}, True),
        ({"client": {"adult": False}, "incidents": [{"conduct": ["threats"]}]}, True),
        ({"client": {"adult": True}, "incidents": [{"conduct": ["threats"]}]}, False),
    ],
)
def test_article_350_a_is_offered_for_intimate_images_and_minors(facts: dict[str, object], told: bool) -> None:
    """A crime against sexual dignity, or a vulnerable victim; nobody else."""
    assert holds(_caution("br", "br-350-a").when, facts) is told


def test_in_portugal_couples_have_the_law_on_domestic_violence_and_others_the_criminal_measure() -> None:
    """Whoever is not or was not a couple is told before the questions which two routes there are."""
    for relation in Relation:
        assert _order("pt", relation).id == ("pt-lei-112-2009" if relation in COUPLE else "pt-cpp-200")
    caution = _caution("pt", "pt-no-order-for-strangers")

    assert caution.early
    assert set(caution.relations) == set(Relation) - COUPLE
    assert "tutela da personalidade" in caution.text["pt"]


def test_the_portuguese_measure_covers_threats_duress_and_stalking() -> None:
    """Since 2019 they need no penalty above three years."""
    order = _order("pt", Relation.STRANGER)

    assert "três anos ou é de ameaça, coação ou perseguição" in order.who["pt"].replace(NBSP, " ")
    assert order.timing is not None
    assert f"48{NBSP}horas" in order.timing["pt"]


@pytest.mark.parametrize("code", CODES)
def test_content_comes_down_by_the_civil_court_only_outside_couple_and_home(code: str) -> None:
    """A criminal measure binds the person; what an order cannot grant is not asked for."""
    orders = {order.id: set(order.requests) for order in read(code).orders}
    civil = {"br": "br-tutela-civil", "pt": "pt-tutela-personalidade"}[code]

    assert "take-down" in orders.pop(civil)
    assert {id for id, requests in orders.items() if "take-down" in requests} <= {"br-lmp"}


def test_the_brazilian_report_carries_the_representacao() -> None:
    """The wish to prosecute in capitals, with its two articles, and the inquiry."""
    police = read("br").police
    assert police is not None

    for words in ("REPRESENTAR criminalmente", f"art.{NBSP}103", f"art.{NBSP}38", "inquérito policial"):
        assert words in police.request["pt"]
    assert any("registros de conexão e de acesso" in text["pt"] for text in police.further)


def test_the_portuguese_complaint_asks_for_proceedings_the_status_of_victim_and_the_assistente() -> None:
    """Article 246.º, no. 4, makes the declaration compulsory for private offences."""
    police = read("pt").police
    assert police is not None

    for words in ("Apresento queixa", "desconhecidos", "desejo procedimento criminal", "estatuto de vítima"):
        assert words in police.request["pt"]
    assert "desejo constituir-me assistente" in police.further[0]["pt"]


def test_six_months_in_brazil_are_neither_suspended_nor_interrupted() -> None:
    """A warning for the letter and for the report, and a limit."""
    caution = _caution("br", "br-six-months")

    assert caution.warning
    assert set(caution.kinds) == {"cease-and-desist", "police-statement"}
    assert "não se suspende nem se interrompe" in caution.text["pt"]
    limits = {limit.id: limit for limit in read("br").limits}
    assert limits["br-limit-six-months"].months == limits["br-limit-stalking"].months == 6


def test_ten_days_for_the_assistente_in_portugal_are_a_warning() -> None:
    """From the warning by the authority, which no fact tells: a caution and no limit."""
    caution = _caution("pt", "pt-assistente-10-days")

    assert caution.warning
    assert set(caution.conduct) == HONOUR
    assert "dez dias" in caution.text["pt"]
    for id in ("pt-cp-180", "pt-cp-181"):
        complaint = _offence("pt", id).complaint
        assert complaint is not None
        assert "acusação particular" in complaint["pt"]


def test_in_brazil_honour_needs_a_lawyer_for_the_person_and_a_court_order_for_the_platform() -> None:
    """Queixa-crime, and article 19 after the decision of the Supreme Federal Court."""
    complaint = _offence("br", "br-cp-honra").complaint
    caution = _caution("br", "br-honour-court-order")
    assert complaint is not None

    assert complaint["pt"].startswith("Queixa-crime")
    assert caution.warning
    assert set(caution.conduct) == HONOUR
    assert not HONOUR & set(_basis("br-mci-notice").conduct)
    assert _basis("br-mci-notice").own_offences_only


def test_brazilian_notices_have_what_they_must_contain_on_pain_of_nullity() -> None:
    """Article 21 for intimate content, article 16-D for the rest; both say of what day the text is."""
    assert [element.id for element in _basis("br-mci-21").elements] == ["location", "subject-or-agent", "no-consent"]
    assert {element.id for element in _basis("br-mci-notice").elements} == {
        *("reasons", "location", "identity", "authority"),
    }
    assert _basis("br-mci-21").intimate_only
    assert "20 de maio de 2026" in _basis("br-mci-21").ask["pt"]
    assert "17 de junho de 2026" in _basis("br-mci-notice").cite
    assert "havia uma ação no STF" in _caution("br", "br-decree-date").text["pt"]


def test_portugal_takes_its_platform_law_from_the_overlay() -> None:
    """Nothing national is a basis of its own."""
    place = read("pt")

    assert place.overlays == ("EU",)
    assert place.takedown == ()
    assert read("br").overlays == ()


@pytest.mark.parametrize("code", CODES)
def test_no_party_swears_and_the_person_is_told_before_the_questions(code: str) -> None:
    """The one formula is usage, for the client, without a place."""
    (oath,) = read(code).oaths

    assert oath.text.replace(NBSP, " ") == OATH[code]
    assert (oath.exact, oath.place, oath.before) == (False, False, None)
    assert oath.origin.grade is Grade.CUSTOM
    assert _caution(code, f"{code}-no-affidavit").early


@pytest.mark.parametrize("code", CODES)
def test_each_country_is_written_as_it_writes(code: str) -> None:
    """Factos and contactos in Portugal, fatos and contatos in Brazil; guillemets there, double marks here."""
    wrong = {"br": "«»", "pt": "“”"}[code]
    for text in _portuguese(code):
        assert not re.search(OTHER_SPELLING[code], text, re.IGNORECASE), text
        assert not set(wrong) & set(text), text


@pytest.mark.parametrize("code", CODES)
def test_numbers_keep_to_their_words(code: str) -> None:
    """«art.», «arts.», «n.º», «nº» and «§» stay with their number; Portugal writes ordinals with a point."""
    for text in _portuguese(code):
        assert not re.search(r"(?:\b[Aa]rts?\.|n\.º|nº|§) \d", text), text
        if code == "pt":
            assert not re.search(r"\barts?\.\s\d+(?!\d|\.º)", text), text
