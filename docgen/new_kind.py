"""A new kind of document for a clinic's folder: a skeleton that works at once, or a letter that the clinic has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.build import built_template
from docgen.errors import Problem, UsageProblem
from docgen.folders import is_kind_name, shared_folders, templates_folder
from docgen.frozen import frozen
from docgen.library import Library
from docgen.localization import offered_language
from docgen.matter.audiences import Audience

__all__ = ["NewKind", "example_fact", "new_kind_files", "refuse_name", "skeleton_language"]

_FILES = (
    ("kind", "template", "toml"),
    ("questions", "questions", "toml"),
    ("README", "README", "md"),
    ("wording", "", "md"),
)
"""Each file of the skeleton, what it is called in the kind's folder ("" for name and language), and its ending."""
_READERS = {
    Audience.PLATFORM: "everyone",
    Audience.RESPONDENT: "party",
    Audience.COURT: "court",
    Audience.POLICE: "police",
    Audience.COURT_SEALED: "police",
    Audience.CLINIC: "nobody",
    Audience.CLIENT: "nobody",
}
"""Who may read the answer to the example of an own question, so that the paper's own reader may."""


@frozen
class NewKind:
    """What is asked for."""

    name: str
    language: str
    reader: Audience


def refuse_name(name: str, library: Library) -> None:
    """Raise `UsageProblem` where no new kind can be called `name`: it is no name of a folder, or one that is there."""
    if name in {*library.kinds(), *shared_folders()}:
        raise UsageProblem([Problem(id="new-kind.taken", names={"name": name})])
    if not is_kind_name(name):
        raise UsageProblem([Problem(id="new-kind.bad-name")])


def skeleton_language(wanted: str) -> str:
    """Return the language of the skeleton that serves `wanted`. Raises `UsageProblem` where there is none."""
    skeletons = (templates_folder() / "new-kind").glob("wording.*.md")
    return offered_language(wanted, sorted(path.name.split(".")[1] for path in skeletons))


def example_fact(name: str) -> str:
    """Return the name of the own question that the skeleton of the kind `name` asks."""
    return name.replace("-", "_") + "_note"


def new_kind_files(folder: Path, wanted: NewKind, letter: bytes | None = None) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a new kind with their paths in the clinic's `folder`, its Word template last.

    With a `letter`, that is the template; or else one is built from the wording, which has to be written by then.
    Raises as `skeleton_language` does, and `TemplateProblem`.
    """
    source, language = templates_folder() / "new-kind", skeleton_language(wanted.language)
    place = folder / wanted.name
    named = f"{wanted.name}.{wanted.language}"
    for stem, called, ending in _FILES:
        if stem == "wording" and letter is not None:
            continue
        text = (source / f"{stem}.{language}.{ending}").read_text(encoding="utf-8")
        yield place / f"{called or named}.{ending}", _filled(text, wanted).encode()
    template = letter if letter is not None else built_template(Library.open(folder), place / f"{named}.md")
    yield place / f"{named}.docx", template


def _filled(text: str, wanted: NewKind) -> str:
    """Return `text` with the blanks of the skeleton filled in."""
    title = wanted.name.replace("-", " ")
    blanks = {
        "@TITLE@": title[:1].upper() + title[1:],
        "@NAME@": wanted.name,
        "@FACT@": example_fact(wanted.name),
        "@LANGUAGE@": wanted.language,
        "@READER@": wanted.reader.value,
        "@READERS@": _READERS[wanted.reader],
    }
    for blank, filled in blanks.items():
        text = text.replace(blank, filled)
    return text
