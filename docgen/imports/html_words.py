"""The words of an HTML page, in time that grows with its length whatever it holds.

`html.parser` of the standard library takes hours for some pages of a megabyte (CVE-2025-6069 and its like), and the
sender of a mail chooses what stands in it.
"""

from __future__ import annotations

import html
import re

__all__ = ["html_words"]

_BREAKS = frozenset(("br", "p", "div", "tr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "hr", "pre"))
_UNSEEN = frozenset(("script", "style", "title"))
_TAG = re.compile(r"""/?([A-Za-z][A-Za-z0-9]*)(?:"[^"]*"|'[^']*'|[^"'>])*>""")
_ROUGH_TAG = re.compile(r"/?([A-Za-z][A-Za-z0-9]*)[^>]*>|[!?][^>]*>")
"""A tag with a quotation mark left open, and what is no tag of the page."""


def html_words(page: str) -> str:
    """Return the words of `page` with its line breaks, at most one empty line between two.

    Comments, scripts, styles and the title are left out. What only looks like a tag ("I <3 you") is kept.
    """
    first, *pieces = page.split("<")
    words = [_spaced(first)]
    until = ""
    for piece in pieces:
        if until == "-->" and until in piece:
            until, text = "", piece.partition("-->")[2]
        elif until and not piece.casefold().startswith(until):
            continue
        elif piece.startswith("!--"):
            until, text = ("", piece.partition("-->")[2]) if "-->" in piece else ("-->", "")
        else:
            until, text = _after_tag(piece, words)
        words.append(_spaced(text) if not until else "")
    lines = [line.strip(" ") for line in "".join(words).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _after_tag(piece: str, words: list[str]) -> tuple[str, str]:
    """Return where the words go on if the tag of `piece` hides them, and the text after it; breaks go to `words`."""
    found = _TAG.match(piece) or _ROUGH_TAG.match(piece)
    if found is None:
        return "", f"<{piece}"
    name = (found[1] or "").casefold()
    if name in _BREAKS:
        words.append("\n")
    hides = name in _UNSEEN and not piece.startswith("/")
    return (f"/{name}" if hides else ""), piece[found.end() :]


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", html.unescape(text))
