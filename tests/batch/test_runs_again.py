"""What a person finds in the folder after rows were changed, taken out, or their documents worked on by hand."""

from __future__ import annotations

import fcntl
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from rows import batch, documents, manifest, matter, write_rows
from terminal import environment

NAMES = [f"{number:04}-cease-and-desist.docx" for number in range(5)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to work in, with the documents of three rows."""
    work = tmp_path / "work"
    work.mkdir()
    write_rows(work / "rows.jsonl", 3)
    assert batch(work, "rows.jsonl", "-o", "out").returncode == 0
    return work


def edited(data: bytes) -> bytes:
    """Return a Word file with other words in it, as Word would save it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Maria", b"Marina"))
    return made.getvalue()


def test_a_document_that_somebody_worked_on_stays_until_force_is_used(folder: Path):
    path = folder / "out" / NAMES[2]
    work = edited(path.read_bytes())
    path.write_bytes(work)
    write_rows(folder / "rows.jsonl", 3, row2={"client": {**matter(2)["client"], "name": "Ana Example"}})

    for _ in range(2):
        done = batch(folder, "rows.jsonl", "-o", "out")
        assert done.returncode == 6
        assert f"{NAMES[2]}: Somebody changed this document" in done.stderr
        assert "earlier runs" not in done.stderr
        assert path.read_bytes() == work
    assert batch(folder, "rows.jsonl", "-o", "out", "--force").returncode == 0
    assert path.read_bytes() != work


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 and no more", "half", "one byte"])
def test_a_damaged_document_is_made_again(folder: Path, damage: bytes | str):
    path = folder / "out" / NAMES[2]
    whole = path.read_bytes()
    other = bytearray(whole)
    other[400] ^= 255
    hurt = {"half": whole[: len(whole) // 2], "one byte": bytes(other)}
    path.write_bytes(damage if isinstance(damage, bytes) else hurt[damage])
    done = batch(folder, "rows.jsonl", "-o", "out")

    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == whole


def test_documents_whose_rows_failed_or_are_gone_are_named(folder: Path):
    write_rows(folder / "rows.jsonl", 2, row2={"incidents": []})
    done = batch(folder, "rows.jsonl", "-o", "out", "--json")
    told = {each["file"]: each["status"] for each in manifest(folder / "out")}

    assert f"no row makes them now: 2 ({NAMES[2]}, {NAMES[3]})" in done.stderr
    assert told == {NAMES[1]: "unchanged", "": "failed", NAMES[2]: "left", NAMES[3]: "left"}
    assert sorted(json.loads(line)["status"] for line in done.stdout.splitlines()) == sorted(told.values())
    assert set(documents(folder / "out")) == {NAMES[1], NAMES[2], NAMES[3]}, "nothing is removed"

    (folder / "out" / NAMES[3]).unlink()
    write_rows(folder / "rows.jsonl", 2)
    again = batch(folder, "rows.jsonl", "-o", "out")
    assert "0 written, 2 unchanged, 0 failed." in again.stderr
    assert "earlier runs" not in again.stderr


def test_documents_of_another_kind_are_no_remains(folder: Path):
    done = batch(folder, "rows.jsonl", "-o", "out")
    assert "earlier runs" not in done.stderr
    write_rows(folder / "rows.jsonl", 2)
    other = batch(folder, "rows.jsonl", "-o", "out", "--kind", "police-statement")
    assert f"1 ({NAMES[3]})" in other.stderr


def test_a_run_of_all_rows_goes_on_where_shards_ended_and_the_other_way_round(folder: Path):
    for part in ("1/2", "2/2"):
        assert batch(folder, "rows.jsonl", "-o", "parts", "--shard", part).returncode == 0
    write_rows(folder / "rows.jsonl", 3, row2={"client": {**matter(2)["client"], "name": "Ana Example"}})
    whole = batch(folder, "rows.jsonl", "-o", "parts")
    assert "1 written, 2 unchanged, 0 failed." in whole.stderr

    write_rows(folder / "rows.jsonl", 3, row2={"client": {**matter(2)["client"], "name": "Eva Example"}})
    part = batch(folder, "rows.jsonl", "-o", "parts", "--shard", "2/2")
    assert part.returncode == 0, part.stderr
    assert "1 written, 0 unchanged, 0 failed." in part.stderr


def test_a_shard_removes_what_its_killed_run_left_and_nothing_of_the_others(folder: Path):
    parts = folder / "parts"
    parts.mkdir()
    mine, other = parts / ".docgen-batch-1-of-2.ab.tmp", parts / ".docgen-batch-2-of-2.ab.tmp"
    for each in (mine, other):
        each.write_bytes(b"half a document")
    batch(folder, "rows.jsonl", "-o", "parts", "--shard", "1/2")
    assert not mine.exists()
    assert other.exists()
    batch(folder, "rows.jsonl", "-o", "parts")
    assert not other.exists()


@pytest.mark.parametrize(
    ("at_work", "comes", "code"),
    [("-1-of-2", [], 1), ("", ["--shard", "1/2"], 1), ("-1-of-2", ["--shard", "2/2"], 0)],
)
def test_shards_work_side_by_side_and_never_beside_a_run_of_all_rows(
    folder: Path, at_work: str, comes: list[str], code: int
):
    with (folder / "out" / f".manifest{at_work}.jsonl.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = batch(folder, "rows.jsonl", "-o", "out", *comes)

    assert done.returncode == code
    assert ("Another run is writing" in done.stderr) == bool(code)


def test_two_archives_may_be_made_in_one_folder_at_once(folder: Path):
    killed = folder / ".docgen-archive.half.tmp"
    killed.write_bytes(b"what another run is just making")
    assert batch(folder, "rows.jsonl", "-o", "a.zip", "--zip").returncode == 0
    assert killed.exists()


def test_a_reader_of_lines_who_goes_away_is_no_fault_of_the_manifest(folder: Path):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "docgen", "batch", "cease-and-desist", "rows.jsonl", "-o", "new", "--json"],
        cwd=folder, env=environment(folder), stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
    )  # fmt: skip
    os.close(writer)
    assert done.returncode == 1
    assert done.stderr == "3 written, 0 unchanged, 0 failed.\n"
