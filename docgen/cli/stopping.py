"""What stops a long run from outside: Ctrl-C, a window that is closed, a system that shuts down."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

from docgen.cli.exits import Stopped
from docgen.cli.report import write_text
from docgen.cli.world import World
from docgen.localization import Wording

__all__ = ["stoppable"]

_ORDERS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end a process at once unless it asks to be told; Windows has no SIGHUP."""


@contextlib.contextmanager
def stoppable(world: World, words: Wording, *, keeps: bool) -> Iterator[None]:
    """Let the block clean up after itself whatever stops it, short of a kill: no document stays in a hidden folder.

    A signal that somebody told the process to ignore, as `nohup` does, stays ignored. `keeps` says whether what the
    block has made until then stays. Raises `Stopped` where that was told, else KeyboardInterrupt.
    """
    kept = {
        each: signal.getsignal(each) for each in _ORDERS if _is_asked() and signal.getsignal(each) == signal.SIG_DFL
    }

    def stop(*_: object) -> None:
        for each in kept:  # a closed window says so more than once, and cleaning up takes a moment
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    try:
        for each in kept:
            signal.signal(each, stop)
        yield
    except KeyboardInterrupt:
        if not keeps:
            raise
        write_text(world.stderr, "\n" + words.say("batch.interrupted"))
        raise Stopped from None
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)


def _is_asked() -> bool:
    """Return whether this is the thread that Python tells of signals."""
    return threading.current_thread() is threading.main_thread()
