"""`docgen templates …`, `docgen facts …`: look at what docgen uses, and check a facts file."""

from __future__ import annotations

import json
from pathlib import Path

from docgen.answers import Answers
from docgen.assemble import Wish, plan_document
from docgen.cli.as_json import facts_as_json
from docgen.cli.new import placed_wish, read_answers
from docgen.cli.report import plain_text, print_lines, report_notices, report_problems
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.clinic import with_clinic
from docgen.errors import AnswersUnreadable, FactsProblem, Place, Problem, UsageProblem
from docgen.examples import example_facts
from docgen.facts import check_facts, needs_incidents
from docgen.localization import Wording

__all__ = [
    "check_a_facts_file",
    "list_templates",
    "print_example",
    "print_schema",
    "print_text",
    "show_template",
]


def _wording(settings: Settings) -> Wording:
    return settings.library.wording("program", settings.language)


# Facts --------------------------------------------------------------------------------------------------------------


def print_example(world: World, kind: str, jurisdiction: str, language: str, templates: Path | None) -> None:
    """Print a complete invented matter that passes for `kind`."""
    settings = read_settings(world, templates)
    library = settings.library
    library.manifest(kind)
    law = library.jurisdiction(jurisdiction or settings.jurisdiction or "US-CA")
    spoken = language or law.languages[0]
    path = library.file(f"examples/{spoken}.{law.code.lower()}.json")
    if path is None:
        names = {"kind": kind, "language": spoken, "jurisdiction": law.code}
        raise UsageProblem([Problem(id="usage.no-example", names=names)])
    own_questions = library.own_questions(kind)
    text = (
        facts_as_json(example_facts(library, kind, path, spoken).values)
        if own_questions
        else path.read_text(encoding="utf-8")
    )
    world.stdout.write(text)


def print_schema(world: World, kind: str, templates: Path | None) -> None:
    """Print the JSON Schema of a facts file, with the own questions of the clinic and of `kind`, "" for all kinds.

    Raises a `DocgenError` for an unknown kind.
    """
    from docgen.schema import facts_schema

    library = read_settings(world, templates).library
    incidents = needs_incidents(library.manifest(kind).requires) if kind else True
    schema = facts_schema(library.own_questions(kind) if kind else library.all_own_questions(), incidents=incidents)
    world.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")


def check_a_facts_file(world: World, facts: str, kind: str, as_json: bool, templates: Path | None) -> None:
    """Report every problem of a facts file; for `kind` also what it cannot do without, and what the law warns of."""
    settings = read_settings(world, templates)
    required = settings.library.manifest(kind).requires if kind else ()
    answers = with_clinic(read_answers(world, facts), settings.library.clinic)
    own_questions = settings.library.own_questions(kind)
    found = check_facts(answers, required, own_questions and own_questions.on(world.today))
    if found and as_json:
        report_problems(world.stdout, _wording(settings), found, as_json=True)
        raise FactsProblem([])
    if found:
        raise FactsProblem(found)
    world.stderr.write(_wording(settings).say("facts.good") + "\n")
    if kind:
        _tell_notices(world, settings, kind, answers, as_json=as_json)


def _tell_notices(world: World, settings: Settings, kind: str, answers: Answers, *, as_json: bool) -> None:
    """Tell what `docgen new` would warn of: too few acts, time limits, elements that are missing, demands that harm."""
    wish = Wish(kind=kind, today=world.today, interview=settings.language)
    document = plan_document(settings.library, answers, placed_wish(wish, settings, answers)).document
    if as_json:
        told = [{"level": each.level, "text": each.text, "cite": each.cite} for each in document.notices]
        world.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        report_notices(world.stderr, _wording(settings), document)


# Templates ----------------------------------------------------------------------------------------------------------


def list_templates(world: World, as_json: bool, templates: Path | None) -> None:
    """List the kinds of document with their languages and places."""
    settings = read_settings(world, templates)
    library, wording = settings.library, _wording(settings)
    rows = []
    for kind in library.kinds():
        manifest = library.manifest(kind)
        files = [path.name for path in library.template_files("docx") if path.parent.name == kind]
        names = {"kind": kind, "title": wording.told(manifest.title), "reader": manifest.audience.value}
        rows.append({**names, "templates": files})
    if as_json:
        world.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    for row in rows:
        short = ", ".join(str(name).removeprefix(f"{row['kind']}.").removesuffix(".docx") for name in row["templates"])
        world.stdout.write(wording.say("templates.row", **{**row, "templates": short}) + "\n")


def show_template(world: World, kind: str, language: str, jurisdiction: str, templates: Path | None) -> None:
    """Show what a kind is for, what it needs, and the words of its template."""
    settings = read_settings(world, templates)
    library, wording = settings.library, _wording(settings)
    manifest = library.manifest(kind)
    law = library.jurisdiction(jurisdiction or settings.jurisdiction or "US-CA")
    path = library.template(kind, language or law.languages[0], law, "docx")
    needs = [need.fact + (f"  ({need.when})" if need.when else "") for need in manifest.requires]
    lines = [wording.told(manifest.title), wording.told(manifest.purpose), ""]
    lines += [wording.say("templates.needs"), *(f"  {need}" for need in needs), "", str(path), ""]
    print_lines(world.stdout, iter(lines))
    print_text(world, str(path))


def print_text(world: World, file: str) -> None:
    """Print the words of any .docx, one paragraph a line."""
    from docgen.word import text_of

    try:
        data = (world.folder / file).read_bytes()
    except OSError:
        raise AnswersUnreadable([Problem(id="input.unreadable", place=Place(source=file))]) from None
    world.stdout.write(plain_text(text_of(data)))
