"""A reading copy in a language that is written from right to left: what Word is told of paragraphs, runs and tables."""

from __future__ import annotations

import itertools
import re
import time
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from openxml_audit import OpenXmlValidator
from word_files import W, filled, part_root, row, table, word_file

from docgen.word import Sides, read_package, side_by_side, write_package
from docgen.word.directions import directed

LEFT, RIGHT = "\u200e", "\u200f"
SIDES = Sides(
    mark="نسخة",
    original="المستند",
    copy="نسخة (العربية)",
    language="ar-SA",
    right_to_left=True,
    untold="في المستند وحده",
    unsaid="ليس في المستند",
)
ARABIC = re.compile("[\u0620-\u064a]")


def styled(style: str, *runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def run(text: str, look: str = "") -> str:
    return f'<w:r>{look and f"<w:rPr>{look}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


COPY = (
    styled("Heading1", run("ما حدث")),
    styled("Numbered", run("كتب @sam_x (TikTok) إليّ."), run("بخط غليظ", "<w:b/>"), run("مائل", "<w:i/>")),
    styled("Numbered", run("كبير", '<w:sz w:val="40"/>')),
    "<w:p/>",
    table(row("الاسم", "Sam Doe"), row("", "الهاتف 555-0100"), columns=2),
    "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr></w:p>",
)
ORIGINAL = (
    styled("Heading1", run("What happened")),
    styled("Numbered", run("Text.")),
    styled("Numbered", run("Big")),
    "<w:p/>",
    table(row("Name", "Sam Doe"), row("", "Phone 555-0100"), columns=2),
    "<w:p/>",
    styled("Heading1", run("Only here")),
)


def beside(original: bytes, reading: bytes) -> bytes:
    """The copy of two files of which nobody knows what made their paragraphs."""
    unknown = ([None] * len(list(part_root(each).iter(f"{W}p"))) for each in (original, reading))
    return side_by_side(original, reading, SIDES, (next(unknown), next(unknown)))


@pytest.fixture(scope="module")
def copied() -> bytes:
    return beside(word_file(*ORIGINAL), word_file(*COPY))


def cells(data: bytes, side: int) -> list[Element]:
    outer = part_root(data)[0].find(f"{W}tbl")
    return [each.findall(f"{W}tc")[side] for each in outer.findall(f"{W}tr")]


def inside(data: bytes, side: int, tag: str) -> list[Element]:
    return [found for cell in cells(data, side) for found in cell.iter(f"{W}{tag}")]


def has(element: Element, path: str) -> bool:
    return element.find("/".join(f"{W}{name}" for name in path.split("/"))) is not None


def text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


# Word's elements ------------------------------------------------------------------------------------------------------


def test_every_paragraph_on_the_right_runs_from_right_to_left(copied: bytes) -> None:
    """Those in cells of tables, empty ones and those that only fill a cell, too."""
    found = inside(copied, 1, "p")

    assert sum(not text(each) for each in found) >= 3
    assert all(has(each, "pPr/bidi") for each in found)


def test_nothing_on_the_left_changes_its_direction(copied: bytes) -> None:
    assert not [each for name in ("bidi", "rtl", "bidiVisual") for each in inside(copied, 0, name)]


def test_the_mark_of_the_copy_runs_from_right_to_left(copied: bytes) -> None:
    header = part_root(copied, next(name for name in read_package(copied) if "word/header" in name))

    for paragraph in (part_root(copied)[0].find(f"{W}p"), header.find(f"{W}p")):
        assert text(paragraph) == SIDES.mark
        assert has(paragraph, "pPr/bidi")
        assert has(paragraph.find(f"{W}r"), "rPr/rtl")


def test_runs_have_the_direction_of_their_script(copied: bytes) -> None:
    runs = {text(each): each for each in inside(copied, 1, "r") if text(each)}

    assert {f"{LEFT}@sam_x (TikTok){LEFT}", "Sam Doe", f"{LEFT}555-0100"} <= set(runs)
    for words, each in runs.items():
        assert has(each, "rPr/rtl") == bool(ARABIC.search(words)), words


def test_no_words_are_lost(copied: bytes) -> None:
    told = [text(each).replace(LEFT, "").replace(RIGHT, "") for each in inside(copied, 1, "p") if text(each)]

    assert told == [
        SIDES.copy,
        "ما حدث",
        "كتب @sam_x (TikTok) إليّ.بخط غليظمائل",
        "كبير",
        "الاسم",
        "Sam Doe",
        "الهاتف 555-0100",
        SIDES.untold,
    ]


def test_tables_are_mirrored(copied: bytes) -> None:
    tables = inside(copied, 1, "tbl")

    assert tables
    assert all(has(each, "tblPr/bidiVisual") for each in tables)


def test_the_copy_stays_on_the_right_of_the_document(copied: bytes) -> None:
    assert not has(part_root(copied)[0].find(f"{W}tbl"), "tblPr/bidiVisual")


@pytest.mark.parametrize(("words", "twin"), [("بخط غليظ", "bCs"), ("مائل", "iCs"), ("كبير", "szCs")])
def test_what_is_bold_slanting_or_large_is_so_in_arabic(copied: bytes, words: str, twin: str) -> None:
    [found] = [each for each in inside(copied, 1, "r") if text(each) == words]

    assert has(found, f"rPr/{twin}")


def test_styles_that_are_bold_are_bold_in_arabic() -> None:
    """Word takes `w:bCs` there, which a letterhead made for one language may lack."""
    package = read_package(word_file(*ORIGINAL))
    package["word/styles.xml"] = re.sub(rb"<w:(bCs|iCs|szCs)( [^>]*)?/>", b"", package["word/styles.xml"])
    copied = beside(write_package(package), word_file(*COPY))
    looks = list(part_root(copied, "word/styles.xml").iter(f"{W}rPr"))

    for name, twin in (("b", "bCs"), ("sz", "szCs")):
        usual = [each for each in looks if has(each, name)]
        assert usual
        assert all(has(each, twin) for each in usual)


def test_numbers_of_paragraphs_run_from_right_to_left_on_that_side_only(copied: bytes) -> None:
    numbering = part_root(copied, "word/numbering.xml")
    used = {
        each.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for each in inside(copied, 1, "p")
        if has(each, "pPr/numPr")
    }
    lists = {each.get(f"{W}numId"): each.find(f"{W}abstractNumId").get(f"{W}val") for each in numbering.iter(f"{W}num")}
    turned = {
        each.get(f"{W}abstractNumId")
        for each in numbering.iter(f"{W}abstractNum")
        if all(has(level, "rPr/rtl") for level in each.iter(f"{W}lvl"))
    }

    assert used
    assert {lists[number] for number in used} <= turned
    assert not {kept for number, kept in lists.items() if int(number) < 1000} & turned
    assert all(has(each, "pPr/rPr/rtl") for each in inside(copied, 1, "p"))


def test_numbers_have_room_on_either_side(copied: bytes) -> None:
    """LibreOffice writes a number outwards from its place, which must not be the very edge of the cell."""
    numbering = part_root(copied, "word/numbering.xml")
    places = [
        int(indent.get(f"{W}left")) - int(indent.get(f"{W}hanging"))
        for each in numbering.iter(f"{W}abstractNum")
        if int(each.get(f"{W}abstractNumId")) >= 1000
        for indent in each.iter(f"{W}ind")
    ]

    assert places
    assert min(places) >= 200


def test_a_screen_reader_is_told_the_language_with_its_place(copied: bytes) -> None:
    told = {each.get(f"{W}bidi") for each in inside(copied, 1, "lang")}

    assert told == {"ar-SA"}


def test_word_finds_no_error_in_it(copied: bytes, tmp_path: Path) -> None:
    (tmp_path / "copy.docx").write_bytes(copied)

    assert [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "copy.docx")).errors] == []


def test_words_that_were_told_as_arabic_by_mistake_are_told_as_latin() -> None:
    """A run of a person's own words has one direction for all of them."""
    copied = beside(word_file("a", "b"), word_file(styled("BodyText", run("من Sam Doe", "<w:rtl/>")), "ب"))
    [found] = [each for each in inside(copied, 1, "r") if text(each) == "Sam Doe"]

    assert not has(found, "rPr/rtl")


def test_arabic_words_in_an_arabic_sentence_of_a_template_are_told_so_once(tmp_path: Path) -> None:
    """The template says it of the whole sentence, the value of itself; Word's schema allows it once."""
    reading = filled(styled("BodyText", run("من {{ name }} إلى", "<w:rtl/>")), name="سامي")
    copied = beside(word_file("a"), reading)

    for made in (reading, copied):
        (tmp_path / "made.docx").write_bytes(made)
        assert [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "made.docx")).errors] == []


def test_breaks_and_tabs_stay_where_they_were() -> None:
    body = styled("BodyText", "<w:r><w:t>أ: Sam</w:t><w:br/><w:t>b.</w:t><w:tab/><w:t>ج</w:t></w:r>")
    copied = beside(word_file("a"), word_file(body))
    signs = [child for each in cells(copied, 1)[1].iter(f"{W}r") for child in each if child.tag != f"{W}rPr"]

    assert [each.text or each.tag.removeprefix(W) for each in signs] == ["أ: ", "Sam", "br", f"b.{LEFT}", "tab", "ج"]


# Directions of signs --------------------------------------------------------------------------------------------------


def pieces(words: str) -> list[str]:
    """Return the pieces of `words` by direction, those that run from left to right in angle brackets."""
    signs = itertools.groupby(directed(words), lambda sign: sign[1])
    joined = [("".join(shown for shown, _ in group), to_right) for to_right, group in signs]
    plain = [(each.replace(LEFT, "").replace(RIGHT, ""), to_right) for each, to_right in joined]
    return [each if to_right else f"<{each}>" for each, to_right in plain if each]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("انظر https://example.com/a/1?x=2. ثم", ["انظر ", "<https://example.com/a/1?x=2>", ". ثم"]),
        ("الحساب @sam_x (TikTok)، رقم 7.", ["الحساب ", "<@sam_x (TikTok)>", "، رقم 7."]),
        ("2026 (TikTok)", ["<2026 (TikTok)>"]),
        ("عام 2026 (TikTok)", ["عام 2026 (", "<TikTok>", ")"]),
        ("إفادة (Declaration): Sam Doe", ["إفادة (", "<Declaration>", "): ", "<Sam Doe>"]),
        ("أمر (Fam. Code, § 6200 et seq.) ثم", ["أمر (", "<Fam. Code, § 6200 et seq.>", ") ثم"]),
        ("راجع § 238 StGB و18 U.S.C. § 875(c).", ["راجع ", "<§ 238 StGB>", " و", "<18 U.S.C. § 875(c)>", "."]),
        ("القانون: §§ 16, 20, 1328a ABGB.", ["القانون: ", "<§§ 16, 20, 1328a ABGB>", "."]),
        ("بتوقيت UTC−7", ["بتوقيت ", "<UTC−7>"]),
        ("المادة Art. 15 (1) GDPR.", ["المادة ", "<Art. 15 (1) GDPR>", "."]),
        ("الرابط https://example.com/a (2)", ["الرابط ", "<https://example.com/a>", " (2)"]),
        ("محكمة Superior Court (Alameda (East)).", ["محكمة ", "<Superior Court (Alameda (East))>", "."]),
        ("(رقم ABC) Sam", ["(رقم ", "<ABC>", ") ", "<Sam>"]),
        ("قال «I will find you (soon)!» وذهب", ["قال «", "<I will find you (soon)!>", "» وذهب"]),
        ("قاعدة «No abuse» (Rules)", ["قاعدة «", "<No abuse>", "» (", "<Rules>", ")"]),
        ("هاتف +1 555 0100، 555-0142.", ["هاتف ", "<+1 555 0100>", "، ", "<555-0142>", "."]),
        ("هاتف (555) 010-0199", ["هاتف ", "<(555) 010-0199>"]),
        ("الساعة 10:41 م (UTC−7)", ["الساعة ", "<10:41>", " م (", "<UTC−7>", ")"]),
        ("بين 4 يوليو 2026 و6 منه", ["بين 4 يوليو 2026 و6 منه"]),
        ("الواقعة 5. TikTok", ["الواقعة 5. ", "<TikTok>"]),
        ("He said (loudly): “No!”", ["<He said (loudly): “No!”>"]),
        ("من هنا\nfoo (bar).\nومن هناك", ["من هنا\n", "<foo (bar).>", "\nومن هناك"]),
        ("[رُوي:] \u2068He said (no): stop.\u2069 ثم", ["[رُوي:] ", "<He said (no): stop.>", " ثم"]),
        ("[رُوي:] \u2068He said.", ["[رُوي:] ", "<He said.>"]),
        ("قال \u2068مرحبا Bob.\u2069 ثم", ["قال مرحبا ", "<Bob>", ". ثم"]),
        ("", []),
        ("...", ["..."]),
    ],
)
def test_signs_go_with_the_words_that_they_belong_to(words: str, expected: list[str]) -> None:
    assert pieces(words) == expected


def shown(words: str) -> str:
    return "".join(each for each, _ in directed(words))


def test_a_mark_holds_signs_at_the_edges_of_latin_words() -> None:
    """Programs that go by letters alone would show "(bar)." with its full stop in front."""
    assert shown("قال \u2068foo (bar).\u2069") == f"قال foo (bar).{LEFT}"
    assert shown("قال @foo") == f"قال {LEFT}@foo"
    assert shown("قال foo") == "قال foo"


@pytest.mark.parametrize("behind", ["، 29 أغسطس", "» (bar)", "، bar", ": 3، bar", " (2)، bar"])
def test_a_mark_holds_signs_and_numbers_behind_latin_words(behind: str) -> None:
    """They would else join those words, and a date change places with what stands before it."""
    assert shown(f"قال «https://foo{behind}").startswith(f"قال «https://foo{RIGHT}{behind[:2]}")


def test_signs_before_arabic_words_need_no_mark() -> None:
    assert shown("foo. ثم bar (ب") == "foo. ثم bar (ب"


@pytest.mark.parametrize(
    "part", ["(", "()", "(a)", "1", "1 ", "a«b»", "ب a.", "\u2068a", "(555)", "@", "§1", "a (1)", "://", "a “", "ب(1a)"]
)
def test_long_texts_take_no_longer_than_their_length(part: str) -> None:
    begun = time.process_time()
    directed(part * (60_000 // len(part)) + " a")

    assert time.process_time() - begun < 5
