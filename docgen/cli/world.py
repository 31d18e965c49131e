"""The outside world as one value: streams, today, environment, folders, machine language. Read once, here."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from docgen.frozen import ordered

if TYPE_CHECKING:
    from docgen.pdf import Programs

__all__ = ["World"]


@ordered
class World:
    """What a command may know of the outside. Tests make their own."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    today: date
    environment: Mapping[str, str]
    folder: Path
    """Folder that relative file names start from."""
    configuration: Path
    """Folder of the user's `config.toml`."""
    interactive: bool
    """Whether a person sits at standard input."""
    drafts: Path = Path("drafts")
    """Folder of the interview's saved answers."""

    @classmethod
    def real(cls) -> World:
        """Return the world that this process runs in."""
        _open_closed_streams()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # refused with a reason, not a crash
        return cls(
            stdin=sys.stdin,
            stdout=sys.stdout,
            stderr=sys.stderr,
            today=date.today(),  # noqa: DTZ011  the day on the person's own calendar
            environment=dict(os.environ),
            folder=_folder(os.environ),
            configuration=_configuration_folder(os.environ),
            interactive=sys.stdin.isatty(),
            drafts=_drafts_folder(os.environ),
        )

    def said_all(self) -> bool:
        """Send out what standard output still holds; return whether whoever reads it was there to the end."""
        try:
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stdout.fileno())  # or Python complains when it ends
            return False
        return True

    @property
    def language(self) -> str:
        """Language of the machine, such as `es_MX.UTF-8`; "" where it says none."""
        names = ("LC_ALL", "LC_MESSAGES", "LANG")
        return next((self.environment[name] for name in names if self.environment.get(name)), "")

    def programs(self) -> Programs:
        """Return the programs that make PDFs and pictures: on the search path, or where they are usually installed."""
        from docgen.pdf import Programs

        return Programs(
            office=_program(self.environment, ("soffice", "libreoffice"), _OFFICE_PLACES),
            pages=_program(self.environment, ("pdftoppm",), ()),
            system=sys.platform,
            environment=self.environment,
        )

    def read_standard_input(self) -> bytes:
        """Return all of standard input."""
        buffer = getattr(self.stdin, "buffer", None)
        data = buffer.read() if buffer is not None else self.stdin.read().encode()
        assert isinstance(data, bytes)
        return data


_OFFICE_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "{ProgramFiles}/LibreOffice/program/soffice.com",
    "{ProgramFiles(x86)}/LibreOffice/program/soffice.com",
)
"""Where macOS and Windows have LibreOffice, which they put on no search path."""


def _program(environment: Mapping[str, str], names: tuple[str, ...], places: tuple[str, ...]) -> str:
    """Return the path of the first program of `names` on the search path, else of `places`; "" for none."""
    import shutil

    search = environment.get("PATH", os.defpath)
    found = next((path for name in names if (path := shutil.which(name, path=search))), "")
    if found:
        return found
    filled = (_filled(place, environment) for place in places)
    return next((place for place in filled if os.access(place, os.X_OK)), "")


def _filled(place: str, environment: Mapping[str, str]) -> str:
    for name in ("ProgramFiles", "ProgramFiles(x86)"):
        place = place.replace(f"{{{name}}}", environment.get(name, "/nonexistent"))
    return place


def _open_closed_streams() -> None:
    """Put the null device where a stream was closed: a file opened later would take its place, and what is printed."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115, PTH123  for as long as the process lives
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123


def _folder(environment: Mapping[str, str]) -> Path:
    """Return the folder that docgen runs in; its name where it was deleted, so that this is said of what is asked."""
    try:
        return Path.cwd()
    except OSError:
        return Path(environment.get("PWD", "."))


def _at_home(path: str) -> Path:
    """Return `path` with the person's home folder for its `~`; one that nobody may write to where there is none."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path.replace(path.split("/", maxsplit=1)[0], "/nonexistent", 1))


def _configuration_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder for settings: XDG on Linux, the usual places elsewhere."""
    if sys.platform == "win32":
        return _at_home(environment.get("APPDATA", "~")) / "docgen"
    if sys.platform == "darwin":
        return _at_home("~/Library/Application Support/docgen")
    return _at_home(environment.get("XDG_CONFIG_HOME") or "~/.config") / "docgen"


def _drafts_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder for saved answers: where `DOCGEN_DRAFTS` says, XDG on Linux, the usual places elsewhere."""
    if wanted := environment.get("DOCGEN_DRAFTS"):
        return _folder(environment) / _at_home(wanted)
    if sys.platform == "win32":
        return _at_home(environment.get("LOCALAPPDATA", "~")) / "docgen" / "drafts"
    if sys.platform == "darwin":
        return _at_home("~/Library/Application Support/docgen/drafts")
    return _at_home(environment.get("XDG_STATE_HOME") or "~/.local/state") / "docgen" / "drafts"
