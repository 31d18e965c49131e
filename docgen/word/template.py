"""A compiled Word template: what of it never changes, ready packed, and the parts that are filled, as Jinja source.

The prepared form is data (JSON), never code: whoever can write to the cache can at most change a letter's words, which
the sandbox then renders like any other template.
"""

from __future__ import annotations

import json
from binascii import Error as Base64Error
from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping, MutableMapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zlib import crc32

from docgen.frozen import frozen
from docgen.word.limits import WordNames
from docgen.word.package import MAIN_PART, Member, pack

if TYPE_CHECKING:
    from jinja2.environment import Template

__all__ = ["TURN", "TURN_END", "CompiledTemplate", "digest", "load_prepared", "prepare", "python_of_parts"]

TURN, TURN_END = "\x03", "\x04"
"""Where a turn of a passage begins and ends that `docgen.word.turns` keeps apart; no fact can hold them."""
FORMAT = 7
"""Goes up whenever compiling gives something else, so that an old cache is not used."""


@frozen
class CompiledTemplate:
    """A template that can be filled any number of times without reading its XML again."""

    source: str
    """File name for messages."""
    made_of: str
    """What `digest` says of the Word file that was compiled."""
    static: tuple[Member, ...]
    """Members that are the same in every document."""
    sources: Mapping[str, str]
    """Jinja source of each part that is filled; a new line before every `<w:p`, so line - 1 is the paragraph."""
    check: frozenset[str]
    """Parts whose filled XML is parsed once more because a tag stands where values could break it."""
    may_empty: frozenset[str]
    """Parts in which a cell may be left without a paragraph or a table without a row."""
    regrid: frozenset[str]
    """Parts in which the facts decide how many cells a row has; see `docgen.word.grid`."""
    opened: tuple[str, str]
    """The content types and the relationships of the main document, where it prints pictures, without their ends; two
    empty texts where it prints none."""
    styles_xml: tuple[str, str]
    """`word/styles.xml` before and after the language of the document."""
    numbering_xml: tuple[str, str]
    """`word/numbering.xml` before and after the place of new `w:num`; two empty texts where there is none."""
    styles: Mapping[str, str]
    """Id of each paragraph style by its case-folded name."""
    strong: str
    emphasis: str
    missing: str
    """Ids of the character styles Strong, Emphasis and Missing, "" where the file has none."""
    first_list: int
    """The first free `w:numId`."""
    ordered: int | None
    """`w:abstractNumId` of ordered lists in prose, None where the file has no style List Number with a list."""
    bulleted: int | None
    """`w:numId` of bulleted lists in prose, None where the file has no style List Bullet with a list."""
    restarting: Mapping[str, str] = field(default_factory=dict)
    """What stands in the `w:num` of each list that begins anew with each turn of a loop, by its `w:numId`."""
    members_by_language: dict[str, Member] = field(default_factory=dict, repr=False)
    """Packed `word/styles.xml` for the languages filled so far; grows, but only with the languages of the law."""

    modules: Mapping[str, MutableMapping[str, Any]] = field(default_factory=dict, repr=False)
    """Names of the Python module of a part, where docgen's installation holds one; see `python_of_parts`."""

    marks: bool = False
    """Whether values are printed on yellow; see `docgen.word.highlight`."""

    @cached_property
    def turning(self) -> tuple[str, ...]:
        """The parts with passages of which each turn is kept apart; see `docgen.word.turns`."""
        return tuple(part for part, source in self.sources.items() if TURN in source)

    @cached_property
    def has_contents(self) -> bool:
        """Whether the main document may have a table of contents; see `docgen.word.contents`."""
        return "TOC" in self.sources[MAIN_PART]

    @property
    def prints_pictures(self) -> bool:
        """Whether the main document prints pictures of the facts."""
        return bool(self.opened[0])

    @cached_property
    def templates(self) -> Mapping[str, Template]:
        """The Jinja template of each part in `sources`."""
        from docgen.word.environment import bind, environment, marking_environment

        made = marking_environment() if self.marks else environment()
        return {name: bind(source, made) for name, source in self.sources.items()}

    @cached_property
    def plain_numbering(self) -> Member:
        """The packed numbering part of a document that has no ordered list of its own."""
        return pack("word/numbering.xml", "".join(self.numbering_xml).encode())

    def names(self) -> WordNames:
        """Return the names that one fill needs, with no list numbered yet."""
        return WordNames(
            styles=self.styles,
            strong=self.strong,
            emphasis=self.emphasis,
            missing=self.missing,
            first_list=self.first_list,
            has_ordered=self.ordered is not None,
            bulleted=self.bulleted,
        )


_PLAIN = (
    *("source", "made_of", "opened", "styles_xml", "numbering_xml", "strong", "emphasis", "missing"),
    *("first_list", "ordered", "bulleted"),
)


def digest(template: bytes) -> str:
    """Return what tells an edited Word file from the one that was compiled; it guards against age, not attack."""
    return f"{len(template)}-{crc32(template):08x}"


def prepare(compiled: CompiledTemplate) -> bytes:
    """Return `compiled` as data for `load_prepared`. The same template gives the same bytes."""
    record: dict[str, object] = {name: getattr(compiled, name) for name in _PLAIN}
    record |= {
        "format": FORMAT,
        "sources": dict(compiled.sources),
        "styles": dict(compiled.styles),
        "restarting": dict(compiled.restarting),
        "check": sorted(compiled.check),
        "may_empty": sorted(compiled.may_empty),
        "regrid": sorted(compiled.regrid),
        "static": [[*member[:3], b2a_base64(member.packed, newline=False).decode()] for member in compiled.static],
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def python_of_parts(compiled: CompiledTemplate) -> dict[str, str]:
    """Return the Python module that fills each part, for docgen's own templates only.

    Python is code: whoever can write such a module runs with the user's rights, so it is made when docgen is installed,
    lies in docgen's own folder like any other module of it, and is never looked for beside a clinic's template.
    """
    from docgen.word.environment import python_of

    return {name: python_of(source) for name, source in compiled.sources.items()}


def load_prepared(data: bytes, template: bytes, source: str = "") -> CompiledTemplate | None:
    """Return the template that `prepare` wrote into `data`, if it was made of the Word file `template`, else None.

    None, too, for data that another version of docgen wrote or that is damaged: the caller compiles again. Imports
    neither docxtpl nor python-docx nor lxml. `source` is the file name for messages.
    """
    try:
        record = json.loads(data)
        if record["format"] != FORMAT or record["made_of"] != digest(template):
            return None
        static = tuple(Member(name, crc, size, a2b_base64(packed)) for name, crc, size, packed in record["static"])
        plain = {name: record[name] for name in _PLAIN}
        plain |= {
            "opened": tuple(record["opened"]),
            "styles_xml": tuple(record["styles_xml"]),
            "numbering_xml": tuple(record["numbering_xml"]),
        }
        return CompiledTemplate(
            **plain | {"source": source or record["source"]},
            static=static,
            sources=record["sources"],
            styles=record["styles"],
            restarting=record["restarting"],
            check=frozenset(record["check"]),
            may_empty=frozenset(record["may_empty"]),
            regrid=frozenset(record["regrid"]),
        )
    except (ValueError, KeyError, TypeError, Base64Error, AttributeError):
        return None
