"""What a clinic changed in a file since it was copied, and what docgen changed since, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from docgen.errors import AnswersUnreadable, Place, Problem, UsageProblem
from docgen.frozen import frozen
from docgen.library import Library
from docgen.upgrade.changes import Entry, entries_since
from docgen.upgrade.copying import shared_files
from docgen.upgrade.folder_record import Copy, base_of, read_folder_record
from docgen.wording_file import decoded

__all__ = ["Difference", "Versions", "differences", "names_in", "versions_of", "words_of"]


@frozen
class Versions:
    """The three versions of one file."""

    name: str
    """Path in the clinic's folder, with slashes."""
    copy: Copy | None
    """Where it came from; None where nobody knows."""
    base: bytes | None
    mine: bytes
    new: bytes | None
    """docgen's own of today; None where docgen has no such file."""


@frozen
class Difference:
    """What changed in one file, as lines of a unified diff without its two heads."""

    name: str
    copy: Copy | None
    mine: tuple[str, ...]
    """What the clinic changed; against docgen's file of today where nobody knows what it was copied from."""
    docgens: tuple[str, ...]
    """What docgen changed since the copy."""
    only_look: bool
    """Whether the clinic's file differs without differing in a word."""
    reasons: tuple[Entry, ...]
    """Why docgen changed it."""


def names_in(library: Library, wanted: Sequence[str] = ()) -> list[str]:
    """Return the names of the files of a clinic's folder that docgen has, too, or had when they were copied.

    `wanted` are kinds, and names of files, in any folder; empty for all. Raises `UsageProblem` where `library` has no
    clinic's folder, and `AnswersUnreadable` for a file that is not among them.
    """
    folder, *others = library.templates
    if not others:
        raise UsageProblem([Problem(id="upgrade.no-folder")])
    copied = {each.name for each in read_folder_record(folder).copied}
    shared = {name for name in shared_files() if (folder / name).is_file()}
    paths = (path for kind in library.kinds() for path in (folder / kind).glob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix() for path in paths} | shared
    known = sorted(name for name in names if name in copied or (others[-1] / name).is_file())
    if not wanted:
        return known
    found = {each: [name for name in known if _is_meant(name, each)] for each in wanted}
    if missing := [each for each, names_found in found.items() if not names_found]:
        raise AnswersUnreadable([Problem(id="upgrade.no-copy", place=Place(source=each)) for each in missing])
    return sorted({name for each in found.values() for name in each})


def _is_meant(name: str, wanted: str) -> bool:
    """Return whether `wanted` is the kind of the file `name`, its name, or a path that ends in it."""
    path, own = Path(wanted), Path(name)
    return wanted in (own.parent.name, own.name) or path.parts[-len(own.parts) :] == own.parts


def versions_of(library: Library, name: str) -> Versions:
    """Return the three versions of the file `name` of the clinic's folder. Raises as `read_folder_record` does."""
    folder, own = library.templates[0], library.templates[-1] / name
    copy = read_folder_record(folder).copy_of(name)
    return Versions(
        name=name, copy=copy, base=base_of(folder, name) if copy else None, mine=(folder / name).read_bytes(),
        new=own.read_bytes() if own.is_file() else None,
    )  # fmt: skip


def differences(library: Library, names: Sequence[str]) -> Iterator[Difference]:
    """Yield what changed in each of the files `names` of the clinic's folder. Raises as `versions_of` does.

    Files that are the same as docgen's, now and when they were copied, are left out.
    """
    for name in names:
        each = versions_of(library, name)
        if each.mine == each.new and each.base in (None, each.new):
            continue
        base = each.base if each.base is not None else each.new or b""
        mine = _changed(words_of(name, base), words_of(name, each.mine))
        docgens = _changed(words_of(name, base), words_of(name, each.new)) if each.base and each.new else ()
        reasons = _reasons(library, each) if docgens else ()
        yield Difference(
            name=name, copy=each.copy, mine=mine, docgens=docgens, only_look=each.mine != base and not mine,
            reasons=reasons,
        )  # fmt: skip


def words_of(name: str, data: bytes) -> list[str]:
    """Return the lines of a file: of a Word file what `docgen templates text` gives, with page numbers as 1."""
    if name.endswith(".docx"):
        from docgen.word import settled, text_of

        return text_of(settled(data, name), name).splitlines() if data else []
    return decoded(data, name).splitlines()


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    return tuple(list(unified_diff(old, new, n=1, lineterm=""))[2:])


def _reasons(library: Library, each: Versions) -> tuple[Entry, ...]:
    path = library.templates[-1] / each.name.partition("/")[0] / "CHANGES.md"
    if each.copy is None or not path.is_file():
        return ()
    return entries_since(path.read_text(encoding="utf-8"), each.copy.version, each.copy.day)
