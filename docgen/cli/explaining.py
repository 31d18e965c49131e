"""`docgen templates explain`: which part of the template, and which facts, made a paragraph of a finished document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docgen.assemble import Planned, fields_for
from docgen.cli.report import place_in_words, plain_text, print_lines
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.errors import AnswersUnreadable, Place, Problem, UsageProblem
from docgen.files import file_digest, write_file
from docgen.library import Library
from docgen.localization import Wording
from docgen.prepared import open_template
from docgen.trace import Paragraph, Trace, read_trace, trace_of

__all__ = ["explain", "write_trace"]


def write_trace(world: World, library: Library, planned: Planned, document: bytes, path: Path, *, force: bool) -> None:
    """Write to `path` what made each paragraph of `document`, which was filled as `planned`, and print `path`."""
    template = planned.templates["docx"]
    fields = fields_for(planned, open_template(template))
    write_file(path, trace_of(library, planned.document.kind, template, fields, document), force=force)
    world.stdout.write(f"{path}\n")


def explain(world: World, file: str, number: str | None, templates: Path | None) -> None:
    """Say in sentences what made paragraph `number` of the document `file`; list its paragraphs where it is None.

    `number` counts in the main text; `header1:2` is the second paragraph of that header. Raises `AnswersUnreadable`
    where the document or its trace cannot be read, and `UsageProblem` for a number that no paragraph has.
    """
    from docgen.word import MAIN_PART, texts_of_parts

    settings = read_settings(world, templates)
    path = world.folder / file
    try:
        data = path.read_bytes()
    except OSError:
        raise AnswersUnreadable([Problem(id="input.unreadable", place=Place(source=file))]) from None
    texts = {"" if part == MAIN_PART else part: each for part, each in texts_of_parts(data, file).items()}
    trace = read_trace(path, data, file)
    if number is None:
        print_lines(world.stdout, _listed(texts))
        return
    head, _, counted = number.rpartition(":")
    part = f"word/{head}.xml" if head else ""
    shown, made = texts.get(part, []), trace.of(part)
    place = int(counted) if counted.isascii() and counted.isdigit() and len(counted) < _DIGITS else 0
    if not 0 < place <= min(len(shown), len(made)):
        names = {"found": number, "count": str(len(shown or texts[""]))}
        raise UsageProblem([Problem(id="usage.no-such-paragraph", place=Place(source=file), names=names)])
    wording = settings.library.wording("program", settings.language)
    near = shown[place - 1][:80] + ("…" if len(shown[place - 1]) > 80 else "")
    lines = [wording.say("explain.paragraph", number=number, words=near)] if near else []
    lines += _told(wording, trace, made[place - 1], part)
    lines += _changed(settings, wording, trace)
    print_lines(world.stdout, map(plain_text, lines))


_DIGITS = 9


def _listed(texts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a line for each paragraph with words, with what names it."""
    for part, each in texts.items():
        head = f"{part.removeprefix('word/').removesuffix('.xml')}:" if part else ""
        yield from (f"{f'{head}{place}':>4}  {text[:100]}" for place, text in enumerate(each, 1) if text)


def _told(wording: Wording, trace: Trace, made: Paragraph, part: str) -> Iterator[str]:
    if not made.paragraph:
        yield wording.say("explain.by-nobody")
        return
    if part:
        place = place_in_words(wording, Place(part=part, paragraph=made.paragraph))
        yield wording.say("explain.template-part", place=place, file=trace.template)
    else:
        yield wording.say("explain.template", number=made.paragraph, file=trace.template)
    if made.clause:
        yield wording.say("explain.clause", clause=made.clause)
    for turn in made.turns:
        yield wording.say("explain.turn", over=turn.over, number=turn.number)
    for condition in made.conditions:
        yield wording.say("explain.held" if condition.held else "explain.failed", condition=condition.text)
    if made.facts:
        yield wording.say("explain.facts", facts=", ".join(made.facts))
    else:
        yield wording.say("explain.no-facts")


def _changed(settings: Settings, wording: Wording, trace: Trace) -> Iterator[str]:
    """Yield a sentence where the template of today is not the one that made the document."""
    path = settings.library.file(f"{trace.kind}/{trace.template}")
    if path is None or file_digest(path) != trace.template_sha256:
        yield wording.say("explain.template-changed", file=trace.template)
