"""Tables of a reading copy, row by row: so that a row stands beside its translation, and a wide one can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from docgen.word.elements import W, put

__all__ = ["rows_apart"]

_READABLE = 3
"""So many columns can be read on half a page that lies on its side."""
_LABEL, _WHOLE = 1200, 5000
"""Fiftieths of a percent of the width (17.18.90): of what names a value, and of both together."""
_AFTER_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription")
"""What stands behind `w:tblBorders` in the properties of a table (17.4.60)."""


Beside = Callable[[Sequence[Any], Sequence[Any]], list[tuple[Any, Any]]]
"""Says which row of a table stands beside which of another; None for none."""


def rows_apart(one: Any, two: Any, beside: Beside) -> list[tuple[Any, Any]]:
    """Return two tables that stand beside each other as pairs of tables of one row each, None for none.

    A table of more columns than half a page has room for becomes a list under each other of what its columns are called
    and what the row says there, without the empty ones. Two tables with other columns stay whole.
    """
    if not _alike(one, two):
        return [(one, two)]
    ours, theirs = _rows(one), _rows(two)
    if len(_cells(ours[0])) > _READABLE and _has_head(one) and _has_head(two):
        pairs, told = beside(ours[1:], theirs[1:]), (_records(one), _records(two))
    else:
        pairs, told = beside(ours, theirs), (_singles(one), _singles(two))
    return [(told[0].get(row), told[1].get(other)) for row, other in pairs]


def _alike(one: Any, two: Any) -> bool:
    columns = {len(_cells(row)) for each in (one, two) for row in _rows(each)}
    merged = any(list(each.iter(f"{W}gridSpan", f"{W}vMerge")) for each in (one, two))
    return len(columns) == 1 and min(len(_rows(one)), len(_rows(two))) > 1 and not merged


def _rows(table: Any) -> list[Any]:
    return list(table.findall(f"{W}tr"))


def _cells(row: Any) -> list[Any]:
    return list(row.findall(f"{W}tc"))


def _has_head(table: Any) -> bool:
    return _rows(table)[0].find(f"{W}trPr/{W}tblHeader") is not None


def _singles(table: Any) -> dict[Any, Any]:
    """Return a table of one row for each row, without rules above and below: the row that it stands in has them."""
    found = {}
    for number, row in enumerate(_rows(table)):
        single = _frame(table)
        if number:
            _without_first_row(single)
        single.append(row)
        _without_rules(single)
        found[row] = single
    return found


def _frame(table: Any) -> Any:
    """Return `table` without its rows."""
    frame = table.makeelement(table.tag, table.attrib)
    frame.extend(deepcopy(child) for child in table if child.tag != f"{W}tr")
    return frame


def _without_rules(table: Any) -> None:
    properties = table.find(f"{W}tblPr")
    for old in properties.findall(f"{W}tblBorders"):
        properties.remove(old)
    borders = put(properties, "tblBorders", after=_AFTER_BORDERS)
    for side in ("top", "bottom"):
        borders.append(table.makeelement(f"{W}{side}", {f"{W}val": "nil"}))


def _without_first_row(table: Any) -> None:
    """Say that no row is the first, whose look is another (17.4.55)."""
    for look in table.iter(f"{W}tblLook"):
        look.set(f"{W}firstRow", "0")
        look.set(f"{W}val", f"{int(look.get(f'{W}val', '0'), 16) & ~0x20:04X}")


def _records(table: Any) -> dict[Any, Any]:
    """Return a table of two columns, a name and what it says, for each row but the first, which names the columns."""
    names = [cell.find(f"{W}p") for cell in _cells(_rows(table)[0])]
    return {row: _record(table, names, _cells(row)) for row in _rows(table)[1:]}


def _record(table: Any, names: list[Any], cells: list[Any]) -> Any:
    record = _frame(table)
    _without_first_row(record)
    for grid in record.findall(f"{W}tblGrid"):
        record.remove(grid)
    grid = table.makeelement(f"{W}tblGrid")
    grid.extend(table.makeelement(f"{W}gridCol", {f"{W}w": str(each)}) for each in (_LABEL, _WHOLE - _LABEL))
    record.append(grid)
    told = [each for each in zip(names, cells, strict=True) if _has_text(each[1])]
    for name, cell in told or zip(names, cells, strict=True):  # a table without a row is an error
        label = table.makeelement(f"{W}tc")
        label.append(table.makeelement(f"{W}tcPr"))
        label.append(deepcopy(name))
        row = table.makeelement(f"{W}tr")
        row.extend((label, cell))
        for each, width in ((label, _LABEL), (cell, _WHOLE - _LABEL)):
            properties = each.find(f"{W}tcPr")
            for old in properties.findall(f"{W}tcW"):
                properties.remove(old)
            properties.insert(0, table.makeelement(f"{W}tcW", {f"{W}w": str(width), f"{W}type": "pct"}))
        record.append(row)
    return record


def _has_text(cell: Any) -> bool:
    return any(text.text and text.text.strip() for text in cell.iter(f"{W}t"))
