"""What the shell is told: one test for each exit code, through a real process with an empty home."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from builders import examples, the_facts, with_value, written
from conftest import REPOSITORY
from terminal import docgen, environment, start

from docgen.cli.exits import Exit, exit_code
from docgen.errors import DocgenError, FactsProblem

LETTER = ("new", "cease-and-desist", "--date", "2026-11-23")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A facts file that passes for every kind."""
    path = tmp_path / "facts.json"
    path.write_text(written(examples()["en.us-ca.json"]), encoding="utf-8")
    return path


def test_0_when_a_document_is_written(facts: Path) -> None:
    done = docgen(*LETTER, "--facts", "facts.json", "--output", "letter.docx", folder=facts.parent)

    assert (done.returncode, done.stdout) == (0, f"{facts.parent / 'letter.docx'}\n")
    assert (facts.parent / "letter.docx").stat().st_size > 1000
    assert "1." in done.stderr


def test_1_when_the_facts_cannot_be_read(tmp_path: Path) -> None:
    done = docgen(*LETTER, "--facts", "nowhere.json", folder=tmp_path)

    assert (done.returncode, done.stdout) == (Exit.FAILED, "")
    assert done.stderr.startswith("nowhere.json:")
    assert list(tmp_path.iterdir()) == []


def test_1_when_the_document_cannot_be_written(facts: Path) -> None:
    (facts.parent / "letter.docx").write_text("old")

    done = docgen(*LETTER, "--facts", "facts.json", "--output", "letter.docx", folder=facts.parent)

    assert (done.returncode, done.stdout) == (Exit.FAILED, "")
    assert "--force" in done.stderr
    assert (facts.parent / "letter.docx").read_text() == "old"


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "love-letter"), ("new",), ("no-such-command",), ("new", "cease-and-desist", "--no-such-option"),
        ("plan", "cease-and-desist"), ("jurisdictions", "ATLANTIS"), ("facts", "example", "cease-and-desist", "-j", "XX"),
        (*LETTER, "--facts", "facts.json", "--language", "de"), ("new", "cease-and-desist", "--facts", "facts.json", "--date", "03/04/2026"),
        ("new", "cease-and-desist", "--facts", "facts.json", "--date", "20261123"),
        ("new", "cease-and-desist", "--facts", "facts.json", "--date", "9999-12-31"), (*LETTER, "--facts", "facts.json", "--format", "odt"),
        ("templates", "list", "--templates", "nowhere"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_2_when_the_command_line_is_wrong(facts: Path, arguments: tuple[str, ...]) -> None:
    done = docgen(*arguments, folder=facts.parent)

    assert (done.returncode, done.stdout) == (Exit.USAGE, "")
    assert done.stderr.strip()
    assert [path.name for path in facts.parent.iterdir()] == ["facts.json"]


def test_2_names_what_was_probably_meant(tmp_path: Path) -> None:
    assert "cease-and-desist" in docgen("new", "cease-and-dessist", folder=tmp_path).stderr


def test_3_when_the_facts_have_problems(facts: Path) -> None:
    wrong = with_value(examples()["en.us-ca.json"], ("incidents", 0, "date"), "03/04/2026")
    wrong["clint"] = wrong.pop("client")
    facts.write_text(written(wrong), encoding="utf-8")

    done = docgen(*LETTER, "--facts", "facts.json", "--output", "letter.docx", folder=facts.parent)

    assert (done.returncode, done.stdout) == (Exit.FACTS, "")
    assert "facts.json:" in done.stderr
    for told in ("clint", "“client”", "incidents[0].date"):
        assert told in done.stderr
    assert not (facts.parent / "letter.docx").exists()


def test_3_tells_all_problems_although_the_place_is_misspelt_too(facts: Path) -> None:
    """The place decides the law; its problem must not hide the others."""
    wrong = the_facts(jurisdicton="US-CA", zzyzx=1)
    del wrong["jurisdiction"]
    facts.write_text(written(wrong), encoding="utf-8")

    done = docgen(*LETTER, "--facts", "facts.json", folder=facts.parent)

    assert done.returncode == Exit.FACTS
    for told in ("jurisdicton", "“jurisdiction”", "zzyzx"):
        assert told in done.stderr


@pytest.mark.parametrize("value", [{"a": 1}, [1], "x", 5, True])
def test_3_whatever_stands_in_the_place_of_a_record(facts: Path, value: object) -> None:
    facts.write_text(written({**examples()["en.us-ca.json"], "languages": value, "client": value}), encoding="utf-8")

    done = docgen("facts", "check", "facts.json", folder=facts.parent)

    assert done.returncode == Exit.FACTS
    assert "Traceback" not in done.stderr


def test_4_when_a_template_has_problems(facts: Path) -> None:
    clinic = facts.parent / "ours" / "cease-and-desist"
    clinic.mkdir(parents=True)
    (clinic / "cease-and-desist.en.docx").write_bytes(b"this is no Word file")

    done = docgen(*LETTER, "--facts", "facts.json", "--templates", "ours", folder=facts.parent)

    assert (done.returncode, done.stdout) == (Exit.TEMPLATE, "")
    assert "cease-and-desist.en.docx" in done.stderr


def test_4_when_a_law_file_has_problems(facts: Path) -> None:
    laws = facts.parent / "ours" / "jurisdictions"
    laws.mkdir(parents=True)
    (laws / "us-ca.toml").write_text('code = "US-CA"\nlanguage = ["en"]\n')

    done = docgen("jurisdictions", "US-CA", "--templates", "ours", folder=facts.parent)

    assert (done.returncode, done.stdout) == (Exit.TEMPLATE, "")
    assert "languages" in done.stderr


def test_4_when_a_condition_of_a_clinic_is_none(facts: Path) -> None:
    folder = facts.parent / "ours" / "cease-and-desist"
    folder.mkdir(parents=True)
    manifest = (REPOSITORY / "templates" / "cease-and-desist" / "template.toml").read_text(encoding="utf-8")
    (folder / "template.toml").write_text(manifest.replace("not client.contact.address", "client.contact.address !"))

    done = docgen(*LETTER, "--facts", "facts.json", "--templates", "ours", folder=facts.parent)

    assert (done.returncode, done.stdout) == (Exit.TEMPLATE, "")
    assert "template.toml" in done.stderr


def test_5_when_a_leak_is_stopped(facts: Path) -> None:
    """The summary, which everyone may read, repeats the home address in other words."""
    told = with_value(
        examples()["en.us-ca.json"], ("incidents", 0, "summary"), "He wrote that he waits at 1418 LARKMOOR ct."
    )
    facts.write_text(written(told), encoding="utf-8")

    done = docgen(*LETTER, "--facts", "facts.json", "--output", "letter.docx", folder=facts.parent)

    assert (done.returncode, done.stdout) == (Exit.LEAK, "")
    assert "client.home_address" in done.stderr
    assert "armoor" not in done.stderr.lower()
    assert [path.name for path in facts.parent.iterdir()] == ["facts.json"]


def test_5_when_the_name_of_the_file_is_the_leak(facts: Path) -> None:
    done = docgen(*LETTER, "--facts", "facts.json", "--output", "Heronsgate House.docx", folder=facts.parent)

    assert (done.returncode, done.stdout) == (Exit.LEAK, "")
    assert "client.shelter" in done.stderr


def test_70_when_docgen_itself_is_wrong(facts: Path) -> None:
    """A program that cannot import one of its own parts; the traceback, which would show facts, is not printed."""
    broken = facts.parent / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text("import sys\nsys.modules['docgen.assemble'] = None\n")

    done = docgen(*LETTER, "--facts", "facts.json", folder=facts.parent, PYTHONPATH=f"{broken}:{REPOSITORY}")

    assert (done.returncode, done.stdout) == (Exit.DEFECT, "")
    assert "Traceback" not in done.stderr
    assert "Merriweather" not in done.stderr


def test_130_when_the_person_stops_it(tmp_path: Path) -> None:
    child = start(*LETTER, "--facts", "-", folder=tmp_path, stdin=subprocess.PIPE)
    time.sleep(1.2)
    child.send_signal(signal.SIGINT)
    out, told = child.communicate(timeout=20)

    assert (child.returncode, out) == (Exit.INTERRUPTED, "")
    assert "Traceback" not in told
    assert told.strip()
    assert list(tmp_path.iterdir()) == []


def test_every_error_has_its_exit_code() -> None:
    kinds = DocgenError.__subclasses__()

    assert {exit_code(kind([])) for kind in kinds} == {Exit.FAILED, Exit.USAGE, Exit.FACTS, Exit.TEMPLATE, Exit.LEAK}


def test_the_codes_are_those_that_are_documented() -> None:
    assert {code.name: code.value for code in Exit} == {
        "DONE": 0, "FAILED": 1, "USAGE": 2, "FACTS": 3, "TEMPLATE": 4, "LEAK": 5, "SOME_FAILED": 6, "DEFECT": 70,
        "INTERRUPTED": 130,
    }  # fmt: skip


def test_a_closed_pipe_is_no_defect(tmp_path: Path) -> None:
    """`docgen facts schema | head -1`."""
    command = "python -m docgen facts schema | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == "{"
    assert done.stderr == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"[]", b'{"a": NaN}', b'{"a": 1, "a": 2}', b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b'{"a": "\\ud800"}'],
    ids=repr,
)  # fmt: skip
def test_no_facts_file_gets_a_traceback(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "facts.json").write_bytes(data)

    done = docgen("facts", "check", "facts.json", folder=tmp_path)

    assert done.returncode in (Exit.FAILED, Exit.FACTS)
    assert done.stderr.startswith("facts.json")
    assert "Traceback" not in done.stderr


def test_problems_are_printed_for_a_program_when_it_asks(facts: Path) -> None:
    facts.write_text(written(the_facts(clint=1)), encoding="utf-8")

    done = docgen("facts", "check", "facts.json", "--json", folder=facts.parent)

    assert done.returncode == Exit.FACTS
    (told,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (told["id"], told["path"], told["file"]) == ("problem.unknown-key", "clint", "facts.json")
    assert isinstance(told["line"], int)
    assert done.stderr == ""


def test_facts_problem_without_problems_still_has_a_code() -> None:
    """What `--json` raises after it has printed them."""
    assert exit_code(FactsProblem([])) is Exit.FACTS
