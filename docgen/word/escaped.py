"""Text as XML holds it: the one place where the parts of a Word file that docgen writes get their words.

`filters` alone escapes by itself, because each thing that a template prints passes there. Imports nothing: the standard
library's own `escape` would load an XML parser for each letter.
"""

from __future__ import annotations

__all__ = ["escaped", "escaped_attribute"]


def escaped(text: str) -> str:
    """Return `text` as it stands between two tags of XML (XML 1.0, 2.4)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped_attribute(text: str) -> str:
    """Return `text` as it stands in an attribute between double quotes."""
    return escaped(text).replace('"', "&quot;")
