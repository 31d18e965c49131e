"""What Typer says of its own accord, in the words of the catalogs: the frame of a help page, wrong command lines."""

from __future__ import annotations

import re
from typing import Any

from docgen.localization import Wording

__all__ = ["help_in_words", "wrong_line"]

_FRAME = {
    r"^Usage:": "frame.usage",
    r"\[OPTIONS\]": "frame.of-options",
    r"COMMAND \[ARGS\]\.{3}": "frame.of-commands",
    r"^Options:$": "frame.options",
    r"^Commands:$": "frame.commands",
    r"^Arguments:$": "frame.arguments",
    r"\[required\]": "frame.required",
    r"\[default: ": "frame.default",
    r"(?<=-h, --help)  +\S.*": "frame.help",
}
"""Fixed words of a help page; Typer has no translations for them."""


def help_in_words(page: str, wording: Wording) -> str:
    """Return a help page with its frame in the language of `wording`."""
    for words, id in _FRAME.items():
        page = re.sub(words, wording.say(id), page, flags=re.MULTILINE)
    return page


def wrong_line(error: object, arguments: list[str], wording: Wording) -> str:
    """Return what is wrong with the command line, by the kind of Typer's `error`, and where help is."""
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "MissingParameter":
            missing = getattr(parameter, "metavar", None) or getattr(parameter, "human_readable_name", "")
            told = wording.say("usage.missing", name=missing)
        case "NoSuchOption":
            told = wording.say("usage.no-such-option", name=getattr(error, "option_name", ""))
        case _ if parameter is None and (names := _commands_named(error)):
            told = wording.say("usage.no-such-command", name=" ".join(arguments[: len(names)]))
        case _:
            told = wording.say("usage.wrong")
    return f"{told} {wording.say('usage.see-help')}"


def _commands_named(error: object) -> list[str]:
    """Return docgen and the groups that were found before the `error`; nothing where a single command was."""
    context: Any = getattr(error, "ctx", None)
    return context.command_path.split() if context and hasattr(context.command, "commands") else []
