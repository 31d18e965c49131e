"""What a pack may hold."""

from __future__ import annotations

import re

__all__ = ["CLINIC", "is_known", "kind_of"]

CLINIC = "clinic.toml"
_KIND = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_EDITION = r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?(?:\.[a-z]{2}(?:-[a-z0-9]{1,4})?)?"
_KNOWN = re.compile(
    rf"(?P<kind>{_KIND})/(?:template\.toml|questions\.toml|README\.md|CHANGES\.md|(?P=kind)\.{_EDITION}\.(?:docx|md|txt))"
    rf"|clauses/{_KIND}\.{_EDITION}\.md|questions\.toml|house-style\.docx|clinic\.toml"
)
_RESERVED = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)", re.IGNORECASE)
"""Names that are devices on Windows."""
_LONGEST = 120


def is_known(name: str) -> bool:
    """Return whether a pack may hold a file of this `name`: templates, wordings, clauses, questions, the house style.

    Law files, platforms, catalogs and programs are not among them: docgen vouches for its own.
    """
    return len(name) <= _LONGEST and bool(_KNOWN.fullmatch(name)) and not _RESERVED.search(name)


def kind_of(name: str) -> str:
    """Return the kind that the file `name` belongs to; "" for what all kinds share."""
    head, slash, _ = name.partition("/")
    return head if slash and head != "clauses" else ""
