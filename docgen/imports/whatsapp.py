"""A chat exported from WhatsApp: one draft a day with the words of one sender, as written.

The export writes day and month in the order of the telephone. The order is read from the whole file: a part over 12
decides, and so do dates that would run backwards in one of the orders. What stays open is asked for, never guessed.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from itertools import groupby, pairwise

from docgen.dates import read_iso_date
from docgen.errors import Place, Problem
from docgen.frozen import frozen
from docgen.imports.chat_messages import Message, Phrases, messages_of, name_key, said_in, shown_name
from docgen.imports.drafts import Draft, Found, Source, named_files, short_name
from docgen.imports.pictures import ExhibitFile, exhibit_draft, file_titles
from docgen.localization import Wording
from docgen.matter.events import Incident
from docgen.matter.values import Unfit, Words

__all__ = ["ChatFile", "Wanted", "chat_drafts", "sent_files"]


@frozen
class Wanted:
    """What is wanted of a source."""

    sender: str = ""
    """Whose messages; "" where there is only one sender."""
    day_first: bool | None = None
    """The order of day and month where the source leaves it open; None for not said."""
    since: date | None = None
    until: date | None = None


_DAYS_LIMIT = 5_000
"""Days on which a sender wrote; every day for thirteen years."""
_SLIP = timedelta(days=1)
"""How far dates may run backwards: a traveller's telephone changes its zone."""


@frozen
class ChatFile:
    """A chat and what lies around it."""

    shown: str
    """Name of the file for problems."""
    text: str = field(repr=False)
    files: Mapping[str, ExhibitFile] = field(default_factory=dict)
    """The pictures and files that lie beside it, by name."""
    in_archive: bool = False


@frozen
class _Chat:
    shown: str
    phrases: Phrases
    wording: Wording
    files: Mapping[str, ExhibitFile]
    missing: str
    """Id of what is said of files that are not at hand."""


def chat_drafts(chat: ChatFile, phrases: Phrases, wanted: Wanted, wording: Wording) -> Found:
    """Return one draft for each day on which the wanted sender wrote; `wording` gives the titles of exhibits.

    A file that a message names is an exhibit of its day where it lies beside the chat, and else named in a note. A day
    on which only pictures or files came gives a draft without words. What makes the file no drafts (several senders and
    none named, an open order of day and month) is one problem.
    """
    shown = chat.shown
    messages = messages_of(chat.text, phrases, name_key(wanted.sender))
    order = _order(messages, wanted.day_first)
    if isinstance(order, Problem):
        return Found(problems=(_at(order, shown, 0),))
    sender = _sender(messages, wanted.sender)
    if isinstance(sender, Problem):
        return Found(problems=(_at(sender, shown, 0),))
    drafts: list[Draft] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    missing = "import.files-in-archive" if chat.in_archive else "import.files-missing"
    read = _Chat(shown=shown, phrases=phrases, wording=wording, files=chat.files, missing=missing)
    kept = [(_day(each.parts, order), each) for each in messages if name_key(each.sender) == sender and each.sender]
    if len({day for day, _ in kept}) > _DAYS_LIMIT:
        return Found(problems=(_at(Problem(id="import.too-many-days"), shown, 0),))
    days = groupby(sorted(kept, key=lambda pair: pair[0] or date.max), key=lambda pair: pair[0])
    for day, of_day in days:
        if day is None:
            problems += [_at(Problem(id="import.impossible-date"), shown, each.line) for _, each in of_day]
        elif (wanted.since is None or day >= wanted.since) and (wanted.until is None or day <= wanted.until):
            found = _of_day(day, [each for _, each in of_day], read)
            drafts += found.drafts
            problems += found.problems
            notes += found.notes
    if others := _of_others(messages, sender, chat, phrases):
        notes.append(_at(Problem(id="import.files-of-others", names={"names": named_files(others)}), shown, 0))
    return Found(drafts=tuple(drafts), problems=tuple(problems), notes=tuple(notes))


def _of_others(messages: Sequence[Message], sender: str, chat: ChatFile, phrases: Phrases) -> tuple[str, ...]:
    """Return the names of the files beside `chat` that came with messages of others than `sender`."""
    sent = (said_in(each.text, phrases) for each in messages if chat.files and name_key(each.sender) != sender)
    return tuple(dict.fromkeys(each.file for each in sent if each is not None and each.file in chat.files))


def sent_files(chat: ChatFile, phrases: Phrases) -> frozenset[str]:
    """Return the names of the files beside `chat` that came with one of its messages, whoever sent it."""
    said = (said_in(each.text, phrases) for each in messages_of(chat.text, phrases) if chat.files)
    return frozenset(each.file for each in said if each is not None and each.file in chat.files)


def _at(problem: Problem, shown: str, line: int) -> Problem:
    place = Place(source=shown, line=line or None)
    return Problem(id=problem.id, place=place, names=problem.names, hint=problem.hint)


def _sender(messages: Sequence[Message], wanted: str) -> str | Problem:
    """Return the name of the sender whose messages are wanted, to compare by."""
    counts = Counter(name_key(each.sender) for each in messages)
    if wanted and name_key(wanted) in counts:
        return name_key(wanted)
    if not wanted and len(counts) == 1:
        return next(iter(counts))
    shown = {name_key(each.sender): shown_name(each.sender) for each in reversed(messages)}
    listed = ", ".join(f"{shown[name]} ({count})" for name, count in counts.most_common(50))
    if not counts:
        return Problem(id="import.no-messages")
    return Problem(id="import.no-such-sender" if wanted else "import.which-sender", names={"senders": listed})


# Day and month ------------------------------------------------------------------------------------------------------


def _order(messages: Sequence[Message], preferred: bool | None) -> tuple[int, int, int] | Problem:
    """Return where year, month and day stand among the parts of a date, or why that cannot be said."""
    year_first, day_first, month_first = (0, 1, 2), (2, 1, 0), (2, 0, 1)
    if messages and len(messages[0].parts[0]) > 2:
        return year_first
    read = {order: [_day(each.parts, order) for each in messages] for order in (day_first, month_first)}
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


@functools.lru_cache(maxsize=8192)
def _day(parts: tuple[str, str, str], order: tuple[int, int, int]) -> date | None:
    """Return the day that `parts` write; None where there is no such day."""
    year, month, day = (parts[place] for place in order)
    try:
        return read_iso_date(f"{year if len(year) > 2 else f'20{year:0>2}'}-{month:0>2}-{day:0>2}")
    except ValueError:
        return None


# Drafts -------------------------------------------------------------------------------------------------------------


def _of_day(day: date, messages: Sequence[Message], chat: _Chat) -> Found:
    """Return the draft for one day; its problems are the messages that no document can hold."""
    told = [(each, said) for each in messages if (said := said_in(each.text, chat.phrases)) is not None]
    if not told:
        return Found()
    problems: list[Problem] = []
    words: list[tuple[Message, str]] = []
    for each, said in told:
        if not said.words.strip():
            continue
        try:
            words.append((each, Words.parse(said.words)))
        except Unfit as unfit:
            place = Place(source=chat.shown, line=each.line, path="exact_words")
            problems.append(Problem(id="problem.unfit", place=place, names={"wanted": unfit.wanted, **unfit.names}))
    first, file = told[0][0], ("file", short_name(chat.shown))
    begins = Source("source.line", (file, ("line", str(first.line))))
    values: dict[str, object] = {"date": day.isoformat(), "time": first.clock.iso(), "platform": "whatsapp"}
    sources = {"date": begins, "time": begins, "platform": Source("source.chat", (file,))}
    if words:
        clock = [f"[{each.clock.hour:02}:{each.clock.minute:02}] " if len(words) > 1 else "" for each, _ in words]
        values["exact_words"] = "\n".join(time + text for time, (_, text) in zip(clock, words, strict=True))
        sources["exact_words"] = _lines(words[0][0].line, words[-1][0].last, file)
    named = [(each, said.file) for each, said in told if said.file]
    exhibits, missing = _exhibits(day, named, chat)
    if missing:
        sources["exhibits"] = Source("source.attached", (file, ("names", named_files(missing))))
    elif named:
        sources["exhibits"] = _lines(named[0][0].line, named[-1][0].line, file)
    place = Place(source=chat.shown, line=first.line)
    draft = Draft(record=Incident, values=values, sources=sources, place=place, exhibits=exhibits)
    note = Problem(id=chat.missing, place=place, names={"names": named_files(missing)})
    return Found(drafts=(draft,), problems=tuple(problems), notes=(note,) if missing else ())


def _exhibits(
    day: date, named: Sequence[tuple[Message, str]], chat: _Chat
) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """Return the files that came with the messages of one day, and the names of those that are not at hand."""
    found = [(message, chat.files[name]) for message, name in named if name in chat.files]
    titles = file_titles([file.kind for _, file in found], day, chat.wording)
    drafts = []
    for (message, file), title in zip(found, titles, strict=True):
        said = Source("source.line", (("file", short_name(chat.shown)), ("line", str(message.line))))
        drafts.append(exhibit_draft(file, title, said))
    return tuple(drafts), tuple(name for _, name in named if name not in chat.files)


def _lines(first: int, last: int, file: tuple[str, str]) -> Source:
    if first == last:
        return Source("source.line", (file, ("line", str(first))))
    return Source("source.lines", (file, ("first", str(first)), ("last", str(last))))
