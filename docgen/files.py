"""Where finished documents go: neutral names, mode 0600, whole or not at all, never over what is there."""

from __future__ import annotations

import contextlib
import os
import secrets
from datetime import date
from pathlib import Path

from docgen.errors import OutputProblem, Place, Problem

__all__ = ["free_name", "write_file"]


def free_name(folder: Path, day: date, suffix: str) -> Path:
    """Return a neutral name that is free in `folder`: it may be seen on a shared screen, so it names nobody."""
    number = 1
    while True:
        stem = f"document-{day.isoformat()}" + (f"-{number}" if number > 1 else "")
        if not os.path.lexists(folder / f"{stem}.{suffix}"):
            return folder / f"{stem}.{suffix}"
        number += 1


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write `data` to `path`, readable by its owner only.

    The file gets its name only when it is whole and on the disk: a crash leaves the earlier file, or none. Raises
    `OutputProblem` when `path` exists and `force` is not set, is a folder, a link or a device, or cannot be written.
    """
    _refuse_odd_target(path, force=force)
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        _write_new(temporary, data)
        if force:
            os.replace(temporary, path)
        else:
            os.link(temporary, path)
            os.unlink(temporary)
        _sync_folder(path.parent)
    except FileExistsError:
        raise _refused("output.exists", path) from None
    except OSError as error:
        raise _refused("output.failed", path, reason=os.strerror(error.errno or 0)) from None
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _refuse_odd_target(path: Path, *, force: bool) -> None:
    if path.is_symlink():
        raise _refused("output.is-a-link", path)
    if path.exists() and not path.is_file():
        raise _refused("output.not-a-file", path)
    if path.exists() and not force:
        raise _refused("output.exists", path)
    if not path.parent.is_dir():
        raise _refused("output.no-folder", path)


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, 0o600)
        file.write(data)
        file.flush()
        os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(id: str, path: Path, **names: str) -> OutputProblem:
    return OutputProblem([Problem(id=id, place=Place(source=str(path)), names=names, hint=f"hint.{id}")])
