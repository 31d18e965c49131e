"""`docgen templates pack` and `install`: what a clinic gives away, and what it takes in after it has seen it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.cli.report import plain_text, print_lines, write_text
from docgen.cli.settings import read_settings
from docgen.cli.speaking import Speaker
from docgen.cli.world import World
from docgen.errors import AnswersUnreadable, Place, Problem, TemplateProblem, UsageProblem
from docgen.files import write_file
from docgen.library import Library
from docgen.localization import Wording
from docgen.packs import Arrival, examined, packed_files, put_in_place, read_pack
from docgen.packs.contents import CLINIC
from docgen.packs.incoming import PACK_LIMIT
from docgen.upgrade import refuse_place
from docgen.upgrade.folder_record import read_folder_record

__all__ = ["install_pack", "pack_templates"]


def pack_templates(world: World, folder: Path, output: Path, *, with_clinic: bool, force: bool) -> None:
    """Write what of the clinic's `folder` can be shared into the zip archive `output`, and print what that is.

    The same files give the same bytes. What had to be left out is said. Raises `UsageProblem` where nothing can be
    shared, `TemplateProblem` for what nobody could install, and `OutputProblem` where `output` cannot be written.
    """
    settings = read_settings(world)
    wording = settings.library.wording("program", settings.language)
    library = Library.open(world.folder / folder)
    packed = packed_files(library, wording, world.today, str(folder), with_clinic=with_clinic)
    if not packed.files:
        raise UsageProblem([Problem(id="pack.nothing", place=Place(source=str(folder)))])
    write_file(world.folder / output, packed.data, force=force)
    for name in packed.left_out:
        write_text(world.stderr, wording.say("pack.left-out", file=name))
    for name, picture in packed.unseen:
        write_text(world.stderr, wording.say("pack.unseen-picture", file=name, picture=picture))
    print_lines(world.stdout, sorted(packed.files))


def install_pack(world: World, pack: Path, folder: Path, *, sure: bool) -> None:
    """Show what is in the pack of a stranger and, after a yes, put it into the clinic's `folder`.

    With `sure` nobody is asked. Raises `TemplateProblem` or `OutputProblem` where it is refused, `AnswersUnreadable`
    where it cannot be read, and `UsageProblem` where nobody is there to be asked; then nothing is written.
    """
    settings = read_settings(world)
    wording = settings.library.wording("program", settings.language)
    own, target = Library.open(), world.folder / folder
    refuse_place(target)
    read_folder_record(target)  # which is written to at the end
    try:
        arrival = examined(read_pack(_data(world, pack), pack.name), target, own, wording, world.today, pack.name)
    except TemplateProblem as error:
        write_text(world.stderr, wording.say("pack.refused", file=pack.name))
        raise TemplateProblem(error.problems) from None
    if arrival.there == arrival.files.keys():
        write_text(world.stderr, wording.say("pack.nothing-new", folder=folder))
        return
    write_text(world.stderr, "\n".join(_shown(wording, arrival)))
    if not sure and not world.interactive:
        raise UsageProblem([Problem(id="pack.needs-yes")])
    if not sure and not Speaker.open(world, settings.library, settings.language).yes(
        wording.say("pack.sure", folder=folder)
    ):
        write_text(world.stderr, wording.say("pack.not-installed"))
        return
    print_lines(world.stdout, map(str, put_in_place(arrival, target)))


def _data(world: World, pack: Path) -> bytes:
    try:
        with (world.folder / pack).open("rb") as file:
            data = file.read(PACK_LIMIT + 1)
    except OSError:
        raise AnswersUnreadable([Problem(id="input.unreadable", place=Place(source=str(pack)))]) from None
    if len(data) > PACK_LIMIT:
        raise TemplateProblem([Problem(id="pack.too-large", place=Place(source=pack.name))])
    return data


def _shown(wording: Wording, arrival: Arrival) -> Iterator[str]:
    """Yield what the pack holds; what a stranger wrote cannot steer a terminal or pass for a line of docgen's."""
    for kind in arrival.kinds:
        id = "pack.new-kind" if kind.new else "pack.kind"
        reader = wording.say(f"reader.{kind.audience.value}")
        yield wording.say(id, kind=kind.name, title=" ".join(plain_text(kind.title).split())[:80], reader=reader)
    for name in sorted(arrival.files):
        yield f"  {name}"
        if name in arrival.there:
            yield wording.say("pack.there")
            continue
        if name in arrival.differences:
            added, dropped = arrival.differences[name]
            yield wording.say("pack.differs", added=added, dropped=dropped)
        if name in arrival.before:
            yield wording.say("pack.before", file=arrival.before[name])
        if name in arrival.unserved:
            yield wording.say("pack.unserved", facts=", ".join(arrival.unserved[name]))
    if CLINIC in arrival.files.keys() - arrival.there:
        yield wording.say("pack.names-clinic")
