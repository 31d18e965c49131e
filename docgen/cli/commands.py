"""The Typer commands. Each parses, calls one function and ends; help texts are ids of the program's catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.facts_commands import facts_app
from docgen.cli.options import (
    AsJson,
    BatchDay,
    Day,
    Draft,
    Facts,
    Force,
    Interview,
    Kind,
    Language,
    Place,
    Platform,
    Templates,
    world_of,
)
from docgen.cli.preview_commands import add_to
from docgen.cli.upgrade_commands import upgrade_app

__all__ = ["app"]

app = typer.Typer(
    name="docgen", help="help.docgen", no_args_is_help=True, rich_markup_mode=None,
    pretty_exceptions_enable=False, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
templates_app = typer.Typer(name="templates", help="help.templates", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(facts_app)
app.add_typer(templates_app)
add_to(templates_app)
templates_app.add_typer(upgrade_app)
drafts_app = typer.Typer(name="drafts", help="help.drafts", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(drafts_app)


def _version(context: typer.Context, wanted: bool) -> None:
    if wanted:
        from docgen import __version__

        context.obj.stdout.write(f"docgen {__version__}\n")
        raise typer.Exit


@app.callback()
def _docgen(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="help.version")] = False,
) -> None:
    pass


@app.command(help="help.new", epilog="epilog.new")
def new(
    context: typer.Context, kind: Annotated[str, typer.Argument(metavar="[KIND]", help="help.kind")] = "",
    facts: Facts = "", language: Language = "", interview_language: Interview = "",
    jurisdiction: Place = "", platform: Platform = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH", help="help.output")] = None,
    date: Day = "", draft: Draft = False,
    format: Annotated[str, typer.Option("--format", metavar="docx,txt,pdf", help="help.format")] = "",
    reading: Annotated[str, typer.Option("--reading-copy", metavar="L", help="help.reading-copy")] = "",
    force: Force = False, templates: Templates = None,
    start: Annotated[str, typer.Option("--start", metavar="FILE", help="help.start")] = "",
    resume: Annotated[bool, typer.Option("--resume", help="help.resume")] = False,
    draft_name: Annotated[str, typer.Option("--from-draft", metavar="NAME", help="help.from-draft")] = "",
    save: Annotated[bool, typer.Option("--save/--no-save", help="help.save")] = True,
    encrypt: Annotated[bool, typer.Option("--encrypt", help="help.encrypt")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="help.trace")] = False,
) -> None:  # fmt: skip
    from docgen.cli.new import DocumentOptions, write_document

    options = DocumentOptions(
        kind=kind, facts=facts, language=language, interview_language=interview_language, jurisdiction=jurisdiction,
        platform=platform,
        output=output, date=date, draft=draft, formats=format, reading=reading, force=force, templates=templates,
        start=start, resume=resume, draft_name=draft_name, save=save, encrypt=encrypt, trace=trace,
    )  # fmt: skip
    write_document(world_of(context), options)


@app.command(help="help.plan", epilog="epilog.plan")
def plan(
    context: typer.Context, kind: Kind,
    facts: Annotated[str, typer.Option("--facts", "-f", metavar="FILE|-", help="help.facts-file")],
    language: Language = "", interview_language: Interview = "", jurisdiction: Place = "",
    platform: Platform = "", date: Day = "", draft: Draft = False, templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.new import DocumentOptions, print_plan

    options = DocumentOptions(
        kind=kind, facts=facts, language=language, interview_language=interview_language, jurisdiction=jurisdiction,
        platform=platform,
        date=date, draft=draft, templates=templates,
    )  # fmt: skip
    print_plan(world_of(context), options)


@app.command(help="help.batch", epilog="epilog.batch")
def batch(
    context: typer.Context, kind: Kind,
    source: Annotated[str, typer.Argument(metavar="SOURCE|-", help="help.batch-source")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="help.batch-output")],
    kinds: Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="help.batch-kind")] = None,
    name: Annotated[str, typer.Option("--name", metavar="PATTERN", help="help.batch-name")] = "{row:04}-{kind}",
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=0, max=1024, help="help.batch-jobs")] = 0,
    shard: Annotated[str, typer.Option("--shard", metavar="I/N", help="help.batch-shard")] = "",
    zip: Annotated[bool, typer.Option("--zip", help="help.batch-zip")] = False,
    dask: Annotated[str, typer.Option("--dask", metavar="ADDRESS", help="help.batch-dask")] = "",
    language: Language = "", jurisdiction: Place = "", platform: Platform = "", date: BatchDay = "",
    format: Annotated[str, typer.Option("--format", metavar="docx,txt,pdf", help="help.format")] = "",
    reading: Annotated[str, typer.Option("--reading-copy", metavar="L", help="help.batch-reading-copy")] = "",
    force: Annotated[bool, typer.Option("--force", help="help.batch-force")] = False,
    json: AsJson = False, templates: Templates = None,
) -> int:  # fmt: skip
    from docgen.cli.batching import BatchOptions, make_batch

    options = BatchOptions(
        kinds=tuple(dict.fromkeys([kind, *(kinds or ())])), source=source, output=output, name=name, jobs=jobs,
        shard=shard, zip=zip, dask=dask, language=language, jurisdiction=jurisdiction, platform=platform, date=date,
        formats=format, reading=reading, force=force, json=json, templates=templates,
    )  # fmt: skip
    return make_batch(world_of(context), options)


@app.command(help="help.jurisdictions", epilog="epilog.jurisdictions")
def jurisdictions(
    context: typer.Context, code: Annotated[str, typer.Argument(metavar="[CODE]", help="help.code")] = "",
    json: AsJson = False, templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.places import print_jurisdictions

    print_jurisdictions(world_of(context), code, json, templates)


@app.command(help="help.languages", epilog="epilog.languages")
def languages(context: typer.Context, json: AsJson = False, templates: Templates = None) -> None:
    from docgen.cli.places import print_languages

    print_languages(world_of(context), json, templates)


@templates_app.command("list", help="help.templates-list", epilog="epilog.templates-list")
def templates_list(context: typer.Context, json: AsJson = False, templates: Templates = None) -> None:
    from docgen.cli.workshop import list_templates

    list_templates(world_of(context), json, templates)


@templates_app.command("show", help="help.templates-show", epilog="epilog.templates-show")
def templates_show(
    context: typer.Context, kind: Kind, language: Language = "", jurisdiction: Place = "", templates: Templates = None
) -> None:
    from docgen.cli.workshop import show_template

    show_template(world_of(context), kind, language, jurisdiction, templates)


@templates_app.command("copy", help="help.templates-copy", epilog="epilog.templates-copy")
def templates_copy(
    context: typer.Context, kind: Kind,
    language: Annotated[str, typer.Option("--language", "-l", metavar="L", help="help.copy-language")] = "",
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="help.copy-to")] = Path("templates"),
) -> None:  # fmt: skip
    from docgen.cli.upgrading import copy_templates

    copy_templates(world_of(context), kind, language, to)


@templates_app.command("check", help="help.templates-check", epilog="epilog.templates-check")
def templates_check(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="help.check-paths")] = None,
    annotate: Annotated[bool, typer.Option("--annotate", help="help.annotate")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="help.fix")] = False,
    json: AsJson = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="help.sarif")] = False,
    templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.checking import CheckOptions, check_templates

    options = CheckOptions(
        paths=tuple(paths or ()), annotate=annotate, fix=fix, json=json, sarif=sarif, templates=templates
    )  # fmt: skip
    check_templates(world_of(context), options)


@templates_app.command("build", help="help.templates-build", epilog="epilog.templates-build")
def templates_build(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="help.build-folder")] = None,
    check: Annotated[bool, typer.Option("--check", help="help.build-check")] = False,
    force: Annotated[bool, typer.Option("--force", help="help.build-force")] = False,
    templates: Templates = None,
) -> None:
    from docgen.cli.upgrading import build_templates

    build_templates(world_of(context), folder, check, force, templates)


@templates_app.command("new", help="help.templates-new", epilog="epilog.templates-new")
def templates_new(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME", help="help.new-kind-name")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="help.install-to")] = Path("templates"),
    language: Language = "",
    reader: Annotated[str, typer.Option("--reader", metavar="READER", help="help.new-kind-reader")] = "",
    letter: Annotated[str, typer.Option("--from", metavar="LETTER.docx", help="help.new-kind-from")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="help.new-kind-apply")] = False,
) -> None:  # fmt: skip
    from docgen.cli.founding import NewKindOptions, make_kind

    make_kind(world_of(context), NewKindOptions(
        name=name, folder=to, language=language, reader=reader, letter=letter, apply=apply,
    ))  # fmt: skip


@templates_app.command("text", help="help.templates-text", epilog="epilog.templates-text")
def templates_text(
    context: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE.docx", help="help.text-file")]
) -> None:
    from docgen.cli.workshop import print_text

    print_text(world_of(context), file)


@drafts_app.command("list", help="help.drafts-list", epilog="epilog.drafts-list")
def drafts_list(context: typer.Context, json: AsJson = False) -> None:
    from docgen.cli.drafting import print_drafts

    print_drafts(world_of(context), json)


@drafts_app.command("show", help="help.drafts-show", epilog="epilog.drafts-show")
def drafts_show(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME", help="help.draft-name")],
    json: AsJson = False, templates: Templates = None,
) -> None:  # fmt: skip
    from docgen.cli.drafting import show_draft

    show_draft(world_of(context), name, json, templates)


@drafts_app.command("delete", help="help.drafts-delete", epilog="epilog.drafts-delete")
def drafts_delete(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="help.draft-names")] = None,
    every: Annotated[bool, typer.Option("--all", help="help.drafts-all")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="help.drafts-yes")] = False,
) -> None:
    from docgen.cli.drafting import delete_drafts

    delete_drafts(world_of(context), names or [], every=every, sure=yes)
