"""The Typer commands `docgen facts …`: write, check and fill facts files. Each parses, calls one function and ends."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.options import AsJson, Force, Interview, Kind, Language, Place, Templates, world_of

__all__ = ["facts_app"]

facts_app = typer.Typer(name="facts", help="help.facts", no_args_is_help=True, rich_markup_mode=None)
translations_app = typer.Typer(
    name="translations", help="help.facts-translations", no_args_is_help=True, rich_markup_mode=None
)
facts_app.add_typer(translations_app)

Told = Annotated[str, typer.Argument(metavar="FILE|-", help="help.facts-file")]
Target = Annotated[str, typer.Option("--language", "-l", metavar="L", help="help.translations-language")]


@facts_app.command("example", help="help.facts-example", epilog="epilog.facts-example")
def facts_example(
    context: typer.Context, kind: Kind, jurisdiction: Place = "", language: Language = "", templates: Templates = None
) -> None:
    from docgen.cli.workshop import print_example

    print_example(world_of(context), kind, jurisdiction, language, templates)


@facts_app.command("schema", help="help.facts-schema", epilog="epilog.facts-schema")
def facts_schema(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help="help.schema-kind", show_default=False)] = "",
    templates: Templates = None,
) -> None:
    from docgen.cli.workshop import print_schema

    print_schema(world_of(context), kind, templates)


@facts_app.command("check", help="help.facts-check", epilog="epilog.facts-check")
def facts_check(
    context: typer.Context,
    facts: Told,
    kind: Annotated[str, typer.Option("--kind", "-k", metavar="KIND", help="help.check-kind")] = "",
    json: AsJson = False, templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.workshop import check_a_facts_file

    check_a_facts_file(world_of(context), facts, kind, json, templates)


@facts_app.command("import", help="help.facts-import", epilog="epilog.facts-import")
def facts_import(
    context: typer.Context,
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="help.import-sources")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="help.import-output")] = None,
    sender: Annotated[str, typer.Option("--sender", metavar="NAME", help="help.import-sender")] = "",
    since: Annotated[str, typer.Option("--since", metavar="YYYY-MM-DD", help="help.import-since")] = "",
    until: Annotated[str, typer.Option("--until", metavar="YYYY-MM-DD", help="help.import-until")] = "",
    day_first: Annotated[bool | None, typer.Option("--day-first/--month-first", help="help.import-order")] = None,
    merge: Annotated[Path | None, typer.Option("--merge", metavar="FACTS", help="help.import-merge")] = None,
    interview_language: Interview = "", force: Force = False,
) -> None:  # fmt: skip
    from docgen.cli.importing import ImportOptions, import_facts

    options = ImportOptions(
        sources=tuple(sources), output=output, sender=sender, since=since, until=until, day_first=day_first,
        merge=merge, interview_language=interview_language, force=force,
    )  # fmt: skip
    import_facts(world_of(context), options)


@facts_app.command("sheet", help="help.facts-sheet", epilog="epilog.facts-sheet")
def facts_sheet(
    context: typer.Context, kind: Kind,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.xlsx|FILE.csv", help="help.sheet-output")],
    facts: Annotated[list[str] | None, typer.Option("--facts", "-f", metavar="FILE|-", help="help.sheet-facts")] = None,
    jurisdiction: Place = "", interview_language: Interview = "",
    incidents: Annotated[int, typer.Option("--incidents", metavar="N", help="help.sheet-incidents")] = 3,
    force: Force = False, templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.sheeting import SheetOptions, write_sheet

    options = SheetOptions(
        kind=kind, output=output, facts=tuple(facts or ()), jurisdiction=jurisdiction,
        interview_language=interview_language, incidents=incidents, force=force, templates=templates,
    )  # fmt: skip
    write_sheet(world_of(context), options)


@translations_app.command("export", help="help.translations-export", epilog="epilog.facts-translations-export")
def translations_export(
    context: typer.Context, facts: Told, language: Target,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.xlsx|FILE.csv", help="help.sheet-output")],
    every: Annotated[bool, typer.Option("--all", help="help.translations-all")] = False,
    interview_language: Interview = "", force: Force = False, templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.translating import ExportTextsOptions, export_texts

    options = ExportTextsOptions(
        facts=facts, language=language, output=output, every=every, interview_language=interview_language,
        force=force, templates=templates,
    )  # fmt: skip
    export_texts(world_of(context), options)


@translations_app.command("import", help="help.translations-import", epilog="epilog.facts-translations-import")
def translations_import(
    context: typer.Context, facts: Told,
    sheet: Annotated[str, typer.Argument(metavar="SHEET", help="help.translations-sheet")],
    language: Target,
    told_in: Annotated[str, typer.Option("--told-in", metavar="L", help="help.translations-told-in")],
    translator: Annotated[str, typer.Option("--translator", metavar="NAME", help="help.translations-translator")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="NEW.json", help="help.translations-output")],
    anew: Annotated[bool, typer.Option("--replace", help="help.translations-replace")] = False,
    force: Force = False, templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.translating import ImportTranslationsOptions, import_translations

    options = ImportTranslationsOptions(
        facts=facts, sheet=sheet, language=language, told_in=told_in, translator=translator, output=output, anew=anew,
        force=force, templates=templates,
    )  # fmt: skip
    import_translations(world_of(context), options)
