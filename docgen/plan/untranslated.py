"""Free text that nobody has translated, as a reading copy prints it: each paragraph says so."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["each_paragraph"]

_BETWEEN = re.compile(r"(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))+")
_SET_OFF = re.compile(r"[ \t]*(?:[-+*]|\d{1,3}\.)[ \t]|[ ]{0,3}>")
"""How a list or a quotation begins, as `docgen.narrative` reads it."""


def each_paragraph(text: str, say: Callable[[str], str]) -> str:
    """Return `text` with each of its paragraphs as `say` has it.

    What begins like a list or a quotation stays as it is, so that it is printed as one; what `say` makes of no text
    stands before it, once for several that follow one another.
    """
    told: list[str] = []
    set_off = False
    for part in filter(str.strip, _BETWEEN.split(text)):
        before, set_off = set_off, _SET_OFF.match(part) is not None
        if not set_off:
            told.append(say(part))
        else:
            told += [part] if before else [say("").strip(), part]
    return "\n\n".join(told) or say(text)
