r"""Patterns that a clinic may set for a text: a part of regular expressions that cannot take long, whatever is typed.

Signs, classes (`[A-Z]`, `\d`, `\w`, `\s`, `.`), groups, `|`, and after one sign or class `?`, `*`, `+`, `{3}`, `{1,4}`;
after a group only `?`. So no repeated part repeats anything itself, and the ways to try a text are at most the product
of what each repetition and each `|` leaves open. A pattern for which that product is too large is refused.
"""

from __future__ import annotations

import re

__all__ = ["LONGEST", "compiled_pattern"]

LONGEST = 200
"""Signs of a text that has to look like a pattern."""
_PATTERN_LIMIT = 200
_WAYS_LIMIT = 100_000
_TOKEN = re.compile(
    r"(?P<sign>\\[dDwWsS.\\+*?()\[\]{}|/^$-]|\[\^?(?:\\[dwsDWS\\\]\[^-]|[^\\\]\[])+\]|[^\\\[\](){}|*+?^$])"
    r"(?P<times>[?*+]|\{\d{1,3}(?:,\d{0,3})?\})?"
    r"|(?P<open>\((?:\?:)?)|(?P<close>\)\??)|(?P<bar>\|)"
)


def compiled_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern `text`. Raises ValueError for what is none, or one that could take long."""
    if not text or len(text) > _PATTERN_LIMIT:
        raise ValueError("pattern")
    at, ways, bars = 0, 1, 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise ValueError("pattern")
        ways *= 2 if token["close"] == ")?" else _ways(token["times"] or "")
        bars += token["bar"] is not None
        at = token.end()
    if ways * 2**bars > _WAYS_LIMIT:
        raise ValueError("pattern")
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError):
        raise ValueError("pattern") from None


def _ways(times: str) -> int:
    """Return how many numbers of times a repetition leaves open."""
    match times[:1]:
        case "?":
            return 2
        case "*" | "+":
            return LONGEST
        case "{":
            least, comma, most = times[1:-1].partition(",")
            last = int(most) if most else (LONGEST if comma else int(least))
            return max(1, min(last, LONGEST) - int(least) + 1)
        case _:
            return 1
