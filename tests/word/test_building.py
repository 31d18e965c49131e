"""The wording in Markdown becomes native Word: styles, one numbering, real tables; tags come through untouched."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile

import pytest
from word_files import MAIN, PAGE, W, paragraphs, part_root

from docgen.errors import TemplateProblem
from docgen.word import (
    build_template,
    compile_template,
    default_house_style,
    fill,
    read_package,
    searchable_parts,
    tags_in,
    text_of,
)

HOUSE = default_house_style()


def built(wording: str, **clauses: str) -> bytes:
    return build_template(wording, HOUSE, clauses.__getitem__, "letter.en.md")


def styled(data: bytes, part: str = MAIN) -> list[tuple[str, str]]:
    """Style id and text of every paragraph."""
    found = []
    for item, text in zip(part_root(data, part).iter(f"{W}p"), paragraphs(data, part), strict=True):
        style = item.find(f"{W}pPr/{W}pStyle")
        found.append((style.get(f"{W}val") if style is not None else "", text))
    return found


def test_headings_paragraphs_and_styles() -> None:
    data = built(
        "# Title\n\n## One\n\n### Two\n\nPlain\ntext.\n\nDear Ana:\n{: .Salutation }\n\nNo. 1\n{: .Quoted_Words }\n\n## Annex\n{: .AnnexTitle }\n"
    )
    assert styled(data) == [
        ("Title", "Title"), ("Heading1", "One"), ("Heading2", "Two"), ("BodyText", "Plain text."),
        ("Salutation", "Dear Ana:"), ("QuotedWords", "No. 1"), ("AnnexTitle", "Annex"),
    ]  # fmt: skip


def test_tags_come_through_markdown_untouched() -> None:
    tags = (
        "{{ a|join(', ') }} {{ b*c*d }} {{ \"x | y _z_ **q** <b>\" }} {% if a and b %}x{% endif %} {{ f(a, b)['k'] }}"
    )
    assert styled(built(tags)) == [("BodyText", tags)]
    assert styled(built("**{{ a }}** and *{{ b|upper }}*")) == [("BodyText", "{{ a }} and {{ b|upper }}")]


def test_lines_that_hold_only_a_tag_are_paragraphs_of_their_own() -> None:
    data = built("one\n{% if x %}\ntwo\n{%- endif -%}\n{{p y|prose }}\nthree")
    assert [text for _, text in styled(data)] == [
        "one",
        "{%p if x %}",
        "two",
        "{%p endif %}",
        "{{p y|prose }}",
        "three",
    ]


def test_numbers_run_through_the_document_whatever_stands_between() -> None:
    wording = "1. a\n{% for i in x %}\n2. b\n    1. sub\n    2. sub\n{% endfor %}\n\n## Heading\n\n1. c\n\n    more of c\n\n- d\n"
    numbered = [item for item in styled(built(wording)) if not item[1].startswith("{%")]
    assert numbered == [
        ("Numbered", "a"), ("Numbered", "b"), ("Lettered", "sub"), ("Lettered", "sub"), ("Heading1", "Heading"),
        ("Numbered", "c"), ("NumberedContinue", "more of c"), ("ListBullet", "d"),
    ]  # fmt: skip
    assert not list(part_root(built(wording)).iter(f"{W}numPr"))


@pytest.mark.parametrize("between", ["", "{% if other %}\n{% endif %}\n\n"])
@pytest.mark.parametrize("style", ["Closing", "Oath"])
def test_a_signature_does_not_begin_a_page_without_words_of_its_paper(style: str, between: str) -> None:
    data = built(f"Not these.\n\nThe last words.\n\n{between}Kind regards\n{{: .{style} }}\n")
    kept = [text for item, text in zip(part_root(data, MAIN).iter(f"{W}p"), paragraphs(data, MAIN), strict=True)
            if item.find(f"{W}pPr/{W}keepNext") is not None]  # fmt: skip
    assert kept == ["The last words."]


def test_line_breaks() -> None:
    assert [text for _, text in styled(built("a\\\nb  \nc\nd<br>e"))] == ["a\nb\nc d\ne"]


def test_a_table_with_a_row_for_each() -> None:
    wording = '{% if a %}\n[[table Grid: 10 30]]\n| No. | What |\n|---|---|\n{% for i in x %}\n| {{ i.n }} | {{p i.s|prose("Table Text") }} |\n{% endfor %}\n{% endif %}\nafter'
    data = built(wording)
    root = part_root(data)
    (found,) = root.iter(f"{W}tbl")
    rows = list(found.iter(f"{W}tr"))
    assert ["".join(r.itertext()) for r in rows] == [
        "No.What",
        "{%tr for i in x %}",
        '{{ i.n }}{{p i.s|prose("Table Text") }}',
        "{%tr endfor %}",
    ]
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in (rows[0], rows[2]))
    assert [c.get(f"{W}w") for c in found.iter(f"{W}gridCol")] == ["2268", "6804"]
    assert [text for style, text in styled(data) if text.startswith("{%p")] == ["{%p if a %}", "{%p endif %}"]
    out = fill(compile_template(data), {"a": True, "x": [{"n": 1, "s": "one\n\n1. two"}, {"n": 2, "s": "b"}]}, PAGE)
    assert [t for t in paragraphs(out) if t] == ["No.", "What", "1", "one", "1. two", "2", "b", "after"]


def test_fields_tables_need_no_header() -> None:
    data = built(
        "[[table Fields: 30 70]]\n| | |\n|---|---|\n| Name | {{ a }} |\n{%tr if b %}\n| Born | {{ b }}<br>there |\n{%tr endif %}\n"
    )
    assert styled(data)[:5] == [
        ("FieldLabel", "Name"),
        ("FieldValue", "{{ a }}"),
        ("", "{%tr if b %}"),
        ("FieldLabel", "Born"),
        ("FieldValue", "{{ b }}\nthere"),
    ]


def test_header_and_footer() -> None:
    data = built("Page [[PAGE]] of [[NUMPAGES]]\n{: .Footer }\n\n{{ client.name }}\n{: .Header }\n\nbody")
    assert styled(data) == [("BodyText", "body")]
    assert styled(data, "word/footer1.xml") == [("Footer", "Page 1 of 1")]
    assert styled(data, "word/header1.xml") == [("Header", "{{ client.name }}")]
    codes = [item.text for item in part_root(data, "word/footer1.xml").iter(f"{W}instrText")]
    assert codes == [" PAGE ", " NUMPAGES "]


def test_a_house_style_without_header_gets_one() -> None:
    bare = read_package(HOUSE)
    bare[MAIN] = re.sub(rb"<w:(header|footer)Reference[^>]*/>", b"", bare[MAIN])
    from docgen.word import write_package

    data = build_template("Top\n{: .Header }\n\nbody", write_package(bare), lambda name: "")
    assert styled(data, "word/header1.xml") == [("Header", "Top")]
    compile_template(data)


def test_clauses_are_put_in_and_may_hold_clauses() -> None:
    texts = [t for _, t in styled(built("a\n[[clause: one]]\nb", one="one\n\n[[clause: two]]", two="two"))]
    assert texts == ["a", "one", "two", "b"]


@pytest.mark.parametrize(
    ("wording", "id", "line"),
    [
        ("a\n\nb\n{: .Sparkle }", "template.unknown-style", 3),
        ("a\n\n[[sparkle]]", "template.unknown-directive", 3),
        ("a [[PAGES]]", "template.unknown-directive", 1),
        ("[[table Sparkle]]\n| a |\n|---|\n| b |", "template.unknown-style", 1),
        ("x\n\n[[table Grid]]\n\n| a |", "template.broken-table", 3),
        ("[[table Grid: 1 2]]\n| a |\n|---|\n| b |", "template.broken-table", 1),
        ("| a | b |\n|---|---|\n| c |", "template.broken-table", 3),
        ("| a | b |\n| c | d |", "template.broken-table", 1),
        ("a\n\n[[clause: loop]]", "template.clause-cycle", 3),
        ("{: .Note }", "template.style-of-nothing", 1),
        ("a\nb {{ c", "template.unclosed-tag", 2),
        ("a }} b", "template.unopened-tag", 1),
        ("1. a\n    1. b\n        1. c", "template.list-too-deep", 1),
        ("a \U000f0001", "template.private-character", 1),
    ],
)
def test_what_is_wrong_with_the_wording_has_a_line(wording: str, id: str, line: int) -> None:
    with pytest.raises(TemplateProblem) as caught:
        built(wording, loop="[[clause: loop]]")
    (problem,) = caught.value.problems
    assert (problem.id, problem.place.line, problem.place.source) == (id, line, "letter.en.md")


WHOLE = """Page [[PAGE]]
{: .Footer }

# Letter for {{ client.name }}

[[table Caption: 1 1]]
| | |
|---|---|
| A,<br>v.<br>B | Court |

Text with **strong** and *emphasis*.

1. One
    1. sub
- b

[[table Grid: 1 3]]
| N | X |
|---|---|
{% for i in items %}
| {{ i.n }} | {{p i.s|prose }} |
{% endfor %}

{{p story|prose }}
{{p words|verbatim }}

Signature
{: .SignatureLine }

{{ client.name }}
{: .Signature }
"""
FIELDS = {
    "client": {"name": "Ana <b> & Söns"},
    "items": [{"n": 1, "s": "a **b**\n\n1. x\n2. y"}, {"n": 2, "s": "c"}],
    "story": "He *said*:\n\n> this\n\n1. a\n2. b\n\n- c\n    - d",
    "words": "one\n\n  two",
}


def test_a_signature_and_its_date_stay_on_the_page_of_the_words_that_are_signed() -> None:
    wording = """First words.

All of this is true.

{% if client %}
Yours faithfully,
{: .Closing }
{% endif %}

Signature
{: .SignatureLine }

{{ client.name }}
{: .Signature }

Date of signing
{: .SignatureLine }
"""
    data = built(wording)
    kept = {
        text: item.find(f"{W}pPr/{W}keepNext") is not None
        for item, text in zip(part_root(data, MAIN).iter(f"{W}p"), paragraphs(data, MAIN), strict=True)
    }

    assert kept["All of this is true."]
    assert kept["{{ client.name }}"]
    assert not kept["First words."]


def test_built_and_filled_files_are_valid_ooxml(tmp_path) -> None:
    from openxml_audit import OpenXmlValidator

    data = built(WHOLE)
    made = {"house": HOUSE, "built": data, "filled": fill(compile_template(data), FIELDS, PAGE)}
    for name, content in made.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(content)
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == [], name


def test_python_docx_opens_it_and_sees_tables_and_styles() -> None:
    import docx

    document = docx.Document(io.BytesIO(fill(compile_template(built(WHOLE)), FIELDS, PAGE)))
    assert document.core_properties.title == "Letter"
    assert [cell.text for cell in document.tables[1].rows[0].cells] == ["N", "X"]
    assert {p.style.name for p in document.paragraphs} >= {
        "Title",
        "Numbered",
        "Lettered",
        "Quoted Words",
        "List Number",
        "List Bullet",
        "Signature Line",
    }


def test_libreoffice_prints_it(tmp_path) -> None:
    (tmp_path / "a.docx").write_bytes(fill(compile_template(built(WHOLE)), FIELDS, PAGE))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        capture_output=True,
        check=True,
    )
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Ana <b> & Söns" in text
    assert "Page 1" in text


def test_building_is_deterministic_and_leaves_no_trace() -> None:
    data = built(WHOLE)
    assert data == built(WHOLE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        core = archive.read("docProps/core.xml").decode()
    assert b"rsid" not in everything
    assert "<dc:title>Letter for</dc:title>" in core
    assert "creator" not in core


def test_every_style_of_the_house_is_usable() -> None:
    from docgen.word.stylesheet import PARAGRAPH_STYLES

    names = [style.name for style in PARAGRAPH_STYLES if style.name not in ("header", "footer")]
    wording = "\n\n".join(f"text\n{{: .{name.title().replace(' ', '')} }}" for name in names)
    assert [style.casefold() for style, _ in styled(built(wording))] == [
        name.replace(" ", "").casefold() for name in names
    ]


def test_the_words_and_the_tags_of_a_built_template() -> None:
    data = built("# Hi {{ a }}\n\n| N | X |\n|---|---|\n| {{ b.c }} | y |\n")
    assert text_of(data) == "## word/document.xml\nHi {{ a }}\nN\tX\n{{ b.c }}\ty\n\n"
    assert [use.name for use in tags_in(data)] == ["a", "b.c"]


def test_leaks_are_findable_wherever_they_are() -> None:
    split = '<w:p><w:r><w:t>12 Main</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> Street</w:t></w:r></w:p>'
    from word_files import changed, related, word_file

    data = word_file(
        split, '<w:p><w:r><w:drawing><a descr="alt SECRET-1"/></w:drawing></w:r></w:p>', header1="SECRET-2"
    )
    data = related(data, "hyperlink", "https://example.org/SECRET-3", "External")
    data = related(data, "image", "media/SECRET-4.png", part="word/media/SECRET-4.png", content=b"\x89PNG SECRET-5")
    core = b'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>SECRET-6</dc:title></c>'
    data = changed(data, docProps__core_xml=core, **{"docProps/core.xml": core})
    field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE SEC</w:instrText></w:r><w:r><w:instrText>RET-7</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    data = changed(data, document=("<w:sectPr>", field + "<w:sectPr>"))
    everything = "\n".join(f"{place}: {text}" for place, text in searchable_parts(data))
    for secret in ("12 Main Street", *(f"SECRET-{n}" for n in range(1, 8))):
        assert secret in everything, secret


def list_of_each(data: bytes) -> list[tuple[str, str]]:
    """Words of every paragraph that is in another list than its style's, and that list."""
    body = part_root(data, MAIN)
    return [
        ("".join(item.itertext()), number.get(f"{W}val"))
        for item in body.iter(f"{W}p")
        if (number := item.find(f"{W}pPr/{W}numPr/{W}numId")) is not None
    ]


def test_numbers_begin_at_1_where_the_wording_says_so_and_nowhere_else() -> None:
    data = built(
        "1. One\n2. Two\n\n[[list: anew]]\n\n1. Three\n    1. Four\n\nWords.\n\n1. Five\n\n[[list: anew]]\n1. Six"
    )
    assert list_of_each(data) == [("Three", "4"), ("Four", "4"), ("Five", "4"), ("Six", "5")]
    numbering = read_package(data)["word/numbering.xml"].decode()
    for number in ("4", "5"):
        found = re.search(rf'<w:num w:numId="{number}">(.*?)</w:num>', numbering)
        assert found
        assert '<w:abstractNumId w:val="0"/>' in found[1]
        assert '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>' in found[1]
    assert list_of_each(built("1. One\n\nWords.\n\n1. Two")) == []
    assert list_of_each(fill(compile_template(data), {}, PAGE)) == list_of_each(data)
