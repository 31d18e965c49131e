"""The wording of a template (Markdown with tags) and the house style, made into a Word template."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.word.escaped import escaped
from docgen.word.limits import WordNames
from docgen.word.new_lists import Counting, counting, with_new_lists
from docgen.word.package import MAIN_PART, read_package, write_package
from docgen.word.prose import paragraph
from docgen.word.skeleton_parts import DECLARATION, NAMESPACES
from docgen.word.wording import Heading, NewList, Shelf, TableLines, TagLine, TextLines, read_wording, refuse

__all__ = ["build_template"]

_HEADINGS = {1: "Title", 2: "heading 1", 3: "heading 2"}
_TO_THE_SIGNATURE = ("closing", "signatureline", "oath", "note")
"""Styles of the end of a paper: a signature, the line for its date, an oath."""
_LANDSCAPE = re.compile(r"^[ \t]*\[\[[ \t]*page[ \t]*:[ \t]*landscape[ \t]*\]\][ \t]*$", re.MULTILINE)
"""The line by which a wording asks for pages across."""
_MARGIN_PARTS = {"header": "word/header1.xml", "footer": "word/footer1.xml"}


def build_template(markdown: str, house_style: bytes, clause: Callable[[str], str], source: str = "") -> bytes:
    """Return the Word template that `markdown` makes in the look of `house_style`. The same input, the same bytes.

    `clause` returns the wording of a passage by name, for `[[clause: name]]`; `source` is the file name for messages.
    The dialect is told in `templates/README.md`. Raises `TemplateProblem` with the line number for an unknown style
    or directive, a broken table, or a clause that holds itself. Whether the tags make sense is for
    `compile_template` to say.
    """
    package = read_package(house_style, "house-style.docx")
    shelf = Shelf()
    markdown, across = _LANDSCAPE.subn("", markdown)
    parts = read_wording(markdown, clause, source, shelf)
    styles = _style_ids(package["word/styles.xml"])
    page = _Page(source, shelf, styles, counting(package, styles.get("numbered", "")))
    for part in parts:
        page.add(part)
    if across:
        package[MAIN_PART] = _turned(package[MAIN_PART])
    return write_package(_packaged(package, page))


def _turned(main: bytes) -> bytes:
    """Return the main part with its page in landscape (17.6.13)."""
    from lxml import etree  # type: ignore[import-untyped]

    from docgen.word.parts import parse, w

    root = parse(main, "house-style.docx", MAIN_PART)
    for size in root.iter(w("pgSz")):
        short, long = sorted((size.get(w("w")), size.get(w("h"))), key=int)
        for name, value in (("w", long), ("h", short), ("orient", "landscape")):
            size.set(w(name), value)
    return DECLARATION.encode() + bytes(etree.tostring(root))


def _style_ids(styles: bytes) -> dict[str, str]:
    """Return style ids by squeezed name: `.QuotedWords`, `.Quoted_Words` and "Quoted Words" are the same style."""
    from docgen.word.parts import parse, w

    found: dict[str, str] = {}
    for style in parse(styles, "house-style.docx", "word/styles.xml").iterchildren(w("style")):
        name = style.find(w("name"))
        if name is not None and style.get(w("type")) in ("paragraph", "table"):
            kind = "table:" if style.get(w("type")) == "table" else ""
            found[kind + squeezed(name.get(w("val"), ""))] = style.get(w("styleId"), "")
    return found


def squeezed(name: str) -> str:
    """Return `name` without case, spaces, underscores and hyphens."""
    return re.sub(r"[\s_-]", "", name).casefold()


@dataclass(slots=True)
class _Page:
    """The XML of a document while it grows."""

    source: str
    shelf: Shelf
    styles: Mapping[str, str]
    counting: Counting
    body: list[str] = field(default_factory=list)
    margins: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    lists: int = 0
    """How often the numbers began anew."""

    def add(self, part: TagLine | NewList | Heading | TextLines | TableLines) -> None:
        """Write `part` at the end of the page."""
        from docgen.word.markup import table_xml

        match part:
            case TagLine():
                tag = re.sub(r"^\{%\s*", "{%p ", part.tag)
                self.body.append(paragraph(f'<w:r><w:t xml:space="preserve">{escaped(tag)}</w:t></w:r>', "", _NAMES))
            case NewList():
                self.lists += 1
            case Heading():
                self._heading(part)
            case TextLines():
                self._text(part)
            case TableLines():
                self.body.append(table_xml(part, self.shelf, self.styles, self.source))

    def _heading(self, part: Heading) -> None:
        from docgen.word.markup import inline_xml, plain_words

        if part.level == 1 and not self.title:
            self.title = plain_words(part.text, self.shelf)
        style = part.style or _HEADINGS[part.level]
        self._paragraph(inline_xml(part.text, self.shelf), style, part.line)

    def _text(self, part: TextLines) -> None:
        from docgen.word.markup import paragraphs_of

        found = list(paragraphs_of(part, self.shelf, self.source))
        for number, (style, runs) in enumerate(found, 1):
            self._paragraph(runs, part.style if part.style and number == len(found) else style, part.line)

    def _paragraph(self, runs: str, style: str, line: int) -> None:
        known = self.styles.get(squeezed(style))
        if known is None:
            refuse("template.unknown-style", self.source, line, name=style)
        # What announces the next paragraph must not stand alone at the foot of a page. Not a style of its own: a style
        # based on a numbered one loses its number in LibreOffice.
        keep = "<w:keepNext/>" if runs.endswith(":</w:t></w:r>") else ""
        margin = squeezed(style)
        listed = self.counting.properties(known, self.lists)
        written = f'<w:p><w:pPr><w:pStyle w:val="{known}"/>{keep}{listed}</w:pPr>{runs}</w:p>'
        if margin in _TO_THE_SIGNATURE:
            self._keep_last_with_next()
        if margin in _MARGIN_PARTS:
            self.margins.setdefault(margin, []).append(written)
        else:
            self.body.append(written)

    def _keep_last_with_next(self) -> None:
        """Keep the last paragraph with the next: a page that holds nothing but a signature could be put to any text."""
        for place in range(len(self.body) - 1, -1, -1):
            if "{%p " in self.body[place]:
                continue
            if "<w:keepNext/>" not in self.body[place]:
                self.body[place] = re.sub(r"^(<w:p><w:pPr><w:pStyle [^>]*/>)", r"\1<w:keepNext/>", self.body[place])
            return


_NAMES = WordNames({})


def _packaged(package: dict[str, bytes], page: _Page) -> dict[str, bytes]:
    from docgen.word.skeleton import clean_members

    for margin, written in page.margins.items():
        _put_margin(package, margin, "".join(written))
    package[MAIN_PART] = _document(package[MAIN_PART], "".join(page.body))
    with_new_lists(package, page.counting, page.lists)
    members = clean_members(package, page.source)
    members["docProps/core.xml"] = (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(page.title)}</dc:title></cp:coreProperties>'
    ).encode()
    return members


def _put_margin(package: dict[str, bytes], margin: str, written: str) -> None:
    """Write the default header or footer, in the part that the house style has for it or in a new one (17.10)."""
    from docgen.word.parts import parse, w

    short = {"header": "hdr", "footer": "ftr"}[margin]
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    root = parse(package[MAIN_PART], "house-style.docx", MAIN_PART)
    listed = "word/_rels/document.xml.rels"
    relations = parse(package[listed], "house-style.docx", listed)
    targets = {item.get("Id"): item.get("Target") for item in relations.iter("{*}Relationship")}
    references = [item for item in root.iter(w(f"{margin}Reference")) if item.get(w("type")) == "default"]
    if references:
        name = "word/" + str(targets[references[-1].get(f"{{{relation}}}id")]).removeprefix("/word/")
    else:
        name = _MARGIN_PARTS[margin]
        _add_part(package, name, f"{relation}/{margin}", f"rIdDocgen{margin}", listed)
        _refer(package, root, margin, f"rIdDocgen{margin}", relation)
    package[name] = f"{DECLARATION}<w:{short} {NAMESPACES}>{written}</w:{short}>".encode()


def _add_part(package: dict[str, bytes], name: str, kind: str, id: str, listed: str) -> None:
    target = name.removeprefix("word/")
    margin = kind.rsplit("/", 1)[-1]
    relation = f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/></Relationships>'
    package[listed] = package[listed].replace(b"</Relationships>", relation.encode())
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{margin}+xml"
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    package["[Content_Types].xml"] = package["[Content_Types].xml"].replace(b"</Types>", override.encode())


def _refer(package: dict[str, bytes], root: Any, margin: str, id: str, relation: str) -> None:
    from lxml import etree

    from docgen.word.parts import w

    section = list(root.iter(w("sectPr")))[-1]
    reference = etree.Element(w(f"{margin}Reference"))
    reference.set(w("type"), "default")
    reference.set(f"{{{relation}}}id", id)
    section.insert(0, reference)
    package[MAIN_PART] = DECLARATION.encode() + etree.tostring(root)


def _document(house: bytes, body: str) -> bytes:
    """Return the main part with `body` before the section of the house style (17.6.17)."""
    from lxml import etree

    from docgen.word.parts import parse, w

    root = parse(house, "house-style.docx", MAIN_PART)
    holder = root.find(w("body"))
    for child in list(holder):
        if child.tag != w("sectPr"):
            holder.remove(child)
    made = etree.fromstring(f"<w:body {NAMESPACES}>{body}</w:body>")
    for place, element in enumerate(list(made)):
        holder.insert(place, element)
    written: bytes = etree.tostring(root, encoding="UTF-8")
    return DECLARATION.encode() + written
