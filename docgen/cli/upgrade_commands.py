"""The commands of a clinic's folder over the years: compare, merge, pack, install."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.options import AsJson, Force, Templates, world_of

__all__ = ["upgrade_app"]

upgrade_app = typer.Typer(rich_markup_mode=None)

_Wanted = Annotated[list[str] | None, typer.Argument(metavar="[KIND|FILE]...", help="help.upgrade-files")]


@upgrade_app.command("diff", help="help.templates-diff", epilog="epilog.templates-diff")
def templates_diff(
    context: typer.Context, files: _Wanted = None, json: AsJson = False, templates: Templates = None
) -> None:
    from docgen.cli.upgrading import print_differences

    print_differences(world_of(context), files or [], json, templates)


@upgrade_app.command("merge", help="help.templates-merge", epilog="epilog.templates-merge")
def templates_merge(
    context: typer.Context,
    files: _Wanted = None,
    write: Annotated[bool, typer.Option("--write", help="help.merge-write")] = False,
    templates: Templates = None,
) -> None:
    from docgen.cli.merging import merge_templates

    merge_templates(world_of(context), files or [], write, templates)


@upgrade_app.command("pack", help="help.templates-pack", epilog="epilog.templates-pack")
def templates_pack(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="help.pack-folder")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.zip", help="help.pack-output")],
    with_clinic: Annotated[bool, typer.Option("--with-clinic", help="help.with-clinic")] = False,
    force: Force = False,
) -> None:
    from docgen.cli.packing import pack_templates

    pack_templates(world_of(context), folder, output, with_clinic=with_clinic, force=force)


@upgrade_app.command("install", help="help.templates-install", epilog="epilog.templates-install")
def templates_install(
    context: typer.Context,
    pack: Annotated[Path, typer.Argument(metavar="FILE.zip", help="help.install-pack")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="help.install-to")] = Path("templates"),
    yes: Annotated[bool, typer.Option("--yes", help="help.install-yes")] = False,
) -> None:
    from docgen.cli.packing import install_pack

    install_pack(world_of(context), pack, to, sure=yes)
