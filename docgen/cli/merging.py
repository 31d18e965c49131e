"""`docgen templates merge`: docgen's changes brought into a clinic's files, in copies, or in place where asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docgen import __version__
from docgen.cli.report import print_lines, report_problems, write_text
from docgen.cli.settings import read_settings
from docgen.cli.world import World
from docgen.errors import TemplateProblem
from docgen.files import write_file
from docgen.localization import Wording
from docgen.upgrade import Now, Outcome, advance, merged_file
from docgen.upgrade.comparing import names_in
from docgen.upgrade.fitness import merge_problems
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
    broken = merge_problems(library, outcomes, wording)
    for name, outcome in outcomes.items():
        _put(world, wording, folder / name, outcome, write=write and name not in broken)
    if write:
        done = {name: each for name, each in outcomes.items() if name not in broken}
        advance(library, done, Now(__version__, world.today))
    if all(each.state is State.NO_OWN_QUESTIONS for each in outcomes.values()):
        write_text(world.stderr, wording.say("merge.nothing"))
    if broken:
        report_problems(world.stderr, wording, [each for problems in broken.values() for each in problems])
        raise TemplateProblem([])


def _note(wording: Wording, words: str) -> str:
    if not words.strip():
        return wording.say("merge.note-gone", version=__version__)
    return wording.say("merge.note", version=__version__, words=words)


def _put(world: World, wording: Wording, path: Path, outcome: Outcome, *, write: bool) -> None:
    """Write what merging gave, with `write` over the file at `path`, or else beside it; say what a person decides."""
    if outcome.state is not State.MERGED:
        if outcome.state is not State.NO_OWN_QUESTIONS:
            write_text(world.stderr, wording.say(_LEFT[outcome.state], file=outcome.name))
        return
    copy = path.with_name(f"merged-{path.name}")
    target = path if write else copy
    write_file(target, outcome.data, force=True)
    if write:
        copy.unlink(missing_ok=True)
    print_lines(world.stdout, iter([str(target)]))
    for words in outcome.conflicts:
        said = wording.say("merge.conflict", file=target.name, words=" ".join(words.split())[:200])
        write_text(world.stderr, said if words.strip() else wording.say("merge.conflict-gone", file=target.name))


_LEFT: Mapping[State, str] = {State.UNKNOWN: "merge.unknown", State.KEPT: "merge.look-kept"}
