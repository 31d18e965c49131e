"""The sheet in other programs: written by docgen, filled in with openpyxl, worked out and saved by LibreOffice."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders import ALL_KINDS, LANGUAGES, the_library, written
from sheet_files import rows_of, sheet_of
from terminal import docgen

from docgen.answers import Answers
from docgen.facts import check_facts
from docgen.matter.choices import Identity
from docgen.own_questions import NO_OWN_QUESTIONS
from docgen.questions import list_of
from docgen.sheets.columns import column_named


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder to work in."""
    return tmp_path


def written_sheet(desk: Path, *arguments: str) -> Path:
    name = "cases.csv" if "--csv" in arguments else "cases.xlsx"
    done = docgen("facts", "sheet", *(each for each in arguments if each != "--csv"), "-o", name, folder=desk)
    assert (done.returncode, done.stdout) == (0, f"{name}\n"), done.stderr
    return desk / name


def filled(path: Path, cells: dict[str, Any]) -> bytes:
    """Return the sheet with `cells` by column in its first row for facts, as openpyxl saves it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        cell = sheet.cell(4, names.index(name) + 1, value)
        if str(value).startswith("=DATE"):
            cell.number_format = "d/m/yyyy"  # as a person does who wants a formula in a cell made for text
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


FILLED: dict[str, Any] = {
    "key": "2026-17", "jurisdiction": "US-CA", "client.name": "Ana Lind", "client.contact.email": "ana@example.org",
    "respondent.identity": "known", "respondent.relationship.kind": "stranger", "respondent.name": "Rolf Berg",
    "incidents.1.date": date(2026, 4, 3), "incidents.1.conduct": "Insults; threats", "incidents.1.summary": "He wrote.",
    "incidents.1.still_online": "yes", "incidents.1.accounts": 1, "accounts.1.platform": "x", "accounts.1.handle": "rolf",
    "losses.1.kind": "work", "losses.1.description": "Two days.", "losses.1.amount": 240.5,
}  # fmt: skip


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["--csv", "--xlsx"])
def test_the_empty_sheet_has_a_column_for_every_question_and_no_rows(
    desk: Path, kind: str, language: str, format: str
) -> None:
    types = (the_library().own_questions(kind) or NO_OWN_QUESTIONS).types
    path = written_sheet(desk, kind, "--interview-language", language, *([format] if format == "--csv" else []))

    assert rows_of(path.read_bytes()) == []
    assert path.stat().st_mode & 0o777 == 0o600
    if format == "--xlsx":
        names, labels, notes = (
            [cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(max_row=3)
        )
        asked = {
            each.fact for each in the_library().questions(kind) if each.ask and (not each.kinds or kind in each.kinds)
        }
        facts = {".".join(step for step in name.split(".") if not step.isdigit()) for name in names[1:]}
        assert names[0] == "key"
        assert all(column_named(str(name)) for name in names[1:])
        assert all(labels)
        assert all(notes)
        assert facts <= asked
        assert {
            each
            for each in asked
            if "." in each
            and not types[each].records
            and list_of(each) in ("", *asked)
            and list_of(list_of(each)) in ("", *asked)
        } <= facts
        assert ("incidents.3.date" in names) is (kind != "witness-statement")
        assert "incidents.4.date" not in names
        assert ("witnesses.1.name" in names) == ("witnesses" in asked)


def test_choices_are_offered_and_nothing_is_refused(desk: Path) -> None:
    path = written_sheet(desk, "cease-and-desist", "-j", "ES", "--interview-language", "es", "--incidents", "5")
    book = openpyxl.load_workbook(path)
    sheet, choices = book.worksheets
    names = [cell.value for cell in sheet[1]]
    rules = {str(rule.sqref).split(":")[0].rstrip("0123456789"): rule for rule in sheet.data_validations.dataValidation}

    def offered(name: str) -> list[str]:
        rule = rules[openpyxl.utils.get_column_letter(names.index(name) + 1)]
        assert rule.showErrorMessage is False
        return (
            [str(cell.value) for (cell,) in choices[rule.formula1.split("!")[1].replace("$", "")]]
            if ":" in rule.formula1
            else []
        )

    assert sheet.title == "Datos"
    assert sheet.freeze_panes == "B4"
    assert choices.sheet_state == "hidden"
    assert offered("incidents.5.still_online") == ["sí", "no"]
    assert offered("respondent.identity") == [each.value for each in Identity]
    assert {sheet.cell(row, 5).number_format for row in (1, 4)} == {"@"} or sheet.column_dimensions[
        "A"
    ].number_format == "@"


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_sheet_is_what_the_standard_says(desk: Path, kind: str) -> None:
    from openxml_audit import OpenXmlValidator

    found = OpenXmlValidator().validate(str(written_sheet(desk, kind))).errors

    assert [
        str(error) for error in found if "relationships/theme" not in str(error)
    ] == []  # colours need no theme here


def test_a_sheet_filled_in_with_openpyxl(desk: Path) -> None:
    path = written_sheet(desk, "police-statement", "-j", "US-CA")

    (row,) = rows_of(filled(path, FILLED))

    assert row.problems == ()
    assert row.key == "2026-17"
    assert check_facts(Answers(row.values)) == ()
    assert row.values["incidents"] == [
        {
            "date": "2026-04-03",
            "conduct": ["insults", "threats"],
            "summary": "He wrote.",
            "still_online": True,
            "accounts": ["a1"],
        }
    ]
    assert row.cell_of(("client", "name")).address == f"Facts!{column_of(path, 'client.name')}4"


def column_of(path: Path, name: str) -> str:
    names = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][1]]
    return openpyxl.utils.get_column_letter(names.index(name) + 1)


def test_a_sheet_that_makes_a_paper(desk: Path) -> None:
    (row,) = rows_of(filled(written_sheet(desk, "police-statement"), FILLED))
    (desk / "facts.json").write_text(written({**row.values, "losses": []}), encoding="utf-8")

    done = docgen("new", "police-statement", "--facts", "facts.json", "--draft", "-o", "paper.docx", folder=desk)

    assert done.returncode == 0, done.stderr


def test_a_sheet_that_libreoffice_worked_out_and_saved(desk: Path) -> None:
    path = written_sheet(desk, "police-statement")
    formulas = {
        "client.name": '="Ana "&"Lind"',
        "losses.1.amount": "=240+1/2",
        "incidents.1.date": "=DATE(2026,4,3)",
        "client.adult": "=TRUE()",
    }
    (desk / "filled.xlsx").write_bytes(
        filled(
            path,
            {**FILLED, **formulas, "client.occupation": "=1/0", "incidents.1.exact_words": '+1\nÑ 😀 "q" _x000D_ '},
        )
    )

    (row,) = rows_of(through_libreoffice(desk, desk / "filled.xlsx"))

    assert [(each.id, each.place.cell) for each in row.problems] == [
        ("sheet.formula-error", f"Facts!{column_of(path, 'client.occupation')}4")
    ]
    assert row.values["client"] == {"name": "Ana Lind", "contact": {"email": "ana@example.org"}, "adult": True}
    assert row.values["losses"] == [{"kind": "work", "description": "Two days.", "amount": Decimal("240.5")}]
    assert row.values["incidents"][0]["date"] == "2026-04-03"  # type: ignore[index]
    assert row.values["incidents"][0]["exact_words"].startswith('+1\nÑ 😀 "q" ')  # type: ignore[index]


def test_words_survive_libreoffice(desk: Path) -> None:
    facts = {
        "client": {"name": "=1+1"},
        "background": "-5\n\"quoted\"; 'x' <b>&amp;\ttab 😀 \u202eabc",
        "respondent": {"aliases": ["+34", "@x"]},
    }
    (desk / "filled.xlsx").write_bytes(sheet_of("xlsx", facts))

    (row,) = rows_of(through_libreoffice(desk, desk / "filled.xlsx"))

    assert row.problems == ()
    assert row.values == facts


def through_libreoffice(desk: Path, path: Path) -> bytes:
    """Return the sheet as LibreOffice saves it, its formulas worked out; skip where LibreOffice has no Calc."""
    program = os.environ.get("SOFFICE") or shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{desk / 'profile'}"
    done = subprocess.run(
        [program, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(desk / "saved"), str(path)],
        check=True, capture_output=True, text=True, timeout=240, env={**os.environ, "HOME": str(desk)},
    )  # fmt: skip
    if "could not be loaded" in done.stderr and not calc_is_there(Path(program)):
        pytest.skip("LibreOffice is installed without Calc")
    return (desk / "saved" / path.name).read_bytes()


def calc_is_there(program: Path) -> bool:
    """Return whether the folder of LibreOffice has the library of its spreadsheet program."""
    return any(program.resolve().parent.glob("libsclo.*"))


def test_nothing_is_written_over_a_file_and_wrong_orders_are_told(desk: Path) -> None:
    written_sheet(desk, "takedown-request")

    for arguments, code, word in [
        (("-o", "cases.xlsx"), 1, "cases.xlsx"), (("-o", "cases.ods"), 2, ".csv"), (("-o", "b.csv", "--incidents", "0"), 2, "99"),
        (("-o", "b.csv", "-j", "XX"), 2, "XX"),
    ]:  # fmt: skip
        done = docgen("facts", "sheet", "takedown-request", *arguments, folder=desk)
        assert (done.returncode, done.stdout) == (code, "")
        assert word in done.stderr
    assert docgen("facts", "sheet", "nothing", "-o", "b.csv", folder=desk).returncode == 2
    assert docgen("facts", "sheet", "takedown-request", "-o", "cases.xlsx", "--force", folder=desk).returncode == 0
    assert not (desk / "b.csv").exists()


def test_a_spanish_csv_has_semicolons_for_a_spanish_excel(desk: Path) -> None:
    path = written_sheet(desk, "takedown-request", "--csv", "--interview-language", "es")

    assert path.read_bytes().startswith(b"\xef\xbb\xbfkey;jurisdiction;")
