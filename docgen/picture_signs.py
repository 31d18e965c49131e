"""The first bytes by which a file tells that it is a picture."""

from __future__ import annotations

__all__ = ["is_common_picture"]

_SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


def is_common_picture(head: bytes) -> bool:
    """Return whether a file that begins with `head`, 12 bytes, is a PNG, JPEG, GIF or WebP."""
    return head.startswith(_SIGNS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
