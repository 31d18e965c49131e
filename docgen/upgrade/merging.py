"""docgen's changes since the copy, brought into the files that a clinic has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path

from docgen.build import built_template
from docgen.errors import TemplateProblem
from docgen.frozen import frozen
from docgen.library import Library
from docgen.three_way import Change, three_way
from docgen.upgrade.comparing import Versions, names_in, versions_of
from docgen.upgrade.contract import keep_contract
from docgen.upgrade.folder_record import Built, Now, digest, read_folder_record, with_copies, write_folder_record
from docgen.wording_file import decoded

__all__ = ["Outcome", "State", "advance", "merged_file"]


class State(Enum):
    """What merging a file came to."""

    NO_OWN_QUESTIONS = auto()
    """docgen has changed nothing in it since the copy."""
    UNKNOWN = auto()
    """Nobody knows what it was copied from, or docgen has it no longer."""
    KEPT = auto()
    """Both changed what cannot be brought together: a house style."""
    MERGED = auto()


@frozen
class Outcome:
    """A file with docgen's changes."""

    name: str
    state: State
    data: bytes = b""
    conflicts: tuple[str, ...] = ()
    """docgen's new words where both changed the same passage; "" where docgen took it out. The clinic's words stay."""
    built: bool = False
    """Whether it is the build of a merged wording."""


def merged_file(library: Library, name: str, said: Callable[[str], str], merged: Mapping[str, Outcome]) -> Outcome:
    """Return the file `name` of the clinic's folder with what docgen changed since it was copied.

    A Word file that nobody edited in Word is built from its wording where that is among the `merged`; any other is
    brought together paragraph by paragraph, wordings and other texts line by line. `said` makes the note of a conflict
    from docgen's new words. Raises `TemplateProblem` for a Word file that cannot be read and
    a text that is not UTF-8.
    """
    each = versions_of(library, name)
    if each.base is None or each.new is None:
        same = each.new is not None and each.mine == each.new
        return Outcome(name=name, state=State.NO_OWN_QUESTIONS if same else State.UNKNOWN)
    if each.new in (each.base, each.mine):
        return Outcome(name=name, state=State.NO_OWN_QUESTIONS)
    if each.mine == each.base:
        return Outcome(name=name, state=State.MERGED, data=each.new)
    if name == "house-style.docx":
        return Outcome(name=name, state=State.KEPT)
    if not name.endswith(".docx"):
        data, conflicts = _lines(each, said)
        return Outcome(name=name, state=State.MERGED, data=data, conflicts=conflicts)
    if (built := _from_wording(library, each, merged)) is not None:
        return Outcome(name=name, state=State.MERGED, data=built, built=True)
    from docgen.word import merged_words

    made = merged_words(each.base, each.mine, each.new, said, name)
    return Outcome(name=name, state=State.MERGED, data=made.data, conflicts=made.conflicts)


def _from_wording(library: Library, each: Versions, merged: Mapping[str, Outcome]) -> bytes | None:
    """Return the build of the merged wording; None where the Word file was edited, or the wording is in conflict."""
    wording = merged.get(each.name.removesuffix(".docx") + ".md")
    folder = library.templates[0]
    source = folder / each.name.replace(".docx", ".md")
    if wording is None or wording.state is not State.MERGED or wording.conflicts or not source.is_file():
        return None
    try:
        unedited = (
            read_folder_record(folder).wrote(each.name, digest(each.mine))
            or built_template(library, source) == each.mine
        )
        return built_template(library, source, wording.data.decode()) if unedited else None
    except TemplateProblem:
        return None


_NOTES: Mapping[str, tuple[str, str]] = {
    ".md": ("[[docgen: ", "]]"),
    ".txt": ("{# docgen: ", " #}"),
    ".toml": ("# docgen: ", ""),
}
"""How a note begins and ends. In a wording it is a directive that no build takes, so that nobody overlooks it."""


def _lines(each: Versions, said: Callable[[str], str]) -> tuple[bytes, tuple[str, ...]]:
    """Return the clinic's text with docgen's changes; at a conflict the clinic's lines, and before them docgen's."""
    assert each.base is not None
    assert each.new is not None
    base, mine, new = (decoded(data, each.name).splitlines() for data in (each.base, each.mine, each.new))
    made: list[str] = []
    conflicts: list[str] = []
    for region in three_way(base, mine, new):
        if region.change is Change.CONFLICT:
            words = "\n".join(new[region.new])
            conflicts.append(words)
            made += [*_note(Path(each.name).suffix, said(words)), *mine[region.mine]]
        else:
            made += new[region.new] if region.change is Change.NEW else mine[region.mine]
    end = "\r\n" if b"\r\n" in each.mine else "\n"
    return (end.join(made) + end).encode(), tuple(conflicts)


def _note(suffix: str, words: str) -> Iterator[str]:
    before, after = _NOTES.get(suffix, ("", ""))
    for line in words.splitlines():
        plain = line.replace("]]", "] ]").replace("{", "(").replace("}", ")") if suffix != ".toml" else line
        yield f"{before}{plain}{after}"


def advance(library: Library, outcomes: Mapping[str, Outcome], now: Now) -> None:
    """Remember that the clinic's folder has docgen's changes as of `now` in the files of `outcomes`.

    Raises `OutputProblem` where that cannot be written, and as `read_folder_record` does.
    """
    folder, own = library.templates[0], library.templates[-1]
    current = [name for name, each in outcomes.items() if each.state in (State.MERGED, State.NO_OWN_QUESTIONS)]
    originals = [(name, (own / name).read_bytes()) for name in current if (own / name).is_file()]
    record = with_copies(folder, read_folder_record(folder), originals, now)
    built = {each.name: each for each in record.built}
    built |= {name: Built(name=name, digest=digest(each.data)) for name, each in outcomes.items() if each.built}
    write_folder_record(folder, replace(record, built=tuple(built.values())))
    for kind in {name.partition("/")[0] for name in current if "/" in name}:
        behind = [name for name in names_in(library) if name.startswith(f"{kind}/") and name not in current]
        if not behind:
            keep_contract(library, folder, kind, now.version, renew=True)
