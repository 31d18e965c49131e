"""Whole matters for docgen's own templates, and the same document in the form that docxtpl takes."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import docgen
from docgen.answers import read_json

__all__ = ["KIND", "install_own", "matter", "peer_template", "planned_fields"]

KIND = "protective-order"
TEMPLATES = Path(__file__).parent.parent / "templates"
_DAY = date(2026, 11, 23)
_FILTER = re.compile(r"\{\{p ([^|}]+)\|[^}]*\}\}")


def install_own() -> str:
    """Make what an installation makes of docgen's catalogs, tables and templates; a plain checkout lacks it.

    Return why it could not be made, or "".
    """
    try:
        from hatch_build import DerivedFiles
    except ImportError:
        return "hatchling is not installed, so docgen is measured as a checkout, which compiles its catalogs each time"
    hook: Any = DerivedFiles
    hook(str(TEMPLATES.parent), {}, None, None, "", "").initialize("", {})
    return ""


def matter(incidents: int, document: int = 0) -> bytes:
    """Return a facts file with so many `incidents` in one line.

    Each number of a `document` gives another matter, always the same for the same number: other names and days, another
    order of the incidents, and other sentences of the same length.
    """
    facts: dict[str, Any] = json.loads((TEMPLATES / "examples" / "en.us-ca.json").read_text(encoding="utf-8"))
    known = facts["incidents"]
    facts["incidents"] = [_another(known[number % len(known)], number) for number in range(incidents)]
    if document:
        _vary(facts, document)
    return json.dumps(facts, ensure_ascii=False).encode()


def _vary(facts: dict[str, Any], document: int) -> None:
    chance = Random(document)  # noqa: S311  no secret
    for person in ("client", "respondent"):
        facts[person]["name"] = f"{chance.choice(_NAMES)} {chance.choice(_NAMES)}son {document}"
    for incident in facts["incidents"]:
        incident["date"] = (date(2026, 1, 1) + timedelta(days=chance.randrange(300))).isoformat()
        told = [name for name in _TOLD if name in incident]
        incident.update({name: _sentences(len(incident[name]), chance) for name in told})
    chance.shuffle(facts["incidents"])


def _sentences(length: int, chance: Random) -> str:
    text, words = "", _WORDS.split()
    while len(text) < length:
        text += " ".join(chance.choices(words, k=chance.randint(5, 14))).capitalize() + ". "
    return text.strip()


_TOLD = ("summary", "exact_words", "context", "reaction", "effect")
_NAMES = ("Abel", "Bruna", "Carl", "Dora", "Elin", "Fina", "Gerd", "Hanne", "Ivo", "Jana", "Kim", "Lars", "Mona")
_WORDS = (
    "account after again always and answered because before behind blocked bread called comment corner deleted evening "
    "every friend from he his kitchen later letter looked market me message moved my never number of paper phone "
    "picture posted profile quiet replied said sent she sister station that the then there they threatened ticket told "
    "turned waited walked wanted was week when window with without words wrote yesterday"
)


def _another(incident: dict[str, Any], number: int) -> dict[str, Any]:
    """Return `incident` on another day."""
    day = date(2026, 4, 1) + timedelta(days=number * 7 % 180)
    return {**incident, "date": day.isoformat()}


@cache
def _library() -> docgen.Library:
    return docgen.Library.open()


def planned_fields(facts: bytes) -> bytes:
    """Return what docgen's plan of `facts` gives to the template, as JSON."""
    wish = docgen.Wish(kind=KIND, today=_DAY)
    planned = docgen.plan_document(_library(), read_json(facts, "facts.json"), wish)
    return json.dumps(planned.document.fields, ensure_ascii=False).encode()


def peer_template(path: Path) -> None:
    """Write docgen's own template of `KIND` to `path`, with docgen's filters taken off its tags."""
    with zipfile.ZipFile(TEMPLATES / KIND / f"{KIND}.en.docx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("word/") and b"{{p " in data:
                data = _FILTER.sub(r"{{ \1 }}", data.decode()).encode()
            target.writestr(name, data)
