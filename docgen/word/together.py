"""What a page break must not part in a filled document: a label or a short line and its text, a heading with one line
and what follows, a signature and the words before it, the first two and the last two lines of a list or a table.

Only the filled text shows what stands next to what: which passage comes last before a signature hangs on the facts. A
style cannot say it either, because Word keeps a paragraph with the next one, never with the one before (17.3.1.15).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

__all__ = ["kept_together"]

_SIGNED = ("signature line", "closing", "oath", "notice", "note")
"""Styles at the end of a paper; none of them may open a page: it could be put to any text. A notice or a
note to who signs is no text of theirs.
"""
_LISTED = ("list bullet", "list number", "lettered")
_TABLES = ("field label", "table head")
"""Styles that tell tables of fields and tables with a head."""
_SHORT = 90
"""Signs that stand on one line, more or less: the first line of numbered text alone tells nobody anything."""
_LABEL = re.compile(r":</w:t></w:r></w:p>(?=\s*<w:p[ >])")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>")
_ROW = re.compile(r"<w:tr(?: [^>]*)?>")
_HEADS = ("heading 1", "heading 2", "heading 3", "annex title")
_ONE_LINE = 70
"""Letters that have room in one line of a page: so little below a heading leaves that heading as good as alone."""
_NEXT = re.compile(r"\s*(?=<w:p[ >])")
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")
_STYLE = re.compile('<w:pStyle w:val="([^"]*)"/>')
_END, _KEPT = "</w:p>", "<w:keepNext/>"
_NUMBERED = ("numbered", "numbered continue")
"""Styles in which a label stands close above its text, as one in bold letters does."""
_OPENING = ("numbered", "lettered")
"""Styles of a line that text in “numbered continue” may follow."""
_XML = re.compile("<[^>]*>")
_GAP = 16
"""White space that tags leave between two paragraphs, at most."""
_NO_ROOM = '<w:spacing w:after="0"/>'


def kept_together(body: str, styles: Mapping[str, str]) -> str:
    """Return the filled main part `body` with `w:keepNext` where a page break would part what belongs together.

    `styles` are the ids of the paragraph styles by name, in lower case. A paragraph that says of itself whether it
    stays with the next is left as it is, as is a table inside a table. A label gets no room below it: it belongs to
    what follows, and LibreOffice, which does not count that room when it looks whether both have a place on the page,
    parts them over it.
    """
    at = _places_of_styles(body, styles)
    labels = {_begin(body, found.start()) for found in _LABEL.finditer(body)}
    tight = tuple(_mark(styles[name]) for name in _NUMBERED if name in styles)
    heads = tuple(_mark(styles[name]) for name in _HEADS if name in styles)
    places = set(labels)
    for name in _SIGNED:
        places.update(_before_each(body, at[name]))
    if "oath" in styles:
        places.update(_before_sworn_parts(body, at["heading 1"], f"<w:p><w:pPr>{_mark(styles['oath'])}"))
    for name in _OPENING if len(tight) == len(_NUMBERED) else ():
        places.update(_short_lines(body, at[name], tight[-1]))
    for name in _LISTED:
        places.update(_ends_of_lists(body, at[name]))
    places.update(_ends_of_tables(body, tuple(_mark(styles[name]) for name in _TABLES if name in styles)))
    places.update(_lines_below(body, sorted(place for name in _HEADS for place in at[name]), heads))
    pieces, done = [], 0
    for place in sorted(places):
        put, text = _keep(body, place, tight if place in labels else ())
        if text:
            pieces += [body[done:put], text]
            done = put
    return "".join([*pieces, body[done:]]) if pieces else body


def _mark(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def _places_of_styles(body: str, styles: Mapping[str, str]) -> Mapping[str, Sequence[int]]:
    """Return where each of the `styles` is named in `body`, by the name of the style."""
    found: dict[str, list[int]] = {}
    for each in _STYLE.finditer(body):
        found.setdefault(each[1], []).append(each.start())
    return defaultdict(tuple, {name: found[id_] for name, id_ in styles.items() if id_ in found})


def _begin(body: str, end: int) -> int:
    """Return where the paragraph that holds `end` begins, -1 for none."""
    plain = body.rfind("<w:p>", 0, end)
    return max(plain, body.rfind("<w:p ", max(plain, 0), end))


def _before_each(body: str, places: Sequence[int]) -> list[int]:
    """Return where the paragraphs begin that stand directly before those that hold `places`."""
    found = []
    for at in places:
        begin = _begin(body, at)
        end = body.rfind(_END, 0, max(begin, 0))
        if end >= 0 and not body[end + len(_END) : begin].strip():
            found.append(_begin(body, end))
    return found


def _before_sworn_parts(body: str, heads: Sequence[int], sworn: str) -> list[int]:
    """Return where the paragraphs begin that stand before each heading, which holds one of the places `heads`, with a
    `sworn` paragraph right below it: the last with words, or those of the last row of a table, and the empty ones
    between.
    """
    found: list[int] = []
    for at in heads:
        below = body.find(_END, at) + len(_END)
        if body[below : below + len(sworn) + _GAP].lstrip().startswith(sworn):
            found += _last_words(body[: _begin(body, at)].rstrip())
    return found


def _last_words(above: str) -> list[int]:
    """Return where the paragraphs begin that hold the last words of `above`, and the empty ones after them."""
    found: list[int] = []
    while above.endswith(_END):
        begin = _begin(above, len(above))
        found.append(begin)
        if "<w:t" in above[begin:]:
            return found
        above = above[:begin].rstrip()
    if above.endswith("</w:tbl>"):
        row = _last_row(above, 0, len(above))
        found += [each.start() for each in _PARAGRAPH.finditer(above, row)]
    return found


def _short_lines(body: str, places: Sequence[int], more: str) -> list[int]:
    """Return where the paragraphs begin that hold one of `places`, have one short line and go on in one with `more`."""
    found, goes_on = [], re.compile(rf"{_END}\s*<w:p><w:pPr>{more}")
    for at in places:
        end = body.find(_END, at)
        if goes_on.match(body, end) and len(_XML.sub("", body[at:end])) <= _SHORT:
            found.append(_begin(body, at))
    return found


def _ends_of_lists(body: str, places: Sequence[int]) -> list[int]:
    """Return where the first and the last paragraph but one begin of each list whose paragraphs hold `places`."""
    found: list[int] = []
    begins: list[int] = []
    ended = -1
    for at in places:
        begin = _begin(body, at)
        if ended < 0 or body[ended:begin].strip():
            found += begins[:1] * (len(begins) > 1) + begins[-2:-1]
            begins = []
        begins.append(begin)
        ended = body.find(_END, at) + len(_END)
    return found + begins[:1] * (len(begins) > 1) + begins[-2:-1]


def _lines_below(body: str, places: Sequence[int], heads: tuple[str, ...]) -> list[int]:
    """Return where the paragraphs of one line begin that stand below headings, which hold `places`, in styles `heads`.

    Not where another heading comes next: a row of short answers under headings would be one block longer than a page.
    """
    found = []
    for at in places:
        gap = _NEXT.match(body, body.find(_END, at) + len(_END))
        if gap is None:
            continue
        begin = gap.end()
        end = body.find(_END, begin) + len(_END)
        line = body[begin:end]
        if "<w:br" in line or not 0 < sum(map(len, _WORDS.findall(line))) <= _ONE_LINE:
            continue
        both = body[begin : max(body.find(_END, end), end)]
        found += [begin] * (not any(each in both for each in heads))
    return found


def _ends_of_tables(body: str, marks: tuple[str, ...]) -> list[int]:
    """Return where the paragraphs begin of the first and the last row but one of each table with one of `marks`."""
    found: list[int] = []
    start = body.find("<w:tbl>")
    while start >= 0:
        end = body.find("</w:tbl>", start)
        nested = body.find("<w:tbl>", start + 1, end) >= 0
        if not nested and any(body.find(mark, start, end) >= 0 for mark in marks):
            last = _last_row(body, start, end)
            before = _last_row(body, start, last)
            first = [row.start() for row in islice(_ROW.finditer(body, start, end), 2)]
            if before > first[0]:  # three rows or more
                for begin, stop in (first, (before, last)):
                    found += [each.start() for each in _PARAGRAPH.finditer(body, begin, stop)]
        start = body.find("<w:tbl>", end if end >= 0 else start + 1)
    return found


def _last_row(body: str, start: int, end: int) -> int:
    """Return where the last row begins that begins between `start` and `end`."""
    plain = body.rfind("<w:tr>", start, end)
    return max(plain, body.rfind("<w:tr ", max(plain, start), end))


def _keep(body: str, place: int, tight: tuple[str, ...]) -> tuple[int, str]:
    """Return where to write what keeps the paragraph at `place` with the next, and what; "" where it is said.

    In one of the styles `tight`, or in bold letters, without room below.
    """
    opening = body.index(">", place) + 1
    if not body.startswith("<w:pPr>", opening):
        return opening, "<w:pPr><w:keepNext/></w:pPr>"
    put = style = opening + len("<w:pPr>")
    if body.startswith("<w:pStyle ", put):
        put = body.index(">", put) + 1
    close = bool(tight) and '<w:rStyle w:val="Strong"/>' in body[put : body.index(_END, put)]
    room = _NO_ROOM if close or body[style:put] in tight else ""
    if body.startswith(f"{_KEPT}</w:pPr>", put):
        return put + len(_KEPT), room
    said = "<w:keepNext" in body[put : body.index("</w:pPr>", put)]
    alone = body.startswith("</w:pPr>", put)  # else another element may have to stand before the room (17.3.1.26)
    return put, "" if said else _KEPT + room * alone
