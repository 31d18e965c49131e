"""The program as Typer runs it: the one command that was named, or all of them with their help texts in words."""

from __future__ import annotations

from copy import copy
from typing import Any

import typer

from docgen.cli.commands import app
from docgen.folders import locales_folder
from docgen.localization import Wording, open_wording

__all__ = ["command"]


def command(name: str, language: str, *, with_help: bool) -> Any:
    """Return what runs the command `name`; `with_help`, with the help texts of all that it can show in `language`.

    `name` is the first word after `docgen`: a command, a group, a wrong word, an option of docgen itself, or "".
    """
    alone = with_help and name in ("", "-h", "--help")
    root: Any = typer.main.get_command(_list_of_commands() if alone else _only(name))
    if with_help:
        _put_in_words(root, open_wording((locales_folder(),), "program", language))
    return root


def _list_of_commands() -> typer.Typer:
    """Return docgen with commands that take nothing, for the page that lists their names and summaries.

    The options of a command do not stand on that page, and Typer takes a quarter of its time to read them.
    """
    listed = _without_commands()
    named = [(each.name or each.callback.__name__, each.help) for each in app.registered_commands if each.callback]
    groups = [each.typer_instance.info for each in app.registered_groups if each.typer_instance]
    for name, help in [*named, *((str(each.name), each.help) for each in groups)]:
        listed.command(name, help=help)(_takes_nothing)
    return listed


def _takes_nothing() -> None:
    """Stand for any command where nothing is run."""


def _only(name: str) -> typer.Typer:
    """Return the app with the command or group `name` alone; Typer takes a moment to build each."""
    chosen = _without_commands()
    commands = [each for each in app.registered_commands if each.callback and each.callback.__name__ == name]
    groups = [each for each in app.registered_groups if each.typer_instance and each.typer_instance.info.name == name]
    if not commands and not groups:
        return app
    chosen.registered_commands, chosen.registered_groups = commands, groups
    return chosen


def _without_commands() -> typer.Typer:
    """Return docgen itself, with its own options and help, without any command."""
    bare = copy(app)
    bare.registered_commands, bare.registered_groups = [], []
    return bare


def _put_in_words(command: Any, wording: Wording) -> None:
    for name in ("help", "epilog", "short_help"):
        if id := getattr(command, name, None):
            setattr(command, name, wording.say(id))
    for parameter in command.params:
        id = getattr(parameter, "help", None)
        if id and wording.has(id):
            parameter.help = wording.say(id)
        elif id and "help" in parameter.opts[0]:
            parameter.help = wording.say("help.help")
    for inner in getattr(command, "commands", {}).values():
        _put_in_words(inner, wording)
