"""What docs/docxtpl.md says of the differences from docxtpl."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2.filters import FILTERS
from word_files import W, filled, only_id, paragraph, paragraphs, part_root, problems_of, row, table, word_file

from docgen.word import filter_names, tags_in

MANUAL = (Path(__file__).parents[2] / "docs" / "docxtpl.md").read_text(encoding="utf-8")
PERSON = {"name": "Ana Lind", "phone": None, "items": "a fact", "married": True}


def test_every_filter_of_jinja_is_there_or_refused_in_the_manual() -> None:
    refused = set(re.findall(r"`(\w+)`", MANUAL.partition("| any filter | not ")[2].partition("|\n")[0]))

    assert refused & filter_names() == set()
    assert set(FILTERS) - filter_names() == refused


@pytest.mark.parametrize(
    ("tag", "id"),
    [
        ("{{ client.nmae }}", "template.unknown-name"),
        ("{% if client.nmae %}x{% endif %}", "template.unknown-name"),
        ("{{ client.nmae|default('x') }}", "template.unknown-name"),
        ("{% if client.nmae is defined %}x{% endif %}", "template.unknown-test"),
        ("{{ client.phone }}", "template.unanswered"),
        ("{{ client.married }}", "template.unprintable"),
        ("{{ 0.5 }}", "template.unprintable"),
        ("{{ client.items() }}", "template.call"),
        ("{{ client.name.upper() }}", "template.call"),
        ("words {%p if client.married %}", "template.text-beside-block-tag"),
        ("{{p client.name }}", "template.block-without-prose"),
        ("{% if client.name is undefined %}x{% endif %}", "template.unknown-test"),
        ("{% autoescape true %}x{% endautoescape %}", "template.unknown-tag"),
        ("{{ client.name|reverse }}", "template.unprintable"),
        ("{{ client.name|join('-') }}", "template.unprintable"),
        ("{{ 6 / 2 }}", "template.forbidden"),
        ("{{ '%s' % client.name }}", "template.forbidden"),
        (table(row("{% if client.married %}a", "b{% endif %}")), "template.crossed-block"),
        ('<w:p><w:fldSimple w:instr=" DATE "/></w:p>', "template.active-content"),
        ('<w:p><w:fldSimple w:instr=" IF 1 = 1 2 3 "/></w:p>', "template.active-content"),
        ('<w:p><w:fldSimple w:instr=" MERGEFIELD a "/></w:p>', "template.active-content"),
        ('<w:p><w:fldSimple w:instr=" DOCPROPERTY a "/></w:p>', "template.active-content"),
        (
            '<w:p><w:r><w:instrText> HYPERLINK "{{ client.name }}" </w:instrText></w:r></w:p>',
            "template.tag-outside-text",
        ),
    ],
)
def test_what_would_leave_a_blank_or_reach_for_python_is_an_error(tag: str, id: str) -> None:
    assert id in {problem.id for problem in problems_of(tag, client=PERSON)}


def test_a_text_in_a_tag_is_printed_and_compared_as_it_was_typed() -> None:
    assert paragraphs(filled("{{ 'R & D' }} {% if firm == 'R & D' %}same{% endif %}", firm="R & D")) == ["R & D same"]


def test_a_line_end_in_a_text_of_the_file_is_a_space() -> None:
    assert paragraphs(filled("<w:p><w:r><w:t>one\n{{ x }}</w:t></w:r></w:p>", x="two")) == ["one two"]


def test_a_fact_cannot_leave_its_description() -> None:
    value = 'a" w:x="1<&\n'
    body = '<w:p><w:sdt><w:sdtPr><w:alias w:val="{{ x }}"/></w:sdtPr><w:sdtContent/></w:sdt></w:p>'

    (alias,) = part_root(filled(body, x=value)).iter(f"{W}alias")

    assert dict(alias.attrib) == {f"{W}val": 'a" w:x="1<& '}
    assert only_id("{% macro m() %}a{% endmacro %}", body.replace("x }}", "m() }}")) == "template.unprintable"
    assert only_id(body, x="\x01") == "template.unprintable"


def test_a_colour_cannot_bring_attributes() -> None:
    rows = table(row("{% cellbg x %}a"))

    (shade,) = part_root(filled(rows, x='F" w:val="solid')).iter(f"{W}shd")

    assert shade.get(f"{W}fill") == 'F" w:val="solid'


def test_a_refused_call_does_not_say_what_was_called() -> None:
    (problem,) = problems_of("{{ client.name() }}", client=PERSON)

    assert "Ana" not in repr(problem.names) + repr(problem)


def test_a_fact_that_was_not_told_has_other_words() -> None:
    assert paragraphs(filled("{{ client.phone|default('no number') }} {{ client.items }}", client=PERSON)) == [
        "no number a fact"
    ]


def test_facts_keep_their_braces() -> None:
    assert paragraphs(filled("{_{ {{ x }} }_}", x="{_{ a }_} {% b %}")) == ["{{ {_{ a }_} {% b %} }}"]


def test_what_filters_of_lists_read_is_known_to_whoever_checks_the_template() -> None:
    data = word_file(
        "{{ incidents|map(attribute='day')|join(', ') }}",
        "{% for i in incidents|selectattr('exhibits')|sort(attribute='date') %}{{ i.number }}{% endfor %}",
        "{{ letter.urls|join('; ') }} {{ exhibits|length }}",
        "{%p for e in exhibits %}",
        "{{ e.picture|picture(8) }}",
        "{%p endfor %}",
    )

    assert [(use.name, use.how) for use in tags_in(data) if use.name != "_short" and use.name != "_long"] == [
        ("incidents", "looped"),
        ("incidents[].day", "printed"),
        ("incidents", "looped"),
        ("incidents[].exhibits", "tested"),
        ("incidents[].date", "tested"),
        ("incidents[].number", "printed"),
        ("letter.urls", "joined"),
        ("exhibits", "tested"),
        ("exhibits", "looped"),
        ("exhibits[].picture", "pictured"),
    ]


MACRO = ["{%p macro m(x) %}", "one {{ x }}", "two", "{%p endmacro %}"]


def test_a_macro_that_writes_paragraphs_stands_in_a_paragraph_of_its_own() -> None:
    assert paragraphs(filled(*MACRO, "{{p m(x) }}", "end", x="a")) == ["one a", "two", "end"]
    assert only_id(*MACRO, "words {{ m(x) }}", x="a") == "template.prose-inline"
    assert only_id("{% macro m(x) %}{{ x }}{% endmacro %}", "{{p m(x) }}", x="a") == "template.block-without-prose"


def test_a_macro_that_writes_rows_stands_in_a_row_of_its_own() -> None:
    rows = table(row("{%tr macro m(x) %}"), row("{{ x }}"), row("{%tr endmacro %}"), row("{{tr m(x) }}"), row("end"))

    assert paragraphs(filled(rows, x="a")) == ["a", "end"]
    assert only_id(rows, paragraph("{{p m(x) }}"), x="a") == "template.prose-inline"
