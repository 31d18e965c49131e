"""A chat exported from WhatsApp: one draft a day with the words of one sender, as written.

The export writes day and month in the order of the telephone. The order is read from the whole file: a part over 12
decides, and so do dates that would run backwards in one of the orders. What stays open is asked for, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from docgen.dates import Clock, read_iso_date
from docgen.errors import Place, Problem
from docgen.frozen import frozen
from docgen.imports.drafts import Draft, Found, Source, short_name
from docgen.matter.events import Incident
from docgen.matter.values import Unfit, Words

__all__ = ["Phrases", "Wanted", "chat_drafts", "is_chat"]


@frozen
class Phrases:
    """What WhatsApp itself writes into an export; see `templates/chats.toml`."""

    media: tuple[str, ...]
    deleted: tuple[str, ...]
    attached: tuple[str, ...]
    notices: tuple[str, ...]
    morning: tuple[str, ...]
    evening: tuple[str, ...]


@frozen
class Wanted:
    """What is wanted of a source."""

    sender: str = ""
    """Whose messages; "" where there is only one sender."""
    day_first: bool | None = None
    """The order of day and month where the source leaves it open; None for not said."""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Message:
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
_SLIP = timedelta(days=1)
"""How far dates may run backwards: a traveller's telephone changes its zone."""


def is_chat(text: str, phrases: Phrases) -> bool:
    """Return whether the first line of `text` that says anything is that of an exported chat."""
    first = next((line for line in text[:2000].split("\n") if line.strip(_MARKS).strip()), "")
    return _head(first, phrases) is not None


def chat_drafts(text: str, shown: str, phrases: Phrases, wanted: Wanted) -> Found:
    """Return one draft for each day on which the wanted sender wrote; `shown` is the name of the file for problems.

    A day on which only pictures or files came gives a draft without words. What makes the file no drafts (several
    senders and none named, an open order of day and month) is one problem.
    """
    messages = _messages(text, phrases)
    order = _order(messages, wanted.day_first)
    if isinstance(order, Problem):
        return Found(problems=(_at(order, shown, 0),))
    sender = _sender(messages, wanted.sender)
    if isinstance(sender, Problem):
        return Found(problems=(_at(sender, shown, 0),))
    drafts: list[Draft] = []
    problems: list[Problem] = []
    kept = [(_day(each, order), each) for each in messages if _name(each.sender) == sender and each.sender]
    days = groupby(sorted(kept, key=lambda pair: pair[0] or date.max), key=lambda pair: pair[0])
    for day, of_day in days:
        if day is None:
            problems += [_at(Problem(id="import.impossible-date"), shown, each.line) for _, each in of_day]
        elif (wanted.since is None or day >= wanted.since) and (wanted.until is None or day <= wanted.until):
            found = _of_day(day, [each for _, each in of_day], shown, phrases)
            drafts += found.drafts
            problems += found.problems
    return Found(drafts=tuple(drafts), problems=tuple(problems))


def _at(problem: Problem, shown: str, line: int) -> Problem:
    place = Place(source=shown, line=line or None)
    return Problem(id=problem.id, place=place, names=problem.names, hint=problem.hint)


# Messages -----------------------------------------------------------------------------------------------------------


def _head(line: str, phrases: Phrases) -> re.Match[str] | None:
    """Return the match of the first line of a message; None for any other line."""
    found = _HEAD.match(line.lstrip(_MARKS)[:5000])
    if found is None or len(found["one"]) == len(found["three"]) == 4:
        return None
    return found if _clock(found, phrases) else None


def _clock(found: re.Match[str], phrases: Phrases) -> Clock | None:
    hour, half = int(found["hour"]), re.sub(r"[\s.]", "", found["half"] or "").casefold()
    if half and (half not in (*phrases.morning, *phrases.evening) or hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half in phrases.evening else 0)
    second = int(found["second"]) if found["second"] else None
    return Clock(hour, int(found["minute"]), second) if hour < 24 else None


def _layout(found: re.Match[str]) -> tuple[object, ...]:
    """Return what is alike in the heads of one export: a message that quotes another export begins no message."""
    years = tuple(len(found[part]) > 2 for part in ("one", "three"))
    return found["open"], found["mark"], found["second"] is None, found["half"] is None, years


def _messages(text: str, phrases: Phrases) -> list[_Message]:
    """Return the messages of an export, notices of the app without a sender left out."""
    messages: list[_Message] = []
    head: re.Match[str] | None = None
    layout: tuple[object, ...] | None = None
    start, body = 0, [""]
    lines = text.removesuffix("\n").split("\n")
    for number, raw in enumerate([*lines, None], 1):
        line = raw.removesuffix("\r") if raw is not None else None
        found = _head(line, phrases) if line is not None else None
        if found is not None and layout is None:
            layout = _layout(found)
        if line is not None and (found is None or _layout(found) != layout):
            body.append(line)
            continue
        if head is not None:
            messages += _message(head, start, body, phrases)
        if found is not None and line is not None:
            head, start = found, number
            body = [line.lstrip(_MARKS)[found.start("rest") :]]
    return messages


def _message(head: re.Match[str], start: int, body: list[str], phrases: Phrases) -> list[_Message]:
    """Return the message that begins with `head`, none where it names no sender."""
    sender, colon, first = body[0].partition(": ")
    if not colon and body[0].endswith(":"):
        sender, colon, first = body[0][:-1], ":", ""
    clock = _clock(head, phrases)
    if not colon or clock is None or not _name(sender):
        return []
    parts = (head["one"], head["two"], head["three"])
    return [_Message(start, start + len(body) - 1, parts, clock, sender, "\n".join([first, *body[1:]]))]


def _name(sender: str) -> str:
    """Return the name of a sender to compare by, without invisible signs and the mark of an unknown contact."""
    seen = "".join(sign for sign in sender if unicodedata.category(sign) not in ("Cf", "Cc"))
    return " ".join(seen.removeprefix("~").split()).casefold()


def _sender(messages: Sequence[_Message], wanted: str) -> str | Problem:
    """Return the name of the sender whose messages are wanted, to compare by."""
    counts = Counter(_name(each.sender) for each in messages)
    if wanted and _name(wanted) in counts:
        return _name(wanted)
    if not wanted and len(counts) == 1:
        return next(iter(counts))
    shown = {_name(each.sender): _shown(each.sender) for each in reversed(messages)}
    listed = ", ".join(f"{shown[name]} ({count})" for name, count in counts.most_common(50))
    if not counts:
        return Problem(id="import.no-messages")
    return Problem(id="import.no-such-sender" if wanted else "import.which-sender", names={"senders": listed})


def _shown(sender: str) -> str:
    plain = "".join(sign for sign in sender if unicodedata.category(sign) not in ("Cf", "Cc"))
    return " ".join(plain.removeprefix("~").split())[:80]


# Day and month ------------------------------------------------------------------------------------------------------


def _order(messages: Sequence[_Message], preferred: bool | None) -> tuple[int, int, int] | Problem:
    """Return where year, month and day stand among the parts of a date, or why that cannot be said."""
    year_first, day_first, month_first = (0, 1, 2), (2, 1, 0), (2, 0, 1)
    if messages and len(messages[0].parts[0]) > 2:
        return year_first
    read = {order: [_day(each, order) for each in messages] for order in (day_first, month_first)}
    possible = [order for order in read if None not in read[order]]
    if preferred is not None:
        order = day_first if preferred else month_first
        if order in possible or not possible:
            return order
        return Problem(id="import.other-order", names={"option": "--month-first" if preferred else "--day-first"})
    if len(possible) == 2 and read[day_first] != read[month_first]:
        possible = [order for order in possible if not _runs_backwards([day for day in read[order] if day])]
    if not possible:
        return Problem(id="import.no-order")
    if len(possible) == 2 and read[day_first] != read[month_first]:
        return Problem(id="import.which-order")
    return possible[0]


def _runs_backwards(days: Sequence[date]) -> bool:
    return any(two < one - _SLIP for one, two in pairwise(days))


def _day(message: _Message, order: tuple[int, int, int]) -> date | None:
    """Return the day of `message`; None where there is no such day."""
    year, month, day = (message.parts[place] for place in order)
    try:
        return read_iso_date(f"{year if len(year) > 2 else f'20{year:0>2}'}-{month:0>2}-{day:0>2}")
    except ValueError:
        return None


# Drafts -------------------------------------------------------------------------------------------------------------


def _of_day(day: date, messages: Sequence[_Message], shown: str, phrases: Phrases) -> Found:
    """Return the draft for one day; its problems are the messages that no document can hold."""
    told = [each for each in messages if not _is_notice(each.text, phrases)]
    if not told:
        return Found()
    problems: list[Problem] = []
    words: list[tuple[_Message, str]] = []
    for each in told:
        text = _own_words(each.text, phrases)
        if not text.strip():
            continue
        try:
            words.append((each, Words.parse(text)))
        except Unfit as unfit:
            place = Place(source=shown, line=each.line, path="exact_words")
            problems.append(Problem(id="problem.unfit", place=place, names={"wanted": unfit.wanted, **unfit.names}))
    first, file = told[0], ("file", short_name(shown))
    begins = Source("source.line", (file, ("line", str(first.line))))
    values: dict[str, object] = {"date": day.isoformat(), "time": first.clock.iso(), "platform": "whatsapp"}
    sources = {"date": begins, "time": begins, "platform": Source("source.chat", (file,))}
    if words:
        clock = [f"[{each.clock.hour:02}:{each.clock.minute:02}] " if len(words) > 1 else "" for each, _ in words]
        values["exact_words"] = "\n".join(time + text for time, (_, text) in zip(clock, words, strict=True))
        sources["exact_words"] = _lines(words[0][0].line, words[-1][0].last, file)
    place = Place(source=shown, line=first.line)
    return Found(
        drafts=(Draft(record=Incident, values=values, sources=sources, place=place),), problems=tuple(problems)
    )


def _lines(first: int, last: int, file: tuple[str, str]) -> Source:
    if first == last:
        return Source("source.line", (file, ("line", str(first))))
    return Source("source.lines", (file, ("first", str(first)), ("last", str(last))))


def _is_notice(text: str, phrases: Phrases) -> bool:
    """Return whether `text` is a notice of the app under the name of a person, which it marks by a sign."""
    plain = text.lstrip(_MARKS)
    return plain != text and plain.startswith(phrases.notices)


def _own_words(text: str, phrases: Phrases) -> str:
    """Return `text` without what the app wrote in place of a picture, a file or a message taken back."""
    first, *rest = text.lstrip(_MARKS).split("\n")
    named = "|".join(re.escape(each) for each in phrases.attached)
    alone, taken_back = first.strip(), not rest and first.strip().rstrip(".") in phrases.deleted
    if alone in phrases.media or taken_back or re.fullmatch(rf".{{1,200}}\.\w{{2,5}} \((?:{named})\)", alone):
        first = ""
    first = re.sub(rf"\s?[{_MARKS}]?<(?:{named})\s?: [^<>\n]{{1,200}}\.\w{{2,5}}>$", "", first)
    return "\n".join([first, *rest] if first else rest)
