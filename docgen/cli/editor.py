"""A long text in the person's own editor: `$VISUAL`, else `$EDITOR`."""

from __future__ import annotations

import contextlib
import shlex
import signal
import subprocess
import sys
from pathlib import Path

from docgen.cli.world import World
from docgen.errors import OutputProblem
from docgen.files import write_file
from docgen.matter.values import Unfit

__all__ = ["edit_text"]


def edit_text(world: World, text: str, path: Path) -> str:
    """Return `text` as the person leaves it in their editor, without line ends around it.

    The editor opens the new file `path`, for its owner only, which is removed when the editor ends, with the copies
    that the editor made beside it; what it keeps elsewhere stays there. Raises `Unfit` where nobody sits at the
    terminal, no editor is named, or it cannot be started or fails.
    """
    command = _command(world)
    if not command or not world.interactive:
        raise Unfit("wanted.editor")
    try:
        write_file(path, f"{text}\n".encode(errors="surrogateescape"))
        # An editor draws on its standard output, which may be a file that waits for the document's name.
        with contextlib.ExitStack() as stack:
            screen = None if world.stdout.isatty() else stack.enter_context(Path("/dev/tty").open("w"))
            if _waited_for(subprocess.Popen([*command, str(path)], stdout=screen)):  # noqa: S603  the person's own
                raise Unfit("wanted.editor-that-works")
        return path.read_text("utf-8", errors="surrogateescape").strip("\n")
    except (OSError, OutputProblem):
        raise Unfit("wanted.editor-that-works") from None
    finally:
        _remove_all(path)


def _command(world: World) -> list[str]:
    """Return the person's editor and its options; Windows writes a backslash in a path, which quotes nothing."""
    named = world.environment.get("VISUAL") or world.environment.get("EDITOR") or ""
    try:
        return shlex.split(named.replace("\\", "\\\\") if sys.platform == "win32" else named)
    except ValueError:  # a quotation mark without its other one
        raise Unfit("wanted.editor-that-works") from None


def _waited_for(editor: subprocess.Popen[bytes]) -> int:
    """Return how the editor ended. Ctrl-C is the editor's own until then: it must not end the interview behind it."""
    kept = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return editor.wait()
    finally:
        signal.signal(signal.SIGINT, kept)


def _remove_all(path: Path) -> None:
    """Remove the file and what has its whole name in its own, such as `NAME~` or `.NAME.swp`."""
    with contextlib.suppress(OSError):
        for each in path.parent.iterdir():
            if path.name in each.name and not each.is_dir():
                with contextlib.suppress(OSError):
                    each.unlink()
