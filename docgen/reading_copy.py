"""A document beside itself in another language, so that the person who signs knows what it says; never for filing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.answers import Answers
from docgen.assemble import Planned, Rendered, Wish, fields_for, page_of, plan_document, searched
from docgen.errors import Problem, UsageProblem
from docgen.library import Library
from docgen.localization import language_name, languages_with, offered_language, runs_to_left
from docgen.prepared import open_template

if TYPE_CHECKING:
    from docgen.word import ParagraphSource

__all__ = ["copy_name", "reading_language", "render_reading_copy"]


def copy_name(name: str) -> str:
    """Return the name, without its ending, of the reading copy beside the document `name`."""
    return f"{name}-copy"


def reading_language(library: Library, kind: str, wanted: str) -> str:
    """Return the language in which a reading copy of `kind` asked for in `wanted` is written (`ar-EG` in `ar`).

    Raises `UsageProblem` for a language without a wording of the kind.
    """
    return offered_language(wanted, _offered(library, kind))


def _offered(library: Library, kind: str) -> list[str]:
    spoken = languages_with(library.locales, "documents")
    return [each for each in spoken if library.file(f"{kind}/{kind}.{each}.docx")]


def render_reading_copy(library: Library, answers: Answers, wish: Wish, language: str, name: str) -> Rendered:
    """Return the Word document that `wish` asks for, and beside it, passage by passage, the same in `language`.

    `name` is the file name that it will get. Free text that nobody has translated, and law that is told in no such
    language, stand in their own and say so; what only one side says has a note beside it. Raises what `plan_document`
    and `render_document` raise, and `UsageProblem`, which names the other languages, where the document itself is in
    `language`.
    """
    from docgen.word import Sides, side_by_side

    original = plan_document(library, answers, wish)
    if original.document.language == language:
        others = ", ".join(each for each in _offered(library, wish.kind) if each != language)
        raise UsageProblem([Problem(id="usage.reading-copy-alike", names={"found": language, "known": others})])
    copy = plan_document(library, answers, replace(wish, reading=language))
    words, own = (library.wording("documents", each) for each in (language, original.document.language))
    sides = Sides(
        mark=f"{words.say('reading.mark')} · {own.say('reading.mark')}",  # whoever is handed it must see it, too
        original=words.say("reading.original", language=language_name(original.document.language, language)),
        copy=words.say("reading.copy", language=language_name(language, language)),
        language=copy.document.language_tag if (known := words.say("word.language")) == "-" else known,
        right_to_left=runs_to_left(language),
        untold=words.say("reading.untold"),
        unsaid=words.say("reading.unsaid"),
    )
    # The words are set side by side; pictures stand in the document itself.
    (left, own_paragraphs), (right, its_paragraphs) = (_made(replace(each, pictures={})) for each in (original, copy))
    data = side_by_side(left, right, sides, (own_paragraphs, its_paragraphs))
    return searched(data, "docx", original, (name,))


def _made(planned: Planned) -> tuple[bytes, list[ParagraphSource | None]]:
    """Return the Word file of `planned` and what in its template made each paragraph."""
    from docgen.word import MAIN_PART, fill, paragraph_sources

    template = open_template(planned.templates["docx"])
    fields = fields_for(planned, template)
    data = fill(template, fields, page_of(planned.document))
    return data, paragraph_sources(template, fields, data)[MAIN_PART]
