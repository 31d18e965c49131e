"""The files that an import reads, each as what it is: the only module of this room that opens files."""

from __future__ import annotations

import hashlib
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from docgen.errors import Place, Problem
from docgen.frozen import frozen
from docgen.imports.exif import taken_at
from docgen.imports.mail import MailFile, is_mail
from docgen.imports.pictures import ExhibitFile, picture_kind

__all__ = ["Read", "TextFile", "read_sources"]

TEXT_LIMIT = 64 * 1024 * 1024
"""Bytes of a chat, mail or table; a chat of ten years has ten million."""
_HEAD = 1024 * 1024
_FILES_LIMIT = 10_000
_BROKEN_ARCHIVE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, LookupError, RuntimeError),
)
"""What the standard library raises on archives that are broken, locked or packed in a way that it does not know."""


@frozen
class TextFile:
    """A file of text: a chat or a table."""

    shown: str
    """Name of the file for problems; `chat.zip/_chat.txt` in an archive."""
    text: str


Read: TypeAlias = TextFile | MailFile | ExhibitFile | Problem
"""One file as what it is, or why it cannot be used."""


def read_sources(path: Path, shown: str, base: Path, calendar: Callable[[float], datetime]) -> Iterator[Read]:
    """Yield what stands in the file `path`, or in each file of the folder `path`; hidden files are passed by.

    `shown` is its name as the person gave it, `base` the folder that paths in the facts start from, and `calendar`
    turns a time of the file system into that of the person.
    """
    try:
        files = sorted(path.iterdir()) if path.is_dir() else []
    except OSError:
        yield _wrong("input.unreadable", shown)
        return
    if not path.is_dir():
        yield _read(path, shown, base, calendar)
        return
    wanted = [each for each in files if not each.name.startswith(".") and not each.is_dir()]
    if not wanted or len(wanted) > _FILES_LIMIT:
        yield _wrong("import.too-many-files" if wanted else "import.empty-folder", shown)
        return
    for each in wanted:
        yield _read(each, str(Path(shown) / each.name), base, calendar)


def _wrong(id: str, shown: str) -> Problem:
    return Problem(id=id, place=Place(source=shown))


def _read(path: Path, shown: str, base: Path, calendar: Callable[[float], datetime]) -> Read:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _wrong("import.not-a-file", shown)
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if _begins_archive(head):
            return _archive(path, shown)
        if kind := picture_kind(head):
            changed, taken = calendar(status.st_mtime), taken_at(head)
            return ExhibitFile(
                shown=shown, path=_told(path, base), sha256=_digest(path), kind=kind, taken=taken, changed=changed
            )
        if status.st_size > TEXT_LIMIT:
            return _wrong("import.too-large", shown)
        data = path.read_bytes()
    except (OSError, OverflowError, ValueError):
        return _wrong("input.unreadable", shown)
    if is_mail(data):
        digest = hashlib.sha256(data).hexdigest()
        return MailFile(shown=shown, path=_told(path, base), sha256=digest, data=data)
    return _text(data, shown)


def _told(path: Path, base: Path) -> str:
    """Return `path` for the facts: from `base` where it lies in there, so that the folder can be moved; else whole."""
    whole, start = path.resolve(), base.resolve()
    return str(whole.relative_to(start) if whole.is_relative_to(start) else whole)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _text(data: bytes, shown: str) -> TextFile | Problem:
    """Return `data` as text in UTF-8, or in UTF-16 where it begins as that does."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in data[:4096]:
        return _wrong("import.unknown-file", shown)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _wrong("import.not-text", shown)
    return TextFile(shown=shown, text=text) if text.strip() else _wrong("import.empty", shown)


def _begins_archive(head: bytes) -> bool:
    """Return whether `head` is the beginning of a zip archive."""
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def _archive(path: Path, shown: str) -> TextFile | Problem:
    """Return the chat in the archive that WhatsApp makes; its pictures are left where they are."""
    try:
        with zipfile.ZipFile(path) as archive:
            texts = [each for each in archive.infolist() if _may_be_chat(each.filename)]
            if len(texts) != 1:
                return _wrong("import.no-chat-in-zip", shown)
            if texts[0].flag_bits & 1:
                return _wrong("import.zip-locked", shown)
            with archive.open(texts[0]) as file:
                data = file.read(TEXT_LIMIT + 1)
    except _BROKEN_ARCHIVE:
        return _wrong("import.zip-broken", shown)
    if len(data) > TEXT_LIMIT:
        return _wrong("import.too-large", shown)
    return _text(data, f"{shown}/{texts[0].filename}")


def _may_be_chat(name: str) -> bool:
    return name.casefold().endswith(".txt") and "/" not in name and "\\" not in name
