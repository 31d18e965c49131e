"""The program as Typer runs it: the one command that was named, or all of them with their help texts in words."""

from __future__ import annotations

from typing import Any

import typer

from docgen.cli.commands import app
from docgen.folders import locales_folder
from docgen.localization import Wording, open_wording

__all__ = ["command"]


def command(name: str, language: str, *, with_help: bool) -> Any:
    """Return what runs the command `name`; `with_help`, all of docgen with its help texts in `language`."""
    root: Any = typer.main.get_command(app if with_help else _only(name))
    if with_help:
        _put_in_words(root, open_wording((locales_folder(),), "program", language))
    return root


def _only(name: str) -> typer.Typer:
    """Return the app with the command or group `name` alone; Typer takes a moment to build each."""
    chosen = typer.Typer(name="docgen", rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    chosen.registered_callback = app.registered_callback
    commands = [each for each in app.registered_commands if each.callback and each.callback.__name__ == name]
    groups = [each for each in app.registered_groups if each.typer_instance and each.typer_instance.info.name == name]
    if not commands and not groups:
        return app
    chosen.registered_commands, chosen.registered_groups = commands, groups
    return chosen


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
