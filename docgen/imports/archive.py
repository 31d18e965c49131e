"""The chat in the archive that WhatsApp makes, unpacked only as far as a chat can be long.

Nothing is written to disk, no name of a member becomes a path, and an archive within the archive stays closed.
"""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

from docgen.archives import BROKEN, DirectoryTooLarge, open_archive, unpacks_in_pieces
from docgen.frozen import frozen

__all__ = ["Packed", "begins_archive", "chat_in"]

_PIECE = 64 * 1024
_RATIO_LIMIT = 100
"""How much larger than its packed form a text may be; a chat is up to 30 times as large."""
_RATIO_FROM = 100 * 1024


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
    try:
        with open_archive(file) as archive:
            texts = _texts(archive)
            if len(texts) != 1:
                return Packed(problem="import.no-chat-in-zip")
            (text,) = texts
            if problem := _refused(text, limit):
                return Packed(problem=problem)
            with archive.open(text) as opened:
                data = b"".join(iter(lambda: opened.read(_PIECE), b""))
            others = tuple(each.filename for each in archive.infolist() if each is not text and not each.is_dir())
    except DirectoryTooLarge:
        return Packed(problem="import.zip-too-many")
    except BROKEN:
        return Packed(problem="import.zip-broken")
    return Packed(name=text.filename, data=data, others=others)


def _refused(text: zipfile.ZipInfo, limit: int) -> str:
    """Return why `text` is not unpacked. `zipfile` stops at the size that is told here and then compares the CRC."""
    if text.flag_bits & 1:
        return "import.zip-locked"
    if not unpacks_in_pieces(text):
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
