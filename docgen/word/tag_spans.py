"""Where the tags of a text begin and end, found in one walk whatever the text is, and how many a part may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

__all__ = ["CLOSING", "has_too_many", "left_open", "tag_spans", "too_many"]

_OPENING = re.compile(r"\{[{%#]")
CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}


def tag_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each tag of `text` begins and ends, as the pattern `TAG` does, in one walk whatever the text is."""
    at, never = 0, set[str]()
    while found := _OPENING.search(text, at):
        opening, at = found[0], found.start() + 1
        if opening in never:
            continue
        end = text.find(CLOSING[opening], found.end())
        if end < 0:
            never.add(opening)
            continue
        at = end + 2
        yield found.start(), at


_MOST_TAGS, _MOST_CHARACTERS = 5_000, 200_000
"""What the tags of one part may be in all: more takes longer than anybody waits for."""


def too_many(source: str) -> bool:
    """Return whether `source` has more tags, or longer ones, than any letter needs."""
    return has_too_many(source) or sum(end - start for start, end in tag_spans(source)) > _MOST_CHARACTERS


def has_too_many(text: str) -> bool:
    """Return whether `text`, the words of a part as they come, has more tags than any letter needs.

    How long they are is not known while one that was never closed may seem to go on to the end of another.
    """
    return next(islice(tag_spans(text), _MOST_TAGS, None), None) is not None


def left_open(text: str) -> int:
    """Return where the first tag of `text` begins that nothing closes, -1 for none.

    Patterns are slow where there is one.
    """
    at = 0
    for start, end in chain(tag_spans(text), [(len(text), 0)]):
        if found := _OPENING.search(text, at, start):
            return found.start()
        at = end
    return -1
