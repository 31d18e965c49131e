"""`docgen templates new`: a new kind of document in a clinic's folder."""

from __future__ import annotations

from pathlib import Path

from docgen.cli.report import plain_text, write_text
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.errors import AnswersUnreadable, Place, Problem, UsageProblem
from docgen.files import make_folder, write_file
from docgen.frozen import frozen
from docgen.library import Library
from docgen.matter.audiences import Audience
from docgen.new_kind import NewKind, new_kind_files, refuse_name, skeleton_language
from docgen.shell_words import shell_word
from docgen.upgrade import refuse_place

__all__ = ["NewKindOptions", "make_kind"]


@frozen
class NewKindOptions:
    """What the command line asks of `docgen templates new`."""

    name: str
    folder: Path
    language: str = ""
    reader: str = ""
    letter: str = ""
    """Word file to begin with; "" for none."""
    apply: bool = False
    """Whether the suggested tags take the place of the words."""


def make_kind(world: World, options: NewKindOptions) -> None:
    """Write the files of a new kind and print their paths, and for a letter what was found in it.

    Raises a `DocgenError` before anything is written where the name, the reader or the letter will not do.
    """
    settings = read_settings(world)
    folder = world.folder / options.folder
    refuse_place(folder)
    library = Library.open(folder) if folder.is_dir() else Library.open()
    refuse_name(options.name, library)
    wanted = NewKind(
        name=options.name, language=options.language or settings.language.partition("-")[0], reader=_reader(options)
    )
    skeleton_language(wanted.language)  # before anything is written
    letter = _letter(world, settings, options, wanted) if options.letter else None
    place = folder / options.name
    make_folder(place, new=True)
    for path, data in new_kind_files(folder, wanted, letter):
        write_file(path, data)
        world.stdout.write(plain_text(f"{path}\n"))
    words = settings.library.wording("program", settings.language)
    told = {"name": options.name, "folder": shell_word(options.folder)}
    if letter is None:
        write_text(world.stderr, words.say("new-kind.done", **told))
    else:
        write_text(world.stderr, words.say("new-kind.applied" if options.apply else "new-kind.suggested", **told))


def _reader(options: NewKindOptions) -> Audience:
    """Return who reads the paper; whoever did not say gets the one who may see least of a served letter."""
    try:
        return Audience(options.reader or Audience.RESPONDENT)
    except ValueError:
        names = {"found": options.reader, "known": ", ".join(Audience)}
        raise UsageProblem([Problem(id="new-kind.no-such-reader", names=names)]) from None


def _letter(world: World, settings: Settings, options: NewKindOptions, wanted: NewKind) -> bytes:
    """Return the clinic's letter with what was found in it marked, or replaced; the findings are printed."""
    from docgen.cli.letters import marked_letter

    file = world.folder / options.letter
    try:
        data = file.read_bytes() if file.is_file() else None  # a pipe might never end
    except OSError:
        data = None
    if data is None:
        raise AnswersUnreadable([Problem(id="input.unreadable", place=Place(source=options.letter))])
    return marked_letter(world, settings, data, options.letter, wanted, apply=options.apply)
