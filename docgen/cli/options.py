"""Options and arguments that several commands have, and the world that a command runs in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.world import World

__all__ = [
    "AsJson",
    "BatchDay",
    "Day",
    "Draft",
    "Facts",
    "Force",
    "Interview",
    "Kind",
    "Language",
    "Place",
    "Platform",
    "Templates",
    "world_of",
]

Kind = Annotated[str, typer.Argument(metavar="KIND", help="help.kind")]
Facts = Annotated[str, typer.Option("--facts", "-f", metavar="FILE|-", help="help.facts-file")]
Language = Annotated[str, typer.Option("--language", "-l", metavar="L", help="help.language")]
Interview = Annotated[str, typer.Option("--interview-language", metavar="L", help="help.interview-language")]
Place = Annotated[str, typer.Option("--jurisdiction", "-j", metavar="CODE", help="help.jurisdiction")]
Platform = Annotated[str, typer.Option("--platform", metavar="NAME", help="help.platform")]
BatchDay = Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="help.batch-date")]
Day = Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="help.date")]
Draft = Annotated[bool, typer.Option("--draft", help="help.draft")]
Templates = Annotated[Path | None, typer.Option("--templates", metavar="DIR", help="help.templates-folder")]
AsJson = Annotated[bool, typer.Option("--json", help="help.json")]
Force = Annotated[bool, typer.Option("--force", help="help.force")]


def world_of(context: typer.Context) -> World:
    """Return the world that the command of `context` runs in."""
    world = context.obj
    assert isinstance(world, World)
    return world
