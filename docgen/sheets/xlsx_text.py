"""Text in SpreadsheetML, which writes what XML cannot hold as `_xHHHH_` (ECMA-376 Part 1, 22.9.2.19 ST_Xstring)."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

__all__ = ["from_xstring", "to_xstring"]

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What would be read as an escape, and what XML cannot hold or, as the carriage return, changes."""


def from_xstring(text: str) -> str:
    """Return what `text` means: a line end that Excel wrote as `_x000D_` is one again."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def to_xstring(text: str) -> str:
    """Return `text` for the content of an element, so that it is read back as it was."""
    return escape(_TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
