"""The theme and font table of the house style: Word asks for both parts even where every style names its font."""

from __future__ import annotations

from docgen.word.skeleton_parts import DECLARATION, NAMESPACES

__all__ = ["FONT_TABLE", "THEME"]

_COLORS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "404040", "lt2": "E7E7E7", "accent1": "404040", "accent2": "606060",
    "accent3": "808080", "accent4": "A0A0A0", "accent5": "B00000", "accent6": "303030", "hlink": "000000",
    "folHlink": "000000",
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def _font(kind: str, name: str) -> str:
    return f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'


THEME = (
    f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="House">'
    '<a:themeElements><a:clrScheme name="House">'
    + "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in _COLORS.items())
    + f'</a:clrScheme><a:fontScheme name="House">{_font("major", "Arial")}{_font("minor", "Times New Roman")}'
    f'</a:fontScheme><a:fmtScheme name="House"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
).encode()
"""ECMA-376 Part 1, 20.1.6.9: black, white and greys; three of each format are required."""

FONT_TABLE = (
    f"{DECLARATION}<w:fonts {NAMESPACES}>"
    + "".join(
        f'<w:font w:name="{name}"><w:charset w:val="00"/><w:family w:val="{family}"/></w:font>'
        for name, family in (("Times New Roman", "roman"), ("Arial", "swiss"))
    )
    + "</w:fonts>"
).encode()
