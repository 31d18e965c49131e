"""The words of any .docx: for people, for git diffs, for golden files, and for the search for leaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from docgen.errors import Place, Problem, TemplateProblem
from docgen.word.elements import run_text
from docgen.word.package import MAIN_PART, read_package

__all__ = ["searchable_parts", "text_of"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PARAGRAPHS = (f"{_W}p", f"{_A}p")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORDS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


def text_of(data: bytes, source: str = "") -> str:
    """Return the words of the Word file `data`, one paragraph a line, each part under its name.

    A line break in a paragraph is a line end, a tab a tab; the cells of a table row stand on one line, parted by
    tabs, where each holds one line, and one after the other where one holds more. Numbers that Word counts itself
    and field codes are not words; what a field last showed is. Uses the standard library only. Raises
    `TemplateProblem` for what `read_package` refuses.
    """
    package = read_package(data, source)
    lines: list[str] = []
    parts = sorted((name for name in package if _WORDS.fullmatch(name)), key=lambda name: (name != MAIN_PART, name))
    for part in parts:
        words = list(_lines(_root(package[part], part, source)))
        if any(words):
            lines += [f"## {part}", *words, ""]
    return "\n".join(lines)


def _root(content: bytes, part: str, source: str) -> Element:
    try:
        return fromstring(content)  # noqa: S314  read_package has refused document type declarations
    except ParseError as error:
        place = Place(source=source, part=part)
        raise TemplateProblem([Problem(id="template.damaged", place=place)]) from error


def _lines(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}p":
            yield paragraph_text(child)
            for box in _boxes(child):
                yield from _lines(box)
        elif child.tag == f"{_W}tr":
            cells = ["\n".join(_lines(cell)) for cell in child.iter(f"{_W}tc")]
            yield "\t".join(cells)
        elif child.tag != _FALLBACK:
            yield from _lines(child)


def _boxes(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def paragraph_text(paragraph: Element) -> str:
    """Return the text of a `w:p` exactly, with breaks as line feeds (17.3.3.1) and without its text boxes."""
    return "".join(_text(paragraph))


def _text(element: Element) -> Iterator[str]:
    for child in element:
        match child.tag.removeprefix(_W):
            case "t" | "tab" | "br" | "cr" | "noBreakHyphen":
                yield run_text(child)
            case "delText":
                yield child.text or ""
            case "txbxContent" | "pPr" | "rPr" | "instrText":
                continue
            case _:
                if child.tag != _FALLBACK:
                    yield from _text(child)


def searchable_parts(data: bytes, source: str = "") -> list[tuple[str, str]]:
    """Return everything in the Word file `data` that somebody could read, as pairs of place and text.

    Every member has its name and, if it is XML, two texts: its words, with nothing between the runs of a paragraph,
    so that a value split over runs is found in one piece; and its attributes and other content (alt texts, targets
    of relationships, field codes, properties), one a line, each once. Members that are not XML are given as Latin-1,
    so that plain text in them is found. Text in fallback content is included. Raises as `text_of`.
    """
    return [part for name, content in read_package(data, source).items() for part in _searchable(name, content, source)]


def _searchable(name: str, content: bytes, source: str) -> Iterator[tuple[str, str]]:
    yield "member name", name
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield name, content.decode("latin-1")
        return
    root = _root(content, name, source)
    paragraphs = [_all_text(paragraph) for tag in _PARAGRAPHS for paragraph in root.iter(tag)]
    if words := "\n".join(text for text in paragraphs if text):
        yield f"{name} words", words
    if rest := "\n".join(_rest(root)):
        yield f"{name} attributes", rest


def _all_text(paragraph: Element) -> str:
    texts = []
    for element in paragraph.iter():
        if element.tag in (f"{_W}t", f"{_W}delText", f"{_A}t"):
            texts.append(element.text or "")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            texts.append("\n")
        elif element.tag == f"{_W}tab":
            texts.append("\t")
    return "".join(texts)


_TOLD = frozenset((f"{_W}t", f"{_W}delText", f"{_A}t", f"{_W}instrText"))
"""Elements whose text is told elsewhere."""


def _rest(root: Element) -> list[str]:
    """Return attribute values, and text that is not in `w:t`, each once; field codes are put together over runs."""
    codes = "".join(item.text or "" for item in root.iter(f"{_W}instrText"))
    found = {} if not codes or codes.isspace() else {codes: None}
    for element in root.iter():
        for _, value in element.items():  # noqa: PERF102  an element has no values()
            found[value] = None
        text, tail = element.text, element.tail
        if text and not text.isspace() and element.tag not in _TOLD:
            found[text] = None
        if tail and not tail.isspace():
            found[tail] = None
    found.pop("", None)
    return list(found)
