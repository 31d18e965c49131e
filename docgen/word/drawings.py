"""Pictures among the facts as Word drawings that stand in a line like a word (ECMA-376 Part 1, 20.4.2.8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docgen.word.package import CONTENT_TYPES, MAIN_RELATIONS, Member, pack

__all__ = ["Drawn", "Picture", "drawing", "drawn", "is_drawn", "picture_members"]

_EMU_A_PIXEL, _EMU_A_CENTIMETRE = 9525, 360_000
"""English metric units of a pixel at 96 to the inch, and of a centimetre (20.1.2.1)."""
_WIDTH, _HEIGHT = 16, 22
"""Centimetres between the margins of a page of A4 or Letter."""
_FIRST_ID = 900_000
"""Drawings of the template have ids of their own, which must not come twice (20.4.2.5)."""
_FOLDER = "word/media/"
_DRAWING_ML = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Picture(NamedTuple):
    """A picture as it goes into a document."""

    data: bytes
    """The file; nothing but the picture, see `docgen.pictures`."""
    ending: str
    """`png` or `jpeg`."""
    width: int
    height: int
    """Pixels."""
    description: str
    """What a screen reader says of it."""

    @property
    def key(self) -> str:
        """Its name in a package and among the relationships of a document; says nothing of what it shows."""
        return _key(self.data)

    @property
    def member(self) -> str:
        """The part of the package that holds it."""
        return f"{_FOLDER}{self.key}.{self.ending}"


def is_drawn(member: str, content: bytes) -> bool:
    """Return whether the part `member` of a package is a picture that a document printed: pixels and nothing else."""
    return member.startswith(_FOLDER) and member.removeprefix(_FOLDER).partition(".")[0] == _key(content)


def _key(data: bytes) -> str:
    from hashlib import sha256

    return f"p{sha256(data).hexdigest()[:24]}"


class Drawn(NamedTuple):
    """A picture with the size at which it is printed, in English metric units."""

    picture: Picture
    width: int
    height: int


def drawn(picture: Picture, width: int = _WIDTH, height: int = _HEIGHT) -> Drawn:
    """Return `picture` as large as its pixels, but at most `width` times `height` centimetres, its ratio kept."""
    wide, high = picture.width * _EMU_A_PIXEL, picture.height * _EMU_A_PIXEL
    share = min(1.0, width * _EMU_A_CENTIMETRE / wide, height * _EMU_A_CENTIMETRE / high)
    return Drawn(picture, max(1, round(wide * share)), max(1, round(high * share)))


def drawing(printed: Drawn, number: int) -> str:
    """Return the run of a picture; `number` is that of the drawing among those of the document."""
    from html import escape

    size = f'cx="{printed.width}" cy="{printed.height}"'
    id, name = _FIRST_ID + number, f"Picture {number}"
    description = escape(printed.picture.description)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING_ML}/wordprocessingDrawing">'
        f'<wp:extent {size}/><wp:docPr id="{id}" name="{name}" descr="{description}"/>'
        f'<a:graphic xmlns:a="{_DRAWING_ML}/main"><a:graphicData uri="{_DRAWING_ML}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING_ML}/picture"><pic:nvPicPr><pic:cNvPr id="{id}" name="{name}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_RELATIONS}" r:embed="{printed.picture.key}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def picture_members(opened: tuple[str, str], pictures: Mapping[str, Picture]) -> list[Member]:
    """Return the printed `pictures` by their keys, with the content types and relationships that lead to them.

    ECMA-376 Part 2, 10.1.2.2 and 9.3. `opened` is what `CompiledTemplate.opened` says. A picture that the template
    itself holds, because it was a document once, stays alone.
    """
    types, relations = opened
    new = {key: picture for key, picture in pictures.items() if f'Id="{key}"' not in relations}
    endings = sorted({picture.ending for picture in new.values()})
    types += "".join(_TYPE.format(ending) for ending in endings if f'Extension="{ending}"' not in types)
    relations += "".join(_RELATION.format(key, picture.ending) for key, picture in new.items())
    return [
        pack(CONTENT_TYPES, f"{types}</Types>".encode()),
        pack(MAIN_RELATIONS, f"{relations}</Relationships>".encode()),
        *(pack(picture.member, picture.data, 1) for picture in new.values()),
    ]


_TYPE = '<Default Extension="{0}" ContentType="image/{0}"/>'
_RELATION = (
    '<Relationship Id="{0}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="media/{0}.{1}"/>'
)
