"""Smallest Word files for tests, made of the house style, and ways to read what was filled."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from xml.etree.ElementTree import Element, fromstring
from xml.sax.saxutils import escape

from docgen.errors import Problem, TemplateProblem
from docgen.word import Page, compile_template, default_house_style, fill, read_package, write_package
from docgen.word.text import paragraph_text

PAGE = Page(paper="a4", language="en-GB", title="Letter", date=date(2026, 11, 23))
MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def paragraph(*runs: str) -> str:
    """A `w:p`; each text is a run of its own, text that is XML already stands as it is."""
    made = (r if r.startswith("<") else f'<w:r><w:t xml:space="preserve">{escape(r)}</w:t></w:r>' for r in runs)
    return f"<w:p>{''.join(made)}</w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def table(*rows: str, columns: int = 1) -> str:
    grid = "<w:gridCol/>" * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def word_file(*body: str, **parts: str | bytes) -> bytes:
    """A Word file with `body`, whose items are texts or XML; `parts` replace members by short name (`header1`)."""
    package = read_package(default_house_style())
    made = "".join(item if item.startswith("<w:") else paragraph(item) for item in body)
    main = package[MAIN].decode()
    package[MAIN] = re.sub(r"<w:p>.*?</w:p>", lambda _: made, main, count=1, flags=re.DOTALL).encode()
    for name, given in parts.items():
        full = f"word/{name}.xml"
        if isinstance(given, bytes):
            package[full] = given
        else:
            package[full] = re.sub(r"<w:p>.*?</w:p>", lambda _, c=given: paragraph(c), package[full].decode()).encode()
    return write_package(package)


def changed(data: bytes, **edits: tuple[str, str] | bytes) -> bytes:
    """`data` with members edited: `__` stands for `/`; (old, new) replaces once, bytes replace the member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for key, edit in edits.items():
        name = {"types": TYPES, "rels": RELS, "document": MAIN}.get(key, key.replace("__", "/"))
        if isinstance(edit, bytes):
            members[name] = edit
        else:
            assert edit[0].encode() in members[name], (name, edit[0])
            members[name] = members[name].replace(edit[0].encode(), edit[1].encode(), 1)
    return write_package(members)


def related(data: bytes, kind: str, target: str, mode: str = "", part: str = "", content: bytes = b"<x/>") -> bytes:
    """`data` with one more relationship of the main document, and the member `part` that it leads to."""
    relation = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"{mode and f" TargetMode={chr(34)}{mode}{chr(34)}"}/></Relationships>'
    )
    data = changed(data, rels=("</Relationships>", relation))
    if part:
        override = f'<Override PartName="/{part}" ContentType="application/vnd.x.{kind}+xml"/></Types>'
        data = changed(data, types=("</Types>", override), **{part.replace("/", "__"): content})
    return data


def filled(*body: str, page: Page = PAGE, **fields: object) -> bytes:
    return fill(compile_template(word_file(*body), "test.docx"), fields, page)


def part_root(data: bytes, part: str = MAIN) -> Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return fromstring(archive.read(part))


def paragraphs(data: bytes, part: str = MAIN) -> list[str]:
    """The text of every paragraph, read by the standard library's parser."""
    return [paragraph_text(item) for item in part_root(data, part).iter(f"{W}p")]


def problems_of(*body: str, **fields: object) -> list[Problem]:
    """The problems of compiling and filling a template with `body`; fails the test where there is none."""
    try:
        filled(*body, **fields)
    except TemplateProblem as error:
        return list(error.problems)
    raise AssertionError("no problem")


def only_id(*body: str, **fields: object) -> str:
    found = problems_of(*body, **fields)
    assert len(found) == 1, found
    return found[0].id
