"""How places give themselves away beyond their whole name: by half of it, or with its letters set apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from docgen.matter.values import Address, PlaceLine
from docgen.plain_words import plain_words
from docgen.trace_words import trace_words

__all__ = ["PARTS", "apart_of", "half_names", "set_apart", "stands_apart"]

PARTS = re.compile(r"[,;()\n]+| [-–—] ")
"""What parts the name of a place from its address, and the lines of an address."""
_TELLING = 5
"""Letters of a word that tells which house it is; shorter ones are too often innocent."""


def half_names(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of neighbouring `words` of a shelter's name that tell which it is: Seagull House.

    One of a pair is a word for such a house, the other one that people do not write beside it otherwise.
    """
    known = trace_words()
    return [
        (one, two)
        for one, two in pairwise(words)
        if (one in known.refuges) != (two in known.refuges) and _tells(two if one in known.refuges else one)
    ]


def _tells(word: str) -> bool:
    known = trace_words()
    return len(word) >= _TELLING and word.isalpha() and not (word in known.ordinary or word in known.roads)


_SHAPE = bytes(byte if byte in b" |" else 120 for byte in range(256))
"""Every sign but a space and a bar becomes the same: looking for a shape is faster than looking for many words."""
_ROW = re.compile(rb" x x x x x ")
_SINGLES = re.compile(r"(?<= )(?:[^ |] ){5,}")
_LONG = 6
"""Letters of a word that is looked for in a row of single letters; fewer stand there by chance, as in a list."""


def set_apart(words: str) -> str:
    """Return the rows of single letters in a text that `as_words` has taken apart, each as one word with a bar behind;
    "" for none, as in nearly every text: S e a g u l l.
    """
    if not _ROW.search(words.encode("latin-1", "replace").translate(_SHAPE)):
        return ""
    return "".join(row.replace(" ", "") + "|" for row in _SINGLES.findall(words))


def apart_of(value: object, told: str) -> tuple[str, ...]:
    """Return what to look for in rows of single letters so that an address or a place is found, beside the whole of it:
    each part of it and each longer word that tells it. `told` holds the words that the reader may see; what stands
    there is no secret.
    """
    if not isinstance(value, Address | PlaceLine):
        return ()
    known = trace_words()
    innocent = known.roads | known.refuges | known.ordinary | known.beside
    parts = [[word for word in plain_words(part) if word.isalpha()] for part in PARTS.split(value)]
    whole = ["".join(part) for part in parts if len(part) > 1 and not innocent.issuperset(part)]
    words = [word for part in parts for word in part if word not in innocent]
    return (*whole, *(word for word in words if f" {word} " not in told))


def stands_apart(names: Iterable[str], rows: str) -> bool:
    """Return whether one of the `names`, of six letters at least, stands in the `rows` that `set_apart` found."""
    return any(len(name) >= _LONG and name in rows for name in names)
