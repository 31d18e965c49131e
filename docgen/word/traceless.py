"""A Word template as it may be given away: without who wrote it, when, and in what."""

from __future__ import annotations

import re

from docgen.word.escaped import escaped
from docgen.word.package import MAIN_PART, read_package, text_part, write_package
from docgen.word.parts import parse, text_without_boxes, w
from docgen.word.pictures import bare_pictures
from docgen.word.skeleton import clean_members
from docgen.word.skeleton_parts import DECLARATION

__all__ = ["cleaned"]

_FILE_NAME = re.compile(rb'(<pic:cNvPr\b[^>]*?\sname=")[^"]*(")')
"""What Word keeps of a picture besides its description: the name of the file that it came from (20.2.2.3)."""


def cleaned(data: bytes, source: str = "") -> bytes:
    """Return the Word file `data` without properties, names of people, revision ids, and parts that nothing reaches.

    The words stay as they are; the title is that of the paper. What was built by docgen comes back byte for byte.
    Pictures lose what a camera or a program noted in them and the names of their files, and nothing of their look. Not
    taken away: tracked changes and comments, which a check refuses, and the notes in pictures of other formats than
    `bare_picture` knows. Raises `TemplateProblem` as `read_package` and `bare_pictures` do.
    """
    package = read_package(data, source)
    members = clean_members(package, source)
    members |= {name: _FILE_NAME.sub(rb"\1\2", members[name]) for name in members if text_part(name)}
    members["docProps/core.xml"] = _properties(_title(package, source))
    return write_package(bare_pictures(members, source))


def _title(package: dict[str, bytes], source: str) -> str:
    """Return the title that the properties name; the first paragraph in the style of a title where they name none."""
    if "docProps/core.xml" in package:
        for element in parse(package["docProps/core.xml"], source, "docProps/core.xml").iter("{*}title"):
            return element.text or ""
    for paragraph in parse(package[MAIN_PART], source, MAIN_PART).iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) == "Title":
            return text_without_boxes(paragraph)
    return ""


def _properties(title: str) -> bytes:
    told = escaped(title)
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{told}</dc:title></cp:coreProperties>'
    ).encode()
