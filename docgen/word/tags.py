"""Where tags stand in a part, and whether every way through them gives well-formed XML.

A block (`if`, `for`) may open in one run and close in another; what counts is that the elements open at its start are
open again at each of its branches and at its end. Then leaving the block out, or repeating it, cannot break the XML,
and filled parts need not be parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from docgen.errors import Place, Problem

__all__ = [
    "NO_FACTS",
    "PAIRS",
    "PRINTS_BLOCKS",
    "PRINTS_PICTURE",
    "TAG",
    "Scan",
    "alone",
    "inner",
    "near",
    "place_at",
    "plain",
    "scan",
]

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
PAIRS: Mapping[str, str] = {"{{": "}}", "{%": "%}", "{#": "#}", "}}": "{{", "%}": "{%"}
"""What lacks where one half of a tag stands alone; the end of a comment is text there."""
PRINTS_PICTURE = re.compile(r"\|\s*picture\b")
PRINTS_BLOCKS = re.compile(r"\|\s*(?:prose|verbatim)\b")

NO_FACTS: Mapping[str, None] = dict.fromkeys(("loop", "range", "namespace", "joiner", "cycler"))
"""Names that Jinja brings to every template."""

_TOKEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|</?[\w:]+[^<>]*>", re.DOTALL)
_ELEMENT = re.compile(r"<(/?)([\w:]+)([^<>]*?)(/?)>", re.DOTALL)
_WORD = re.compile(r"\{%[-+]?\s*(\w+)")
_OPENS = {"if": "endif", "for": "endfor", "macro": "endmacro", "with": "endwith"}
_BRANCHES = {"elif": ("if",), "else": ("if", "for")}
_KNOWN = {*_OPENS, *_OPENS.values(), *_BRANCHES, "set"}
_MACRO = re.compile(r"\{%[-+]?\s*macro\s+(\w+)")
_CALL = re.compile(r"\{\{[-+]?\s*(\w+)\s*\(")
_HOLDS_BLOCKS = {"w:body", "w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent", "w:sdtContent"}


@dataclass(slots=True)
class Scan:
    """What `scan` found in one part."""

    problems: list[Problem] = field(default_factory=list)
    risky: bool = False
    """Whether a tag stands in an attribute or a macro, where the structure says nothing about the values, or elements
    do not close each other."""
    may_empty: bool = False
    """Whether a cell may be left without a paragraph, or a table without a row."""
    regrid: bool = False
    """Whether the facts decide how many cells a row has."""
    macros: dict[str, str] = field(default_factory=dict)
    """The element in which each macro was written: what it prints belongs there."""


@dataclass(slots=True)
class _Holder:
    """An open cell or table, and whether something stands in it whatever the facts are."""

    element: str
    depth: int
    """How many blocks were open at its start."""
    filled: bool = False


@dataclass(slots=True)
class _Open:
    word: str
    path: tuple[str, ...]
    at: int
    room: int
    """Where the cell or text box around it begins; 0 for none."""


_TOLD = 100
"""How many blocks that are not closed are told: where they stand is looked up for each."""


def scan(source: str, file: str, part: str) -> Scan:
    """Return what is wrong with the tags of the prepared Jinja `source` of `part`, and what filling must look after.

    Does not look into expressions; Jinja does.
    """
    found = Scan()
    path: list[str] = []
    blocks: list[_Open] = []
    holders: list[_Holder] = []
    rooms = [0]
    for match in _TOKEN.finditer(source):
        token = match[0]
        if token.startswith("<"):
            _step(path, token, found)
            _hold(holders, path, token, len(blocks), found)
            _enter(rooms, token, match.start())
        elif token.startswith("{{"):
            if problem := _misplaced(token, path, found.macros):
                found.problems.append(_problem(problem, source, match.start(), file, part))
            if holders and path[-1] == holders[-1].element and len(blocks) == holders[-1].depth:
                holders[-1].filled = True  # prose writes at least one paragraph
        elif token.startswith("{%"):
            for problem in _statement(token, path, blocks, _Stand(match.start(), rooms[-1]), found):
                found.problems.append(_problem(problem, source, match.start(), file, part))
    found.problems += [_problem("template.unclosed-block", source, block.at, file, part) for block in blocks[:_TOLD]]
    return found


class _Stand(NamedTuple):
    """Where a tag stands."""

    at: int
    room: int
    """Where the cell or text box around it begins; 0 for none."""


def _enter(rooms: list[int], token: str, at: int) -> None:
    """Follow cells and text boxes: each is known by where it begins, because the next one has the same path."""
    element = _ELEMENT.match(token)
    if element is None or element[2] not in _ROOMS or element[4]:
        return
    if element[1]:
        rooms.pop()
    else:
        rooms.append(at)


_ROOMS = {"w:tc", "w:txbxContent"}


def _step(path: list[str], token: str, found: Scan) -> None:
    element = _ELEMENT.match(token)
    if element is None:
        return
    if "{{" in element[3] or "{%" in element[3]:
        found.risky = True
        found.regrid |= element[2] == "w:gridSpan"
    if element[1]:
        if path and path[-1] == element[2]:
            path.pop()
        else:
            found.risky = True  # a dash in a tag took more than it may
    elif not element[4]:
        path.append(element[2])


_CONTENT = {"w:tc": "w:p", "w:tbl": "w:tr"}


def _hold(holders: list[_Holder], path: list[str], token: str, depth: int, found: Scan) -> None:
    """Follow cells and tables; note in `found` those that may lack what they must hold (17.4.38, 17.4.65)."""
    element = _ELEMENT.match(token)
    if element is None:
        return
    closes, name, empty = element[1], element[2], element[4]
    if name in _CONTENT and not empty:
        if not closes:
            holders.append(_Holder(name, depth))
        elif holders:
            found.may_empty |= not holders.pop().filled
    if holders and not closes and name == _CONTENT[holders[-1].element] and holders[-1].depth == depth:
        above = path[-1] if empty else path[-2]
        holders[-1].filled |= above == holders[-1].element


def _misplaced(token: str, path: list[str], macros: Mapping[str, str]) -> str:
    in_text = bool(path) and path[-1] in ("w:t", "m:t")
    call = _CALL.match(token)
    written = macros.get(call[1], "w:t") if call else "w:t"
    if written != "w:t":
        fits = path and (path[-1] == written or {path[-1], written} <= _HOLDS_BLOCKS)
        return "" if fits else "template.prose-inline"
    if PRINTS_BLOCKS.search(token):
        return "" if path and path[-1] in _HOLDS_BLOCKS else "template.prose-inline"
    return "" if in_text else "template.block-without-prose"


def _statement(token: str, path: list[str], blocks: list[_Open], stand: _Stand, found: Scan) -> Iterator[str]:
    match = _WORD.match(token)
    word = match[1] if match else ""
    found.regrid |= bool(path) and path[-1] == "w:tr"
    here = (tuple(path), stand.room)
    if word == "else" and inner(token) != "else":
        yield "template.else-with-question"
    elif word not in _KNOWN or (word == "set" and "=" not in token):
        yield "template.unknown-tag"
    elif word in _OPENS:
        if macro := _MACRO.match(token):
            found.risky = True
            found.macros[macro[1]] = path[-1] if path else ""
        blocks.append(_Open(word, tuple(path), stand.at, stand.room))
    elif word in _BRANCHES:
        if not blocks or blocks[-1].word not in _BRANCHES[word]:
            yield "template.unopened-block"
        elif (blocks[-1].path, blocks[-1].room) != here:
            yield "template.crossed-block"
    elif word != "set":
        if not blocks or _OPENS[blocks[-1].word] != word:
            yield "template.unopened-block"
        else:
            begun = blocks.pop()
            if (begun.path, begun.room) != here:
                yield "template.crossed-block"


def _problem(id: str, source: str, at: int, file: str, part: str) -> Problem:
    tag = TAG.match(source, at)
    line = source.count("\n", 0, at)
    return Problem(
        id=id,
        place=place_at(source, line, file, inner(tag[0]) if tag else ""),
        names={"part": part, "tag": tag[0] if tag else ""},
    )


def place_at(source: str, paragraph: int, file: str, name: str) -> Place:
    """Return the place of `name` in `paragraph` of the prepared `source` of a part of `file`."""
    return Place(source=file, path=name, paragraph=paragraph or None, near=near(source, paragraph, name))


def near(source: str, paragraph: int, name: str) -> str:
    """Return up to 80 characters of the words of `paragraph`, with its tags, around `name`."""
    lines = source.split("\n")
    text = plain(lines[paragraph]) if paragraph < len(lines) else ""
    at = max(text.find(name), 0)
    start = max(0, at - 30)
    return ("…" if start else "") + text[start : start + 80] + ("…" if len(text) > start + 80 else "")


@lru_cache(1)  # a hostile line has thousands of problems
def plain(xml: str) -> str:
    """Return the words of `xml` without its elements; tags stay."""
    words = TAG.sub(lambda found: found[0].replace("<", "\0").replace(">", "\1"), xml)
    words = re.sub(r"<[^<>]*>|[\x03\x04]", "", words).replace("\0", "<").replace("\1", ">")
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def alone(tag: str) -> str | None:
    """Return `tag` as a template of its own, with the end of the block that it opens.

    None for a block tag that opens none: `else`, `endif`, a word that Jinja does not know.
    """
    word = _WORD.match(tag)
    if word is None or word[1] == "set":
        return tag
    if word[1] == "elif":
        return tag.replace("elif", "if", 1) + "{% endif %}"
    end = _OPENS.get(word[1])
    return f"{tag}{{% {end} %}}" if end else None


def inner(tag: str) -> str:
    """Return what stands between the braces of `tag`."""
    return tag[2:-2].strip("-+ ").strip()
