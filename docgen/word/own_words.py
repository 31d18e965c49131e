"""The words of a Word file that `fill` has just made, for the search for leaks: `searchable_parts` in a fraction of the
time.

Nothing is parsed, because `fill` writes well-formed XML without comments or sections. What was read before, letter by
letter, is not read again: members such as fonts and styles, and the paragraphs of a template that hold no facts. Not
read: pictures that the document prints, which are drawn anew and hold nothing but pixels.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from html import unescape
from typing import NamedTuple

from docgen.plain_words import BAR, PlainPart, as_words, plain_part, sequence, with_bars
from docgen.word.drawings import is_drawn
from docgen.word.package import own_members

__all__ = ["own_parts"]

_LONG_BREAK = re.compile(rb"<w:(?:br|cr|tab) [^>]*>")
_BREAKS = (b"</a:p>", b"<w:br/>", b"<w:cr/>", b"<w:tab/>")
_TEXT = re.compile(rb">([^<]+)")
_CODE = re.compile(rb"<w:instrText[^>]*>([^<]*)</w:instrText>")
_VALUE = re.compile(rb'="([^"<]+)"')
_VALUE_IN_EITHER = re.compile(rb"""="([^"<]*)"|='([^'<]*)'""")
_NEW_LINE = b"<>\n"
"""A tag and the text behind it, so that a break is found among the texts."""
_PARAGRAPH_END = b"</w:p>"
_NEXT_PARAGRAPH = f"<>\n {BAR} ".encode()

_KEPT_LIMIT = 5_000
_SEEN_LIMIT = 20_000


class _Paragraph(NamedTuple):
    """The words of what stands between the ends of two paragraphs; "" for none."""

    text: str
    values: str
    """The words of its attributes."""


class _Kept(NamedTuple):
    """What was read of members and paragraphs that came twice."""

    members: dict[tuple[str, bytes], list[PlainPart]]
    paragraphs: dict[bytes, _Paragraph]
    words: set[str]
    """All words of these."""
    seen: set[int]
    """Hashes of what came once, so that no fact is kept because it was read."""

    def again(self, read: object) -> bool:
        """Return whether what was `read` has come before."""
        number = hash(read)
        if number in self.seen or len(self.seen) >= _SEEN_LIMIT:
            return number in self.seen
        self.seen.add(number)
        return False


@cache
def _memory() -> _Kept:
    return _Kept({}, {}, set(), set())


def own_parts(data: bytes) -> list[PlainPart]:
    """Return what `searchable_parts` returns of a Word file that `fill` has just made, taken apart into plain words.

    Text that is not in a paragraph stands in the words too. A kept part knows more words than its own.
    """
    if len(_memory().paragraphs) + len(_memory().members) > _KEPT_LIMIT or len(_memory().seen) >= _SEEN_LIMIT:
        _memory.cache_clear()  # the parts of another document may still know the words that were kept
    kept = _memory()
    return [part for key in own_members(data) for part in kept.members.get(key) or _read(*key, kept)]


def _read(name: str, packed: bytes, kept: _Kept) -> list[PlainPart]:
    content = zlib.decompress(packed, -15)
    parts = [plain_part("member name", name)]
    if is_drawn(name, content):
        return parts
    if content.startswith(b"<"):
        parts += _of_paragraphs(name, content.split(_PARAGRAPH_END), kept)
    else:
        parts.append(plain_part(name, content.decode("latin-1")))
    if kept.again((name, packed)):
        kept.words.update(*(words for part in parts for words in part.known))
        kept.members[name, packed] = [part._replace(known=(kept.words,)) for part in parts]
    return parts


def _of_paragraphs(name: str, pieces: Sequence[bytes], kept: _Kept) -> list[PlainPart]:
    """Return the words and the attributes of the member `name`, read in `pieces` that end where a paragraph does.

    What is kept is put between what is read now in the order of the document, so that a text over several paragraphs
    stands there in one piece.
    """
    known = [kept.paragraphs.get(piece) for piece in pieces]
    new = [piece for piece, found in zip(pieces, known, strict=True) if found is None]
    words, values = with_bars(_text(new)), as_words(_values(new)).strip()
    texts = (each.strip() for each in " ".join(words).split(BAR))
    in_order = [next(texts) if found is None else found.text for found in known]
    in_order.extend(texts)  # more bars than pieces cannot be; nothing would be lost
    all_values = dict.fromkeys([*(found.values for found in known if found), values])
    for piece in new:
        if kept.again(piece) and b"<w:instrText" not in piece:  # a field code goes on in another paragraph
            found = _Paragraph(as_words(_text([piece])).strip(), as_words(_values([piece])).strip())
            kept.paragraphs[piece] = found
            kept.words.update(found.text.split(), found.values.split())
    all_words = frozenset((*words, *values.split())), kept.words
    return [
        PlainPart(f"{name} words", sequence(filter(None, in_order)), all_words),
        PlainPart(f"{name} attributes", sequence(filter(None, all_values)), all_words),
    ]


def _text(pieces: Sequence[bytes]) -> str:
    """Return the text of `pieces` with a bar between two."""
    content = _NEXT_PARAGRAPH.join(pieces)
    if b"<w:instrText" in content:
        content = _CODE.sub(b"", content)
    if any(start in content for start in (b"<w:br ", b"<w:cr ", b"<w:tab ")):
        content = _LONG_BREAK.sub(_NEW_LINE, content)
    for tag in _BREAKS:
        content = content.replace(tag, _NEW_LINE)
    return unescape(b"".join(_TEXT.findall(content)).decode())


def _values(pieces: Sequence[bytes]) -> str:
    """Return the field codes of `pieces`, put together over runs, and their attributes, one a line, each once."""
    content = b"".join(pieces)
    codes = b"".join(_CODE.findall(content)) if b"<w:instrText" in content else b""
    found = _VALUE.findall(content)
    if b"='" in content:
        found = [one or other for one, other in _VALUE_IN_EITHER.findall(content)]
    return unescape(b"\n".join([codes, *dict.fromkeys(found)]).decode())
