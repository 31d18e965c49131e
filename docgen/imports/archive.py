"""The chat in the archive that WhatsApp makes, unpacked only as far as a chat can be long.

Nothing is written to disk, no name of a member becomes a path, and an archive within the archive stays closed.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import BinaryIO

from docgen.frozen import frozen

__all__ = ["Packed", "begins_archive", "chat_in"]

_DIRECTORY_LIMIT = 4 * 1024 * 1024
"""Bytes of the directory of an archive; one with 10,000 pictures has one million."""
_PIECE = 64 * 1024
_RATIO_LIMIT = 100
"""How much larger than its packed form a text may be; a chat is up to 30 times as large."""
_RATIO_FROM = 100 * 1024
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, LookupError, RuntimeError),
)
"""What the standard library raises on archives that are broken, locked or packed in a way that it does not know."""


@frozen
class Packed:
    """The chat in an archive, or the id of the problem that it has."""

    name: str = ""
    data: bytes = b""
    others: tuple[str, ...] = ()
    """Names of what else the archive holds: pictures, recordings, documents."""
    problem: str = ""


def begins_archive(head: bytes) -> bool:
    """Return whether `head` is the beginning of a zip archive."""
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def chat_in(file: BinaryIO, limit: int) -> Packed:
    """Return the chat in the archive `file`; one that is larger than `limit` bytes is never unpacked."""
    bounded = _Bounded(file)
    try:
        with zipfile.ZipFile(bounded) as archive:
            texts = _texts(archive)
            if len(texts) != 1:
                return Packed(problem="import.no-chat-in-zip")
            (text,) = texts
            if problem := _refused(text, limit):
                return Packed(problem=problem)
            with archive.open(text) as opened:
                data = b"".join(iter(lambda: opened.read(_PIECE), b""))
            others = tuple(each.filename for each in archive.infolist() if each is not text and not each.is_dir())
    except _BROKEN:
        return Packed(problem="import.zip-too-many" if bounded.refused else "import.zip-broken")
    return Packed(name=text.filename, data=data, others=others)


def _refused(text: zipfile.ZipInfo, limit: int) -> str:
    """Return why `text` is not unpacked. `zipfile` stops at the size that is told here and then compares the CRC."""
    if text.flag_bits & 1:
        return "import.zip-locked"
    # Bzip2 and LZMA are unpacked whole, however little is asked for: a kilobyte can fill the memory.
    if text.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "import.zip-broken"
    if text.file_size > limit:
        return "import.too-large"
    bomb = text.file_size > _RATIO_FROM and text.file_size > _RATIO_LIMIT * text.compress_size
    return "import.zip-bomb" if bomb else ""


def _texts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return what may be the chat: the texts at the top, or those among them that are named as a chat is.

    A person can send a text file in a chat, which then lies beside it.
    """
    texts = [each for each in archive.infolist() if re.fullmatch(r"[^/\\]+\.txt", each.filename, re.IGNORECASE)]
    named = [each for each in texts if re.search(r"^_chat\.txt$|whatsapp", each.filename, re.IGNORECASE)]
    return texts if len(texts) == 1 else named


class _Bounded(io.BufferedIOBase):
    """A file that nobody can read in pieces that are too large; `zipfile` reads the directory in one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.refused = False

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next `size` bytes, all where it is negative. Raises `zipfile.BadZipFile` for too many."""
        wanted = -1 if size is None else size
        data = self._file.read(_DIRECTORY_LIMIT + 1 if wanted < 0 else min(wanted, _DIRECTORY_LIMIT + 1))
        if len(data) > _DIRECTORY_LIMIT:
            self.refused = True
            raise zipfile.BadZipFile
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place in the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place in the file."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Return that it is."""
        return True
