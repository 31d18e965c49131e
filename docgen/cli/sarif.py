"""Problems as SARIF, the form in which pipelines and editors take what a checker finds (OASIS SARIF 2.1.0)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from docgen import __version__
from docgen.errors import Place, Problem
from docgen.word import MAIN_PART

__all__ = ["sarif_of"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_of(problems: Sequence[Problem], said: Callable[[Problem], str]) -> dict[str, object]:
    """Return one run of docgen with a result for each of `problems`; `said` makes its sentence.

    A Word file has no lines: where a paragraph stands is told by its logical location (3.33). File names are written as
    the URIs that the form asks for (3.4.3).
    """
    rules = sorted({problem.id for problem in problems})
    results = [
        {
            "ruleId": problem.id,
            "ruleIndex": rules.index(problem.id),
            "level": "warning" if problem.warning else "error",
            "message": {"text": said(problem)},
            "locations": [_location(problem.place)],
        }
        for problem in problems
    ]
    driver = {"name": "docgen", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _location(place: Place) -> dict[str, object]:
    artifact: dict[str, object] = {"artifactLocation": {"uri": quote(place.source) or "."}}
    if place.line:
        artifact["region"] = {"startLine": place.line, "startColumn": place.column or 1}
    steps = [place.part or MAIN_PART]
    steps += [f"table {table} row {row} cell {cell}" for table, row, cell in place.table]
    steps += [f"paragraph {place.paragraph}"] if place.paragraph else []
    logical = {"fullyQualifiedName": "/".join(steps), "kind": "element"}
    return {"physicalLocation": artifact, "logicalLocations": [logical] if place.paragraph else []}
