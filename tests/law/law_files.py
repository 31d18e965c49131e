"""Reads a law file as the program does, and walks through what it says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from conftest import REPOSITORY

from docgen.jurisdiction import Grade, Jurisdiction, Provenance
from docgen.records import Reader

FOLDER = REPOSITORY / "templates" / "jurisdictions"
KINDS = {
    *("cease-and-desist", "police-statement", "takedown-request", "protective-order"),
    *("preservation-request", "witness-statement", "incident-log"),
}
LANGUAGES = {"en", "es"}
NBSP = "\u00a0"


def read(code: str) -> Jurisdiction:
    reader = Reader()
    found = reader.read(Jurisdiction, tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8")))
    assert reader.problems == []
    assert found is not None
    return found


def records(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every record in `value` with its path, provenances left out."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from records(item, f"{path}[{getattr(item, 'id', index)}]")
    elif is_dataclass(value) and not isinstance(value, Provenance):
        yield path, value
        for item in fields(value):
            yield from records(getattr(value, item.name), f"{path}.{item.name}")


def texts(value: object, path: str = "", *, doubtful: bool = True) -> Iterator[tuple[str, str]]:
    """Yield every text in `value` that a document or the person may see, with its path.

    Nothing from `origin` and nothing unprintable; `doubtful` tells whether items of that grade are looked at.
    """
    origin = getattr(value, "origin", None)
    hidden = set() if doubtful else {Grade.DOUBTFUL}
    if isinstance(origin, Provenance) and (not origin.printable or origin.grade in hidden):
        return
    if isinstance(value, str):
        yield path, str(value).replace(NBSP, " ")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, f"{path}.{key}", doubtful=doubtful)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, f"{path}[{getattr(item, 'id', index)}]", doubtful=doubtful)
    elif is_dataclass(value) and not isinstance(value, Provenance):
        for item in fields(value):
            yield from texts(getattr(value, item.name), f"{path}.{item.name}", doubtful=doubtful)


def translations(value: object, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every table of texts in `value`, with its path."""
    if isinstance(value, dict):
        if value and all(isinstance(item, str) for item in value.values()):
            yield path, value
        else:
            for key, item in value.items():
                yield from translations(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from translations(item, f"{path}[{getattr(item, 'id', index)}]")
    elif is_dataclass(value) and not isinstance(value, Provenance):
        for item in fields(value):
            if item.name not in ("usage", "cites"):  # names of usages, no texts
                yield from translations(getattr(value, item.name), f"{path}.{item.name}")
