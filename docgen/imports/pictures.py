"""Screenshots, photographs, recordings and PDF files: an exhibit each, and a draft for each day.

Read from a file: its digest, and the day. The day is that on which a picture was taken, where it says so, and else
that on which the file was last changed; the source of each says which. Never read: place, device, name of the owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from docgen.errors import Place
from docgen.frozen import frozen
from docgen.imports.drafts import Draft, Found, Source, short_name
from docgen.localization import Wording
from docgen.matter.events import Exhibit, Incident
from docgen.picture_signs import is_common_picture

__all__ = ["ExhibitFile", "exhibit_draft", "file_titles", "picture_drafts", "picture_kind"]


@frozen
class ExhibitFile:
    """One file to attach."""

    shown: str
    """Name of the file for problems."""
    path: str
    """Path for the facts."""
    sha256: str
    kind: str
    """What `picture_kind` says of it."""
    taken: datetime | None
    """When it was taken, where it says so."""
    changed: datetime
    """When it was last changed, on the person's own calendar."""


def picture_kind(head: bytes) -> str:
    """Return what a file that begins with `head` is: `picture`, `video` or `document`; "" for anything else.

    Read: PNG, JPEG, GIF, WebP, HEIC, MP4 and its relatives, PDF.
    """
    if is_common_picture(head):
        return "picture"
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12] in (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif") else "video"
    return "document" if head.startswith(b"%PDF-") else ""


def picture_drafts(files: Sequence[ExhibitFile], wording: Wording) -> Found:
    """Return a draft for each day on which one of `files` was taken; `wording` gives the titles."""
    dated = sorted((_dated(file) for file in files), key=lambda each: (each[0], each[2].shown))
    drafts = []
    for day, group in groupby(dated, key=lambda each: each[0]):
        of_day = list(group)
        titles = file_titles([file.kind for _, _, file in of_day], day, wording)
        exhibits = tuple(
            _exhibit(file, day, source, title)
            for (_, source, file), title in zip(of_day, titles, strict=True)
        )  # fmt: skip
        values, sources = {"date": day.isoformat()}, {"date": of_day[0][1]}
        place = Place(source=of_day[0][2].shown)
        drafts.append(Draft(record=Incident, values=values, sources=sources, place=place, exhibits=exhibits))
    return Found(drafts=tuple(drafts))


def _dated(file: ExhibitFile) -> tuple[date, Source, ExhibitFile]:
    name = ("file", short_name(file.shown))
    if file.taken is not None and file.taken.year > 1980:  # a camera that was never set says 1980 or before
        return file.taken.date(), Source("source.exif", (name,)), file
    return file.changed.date(), Source("source.changed", (name,)), file


def file_titles(kinds: Sequence[str], day: date, wording: Wording) -> list[str]:
    """Return a title for each of the files of one day, numbered where there are several of a kind."""
    titles = []
    for place, kind in enumerate(kinds):
        title = wording.say(f"import.title.{kind}", date=wording.day(day))
        titles.append(f"{title} ({kinds[: place + 1].count(kind)})" if kinds.count(kind) > 1 else title)
    return titles


def _exhibit(file: ExhibitFile, day: date, source: Source, title: str) -> Draft:
    plain = exhibit_draft(file, title, source)
    values = {**plain.values, "captured_on": day.isoformat()}
    return replace(plain, values=values, sources={**plain.sources, "captured_on": source})


def exhibit_draft(file: ExhibitFile, title: str, source: Source) -> Draft:
    """Return `file` as an exhibit; `source` is where the title was found. Nothing says when it was made."""
    digest = Source("source.bytes", (("file", short_name(file.shown)),))
    return Draft(
        record=Exhibit,
        values={"title": title, "file": file.path, "sha256": file.sha256},
        sources={"title": source, "sha256": digest},
        place=Place(source=file.shown),
    )
