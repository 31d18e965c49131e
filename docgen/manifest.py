"""What `template.toml` says of a kind of document."""

from collections.abc import Sequence
from dataclasses import field, replace
from enum import StrEnum, unique
from pathlib import Path

from docgen.conditions import BadCondition, names_in
from docgen.errors import Place, Problem, TemplateProblem
from docgen.frozen import frozen
from docgen.jurisdiction import Texts
from docgen.matter.audiences import Audience
from docgen.scalars import unknown_name
from docgen.toml_records import read_record, toml_place

__all__ = ["LawPart", "Manifest", "NextStep", "Printed", "Required", "read_manifest"]


@unique
class LawPart(StrEnum):
    """Which part of the law a kind of document names; with it come the checks, notices and next steps of that part."""

    CLAIMS = "claims"
    """A letter to the respondent: a few claims and offences, the customs of letters."""
    OFFENCES = "offences"
    """A statement to the police: the offences, where to file it."""
    ORDER = "order"
    """A declaration for a court order: that order, its oath, what it can grant."""
    TAKEDOWN = "takedown"
    """A request to a platform: the bases that fit, its rules and channels."""
    PLATFORM = "platform"
    """A letter to a platform that names no law: to which one, and to which company."""
    ALL = "all"
    """Claims and offences as they fit, without the checks of any one kind."""
    NONE = "none"
    """No claim and no offence; only a sworn formula where the place has one for this kind."""


@frozen
class Required:
    """A fact that the kind cannot do without."""

    fact: str
    """Path of the fact; `incidents.exact_words` means in each incident."""
    when: str = ""
    """Condition under which it is needed; for a path in a list, on the item: `"threats" in conduct`."""
    declined: bool = False
    """Whether null will do, by which the person says that they do not have it."""


@frozen
class Printed:
    """What every template of the kind must print: without it the paper lacks what the law or its reader asks for."""

    name: str
    """Name as a template prints it: `law.oath.text`, `takedown.bases[].statements[]`."""
    why: Texts
    """What the paper lacks without it, in one sentence."""


@frozen
class NextStep:
    """Something the person does after the document is written."""

    text: Texts
    when: str = ""


@frozen
class Manifest:
    """One kind of document, a folder in `templates/`."""

    title: Texts
    purpose: Texts
    """What it is for and when not to use it, in one or two sentences."""
    audience: Audience
    served: bool = True
    """Whether the respondent may come to read it, so that it is written as if they do."""
    client_signs: bool = False
    """Whether only the client can sign it: a statement of what the client saw."""
    law: LawPart = LawPart.ALL
    filed: bool = False
    """Whether it is handed to a court or the police, which take papers only in the languages of the place."""
    like: str = ""
    """The kind of docgen's own as which law files and shared questions treat it; "" for none."""
    formats: tuple[str, ...] = ("docx",)
    """What is written by default: `docx`, and `txt` where a text template stands beside it."""
    requires: tuple[Required, ...] = ()
    prints: tuple[Printed, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    unasked: tuple[str, ...] = ()
    """Facts for which the shared questions do not ask for this kind, with all that they hold: `incidents`,
    `client.contact`. A facts file may give them all the same."""
    reviewed: Texts = field(default_factory=dict)
    """Who reviewed the wording in each language, and when; nobody did where a language is left out."""


def read_manifest(path: Path, kinds: tuple[str, ...]) -> Manifest:
    """Return what the `template.toml` at `path` says; `kinds` are those that exist. Raises `TemplateProblem`."""
    manifest = read_record(Manifest, path)
    if manifest.like and manifest.like not in kinds:
        place = toml_place(path, ["like"])
        raise TemplateProblem([replace(unknown_name("own.unknown-kind", manifest.like, kinds), place=place)])
    _refuse_bad_conditions(path, [*manifest.requires, *manifest.next_steps])
    return manifest


def _refuse_bad_conditions(path: Path, items: Sequence[Required | NextStep]) -> None:
    """Raise `TemplateProblem` where a condition of `items`, which stand in the file at `path`, is none."""
    problems = []
    for item in items:
        try:
            names_in(item.when or "True")
        except BadCondition:
            problems.append(Problem(id="toml.condition", place=Place(source=str(path), path=item.when)))
    if problems:
        raise TemplateProblem(problems)
