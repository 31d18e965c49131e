"""A finished Word letter made into the beginning of a template: words marked by comments, or tags in their place.

The letter is one that `opened_letter` gave: untrusted, and written for somebody. It is opened once and never changed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from docgen.word.comments import anchor, put_comments
from docgen.word.elements import run_text
from docgen.word.letter import Letter
from docgen.word.package import MAIN_PART, write_package
from docgen.word.parts import SPACE, w
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


def letter_parts(letter: Letter) -> dict[str, list[str]]:
    """Return the words of each paragraph of `letter`, by the name of its part, the main one first."""
    return {part: ["".join(_words(each)) for each in _paragraphs(tree)] for part, tree in letter.trees.items()}


def marked(letter: Letter, marks: Sequence[Mark]) -> bytes:
    """Return `letter` with a comment for each of `marks` in its main part; others cannot have comments."""
    members, trees = dict(letter.members), copy.deepcopy(letter.trees)
    comments: list[str] = []
    paragraphs = _paragraphs(trees[MAIN_PART])
    for mark in marks:
        if mark.part == MAIN_PART:
            runs = _isolated(paragraphs[mark.paragraph - 1], mark.start, mark.end)
            if runs:
                anchor(runs, len(comments))
                comments.append(mark.text)
    put_comments(members, comments, letter.source)
    return _written(members, trees)


def replaced(letter: Letter, marks: Sequence[Mark]) -> bytes:
    """Return `letter` with the text of each mark in place of its words."""
    trees = copy.deepcopy(letter.trees)
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
    return _written(letter.members, trees)


def _paragraphs(tree: Any) -> list[Any]:
    return list(tree.iter(w("p")))


def _runs(paragraph: Any) -> list[Any]:
    """Return the runs of `paragraph` itself, not those of text boxes in it."""
    return [each for each in paragraph.iter(w("r")) if next(each.iterancestors(w("p"))) is paragraph]


def _words(paragraph: Any) -> Iterator[str]:
    """Yield what `_pieces` tells of the text, and change nothing."""
    return (run_text(child) for run in _runs(paragraph) for child in run if child.tag != w("rPr"))


def _pieces(paragraph: Any) -> list[tuple[Any, str]]:
    """Return the runs of `paragraph`, each made to hold one thing, with the text of it."""
    found = []
    for run in _runs(paragraph):
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
            found.append((holder, run_text(child)))
    return found


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
