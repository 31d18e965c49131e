"""The signs by which exhibits are told apart: letters, and the initials of who exhibits."""

from __future__ import annotations

import re

__all__ = ["initials", "letters"]


def letters(place: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    text = ""
    while place >= 0:
        text = chr(ord("A") + place % 26) + text
        place = place // 26 - 1
    return text


def initials(name: str) -> str:
    """Return the first letters of the words of `name` as capitals: AB for Ana Brandt."""
    return "".join(word[0].upper() for word in re.split(r"[\s\-‐‑]+", name) if word[0:1].isalpha())
