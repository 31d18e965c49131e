"""Which words of a paragraph that runs from right to left run from left to right themselves, with their signs.

Word takes the direction of a bracket, a full stop or a hyphen from its run (ECMA-376 Part 1, 17.3.2.30), other programs
from the letters around it (UAX 9). So Latin words, quotations, addresses and long numbers must be found with all their
signs: "Fam. Code, § 6200 et seq." would otherwise show its last full stop in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["directed"]

_RIGHT = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Letters of Arabic and Hebrew writing, and signs that only those have."""
_ISOLATES = "\u2066\u2067\u2068\u2069"
_LEFT_MARK = "\u200e"
_ISOLATED = re.compile("[\u2066-\u2068]([^\u2069\n]*)\u2069?")
"""A text that a sentence of the catalog says to be of its own direction, with or without its end (UAX 9, 2.4)."""
_STRONG = re.compile(f"[^\\W\\d_]|[{_RIGHT}]")
_ANY_RIGHT = re.compile(f"[{_RIGHT}]")
_LINE = re.compile(r"[^\n\t]+")
_ENCLOSED = tuple(
    re.compile(f"(?<=[{opening}])[^{opening}{closing}{_RIGHT}\n\t]+(?=[{closing}])")
    for opening, closing in (("«", "»"), ("“", "”"), (r"\(", r"\)"), (r"\[", r"\]"))
)
_STRETCH = re.compile(f"[^{_RIGHT}{_ISOLATES}«»\n\t]+")
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_](?:.*[^\W\d_])?")
_BEFORE = re.compile(r"(?:§+[ \u00a0]?)?(?:\d+(?:[.,:/-]\d+)*[ \u00a0]?)?[#@+$€£~/_.-]*$")
"""What stands before the first letter and belongs to it: 18 U.S.C., § 238 StGB, @name."""
_NUMBER_BEHIND = r"(?:,?[ \u00a0]?§+[ \u00a0]?|[ \u00a0]|\.[ \u00a0]?|[-–/:_=?&%+#@~*]+)?\d+"
_BEHIND = re.compile(rf"(?:{_NUMBER_BEHIND}|\(\d+\w?\))*(?:[ \u00a0]\(\d+\w?\))*(?:\+\+|[/_=$€£%])?")
"""What stands behind the last letter and belongs to it: Art. 15 (1), § 527.6(b)(3), a number in an address."""
_BEHIND_ADDRESS = re.compile(r"[-/.:_=?&%+#~\d]*(?<![.:?])")
_ADDRESS = re.compile(r"\S*://\S*$|@\S+$")
_LONG_NUMBER = re.compile(
    r"[+$€£]?(?:\(\d+\)[ \u00a0-]?)?\d+(?:(?:[-–/.:,’]|[ \u00a0\u202f])\d+)+(?:[ \u00a0]?[$€£%])?|[+$€£]\d+"
)
"""A number with signs in it, such as one of a telephone, whose parts would change places."""
_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“"}


def directed(text: str) -> list[tuple[str, bool]]:
    """Return for each sign of the paragraph `text` what is printed for it, and whether it runs from right to left.

    Signs that only tell a direction print nothing; where words that run from left to right begin or end with a sign
    that has no direction, a left-to-right mark beside it holds it there.
    """
    left = [False] * len(text)
    for start, end in _spans(text):
        left[start:end] = [True] * (end - start)
    made = []
    for place, (character, is_left) in enumerate(zip(text, left, strict=True)):
        shown = "" if character in _ISOLATES else character
        if is_left and not (place and left[place - 1]) and not _LETTER.match(character):
            shown = _LEFT_MARK + shown
        if is_left and not any(left[place + 1 : place + 2]) and not character.isalnum():
            shown += _LEFT_MARK
        made.append((shown, not is_left))
    return made


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
    found = _LETTERS.search(text)
    if not found:
        return
    before = _BEFORE.search(text, 0, found.start())
    start = before.start() if before else found.start()
    behind = _BEHIND_ADDRESS if _ADDRESS.search(text, start, found.end()) else _BEHIND
    last = behind.match(text, found.end())
    end = last.end() if last else found.end()
    yield _with_brackets(text, start, end)


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the brackets beside it whose other half it holds."""
    while closing := re.match(r"\.?([)\]}”])", text[end:]):
        opening = _PAIRS[closing[1]]
        if text.count(opening, start, end) <= text.count(closing[1], start, end):
            break
        end += closing.end()
    for closer, opening in _PAIRS.items():
        if start and text[start - 1] == opening and text.count(closer, start, end) > text.count(opening, start, end):
            start -= 1
    return start, end
