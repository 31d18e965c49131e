"""Word files as tagged PDF/A, and PDF pages as pictures, made by LibreOffice and pdftoppm on this machine.

Both programs work in a hidden folder beside the output, which only its owner can open and which is gone afterwards,
whether they did their work, failed or took too long: their profile, their own temporary files and what they write. They
get nothing of the person's surroundings but the search path, and no address of a network.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from docgen.errors import OutputProblem, Place, Problem
from docgen.files import write_file
from docgen.frozen import frozen
from docgen.word import contents_counted

__all__ = ["Programs", "need_office", "need_pages", "pages_of", "pdf_of", "remove_leftovers"]

_PATIENCE = 120
"""Seconds for the start of a program on a slow machine."""
_EACH = 20
"""More seconds for each document."""


@frozen
class Programs:
    """The programs of this machine that make PDFs and pictures, found at the edge."""

    office: str
    """Path of LibreOffice; "" where it is not installed."""
    pages: str
    """Path of pdftoppm; "" where it is not installed."""
    system: str
    """`linux`, `darwin` or `win32`, which decides how a missing program is installed."""
    environment: Mapping[str, str] = field(repr=False)
    """The search path, and what Windows needs to start a program at all."""


def need_office(programs: Programs, path: Path) -> None:
    """Raise `OutputProblem`, with what to install, where the PDF at `path` cannot be made for want of LibreOffice."""
    hints = {"win32": "hint.office-windows", "darwin": "hint.office-mac"}
    if not programs.office:
        hint = hints.get(programs.system, "hint.office-linux")
        raise OutputProblem([Problem(id="pdf.no-office", place=Place(source=str(path)), hint=hint)])


def need_pages(programs: Programs, path: Path) -> None:
    """Raise `OutputProblem`, with what to install, where the pictures at `path` cannot be made without pdftoppm."""
    hints = {"win32": "hint.pages-windows", "darwin": "hint.pages-mac"}
    if not programs.pages:
        hint = hints.get(programs.system, "hint.pages-linux")
        raise OutputProblem([Problem(id="pdf.no-pages", place=Place(source=str(path)), hint=hint)])


def pdf_of(documents: Sequence[bytes], programs: Programs, path: Path, patience: float = _PATIENCE) -> list[bytes]:
    """Return each of the Word files `documents` as a tagged PDF/A-2 file, all made by one start of LibreOffice.

    `path` is where the first will go: the work is done in a hidden folder beside it, and problems name it. `patience`
    is how many seconds the start may take. Raises `OutputProblem` where LibreOffice is missing, fails or takes too
    long. The PDF says the title and the language of the document, the moment at which it was made (in UTC, so that it
    does not tell where), and the name of LibreOffice; nobody's name and no path.
    """
    need_office(programs, path)
    with _hidden_folder(path) as folder:
        _write_settings(folder)
        names = [f"{number}.docx" for number in range(1, len(documents) + 1)]
        for name, data in zip(names, documents, strict=True):
            write_file(folder / name, contents_counted(data), durable=False)
        command = [
            programs.office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nologo"),
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)),
            *(str(folder / name) for name in names),
        ]
        _run(command, programs, folder, path, patience + _EACH * len(documents))
        made = [(folder / name).with_suffix(".pdf") for name in names]
        return [_read(each, path) for each in made]


def pages_of(pdf: bytes, programs: Programs, path: Path, patience: float = _PATIENCE) -> list[bytes]:
    """Return the pages of `pdf` as PNG pictures, in order. `path` and `patience` are as in `pdf_of`.

    Raises `OutputProblem` where pdftoppm is missing, fails or takes too long.
    """
    need_pages(programs, path)
    with _hidden_folder(path) as folder:
        write_file(folder / "1.pdf", pdf, durable=False)
        command = [programs.pages, "-png", "-r", "96", str(folder / "1.pdf"), str(folder / "page")]
        _run(command, programs, folder, path, patience)
        made = sorted(folder.glob("page-*.png"), key=lambda each: int(each.stem.rpartition("-")[2]))
        if not made:
            raise _problem("pdf.failed", path)
        return [_read(each, path) for each in made]


@contextlib.contextmanager
def _hidden_folder(path: Path) -> Iterator[Path]:
    try:
        folder, alive = _new_folder(path.parent.absolute())
    except OSError as error:
        names = {"reason": os.strerror(error.errno or 0)}
        raise OutputProblem([Problem(id="output.failed", place=Place(source=str(path)), names=names)]) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(alive)


_ALIVE, _WORKING = "docgen.lock", "program.lock"
"""Files in a hidden folder that are locked: the one by docgen while it lives; the other, which tells the program's
number, by the program and all that it started, while any of them lives. The system lets go of them whatever ends a
process."""


def _new_folder(parent: Path) -> tuple[Path, int]:
    """Return a new hidden folder and the handle that holds it. Raises OSError."""
    while True:
        folder = parent / f".docgen-pdf.{os.urandom(8).hex()}.tmp"
        folder.mkdir(mode=0o700)
        with contextlib.suppress(FileNotFoundError):  # `remove_leftovers` took it, empty as it still was
            return folder, _locked(folder / _ALIVE)


def _locked(path: Path) -> int:
    """Return the handle of a new file that is locked from its first moment; no lock where disk or system has none."""
    early = path.with_suffix(".new")
    handle = os.open(early, os.O_RDWR | os.O_CREAT, 0o600)
    if sys.platform != "win32":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            early.rename(path)
    return handle


def remove_leftovers(folder: Path) -> None:
    """Remove the hidden folders in `folder` that a kill of docgen left behind, and end a program still at work in one.

    They hold documents. Those of another run that is alive stay. On Windows all stay.
    """
    for left in folder.glob(".docgen-pdf.*.tmp"):
        if _is_free(left / _ALIVE):
            _end_orphan(left / _WORKING)
            shutil.rmtree(left, ignore_errors=True)
        elif sys.platform != "win32":
            with contextlib.suppress(OSError):
                left.rmdir()  # which takes only an empty one


def _is_free(lock: Path) -> bool:
    """Return whether `lock` is there and nobody holds it."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        handle = os.open(lock, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(handle)


def _end_orphan(lock: Path) -> None:
    """End the program whose number stands in `lock`, with all that it started, if it still holds it."""
    for _ in range(50):
        if sys.platform == "win32" or not lock.exists() or _is_free(lock):
            return
        with contextlib.suppress(OSError, ValueError):  # while it is held, no other process can have its number
            os.killpg(int(lock.read_text()), signal.SIGKILL)
        time.sleep(0.1)


_ITEM = '<item oor:path="/org.openoffice.Office.{group}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
_SETTINGS = (
    ("Common/Filter/PDF/Export", "SelectPdfVersion", "2"),  # PDF/A-2 (ISO 19005-2)
    ("Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Common/Filter/PDF/Export", "ExportBookmarks", "true"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),  # which fetches nothing for a document
    ("Common/Save/Document", "UseUserData", "false"),
    ("Common/History", "PickListSize", "0"),
    ("Recovery/AutoSave", "Enabled", "false"),
    ("Recovery/RecoveryInfo", "Enabled", "false"),
)
"""Settings of LibreOffice for its one start. They stand in the profile because versions before 7.4 take no options with
values on the command line."""


def _write_settings(folder: Path) -> None:
    items = "".join(
        _ITEM.format(group=group, name=name, value=value) + "</prop></item>" for group, name, value in _SETTINGS
    )
    (folder / "profile" / "user").mkdir(mode=0o700, parents=True)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
    write_file(folder / "profile" / "user" / "registrymodifications.xcu", content.encode(), durable=False)


_PASSED_ON = ("PATH", "SystemRoot", "SystemDrive", "windir", "ProgramFiles", "ProgramData", "LD_LIBRARY_PATH")
_HOMES = ("HOME", "TMPDIR", "TMP", "TEMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA")


def _surroundings(programs: Programs, folder: Path) -> dict[str, str]:
    """Return the environment of a program: its home and its temporary files are in `folder`; the fonts of the person's
    own are still found.
    """
    outer = programs.environment
    passed = {name: outer[name] for name in _PASSED_ON if name in outer}
    fonts = outer.get("XDG_DATA_HOME") or (f"{outer['HOME']}/.local/share" if "HOME" in outer else "")
    own = {"XDG_DATA_HOME": fonts} if fonts else {}
    fixed = {"TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp"}
    return {"PATH": os.defpath, **passed, **own, **fixed, **dict.fromkeys(_HOMES, str(folder))}


def _run(command: Sequence[str], programs: Programs, folder: Path, path: Path, seconds: float) -> None:
    """Run `command` to its end, or end it with all that it started. Raises `OutputProblem`."""
    posix = sys.platform != "win32"
    working = _locked(folder / _WORKING)
    try:
        running = subprocess.Popen(  # noqa: S603  no shell, and no part of it comes from facts
            command,
            cwd=folder,
            env=_surroundings(programs, folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=posix,
            umask=0o077 if posix else -1,
            pass_fds=(working,) if posix else (),
        )
        os.write(working, str(running.pid).encode())
    except OSError:
        raise _problem("pdf.failed", path) from None
    finally:
        os.close(working)  # the program holds it now
    try:
        code = running.wait(seconds)
    except subprocess.TimeoutExpired:
        raise _problem("pdf.too-slow", path) from None
    finally:
        _end(running)
    if code:
        raise _problem("pdf.failed", path)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program and what it started, gently first; nothing where it has ended."""
    if running.poll() is not None:
        return
    for name in ("SIGTERM", "SIGKILL"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                running.kill()
            else:
                os.killpg(running.pid, getattr(signal, name))
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(5)


def _read(made: Path, path: Path) -> bytes:
    """Return what LibreOffice made; it tells of a document that it cannot read by making nothing, and exits with 0."""
    try:
        return made.read_bytes()
    except OSError:
        raise _problem("pdf.failed", path) from None


def _problem(id: str, path: Path) -> OutputProblem:
    return OutputProblem([Problem(id=id, place=Place(source=str(path)), hint=f"hint.{id}")])
