"""The parts of a mail, read in time and memory that grow with its length whatever it holds.

The parser of the standard library takes minutes and gigabytes for some mails of a few megabytes, and the sender of a
mail chooses what stands in it. This module says where it stops.
"""

from __future__ import annotations

import codecs
from email.message import EmailMessage, Message
from typing import TYPE_CHECKING

from docgen.imports.html_words import html_words
from docgen.matter.values import Line, Unfit

if TYPE_CHECKING:
    from email.policy import Policy

__all__ = ["CannotRead", "attachments_of", "body_of", "parse_mail"]

_LINES_LIMIT = 1_000_000
_PARTS_LIMIT = 500
_WORK_LIMIT = 50_000_000
"""Lines times parts: the parser compares each line with the boundary of each part around it."""
_HEADERS_LIMIT = 1_000
"""Headers of one part."""
_HEADER_LIMIT = 8 * 1024
"""Signs of a header that is read; the parser takes time that grows with their square."""
_SIGNS_LIMIT = 96 * 1024
"""Signs of all headers that are read, of all parts."""
_READ = ("from", "date", "subject", "mime-version")
_BODY_LIMIT = 2 * 1024 * 1024
"""Bytes of the text of a mail with its markup; a document holds 200,000 signs."""
_NO_CHARSETS = ("punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined")
"""Encodings that Python knows and no mail uses: some take minutes, one reads escapes as if they were letters."""
_NAMES_LIMIT = 20
"""Attachments that are named."""


class CannotRead(Exception):
    """A mail cannot be read; the text is the id of the problem."""


class _Budget:
    """What is left of the work that one mail may make."""

    def __init__(self, lines: int) -> None:
        self.parts = min(_PARTS_LIMIT, _WORK_LIMIT // lines)
        self.signs = _SIGNS_LIMIT

    def spend(self, *, parts: int = 0, signs: int = 0) -> None:
        """Take from what is left. Raises `CannotRead` where it is not enough."""
        self.parts -= parts
        self.signs -= signs
        if self.parts < 0 or self.signs < 0:
            raise CannotRead("import.mail-too-deep")


class _Part(EmailMessage):
    """A part of a mail that refuses headers that would take too long to read."""

    budget: _Budget

    def set_raw(self, name: str, value: str) -> None:
        """Add a header as the parser found it. Raises `CannotRead` for too many, or too long a one."""
        wanted = name.casefold()
        if len(self) >= _HEADERS_LIMIT:
            raise CannotRead("import.mail-too-deep")
        if wanted in _READ or wanted.startswith("content-"):
            if len(value) > _HEADER_LIMIT:
                raise CannotRead("import.mail-too-deep")
            self.budget.spend(signs=len(value))
        super().set_raw(name, value)


def parse_mail(data: bytes) -> EmailMessage:
    """Return the mail `data`. Raises `CannotRead`, and whatever the standard library raises on broken mails."""
    from email import message_from_bytes
    from email.policy import default

    lines = max(data.count(b"\n"), data.count(b"\r"), 1)
    if lines > _LINES_LIMIT:
        raise CannotRead("import.mail-too-deep")
    budget = _Budget(lines)

    def part(policy: Policy = default) -> _Part:
        budget.spend(parts=1)
        made = _Part(policy=policy)
        made.budget = budget
        return made

    return message_from_bytes(data, part, policy=default)


def attachments_of(message: EmailMessage) -> tuple[str, ...]:
    """Return the names of the files that are attached to `message`, at most twenty; "" for one without a name."""
    names: list[str] = []
    for part in message.walk():
        name = part.get_filename()
        attached = part.get_content_disposition() == "attachment"
        if (name or attached) and len(names) < _NAMES_LIMIT:
            names.append(_shown(name or ""))
    return tuple(names)


def _shown(name: str) -> str:
    """Return the `name` of an attachment for a sentence; "" for one that could steer the sentence around it."""
    try:
        return Line.parse(name[:80])
    except Unfit:
        return ""


def body_of(message: EmailMessage) -> str:
    """Return the plain text of `message`, or the words of its HTML; "" where it has neither. Raises `CannotRead`."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if len(data) > _BODY_LIMIT:
        raise CannotRead("import.mail-too-deep")
    text = _decoded(data, _charset(part)).replace("\r\n", "\n").replace("\r", "\n")
    return (html_words(text) if part.get_content_subtype() == "html" else text).strip("\n")


def _charset(part: Message) -> str:
    return part.get_content_charset() or "us-ascii"


def _decoded(data: bytes, charset: str) -> str:
    """Return `data` as text, in UTF-8 where its mail names another charset wrongly; nothing is replaced."""
    for name in (charset, "utf-8"):
        try:
            known = codecs.lookup(name).name.replace("-", "_")
            if known not in _NO_CHARSETS:
                return data.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    raise CannotRead("import.mail-charset")
