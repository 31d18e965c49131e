"""The kinds of value that a fact can have. Each says what text it accepts; none changes what was typed.

Text that XML 1.0 cannot hold (ECMA-376 builds on it) is refused rather than repaired: a control character dropped from
a quoted threat would change the evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from typing import Self, TypeAlias, TypeVar

from docgen.frozen import ordered

__all__ = [
    "UNANSWERED",
    "Address",
    "Detail",
    "Email",
    "Gap",
    "Id",
    "Line",
    "Maybe",
    "Phone",
    "PlaceLine",
    "Prose",
    "RefugeLine",
    "Sha256",
    "Unanswered",
    "Unfit",
    "Url",
    "Words",
    "Zone",
]

LINE_LIMIT = 500
TEXT_LIMIT = 200_000

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What the production Char of XML 1.0 leaves out."""
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_BREAKS = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/?#]+\S*")
_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")
_ZONE = re.compile(r"UTC|[A-Za-z_]+(/[A-Za-z0-9_+\-]+)+")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}")


class Unfit(ValueError):
    """A text does not fit its kind of value; `wanted` is the message id that says what is wanted."""

    def __init__(self, wanted: str, **names: str) -> None:
        self.wanted = wanted
        self.names = names
        super().__init__(wanted)


class Unanswered:
    """The type of `UNANSWERED`: nobody has answered yet. None means that the person declined to answer."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNANSWERED"


UNANSWERED = Unanswered()

T = TypeVar("T")
Maybe: TypeAlias = T | Unanswered | None
"""An answer, None for "declined", or `UNANSWERED`."""


def _check_xml(text: str) -> None:
    found = _NOT_XML.search(text)
    if found:
        raise Unfit("wanted.printable-text", character=f"U+{ord(found[0]):04X}", position=str(found.start() + 1))


class Words(str):
    """Text kept exactly as it was written, several lines allowed: the words of a threat, a post, a message."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` with line ends written as one line feed. Raises `Unfit` for what Word cannot hold."""
        if text[:1].isalnum() and text.isprintable() and len(text) <= TEXT_LIMIT:
            return cls(text)
        _check_xml(text)
        if len(text) > TEXT_LIMIT:
            raise Unfit("wanted.shorter-text", limit=str(TEXT_LIMIT))
        if not text.strip():
            raise Unfit("wanted.some-text")
        return cls(text.replace("\r\n", "\n").replace("\r", "\n"))


class Line(str):
    """One line of text: a name, a title, a place."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` as it stands. Raises `Unfit` for line breaks, bidi controls, and text over 500 characters.

        Bidi controls are refused in names because they let a name reorder the sentence around it (CVE-2021-42574).
        """
        if text[:1].isalnum() and text.isprintable() and len(text) <= LINE_LIMIT:
            return cls(text)  # what is printable has no control character, no line end and no bidi control
        _check_xml(text)
        if _LINE_BREAKS.search(text):
            raise Unfit("wanted.one-line")
        if _BIDI_CONTROLS.search(text):
            raise Unfit("wanted.no-bidi-controls")
        if len(text) > LINE_LIMIT:
            raise Unfit("wanted.shorter-text", limit=str(LINE_LIMIT))
        if not any(unicodedata.category(sign)[0] in "LNPS" for sign in text):
            raise Unfit("wanted.some-text")
        return cls(text)


class PlaceLine(Line):
    """The name of a place where somebody can be found; people write its address behind it."""

    __slots__ = ()


class RefugeLine(PlaceLine):
    """The name of a shelter: half of it tells which."""

    __slots__ = ()


class Detail(Line):
    """One line that describes and identifies nobody: an occupation, a duration, a way of contact.

    The leak check does not look for it, because "teacher" may stand in any sentence.
    """

    __slots__ = ()


class Phone(Line):
    """A telephone number as the person writes it."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` as a telephone number; at least three digits. Raises `Unfit`."""
        line = super().parse(text)
        if sum(character.isdigit() for character in line) < 3:
            raise Unfit("wanted.phone")
        return line


class Email(Line):
    """An e-mail address."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` as an e-mail address. Raises `Unfit`."""
        line = super().parse(text)
        if not _EMAIL.fullmatch(line):
            raise Unfit("wanted.email")
        return line


class Url(Line):
    """The exact place of an item on the web."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` as an http or https address without spaces. Raises `Unfit`."""
        _check_xml(text)
        if len(text) > 5000:
            raise Unfit("wanted.shorter-text", limit="5000")
        if not _URL.fullmatch(text):
            raise Unfit("wanted.url")
        return cls(text)


class Sha256(Line):
    """A SHA-256 digest in hexadecimal."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` as a digest in small letters. Raises `Unfit`."""
        if not _SHA256.fullmatch(text):
            raise Unfit("wanted.sha256")
        return cls(text.lower())


class Zone(Line):
    """A time zone of the IANA database, such as `America/Los_Angeles`."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` as the name of a zone; whether it exists is checked later. Raises `Unfit`."""
        if not _ZONE.fullmatch(text):
            raise Unfit("wanted.zone")
        return cls(text)


class Id(Line):
    """A short name that other facts refer to, such as `a1` or `main-account`."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` as an id. Raises `Unfit`."""
        if not _ID.fullmatch(text):
            raise Unfit("wanted.id")
        return cls(text)


class Address(Words):
    """A postal address, one line for each line of the envelope, as the person writes it."""

    __slots__ = ()


class Gap(str):
    """The visible mark of a fact that is missing from a draft: `[MISSING: …]`. It stands in for any kind of value."""

    __slots__ = ()


@ordered
class Prose:
    """What a person tells in their own words: Markdown, perhaps with translations."""

    text: Words
    """The words as told; in `language` where the facts name one."""
    translations: tuple[tuple[str, Words], ...] = ()
    """Pairs of language and text, where the facts give the text per language."""
    translator: Line | None = field(default=None)
    """Who translated; a court wants to know."""

    @classmethod
    def parse(cls, value: object) -> Self:
        """Return the account that `value` holds: one text, or texts by language code, perhaps with a `translator`.

        Raises `Unfit` for anything else.
        """
        if isinstance(value, str):
            return cls(Words.parse(value))
        texts = dict(value) if isinstance(value, Mapping) else {}
        translator = texts.pop("translator", None)
        if not texts or not all(isinstance(text, str) for text in texts.values()):
            raise Unfit("wanted.text-or-languages")
        pairs = tuple((str(language), Words.parse(text)) for language, text in texts.items())
        return cls(pairs[0][1], pairs, Line.parse(str(translator)) if translator is not None else None)

    def in_language(self, language: str) -> Words:
        """Return the text for `language`, or for its base language, or else the words as told."""
        if not self.translations:
            return self.text
        known = dict(self.translations)
        return known.get(language) or known.get(language.split("-", maxsplit=1)[0]) or self.text

    def translated_into(self, language: str) -> bool:
        """Return whether the facts give this text in `language`; not for a text with no language named."""
        known = dict(self.translations)
        return language in known or language.split("-", maxsplit=1)[0] in known

    def has_language(self, language: str) -> bool:
        """Return whether the facts give this text in `language`; True for a text with no language named."""
        return not self.translations or self.translated_into(language)
