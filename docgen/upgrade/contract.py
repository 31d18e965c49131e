"""What a clinic's templates could rely on when they were copied, and what a newer docgen no longer keeps of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docgen.check import printable_names
from docgen.errors import Place, Problem, TemplateProblem
from docgen.files import make_folder, write_file
from docgen.frozen import ordered
from docgen.library import Library
from docgen.localization import Wording
from docgen.upgrade.folder_record import FOLDER
from docgen.word import filter_names, style_names, tags_in

__all__ = ["explained", "keep_contract"]


@ordered
class _Contract:
    """The names that templates of one kind could use."""

    version: str
    facts: frozenset[str]
    filters: frozenset[str]
    styles: frozenset[str]
    """Case-folded."""
    prints: frozenset[str]
    """What every template of the kind had to print."""


def keep_contract(library: Library, folder: Path, kind: str, version: str, *, renew: bool = False) -> None:
    """Keep in the clinic's `folder` what docgen's `version` offers templates of `kind`; what is kept stays without
    `renew`.

    Raises `OutputProblem`.
    """
    path = _path(folder, kind)
    if path.exists() and not renew:
        return
    now = {
        key: sorted(value) if isinstance(value, frozenset) else value
        for key, value in vars(_now(library, kind, version)).items()
    }
    make_folder(path.parent)
    write_file(path, (json.dumps(now, ensure_ascii=False, indent=1) + "\n").encode(), force=True)


def explained(library: Library, problems: Sequence[Problem], wording: Wording, version: str) -> list[Problem]:
    """Return `problems` of the templates of a clinic's folder, with those that a newer docgen brought told as such.

    A name that the template could use when it was copied, and that is gone, is no misspelling. What docgen demands
    today, and did not then, is added where the clinic has a `template.toml` of its own, too. `wording` has the
    program's sentences, `version` is that of the docgen that runs. `library` is that of the clinic's folder.
    """
    folder = library.templates[0]
    kept = {kind: found for kind in library.kinds() if (found := _kept(folder, kind)) is not None}
    told = [_told(problem, kept, version) for problem in problems]
    known = {(each.place.source, each.place.path) for each in told if each.id == "contract.must-print"}
    for kind, contract in kept.items():
        told += [
            each
            for each in _demands(library, kind, contract, wording, version)
            if (each.place.source, each.place.path) not in known
        ]
    return told


def _path(folder: Path, kind: str) -> Path:
    return folder / FOLDER / "base" / kind / "offered.json"


def _kept(folder: Path, kind: str) -> _Contract | None:
    """Return what was kept for `kind`; None where nothing was, or nobody can read it."""
    path = _path(folder, kind)
    try:
        found = json.loads(path.read_bytes()) if path.is_file() else {}
        sets = (frozenset(str(name) for name in found[key]) for key in ("facts", "filters", "styles", "prints"))
        return _Contract(str(found["version"]), *sets)
    except (ValueError, KeyError, TypeError):
        return None


def _now(library: Library, kind: str, version: str) -> _Contract:
    style = library.templates[-1] / "house-style.docx"
    prints = frozenset(item.name for item in _docgens(library).manifest(kind).prints)
    return _Contract(
        version, frozenset(printable_names()), filter_names(), style_names(style.read_bytes(), style.name), prints
    )


def _docgens(library: Library) -> Library:
    """Return docgen's own library where it has the kind itself, so that a clinic's `template.toml` hides no demand."""
    return Library(library.templates[-1:], library.locales[-1:])


_KINDS_OF_NAME = {
    "template.unknown-fact": ("facts", "contract.fact-gone"),
    "template.unknown-filter": ("filters", "contract.filter-gone"),
    "template.unknown-style": ("styles", "contract.style-gone"),
    "template.strange-style": ("styles", "contract.style-gone"),
}


def _told(problem: Problem, kept: dict[str, _Contract], version: str) -> Problem:
    contract = kept.get(Path(problem.place.source).name.partition(".")[0])
    if contract is None:
        return problem
    names = {**problem.names, "version": contract.version, "now": version}
    if problem.id == "template.must-print" and problem.place.path not in contract.prints:
        return replace(problem, id="contract.must-print", names=names)
    if problem.id in _KINDS_OF_NAME:
        group, id = _KINDS_OF_NAME[problem.id]
        name = problem.names.get("name") or problem.names.get("style") or problem.names.get("fact", problem.place.path)
        if name in getattr(contract, group) or name.casefold() in getattr(contract, group):
            return replace(problem, id=id, names={**names, "name": name})
    return problem


def _demands(library: Library, kind: str, contract: _Contract, wording: Wording, version: str) -> Iterator[Problem]:
    """Yield what docgen's own `template.toml` demands since the copy, and a template of the clinic does not print."""
    own = _docgens(library)
    if kind not in own.kinds():
        return
    newer = [item for item in own.manifest(kind).prints if item.name not in contract.prints]
    for path in library.template_files("docx") if newer else ():
        if path.parent != library.templates[0] / kind:
            continue
        try:
            printed = {use.name for use in tags_in(path.read_bytes(), path.name) if use.printed}
        except TemplateProblem:  # which the check has told of
            continue
        for item in newer:
            if item.name not in printed:
                names = {
                    "name": item.name,
                    "why": wording.told(item.why),
                    "version": contract.version,
                    "now": version,
                }
                place = Place(source=path.name, path=item.name)
                yield Problem(id="contract.must-print", place=place, names=names, hint="hint.must-print")
