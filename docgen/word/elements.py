"""Elements put into their places, as the schema of WordprocessingML orders them (ECMA-376 Part 1, 17), and the text
that those of a run stand for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["BEFORE_BIDI", "BEFORE_NUMBERING", "W", "put", "run_text"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BEFORE_NUMBERING = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
"""What stands in front of `w:numPr` in the properties of a paragraph (17.3.1.26)."""
BEFORE_BIDI = (
    *BEFORE_NUMBERING,
    *("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
    *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"),
)
"""What stands in front of `w:bidi` there."""
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def put(parent: Any, name: str, *, before: Sequence[str] = (), after: Sequence[str] | None = None) -> Any:
    """Return a new last child of `parent` but for those `after` it, or the first one behind those `before` it."""
    if after is None:
        place = sum(child.tag in {f"{W}{each}" for each in before} for child in parent)
    else:
        place = len(parent) - sum(child.tag in {f"{W}{each}" for each in after} for child in parent)
    made = parent.makeelement(f"{W}{name}")
    parent.insert(place, made)
    return made


def run_text(content: Any) -> str:
    """Return the text that `content`, an element within a run, stands for (17.3.3); "" for a field code, a picture, a
    deleted text and whatever else is no text.
    """
    return (content.text or "") if content.tag == f"{W}t" else _SIGNS.get(content.tag, "")
