"""What was told goes out to an interpreter and comes back beside the told words, whatever they are."""

from __future__ import annotations

import copy
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from interpreter import FACTS, FORMATS, PATHS, docgen, exported, filled, imported, in_english, read, rows_of, save

from docgen.errors import Place
from docgen.matter.values import Words
from docgen.records import path_text
from docgen.sheets.translations import TextRow, read_translations, translation_sheet
from docgen.translations import Given, Joined, Work, free_texts, put_in

WORK = Work(language="en", told_in="es", translator="Iris Vane")
HEADS, NOTES = ("a", "b", "c", "d", "e"), ("note", "", "", "", "")


@pytest.mark.parametrize("format", FORMATS)
def test_a_sheet_filled_in_by_another_program_comes_back(format: str, tmp_path: Path) -> None:
    save(tmp_path, FACTS)
    sheet = exported(tmp_path, format)
    filled(sheet, in_english)
    done = imported(tmp_path, sheet)

    new = read(tmp_path)
    incident = new["incidents"][0]
    assert (done.code, done.out) == (0, "new.json\n")
    assert "6 translations were put in." in done.err
    assert "Every text has a translation." in done.err
    assert new["background"] == {
        "es": "Vivimos juntos dos años.",
        "en": "EN Vivimos juntos dos años.",
        "translator": "Iris Vane",
    }
    assert list(new["background"]) == ["es", "en", "translator"]
    assert incident["exact_words"] == "Te vas a arrepentir."
    assert incident["translation"] == "EN Te vas a arrepentir."
    assert incident["threat"]["means"]["en"] == "EN Sabe dónde vivo."
    assert new["letter"]["demands"][0]["en"] == "EN Que devuelva la llave."
    assert docgen(tmp_path, "facts", "check", "new.json").code == 0


@pytest.mark.parametrize("format", FORMATS)
def test_the_sheet_tells_the_interpreter_what_to_do(format: str, tmp_path: Path) -> None:
    save(tmp_path, FACTS)
    rows = rows_of(exported(tmp_path, format))

    assert [row[0] for row in rows[2:]] == PATHS
    assert rows[0][3] == ("Texto" if format == "csv;" else "Text")
    assert rows[1][0].startswith("# ")
    assert rows[3][1] == ("qué pasó (1)" if format == "csv;" else "what happened (1)")
    assert {row[2] for row in rows[2:]} == {row[4] for row in rows[2:]} == {""}


def test_only_what_lacks_the_language_is_exported_unless_all_is_asked_for(tmp_path: Path) -> None:
    told = copy.deepcopy(FACTS)
    told["background"] = {"es-MX": "Vivimos juntos.", "en": "We lived together.", "translator": "Bo Reis"}
    told["incidents"][0] |= {"summary": {"en-GB": "He wrote to me."}, "translation": None, "effect": None}
    save(tmp_path, told)
    some, every = (rows_of(exported(tmp_path, "csv", *each))[2:] for each in ((), ("--all",)))

    assert [row[0] for row in some] == PATHS[3:]
    assert sorted(row[0] for row in every) == sorted(PATHS)
    assert next(row[2:] for row in every if row[0] == "background") == [
        "es-MX",
        "Vivimos juntos.",
        "We lived together.",
    ]
    assert imported(tmp_path, tmp_path / "sheet.csv").code == 0
    assert read(tmp_path) == told  # what is there already changes nothing


def test_what_the_facts_have_stays_with_its_keys_in_order(tmp_path: Path) -> None:
    told = copy.deepcopy(FACTS)
    told["background"] = {"quc": "…", "translator": "Iris Vane", "fr": "Nous…"}
    told["incidents"][0]["sources"] = {"summary": "mail.eml"}
    told["losses"] = [{"kind": "money", "description": "Dos días.", "amount": 1200.5}]
    save(tmp_path, told)
    sheet = exported(tmp_path, "xlsx")
    filled(sheet, in_english)
    assert imported(tmp_path, sheet).code == 0

    new = read(tmp_path)
    assert list(new) == list(told)
    assert list(new["background"].items()) == [*told["background"].items(), ("en", "EN …")]
    assert new["losses"][0]["amount"] == 1200.5
    assert _without_translations(new) == _without_translations(told)


def _without_translations(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_translations(each) for each in node]
    if not isinstance(node, dict):
        return node
    rest = {key: value for key, value in node.items() if key not in ("en", "translator", "translation")}
    return rest["es"] if list(rest) == ["es"] else {key: _without_translations(each) for key, each in rest.items()}


HOSTILE = (
    "=1+1",
    "+1 415 555 0100",
    "-",
    "- uno\n- dos",
    "@rolf_b",
    '=HYPERLINK("http://example.com";"x")',
    "'=x",
    "„Ты“ «ты» \"ты\" 'ты'",
    "a;b,c\td",
    "line\r\nline\n\nline",
    "🤬👩‍👩‍👧 𝕏",
    "مرحبا (Rolf) \u2067עברית\u2069",
    "# note",
    " blank ",
    "]]>&amp;<b>",
)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_back_as_they_were(format: str, text: str, tmp_path: Path) -> None:
    told = copy.deepcopy(FACTS)
    told["incidents"][0] |= {"summary": text, "exact_words": text}
    save(tmp_path, told)
    sheet = exported(tmp_path, format)
    if format != "xlsx":
        cells = [cell for row in rows_of(sheet) for cell in row]
        assert not [cell for cell in cells if re.match(r"\s*[=+\-@]", cell)]
    elif "\r" not in text:  # openpyxl shows a return as _x000D_
        assert text in rows_of(sheet)[3][3]
    filled(sheet, lambda _path, told: told)
    done = imported(tmp_path, sheet)

    assert done.code == 0, done.err
    new = read(tmp_path)["incidents"][0]
    assert new["exact_words"] == new["summary"]["es"] == text
    assert new["translation"] == new["summary"]["en"] == str(Words.parse(text))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_a_sheet_that_libreoffice_saved_comes_back(format: str, tmp_path: Path) -> None:
    save(tmp_path, FACTS)
    sheet = exported(tmp_path, format)
    filled(sheet, in_english)
    told = ["--infilter=CSV:59,34,76"] if format == "csv" else []
    saved = "csv:Text - txt - csv (StarCalc):59,34,76" if format == "csv" else "xlsx"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", *told]
    command += ["--convert-to", saved, "--outdir", str(tmp_path / "saved"), str(sheet)]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    (tmp_path / "saved" / sheet.name).replace(sheet)
    done = imported(tmp_path, sheet)

    assert done.code == 0, done.err
    assert read(tmp_path)["incidents"][0]["summary"]["en"] == "EN Me escribió por Instagram."
    assert "Every text has a translation." in done.err


def test_no_cell_of_the_workbook_is_a_formula(tmp_path: Path) -> None:
    told = copy.deepcopy(FACTS)
    told["incidents"][0]["summary"] = "=1+1"
    save(tmp_path, told)
    with zipfile.ZipFile(exported(tmp_path, "xlsx")) as package:
        cells = package.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in cells
    assert set(re.findall(r'<c [^>]* t="(\w+)"', cells)) == {"s"}


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(
    lambda text: bool(text.strip()) and not any((ord(sign) < 32 and sign not in "\t\n\r") or sign in "\ufffe\uffff" for sign in text)
)  # fmt: skip
TOLD = st.one_of(WORDS, st.builds("{}{}".format, st.sampled_from(["=", "+", "-", "@", "'", "'=", "# ", ";"]), WORDS))
TRANSLATIONS = TOLD.filter(lambda text: text.strip() != "-")


@pytest.mark.parametrize("sign", ["", ",", ";"])
@given(
    told=st.lists(TOLD, min_size=4, max_size=4),
    meant=st.lists(TRANSLATIONS, min_size=4, max_size=4),
    language=st.sampled_from(["", "es", "quc", "es-MX"]),
)
@example(told=["-", " - ", "'-", "=1"], meant=["'-", "'=x", "a\r\nb", "+1"], language="es")
def test_any_words_go_out_and_come_back(sign: str, told: list[str], meant: list[str], language: str) -> None:
    facts = {
        "background": {language: told[0]} if language else told[0],
        "incidents": [{"summary": told[1], "exact_words": told[2]}],
        "relief": {"other": [told[3]]},
    }
    texts = free_texts(facts, "en")
    out = translation_sheet([TextRow(text=each, label="what") for each in texts], HEADS, NOTES, title="T", sign=sign)
    back = read_translations(io.BytesIO(out), "sheet")
    assert [row.path for row in back.rows] == [path_text(each.path) for each in texts]
    assert [_plain(row.told) for row in back.rows] == [_plain(each) for each in told]

    rows = [_given(row, translation) for row, translation in zip(back.rows, meant, strict=True)]
    joined = put_in(facts, rows, WORK)

    assert (joined.problems, joined.added, joined.missing) == ((), 4, 0)
    again = free_texts(joined.values, "en")
    assert [each.told for each in again] == told
    assert [each.language for each in again] == [language or "es", "es", "", "es"]
    assert [each.translation for each in again] == [str(Words.parse(each)) for each in meant]
    assert put_in(joined.values, rows, WORK).values == joined.values
    sheet = translation_sheet([TextRow(text=each, label="") for each in again], HEADS, NOTES, title="T", sign=sign)
    assert put_in(joined.values, read_translations(io.BytesIO(sheet), "").rows, WORK) == Joined(
        values=joined.values, added=0, missing=0, named=4, problems=()
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _given(row: Given, translation: str) -> Given:
    place = Place()
    return Given(
        path=row.path, told=row.told, translation=translation, path_at=place, told_at=place, translation_at=place
    )
