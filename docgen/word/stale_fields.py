"""Fields whose result was worked out for the template and not for the filled document: tables of contents, references.

They are marked as stale, so that a word processor works them out before it shows them (ECMA-376 Part 1, 17.16.18 and
17.16.19, `dirty`). Page numbers need no mark: they are worked out anyway.
"""

from __future__ import annotations

from typing import Any

from docgen.word.parts import w

__all__ = ["mark_stale"]

_STALE = frozenset(("TOC", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "INDEX"))


def mark_stale(root: Any) -> None:
    """Mark in the tree `root` each field that shows other places of the document."""
    for field in root.iter(w("fldSimple")):
        if _word(field.get(w("instr"), "")) in _STALE:
            field.set(w("dirty"), "true")
    open_fields: list[tuple[Any, list[str]]] = []
    for element in root.iter(w("fldChar"), w("instrText")):
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            open_fields.append((element, []))
        elif not open_fields:
            continue
        elif kind is None:
            open_fields[-1][1].append(element.text or "")
        elif kind == "end":
            field, code = open_fields.pop()
            if _word("".join(code)) in _STALE:
                field.set(w("dirty"), "true")


def _word(instruction: str) -> str:
    """Return the first word of a field's instruction, which names the field."""
    return (instruction.split() or [""])[0].upper()
