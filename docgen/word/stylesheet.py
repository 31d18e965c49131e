"""The styles of the house style, as a table that can be read across (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

from typing import NamedTuple

from docgen.word.numbering import NUMBERED_LIST
from docgen.word.skeleton_parts import DECLARATION, NAMESPACES

__all__ = ["CHARACTER_STYLES", "PARAGRAPH_STYLES", "TABLE_STYLES", "styles_xml"]

_HEADING_FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
_TEXT_FONT = _HEADING_FONT.replace("Arial", "Times New Roman")
_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{int(points * 2)}"/><w:szCs w:val="{int(points * 2)}"/>'


def _box(size: int, color: str = "000000") -> str:
    sides = "".join(f'<w:{s} w:val="single" w:sz="{size}" w:space="6" w:color="{color}"/>' for s in _SIDES)
    return f"<w:pBdr>{sides}</w:pBdr>"


_SIDES = ("top", "left", "bottom", "right")


def _border(side: str, color: str, size: int, space: int) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/></w:pBdr>'


class _Style(NamedTuple):
    """One paragraph style; lengths in twentieths of a point."""

    name: str
    before: int = 0
    after: int = 120
    left: int = 0
    right: int = 0
    first: str = ""
    """Properties before `w:spacing`, in the order of the schema: keepNext, keepLines, pageBreakBefore, pBdr, tabs."""
    last: str = ""
    """Properties after `w:ind`: contextualSpacing, jc, outlineLvl."""
    run: str = ""
    next: str = "Body Text"
    based: str = "Normal"


_KEEP_NEXT, _KEEP_LINES, _CLOSE = "<w:keepNext/>", "<w:keepLines/>", "<w:contextualSpacing/>"
_CENTRE = '<w:jc w:val="center"/>'

PARAGRAPH_STYLES = (
    _Style("Normal", after=0, based="", next=""),
    _Style("Body Text"),
    _Style("Title", 240, 120, first=_KEEP_NEXT + _KEEP_LINES, last=_CENTRE, run=_HEADING_FONT + _BOLD + _size(15)),
    _Style("Subtitle", 0, 240, first=_KEEP_LINES, last=_CENTRE, run=_HEADING_FONT + _size(11)),
    _Style("heading 1", 320, 120, first=_KEEP_NEXT + _KEEP_LINES, last='<w:outlineLvl w:val="0"/>',
           run=_HEADING_FONT + _BOLD + _size(13)),
    _Style("heading 2", 240, 80, first=_KEEP_NEXT + _KEEP_LINES, last='<w:outlineLvl w:val="1"/>',
           run=_HEADING_FONT + _BOLD + _size(11)),
    _Style("Numbered", next="Numbered"),
    _Style("Lettered", after=80, next="Lettered"),
    _Style("Numbered Continue", left=567, next="Numbered Continue"),
    _Style("List Bullet", last=_CLOSE, next="List Bullet"),
    _Style("List Bullet 2", last=_CLOSE, next="List Bullet 2"),
    _Style("List Number", last=_CLOSE, next="List Number"),
    _Style("Quoted Words", 60, 160, 1134, 567, first=_border("left", "808080", 12, 8), last=_CLOSE,
           next="Quoted Words"),
    _Style("Table Text", 20, 20, run=_size(10), next="Table Text"),
    _Style("Table Head", 40, 40, first=_KEEP_NEXT, run=_HEADING_FONT + _BOLD + _size(9), next="Table Text"),
    _Style("Field Label", 40, 40, run=_HEADING_FONT + _BOLD + _size(9), next="Field Label"),
    _Style("Field Value", 40, 40, run=_size(11), next="Field Value"),
    _Style("Sender", after=0, next="Sender"),
    _Style("Recipient", 240, 0, last=_CLOSE, next="Recipient"),
    _Style("Date Line", 360, 120),
    _Style("Subject", 360, 200, first=_KEEP_NEXT + _KEEP_LINES, run=_HEADING_FONT + _BOLD + _size(12)),
    _Style("Salutation", 120, 160),
    _Style("Closing", 360, 120, first=_KEEP_NEXT + _KEEP_LINES, next="Signature"),
    _Style("Signature", after=0, first=_KEEP_LINES, next="Signature"),
    _Style("Signature Line", 960, 240, 0, 4252,
           first=_KEEP_NEXT + _KEEP_LINES + _border("top", "000000", 6, 4), run=_size(10), next="Signature"),
    _Style("Caption Line", 0, 60, first=_KEEP_NEXT, last=_CENTRE, run=_BOLD, next="Caption Line"),
    _Style("Caption Party", 60, 60, next="Caption Party"),
    _Style("Note", 60, 120, run=_size(10), next="Note"),
    _Style("Notice", 200, 200, 120, 120, first=_KEEP_LINES + _box(6), last=_CLOSE),
    _Style("Draft Notice", 120, 200, 120, 120, first=_KEEP_LINES + _box(18, "B00000"), last=_CLOSE,
           run=_HEADING_FONT + _BOLD + '<w:color w:val="B00000"/>' + _size(11)),
    _Style("header", after=0, run=_HEADING_FONT + _size(9), next=""),
    _Style("footer", after=0, last=_CENTRE, run=_HEADING_FONT + _size(9), next=""),
    _Style("Enclosure", 360, 120, run=_size(11)),
    _Style("Oath", 320, 200, first=_KEEP_NEXT + _KEEP_LINES),
    _Style("Annex Title", 0, 200, first=_KEEP_NEXT + _KEEP_LINES + "<w:pageBreakBefore/>",
           last='<w:outlineLvl w:val="0"/>', run=_HEADING_FONT + _BOLD + _size(13)),
)  # fmt: skip

CHARACTER_STYLES = {
    "Strong": _BOLD,
    "Emphasis": _ITALIC,
    "Missing": _BOLD + '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    '<w:shd w:val="clear" w:color="auto" w:fill="FFF2A8"/>',
}
"""Missing has a border, too, because the shade is lost on a black-and-white printer."""

_BUILT_IN = frozenset(
    "Normal|Body Text|Title|Subtitle|heading 1|heading 2|List Bullet|List Bullet 2|List Number|Salutation|Closing|"  # noqa: SIM905
    "Signature|header|footer|Strong|Emphasis".split("|")
)
_MARGINS = "".join(f'<w:{side} w:w="{100 if side in ("left", "right") else 40}" w:type="dxa"/>' for side in _SIDES)
_RULED = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in (*_SIDES, "insideH", "insideV")
)
TABLE_STYLES = {
    "Grid": f"<w:tblBorders>{_RULED}</w:tblBorders>",
    "Fields": '<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="A0A0A0"/></w:tblBorders>',
    "Caption Table": '<w:tblBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    '<w:insideV w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:tblBorders>',
}
"""Not "Caption": Word keeps that name for its own paragraph style, and a name belongs to one style of any type."""

_HEAD_ROW = (
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E7E7E7"/></w:tcPr></w:tblStylePr>'
)


def style_id(name: str) -> str:
    """Return the id that Word gives a style of this `name`."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def styles_xml() -> bytes:
    """Return the style part: defaults, then paragraph, character and table styles."""
    styles = [_paragraph(style) for style in PARAGRAPH_STYLES]
    styles.append(
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    styles += [_character(name, run) for name, run in CHARACTER_STYLES.items()]
    styles.append(
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr></w:style>"
    )
    styles.append(
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    styles += [_table(name, borders) for name, borders in TABLE_STYLES.items()]
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_TEXT_FONT}{_size(12)}"
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="en-US"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="0" w:line="276" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    return f"{DECLARATION}<w:styles {NAMESPACES}>{defaults}{''.join(styles)}</w:styles>".encode()


def _head(kind: str, name: str, extra: str = "") -> str:
    custom = "" if name in _BUILT_IN else ' w:customStyle="1"'
    default = ' w:default="1"' if name == "Normal" else ""
    return f'<w:style w:type="{kind}"{default}{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{extra}'


def _paragraph(style: _Style) -> str:
    based = f'<w:basedOn w:val="{style_id(style.based)}"/>' if style.based else ""
    following = f'<w:next w:val="{style_id(style.next)}"/>' if style.next and style.next != style.name else ""
    numbering = ""
    if style.name in NUMBERED_LIST:
        listed, level = NUMBERED_LIST[style.name]
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{listed}"/></w:numPr>'
    indent = f'<w:ind w:left="{style.left}" w:right="{style.right}"/>' if style.left or style.right else ""
    spacing = f'<w:spacing w:before="{style.before}" w:after="{style.after}"/>'
    keep, border = style.first, ""
    if "<w:pBdr>" in keep:  # numPr stands between the keep properties and the border in the schema (17.3.1.26)
        keep, _, rest = keep.partition("<w:pBdr>")
        border = f"<w:pBdr>{rest}"
    properties = f"<w:pPr>{keep}{numbering}{border}{spacing}{indent}{style.last}</w:pPr>"
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return f"{_head('paragraph', style.name, based + following + '<w:qFormat/>')}{properties}{run}</w:style>"


def _character(name: str, run: str) -> str:
    return f"{_head('character', name, '<w:qFormat/>')}<w:rPr>{run}</w:rPr></w:style>"


def _table(name: str, borders: str) -> str:
    head = _HEAD_ROW if name == "Grid" else ""
    based = '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
    properties = f"<w:tblPr>{borders}<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>"
    return f"{_head('table', name, based)}{properties}{head}</w:style>"
