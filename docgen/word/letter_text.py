"""The text of a finished letter as it was read: what changes, comments, fields and hidden text hold besides goes.

Sections in comments are those of ECMA-376 Part 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from docgen.word.comments import ANCHORS
from docgen.word.parts import W, w

__all__ = ["hiding_styles", "take_out"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = ("0", "false", "off")
_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")
"""Fields that go on counting."""
_WRAPPERS = tuple(map(w, ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent")))
_CHANGED = tuple(
    map(w, "rPrChange pPrChange sectPrChange tblPrChange tblGridChange trPrChange tcPrChange tblPrExChange "  # noqa: SIM905
           "numberingChange cellIns cellMerge".split())
)  # fmt: skip
_NOISE = tuple(
    map(w, "bookmarkStart bookmarkEnd permStart permEnd proofErr lastRenderedPageBreak moveFromRangeStart "  # noqa: SIM905
           "moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd "
           "customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd "
           "customXmlMoveToRangeStart customXmlMoveToRangeEnd sdtPr sdtEndPr smartTagPr customXmlPr ffData".split())
)  # fmt: skip
_TOLD = ("descr", "title", "alt", "href")
_LINKS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")


def take_out(root: Any, hidden: frozenset[str]) -> Counter[str]:
    """Take out of the tree `root` of a part, in place, all that nobody saw in the printed letter, and count it.

    Tracked changes are taken in: what was deleted goes, what was put in stays. Comments and hidden text go, and so do
    descriptions of pictures; fields become the words that they showed, page numbers alone go on counting; links and
    content controls become their words. `hidden` are the ids of the styles that hide text. The count has the keys
    `changes`, `comments`, `hidden`, `fields`.
    """
    count: Counter[str] = Counter()
    for element in [each for each in root.iter() if not isinstance(each.tag, str)]:  # XML comments
        element.getparent().remove(element)
    _remove(root.iter(f"{_MC}Fallback"))
    count["fields"] = _settle_fields(root)
    _remove(root.iter(*_NOISE))
    for wrapper in list(root.iter(*_WRAPPERS)):
        _unwrap(wrapper)
    count["changes"] = _accept(root)
    count["comments"] = sum(1 for _ in root.iter(w("commentReference")))
    _remove(root.iter(*map(w, ANCHORS)))
    count["hidden"] = _reveal(root, hidden)
    _forget(root)
    return count


def _remove(elements: Iterator[Any]) -> None:
    for element in list(elements):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _unwrap(wrapper: Any) -> None:
    """Put what stands in `wrapper` in its place."""
    for child in list(wrapper):
        wrapper.addprevious(child)
    wrapper.getparent().remove(wrapper)


# Fields (17.16.18) ----------------------------------------------------------------------------------------------------


def _settle_fields(root: Any) -> int:
    """Turn fields into the words that they showed; return how many."""
    settled = 0
    for field in list(root.iter(w("fldSimple"))):
        if _word(field.get(w("instr"), "")) not in _PAGES:
            settled += 1
            _unwrap(field)
    opened: list[tuple[list[Any], list[str], list[bool]]] = []
    for element in list(_contents(root)):
        name = element.tag.removeprefix(W)
        kind = element.get(w("fldCharType")) if name == "fldChar" else ""
        if kind == "begin":
            opened.append(([element], [], [True]))
            continue
        if not opened:
            if name in ("instrText", "delInstrText"):
                element.getparent().remove(element)
            continue
        parts, code, in_code = opened[-1]
        if name in ("instrText", "delInstrText"):
            code.append(element.text or "")
            parts.append(element)
        elif name == "fldChar":
            parts.append(element)
            in_code[0] = False
            if kind == "end":
                opened.pop()
                settled += _settle(parts, code)
        else:
            hiding = next((each for each in opened if each[2][0]), None)
            if hiding:
                hiding[0].append(element)
    return settled + sum(_settle(parts, []) for parts, _, _ in opened)


def _contents(root: Any) -> Iterator[Any]:
    """Yield what stands in the runs of a part, in order."""
    for run in root.iter(w("r")):
        yield from (child for child in run if child.tag != w("rPr"))


def _settle(parts: list[Any], code: list[str]) -> int:
    if _word("".join(code)) in _PAGES:
        return 0
    _remove(iter(parts))
    return 1


def _word(code: str) -> str:
    return next(iter(code.split()), "").upper()


# Tracked changes (17.13.5) --------------------------------------------------------------------------------------------


def _accept(root: Any) -> int:
    """Accept every tracked change; return how many there were."""
    tracked = tuple(map(w, ("ins", "del", "moveFrom", "moveTo", "cellDel")))
    count = sum(1 for _ in root.iter(*tracked, *_CHANGED))
    _remove(root.iter(*_CHANGED))
    for row in [each for each in root.iter(w("tr")) if _marked(each, "trPr", "del")]:
        _remove_row(row)
    for cell in [each for each in root.iter(w("tc")) if _marked(each, "tcPr", "cellDel")]:
        row = cell.getparent()
        row.remove(cell)
        if row.find(w("tc")) is None:
            _remove_row(row)
    joined = [each for each in root.iter(w("p")) if _mark_is_gone(each)]
    for change in list(root.iter(*tracked)):
        parent = change.getparent()
        if parent.tag in (w("rPr"), w("trPr"), w("numPr"), w("tcPr")) or change.tag in (w("del"), w("moveFrom")):
            parent.remove(change)
        else:
            _unwrap(change)
    for paragraph in joined:
        _join(paragraph)
    return count


def _marked(element: Any, properties: str, mark: str) -> bool:
    return element.find(f"{W}{properties}/{W}{mark}") is not None


def _mark_is_gone(paragraph: Any) -> bool:
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and any(marks.find(w(name)) is not None for name in ("del", "moveFrom"))


def _remove_row(row: Any) -> None:
    table = row.getparent()
    table.remove(row)
    if table.find(w("tr")) is None and table.getparent() is not None:
        if table.getparent().tag == w("tc") and len(table.getparent().findall(w("p"))) == 0:
            table.addnext(table.makeelement(w("p")))  # a cell needs a paragraph (17.4.65)
        table.getparent().remove(table)


def _join(paragraph: Any) -> None:
    """Put what is left of `paragraph`, whose end was deleted, at the beginning of the next one."""
    following = paragraph.getnext()
    if following is None or following.tag != w("p"):
        return
    at = 1 if following.find(w("pPr")) is not None else 0
    for child in [each for each in paragraph if each.tag != w("pPr")]:
        following.insert(at, child)
        at += 1
    paragraph.getparent().remove(paragraph)


# Hidden text (17.3.2.41) ----------------------------------------------------------------------------------------------


def hiding_styles(styles: Any) -> frozenset[str]:
    """Return the ids of the styles in the tree of `word/styles.xml` that hide text, those built on them, too."""
    own: dict[str, bool] = {}
    based: dict[str, str] = {}
    for style in styles.iterchildren(w("style")):
        id, base = style.get(w("styleId"), ""), style.find(w("basedOn"))
        based[id] = base.get(w("val"), "") if base is not None else ""
        vanish = style.find(f"{W}rPr/{W}vanish")
        if vanish is not None:
            own[id] = vanish.get(w("val")) not in _OFF
    return frozenset(id for id in based if _hides(id, own, based))


def _hides(id: str, own: Mapping[str, bool], based: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while id in based and id not in own and id not in seen:
        seen.add(id)
        id = based[id]
    return own.get(id, False)


def _reveal(root: Any, hidden: frozenset[str]) -> int:
    """Take hidden text, rows and drawings out; return in how many places there was some."""
    found = [run for run in root.iter(w("r")) if _is_hidden(run, hidden) and any(each.tag != w("rPr") for each in run)]
    paragraphs = [next(run.iterancestors(w("p"))) for run in found]
    _remove(iter(found))
    rows = [row for row in root.iter(w("tr")) if _marked(row, "trPr", "hidden")]
    for row in rows:
        _remove_row(row)
    drawings = [each for each in root.iter(w("drawing")) if any(e.get("hidden") in ("1", "true") for e in each.iter())]
    _remove(iter(drawings))
    _remove(root.iter(w("vanish"), w("specVanish")))
    for paragraph in paragraphs:
        _drop_empty(paragraph)
    return len(found) + len(rows) + len(drawings)


def _is_hidden(run: Any, hidden: frozenset[str]) -> bool:
    properties = run.find(w("rPr"))
    if properties is not None:
        vanish, style = properties.find(w("vanish")), properties.find(w("rStyle"))
        if vanish is not None:
            return vanish.get(w("val")) not in _OFF
        if style is not None and style.get(w("val")) in hidden:
            return True
    paragraph = next(run.iterancestors(w("p")), None)
    style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    return style is not None and style.get(w("val")) in hidden


def _drop_empty(paragraph: Any) -> None:
    """Take a paragraph out that held hidden text alone, unless a cell or a section needs it."""
    parent = paragraph.getparent()
    needed = _marked(paragraph, "pPr", "sectPr") or parent is None or paragraph.getnext() is None
    if not needed and paragraph.find(f".//{W}r") is None:
        parent.remove(paragraph)


# What is attached to words and pictures -------------------------------------------------------------------------------


def _forget(root: Any) -> None:
    """Take away ids of editing sessions, and what pictures say of themselves where nobody sees it."""
    for element in root.iter():
        for key in [each for each in element.attrib if _tells(each, element)]:
            del element.attrib[key]
        if element.tag.rpartition("}")[2] in ("docPr", "cNvPr") and "name" in element.attrib:
            element.set("name", element.get("id", ""))  # which it must have (20.1.2.2.8)
    _remove(iter([each for each in root.iter() if each.tag.rpartition("}")[2] in _LINKS]))


def _tells(key: str, element: Any) -> bool:
    described = key.rpartition("}")[2] in _TOLD and not element.tag.startswith(W)
    return described or key.startswith((f"{W}rsid", f"{_W14}paraId", f"{_W14}textId"))
