"""Where finished documents go: neutral names, mode 0600, whole or not at all, never over what is there."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from docgen.errors import OutputProblem, Place, Problem

__all__ = ["file_digest", "free_name", "laid_out", "make_folder", "refuse_odd_target", "sync_folder", "write_file"]


def file_digest(path: Path) -> str | None:
    """Return the SHA-256 of the file at `path`, read in pieces; None for what is no file or cannot be read."""
    import hashlib

    try:
        if not path.is_file():  # a pipe or a device might never end
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def free_name(folder: Path, day: date, suffix: str) -> Path:
    """Return a neutral name that is free in `folder`: it may be seen on a shared screen, so it names nobody."""
    number = 1
    while True:
        stem = f"document-{day.isoformat()}" + (f"-{number}" if number > 1 else "")
        if not os.path.lexists(folder / f"{stem}.{suffix}"):
            return folder / f"{stem}.{suffix}"
        number += 1


def make_folder(folder: Path, *, new: bool = False) -> None:
    """Make `folder`, and those above it that are missing, each for its owner only; one that is there stays as it is.

    Raises `OutputProblem` where a file is in the way, which it names, where the system refuses (a disk that is full or
    can only be read, a name too long), and, with `new`, where there is such a folder already.
    """
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    there = missing[-1].parent if missing else folder
    if not there.is_dir():
        raise _refused("output.file-in-the-way", there)
    try:
        if new and not missing:
            raise FileExistsError(errno.EEXIST, "")
        for each in reversed(missing):
            each.mkdir(mode=0o700, exist_ok=True)  # perhaps somebody has just made it
    except OSError as error:
        raise _refused("output.folder-failed", folder, reason=os.strerror(error.errno or 0)) from None


@contextlib.contextmanager
def laid_out(files: Mapping[str, bytes], above: Path) -> Iterator[Path]:
    """Put `files`, by name, into a hidden folder in `above` for as long as they are looked at; give the folder.

    Raises `OutputProblem` where they cannot be written; nothing stays, whatever happens.
    """
    import shutil

    folder = above / f".docgen-{os.urandom(8).hex()}.tmp"
    try:
        for name, data in files.items():
            make_folder((folder / name).parent)
            write_file(folder / name, data, durable=False)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_file(path: Path, data: bytes, *, force: bool = False, durable: bool = True, mark: str = "") -> None:
    """Write `data` to `path`, readable by its owner only.

    The file gets its name only when it is whole and on the disk: a crash leaves the earlier file, or none. Without
    `durable` nobody waits for the disk: the file is as whole after a crash of the program, but after a power cut it may
    be the earlier one or, on some file systems, empty. `mark` stands in the name of the temporary file, `.MARK.….tmp`,
    which a kill leaves behind. Raises `OutputProblem` when `path` exists and `force` is not set, is a folder, a link or
    a device, or cannot be written.
    """
    temporary = path.parent / f".{mark and mark + '.'}{os.urandom(8).hex()}.tmp"
    try:
        refuse_odd_target(path, force=force)
        _write_new(temporary, data, durable=durable)
        if force:
            temporary.replace(path)
        else:
            _give_name(temporary, path)
        if durable:
            sync_folder(path.parent)
    except FileExistsError:
        raise _refused("output.exists", path) from None
    except OSError as error:
        raise _refused("output.failed", path, reason=os.strerror(error.errno or 0)) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def refuse_odd_target(path: Path, *, force: bool) -> None:
    """Raise `OutputProblem` where no document can get the name `path`: something has it, or there is no such folder."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:  # a name too long, a folder closed to this user
        raise _refused("output.failed", path, reason=os.strerror(error.errno or 0)) from None
    if path.is_symlink():
        raise _refused("output.is-a-link", path)
    if path.exists() and not path.is_file():
        raise _refused("output.not-a-file", path)
    if path.exists() and not force:
        raise _refused("output.exists", path)
    if not path.parent.is_dir():
        raise _refused("output.no-folder", path)


def _give_name(temporary: Path, path: Path) -> None:
    """Give the whole file `temporary` the name `path`, never that of another file."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise
        # A disk without hard links, such as a USB stick with FAT: the name is taken first, then the file put there.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        temporary.replace(path)


def _write_new(path: Path, data: bytes, *, durable: bool) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        if sys.platform != "win32":
            os.fchmod(handle, 0o600)
        file.write(data)
        file.flush()
        if durable:
            os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Put on the disk which names `folder` holds, so that a power cut undoes none of it. Raises `OSError`."""
    if sys.platform == "win32":  # which opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(id: str, path: Path, **names: str) -> OutputProblem:
    return OutputProblem([Problem(id=id, place=Place(source=str(path)), names=names, hint=f"hint.{id}")])
