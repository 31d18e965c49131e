"""Pictures keep their look to the byte, and nothing of who took them, where and when."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import BARE_GIF, BARE_JPEG, BARE_PNG, SECRET, gif, jpeg, png
from word_files import PAGE, related, word_file

from docgen.errors import TemplateProblem
from docgen.word import compile_template, fill, read_package
from docgen.word.pictures import bare_picture, bare_pictures, unseen_pictures


@pytest.mark.parametrize(("noted", "bare"), [(jpeg(), BARE_JPEG), (png(), BARE_PNG), (gif(), BARE_GIF)])
def test_what_is_noted_in_a_picture_goes_and_every_byte_of_the_picture_stays(noted: bytes, bare: bytes) -> None:
    assert SECRET in noted
    assert bare_picture(noted) == bare
    assert bare_picture(bare) == bare


@pytest.mark.parametrize("turn", range(2, 9))
@pytest.mark.parametrize("make", [jpeg, png])
def test_a_picture_that_is_turned_goes_on_saying_so_and_nothing_else(make: object, turn: int) -> None:
    assert callable(make)
    found = bare_picture(make(turn))

    assert found is not None
    assert SECRET not in found
    assert struct.pack(">HHIH", 0x0112, 3, 1, turn) in found
    assert bare_picture(found) == found


def test_colours_and_resolution_stay() -> None:
    colours = b"\xff\xe2" + struct.pack(">H", 2 + 14) + b"ICC_PROFILE\0\1\1"
    with_colours = BARE_JPEG[:20] + colours + BARE_JPEG[20:]

    assert bare_picture(with_colours) == with_colours


def test_a_preview_within_the_head_goes() -> None:
    preview = BARE_JPEG[:2] + b"\xff\xe0" + struct.pack(">H", 16 + 3) + BARE_JPEG[6:18] + b"\1\1abc" + BARE_JPEG[20:]

    assert bare_picture(preview) == BARE_JPEG


@pytest.mark.parametrize("data", [b"", b"II*\0", b"\xd7\xcd\xc6\x9a", b"<svg/>", b"BM"])
def test_other_formats_are_left_to_the_person(data: bytes) -> None:
    assert bare_picture(data) is None
    assert unseen_pictures({"word/media/image1.emf": data, "word/media/image2.png": BARE_PNG}) == (
        "word/media/image1.emf",
    )


@given(st.sampled_from([jpeg(6), png(6), gif()]), st.data())
def test_a_damaged_picture_is_told_and_never_half_cleaned(picture: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(2, len(picture) - 1))
    change = data.draw(st.binary(max_size=3))
    broken = picture[:at] + change + picture[at + data.draw(st.integers(0, 3)) :]
    try:
        found = bare_picture(broken)
    except ValueError:
        with pytest.raises(TemplateProblem) as stopped:
            bare_pictures({"word/media/image1.png": broken})
        assert stopped.value.problems[0].id == "template.damaged-picture"
    else:
        assert found is None or bare_picture(found) == found


@pytest.mark.parametrize("picture", [jpeg(), png(), gif()])
def test_a_picture_cut_short_is_damaged(picture: bytes) -> None:
    with pytest.raises(ValueError):
        bare_picture(picture[: len(picture) // 3])


def test_no_finished_paper_tells_where_the_letterhead_was_photographed() -> None:
    template = related(
        word_file("Hello"), "image", "media/logo.jpg", part="word/media/logo.jpg", content=jpeg()
    )  # fmt: skip
    paper = read_package(fill(compile_template(template, "x.docx"), {}, PAGE))

    assert paper["word/media/logo.jpg"] == BARE_JPEG
