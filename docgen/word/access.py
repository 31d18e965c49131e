"""What somebody who cannot see the page would miss in a Word template, and what its look lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.errors import Place, Problem
from docgen.word.package import MAIN_PART, read_package, text_part
from docgen.word.parts import W, parse, text_without_boxes, w
from docgen.word.tags import TAG

__all__ = ["access_problems", "strange_styles", "style_names"]

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def access_problems(data: bytes, source: str = "") -> list[Problem]:
    """Return a warning for each table of the Word file `data` that repeats rows under no header row, so that a screen
    reader says no column, and for each image without a description (PDF/UA-1, 7.3; ECMA-376 Part 1, 17.4.49 and
    20.4.2.5). Raises `TemplateProblem` as `read_package` does.
    """
    told: list[Problem] = []
    for part, root in _roots(data, source):
        paragraphs = list(root.iter(w("p")))
        found = [("template.table-without-header", paragraph) for paragraph in _headless(root)]
        found += [("template.image-without-description", paragraph) for paragraph in _silent_images(root)]
        told += [_warning(what, source, part, paragraphs.index(paragraph) + 1, paragraph) for what, paragraph in found]
    return told


def _roots(data: bytes, source: str) -> Iterator[tuple[str, Any]]:
    """Yield name and tree of each part with text, the main one first."""
    package = read_package(data, source)
    for part in sorted(filter(text_part, package), key=lambda name: (name != MAIN_PART, name)):
        yield part, parse(package[part], source, part)


def _warning(id: str, source: str, part: str, number: int, paragraph: Any) -> Problem:
    place = Place(source=source, part=part, paragraph=number, near=text_without_boxes(paragraph)[:80])
    return Problem(id=id, place=place, warning=True)


def _headless(root: Any) -> Iterator[Any]:
    """Yield the first paragraph of each table that repeats rows and whose first row is no header."""
    for table in root.iter(w("tbl")):
        rows = list(table.iterchildren(w("tr")))
        repeats = any(tag.startswith("{%tr for") for row in rows for text in row.iter(w("t")) for tag in _tags(text))
        header = rows and rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        # Two columns are a label and what it names: there the label leads, and a header would say nothing.
        if repeats and not header and len(table.findall(f"{W}tblGrid/{W}gridCol")) > 2:
            yield next(table.iter(w("p")))


def _tags(text: Any) -> list[str]:
    return [" ".join(tag.split()) for tag in TAG.findall(text.text or "")]


def _silent_images(root: Any) -> Iterator[Any]:
    for properties in root.iter(f"{_DRAWING}docPr"):
        decorative = any(element.tag.endswith("}decorative") for element in properties.iter())
        if not (properties.get("descr") or properties.get("title") or decorative):
            yield next(properties.iterancestors(w("p")))


def style_names(data: bytes, source: str = "") -> frozenset[str]:
    """Return the names of the paragraph styles that the Word file `data` has, case-folded (17.7.4.9)."""
    return frozenset(name.casefold() for name in _styles(data, source).values())


def _styles(data: bytes, source: str) -> dict[str, str]:
    """Return the name of each paragraph style by its id."""
    package = read_package(data, source)
    if "word/styles.xml" not in package:
        return {}
    root = parse(package["word/styles.xml"], source, "word/styles.xml")
    styles = [style for style in root.iterchildren(w("style")) if style.get(w("type")) == "paragraph"]
    names = {style.get(w("styleId"), ""): style.find(w("name")) for style in styles}
    return {id: name.get(w("val"), "") for id, name in names.items() if name is not None}


def strange_styles(data: bytes, known: frozenset[str], source: str = "") -> list[Problem]:
    """Return a warning for the first paragraph in each style of the Word file `data` that is not among the `known`
    names: what the house style changes does not change it. Raises `TemplateProblem` as `read_package` does.
    """
    names = _styles(data, source)
    found: dict[str, Problem] = {}
    for part, root in _roots(data, source):
        for number, paragraph in enumerate(root.iter(w("p")), 1):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = names.get(style.get(w("val"), ""), "") if style is not None else ""
            if name and name.casefold() not in known and name not in found:
                problem = _warning("template.strange-style", source, part, number, paragraph)
                found[name] = Problem(id=problem.id, place=problem.place, names={"style": name}, warning=True)
    return list(found.values())
