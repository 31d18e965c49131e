"""What every finished document must be, whatever its kind, language and place."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

import docgen
from docgen.answers import read_json
from docgen.word import searchable_parts, text_of

from .conftest import EXAMPLES, LIBRARY, OFFERED, WORDINGS, Offered, made

GOLDEN = Path(__file__).parent / "golden"


def test_each_place_and_language_that_the_law_files_offer_has_an_example():
    examples = {(offered.language, offered.place) for offered in OFFERED}
    for code in LIBRARY.jurisdictions():
        if code != "US":
            assert {(language, code) for language in LIBRARY.jurisdiction(code).languages} <= examples


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_what_an_example_names_as_proof_of_a_loss_proves_the_loss(path: Path):
    """A post or a thread shows what was done, not what it cost: a payslip, an invoice or a cancelled order does that."""
    facts: dict[str, Any] = dict(read_json(path.read_bytes(), path.name).values)
    done = {id for incident in facts["incidents"] for id in incident.get("exhibits", ())}
    captured = {exhibit["id"]: exhibit["captured_on"] for exhibit in facts["exhibits"]}
    for loss in facts["losses"]:
        assert not done & set(loss.get("exhibits", ()))
        assert all(captured[id][:7] >= loss["date"][:7] for id in loss.get("exhibits", ()))


@pytest.mark.parametrize("format", ["docx", "txt"])
def test_the_words_are_those_that_a_reviewer_accepted(offered: Offered, format: str, request: pytest.FixtureRequest):
    """Golden texts; `--accept` rewrites them."""
    if format not in made(offered):
        return
    data = made(offered)[format]
    text = data.decode() if format == "txt" else text_of(data)
    golden = GOLDEN / f"{offered.name}.{format}.txt"
    if request.config.getoption("--accept"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


MONTH_FIRST = "every day from September 1 to September 9, 2026"
EVERY_DAY = {
    "en-US": MONTH_FIRST,
    "en-CA": MONTH_FIRST,
    "en": "every day from 1 to 9 September 2026",
    "es": "todos los días del 1 al 9 de septiembre de 2026",
    "fr": "chaque jour du 1er au 9\N{NO-BREAK SPACE}septembre 2026",
    "de": "täglich vom 1.\N{NO-BREAK SPACE}September bis zum 9.\N{NO-BREAK SPACE}September 2026",
    "pt-BR": "todos os dias, de 1º a 9 de setembro de 2026",
    "pt-PT": "todos os dias, de 1 a 9 de setembro de 2026",
    "it": "quotidianamente, dal giorno 1º al giorno 9 settembre 2026",
}
"""By language with its region, or by language."""


def test_what_happened_every_day_reads_so_wherever_it_is_told(offered: Offered):
    # A takedown request tells of the posts, each with its address; a witness tells what the witness saw.
    if offered.kind in ("takedown-request", "witness-statement"):
        return
    facts = offered.facts
    incidents = facts["incidents"]
    assert isinstance(incidents, list)
    incidents[1]["date"] = "{2026-09-01..2026-09-09}"
    document = next(each for each in docgen.render_document(offered.planned(facts)) if each.format == "docx")
    tag = LIBRARY.jurisdiction(offered.place).locales[offered.language].replace("_", "-")
    words = EVERY_DAY.get(tag) or EVERY_DAY[offered.language]

    assert words in text_of(document.data)


def test_the_same_facts_give_the_same_bytes(offered: Offered):
    again = {each.format: each.data for each in docgen.render_document(offered.planned())}

    assert made(offered) == again


def test_nothing_tells_who_made_it_or_when(offered: Offered):
    parts = dict(searchable_parts(made(offered)["docx"]))
    with zipfile.ZipFile(io.BytesIO(made(offered)["docx"])) as package:
        stamps = {member.date_time for member in package.infolist()}
        names = package.namelist()

    assert stamps == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if re.search("comments|people|customXml|thumbnail|custom.xml", name)]
    assert not [text for text in parts.values() if re.search("lastModifiedBy|w:rsid|python-docx", text)]


def test_an_open_xml_validator_finds_no_error(worded: Offered, tmp_path: Path):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "document.docx"
    path.write_bytes(made(worded)["docx"])
    result = OpenXmlValidator().validate(str(path))

    assert [str(error) for error in result.errors] == []


def test_headings_tables_and_language_are_marked_for_screen_readers(offered: Offered):
    with zipfile.ZipFile(io.BytesIO(made(offered)["docx"])) as package:
        body = package.read("word/document.xml").decode()
        styles = package.read("word/styles.xml").decode()
        core = package.read("docProps/core.xml").decode()

    tag = LIBRARY.jurisdiction(offered.place).locales[offered.language].replace("_", "-")
    assert f'<w:lang w:val="{tag}"' in styles
    assert "<dc:title>" in core
    grids = body.count('<w:tblStyle w:val="Grid"/>')
    assert body.count("<w:tblHeader/>") >= grids > 0


def test_the_page_is_the_paper_of_the_place(offered: Offered):
    with zipfile.ZipFile(io.BytesIO(made(offered)["docx"])) as package:
        body = package.read("word/document.xml").decode()
    letter = offered.place.split("-")[0] in ("US", "CA", "MX")

    upright, across = ('w:w="12240" w:h="15840"', 'w:w="15840" w:h="12240"')
    assert (upright in body or across in body) is letter
    upright, across = ('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')
    assert (upright in body or across in body) is not letter
    assert (across in body or 'w:orient="landscape"' in body) is (offered.kind == "incident-log")


def test_paragraphs_are_numbered_by_word_and_pages_count_themselves(offered: Offered):
    with zipfile.ZipFile(io.BytesIO(made(offered)["docx"])) as package:
        body = package.read("word/document.xml").decode()
        footers = [
            package.read(name).decode() for name in package.namelist() if "footer" in name and "rels" not in name
        ]

    assert '<w:pStyle w:val="Numbered"/>' in body
    assert any("PAGE" in footer and "NUMPAGES" in footer for footer in footers)


def test_the_sworn_formula_is_the_exact_string_of_the_law_file(offered: Offered):
    oaths = [oath for oath in LIBRARY.jurisdiction(offered.place).oaths if offered.kind in oath.kinds]
    own = [oath for oath in oaths if oath.language == offered.language]
    for oath in (own or oaths)[:1]:
        assert oath.text.replace("{pages}", "……") in text_of(made(offered)["docx"])


def test_no_final_document_has_a_mark_a_blank_or_a_tag(offered: Offered):
    for format, data in made(offered).items():
        text = data.decode() if format == "txt" else text_of(data)
        assert not re.search(
            r"MISSING|FALTA:|FEHLT|MANQUE|MANCA|NOT VERIFIED|SIN VERIFICAR|[{}]|: None\b|Undefined|: True\b|: False\b",
            text,
        )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_document():
    """All in one call: LibreOffice needs longer to start than to convert."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for offered in WORDINGS:
            (folder / f"{offered.name}.docx").write_bytes(made(offered)["docx"])
        files = sorted(str(path) for path in folder.glob("*.docx"))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            name,
            *files,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=280)
        for offered in WORDINGS:
            shown = (folder / f"{offered.name}.txt").read_text(encoding="utf-8-sig")
            named = " ".join(text_of(made(offered)["docx"]).split("\n")[1].split())
            assert named in " ".join(shown.split()), offered.name
