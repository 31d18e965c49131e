"""One full stop where a sentence ends with a fact that has one of its own: “Employer: Acme Inc.”, never “Inc..”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["joined", "stopped_once"]

_STOPS = (".", "\u2026")
_FEW = 20
"""So many pieces back a fact is looked for: what lies between are tags that printed nothing."""


def joined(pieces: Sequence[str]) -> str:
    """Return the text of the `pieces` of a filled part, as `stopped_once` leaves them."""
    whole = "".join(pieces)
    doubled = ".." in whole or "\u2026." in whole  # in few papers: the pieces are not gone through for nothing
    return "".join(stopped_once(pieces)) if doubled else whole


def stopped_once(pieces: Iterable[str]) -> list[str]:
    """Return the `pieces` of a filled part without each full stop that follows a piece which ends in one.

    A piece is what one tag prints, or what stands between two tags. Stops inside a piece stay: somebody typed them.
    Over a change of letters (“**{{ fact }}**.”) both stops stay.
    """
    kept = list(pieces)
    for at in [at for at, piece in enumerate(kept) if piece.startswith(".")]:
        before = next((each for each in reversed(kept[max(at - _FEW, 0) : at]) if each), "")
        if before.endswith(_STOPS) and not kept[at].startswith(".."):
            kept[at] = kept[at][1:]
    return kept
