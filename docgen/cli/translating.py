"""`docgen facts translations …`: a sheet for an interpreter, and its translations back into the facts."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.answers import Answers, files_from, read_facts_file, read_json
from docgen.cli.as_json import facts_as_json
from docgen.cli.report import write_text
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.errors import FactsProblem, Place, Problem, UsageProblem
from docgen.facts import check_facts
from docgen.files import refuse_odd_target, write_file
from docgen.frozen import frozen
from docgen.localization import Wording, language_name, languages_with, offered_language
from docgen.matter.values import Line, Unfit
from docgen.own_questions import OwnQuestions
from docgen.questions import label_of
from docgen.sheets.translations import TextRow, read_translations, translation_sheet
from docgen.translations import Text, Work, free_texts, put_in

__all__ = ["ExportTextsOptions", "ImportTranslationsOptions", "export_texts", "import_translations"]

_COLUMNS = ("path", "what", "told-in", "told", "translation")
_UNFINISHED = {"problem.missing", "problem.no-incidents", "problem.no-conduct"}
"""What facts may lack while they are translated."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@frozen
class ExportTextsOptions:
    """What the command line asks of `docgen facts translations export`."""

    facts: str
    """File name, "-" for standard input."""
    language: str
    output: Path
    every: bool = False
    """Whether texts that are translated already stand in the sheet, too."""
    interview_language: str = ""
    force: bool = False
    templates: Path | None = None


@frozen
class ImportTranslationsOptions:
    """What the command line asks of `docgen facts translations import`."""

    facts: str
    sheet: str
    language: str
    told_in: str
    translator: str
    output: Path
    anew: bool = False
    force: bool = False
    templates: Path | None = None


def export_texts(world: World, options: ExportTextsOptions) -> None:
    """Write the sheet, and say on standard error how many texts it holds. Raises a `DocgenError`; then nothing is
    written.
    """
    settings = read_settings(world, options.templates, options.interview_language)
    suffix = options.output.suffix.casefold()
    if suffix not in (".xlsx", ".csv"):
        raise UsageProblem([Problem(id="usage.sheet-suffix")])
    language = _target(settings, options.language)
    output = world.folder / options.output
    refuse_odd_target(output, force=options.force)
    own_questions = settings.library.all_own_questions()
    answers = _facts(world, options.facts, own_questions)
    words = settings.library.wording("program", settings.language)
    texts = [each for each in free_texts(answers.values, language, own_questions) if options.every or not each.settled]
    named = {"language": language_name(language, words.locale_id)}
    data = translation_sheet(
        [TextRow(text=each, label=_label(settings, words, each)) for each in texts],
        [words.say(f"translations.head.{each}", **named) for each in _COLUMNS],
        [words.say(f"translations.note.{each}", **named) for each in _COLUMNS],
        title=words.say("translations.title"),
        sign=words.say("sheet.column-sign") if suffix == ".csv" else "",
    )
    write_file(output, data, force=options.force)
    world.stdout.write(f"{options.output}\n")
    write_text(world.stderr, words.count("translations.exported", len(texts), **named))
    write_text(world.stderr, words.say("translations.careful"))


def _label(settings: Settings, words: Wording, text: Text) -> str:
    """Return what a text is, in words, with the numbers of its records."""
    library = settings.library
    questions = [each for kind in library.kinds() for each in library.questions(kind)]
    own_questions = library.all_own_questions()
    label = label_of(questions, text.fact)
    if own_questions and text.fact in own_questions.by_fact:
        label = words.told(own_questions.said(text.fact, "label"))
    elif any(each.fact == text.fact for each in questions):
        label = library.wording("interview", settings.language).translate(f"{text.fact}.label", label)
    number = ".".join(str(step + 1) for step in text.path if isinstance(step, int))
    return words.say("sheet.numbered", label=label, number=number) if number else label


def import_translations(world: World, options: ImportTranslationsOptions) -> None:
    """Write the facts with the translations of the sheet, and say on standard error how many there are and how many
    texts still have none. Raises a `DocgenError` with every problem; then nothing is written.
    """
    settings = read_settings(world, options.templates)
    work = _work(settings, options)
    output = world.folder / options.output
    refuse_odd_target(output, force=options.force)
    answers = _facts(world, options.facts, settings.library.all_own_questions())
    returned = read_translations(world.folder / options.sheet, options.sheet)
    joined = put_in(answers.values, returned.rows, work, settings.library.all_own_questions())
    problems = [*returned.problems, *joined.problems]
    if returned.rows and not joined.named and not problems:
        problems = [Problem(id="translations.no-rows", place=Place(source=options.sheet))]
    if problems:
        raise FactsProblem(problems)
    old = world.folder if options.facts == "-" else (world.folder / options.facts).parent
    values = files_from(joined.values, old, output.parent)
    write_file(output, facts_as_json(values).encode(), force=options.force)
    world.stdout.write(f"{options.output}\n")
    words = settings.library.wording("program", settings.language)
    lines = [words.count("translations.added", joined.added)]
    lines.append(
        words.count("translations.missing", joined.missing) if joined.missing else words.say("translations.complete")
    )
    if returned.remarks:
        lines.append(words.count("translations.remarks", returned.remarks))
    if joined.added:
        lines.append(words.say("translations.sign"))
    for line in lines:
        write_text(world.stderr, line)


def _work(settings: Settings, options: ImportTranslationsOptions) -> Work:
    """Return who has translated what. Raises `UsageProblem` for languages or a name that no paper can tell."""
    language = _target(settings, options.language)
    if not _LANGUAGE.fullmatch(options.told_in):
        raise UsageProblem([Problem(id="usage.language-code", place=Place(path="--told-in"))])
    if options.told_in.partition("-")[0] == language.partition("-")[0]:
        raise UsageProblem([Problem(id="usage.told-in-same", place=Place(path="--told-in"))])
    try:
        translator = str(Line.parse(options.translator))
    except Unfit as unfit:
        names = {"wanted": unfit.wanted, **unfit.names}
        raise UsageProblem([Problem(id="problem.unfit", place=Place(path="--translator"), names=names)]) from None
    return Work(language=language, told_in=options.told_in, translator=translator, anew=options.anew)


def _target(settings: Settings, wanted: str) -> str:
    """Return the language of documents that `wanted` means (`en-GB` means `en`). Raises `UsageProblem` for none."""
    return offered_language(wanted, languages_with(settings.library.locales, "documents"))


def _facts(world: World, name: str, own_questions: OwnQuestions | None) -> Answers:
    """Return the facts in the file `name`, "-" for standard input, as they stand.

    Raises `FactsProblem` for facts that are wrong; those that are not yet told may be missing.
    """
    if name == "-":
        answers = read_json(world.read_standard_input(), name)
    else:
        answers = read_facts_file(world.folder / name, name)
    if wrong := [each for each in check_facts(answers, (), own_questions) if each.id not in _UNFINISHED]:
        raise FactsProblem(wrong)
    return answers
