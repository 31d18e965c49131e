"""Refuse what a Word file can do by itself: macros, embedded objects, remote templates, fields that fetch or run.

Nothing active may come in with a template, because everything in a template goes out with a served paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import urlsplit

from docgen.errors import Place, Problem, TemplateProblem

__all__ = ["refuse_active"]

_ACTIVE_PARTS = re.compile(
    r"(^|/)(vbaProject|vbaData|activeX|embeddings|ctrlProps|attachedToolbars|afchunk|subDocument)", re.IGNORECASE
)
_ACTIVE_TYPES = re.compile(rb"macroEnabled|vbaProject|oleObject|activeX|ms-word\.attachedToolbars", re.IGNORECASE)
_ACTIVE_RELATIONS = ("attachedTemplate", "oleObject", "aFChunk", "subDocument", "frame", "mailMergeSource", "control")
_MACROS = ("macroEnabled", "vbaProject", "vbaData", "attachedToolbars")
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
    problems = [
        Problem(
            id="template.active-content",
            place=Place(source=source),
            names={"what": what, "part": part},
            hint="hint.macros" if what in _MACROS else "hint.active-content",
        )
        for part, what in _found(members)
    ]
    if problems:
        raise TemplateProblem(problems)


def _found(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, content in members.items():
        if match := _ACTIVE_PARTS.search(name):
            yield name, match[2]
        elif name == "[Content_Types].xml":
            if found := _ACTIVE_TYPES.search(content):
                yield name, found[0].decode()
        elif name.endswith(".rels"):
            yield from ((name, what) for what in _relations(content.decode("utf-8", "replace")))
        elif name.endswith(".xml"):
            yield from ((name, what) for what in _elements(content.decode("utf-8", "replace")))


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


def _elements(text: str) -> Iterator[str]:
    for found in _ACTIVE_ELEMENTS.finditer(text):
        yield found[1]
    for code in field_codes(text):
        words = code.split()
        word = words[0].upper() if words else ""
        if word and not word.startswith("=") and word not in FIELDS:
            yield f"field {word[:20]}"


def field_codes(text: str) -> Iterator[str]:
    """Yield the code of every field in the part `text`, put together from its runs (17.16.18, 17.16.19, 17.16.23)."""
    for found in _SIMPLE_FIELD.finditer(text):
        yield unescape(found[1] or found[2] or "")
    open_fields: list[list[str]] = []
    for found in _INSTRUCTION.finditer(text):
        if found[2] == "begin":
            open_fields.append([])
        elif found[2] in ("separate", "end"):
            if open_fields and open_fields[-1]:
                yield "".join(open_fields[-1])
                open_fields[-1] = []
            if found[2] == "end" and open_fields:
                open_fields.pop()
        elif open_fields:
            open_fields[-1].append(unescape(found[1]))
        else:
            yield unescape(found[1])
    yield from ("".join(codes) for codes in open_fields if codes)
