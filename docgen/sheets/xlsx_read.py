"""The rows of the first sheet of an .xlsx file (SpreadsheetML, ECMA-376 Part 1 section 18), one after the other.

Formulas are not worked out: their values are what the program that saved the file put there. Nothing in the file is
trusted: sizes are counted while unpacking, and a document type declaration, with which entities begin, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from posixpath import join, normpath
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from docgen.archives import BROKEN, open_archive, unpacks_in_pieces
from docgen.sheets.merged import merged_in, with_merged
from docgen.sheets.raw import ROW_LIMIT, UNPACKED_LIMIT, RawRow, refusal
from docgen.sheets.xlsx_parts import ElementReader, PartReader, RowReader, SharedTexts

__all__ = ["FirstSheet"]

_CHUNK = 64 * 1024
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Built-in number formats that show dates and times (section 18.8.30); those from 27 on in East Asian versions."""
_NO_SIGNS_OF_DATES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general', re.IGNORECASE)
"""What a number format shows as it stands, and colours and conditions."""


class FirstSheet:
    """The first visible sheet of a workbook, read as a stream: only the texts that cells share are held."""

    def __init__(self, stream: BinaryIO, source: str) -> None:
        """Open the workbook in `stream`, which problems name as `source`. Raises `AnswersUnreadable`."""
        self._source = source
        self._left = UNPACKED_LIMIT
        try:
            self._archive = open_archive(stream)
            self._names = {each.filename.lower(): each.filename for each in self._archive.infolist()}
            if any(each.flag_bits & 1 for each in self._archive.infolist()):
                self._refuse("sheet.locked")
            if not all(map(unpacks_in_pieces, self._archive.infolist())):
                self._refuse("sheet.broken")
            links = self._links("_rels/.rels", "")
            book = next((target for kind, target in links.values() if kind == "officeDocument"), "")
            if book.lower() not in self._names:
                self._refuse("sheet.not-a-sheet")
            self.title, wanted, self._epoch = self._book(book)
            folder, _, name = book.rpartition("/")
            links = self._links(f"{folder}/_rels/{name}.rels", folder)
            if links.get(wanted, ("", ""))[0] != "worksheet":
                self._refuse("sheet.not-a-sheet")
            self._part = links[wanted][1]
            parts = dict(links.values())
            self._dates = self._date_styles(parts.get("styles", ""))
            self._strings = self._shared(parts.get("sharedStrings", ""))
            self._merged = merged_in(self._counted(self._part))
        except BROKEN:
            self._refuse("sheet.broken")

    def rows(self) -> Iterator[RawRow]:
        """Yield the rows that have cells. Raises `AnswersUnreadable`."""
        try:
            yield from with_merged(self._raw_rows(), self._merged)
        except BROKEN:
            self._refuse("sheet.broken")

    def _raw_rows(self) -> Iterator[RawRow]:
        reader = RowReader(self._strings, self._dates, self._epoch)
        for _ in self._parsed(self._part, reader):
            for row in reader.done:
                if row.number > ROW_LIMIT:
                    raise refusal("sheet.too-many-rows", self._source, limit=str(ROW_LIMIT))
                yield row
            reader.done.clear()

    def _refuse(self, id: str) -> NoReturn:
        raise refusal(id, self._source) from None

    # Parts ------------------------------------------------------------------------------------------------------------

    def _chunks(self, part: str) -> Iterator[bytes]:
        with self._archive.open(self._names[part.lower()]) as file:
            while data := file.read(_CHUNK):
                yield data

    def _counted(self, part: str) -> Iterator[bytes]:
        """Unpack `part` once, to know that it is whole and not a bomb before its first row is used."""
        for data in self._chunks(part):
            self._left -= len(data)
            if self._left < 0:
                self._refuse("sheet.too-large")
            yield data

    def _count(self, part: str) -> None:
        for _ in self._counted(part):
            pass

    def _parsed(self, part: str, reader: PartReader) -> Iterator[None]:
        """Read `part` with `reader`, and yield after each piece of it."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = _no_doctype
        try:
            for data in self._chunks(part):
                parser.Parse(data, False)
                yield
            parser.Parse(b"", True)
            yield
        except expat.ExpatError:
            self._refuse("sheet.broken")

    def _elements(self, part: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield each element of `part` when it ends, with its attributes."""
        if part.lower() in self._names:
            self._count(part)
            reader = ElementReader()
            for _ in self._parsed(part, reader):
                yield from reader.done
                reader.done.clear()

    def _shared(self, part: str) -> SharedTexts:
        texts = SharedTexts()
        if part.lower() in self._names:
            self._count(part)
            for _ in self._parsed(part, texts):
                pass
        return texts

    def _links(self, part: str, folder: str) -> dict[str, tuple[str, str]]:
        """Return the last word of the type and the target of each relationship in `part`, by its id."""
        links: dict[str, tuple[str, str]] = {}
        for name, attributes in self._elements(part.lstrip("/")):
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes["Target"]
                whole = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                links[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], whole)
        return links

    def _book(self, part: str) -> tuple[str, str, datetime]:
        """Return the title of the first visible sheet, its relationship, and the day from which days count."""
        title, wanted, epoch = "", "", datetime(1899, 12, 30)  # noqa: DTZ001  cells know no zones
        for name, attributes in self._elements(part):
            if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                epoch = datetime(1904, 1, 1)  # noqa: DTZ001
            if name == "sheet" and not wanted and attributes.get("state", "visible") == "visible":
                title = attributes.get("name", "")
                wanted = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
        return title, wanted, epoch

    def _date_styles(self, part: str) -> tuple[bool, ...]:
        """Return for each style of cells whether it shows a date or a time."""
        formats: dict[str, bool] = {}
        styles: list[bool] = []
        inner: list[dict[str, str]] = []
        for name, attributes in self._elements(part):
            if name == "numFmt":
                code = _NO_SIGNS_OF_DATES.sub("", attributes.get("formatCode", ""))
                formats[attributes.get("numFmtId", "")] = re.search(r"[dmyhs]", code, re.IGNORECASE) is not None
            elif name == "xf":
                inner.append(attributes)
            elif name in ("cellXfs", "cellStyleXfs"):  # ends after the styles in it
                ids = [each.get("numFmtId", "0") for each in inner]
                inner = []
                if name == "cellXfs":
                    styles = [formats.get(id, id.isdigit() and int(id[:9]) in _DATE_FORMATS) for id in ids]
        return tuple(styles)


def _no_doctype(*_: object) -> NoReturn:
    raise ValueError
