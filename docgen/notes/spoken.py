"""Whether a text speaks of something: words and phrases of the catalog, found whatever the case and the accents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.frozen import ordered
from docgen.plain_words import plain_words

__all__ = ["Spoken", "own_words", "spoken", "told_by"]

_BEFORE = 12
"""Words of the same sentence in which “he called me” still speaks of the name that follows."""

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_SENTENCE_END = re.compile(r"[.!?;…\n]")
_QUOTED = re.compile(
    r"“[^”]*(?:”|\Z)|„[^“”]*(?:[“”]|\Z)|«[^»]*(?:»|\Z)|\"[^\"]*(?:\"|\Z)"
    r"|(?<!\w)['‘](?:[^'’\n]|['’](?=\w))*(?:['’]|$)"
    r"|^[ \t]*>.*$",
    re.MULTILINE,
)
"""Words in quotation marks, to the end of the paragraph where they are never closed, and quoted lines of Markdown. Each
alternative takes every sign once."""
_NAMED = re.compile(r"https?://\S+|[@#][\w.]+")
"""Links, handles and tags, which are names whatever words they are made of."""


@ordered
class Spoken:
    """Words to look for, taken apart: phrases of whole words, and starts of words."""

    phrases: frozenset[tuple[str, ...]]
    firsts: frozenset[str]
    """First words of the phrases."""
    longest: int
    """Words of the longest phrase."""
    starts: tuple[str, ...]


def spoken(entries: tuple[str, ...]) -> Spoken:
    """Return what to look for: `kill`, `or else`, and with a star, `threat*`, every word that begins so."""
    phrases = frozenset(tuple(plain_words(entry)) for entry in entries if not entry.endswith("*"))
    starts = tuple("".join(plain_words(entry)) for entry in entries if entry.endswith("*"))
    return Spoken(phrases, frozenset(words[0] for words in phrases), max(map(len, phrases), default=0), starts)


def told_by(text: str, wanted: Spoken, unless: Spoken | None = None) -> bool:
    """Return whether `text` has a word of `wanted`; one that follows `unless` in its sentence does not count."""
    return any(_stands_in(plain_words(sentence), wanted, unless) for sentence in _sentences(text))


def own_words(text: str) -> str:
    """Return `text` without what it quotes, and without links, handles and tags."""
    paragraphs = _BLANK_LINE.split(_NAMED.sub(" ", text))
    return "\n".join(_QUOTED.sub(" ", paragraph) for paragraph in paragraphs)


def _sentences(text: str) -> Iterator[str]:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    yield from (text[start:end] for start, end in pairwise([0, *ends, len(text)]))


def _stands_in(words: list[str], wanted: Spoken, unless: Spoken | None) -> bool:
    excused = -1
    for at in range(len(words)):
        if unless is not None and _found_at(words, at, unless):
            excused = at + _BEFORE
        elif at > excused and _found_at(words, at, wanted):
            return True
    return False


def _found_at(words: list[str], at: int, wanted: Spoken) -> bool:
    if words[at].startswith(wanted.starts):
        return True
    return words[at] in wanted.firsts and any(
        tuple(words[at : at + length]) in wanted.phrases for length in range(1, wanted.longest + 1)
    )
