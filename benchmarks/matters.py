"""Whole matters for docgen's own templates, and the same document in the form that docxtpl takes."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
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
    """Return a facts file with so many `incidents` in one line; `document` makes each of a batch another one."""
    facts: dict[str, Any] = json.loads((TEMPLATES / "examples" / "en.us-ca.json").read_text(encoding="utf-8"))
    known = facts["incidents"]
    facts["incidents"] = [_another(known[number % len(known)], number) for number in range(incidents)]
    if document:
        facts["client"]["name"] += f" {document}"
    return json.dumps(facts, ensure_ascii=False).encode()


def _another(incident: dict[str, Any], number: int) -> dict[str, Any]:
    """Return `incident` on another day."""
    day = date(2026, 4, 1) + timedelta(days=number * 7 % 180)
    return {**incident, "date": day.isoformat()}


def planned_fields(facts: bytes) -> bytes:
    """Return what docgen's plan of `facts` gives to the template, as JSON."""
    wish = docgen.Wish(kind=KIND, today=_DAY)
    planned = docgen.plan_document(docgen.Library.open(), read_json(facts, "facts.json"), wish)
    return json.dumps(planned.document.fields, ensure_ascii=False).encode()


def peer_template(path: Path) -> None:
    """Write docgen's own template of `KIND` to `path`, with docgen's filters taken off its tags."""
    with zipfile.ZipFile(TEMPLATES / KIND / f"{KIND}.en.docx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("word/") and b"{{p " in data:
                data = _FILTER.sub(r"{{ \1 }}", data.decode()).encode()
            target.writestr(name, data)
