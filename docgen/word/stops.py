"""One full stop where a sentence ends with a fact that has one of its own: “Employer: Acme Inc.”, never “Inc..”."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["stopped_once"]

_STOPS = (".", "\u2026")


def stopped_once(pieces: Iterable[str]) -> list[str]:
    """Return the `pieces` of a filled part without each full stop that follows a piece which ends in one.

    A piece is what one tag prints, or what stands between two tags. Stops inside a piece stay: somebody typed them.
    Over a change of letters (“**{{ fact }}**.”) both stops stay.
    """
    kept, last = [], ""
    for piece in pieces:
        text = piece[1:] if piece[:1] == "." and last in _STOPS and piece[1:2] != "." else piece
        last = text[-1:] or last
        kept.append(text)
    return kept
