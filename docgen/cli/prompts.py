"""Lines of plain text, asked and answered: no colour, no cursor movement, so that any terminal, pipe or reader works.

Prompts go to standard error, because standard output carries results. End of input raises EOFError and Ctrl-C
KeyboardInterrupt, for the edge to catch.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from docgen.cli.report import write_text
from docgen.cli.world import World

__all__ = [
    "END_OF_TEXT",
    "PROMPT",
    "OnLine",
    "edits_lines",
    "read_line",
    "read_lines",
    "read_secret",
    "read_text",
    "say",
]

PROMPT = "> "
OnLine = Callable[[str], None]
"""What happens to a long text after each of its lines."""
END_OF_TEXT = "."
"""A line that holds only this ends a text of several lines."""


def say(world: World, text: str = "") -> None:
    """Write `text` as a line of its own."""
    write_text(world.stderr, text)
    world.stderr.flush()


def edits_lines(world: World) -> bool:
    """Return whether a line can be put before the person to be changed."""
    return _from_a_terminal(world) and _readline() is not None


def read_line(world: World, begun: str = "") -> str:
    """Return one typed line without its end. Raises EOFError at the end of input.

    `begun` stands on the line from the start, to be changed, where `edits_lines` says that it can.
    """
    if _from_a_terminal(world):
        return _from_terminal(begun)
    world.stderr.write(PROMPT)
    world.stderr.flush()
    line = world.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def read_lines(line: Callable[[], str], fits: Callable[[str], bool], begun: str, on_line: OnLine) -> list[str]:
    """Return the lines that `line` gives up to the first empty one, which ends them, without spaces around them.

    A line that does not fit is left out: `fits` has said why, and a slip must not cost the lines before it. `begun`
    holds the lines so far; `on_line` gets all of them after each. A first line of `-` is the whole answer.
    """
    lines = [each for each in begun.split("\n") if fits(each)] if begun else []
    while typed := line().strip():
        if not lines and typed == "-":
            return [typed]
        if fits(typed):
            lines.append(typed)
            on_line("\n".join(lines))
    return lines


def read_text(line: Callable[[], str], fits: Callable[[str], bool], begun: str, on_line: OnLine) -> str:
    """Return a text of several lines that ends with a line of `END_OF_TEXT`, each line as `line` gives it.

    A line that does not fit, alone or at the end of the text, is left out: `fits` has said why. `begun` is the text so
    far; `on_line` gets the text after each line. An empty first line, or a first line of `-`, is the whole answer:
    nobody should have to end a text never begun.
    """
    lines = begun.split("\n") if begun else []
    while True:
        typed = line()
        if not lines and typed.strip() in ("", "-"):
            return typed.strip()
        if typed.strip() == END_OF_TEXT:
            return "\n".join(lines).rstrip()
        if not typed.strip() or (fits(typed) and fits("\n".join([*lines, typed]))):
            lines.append(typed)
            on_line("\n".join(lines))


def read_secret(world: World) -> str:
    """Return one typed line that the terminal does not show; through a pipe, the next line. Raises EOFError."""
    if not _from_a_terminal(world):
        return read_line(world)
    from getpass import getpass

    return getpass(PROMPT)


def _from_a_terminal(world: World) -> bool:
    return world.interactive and world.stdin is sys.stdin


def _from_terminal(begun: str) -> str:
    readline = _readline()
    if readline and begun:
        readline.set_startup_hook(lambda: readline.insert_text(begun))
    try:
        with _prompts_on_standard_error():
            return input(PROMPT)
    finally:
        if readline and begun:
            readline.set_startup_hook(None)


@cache
def _readline() -> Any:
    """Return readline, which lets a line be longer than the 4,095 bytes that a terminal takes without a word.

    Nothing typed is kept. None on Windows, whose terminal does not cut.
    """
    try:
        import readline
    except ImportError:
        return None
    readline.set_auto_history(False)
    readline.parse_and_bind("set enable-bracketed-paste off")
    readline.parse_and_bind("set enable-meta-key off")
    return readline


@contextlib.contextmanager
def _prompts_on_standard_error() -> Iterator[None]:
    """Let `input` see standard error as standard output: readline prompts there, and only where that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
