"""Refuse what a Word file can do by itself: macros, embedded objects, remote templates, fields that fetch or run.

Nothing active may come in with a template, because everything in a template goes out with a served paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from docgen.errors import Place, Problem, TemplateProblem

__all__ = ["refuse_active"]

_ACTIVE_PARTS = re.compile(
    r"(^|/)(vbaProject|vbaData|activeX|embeddings|ctrlProps|attachedToolbars|afchunk|subDocument)", re.IGNORECASE
)
_ACTIVE_TYPES = re.compile(rb"macroEnabled|vbaProject|oleObject|activeX|ms-word\.attachedToolbars", re.IGNORECASE)
_ACTIVE_RELATIONS = ("attachedTemplate", "oleObject", "aFChunk", "subDocument", "frame", "mailMergeSource", "control")
_HYPERLINK_SCHEMES = ("http", "https", "mailto", "tel")

_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ACTIVE_ELEMENTS = re.compile(r"<(?:\w+:)?(altChunk|subDoc|OLEObject|attachedTemplate|mailMerge|control)\b")
_INSTRUCTION = re.compile(
    r"<(?:\w+:)?(?:del)?[iI]nstrText[^>]*>([^<]*)<|<(?:\w+:)?fldChar\b[^>]*fldCharType\s*=\s*[\"'](begin|separate|end)"
)
_SIMPLE_FIELD = re.compile(r"<(?:\w+:)?fldSimple\b[^>]*\b(?:\w+:)?instr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")

FIELDS = frozenset(
    "PAGE NUMPAGES SECTIONPAGES SECTION REF PAGEREF NOTEREF TOC TC XE INDEX SEQ STYLEREF HYPERLINK SYMBOL "  # noqa: SIM905
    "QUOTE LISTNUM AUTONUM AUTONUMLGL FORMTEXT FORMCHECKBOX FORMDROPDOWN EQ ADVANCE =".split()
)
"""Fields (ECMA-376 Part 1, 17.16.5) that show only what the document holds. DDE, LINK and INCLUDE* run or fetch;
DATE, FILENAME, AUTHOR and their like print the machine and the day instead of the facts."""


def refuse_active(members: Mapping[str, bytes], source: str) -> None:
    """Raise `TemplateProblem` with every piece of active content in `members`; `source` is for messages.

    Stripping would be kinder, but a remote template or a macro in a legal paper has a cause that somebody must know.
    """
    problems = [_problem(source, found) for found in _found(members)]
    if problems:
        raise TemplateProblem(problems)


_ANY = "hint.active-content"


class _Found(NamedTuple):
    """One piece of active content."""

    part: str
    what: str
    hint: str = _ANY
    paragraph: int | None = None


_MACRO, _FIELD, _OUTSIDE = "hint.active-macro", "hint.active-field", "hint.active-outside"


def _problem(source: str, found: _Found) -> Problem:
    place = Place(source=source, part=found.part, paragraph=found.paragraph)
    return Problem(id="template.active-content", place=place, names={"what": found.what}, hint=found.hint)


def _found(members: Mapping[str, bytes]) -> Iterator[_Found]:
    for name, content in members.items():
        if match := _ACTIVE_PARTS.search(name):
            yield _Found(name, match[2], _MACRO if match[2].lower().startswith("vba") else _ANY)
        elif name == "[Content_Types].xml":
            if found := _ACTIVE_TYPES.search(content):
                what = found[0].decode()
                yield _Found(name, what, _MACRO if what.lower().startswith(("macro", "vba")) else _ANY)
        elif name.endswith(".rels"):
            yield from (_Found(name, what, _OUTSIDE) for what in _relations(content.decode("utf-8", "replace")))
        elif name.endswith(".xml"):
            yield from _elements(name, content.decode("utf-8", "replace"))


def _relations(text: str) -> Iterator[str]:
    for element in _RELATION.findall(text):
        attributes = {key: unescape(first or second) for key, first, second in _ATTRIBUTE.findall(element)}
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        if kind in _ACTIVE_RELATIONS:
            yield kind
        elif attributes.get("TargetMode", "").lower() == "external":
            scheme = urlsplit(attributes.get("Target", "").strip()).scheme.lower()
            if kind != "hyperlink" or scheme not in _HYPERLINK_SCHEMES:
                yield f"{kind}: {scheme or 'file'}"


def _elements(part: str, text: str) -> Iterator[_Found]:
    for found in _ACTIVE_ELEMENTS.finditer(text):
        yield _Found(part, found[1])
    for code, at in _field_codes(text):
        words = code.split()
        word = words[0].upper() if words else ""
        if word and not word.startswith("=") and word not in FIELDS:
            paragraph = len(_PARAGRAPH.findall(text, 0, at)) or None
            yield _Found(part, f"field {word[:20]}", _FIELD, paragraph)


_PARAGRAPH = re.compile(r"<w:p(?=[ >])")


def _field_codes(text: str) -> Iterator[tuple[str, int]]:
    """Yield the code of every field in the part `text`, put together from its runs (17.16.18, 17.16.19, 17.16.23), and
    where it stands.
    """
    for found in _SIMPLE_FIELD.finditer(text):
        yield unescape(found[1] or found[2] or ""), found.start()
    open_fields: list[list[str]] = []
    at = 0
    for found in _INSTRUCTION.finditer(text):
        at = found.start()
        if found[2] == "begin":
            open_fields.append([])
        elif found[2] in ("separate", "end"):
            if open_fields and open_fields[-1]:
                yield "".join(open_fields[-1]), at
                open_fields[-1] = []
            if found[2] == "end" and open_fields:
                open_fields.pop()
        elif open_fields:
            open_fields[-1].append(unescape(found[1]))
        else:
            yield unescape(found[1]), at
    yield from (("".join(codes), at) for codes in open_fields if codes)
