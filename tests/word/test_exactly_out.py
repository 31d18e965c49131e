"""Facts come out of a Word file exactly as they went in: no character lost, changed, or taken for a tag or for XML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import PAGE, filled, paragraph, paragraphs, word_file

from docgen.matter.values import Gap
from docgen.narrative import read_narrative
from docgen.word import compile_template, fill, fill_text, text_of

HOSTILE = [
    "I <3 you & your <b>dog</b>",
    "{{ 7*7 }}",
    "{% if x %}",
    "{_{ x }_}",
    "{%p for i in range(9) %}",
    "{# gone? #}",
    "&amp; &lt; &#60; &quot;",
    "]]><!-- --><?xml version='1.0'?><!DOCTYPE x>",
    "</w:t></w:r></w:p><w:p><w:r><w:t>",
    "raw “quotes” ‘single’ \"double\" 'plain'",
    "  leading, trailing and   double spaces  ",
    "tab\tinside\tand at the end\t",
    "one\ntwo\n\nfour",
    "\nstarts and ends\n",
    "emoji 👩‍👩‍👧‍👦 🏳️‍🌈 and combining e\u0301\u0323\u0302",
    "nbsp\u00a0here, narrow\u202fhere, zero\u200bwidth\u200djoiner, soft\u00adhyphen",
    "أنا أعرف أين تسكن",
    "אני יודע \u202e where \u202c you live",
    "你在哪里 我知道",
    "\ue000\ue001 private \uf8ff \U000f0000",
    "\u0085 next line, \u2029 paragraph separator",
    "*stars* **two** ***three*** a*b*c 5 * 3 * 2 __init__ _x_ `code` \\* \\_",
    "1986. A year",
    "1. not a list: 2. 3.",
    "- dash\n- dash",
    "> quote\n>no quote\n>:( face",
    "# heading\n=====\n---\n***",
    "    indented four\n\tindented tab",
    "[link](http://x) ![img](x) <http://auto> [ref]: http://x",
    "=cmd|' /C calc'!A0",
    "DDEAUTO c:\\windows\\system32\\cmd.exe",
    "__class__.__mro__",
    "f*** you and s*** *",
    "x" * 50_000,
    "<&>\"'" * 2_000,
]
XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda c: c in "\t\n\r" or ord(c) >= 0x20
    ),
    max_size=200,
)
SPICY = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            " ",
            "\n",
            "- ",
            "1. ",
            "2. ",
            "> ",
            "a",
            "word",
            "{{",
            "}}",
            "<",
            "&amp;",
            "\t",
            "\\",
            "_",
            "    ",
            "é",
            "مر",
        ]
    )
).map("".join)


def as_word_shows(text: str) -> str:
    """Line ends as Word has them: one kind."""
    return re.sub("\r\n|[\r\u2028]", "\n", text)


INLINE = compile_template(word_file(paragraph("a", "{{ x }}", "z")), "inline.docx")
PROSE = compile_template(word_file("{{p x|prose }}"), "prose.docx")
VERBATIM = compile_template(word_file("{{p x|verbatim }}"), "verbatim.docx")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_sentence(text: str) -> None:
    assert paragraphs(fill(INLINE, {"x": text}, PAGE)) == [f"a{as_word_shows(text)}z"]


@given(XML_TEXT)
def test_any_text_in_a_sentence(text: str) -> None:
    assert paragraphs(fill(INLINE, {"x": text}, PAGE)) == [f"a{as_word_shows(text)}z"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_word_for_word(text: str) -> None:
    assert paragraphs(fill(VERBATIM, {"x": text}, PAGE)) == as_word_shows(text).split("\n")


@given(XML_TEXT)
def test_any_text_word_for_word(text: str) -> None:
    assert paragraphs(fill(VERBATIM, {"x": text}, PAGE)) == as_word_shows(text).split("\n")


def dense(text: str) -> str:
    return "".join(text.split())


def without_markup(text: str) -> str:
    """The characters of `text` that no Markdown could take for markup, in order."""
    return re.sub(r"[*\s>\-+\d.]", "", text)


@given(XML_TEXT | SPICY)
def test_an_account_loses_nothing_but_markup(text: str) -> None:
    if not text.strip():
        return
    out = "\n".join(paragraphs(fill(PROSE, {"x": text}, PAGE)))
    assert without_markup(out) == without_markup(as_word_shows(text))


@given(
    st.lists(
        st.sampled_from(
            ["I", "you", "said:", "5", "*", "3", "a*b", "f***", "_x_", "#1", "1986.", "&amp;", "{{ x }}", "<3"]
        ),
        min_size=1,
    ).map(" ".join)
)
def test_an_account_in_one_line_is_literal_where_no_word_is_starred(text: str) -> None:
    if text.startswith(("* ", "1. ")) or re.search(r"(?<!\S)\*+\w|\w\*+(?!\S)", text) or text == "*":
        return
    assert paragraphs(fill(PROSE, {"x": text}, PAGE)) == [text]


@pytest.mark.parametrize(
    "text",
    [t for t in HOSTILE if not re.search(r"(?m)\*stars|^[-] |^> |^1\. ", t) and t.strip("\n") == t and "\n\n" not in t],
)
def test_hostile_accounts_come_out_as_typed(text: str) -> None:
    assert paragraphs(fill(PROSE, {"x": text}, PAGE)) == [as_word_shows(text)]


def test_markup_that_is_meant_is_understood() -> None:
    text = "He *knew*.\nReally **knew**.\n\n1. first\n2. second\n\n- a\n- b\n\n> he said\n> this"
    out = paragraphs(fill(PROSE, {"x": text}, PAGE))
    assert out == ["He knew.\nReally knew.", "first", "second", "a", "b", "he said\nthis"]


def test_every_ordered_list_starts_at_one() -> None:
    data = fill(PROSE, {"x": "1. a\n2. b\n\ntext\n\n1. c"}, PAGE)
    from word_files import W, part_root

    listed = [item.get(f"{W}val") for item in part_root(data).iter(f"{W}numId")]
    assert listed == ["4", "4", "5"]
    numbering = part_root(data, "word/numbering.xml")
    restarts = [
        n.get(f"{W}numId") for n in numbering.iter(f"{W}num") if n.find(f"{W}lvlOverride/{W}startOverride") is not None
    ]
    assert restarts == ["4", "5"]


def test_a_list_that_does_not_count_from_one_is_left_as_typed() -> None:
    assert paragraphs(fill(PROSE, {"x": "3. c\n4. d"}, PAGE)) == ["3. c\n4. d"]
    assert paragraphs(fill(PROSE, {"x": "1. c\n1. d"}, PAGE)) == ["1. c\n1. d"]


@pytest.mark.parametrize("text", ["\x00", "a\x0bb", "\x1b[0m", "\ufffe", "\ud800"])
@pytest.mark.parametrize("template", [INLINE, PROSE, VERBATIM])
def test_what_xml_cannot_hold_is_refused(template: object, text: str) -> None:
    from docgen.errors import TemplateProblem

    with pytest.raises(TemplateProblem) as caught:
        fill(template, {"x": text}, PAGE)
    assert caught.value.problems[0].id == "template.unprintable"
    assert text not in repr(caught.value.problems)


def test_the_mark_of_a_missing_fact_stands_out_and_its_neighbours_keep_their_look() -> None:
    body = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Dear {{ x }}, bold</w:t></w:r></w:p>'
    data = filled(body, x=Gap("[MISSING: name]"))
    from word_files import W, part_root

    runs = [
        ("".join(run.itertext()), run.find(f"{W}rPr/{W}b") is not None, run.find(f"{W}rPr/{W}rStyle") is not None)
        for run in part_root(data).iter(f"{W}r")
    ]
    assert runs == [("Dear ", True, False), ("[MISSING: name]", False, True), (", bold", True, False)]
    assert paragraphs(filled("{{p x|prose }}", x=Gap("[MISSING: account]"))) == ["[MISSING: account]"]


def test_words_from_right_to_left_say_so() -> None:
    from word_files import W, part_root

    root = part_root(filled("He wrote: {{ x }}.", x="أنا أعرف"))
    marked = ["".join(run.itertext()) for run in root.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert marked == ["أنا أعرف"]
    root = part_root(filled("{{p x|verbatim }}", x="أنا أعرف\nhello"))
    assert [p.find(f"{W}pPr/{W}bidi") is not None for p in root.iter(f"{W}p")] == [True, False]


def test_plain_text_is_never_escaped() -> None:
    assert fill_text("{{ x }}\n", {"x": "a & <b>\r\n{{ 7*7 }}"}) == "a & <b>\n{{ 7*7 }}\n"
    assert fill_text("a\n{% if x %}\nb\n{% endif %}\nc\n", {"x": True}) == "a\nb\nc\n"


def test_text_without_markup_does_not_load_markdown() -> None:
    import subprocess
    import sys

    code = "import sys, docgen.narrative as n; n.read_narrative('I <3 you\\n\\nReally.'); sys.exit('markdown' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_blocks_are_typed() -> None:
    names = [type(block).__name__ for block in read_narrative("a *b*\n\n- c\n\n> d")]
    assert names == ["Paragraph", "Items", "Quote"]


def test_text_of_gives_the_words() -> None:
    data = filled("{{ x }}", x="one\ttwo\nthree")
    assert "one\ttwo\nthree" in text_of(data)


def test_what_a_template_prints_is_escaped_once_wherever_it_comes_from() -> None:
    """Constants, joined texts, macros, loops and names that the template sets: docgen escapes, Jinja does not again."""
    body = (
        "{{ 'a<b> & \"c\"' }}",
        "{{ x ~ '<' }}",
        "{% macro twice(y) %}{{ y }}|{{ y }}{% endmacro %}{{ twice(x) }}",
        "{% for y in [x] %}{{ y|upper }}{% endfor %}",
        "{% set z = x %}{{ z }}",
    )
    x = "<i> & 'x' \"y\" &amp;"

    found = [text for text in paragraphs(filled(*body, x=x)) if text]

    assert found == ['a<b> & "c"', f"{x}<", f"{x}|{x}", x.upper(), x]
