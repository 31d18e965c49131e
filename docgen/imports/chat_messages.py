"""The messages of a chat exported from WhatsApp: when, by whom, and what is the sender's own in each."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.dates import Clock
from docgen.frozen import frozen

__all__ = ["Message", "Phrases", "Said", "is_chat", "messages_of", "name_key", "said_in", "shown_name"]


@frozen
class Phrases:
    """What WhatsApp itself writes into an export; see `templates/chats.toml`."""

    media: tuple[str, ...]
    deleted: tuple[str, ...]
    attached: tuple[str, ...]
    notices: tuple[str, ...]
    morning: tuple[str, ...]
    evening: tuple[str, ...]
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands in the export."""

    line: int
    last: int
    """Its last line."""
    parts: tuple[str, str, str]
    """The date as written."""
    clock: Clock
    sender: str
    text: str


_HEAD = re.compile(
    r"(?P<open>\[?)(?P<one>\d{1,4})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<three>\d{1,4}),?\s"
    r"(?:[^\W\d]{1,3}\s)?(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d))?"
    r"(?:\s?(?P<half>[^\W\d][^\d\]\-]{0,6}?))?(?:\]|\s-)\s(?P<rest>.*)",
    re.DOTALL,
)
"""The beginning of a message: `[03/04/2026, 21:14:05] …`, `4/3/26, 9:14 PM - …`."""
_MARKS = "\u200e\u200f\ufeff"
"""Signs of writing direction that the iPhone app puts before what it writes itself."""


def is_chat(text: str, phrases: Phrases) -> bool:
    """Return whether the first line of `text` that says anything is that of an exported chat."""
    first = next((line for line in text[:2000].split("\n") if line.strip(_MARKS).strip()), "")
    return _head(first, phrases) is not None


def _head(line: str, phrases: Phrases) -> re.Match[str] | None:
    """Return the match of the first line of a message; None for any other line."""
    found = _HEAD.match(line.lstrip(_MARKS)[:5000])
    if found is None or len(found["one"]) == len(found["three"]) == 4:
        return None
    return found if _clock(found, phrases) else None


@functools.lru_cache(maxsize=4096)
def _halves(written: str, phrases: Phrases) -> tuple[bool, bool]:
    """Return whether `written` is a half of the day, and the second one."""
    half = re.sub(r"[\s.]", "", written).casefold()
    return half in (*phrases.morning, *phrases.evening), half in phrases.evening


def _clock(found: re.Match[str], phrases: Phrases) -> Clock | None:
    hour, half = int(found["hour"]), found["half"]
    if half:
        known, late = _halves(half, phrases)
        if not known or hour > 12:
            return None
        hour = hour % 12 + (12 if late else 0)
    second = int(found["second"]) if found["second"] else None
    return Clock(hour, int(found["minute"]), second) if hour < 24 else None


def _layout(found: re.Match[str]) -> tuple[object, ...]:
    """Return what is alike in the heads of one export: a message that quotes another export begins no message."""
    years = tuple(len(found[part]) > 2 for part in ("one", "three"))
    return found["open"], found["mark"], found["second"] is None, found["half"] is None, years


def messages_of(text: str, phrases: Phrases, wanted: str = "") -> list[Message]:
    """Return the messages of an export, notices of the app without a sender left out.

    A name may hold a colon: `wanted` is the name of a sender, by which a message is told from its sender.
    """
    messages: list[Message] = []
    head: re.Match[str] | None = None
    layout: tuple[object, ...] | None = None
    start, body = 0, [""]
    number = 0
    for number, raw in enumerate(_lines(text), 1):
        line = raw.removesuffix("\r")
        found = _head(line, phrases)
        layout = layout or (_layout(found) if found else None)
        if found is None or _layout(found) != layout:
            body.append(line)
            continue
        if head is not None:
            messages += _message(head, start, body, phrases, wanted)
        head, start = found, number
        body = [line.lstrip(_MARKS)[found.start("rest") :]]
    return messages + (_message(head, start, body, phrases, wanted) if head is not None else [])


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of `text` one by one: all at once take ten times its memory."""
    end = len(text) - text.endswith("\n")
    start = 0
    while (found := text.find("\n", start, end)) >= 0:
        yield text[start:found]
        start = found + 1
    yield text[start:end]


def _message(head: re.Match[str], start: int, body: list[str], phrases: Phrases, wanted: str) -> list[Message]:
    """Return the message that begins with `head`, none where it names no sender."""
    sender, colon, first = _parted(body[0], wanted)
    clock = _clock(head, phrases)
    if not colon or clock is None or not name_key(sender):
        return []
    parts = (head["one"], head["two"], head["three"])
    return [Message(start, start + len(body) - 1, parts, clock, sender, "\n".join([first, *body[1:]]))]


def _parted(line: str, wanted: str) -> tuple[str, str, str]:
    """Return sender, colon and words of the first line of a message; no colon where it names no sender."""
    if ":" in wanted:
        for found in re.finditer(r":(?: |$)", line[:500]):
            if name_key(line[: found.start()]) == wanted:
                return line[: found.start()], ":", line[found.end() :]
    sender, colon, first = line.partition(": ")
    if not colon and line.endswith(":"):
        return line[:-1], ":", ""
    return sender, colon, first


@functools.lru_cache(maxsize=4096)
def name_key(sender: str) -> str:
    """Return the name of a sender to compare by, without invisible signs and the mark of an unknown contact."""
    return " ".join(_seen(sender).removeprefix("~").split()).casefold()


def shown_name(sender: str) -> str:
    """Return the name of a sender as the person may read and type it."""
    return " ".join(_seen(sender).removeprefix("~").split())[:80]


def _seen(sender: str) -> str:
    return "".join(sign for sign in sender if unicodedata.category(sign) not in ("Cf", "Cc"))


# What is said in a message ------------------------------------------------------------------------------------------


@frozen
class Said:
    """What a message says."""

    words: str
    """The words of the sender; "" where there are none."""
    file: str = ""
    """Name of the picture or file that came with it, as the export names it; "" for none."""


def said_in(text: str, phrases: Phrases) -> Said | None:
    """Return what the message `text` says, without what the app wrote; None for a notice of the app itself.

    The app writes notices under the name of a person too, and marks them by a sign.
    """
    plain = text.lstrip(_MARKS)
    if plain != text and plain.startswith(phrases.notices):
        return None
    patterns = _patterns(phrases)
    plain = patterns.edited.sub("", plain)
    lines, file = plain.split("\n"), ""
    alone = lines[0].strip()
    if alone in phrases.media or (len(lines) == 1 and alone.rstrip(".") in phrases.deleted):
        lines[0] = ""
    elif found := patterns.android.fullmatch(alone):
        lines[0], file = "", found[1]
    for number in (0, -1):
        if found := patterns.apple.search(lines[number]):
            file = found[1]
            lines[number] = _without_pages(lines[number][: found.start()], file)
    return Said(words="\n".join(lines if lines[0] else lines[1:]), file=file)


def _without_pages(line: str, file: str) -> str:
    """Return `line` unless it is what the app says of the document `file`: `Letter.pdf • 2 pages`."""
    about = re.fullmatch(rf"(.+\.\w{{2,5}}) • [{_MARKS}]*\d+ \w+", line.strip(f" {_MARKS}"))
    return "" if about and file.endswith(about[1]) else line


@frozen
class _Patterns:
    android: re.Pattern[str]
    apple: re.Pattern[str]
    edited: re.Pattern[str]


@functools.lru_cache(maxsize=8)
def _patterns(phrases: Phrases) -> _Patterns:
    """Return what the app writes around files and at the end of messages that were changed later."""
    named = "|".join(re.escape(each) for each in phrases.attached)
    edited = "|".join(re.escape(each) for each in phrases.edited) or r"(?!)"
    return _Patterns(
        android=re.compile(rf"(.{{1,200}}\.\w{{2,5}}) \((?:{named})\)"),
        apple=re.compile(rf"\s?[{_MARKS}]?<(?:{named})\s?: ([^<>\n]{{1,200}}\.\w{{2,5}})>$"),
        edited=re.compile(rf"\s?[{_MARKS}]*<(?:{edited})\.?>$"),
    )
