"""A finished Word letter made into the beginning of a template: words marked by comments, or tags in their place.

The letter is untrusted: it is read with the limits of `read_package`, and its properties, comments and the targets of
its links, which would tell of the people it was written for, stay behind.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from docgen.word.comments import ANCHORS, anchor, put_comments
from docgen.word.package import MAIN_PART, read_package, text_part, write_package
from docgen.word.parts import SPACE, parse, w
from docgen.word.skeleton import clean_members
from docgen.word.skeleton_parts import DECLARATION

__all__ = ["Mark", "letter_parts", "marked", "replaced"]


class Mark(NamedTuple):
    """Words of one paragraph, and what is suggested for them."""

    part: str
    paragraph: int
    start: int
    end: int
    text: str
    """The comment, or what takes the place of the words."""
    last: int = 0
    """The last of several paragraphs, of which the first is kept with `text` between `around`; 0 for one."""
    around: tuple[str, str] = ("", "")


def letter_parts(data: bytes, source: str) -> dict[str, list[str]]:
    """Return the words of each paragraph of the letter, by the name of its part, the main one first.

    Raises `TemplateProblem` for what `read_package` refuses.
    """
    _, trees = _opened(data, source)
    return {part: ["".join(text for _, text in _pieces(each)) for each in _paragraphs(trees[part])] for part in trees}


def marked(data: bytes, source: str, marks: Sequence[Mark]) -> bytes:
    """Return the letter with a comment for each of `marks` in its main part; others cannot have comments."""
    members, trees = _opened(data, source)
    comments: list[str] = []
    paragraphs = _paragraphs(trees[MAIN_PART])
    for mark in marks:
        if mark.part == MAIN_PART:
            runs = _isolated(paragraphs[mark.paragraph - 1], mark.start, mark.end)
            if runs:
                anchor(runs, len(comments))
                comments.append(mark.text)
    put_comments(members, comments, source)
    return _written(members, trees)


def replaced(data: bytes, source: str, marks: Sequence[Mark]) -> bytes:
    """Return the letter with the text of each mark in place of its words."""
    members, trees = _opened(data, source)
    paragraphs = {part: _paragraphs(tree) for part, tree in trees.items()}
    for mark in sorted(marks, key=lambda each: each.start, reverse=True):  # so that no mark moves the words of another
        there = paragraphs[mark.part]
        runs = _isolated(there[mark.paragraph - 1], mark.start, mark.end)
        if runs:
            _write(runs[0], mark.text)
            for run in runs[1:]:
                run.getparent().remove(run)
        if mark.last:
            _repeat(there[mark.paragraph - 1 : mark.last], mark.around)
    return _written(members, trees)


def _opened(data: bytes, source: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the members of the letter without what tells of people, and the trees of the parts with words."""
    package = read_package(data, source)
    members = clean_members(package, source)
    members["docProps/core.xml"] = (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ).encode()
    names = sorted(filter(text_part, members), key=lambda name: (name != MAIN_PART, name))
    trees = {name: parse(members[name], source, name) for name in names}
    for name, tree in trees.items():
        for mark in list(tree.iter(*map(w, ANCHORS))):
            mark.getparent().remove(mark)
        _unlink(tree)
        listed = f"word/_rels/{name.removeprefix('word/')}.rels"
        if listed in members:
            members[listed] = re.sub(rb'<Relationship [^>]*TargetMode="External"[^>]*/>', b"", members[listed])
    return members, trees


def _unlink(tree: Any) -> None:
    """Put the words of each link in its place."""
    for link in list(tree.iter(w("hyperlink"))):
        parent, place = link.getparent(), link.getparent().index(link)
        for offset, child in enumerate(list(link)):
            parent.insert(place + offset, child)
        parent.remove(link)


def _paragraphs(tree: Any) -> list[Any]:
    return list(tree.iter(w("p")))


def _pieces(paragraph: Any) -> list[tuple[Any, str]]:
    """Return the runs of `paragraph`, each made to hold one thing, with the text of it."""
    found = []
    for run in [each for each in paragraph.iter(w("r")) if next(each.iterancestors(w("p"))) is paragraph]:
        contents = [child for child in run if child.tag != w("rPr")]
        holder = run
        for number, child in enumerate(contents):
            if number:
                other = run.makeelement(w("r"))
                properties = run.find(w("rPr"))
                if properties is not None:
                    other.append(copy.deepcopy(properties))
                holder.addnext(other)
                other.append(child)
                holder = other
            found.append((holder, _text(child)))
    return found


def _text(content: Any) -> str:
    name = str(content.tag).rpartition("}")[2]
    return {"t": content.text or "", "tab": "\t", "br": "\n", "cr": "\n"}.get(name, "")


def _isolated(paragraph: Any, start: int, end: int) -> list[Any]:
    """Return the runs that hold the words from `start` to `end`, split from the words around them."""
    at, runs = 0, []
    for run, text in _pieces(paragraph):
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        if (first, last) != (0, len(text)):
            for piece, before in ((text[last:], False), (text[:first], True)):
                if piece:
                    other = copy.deepcopy(run)
                    _write(other, piece)
                    run.addprevious(other) if before else run.addnext(other)
            _write(run, text[first:last])
        runs.append(run)
    return runs


def _write(run: Any, text: str) -> None:
    """Let `run` hold nothing but `text`."""
    for child in [each for each in run if each.tag != w("rPr")]:
        run.remove(child)
    made = run.makeelement(w("t"), {SPACE: "preserve"})
    made.text = text
    run.append(made)


def _repeat(paragraphs: Sequence[Any], around: tuple[str, str]) -> None:
    """Keep the first of `paragraphs` between two that hold the tags `around`."""
    kept = paragraphs[0]
    if any(each.getparent() is not kept.getparent() for each in paragraphs):  # in cells of a table, which need theirs
        return
    for other in paragraphs[1:]:
        other.getparent().remove(other)
    for tag, put in zip(around, (kept.addprevious, kept.addnext), strict=True):
        made = kept.makeelement(w("p"))
        run = made.makeelement(w("r"))
        made.append(run)
        _write(run, tag)
        put(made)


def _written(members: Mapping[str, bytes], trees: Mapping[str, Any]) -> bytes:
    parts = {name: DECLARATION.encode() + etree.tostring(tree, encoding="UTF-8") for name, tree in trees.items()}
    return write_package({**members, **parts})
