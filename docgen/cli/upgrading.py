"""`docgen templates copy`, `build` and `diff`: a clinic's folder, and what changed in it and in docgen since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen import __version__
from docgen.cli.report import print_lines, report_problems, write_text
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.errors import OutputProblem, Place, Problem, TemplateProblem, UsageProblem
from docgen.files import write_file
from docgen.folders import templates_folder
from docgen.library import Library
from docgen.localization import Wording
from docgen.shell_words import shell_word
from docgen.upgrade import Difference, Now, built_in_folder, copy_kind, differences, explained, note_builds
from docgen.upgrade.comparing import names_in

__all__ = ["build_templates", "copy_templates", "print_differences"]


def _wording(settings: Settings) -> Wording:
    return settings.library.wording("program", settings.language)


def copy_templates(world: World, kind: str, language: str, folder: Path) -> None:
    """Copy the templates of `kind` into a clinic's `folder`, and say which were left because they were changed."""
    wording = _wording(read_settings(world))
    copied = copy_kind(Library.open(), world.folder / folder, kind, language, Now(__version__, world.today))
    print_lines(world.stdout, map(str, copied.written))
    for name in copied.left:
        write_text(world.stderr, wording.say("copy.left", file=name, folder=folder))
    if copied.left:
        write_text(world.stderr, wording.say("copy.merge", folder=shell_word(folder)))
    elif not copied.written:
        write_text(world.stderr, wording.say("copy.nothing", folder=folder))


def build_templates(
    world: World, folder: Path | None, only_check: bool, force: bool, templates: Path | None = None
) -> None:
    """Build every Word template from its wording; with `only_check`, report those that are not their build.

    In a clinic's `folder`, or without one in the folder that the option `templates` or the settings name, what somebody
    edited in Word is left and reported, unless by `force`. Raises `UsageProblem` where no folder is named anywhere, or
    two are.
    """
    place, wording = _folder_to_build(world, folder, templates), _wording(read_settings(world, templates))
    named = str(folder or place)
    docgens = place.resolve() == templates_folder().resolve()
    library = Library.open(None if docgens else place)
    stale, written = [], []
    for build in built_in_folder(library, place):
        source = Place(source=str(build.path))
        if only_check:
            names = {"folder": shell_word(Path(named))}
            stale.append(Problem(id="template.not-its-build", place=source, names=names, hint="hint.build"))
        elif build.edited and not docgens and not force:
            stale.append(Problem(id="template.edited-in-word", place=source, hint="hint.edited-in-word"))
        else:
            write_file(build.path, build.data, force=True)
            written.append((build.path, build.data))
            world.stdout.write(f"{build.path}\n")
    if written and not docgens:
        note_builds(place, written)
    if stale:
        raise TemplateProblem(stale) if only_check else OutputProblem(stale)
    if not written:
        id = "build.nothing" if any(place.glob("*/*.*.md")) else "build.no-wording"
        write_text(world.stderr, wording.say(id, folder=named))


def _folder_to_build(world: World, folder: Path | None, templates: Path | None) -> Path:
    if folder is not None and templates is not None:
        names = {"first": "DIR", "second": "--templates"}
        raise UsageProblem([Problem(id="usage.not-together", names=names)])
    if folder is not None:
        return world.folder / folder
    configured, *others = read_settings(world, templates).library.templates
    if not others:
        raise UsageProblem([Problem(id="build.which-folder")])
    return configured


def print_differences(world: World, wanted: Sequence[str], as_json: bool, templates: Path | None) -> None:
    """Print what the clinic changed in its copies, what docgen changed since, why, and what no longer fits."""
    from docgen.check import check_library

    settings = read_settings(world, templates)
    library, wording = settings.library, _wording(settings)
    names = names_in(library, wanted)
    found = list(differences(library, names))
    told = explained(library, check_library(library, wording), wording, __version__)
    files = {Path(name).name for name in names}
    broken = [each for each in told if each.id.startswith("contract.") and Path(each.place.source).name in files]
    if as_json:
        rows = [_row(each) for each in found]
        world.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        report_problems(world.stderr, wording, broken, as_json=True)
        return
    print_lines(world.stdout, (line for each in found for line in _shown(wording, each)))
    report_problems(world.stderr, wording, broken)
    if not found:
        write_text(world.stderr, wording.say("diff.nothing"))


def _row(each: Difference) -> dict[str, object]:
    copy = each.copy
    return {
        "file": each.name,
        "version": copy.version if copy else None,
        "copied": copy.day if copy else None,
        "yours": list(each.mine),
        "docgens": list(each.docgens),
        "only_look": each.only_look,
        "reasons": [
            {"version": entry.version, "date": entry.day, "lines": list(entry.lines)} for entry in each.reasons
        ],
    }


def _shown(wording: Wording, each: Difference) -> Iterator[str]:
    if each.copy is None:
        yield wording.say("diff.unknown", file=each.name)
    else:
        yield wording.say("diff.file", file=each.name, version=each.copy.version, date=each.copy.day)
    if each.mine:
        yield wording.say("diff.mine")
        yield from (f"    {line}" for line in each.mine)
    elif each.only_look:
        yield wording.say("diff.only-look")
    if each.docgens:
        yield wording.say("diff.docgens")
        yield from (f"    {line}" for line in each.docgens)
    for entry in each.reasons:
        yield wording.say("diff.why", version=entry.version, date=entry.day)
        yield from (f"    - {line}" for line in entry.lines)
    yield ""
