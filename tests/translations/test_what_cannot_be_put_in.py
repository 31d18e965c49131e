"""A sheet that does not fit the facts: every cell is named at once, nothing is written, nothing is lost."""

from __future__ import annotations

import copy
from pathlib import Path

import openpyxl
import pytest
from interpreter import FACTS, Done, docgen, exported, filled, imported, in_english, read, save


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet that an interpreter has filled in."""
    save(tmp_path, FACTS)
    made = exported(tmp_path, "xlsx")
    filled(made, in_english)
    return made


def changed(sheet: Path, **cells: str) -> None:
    """Write into cells of the sheet."""
    book = openpyxl.load_workbook(sheet)
    for cell, text in cells.items():
        book.worksheets[0][cell] = text
        book.worksheets[0][cell].data_type = "s"
    book.save(sheet)


def test_every_problem_is_told_at_once_with_its_cell_and_never_with_words(sheet: Path) -> None:
    changed(
        sheet,
        A3="backgroud",
        D4="Otra cosa.",
        A6="",
        A7="incidents[0].threat.means",
        D7="Sabe dónde vivo.",
        A8="client.name",
    )
    changed(sheet, A9="incidents[0].threat.means", D9="Sabe dónde vivo.", E9="He knows.")
    done = imported(sheet.parent, sheet)

    lines = done.err.splitlines()
    assert (int(done.code), done.out) == (3, "")
    assert [line.partition(": ")[0].split("!")[1].split()[0] for line in lines] == ["A3", "D4", "A6", "E7", "A8", "E9"]
    assert "“background”" in lines[0]
    assert "incidents[0].summary" in lines[1]
    assert not any(words in done.err for words in ("Otra cosa", "EN ", "Sabe", "He knows"))
    assert not (sheet.parent / "new.json").exists()


def test_a_text_that_was_changed_since_is_not_translated_by_what_was_meant_for_another(sheet: Path) -> None:
    told = copy.deepcopy(FACTS)
    told["incidents"][0]["exact_words"] = "Te vas a arrepentir, Ana."
    save(sheet.parent, told)
    done = imported(sheet.parent, sheet)

    assert int(done.code) == 3
    assert done.err.count("\n") == 1
    assert "Translation!D5  incidents[0].exact_words: This text is no longer that of the facts." in done.err


def test_a_text_that_word_cannot_hold_is_refused(tmp_path: Path) -> None:
    save(tmp_path, FACTS)
    csv = tmp_path / "sheet.csv"
    csv.write_text("Fact,,,Text,Translation\nbackground,,,Vivimos juntos dos años.,a\x01b\n", encoding="utf-8")
    done = imported(tmp_path, csv)

    assert int(done.code) == 3
    assert done.err.startswith("sheet.csv:E2  background: ")
    assert "U+0001" in done.err


def test_rows_without_translation_are_only_counted(sheet: Path) -> None:
    changed(sheet, E3="", E4=" ", E5="-")
    done = imported(sheet.parent, sheet)

    assert int(done.code) == 0
    assert "3 translations were put in." in done.err
    assert "3 texts still have no translation." in done.err
    assert read(sheet.parent)["background"] == FACTS["background"]


def test_remarks_beside_the_translations_are_pointed_out(sheet: Path) -> None:
    changed(sheet, F4="unclear word", G5="?")
    done = imported(sheet.parent, sheet)

    assert int(done.code) == 0
    assert "2 cells to the right of the translations" in done.err


def test_another_translation_gives_way_only_where_that_is_asked_for(sheet: Path) -> None:
    assert int(imported(sheet.parent, sheet).code) == 0
    save(sheet.parent, read(sheet.parent))
    changed(sheet, E3="We lived together for two years.", E5="You will regret it.")
    refused = imported(sheet.parent, sheet)
    agreed = imported(sheet.parent, sheet, "--replace", "--translator", "Bo Reis")

    new = read(sheet.parent)
    assert int(refused.code) == 3
    assert refused.err.count("--replace") == 2
    assert int(agreed.code) == 0
    assert new["background"]["en"] == "We lived together for two years."
    assert new["background"]["translator"] == "Bo Reis"
    assert new["incidents"][0]["translation"] == "You will regret it."
    assert new["incidents"][0]["summary"]["translator"] == "Iris Vane"  # whose words they still are


def test_no_translator_gets_the_words_of_another(sheet: Path) -> None:
    told = copy.deepcopy(FACTS)
    told["background"] = {"es": FACTS["background"], "fr": "Nous…", "translator": "Bo Reis"}
    save(sheet.parent, told)
    refused = imported(sheet.parent, sheet)

    assert int(refused.code) == 3
    assert "(fr)" in refused.err
    assert int(imported(sheet.parent, sheet, "--translator", "Bo Reis").code) == 0


def test_what_was_told_is_never_changed_by_a_translation_into_its_own_language(sheet: Path) -> None:
    told = copy.deepcopy(FACTS)
    told["background"] = {"en": FACTS["background"]}
    save(sheet.parent, told)
    refused = imported(sheet.parent, sheet, "--replace")

    assert int(refused.code) == 3
    assert "E3  background" in refused.err


@pytest.mark.parametrize(
    "options",
    [
        ("--told-in", "Spanish"),
        ("--told-in", "en-GB"),
        ("--told-in", ""),
        ("--language", "xx"),
        ("--translator", ""),
        ("--translator", "a\nb"),
    ],
)
def test_a_wrong_command_line_is_refused(options: tuple[str, str], sheet: Path) -> None:
    done = imported(sheet.parent, sheet, *options)

    assert int(done.code) == 2
    assert done.err
    assert not (sheet.parent / "new.json").exists()


def test_facts_that_are_wrong_are_not_translated_and_unfinished_ones_are(tmp_path: Path) -> None:
    save(tmp_path, {"incidents": [{"sumary": "x"}]})
    export = ("facts", "translations", "export", "facts.json", "-l", "en", "-o", "out.xlsx")
    wrong = docgen(tmp_path, *export)
    save(tmp_path, {"incidents": [{"summary": "Me escribió."}]})
    unfinished = docgen(tmp_path, *export)

    assert (int(wrong.code), (int(unfinished.code))) == (3, 0)
    assert "“summary”" in wrong.err
    assert "missing" not in wrong.err.casefold()


def test_nothing_is_written_over_without_force_and_all_is_for_its_owner_only(sheet: Path) -> None:
    folder = sheet.parent
    export = ("facts", "translations", "export", "facts.json", "-l", "en", "-o", sheet.name)
    bring = (
        *("facts", "translations", "import", "facts.json", sheet.name, "-l", "en", "--told-in", "es"),
        *("--translator", "Iris Vane", "-o", "facts.json"),
    )
    refused = [int(docgen(folder, *each).code) for each in (export, bring)]
    done: Done = docgen(folder, *bring, "--force")

    assert refused == [1, 1]
    assert int(done.code) == 0
    assert read(folder, "facts.json")["background"]["translator"] == "Iris Vane"
    assert (folder / "facts.json").stat().st_mode & 0o077 == 0


def test_a_text_too_long_for_a_cell_is_told_before_anything_is_written(tmp_path: Path) -> None:
    told = copy.deepcopy(FACTS)
    told["background"] = "palabra " * 5_000
    save(tmp_path, told)
    done = docgen(tmp_path, "facts", "translations", "export", "facts.json", "-l", "en", "-o", "out.xlsx")
    assert int(done.code) == 3
    assert "background" in done.err
    assert not (tmp_path / "out.xlsx").exists()
    assert int(docgen(tmp_path, "facts", "translations", "export", "facts.json", "-l", "en", "-o", "out.csv").code) == 0


def test_exhibits_are_found_from_the_new_place_of_the_facts(sheet: Path) -> None:
    folder = sheet.parent
    (folder / "e.txt").write_text("x")
    (folder / "new").mkdir()
    save(folder, {**FACTS, "exhibits": [{"id": "e1", "title": "Chat", "file": "e.txt"}]})
    done = imported(folder, sheet, "-o", "new/facts.json")

    assert int(done.code) == 0, done.err
    assert docgen(folder, "facts", "check", "new/facts.json").err == docgen(folder, "facts", "check", "facts.json").err


def test_facts_can_come_on_standard_input(sheet: Path) -> None:
    typed = (sheet.parent / "facts.json").read_text(encoding="utf-8")
    done = docgen(sheet.parent, "facts", "translations", "export", "-", "-l", "en", "-o", "typed.csv", typed=typed)

    assert int(done.code) == 0
    assert (sheet.parent / "typed.csv").is_file()


def test_the_heading_may_be_missing(tmp_path: Path) -> None:
    save(tmp_path, FACTS)
    csv = tmp_path / "sheet.csv"
    csv.write_text("background,,,Vivimos juntos dos años.,We lived together.\n", encoding="utf-8")

    assert int(imported(tmp_path, csv).code) == 0
    assert read(tmp_path)["background"]["en"] == "We lived together."


def test_a_formula_that_gives_an_error_is_no_translation(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0]["E3"], book.worksheets[0]["E4"] = "=1/0", "#REF!"
    book.worksheets[0]["E4"].data_type = "e"
    book.save(sheet)
    done = imported(sheet.parent, sheet)

    assert int(done.code) == 3
    assert [line.split()[0] for line in done.err.splitlines()] == [
        f"sheet.xlsx:Translation!{at}" for at in ("E3", "E4")
    ]


def test_a_sheet_of_something_else_is_not_taken_for_one_without_translations(tmp_path: Path) -> None:
    save(tmp_path, FACTS)
    (tmp_path / "other.csv").write_text("a|b|c\nx|y|z\n", encoding="utf-8")
    done = imported(tmp_path, tmp_path / "other.csv")

    assert int(done.code) == 3
    assert done.err.startswith("other.csv: No row of this sheet")
