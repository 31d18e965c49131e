"""`docgen templates new`: a skeleton that works at once, and a clinic's own letter made into a template."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from builders import the_facts
from conftest import REPOSITORY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from terminal import docgen

sys.path.append(str(REPOSITORY / "tests" / "word"))  # for `word_file`, where these tests run alone

from word_files import changed, paragraph, word_file

from docgen.errors import TemplateProblem, UsageProblem
from docgen.library import Library
from docgen.new_kind import refuse_name
from docgen.packs.contents import is_known
from docgen.word import text_of
from docgen.word.letter import opened_letter
from docgen.word.suggest import Mark, letter_parts, marked, replaced

MAIN = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LETTER = (
    "Marisol Quintero",
    "12 North Oak Street",
    "marisol@example.com, 916-555-0142",
    "March 3, 2026",
    "Dorian Veltman",
    "Dear Dorian Veltman,",
    "I write to you because you have gone on writing to me although I told you in plain words to stop it at once.",
    "2 January 2026: you wrote to me that you were waiting.",
    "5 February 2026: you posted my picture on a page of yours.",
    "You owe me $1,250.00, and you have until 1 April 2026 to answer. Marisol Quintero waits for an answer in writing.",
    "Yours truly,",
    "Marisol Quintero",
)


def made(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return docgen("templates", "new", *arguments, "--to", "our", folder=folder)


# The skeleton ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "reader", "place"),
    [("en", "", "US-CA"), ("es", "police", "ES"), ("de", "court", "DE"), ("ar", "clinic", "DE")],
)
def test_a_new_kind_is_good_and_gives_a_paper_at_once(language: str, reader: str, place: str, tmp_path: Path) -> None:
    done = made(tmp_path, "intake-sheet", "--language", language, *(("--reader", reader) if reader else ()))
    assert done.returncode == 0, done.stderr
    kind = tmp_path / "our" / "intake-sheet"
    assert sorted(path.name for path in kind.iterdir()) == [
        "README.md", f"intake-sheet.{language}.docx", f"intake-sheet.{language}.md", "questions.toml", "template.toml",
    ]  # fmt: skip
    assert not [path.name for path in kind.iterdir() if "@" in path.read_bytes().decode("utf-8", "ignore")
                and path.suffix != ".docx"]  # fmt: skip
    file = f"our/intake-sheet/intake-sheet.{language}.docx"
    checked = docgen("templates", "check", file, "--templates", "our", folder=tmp_path)
    assert checked.returncode == 0, checked.stderr
    if language == "ar":
        return
    example = docgen("facts", "example", "intake-sheet", "-j", place, "-l", language, "--templates", "our",
                     folder=tmp_path)  # fmt: skip
    (tmp_path / "facts.json").write_text(example.stdout)
    paper = docgen("new", "intake-sheet", "--facts", "facts.json", "--templates", "our", "-l", language, "-o",
                   "paper.docx", folder=tmp_path)  # fmt: skip
    assert paper.returncode == 0, paper.stderr
    note = json.loads(example.stdout)["answers"]["intake_sheet_note"]
    assert note in text_of((tmp_path / "paper.docx").read_bytes())


@pytest.mark.parametrize("name", ["Intake", "in take", "../x", "cease-and-desist", "clauses", "a" * 41])
def test_a_name_that_will_not_do_is_refused(name: str, tmp_path: Path) -> None:
    done = made(tmp_path, name)

    assert done.returncode == 2
    assert not (tmp_path / "our").exists()


def test_a_reader_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert made(tmp_path, "intake-sheet", "--reader", "judge").returncode == 2


def test_a_language_without_a_skeleton_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    done = made(tmp_path, "intake-sheet", "--language", "tlh")

    assert done.returncode == 2
    assert "The language “tlh” is not offered here." in done.stderr
    assert not (tmp_path / "our").exists()


def test_a_kind_is_never_written_over(tmp_path: Path) -> None:
    assert made(tmp_path, "intake-sheet").returncode == 0
    assert made(tmp_path, "intake-sheet").returncode == 2


# A letter -------------------------------------------------------------------------------------------------------------


def test_suggestions_stand_as_comments_and_the_words_stay(tmp_path: Path) -> None:
    (tmp_path / "quintero.docx").write_bytes(word_file(*LETTER))

    done = made(tmp_path, "warning-letter", "--from", "quintero.docx")

    assert done.returncode == 0, done.stderr
    path = tmp_path / "our/warning-letter/warning-letter.en.docx"
    with zipfile.ZipFile(path) as archive:
        comments = archive.read("word/comments.xml").decode()
        main = archive.read(MAIN).decode()
    for fact in ("sender.name", "respondent.label", "document.date", "sender.email", "sender.phone", "sender.address",
                 "signing.name", "letter.deadline", "client.name", "incident.when"):  # fmt: skip
        assert fact in comments, fact
        assert fact in done.stdout, fact
    assert comments.count("<w:comment ") == main.count("<w:commentRangeStart") == main.count("<w:commentReference")
    assert text_of(path.read_bytes()).split("## word/comments.xml")[0].split("\n")[1:13] == list(LETTER)
    assert "paragraph 2: 12 North Oak Street → {{ sender.address }}" in done.stdout
    assert "answers.warning_letter_note" in comments  # an amount, which no letter to the respondent may show
    refused = docgen("templates", "check", str(path), "--templates", "our", folder=tmp_path)
    assert refused.returncode == 4  # what nobody has decided yet is no template


@pytest.mark.parametrize(
    ("language", "letter", "day", "amount", "name"),
    [
        ("pt", "Em 12 de março de 2026 pediu-me R$ 1.250,00.", "12 de março de 2026", "R$ 1.250,00", "Ana dos Santos"),
        ("de", "Am 3. März 2026 verlangten Sie CHF 1’250.00.", "3. März 2026", "CHF 1’250.00", "Ulla von der Heide"),
        ("fr", "Le 1er août 2026 vous avez demandé 1 250,00 €.", "1er août 2026", "1 250,00 €", "Jean de la Tour"),
        ("es", "El 4 de mayo de 2026 pidió US$ 300.", "4 de mayo de 2026", "US$ 300", "Ana de los Ríos"),
    ],
)
def test_days_amounts_and_names_are_found_as_the_letters_language_writes_them(
    language: str, letter: str, day: str, amount: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / "letter.docx").write_bytes(word_file(name, letter))

    done = made(tmp_path, "warning-letter", "--from", "letter.docx", "--language", language, "--reader", "court")

    assert done.returncode == 0, done.stderr
    assert f": {name} → {{{{ sender.name }}}}" in done.stdout
    assert f": {day} → {{{{ document.date }}}}" in done.stdout
    assert f": {amount} → {{{{ total_loss }}}}" in done.stdout


def test_with_apply_the_letter_is_a_template_that_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(word_file(*LETTER))

    done = made(tmp_path, "warning-letter", "--from", "letter.docx", "--apply")

    assert done.returncode == 0, done.stderr
    path = tmp_path / "our/warning-letter/warning-letter.en.docx"
    checked = docgen("templates", "check", str(path), "--templates", "our", folder=tmp_path)
    assert checked.returncode == 0, checked.stderr
    text = text_of(path.read_bytes())
    for told in ("Quintero", "Veltman", "Oak", "555", "@example", "1,250", "January", "February", "April"):
        assert told not in text
    contact = {"address": "Post box 12\nExampleton", "email": "ana@example.org", "phone": "555-0142"}
    client = {"name": "Ana Lind", "contact": contact}
    answers = {"warning_letter_note": "as agreed"}
    facts = the_facts(client=client, answers=answers, letter={"deadline": "2027-01-15"})
    (tmp_path / "facts.json").write_text(json.dumps(facts))
    paper = docgen("new", "warning-letter", "--facts", "facts.json", "--templates", "our", "-o", "p.docx", "--date",
                   "2026-11-23", folder=tmp_path)  # fmt: skip
    assert paper.returncode == 0, paper.stderr
    written = text_of((tmp_path / "p.docx").read_bytes())
    for told in ("Ana Lind", "Exampleton", "555-0142", "as agreed", "April 3, 2026: He called me names."):
        assert told in written


def test_nothing_of_the_letters_people_stays_in_what_nobody_sees(tmp_path: Path) -> None:
    address = "mailto:marisol.quintero@example.com"
    link = f'<Relationship Id="rIdLink" Type="{OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'
    linked = '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>Write to me.</w:t></w:r></w:hyperlink></w:p>'
    package = changed(word_file(*LETTER, linked), rels=("</Relationships>", f"{link}</Relationships>"))
    (tmp_path / "quintero-letter.docx").write_bytes(package)

    done = made(tmp_path, "warning-letter", "--from", "quintero-letter.docx", "--apply")

    with zipfile.ZipFile(tmp_path / "our/warning-letter/warning-letter.en.docx") as archive:
        everything = b"".join(archive.read(name) + name.encode() for name in archive.namelist())
    assert b"quintero" not in everything.lower()
    assert b"w:hyperlink" not in everything
    assert b"Write to me." in everything
    assert "quintero" not in done.stderr.lower()
    assert not [path for path in (tmp_path / "our").rglob("*") if "quintero" in path.name]


def test_the_look_of_marked_words_is_kept() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>for Marisol Quintero here</w:t><w:tab/><w:t>end</w:t></w:r>"
    data = word_file(paragraph("Before ", bold, " after"))
    whole = "Before for Marisol Quintero here\tend after"
    assert letter_parts(opened_letter(data, "x"))[MAIN][0] == whole
    start = whole.index("Marisol")
    made_of = replaced(opened_letter(data, "x"), [Mark(MAIN, 1, start, start + 16, "{{ client.name }}")])

    assert letter_parts(opened_letter(made_of, "x"))[MAIN][0] == whole.replace("Marisol Quintero", "{{ client.name }}")
    with zipfile.ZipFile(__import__("io").BytesIO(made_of)) as archive:
        assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{{ client.name }}' in archive.read(MAIN).decode()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12),
             min_size=1, max_size=4),
    st.data(),
)  # fmt: skip
def test_whatever_words_are_marked_stay_as_they_are_and_whatever_is_replaced_goes(
    runs: list[str], data: st.DataObject
) -> None:
    file, whole = word_file(paragraph(*(run.replace("<", "‹") for run in runs))), "".join(runs).replace("<", "‹")
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))

    assert (
        letter_parts(opened_letter(marked(opened_letter(file, "x"), [Mark(MAIN, 1, start, end, "a comment")]), "x"))[
            MAIN
        ][0]
        == whole
    )
    gone = replaced(opened_letter(file, "x"), [Mark(MAIN, 1, start, end, "{{ t }}")])
    assert letter_parts(opened_letter(gone, "x"))[MAIN][0] == whole[:start] + "{{ t }}" + whole[end:]


def test_a_letter_with_a_macro_is_refused() -> None:
    with pytest.raises(TemplateProblem) as refused:
        opened_letter(changed(word_file("Hello"), **{"word__vbaProject.bin": b"\xd0\xcf"}), "x")

    assert [problem.id for problem in refused.value.problems] == ["template.active-content"]


@pytest.mark.parametrize(
    "name", ["con", "nul", "com1", "examples", "locales", "clauses", "Letter", "a" * 41, "../x", ""]
)
def test_a_kind_gets_only_a_name_that_every_system_and_every_pack_takes(name: str) -> None:
    with pytest.raises(UsageProblem):
        refuse_name(name, Library.open())
    assert not is_known(f"{name}/template.toml")
    refuse_name("intake-sheet", Library.open())
    assert is_known("intake-sheet/template.toml")
