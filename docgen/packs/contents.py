"""What a pack may hold."""

from __future__ import annotations

import re

from docgen.folders import KIND_NAME, is_device, is_kind_name

__all__ = ["CLINIC", "is_known", "kind_of"]

CLINIC = "clinic.toml"
_EDITION = r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?(?:\.[a-z]{2}(?:-[a-z0-9]{1,4})?)?"
_KNOWN = re.compile(
    rf"(?P<kind>{KIND_NAME})/(?:template\.toml|questions\.toml|README\.md|CHANGES\.md|(?P=kind)\.{_EDITION}\.(?:docx|md|txt))"
    rf"|clauses/{KIND_NAME}\.{_EDITION}\.md|questions\.toml|house-style\.docx|clinic\.toml"
)
_LONGEST = 120


def is_known(name: str) -> bool:
    """Return whether a pack may hold a file of this `name`: templates, wordings, clauses, questions, the house style.

    Law files, platforms, catalogs and programs are not among them: docgen vouches for its own.
    """
    known = _KNOWN.fullmatch(name)
    if known is None or len(name) > _LONGEST or any(map(is_device, name.split("/"))):
        return False
    return known["kind"] is None or is_kind_name(known["kind"])


def kind_of(name: str) -> str:
    """Return the kind that the file `name` belongs to; "" for what all kinds share."""
    head, slash, _ = name.partition("/")
    return head if slash and head != "clauses" else ""
