"""The files that an import reads, each as what it is: the only module of this room that opens files."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from docgen.errors import Place, Problem
from docgen.frozen import frozen
from docgen.imports.archive import begins_archive, chat_in
from docgen.imports.exif import taken_at
from docgen.imports.mail import MailFile, is_mail
from docgen.imports.pictures import ExhibitFile, picture_kind

__all__ = ["Read", "TextFile", "read_sources"]

TEXT_LIMIT = 16 * 1024 * 1024
"""Bytes of a chat or table; WhatsApp exports the last 40,000 messages, which have four million."""
LINES_LIMIT = 250_000
MAIL_LIMIT = 40 * 1024 * 1024
"""Bytes of a mail; providers take 25 million, and attachments grow by a third."""
EXHIBIT_LIMIT = 4 * 1024**3
"""Bytes of a picture or video: more takes minutes to read."""
FOLDER_TEXT_LIMIT = 4 * TEXT_LIMIT
"""Bytes of all chats and tables of a folder."""
_HEAD = 1024 * 1024
_FILES_LIMIT = 10_000


@frozen
class TextFile:
    """A file of text: a chat or a table."""

    shown: str
    """Name of the file for problems; `chat.zip/_chat.txt` in an archive."""
    text: str
    path: str = ""
    """Path for the facts; "" in an archive."""
    others: tuple[str, ...] = ()
    """Names of what else the archive holds, which is not read."""


Read: TypeAlias = TextFile | MailFile | ExhibitFile | Problem
"""One file as what it is, or why it cannot be used."""


def read_sources(path: Path, shown: str, base: Path, calendar: Callable[[float], datetime]) -> Iterator[Read]:
    """Yield what stands in the file `path`, or in each file of the folder `path`; hidden files are passed by.

    `shown` is its name as the person gave it, `base` the folder that paths in the facts start from, and `calendar`
    turns a time of the file system into that of the person.
    """
    if not path.is_dir():
        yield _read(path, shown, base, calendar)
        return
    try:
        wanted = _files_in(path)
    except OSError:
        yield _wrong("input.unreadable", shown)
        return
    if not wanted or len(wanted) > _FILES_LIMIT:
        yield _wrong("import.too-many-files" if wanted else "import.empty-folder", shown)
        return
    left = FOLDER_TEXT_LIMIT
    for each in wanted:
        name = str(Path(shown) / each.name)
        # A folder that was unpacked or shared can hold links to anything that its maker would like to have disclosed.
        found = _wrong("import.link", name) if each.is_symlink() else _read(each, name, base, calendar)
        left -= len(found.text) if isinstance(found, TextFile) else 0
        if left < 0:
            yield _wrong("import.folder-too-large", shown)
            return
        yield found


def _files_in(folder: Path) -> list[Path]:
    """Return the files of `folder` that are not hidden, by name; when there are too many, at least one too many."""
    seen = (each for each in folder.iterdir() if not each.name.startswith("."))
    return sorted(islice((each for each in seen if each.is_symlink() or not each.is_dir()), _FILES_LIMIT + 1))


def _wrong(id: str, shown: str) -> Problem:
    return Problem(id=id, place=Place(source=shown))


def _read(path: Path, shown: str, base: Path, calendar: Callable[[float], datetime]) -> Read:
    """Return the file `path` as what it is, read through one opening: nobody can put another in its place meanwhile."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _wrong("import.not-a-file", shown)
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                return _wrong("import.not-a-file", shown)
            found = _as_what_it_is(file, shown, _told(path, base), lambda: calendar(before.st_mtime))
            after = os.fstat(file.fileno())
    except (OSError, OverflowError, ValueError):
        return _wrong("input.unreadable", shown)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return found if same else _wrong("import.changed-meanwhile", shown)


_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
"""Opening never waits: a pipe that was put in the place of a file would hold docgen for ever."""


def _as_what_it_is(file: BufferedReader, shown: str, path: str, changed: Callable[[], datetime]) -> Read:
    head = file.read(_HEAD) or b""  # None from a pipe of the system that has nothing to say
    if begins_archive(head):
        return _archive(file, shown)
    if kind := picture_kind(head):
        size = file.seek(0, os.SEEK_END)
        if size > EXHIBIT_LIMIT:
            return _wrong("import.exhibit-too-large", shown)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return ExhibitFile(shown=shown, path=path, sha256=digest, kind=kind, taken=taken_at(head), changed=changed())
    mail = is_mail(head)
    limit = MAIL_LIMIT if mail else TEXT_LIMIT
    data = head + (file.read(max(limit + 1 - len(head), 0)) or b"")
    if len(data) > limit:
        return _wrong("import.mail-too-large" if mail else "import.too-large", shown)
    if mail:
        return MailFile(shown=shown, path=path, sha256=hashlib.sha256(data).hexdigest(), data=data)
    return _text(data, shown, path)


def _told(path: Path, base: Path) -> str:
    """Return `path` for the facts: from `base` where it lies in there, so that the folder can be moved; else whole."""
    whole, start = path.resolve(), base.resolve()
    return str(whole.relative_to(start) if whole.is_relative_to(start) else whole)


def _text(data: bytes, shown: str, path: str = "", others: tuple[str, ...] = ()) -> TextFile | Problem:
    """Return `data` as text in UTF-8, or in UTF-16 where it begins as that does."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in data[:4096]:
        return _wrong("import.unknown-file", shown)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _wrong("import.not-text", shown)
    if text.count("\n") > LINES_LIMIT:
        return _wrong("import.too-large", shown)
    whole = TextFile(shown=shown, text=text, path=path, others=others)
    return whole if text.strip() else _wrong("import.empty", shown)


def _archive(file: BufferedReader, shown: str) -> TextFile | Problem:
    """Return the chat in the archive that WhatsApp makes; its pictures are left where they are."""
    packed = chat_in(file, TEXT_LIMIT)
    if packed.problem:
        return _wrong(packed.problem, shown)
    return _text(packed.data, f"{shown}/{packed.name[:100]}", others=packed.others)
