"""A long text in the person's own editor: `$VISUAL`, else `$EDITOR`."""

from __future__ import annotations

import contextlib
import shlex
import subprocess
from pathlib import Path

from docgen.cli.world import World
from docgen.errors import OutputProblem
from docgen.files import write_file
from docgen.matter.values import Unfit

__all__ = ["edit_text"]


def edit_text(world: World, text: str, path: Path) -> str:
    """Return `text` as the person leaves it in their editor, without line ends around it.

    The editor opens the new file `path`, for its owner only, which is removed when the editor ends; what the editor
    itself keeps elsewhere stays there. Raises `Unfit` where nobody sits at the terminal, no editor is named, or it
    cannot be started or fails.
    """
    command = shlex.split(world.environment.get("VISUAL") or world.environment.get("EDITOR") or "")
    if not command or not world.interactive:
        raise Unfit("wanted.editor")
    try:
        write_file(path, f"{text}\n".encode(errors="surrogateescape"))
        # An editor draws on its standard output, which may be a file that waits for the document's name.
        with contextlib.ExitStack() as stack:
            screen = None if world.stdout.isatty() else stack.enter_context(Path("/dev/tty").open("w"))
            if subprocess.run([*command, str(path)], stdout=screen, check=False).returncode:  # noqa: S603  the person's own editor
                raise Unfit("wanted.editor-that-works")
        return path.read_text("utf-8", errors="surrogateescape").strip("\n")
    except (OSError, OutputProblem):
        raise Unfit("wanted.editor-that-works") from None
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
