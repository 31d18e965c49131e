"""What the tags of a Word template read, each with its place: for `docgen templates check`."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.word.compile import compile_template

__all__ = ["TagUse", "tags_in"]


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
    printed: bool
    """False where the fact is only tested, counted or looped over."""


def tags_in(data: bytes, source: str = "") -> list[TagUse]:
    """Return every fact that the Word template `data` reads, in the order of its parts and paragraphs.

    Loop variables and names made by `set` are resolved to the facts that they stand for. `source` is the file name
    for messages. Raises `TemplateProblem` where the template does not compile.
    """
    compiled = compile_template(data, source)
    from docgen.word.environment import environment
    from docgen.word.tags import near
    from docgen.word.uses import uses

    found: list[TagUse] = []
    for part, text in compiled.sources.items():
        for name, line, printed in uses(environment().parse(text)):
            if not name.startswith("_"):  # paper size, which docgen itself put in
                around = near(text, line - 1, name.rsplit(".", 1)[-1].removesuffix("[]"))
                found.append(TagUse(name=name, part=part, paragraph=line - 1, near=around, printed=printed))
    return found
