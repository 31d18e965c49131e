"""`docgen templates preview`: a template filled with invented facts, every value on yellow, as pages to look at."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.answers import Answers
from docgen.assemble import Planned, Wish, fields_for, page_of, plan_document, searched
from docgen.cli.new import placed_wish, read_answers
from docgen.cli.report import report_problems
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.errors import OutputProblem, Problem, UsageProblem
from docgen.examples import example_facts
from docgen.files import make_folder, write_file
from docgen.frozen import frozen
from docgen.library import Library
from docgen.localization import best_language, runs_to_left
from docgen.prepared import open_template

__all__ = ["PreviewOptions", "preview"]

_FORMATS = ("docx", "pdf", "png")


@frozen
class PreviewOptions:
    """What `docgen templates preview` was asked for."""

    kind: str
    facts: str = ""
    """File name, "-" for standard input, "" for the invented facts of the place."""
    language: str = ""
    jurisdiction: str = ""
    output: Path = Path("preview")
    """Folder that the pages go to."""
    formats: str = ""
    """Comma-separated; "" for all that this computer can make."""
    gaps: bool = False
    """Whether two more are written: with every optional passage, and with none."""
    watch: bool = False
    templates: Path | None = None


def preview(world: World, options: PreviewOptions) -> None:
    """Write the pages that `options` ask for and print their paths; with `watch`, again after each change."""
    given = tuple(dict.fromkeys(part.strip() for part in options.formats.split(",") if part.strip()))
    if not set(given) <= set(_FORMATS):
        raise UsageProblem([Problem(id="usage.no-such-format", names={"known": ", ".join(_FORMATS)})])
    if options.watch and options.facts == "-":
        raise UsageProblem([Problem(id="usage.not-together", names={"first": "--watch", "second": "--facts -"})])
    planned = _renewed(world, options)
    if options.watch:
        from docgen.cli.watching import watch

        watched = [planned.templates["docx"], *([world.folder / options.facts] if options.facts else [])]
        watch(world, _settings(world, options), watched, lambda: _renewed(world, options))


def _settings(world: World, options: PreviewOptions) -> Settings:
    return read_settings(world, options.templates)


def _renewed(world: World, options: PreviewOptions) -> Planned:
    """Write the pages once and return what was planned for them."""
    settings = _settings(world, options)
    planned = _planned(world, settings, options)
    folder = _folder(world, options)
    documents = {folder / f"{name}.docx": data for name, data in _documents(settings, options, planned)}
    formats = [each.strip() for each in options.formats.split(",") if each.strip()] or _FORMATS
    for path, data in documents.items():
        path.with_suffix(".pdf").unlink(missing_ok=True)  # nobody shall read the pages of an earlier wording
        _drop_pages(path, 1)
        if "docx" in formats:
            _put(world, path, data)
    if {"pdf", "png"} & set(formats):
        try:
            _pages(world, documents, formats)
        except OutputProblem as error:
            if options.formats:
                raise
            report_problems(world.stderr, settings.library.wording("program", settings.language), error.problems)
    return planned


def _folder(world: World, options: PreviewOptions) -> Path:
    folder = world.folder / options.output
    make_folder(folder)
    return folder


def _put(world: World, path: Path, data: bytes) -> None:
    write_file(path, data, force=True)
    world.stdout.write(f"{path}\n")


# What is filled -------------------------------------------------------------------------------------------------------


def _planned(world: World, settings: Settings, options: PreviewOptions) -> Planned:
    library = settings.library
    library.manifest(options.kind)
    wish = Wish(
        kind=options.kind, today=world.today, language=options.language, jurisdiction=options.jurisdiction,
        interview=settings.language,
    )  # fmt: skip
    if options.facts:
        answers = read_answers(world, options.facts)
        wish = placed_wish(wish, settings, answers)
    else:
        wish = dataclasses.replace(wish, jurisdiction=options.jurisdiction or settings.jurisdiction or "US-CA")
        answers = _example(library, wish)
    place = wish.jurisdiction or str(answers.values.get("jurisdiction", ""))
    if options.language and library.has_jurisdiction(place):
        languages = library.jurisdiction(place).languages
        if not best_language(options.language, languages):  # a language for reading copies, which no office there takes
            from docgen.reading_copy import reading_language

            spoken = reading_language(library, options.kind, options.language)
            wish = dataclasses.replace(wish, language="", reading=spoken)
    return plan_document(library, answers, wish)


def _example(library: Library, wish: Wish) -> Answers:
    """Return the invented facts of the place, or of one that builds on it; in the wanted language where there are."""
    law = library.jurisdiction(wish.jurisdiction)
    places = (law.code, *(each for each in library.jurisdictions() if law.code in library.chain(each)))
    spoken = dict.fromkeys((best_language(wish.language, law.languages), *law.languages))
    names = ((each, f"examples/{each}.{place.lower()}.json") for each in spoken if each for place in places)
    found = next(((each, path) for each, name in names if (path := library.file(name))), None)
    if found is None:
        names_for = {"kind": wish.kind, "language": wish.language or law.languages[0], "jurisdiction": law.code}
        raise UsageProblem([Problem(id="usage.no-example", names=names_for)])
    return example_facts(library, wish.kind, found[1], found[0])


def _documents(settings: Settings, options: PreviewOptions, planned: Planned) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each Word file, searched for leaks like any other."""
    from docgen.word import noted, turned

    wording = settings.library.wording("program", settings.language)
    variants: Mapping[str, bool | None] = {"preview": None}
    if options.gaps:
        variants = {**variants, "preview-every-passage": True, "preview-no-passage": False}
    for name, passages in variants.items():
        id = {None: "preview.note", True: "preview.note-every", False: "preview.note-none"}[passages]
        data = _filled(settings.library, planned, passages)
        data = turned(data) if runs_to_left(planned.document.language) else data
        data = noted(data, wording.say(id), right_to_left=runs_to_left(settings.language))
        yield name, searched(data, "docx", planned, (f"{name}.docx",)).data


def _filled(library: Library, planned: Planned, passages: bool | None) -> bytes:
    from docgen.word import fill, marked

    template = open_template(planned.templates["docx"])
    fields = fields_for(planned, template)
    shown = fields if passages is None else _complete(library, planned, fields)
    return fill(marked(template, passages), shown, page_of(planned.document))


def _complete(library: Library, planned: Planned, fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return the `fields` of the document with the name of the fact, in brackets, wherever one is open."""
    from docgen.plan.complete import completed
    from docgen.questions import label_of

    document = planned.document
    questions = library.questions(document.kind)
    names = library.wording("interview", document.language)

    def label(path: str) -> str:
        head, dot, rest = path.partition(".")
        fact = f"incidents{dot}{rest}" if head in ("recent", "earlier") else path
        found = label_of(questions, fact)
        return f"[{path if found == fact else names.translate(f'{fact}.label', found)}]"

    own = [each.fact.removeprefix("answers.") for each in questions if each.fact.startswith("answers.")]
    return completed(fields, document.audience, label, own)


# Pages ----------------------------------------------------------------------------------------------------------------


def _pages(world: World, documents: Mapping[Path, bytes], formats: tuple[str, ...] | list[str]) -> None:
    """Write the PDF and the pictures that `formats` name of each document."""
    from docgen.pdf import pages_of, pdf_of

    programs = world.programs()
    made = pdf_of(list(documents.values()), programs, next(iter(documents)).with_suffix(".pdf"))
    if "pdf" in formats:
        for path, pdf in zip(documents, made, strict=True):
            _put(world, path.with_suffix(".pdf"), pdf)
    if "png" in formats:
        for path, pdf in zip(documents, made, strict=True):
            pictures = pages_of(pdf, programs, path.with_suffix(".png"))
            for number, picture in enumerate(pictures, 1):
                _put(world, path.with_name(f"{path.stem}-{number}.png"), picture)
            _drop_pages(path, len(pictures) + 1)


def _drop_pages(path: Path, number: int) -> None:
    """Remove the pages of a preview that was there before, from `number` on."""
    while (page := path.with_name(f"{path.stem}-{number}.png")).is_file():
        page.unlink()
        number += 1
