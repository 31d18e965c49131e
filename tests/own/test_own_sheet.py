"""Own questions as columns of a sheet: written, filled in as people write, and read back."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import the_facts
from clinic import ANSWERS, a_clinic
from conftest import TODAY
from terminal import docgen

from docgen.cli.settings import Settings
from docgen.cli.vocabulary import vocabulary_of
from docgen.errors import FactsProblem
from docgen.library import Library
from docgen.sheets import SheetRow, read_rows
from docgen.sheets.columns import column_named

COLUMNS = [
    *(f"answers.{name}" for name in ANSWERS if name != "children"),
    *(f"answers.children.1.{name}" for name in ("name", "born", "school")),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_clinic(tmp_path_factory.mktemp("clinic"))


def read(folder: Path, cells: dict[str, str]) -> SheetRow:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([list(cells), list(cells.values())])
    words = vocabulary_of(Settings(Library.open(folder), "en", ""), TODAY)
    (row,) = read_rows(io.BytesIO(text.getvalue().encode()), "cases.csv", words)
    return row


def test_the_sheet_has_a_column_for_each_own_question(folder: Path, tmp_path: Path) -> None:
    done = docgen("facts", "sheet", "cover-sheet", "-o", "cases.csv", "--templates", str(folder), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = list(csv.reader(io.StringIO((tmp_path / "cases.csv").read_text("utf-8-sig"))))

    assert [name for name in rows[0] if name.startswith("answers.")] == COLUMNS
    origin = [row[rows[0].index("answers.origin")] for row in rows[1:]]
    assert any("origin" in cell for cell in origin)
    assert any("walk-in (Walk-in)" in cell for cell in origin)


def test_cells_are_read_as_people_write_them(folder: Path) -> None:
    row = read(folder, {
        "answers.case_worker": "Noor", "answers.interpreter": "sí", "answers.origin": "Sin cita",
        "answers.services": "advice, a safety plan", "answers.hearing": "15 January 2027", "answers.household": "4",
        "answers.income": "1.850,50", "answers.children.1.name": "Juniper", "answers.children.2.name": "Rowan",
    })  # fmt: skip

    assert row.problems == ()
    assert row.values == {"answers": {
        "case_worker": "Noor", "interpreter": True, "origin": "walk-in", "services": ["advice", "safety-plan"],
        "hearing": "2027-01-15", "household": 4, "income": Decimal("1850.50"),
        "children": [{"name": "Juniper"}, {"name": "Rowan"}],
    }}  # fmt: skip


def test_a_wrong_cell_is_named(folder: Path) -> None:
    row = read(folder, {"answers.case_worker": "Noor", "answers.file_number": "9", "answers.household": "99"})

    assert [(each.id, each.place.cell, each.place.path) for each in row.problems] == [
        ("problem.unfit", "B2", "answers.file_number"),
        ("problem.unfit", "C2", "answers.household"),
    ]


def test_a_misspelt_column_is_told_with_the_clinics_own(folder: Path) -> None:
    with pytest.raises(FactsProblem) as caught:
        read(folder, {"answers.case_woker": "Noor", "answers.origin": "phone"})

    assert caught.value.problems[0].names["near"] == "answers.case_worker"
    assert column_named("answers.anything_at_all") is not None


def test_a_batch_reads_rows_with_own_answers(folder: Path, tmp_path: Path) -> None:
    facts: Any = the_facts()
    cells = {
        "jurisdiction": "US-CA", "client.name": "Ana Lind", "client.contact.email": "ana@example.org",
        "respondent.identity": "known", "respondent.name": "Rolf Berg", "respondent.relationship.kind": "stranger",
        "incidents.1.date": "2026-04-03", "incidents.1.conduct": "insults",
        "incidents.1.summary": facts["incidents"][0]["summary"],
        "answers.case_worker": "Noor Vandersteen", "answers.origin": "Walk-in",
    }  # fmt: skip
    with (tmp_path / "cases.csv").open("w", newline="") as file:
        csv.writer(file).writerows([list(cells), list(cells.values())])

    done = docgen("batch", "cover-sheet", "cases.csv", "-o", "out", "--templates", str(folder), folder=tmp_path)

    assert done.returncode == 0, done.stderr
    (paper,) = (tmp_path / "out").glob("*.docx")
    told = docgen("templates", "text", str(paper), folder=tmp_path).stdout
    assert "Case worker: Noor Vandersteen" in told
    assert "Came: Walk-in" in told
