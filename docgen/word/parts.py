"""One part of a Word template, made ready for Jinja: noise and traces out, tags whole, each on its own.

Word splits what is typed over many runs. Here every tag is put together in one `w:t`, a paragraph or row that only
holds `{%p …%}` or `{%tr …%}` becomes the bare tag, and docxtpl's `patch_xml` finishes the rest of its dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from docgen.errors import Place, Problem, TemplateProblem
from docgen.word.split_tags import ENTER, SPACE, join_paragraphs, join_tags, text_elements
from docgen.word.tag_spans import CLOSING, left_open, tag_spans
from docgen.word.tags import TAG, inner

__all__ = ["NAMESPACE", "SPACE", "W", "jinja_source", "parse", "text_elements", "text_without_boxes", "tidy", "w"]

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

_NOISE = ("proofErr", "lastRenderedPageBreak", "noProof", "printerSettings", "dataBinding", "rsid", "softHyphenNone")
_TRACKED = frozenset(
    f"{W}{name}"
    for name in (  # noqa: SIM905
        "ins del moveFrom moveTo cellIns cellDel cellMerge rPrChange pPrChange sectPrChange tblPrChange tblGridChange "
        "trPrChange tcPrChange tblPrExChange numberingChange moveFromRangeStart moveToRangeStart"
    ).split()
)
_COMMENTS = frozenset(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_LIFTED = re.compile(r"(\{[{%#])(p|tr|tc|r)(?=\s)")
_NESTS = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc"}

_TEXTS = (f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_DESCRIBED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("docPr", "cNvPr"), ("descr", "title")),
    **dict.fromkeys(("tblCaption", "tblDescription", "alias", "tag", "default", "statusText", "helpText"), ("val",)),
    **dict.fromkeys(("shape", "rect"), ("alt",)),
    "textpath": ("string",),
}
"""Attributes that say something to a reader: of pictures, tables, content controls and form fields; a watermark."""

Element = Any
"""An lxml element; lxml ships no types."""


def w(name: str) -> str:
    """Return the qualified name of `name` in the namespace of WordprocessingML."""
    return W + name


def parse(content: bytes, file: str, part: str) -> Element:
    """Return the root element of the part. Raises `TemplateProblem` for XML that is not well formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        place = Place(source=file)
        raise TemplateProblem([Problem(id="template.damaged", place=place, names={"part": part})]) from error


def tidy(root: Element, file: str, part: str, hidden: frozenset[str]) -> list[Problem]:
    """Take noise and traces out of the tree `root` in place; return what only a person can take out.

    Taken out: revision ids, spelling marks, `_GoBack` bookmarks, paragraph ids (they would be repeated by loops).
    Reported: tracked changes, comments, hidden text. `hidden` names the styles that hide text.
    """
    problems = _unserved(root, file, part, hidden)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            _drop(element)
            continue
        for key in list(element.attrib):
            if key.startswith((f"{W}rsid", f"{_W14}paraId", f"{_W14}textId")):
                del element.attrib[key]
    for name in _NOISE:
        for element in list(root.iter(w(name))):
            _drop(element)
    for start in [item for item in root.iter(w("bookmarkStart")) if item.get(w("name")) == "_GoBack"]:
        for end in [item for item in root.iter(w("bookmarkEnd")) if item.get(w("id")) == start.get(w("id"))]:
            _drop(end)
        _drop(start)
    return problems


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)


def _unserved(root: Element, file: str, part: str, hidden: frozenset[str]) -> list[Problem]:
    problems: list[Problem] = []
    for number, paragraph in enumerate(root.iter(w("p")), 1):
        own = [element for element in paragraph.iter() if _holder(element) in (None, paragraph)]
        found = {_unserved_kind(element, paragraph, hidden) for element in own} - {""}
        text = "".join(each.text or "" for each in own if each.tag in (w("t"), w("delText")))[:80]
        problems += [
            Problem(id=kind, place=Place(source=file, paragraph=number, near=text), names={"part": part})
            for kind in sorted(found)
        ]
    return problems


def _holder(element: Element) -> Element:
    """Return the paragraph that `element` stands in, and not one around its text box."""
    return next(element.iterancestors(w("p")), None)


def _unserved_kind(element: Element, paragraph: Element, hidden: frozenset[str]) -> str:
    if element.tag in _TRACKED:
        return "template.tracked-change"
    if element.tag in _COMMENTS:
        return "template.comment"
    if element.tag == w("r") and next(element.iter(w("t"), w("drawing"), w("instrText")), None) is not None:
        first = next(iter(paragraph))  # `find` would look through all runs for each of them
        own = first.find(w("pStyle")) if first.tag == w("pPr") else None
        run = element.find(w("rPr"))
        styles = {own.get(w("val"))} if own is not None else set()
        if run is not None:
            style, vanish = run.find(w("rStyle")), run.find(w("vanish"))
            if vanish is not None and vanish.get(w("val")) not in ("0", "false", "off"):
                return "template.hidden-text"
            styles |= {style.get(w("val"))} if style is not None else set()
        if styles & hidden:
            return "template.hidden-text"
    return ""


def _merge_runs(paragraph: Element) -> None:
    """Join neighbouring runs of the same look that hold only text (17.3.2.25); Word splits them at every edit."""
    previous, look, words = None, b"", list[str]()
    for run in list(paragraph):
        if run.tag != w("r") or any(child.tag not in (w("rPr"), w("t")) for child in run):
            _end_text(previous, words)
            previous = None
            continue
        properties = run.find(w("rPr"))
        this = etree.tostring(properties, method="c14n") if properties is not None else b""
        texts = list(run.iterchildren(w("t")))
        text = "".join(map(_text, texts))
        for child in texts:
            run.remove(child)
        if previous is not None and look == this:
            words.append(text)
            paragraph.remove(run)
            continue
        _end_text(previous, words)
        previous, look, words = etree.SubElement(run, w("t")), this, [text]
    _end_text(previous, words)
    for run in list(paragraph.iterchildren(w("r"))):
        only = [child for child in run if child.tag != w("rPr")]
        if len(only) == 1 and only[0].tag == w("t") and not only[0].text:
            paragraph.remove(run)


def _text(element: Element) -> str:
    text = (element.text or "").replace("\r", " ").replace("\n", " ")
    # docxtpl gives every text with a tag `xml:space`.
    return text if element.get(SPACE) == "preserve" or "{" in text or "}" in text else text.strip(" \t")


def _end_text(element: Element | None, pieces: Sequence[str]) -> None:
    """Give a text what was joined to it, with its spaces where one of the `pieces` ended in some."""
    if element is None:
        return
    element.text = whole = "".join(pieces)
    if "{" in whole or whole != whole.strip() or any(piece != piece.rstrip() for piece in pieces):
        element.set(SPACE, "preserve")


def jinja_source(root: Element, file: str, part: str) -> tuple[str, list[Problem]]:
    """Return the Jinja source of the tidied tree `root`, which is changed, and what is wrong with its tags.

    In the source a new line stands before every paragraph and nowhere else, so that a line number names a paragraph.
    """
    problems: list[Problem] = []
    paragraphs = join_paragraphs(list(root.iter(w("p"))))
    for number, paragraph in paragraphs:
        place = Place(source=file, paragraph=number)
        problems += join_tags(paragraph, place, part)
        _merge_runs(paragraph)  # not sooner: what follows a tag in a run of its own keeps its look
    problems += list(_tags_outside_text(root, file, part))
    if not problems:
        problems += _lift(paragraphs, file, part)
    return ("" if problems else _serialized(root)), problems


def text_without_boxes(paragraph: Element) -> str:
    """Return the text of `paragraph` itself, tags included, not of text boxes inside it."""
    return "".join(text.text or "" for text in text_elements(paragraph))


def _tags_outside_text(root: Element, file: str, part: str) -> Iterator[Problem]:
    """Yield a problem for every tag that is neither in a text nor in a description: in a field code it would let a fact
    run a field. And for each in a description, or a formula, that nothing closes.
    """
    numbers: dict[Element, int] = {}
    for element in root.iter():
        described = _DESCRIBED.get(element.tag.rsplit("}", 1)[-1], ())
        shown = [text for key, text in element.attrib.items() if key.rsplit("}", 1)[-1] in described]
        texts = [text for key, text in element.attrib.items() if key.rsplit("}", 1)[-1] not in described]
        if element.tag != w("t"):  # whose tags are looked at with those of the whole paragraph
            (shown if element.tag in _TEXTS else texts).append(element.text or "")
        outside = any(next(tag_spans(text), None) for text in texts)
        half = next((text[at : at + 2] for text in shown if (at := left_open(text)) >= 0), "")
        if outside or half:
            numbers = numbers or {paragraph: number for number, paragraph in enumerate(root.iter(w("p")), 1)}
            held = element if element.tag == w("p") else _holder(element)
            near = text_without_boxes(held)[:80] if held is not None else ""
            place = Place(source=file, part=part, paragraph=numbers.get(held), near=near)
            what = {"what": element.tag.rsplit("}", 1)[-1]} if outside else {"closing": CLOSING[half]}
            id = "template.tag-outside-text" if outside else "template.unclosed-tag"
            yield Problem(id=id, place=place, names={"part": part, **what})


def _lift(paragraphs: list[tuple[int, Element]], file: str, part: str) -> list[Problem]:
    problems: list[Problem] = []
    for number, paragraph in paragraphs:
        text = text_without_boxes(paragraph)
        for tag in [found[0] for found in TAG.finditer(text) if _LIFTED.match(found[0])]:
            level = _LIFTED.match(tag)[2]  # type: ignore[index]
            if problem := _lift_one(paragraph, tag, level, text):
                place = Place(source=file, path=inner(tag), paragraph=number, near=text[:80])
                problems.append(Problem(id=problem, place=place, names={"part": part, "tag": tag}))
                break
    return problems


def _lift_one(paragraph: Element, tag: str, level: str, text: str) -> str:
    """Put the bare `tag` in the place of its paragraph, row or cell; return the id of what is wrong, or ""."""
    if level == "r":
        return ""  # a run stays inside its paragraph; docxtpl's own rule serves
    holder = paragraph if level == "p" else next(paragraph.iterancestors(_NESTS[level]), None)
    if holder is None:
        return "template.tag-outside-table"
    whole = text if level == "p" else "".join(item.text or "" for item in holder.iter(w("t")))
    if whole.replace(tag, "", 1).strip() or next(holder.iter(w("drawing"), w("pict"), w("sectPr")), None) is not None:
        return "template.text-beside-block-tag"
    inside = list(holder.iter(w("p")))
    before = inside.index(paragraph) + 1
    alone = _LIFTED.sub(r"\1", tag, count=1)
    alone = re.sub(r"-(?=[%}#]\}$)", "", alone)  # there are no words beside it to be joined with
    bare = "\n" * before + alone + "\n" * (len(inside) - before)
    parent, previous, tail = holder.getparent(), holder.getprevious(), holder.tail or ""
    holder.tail = None
    parent.remove(holder)
    if previous is None:
        parent.text = (parent.text or "") + bare + tail
    else:
        previous.tail = (previous.tail or "") + bare + tail
    return ""


def _serialized(root: Element) -> str:
    from docxtpl import DocxTemplate

    for element in root.iter():
        if element.tag not in (w("t"), w("instrText")) and not (element.text or "").strip():
            element.text = (element.text or "").replace("\r", "").lstrip(" ") or None
    xml = etree.tostring(root, encoding="unicode")
    xml = re.sub(r"<w:p(?=[ >/])", "\n<w:p", xml)
    patched: str = DocxTemplate.patch_xml(None, xml)
    pieces, at = list[str](), 0
    for start, end in tag_spans(patched):
        pieces += (patched[at:start], _as_jinja(patched[start:end]))
        at = end
    patched = "".join([*pieces, patched[at:]])
    return patched.replace('<w:t xml:space="preserve"></w:t>', "").replace("<w:t></w:t>", "")


def _as_jinja(tag: str) -> str:
    return tag.replace("&quot;", '"').replace("&amp;", "&").replace(ENTER, "\n")
