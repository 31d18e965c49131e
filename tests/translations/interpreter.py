"""What the tests of translations share: docgen in this process, and an interpreter who fills in the sheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from conftest import TODAY

from docgen.cli import run
from docgen.cli.world import World

FORMATS = ("xlsx", "csv", "csv;")
FACTS: dict[str, Any] = {
    "jurisdiction": "US-CA",
    "client": {"name": "Ana Lind", "contact": {"email": "ana@example.org"}},
    "respondent": {"identity": "known", "name": "Rolf Berg", "relationship": {"kind": "former-partner"}},
    "background": "Vivimos juntos dos años.",
    "incidents": [
        {
            "date": "2026-10-03",
            "conduct": ["threats"],
            "summary": "Me escribió por Instagram.",
            "exact_words": "Te vas a arrepentir.",
            "threat": {"of_what": "violence", "means": "Sabe dónde vivo."},
            "police_note": "Tiene una llave.",
        }
    ],
    "letter": {"demands": ["Que devuelva la llave."]},
}
PATHS = [
    "background",
    "incidents[0].summary",
    "incidents[0].exact_words",
    "incidents[0].threat.means",
    "incidents[0].police_note",
    "letter.demands[0]",
]
Translate = Callable[[str, str], str]


@dataclass(frozen=True)
class Done:
    """What a command said."""

    code: int
    out: str
    err: str


def docgen(folder: Path, *arguments: str, typed: str = "", **environment: str) -> Done:
    """Run docgen in `folder`."""
    streams = io.StringIO(typed), io.StringIO(), io.StringIO()
    world = World(
        stdin=streams[0],
        stdout=streams[1],
        stderr=streams[2],
        today=TODAY,
        environment={"LANG": "en_US.UTF-8", **environment},
        folder=folder,
        configuration=folder / "none",
        interactive=False,
        drafts=folder / "drafts",
    )
    code = run(list(arguments), world)
    return Done(code, streams[1].getvalue(), streams[2].getvalue())


def save(folder: Path, facts: Mapping[str, object], name: str = "facts.json") -> Path:
    """Write a facts file."""
    path = folder / name
    path.write_text(json.dumps(facts, indent=2, ensure_ascii=False), encoding="utf-8")
    return path


def exported(folder: Path, format: str, *options: str) -> Path:
    """Return the sheet that docgen writes of `facts.json`; Spanish has the semicolon between columns."""
    path = folder / f"sheet.{format[:4].rstrip(';')}"
    language = "es" if format == "csv;" else "en"
    done = docgen(
        folder,
        *("facts", "translations", "export", "facts.json", "--language", "en", "-o", path.name, "--force", *options),
        DOCGEN_LANGUAGE=language,
    )
    assert done.code == 0, done.err
    return path


def rows_of(path: Path) -> list[list[str]]:
    """Return the cells as a spreadsheet program shows them."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(max_col=5)]
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        return list(csv.reader(file, delimiter=";" if ";" in first else ","))


def filled(path: Path, translate: Translate) -> None:
    """Fill in the sheet at `path`: what `translate` says for a path and a text."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        for row in book.worksheets[0].iter_rows(min_row=3, max_col=5):
            row[4].value = translate(str(row[0].value), str(row[3].value)) or None
            row[4].data_type = "s" if row[4].value else "n"  # a cell of text, as the sheet has it: no formula
        book.save(path)
        return
    rows = rows_of(path)
    for row in rows[2:]:
        row[4] = translate(row[0], row[3])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def in_english(_path: str, text: str) -> str:
    """Translate as no interpreter would, so that a test knows the words again."""
    return f"EN {text}"


def imported(folder: Path, sheet: Path, *options: str) -> Done:
    """Put the sheet into `facts.json`; `new.json` holds them."""
    return docgen(
        folder,
        *("facts", "translations", "import", "facts.json", sheet.name, "--language", "en", "--told-in", "es"),
        *("--translator", "Iris Vane", "-o", "new.json", "--force", *options),
    )


def read(folder: Path, name: str = "new.json") -> dict[str, Any]:
    """Return the facts of a file."""
    facts = json.loads((folder / name).read_text(encoding="utf-8"))
    assert isinstance(facts, dict)
    return facts
