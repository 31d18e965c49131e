"""A place and a language are added with files alone, and no sentence reaches a person past the catalogs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from builders import ALL_KINDS
from conftest import REPOSITORY
from toy_place import CLOSE, LANGUAGE, OPEN, PLACE, told, write_place

from docgen.word import text_of

EXAMPLE = json.loads((REPOSITORY / "templates" / "examples" / "en.us-ca.json").read_text(encoding="utf-8"))


PLATFORM = (REPOSITORY / "templates" / "platforms" / f"{EXAMPLE['platform']['name']}.toml").read_text(encoding="utf-8")
"""Names and addresses of companies, and the headings of their rules, are never translated."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clinic")
    write_place(folder / "ours")
    facts = {**EXAMPLE, "jurisdiction": PLACE, "languages": {"interview": LANGUAGE, "document": LANGUAGE}}
    facts["relief"] = {**EXAMPLE["relief"], "requests": ["no-contact", "stay-away"]}
    facts["relief"].pop("order", None)
    facts["platform"] = {key: value for key, value in EXAMPLE["platform"].items() if key not in ("bases", "copyright")}
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    done = docgen(folder, "templates", "build", "ours")
    assert done.returncode == 0, done.stderr
    return folder


def docgen(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "", "HOME": str(folder), "DOCGEN_TEMPLATES": "ours", "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(
        [sys.executable, "-m", "docgen", *words],
        cwd=folder, env={**environment, "PYTHONUTF8": "1"}, input=typed, capture_output=True, encoding="utf-8",
        timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_kind_is_written_in_the_new_language_for_the_new_place(clinic: Path, kind: str) -> None:
    words = ("new", kind, "--facts", "facts.json", "-o", f"{kind}.docx", "--interview-language", LANGUAGE, "--force")
    done = docgen(clinic, *words)

    assert done.returncode == 0, done.stderr
    text = text_of((clinic / f"{kind}.docx").read_bytes())
    own_words = told("Paper") in text or told("Exhibit") in text or OPEN in text
    assert own_words or kind == "witness-statement", "whose every word stands in its template"
    assert "Code of Toyland, art. 2" not in text, "a doubtful claim stands in a final document"


def test_what_the_law_file_says_is_checked_and_told(clinic: Path) -> None:
    order = docgen(clinic, "facts", "check", "facts.json", "--kind", "protective-order")
    letter = docgen(clinic, "facts", "check", "facts.json", "--kind", "cease-and-desist")

    assert order.returncode == letter.returncode == 0, order.stderr + letter.stderr
    assert "art. 3" in order.stderr, "fewer acts than the order needs, and a date older than a year"
    assert told("There is one order only.") in order.stderr
    assert "art. 5" in order.stderr, "a time limit that is over"
    assert "art. 2" in letter.stderr, "a doubtful claim was left out"
    assert told("Do not write to a lawyer’s client.") not in letter.stderr


def test_a_condition_of_a_caution_is_held_against_the_facts(clinic: Path) -> None:
    facts = json.loads((clinic / "facts.json").read_text(encoding="utf-8"))
    facts["respondent"]["represented_by"] = "Lex Example"
    (clinic / "represented.json").write_text(json.dumps(facts), encoding="utf-8")
    done = docgen(clinic, "facts", "check", "represented.json", "--kind", "cease-and-desist")

    assert told("Do not write to a lawyer’s client.") in done.stderr


def test_the_program_lists_the_language_and_the_place(clinic: Path) -> None:
    languages = {each["language"]: each for each in json.loads(docgen(clinic, "languages", "--json").stdout)}
    places = docgen(clinic, "jurisdictions").stdout

    assert set(languages[LANGUAGE]["kinds"]) == set(ALL_KINDS)
    assert languages[LANGUAGE]["kinds"]["cease-and-desist"]["places"] == [PLACE]
    assert languages[LANGUAGE]["translated"] == languages[LANGUAGE]["sentences"]
    assert PLACE in places


def test_a_language_that_lacks_a_catalog_is_refused_with_those_that_there_are(clinic: Path) -> None:
    done = docgen(clinic, "new", "cease-and-desist", "--interview-language", "tlh")

    assert done.returncode == 2
    assert all(known in done.stderr for known in ("en", "es", LANGUAGE))


def test_no_sentence_of_the_interview_comes_from_anywhere_but_the_catalogs(clinic: Path) -> None:
    """Every line that a person reads is bracketed; what is not are numbers, names and what they typed themselves."""
    done = docgen(
        clinic, "new", "cease-and-desist", "--no-save", "-j", PLACE, "--interview-language", LANGUAGE,
        typed="1\nMaria Example\nyes\n?\n:why\n:help\n\nanswers@example.com\n" + "\n" * 20,
    )  # fmt: skip
    lines = [line.strip() for line in re.sub(r"^> ?", "", done.stderr, flags=re.MULTILINE).splitlines()]
    shown = [line for line in lines if re.search(r"[^\W\d_]{4,}", line)]
    bare = [line for line in shown if OPEN not in line and CLOSE not in line]

    assert len(shown) > 20
    assert bare == []


def test_no_sentence_of_a_document_comes_from_anywhere_but_catalog_law_and_facts(clinic: Path) -> None:
    """What the program puts into the fields of a document is bracketed, or stands in the facts, or is a number."""
    for kind in ALL_KINDS:
        plan = json.loads(docgen(clinic, "plan", kind, "--facts", "facts.json").stdout)
        facts = json.dumps(json.loads((clinic / "facts.json").read_text(encoding="utf-8")), ensure_ascii=False)
        facts += PLATFORM
        bare = [
            line
            for text in _texts(plan["fields"])
            for line in text.split("\n")
            if OPEN not in text and " " in line and json.dumps(line, ensure_ascii=False)[1:-1] not in facts
        ]

        assert [text for text in bare if not _is_data(text)] == []


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


_DATA = re.compile(r"Code of Toyland.*|Cross my heart\.|\d+-a de .* \d{4}.*|[€\d.,\s]+(kaj \d+)?")


def _is_data(text: str) -> bool:
    """Return whether `text` is a citation, an oath, a date, a number or an amount."""
    return bool(_DATA.fullmatch(text))
