"""JSON Schema (2020-12) of the facts, made from the types of the model, for editors and other programs."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_origin

from docgen.dates import BirthDate, Clock, PartialDate
from docgen.matter import Matter
from docgen.matter.own_answers import ANSWERS
from docgen.matter.values import Email, Prose, Sha256, Url
from docgen.own_questions import OwnQuestions
from docgen.records import field_types, record_type

__all__ = ["facts_schema"]

_DAY = r"\d{4}-\d{2}-\d{2}"
_DATES = rf"unknown|\d{{4}}(-\d{{2}})?|{_DAY}~?|{_DAY}/{_DAY}"
_DATE_EXAMPLES = ("2026-04-03", "2026-04-03~", "2026-04", "2026-22", "2026-03-01/2026-05-31")

_PATTERNS: dict[type, dict[str, object]] = {
    BirthDate: {"type": "string", "pattern": f"^({_DATES})$", "examples": ["1993-03-08", "1993", "unknown"]},
    PartialDate: {
        "type": "string",
        "pattern": rf"^({_DATES}|\{{{_DAY}\.\.{_DAY}\}})$",
        "examples": [*_DATE_EXAMPLES, "{2026-06-01..2026-06-14}", "unknown"],
    },
    Clock: {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$", "examples": ["21:14"]},
    date: {"type": "string", "format": "date"},
    Email: {"type": "string", "format": "email"},
    Url: {"type": "string", "format": "uri", "pattern": "^https?://"},
    Sha256: {"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"},
    Decimal: {"type": "number", "minimum": 0},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Prose: {
        "anyOf": [
            {"type": "string", "minLength": 1},
            {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
        ],
        "examples": ["…", {"es": "…", "en": "…", "translator": "…"}],
    },
}


def facts_schema(own_questions: OwnQuestions | None = None, *, incidents: bool = True) -> dict[str, object]:
    """Return the JSON Schema of a facts file. Audiences stand with each fact as `x-audiences`.

    `own_questions` are of the clinic or of kinds that ask some; where a matter may hold further answers, texts by
    any name fit beside those. `incidents` says whether the facts must hold some.
    """
    schema = _record(Matter)
    if not incidents and isinstance(schema["required"], list):
        schema["required"].remove("incidents")
    properties = schema["properties"]
    if own_questions and isinstance(properties, dict):
        further = properties[ANSWERS]["additionalProperties"] if own_questions.others else False
        properties[ANSWERS] = {**_record(own_questions.record), "additionalProperties": further}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "docgen facts", **schema}


def _record(cls: type[Any]) -> dict[str, object]:
    properties: dict[str, object] = {}
    required = []
    for name, item in field_types(cls).items():
        schema = _type(item.type)
        if item.may_decline:
            schema = {"anyOf": [schema, {"type": "null"}]}
        if item.audiences is not None:
            schema = {**schema, "x-audiences": sorted(item.audiences)}
        properties[name] = schema
        if item.required:
            required.append(name)
    described = inspect.getdoc(cls) or ""
    return {
        "type": "object",
        "description": described.splitlines()[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _type(wanted: Any) -> dict[str, object]:
    if get_origin(wanted) is tuple:
        return {"type": "array", "items": _type(get_args(wanted)[0])}
    if get_origin(wanted) is Mapping:
        return {"type": "object", "additionalProperties": _type(get_args(wanted)[1])}
    record = record_type(wanted)
    if record is not None:
        return _record(record)
    if own := getattr(wanted, "schema", None):
        return dict(own)
    if issubclass(wanted, StrEnum):
        return {"enum": [member.value for member in wanted]}
    for known, schema in _PATTERNS.items():
        if issubclass(wanted, known):
            return dict(schema)
    return {"type": "string", "minLength": 1}
