"""The pipeline in one place: answers → matter → plan → rendered document, searched for leaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.answers import Answers, read_facts_file
from docgen.clinic import with_clinic
from docgen.conditions import value_at
from docgen.errors import FactsProblem, Place, Problem, UsageProblem
from docgen.facts import check_facts, needs_incidents, read_matter, with_gaps
from docgen.files import file_digest
from docgen.frozen import frozen, ordered
from docgen.jurisdiction import Jurisdiction
from docgen.leaks import Hidden, hidden_facts, refuse_leaks
from docgen.library import Library
from docgen.localization import offered_language
from docgen.manifest import Manifest
from docgen.matter import Matter
from docgen.matter.values import Line
from docgen.missing_mark import MissingMark
from docgen.pictures import PictureFile, picture_files, with_pictures
from docgen.plain_words import PlainPart, plain_part
from docgen.plan import Brief, DocumentPlan, decide
from docgen.platforms import Platform
from docgen.prepared import open_template
from docgen.records import nearest

if TYPE_CHECKING:
    from docgen.word import CompiledTemplate, Page

__all__ = [
    "Planned",
    "Rendered",
    "Wish",
    "fields_for",
    "fill_template",
    "load_facts",
    "page_of",
    "plan_document",
    "render_document",
    "searched",
    "with_digests",
]


@frozen
class Wish:
    """What is asked for, beside the facts."""

    kind: str
    today: date
    """Date of the document."""
    language: str = ""
    """Language of the document; "" for what the facts or the place say."""
    jurisdiction: str = ""
    """Code of the place; "" for what the facts say."""
    platform: str = ""
    """Platform that a takedown request goes to; "" for what the facts say."""
    interview: str = "en"
    """Language of problems, notices and next steps."""
    draft: bool = False
    """Whether missing facts become visible marks instead of problems."""
    reading: str = ""
    """Language of a reading copy, for the person who signs; "" for the document itself."""


@frozen
class Planned:
    """A document plan, with what is needed to render and to search it."""

    document: DocumentPlan
    templates: Mapping[str, Path]
    """Template file by format: `docx`, and `txt` where there is one."""
    hidden: tuple[Hidden, ...] = field(repr=False)
    """Facts that the reader must not see."""
    pictures: Mapping[str, PictureFile] = field(default_factory=dict, repr=False)
    """The files of the exhibits by their labels, for templates that print them."""


@ordered
class Rendered:
    """A finished document in one format, searched for leaks."""

    format: str
    data: bytes = field(repr=False)


def plan_document(library: Library, answers: Answers, wish: Wish) -> Planned:
    """Return the plan of the document that `wish` asks for.

    Raises `UsageProblem` for an unknown kind, language or place, `FactsProblem` with every problem of the facts, and
    `TemplateProblem` for a broken library.
    """
    manifest = library.manifest(wish.kind)
    answers = with_clinic(answers, library.clinic)
    code = wish.jurisdiction or value_at("jurisdiction", answers.values)
    law = _law(library, answers, code, wish.kind)
    if wish.jurisdiction:
        answers = replace_value(answers, "jurisdiction", wish.jurisdiction)
    if wish.platform:
        asked = answers.values.get("platform")
        told = dict(asked) if isinstance(asked, Mapping) else {}
        answers = replace_value(answers, "platform", {**told, "name": wish.platform})
    own_language = _language(wish, answers, law)
    language = wish.reading or own_language
    interview = library.wording("program", wish.interview, law.locales.get(wish.interview, ""))
    gaps: tuple[tuple[str | int, ...], ...] = ()
    if wish.draft:
        answers, gaps = with_gaps(answers, manifest.requires, _mark(library, wish, language, law))
    own_questions = library.own_questions(wish.kind)
    own_questions = own_questions and own_questions.on(wish.today)
    needed = needs_incidents(manifest.requires)
    matter = read_matter(answers, () if wish.draft else manifest.requires, own_questions, incidents=needed)
    brief = Brief(
        matter=matter,
        kind=wish.kind,
        manifest=manifest,
        law=law,
        platforms=_platforms(library, matter),
        wording=library.wording("documents", language, law.locales.get(language, "")),
        interview=interview,
        words=library.wording("documents", wish.interview, law.locales.get(wish.interview, "")),
        today=wish.today,
        told_facts=answers.values,
        draft=wish.draft,
        document_language=own_language if wish.reading else "",
        gaps=gaps,
        own_questions=own_questions,
    )
    return Planned(
        document=_plan_in_place(brief, answers),
        templates={each: library.template(wish.kind, language, law, each) for each in _formats(manifest, wish)},
        hidden=hidden_facts(matter, manifest.audience, wish.today),
        pictures=picture_files(brief, answers),
    )


def _formats(manifest: Manifest, wish: Wish) -> tuple[str, ...]:
    return ("docx",) if wish.reading else manifest.formats


def _platforms(library: Library, matter: Matter) -> dict[str, Platform]:
    """Return the known platforms that the matter names, by id."""
    named = [account.platform for account in matter.accounts]
    named += [report.platform for report in matter.reports.platform]
    named += [incident.platform for incident in matter.incidents if isinstance(incident.platform, Line)]
    named += [matter.platform.name] if isinstance(matter.platform.name, Line) else []
    found = {id: library.platform(id) for id in {str(name).lower() for name in named}}
    return {id: platform for id, platform in found.items() if platform is not None}


def _plan_in_place(brief: Brief, answers: Answers) -> DocumentPlan:
    """Return the plan of `brief`; its problems are raised with the place of the fact in the source."""
    try:
        return decide(brief)
    except FactsProblem as error:
        raise FactsProblem(
            replace(problem, place=_place(answers, problem.place.path)) for problem in error.problems
        ) from None


def _place(answers: Answers, path: str) -> Place:
    steps = [int(step) if step.isdigit() else step for step in path.replace("[", ".").replace("]", "").split(".")]
    return answers.place_of(tuple(steps))


def replace_value(answers: Answers, key: str, value: object) -> Answers:
    """Return `answers` with another value for the top-level `key`."""
    return replace(answers, values={**answers.values, key: value})


def _law(library: Library, answers: Answers, code: object, kind: str) -> Jurisdiction:
    if isinstance(code, str) and library.has_jurisdiction(code):
        return library.jurisdiction(code)
    known = library.jurisdictions()
    near = nearest(code, list(known)) if isinstance(code, str) else ""
    id, place = "problem.missing" if code is None else "problem.no-such-choice", answers.place_of(("jurisdiction",))
    hint = "hint.did-you-mean" if near else ""
    own = Problem(id=id, place=place, names={"choices": ", ".join(known), "near": near}, hint=hint)
    found = check_facts(answers, library.manifest(kind).requires, library.own_questions(kind))
    rest = [each for each in found if each.place.path != "jurisdiction"]
    raise FactsProblem([own, *rest])


def _language(wish: Wish, answers: Answers, law: Jurisdiction) -> str:
    told = value_at("languages.document", answers.values)
    wanted = wish.language or (told if isinstance(told, str) else "") or law.languages[0]
    return offered_language(wanted, law.languages)


def _mark(library: Library, wish: Wish, language: str, law: Jurisdiction) -> MissingMark:
    return MissingMark(library, wish.kind, language, law.locales.get(language, ""))


def render_document(planned: Planned, formats: Sequence[str] = (), names: Sequence[str] = ()) -> tuple[Rendered, ...]:
    """Return the finished document in each of `formats`; those that the kind writes by default when empty.

    `names` are the file names that it will get, which are searched too. Raises what `fill_template` raises,
    `LeakStopped` when a fact stands in it that its reader must not see, `UsageProblem` for a format it has not.
    """
    made = []
    for each in formats or tuple(planned.templates):
        if each not in planned.templates:
            raise UsageProblem([Problem(id="usage.no-such-format", names={"known": ", ".join(planned.templates)})])
        data = fill_template(planned, each)
        made.append(searched(data, each, planned, names))
    return tuple(made)


def searched(data: bytes, format: str, planned: Planned, names: Sequence[str]) -> Rendered:
    """Return a finished document that was searched for leaks, its file `names` too. Raises `LeakStopped`."""
    refuse_leaks(lambda: _parts(data, format, names), planned.hidden)
    return Rendered(format, data)


def fill_template(planned: Planned, format: str) -> bytes:
    """Return the document in one format of its templates, not yet searched for leaks.

    Raises `TemplateProblem` for a broken template, and `FactsProblem` where the picture of an exhibit cannot be shown.
    """
    from docgen.word import fill, fill_text

    document, path = planned.document, planned.templates[format]
    if format == "txt":
        return fill_text(path.read_text(encoding="utf-8"), document.fields, path.name).encode()
    template = open_template(path)
    return fill(template, fields_for(planned, template), page_of(document))


def page_of(document: DocumentPlan) -> Page:
    """Return what a Word file of `document` is, apart from its words."""
    from docgen.word import Page

    return Page(paper=document.paper.value, language=document.language_tag, title=document.title, date=document.date)


def fields_for(planned: Planned, template: CompiledTemplate) -> Mapping[str, object]:
    """Return what fills `template`: the fields of the plan, with the pictures of the exhibits where it prints pictures.

    Raises `FactsProblem` where one cannot be shown.
    """
    fields = planned.document.fields
    return with_pictures(fields, planned.pictures) if template.prints_pictures else fields


def _parts(data: bytes, format: str, names: Sequence[str]) -> list[PlainPart]:
    from docgen.word import own_parts

    parts = [plain_part("text", data.decode())] if format == "txt" else own_parts(data)
    return [*parts, *(plain_part("file name", name) for name in names)]


def load_facts(path: str | Path, shown: str = "") -> Answers:
    """Return the facts in the JSON file at `path`, with the SHA-256 of each exhibit whose file they name.

    `shown` names the file in problems, "" for `path` itself. Raises `AnswersUnreadable` for a file that cannot be read
    and `FactsProblem` for one that is no JSON object.
    """
    return with_digests(read_facts_file(Path(path), shown or str(path)), Path(path).parent)


def with_digests(answers: Answers, folder: Path) -> Answers:
    """Return `answers` with the SHA-256 of each exhibit whose file is named, read from `folder`.

    A digest that the facts already give must agree. Raises `FactsProblem` for a file that cannot be read or differs.
    """
    exhibits = answers.values.get("exhibits")
    answers = replace(answers, folder=folder)
    if not isinstance(exhibits, list):
        return answers
    problems: list[Problem] = []
    made = []
    for index, exhibit in enumerate(exhibits):
        name = exhibit.get("file") if isinstance(exhibit, Mapping) else None
        if not isinstance(name, str) or not isinstance(exhibit, Mapping):
            made.append(exhibit)
            continue
        digest = file_digest(folder / name)
        wrong = "exhibit.unreadable" if digest is None else ""
        if digest is not None and str(exhibit.get("sha256", digest)).lower() != digest:
            wrong = "exhibit.changed"
        if wrong:
            problems.append(Problem(id=wrong, place=answers.place_of(("exhibits", index, "file"))))
        made.append({**exhibit, "sha256": digest})
    if problems:
        raise FactsProblem(problems)
    return replace_value(answers, "exhibits", made)
