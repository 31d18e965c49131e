"""Pictures without their details: where and when they were taken, with what and by whom, previews, what was cut off.

The picture itself is not touched, byte by byte, and a picture that says how to be turned goes on saying it. Written for
this because an imaging library would be a large dependency, and would compress a photograph anew. Formats: JPEG
(ITU-T T.81, annex B; JFIF 1.02; Exif 2.32), PNG (W3C PNG 3), GIF (GIF89a).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

from docgen.errors import Place, Problem, TemplateProblem

__all__ = ["bare_picture", "bare_pictures", "unseen_pictures"]

_PNG = b"\x89PNG\r\n\x1a\n"
_LOOK = frozenset(b"tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP mDCV cLLI acTL fcTL fdAT".split())
"""Chunks that a PNG can do without and that change its look."""
_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)
_ORIENTATION = 0x0112
_UPRIGHT = 1


def bare_picture(data: bytes) -> bytes | None:
    """Return the picture `data` without its details; None for a format that is not looked into (EMF, TIFF, SVG).

    What stands behind its end goes, too. Raises ValueError for a JPEG, PNG or GIF that is damaged.
    """
    try:
        if data.startswith(b"\xff\xd8"):
            return b"".join(_jpeg(data))
        if data.startswith(_PNG):
            return b"".join(_png(data))
        if data.startswith((b"GIF87a", b"GIF89a")):
            return b"".join(_gif(data))
    except (IndexError, struct.error) as error:
        raise ValueError from error
    return None


def bare_pictures(members: Mapping[str, bytes], source: str = "") -> dict[str, bytes]:
    """Return the members of a Word file, its pictures without their details. Raises `TemplateProblem` with every
    picture that is damaged: nobody knows what it holds.
    """
    bare, problems = dict(members), []
    for name, content in members.items():
        try:
            bare[name] = bare_picture(content) or content
        except ValueError:
            problems.append(Problem(id="template.damaged-picture", place=Place(source=source, part=name)))
    if problems:
        raise TemplateProblem(problems)
    return bare


def unseen_pictures(members: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the names of the pictures among the `members` of a Word file that are not looked into."""
    pictures = (name for name in members if "/media/" in name)
    return tuple(name for name in pictures if not members[name].startswith((b"\xff\xd8", _PNG, b"GIF8")))


def _turn(tiff: bytes) -> int:
    """Return how the Exif data say that the picture is turned, 1 to 8; 1 where they do not say."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        folder = struct.unpack_from(order + "I", tiff, 4)[0]
        for number in range(struct.unpack_from(order + "H", tiff, folder)[0]):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, folder + 2 + 12 * number)
            if (tag, kind) == (_ORIENTATION, 3):
                return int(value) if 1 <= value <= 8 else _UPRIGHT
    except (KeyError, struct.error):
        pass
    return _UPRIGHT


def _only_turned(turn: int) -> bytes:
    """Return Exif data that say how the picture is turned, and nothing else."""
    return b"MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHHI", _ORIENTATION, 3, 1, turn, 0, 0)


# JPEG -----------------------------------------------------------------------------------------------------------------


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at, told = 2, False
    while True:
        marker, start = _marker(data, at)
        if marker == 0xD9:  # the end
            yield b"\xff\xd9"
            return
        length = struct.unpack_from(">H", data, start + 2)[0]
        at = start + 2 + length
        if length < 2 or at > len(data):
            raise ValueError
        body = data[start + 4 : at]
        if marker == 0xE1 and body.startswith(b"Exif\0\0") and not told and (turn := _turn(body[6:])) != _UPRIGHT:
            told = True
            yield _segment(0xE1, b"Exif\0\0" + _only_turned(turn))
        if kept := _kept(marker, body):
            yield kept
        if marker == 0xDA:  # the picture itself, up to the next marker that is none of it
            following = _MARKER.search(data, at)
            if following is None:
                raise ValueError
            yield data[at : following.start()]
            at = following.start()


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Return the marker at `at` and where it begins, its fill bytes passed over (B.1.1.2)."""
    found = _MARKER.match(data, at)
    if found is None:
        raise ValueError
    return data[found.end() - 1], found.end() - 2


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _kept(marker: int, body: bytes) -> bytes:
    """Return the segment where it belongs to the look: tables, frames, scans, resolution, colours; "" for details."""
    if marker == 0xE0 and body.startswith(b"JFIF\0"):
        return _segment(marker, body[:12].ljust(12, b"\0") + b"\0\0")  # without its thumbnail
    colours = (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (marker == 0xEE and body.startswith(b"Adobe"))
    return _segment(marker, body) if 0xC0 <= marker <= 0xDF or colours else b""


# PNG ------------------------------------------------------------------------------------------------------------------


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data) or not name.isalpha():
            raise ValueError
        if name == b"eXIf" and (turn := _turn(data[at + 8 : end - 4])) != _UPRIGHT:
            body = name + _only_turned(turn)
            yield struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        elif name[:1].isupper() or name in _LOOK:
            yield data[at:end]
        at = end
        if name == b"IEND":
            return


# GIF ------------------------------------------------------------------------------------------------------------------


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _colours(data[10])
    yield data[:at]
    while True:
        if data[at] == 0x3B:  # the end
            yield b";"
            return
        if data[at] == 0x2C:  # a picture: what it is, its colours, its data
            body = at + 10 + _colours(data[at + 9]) + 1
        elif data[at] == 0x21:  # an extension
            body = at + 2
        else:
            raise ValueError
        end = body
        while data[end]:
            end += data[end] + 1
        loops = data[body + 1 : body + 12] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
        if data[at] == 0x2C or data[at + 1] in (0x01, 0xF9) or (data[at + 1] == 0xFF and loops):
            yield data[at : end + 1]
        at = end + 1


def _colours(flags: int) -> int:
    """Return the length of the table of colours that `flags` tell of."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
