"""The words of an HTML page, in time that grows with its length whatever it holds.

`html.parser` of the standard library takes hours for some pages of a megabyte (CVE-2025-6069 and its like), and the
sender of a mail chooses what stands in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

__all__ = ["html_words"]

_BREAKS = frozenset(("br", "p", "div", "tr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "hr", "pre"))
_UNSEEN = frozenset(("script", "style", "title"))
_TAG = re.compile(r"""/?([A-Za-z][A-Za-z0-9]*)(?:"[^"]*"|'[^']*'|[^"'>])*>""")
_ROUGH_TAG = re.compile(r"/?([A-Za-z][A-Za-z0-9]*)[^>]*>|[!?][^>]*>")
"""A tag with a quotation mark left open, and what is no tag of the page."""

_ANSWERED = re.compile(r"""type=["']?cite|class=["']?[\w -]{0,100}quote""", re.IGNORECASE)
"""What mail programs write into the tag around the mail that is answered."""
_OPENS, _CLOSES = "\ud800", "\ud801"
"""Marks of where such a quotation begins and ends; no text that was decoded holds them, nor any HTML entity."""


def html_words(page: str) -> str:
    """Return the words of `page` with its line breaks, at most one empty line between two.

    Comments, scripts, styles and the title are left out. What only looks like a tag ("I <3 you") is kept. Each line of
    a mail that the page answers begins with `> `, as in plain text.
    """
    first, *pieces = page.split("<")
    words = [_spaced(first)]
    open_quotes: list[bool] = []
    until = ""
    for piece in pieces:
        if until == "-->" and until in piece:
            until, text = "", piece.partition("-->")[2]
        elif until and not piece.casefold().startswith(until):
            continue
        elif piece.startswith("!--"):
            until, text = ("", piece.partition("-->")[2]) if "-->" in piece else ("-->", "")
        else:
            until, text = _after_tag(piece, words, open_quotes)
        words.append(_spaced(text) if not until else "")
    lines = list(_marked("".join(words).split("\n")))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _marked(lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines` without the marks of quotations, those within one with the sign of a quotation before them."""
    depth = 0
    for line in lines:
        depth += line.count(_OPENS) - line.count(_CLOSES)
        plain = line.strip(f" {_OPENS}{_CLOSES}")
        yield f"> {plain}" if depth and plain else plain


def _after_tag(piece: str, words: list[str], open_quotes: list[bool]) -> tuple[str, str]:
    """Return where the words go on if the tag of `piece` hides them, and the text after it.

    Breaks and the ends of quotations go to `words`; `open_quotes` says of each open `blockquote` whether it is a mail
    that is answered, and no indented paragraph.
    """
    found = _TAG.match(piece) or _ROUGH_TAG.match(piece)
    if found is None:
        return "", f"<{piece}"
    name = (found[1] or "").casefold()
    if name in _BREAKS:
        words.append("\n")
    if name == "blockquote" and not piece.startswith("/"):
        open_quotes.append(_ANSWERED.search(found[0]) is not None)
        words.append(_OPENS if open_quotes[-1] else "")
    elif name == "blockquote" and open_quotes:
        words.append(_CLOSES if open_quotes.pop() else "")
    hides = name in _UNSEEN and not piece.startswith("/")
    return (f"/{name}" if hides else ""), piece[found.end() :]


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", html.unescape(text))
