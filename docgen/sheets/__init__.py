"""Sheets of facts (.xlsx, .csv): one matter a row, one column a fact; written empty or filled, and read back.

Takes bytes and paths and gives values. SpreadsheetML is read and written here with the standard library, because both
libraries on offer lose words on the way: see `docs/sheets.md`.
"""

from __future__ import annotations

from docgen.sheets.read import read_rows
from docgen.sheets.rows import Cell, SheetRow
from docgen.sheets.values import PLAIN

__all__ = ["PLAIN", "Cell", "SheetRow", "read_rows"]
