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
