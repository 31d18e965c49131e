"""The signs of print in whatever a paper may print: no typewriter's apostrophe or quotation mark."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
DATA = [*sorted(TEMPLATES.glob("jurisdictions/*.toml")), *sorted(TEMPLATES.glob("platforms/*.toml"))]
WORDINGS = [
    path
    for path in sorted(TEMPLATES.glob("*/*.*"))
    if path.suffix in (".md", ".txt")
    and path.name not in ("README.md", "CHANGES.md")
    and path.parent.name != "new-kind"
]
NOT_PRINTED = frozenset(["origin", "when", "unless", "id", "url"])
"""Keys whose texts stand in no paper: where something was read, conditions, names and addresses."""
STRAIGHT = re.compile("[\"'`´]")
TAG = re.compile(r"\{[{%#].*?[}%#]\}|\{:.*?\}|https?://\S+", re.DOTALL)
OPENS_IN_GERMAN = re.compile("(?<![\\w„])[“«]\\w")


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_PRINTED:
                yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{path}[{number}]")
    elif isinstance(value, str):
        yield path, TAG.sub("", value)


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_law_and_platforms_have_no_straight_signs_in_what_they_print(path: Path):
    data = tomllib.loads(path.read_text(encoding="utf-8"))

    assert [f"{where}: {text[:80]}" for where, text in texts(data) if STRAIGHT.search(text)] == []


@pytest.mark.parametrize("path", WORDINGS, ids=lambda path: path.name)
def test_wordings_have_no_straight_signs_outside_their_tags(path: Path):
    text = TAG.sub("", path.read_text(encoding="utf-8"))

    assert [line[:80] for line in text.splitlines() if STRAIGHT.search(line)] == []


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_each_language_has_its_own_quotation_marks(path: Path):
    """English “ ”, German „ “ (Switzerland « »), the others « » or, in Brazil and Mexico, “ ”."""
    told = list(texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert told
    for where, text in told:
        if where.endswith(".en"):
            assert not set(text) & set("«»„"), where
        if where.endswith(".de") and path.stem != "ch":
            assert not OPENS_IN_GERMAN.search(text), where
        if where.endswith((".fr", ".it")):
            assert not set(text) & set("„“”"), where
