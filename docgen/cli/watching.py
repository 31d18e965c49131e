"""Waits for a file to change, as Word saves it: replaced, locked or half-written for a moment; until Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from docgen.cli.report import report_problems, write_text
from docgen.cli.settings import Settings
from docgen.cli.world import World
from docgen.errors import DocgenError

__all__ = ["watch"]

_PAUSE = 0.4
"""Seconds between two looks; a file that is the same at both is taken as saved."""

_State = tuple[tuple[int, int, int] | None, ...]


def watch(world: World, settings: Settings, paths: Sequence[Path], renew: Callable[[], object]) -> None:
    """Call `renew` after each change of one of `paths`, until Ctrl-C. What is wrong is told, and the watch goes on."""
    wording = settings.library.wording("program", settings.language)
    write_text(world.stderr, wording.say("preview.watching", file=str(paths[0])))
    world.stdout.flush()
    done = _state(paths)
    try:
        while True:
            time.sleep(_PAUSE)
            now = _state(paths)
            if now == done or None in now or not _rests(paths, now):
                continue
            done = now
            try:
                renew()
            except DocgenError as error:
                report_problems(world.stderr, wording, error.problems)
            world.stdout.flush()
    except KeyboardInterrupt:
        world.stderr.write("\n")


def _rests(paths: Sequence[Path], state: _State) -> bool:
    """Return whether `paths` stay as they are for a moment and can be read: Word may still be writing."""
    time.sleep(_PAUSE)
    try:
        for path in paths:
            with path.open("rb") as file:
                file.read(1)
    except OSError:
        return False
    return _state(paths) == state


def _state(paths: Sequence[Path]) -> _State:
    """Return what tells each file from its next version; None for one that is not there."""
    return tuple(_state_of(path) for path in paths)


def _state_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
