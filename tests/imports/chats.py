"""What the tests of imports share: the words of chats and tables as docgen ships them, and files to import."""

from __future__ import annotations

import functools
import struct
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from builders import the_library
from conftest import REPOSITORY

from docgen.cli.importing import _vocabulary
from docgen.cli.settings import Settings
from docgen.imports.chat_messages import Phrases
from docgen.typed_values import Vocabulary


@functools.cache
def phrases() -> Phrases:
    """Return what WhatsApp writes itself."""
    told: dict[str, Any] = tomllib.loads((REPOSITORY / "templates" / "chats.toml").read_text(encoding="utf-8"))
    return Phrases(**{name: tuple(each) for name, each in told.items()})


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the words that tables may use."""
    return _vocabulary(Settings(the_library(), "en", ""), date(2026, 11, 23))


def a_mail(*lines: str, date: str = "Fri, 03 Apr 2026 21:14:05 +0000", body: str = "I see you.") -> bytes:
    """Return a mail with more headers in `lines`."""
    heads = ["From: Casey Thorn <casey@example.com>", f"Date: {date}", "Subject: Again", *lines]
    return ("\r\n".join(heads) + "\r\n\r\n" + body + "\r\n").encode()


def a_tiff(taken: str = "2026:04:03 21:14:05", order: str = "<") -> bytes:
    """Return EXIF data that says when a picture was taken."""
    mark = {"<": b"II", ">": b"MM"}[order]
    text = taken.encode() + b"\0"
    first = struct.pack(order + "HHHIII", 1, 0x8769, 4, 1, 26, 0)
    second = struct.pack(order + "HHHIII", 1, 0x9003, 2, len(text), 44, 0)
    return mark + struct.pack(order + "HI", 42, 8) + first + second + text


def a_jpeg(tiff: bytes) -> bytes:
    """Return the beginning of a JPEG file with the EXIF data `tiff`."""
    exif = b"Exif\0\0" + tiff
    return b"\xff\xd8\xff\xe0\0\4ab" + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xda\0\0"


def a_png(tiff: bytes) -> bytes:
    """Return a PNG file with the EXIF data `tiff`, its checksums left empty."""
    head = struct.pack(">I4s13sI", 13, b"IHDR", bytes(13), 0)
    return b"\x89PNG\r\n\x1a\n" + head + struct.pack(">I4s", len(tiff), b"eXIf") + tiff + bytes(4)


def put(folder: Path, name: str, data: bytes | str) -> Path:
    """Write `data` to the file `name` in `folder`."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
