"""docxtpl, with autoescape on, is the oracle: the same template and plain facts give the same body."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree
from word_files import MAIN, PAGE, W, changed, paragraph, related, row, table, word_file

from docgen.word import build_template, compile_template, default_house_style, fill

WORDS = ["Ana", "R & D", "<b>", "I <3 you", "é ễ", "a\nb", "“q”", "x" * 300, "1 May 2026", "{ x }", "'s", '5" <&>']


def canonical(data: bytes, part: str) -> bytes:
    """The part in canonical form, without what docgen drops on purpose and without empty texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(part))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for element in list(root.iter()):
        for key in list(element.attrib):
            if key.startswith(f"{w}rsid") or key.endswith("}space") or element.tag == f"{w}pgSz":
                del element.attrib[key]
        if element.tag in (f"{w}proofErr", f"{w}keepNext"):  # what docgen keeps on one page, it sees when it fills
            element.getparent().remove(element)
    for text in list(root.iter(f"{w}t")):
        if not text.text:
            text.getparent().remove(text)
    for run in list(root.iter(f"{w}r")):
        if all(child.tag == f"{w}rPr" for child in run):
            run.getparent().remove(run)
    for element in root.iter():
        element.tail = None
        if element.tag not in (f"{w}t", f"{w}instrText"):
            element.text = None
    _join(root, w)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="c14n2")


def _join(root, w: str) -> None:
    """Join neighbouring runs of one look, and neighbouring texts, as docgen does when it compiles."""
    for paragraph_ in root.iter(f"{w}p"):
        previous = None
        for run in list(paragraph_.iterchildren(f"{w}r")):
            look = etree.tostring(run.find(f"{w}rPr")) if run.find(f"{w}rPr") is not None else b""
            if previous is not None and previous[1] == look and run.getprevious() is previous[0]:
                previous[0].extend([child for child in run if child.tag != f"{w}rPr"])
                paragraph_.remove(run)
            else:
                previous = (run, look)
    for run in root.iter(f"{w}r"):
        before = None
        for child in list(run):
            if child.tag == f"{w}t" and before is not None and before.tag == f"{w}t":
                before.text = (before.text or "") + (child.text or "")
                run.remove(child)
            else:
                before = child


FOOTNOTES = "word/footnotes.xml"
_TYPE = "application/vnd.x.footnotes+xml"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def with_footnotes(data: bytes) -> bytes:
    note = f'<w:footnote w:id="2">{paragraph("Note of {{ a }}")}</w:footnote>'
    notes = f'<w:footnotes xmlns:w="{W[1:-1]}">{note}</w:footnotes>'
    made = related(data, "footnotes", "footnotes.xml", part=FOOTNOTES, content=notes.encode())
    return changed(made, types=(_TYPE, _NOTES_TYPE))


def by_docxtpl(data: bytes, fields: dict[str, object]) -> bytes:
    template = DocxTemplate(io.BytesIO(data))
    template.render(fields, Environment(autoescape=True, undefined=StrictUndefined))
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="1001" name="P" descr="{{ a }} and {{ b }}"/></wp:inline></w:drawing></w:r>'
)
BOLD = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'


def wide(*rows: list[str], widths: tuple[int, ...] = (1500, 1500, 1500)) -> str:
    """A table as Word writes it: each cell has properties, each column of the grid its width."""
    made = "".join(f"<w:tr>{''.join(map(_cell, cells))}</w:tr>" for cells in rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def _cell(text: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'


BODIES = {
    "words in a line": [paragraph("Dear {{ a }}, ", BOLD.format("bold {{ b }}"), " end")],
    "tags split over runs": [paragraph("split {", "{ a", " }}", " and {% if", " c %}yes{% else %}no{% endif %}")],
    "tags split over runs of different looks": [
        paragraph("Dear {{ a", BOLD.format(" }} and {{ b }}"), ", hello"),
        paragraph("{", BOLD.format("{ a"), BOLD.format(" }} x {% if c"), " %}yes{% endif %} y"),
    ],
    "tabs, line ends, symbols and links within tags": [
        paragraph("x {{ a", "<w:r><w:tab/></w:r>", "}} y {{ b", "<w:r><w:br/></w:r>", " }} z"),
        paragraph(
            "{{ a", '<w:r><w:rPr><w:b/></w:rPr><w:tab/><w:t xml:space="preserve"> }} y</w:t><w:tab/><w:t>z</w:t></w:r>'
        ),
        paragraph("<w:r><w:t>{{</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>}} y</w:t><w:br/><w:t>z</w:t></w:r>"),
        paragraph("{{ items[0].", '<w:hyperlink w:anchor="m"><w:r><w:t>x</w:t></w:r></w:hyperlink>', " }} end"),
        paragraph("{{ a", '<w:bookmarkStart w:id="9" w:name="q"/><w:bookmarkEnd w:id="9"/>', " }} end"),
    ],
    "tags that go over the end of a paragraph": [
        paragraph("{% if c %}yes{%"),
        paragraph(" else %}", BOLD.format("no{% endif %}"), " {{ b }}"),
        "{% set z = [",
        "'p',",
        "'q'] %}",
        "{{ z|join(', ') }} {{ a",
        "|upper }} x {{ b |",
        "lower }} end",
    ],
    "comments over paragraphs": ["x {# not", "so {{ a }} nor", "this #} {{ b }}", "{#p a", "whole #}", "{{ a }}"],
    "texts with a tag and no xml:space": [paragraph("<w:r><w:t> x {{ a }} </w:t></w:r>", BOLD.format("y"))],
    "paragraphs that come or go": [
        "{%p if c %}",
        "shown {{ a }}",
        "{%p else %}",
        "other {{ b }}",
        "{%p endif %}",
        "end",
    ],
    "paragraphs that repeat": [
        "{%p for i in items %}",
        "{{ loop.index }} {{ i.x }}",
        "{%p if i.y %}",
        "y {{ i.x }}",
        "{%p endif %}",
        "{%p endfor %}",
    ],
    "rows that repeat": [
        table(
            row("A", "B"),
            row("{%tr for i in items %}", ""),
            row("{{ i.x }}", "{% if i.y %}y{% endif %}"),
            row("{%tr endfor %}", ""),
            columns=2,
        )
    ],
    "cells that repeat, more than the grid has": [
        wide(["{%tc for i in items %}", "{{ i.x }}", "{%tc endfor %}", "{{ a }}"], widths=(2409, 2000)),
    ],
    "cells that repeat, fewer than the grid has": [
        wide(["{%tc for i in items %}", "{{ i.x }}", "{%tc endfor %}"], widths=(1200, 1100, 1000, 900, 800)),
    ],
    "a cell over several columns": [wide(["{% colspan items|length %}{{ a }}"], ["1", "2", "3"])],
    "a cell with a colour of its own": [
        wide(
            ["{%tr for i in items %}", ""],
            ["{% cellbg colour %}{{ i.x }}", "{{ a }}"],
            ["{%tr endfor %}", ""],
            widths=(900, 800),
        )
    ],
    "a colour in quotation marks": [wide(["{% cellbg b %}{{ a }}", "2"], widths=(900, 800))],
    "descriptions, watermarks and titles": [
        paragraph(
            DRAWING, '<w:r><w:pict><v:shape xmlns:v="urn:v"><v:textpath string="{{ a }}"/></v:shape></w:pict></w:r>'
        ),
        (
            '<w:sdt><w:sdtPr><w:alias w:val="Of {{ a }}"/><w:tag w:val="{% if c %}t{% else %}{{ b }}{% endif %}"/></w:sdtPr>'
            f"<w:sdtContent>{paragraph('{{ a }}')}</w:sdtContent></w:sdt>"
        ),
        '<w:tbl><w:tblPr><w:tblCaption w:val="{{ b }}"/></w:tblPr><w:tblGrid/><w:tr>'
        + _cell("{{ a }}")
        + "</w:tr></w:tbl>",
    ],
    "formulas": [
        paragraph(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>x = {{{{ a }}}}</m:t></m:r></m:oMath>', " {{ b }}"),
        paragraph("{% if c %}", f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>y</m:t></m:r></m:oMath>', "{% endif %}"),
    ],
    "cells joined from top to bottom": [
        wide(
            ["{%tr for i in items %}", ""], ["{% vm %}{{ a }}", "{{ i.x }}"], ["{%tr endfor %}", ""], widths=(900, 800)
        )
    ],
    "cells joined from left to right": [wide(["{%tc for i in items %}", "{% hm %}{{ a }}", "{%tc endfor %}"])],
    "a row in a comment": [table(row("A", "B"), row("{#tr note #}", ""), row("{{ a }}", "2"), columns=2)],
    "comments": ["a{# note #}b", "{#p a whole paragraph #}", "a {#r x #} b {%r if c %}yes{%r endif %}"],
    "paragraphs joined to one": [
        "My house is",
        "{%- if c -%}",
        "in town",
        "{%- else -%}",
        "in the country",
        "{%- endif -%}",
        "and {{ a }} likes it.",
    ],
    "braces that are meant": ["Write {_{ name }_} or {_% if x %_} to {{ a }}"],
    "macros": [
        "{% macro m(x, y='-') %}[{{ x }}{{ y }}]{% endmacro %}{{ m(a) }}{{ m(b, a) }}",
        "{%p macro many(x) %}",
        "one {{ x }}",
        "two {{ x }}",
        "{%p endmacro %}",
        "{%p for i in items %}",
        "{{p many(i.x) }}",
        "{%p endfor %}",
        table(row("{%tr macro r(x) %}"), row("{{ x }}"), row("{%tr endmacro %}"), row("{{tr r(a) }}"), row("end")),
    ],
    "a list in a line": ["{% for i in items %}{{ i.x }}{% if not loop.last %}, {% endif %}{% endfor %}"],
    "bold that ends with the passage": [paragraph("{% if c %}a", BOLD.format("b{% endif %}"), "c")],
    "expressions": [
        "{{ a|upper }} {{ items|length }} {{ 1 + 2 * 3 }} {{ 'x' ~ a ~ b }}",
        "{% set z = a %}{{ z }} {{ a if c else b }} {{ items[0].x }} {{ items[-1]['x'] }}",
        "{% if a in (b, 'Ana') or items|length > 2 %}in{% endif %}{% if b is not none and 4 is divisibleby 2 %}is{% endif %}",
        "{{ a if c }}|{{ 'x' if not c }} {{ '_' * 12 }} {{ 2 ** 10 }} {% if 4 is float %}no{% endif %}",
        "{% with q = a %}{{ q }}{% endwith %}{{ ['p', 'q', 'r'][1:]|join(“; ”) }}",
    ],
    "loops": [
        "{% for i in items if i.y %}{{ i.x }}{% else %}none{% endfor %}",
        "{% for i in items %}{{ loop.revindex }}{{ loop.cycle('a', 'b') }}{% if loop.changed(i.x) %}!{% endif %}{% endfor %}",
        "{% set ns = namespace(n=0) %}{% for i in items %}{% set ns.n = ns.n + loop.index %}{% endfor %}{{ ns.n }}",
        "{% set sep = joiner('; ') %}{% set c2 = cycler('x', 'y') %}{% for i in items %}{{ sep() }}{{ c2.next() }}{% endfor %}",
        "{% for key, value in items[0]|dictsort %}{{ key }}{% endfor %}{% for key, v in items[0]|items %}{{ key }}{% endfor %}",
    ],
    "filters of words": [
        "{{ a|capitalize }} {{ a|title }} {{ a|lower|trim }} {{ a|replace('a', 'o') }} {{ a|replace('a', 'o', 1) }}",
        "{{ a|truncate(5) }} {{ a|wordcount }} {{ a|first }}{{ a|last }} {{ '12'|int + 1 }} {{ -3|abs }}",
        "{{ a|default('x') }} {{ ''|d('y', true) }} {{ a|string }}",
    ],
    "filters of lists": [
        "{{ words|sort|join(', ') }} {{ words|unique|reverse|join }} {{ words|min }} {{ words|max }} {{ words|first }}",
        "{{ items|map(attribute='x')|join(', ') }} {{ items|join('/', attribute='x') }} {{ words|map('upper')|join }}",
        "{{ items|selectattr('y')|list|length }} {{ items|rejectattr('y')|list|count }} {{ [3, 4]|sum }}",
        "{{ words|select('equalto', 'b')|join }} {{ words|reject('equalto', 'b')|join }} {{ items|sort(attribute='x')|map(attribute='x')|join }}",
        "{% for part in words|batch(2) %}{{ part|join('+') }};{% endfor %}{% for part in words|slice(2) %}{{ part|join('+') }};{% endfor %}",
        "{% for y, members in items|groupby('y') %}{{ members|length }}{% endfor %}",
    ],
}


def some_fields(seed: int) -> dict[str, object]:
    pick = random.Random(seed)
    items = [{"x": pick.choice(WORDS), "y": pick.random() < 0.5} for _ in range(pick.randrange(1, 4))]
    words = [pick.choice("abcd") for _ in range(4)]
    more = {"c": pick.random() < 0.5, "items": items, "words": words, "colour": pick.choice(["FF0000", "00AA11"])}
    return {"a": pick.choice(WORDS), "b": pick.choice(WORDS), **more}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("seed", range(6))
def test_every_part_is_what_docxtpl_makes(body: str, seed: int) -> None:
    data = with_footnotes(word_file(*BODIES[body], header1="H {{ a }}", footer1="{% if c %}F {{ b }}{% endif %}"))
    fields = some_fields(seed)
    ours, theirs = fill(compile_template(data), fields, PAGE), by_docxtpl(data, fields)
    for part in (MAIN, "word/header1.xml", "word/footer1.xml", FOOTNOTES):
        assert canonical(ours, part) == canonical(theirs, part)


def test_a_built_template_is_filled_as_docxtpl_fills_it() -> None:
    wording = (
        "# Letter to {{ a }}\n\nDear **{{ b }}**,\n\n1. one\n{% for i in items %}\n2. {{ i.x }}\n    1. sub\n{% endfor %}\n\n"
        "[[table Grid: 1 3]]\n| N | X |\n|---|---|\n{% for i in items %}\n| {{ loop.index }} | {{ i.x }}<br>{% if i.y %}y{% endif %} |\n{% endfor %}\n\n"
        "{% if c %}\nlast\n{: .Note }\n{% endif %}\n"
    )
    data = build_template(wording, default_house_style(), lambda name: "")
    for seed in range(6):
        fields = some_fields(seed)
        ours, theirs = fill(compile_template(data), fields, PAGE), by_docxtpl(data, fields)
        assert canonical(ours, MAIN) == canonical(theirs, MAIN)
        assert not re.search(rb"rsid", ours)
