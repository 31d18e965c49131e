"""A clinic's year, from the first copy to the next version of docgen, as a person lives it at the terminal and in Word."""

from __future__ import annotations

import json
from pathlib import Path

import docx
from conftest import REPOSITORY
from terminal import docgen
from upgraded import ADDRESSED, DOCX, ONCE_ADDRESSED, ONCE_ONE, ONE, older

from docgen.word import read_package, text_of, with_comments, write_package

CLINIC = """
name = "Example Legal Clinic"
email = "clinic@example.org"
jurisdiction = "US-CA"

[lawyer]
name = "Sam Example"
bar_number = "00000"
"""
QUESTION = """
[[own]]
name = "case_worker"
type = "text"
label.en = "case worker"
ask.en = "Who works on this case?"
readers = "everyone"
"""


def told(folder: Path, *command: str, code: int = 0) -> str:
    done = docgen(*command, folder=folder)
    assert done.returncode == code, (command, done.stdout, done.stderr)
    return done.stdout + done.stderr


def facts(folder: Path, **answers: str) -> None:
    """An invented matter of a client for whom the clinic acts, with `answers` to its own questions."""
    values = json.loads((REPOSITORY / "templates" / "examples" / "en.us-ca.json").read_text(encoding="utf-8"))
    values |= {"answered_by": "client-represented", "answers": answers}
    values.pop("representative", None)
    (folder / "facts.json").write_text(json.dumps(values), encoding="utf-8")


def edit_as_word_does(path: Path) -> None:
    """Write into the letter: a tag in several runs with typographic quotation marks, and a tracked change."""
    document = docx.Document(str(path))
    paragraph = next(each for each in document.paragraphs if each.text == "What happened")
    added = paragraph.insert_paragraph_before()
    for run in ("Handled by {{ ans", "wers.case_worker|sho", "ut(“x”) }} of {{ sender.organ", "isation }}."):
        added.add_run(run)
    document.save(str(path))
    package = read_package(path.read_bytes())
    change = b'<w:ins w:id="7" w:author="x"><w:r><w:t>soon</w:t></w:r></w:ins>'
    main = package["word/document.xml"]
    at = main.index(b"</w:p>", main.index(b"Handled by"))
    package["word/document.xml"] = main[:at] + change + main[at:]
    path.write_bytes(with_comments(write_package(package), [(3, "Ask Kim about this.")]))


def accept_and_correct(path: Path) -> None:
    """Do what the report says: accept the change, take the comment and the filter out."""
    document = docx.Document(str(path))
    paragraph = next(each for each in document.paragraphs if each.text.startswith("Handled by"))
    for child in list(paragraph._p):
        if child.tag.endswith("}ins"):
            paragraph._p.remove(child)
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = "Handled by {{ answers.case_worker }} of {{ sender.organisation }}."
    document.save(str(path))


def letterhead(path: Path) -> None:
    """Give the house style another font and a header of the clinic's own."""
    document = docx.Document(str(path))
    document.styles["Normal"].font.name = "Georgia"
    document.save(str(path))


def test_a_clinic_makes_a_letter_its_own_and_keeps_it_through_an_upgrade(tmp_path: Path) -> None:
    older(tmp_path / "ours", (ADDRESSED, ONCE_ADDRESSED), (ONE, ONCE_ONE))  # what an earlier docgen had copied
    letter = tmp_path / "ours" / DOCX
    (tmp_path / "ours" / "clinic.toml").write_text(CLINIC, encoding="utf-8")
    (tmp_path / "ours" / "questions.toml").write_text(QUESTION, encoding="utf-8")
    facts(tmp_path, case_worker="Noor Vandersteen")

    edit_as_word_does(letter)
    report = told(tmp_path, "templates", "check", "ours", code=4)
    assert "tracked change" in report
    assert "The word “shout” behind the sign |" in report
    assert "A comment is left" in report
    mended = told(tmp_path, "templates", "check", str(letter.relative_to(tmp_path)), "--fix", "--annotate", code=4)
    assert "A comment was taken out" in mended
    assert "means nothing to docgen" in text_of((letter.parent / f"checked-{letter.name}").read_bytes())
    letter.write_bytes((letter.parent / f"mended-{letter.name}").read_bytes())
    accept_and_correct(letter)
    told(tmp_path, "templates", "check", "ours")

    told(tmp_path, "templates", "preview", "cease-and-desist", "--templates", "ours", "--facts", "facts.json",
         "--format", "docx")  # fmt: skip
    shown = text_of((tmp_path / "preview" / "preview.docx").read_bytes())
    assert "Handled by Noor Vandersteen of Example Legal Clinic." in shown

    difference = told(tmp_path, "templates", "diff", "--templates", "ours")
    assert "Handled by {{ answers.case_worker }}" in difference
    assert ADDRESSED in difference
    told(tmp_path, "templates", "merge", "--templates", "ours", "--write")
    told(tmp_path, "templates", "check", "ours")
    told(tmp_path, "new", "cease-and-desist", "--facts", "facts.json", "--templates", "ours", "--output", "letter.docx")
    words = text_of((tmp_path / "letter.docx").read_bytes())
    assert "Handled by Noor Vandersteen of Example Legal Clinic." in words
    assert "Sam Example" in words
    assert ONCE_ADDRESSED not in words


def test_a_clinic_begins_a_kind_and_a_letterhead_and_shares_both(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    facts(tmp_path)
    told(tmp_path, "templates", "copy", "police-statement", "--language", "en", "--to", "ours")
    letterhead(tmp_path / "ours" / "house-style.docx")
    told(tmp_path, "templates", "new", "school-letter", "--to", "ours", "--reader", "court")
    told(tmp_path, "templates", "build", "ours")
    told(tmp_path, "templates", "check", "ours")
    for kind in ("school-letter", "police-statement"):
        told(tmp_path, "new", kind, "--facts", "facts.json", "--templates", "ours", "--output", f"{kind}.docx")
        assert b"Georgia" in read_package((tmp_path / f"{kind}.docx").read_bytes())["word/styles.xml"]

    told(tmp_path, "templates", "pack", "ours", "-o", "pack.zip")
    (tmp_path / "theirs").mkdir()
    told(tmp_path, "templates", "install", "pack.zip", "--to", "theirs", "--yes")
    told(tmp_path, "new", "school-letter", "--facts", "facts.json", "--templates", "theirs", "--output", "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "school-letter.docx").read_bytes()
