"""Small pictures as cameras and programs leave them: with what they note of people and places."""

from __future__ import annotations

import base64
import struct
import zlib

SECRET = b"Kim Example, 51.5007 N 0.1246 W"
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
BARE_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQ"
    "YEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIAAgD"
    "ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAYEAADAQEAAAAAAAAAAAAAAAAAAREhYf/EABUBAQEAAAAAAAAAAAAAAAAAAAQG/8QA"
    "FREBAQAAAAAAAAAAAAAAAAAAAAH/2gAMAwEAAhEDEQA/AIbkUT7oAArCR//Z"
)
BARE_GIF = base64.b64decode("R0lGODdhCAAIAIEAAAD/AMgeKAAAAAAAACwAAAAACAAIAAAIEQADCBxIsKDBggAOKlzIcGBAADs=")


def exif(turn: int = 1) -> bytes:
    """Exif data with an author and, unless it is upright, how the picture is turned."""
    entries = struct.pack("<HHII", 0x013B, 2, len(SECRET), 100)
    entries += struct.pack("<HHIHH", 0x0112, 3, 1, turn, 0)
    return (b"II*\0\x08\0\0\0\x02\0" + entries + bytes(4)).ljust(100, b"\0") + SECRET


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(turn: int = 1) -> bytes:
    """A photograph with Exif, XMP, IPTC, a comment, a preview of its own, and something behind its end."""
    notes = (
        (0xE1, b"Exif\0\0" + exif(turn)), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET), (0xE2, b"MPF\0" + SECRET),
        (0xEB, b"JP" + SECRET), (0xED, b"Photoshop 3.0\0" + SECRET), (0xFE, SECRET),
    )  # fmt: skip
    return BARE_JPEG[:20] + b"".join(segment(*note) for note in notes) + BARE_JPEG[20:] + SECRET


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


_GREY = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0))
_DENSE = chunk(b"pHYs", struct.pack(">IIB", 3780, 3780, 1))
_DATA = chunk(b"IDAT", zlib.compress(b"\0\x10\xf0")) + chunk(b"IEND", b"")
BARE_PNG = PNG_HEAD + _GREY + _DENSE + _DATA


def png(turn: int = 1) -> bytes:
    """A picture with its author in every kind of note, a day, and something behind its end."""
    notes = chunk(b"tEXt", b"Author\0" + SECRET) + chunk(b"zTXt", b"Author\0\0" + zlib.compress(SECRET))
    notes += chunk(b"iTXt", b"Author\0\0\0\0\0" + SECRET) + chunk(b"eXIf", exif(turn)) + chunk(b"tIME", SECRET[:7])
    return PNG_HEAD + _GREY + notes + _DENSE + chunk(b"prVW", SECRET) + _DATA + SECRET


def gif() -> bytes:
    """A picture with a comment."""
    at = 13 + 12
    return BARE_GIF[:at] + b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0" + BARE_GIF[at:] + SECRET
