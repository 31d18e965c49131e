"""Where each paragraph of a finished document comes from: which paragraph of the template, under which conditions.

The template is filled a second time with marks in it, and what the marks tell is laid beside the finished document,
which is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TypeVar

from docgen.word.fill import rendered_parts
from docgen.word.package import MAIN_PART, read_package, text_part
from docgen.word.tags import NO_FACTS, TAG, inner, plain
from docgen.word.template import CompiledTemplate

__all__ = [
    "Condition",
    "ParagraphSource",
    "Turn",
    "aligned",
    "paragraph_sources",
    "paragraphs_of_part",
    "texts_of_parts",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the template, as its writer typed it."""

    text: str
    held: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a loop."""

    over: str
    number: int


@dataclass(frozen=True, slots=True)
class ParagraphSource:
    """What made one paragraph."""

    paragraph: int
    """Number of the paragraph in the main part of the template, from 1."""
    conditions: tuple[Condition, ...]
    turns: tuple[Turn, ...]
    facts: tuple[str, ...]
    """Names of the facts that it prints: `incidents[].date`."""


@dataclass(slots=True)
class _Block:
    """A branch of a condition, or the inside of a loop."""

    conditions: tuple[Condition, ...] = ()
    over: str = ""


@dataclass(slots=True)
class _Mark:
    """What a mark in the filled text stands for."""

    paragraph: int
    blocks: tuple[int, ...]
    """The blocks around it, by their number."""
    facts: tuple[str, ...] = ()
    opens: int | None = None
    """The loop whose turn begins here."""


@dataclass(slots=True)
class _Marked:
    source: str
    marks: list[_Mark]
    blocks: list[_Block]


def paragraph_sources(
    template: CompiledTemplate, fields: Mapping[str, object], document: bytes
) -> dict[str, list[ParagraphSource | None]]:
    """Return what made each paragraph of each part of `document` with words, which `fill` made of `template` and
    `fields`, the main part first.

    None for a paragraph that no template has, such as the one that Word wants in an empty cell. Raises what `fill`
    raises.
    """
    marked = {part: _with_marks(source) for part, source in template.sources.items()}
    twin = replace(template, sources={part: each.source for part, each in marked.items()}, modules={})
    filled = rendered_parts(twin, fields)
    made: dict[str, list[ParagraphSource | None]] = {}
    for part, wanted in texts_of_parts(document).items():
        if part in marked:
            found = list(_read(filled[part], marked[part]))
            texts = [text.replace("..", ".") for text, _ in found]  # whether `stopped_once` left one out or not
            even = [text.replace("..", ".") for text in wanted]
            made[part] = aligned(even, texts, [source for _, source in found])
        else:  # a part without tags is copied
            made[part] = [ParagraphSource(number, (), (), ()) for number, _ in enumerate(wanted, 1)]
    return made


def texts_of_parts(document: bytes, source: str = "") -> dict[str, list[str]]:
    """Return the words of each paragraph of the main part, the headers, footers and notes of `document`, by part, the
    main one first. Raises `TemplateProblem` as `read_package` does.
    """
    package = read_package(document, source)
    parts = sorted(filter(text_part, package), key=lambda name: (name != MAIN_PART, name))
    return {part: paragraphs_of_part(package[part].decode()) for part in parts}


def aligned(wanted: list[str], texts: list[str], items: list[T]) -> list[T | None]:
    """Return for each text in `wanted` the item of the same text in `texts`, in order; None where there is none."""
    if wanted == texts:
        return list(items)
    made: list[T | None] = [None] * len(wanted)
    for first, second, length in SequenceMatcher(None, wanted, texts, autojunk=False).get_matching_blocks():
        made[first : first + length] = items[second : second + length]
    return made


_PARAGRAPH = re.compile(r"<w:p(?:\s[^<>]*)?/?>")
_SPACE = re.compile(r"<w:(?:br|cr|tab)(?:\s[^<>]*)?/>")


def paragraphs_of_part(xml: str) -> list[str]:
    """Return the words of each paragraph in the `xml` of a part, in the order in which they begin."""
    return [_words(piece.partition("</w:p>")[0]) for piece in _PARAGRAPH.split(xml)[1:]]


def _words(xml: str) -> str:
    return plain(_SPACE.sub(" ", xml))


# Marks in the template ------------------------------------------------------------------------------------------------

_STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)\s*(.*?)\s*[-+]?%\}", re.DOTALL)
_TOKEN = re.compile(rf"{TAG.pattern}|{_PARAGRAPH.pattern}", re.DOTALL)


@dataclass(slots=True)
class _Writer:
    """Goes through a source once and puts marks into it."""

    marks: list[_Mark] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)
    around: list[tuple[str, list[str], int]] = field(default_factory=list)
    """The open statements: their word, the conditions of their branches so far, and the block that is open."""
    scope: dict[str, str | None] = field(default_factory=lambda: dict(NO_FACTS))

    def mark(self, paragraph: int, facts: tuple[str, ...] = (), opens: int | None = None) -> str:
        """Return a new mark; no fact can hold the signs around it, because XML cannot."""
        self.marks.append(_Mark(paragraph, tuple(block for _, _, block in self.around if block >= 0), facts, opens))
        return f"\x01{len(self.marks) - 1}\x02"

    def tag(self, tag: str, paragraph: int) -> str:
        """Return `tag` with its marks."""
        if tag.startswith("{{"):
            return self.mark(paragraph, self._facts(tag)) + tag
        statement = _STATEMENT.match(tag)
        word, rest = (statement[1], statement[2]) if statement else ("", "")
        if word in ("if", "elif", "else") and (word == "if" or (self.around and self.around[-1][0] == "if")):
            return tag + self._branch(word, rest, paragraph)
        if word == "for":
            over = rest.partition(" in ")[2].strip()
            self._facts(tag)
            self.blocks.append(_Block(over=self._name(over)))
            self.around.append((word, [], len(self.blocks) - 1))
            return tag + self.mark(paragraph, opens=len(self.blocks) - 1)
        if word in ("macro", "with"):
            self.around.append((word, [], -1))
        elif word.startswith("end") and self.around:
            self.around.pop()
        elif word == "set":
            self._facts(tag)
        return tag

    def _branch(self, word: str, condition: str, paragraph: int) -> str:
        earlier = [] if word == "if" else self.around.pop()[1]
        failed = tuple(Condition(text, held=False) for text in earlier)
        held = () if word == "else" else (Condition(condition, held=True),)
        self.blocks.append(_Block((*failed, *held)))
        self.around.append(("if", [*earlier, condition], len(self.blocks) - 1))
        return self.mark(paragraph)

    def _name(self, over: str) -> str:
        """Return what a loop runs over by its full name, such as `incidents[].exhibits`."""
        head, dot, rest = over.partition(".")
        known = self.scope.get(head)
        return f"{known}{dot}{rest}" if known else over

    def _facts(self, tag: str) -> tuple[str, ...]:
        """Return the facts that `tag` prints; the name of a loop stays known after it."""
        from docgen.word.environment import environment
        from docgen.word.uses import loose_uses

        tree = environment().parse(tag + ("{% endfor %}" if tag.startswith("{%") and "for" in tag[:7] else ""))
        used = [use.name for use in loose_uses(tree, self.scope) if use.how in ("printed", "joined", "passed")]
        return tuple(dict.fromkeys(name for name in used if not name.startswith("_")))


def _with_marks(source: str) -> _Marked:
    writer = _Writer()
    pieces: list[str] = []
    end = paragraph = 0
    for found in _TOKEN.finditer(source):
        paragraph += source.count("\n", end, found.start())
        pieces.append(source[end : found.start()])
        if found[0].startswith("<"):
            pieces.append(writer.mark(paragraph) + found[0])
        elif inner(found[0]) in ("_short", "_long"):
            pieces.append(found[0])
        else:
            pieces.append(writer.tag(found[0], paragraph))
        end = found.end()
    return _Marked("".join([*pieces, source[end:]]), writer.marks, writer.blocks)


# What the marks tell --------------------------------------------------------------------------------------------------

_STEP = re.compile(rf"\x01(\d+)\x02|({_PARAGRAPH.pattern})|</w:p>")


@dataclass(slots=True)
class _Growing:
    """A paragraph while its marks are read."""

    start: int
    marks: list[_Mark]
    turns: dict[int, int]
    text: str = ""


def _read(filled: str, marked: _Marked) -> Iterator[tuple[str, ParagraphSource]]:
    """Yield the words of each paragraph of `filled`, and what made it."""
    latest = _Mark(0, ())
    turns: dict[int, int] = {}
    growing: list[_Growing] = []
    found: list[_Growing] = []
    for step in _STEP.finditer(filled):
        if step[1]:
            latest = marked.marks[int(step[1])]
            _count(latest, marked, turns)
            if growing:
                growing[-1].marks.append(latest)
        elif step[2]:
            growing.append(_Growing(step.start(), [latest], dict(turns)))
            found.append(growing[-1])
            if step[2].endswith("/>"):
                growing.pop()
        elif growing:
            done = growing.pop()
            done.text = filled[done.start : step.start()]
    for each in found:
        yield (
            _words(_MARK.sub("", _PARAGRAPH.split(each.text, maxsplit=2)[1] if each.text else "")),
            _told(each, marked),
        )


_MARK = re.compile(r"\x01\d+\x02")


def _count(mark: _Mark, marked: _Marked, turns: dict[int, int]) -> None:
    """Count the turn that begins at `mark`; loops within it begin anew."""
    if mark.opens is None:
        return
    turns[mark.opens] = turns.get(mark.opens, 0) + 1
    inside = {other.opens for other in marked.marks if other.opens is not None and mark.opens in other.blocks}
    for other in inside - {mark.opens}:
        turns.pop(other, None)


def _told(growing: _Growing, marked: _Marked) -> ParagraphSource:
    blocks = list(dict.fromkeys(block for mark in growing.marks for block in mark.blocks))
    conditions = [each for block in blocks for each in marked.blocks[block].conditions]
    turns = [(marked.blocks[block].over, growing.turns.get(block, 0)) for block in blocks]
    return ParagraphSource(
        paragraph=growing.marks[0].paragraph,
        conditions=tuple(dict.fromkeys(conditions)),
        turns=tuple(Turn(over, number) for over, number in turns if over and number),
        facts=tuple(dict.fromkeys(name for mark in growing.marks for name in mark.facts)),
    )
