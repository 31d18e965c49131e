"""The wording of a template, read line by line: headings, paragraphs, lists, tables and the tags between them.

Tags are put away behind private-use characters first, so that Markdown neither reads nor changes them. Lines are
sorted here, because only here their numbers are known; what stands within a paragraph, list or table is Markdown's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, NoReturn

from docgen.errors import Place, Problem, TemplateProblem
from docgen.word.tags import PAIRS, TAG

__all__ = ["BREAK", "Heading", "NewList", "Shelf", "TableLines", "TagLine", "TextLines", "read_wording", "refuse"]

BREAK = "\U000ff000"
"""Stands for a line break within a paragraph."""
_FIRST_PRIVATE, _LAST_PRIVATE = 0xF0000, 0xFEFFF
_PRIVATE = re.compile("[\U000f0000-\U000fefff]")
_CLAUSE = re.compile(r"\s*\[\[\s*clause\s*:\s*([\w-]+)\s*\]\]\s*")
_TABLE = re.compile(r"\s*\[\[\s*table\s+([A-Za-z][\w ]*?)\s*(?::\s*([\d.\s]+))?\]\]\s*")
_NEW_LIST = re.compile(r"\s*\[\[\s*list\s*:\s*anew\s*\]\]\s*")
_FIELD = re.compile(r"\[\[\s*(PAGE|NUMPAGES)\s*\]\]")
_DIRECTIVE = re.compile(r"\[\[.*?\]\]")
_ATTRIBUTES = re.compile(r"\{:\s*\.([\w-]+)\s*\}")
_BLOCK_TAG = re.compile(r"\{%-?\s*(?:(?:p|tr|tc)\s+)?(.*?)\s*-?%\}")
_ESCAPED = re.compile(r"\\([*|#>+\[\]\\.-])")
"""A backslash before a sign that means something makes it a plain character."""
_PRINT_TAG = re.compile(r"\{\{p\s")
_HEADING = re.compile(r"(#{1,3}) +(.*?)(?: +#+)?\s*")
_MARKER = re.compile(r"( *)([-*+]|\d{1,4}\.)[ ]+(?=\S)")
_OPENING = ("if", "for", "macro", "with")


class TagLine(NamedTuple):
    """A line that holds a block tag or `{{p …}}` and nothing else."""

    tag: str
    line: int


class NewList(NamedTuple):
    """A line from which on the numbers begin at 1 again."""

    line: int


@dataclass(slots=True)
class Heading:
    """`#`, `##` or `###`."""

    level: int
    text: str
    line: int
    style: str = ""


@dataclass(slots=True)
class TextLines:
    """A paragraph, or one list with what is nested in it."""

    lines: list[str]
    level: int
    """How deep it is indented; 1 continues a list item."""
    line: int
    style: str = ""
    """Squeezed style name given by `{: .Name }`, for the last paragraph."""


@dataclass(slots=True)
class TableLines:
    """A table: header, ruler, rows, and the tags between rows."""

    style: str
    widths: tuple[float, ...]
    line: int
    rows: list[str | TagLine] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


Part = TagLine | NewList | Heading | TextLines | TableLines


@dataclass(slots=True)
class Shelf:
    """The tags of one wording, put away; each stands in the text as one private-use character."""

    tags: list[str] = field(default_factory=list)

    def put(self, tag: str) -> str:
        """Return the character that stands for `tag`."""
        self.tags.append(tag)
        return chr(_FIRST_PRIVATE + len(self.tags) - 1)

    def put_away(self, text: str) -> str:
        """Return `text` with its tags put away."""
        return TAG.sub(lambda found: self.put(found[0]), text)

    def tag(self, character: str) -> str:
        """Return the tag that `character` stands for, or "" for any other character."""
        index = ord(character) - _FIRST_PRIVATE
        return self.tags[index] if 0 <= index < len(self.tags) else ""

    def back(self, text: str) -> str:
        """Return `text` with its tags back."""
        return _PRIVATE.sub(lambda found: self.tag(found[0]) or found[0], text)


def refuse(id: str, source: str, line: int, near: str = "", **names: str) -> NoReturn:
    """Raise a `TemplateProblem` at `line` of `source`."""
    raise TemplateProblem([Problem(id=id, place=Place(source=source, line=line, near=near[:80]), names=names)])


def read_wording(markdown: str, clause: Callable[[str], str], source: str, shelf: Shelf) -> list[Part]:
    """Return the parts of `markdown` in order, with clauses put in and tags put on `shelf`.

    `clause` returns the wording of a clause by name. Raises `TemplateProblem` with the line for a clause in itself,
    an unknown directive, a table that is none, or a tag that is not closed on its line.
    """
    lines = list(_with_clauses(markdown, clause, source, (), 0))
    ready = [(_put_away(text, number, source, shelf), number) for text, number in lines]
    return list(_Sorter(ready, source, shelf).parts())


def _with_clauses(
    text: str, clause: Callable[[str], str], source: str, within: tuple[str, ...], outer: int
) -> Iterator[tuple[str, int]]:
    """Yield the lines of `text` with their number; lines of a clause have the number of the line that asks for it."""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        place = outer or number
        found = _CLAUSE.fullmatch(line)
        if not found:
            yield line, place
            continue
        name = found[1]
        if name in within:
            refuse("template.clause-cycle", source, place, clause=name)
        try:
            wording = clause(name)
        except TemplateProblem as error:
            here = Place(source=source, line=place)
            raise TemplateProblem(replace(problem, place=here) for problem in error.problems) from None
        yield "", place
        yield from _with_clauses(wording, clause, source, (*within, name), place)
        yield "", place


def _put_away(text: str, number: int, source: str, shelf: Shelf) -> str:
    if _PRIVATE.search(text) or BREAK in text or "\x02" in text or "\x03" in text:
        refuse("template.private-character", source, number)
    ready = shelf.put_away(text)
    for half, other in PAIRS.items():
        if half in ready:
            kind = "unclosed" if half.startswith("{") else "unopened"
            refuse(f"template.{kind}-tag", source, number, text, closing=other, opening=other)
    ready = _FIELD.sub(lambda found: shelf.put(f"[[{found[1]}]]"), ready)
    known = _TABLE.fullmatch(ready) or _NEW_LIST.fullmatch(ready)
    if not known and (wrong := _DIRECTIVE.search(ready)):
        refuse("template.unknown-directive", source, number, text, directive=wrong[0])
    ready = _ESCAPED.sub(lambda found: shelf.put(found[1]), ready)
    ready = re.sub(r"(?:\\|[ ]{2,})$", BREAK, ready) if ready.strip() else ready
    return re.sub(r"<br\s*/?>", BREAK, ready)


@dataclass(slots=True)
class _Sorter:
    """Goes through the lines once."""

    lines: list[tuple[str, int]]
    source: str
    shelf: Shelf
    at: int = 0
    last: Heading | TextLines | None = None
    """The part that a following `{: .Name }` belongs to."""

    def parts(self) -> Iterator[Part]:
        while self.at < len(self.lines):
            text, number = self.lines[self.at]
            bare = text.strip().strip(BREAK).strip()
            self.at += 1
            if not bare:
                continue
            if found := _ATTRIBUTES.fullmatch(bare):
                self._style(found[1], number)
            elif tag := self._tag_line(bare):
                self.last = None
                yield TagLine(tag, number)
            elif _NEW_LIST.fullmatch(bare):
                self.last = None
                yield NewList(number)
            elif found := _TABLE.fullmatch(bare):
                self.last = None
                yield self._table(found[1], found[2], number)
            elif bare.startswith("|"):
                self.last, self.at = None, self.at - 1
                yield self._table("Grid", None, number)
            elif found := _HEADING.fullmatch(bare):
                self.last = Heading(len(found[1]), found[2], number)
                yield self.last
            else:
                self.at -= 1
                for part in self._text():
                    self.last = part
                    yield part

    def _style(self, name: str, number: int) -> None:
        if self.last is None:
            refuse("template.style-of-nothing", self.source, number, style=name)
        self.last.style = name
        self.last = None

    def _tag_line(self, bare: str) -> str:
        """Return the tag as its own paragraph writes it, or "" where the line holds anything else."""
        tag = self.shelf.tag(bare) if len(bare) == 1 else ""
        if _PRINT_TAG.match(tag):
            return tag
        found = _BLOCK_TAG.fullmatch(tag)
        return f"{{% {found[1]} %}}" if found else ""

    def _text(self) -> Iterator[TextLines]:
        """Yield the paragraphs and lists of the lines up to the next that is something else."""
        part: TextLines | None = None
        kinds: dict[int, bool] = {}
        while self.at < len(self.lines):
            text, number = self.lines[self.at]
            bare = text.strip().strip(BREAK).strip()
            other = any(each.fullmatch(bare) for each in (_ATTRIBUTES, _TABLE, _NEW_LIST, _HEADING))
            if not bare or other or bare.startswith("|") or self._tag_line(bare):
                break
            self.at += 1
            text = text.expandtabs(4)
            found = _MARKER.match(text)
            depth = (len(text) - len(text.lstrip(" ")) + 2) // 4
            if found:
                ordered = found[2][0].isdigit()
                begins = part is None or not kinds or depth < part.level or kinds.get(depth, ordered) != ordered
                kinds = {} if begins else {level: kind for level, kind in kinds.items() if level <= depth}
                kinds[depth] = ordered
            else:
                begins = part is None
            if begins:
                if part is not None:
                    yield part
                part = TextLines([], depth, number)
            assert part is not None
            part.lines.append(" " * 4 * (depth - part.level) * bool(found) + text.strip(" "))
        if part is not None:
            yield part

    def _table(self, style: str, widths: str | None, number: int) -> TableLines:
        table = TableLines(style, tuple(float(each) for each in (widths or "").split()), number)
        found: list[str | TagLine] = []
        for text, line in self.lines[self.at :]:
            bare = text.strip().strip(BREAK).strip()
            tag = self._tag_line(bare)
            if not tag and not bare.startswith("|"):
                break
            found.append(TagLine(tag, line) if tag else bare)
        table.rows = _own_rows(found)
        table.numbers = [line for _, line in self.lines[self.at : self.at + len(table.rows)]]
        self.at += len(table.rows)
        ruler = table.rows[1] if len(table.rows) > 1 else ""
        if not isinstance(ruler, str) or not re.fullmatch(r"[|:\-\s]*-[|:\-\s]*", ruler):
            refuse("template.broken-table", self.source, number, reason="ruler")
        for row, line in zip(table.rows, table.numbers, strict=True):
            if isinstance(row, str) and len(cells_of(row)) != len(cells_of(ruler)):
                refuse("template.broken-table", self.source, line, self.shelf.back(row), reason="columns")
        if table.widths and len(table.widths) != len(cells_of(ruler)):
            refuse("template.broken-table", self.source, number, reason="widths")
        return table


def cells_of(row: str) -> list[str]:
    """Return the texts of the cells of a table row; a pipe after a backslash is text."""
    inside = row[1:-1] if row.endswith("|") and not row.endswith("\\|") else row[1:]
    return re.split(r"(?<!\\)\|", inside)


def _own_rows(found: list[str | TagLine]) -> list[str | TagLine]:
    """Return the rows and tags of `found` that belong to the table.

    A tag that closes what was opened before the table ends it, and so do tags after the last row that open anew.
    """
    depths, depth = [], 0
    for row in found:
        if isinstance(row, TagLine):
            word = row.tag[2:].split(None, 1)[0]
            depth += (word in _OPENING) - word.startswith("end")
        depths.append(depth)
        if depth < 0:
            break
    inside = [index for index, depth in enumerate(depths) if depth >= 0]
    last = max((index for index in inside if isinstance(found[index], str)), default=-1)
    while last + 1 in inside and depths[last] > 0:
        last += 1
    return found[: last + 1]
