"""What can be mended in a Word template without knowing what its author meant: always in a copy."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from docgen.word.comments import ANCHORS
from docgen.word.package import read_package, text_part, write_package
from docgen.word.parts import SPACE, parse, text_elements, text_without_boxes, w
from docgen.word.structure import part_of
from docgen.word.tags import TAG
from docgen.word.traceless import cleaned

__all__ = ["Mend", "mended", "rewrite"]


class Mend(NamedTuple):
    """One change."""

    part: str
    paragraph: int
    """Counted from 1."""
    old: str
    """Text of the paragraph before; "" where a comment was taken away."""
    new: str


_STRAIGHT = str.maketrans("“”„‟«»‘’‚‛\u00a0\u202f", '""""""\'\'\'\'  ')
"""What Word's AutoCorrect makes of quotation marks and spaces; in a tag only the plain ones mean anything."""
_ROUNDS = 10


def mended(data: bytes, source: str = "") -> tuple[bytes, tuple[Mend, ...]]:
    """Return a copy of the Word template `data` with what is safe to mend, and each change.

    Mended are the typographic quotation marks and spaces in tags, what docxtpl-lint calls a safe fix (a missing brace,
    a space before `tr`, the prefix of the tag that ends a block, a misspelt keyword), and comments, which are taken
    away. Not mended: tracked changes, hidden text, names of facts. Raises `TemplateProblem` for what is no Word file
    or is unsafe.
    """
    members = read_package(cleaned(data, source), source)
    roots = {name: parse(content, source, name) for name, content in members.items() if text_part(name)}
    changes = [change for name, root in roots.items() for change in (*_uncommented(name, root), *_plain(name, root))]
    for _ in range(_ROUNDS):
        members |= {name: _written(root) for name, root in roots.items()}
        found = list(_suggested(write_package(members), roots))
        if not found:
            break
        changes += found
    return write_package(members), tuple(changes)


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written


def _uncommented(part: str, root: Any) -> Iterator[Mend]:
    for number, paragraph in enumerate(root.iter(w("p")), 1):
        marks = list(paragraph.iter(*map(w, ANCHORS)))
        for mark in marks:
            mark.getparent().remove(mark)
        if marks:
            yield Mend(part, number, "", "")


def _plain(part: str, root: Any) -> Iterator[Mend]:
    """Make the signs in tags plain; yield each paragraph that was changed."""
    for number, paragraph in enumerate(root.iter(w("p")), 1):
        old = text_without_boxes(paragraph)
        new = TAG.sub(lambda tag: tag[0].translate(_STRAIGHT), old)
        if new != old and rewrite(paragraph, new):
            yield Mend(part, number, old, new)


def _suggested(data: bytes, roots: dict[str, Any]) -> Iterator[Mend]:
    """Make the changes that docxtpl-lint calls safe, one a paragraph; yield each."""
    from docxtpl_lint.core import lint_path
    from docxtpl_lint.fixes import suggest

    done: set[tuple[str, int]] = set()
    for fix in suggest(lint_path(BytesIO(data))):
        at = fix.location or fix.issue.location
        part = part_of(at)
        paragraphs = list(roots[part].iter(w("p"))) if part in roots else []
        fits = fix.safe and (part, at.paragraph) not in done and 0 < at.paragraph <= len(paragraphs)
        if fits and text_without_boxes(paragraphs[at.paragraph - 1]) == fix.old and fix.old != fix.new:
            done.add((part, at.paragraph))
            if rewrite(paragraphs[at.paragraph - 1], fix.new):
                yield Mend(part, at.paragraph, fix.old, fix.new)


def rewrite(paragraph: Any, new: str) -> bool:
    """Change the text of `paragraph` to `new` where they differ, so that every run keeps its look; return whether it
    could be done.
    """
    texts = text_elements(paragraph)
    old = text_without_boxes(paragraph)
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    longest = min(len(old), len(new)) - start
    end = next((back for back in range(longest) if old[-1 - back] != new[-1 - back]), longest)
    at, added = 0, new[start : len(new) - end]
    for text in texts:
        content = text.text or ""
        first, last = start - at, len(old) - end - at
        at += len(content)
        if last < 0 or first > len(content) or (first == len(content) and text is not texts[-1] and last > first):
            continue
        text.text = content[: max(first, 0)] + added + content[max(last, 0) :]
        text.set(SPACE, "preserve")
        added = ""
    return text_without_boxes(paragraph) == new
