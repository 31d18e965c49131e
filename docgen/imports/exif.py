"""When a picture was taken, as its EXIF data says. Nothing else is read: not where, not with which device.

Written for this because Pillow would be a large dependency for one date. Formats: JPEG (JEITA CP-3451, APP1 segment),
PNG (W3C PNG 3, eXIf chunk); TIFF 6.0 for what they hold.
"""

from __future__ import annotations

import re
import struct
from datetime import datetime

__all__ = ["taken_at"]

_EXIF_FOLDER = 0x8769
_TAKEN = 0x9003
"""DateTimeOriginal."""


def taken_at(head: bytes) -> datetime | None:
    """Return the moment when the picture that begins with `head` was taken; None where it does not say.

    The moment has no zone: it is what the clock of the camera showed. Never raises, whatever `head` is.
    """
    try:
        tiff = _jpeg_exif(head) if head[:2] == b"\xff\xd8" else _png_exif(head)
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        folder = _entry(tiff, order, struct.unpack_from(order + "I", tiff, 4)[0], _EXIF_FOLDER)
        text = tiff[_entry(tiff, order, folder, _TAKEN) :][:19].decode("ascii")
        if not re.fullmatch(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d", text):
            return None
        return datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  the camera names no zone
    except (struct.error, ValueError, LookupError):
        return None


def _jpeg_exif(data: bytes) -> bytes:
    at = 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:  # up to the picture itself
        length = struct.unpack_from(">H", data, at + 2)[0]
        if data[at + 1] == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            return data[at + 10 : at + 2 + length]
        at += 2 + length
    raise LookupError


def _png_exif(data: bytes) -> bytes:
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"eXIf":
            return data[at + 8 : at + 8 + length]
        at += 12 + length


def _entry(tiff: bytes, order: str, folder: int, wanted: int) -> int:
    """Return the value of the entry `wanted` in the folder at the offset `folder`: another offset."""
    count = struct.unpack_from(order + "H", tiff, folder)[0]
    for number in range(count):
        tag, _, _, value = struct.unpack_from(order + "HHII", tiff, folder + 2 + 12 * number)
        if tag == wanted:
            return int(value)
    raise LookupError
