"""Where a batch goes: a folder with one file for each document, or one archive; and the manifest beside them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Protocol

from docgen.batch.edits import holds, is_edited
from docgen.batch.locks import alone, manifest_name, refuse_beside, refused
from docgen.batch.manifest import Entry, append, as_line, manifest_text, read_manifest
from docgen.files import make_folder, refuse_odd_target, sync_folder, write_file
from docgen.pdf import remove_leftovers

__all__ = ["Target", "archive_target", "folder_target", "manifest_name"]

_MARK = "docgen-batch"
_ARCHIVE_MARK = "docgen-archive"


class Target(Protocol):
    """Takes the documents of one run."""

    def there(self, name: str, fingerprint: str, day: str) -> list[Entry]:
        """Return the entries of the document `name` if all its files are there as they were made; else nothing.

        `day` is the date that the document is to bear; "" where any will do.
        """
        ...

    def put(self, file: str, data: bytes, *, force: bool) -> None:
        """Write a file. Raises `OutputProblem` where that is not possible, or would lose what is there."""
        ...

    def kept(self, file: str, made_of: str) -> Entry | None:
        """Return the entry of `file` if it is there as an earlier run made it of `made_of`; else None."""
        ...

    def put_noted(self, entry: Entry, data: bytes, *, force: bool) -> None:
        """Note the file of `entry` and write it: where its bytes differ from run to run, a kill must leave no file that
        nobody noted. Raises as `put` and `note` do.
        """
        ...

    def note(self, entry: Entry) -> None:
        """Add a line to the manifest. Raises OSError where it cannot be written."""
        ...

    def beside(self) -> list[str]:
        """Return the names of files that docgen did not write and that, by their names, belong to a document that this
        run made anew: a scan of the signed letter, say, of what it was before.
        """
        ...

    def left(self, kinds: Collection[str], readings: Mapping[str, str]) -> list[Entry]:
        """Return the entries of documents of `kinds` that are still there from earlier runs and that none made now.

        Reading copies count where `readings` asks for copies of their kind in their language.
        """
        ...


class _Folder:
    """A folder, with the manifest of earlier runs in it."""

    def __init__(self, folder: Path, manifest: Path, file: int, mark: str) -> None:
        self.folder, self._manifest, self._file, self._mark = folder, manifest, file, mark
        self._before = read_manifest(manifest)
        self._by_name: dict[str, list[Entry]] = {}
        self._digests: dict[str, set[str]] = {}
        """Of each file, what it was when this run, or one with other shards, wrote it."""
        for entry in chain(self._before.values(), *_of_others(folder, manifest)):
            if not entry.file.endswith(".pdf"):  # which is made of the Word file, and looked for by `kept`
                self._by_name.setdefault(Path(entry.file).stem, []).append(entry)
            self._digests.setdefault(entry.file, set()).add(entry.sha256)
        self._begun = manifest.stat().st_size
        self._touched: set[str] = set()
        self._edited: set[str] = set()
        self._renewed: set[str] = set()
        """Names, without their endings, of documents of earlier runs that this one wrote over."""

    def there(self, name: str, fingerprint: str, day: str) -> list[Entry]:
        made_so = {each.file: each for each in self._by_name.get(name, []) if each.made_of == fingerprint}
        found = list(made_so.values())
        same = all(not day or each.date == day for each in found) and all(
            holds(self.folder / each.file, each.sha256) for each in found
        )
        return [each._replace(status="unchanged") for each in found] if same else []

    def kept(self, file: str, made_of: str) -> Entry | None:
        entry = self._before.get(file)
        same = entry and entry.made_of == made_of and holds(self.folder / file, entry.sha256)
        return entry if same else None

    def put_noted(self, entry: Entry, data: bytes, *, force: bool) -> None:
        refuse_odd_target(self.folder / entry.file, force=force or entry.file in self._before)
        self._refuse_edited(entry.file, force=force)
        self.note(entry)
        self.put(entry.file, data, force=force)

    def put(self, file: str, data: bytes, *, force: bool) -> None:
        path = self.folder / file
        now = hashlib.sha256(data).hexdigest()
        if holds(path, now):
            return  # a run that was killed before it could note it
        self._refuse_edited(file, force=force)
        if os.path.lexists(path):
            self._renewed.add(path.stem)
        write_file(path, data, force=force or file in self._digests, durable=False, mark=self._mark)

    def _refuse_edited(self, file: str, *, force: bool) -> None:
        known = self._digests.get(file)
        if known and not force and is_edited(self.folder / file, known):
            self._edited.add(file)
            raise refused("batch.edited", self.folder / file)

    def beside(self) -> list[str]:
        if not self._renewed:
            return []
        files = (path.name for path in self.folder.iterdir() if path.is_file() and not path.name.startswith("."))
        strangers = (name for name in files if name not in self._digests and name not in self._touched)
        return sorted(name for name in strangers if self._renewed & set(_beginnings(name)))

    def left(self, kinds: Collection[str], readings: Mapping[str, str]) -> list[Entry]:
        known = self._touched | self._edited
        mine = (each for each in self._before.values() if each.kind in kinds and _word_file(each.file) not in known)
        return [
            each._replace(status="left")
            for each in mine
            if (not each.reading or readings.get(each.kind) == each.reading) and (self.folder / each.file).is_file()
        ]

    def note(self, entry: Entry) -> None:
        if self._before:
            self._touched.add(entry.file)
        append(self._file, entry)

    def close(self) -> None:
        """Give the manifest its final form: what this run noted, and what earlier ones did of other files."""
        if self._begun:
            others = [entry for entry in self._before.values() if entry.file not in self._touched]
            noted = self._manifest.read_bytes()[self._begun :].decode()
            kept = manifest_text(others)
            write_file(self._manifest, (kept + noted).encode(), force=True, durable=False, mark=_MARK)
        sync_folder(self.folder)


@contextlib.contextmanager
def folder_target(folder: Path, shard: str = "") -> Iterator[Target]:
    """Give the target `folder`, which is made where it is missing, for one run alone.

    `shard` ("3/16") keeps runs apart that share the folder; "" for none. What a killed run left behind is removed.
    Raises `OutputProblem` where the folder cannot be written or another run is at work in it.
    """
    make_folder(folder)
    name = manifest_name(shard)
    with alone(folder / f".{name}.lock"):
        mark = f"{_MARK}{name.removeprefix('manifest').removesuffix('.jsonl')}"
        refuse_beside(folder, name)
        _tidy(folder, f".{mark}.*.tmp" if shard else f".{_MARK}*.tmp")
        path = folder / name
        refuse_odd_target(path, force=True)
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                _end_line(path, file)
                target = _Folder(folder, path, file, mark)
                yield target
                target.close()
            finally:
                os.close(file)
        except BrokenPipeError:  # nobody reads what is told: no fault of the files
            raise
        except OSError as error:
            raise refused("output.failed", path, error.strerror or "") from None


def _end_line(path: Path, file: int) -> None:
    """End a last line that a kill cut off, so that the next one stands alone."""
    there = path.read_bytes()
    if there and not there.endswith(b"\n"):
        os.write(file, b"\n")


@contextlib.contextmanager
def archive_target(path: Path, *, force: bool) -> Iterator[Target]:
    """Give the target archive `path`, which gets its name when it is whole.

    Raises `OutputProblem` where `path` is there and `force` is not set, or where it cannot be written.
    """
    refuse_odd_target(path, force=force)
    mark = f".{_ARCHIVE_MARK}.{hashlib.sha256(path.name.encode()).hexdigest()[:16]}"
    temporary = path.parent / f"{mark}.{os.urandom(8).hex()}.tmp"
    with alone(path.parent / f".{path.name}.lock"):
        _tidy(path.parent, f"{mark}.*.tmp")  # not what another run makes of another archive
        try:
            with os.fdopen(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as stream:
                with zipfile.ZipFile(stream, "w") as archive:
                    target = _Archive(archive)
                    yield target
                    target.close()
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
            sync_folder(path.parent)
        except BrokenPipeError:  # nobody reads what is told: no fault of the files
            raise
        except OSError as error:
            raise refused("output.failed", path, error.strerror or "") from None
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()


class _Archive:
    """One ZIP archive: the documents in the order of the rows, the manifest last; the same rows give the same bytes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._lines: list[str] = []

    def there(self, _name: str, _fingerprint: str, _day: str) -> list[Entry]:
        return []

    def kept(self, _file: str, _made_of: str) -> Entry | None:
        return None

    def put_noted(self, entry: Entry, data: bytes, *, force: bool) -> None:
        self.note(entry)
        self.put(entry.file, data, force=force)

    def put(self, file: str, data: bytes, *, force: bool) -> None:  # noqa: ARG002  an archive is always new
        # A Word file is packed already.
        self._archive.writestr(_info(file), data, zipfile.ZIP_STORED)

    def note(self, entry: Entry) -> None:
        self._lines.append(as_line(entry))

    def beside(self) -> list[str]:
        return []

    def left(self, _kinds: Collection[str], _readings: Mapping[str, str]) -> list[Entry]:
        return []

    def close(self) -> None:
        """Write the manifest."""
        self._archive.writestr(_info(manifest_name()), "".join(self._lines), zipfile.ZIP_DEFLATED)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.external_attr = 0o600 << 16
    return info


def _beginnings(name: str) -> Iterator[str]:
    """Yield what `name` may have been called after: `0001-letter` for `0001-letter-signed.pdf` or `0001-letter.jpg`."""
    return (name[: found.start()] for found in re.finditer(r"[^A-Za-z0-9]", name))


def _word_file(file: str) -> str:
    """Return the name of the Word file that `file` was made of, if it is a PDF, else `file`."""
    return f"{file.removesuffix('.pdf')}.docx" if file.endswith(".pdf") else file


def _of_others(folder: Path, manifest: Path) -> Iterator[Iterable[Entry]]:
    """Yield the entries of the manifests of other shards, and of all rows, in `folder`."""
    for path in sorted(folder.glob("manifest*.jsonl")):
        if path != manifest and path.is_file():
            yield read_manifest(path).values()


def _tidy(folder: Path, pattern: str) -> None:
    """Remove what a killed run left behind."""
    remove_leftovers(folder)
    for path in folder.glob(pattern):
        with contextlib.suppress(OSError):
            path.unlink()
