"""A copy to be read beside each document of a batch: the one that `docgen new` writes, and never a stale or lost one."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from rows import batch, documents, manifest, matter, write_rows
from terminal import docgen

from docgen.batch import read_pattern
from docgen.errors import UsageProblem

ONE, COPY = "0001-cease-and-desist.docx", "0001-cease-and-desist-copy.docx"
SPANISH = {"languages": {"document": "es"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to work in."""
    work = tmp_path / "work"
    work.mkdir()
    return work


def copies(folder: Path, *arguments: str, language: str = "es"):
    """Run the batch of `rows.jsonl` into `out`, with reading copies."""
    return batch(folder, "rows.jsonl", "-o", "out", "--reading-copy", language, *arguments)


def test_the_copy_beside_each_document_is_the_one_that_new_writes(folder: Path):
    write_rows(folder / "rows.jsonl", 2)
    done = copies(folder)
    made = documents(folder / "out")
    (folder / "one.json").write_text(json.dumps(matter(1)))
    alone = docgen(
        "new", "cease-and-desist", "--facts", "one.json", "--reading-copy", "es", "--date", "2026-11-23",
        "-o", "one.docx", folder=folder,
    )  # fmt: skip

    assert (done.returncode, alone.returncode) == (0, 0), done.stderr + alone.stderr
    assert len(made) == 4
    assert made[ONE] == (folder / "one.docx").read_bytes()
    assert made[COPY] == (folder / "one-copy.docx").read_bytes()


def test_the_manifest_tells_each_copy_with_its_language_and_digest(folder: Path):
    write_rows(folder / "rows.jsonl", 1)
    done = copies(folder, "--json")
    made = documents(folder / "out")
    lines = manifest(folder / "out")

    assert [(each["file"], each["reading"]) for each in lines] == [(ONE, ""), (COPY, "es")]
    assert all(each["sha256"] == hashlib.sha256(made[each["file"]]).hexdigest() for each in lines)
    assert [json.loads(line) for line in done.stdout.splitlines()] == lines
    assert {path.stat().st_mode & 0o777 for path in (folder / "out").iterdir()} == {0o600}


def test_copies_asked_for_later_leave_the_documents_and_another_language_changes_the_copies_alone(folder: Path):
    write_rows(folder / "rows.jsonl", 2)
    batch(folder, "rows.jsonl", "-o", "out")
    before = documents(folder / "out")
    added = copies(folder)
    spanish = documents(folder / "out")
    again = copies(folder)
    german = copies(folder, language="de")
    last = documents(folder / "out")

    assert "2 written, 2 unchanged, 0 failed." in added.stderr
    assert "0 written, 4 unchanged, 0 failed." in again.stderr
    assert "2 written, 2 unchanged, 0 failed." in german.stderr
    assert {name: spanish[name] for name in before} == before
    assert {name for name in last if last[name] != spanish[name]} == spanish.keys() - before.keys()
    assert [each["reading"] for each in manifest(folder / "out") if each["file"] == COPY] == ["de"]


def test_a_lost_or_damaged_copy_is_made_again_and_a_changed_fact_changes_document_and_copy(folder: Path):
    write_rows(folder / "rows.jsonl", 3)
    copies(folder)
    first = documents(folder / "out")
    (folder / "out" / COPY).unlink()
    (folder / "out/0002-cease-and-desist-copy.docx").write_bytes(b"damaged")
    write_rows(folder / "rows.jsonl", 3, row3={"client": {**matter(3)["client"], "name": "Ana Example"}})
    done = copies(folder)
    second = documents(folder / "out")

    assert "4 written, 2 unchanged, 0 failed." in done.stderr
    assert {name for name in first if first[name] != second[name]} == {
        "0003-cease-and-desist.docx", "0003-cease-and-desist-copy.docx",
    }  # fmt: skip


def test_a_copy_that_cannot_be_made_is_a_problem_of_its_row_alone_and_names_what_there_is(folder: Path):
    write_rows(folder / "rows.jsonl", 3, row2=SPANISH, row3={"incidents": []})
    done = copies(folder)

    assert done.returncode == 6
    assert sorted(documents(folder / "out")) == [COPY, ONE, "0002-cease-and-desist.docx"]
    assert "Row 2, cease-and-desist, reading copy (Spanish):" in done.stderr
    assert "rows.jsonl:2" in done.stderr
    assert "There are: ar, de, en, fr, it, pt." in done.stderr
    failed = [each for each in manifest(folder / "out") if each["status"] == "failed"]
    assert [(each["row"], each["reading"]) for each in failed] == [(2, "es"), (3, "")], "one problem for a failed row"
    assert failed[0]["problems"][0]["place"] == "rows.jsonl:2"


def test_a_language_that_no_copy_can_have_is_refused_before_anything_is_written(folder: Path):
    write_rows(folder / "rows.jsonl", 1)
    done = copies(folder, language="tlh")

    assert done.returncode == 2
    assert "There are: ar, de, en, es, fr, it, pt." in done.stderr
    assert not (folder / "out").exists()


def test_a_row_named_as_the_copy_of_another_is_found_before_anything_is_written(folder: Path):
    write_rows(folder / "rows.jsonl", 3, row1={"key": "x"}, row2={"key": "A"}, row3={"key": "a-copy"})
    clash = copies(folder, "--name", "{kind}-{key}")

    assert clash.returncode == 2
    assert "Rows 2 and 3" in clash.stderr
    assert not (folder / "out").exists()
    assert batch(folder, "rows.jsonl", "-o", "out", "--name", "{kind}-{key}").returncode == 0


@pytest.mark.parametrize("first", ["a", "a-copy"])
def test_names_collide_with_those_of_any_kind_and_any_copy(first: str):
    second = "a-copy" if first == "a" else "a"
    rows = [(1, first), (2, second)]

    assert read_pattern("{kind}-{key}", ["letter"]).collisions(rows, ["letter"]) == ()
    assert len(read_pattern("{kind}-{key}", ["letter"], copies=True).collisions(rows, ["letter"])) == 1
    kinds = ["order", "b-order"]
    assert len(read_pattern("{key}-{kind}", kinds).collisions([(1, "k-b"), (2, "k")], kinds)) == 1


def test_a_kind_named_as_the_copy_of_another_is_refused():
    assert read_pattern("{row}-{kind}", ["letter", "letter-copy"])
    with pytest.raises(UsageProblem) as refused:
        read_pattern("{row}-{kind}", ["letter", "letter-copy"], copies=True)

    assert refused.value.problems[0].id == "usage.name-pattern-not-distinct"


def test_workers_shards_and_an_archive_give_the_same_copies(folder: Path):
    write_rows(folder / "rows.jsonl", 17)
    copies(folder, "--jobs", "1")
    whole = documents(folder / "out")
    for arguments in (["-o", "many", "--jobs", "2"], ["-o", "a.zip", "--zip"]):
        assert batch(folder, "rows.jsonl", "--reading-copy", "es", *arguments).returncode == 0
    for part in ("1/2", "2/2"):
        batch(folder, "rows.jsonl", "-o", "parts", "--reading-copy", "es", "--shard", part)
    with zipfile.ZipFile(folder / "a.zip") as archive:
        zipped = {name: archive.read(name) for name in archive.namelist() if name.endswith(".docx")}

    assert len(whole) == 34
    assert whole == documents(folder / "many") == zipped
    assert whole == {path.name: path.read_bytes() for path in (folder / "parts").glob("*.docx")}


def test_no_copy_is_written_beside_a_document_of_somebody_else(folder: Path):
    (folder / "out").mkdir()
    (folder / "out" / ONE).write_bytes(b"mine")
    write_rows(folder / "rows.jsonl", 1)
    refused = copies(folder)

    assert refused.returncode == 6
    assert documents(folder / "out") == {ONE: b"mine"}


def test_a_copy_of_somebody_else_is_not_written_over(folder: Path):
    (folder / "out").mkdir()
    (folder / "out" / COPY).write_bytes(b"mine")
    write_rows(folder / "rows.jsonl", 1)
    refused = copies(folder)

    assert refused.returncode == 6
    assert documents(folder / "out")[COPY] == b"mine"
    assert "1 written, 0 unchanged, 1 failed." in refused.stderr


def test_a_copy_is_a_word_file_whatever_the_format_of_the_document(folder: Path):
    told = docgen("facts", "example", "takedown-request", "-j", "US-CA", folder=folder).stdout
    (folder / "rows.json").write_text(f"[{told}]")
    done = docgen(
        "batch", "takedown-request", "rows.json", "-o", "out", "--reading-copy", "es", "--format", "txt", folder=folder
    )

    assert done.returncode == 0, done.stderr
    assert {path.name for path in (folder / "out").iterdir()} == {
        "0001-takedown-request.txt", "0001-takedown-request-copy.docx", "manifest.jsonl",
    }  # fmt: skip
