"""`docgen new` and `docgen plan`: one document from facts or from prompts."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

from docgen.answers import Answers, read_json
from docgen.assemble import Planned, Wish, plan_document, render_document, with_digests
from docgen.cli.report import plain_text, report_plan
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.dates import read_iso_date
from docgen.errors import AnswersUnreadable, Place, Problem, UsageProblem
from docgen.files import free_name, refuse_odd_target, write_file
from docgen.frozen import frozen
from docgen.localization import open_wording
from docgen.plan import DocumentPlan

__all__ = ["Ordered", "as_plain", "plan_as_json", "print_plan", "read_answers", "write_document"]


@frozen
class Ordered:
    """What the command line asks for."""

    kind: str
    facts: str = ""
    """File name, "-" for standard input, "" for prompts."""
    language: str = ""
    interview_language: str = ""
    jurisdiction: str = ""
    platform: str = ""
    output: Path | None = None
    date: str = ""
    draft: bool = False
    formats: str = ""
    """Comma-separated; "" for those that the kind writes by default."""
    force: bool = False
    templates: Path | None = None


def write_document(world: World, ordered: Ordered) -> None:
    """Write the document that `ordered` asks for and print its path; what to do next goes to standard error."""
    settings = read_settings(world, ordered.templates, ordered.interview_language)
    given = tuple(dict.fromkeys(part.strip() for part in ordered.formats.split(",") if part.strip()))
    known = settings.library.manifest(ordered.kind).formats
    if not set(given) <= set(known):
        raise UsageProblem([Problem(id="usage.no-such-format", names={"known": ", ".join(known)})])
    formats = given or known
    ending = ordered.output.suffix.removeprefix(".") if ordered.output else ""
    if ending and ending not in formats:
        names = {"found": ending, "known": ", ".join(formats)}
        raise UsageProblem([Problem(id="usage.wrong-ending", place=Place(source=str(ordered.output)), names=names)])
    first = ordered.output or free_name(world.folder, world.today, formats[0])
    paths = {each: _named(world, first, each, several=len(formats) > 1) for each in formats}
    for path in paths.values():
        refuse_odd_target(path, force=ordered.force)  # before the first question, and before the first of two files
    planned = _planned(world, settings, ordered)
    for made in render_document(planned, formats, [path.name for path in paths.values()]):
        write_file(paths[made.format], made.data, force=ordered.force)
        world.stdout.write(f"{paths[made.format]}\n")
    report_plan(world.stderr, open_wording(settings.library.locales, "program", settings.language), planned.document)


def _named(world: World, first: Path, format: str, *, several: bool) -> Path:
    """Return the path for one format: the name asked for, with the format's ending where there are several."""
    path = world.folder / first
    if path.is_dir():
        return path  # which is refused: a name beside the folder was not asked for
    return path.with_suffix(f".{format}") if several or not path.suffix else path


def print_plan(world: World, ordered: Ordered) -> None:
    """Print the plan as JSON: every choice made and why."""
    settings = read_settings(world, ordered.templates, ordered.interview_language)
    planned = _planned(world, settings, ordered)
    world.stdout.write(plan_as_json(planned.document) + "\n")


def _planned(world: World, settings: Settings, ordered: Ordered) -> Planned:
    wish = Wish(
        kind=ordered.kind,
        today=_day(ordered.date) or world.today,
        language=ordered.language,
        jurisdiction=ordered.jurisdiction,
        platform=ordered.platform,
        interview=settings.language,
        draft=ordered.draft,
    )
    settings.library.manifest(ordered.kind)
    if ordered.facts:
        answers = read_answers(world, ordered.facts)
        if settings.jurisdiction and "jurisdiction" not in answers.values and not ordered.jurisdiction:
            wish = dataclasses.replace(wish, jurisdiction=settings.jurisdiction)
        return plan_document(settings.library, answers, wish)
    return plan_document(settings.library, _asked(world, settings, ordered), wish)


def _asked(world: World, settings: Settings, ordered: Ordered) -> Answers:
    from docgen.cli.interview import interview

    known: dict[str, object] = {}
    if place := ordered.jurisdiction or settings.jurisdiction:
        known["jurisdiction"] = place.upper()
    if ordered.language:
        known["languages"] = {"document": ordered.language}
    return with_digests(interview(world, settings.library, ordered.kind, settings.language, known), world.folder)


def read_answers(world: World, name: str) -> Answers:
    """Return the facts in the file `name`, or on standard input for "-", with the digests of the exhibits it names.

    Raises `AnswersUnreadable` where there is no such file.
    """
    path = world.folder / name
    try:
        data = world.read_standard_input() if name == "-" else path.read_bytes()
    except OSError:
        raise AnswersUnreadable([Problem(id="input.unreadable", place=Place(source=name))]) from None
    return with_digests(read_json(data, name), world.folder if name == "-" else path.parent)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = read_iso_date(text)
    except ValueError:
        day = date.max
    if not 1900 <= day.year <= 2200:  # far enough from the ends of the calendar to count deadlines
        raise UsageProblem([Problem(id="usage.bad-date")])
    return day


def plan_as_json(document: DocumentPlan) -> str:
    """Return a plan as indented JSON, keys in the order of its types."""
    return plain_text(json.dumps(as_plain(document), ensure_ascii=False, indent=2))


def as_plain(value: object) -> object:
    """Return a record as plain dicts, lists, texts, numbers and truth values, for JSON."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: as_plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
