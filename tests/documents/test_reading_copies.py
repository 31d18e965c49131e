"""The reading copy: the document and its translation side by side, so that whoever signs knows what it says."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import docgen
from docgen.answers import Answers
from docgen.assemble import Rendered
from docgen.errors import LeakStopped, UsageProblem
from docgen.reading_copy import reading_language, render_reading_copy

from .conftest import LIBRARY, OFFERED, TODAY, WORDINGS, Offered

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COPIES = [(offered, language) for offered in WORDINGS for language in ("en", "es") if language != offered.language][::3]
"""Every third document in English, those in English in Spanish: the two sides of each kind and most wordings."""


def a_copy(offered: Offered, language: str, facts: dict[str, object] | None = None) -> Rendered:
    wish = docgen.Wish(kind=offered.kind, today=TODAY, language=offered.language, jurisdiction=offered.place)
    return render_reading_copy(LIBRARY, Answers(facts or offered.facts), wish, language, "letter-copy.docx")


NOTES = {
    LIBRARY.wording("documents", language).say(note)
    for language in ("ar", "en", "es", "fr")
    for note in ("reading.unsaid", "reading.untold")
}


def rows(data: bytes) -> list[tuple[str, str]]:
    """Return the words of the left and the right side of each row; none where a note stands instead of them."""
    return [tuple("" if side in NOTES else side for side in map(words, cells)) for cells in cells_of(data)]


def cells_of(data: bytes) -> list[list[ET.Element]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = ET.fromstring(package.read("word/document.xml"))[0]
    table = next(child for child in body if child.tag == f"{W}tbl")
    return [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]


def words(element: ET.Element) -> str:
    return "\n".join("".join(text.text or "" for text in each.iter(f"{W}t")) for each in element.iter(f"{W}p")).strip()


def alone(offered: Offered, language: str = "") -> list[str]:
    """Return the paragraphs of the document, or of what stands beside it in `language`."""
    wish = docgen.Wish(
        kind=offered.kind, today=TODAY, language=offered.language, jurisdiction=offered.place, reading=language
    )
    planned = docgen.plan_document(LIBRARY, Answers(offered.facts), wish)
    data = next(each for each in docgen.render_document(planned) if each.format == "docx").data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = ET.fromstring(package.read("word/document.xml"))[0]
    told = (each for block in body for each in (in_records(block) if block.tag == f"{W}tbl" else [block]))
    return [found for each in told if (found := words(each))]


def in_records(table: ET.Element) -> list[ET.Element]:
    """Return the paragraphs of a table; of a wide one, the name of its column before each cell that says something."""
    head, *others = ([list(cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr"))
    if len(head) <= 3:
        return list(table.iter(f"{W}p"))
    return [
        each
        for row in others
        for name, cell in zip(head, row, strict=True)
        if any(map(words, cell))
        for each in name + cell
    ]


@pytest.fixture(params=COPIES, ids=lambda pair: f"{pair[0].name}-{pair[1]}")
def pair(request: pytest.FixtureRequest) -> tuple[Offered, str]:
    return request.param


def test_each_side_tells_everything(pair: tuple[Offered, str]):
    """The first row names the languages; a paragraph missing on the right would be one that nobody understood.

    The document keeps its order; what is told in another order beside it follows.
    """
    offered, language = pair
    made = rows(a_copy(*pair).data)[1:]

    for side, expected in ((0, alone(offered)), (1, alone(offered, language))):
        found = [line.strip() for row in made for line in row[side].split("\n") if line.strip()]
        kept, wanted = ([line.strip("…") for line in each] for each in (found, expected))
        assert sorted(kept) == sorted(wanted)
        assert side == 1 or kept == wanted


def test_the_sides_stand_beside_each_other_passage_by_passage(pair: tuple[Offered, str]):
    made = rows(a_copy(*pair).data)
    lonely = [row for row in made if not all(row)]

    assert len(made) >= 20
    assert len(lonely) <= len(made) / 8  # an English letter of claim has passages that no other letter has


def test_what_a_translation_keeps_stands_in_one_row(pair: tuple[Offered, str]):
    """Addresses, handles and long numbers are the same in every language: where both sides have one, it is one row."""
    kept = [
        tuple(set(re.findall(r"https?://\S+|@[\w.]+|\b\d{5,}\b", side)) for side in row)
        for row in rows(a_copy(*pair).data)
    ]
    elsewhere = [row for row in kept if any(each in other[1] for each in row[0] - row[1] for other in kept)]

    assert len(elsewhere) <= 2


def test_two_passages_told_the_other_way_round_stand_in_one_row():
    """A German letter says first what it asks and then who writes; an English one begins with who writes."""
    letter = next(each for each in WORDINGS if each.name == "preservation-request.de.de")
    made = rows(a_copy(letter, "en").data)

    assert any("Ich bin die betroffene Person" in one and "I am the person targeted" in two for one, two in made)
    assert any("beschriebenen Daten aufzubewahren" in one and "be kept and not deleted" in two for one, two in made)


def test_sections_told_the_other_way_round_stand_beside_their_translation():
    """French Swiss papers end with what is asked of the court, German Swiss ones ask before they disclose."""
    statement = next(each for each in WORDINGS if each.name == "protective-order.de.ch")
    made = rows(a_copy(statement, "fr").data)

    assert any(one.startswith("Rechtsbegehren") and two.startswith("CONCLUSIONS") for one, two in made)
    assert any("Mein" in one and "messages" in two for one, two in made if one.startswith("Meine eigenen Nachrichten"))


def test_what_all_passages_have_in_common_moves_none_of_them():
    """Who writes tells nothing of a passage: what is to be kept does not follow the rights that somebody reserves."""
    letter = next(each for each in OFFERED if each.name == "cease-and-desist.es.us-ca")
    made = rows(a_copy(letter, "en").data)

    assert ("Conserve las pruebas", "Keep the evidence") in headings_of(made)
    assert any(one.startswith("Lo publicado") and "Take the content out" in two for one, two in made)


def headings_of(made: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [tuple(side.split("\n")[0] for side in row) for row in made]


def test_a_heading_stands_beside_nothing_but_a_heading(pair: tuple[Offered, str]):
    data = a_copy(*pair).data
    made = [cells for cells, sides in zip(cells_of(data), rows(data), strict=True) if all(sides)]
    heads = [[sum(map(is_heading, cell.iter(f"{W}pStyle"))) for cell in cells] for cells in made]

    assert all(left == right for left, right in heads)


def is_heading(style: ET.Element) -> bool:
    return re.match("(Annex)?(Heading|Title)", style.get(f"{W}val")) is not None


def test_a_heading_stands_beside_no_heading_of_another_subject():
    """An English letter of claim says why words are false; a Spanish letter has no such section."""
    letter = next(each for each in OFFERED if each.name == "cease-and-desist.en.gb-eaw")
    made = headings_of(rows(a_copy(letter, "es").data))

    assert ("What you are required to do", "Lo que se exige") in made


SPANISH_REPORT = next(each for each in OFFERED if each.name == "police-statement.es.es")
COURT_PAPERS = [
    ("en.ca-bc", "es", r"Sworn or affirmed before me", r"Sworn or affirmed before me"),
    ("en.nz", "es", r"I solemnly and sincerely affirm", r"I solemnly and sincerely affirm"),
    ("fr.ch", "es", r"EN FAIT.: LE FAIT LE PLUS RÉCENT", r"El hecho más reciente"),
    (
        "fr.ch",
        "es",
        r"interdise .*approcher des lieux(.|\n)*la bibliothèque",
        r"Prohibición de acercarse(.|\n)*la biblioth",
    ),
    ("fr.ch", "es", r"Lausanne, le ……", r"Lausanne, a ……"),
    ("fr.ch", "es", r"Signature$", r"Firma$"),
    ("es.es", "en", r"Extensión de la protección", r"That the order also protect"),
    ("es.es", "en", r"Prohibición de acercarse", r"To stay away from"),
    ("es.es", "en", r"Firma$", r"Signature$"),
    ("it.ch", "en", r"L’episodio più recente", r"The most recent incident"),
    ("it.ch", "en", r"vieti .* di seguirmi", r"No following"),
    ("it.ch", "en", r"Luogo e data: Lugano", r"Date \(place of signing: Lugano\)"),
    ("en.gb-eaw", "es", r"My full name is .* over 18", r"Soy mayor de 18"),
    ("en.gb-eaw", "es", r"Statement of truth$", r"Al firmar usted"),
    ("en.gb-eaw", "es", r"I believe that the facts stated", r"I believe that the facts stated"),
    ("en.gb-sct", "es", r"At Dundee, .* states:", r"Yo, .* declaro:$"),
    ("en.ca-on", "es", r"I, .* MAKE OATH AND SAY", r"Yo, .* declaro:$"),
    ("fr.ca-on", "en", r"Je, .* DÉCLARE SOUS SERMENT", r"I, .* MAKE OATH AND SAY"),
    ("fr.ca-on", "en", r"Attestation à porter sur chaque pièce", r"Certificate for each exhibit"),
    ("es.mx", "en", r"Manifiesto lo anterior", r"Manifiesto lo anterior"),
    ("en.us-ca", "es", r"I declare under penalty of perjury", r"I declare under penalty of perjury"),
]
"""Papers of places that tell things in another order than the plain wording of the other language."""
STRANGERS = [
    ("es.mx", "en", r"Título de la representación", r"under solemn promise"),
    ("en.ca-on", "ar", r"Signature of the person who takes the oath", r"Ottawa"),
    ("de.ch", "en", r"bin bereit, sie vor Gericht zu bestätigen", r"The exhibits"),
    ("en.au-nsw", "es", r"I ask for an interpreter", r"Mi dirección"),
]
"""What two papers tell at the same place and in the same style, though it is not the same."""


@pytest.mark.parametrize(("paper", "language", "one", "other"), COURT_PAPERS)
def test_what_a_place_tells_elsewhere_stands_beside_its_translation(paper: str, language: str, one: str, other: str):
    offered = next(each for each in OFFERED if each.name == f"protective-order.{paper}")
    made = rows(a_copy(offered, language).data)

    assert [bool(re.match(other, right)) for left, right in made if re.match(one, left)] == [True]


@pytest.mark.parametrize(("paper", "language", "one", "other"), STRANGERS)
def test_what_only_looks_alike_does_not_stand_beside_each_other(paper: str, language: str, one: str, other: str):
    """Who signs beside a wrong sentence believes that it says what their own does; one that stands alone misleads
    nobody.
    """
    offered = next(each for each in OFFERED if each.name == f"protective-order.{paper}")
    made = rows(a_copy(offered, language).data)

    assert [bool(re.search(other, right)) for left, right in made if re.search(one, left)] == [False]


def test_what_has_no_translation_beside_it_says_so():
    """Whoever reads only the right side must learn that the document says more there, or does not say that."""
    statement = next(each for each in OFFERED if each.name == "police-statement.en.us-ca")
    letter = next(each for each in OFFERED if each.name == "cease-and-desist.en.gb-eaw")
    draft = next(each for each in OFFERED if each.name == "police-statement.en.ie")
    say = LIBRARY.wording("documents", "es").say

    made = [tuple(map(words, cells)) for cells in cells_of(a_copy(letter, "es").data)]
    assert any(one.startswith("You are the proposed defendant") and two == say("reading.untold") for one, two in made)
    made = [tuple(map(words, cells)) for cells in cells_of(a_copy(draft, "es").data)]
    assert any(one.startswith("This is for the officer") and two == say("reading.untold") for one, two in made)
    made = [tuple(map(words, cells)) for cells in cells_of(a_copy(statement, "es").data)]
    assert any(one == say("reading.unsaid") and two.startswith("Al firmar usted afirma") for one, two in made)


def test_names_that_stand_elsewhere_on_the_other_side_need_no_note():
    """A Spanish police report has its addressee above the table, an English one within."""
    made = [tuple(map(words, cells)) for cells in cells_of(a_copy(SPANISH_REPORT, "en").data)]

    assert any(one.startswith("Policía Nacional") and not two for one, two in made)
    assert any(not one and two.startswith("To\n") for one, two in made)


@pytest.mark.parametrize(("paper", "language"), [("es.es", "en"), ("en.us-ca", "es"), ("it.it", "en")])
def test_the_lines_for_place_and_date_stand_in_one_row(paper: str, language: str):
    """Some wordings have them above the signature, some below."""
    report = next(each for each in OFFERED if each.name == f"police-statement.{paper}")
    made = rows(a_copy(report, language).data)

    assert any(all(re.search(r"(?i)date|fecha|data", side) for side in row) and "……" in "".join(row) for row in made)


def test_a_label_stands_in_one_row_with_its_text():
    """Else it could be left behind at the foot of a page."""
    made = rows(a_copy(SPANISH_REPORT, "en").data)
    label = "What I know of the person’s appearance:"

    assert [two.split("\n")[0] for _, two in made if label in two and len(two) > len(label)] == [label]
    assert all(not two.endswith(label) for _, two in made)


def test_what_sworn_words_mean_is_told_in_the_language_of_the_copy_or_not_at_all():
    """For a jurat of British Columbia there is a French explanation; it says nothing to somebody who reads Spanish."""
    offered = next(each for each in OFFERED if each.name == "protective-order.en.ca-bc")
    right = "\n".join(two for _, two in rows(a_copy(offered, "es").data))

    assert "Sworn or affirmed before me" in right
    assert "La personne qui reçoit" not in right
    assert "La personne qui reçoit" in "\n".join(two for _, two in rows(a_copy(offered, "fr").data))


def test_the_rows_of_two_tables_stand_beside_each_other_though_one_has_more():
    """A Spanish police report has its addressee above the table, an English one within."""
    made = rows(a_copy(SPANISH_REPORT, "en").data)

    assert any(one.startswith("Periodo\n") and two.startswith("Period\n") for one, two in made)
    assert any(one.startswith("Plataformas\n") and two.startswith("Platforms\n") for one, two in made)


def test_it_says_on_top_and_on_every_page_that_it_is_not_for_filing(pair: tuple[Offered, str]):
    mark = LIBRARY.wording("documents", pair[1]).say("reading.mark")
    with zipfile.ZipFile(io.BytesIO(a_copy(*pair).data)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}

    own = LIBRARY.wording("documents", pair[0].language).say("reading.mark")

    for part in ["word/document.xml", *(name for name in parts if "header" in name)]:
        assert mark in parts[part], "the person must see it"
        assert own in parts[part], "whoever is handed it must see it"


def test_word_finds_no_error_in_it(pair: tuple[Offered, str], tmp_path: Path):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "copy.docx"
    path.write_bytes(a_copy(*pair).data)

    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_each_side_counts_its_paragraphs_for_itself():
    data = a_copy(next(each for each in WORDINGS if each.kind == "protective-order"), "es").data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        numbering = ET.fromstring(package.read("word/numbering.xml"))
        used = set(re.findall(r'<w:numId w:val="(\d+)"', package.read("word/document.xml").decode()))
    lists = {each.get(f"{W}numId"): each.find(f"{W}abstractNumId").get(f"{W}val") for each in numbering.iter(f"{W}num")}

    assert used <= set(lists)
    assert any(int(each) > 1000 for each in used)
    assert not {lists[each] for each in lists if int(each) > 1000} & {lists[each] for each in lists if int(each) < 1000}


ENGLISH = Offered("protective-order", "en", "US-CA")


def test_what_nobody_has_translated_stands_in_its_own_language_and_says_so():
    facts = {**ENGLISH.facts, "background": "We met at work."}
    told = LIBRARY.wording("documents", "es").say("reading.untranslated", text="We met at work.")

    assert ("How it began:\nWe met at work.", f"Cómo empezó:\n{told}") in rows(a_copy(ENGLISH, "es", facts).data)


def test_each_paragraph_that_nobody_has_translated_says_so():
    """They stand in rows of their own, so that the flag of the first one is not seen beside the others."""
    facts = {**ENGLISH.facts, "background": "We met at work.\n\nHe left in May.\n\n- one letter\n- two calls"}
    say = LIBRARY.wording("documents", "es").say
    made = rows(a_copy(ENGLISH, "es", facts).data)

    for told in ("We met at work.", "He left in May."):
        assert any(one.endswith(told) and two.endswith(say("reading.untranslated", text=told)) for one, two in made)
    flag = say("reading.untranslated", text="").strip()
    assert made[made.index(("", flag)) + 1] == ("one letter", "one letter")


def test_what_somebody_has_translated_stands_there_translated():
    facts = {**ENGLISH.facts, "background": {"en": "We met at work.", "es": "Nos conocimos en el trabajo."}}

    told = ("How it began:\nWe met at work.", "Cómo empezó:\nNos conocimos en el trabajo.")
    assert told in rows(a_copy(ENGLISH, "es", facts).data)


def test_a_copy_in_the_language_of_the_document_is_refused():
    with pytest.raises(UsageProblem) as refused:
        a_copy(ENGLISH, "en")

    assert refused.value.problems[0].id == "usage.reading-copy-alike"


def test_a_language_without_wordings_is_refused_with_those_that_there_are():
    with pytest.raises(UsageProblem) as refused:
        reading_language(LIBRARY, "cease-and-desist", "tlh")

    assert "en" in refused.value.problems[0].names["known"]
    assert reading_language(LIBRARY, "cease-and-desist", "es-AR") == "es"


def test_the_copy_is_searched_for_leaks_too():
    facts = ENGLISH.facts
    facts["client"]["shelter"] = "Heronsgate House"
    facts["background"] = {"en": "We met at work.", "es": "Ahora vivo en Heronsgate House."}

    with pytest.raises(LeakStopped):
        a_copy(ENGLISH, "es", facts)


def test_the_same_facts_give_the_same_copy():
    assert a_copy(ENGLISH, "es") == a_copy(ENGLISH, "es")


def test_rows_of_tables_inside_may_break(pair: tuple[Offered, str]):
    offered, language = pair
    document = ET.fromstring(zipfile.ZipFile(io.BytesIO(a_copy(offered, language).data)).read("word/document.xml"))
    assert list(document.iterfind(f".//{W}tc//{W}cantSplit")) == []


def test_no_page_break_goes_through_a_short_row(pair: tuple[Offered, str]):
    data = a_copy(*pair).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = ET.fromstring(package.read("word/document.xml"))[0]
    table = next(child for child in body if child.tag == f"{W}tbl")
    breaking = [row for row in table.findall(f"{W}tr")[1:] if row.find(f"{W}trPr/{W}cantSplit") is None]

    assert all(row.find(f".//{W}tc/{W}tbl") is not None or len(words(row)) > 1000 for row in breaking)


def test_what_is_said_of_one_exhibit_stays_on_one_page():
    data = a_copy(SPANISH_REPORT, "en").data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = ET.fromstring(package.read("word/document.xml"))[0]
    exhibits = [row for row in body.find(f"{W}tbl").findall(f"{W}tr") if row.find(f".//{W}tc//{W}tc") is not None]

    assert len(exhibits) > 1
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in exhibits)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path):
    (tmp_path / "copy.docx").write_bytes(a_copy(ENGLISH, "es").data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "copy.docx")], check=True, capture_output=True, timeout=120)

    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
