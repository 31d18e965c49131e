"""Tags that Word split: over runs, and over paragraphs where somebody pressed Enter in a long tag.

A tag is put together where it begins, as docxtpl does: what follows it in its last text takes the look of the run in
which the tag begins, and a tab, a line end or a link inside the tag goes. What a reader would miss stays after the tag:
pictures, notes, fields, formulas, and one half of a bookmark whose other half stands elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from docgen.errors import Place, Problem
from docgen.word.elements import W
from docgen.word.tag_spans import CLOSING, left_open, tag_spans
from docgen.word.tags import PAIRS

__all__ = ["ENTER", "SPACE", "join_paragraphs", "join_tags", "text_elements"]

ENTER = "\u2029"
"""Stands in a tag for each paragraph end that was inside it, so that a line of the source stays a paragraph."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_MOST_JOINED = 100
"""How many tags of one paragraph may go over an end: each is looked for in all of it."""
_MOST_TEXTS = 5_000
"""How many texts a paragraph with tags may have."""
_BRACES = re.compile(r"[{}%#]")
_IN_RUN = frozenset(
    f"{W}{name}" for name in ("drawing", "pict", "object", "fldChar", "footnoteReference", "endnoteReference")
)
_MISSED = _IN_RUN | {f"{W}fldSimple"}
_MISSED_ENDINGS = ("}oMath", "}oMathPara", "}AlternateContent")
_HALVES = re.compile(r"\}(bookmark|perm|commentRange|moveFromRange|moveToRange)(Start|End)$")

Element = Any


def text_elements(paragraph: Element) -> list[Element]:
    """Return the `w:t` of `paragraph` itself, not of text boxes inside it."""
    return [text for text in paragraph.iter(f"{W}t") if next(text.iterancestors(f"{W}p")) is paragraph]


def join_paragraphs(paragraphs: list[Element]) -> list[tuple[int, Element]]:
    """Return the `paragraphs` of a part that are left, each with its number, after those were joined, in place, in
    which one tag begins and ends.
    """
    gone: set[Element] = set()
    for paragraph in paragraphs:
        for _ in range(_MOST_JOINED):
            joined = _joined(paragraph) if paragraph not in gone else []
            gone.update(joined)
            if not joined:
                break
    return [(number, each) for number, each in enumerate(paragraphs, 1) if each not in gone]


def _joined(paragraph: Element) -> list[Element]:
    """Join to `paragraph` those after it up to the end of the tag that is open at its end; return them, gone now."""
    whole = _whole(paragraph)
    start = left_open(whole)
    if start < 0:
        return []
    opening = whole[start : start + 2]
    closing = CLOSING[opening]
    more = _up_to(paragraph, opening, closing)
    if not more:
        return []
    texts, last_texts = text_elements(paragraph), text_elements(more[-1])
    end = _whole(more[-1]).find(closing)
    first, last = texts[_at(texts, start)], last_texts[_at(last_texts, end + 1)]
    if first.getparent().getparent() is not paragraph or last.getparent().getparent() is not more[-1]:
        return []
    before = "".join(each.text or "" for each in texts[: texts.index(first)])
    tail = "".join(each.text or "" for each in last_texts[: last_texts.index(last) + 1])
    inside = whole[start:] + "".join(map(_whole, more[:-1])) + tail[:end]
    if opening == "{#":
        inside = opening + _BRACES.sub("", inside[2:])
    dash = "-" if inside.endswith("-") else ""
    words = whole[len(before) : start] + inside.removesuffix("-") + ENTER * len(more) + dash + tail[end:]
    between = [*first.itersiblings(), *first.getparent().itersiblings()]
    between += [child for each in more[:-1] for child in each]
    between += [each for each in last.getparent().itersiblings(preceding=True) if each.tag != f"{W}pPr"][::-1]
    _weld(first, last, words, between, list(last.getparent().itersiblings()))
    for each in more:
        each.getparent().remove(each)
    return more


def _whole(paragraph: Element) -> str:
    return "".join(text.text or "" for text in text_elements(paragraph))


def _up_to(paragraph: Element, opening: str, closing: str) -> list[Element]:
    """Return the paragraphs after `paragraph` up to the one that has `closing`; none where that is not the same tag."""
    found: list[Element] = []
    step = paragraph.getnext()
    while step is not None and step.tag == f"{W}p" and next(step.iter(f"{W}sectPr"), None) is None:
        found.append(step)
        inside, closed, _ = _whole(step).partition(closing)
        if opening in inside:
            return []  # the first was never closed; and each paragraph is read for one open tag only
        if closed:
            return found
        step = step.getnext()
    return []


def join_tags(paragraph: Element, place: Place, part: str) -> Iterator[Problem]:
    """Put every tag of `paragraph` together in one `w:t`; yield a problem for what is no whole tag."""
    texts = text_elements(paragraph)
    whole = "".join(text.text or "" for text in texts)
    if "{" not in whole and "}" not in whole:
        return
    if len(texts) > _MOST_TEXTS:
        yield Problem(id="template.too-much", place=place, names={"part": part})
        return
    spans = list(tag_spans(whole))
    rest = _blank(whole, spans)
    for half, other in PAIRS.items():
        at = rest.find(half)
        if at >= 0:
            near = whole[max(0, at - 30) : at + 50]
            found = Place(source=place.source, paragraph=place.paragraph, near=near)
            kind = "unclosed" if half.startswith("{") else "unopened"
            names = {"part": part, "closing": other, "opening": other}
            yield Problem(id=f"template.{kind}-tag", place=found, names=names)
    starts, total = [], 0
    for text in texts:
        starts.append(total)
        total += len(text.text or "")
    for start, end in reversed(spans):
        _gather(texts, bisect_right(starts, start) - 1, bisect_left(starts, end) - 1, whole[start:end])
    for text in texts:
        if "{" in (text.text or ""):
            text.set(SPACE, "preserve")


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return `text` with nothing in the place of its tags."""
    made, at = list[str](), 0
    for start, end in spans:
        made += (text[at:start], "\0" * (end - start))
        at = end
    return "".join([*made, text[at:]])


def _gather(texts: Sequence[Element], first: int, last: int, tag: str) -> None:
    """Move what the `tag` has in the texts up to the `last` into the `first`; works from the last tag back."""
    while first < last and not texts[first].text:
        first += 1  # an empty text begins where the next one does
    if first == last:
        return
    one, other = texts[first], texts[last]
    run, end = one.getparent(), other.getparent()
    words = "".join(text.text or "" for text in texts[first : last + 1])
    if run is end:
        between = list(one.itersiblings())
        _weld(one, other, words, between[: between.index(other)], [])
    elif run.getparent() is end.getparent():
        aside = list(run.itersiblings())
        _weld(one, other, words, [*one.itersiblings(), *aside[: aside.index(end)]], [])
    else:
        cut = words.index(tag) + len(tag)
        over = len(words) - cut
        one.text = words[:cut]
        for text in texts[first + 1 : last]:
            text.text = ""
        other.text = (other.text or "")[len(other.text or "") - over :]


def _at(texts: list[Element], position: int) -> int:
    """Return which of the `texts` holds the character at `position` of them all."""
    total = 0
    for number, text in enumerate(texts):
        total += len(text.text or "")
        if position < total:
            return number
    return len(texts) - 1


def _weld(one: Element, other: Element, words: str, between: list[Element], after: list[Element]) -> None:
    """Make two texts one with these `words`: what stands `between` goes, or comes after them where a reader would miss
    it; then comes what stood behind the `other` in its run, and what came `after` that run.
    """
    run, end = one.getparent(), other.getparent()
    if run is not end:
        between = [*between, *[each for each in other.itersiblings(preceding=True) if each.tag != f"{W}rPr"][::-1]]
    kept = _kept(between)
    for each in between:
        _take(each)
    if run is not end:
        run.extend(list(other.itersiblings()))
        _take(end)
    _take(other)
    one.text = words
    one.set(SPACE, "preserve")
    for each in [*after[::-1], *(_beside(each, run) for each in kept[::-1])]:
        run.addnext(each)


def _take(element: Element) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _kept(between: list[Element]) -> list[Element]:
    """Return what of `between` a reader would miss."""
    halves = Counter(half for each in between if (half := _half(each)))
    return [each for each in between if (halves[half] == 1 if (half := _half(each)) else _is_missed(each))]


def _half(element: Element) -> tuple[str, str] | None:
    found = _HALVES.search(str(element.tag))
    return (found[1], element.get(f"{W}id", "")) if found else None


def _is_missed(element: Element) -> bool:
    return any(each.tag in _MISSED or str(each.tag).endswith(_MISSED_ENDINGS) for each in element.iter())


def _beside(element: Element, run: Element) -> Element:
    """Return `element`, which is kept, as it can stand beside `run`."""
    if element.tag not in _IN_RUN:
        for text in element.iter(f"{W}t"):
            if next(text.iterancestors(f"{W}p"), None) is None:  # words of the tag, and not of a text box
                text.text = ""
        return element
    made = run.makeelement(f"{W}r")
    made.append(element)
    return made
