"""Whether a file that docgen wrote is somebody's work by now: then it is never written over."""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from pathlib import Path

from docgen.archives import BROKEN
from docgen.files import file_digest

__all__ = ["holds", "is_edited"]

_END = 2048
"""Bytes at the end of a PDF among which its mark stands (ISO 32000-1, Annex H: readers look at the last 1024)."""


def is_edited(path: Path, digests: Collection[str]) -> bool:
    """Return whether `path`, which docgen wrote with one of `digests`, is another whole file by now.

    That is a Word file that was worked on, a PDF that was signed or scanned, or a text that was changed. What is
    damaged or empty holds nobody's work.
    """
    digest = file_digest(path)
    if digest is None or digest in digests:
        return False
    return _WHOLE.get(path.suffix, _is_whole_text)(path)


def _is_whole_word_file(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except BROKEN:
        return False


def _is_whole_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        begins = file.read(5) == b"%PDF-"
        file.seek(max(path.stat().st_size - _END, 0))
        return begins and b"%%EOF" in file.read()


def _is_whole_text(path: Path) -> bool:
    data = path.read_bytes()
    return bool(data.strip()) and b"\0" not in data


_WHOLE = {".docx": _is_whole_word_file, ".pdf": _is_whole_pdf}


def holds(path: Path, digest: str) -> bool:
    """Return whether `path` is a file, and no link to one, whose SHA-256 is `digest`."""
    return not path.is_symlink() and file_digest(path) == digest
