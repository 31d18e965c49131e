"""Fill a compiled template: render the parts that have tags, copy the rest, write clean properties.

Nothing here reads XML or opens python-docx. The same template, fields and page give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from docgen.errors import Place, Problem, TemplateProblem
from docgen.frozen import frozen
from docgen.word.drawings import picture_members
from docgen.word.escaped import escaped_attribute
from docgen.word.limits import Budget, OverLimit, Unprintable, WordNames
from docgen.word.new_lists import new_list
from docgen.word.package import MAIN_PART, Member, join_members, pack
from docgen.word.stops import joined
from docgen.word.template import TURN, TURN_END, CompiledTemplate
from docgen.word.together import kept_together

if TYPE_CHECKING:
    from jinja2.environment import Template

__all__ = ["Page", "fill", "fill_text", "rendered_parts"]

_PAPER = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height in twentieths of a point."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY_CELL = re.compile(r"(<w:tc>|<w:tcPr/>|</w:tcPr>)(\s*)</w:tc>")
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*</w:tbl>", re.DOTALL)
_LEVEL = 3
"""zlib's level for what is filled: a quarter of a millisecond less than 6 for files 5 % larger."""
_KEPT_LANGUAGES = 64
_HOUSE_STYLE = "field label"
"""A style that only templates with docgen's house style have; of others docgen moves no line."""


@frozen
class Page:
    """What a document is, apart from its words."""

    paper: Literal["a4", "letter"]
    language: str
    """BCP 47 tag of the document, such as `es-MX`; it decides spelling and how a screen reader speaks."""
    title: str
    """Title in the properties; may be seen on a shared screen."""
    date: date
    """Day in the properties, for both created and modified."""


def fill(template: CompiledTemplate, fields: Mapping[str, object], page: Page) -> bytes:
    """Return `template` filled with `fields` as a Word file.

    `fields` holds plain dicts, lists, texts, whole numbers, yes/no and None. Text comes out exactly as it went in.
    Raises `TemplateProblem` naming part, paragraph and tag where the template prints a name that `fields` does not
    have, None, yes/no or a list, reaches for Python, or costs more than `docgen.word.limits` allows.
    """
    names = template.names()
    short, long = _PAPER[page.paper]
    context = {**fields, "_short": short, "_long": long}
    chunks = _ready_chunks(template, context, names)
    if chunks is None:
        names = template.names()
        chunks = _all_chunks(template, context, names)
    if MAIN_PART in chunks and _HOUSE_STYLE in template.styles:
        chunks[MAIN_PART] = [joined(chunks[MAIN_PART])]
    lists: list[tuple[int, str]] = []
    for part in template.turning:
        from docgen.word.turns import turns_apart

        text, added = turns_apart(
            "".join(chunks[part]), template.restarting, names.first_list + names.lists + len(lists)
        )
        chunks[part] = [text]
        lists += added
    if template.has_contents:
        from docgen.word.contents import with_contents

        chunks[MAIN_PART] = [with_contents("".join(chunks[MAIN_PART]), template.styles)]
    if MAIN_PART in chunks and _HOUSE_STYLE in template.styles:
        chunks[MAIN_PART] = [kept_together("".join(chunks[MAIN_PART]), template.styles)]
    filled = [pack(part, _bytes(pieces, template, part), _LEVEL) for part, pieces in chunks.items()]
    filled.append(_styles(template, page.language))
    if template.numbering_xml[0]:
        filled.append(_numbering(template, names, lists))
    filled.append(_core(page))
    if template.prints_pictures:
        filled += picture_members(template.opened, names.pictures)
    return join_members([*template.static, *filled])


def rendered_parts(template: CompiledTemplate, fields: Mapping[str, object]) -> dict[str, str]:
    """Return the parts of `template` filled with `fields`, as they stand before they are packed, for pages of no size.

    Raises what `fill` raises.
    """
    made = _all_chunks(template, {**fields, "_short": 0, "_long": 0}, template.names())
    return {part: "".join(pieces).replace(TURN, "").replace(TURN_END, "") for part, pieces in made.items()}


def _all_chunks(template: CompiledTemplate, fields: Mapping[str, Any], names: WordNames) -> dict[str, list[str]]:
    budget = Budget(names)
    return {
        part: _chunks(bound, fields, budget, _TemplatePart(template.source, part, template.sources[part]))
        for part, bound in template.templates.items()
    }


def fill_text(source: str, fields: Mapping[str, object], name: str = "") -> str:
    """Return the plain-text template `source` filled with `fields`; `name` is its file name for messages.

    As strict as `fill`; a tag alone on its line leaves no line. Raises `TemplateProblem`, here with line numbers.
    """
    from jinja2 import TemplateSyntaxError

    from docgen.word.environment import bind, plain_environment

    try:
        bound = bind(source, plain_environment())
    except TemplateSyntaxError as error:
        near = _line(source, error.lineno)
        place, names = Place(source=name, line=error.lineno, near=near), {"reason": "", "tag": near}
        raise TemplateProblem([Problem(id="template.syntax", place=place, names=names)]) from None
    return "".join(_chunks(bound, fields, Budget(), _TemplatePart(name, "", source)))


def _line(source: str, number: int) -> str:
    lines = source.split("\n")
    return lines[number - 1].strip()[:80] if 0 < number <= len(lines) else ""


class _TemplatePart(NamedTuple):
    """A Jinja source and where it stands, for messages."""

    file: str
    part: str
    """Member of the Word file; "" for a plain-text template."""
    source: str


def _ready_chunks(
    template: CompiledTemplate, fields: Mapping[str, Any], names: WordNames
) -> dict[str, list[str]] | None:
    """Return the filled parts of a template whose Python modules were made at installation.

    None where there are none, or where anything at all went wrong: Jinja then fills it again and says what it was.
    """
    if template.modules.keys() != template.sources.keys():
        return None
    from docgen.word.ready import render

    budget = Budget(names)
    try:
        return {part: render(template.modules[part], fields, budget) for part in template.sources}
    except Exception:  # noqa: BLE001  whatever it was, Jinja names it
        return None


def _chunks(bound: Template, fields: Mapping[str, Any], budget: Budget, part_of: _TemplatePart) -> list[str]:
    from docgen.word.filters import rendering

    token = rendering.set(budget)
    try:
        return list(bound.root_render_func(bound.new_context(fields)))  # type: ignore[arg-type]
    except TemplateProblem:
        raise
    except Exception as error:  # noqa: BLE001  a template is a program; whatever it raises is its problem
        raise TemplateProblem([_render_problem(error, _template_line(bound, error), part_of)]) from None
    finally:
        rendering.reset(token)


def _bytes(chunks: list[str], template: CompiledTemplate, part: str) -> bytes:
    if part in template.may_empty:
        # A cell must end with a paragraph (17.4.65), and a table without a row does not open in Word.
        chunks = [_EMPTY_TABLE.sub("", _EMPTY_CELL.sub(r"\1\2<w:p/></w:tc>", "".join(chunks)))]
    if part in template.regrid:
        from docgen.word.grid import regrid

        chunks = [regrid("".join(chunks))]
    content = b"".join([_DECLARATION.encode(), *map(str.encode, chunks)])
    if part not in template.check:
        return content
    from xml.parsers.expat import ExpatError, ParserCreate

    try:
        ParserCreate().Parse(content, True)
    except ExpatError:
        place = Place(source=template.source, part=part)
        raise TemplateProblem([Problem(id="template.broken-xml", place=place)]) from None
    return content


def _styles(template: CompiledTemplate, language: str) -> Member:
    kept = template.members_by_language
    if language not in kept:
        if len(kept) >= _KEPT_LANGUAGES:
            kept.clear()
        before, after = template.styles_xml
        tag = escaped_attribute(language)
        content = f'{before}{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>{after}'
        kept[language] = pack("word/styles.xml", content.encode(), _LEVEL)
    return kept[language]


def _numbering(template: CompiledTemplate, names: WordNames, turns: Sequence[tuple[int, str]]) -> Member:
    """Return the numbering part with a list of its own, starting at 1, for each ordered list (17.9.15, 17.9.27), and
    those that begin anew in each of the `turns` of a loop.
    """
    if not names.lists and not turns:
        return template.plain_numbering
    before, after = template.numbering_xml
    numbers = range(names.first_list, names.first_list + names.lists)
    added = "".join(new_list(number, template.ordered) for number in numbers)
    added += "".join(f'<w:num w:numId="{number}">{kind}</w:num>' for number, kind in turns)
    return pack("word/numbering.xml", f"{before}{added}{after}".encode(), _LEVEL)


@lru_cache(64)
def _core(page: Page) -> Member:
    """Return the core properties (ECMA-376 Part 2, 11): title, language and day; nobody's name."""
    day = f"{page.date.isoformat()}T00:00:00Z"
    content = (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped_attribute(page.title)}</dc:title><dc:language>{escaped_attribute(page.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    )
    return pack("docProps/core.xml", content.encode(), _LEVEL)


def _cause(error: Exception) -> tuple[str, str, str]:
    """Return problem id, name and what was found for whatever a render raised."""
    from jinja2.exceptions import SecurityError, UndefinedError

    match error:
        case Unprintable(found="unknown"):
            return "template.unknown-name", error.name, "unknown"
        case Unprintable(found="none"):
            return "template.unanswered", error.name, "none"
        case Unprintable():
            return "template.unprintable", error.name, error.found
        case SecurityError():
            return "template.forbidden", "", error.message or ""
        case UndefinedError():
            quoted = re.findall(r"'([^']+)'", error.message or "")
            return "template.unknown-name", quoted[-1] if quoted else "", "unknown"
        case OverLimit() | RecursionError() | MemoryError() | OverflowError():
            return "template.over-limit", "", ""
        case _:
            return "template.cannot-render", "", type(error).__name__


def _template_line(bound: Template, error: Exception) -> int:
    """Return the line of the template that was running when `error` rose, 1 where that is not known."""
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == (bound.filename or "<template>"):
            line = bound.get_corresponding_lineno(step.tb_lineno)
        step = step.tb_next
    return line


def _render_problem(error: Exception, line: int, part_of: _TemplatePart) -> Problem:
    from docgen.word.tags import TAG, inner, place_at

    id_, name, found = _cause(error)
    row = part_of.source.split("\n")[line - 1]
    tags = [inner(tag) for tag in TAG.findall(row)]
    whole = next((tag for tag in tags if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", tag)), name) if name else ""
    path = name if "." in name else whole
    names = {"name": path or name, "found": found}
    if part_of.part:
        place = replace(place_at(part_of.source, line - 1, part_of.file, path), part=part_of.part)
        return Problem(id=id_, place=place, names=names)
    return Problem(id=id_, place=Place(source=part_of.file, path=path, line=line, near=row.strip()[:80]), names=names)
