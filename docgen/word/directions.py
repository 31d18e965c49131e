"""Which words of a paragraph that runs from right to left run from left to right themselves, with their signs.

Word takes the direction of a bracket, a full stop or a hyphen from its run (ECMA-376 Part 1, 17.3.2.30), other programs
from the letters around it (UAX 9). So Latin words, quotations, addresses and long numbers must be found with all their
signs: "Fam. Code, § 6200 et seq." would otherwise show its last full stop in front.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import groupby, pairwise

from docgen.word.prose import RIGHT_TO_LEFT_SIGNS

__all__ = ["directed"]

_RIGHT = f"{RIGHT_TO_LEFT_SIGNS}\u200f"
_ISOLATES = "\u2066\u2067\u2068\u2069"
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"
_ISOLATED = re.compile("[\u2066-\u2068]([^\u2069\n]*)\u2069?")
"""A text that a sentence of the catalog says to be of its own direction, with or without its end (UAX 9, 2.4)."""
_STRONG = re.compile(f"[^\\W\\d_]|[{_RIGHT}]")
_ANY_RIGHT = re.compile(f"[{_RIGHT}]")
_RIGHT_FIRST = re.compile(rf"[\W_]*[{_RIGHT}](?<=[^\W\d_])")
"""Signs and then a letter that runs from right to left, which hold themselves; a number would join the words before."""
_LINE = re.compile(r"[^\n\t]+")
_ENCLOSED = tuple(
    re.compile(f"(?<=[{opening}])[^{opening}{closing}{_RIGHT}\n\t]+(?=[{closing}])")
    for opening, closing in (("«", "»"), ("“", "”"))
)
_STRETCH = re.compile(f"[^{_RIGHT}{_ISOLATES}«»\n\t]+")
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_](?:.*[^\W\d_])?")
_BEFORE = re.compile(r"(?:§+[ \u00a0]?(?:\d+,[ \u00a0])*)?(?:\d+(?:[.,:/-]\d+)*[ \u00a0]?)?[#@+$€£~/_.-]*$")
"""What stands before the first letter and belongs to it: 18 U.S.C., § 238 StGB, §§ 16, 20 ABGB, @name."""
_LONGEST_BEFORE = 40
_NUMBER_BEHIND = r"(?:,?[ \u00a0]?§+[ \u00a0]?|[ \u00a0]|\.[ \u00a0]?|[-−–/:_=?&%+#@~*]+)?\d+"
_BEHIND = re.compile(rf"(?:{_NUMBER_BEHIND}|\(\d+\w?\))*(?:[ \u00a0]\(\d+\w?\))*(?:\+\+|[/_=$€£%])?")
"""What stands behind the last letter and belongs to it: Art. 15 (1), § 527.6(b)(3), a number in an address."""
_BEHIND_ADDRESS = re.compile(r"[-/.:_=?&%+#~\d]*(?<![.:?])")
_ADDRESS = re.compile(r"\S*://\S*$|@\S+$")
_LONG_NUMBER = re.compile(
    r"(?<!\d)(?:[+$€£]?(?:\(\d++\)[ \u00a0-]?)?\d++(?:[-–/.:,’ \u00a0\u202f]\d++)++(?:[ \u00a0]?[$€£%])?|[+$€£]\d++)"
)
"""A number with signs in it, such as one of a telephone, whose parts would change places."""
_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“"}


def directed(text: str) -> list[tuple[str, bool]]:
    """Return for each sign of the paragraph `text` what is printed for it, and whether it runs from right to left.

    Signs that only tell a direction print nothing. Where words that run from left to right begin or end with a sign
    that has no direction, a mark beside it holds it there; so does one for signs and numbers behind such words that
    are not theirs.
    """
    left = [False] * len(text)
    for start, end in _spans(text):
        left[start:end] = [True] * (end - start)
    shown = ["" if character in _ISOLATES else character for character in text]
    for is_left, group in groupby(range(len(text)), left.__getitem__):
        places = list(group)
        first, last = places[0], places[-1]
        if is_left:
            shown[first] = f"{'' if _LETTER.match(text[first]) else _LEFT_MARK}{shown[first]}"
            shown[last] = f"{shown[last]}{'' if text[last].isalnum() else _LEFT_MARK}"
        elif first > 0 and any(shown[first : last + 1]) and not _RIGHT_FIRST.match(text, first, last + 1):
            shown[first] = _RIGHT_MARK + shown[first]
    return [(printed, not is_left) for printed, is_left in zip(shown, left, strict=True)]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words that run from left to right begin and end; spans may overlap."""
    yield from (found.span(1) for found in _ISOLATED.finditer(text) if _is_left(found[1]))
    rest = _ISOLATED.sub(lambda found: _blank(found) if _is_left(found[1]) else found[0], text)
    for line in _LINE.finditer(rest):
        if not _ANY_RIGHT.search(line[0]) and re.search(r"[^\W_]", line[0]):
            yield line.span()
    for enclosed in _ENCLOSED:
        yield from (found.span() for found in enclosed.finditer(rest) if _LETTER.search(found[0]))
    for stretch in _STRETCH.finditer(rest):
        yield from ((stretch.start() + start, stretch.start() + end) for start, end in _in_stretch(stretch[0]))


def _is_left(text: str) -> bool:
    """Return whether the first letter of `text` runs from left to right."""
    strong = _STRONG.search(text)
    return bool(strong and not _ANY_RIGHT.match(strong[0]))


def _blank(found: re.Match[str]) -> str:
    """Return as many signs without a letter, so that places stay and nothing joins across them."""
    return "\u200f" * len(found[0])


def _in_stretch(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans in `text`, which has no letter that runs from right to left."""
    yield from (found.span() for found in _LONG_NUMBER.finditer(text))
    pairs, lonely = _brackets(text)
    for before, after in pairwise([-1, *lonely, len(text)]):
        own = pairs[bisect(pairs, (before,)) : bisect(pairs, (after,))]
        whole = [(opening - before - 1, closing - before - 1) for opening, closing in own if closing < after]
        yield from _moved(_with_brackets(text[before + 1 : after], whole), before + 1)


def _with_brackets(text: str, pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans in `text`, whose brackets stand in these `pairs`."""
    first = _LETTER.search(text)
    begin = 0
    for opening, closing in pairs:
        if first and begin <= opening < first.start():  # the sentence around has these brackets
            yield opening + 1, closing
            begin = closing + 1
            first = first if begin <= first.start() else _LETTER.search(text, begin)
    if first:
        found = _LETTERS.search(text, begin)
        yield _core(text, found.span() if found else first.span(), begin, pairs)


def _core(text: str, letters: tuple[int, int], begin: int, pairs: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the span of the `letters` with the numbers, signs and brackets beside them that are theirs."""
    start, end = letters
    leading = _BEFORE.search(text, max(begin, start - _LONGEST_BEFORE), start)
    start = leading.start() if leading else start
    behind = _BEHIND_ADDRESS if _ADDRESS.search(text, start, end) else _BEHIND
    end = max([end, *(closing + 1 for opening, closing in pairs if start <= opening < end)])
    trailing = behind.match(text, end)
    return start, trailing.end() if trailing else end


def _moved(spans: Iterator[tuple[int, int]], by: int) -> Iterator[tuple[int, int]]:
    return ((start + by, end + by) for start, end in spans)


def _brackets(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return where each pair of brackets in `text` stands, and where brackets stand whose other half is elsewhere."""
    pairs, opened, lonely = [], [], []
    for place, character in enumerate(text):
        if character in _PAIRS.values():
            opened.append(place)
        elif character in _PAIRS:
            if opened and text[opened[-1]] == _PAIRS[character]:
                pairs.append((opened.pop(), place))
            else:
                lonely.append(place)
    return sorted(pairs), sorted(opened + lonely)
