"""Rows come out of an array as they stand in it, however it is written and however it is read."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.batch.sources import open_source
from docgen.errors import FactsProblem
from docgen.sheets import PLAIN

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(st.text(max_size=6), VALUES, max_size=4), min_size=1, max_size=6)


class Slow(io.BytesIO):
    """Gives a few bytes at a time, as a pipe may."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 7, 7))


@given(OBJECTS, st.sampled_from([None, 0, 2]), st.booleans())
def test_an_array_gives_its_elements(objects: list[dict[str, object]], indent: int | None, plain: bool):
    text = json.dumps(objects, indent=indent, ensure_ascii=plain).encode("utf-8", "surrogatepass")
    rows = list(open_source(Path("-"), "-", lambda: Slow(text), lambda: PLAIN))

    assert [json.loads(row.data.decode("utf-8", "surrogatepass")) for row in rows] == objects
    assert [row.number for row in rows] == list(range(1, len(objects) + 1))
    lines = text.split(b"\n")
    for row in rows:
        assert row.data.split(b"\n")[0] in lines[row.line - 1]


@given(OBJECTS)
def test_lines_give_their_objects(objects: list[dict[str, object]]):
    text = "\n".join(json.dumps(each) for each in objects).encode()
    rows = list(open_source(Path("-"), "-", lambda: io.BytesIO(text), lambda: PLAIN))

    assert [json.loads(row.data) for row in rows] == objects
    assert [row.line for row in rows] == list(range(1, len(objects) + 1))


@given(OBJECTS, st.sampled_from([b"x", b"[{}]", b"]", b" " * 70_000 + b"{}"]))
def test_what_stands_behind_an_array_is_told_and_not_passed_over(objects: list[dict[str, object]], more: bytes):
    text = json.dumps(objects).encode()
    rows = open_source(Path("-"), "-", lambda: io.BytesIO(text + b"\n" + more), lambda: PLAIN)

    with pytest.raises(FactsProblem) as refused:
        list(rows)
    assert refused.value.problems[0].id == "batch.array-more"


@given(st.dictionaries(st.text(max_size=6), VALUES, min_size=1, max_size=4))
def test_a_facts_file_is_one_row(facts: dict[str, object]):
    text = json.dumps(facts, indent=1).encode()
    (row,) = open_source(Path("-"), "-", lambda: io.BytesIO(text), lambda: PLAIN)

    assert json.loads(row.data) == facts


def test_a_first_line_that_is_broken_hurts_no_other():
    text = b'{"client": {\n{"a": 1}\n{"a": 2}\n'
    rows = list(open_source(Path("-"), "-", lambda: io.BytesIO(text), lambda: PLAIN))

    assert [row.data for row in rows] == text.splitlines()
    assert [row.line for row in rows] == [1, 2, 3]
