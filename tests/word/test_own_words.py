"""The quick reading of a finished Word file sees what the careful one sees, whatever it has read and kept before."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

import pytest
from builders import a_matter
from hypothesis import given
from hypothesis import strategies as st
from word_files import MAIN, TYPES

from docgen.errors import LeakStopped
from docgen.leaks import Hidden, hidden_facts, refuse_leaks
from docgen.matter.audiences import Audience
from docgen.plain_words import PlainPart, as_words
from docgen.word import own_parts, searchable_parts, write_package
from docgen.word.own_words import _memory

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECRET = "Heronsgate House"


def text_run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def code_run(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>'


def quoting(text: str) -> str:
    """A field that Word may run, unlike most."""
    return code_run(f"QUOTE {text}")


def described(text: str) -> str:
    return f"<w:r><w:t w:descr={quoteattr(text)}></w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def word_file(*paragraphs: str) -> bytes:
    body = (
        f'<?xml version="1.0"?>\n<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    )
    return write_package({TYPES: b"<Types/>", MAIN: body.encode()})


def parts_of(data: bytes) -> dict[str, PlainPart]:
    return {part.place: part for part in own_parts(data) if part.place != "member name"}


WORDS = st.sampled_from(
    ["Heronsgate", "House", "a", "’", "%48", "<", "&", '="', "=''", "\u200b", "é", "|", "12", "ß", "\n"]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=4).map(" ".join), st.lists(WORDS, max_size=4).map("".join))
RUNS = st.one_of(
    *(TEXTS.map(make) for make in (text_run, text_run, quoting, described)),
    st.sampled_from(["<w:br/>", '<w:br w:type="page"/>', "<w:tab/>", '<w:r w:rsidR="00AB12CD"/>']),
)
PARAGRAPHS = st.lists(RUNS, max_size=4).map(lambda runs: paragraph(*runs))
FILES = st.lists(st.lists(PARAGRAPHS, max_size=4), min_size=1, max_size=4)
"""The paragraphs of each of several files; there are so few words that many paragraphs come again."""


@given(FILES)
def test_what_was_kept_reads_as_what_is_read_anew(files: list[list[str]]) -> None:
    _memory.cache_clear()
    several = [word_file(*paragraphs) for paragraphs in [*files, *files, [each for file in files for each in file]]]
    kept = [parts_of(data) for data in several]
    for data, read in zip(several, kept, strict=True):
        _memory.cache_clear()
        anew = parts_of(data)
        assert read[f"{MAIN} words"].words == anew[f"{MAIN} words"].words
        assert set(read[f"{MAIN} attributes"].words.split()) == set(anew[f"{MAIN} attributes"].words.split())


@given(FILES)
def test_the_quick_reading_misses_nothing_of_the_careful_one(files: list[list[str]]) -> None:
    for paragraphs in [*files, *files]:
        data = word_file(*paragraphs)
        quick, careful = parts_of(data), dict(searchable_parts(data))
        assert quick[f"{MAIN} words"].words == as_words(careful.get(f"{MAIN} words", ""))
        for line in careful.get(f"{MAIN} attributes", "").split("\n"):
            assert as_words(line).strip() in quick[f"{MAIN} attributes"].words


@given(FILES)
def test_a_part_knows_all_its_words(files: list[list[str]]) -> None:
    for paragraphs in [*files, *files, *files]:
        for part in own_parts(word_file(*paragraphs)):
            assert set(part.words.split()) <= set().union(*part.known)


KEPT = paragraph(text_run("On that evening they wrote about Heronsgate"))
NEXT = paragraph(text_run("House was where she was."))
HIDING: list[Sequence[str]] = [
    [paragraph(text_run(f"He is at {SECRET} now."))],
    [paragraph(text_run("He is at Heron"), text_run("sgate Hou"), text_run("se now."))],
    [KEPT, NEXT],
    [KEPT, paragraph(), NEXT],
    [paragraph(described(SECRET))],
    [paragraph(described(f'"{SECRET}"'))],
    [paragraph(described('="'), described(SECRET))],
    [paragraph(code_run("HYPERLINK Heronsg"), code_run("ate House"))],
    [paragraph(code_run("HYPERLINK Heronsg")), paragraph(code_run("ate House"))],
    [paragraph(text_run('so ="')), paragraph(described(SECRET))],
]


@pytest.fixture
def hidden() -> tuple[Hidden, ...]:
    matter = a_matter(client={"name": "Ana Lind", "contact": {"email": "ana@example.org"}, "shelter": SECRET})
    return hidden_facts(matter, Audience.RESPONDENT)


def is_refused(data: bytes, hidden: tuple[Hidden, ...]) -> bool:
    try:
        refuse_leaks(lambda: own_parts(data), hidden)
    except LeakStopped as stopped:
        assert all(problem.place.source.startswith(MAIN) for problem in stopped.problems)
        return True
    return False


@pytest.mark.parametrize("telling", HIDING)
@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_a_secret_is_found_however_often_its_paragraphs_came_before(
    telling: Sequence[str], before: int, hidden: tuple[Hidden, ...]
) -> None:
    for number in range(before):
        for index, each in enumerate(telling):
            own_parts(word_file(each, paragraph(text_run(f"document {number} {index}"))))

    assert is_refused(word_file(paragraph(text_run("Dear Sir")), *telling), hidden)
    assert is_refused(word_file(*telling, paragraph(text_run(f"number {before}"))), hidden)


def test_what_only_another_document_tells_stops_nothing(hidden: tuple[Hidden, ...]) -> None:
    for telling in HIDING:
        for _ in range(3):
            own_parts(word_file(*telling))

    assert not is_refused(word_file(paragraph(text_run("Dear Sir")), KEPT), hidden)
    assert not is_refused(word_file(NEXT, KEPT), hidden)


def test_a_file_that_docgen_has_not_made_is_no_silent_success() -> None:
    data = word_file(NEXT)

    with pytest.raises(ValueError, match="not made"):
        own_parts(data[:60] + b"junk" + data[60:])
