"""One run at a time in a folder, and shards beside one another."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from docgen.errors import OutputProblem, Place, Problem

__all__ = ["alone", "manifest_name", "refuse_beside", "refused"]


def manifest_name(shard: str = "") -> str:
    """Return the name of the manifest of all rows, or of those of a `shard` ("3/16")."""
    return f"manifest-{shard.replace('/', '-of-')}.jsonl" if shard else "manifest.jsonl"


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold `lock`, a file that is removed at the end, as the only one. Raises `OutputProblem` where another does."""
    import fcntl

    while True:
        try:
            held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise refused("output.failed", lock.parent, error.strerror or "") from None
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(held)
            raise refused("batch.another-run", lock.parent) from None
        with contextlib.suppress(OSError):
            if os.fstat(held).st_ino == lock.stat().st_ino:  # not one that its holder has just removed
                break
        os.close(held)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(held)


def refuse_beside(folder: Path, name: str) -> None:
    """Raise `OutputProblem` where a run of all rows is at work beside one of a shard, or the other way round.

    Both hold their own locks before either looks for the other's. Shards work side by side.
    """
    import fcntl

    whole = name == manifest_name()
    for lock in folder.glob(".manifest-*-of-*.jsonl.lock" if whole else f".{manifest_name()}.lock"):
        with contextlib.suppress(FileNotFoundError), lock.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                raise refused("batch.another-run", folder) from None


def refused(id: str, path: Path, reason: str = "") -> OutputProblem:
    """Return the error with the problem `id` of the file or folder `path`; `reason` is what the system said, or ""."""
    return OutputProblem([Problem(id=id, place=Place(source=str(path)), names={"reason": reason})])
