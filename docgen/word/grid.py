"""The grid of a table whose rows got more or fewer cells than the template has columns.

ECMA-376 Part 1, 17.4.48: `w:tblGrid` names every column of a table; a cell over several has a `w:gridSpan` (17.4.17),
and a row may leave columns out before and after its cells (17.4.14, 17.4.15).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["regrid"]

_TOKEN = re.compile(
    r"(?P<open><w:tbl>)|(?P<close></w:tbl>)|(?P<grid><w:tblGrid>.*?</w:tblGrid>|<w:tblGrid/>)|(?P<row><w:tr[ >])"
    r'|(?P<cell><w:tc[ >])|<w:gridSpan w:val="(?P<span>\d{1,4})"/>'
    r'|<w:grid(?:Before|After) w:val="(?P<left>\d{1,4})"/>',
    re.DOTALL,
)
_COLUMN = re.compile(r"<w:gridCol\b[^>]*?(?:/>|></w:gridCol>)")
_MOST_COLUMNS = 1_000
"""Word shows 63; a template that asks for millions wants memory."""
_WIDTH = re.compile(r' w:w="(\d+)"')


@dataclass(slots=True)
class _Table:
    grid: re.Match[str] | None = None
    row: int = 0
    """Columns of the row that is being read."""
    most: int = 0
    """Columns of the row before it that has most."""


def regrid(xml: str) -> str:
    """Return `xml`, the finished text of a part, with as many columns in the grid of each table as its longest row has.

    The table stays as wide as it was: where columns come or go, all of them give or take. A grid that fits or names
    no widths, and a table without rows, stays as it is.
    """
    tables: list[_Table] = []
    changed: list[tuple[int, int, str]] = []
    for found in _TOKEN.finditer(xml):
        if found["open"]:
            tables.append(_Table())
        elif not tables:
            continue
        elif found["close"]:
            table = tables.pop()
            columns = max(table.most, table.row)
            if table.grid and columns:
                changed.append((*table.grid.span(), _with_columns(table.grid[0], columns)))
        elif found["grid"]:
            tables[-1].grid = found
        elif found["row"]:
            tables[-1].most, tables[-1].row = max(tables[-1].most, tables[-1].row), 0
        else:
            tables[-1].row += 1 if found["cell"] else int(found["left"] or int(found["span"]) - 1)
    for start, end, grid in sorted(changed, reverse=True):
        xml = xml[:start] + grid + xml[end:]
    return xml


def _with_columns(grid: str, wanted: int) -> str:
    columns = _COLUMN.findall(grid)
    if len(columns) == wanted or wanted > _MOST_COLUMNS:
        return grid
    widths = [int(width[1]) if (width := _WIDTH.search(column)) else 0 for column in columns]
    if not all(widths) or not widths:
        return grid
    if wanted < len(columns):
        share = sum(widths[wanted:]) // wanted
        widths = [width + share for width in widths[:wanted]]
    else:
        more = wanted - len(widths)
        widths = [width * len(widths) // wanted for width in widths] + [sum(widths) // wanted] * more
    made = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return f"<w:tblGrid>{made}</w:tblGrid>"
