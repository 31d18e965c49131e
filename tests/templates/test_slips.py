"""What a paralegal can do to a template in Word: each slip is told once, at its place, with what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edited import KIND, as_word_saves, edited, own_paragraphs, paragraph, put, table, text_box, with_part

from docgen.check import check_library, check_template
from docgen.cli.report import place_in_words, sentence
from docgen.errors import Problem
from docgen.library import Library
from docgen.localization import Wording
from docgen.word import MAIN_PART, read_package, text_of, with_comments, write_package

LAST = own_paragraphs()
OWN_QUESTIONS = """
[[own]]
name = "kids"
type = "records"
label.en = "child"
ask.en = "Are there children?"
more.en = "Another one?"
readers = "everyone"
[[own.field]]
name = "nickname"
type = "text"
label.en = "name of the child"
ask.en = "What is the child called?"
[[own]]
name = "interpreter"
type = "yes-no"
label.en = "interpreter"
ask.en = "Is an interpreter needed?"
readers = "everyone"
[[own]]
name = "case_worker"
type = "text"
label.en = "case worker"
ask.en = "Who?"
readers = "everyone"
"""

IN_LOOP = "{%p for i in incidents %}"
SLIPS: dict[str, tuple[tuple[str, ...], int, str, tuple[str, ...]]] = {
    "a list of a clinic's own": (("{{ answers.kids }}",), 1, "prints-records", ("{%p for each in answers.kids %}",)),
    "all own answers": (("{{ answers }}",), 1, "prints-record", ("{{ answers.case_worker }}",)),
    "a list of incidents": (("{{ incidents }}",), 1, "prints-records", ("{{ each.number }}", "{%p endfor %}")),
    "a list of incidents in one line": (("{{ incidents|join(', ') }}",), 1, "prints-records", ("each.number",)),
    "a whole person": (("{{ client }}",), 1, "prints-record", ("{{ client.name }}", "name, resident_of")),
    "a whole incident": ((IN_LOOP, "{{ i }}", "{%p endfor %}"), 2, "prints-record", ("{{ i.number }}",)),
    "a list of texts": (("{{ client.accounts }}",), 1, "prints-list", ('{{ client.accounts|join(", ") }}',)),
    "a yes or no": (("{{ client.adult }}",), 1, "prints-truth", ("{% if client.adult %}",)),
    "a yes or no of the clinic's": (("{{ answers.interpreter }}",), 1, "prints-truth", ("answers.interpreter %}",)),
    "kinds of conduct": (("{{ conduct }}",), 1, "prints-keys", ("{% if conduct.",)),
    "a field of a list": (("{{ incidents.summary }}",), 1, "field-of-list", ("{{ each.summary }}",)),
    "a loop over a text": (("{%p for i in client.name %}", "{{ i }}", "{%p endfor %}"), 1, "no-list", ("no list",)),
    "a join of a text": (("{{ client.name|join(', ') }}",), 1, "no-list", ("“|join”",)),
    "a comparison": (("{{ client.name == 'x' }}",), 1, "prints-condition", ("{% if … %}",)),
    "round brackets": (("{{ client.name() }}",), 1, "call", ("“client.name”",)),
    "single braces": (("Dear {client.name},",), 1, "bare-fact", ("“{client.name}”", "{{ client.name }}")),
    "square brackets": (("Dear [[client.nme]],",), 1, "bare-fact", ("{{ client.name }}",)),
    "a Word field's marks": (("Dear «client.name»,",), 1, "bare-fact", ("{{ client.name }}",)),
    "a space between the braces": (("Dear { { client.name } },",), 1, "bare-fact", ("{{ client.name }}",)),
    "a space in the name": (("{{ client name }}",), 1, "syntax", ("Did you mean “{{ client.name }}”?",)),
    "a hyphen in the name": (("{{ client-name }}",), 1, "unknown-fact", ("Did you mean “client.name”?",)),
    "two dots in the name": (("{{ client..name }}",), 1, "syntax", ("Did you mean “{{ client.name }}”?",)),
    "capital letters": (("{{ Client.Name }}",), 1, "unknown-fact", ("Did you mean “client.name”?",)),
    "a misspelt own question": (("{{ answers.case_wroker }}",), 1, "unknown-fact", ("“answers.case_worker”",)),
    "three braces": (("{{{ client.name }}}",), 1, "syntax", ("Did you mean “{{ client.name }}”?",)),
    "a misspelt end": (("{%p if conduct.threats %}", "x", "{%p endfi %}"), 3, "unknown-tag", ("mean “endif”",)),
    "an end in two words": (("{%p if conduct.threats %}", "x", "{%p end if %}"), 3, "unknown-tag", ("mean “endif”",)),
    "a misspelt beginning": (("{%p iff conduct.threats %}", "x", "{%p endif %}"), 1, "unknown-tag", ("mean “if”",)),
    "a fact between percent signs": (("{% client.name %}",), 1, "unknown-tag", ("mean “{{ client.name }}”",)),
    "the end of another passage": (
        ("{%p if conduct.threats %}", "x", "{%p endfor %}"), 3, "wrong-end", ("“{%p if conduct.threats %}”", "endif"),
    ),
    "a beginning without its last sign": (
        ("{%p if conduct.threats }", "x", "{%p endif %}"), 1, "unclosed-tag", ("%} is missing",),
    ),
    "an s behind the name": (("{{ client.name’s }} house",), 1, "syntax", ("mean “{{ client.name }}”",)),
    "round brackets around a fact": (("Dear ((client.name)),",), 1, "bare-fact", ("{{ client.name }}",)),
    "percent signs in double braces": (
        ("{{% if conduct.threats %}}", "x", "{% endif %}"), 1, "syntax", ("{{% if conduct.threats %}}",),
    ),
    "two percent signs": (("{%% if conduct.threats %%}", "x", "{% endif %}"), 1, "unknown-tag", ("mean “if”",)),
    "elseif": (
        ("{%p if conduct.threats %}", "x", "{%p elseif conduct.stalking %}", "y", "{%p endif %}"),
        3, "unknown-tag", ("mean “elif”",),
    ),
    "an end with its question": (
        ("{%p if conduct.threats %}", "x", "{%p endif conduct.threats %}"), 3, "syntax", ("{%p endif conduct.threats",),
    ),
    "else with a question": (
        ("{%p if conduct.threats %}", "x", "{%p else if conduct.stalking %}", "y", "{%p endif %}"),
        3, "else-with-question", ("{% elif … %}",),
    ),
    "a loop with another word": (
        ("{%p for i of incidents %}", "{{ i.day }}", "{%p endfor %}"), 1, "syntax", ("{%p for i of incidents %}",),
    ),
    "a test that does not exist": (("{% if client.name is missing %}x{% endif %}",), 1, "unknown-test", ("“missing”",)),
    "a filter with a letter missing": (("{{ client.name|uper }}",), 1, "unknown-filter", ("mean “upper”",)),
    "low quotation marks": (("{% if client.name == „x“ %}y{% endif %}",), 1, "syntax", ("straight ones", "--fix")),
    "angle quotation marks": (("{% if client.name == «x» %}y{% endif %}",), 1, "syntax", ("straight ones",)),
    "a p without prose": (("{{p client.name }}",), 1, "block-without-prose", ("|prose", "without the p")),
    "rows outside of a table": (("{%tr endfor %}",), 1, "tag-outside-table", ("no table",)),
    "a style that is not there": (("{{p incidents[0].summary|prose('Qote') }}",), 1, "unknown-style", ("“Qote”",)),
    "a tag over two paragraphs": (("Dear {{ client.", "name }}"), 1, "tag-over-paragraphs", ("paragraph",)),
    "a tag without its last brace": (("Dear {{ client.name }",), 1, "unclosed-tag", ("}} is missing",)),
}  # fmt: skip


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Library.open().wording("program", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clinic's folder with questions of its own."""
    (tmp_path / "questions.toml").write_text(OWN_QUESTIONS)
    return tmp_path


def found_in(folder: Path, data: bytes, wording: Wording) -> list[Problem]:
    library = Library.open(folder)
    return check_template(put(folder, data), library.manifest(KIND), library, wording)


@pytest.mark.parametrize("saved", [paragraph, as_word_saves], ids=["whole", "as Word saves it"])
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_once_at_its_paragraph_with_what_to_write(slip, saved, folder, wording) -> None:  # type: ignore[no-untyped-def]
    added, number, id, words = SLIPS[slip]
    (problem,) = found_in(folder, edited(*map(saved, added)), wording)
    told = sentence(wording, problem)

    assert (problem.id, problem.place.paragraph) == (f"template.{id}", LAST + number)
    assert problem.place.near.strip("… ") in added[number - 1]
    for part in words:
        assert part in told
    assert not re.search(r"word/|\.xml|Jinja|\[\]|block tag", told)


LONGER = ("Dear {{ clinet.name }},", "unknown-fact"), ("Dear {{ client.name },", "unclosed-tag")


@pytest.mark.parametrize(("text", "id"), LONGER)
@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("header", "header, paragraph 2"),
        ("footer", "footer, paragraph 2"),
        ("footnotes", "footnote 2, paragraph 3"),
        ("endnotes", "endnote 2, paragraph 3"),
        ("box", f"text box, paragraph {LAST + 3}"),
        ("table in a header", "header, table 1, row 2, cell 2, paragraph 5"),
    ],
)
def test_a_slip_outside_the_main_text_is_told_once_and_where(part, place, text, id, folder, wording) -> None:  # type: ignore[no-untyped-def]
    inside = paragraph("First."), as_word_saves(text)
    cells = table(("a", "b"), ("c", "d")).replace(paragraph("d"), inside[1])
    made = {"box": edited(text_box(*inside)) if part == "box" else b"", "table in a header": b""}
    if part == "table in a header":
        made[part] = with_part("header", paragraph("First."), cells)
    (problem,) = found_in(folder, made.get(part) or with_part(part, *inside), wording)

    assert problem.id == f"template.{id}"
    assert place_in_words(wording, problem.place) == f"{KIND}.en.docx, {place}"
    assert problem.place.near == text


COMMENT = paragraph('<w:commentRangeStart w:id="1"/><w:r><w:t>see</w:t></w:r><w:commentRangeEnd w:id="1"/>')
HIDDEN = paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>between us</w:t></w:r>")
INSERTED = paragraph('<w:ins w:id="9" w:author="x"><w:r><w:t>new words</w:t></w:r></w:ins>')


@pytest.mark.parametrize("part", ["header", "footnotes", "endnotes", "box"])
def test_what_must_not_be_left_in_is_found_in_every_part(part: str, folder: Path, wording: Wording) -> None:
    left = (COMMENT, HIDDEN, INSERTED)
    found = found_in(folder, edited(text_box(*left)) if part == "box" else with_part(part, *left), wording)

    assert [problem.id for problem in found] == [
        "template.comment", "template.hidden-text", "template.tracked-change",
    ]  # fmt: skip
    assert [problem.place.near for problem in found] == ["see", "between us", "new words"]


IMAGE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Logo"/></wp:inline></w:drawing></w:r></w:p>'
)


@pytest.mark.parametrize("part", ["header", "footnotes"])
def test_an_image_that_says_nothing_is_noted_in_every_part(part: str, folder: Path, wording: Wording) -> None:
    (problem,) = found_in(folder, with_part(part, IMAGE), wording)

    assert (problem.id, problem.warning) == ("template.image-without-description", True)


@pytest.mark.parametrize("code", ["DATE \\@ d", "AUTHOR", "MERGEFIELD Name"])
def test_a_field_that_word_fills_in_itself_is_told_at_its_paragraph(code: str, folder: Path, wording: Wording) -> None:
    field = f'<w:p><w:fldSimple w:instr=" {code} "><w:r><w:t>November</w:t></w:r></w:fldSimple></w:p>'
    (problem,) = found_in(folder, edited("Words.", table(("a",)).replace(paragraph("a"), field)), wording)

    assert problem.place.paragraph == LAST + 2
    assert problem.place.near == "November"
    assert problem.place.table[-1][1:] == (1, 1)
    assert "{{ document.date }}" in sentence(wording, problem)


def test_a_tag_in_the_name_of_an_image_is_told_at_its_paragraph(folder: Path, wording: Wording) -> None:
    """What describes the image is printed for who cannot see it; its name is for Word alone."""
    image = IMAGE.replace('name="Logo"', 'name="{{ client.name }}" descr="Logo"')
    (problem,) = found_in(folder, edited("Words.", image), wording)

    assert (problem.id, problem.place.paragraph) == ("template.tag-outside-text", LAST + 2)
    assert "name of an image" in sentence(wording, problem)


def test_a_passage_that_begins_in_one_cell_and_ends_in_the_next_is_told(folder: Path, wording: Wording) -> None:
    cells = table(("{% if conduct.threats %}a", "b{% endif %}"))
    (problem,) = found_in(folder, edited(cells), wording)

    assert problem.id == "template.crossed-block"
    assert problem.place.table[-1][1:] == (1, 2)


def test_a_row_without_its_end_is_told_once_in_its_own_cell(folder: Path, wording: Wording) -> None:
    rows = table(("Day", "What"), ("{%tr for i in incidents %}", ""), ("{{ i.day }}", "x"))
    (problem,) = found_in(folder, edited(rows), wording)

    assert problem.id == "template.unclosed-block"
    assert problem.place.table[-1][1:] == (2, 1)
    assert "“{%tr for i in incidents %}”" in sentence(wording, problem)


def test_one_wrong_tag_makes_no_notes_about_other_languages(folder: Path, wording: Wording) -> None:
    put(folder, edited("{{ clinet.name }}", "{{ client.home_address }}"))
    found = check_library(Library.open(folder), wording)

    assert [problem.id for problem in found] == ["template.unknown-fact", "template.hidden-fact"]


def test_new_facts_that_other_languages_lack_are_one_note(folder: Path, wording: Wording) -> None:
    put(folder, edited("{{ respondent.identity }}", "{{ respondent.relationship }}"))
    (note,) = check_library(Library.open(folder), wording)
    told = sentence(wording, note)

    assert "respondent.identity, respondent.relationship" in told
    assert f"{KIND}.de.docx" in told
    assert f"{KIND}.fr.docx" in told
    assert note.place.paragraph == LAST + 1


def test_the_two_languages_of_a_clinics_own_kind_are_compared(folder: Path, wording: Wording) -> None:
    from docgen.word import build_template

    kind = folder / "intake"
    kind.mkdir()
    (kind / "template.toml").write_text('audience = "court"\n[title]\nen = "Intake"\n[purpose]\nen = "For intake."\n')
    for language, words in (("en", "For {{ client.name }}, {{ client.age }}."), ("es", "Para {{ client.name }}.")):
        house = Library.open(folder).file("house-style.docx")
        assert house
        made = build_template(words, house.read_bytes(), f"intake.{language}.md", lambda name: "")
        (kind / f"intake.{language}.docx").write_bytes(made)
    notes = [each for each in check_library(Library.open(folder), wording) if each.warning]

    assert [(note.place.source, note.place.path) for note in notes] == [("intake.en.docx", "client.age")]


def test_a_comment_on_a_text_box_or_beside_an_older_comment_is_sound(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    once = with_comments(edited(paragraph("Words here."), text_box(paragraph("In the box."))), [(LAST + 1, "First.")])
    path = tmp_path / "twice.docx"
    path.write_bytes(with_comments(once, [(LAST + 3, "Second & last."), (LAST + 1, "Third.")]))

    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors if "comment" in str(error)] == []
    assert text_of(path.read_bytes()).partition("## word/comments.xml")[2].split()[:5] == [
        "First.", "Second", "&", "last.", "Third.",
    ]  # fmt: skip


def test_a_comment_finds_a_place_in_a_main_text_without_paragraphs() -> None:
    package = read_package(edited("Words."))
    body = re.compile(rb"<w:body>.*(?=<w:sectPr\b)", re.DOTALL)
    package[MAIN_PART] = body.sub(b"<w:body>", package[MAIN_PART])
    assert b"<w:p>" not in package[MAIN_PART]

    told = text_of(with_comments(write_package(package), [(0, "Header: this tag is broken.")]))

    assert "Header: this tag is broken." in told.partition("## word/comments.xml")[2]


def test_a_file_that_no_paper_uses_is_noted_and_words_own_lock_file_is_not(folder: Path, wording: Wording) -> None:
    put(folder, edited(), "Copy of cease-and-desist.en.docx")
    put(folder, edited(), "cease-and-desist.en (2).docx")
    put(folder, b"\x05Anna", "~$ase-and-desist.en.docx")
    notes = [each for each in check_library(Library.open(folder), wording) if each.id == "template.unused-name"]

    assert [each.place.source for each in notes] == ["Copy of cease-and-desist.en.docx", "cease-and-desist.en (2).docx"]
    assert all(note.warning for note in notes)
    assert "cease-and-desist.en.docx" in sentence(wording, notes[0])


def test_a_strict_file_is_told_with_how_to_save_it(folder: Path, wording: Wording) -> None:
    package = read_package(edited("Words."))
    plain = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = package[MAIN_PART].replace(plain, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    (problem,) = found_in(folder, write_package({**package, MAIN_PART: strict}), wording)

    assert problem.id == "template.strict"
    assert "Word Document (.docx)" in sentence(wording, problem)


def test_a_letters_footnotes_are_looked_through_for_tags_too() -> None:
    from docgen.word.letter import opened_letter
    from docgen.word.suggest import Mark, letter_parts, replaced

    letter = with_part("footnotes", paragraph("Call 555-0142."))
    parts = letter_parts(opened_letter(letter, "letter.docx"))
    (part,) = [name for name in parts if "footnotes" in name]
    number = parts[part].index("Call 555-0142.") + 1
    made = replaced(opened_letter(letter, "letter.docx"), [Mark(part, number, 5, 13, "{{ sender.phone }}")])

    assert "Call {{ sender.phone }}." in letter_parts(opened_letter(made, "letter.docx"))[part]
