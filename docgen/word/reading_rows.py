"""Rows of a reading copy, made ready for a reader: a label with its text, and a note where one side says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from docgen.word.elements import W
from docgen.word.pairing import KEPT_WORD, Block, Pair, look_of
from docgen.word.twins import Signs

__all__ = ["Lone", "in_rows", "lone_in", "text_of"]

Lone = Callable[[Pair], tuple[bool, bool]]
"""Says of a row whether its left side, its right side, needs a note because it stands empty."""

_BLANK = "SignatureLine"
_MOSTLY = 0.5
"""So many of the words of names and addresses begin with a capital letter or are numbers."""


def in_rows(pairs: Iterable[Pair]) -> list[Pair]:
    """Return `pairs` of which one side says something: lines to fill in beside each other, labels with their text."""
    told = [pair for pair in pairs if any(text_of(block).strip() for side in pair for block in side)]
    rows: list[Pair] = []
    for pair in _blanks_together(told):
        if rows and _is_label(rows[-1]) and all(pair) and not any(look_of(block) == "table" for block in _all(pair)):
            left, right = rows.pop()
            rows.append(([*left, *pair[0]], [*right, *pair[1]]))
        else:
            rows.append(pair)
    return rows


def lone_in(left: Sequence[Block], right: Sequence[Block], signs: dict[Block, Signs]) -> Lone:
    """Return what says where a note is needed in a copy of these two sides.

    None is needed beside what the other side has, too, somewhere else: names and addresses of the document, which
    nobody translates, or passages of the copy that print no other facts than the document.
    """
    words, facts = _words(right), _facts(left, signs)

    def lone(pair: Pair) -> tuple[bool, bool]:
        document, copy = pair
        made = _facts(copy, signs)
        return not document and not (made and made <= facts), not copy and not _names(_words(document), words)

    return lone


def _names(own: AbstractSet[str], words: AbstractSet[str]) -> bool:
    """Return whether these are words of the other side, most of them written as names and numbers are."""
    return own <= words and sum(not word[0].islower() for word in own) >= _MOSTLY * len(own)


def text_of(block: Block) -> str:
    """Return the text of a paragraph or a table."""
    return "".join(each.text or "" for each in block.iter(f"{W}t"))


def _blanks_together(pairs: Sequence[Pair]) -> list[Pair]:
    """Return `pairs` with the lines for place and date in one row: some wordings have them above the signature, some
    below it.
    """
    ours = [number for number, pair in enumerate(pairs) if not pair[1] and any(map(_is_blank, pair[0]))]
    theirs = [number for number, pair in enumerate(pairs) if not pair[0] and any(map(_is_blank, pair[1]))]
    if len(ours) != 1 or len(theirs) != 1:
        return list(pairs)
    rows = [*pairs]
    rows[ours[0]] = pairs[ours[0]][0], pairs[theirs[0]][1]
    return [row for number, row in enumerate(rows) if number != theirs[0]]


def _is_blank(block: Block) -> bool:
    return look_of(block) == _BLANK or "………" in text_of(block)


def _is_label(pair: Pair) -> bool:
    """Return whether both sides end with what only names the text that follows."""
    return all(side and side[-1].tag == f"{W}p" and text_of(side[-1]).rstrip().endswith(":") for side in pair)


def _all(pair: Pair) -> list[Block]:
    return [*pair[0], *pair[1]]


def _words(blocks: Sequence[Block]) -> AbstractSet[str]:
    texts = (each.text or "" for block in blocks for each in block.iter(f"{W}t", f"{W}br", f"{W}p"))
    return {word for text in texts for word in KEPT_WORD.findall(text)}


def _facts(blocks: Sequence[Block], signs: dict[Block, Signs]) -> AbstractSet[str]:
    told = (each for block in blocks for each in (block, *block.iter(f"{W}tr")))
    return {sign for each in told for sign in signs.get(each, ()) if sign.startswith("fact ")}
