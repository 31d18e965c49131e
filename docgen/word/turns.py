"""What a passage that is repeated must not repeat: names and numbers of bookmarks, numbers of drawings, counting lists.

Word takes a second bookmark of the same name away, so that every reference would lead to the first record (ECMA-376
Part 1, 17.13.6.2), and a list that somebody told to begin at 1 begins there once (17.9.27). Marks in the source say
where each turn begins and ends; no fact can hold them, because XML cannot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.word.template import TURN, TURN_END

__all__ = ["turns_apart", "with_turns"]

_MARKS = re.compile(f"[{TURN}{TURN_END}]")
_STATEMENT = re.compile(
    r"\{%[-+]?\s*(\w+).*?%\}|(<w:bookmarkStart\b|<\w+:docPr\b)|<w:numId w:val=\"(\d+)\"/>", re.DOTALL
)
_STEP = re.compile(
    rf"(?P<mark>[{TURN}{TURN_END}])|<w:bookmarkStart\b(?P<start>[^<>]*)>|<w:bookmarkEnd\b(?P<end>[^<>]*)>"
    r'|<\w+:docPr\b(?P<drawing>[^<>]*)>|<w:numId w:val="(?P<list>\d+)"/>'
    r'|<w:instrText\b[^<>]*>(?P<code>[^<]*)<|w:(?:instr|anchor)="(?P<simple>[^"]*)"'
)
_NAME = re.compile(r'w:name="([^"]*)"')
_ID = re.compile(r'(?<=\bid=")(\d+)(?=")')
_LONGEST = 40
"""Signs of a bookmark's name that Word accepts."""


@dataclass(slots=True)
class _Loop:
    """A loop of the source while it is read."""

    start: int
    """Where its inside begins."""
    holds: bool = False
    ends: list[int] = field(default_factory=list)
    """Where a turn can end: before `else`, or else before `endfor`."""


def with_turns(source: str, restarting: Mapping[str, str]) -> str:
    """Return the Jinja `source` of a part with a mark at both ends of each turn of certain loops.

    They hold, not in a loop within them, a bookmark, a drawing, or a paragraph of one of the lists `restarting`.
    """
    marks: list[tuple[int, str]] = []
    around: list[tuple[str, _Loop | None]] = []
    for found in _STATEMENT.finditer(source):
        word = found[1] or ""
        if word in ("for", "if"):
            around.append((word, _Loop(found.end()) if word == "for" else None))
        elif word == "else" and around and around[-1][1]:
            around[-1][1].ends.append(found.start())
        elif word in ("endfor", "endif") and around:
            loop = around.pop()[1]
            if loop and loop.holds:
                marks += [(loop.start, TURN), ([*loop.ends, found.start()][0], TURN_END)]
        elif not word and (found[2] or found[3] in restarting):
            loop = next((each for _, each in reversed(around) if each), None)
            if loop:
                loop.holds = True
    for at, mark in sorted(marks, reverse=True):
        source = source[:at] + mark + source[at:]
    return source


@dataclass(slots=True)
class _Seen:
    """What stands in the filled text so far."""

    next_list: int
    turns: list[int] = field(default_factory=list)
    count: int = 0
    names: dict[str, int] = field(default_factory=dict)
    """How often each name of a bookmark was there."""
    here: dict[tuple[int, str], str] = field(default_factory=dict)
    """The name of a bookmark in one turn."""
    open: dict[str, str] = field(default_factory=dict)
    """New number by the old one of each bookmark that is open."""
    lists: dict[str, dict[int, int]] = field(default_factory=dict)
    """New list of each turn by the old one."""
    drawings: int = 0
    bookmarks: int = 0

    @property
    def turn(self) -> int:
        """Number of the innermost turn; 0 outside of them."""
        return self.turns[-1] if self.turns else 0


def turns_apart(text: str, restarting: Mapping[str, str], next_list: int) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the filled `text` of a part without marks, in which nothing stands twice that must stand there once.

    With it come number and kind of each list that has to be added.
    `restarting` are the lists that begin anew in each turn, with what stands in their `w:num`; new ones count from
    `next_list`. A reference within a turn leads to the bookmark of that turn, any other to the first of the name.
    """
    seen = _Seen(next_list)
    first = _STEP.sub(lambda found: _apart(found, seen, restarting), text)
    seen.turns, seen.count = [], 0
    done = _STEP.sub(lambda found: _referring(found, seen), first)
    made = [(new, restarting[old]) for old, turns in seen.lists.items() for new in turns.values() if new >= next_list]
    return _MARKS.sub("", done), tuple(sorted(made))


def _turn(seen: _Seen, mark: str) -> None:
    if mark == TURN:
        seen.count += 1
        seen.turns.append(seen.count)
    elif seen.turns:
        seen.turns.pop()


def _apart(found: re.Match[str], seen: _Seen, restarting: Mapping[str, str]) -> str:
    if found["mark"]:
        _turn(seen, found["mark"])
    elif found["start"] is not None:
        return _bookmark(found[0], seen)
    elif found["end"] is not None:
        return _ID.sub(lambda old: seen.open.get(old[0], old[0]), found[0], count=1)
    elif found["drawing"] is not None:
        seen.drawings += 1
        return _ID.sub(str(seen.drawings), found[0], count=1)
    elif found["list"] in restarting and seen.turn:
        turns = seen.lists.setdefault(found["list"], {})
        if seen.turn not in turns:
            turns[seen.turn] = seen.next_list if turns else int(found["list"])
            seen.next_list += 1 if turns[seen.turn] == seen.next_list else 0
        return f'<w:numId w:val="{turns[seen.turn]}"/>'
    return found[0]


def _bookmark(element: str, seen: _Seen) -> str:
    seen.bookmarks += 1
    old = _ID.search(element)
    if old:
        seen.open[old[0]] = str(seen.bookmarks)
    name = _NAME.search(element)
    if name:
        count = seen.names[name[1]] = seen.names.get(name[1], 0) + 1
        new = name[1] if count == 1 else f"{name[1][: _LONGEST - 1 - len(str(count))]}_{count}"
        seen.here.setdefault((seen.turn, name[1]), new)
        element = element.replace(name[0], f'w:name="{new}"')
    return _ID.sub(str(seen.bookmarks), element, count=1)


def _referring(found: re.Match[str], seen: _Seen) -> str:
    if found["mark"]:
        _turn(seen, found["mark"])
    told = found["code"] or found["simple"]
    if not told or not seen.turn:
        return found[0]
    words = {name: new for (turn, name), new in seen.here.items() if turn == seen.turn}
    changed = re.sub(r"\w+", lambda word: words.get(word[0], word[0]), told)
    return found[0].replace(told, changed)
