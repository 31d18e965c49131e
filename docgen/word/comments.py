"""Word comments: what is said of a paragraph, put beside it in a copy of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from docgen.word.package import read_package, write_package
from docgen.word.parts import w

__all__ = ["ANCHORS", "with_comments"]

ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")
"""The elements that tie a comment to the words it speaks of (17.13.4)."""

_AUTHOR = "docgen"


def with_comments(data: bytes, comments: Sequence[tuple[int, str]], source: str = "") -> bytes:
    """Return a copy of the Word file `data` with a comment beside each paragraph that `comments` names by number.

    A paragraph is counted from 1 in the main text, those in tables and text boxes included; 0 and numbers that no
    paragraph has stand for the first. Word keeps comments in the main text only (17.13.4), so that what is said of
    headers and footers stands there, too. The comments carry no date and the program's name. Raises `TemplateProblem`
    for what is no Word file or is unsafe.
    """
    read_package(data, source)
    from docx import Document
    from docx.text.paragraph import Paragraph

    document = Document(BytesIO(data))
    elements = list(document.element.body.iter(w("p")))
    for number, text in comments:
        element = elements[number - 1] if 0 < number <= len(elements) else elements[0]
        paragraph = Paragraph(element, document)
        runs = paragraph.runs or [paragraph.add_run("")]
        document.add_comment(runs, text=text, author=_AUTHOR, initials="dg")
    buffer = BytesIO()
    document.save(buffer)
    # python-docx dates what it writes; the same findings shall give the same bytes.
    return write_package(_undated(read_package(buffer.getvalue(), source)))


def _undated(members: dict[str, bytes]) -> dict[str, bytes]:
    dated = "word/comments.xml"
    if dated in members:
        members[dated] = re.sub(rb' w:date="[^"]*"', b"", members[dated])
    return members
