"""The sheet for one place: what there is elsewhere does not stand in it; and the sheet of facts that are told already."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from builders import the_library
from sheet_files import rows_of
from terminal import docgen

from docgen.answers import Answers
from docgen.facts import check_facts

COPYRIGHT = "platform.copyright.owns"


def columns(folder: Path, kind: str, *arguments: str) -> dict[str, str]:
    """Return how to fill in each column of the sheet for `kind`, by name."""
    done = docgen("facts", "sheet", kind, "-o", "cases.csv", "--force", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    names, _, notes = list(csv.reader(io.StringIO((folder / "cases.csv").read_text("utf-8-sig"))))[:3]
    return dict(zip(names, notes, strict=True))


def test_the_sheet_of_a_place_offers_its_orders_grounds_and_languages_and_no_others(tmp_path: Path):
    order = columns(tmp_path, "protective-order", "-j", "US-CA")
    request = columns(tmp_path, "takedown-request", "-j", "US-CA")
    library = the_library()
    here, there = library.jurisdiction("US-CA"), library.jurisdiction("DE")

    assert all(f"{each.id} (" in order["relief.order"] for each in here.orders)
    assert not [each.id for each in there.orders if each.id in order["relief.order"]]
    assert "dmca (" in request["platform.bases"]
    assert "dsa-16" not in request["platform.bases"]
    assert "Choose from: en (English), es (Spanish)." in order["languages.document"]
    assert "Choose from: US-CA (California)." in order["jurisdiction"]


def test_the_sheet_of_a_place_offers_the_relief_that_one_of_its_orders_grants(tmp_path: Path):
    law = the_library().jurisdiction("US-CA")
    granted = {each.value for order in law.orders for each in order.requests}
    offered = columns(tmp_path, "protective-order", "-j", "US-CA")["relief.requests"]

    assert "surrender-images" not in granted
    assert "surrender-images" not in offered
    assert all(f"{each} (" in offered for each in granted)
    assert "surrender-images" in columns(tmp_path, "protective-order")["relief.requests"]


def test_what_the_interview_never_asks_at_a_place_has_no_column_there(tmp_path: Path):
    anywhere, here = (columns(tmp_path, "takedown-request", *each) for each in ((), ("-j", "DE")))

    assert {each for each in anywhere if each not in here} == {
        "languages.document",
        *(f"incidents.{number}.zone" for number in (1, 2, 3)),
        *(each for each in anywhere if each.startswith("platform.copyright.")),
    }
    assert COPYRIGHT in columns(tmp_path, "takedown-request", "-j", "US-CA")
    assert "relief.order" not in columns(tmp_path, "protective-order", "-j", "AU")
    assert "relief.order" in columns(tmp_path, "protective-order", "-j", "DE")


def test_a_sheet_of_any_place_keeps_all_columns_and_lists_no_order(tmp_path: Path):
    found = columns(tmp_path, "protective-order")

    assert "Choose from" not in found["relief.order"]
    assert {"languages.document", "incidents.1.zone", "losses.1.currency", "signing.place"} <= found.keys()


IMPORTED: dict[str, Any] = {
    "jurisdiction": "US-CA",
    "key": "2026-17",
    "client": {"name": "Maria Example"},
    "incidents": [
        {
            "date": f"2026-04-0{number}",
            "exact_words": "=1+1",
            "sources": {"date": f"chat.txt, line {number}", "exact_words": "-", "threat.of_what": "log.csv, row 2"},
        }
        for number in range(1, 6)
    ],
    "exhibits": [{"id": "e1", "title": "mail", "file": "gone.eml", "sources": {"title": "mail.eml, header Date"}}],
}


@pytest.mark.parametrize("name", ["cases.xlsx", "cases.csv"])
def test_imported_facts_become_a_row_without_loss(tmp_path: Path, name: str):
    (tmp_path / "drafts.json").write_text(json.dumps(IMPORTED))
    done = docgen(
        "facts", "sheet", "police-statement", "-j", "US-CA", "-f", "drafts.json", "-f", "-", "-o", name,
        folder=tmp_path, typed=json.dumps({"client": {"name": "Ana Example"}}),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second = rows_of((tmp_path / name).read_bytes(), name)

    assert (first.key, second.key) == ("2026-17", "")
    assert {"key": first.key, **first.values} == IMPORTED
    assert second.values == {"client": {"name": "Ana Example"}}
    assert not [each for each in check_facts(Answers(first.values)) if "sources" in each.place.path]
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_more_incidents_than_ordered_have_columns_that_say_what_they_are(tmp_path: Path):
    (tmp_path / "drafts.json").write_text(json.dumps(IMPORTED))
    found = columns(tmp_path, "police-statement", "--facts", "drafts.json")

    assert found["incidents.5.date"].startswith("When did it happen?")
    assert "incidents.6.date" not in found


def test_facts_that_no_cell_can_hold_are_named_and_no_sheet_is_written(tmp_path: Path):
    facts = {"client": {"nmae": "Maria"}, "incidents": [{"sources": {"mood": "chat.txt"}}]}
    (tmp_path / "drafts.json").write_text(json.dumps(facts))
    done = docgen("facts", "sheet", "police-statement", "-f", "drafts.json", "-o", "cases.csv", folder=tmp_path)

    assert done.returncode != 0
    assert "client.nmae" in done.stderr
    assert "incidents[0].sources.mood" in done.stderr
    assert done.stderr.count("drafts.json") == 2
    assert "Maria" not in done.stderr
    assert not (tmp_path / "cases.csv").exists()
