"""Exhibits that are pictures, made fit for a paper: upright, not larger than a page shows, and nothing but the picture.

A telephone writes into a picture where it was taken, when, and with whose device. A picture is therefore drawn anew: no
byte of the file goes into the document. What stands in the picture itself is not looked into.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.answers import Answers
from docgen.errors import FactsProblem, Place, Problem
from docgen.frozen import ordered
from docgen.matter.values import Line
from docgen.picture_signs import is_common_picture
from docgen.plan import Brief
from docgen.word.drawings import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["PictureFile", "Unreadable", "clean_picture", "picture_files", "with_pictures"]

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_PIXELS = 60_000_000
"""A telephone takes 50 million; more are a bomb."""
_LONGEST = 2_000
"""Pixels of the longer side: 300 to the inch of a page's width."""
_QUALITY = 90


class Unreadable(Exception):
    """The file says that it is a picture, and cannot be drawn."""


@ordered
class PictureFile:
    """The file of an exhibit, which may be a picture."""

    path: Path
    digest: str
    """Its SHA-256 as the document prints it."""
    title: str
    place: Place
    """Where the facts name it, for problems."""


def picture_files(brief: Brief, answers: Answers) -> dict[str, PictureFile]:
    """Return the files that may be pictures by the labels of their exhibits; none where no folder was looked into."""
    if answers.folder is None:
        return {}
    return {
        brief.exhibit_labels[each.id]: PictureFile(
            answers.folder / each.file, str(each.sha256), str(each.title), answers.place_of(("exhibits", index, "file"))
        )
        for index, each in enumerate(brief.matter.exhibits)
        if isinstance(each.file, Line) and each.id in brief.exhibit_labels
    }


def with_pictures(fields: Mapping[str, object], files: Mapping[str, PictureFile]) -> dict[str, object]:
    """Return the `fields` of a document with the picture of each exhibit that may be shown, read from `files` by label.

    None stands for what may not be shown and for recordings, mails and other files that are no pictures. Raises
    `FactsProblem` for a file that cannot be read or drawn, or is no longer the one whose digest is printed.
    """
    problems: list[Problem] = []
    exhibits = fields.get("exhibits")
    shown = [dict(each, picture=_of(each, files, problems)) for each in _records(exhibits)]
    if problems:
        raise FactsProblem(problems)
    return {**fields, "exhibits": shown}


def _records(exhibits: object) -> Iterator[Mapping[str, object]]:
    yield from exhibits if isinstance(exhibits, list) else ()


def _of(exhibit: Mapping[str, object], files: Mapping[str, PictureFile], problems: list[Problem]) -> Picture | None:
    file = files.get(str(exhibit.get("label")))
    if not exhibit.get("picture") or file is None:
        return None
    from hashlib import sha256

    try:
        data = file.path.read_bytes() if file.path.is_file() else b""
    except OSError:
        data = b""
    wrong = ""
    if not data:
        wrong = "exhibit.unreadable"
    elif sha256(data).hexdigest() != file.digest:
        wrong = "exhibit.changed"
    elif is_common_picture(data[:12]):
        try:
            return clean_picture(data, file.title)
        except Unreadable:
            wrong = "exhibit.picture-damaged"
    if wrong:
        problems.append(Problem(id=wrong, place=file.place))
    return None


def clean_picture(data: bytes, description: str) -> Picture:
    """Return the picture in the file `data` (PNG, JPEG, GIF, WebP; the first frame).

    `description` is for screen readers. Turned as its EXIF orientation says (Exif 2.32, tag 0x0112), on white where it
    lets the ground through, at most 2,000 pixels long. The same file gives the same bytes. Raises `Unreadable` for a
    damaged file and for one of over 60 million pixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > _PIXELS:
                raise Unreadable
            kind = opened.format
            upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((_LONGEST, _LONGEST))
        picture = _on_white(upright)
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError, EOFError) as error:
        raise Unreadable from error
    ending = "jpeg" if kind == "JPEG" else "png"
    out = io.BytesIO()
    picture.save(out, ending.upper(), **({"quality": _QUALITY} if ending == "jpeg" else {}))
    return Picture(out.getvalue(), ending, picture.width, picture.height, description)


def _on_white(picture: Image) -> Image:
    from PIL import Image

    made = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        shown = picture.convert("RGBA")
        made.paste(shown, mask=shown.getchannel("A"))
    else:
        made.paste(picture.convert("RGB"))
    return made
