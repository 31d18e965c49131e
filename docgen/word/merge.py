"""A clinic's Word template and docgen's new one, brought together paragraph by paragraph.

The clinic's file is the one that is changed, so that its look stays: only words come from docgen's. Where both changed
the same paragraph the clinic's stays, and a comment beside it has docgen's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from docgen.three_way import Change, Region, three_way
from docgen.word.comments import with_comments
from docgen.word.fields import settle_fields
from docgen.word.mend import rewrite
from docgen.word.package import MAIN_PART, read_package, write_package
from docgen.word.parts import W, parse, text_without_boxes, w

__all__ = ["Merged", "merged_words"]

_BLOCKS = (w("p"), w("tbl"), w("sdt"))
_TIED = ("drawing", "pict", "object", "numPr", "bookmarkStart", "bookmarkEnd", "commentReference")
"""What means nothing outside of the file that it stands in."""
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REVISION = f"{W}rsid"


class Merged(NamedTuple):
    """The clinic's file with docgen's new words."""

    data: bytes
    conflicts: tuple[str, ...]
    """docgen's new words of each conflict; "" where docgen took the passage out."""


def merged_words(base: bytes, mine: bytes, new: bytes, said: Callable[[str], str], source: str = "") -> Merged:
    """Return the Word file `mine` with what `new` has changed since `base`, each a Word file.

    A table is one piece: it is taken whole, or kept whole. Looks alone are not compared: the clinic's stay. `said`
    makes the comment of a conflict from docgen's new words. Footnotes and text boxes are left as the clinic has them.
    Raises `TemplateProblem` for what is no Word file or is unsafe.
    """
    packages = [read_package(data, source) for data in (base, mine, new)]
    styles = _style_map(packages[2], packages[1], source)
    members, comments = dict(packages[1]), _Comments([], [])
    for part in sorted(name for name in packages[2] if _is_told(name)):
        if any(part not in package for package in packages):
            _missing_part(packages, part, source, comments)
            continue
        trees = [parse(package[part], source, part) for package in packages]
        for tree in trees:
            settle_fields(tree)
        boxes = [_box(tree) for tree in trees]
        changed, conflicts = _merge(boxes, styles)
        comments.add(part, trees[1], conflicts)
        if changed:
            members[part] = etree.tostring(trees[1], encoding="UTF-8", xml_declaration=True, standalone=True)
    data = write_package(members)
    told = [(number, said(words)) for number, words in comments.places]
    return Merged(with_comments(data, told, source) if told else data, tuple(comments.words))


def _is_told(name: str) -> bool:
    leaf = name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
    return name.startswith("word/") and name.endswith(".xml") and leaf in ("document", "header", "footer")


class _Comments(NamedTuple):
    """What is to be said, and beside which paragraph of the main text; 0 for what stands elsewhere."""

    places: list[tuple[int, str]]
    words: list[str]

    def add(self, part: str, root: Any, conflicts: Sequence[tuple[Any, str]]) -> None:
        paragraphs = list(root.iter(w("p")))
        for element, words in conflicts:
            first = next(element.iter(w("p")), None) if element is not None else None
            number = paragraphs.index(first) + 1 if part == MAIN_PART and first is not None else 0
            self.places.append((number, words))
            self.words.append(words)


def _missing_part(packages: Sequence[dict[str, bytes]], part: str, source: str, comments: _Comments) -> None:
    """Keep docgen's words of a header or footer that the clinic's file has not, or that is new, for a comment."""
    old, now = (_part_words(packages[which], part, source) for which in (0, 2))
    if now != old:
        comments.add("", etree.Element("none"), [(None, now)])


def _part_words(package: dict[str, bytes], part: str, source: str) -> str:
    return _words(_box(parse(package[part], source, part))) if part in package else ""


def _box(root: Any) -> Any:
    body = root.find(w("body"))
    return root if body is None else body


def _blocks(box: Any) -> list[Any]:
    return [child for child in box if child.tag in _BLOCKS]


def _words(element: Any) -> str:
    """Return the words of a block: its paragraphs a line each, tabs and breaks as such."""
    if element.tag != w("p"):
        return "\n".join(_words(paragraph) for paragraph in element.iter(w("p")))
    signs = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
    found = []
    for item in element.iter():
        if item.tag == w("t"):
            found.append(item.text or "")
        elif item.tag in signs and item.getparent().tag == w("r"):
            found.append(signs[item.tag])
    return "".join(found)


# Bringing together ---------------------------------------------------------------------------------------------------


def _merge(boxes: Sequence[Any], styles: dict[str, str]) -> tuple[bool, list[tuple[Any, str]]]:
    """Bring docgen's changes into the clinic's box. Return whether there were any, and the conflicts: the clinic's
    block, docgen's new words.
    """
    base, mine, new = (_blocks(box) for box in boxes)
    keys = [[f"{block.tag}{_words(block)}" for block in blocks] for blocks in (base, mine, new)]
    conflicts: list[tuple[Any, str]] = []
    changed = False
    for region in three_way(*keys):
        ours, theirs = mine[region.mine], new[region.new]
        taken = region.change is Change.NEW and not any(_ends_section(block) for block in ours)
        if taken:
            _take(boxes[1], region, (base, mine, new), styles)
            changed = True
        elif region.change in (Change.NEW, Change.CONFLICT):
            beside = ours[0] if ours else mine[max(region.mine.start - 1, 0)] if mine else None
            conflicts.append((beside, "\n".join(_words(block) for block in theirs)))
    return changed, conflicts


def _ends_section(block: Any) -> bool:
    return next(block.iter(w("sectPr")), None) is not None


def _take(box: Any, region: Region, versions: Sequence[list[Any]], styles: dict[str, str]) -> None:
    """Put docgen's blocks of `region` in the place of the clinic's."""
    base, mine, new = versions
    ours, theirs = mine[region.mine], new[region.new]
    if len(ours) == len(theirs) and all(block.tag == w("p") for block in (*ours, *theirs)):
        for before, own, other in zip(base[region.base], ours, theirs, strict=True):
            _reword(before, own, other, styles)
        return
    after = mine[region.mine.stop] if region.mine.stop < len(mine) else None
    if after is None:
        ends = [child for child in box if child.tag == w("sectPr")]
        after = ends[-1] if ends else None
    for block in theirs:
        made = _adopted(block, styles)
        box.append(made) if after is None else after.addprevious(made)
    for block in ours:
        box.remove(block)


def _reword(before: Any, own: Any, other: Any, styles: dict[str, str]) -> None:
    """Give the clinic's paragraph `own` the words of `other`; it keeps the look that the clinic gave it."""
    plain = all(item.tag not in (w("br"), w("tab"), w("cr")) for item in other.iter() if item.tag != w("pPr"))
    if _look(own) != _look(before) and plain and text_without_boxes(own) and rewrite(own, text_without_boxes(other)):
        return
    made = _adopted(other, styles)
    properties, kept = made.find(w("pPr")), own.find(w("pPr"))
    if kept is not None and _look(own) != _look(before):
        if properties is not None:
            made.remove(properties)
        made.insert(0, deepcopy(kept))
    own.getparent().replace(own, made)


def _look(paragraph: Any) -> list[bytes]:
    """Return how a paragraph and its runs look, each look once: Word splits runs without a change of look."""
    found: list[bytes] = []
    for item in (paragraph.find(w("pPr")), *(run.find(w("rPr")) for run in paragraph.iter(w("r")))):
        look = b"" if item is None else etree.tostring(item, method="c14n")
        if look not in found:
            found.append(look)
    return found


def _adopted(block: Any, styles: dict[str, str]) -> Any:
    """Return a copy of docgen's `block` that fits the clinic's file: its styles by name, nothing tied to docgen's."""
    made = deepcopy(block)
    made.tail = None
    for item in [each for each in made.iter() if each.tag in [w(name) for name in _TIED]]:
        item.getparent().remove(item)
    for item in made.iter():
        for name in [each for each in item.attrib if each.startswith((_RELATED, _REVISION))]:
            del item.attrib[name]
    for item in list(made.iter(w("pStyle"), w("rStyle"), w("tblStyle"))):
        id = styles.get(item.get(w("val"), ""), "")
        if id:
            item.set(w("val"), id)
        else:
            item.getparent().remove(item)
    return made


def _style_map(new: dict[str, bytes], mine: dict[str, bytes], source: str) -> dict[str, str]:
    """Return the id of each of docgen's styles in the clinic's file; a style that it has not is left out."""
    own = {name: id for id, name in _styles(mine, source)}
    return {id: own[name] for id, name in _styles(new, source) if name in own}


def _styles(package: dict[str, bytes], source: str) -> Iterator[tuple[str, str]]:
    if "word/styles.xml" in package:
        for style in parse(package["word/styles.xml"], source, "word/styles.xml").iterchildren(w("style")):
            name = style.find(w("name"))
            if name is not None:
                yield style.get(w("styleId"), ""), f"{style.get(w('type'))} {name.get(w('val'), '').casefold()}"
