"""What a document is made of, as one digest: where it is the same, so is the document."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from docgen.batch.sources import Row
from docgen.batch.work import BatchWish, Paper

__all__ = ["row_fingerprint", "wish_fingerprint"]

_READ = (".toml", ".docx", ".txt", ".md", ".po")


def wish_fingerprint(batch_wish: BatchWish) -> str:
    """Return a digest of `batch_wish` and of every template, law file and catalog that a document may be made of.

    Not of the date: a document that was made stays as it was signed and sent, and the manifest knows its date.
    """
    digest = hashlib.sha256(batch_wish.version.encode())
    library = batch_wish.library()
    for folder in (*library.templates, *library.locales):
        for file in sorted(path for path in folder.rglob("*") if path.suffix in _READ and path.is_file()):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    wanted = (
        batch_wish.formats,
        batch_wish.language,
        batch_wish.jurisdiction,
        batch_wish.platform,
        batch_wish.interview,
    )
    digest.update(repr(wanted).encode())
    return digest.hexdigest()


def row_fingerprint(base: str, row: Row, paper: Paper, folder: Path) -> str:
    """Return a digest of one `paper`: the wish, the facts, and size and time of the files that they name.

    `folder` is where the names of evidence files start from. Whether there is a reading copy, and in which language,
    changes the digest of the copy alone.
    """
    reading = f"{paper.reading}\0" if paper.reading else ""
    digest = hashlib.sha256(f"{base}\0{paper.kind}\0{paper.name}\0{reading}".encode())
    digest.update(row.data)
    for file in _named_files(row.data):
        try:
            state = (folder / file).stat()
            digest.update(f"\0{state.st_size} {state.st_mtime_ns}".encode())
        except (OSError, ValueError):
            digest.update(b"\0missing")
    return digest.hexdigest()


def _named_files(data: bytes) -> list[str]:
    """Return the names of the files of the exhibits in a row of JSON; empty where it is broken."""
    if b'"file"' not in data:
        return []
    try:
        exhibits = json.loads(data).get("exhibits")
    except (ValueError, AttributeError, RecursionError):
        return []
    found = [each.get("file") for each in exhibits if isinstance(each, dict)] if isinstance(exhibits, list) else []
    return [each for each in found if isinstance(each, str)]
