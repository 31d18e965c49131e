"""A template filled so that its writer sees what comes from the facts: values on yellow, passages forced on or off.

For looking at, never for sending: `noted` puts a first line into the file that says so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from docgen.word.elements import W
from docgen.word.escaped import escaped
from docgen.word.package import MAIN_PART, read_package, write_package
from docgen.word.right_to_left import give_complex_twins, mirror, turn_numbers, turn_to_right
from docgen.word.tags import TAG
from docgen.word.template import CompiledTemplate

__all__ = ["marked", "noted", "turned"]


def marked(template: CompiledTemplate, passages: bool | None = None) -> CompiledTemplate:
    """Return `template` so that `fill` prints every value on yellow.

    With `passages` True every optional passage is printed: a condition that stands alone in its paragraph or row holds
    and so does its `else`; of a condition within a sentence only the first branch does. With False no condition
    holds, so that only `else` is printed. Loops run over what the facts have. None leaves the conditions alone.
    """
    forced = template.sources
    if passages is not None:
        forced = {part: _forced(source, passages) for part, source in template.sources.items()}
    return replace(template, sources=forced, modules={}, marks=True)


def _forced(source: str, passages: bool) -> str:
    within: list[str] = []
    pieces: list[str] = []
    end = 0
    for found in TAG.finditer(source):
        pieces += [source[end : found.start()], _forced_tag(found, source, within, passages)]
        end = found.end()
    return "".join([*pieces, source[end:]])


_WORD = re.compile(r"\{%[-+]?\s*(\w+)")


def _forced_tag(found: re.Match[str], source: str, within: list[str], passages: bool) -> str:
    """Return a tag with its condition forced; `within` are the statements that are open around it."""
    statement = _WORD.match(found[0])
    word = statement[1] if statement else ""
    if word in ("for", "macro", "with", "if"):
        within.append(word)
    elif word.startswith("end") and within:
        within.pop()
    if word == "if":
        return "{% if true %}" if passages else "{% if false %}"
    if word not in ("elif", "else") or within[-1:] != ["if"]:
        return found[0]
    if passages and not _in_words(source, found.start()):
        return "{% endif %}{% if true %}"
    return "{% elif false %}" if word == "elif" else found[0]


def _in_words(source: str, at: int) -> bool:
    """Return whether the tag at `at` stands in the text of a run, not in the place of a paragraph or a row."""
    return max(source.rfind("<w:t>", 0, at), source.rfind("<w:t ", 0, at)) > source.rfind("</w:t>", 0, at)


_TEXT = '<w:t xml:space="preserve">'
_RUN_END = "</w:t></w:r>"


# The first line -------------------------------------------------------------------------------------------------------


def noted(data: bytes, note: str, *, right_to_left: bool) -> bytes:
    """Return the Word file `data` with `note` as its first line, in a frame. Raises as `read_package` does."""
    package = read_package(data)
    text = escaped(note)
    sides = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="C00000"/>' for side in _SIDES)
    bidi, rtl = ("<w:bidi/>", "<w:rtl/>") if right_to_left else ("", "")
    line = (
        f'<w:p><w:pPr><w:pBdr>{sides}</w:pBdr>{bidi}<w:spacing w:after="240"/></w:pPr>'
        f'<w:r><w:rPr><w:b/><w:bCs/><w:color w:val="C00000"/>{rtl}</w:rPr>{_TEXT}{text}{_RUN_END}</w:p>'
    )
    package[MAIN_PART] = package[MAIN_PART].replace(b"<w:body>", b"<w:body>" + line.encode(), 1)
    return write_package(package)


_SIDES = ("top", "left", "bottom", "right")


def turned(data: bytes) -> bytes:
    """Return the Word file `data`, whose language is written from right to left, with all of it running so.

    Raises as `read_package` does.
    """
    from lxml import etree  # type: ignore[import-untyped]

    package = read_package(data)
    for name in [name for name in package if _TURNED.fullmatch(name)]:
        root = etree.fromstring(package[name])
        for paragraph in list(root.iter(f"{W}p")):
            turn_to_right(paragraph)
        for table in root.iter(f"{W}tbl"):
            mirror(table)
        package[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for name, turn in (("word/numbering.xml", turn_numbers), ("word/styles.xml", give_complex_twins)):
        if name in package:
            root = etree.fromstring(package[name])
            turn(root)
            package[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(package)


_TURNED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
