"""Rows come out of an array as they stand in it, however it is written and however it is read."""

from __future__ import annotations

import io
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from docgen.batch.sources import open_source
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
