"""A finished Word letter opened as the beginning of a template: nothing of it but what was read, and its look.

A letter was written for a client, by somebody, in some clinic: what it holds besides its words is personal data that
nobody sees and that would stay in every paper made from it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from docgen.word.active import refuse_active
from docgen.word.comments import add_part
from docgen.word.letter_text import hiding_styles, take_out
from docgen.word.package import MAIN_PART, read_members, text_part
from docgen.word.parts import parse, w
from docgen.word.pictures import bare_pictures
from docgen.word.skeleton import clean_members
from docgen.word.skeleton_parts import DECLARATION, NAMESPACES

__all__ = ["Letter", "opened_letter"]

_SETTINGS, _STYLES = "word/settings.xml", "word/styles.xml"
_NO_STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style></w:styles>"
)
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OUTSIDE = ("attachedTemplate", "mailMerge", "attachedSchema", "schemaLibrary")
"""Settings that name files on somebody's disk: the template of the letter, the list of its recipients."""
_OUTER = ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData", "recipientData")
_SHOWN = ("header", "footer", "image", "chart", "diagramData", "hyperlink")
"""Kinds of relationships that show nothing where no part names them."""


class Letter(NamedTuple):
    """A letter that was opened."""

    source: str
    """Its file name for messages."""
    members: dict[str, bytes]
    trees: dict[str, Any]
    """The parts with words, the main one first."""
    left: Counter[str]
    """How much was left behind: `changes` (taken in), `comments`, `hidden`, `fields`, `outside` (files that it named);
    and how many `pictures` stayed."""


def opened_letter(data: bytes, source: str) -> Letter:
    """Return the letter without what nobody saw in it: see `take_out`; without properties, editors, thumbnails, custom
    XML, headers that are never printed, links to the letter's own template and to lists of recipients, and what cameras
    noted in pictures.

    A letter without styles gets an empty list of them, or no paper could be made of it. Raises `TemplateProblem` for a
    damaged picture, and for what `read_package` refuses and is not left behind.
    """
    package = read_members(data, source)
    left: Counter[str] = Counter()
    hidden = hiding_styles(parse(package[_STYLES], source, _STYLES)) if _STYLES in package else frozenset[str]()
    even = _without_outside(package, source, left)
    names = sorted(filter(text_part, package), key=lambda name: (name != MAIN_PART, name))
    for name in names:
        root = parse(package[name], source, name)
        left += take_out(root, hidden)
        if name == MAIN_PART:
            _drop_unprinted(root, even=even)
        package[name] = _written(root)
        _drop_unnamed(package, name, root, source)
    members = clean_members(package, source)
    behind = {name for name in package.keys() - members.keys() if name.endswith((".xml", ".rels"))}
    refuse_active({name: package[name] for name in package if name not in behind}, source)
    members = bare_pictures(members, source)
    members["docProps/core.xml"] = (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ).encode()
    if _STYLES not in members:
        add_part(members, "styles", _NO_STYLES)
    left["pictures"] = sum(1 for name in members if "/media/" in name)
    return Letter(
        source, members, {name: parse(members[name], source, name) for name in names if name in members}, left
    )


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root, encoding="UTF-8")
    return DECLARATION.encode() + written


def _without_outside(package: dict[str, bytes], source: str, left: Counter[str]) -> bool:
    """Take the settings away that name files elsewhere; return whether even pages have headers of their own."""
    if _SETTINGS not in package:
        return False
    root = parse(package[_SETTINGS], source, _SETTINGS)
    for child in list(root):
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in _OUTSIDE:
            root.remove(child)
            left["outside"] += 1
    package[_SETTINGS] = _written(root)
    listed = "word/_rels/settings.xml.rels"
    if listed in package:
        relations = parse(package[listed], source, listed)
        for relation in list(relations):
            if relation.get("Type", "").rpartition("/")[2] in _OUTER:
                relations.remove(relation)
        package[listed] = _written(relations)
    return root.find(w("evenAndOddHeaders")) is not None


def _drop_unprinted(root: Any, *, even: bool) -> None:
    """Let go of headers and footers that no page shows: of a first page that is like the others, of even pages."""
    for section in root.iter(w("sectPr")):
        first = section.find(w("titlePg")) is not None
        for reference in list(section.iterchildren(w("headerReference"), w("footerReference"))):
            kind = reference.get(w("type"))
            if (kind == "first" and not first) or (kind == "even" and not even):
                section.remove(reference)


def _drop_unnamed(package: dict[str, bytes], name: str, root: Any, source: str) -> None:
    """Take the relationships away that the part `name` does not use any more, and those that lead out of the file."""
    folder, _, leaf = name.rpartition("/")
    listed = f"{folder}/_rels/{leaf}.rels"
    if listed not in package:
        return
    named = {value for element in root.iter() for key, value in element.attrib.items() if key.startswith(_R)}
    relations = parse(package[listed], source, listed)
    for relation in list(relations):
        kind = relation.get("Type", "").rpartition("/")[2]
        link = kind == "hyperlink" and relation.get("TargetMode", "").lower() == "external"
        if link or (kind in _SHOWN and relation.get("Id") not in named):
            relations.remove(relation)
    package[listed] = _written(relations)
