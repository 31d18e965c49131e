"""Drafts: the answers of an interview on disk, so that nobody has to tell everything twice.

A draft is one file for its owner only (0600, in a folder of mode 0700), replaced whole at each save. With a lock it is
encrypted before it touches the disk. Every file of a draft carries its name, so that deleting the draft finds them all.
"""

from __future__ import annotations

import os
import stat
from datetime import UTC, date, datetime
from pathlib import Path

from docgen.drafts.form import Draft, as_json, json_text, read_draft
from docgen.drafts.locks import Lock, closed, make_lock, opened, read_lock
from docgen.drafts.names import (
    draft_path,
    files_of,
    found_names,
    key_path,
    locked_path,
    new_draft_name,
    started_by_name,
)
from docgen.errors import AnswersUnreadable, DocgenError, OutputProblem, Place, Problem, UsageProblem
from docgen.files import make_folder, sync_folder, write_file
from docgen.frozen import frozen

__all__ = [
    "Draft",
    "Listed",
    "Lock",
    "delete_draft",
    "draft_state",
    "is_locked",
    "json_text",
    "list_drafts",
    "load_draft",
    "make_lock",
    "new_draft_name",
    "open_lock",
    "save_draft",
    "scratch_path",
]


@frozen
class Listed:
    """A draft as a list shows it."""

    name: str
    kind: str
    """"" where it is encrypted or broken."""
    started: date | None
    """None where neither the draft nor its name tells it."""
    changed: datetime
    """When it was last saved, in UTC."""
    encrypted: bool
    broken: bool
    """Whether it cannot be read as it lies there; an encrypted draft is not tried."""
    size: int
    """Bytes of all its files."""


def save_draft(
    folder: Path, draft: Draft, lock: Lock | None = None, *, durable: bool = True, new: bool = False
) -> None:
    """Write `draft` into `folder`, which is made where it is missing, over its earlier state or not at all.

    With a `lock` it is written encrypted, and an earlier plain state is removed. `durable` waits until the disk holds
    it; without, a save is cheap enough for each typed line (see `write_file`). With `new`, a draft of this name must
    not be there yet: two programs may have chosen the same free name. Raises `OutputProblem` where it cannot be
    written, or where it would lie there in plain beside its encrypted state or under another key; `UsageProblem` for
    what is no name of a draft, and where the library for encryption is missing.
    """
    plain, locked, key = (find(folder, draft.name) for find in (draft_path, locked_path, key_path))
    data = as_json(draft) if lock is None else closed(as_json(draft), lock)
    make_folder(folder)
    if new and files_of(folder, draft.name):
        raise _refused("draft.exists", folder, draft.name)
    if lock is None:
        if is_locked(folder, draft.name):
            raise _refused("draft.other-key", folder, draft.name)
        write_file(plain, data, force=not new, durable=durable, mark=draft.name)
        return
    _put_key(key, lock, draft.name)
    write_file(locked, data, force=True, durable=durable, mark=draft.name)
    if os.path.lexists(plain):
        _remove(plain)


def _put_key(path: Path, lock: Lock, name: str) -> None:
    """Write the key of `lock` where there is none; another key that is there already opens what was saved before."""
    try:
        there = path.read_bytes() if os.path.lexists(path) else b""
    except OSError:
        raise _refused("draft.other-key", path.parent, name) from None
    if not there:
        write_file(path, lock.sealed, mark=name)
    elif there != lock.sealed:
        raise _refused("draft.other-key", path.parent, name)


def draft_state(folder: Path, name: str) -> tuple[int, int] | None:
    """Return a mark that changes with each save of the draft `name` by any program; None where the draft is gone."""
    path = locked_path(folder, name) if is_locked(folder, name) else draft_path(folder, name)
    state = _state(path)
    return (state.st_ino, state.st_mtime_ns) if state else None


def scratch_path(folder: Path, name: str) -> Path:
    """Return a free path in `folder`, which is made where it is missing, for a passing file of the draft `name`.

    Deleting the draft deletes what was left of it. Raises `OutputProblem` where the folder cannot be made.
    """
    draft_path(folder, name)
    make_folder(folder)
    return folder / f".{name}.{os.urandom(8).hex()}.tmp"


def is_locked(folder: Path, name: str) -> bool:
    """Return whether the draft `name` is encrypted. Raises `UsageProblem` for what is no name of a draft."""
    return os.path.lexists(locked_path(folder, name)) or os.path.lexists(key_path(folder, name))


def open_lock(folder: Path, name: str, passphrase: str) -> Lock:
    """Return the lock of the encrypted draft `name`; takes more than a second.

    Raises `AnswersUnreadable` for a wrong passphrase or a missing or damaged key, `UsageProblem` for what is no name of
    a draft and where the library for encryption is missing.
    """
    return read_lock(key_path(folder, name), passphrase)


def load_draft(folder: Path, name: str, lock: Lock | None = None) -> Draft:
    """Return the draft `name` of `folder`; nothing is changed on the disk.

    Raises `UsageProblem` where there is no such draft or it needs a lock, and `AnswersUnreadable` where its file is
    damaged, of another version of docgen, encrypted with another key, a link, or may not be read.
    """
    plain, locked = draft_path(folder, name), locked_path(folder, name)
    if not files_of(folder, name):
        raise UsageProblem([Problem(id="draft.none", names={"name": name})])
    if not is_locked(folder, name):
        return read_draft(_read(plain), name, plain)
    if lock is None:
        raise UsageProblem([Problem(id="draft.needs-passphrase", names={"name": name})])
    return read_draft(opened(_read(locked), lock, locked), name, locked)


def _read(path: Path) -> bytes:
    """Return what the file holds. A link is not followed, and no pipe is waited for. Raises `AnswersUnreadable`."""
    try:
        if stat.S_ISREG(path.lstat().st_mode):
            return path.read_bytes()
    except OSError:
        pass
    raise AnswersUnreadable([Problem(id="draft.broken", place=Place(source=str(path)))])


def list_drafts(folder: Path) -> tuple[Listed, ...]:
    """Return the drafts of `folder`, the one saved last first; broken ones too. Never raises."""
    found = [_listed(folder, name) for name in found_names(folder)]
    return tuple(sorted(found, key=lambda each: (each.changed, each.name), reverse=True))


def _listed(folder: Path, name: str) -> Listed:
    draft, broken, locked = None, False, is_locked(folder, name)
    try:
        draft = None if locked else load_draft(folder, name)
    except DocgenError:
        broken = True
    if locked:
        broken = not (locked_path(folder, name).is_file() and key_path(folder, name).is_file())
    states = [state for path in files_of(folder, name) if (state := _state(path)) is not None]
    return Listed(
        name=name,
        kind=draft.kind if draft else "",
        started=draft.started if draft else started_by_name(name),
        changed=datetime.fromtimestamp(max((state.st_mtime for state in states), default=0), UTC),
        encrypted=locked,
        broken=broken,
        size=sum(state.st_size for state in states),
    )


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except OSError:
        return None


def delete_draft(folder: Path, name: str) -> None:
    """Remove every file of the draft `name` from `folder`, what a killed save left behind too, and nothing else.

    What was on the disk may still be found there or in copies: deleting is no shredding. Raises `UsageProblem` for what
    is no name of a draft and where there is no such draft, `OutputProblem` for a link or a file that cannot be removed.
    """
    draft_path(folder, name)
    files = files_of(folder, name)
    if not files:
        raise UsageProblem([Problem(id="draft.none", names={"name": name})])
    for path in files:
        state = _state(path)
        if state is not None and not stat.S_ISREG(state.st_mode):
            raise OutputProblem([Problem(id="draft.not-a-file", place=Place(source=str(path)))])
    for path in files:
        _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        names = {"reason": os.strerror(error.errno or 0)}
        raise OutputProblem([Problem(id="draft.not-deleted", place=Place(source=str(path)), names=names)]) from None


def _refused(id: str, folder: Path, name: str) -> OutputProblem:
    return OutputProblem([Problem(id=id, place=Place(source=str(folder)), names={"name": name})])
