"""An .xlsx file (SpreadsheetML, ECMA-376 Part 1 section 18) with one sheet to fill in and one, hidden, of choices."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docgen.sheets.raw import letters
from docgen.sheets.xlsx_text import to_xstring

if TYPE_CHECKING:
    from docgen.sheets.write import SheetColumn

__all__ = ["HEAD", "LABEL", "NOTE", "XLSX_CELL_LIMIT", "workbook"]

XLSX_CELL_LIMIT = 32_767
"""Signs of a cell; Excel cuts off what is more."""
_TIP_LIMIT, _TIP_TITLE_LIMIT = 255, 32
_LAST_ROW = 1_048_576
_CHOICES = "choices"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEAD, LABEL, NOTE, _FACT = range(1, 5)
"""Styles of cells, in the order of `_STYLES`: names of facts, headings in words, explanations, facts."""
_WIDTH = 26

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_ALIGNED = '<alignment vertical="top" wrapText="1"/>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><sz val="9"/><color rgb="FF555555"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + "".join(
        f'<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" '
        f'applyFill="1" applyAlignment="1">{_ALIGNED}</xf>'
        for font, fill in ((2, 2), (1, 2), (2, 2), (0, 0))
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""All cells are text (format 49), so that no program makes 2026-04 a day, or drops the 0 of a telephone number."""


def workbook(
    title: str,
    lines: Sequence[Sequence[str]],
    columns: Mapping[int, SheetColumn],
    heads: Sequence[int] = (HEAD, LABEL, NOTE),
    widths: Sequence[int] = (),
) -> bytes:
    """Return a workbook whose first sheet, called `title`, holds `lines`.

    `columns` are those, by number, whose cells can be picked from choices; `heads` are the styles of the first lines,
    which stay in view; `widths` are those of the columns in signs, the usual ones where it is empty.
    """
    texts: dict[str, int] = {}
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _links({"officeDocument": ["xl/workbook.xml"]}),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(title)} sheetId="1" r:id="r1"/>'
        f'<sheet name="{_CHOICES}" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(
            {
                "worksheet": ["worksheets/sheet1.xml", "worksheets/sheet2.xml"],
                "styles": ["styles.xml"],
                "sharedStrings": ["sharedStrings.xml"],
            }
        ),
        "xl/worksheets/sheet1.xml": "".join(_facts_sheet(lines, columns, texts, heads, widths)),
        "xl/worksheets/sheet2.xml": "".join(_choices_sheet(columns, texts)),
        "xl/sharedStrings.xml": "".join(_shared(texts)),
        "xl/styles.xml": _STYLES,
    }
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type, member.create_system = ZIP_DEFLATED, 0
            archive.writestr(member, _XML + text)
    return packed.getvalue()


def _links(targets: Mapping[str, Sequence[str]]) -> str:
    pairs = [(kind, target) for kind, all_of_it in targets.items() for target in all_of_it]
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _facts_sheet(
    lines: Sequence[Sequence[str]],
    columns: Mapping[int, SheetColumn],
    texts: dict[str, int],
    heads: Sequence[int],
    widths: Sequence[int],
) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
    corner = f'xSplit="1" ySplit="{len(heads)}" topLeftCell="B{len(heads) + 1}"'
    yield f'<pane {corner} activePane="bottomRight" state="frozen"/>'
    yield '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    yield f"<cols>{''.join(_widths(len(lines[0]), widths))}</cols><sheetData>"
    for number, line in enumerate(lines, 1):
        style = heads[number - 1] if number <= len(heads) else _FACT
        height = ' ht="120" customHeight="1"' if style == NOTE else ""
        yield f'<row r="{number}"{height}>'
        yield from (_cell(column, number, style, _number(text, texts)) for column, text in enumerate(line) if text)
        yield "</row>"
    yield "</sheetData>"
    if columns:
        yield f'<dataValidations count="{len(columns)}">'
        yield from (
            _validation(number, place, column, len(heads)) for place, (number, column) in enumerate(columns.items())
        )
        yield "</dataValidations>"
    yield "</worksheet>"


def _widths(count: int, widths: Sequence[int]) -> Iterator[str]:
    """Yield how wide the columns are: each as `widths` says, or all `count` of them alike."""
    spans = [(number, number, width) for number, width in enumerate(widths, 1)] or [(1, count, _WIDTH)]
    for first, last, width in spans:
        yield f'<col min="{first}" max="{last}" width="{width}" customWidth="1" style="{_FACT}"/>'


def _choices_sheet(columns: Mapping[int, SheetColumn], texts: dict[str, int]) -> Iterator[str]:
    """Yield a sheet with one column of choices for each of `columns`; a rule itself holds only 255 signs of them."""
    yield f'<worksheet xmlns="{_MAIN}"><sheetData>'
    lists = [column.choices for column in columns.values()]
    for row in range(max(map(len, lists), default=0)):
        yield f'<row r="{row + 1}">'
        yield from (
            _cell(place, row + 1, _FACT, texts.setdefault(each[row], len(texts)))
            for place, each in enumerate(lists)
            if row < len(each)
        )
        yield "</row>"
    yield "</sheetData></worksheet>"


def _cell(column: int, row: int, style: int, text: int) -> str:
    """Return a cell with the shared text of that number."""
    return f'<c r="{letters(column)}{row}" s="{style}" t="s"><v>{text}</v></c>'


def _number(text: str, texts: dict[str, int]) -> int:
    """Return the number of `text` among the shared `texts`; a new one gets the next."""
    return texts.setdefault(text, len(texts))


def _shared(texts: Mapping[str, int]) -> Iterator[str]:
    """Yield the part of the texts that cells share, in the order of their numbers."""
    yield f'<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">'
    yield from (f'<si><t xml:space="preserve">{to_xstring(text)}</t></si>' for text in texts)
    yield "</sst>"


def _validation(number: int, place: int, column: SheetColumn, heads: int) -> str:
    """Return the rule that offers choices; it refuses nothing, because labels and `-` are answers too."""
    name, last = letters(number), letters(place)
    tip = f" prompt={quoteattr(_short(column.tip, _TIP_LIMIT))}" if column.tip else ""
    return (
        '<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="0"'
        f" promptTitle={quoteattr(_short(column.label, _TIP_TITLE_LIMIT))}{tip}"
        f' sqref="{name}{heads + 1}:{name}{_LAST_ROW}">'
        f"<formula1>{_CHOICES}!${last}$1:${last}${len(column.choices)}</formula1></dataValidation>"
    )


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
