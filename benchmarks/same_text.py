"""Whether engines wrote the same document: the words of every paragraph, read by the standard library."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

__all__ = ["paragraphs", "same_words"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
_READ = (f"{_W}t", *_SIGNS)


def paragraphs(path: Path) -> list[str]:
    """Return the words of each paragraph of the body and the header that has any."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for part in ("word/document.xml", "word/header1.xml"):
            for paragraph in ET.fromstring(archive.read(part)).iter(f"{_W}p"):  # noqa: S314  just written
                signs = ((_SIGNS.get(each.tag) or each.text or "") for each in paragraph.iter() if each.tag in _READ)
                found.append("".join(signs))
    return [text for text in found if text.strip()]


def same_words(one: Path, other: Path) -> bool:
    """Return whether two files say the same, wherever their paragraphs end."""
    first, second = ("".join("".join(paragraphs(path)).split()) for path in (one, other))
    return first == second
