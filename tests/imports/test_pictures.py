"""A picture becomes an exhibit with its digest and its day, and the source of the day; nothing else is read from it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from builders import wording
from chats import a_jpeg, a_png, a_tiff
from hypothesis import given
from hypothesis import strategies as st

from docgen.imports.exif import taken_at
from docgen.imports.pictures import ExhibitFile, picture_drafts, picture_kind

EN = wording("program", "en")
PLAIN = b"\x89PNG\r\n\x1a\n"


def a_file(name: str, head: bytes) -> ExhibitFile:
    return ExhibitFile(
        shown=f"shots/{name}", path=f"shots/{name}", sha256=f"{sum(head):064x}", kind=picture_kind(head),
        taken=taken_at(head), changed=datetime(2026, 5, 1, 12, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("made", [a_jpeg, a_png])
def test_the_moment_in_a_picture_is_read(made: object, order: str) -> None:
    assert str(taken_at(made(a_tiff(order=order)))) == "2026-04-03 21:14:05"  # type: ignore[operator]


@pytest.mark.parametrize(
    "taken", ["0000:00:00 00:00:00", "2026:13:03 21:14:05", "                   ", "2026-04-03T21:14:05"]
)
def test_a_moment_that_is_none_is_left_alone(taken: str) -> None:
    assert taken_at(a_jpeg(a_tiff(taken))) is None


@given(st.binary(max_size=400), st.integers(0, 200))
def test_no_bytes_break_the_reader(data: bytes, at: int) -> None:
    for whole in (data, a_jpeg(data), a_png(data), a_jpeg(b"II*\0" + data), a_jpeg(a_tiff())[:at] + data):
        taken_at(whole)
        picture_kind(whole)


def test_the_day_comes_from_the_picture_or_else_from_the_file_and_its_source_says_which() -> None:
    found = picture_drafts([a_file("a.jpg", a_jpeg(a_tiff())), a_file("b.png", PLAIN)], EN)

    taken, changed = found.drafts
    assert (taken.values, changed.values) == ({"date": "2026-04-03"}, {"date": "2026-05-01"})
    assert taken.exhibits[0].sources["captured_on"].said(EN) == "a.jpg, EXIF DateTimeOriginal"
    assert changed.exhibits[0].sources["captured_on"].said(EN) == "b.png, day on which the file was last changed"


def test_the_pictures_of_a_day_make_one_draft_with_titles_that_differ() -> None:
    files = [a_file("b.png", PLAIN + b"1"), a_file("a.png", PLAIN + b"2"), a_file("c.mp4", b"\0\0\0\x18ftypmp42")]

    (draft,) = picture_drafts(files, EN).drafts

    assert [each.values["title"] for each in draft.exhibits] == [
        "Picture of May 1, 2026 (1)", "Picture of May 1, 2026 (2)", "Recording of May 1, 2026",
    ]  # fmt: skip
    assert [each.values["file"] for each in draft.exhibits] == ["shots/a.png", "shots/b.png", "shots/c.mp4"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"\xff\xd8\xff\xe0", "picture"), (b"GIF89a", "picture"), (b"RIFF\0\0\0\0WEBP", "picture"), (b"%PDF-1.7", "document"),
     (b"\0\0\0\x18ftypheic", "picture"), (b"\0\0\0\x18ftypisom", "video"), (b"RIFF\0\0\0\0WAVE", ""), (b"hello", ""), (b"", "")],
)  # fmt: skip
def test_a_file_is_what_its_bytes_say(head: bytes, kind: str) -> None:
    assert picture_kind(head) == kind
