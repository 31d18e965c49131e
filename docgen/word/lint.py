"""What the tags of a Word template read, each with its place: for `docgen templates check`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from docgen.errors import Place, Problem
from docgen.word.compile import compile_template
from docgen.word.package import read_package
from docgen.word.tags import NO_FACTS, TAG, alone
from docgen.word.template import CompiledTemplate

if TYPE_CHECKING:
    from docgen.word.uses import Use

__all__ = ["Loose", "TagUse", "loose_tags", "tags_in", "tags_in_text", "uses_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagUse:
    """One place where a template reads a fact."""

    name: str
    """Dotted name; `incidents[].date` for a fact of each item of a list."""
    part: str
    """Member of the Word file, such as `word/document.xml`."""
    paragraph: int
    """Paragraph in the part, counted from 1, the paragraphs that only hold tags included."""
    near: str
    """Words of the template around the tag."""
    how: str
    """`printed`; `pictured`; `joined` for a list that is printed as one text; `passed` on to what prints it; `looped`
    over; or only `tested`."""
    written: str
    """The fact as the tag has it: `i.date`; the name where the tag has more than names."""

    @property
    def printed(self) -> bool:
        """False where the fact is only tested, counted or looped over."""
        return self.how in ("printed", "pictured", "joined", "passed")


def tags_in(data: bytes, source: str = "") -> list[TagUse]:
    """Return every fact that the Word template `data` reads, in the order of its parts and paragraphs.

    Loop variables and names made by `set` are resolved to the facts that they stand for. `source` is the file name
    for messages. Raises `TemplateProblem` where the template does not compile.
    """
    return uses_of(compile_template(data, source))


def uses_of(compiled: CompiledTemplate) -> list[TagUse]:
    """Return what `tags_in` does of a template that is compiled already."""
    from docgen.word.environment import environment
    from docgen.word.tags import near
    from docgen.word.uses import uses

    found: list[TagUse] = []
    for part, text in compiled.sources.items():
        for use in uses(environment().parse(text)):
            if not use.name.startswith("_"):  # paper size, which docgen itself put in
                around = near(text, use.line - 1, use.name.rsplit(".", 1)[-1].removesuffix("[]"))
                found.append(_tag_use(use, part, use.line - 1, around))
    return found


class Loose(NamedTuple):
    """What each tag of a template tells by itself."""

    uses: list[TagUse]
    problems: list[Problem]
    """Tags that cannot be read, and filters, tests and styles that do not exist."""


def loose_tags(data: bytes, source: str = "") -> Loose:
    """Return what each tag of the Word template `data` tells by itself, where its blocks are broken and it does not
    compile. Raises `TemplateProblem` for what is no Word file.
    """
    from docgen.word.parts import text_without_boxes, w
    from docgen.word.skeleton import skeleton

    found = Loose([], [])
    frame = skeleton(read_package(data, source), source)
    for part, root in frame.trees.items():
        scope: dict[str, str | None] = dict(NO_FACTS)
        for number, paragraph in enumerate(root.iter(w("p")), 1):
            text = text_without_boxes(paragraph)
            place = Place(source=source, part=part, paragraph=number, near=text.strip()[:80])
            for tag in TAG.findall(text):
                _read(tag, place, scope, frame.styles, found)
    return found


def tags_in_text(text: str, source: str = "") -> Loose:
    """Return what the tags of the plain-text template `text` read, each with its line in place of the paragraph, and
    what is wrong with the tags themselves; where they cannot be read, that alone.
    """
    from jinja2 import TemplateSyntaxError

    from docgen.word.environment import bind, parsed, plain_environment
    from docgen.word.uses import unknown_words, uses

    made, lines = plain_environment(), text.split("\n")

    def problem(id: str, line: int, name: str = "") -> Problem:
        near = lines[line - 1].strip()[:80] if 0 < line <= len(lines) else ""
        names = {"name": name, "tag": near, "reason": ""}
        return Problem(id=id, place=Place(source=source, line=line, path=name, near=near), names=names)

    try:
        tree = parsed(text, made)
        problems = [problem(*each) for each in unknown_words(tree, made, {})]
        if not problems:
            bind(text, made)
    except TemplateSyntaxError as error:
        return Loose([], [problem("template.syntax", error.lineno)])
    return Loose([_tag_use(use, "", use.line, lines[use.line - 1].strip()[:80]) for use in uses(tree)], problems)


def _read(tag: str, place: Place, scope: dict[str, str | None], styles: Mapping[str, str], found: Loose) -> None:
    """Add to `found` what `tag` tells by itself; `scope` goes from tag to tag."""
    from jinja2 import TemplateSyntaxError

    from docgen.word.environment import environment
    from docgen.word.tags import inner
    from docgen.word.uses import loose_uses, unknown_words

    whole = alone(_PREFIX.sub(r"\1", tag.translate(_CURLY)))
    if whole is None:
        return
    names = {"tag": tag, "reason": ""}
    made = environment()
    try:
        tree = made.parse(whole)
    except TemplateSyntaxError:
        found.problems.append(Problem(id="template.syntax", place=replace(place, path=inner(tag)), names=names))
        return
    for id, _, name in unknown_words(tree, made, styles):
        found.problems.append(Problem(id=id, place=replace(place, path=name), names={**names, "name": name}))
    found.uses.extend(_tag_use(use, place.part, place.paragraph or 0, place.near) for use in loose_uses(tree, scope))


def _tag_use(use: Use, part: str, paragraph: int, near: str) -> TagUse:
    return TagUse(
        name=use.name, part=part, paragraph=paragraph, near=near, how=use.how, written=use.written or use.name
    )


_PREFIX = re.compile(r"^(\{[{%])(?:p|tr|tc|r)(?=\s)")
"""The letters of docxtpl behind the braces, which Jinja does not know."""
_CURLY = str.maketrans("“”‘’", "\"\"''")
"""The quotation marks that docxtpl takes for plain ones."""
