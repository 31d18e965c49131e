"""Tags in Word: split over runs, in headers, around paragraphs and rows; and what is said when they are wrong."""

from __future__ import annotations

import subprocess
import sys

import pytest
from word_files import (
    MAIN,
    PAGE,
    W,
    filled,
    only_id,
    paragraph,
    paragraphs,
    part_root,
    problems_of,
    row,
    table,
    word_file,
)

from docgen.check.causes import paragraph_of
from docgen.errors import TemplateProblem
from docgen.word import compile_template, fill, fill_text, load_prepared, prepare, tags_in


def test_a_tag_split_over_runs_is_one_tag() -> None:
    body = paragraph("a {", "{ cli", "ent.na", "me }", "} b {", "% if x %", "}yes{% endif", " %} c")
    assert paragraphs(filled(body, client={"name": "Ana"}, x=True)) == ["a Ana b yes c"]


def test_a_tag_keeps_the_look_of_the_run_it_begins_in() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{{ na</w:t></w:r>"
    data = filled(paragraph(bold, "me }}", " plain"), name="Ana")
    runs = [("".join(r.itertext()), r.find(f"{W}rPr/{W}b") is not None) for r in part_root(data).iter(f"{W}r")]
    assert runs == [("Ana", True), (" plain", False)]


def test_a_tag_may_go_over_the_end_of_a_paragraph_and_a_message_still_names_the_right_one() -> None:
    body = ("one", "{% set z = [", "x,", "'q'] %}", "{{ z|join }}", "{{ w.", "gone }}")

    (problem,) = problems_of(*body, x="p", w={})

    assert (problem.id, problem.place.paragraph) == ("template.unknown-name", 6)
    assert paragraphs(filled(*body[:-2], x="p")) == ["one", "", "pq"]


def test_a_tag_over_a_table_or_a_section_is_not_closed() -> None:
    section = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr></w:pPr><w:r><w:t>x }}</w:t></w:r></w:p>'
    for between in (table(row("x }}")), section):
        found = problems_of("{{ ", between, x="a")
        assert {problem.id for problem in found} == {"template.unclosed-tag", "template.unopened-tag"}


def test_what_a_reader_would_miss_is_not_lost_in_a_tag() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    half = '<w:bookmarkStart w:id="7" w:name="q"/>'
    box = f"<w:r><w:t>a</w:t><w:pict><w:txbxContent>{paragraph('in the box')}</w:txbxContent></w:pict></w:r>"
    data = filled(paragraph("{{ ", note, half, box, " }} end", '<w:bookmarkEnd w:id="7"/>'), a="Ana")

    kept = [item.tag.removeprefix(W) for item in part_root(data).find(f"{W}body/{W}p").iter()]
    assert [kept.count(name) for name in ("footnoteReference", "bookmarkStart", "bookmarkEnd", "pict")] == [1, 1, 1, 1]
    assert "in the box" in paragraphs(data)


def test_a_block_tag_alone_joins_nothing_with_its_dash() -> None:
    assert paragraphs(filled("{%p if x -%}", "a", "{%p endif %}", "b", x=True)) == ["a", "b"]


def test_runs_split_by_spelling_marks_and_revision_ids_are_joined() -> None:
    noisy = '<w:p><w:r w:rsidR="1"><w:t xml:space="preserve">one </w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="2"><w:t>two</w:t></w:r></w:p>'
    assert len(list(part_root(filled(noisy)).iter(f"{W}r"))) == 1


def test_headers_and_footers_are_filled() -> None:
    data = fill(
        compile_template(word_file("a", header1="Re: {{ x }}", footer1="{{ y }}")), {"x": "one", "y": "two"}, PAGE
    )
    assert paragraphs(data, "word/header1.xml") == ["Re: one"]
    assert paragraphs(data, "word/footer1.xml") == ["two"]


def test_paragraphs_repeat() -> None:
    body = [
        "{%p for i in items %}",
        "{{ loop.index }}. {{ i.a }}{% if not loop.last %};{% endif %}",
        "{%p endfor %}",
        "end",
    ]
    assert paragraphs(filled(*body, items=[{"a": "x"}, {"a": "y"}])) == ["1. x;", "2. y", "end"]
    assert paragraphs(filled(*body, items=[])) == ["end"]


def test_rows_repeat_and_a_table_without_rows_goes() -> None:
    body = table(row("{%tr for i in items %}"), row("{{ i }}"), row("{%tr endfor %}"))
    assert paragraphs(filled(body, "end", items=["a", "b"])) == ["a", "b", "end"]
    root = part_root(filled(body, "end", items=[]))
    assert not list(root.iter(f"{W}tbl"))


def test_a_cell_that_is_left_empty_keeps_a_paragraph() -> None:
    cell = f"<w:tc><w:tcPr/>{paragraph('{%p if x %}')}{paragraph('yes')}{paragraph('{%p endif %}')}</w:tc>"
    root = part_root(filled(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>", x=False))
    (found,) = root.iter(f"{W}tc")
    assert found.find(f"{W}p") is not None


def test_an_account_in_a_cell() -> None:
    data = filled(table(row("{{p x|prose }}")), "end", x="one\n\ntwo")
    assert paragraphs(data) == ["one", "two", "end"]


def test_typographic_quotes_and_entities_in_tags_are_what_they_mean() -> None:
    assert paragraphs(filled('{% if x == “a & b” and 1 < 2 %}yes{% endif %} {{ "R & D <x>" }}', x="a & b")) == [
        "yes R & D <x>"
    ]


def test_macros_that_write_words() -> None:
    assert paragraphs(filled('{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(x) }}{{ m("<b>") }}', x="&")) == ["[&][<b>]"]


@pytest.mark.parametrize(
    ("body", "id"),
    [
        (["Dear {{ x"], "template.unclosed-tag"),
        (["Dear {% if x"], "template.unclosed-tag"),
        (["Dear x }}"], "template.unopened-tag"),
        (["{% if x %} a"], "template.unclosed-block"),
        (["a {% endif %}"], "template.unopened-block"),
        (["a {% else %} b"], "template.unopened-block"),
        (["{% if x %}a{% endfor %}"], "template.unopened-block"),
        (["{%p if x %}", table(row("a{% endif %}"))], "template.crossed-block"),
        (["text {%p if x %}", "{%p endif %}"], "template.text-beside-block-tag"),
        (["{%tr for i in x %}", "{%tr endfor %}"], "template.tag-outside-table"),
        (["a {{ x|prose }} b"], "template.prose-inline"),
        (["{{p x }}"], "template.block-without-prose"),
        (["{{ x|sparkle }}"], "template.unknown-filter"),
        (["{% if x is sparkling %}a{% endif %}"], "template.unknown-test"),
        (["{{p x|prose('Sparkle') }}"], "template.unknown-style"),
        (["{% sparkle %}"], "template.unknown-tag"),
        (["{{ x y }}"], "template.syntax"),
        (["{% if x = 1 %}a{% endif %}"], "template.syntax"),
        (["{{ x + }}"], "template.syntax"),
        (["{{ }}"], "template.syntax"),
    ],
)
def test_a_broken_tag_is_named(body: list[str], id: str) -> None:
    found = problems_of(*body, x="v")
    assert {problem.id for problem in found} >= {id}
    assert all(paragraph_of(problem)[0] == MAIN for problem in found)


def test_all_problems_of_all_parts_come_at_once() -> None:
    data = word_file("{{ a b }}", "fine {{ x }}", "{{ c d }}", header1="{{ e", footer1="{{ f|nope }}")
    with pytest.raises(TemplateProblem) as caught:
        compile_template(data, "t.docx")
    found = [(problem.id, paragraph_of(problem)[0], problem.place.paragraph) for problem in caught.value.problems]
    assert found == [
        ("template.syntax", MAIN, 1),
        ("template.syntax", MAIN, 3),
        ("template.unclosed-tag", "word/header1.xml", 1),
        ("template.unknown-filter", "word/footer1.xml", 1),
    ]


def test_a_name_that_is_not_there_is_located() -> None:
    body = [
        "one",
        table(row("{%tr for i in items %}"), row("{{ i.a }} and {{ i.wrong }}"), row("{%tr endfor %}")),
        "{{ x }}",
    ]
    (problem,) = problems_of(*body, items=[{"a": "b"}], x="y")
    assert (problem.id, problem.place.path, problem.place.paragraph) == ("template.unknown-name", "i.wrong", 3)
    assert "{{ i.wrong }}" in problem.place.near
    (problem,) = problems_of("a", "b {% if client.nick %}x{% endif %}", client={})
    assert (problem.id, problem.place.path, problem.place.paragraph) == ("template.unknown-name", "if client.nick", 2)


@pytest.mark.parametrize(
    ("tag", "id"),
    [
        ("{{ c.none }}", "template.unanswered"),
        ("{% for i in c.none %}{% endfor %}", "template.unanswered"),
        ("{% for i in c.text %}{% endfor %}", "template.unprintable"),
        ("{{ c.yes }}", "template.unprintable"),
        ("{{ c.list }}", "template.unprintable"),
        ("{{ c }}", "template.unprintable"),
        ("{{ c.none.x }}", "template.forbidden"),
        ("{{ c.text.x }}", "template.forbidden"),
        ("{{ c.list[9] }}", "template.unknown-name"),
        ("{{ c.none|upper }}", "template.unanswered"),
        ("{{ c.list|join }}{{ nothing }}", "template.unknown-name"),
        ("{{ c.number // 0 }}", "template.cannot-render"),
        ("{{ c.text > c.number }}", "template.prints-condition"),
        ("{% if c.text > c.number %}x{% endif %}", "template.cannot-render"),
    ],
)
def test_what_cannot_be_printed_is_an_error_and_never_a_blank(tag: str, id: str) -> None:
    facts = {"none": None, "yes": True, "list": ["secret words"], "text": "secret words", "number": 3}
    (problem,) = problems_of("one", f"two {tag}", c=facts)
    assert (problem.id, problem.place.paragraph) == (id, 2)
    assert "secret words" not in repr(problem)


def test_facts_win_over_methods_and_private_names_are_only_names() -> None:
    facts = {"items": "i", "keys": "k", "update": "u", "__class__": "c", "self": "s", "loop": "l", "_x": "x"}
    assert paragraphs(
        filled("{{ d.items }}{{ d.keys }}{{ d.update }}{{ d.__class__ }}{{ d.loop }}{{ d._x }}", d=facts)
    ) == ["ikuclx"]


def test_the_prepared_form_is_the_live_form_and_loads_nothing_heavy() -> None:
    data = word_file("Dear {{ x }}", "{{p y|prose }}", header1="{{ x }}")
    live = compile_template(data, "t.docx")
    prepared = prepare(live)
    assert prepare(compile_template(data, "t.docx")) == prepared
    kept = load_prepared(prepared, data)
    assert kept is not None
    fields = {"x": "Ana", "y": "1. a\n2. b"}
    assert fill(kept, fields, PAGE) == fill(live, fields, PAGE)
    assert load_prepared(prepared, data + b"x") is None
    assert load_prepared(prepared.replace(b'"format":', b'"format":9'), data) is None
    for damaged in (
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\x80\x04K",
        prepared[:100],
        prepared.replace(b'"static":[[', b'"static":[[['),
    ):
        assert load_prepared(damaged, data) is None


def test_filling_from_the_prepared_form_imports_no_heavy_library(tmp_path) -> None:
    data = word_file("Dear {{ x }}", "{{p y|prose }}")
    (tmp_path / "t.docx").write_bytes(data)
    (tmp_path / "t.prepared").write_bytes(prepare(compile_template(data)))
    code = (
        "import sys, datetime, pathlib; import docgen.word as w\n"
        "heavy = {'docxtpl', 'docx', 'lxml', 'markdown', 'babel', 'zipfile'}\n"
        "assert not heavy & set(sys.modules) and 'jinja2' not in sys.modules\n"
        f"p = pathlib.Path({str(tmp_path)!r}); t = w.load_prepared((p / 't.prepared').read_bytes(), (p / 't.docx').read_bytes())\n"
        "w.fill(t, {'x': 'a', 'y': 'b'}, w.Page(paper='a4', language='en', title='t', date=datetime.date(2026, 1, 1)))\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_a_template_reads_is_listed_by_the_facts_own_names() -> None:
    body = [
        "{% for i in incidents %}{{ i.date }}{% for u in i.urls %}{{ u }}{% endfor %}{{ loop.index }}{% endfor %}",
        "{% set c = client %}{{ c.name }}{% if respondent.known and not x %}a{% endif %}",
        "{{ items|length }}{{ (phones + emails)|join(', ') }}{{ exhibits[0].label }}{{ d['k'] }}",
        "{% for i in [recent] %}{{ i.date }}{% endfor %}{% macro m(a) %}{{ a }}{{ outer }}{% endmacro %}{{ m(arg) }}",
        "{{ a.b if cc.d else e.f }}{{ items|first }}",
    ]
    found = {(use.name, use.printed) for use in tags_in(word_file(*body))}
    assert found == {
        ("incidents", False), ("incidents[].date", True), ("incidents[].urls", False), ("incidents[].urls[]", True),
        ("client", False), ("client.name", True), ("respondent.known", False), ("x", False),
        ("items", False), ("phones", True), ("emails", True), ("exhibits[].label", True), ("d.k", True),
        ("recent", False), ("recent.date", True), ("outer", True), ("arg", True),
        ("a.b", True), ("cc.d", False), ("e.f", True), ("items[]", True),
    }  # fmt: skip


def test_uses_have_their_place() -> None:
    uses = tags_in(word_file("a", "Dear {{ client.name }}", header1="Re {{ x }}"), "t.docx")
    assert [(use.name, use.part, use.paragraph) for use in uses] == [
        ("client.name", MAIN, 2),
        ("x", "word/header1.xml", 1),
    ]
    assert uses[0].near == "Dear {{ client.name }}"


def test_plain_text_problems_have_lines() -> None:
    for source, kind, line in (
        ("a\n{{ b c }}", "template.syntax", 2),
        ("a\n\nb {{ x.y }}", "template.unknown-name", 3),
        ("{{ n }}", "template.unanswered", 1),
    ):
        with pytest.raises(TemplateProblem) as caught:
            fill_text(source, {"x": {}, "n": None}, "t.txt")
        (problem,) = caught.value.problems
        assert (problem.id, problem.place.line, problem.place.source) == (kind, line, "t.txt")


def test_a_tag_in_a_part_that_is_not_filled_is_refused() -> None:
    from word_files import related

    data = related(
        word_file("a"), "chart", "charts/chart1.xml", part="word/charts/chart1.xml", content=b"<c>{{ x }}</c>"
    )
    with pytest.raises(TemplateProblem) as caught:
        compile_template(data)
    assert caught.value.problems[0].id == "template.tag-outside-text"
    assert only_id('<w:p><w:r><w:drawing><x descr="{{ x }}"/></w:drawing></w:r></w:p>') == "template.tag-outside-text"
