"""The interview's own sentences: the same in each language, and one for whatever the code can say."""

from __future__ import annotations

import re
import string
from pathlib import Path

from babel.messages.pofile import read_po

import docgen
from docgen.date_words import DATE_WORDS
from docgen.folders import locales_folder

PACKAGE = Path(docgen.__file__).parent
UNREACHABLE = {"wanted.id", "wanted.sha256", "wanted.text-or-languages", "wanted.text", "wanted.list", "wanted.record"}
"""What no prompt asks for: docgen makes the ids and digests, and a prompt gives no wrong JSON type."""


def sentences(language: str) -> dict[str, str]:
    with (locales_folder() / language / "LC_MESSAGES/program-interview.po").open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file, abort_invalid=True) if each.id}


def test_each_language_has_the_same_sentences_with_the_same_names():
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)}

    english, spanish = sentences("en"), sentences("es")

    assert english.keys() == spanish.keys()
    assert [key for key in english if names(english[key]) != names(spanish[key])] == []
    assert [key for key, text in spanish.items() if not text.strip()] == []


def test_whatever_can_be_wrong_has_a_sentence():
    dates = ["dates.py", "typed_dates.py", "relative_dates.py", "typed_times.py"]
    files = [*dates, "matter/values.py", "records.py", "localization/formats.py", "cli/asking.py"]
    wanted = {each for name in files for each in re.findall(r'"(wanted\.[\w-]+)"', (PACKAGE / name).read_text())}

    assert {f"interview.{each}" for each in wanted - UNREACHABLE} <= sentences("en").keys()


def test_every_sentence_named_in_the_code_exists_and_none_is_left_over():
    code = (
        "\n".join(path.read_text() for folder in ("cli", "interview") for path in (PACKAGE / folder).glob("*.py"))
        + (PACKAGE / "localization" / "formats.py").read_text()
        + (PACKAGE / "doubts.py").read_text()
    )
    found = re.findall(r'"((?:interview|doubt)\.[\w.-]+)"', code)
    named = {each for each in found if not each.startswith("interview.wanted.")}
    readers = ("everyone", "party", "court", "police", "nobody")
    acts = ("copy", "earlier", "later", "delete", "nothing")
    built = {"interview.why", "interview.example", *(f"interview.seen.{each}" for each in readers)}
    built |= {f"interview.record-{each}" for each in acts}

    known = {key for key in sentences("en") if not key.startswith(("words.", "note.", "interview.wanted."))}
    assert named | built == known


def test_every_note_that_can_be_given_has_a_sentence_and_none_is_left_over():
    code = "\n".join(path.read_text() for path in (PACKAGE / "notes").glob("*.py"))

    assert set(re.findall(r'"(note\.[\w.-]+)"', code)) == {key for key in sentences("en") if key.startswith("note.")}


def test_every_list_of_words_is_read_by_the_code():
    """Dates read theirs by the names of `DateWords`, seasons by number; the rest stand in the code by name."""
    code = "\n".join(path.read_text() for folder in ("notes", "cli") for path in (PACKAGE / folder).glob("*.py"))
    named = {
        *re.findall(r'"([a-z-]+)"', code),
        *re.findall(r'"words\.([a-z-]+)"', code),
        *(each.replace("_", "-") for each in DATE_WORDS),
    }
    lists = {key.removeprefix("words.") for key in sentences("en") if key.startswith("words.")}

    assert {each for each in lists if not each.startswith(("season.", "number.", "command."))} <= named
