"""A template may come from anyone: it can print facts and nothing else, and it ends."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from word_files import (
    PAGE,
    RELS,
    changed,
    filled,
    only_id,
    paragraph,
    paragraphs,
    problems_of,
    related,
    word_file,
)

from docgen.check.causes import paragraph_of
from docgen.errors import TemplateProblem
from docgen.word import compile_template, fill, fill_text

PAYLOADS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ x.__class__ }}",
    "{{ x['__class__'] }}",
    "{{ x.__init__.__globals__ }}",
    "{{ ''|attr('__class__') }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '%s'|format(x) }}",
    "{{ 'a'.join(['b']) }}",
    "{{ x.upper() }}",
    "{{ x.items() }}",
    "{{ range.__call__ }}",
    "{{ loop.__class__ }}",
    "{% for i in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for i in [1] %}{{ loop._iterable }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{{ [].append(1) }}",
    "{{ dict(a=1) }}",
    "{{ x|map('upper') }}",
    "{{ [x]|map('prose')|first }}",
    "{{ [x]|map('docgen shown', '')|first }}",
    "{{ [x]|map(attribute='__class__')|first }}",
    "{{ [x, x]|sort(attribute='__class__')|first }}",
    "{{ [x]|groupby('__class__')|first|first }}",
    "{{ [x]|join(attribute='__class__') }}",
    "{% set c = cycler(x) %}{{ c.__init__.__globals__ }}",
    "{% set c = cycler(x) %}{{ c.items }}",
    "{% set n = namespace(a=x) %}{{ n.__init__ }}",
    "{% set n = namespace(a=x) %}{{ n._Namespace__attrs }}",
    "{% set n = namespace(a=x) %}{{ n['__class__'] }}",
    "{% set n = namespace(a=x) %}{{ n._Namespace__attrs.a }}",
    "{{ joiner }}",
    "{{ namespace(a=x) }}",
    "{{ joiner('a').sep.upper() }}",
    "{{ x|safe }}",
    "{{ nobody|default('gap hidden') }}",
    "{{ 'a' is filter }}",
    "{{ caller() }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import popen %}",
    "{% extends 'x' %}",
    "{% block b %}{% endblock %}",
    "{% call m() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% autoescape false %}{{ x }}{% endautoescape %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% set y %}{{ x }}{% endset %}",
    "{% do x %}",
    "{% debug %}",
    "{% break %}",
]
GREEDY = [
    "{{ 10**10**10 }}",
    "".join(f"{{% for {name} in {list(range(300))} %}}" for name in "abcd") + "{% endfor %}" * 4,
    "{{ [" + "''," * 3000 + "]|join('" + "z" * 100_000 + "') }}",
    "{{ 9**9**9 }}",
    "{{ 'a' * 10**9 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ range(1000000000)|length }}",
    "{% for i in range(100000) %}{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
    "{% for a in range(9999) %}{{ big }}{% endfor %}",
    "{% for a in range(9999) %}{{ big ~ big ~ big }}{% endfor %}",
    "{% for a in range(9999) %}{% if big + big %}{% endif %}{% endfor %}",
    "{% set s = 'aaaaaaaaaa' %}" + "{% set s = s ~ s %}" * 40 + "{{ s|length }}",
    "{% set s = 'aaaaaaaaaa' %}" + "{% set s = s + s %}" * 40 + "{{ s|length }}",
    "{% set s = [1, 2] %}" + "{% set s = s + s %}" * 40 + "{{ s|length }}",
    "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(n) %}{% if n > 0 %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
    "{% macro m() %}" + "x" * 20_000 + "{% endmacro %}{% for i in range(9999) %}{{ m() }}{% endfor %}",
    "{% for i in range(9999) %}" + "y" * 20_000 + "{% endfor %}",
    "{{ " + "(" * 400 + "1" + ")" * 400 + " }}",
    "{{ " + "-" * 5000 + "1 }}",
    "{{ " + "9" * 5000 + " }}",
    "{{ " + "not " * 5000 + "x }}",
    "{% set n = namespace(t='ab') %}{% for i in range(60) %}{% set n.t = n.t ~ n.t %}{% endfor %}{{ n.t|length }}",
    "{% set n = namespace(t=[1]) %}{% for i in range(60) %}{% set n.t = n.t + n.t %}{% endfor %}{{ n.t|length }}",
    "{% set n = namespace(t=[]) %}{% for i in range(9999) %}{% set n.t = n.t + [range(9999)|batch(1)] %}{% endfor %}",
    "{% for i in range(9999) %}{% if range(9999)|sort|unique|reverse %}{% endif %}{% endfor %}",
    "{{ [1]|batch(1000000000, 'x')|length }}",
    "{{ [1]|slice(1000000000)|length }}",
    "{{ big|replace('b', big)|length }}",
    "{% for i in range(9999) %}{% if big|replace('b', 'c') %}{% endif %}{% endfor %}",
    "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("place", ["body", "header1", "footer1"])
def test_code_in_tags_is_refused(payload: str, place: str) -> None:
    data = word_file(payload) if place == "body" else word_file("text", **{place: payload})
    with pytest.raises(TemplateProblem) as caught:
        fill(compile_template(data, "evil.docx"), {"x": "value", "big": "b"}, PAGE)
    problem = caught.value.problems[0]
    assert problem.id.startswith("template.")
    assert paragraph_of(problem)[0].removeprefix("word/").removesuffix(".xml") == place.replace("body", "document")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_code_in_plain_text_templates_is_refused(payload: str) -> None:
    if "raw" in payload or "set y" in payload:
        return  # without XML both are harmless
    with pytest.raises(TemplateProblem):
        fill_text(payload, {"x": "value"})


@pytest.mark.parametrize("payload", GREEDY, ids=[payload[:40] for payload in GREEDY])
def test_templates_that_never_end_are_stopped(payload: str) -> None:
    started = time.process_time()
    with pytest.raises(TemplateProblem):
        fill(compile_template(word_file(payload), "greedy.docx"), {"x": "v", "big": "b" * 100_000}, PAGE)
    assert time.process_time() - started < 10


def test_templates_that_eat_memory_are_stopped_below_512_megabytes() -> None:
    code = (
        f"import re, sys; sys.path[:0] = [{str(Path(__file__).parent)!r}]\n"
        "from test_hostile_templates import GREEDY; from word_files import *; from docgen.errors import TemplateProblem\n"
        "for payload in GREEDY:\n"
        "    try: fill(compile_template(word_file(payload)), {'x': 'v', 'big': 'b' * 100000}, PAGE)\n"
        "    except TemplateProblem: pass\n"
        # ru_maxrss counts what the test run itself held before it started this process.
        "sys.exit(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) > 512 * 1024)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_there_is_one_place_that_makes_environments() -> None:
    room = Path(__file__).parents[2] / "docgen"
    makers = [p.name for p in room.rglob("*.py") if "Environment(" in p.read_text() or "from_string" in p.read_text()]
    assert makers == ["environment.py"]


@pytest.mark.parametrize("count", [300, 600, 1200])
def test_unclosed_tags_are_found_in_linear_time(count: int) -> None:
    started = time.process_time()
    found = problems_of(*["{{ open {% if"] * count)
    assert {problem.id for problem in found} == {"template.unclosed-tag"}
    assert time.process_time() - started < 0.02 * count


def test_tags_in_field_codes_and_targets_are_refused() -> None:
    code = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE {{ x }} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    assert only_id(code) == "template.tag-outside-text"
    with pytest.raises(TemplateProblem) as caught:
        compile_template(related(word_file("a"), "hyperlink", "https://example.org/{{ x }}", "External"))
    assert caught.value.problems[0].id == "template.tag-outside-text"


def active(data: bytes) -> str:
    with pytest.raises(TemplateProblem) as caught:
        compile_template(data, "active.docx")
    assert {problem.id for problem in caught.value.problems} == {"template.active-content"}
    return caught.value.problems[0].names["what"]


def test_active_content_is_refused() -> None:
    plain = word_file("a")
    assert (
        active(related(plain, "attachedTemplate", "file:///C:/Users/ana/Normal.dotm", "External")) == "attachedTemplate"
    )
    assert active(related(plain, "image", "http://example.org/spy.png", "External")) == "image: http"
    assert active(related(plain, "hyperlink", "javascript:alert(1)", "External")) == "hyperlink: javascript"
    assert active(related(plain, "hyperlink", "\\\\host\\share", "External")) == "hyperlink: file"
    assert active(related(plain, "aFChunk", "evil.html")) == "aFChunk"
    assert active(changed(plain, word__vbaProject_bin=b"x", **{"word/vbaProject.bin": b"x"})) == "vbaProject"
    assert "macroEnabled" in active(changed(plain, types=("document.main+xml", "macroEnabled.main+xml")))
    assert active(changed(plain, document=("<w:body>", '<w:body><w:altChunk r:id="rId1"/>'))) == "altChunk"


@pytest.mark.parametrize(
    "code",
    [
        "DDEAUTO c:\\\\x",
        "DDE a b",
        "LINK Excel",
        "INCLUDETEXT f",
        "includepicture f",
        "FILENAME \\p",
        "DATE",
        "IMPORT x",
    ],
)
def test_fields_that_fetch_run_or_tell_are_refused(code: str) -> None:
    word = f"field {code.split(maxsplit=1)[0].upper()}"
    assert active(word_file(f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>')) == word
    first, rest = code[:3], code[3:]
    runs = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in (" " + first, rest))
    split = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert active(word_file(f"<w:p>{split}</w:p>")) == word


def test_links_that_a_reader_may_follow_are_kept() -> None:
    data = related(word_file("a"), "hyperlink", "https://example.org/", "External")
    out = fill(compile_template(data), {}, PAGE)
    import io
    import zipfile

    assert b"https://example.org/" in zipfile.ZipFile(io.BytesIO(out)).read(RELS)


def test_a_fact_never_reaches_a_field_code() -> None:
    from word_files import W, filled, part_root

    data = filled(paragraph("{{ x }}"), x="DDEAUTO c:\\windows")
    assert list(part_root(data).iter(f"{W}instrText")) == []


def test_a_report_of_5000_incidents_costs_less_than_a_document_may() -> None:
    """Forty facts an incident: what a turn costs is what it writes, not how its tags are read."""
    items = [{"x": "about thirty characters of text", "y": f"{number}"} for number in range(5_000)]

    data = filled("{%p for i in items %}", *["{{ i.x }} and {{ i.y }}"] * 20, "{%p endfor %}", items=items)

    assert len(paragraphs(data)) >= 100_000


DRAWN = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="P" descr="{}"/></wp:inline></w:drawing></w:r></w:p>'
)
MANY = {
    "tags": ["{{ x }}"] * 6_000,
    "a long tag": ["{% set d = [" + "1," * 110_000 + "] %}"],
    "braces": ["{" * 100_000],
    "open comments": ["x {# y"] * 50_000,
    "comments that open in one paragraph": ["{# " * 50_000],
    "a comment in a description": [DRAWN.format("{# " * 50_000)],
    "tags in paragraphs without end": ["{{ x }}"] * 200_000,
    "paragraphs without end": ["x"] * 600_000,
    "tags from paragraph to paragraph": ["}} {{ x"] * 4_000,
    "elements without end": ["<w:p/>" * 2_000_000],
    "runs in one tag": [paragraph("{{ x", *["  "] * 50_000, "}}")],
    "blocks that are not closed": ["{%- if x %}"] * 4_000,
    "numbers raised": ["{{ 2 ** 64 ** 64 }}"],
    "texts repeated": ["{% for i in range(9999) %}{% set y = x * 100000 %}{% endfor %}"],
}


@pytest.mark.parametrize("body", MANY)
def test_a_template_of_more_than_anybody_writes_is_refused_in_time(body: str) -> None:
    started = time.process_time()

    with pytest.raises(TemplateProblem):
        filled(*MANY[body], x="a")

    assert time.process_time() - started < 10


@pytest.mark.parametrize("body", ["x {# y", DRAWN.format("a {# b")])
def test_a_comment_that_nothing_closes_is_told_with_its_paragraph(body: str) -> None:
    (problem,) = problems_of("Dear", body, "Yours")

    assert (problem.id, problem.place.paragraph, problem.names["closing"]) == ("template.unclosed-tag", 2, "#}")


def test_many_runs_of_one_look_are_joined_in_linear_time() -> None:
    started = time.process_time()

    assert paragraphs(filled(paragraph(*["words "] * 60_000))) == [("words " * 60_000)]
    assert time.process_time() - started < 10


def test_a_fact_cannot_ask_for_millions_of_columns() -> None:
    grid = '<w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'
    cell = f"<w:tc><w:tcPr/>{paragraph('{% colspan x %}a')}</w:tc>"

    assert len(filled(f"<w:tbl><w:tblPr/>{grid}<w:tr>{cell * 100}</w:tr></w:tbl>", x=9999)) < 50_000
