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
from word_files import MAIN, PAGE, paragraph, row, table, word_file

from docgen.word import build_template, compile_template, default_house_style, fill

WORDS = ["Ana", "R & D", "<b>", "I <3 you", "é ễ", "a\nb", "“q”", "x" * 300, "1 May 2026", "{ x }", "'s"]


def canonical(data: bytes, part: str) -> bytes:
    """The part in canonical form, without what docgen drops on purpose and without empty texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(part))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for element in list(root.iter()):
        for key in list(element.attrib):
            if key.startswith(f"{w}rsid") or key.endswith("}space") or element.tag == f"{w}pgSz":
                del element.attrib[key]
        if element.tag == f"{w}proofErr":
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


def by_docxtpl(data: bytes, fields: dict[str, object]) -> bytes:
    template = DocxTemplate(io.BytesIO(data))
    template.render(fields, Environment(autoescape=True, undefined=StrictUndefined))
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


BOLD = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
BODIES = [
    [paragraph("Dear {{ a }}, ", BOLD.format("bold {{ b }}"), " end")],
    [paragraph("split {", "{ a", " }}", " and {% if", " c %}yes{% else %}no{% endif %}")],
    ["{%p if c %}", "shown {{ a }}", "{%p else %}", "other {{ b }}", "{%p endif %}", "end"],
    [
        "{%p for i in items %}",
        "{{ loop.index }} {{ i.x }}",
        "{%p if i.y %}",
        "y {{ i.x }}",
        "{%p endif %}",
        "{%p endfor %}",
    ],
    [
        table(
            row("A", "B"),
            row("{%tr for i in items %}", ""),
            row("{{ i.x }}", "{% if i.y %}y{% endif %}"),
            row("{%tr endfor %}", ""),
            columns=2,
        )
    ],
    ["{% for i in items %}{{ i.x }}{% if not loop.last %}, {% endif %}{% endfor %}"],
    [paragraph("{% if c %}a", BOLD.format("b{% endif %}"), "c")],
    ["{{ a|upper }} {{ items|length }} {{ 1 + 2 }}", "{% set z = a %}{{ z }}"],
]


def some_fields(seed: int) -> dict[str, object]:
    pick = random.Random(seed)
    items = [{"x": pick.choice(WORDS), "y": pick.random() < 0.5} for _ in range(pick.randrange(1, 4))]
    return {"a": pick.choice(WORDS), "b": pick.choice(WORDS), "c": pick.random() < 0.5, "items": items}


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("seed", range(6))
def test_the_body_is_what_docxtpl_makes(body: list[str], seed: int) -> None:
    data = word_file(*body, header1="H {{ a }}")
    fields = some_fields(seed)
    ours, theirs = fill(compile_template(data), fields, PAGE), by_docxtpl(data, fields)
    assert canonical(ours, MAIN) == canonical(theirs, MAIN)
    assert canonical(ours, "word/header1.xml") == canonical(theirs, "word/header1.xml")


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
