"""The lists of the house style (ECMA-376 Part 1, 17.9): every level is tied to a style, so styles alone make lists."""

from __future__ import annotations

from docgen.word.skeleton_parts import DECLARATION, NAMESPACES

__all__ = ["NUMBERED_LIST", "NUMBERING"]

NUMBERED_LIST = {
    "Numbered": (1, 0),
    "Lettered": (1, 1),
    "List Bullet": (2, 0),
    "List Bullet 2": (2, 1),
    "List Number": (3, 0),
}
"""`w:numId` and level of each style that counts."""


def _level(level: int, form: str, text: str, style: str, left: int, *, hanging: int = 567) -> str:
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{tied}<w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _list(id: int, *levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
    )


_ABSTRACT = (
    _list(
        0,
        _level(0, "decimal", "%1.", "Numbered", 567),
        _level(1, "lowerLetter", "(%2)", "Lettered", 1134),
        _level(2, "lowerRoman", "(%3)", "", 1701),
    ),
    _list(
        1,
        _level(0, "bullet", "•", "ListBullet", 851, hanging=284),
        _level(1, "bullet", "–", "ListBullet2", 1418, hanging=284),
        _level(2, "bullet", "•", "", 1985, hanging=284),
    ),
    _list(
        2,
        _level(0, "decimal", "%1.", "ListNumber", 1134),
        _level(1, "lowerLetter", "%2.", "", 1701),
        _level(2, "lowerRoman", "%3.", "", 2268),
    ),
)

NUMBERING = (
    f"{DECLARATION}<w:numbering {NAMESPACES}>{''.join(_ABSTRACT)}"
    + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(_ABSTRACT)))
    + "</w:numbering>"
).encode()
