"""`docgen templates check`: what is wrong with templates, in words, as Word comments, mended in a copy, or as SARIF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen import __version__
from docgen.cli.report import json_text, place_in_words, plain_text, print_lines, report_problems, sentence
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.errors import AnswersUnreadable, Place, Problem, TemplateProblem
from docgen.files import write_file
from docgen.frozen import frozen
from docgen.library import Library
from docgen.localization import Wording

__all__ = ["CheckOptions", "check_templates"]


@frozen
class CheckOptions:
    """What `docgen templates check` was asked for."""

    paths: tuple[Path, ...] = ()
    """Word templates, or folders of a clinic; empty for the whole library."""
    json: bool = False
    sarif: bool = False
    annotate: bool = False
    """Whether a copy of each file is written that says at each place, in a Word comment, what is wrong."""
    fix: bool = False
    """Whether a copy of each file is written with what is safe to mend."""
    templates: Path | None = None


def check_templates(world: World, options: CheckOptions) -> None:
    """Report every problem of the templates that `options` names. Raises `TemplateProblem` where there is an error."""
    settings = read_settings(world, options.templates, checking=True)
    wording = settings.library.wording("program", settings.language)
    found = [] if options.paths else _in_folder(settings.library, wording)
    for path in options.paths:
        folder = world.folder / path
        if folder.is_dir():
            inside = _in_folder(Library.open(folder), wording)
            for file in sorted(folder.glob("*/*.docx")):
                own = [problem for problem in inside if problem.place.source == file.name]
                _write_copies(world, wording, file, own, options)
            found += inside
        else:
            found += _in_file(world, settings, path, options)
    _report(world, wording, found, options)


def _in_folder(library: Library, wording: Wording) -> list[Problem]:
    from docgen.check import check_library
    from docgen.upgrade import explained

    return explained(library, check_library(library, wording), wording, __version__)


def _in_file(world: World, settings: Settings, path: Path, options: CheckOptions) -> list[Problem]:
    """Return every problem of one Word template, and write the copies that were asked for."""
    from docgen.check import check_template

    file = world.folder / path
    if not file.is_file():
        raise AnswersUnreadable([Problem(id="input.unreadable", place=Place(source=str(path)))])
    library = _library_of(file, settings)
    wording = settings.library.wording("program", settings.language)
    found = check_template(file, library.manifest(path.name.partition(".")[0]), library, wording)
    _write_copies(world, wording, file, found, options)
    return found


def _write_copies(world: World, wording: Wording, file: Path, found: Sequence[Problem], options: CheckOptions) -> None:
    """Write the copies of a template that were asked for, where it has problems, and print their paths."""
    word = file.suffix == ".docx" and found
    copies = [_annotated(wording, file, found)] if options.annotate and word else []
    copies += _mended(world, wording, file) if options.fix and word else []
    # What a program reads of standard output is nothing but the problems.
    print_lines(world.stderr if options.json or options.sarif else world.stdout, map(str, copies))


def _library_of(file: Path, settings: Settings) -> Library:
    """Return the library that a template belongs to: that of the clinic's folder around it, where it stands in one."""
    kind_folder = file.resolve().parent
    folder, known = kind_folder.parent, settings.library
    is_in_kind = kind_folder.name == file.name.partition(".")[0]
    return Library.open(folder) if is_in_kind and folder not in known.templates else known


def _report(world: World, wording: Wording, found: Sequence[Problem], options: CheckOptions) -> None:
    errors = [problem for problem in found if not problem.warning]
    if options.sarif:
        from docgen.cli.sarif import sarif_of

        told = sarif_of(found, lambda problem: sentence(wording, problem))
        world.stdout.write(json_text(told, indent=2) + "\n")
    else:
        report_problems(world.stdout if options.json else world.stderr, wording, found, as_json=options.json)
    if errors:
        raise TemplateProblem([])
    if not found:
        world.stderr.write(wording.say("templates.good") + "\n")


def _annotated(wording: Wording, file: Path, found: Sequence[Problem]) -> Path:
    """Write the copy that says beside each paragraph what is wrong, and return its path."""
    from docgen.word import MAIN_PART, with_comments

    said = []
    for problem in found:
        in_text = problem.place.part in ("", MAIN_PART)
        words = sentence(wording, problem)
        where = "" if in_text else f"{place_in_words(wording, problem.place)}: "
        said.append((problem.place.paragraph or 0 if in_text else 0, where + words))
    target = file.with_name(f"checked-{file.name}")
    write_file(target, with_comments(file.read_bytes(), said, file.name), force=True)
    return target


def _mended(world: World, wording: Wording, file: Path) -> list[Path]:
    """Write the copy with what is safe to mend, tell each change, and return its path; none where nothing was."""
    from docgen.word import mended

    data, changes = mended(file.read_bytes(), file.name)
    if not changes:
        world.stderr.write(wording.say("mend.nothing") + "\n")
        return []
    target = file.with_name(f"mended-{file.name}")
    write_file(target, data, force=True)
    for change in changes:
        where = place_in_words(wording, Place(source=file.name, part=change.part, paragraph=change.paragraph))
        id = "mend.changed" if change.old else "mend.comment"
        told = wording.say(id, old=change.old, new=change.new)
        world.stderr.write(plain_text(f"{where}: {told}") + "\n")
    return [target]
