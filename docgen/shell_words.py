"""Paths within commands that a person is told to type: quoted where the shell would take them apart."""

from __future__ import annotations

import shlex
from pathlib import PurePath, PureWindowsPath

__all__ = ["shell_word"]


def shell_word(path: PurePath) -> str:
    """Return `path` as one word of a command line: with quotation marks where it holds spaces or signs of the shell.

    A path of Windows is quoted as `cmd` and PowerShell both read it, every other one as the shells of Unix do. One that
    begins with a hyphen would be taken for an option, so that it gets a `./` before it. Not covered: names with `%` or
    `$` on Windows, which its shells fill in even within quotation marks.
    """
    text = str(path)
    if isinstance(path, PureWindowsPath):
        text = f".\\{text}" if text.startswith("-") else text
        plain = all(sign.isalnum() or sign in "\\/:._-~+" for sign in text)
        return text if plain else f'"{text}"'
    return shlex.quote(f"./{text}" if text.startswith("-") else text)
