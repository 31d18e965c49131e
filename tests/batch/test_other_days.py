"""A batch goes on for days: what was signed and sent stays as it was, and what lies beside it is never touched."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from rows import documents, manifest, matter, write_rows

from docgen.cli import run
from docgen.cli.world import World
from docgen.word import text_of

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)
FIRST, SECOND, THIRD = (f"{number:04}-cease-and-desist.docx" for number in (1, 2, 3))
SCAN = b"%PDF-1.7\nscanned and signed\n%%EOF\n"


class Seen(World):
    """A world whose streams a test reads."""

    @property
    def said(self) -> str:
        assert isinstance(self.stderr, io.StringIO)
        return self.stderr.getvalue()


def a_world(folder: Path, day: date) -> Seen:
    return Seen(
        stdin=io.StringIO(), stdout=io.StringIO(), stderr=io.StringIO(), today=day,
        environment={"LANG": "en_US.UTF-8"}, folder=folder, configuration=folder / "none", interactive=False,
        drafts=folder / "drafts",
    )  # fmt: skip


def batch(folder: Path, day: date, *more: str) -> tuple[int, Seen]:
    """Run a batch on `day`; return its exit code, and what was said."""
    world = a_world(folder, day)
    order = ["batch", "cease-and-desist", "rows.jsonl", "-o", "out", "--jobs", "1", *more]
    return run(order, world), world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the letters of two rows, made on Monday."""
    write_rows(tmp_path / "rows.jsonl", 2)
    assert batch(tmp_path, MONDAY)[0] == 0
    return tmp_path


def dates(folder: Path) -> dict[str, str]:
    return {each["file"]: each["date"] for each in manifest(folder / "out")}


def test_the_next_day_only_what_changed_gets_a_new_date(folder: Path) -> None:
    before = documents(folder / "out")
    write_rows(folder / "rows.jsonl", 3, row2={"client": {**matter(2)["client"], "name": "Ana Example"}})

    code, world = batch(folder, TUESDAY)

    after = documents(folder / "out")
    assert code == 0
    assert after[FIRST] == before[FIRST]
    assert dates(folder) == {FIRST: "2026-11-23", SECOND: "2026-11-24", THIRD: "2026-11-24"}
    assert "November 24, 2026" in text_of(after[SECOND])
    assert "earlier day, because nothing else in them changed: 1 (the earliest: November 23, 2026)" in world.said
    assert "--date 2026-11-24" in world.said


def test_a_date_that_is_given_is_that_of_every_document(folder: Path) -> None:
    code, world = batch(folder, TUESDAY, "--date", "2026-11-24")

    assert code == 0
    assert "2 written, 0 unchanged" in world.said
    assert set(dates(folder).values()) == {"2026-11-24"}
    assert all("November 24, 2026" in text_of(data) for data in documents(folder / "out").values())
    assert "earlier day" not in world.said


def test_force_makes_everything_anew_with_todays_date(folder: Path) -> None:
    batch(folder, TUESDAY, "--force")

    assert set(dates(folder).values()) == {"2026-11-24"}


def test_on_the_same_day_nothing_is_said_of_dates(folder: Path) -> None:
    assert "earlier day" not in batch(folder, MONDAY)[1].said


def test_a_reading_copy_has_the_date_of_its_document(folder: Path) -> None:
    copies = ["--reading-copy", "es"]

    assert batch(folder, TUESDAY, *copies)[0] == 0
    assert set(dates(folder).values()) == {"2026-11-23"}
    assert all("November 23, 2026" in text_of(data) for data in documents(folder / "out").values())
    assert "0 written, 4 unchanged" in batch(folder, TUESDAY, *copies)[1].said

    assert batch(folder, TUESDAY, *copies, "--date", "2026-11-24")[0] == 0
    assert set(dates(folder).values()) == {"2026-11-24"}


# What lies beside -----------------------------------------------------------------------------------------------------


def test_a_scan_beside_a_letter_stays_and_is_named_where_the_letter_is_made_anew(folder: Path) -> None:
    scans = ["0001-cease-and-desist-signed.pdf", "0002-cease-and-desist (1).jpg", "0002-cease-and-desist.pdf"]
    for name in (*scans, "0002-cease-and-desister.pdf", "notes.txt"):
        (folder / "out" / name).write_bytes(SCAN)
    assert "beside documents" not in batch(folder, MONDAY)[1].said
    write_rows(folder / "rows.jsonl", 2, row2={"client": {**matter(2)["client"], "name": "Ana Example"}})

    code, world = batch(folder, MONDAY)

    assert code == 0
    assert f"just made anew: 2 ({', '.join(scans[1:])})" in world.said
    assert all((folder / "out" / name).read_bytes() == SCAN for name in scans)
    assert "just made anew: 3" in batch(folder, TUESDAY, "--force")[1].said
    assert all((folder / "out" / name).read_bytes() == SCAN for name in scans)


def test_a_text_that_somebody_changed_is_not_written_over(tmp_path: Path) -> None:
    facts = {**matter(1), "platform": {"name": "instagram", "bases": ["platform-rules"]}}
    online = {"platform": "instagram", "urls": ["https://www.instagram.com/p/example"]}
    facts["incidents"] = [{**matter(1)["incidents"][0], **online}]
    write_rows(tmp_path / "rows.jsonl", 1, row1=facts)
    order = ["batch", "takedown-request", "rows.jsonl", "-o", "out", "--jobs", "1"]
    first = a_world(tmp_path, MONDAY)
    assert run(order, first) == 0, first.said
    (text,) = (tmp_path / "out").glob("*.txt")
    changed = text.read_bytes() + b"I sent this on Monday.\n"
    text.write_bytes(changed)

    assert run(order, a_world(tmp_path, MONDAY)) == 6
    assert text.read_bytes() == changed
    text.write_bytes(b"")
    assert run(order, a_world(tmp_path, MONDAY)) == 0
    assert text.read_bytes()
