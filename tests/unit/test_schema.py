"""The JSON Schema of a facts file says what the model says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from builders import canaries, canary_facts

from docgen.matter.choices import Conduct
from docgen.schema import facts_schema

SCHEMA: dict[str, Any] = facts_schema()


def _schema_at(path: tuple[str | int, ...]) -> dict[str, Any]:
    """Return the schema of the fact at `path`."""
    schema = SCHEMA
    for step in path:
        schema = schema.get("anyOf", [schema])[0] if "properties" not in schema and "items" not in schema else schema
        if isinstance(step, int):
            schema = schema["items"]
        elif "properties" in schema:
            schema = schema["properties"][step]
        else:
            schema = schema["additionalProperties"]
    return schema


def test_every_fact_has_a_schema() -> None:
    for canary in canaries():
        assert _schema_at(canary.path)


@pytest.mark.parametrize("canary", [each for each in canaries() if isinstance(each.value, str)], ids=str)
def test_a_good_fact_fits_its_schema(canary: Any) -> None:
    """Patterns and choices of the schema take what docgen takes."""
    options = _schema_at(canary.path)
    for option in options.get("anyOf", [options]):
        if "enum" in option:
            assert canary.value in option["enum"]
        elif "pattern" in option:
            assert re.search(option["pattern"], canary.value)


def test_what_is_required_is_required() -> None:
    assert set(SCHEMA["required"]) == {"jurisdiction", "client", "respondent", "incidents"}
    assert SCHEMA["additionalProperties"] is False


def test_choices_are_listed() -> None:
    assert _schema_at(("incidents", 0, "conduct", 0))["enum"] == [each.value for each in Conduct]


def test_who_may_read_a_fact_stands_beside_it() -> None:
    assert "respondent" not in _schema_at(("client",))["properties"]["home_address"]["x-audiences"]


def test_the_schema_is_json() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert set(canary_facts()) == set(SCHEMA["properties"])
