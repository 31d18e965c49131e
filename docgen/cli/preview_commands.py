"""The commands that look into templates and documents: `templates preview` and `templates explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.options import Kind, Language, Place, Templates, world_of

__all__ = ["add_to"]


_FOLDER = Path("preview")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group `app`."""
    app.command("preview", help="help.templates-preview", epilog="epilog.templates-preview")(_preview)
    app.command("explain", help="help.templates-explain", epilog="epilog.templates-explain")(_explain)


def _preview(
    context: typer.Context, kind: Kind,
    facts: Annotated[str, typer.Option("--facts", "-f", metavar="FILE|-", help="help.preview-facts")] = "",
    language: Language = "", jurisdiction: Place = "",
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="help.preview-output")] = _FOLDER,
    format: Annotated[str, typer.Option("--format", metavar="docx,pdf,png", help="help.preview-format")] = "",
    gaps: Annotated[bool, typer.Option("--gaps", help="help.gaps")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="help.watch")] = False,
    templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.previewing import PreviewOptions, preview

    options = PreviewOptions(
        kind=kind, facts=facts, language=language, jurisdiction=jurisdiction, output=output, formats=format, gaps=gaps,
        watch=watch, templates=templates,
    )  # fmt: skip
    preview(world_of(context), options)


def _explain(
    context: typer.Context, file: Annotated[str, typer.Argument(metavar="DOCUMENT.docx", help="help.explain-file")],
    number: Annotated[str | None, typer.Argument(metavar="[N]", help="help.explain-number")] = None,
    templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.explaining import explain

    explain(world_of(context), file, number, templates)
