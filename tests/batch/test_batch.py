"""Many letters at once: one bad row hurts no other, nothing is made twice, and nothing that was there is lost."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest
from rows import batch, documents, manifest, matter, write_rows
from terminal import docgen

from docgen.word import text_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to work in."""
    work = tmp_path / "work"
    work.mkdir()
    return work


def test_bad_rows_are_named_by_line_and_fact_and_the_good_ones_are_written(folder: Path):
    write_rows(folder / "rows.jsonl", 20, row3={"incidents": []}, row7={"jurisdiction": "XX"}, row9={"cleint": {}})
    with (folder / "rows.jsonl").open("a") as file:
        file.write("{not json\n")
    done = batch(folder, "rows.jsonl", "-o", "out", "--jobs", "2")

    assert done.returncode == 6
    assert len(documents(folder / "out")) == 17
    assert "17 written, 0 unchanged, 4 failed." in done.stderr
    for line in (3, 7, 9, 21):
        assert f"rows.jsonl:{line}:" in done.stderr
    failed = {each["row"]: each for each in manifest(folder / "out") if each["status"] == "failed"}
    assert failed.keys() == {3, 7, 9, 21}
    assert failed[9]["problems"][0]["path"] == "cleint"
    assert "Maria" not in (folder / "out/manifest.jsonl").read_text()


def test_the_manifest_tells_every_file_with_its_digest(folder: Path):
    write_rows(folder / "rows.jsonl", 3)
    done = batch(folder, "rows.jsonl", "-o", "out")
    made = documents(folder / "out")

    assert done.returncode == 0
    assert {each["file"]: each["sha256"] for each in manifest(folder / "out")} == {
        name: hashlib.sha256(data).hexdigest() for name, data in made.items()
    }
    assert {(path.stat().st_mode & 0o777) for path in (folder / "out").iterdir()} == {0o600}
    assert "Maria Example 2" in text_of(made["0002-cease-and-desist.docx"])


def test_a_second_run_makes_only_what_is_missing_or_changed(folder: Path):
    write_rows(folder / "rows.jsonl", 20)
    batch(folder, "rows.jsonl", "-o", "out")
    first = documents(folder / "out")
    (folder / "out/0004-cease-and-desist.docx").unlink()
    (folder / "out/0005-cease-and-desist.docx").write_bytes(b"damaged")
    write_rows(folder / "rows.jsonl", 20, row6={"client": {**matter(6)["client"], "name": "Ana Example"}})
    done = batch(folder, "rows.jsonl", "-o", "out", "--jobs", "2")
    second = documents(folder / "out")

    assert "3 written, 17 unchanged, 0 failed." in done.stderr
    assert {name for name in first if first[name] != second[name]} == {"0006-cease-and-desist.docx"}
    assert len(manifest(folder / "out")) == 20
    assert [each["row"] for each in manifest(folder / "out")] == sorted(range(1, 21))


def test_a_file_that_is_no_earlier_document_is_not_written_over(folder: Path):
    (folder / "out").mkdir()
    (folder / "out/0001-cease-and-desist.docx").write_bytes(b"mine")
    write_rows(folder / "rows.jsonl", 2)
    refused = batch(folder, "rows.jsonl", "-o", "out")

    assert refused.returncode == 6
    assert documents(folder / "out")["0001-cease-and-desist.docx"] == b"mine"
    assert batch(folder, "rows.jsonl", "-o", "out", "--force").returncode == 0
    assert documents(folder / "out")["0001-cease-and-desist.docx"] != b"mine"


def test_every_source_and_number_of_workers_gives_the_same_bytes(folder: Path):
    write_rows(folder / "rows.jsonl", 40)
    rows = [json.loads(line) for line in (folder / "rows.jsonl").read_text().splitlines()]
    (folder / "rows.json").write_text(json.dumps(rows, indent=1))
    (folder / "many").mkdir()
    for number, row in enumerate(rows, 1):
        (folder / "many" / f"case-{number:03}.json").write_text(json.dumps(row))
    runs = [
        batch(folder, "rows.jsonl", "-o", "a", "--jobs", "1"),
        batch(folder, "rows.jsonl", "-o", "b", "--jobs", "3"),
        batch(folder, "rows.json", "-o", "c"),
        batch(folder, "many", "-o", "d"),
        batch(folder, "-", "-o", "e", typed=(folder / "rows.jsonl").read_text()),
    ]

    assert [done.returncode for done in runs] == [0, 0, 0, 0, 0]
    first = documents(folder / "a")
    assert len(first) == 40
    assert all(documents(folder / name) == first for name in "bcde")
    assert [each["key"] for each in manifest(folder / "d")][:2] == ["case-001", "case-002"]


def test_shards_make_the_whole_between_them(folder: Path):
    write_rows(folder / "rows.jsonl", 10)
    batch(folder, "rows.jsonl", "-o", "whole")
    for part in ("1/3", "2/3", "3/3"):
        assert batch(folder, "rows.jsonl", "-o", "parts", "--shard", part).returncode == 0
    made = {path.name: path.read_bytes() for path in (folder / "parts").glob("*.docx")}

    assert made == documents(folder / "whole")
    assert len(list((folder / "parts").glob("manifest-*-of-3.jsonl"))) == 3


def test_several_kinds_are_written_of_each_row(folder: Path):
    write_rows(folder / "rows.jsonl", 2)
    done = batch(folder, "rows.jsonl", "-o", "out", "--kind", "police-statement")

    assert done.returncode == 0
    assert sorted(documents(folder / "out")) == [
        "0001-cease-and-desist.docx", "0001-police-statement.docx",
        "0002-cease-and-desist.docx", "0002-police-statement.docx",
    ]  # fmt: skip


def test_one_archive_holds_everything_and_is_the_same_each_time(folder: Path):
    write_rows(folder / "rows.jsonl", 5)
    batch(folder, "rows.jsonl", "-o", "out")
    assert batch(folder, "rows.jsonl", "-o", "a.zip", "--zip").returncode == 0
    assert batch(folder, "rows.jsonl", "-o", "b.zip", "--zip", "--jobs", "1").returncode == 0
    with zipfile.ZipFile(folder / "a.zip") as archive:
        made = {name: archive.read(name) for name in archive.namelist() if name.endswith(".docx")}

    assert made == documents(folder / "out")
    assert (folder / "a.zip").read_bytes() == (folder / "b.zip").read_bytes()
    assert (folder / "a.zip").stat().st_mode & 0o777 == 0o600
    assert batch(folder, "rows.jsonl", "-o", "a.zip", "--zip").returncode == 1
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{kind}", "several documents one name"),
        ("../{row}", "no file name that is safe"),
        ("{row}/{kind}", "no file name that is safe"),
        ("{client}-{row}", "no file name that is safe"),
        ("{row.__class__}", "no file name that is safe"),
        ("{row:9999999999}", "no file name that is safe"),
        ("con", "several documents one name"),
        ("{row", "no file name that is safe"),
        ("{row:,}", "no file name that is safe"),
        ("{row.denominator}-{kind}", "no file name that is safe"),
        ("{row}-{key[0]}", "no file name that is safe"),
        ("{row}-{kind!r}", "no file name that is safe"),
    ],
)
def test_a_pattern_that_gives_no_safe_names_is_refused_before_anything(folder: Path, pattern: str, said: str):
    write_rows(folder / "rows.jsonl", 2)
    done = batch(folder, "rows.jsonl", "-o", "out", "--name", pattern)

    assert done.returncode == 2
    assert said in done.stderr
    assert not (folder / "out").exists()


def test_keys_name_files_and_equal_ones_are_found_before_anything_is_written(folder: Path):
    write_rows(folder / "rows.jsonl", 3, row1={"key": "A 1"}, row2={"key": "a-1"}, row3={"key": "x"})
    clash = batch(folder, "rows.jsonl", "-o", "out", "--name", "{key}-{kind}")
    assert clash.returncode == 2
    assert "Rows 1 and 2" in clash.stderr
    assert not (folder / "out").exists()

    write_rows(folder / "rows.jsonl", 3, row1={"key": "A 1"}, row2={"key": "B"}, row3={"key": "x"})
    assert batch(folder, "rows.jsonl", "-o", "out", "--name", "{key}-{kind}").returncode == 0
    assert sorted(documents(folder / "out")) == [f"{key}-cease-and-desist.docx" for key in ("A-1", "B", "x")]


def test_an_empty_key_is_none_and_no_fact(folder: Path):
    write_rows(folder / "rows.jsonl", 2, row1={"key": ""}, row2={"key": "x"})
    assert batch(folder, "rows.jsonl", "-o", "out").returncode == 0


def test_keys_from_a_pipe_are_refused_because_it_cannot_be_read_twice(folder: Path):
    os.mkfifo(folder / "pipe.jsonl")
    done = batch(folder, "pipe.jsonl", "-o", "out", "--name", "{key}-{kind}")

    assert done.returncode == 2
    assert "cannot be read twice" in done.stderr
    assert not (folder / "out").exists()


def test_a_row_that_is_nested_without_end_hurts_no_other(folder: Path):
    deep = '{"key": "a", "client": ' + "[" * 200_000 + "]" * 200_000 + "}\n"
    (folder / "rows.jsonl").write_text(deep + json.dumps(matter(2)) + "\n")
    done = batch(folder, "rows.jsonl", "-o", "out")

    assert done.returncode == 6, done.stderr
    assert list(documents(folder / "out")) == ["0002-cease-and-desist.docx"]


@pytest.mark.parametrize(
    "line",
    [
        '{"row": 1, "key": "", "kind": "k", "file": 5, "sha256": "", "status": "written"}',
        '{"row": "x", "key": "", "kind": "k", "file": "x.docx", "sha256": "", "status": "written"}',
        '{"row": 7, "key": "", "kind": "k", "file": "x.docx", "sha256": null, "status": "written"}',
        '{"row": 7, "key": "", "kind": "k", "file": "../x.docx", "sha256": "", "status": "written"}',
        "[" * 100_000,
        "null",
    ],
)
def test_a_manifest_that_somebody_wrote_into_stops_no_run(folder: Path, line: str):
    write_rows(folder / "rows.jsonl", 2)
    batch(folder, "rows.jsonl", "-o", "out")
    with (folder / "out/manifest.jsonl").open("a") as file:
        file.write(line)
    done = batch(folder, "rows.jsonl", "-o", "out")

    assert done.returncode == 0, done.stderr
    assert "0 written, 2 unchanged, 0 failed." in done.stderr
    assert [each["row"] for each in manifest(folder / "out")] == [1, 2]


def test_programs_get_a_line_for_each_document(folder: Path):
    write_rows(folder / "rows.jsonl", 3, row2={"incidents": []})
    done = batch(folder, "rows.jsonl", "-o", "out", "--json")

    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["written", "failed", "written"]


@pytest.mark.parametrize("text", ["", "\n\n", "[]", "[{}", '["'])
def test_a_source_without_rows_is_told(folder: Path, text: str):
    (folder / "rows.json").write_text(text)
    done = batch(folder, "rows.json", "-o", "out")

    assert done.returncode in (3, 6)
    assert "Traceback" not in done.stderr
    assert "rows" in done.stderr or "array" in done.stderr


def test_a_sheet_filled_in_by_hand_is_all_that_a_batch_needs(folder: Path):
    openpyxl = pytest.importorskip("openpyxl")
    made = docgen("facts", "sheet", "cease-and-desist", "-j", "US-CA", "-o", "cases.xlsx", folder=folder)
    assert made.returncode == 0, made.stderr
    book = openpyxl.load_workbook(folder / "cases.xlsx")
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    told = {
        "jurisdiction": "US-CA", "answered_by": "client", "client.name": "Maria Example",
        "client.contact.email": "answers@example.com", "respondent.identity": "known",
        "respondent.name": "Robin Example", "respondent.relationship.kind": "stranger",
        "incidents.1.date": "3 April 2026", "incidents.1.conduct": "insults", "incidents.1.summary": "=She wrote again.",
    }  # fmt: skip
    for row in (4, 5):
        for name, value in told.items():
            cell = sheet.cell(row, heads[name], value)
            cell.data_type = "s"
    sheet.cell(5, heads["incidents.1.date"], "soon")
    book.save(folder / "cases.xlsx")
    done = batch(folder, "cases.xlsx", "-o", "out")

    assert done.returncode == 6, done.stderr
    assert f"!{sheet.cell(5, heads['incidents.1.date']).coordinate}" in done.stderr
    assert list(documents(folder / "out")) == ["0004-cease-and-desist.docx"]
    assert "Maria Example" in text_of(documents(folder / "out")["0004-cease-and-desist.docx"])


def test_a_sheet_of_many_rows_gives_the_same_with_several_workers_and_names_the_cells(folder: Path):
    heads = ["jurisdiction", "answered_by", "client.name", "client.contact.email", "respondent.identity",
             "respondent.name", "respondent.relationship.kind", "incidents.1.date", "incidents.1.conduct",
             "incidents.1.summary"]  # fmt: skip
    rows = [
        ["US-CA", "client", f"Maria Example {number}", "answers@example.com", "known", "Robin Example", "stranger",
         "soon" if number == 20 else "2026-04-03", "insults", "She wrote again."]
        for number in range(2, 42)
    ]  # fmt: skip
    (folder / "rows.csv").write_text("".join(",".join(each) + "\n" for each in [heads, *rows]))
    one = batch(folder, "rows.csv", "-o", "one", "--jobs", "1")
    two = batch(folder, "rows.csv", "-o", "two", "--jobs", "2")

    assert (one.returncode, two.returncode) == (6, 6), two.stderr
    assert "rows.csv:H20" in one.stderr
    assert one.stderr == two.stderr
    assert len(documents(folder / "one")) == 39
    assert documents(folder / "one") == documents(folder / "two")
    assert manifest(folder / "one") == manifest(folder / "two")
    failed = next(each for each in manifest(folder / "two") if each["status"] == "failed")
    assert failed["problems"][0]["place"] == "rows.csv:H20"
