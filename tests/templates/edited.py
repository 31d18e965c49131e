"""A clinic's copy of docgen's own template, edited as Word would leave it: for tests of what is said about it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

from conftest import REPOSITORY

from docgen.word import MAIN_PART, read_package, write_package

KIND = "cease-and-desist"
OWN = REPOSITORY / "templates" / KIND / f"{KIND}.en.docx"
_SECTION = re.compile(rb"<w:sectPr\b")


def own_paragraphs() -> int:
    """How many paragraphs docgen's own template has before the edit."""
    return len(re.findall(rb"<w:p[ >]", read_package(OWN.read_bytes())[MAIN_PART]))


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph; each text is a run of its own, because Word splits what is typed."""
    made = (run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs)
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(made)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table with one paragraph in each cell."""
    grid = "<w:gridCol/>" * max(len(row) for row in rows)
    made = ("".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def edited(*added: str, **members: bytes) -> bytes:
    """docgen's own letter with `added` after its last paragraph; `members` stand in place of its own, `__` for `/`."""
    package = read_package(OWN.read_bytes())
    xml = "".join(item if item.startswith("<") else paragraph(item) for item in added).encode()
    package[MAIN_PART] = _SECTION.sub(lambda found: xml + found[0], package[MAIN_PART], count=1)
    package |= {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in members.items()}
    return write_package(package)


def put(folder: Path, data: bytes, name: str = f"{KIND}.en.docx") -> Path:
    """Save `data` as the template of a clinic's folder; return its path."""
    path = folder / KIND / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def as_word_saves(text: str) -> str:
    """A paragraph as Word leaves it after a few edits: every word a run, revision ids, marks of the spelling checker."""
    pieces = re.findall(r"[{}%|]|[^\W\d_]+|[\W\d_](?<![{}%|])+?", text)
    runs = "".join(
        f'<w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00{number:06X}"><w:t xml:space="preserve">{escape(piece)}'
        '</w:t></w:r><w:proofErr w:type="spellEnd"/>'
        for number, piece in enumerate(pieces)
    )
    return f'<w:p w:rsidR="00AA1122" w:rsidRDefault="00BB3344">{runs}</w:p>'


_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes"}


def text_box(*inside: str) -> str:
    """A paragraph with a text box, as Word writes it: once for itself and once more for older programs."""
    held = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    return (
        f'<w:p {_SPACES}><w:r><w:t>Before the box.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        '<w:drawing><wp:anchor><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="Text Box 7" descr="a box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
        f"{held}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox>{held}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def with_part(kind: str, *inside: str) -> bytes:
    """docgen's own letter with a new header, or with the second of its footnotes or endnotes, holding `inside`."""
    package = read_package(OWN.read_bytes())
    content, extra = "".join(inside), ""
    if kind in ("footnotes", "endnotes"):
        note = kind.removesuffix("s")
        content = (
            f'<w:{note} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{note}>'
            f'<w:{note} w:id="5">{content}</w:{note}><w:{note} w:id="3">{paragraph("The first.")}</w:{note}>'
        )
        marks = "".join(f'<w:r><w:{note}Reference w:id="{id}"/></w:r>' for id in (3, 5))
        extra = f"<w:p>{marks}</w:p>"
    relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    listed = f'<Relationship Id="rIdNew" Type="{relation}" Target="{kind}9.xml"/></Relationships>'
    typed = f'<Override PartName="/word/{kind}9.xml" ContentType="{_TYPE}.{kind}+xml"/></Types>'
    for name, end, added in (
        ("word/_rels/document.xml.rels", "</Relationships>", listed),
        ("[Content_Types].xml", "</Types>", typed),
    ):
        package[name] = package[name].replace(end.encode(), added.encode())
    package[MAIN_PART] = _SECTION.sub(lambda found: extra.encode() + found[0], package[MAIN_PART], count=1)
    package[f"word/{kind}9.xml"] = f"<w:{_ROOTS[kind]} {_SPACES}>{content}</w:{_ROOTS[kind]}>".encode()
    return write_package(package)


_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
