"""`docgen new` and `docgen plan`: one document from facts or from prompts."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.answers import Answers, files_from, read_json
from docgen.assemble import Planned, Wish, load_facts, plan_document, render_document, with_digests
from docgen.cli.document_options import DocumentOptions, refuse_clashes
from docgen.cli.pdf_files import refuse_without_office, rendered_formats, write_pdfs
from docgen.cli.report import report_next_steps, report_notices, report_problems
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.dates import read_iso_date
from docgen.errors import FactsProblem, LeakStopped, OutputProblem, Place, Problem, UsageProblem
from docgen.files import free_name, refuse_odd_target, write_file
from docgen.localization import offered_language
from docgen.reading_copy import copy_name, reading_language, render_reading_copy

if TYPE_CHECKING:  # a paper from a facts file needs nothing of the interview
    from docgen.cli.keeping import Keeper

__all__ = [
    "DocumentOptions",
    "chosen_formats",
    "day_of",
    "placed_wish",
    "print_plan",
    "read_answers",
    "write_document",
]


def write_document(world: World, options: DocumentOptions) -> None:
    """Write the document that `options` ask for and print its path; what to do next goes to standard error."""
    refuse_clashes(options)
    settings = read_settings(world, options.templates, options.interview_language)
    keeper = None
    if options.resume or options.draft_name:
        from docgen.cli.resuming import opened_keeper

        keeper, draft = opened_keeper(world, settings, options)
        options = dataclasses.replace(options, kind=draft.kind, interview_language=draft.language)
        settings = read_settings(world, options.templates, options.interview_language)
    if not options.kind:
        raise UsageProblem([Problem(id="usage.no-kind", names={"known": ", ".join(settings.library.kinds())})])
    if options.reading:
        spoken = reading_language(settings.library, options.kind, options.reading)
        options = dataclasses.replace(options, reading=spoken)
    paths = _paths(world, settings, options)
    if not options.facts and keeper is None:
        from docgen.cli.resuming import new_keeper

        keeper = new_keeper(world, settings, options)
    refuse_without_office(world, paths)
    planned, rendered = _written(world, settings, options, keeper, paths)
    library, language = settings.library, settings.language
    report_next_steps(world.stderr, library.wording("program", language), planned.document)
    if keeper:
        keeper.farewell(library.wording("program-interview", language), "interview.still-kept")
    if options.trace:
        from docgen.cli.explaining import write_trace

        write_trace(world, library, planned, rendered["docx"], paths[_TRACE], force=options.force)
    pdfs = {"docx": paths.get("pdf"), _READING: paths.get(_READING_PDF)}
    sources = {path: rendered[made_of] for made_of, path in pdfs.items() if path}
    write_pdfs(world, sources, force=options.force)  # last: where it fails, all else is there and has been said


def _paths(world: World, settings: Settings, options: DocumentOptions) -> Mapping[str, Path]:
    """Return the path of each format to write, in their order. Raises for one that cannot be written."""
    formats = chosen_formats(settings, options.kind, options.formats)
    ending = options.output.suffix.removeprefix(".") if options.output else ""
    if ending and ending not in formats:
        names = {"found": ending, "known": ", ".join(formats)}
        raise UsageProblem([Problem(id="usage.wrong-ending", place=Place(source=str(options.output)), names=names)])
    first = options.output or free_name(world.folder, world.today, formats[0])
    paths = {each: _named(world, first, each, several=len(formats) > 1) for each in formats}
    if options.reading:
        beside = _named(world, first, "docx", several=True)
        paths[_READING] = beside.with_name(f"{copy_name(beside.stem)}.docx")
        if "pdf" in paths:
            paths[_READING_PDF] = beside.with_name(f"{copy_name(beside.stem)}.pdf")
    if options.trace:
        if "docx" not in paths:
            raise UsageProblem([Problem(id="usage.trace-without-docx")])
        from docgen.trace import trace_path

        paths[_TRACE] = trace_path(paths["docx"])
    for path in paths.values():
        refuse_odd_target(path, force=options.force)  # before the first question, and before the first of two files
    return paths


_READING, _READING_PDF = "reading copy", "reading copy as pdf"
"""Stand for the reading copy among the formats to write."""
_TRACE = "trace"
"""Stands for the trace among them."""
_BESIDE = (_READING, _READING_PDF, _TRACE)


def chosen_formats(settings: Settings, kind: str, wanted: str) -> tuple[str, ...]:
    """Return the formats that `wanted` names, by commas; those that `kind` writes by default for "".

    What is written as Word can be had as PDF. Raises `UsageProblem` for a format that the kind has not.
    """
    given = tuple(dict.fromkeys(part.strip() for part in wanted.split(",") if part.strip()))
    own = settings.library.manifest(kind).formats
    known = (*own, "pdf") if "docx" in own else own
    if not set(given) <= set(known):
        raise UsageProblem([Problem(id="usage.no-such-format", names={"known": ", ".join(known)})])
    return given or own


def _written(
    world: World, settings: Settings, options: DocumentOptions, keeper: Keeper | None, paths: Mapping[str, Path]
) -> tuple[Planned, Mapping[str, bytes]]:
    """Write the document in each format; return its plan, and what was rendered: what a PDF is made of, too.

    `keeper` holds the answers of an interview, None where a file gives the facts. What is wrong with typed facts, or
    with the disk, is said, and the review comes again: nobody should have to tell everything twice.
    """
    wish, there = _wish(world, settings, options), set[Path]()
    formats = rendered_formats([each for each in paths if each not in _BESIDE])

    def write(answers: Answers) -> tuple[Planned, Mapping[str, bytes]]:
        placed, names = placed_wish(wish, settings, answers), {each: path.name for each, path in paths.items()}
        planned = plan_document(settings.library, answers, placed)
        rendered = {made.format: made for made in render_document(planned, formats, list(names.values()))}
        if options.reading:
            rendered[_READING] = render_reading_copy(
                settings.library, answers, placed, options.reading, names[_READING]
            )
        report_notices(world.stderr, settings.library.wording("program", settings.language), planned.document)
        for path, made in ((paths[format], made) for format, made in rendered.items() if format in paths):
            write_file(path, made.data, force=options.force or path in there)
            if path not in there:
                world.stdout.write(f"{path}\n")
            there.add(path)
        return planned, {format: made.data for format, made in rendered.items()}

    if keeper is None:
        return write(read_answers(world, options.facts))
    for typed in _asked(world, settings, options, keeper):
        try:
            return write(with_digests(typed, keeper.folder))
        except (FactsProblem, LeakStopped, OutputProblem, UsageProblem) as error:
            words = settings.library.wording("program", settings.language)
            report_problems(world.stderr, words, error.problems)
    raise EOFError


def _named(world: World, first: Path, format: str, *, several: bool) -> Path:
    """Return the path for one format: the name asked for, with the format's ending where there are several."""
    path = world.folder / first
    if os.path.isdir(path):  # noqa: PTH112  false for a name too long, which is refused too
        return path  # which is refused: a name beside the folder was not asked for
    return path.with_suffix(f".{format}") if several or not path.suffix else path


def print_plan(world: World, options: DocumentOptions) -> None:
    """Print the plan as JSON: every choice made and why."""
    from docgen.cli.as_json import plan_as_json

    settings = read_settings(world, options.templates, options.interview_language)
    answers = read_answers(world, options.facts)
    wish = placed_wish(_wish(world, settings, options), settings, answers)
    world.stdout.write(plan_as_json(plan_document(settings.library, answers, wish).document) + "\n")


def _wish(world: World, settings: Settings, options: DocumentOptions) -> Wish:
    return Wish(
        kind=options.kind,
        today=day_of(options.date) or world.today,
        language=options.language,
        jurisdiction=options.jurisdiction,
        platform=options.platform,
        interview=settings.language,
        draft=options.draft,
    )


def placed_wish(wish: Wish, settings: Settings, answers: Answers) -> Wish:
    """Return `wish` with the place of the settings where neither the command line nor the facts name one."""
    if wish.jurisdiction or not settings.jurisdiction or "jurisdiction" in answers.values:
        return wish
    return dataclasses.replace(wish, jurisdiction=settings.jurisdiction)


def _asked(world: World, settings: Settings, options: DocumentOptions, keeper: Keeper) -> Iterator[Answers]:
    """Yield what was said, and again after the person has changed it."""
    from docgen.cli.interview import interview

    known: dict[str, object] = {}
    if options.start:
        started = read_answers(world, options.start)
        known |= files_from(started.values, (world.folder / options.start).parent, keeper.folder)
    named = "jurisdiction" in known or keeper.said.get("jurisdiction")
    place = options.jurisdiction or ("" if named else settings.jurisdiction)
    if place:
        known["jurisdiction"] = place.upper()
    if options.language:
        _refuse_language(settings, options.language, place)
        known["languages"] = {"document": options.language}
    if options.platform:
        told = known.get("platform")
        known["platform"] = {**(told if isinstance(told, Mapping) else {}), "name": options.platform}
    return interview(world, settings.library, options.kind, settings.language, known, keeper)


def _refuse_language(settings: Settings, language: str, place: str) -> None:
    """Raise `UsageProblem`, before anything is asked, for a language in which no document can come out."""
    library = settings.library
    codes = (place,) if place else library.jurisdictions()
    offered = tuple(dict.fromkeys(each for code in codes for each in library.jurisdiction(code).languages))
    offered_language(language, offered)


def read_answers(world: World, name: str) -> Answers:
    """Return the facts in the file `name`, or on standard input for "-", with the digests of the exhibits it names.

    Raises `AnswersUnreadable` where there is no such file.
    """
    if name == "-":
        return with_digests(read_json(world.read_standard_input(), name), world.folder)
    return load_facts(world.folder / name, name)


def day_of(text: str) -> date | None:
    """Return the day of the option `--date`; None where it was not given. Raises `UsageProblem` for what is no day."""
    if not text:
        return None
    try:
        day = read_iso_date(text)
    except ValueError:
        day = date.max
    if not 1900 <= day.year <= 2200:  # far enough from the ends of the calendar to count deadlines
        raise UsageProblem([Problem(id="usage.bad-date")])
    return day
