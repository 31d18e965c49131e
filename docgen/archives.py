"""Archives of strangers: what reading one may cost before anything in it is unpacked."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import BinaryIO

__all__ = ["BROKEN", "DirectoryTooLarge", "open_archive", "unpacks_in_pieces"]

_DIRECTORY_LIMIT = 4 * 1024 * 1024
"""Bytes of the directory of an archive; one with 10,000 pictures has one million."""
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, LookupError, RuntimeError),
)
"""What the standard library raises on archives that are broken, locked or packed in a way that it does not know."""


class DirectoryTooLarge(zipfile.BadZipFile):
    """The archive names more files than anybody's has."""


def open_archive(file: BinaryIO) -> zipfile.ZipFile:
    """Return the archive in `file`. Raises one of `BROKEN`, `DirectoryTooLarge` among them.

    Nothing of its members is unpacked, and how large they may be is for the caller to say.
    """
    bounded = _Bounded(file)
    archive = zipfile.ZipFile(bounded)
    bounded.open = True
    return archive


def unpacks_in_pieces(entry: zipfile.ZipInfo) -> bool:
    """Return whether as much of `entry` is unpacked as is asked for.

    Bzip2 and LZMA are unpacked whole, however little is asked for: a kilobyte can fill the memory.
    """
    return entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class _Bounded(io.BufferedIOBase):
    """A file that, until it is `open`, is not read in too large pieces; `zipfile` reads the directory in one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.open = False

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next `size` bytes, all where it is negative. Raises `DirectoryTooLarge` as the class tells."""
        wanted = -1 if size is None else size
        if self.open:
            return self._file.read(wanted)
        data = self._file.read(_DIRECTORY_LIMIT + 1 if wanted < 0 else min(wanted, _DIRECTORY_LIMIT + 1))
        if len(data) > _DIRECTORY_LIMIT:
            raise DirectoryTooLarge
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place in the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place in the file."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Return that it is."""
        return True
