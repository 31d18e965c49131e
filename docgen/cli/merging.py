"""`docgen templates merge`: docgen's changes brought into a clinic's files, in copies, or in place where asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docgen import __version__
from docgen.check import check_template
from docgen.cli.report import print_lines, report_problems, write_text
from docgen.cli.settings import read_settings
from docgen.cli.world import World
from docgen.errors import Problem, TemplateProblem
from docgen.files import write_file
from docgen.library import Library
from docgen.localization import Wording
from docgen.upgrade import Now, Outcome, advance, merged_file
from docgen.upgrade.comparing import names_in
from docgen.upgrade.merging import State

__all__ = ["merge_templates"]


def merge_templates(world: World, wanted: Sequence[str], write: bool, templates: Path | None) -> None:
    """Bring docgen's changes into the clinic's files, in copies named `merged-…`; with `write` in the files themselves.

    Says of each conflict where it stands. Raises `TemplateProblem` where a merged template has errors: then its copy
    is there to be looked at, and the file itself is left.
    """
    settings = read_settings(world, templates)
    library = settings.library
    wording = library.wording("program", settings.language)
    outcomes: dict[str, Outcome] = {}
    # A Word file is built from its wording, so the wording comes first.
    for name in sorted(names_in(library, wanted), key=lambda each: (each.endswith(".docx"), each)):
        outcomes[name] = merged_file(library, name, lambda words: _note(wording, words), outcomes)
    folder = library.templates[0]
    problems: list[Problem] = []
    for name, outcome in outcomes.items():
        problems += _put(world, wording, library, folder / name, outcome, write=write)
    broken = {problem.place.source for problem in problems}
    if write:
        done = {name: each for name, each in outcomes.items() if f"merged-{Path(name).name}" not in broken}
        advance(library, done, Now(__version__, world.today))
    if all(each.state is State.NO_OWN_QUESTIONS for each in outcomes.values()):
        write_text(world.stderr, wording.say("merge.nothing"))
    if problems:
        report_problems(world.stderr, wording, problems)
        raise TemplateProblem([])


def _note(wording: Wording, words: str) -> str:
    if not words.strip():
        return wording.say("merge.note-gone", version=__version__)
    return wording.say("merge.note", version=__version__, words=words)


def _put(
    world: World, wording: Wording, library: Library, path: Path, outcome: Outcome, *, write: bool
) -> list[Problem]:
    """Write what merging gave, say what a person decides, and return the errors that a copy waits to be rid of."""
    if outcome.state is not State.MERGED:
        if outcome.state is not State.NO_OWN_QUESTIONS:
            write_text(world.stderr, wording.say(_LEFT[outcome.state], file=outcome.name))
        return []
    copy = path.with_name(f"merged-{path.name}")
    write_file(copy, outcome.data, force=True)
    problems: list[Problem] = []
    if path.suffix == ".docx" and not outcome.conflicts and path.parent != library.templates[0]:
        manifest = library.manifest(path.parent.name)
        problems = [each for each in check_template(copy, manifest, library, wording) if not each.warning]
    target = copy
    if write and not problems:
        write_file(path, outcome.data, force=True)
        copy.unlink()
        target = path
    print_lines(world.stdout, iter([str(target)]))
    for words in outcome.conflicts:
        said = wording.say("merge.conflict", file=target.name, words=" ".join(words.split())[:200])
        write_text(world.stderr, said if words.strip() else wording.say("merge.conflict-gone", file=target.name))
    return problems


_LEFT: Mapping[State, str] = {State.UNKNOWN: "merge.unknown", State.KEPT: "merge.look-kept"}
