"""What a clinic puts into its template by hand: a logo stays as it is, and a table of contents is right when opened."""

from __future__ import annotations

import io
import zipfile

import pytest
from word_files import MAIN, PAGE, W, filled, paragraph, part_root, related, word_file

from docgen.word import compile_template, fill

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def logo(width: int, height: int, turned: int) -> str:
    """A picture in a line, `turned` by 60,000ths of a degree."""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="1" name="Logo" descr="Logo"/><a:graphic xmlns:a="{DRAWING}/main"><a:graphicData '
        f'uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdX" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></pic:blipFill><pic:spPr>'
        f'<a:xfrm rot="{turned}"><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


@pytest.mark.parametrize(("width", "height", "turned"), [(914400, 304800, 0), (304800, 914400, 5400000)])
def test_a_logo_keeps_its_ratio_its_orientation_and_every_byte(width: int, height: int, turned: int) -> None:
    data = related(
        word_file(paragraph(logo(width, height, turned)), "{{ name }}"),
        "image", "media/logo.png", part="word/media/logo.png", content=PNG,
    )  # fmt: skip
    done = fill(compile_template(data), {"name": "Ana"}, PAGE)
    root = part_root(done)

    extent = next(root.iter(f"{{{DRAWING}/wordprocessingDrawing}}extent"))
    assert (extent.get("cx"), extent.get("cy")) == (str(width), str(height))
    assert next(root.iter(f"{{{DRAWING}/main}}xfrm")).get("rot") == str(turned)
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        assert archive.read("word/media/logo.png") == PNG


def field(*codes: str, shown: str = "1") -> str:
    """A complex field; each of `codes` is a run of its own, as Word leaves them."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = "".join(f'<w:r><w:instrText xml:space="preserve">{each}</w:instrText></w:r>' for each in codes)
    return f"{marks[0]}{code}{marks[1]}<w:r><w:t>{shown}</w:t></w:r>{marks[2]}"


@pytest.mark.parametrize("codes", [(" TOC \\o ",), (" PAGEREF _Toc1 ",), (" T", "OC ")])
def test_what_points_to_other_places_is_worked_out_when_the_paper_is_opened(codes: tuple[str, ...]) -> None:
    """ECMA-376 Part 1, 17.16.18: `dirty` says that the result is stale and is to be worked out before it is shown."""
    root = part_root(filled(paragraph(field(*codes))), MAIN)

    assert [mark.get(f"{W}dirty") for mark in root.iter(f"{W}fldChar")] == ["true", None, None]


def test_a_field_around_another_is_marked_and_the_inner_one_too() -> None:
    inner = field(" PAGEREF _Toc1 ")
    outer = field(" REF b1 ", shown="x").replace("<w:r><w:t>x</w:t></w:r>", inner)
    marks = [mark.get(f"{W}dirty") for mark in part_root(filled(paragraph(outer)), MAIN).iter(f"{W}fldChar")]

    assert marks == ["true", None, "true", None, None, None]


def test_a_simple_field_is_marked_and_a_page_number_is_not() -> None:
    simple = '<w:fldSimple w:instr=" REF b1 "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    root = part_root(filled(paragraph(simple), paragraph(field(" PAGE "))), MAIN)

    assert next(root.iter(f"{W}fldSimple")).get(f"{W}dirty") == "true"
    assert {mark.get(f"{W}dirty") for mark in root.iter(f"{W}fldChar")} == {None}
