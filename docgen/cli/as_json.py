"""Records as JSON, for programs and for lawyers who check a plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from docgen.cli.report import json_text
from docgen.plan import DocumentPlan

__all__ = ["as_plain", "facts_as_json", "plan_as_json"]


def plan_as_json(document: DocumentPlan) -> str:
    """Return a plan as indented JSON, keys in the order of its types."""
    return json_text(as_plain(document), indent=2)


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


def facts_as_json(facts: Mapping[str, object]) -> str:
    """Return facts as indented JSON, keys in their order; signs that could steer a terminal are escaped."""
    return json_text(facts, indent=2) + "\n"
