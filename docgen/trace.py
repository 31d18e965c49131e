"""Where each paragraph of a document comes from, written beside it only when asked for.

A trace names a template, its paragraphs, clauses, conditions and facts, never the value of a fact: it may be shown to
whoever mends the template. It holds for one document only, which it knows by its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.build import clauses_of
from docgen.errors import AnswersUnreadable, Place, Problem
from docgen.frozen import frozen
from docgen.library import Library
from docgen.prepared import open_template
from docgen.records import Reader, path_text

if TYPE_CHECKING:
    from docgen.word import ParagraphSource

__all__ = ["Paragraph", "Part", "Trace", "read_trace", "trace_of", "trace_path"]


@frozen
class When:
    """A condition of the template, as its writer typed it."""

    text: str
    held: bool


@frozen
class Turn:
    """One turn of a loop."""

    over: str
    number: int


@frozen
class Paragraph:
    """What made one paragraph."""

    paragraph: int
    """Number of the paragraph of the template, from 1; 0 where no template has it."""
    clause: str = ""
    """Clause that the template's paragraph was built from; "" for none."""
    conditions: tuple[When, ...] = ()
    turns: tuple[Turn, ...] = ()
    facts: tuple[str, ...] = ()
    """Names of the facts that it prints."""


@frozen
class Part:
    """What made the paragraphs of a header, a footer or the notes."""

    part: str
    """Member of the Word file, such as `word/header1.xml`."""
    paragraphs: tuple[Paragraph, ...]


@frozen
class Trace:
    """What made one document."""

    document: str
    """SHA-256 of the document."""
    kind: str
    template: str
    """File name of the template."""
    template_sha256: str
    paragraphs: tuple[Paragraph, ...]
    """Those of the main text."""
    parts: tuple[Part, ...] = ()
    """Headers, footers and notes."""

    def of(self, part: str) -> tuple[Paragraph, ...]:
        """Return what made the paragraphs of `part`; "" for the main text."""
        return next((each.paragraphs for each in self.parts if each.part == part), self.paragraphs if not part else ())


def trace_path(document: Path) -> Path:
    """Return where the trace of `document` stands."""
    return document.with_suffix(".trace.json")


def trace_of(library: Library, kind: str, template: Path, fields: Mapping[str, object], document: bytes) -> bytes:
    """Return, as JSON, what made each paragraph of `document`, which was filled with `fields` from `template`.

    Raises what filling raises.
    """
    from docgen.word import paragraph_sources

    main, *others = paragraph_sources(open_template(template), fields, document).items()
    told = {
        "document": hashlib.sha256(document).hexdigest(),
        "kind": kind,
        "template": template.name,
        "template_sha256": hashlib.sha256(template.read_bytes()).hexdigest(),
        "paragraphs": _made(main[1], clauses_of(library, template)),
        "parts": [{"part": part, "paragraphs": _made(found, ())} for part, found in others],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _made(paragraph_sources: Sequence[ParagraphSource | None], clauses: Sequence[str]) -> list[dict[str, object]]:
    """Return what a trace says of paragraphs; `clauses` are those of the template's paragraphs."""
    made: list[dict[str, object]] = []
    for source in paragraph_sources:
        number = source.paragraph if source else 0
        clause = clauses[number - 1] if 0 < number <= len(clauses) else ""
        made.append({**(asdict(source) if source else {"paragraph": 0}), "clause": clause})
    return made


def read_trace(document: Path, data: bytes, shown: str) -> Trace:
    """Return the trace of `document`, whose bytes are `data` and whose name for messages is `shown`.

    Raises `AnswersUnreadable` where there is no trace beside it, where it is damaged or of another document.
    """
    path = trace_path(document)
    place = Place(source=str(Path(shown).with_name(path.name)))
    try:
        record = json.loads(path.read_bytes())
    except OSError:
        raise AnswersUnreadable([Problem(id="explain.no-trace", place=place, hint="hint.trace")]) from None
    except ValueError:
        raise AnswersUnreadable([Problem(id="explain.damaged", place=place, hint="hint.trace")]) from None
    trace = Reader(lambda at: Place(source=place.source, path=path_text(at))).read(Trace, record)
    if trace is None:
        raise AnswersUnreadable([Problem(id="explain.damaged", place=place, hint="hint.trace")])
    if trace.document != hashlib.sha256(data).hexdigest():
        raise AnswersUnreadable([Problem(id="explain.other-document", place=place, hint="hint.trace")])
    return trace
