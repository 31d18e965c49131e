"""Compile a Word template once: check it, take the traces out, and keep its parts ready to be filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docgen.errors import Place, Problem, TemplateProblem
from docgen.word.package import CONTENT_TYPES, MAIN_PART, MAIN_RELATIONS, Member, pack, read_package
from docgen.word.tags import PRINTS_PICTURE
from docgen.word.template import CompiledTemplate, digest

if TYPE_CHECKING:
    from docgen.word.skeleton import Skeleton
    from docgen.word.tags import Scan

__all__ = ["LEVEL", "compile_template"]

LEVEL = 6
"""zlib's level: 7 % smaller files than 1 for a third of a millisecond."""

_PAGE_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_LANDSCAPE = re.compile(r'w:orient="landscape"')
_SIZE_ATTRIBUTES = re.compile(r' w:(?:w|h|code)="[^"]*"')


def compile_template(data: bytes, source: str = "") -> CompiledTemplate:
    """Return the Word file `data` compiled; `source` is its file name for messages.

    Raises `TemplateProblem` with every problem of every part: what is no Word file or is unsafe, tracked changes,
    comments and hidden text, tags that are not closed, not known or in a place where they cannot be filled. Whether
    the facts have what the tags name is not checked here; see `docgen.word.lint`.
    """
    from docgen.word.skeleton import skeleton
    from docgen.word.turns import with_turns

    frame = skeleton(read_package(data, source), source)
    problems, sources = list(frame.problems), {}
    looked: dict[str, Scan] = {}
    for part, root in frame.trees.items():
        text, found, checked = _source_of(root, part, source, frame)
        text = with_turns(text, frame.restarting)
        problems += found
        looked[part] = checked
        if part == MAIN_PART or "{{" in text or "{%" in text or "{#" in text:
            sources[part] = text
        else:
            frame.members[part] = _DECLARATION + text.encode()
    pictured = [part for part, text in sources.items() if PRINTS_PICTURE.search(text)]
    problems += _pictures_outside_text(pictured, source)
    if problems:
        raise TemplateProblem(problems)
    opened = _opened(frame.members) if pictured else ("", "")
    return CompiledTemplate(
        source=source,
        made_of=digest(data),
        static=_packed(frame.members),
        opened=opened,
        sources=sources,
        check=frozenset(part for part, checked in looked.items() if checked.risky),
        may_empty=frozenset(part for part, checked in looked.items() if checked.may_empty),
        regrid=frozenset(part for part, checked in looked.items() if checked.regrid),
        styles_xml=frame.styles_xml,
        numbering_xml=frame.numbering_xml,
        styles=frame.styles,
        strong=frame.strong,
        emphasis=frame.emphasis,
        missing=frame.missing,
        first_list=frame.first_list,
        ordered=frame.ordered,
        bulleted=frame.bulleted,
        restarting=frame.restarting,
    )


def _pictures_outside_text(parts: list[str], file: str) -> list[Problem]:
    """Return a problem for each of the `parts` that print pictures and are not the main document."""
    place = Place(source=file)
    wrong = [part for part in parts if part != MAIN_PART]
    return [Problem(id="template.picture-outside-text", place=place, names={"part": part}) for part in wrong]


def _opened(members: dict[str, bytes]) -> tuple[str, str]:
    """Take the content types and the relationships of the main document out of `members`; return them without ends."""
    types, relations = members.pop(CONTENT_TYPES).decode(), members.pop(MAIN_RELATIONS, _NO_RELATIONS).decode()
    if relations.endswith("/>"):
        relations = relations.removesuffix("/>") + "></Relationships>"
    return types.removesuffix("</Types>"), relations.removesuffix("</Relationships>")


_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _packed(members: Mapping[str, bytes]) -> tuple[Member, ...]:
    return tuple(pack(name, content, LEVEL) for name, content in sorted(members.items()))


def _source_of(root: Any, part: str, file: str, frame: Skeleton) -> tuple[str, list[Problem], Scan]:
    """Return the Jinja source of one part, its problems, and what filling it must look after."""
    from docgen.word.parts import jinja_source, tidy
    from docgen.word.stale_fields import mark_stale
    from docgen.word.tag_spans import CLOSING, has_too_many, left_open, too_many
    from docgen.word.tags import Scan as Nothing
    from docgen.word.tags import scan

    here = Place(source=file, part=part)
    if has_too_many("".join(root.itertext())):
        return "", [Problem(id="template.too-much", place=here, names={"part": part})], Nothing()
    problems = tidy(root, file, part, frame.hidden)
    mark_stale(root)
    text, found = jinja_source(root, file, part)
    problems += found
    if not found and (at := left_open(text)) >= 0:  # outside of every paragraph
        closing = CLOSING[text[at : at + 2]]
        found = [Problem(id="template.unclosed-tag", place=here, names={"part": part, "closing": closing})]
        problems += found
    if not found and too_many(text):
        found = [Problem(id="template.too-much", place=here, names={"part": part})]
        problems += found
    if found:
        return text, problems, Nothing()
    checked = scan(text, file, part)
    problems += checked.problems
    if not checked.problems:
        problems += _syntax_problems(text, part, file, frame)
    text = _WRITTEN_SIGN.sub(_sign, _PAGE_SIZE.sub(_sized, text))
    return text, problems, checked


def _sized(found: re.Match[str]) -> str:
    """Put the paper under the control of the fill; a landscape page stays landscape (17.6.13)."""
    rest = _SIZE_ATTRIBUTES.sub("", found[0])[len("<w:pgSz") :]
    across, down = ("_long", "_short") if _LANDSCAPE.search(found[0]) else ("_short", "_long")
    return f'<w:pgSz w:w="{{{{ {across} }}}}" w:h="{{{{ {down} }}}}"{rest}'


_WRITTEN_SIGN = re.compile(r"\{_([{%])|([%}])_\}")


def _sign(found: re.Match[str]) -> str:
    """Return the two signs that docxtpl prints for `{_{`, `}_}`, `{_%` and `%_}`, as text that Jinja does not read."""
    return f"{{% raw %}}{'{' + found[1] if found[1] else found[2] + '}'}{{% endraw %}}"


def _syntax_problems(text: str, part: str, file: str, frame: Skeleton) -> list[Problem]:
    """Return what Jinja says of `text`: of each tag by itself where the whole cannot be read."""
    from jinja2 import TemplateSyntaxError

    from docgen.word.environment import bind, environment, parsed
    from docgen.word.tags import inner, place_at
    from docgen.word.uses import unknown_words

    made = environment()
    try:
        tree = parsed(text, made)
        problems = [
            Problem(id=kind, place=place_at(text, line - 1, file, name), names={"part": part, "name": name})
            for kind, line, name in unknown_words(tree, made, frame.styles)
        ]
        if not problems:
            bind(text, made)
    except TemplateSyntaxError as error:
        problems = _each_tag(text, part, file)
        if not problems:
            tag = _unread(text.split("\n")[error.lineno - 1])
            place = place_at(text, error.lineno - 1, file, inner(tag))
            names = {"part": part, "reason": error.message or "", "tag": tag}
            problems = [Problem(id="template.syntax", place=place, names=names)]
    return problems


def _unread(line: str) -> str:
    """Return the tag of a paragraph that Jinja cannot read, though it reads each that can stand alone."""
    from docgen.word.tags import TAG, alone

    tags = TAG.findall(line)
    return next((tag for tag in tags if alone(tag) is None), tags[0] if tags else "")


def _each_tag(text: str, part: str, file: str) -> list[Problem]:
    from jinja2 import TemplateSyntaxError

    from docgen.word.environment import environment, parsed
    from docgen.word.tag_spans import tag_spans
    from docgen.word.tags import alone, inner, place_at

    problems: list[Problem] = []
    for start, end in tag_spans(text):
        tag = text[start:end]
        whole = alone(tag)
        if whole is None:
            continue
        try:
            parsed(whole, environment())
        except TemplateSyntaxError as error:
            place = place_at(text, text.count("\n", 0, start), file, inner(tag))
            names = {"part": part, "reason": error.message or "", "tag": tag}
            problems.append(Problem(id="template.syntax", place=place, names=names))
    return problems
