"""One row as the facts of one matter, and the way back from each fact to its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property, partial
from typing import Any

from docgen.errors import Place, Problem
from docgen.frozen import frozen, ordered
from docgen.localization import Wording
from docgen.matter.values import Unfit
from docgen.own_questions import NO_OWN_QUESTIONS, OwnQuestions
from docgen.records import Path, path_text
from docgen.sheets.columns import Column
from docgen.sheets.raw import RawRow, letters
from docgen.sheets.values import EMPTY, Reading, plain_text, unguarded

__all__ = ["Cell", "Heads", "SheetRow", "facts_of"]

_PROBLEMS = {"import.which-date": "sheet.which-date"}
"""The sentence of an import names options that a sheet has not."""


@ordered
class Cell:
    """Where one fact stands."""

    sheet: str
    """Title of the sheet; "" for a CSV file."""
    row: int
    column: str
    """Name of the column in letters: `F`."""
    head: str
    """What the first row calls the column."""

    @property
    def address(self) -> str:
        """The cell as spreadsheet programs write it: `Sheet1!F17`, `F17` for a CSV file."""
        title = self.sheet if re.fullmatch(r"\w*", self.sheet) else "'" + self.sheet.replace("'", "''") + "'"
        return f"{title}!{self.column}{self.row}" if title else f"{self.column}{self.row}"

    def said(self, wording: Wording) -> str:
        """Return the cell in words: its address, or row and column of a CSV file."""
        return self.address if self.sheet else wording.say("sheet.cell", row=self.row, column=self.head)


@frozen
class Heads:
    """What the first row of a file says, which all its rows share."""

    source: str
    """Name of the file for problems."""
    sheet: str
    columns: Mapping[int, Column]
    """By the number of the column, from 0."""
    key: int | None
    """The column that names the row."""
    numbers: Mapping[Path, int] = field(default_factory=dict)
    """The number of each column by its path."""
    references: tuple[Column, ...] = ()
    """The columns that refer to other records."""
    own_questions: OwnQuestions = NO_OWN_QUESTIONS
    """The clinic's own questions."""

    @cached_property
    def lists(self) -> frozenset[str]:
        """The paths of the lists of records."""
        return frozenset(fact for fact, wanted in self.own_questions.types.items() if wanted.records)

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell of the column with that number."""
        known = self.columns.get(column)
        return Cell(self.sheet, row, letters(column), ".".join(map(str, known.path)) if known else "")

    def place(self, row: int, column: int, path: Path = ()) -> Place:
        """Return the cell for a problem with the fact at `path`."""
        return Place(source=self.source, path=path_text(path), cell=self.cell(row, column).address)


@frozen
class SheetRow:
    """One row: the facts of one matter."""

    number: int
    """The row in the file, as a spreadsheet program numbers it, from 1."""
    key: str
    """What names the row, "" for nothing. It was typed by hand: make it safe before it gets into the name of a file."""
    values: Mapping[str, object] = field(repr=False)
    """Facts as a facts file would hold them."""
    problems: tuple[Problem, ...]
    """Cells that could not be read; their facts are left out of `values`."""
    heads: Heads
    records: Mapping[Path, tuple[int, ...]]
    """By the path of a list of records in `values`, the numbers that the columns give to those records."""

    def cell_of(self, path: Path) -> Cell:
        """Return the cell of the fact at `path`, such as ("incidents", 0, "date").

        For a fact without a column it is the first cell of the record that lacks it, or else of the row.
        """
        wanted: Path = ()
        for step in path:
            named = self.records.get(path[: len(wanted)], ())
            wanted = (*wanted, named[step] if isinstance(step, int) and step < len(named) else step)
        numbers = self.heads.numbers
        for length in range(len(wanted), 0, -1):
            head = wanted[:length]
            found = numbers.get(head)
            if found is None and isinstance(head[-1], int):
                found = next((number for each, number in numbers.items() if each[:length] == head), None)
            if found is not None:
                return self.heads.cell(self.number, found)
        return self.heads.cell(self.number, self.heads.key or 0)

    def place_of(self, path: Path) -> Place:
        """Return the place of the fact at `path` for a problem."""
        return Place(source=self.heads.source, path=path_text(path), cell=self.cell_of(path).address)

    def located(self, problem: Problem) -> Problem:
        """Return a `problem` that names one of these facts by its path with the cell of that fact."""
        if problem.place.cell:
            return problem
        steps = re.findall(r"[^.\[\]]+", problem.place.path)
        path: Path = tuple(int(step) if step.isdigit() else step for step in steps)
        place = replace(
            problem.place, source=self.heads.source, cell=self.cell_of(path).address, line=None, column=None
        )
        return replace(problem, place=place)


# From cells to facts --------------------------------------------------------------------------------------------------

Tree = dict[Any, Any]
"""Facts by their steps; the records of a list by their numbers."""


def facts_of(row: RawRow, heads: Heads, reading: Reading) -> SheetRow | None:
    """Return what `row` says, None where it says nothing."""
    tree: Tree = {}
    refused: list[tuple[int, Path, Unfit]] = []
    problems: list[Problem] = []
    for number, raw in row.cells.items():
        column = heads.columns.get(number)
        if column is None:
            if number != heads.key and plain_text(raw).strip():
                problems.append(Problem(id="sheet.cell-without-column", place=heads.place(row.number, number)))
            continue
        try:
            value = reading.value(column, raw)
            if value is not EMPTY:
                _put(tree, column, value)
        except Unfit as unfit:
            refused.append((number, column.path, unfit))
    key = row.cells.get(heads.key) if heads.key is not None else None
    named = unguarded(plain_text(key)).strip() if key is not None else ""
    if not (tree or refused or problems or named):
        return None
    _name_records(tree)
    _refer(tree, heads.references)
    records: dict[Path, tuple[int, ...]] = {}
    values = _settled(tree, (), records, heads.lists)
    made = partial(SheetRow, number=row.number, key=named, values=values, heads=heads, records=records)
    told = [_problem(made(problems=()), *each) for each in refused]
    return made(problems=(*problems, *told))


def _put(tree: Tree, column: Column, value: object) -> None:
    """Put `value` where `column` says; the values of a whole list come before those with a column each.

    Raises `Unfit` where another column tells the fact in another way.
    """
    path = (*column.path, 0) if isinstance(value, list) else column.path
    for step in path[:-1]:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            raise Unfit("wanted.answer", problem="sheet.told-twice")
    if path[-1] in tree:
        raise Unfit("wanted.answer", problem="sheet.told-twice")
    tree[path[-1]] = value


def _name_records(tree: Tree) -> None:
    """Give an id to each record that other facts may refer to and that has none: its letter and its number."""
    for name in ("accounts", "exhibits", "witnesses"):
        records = tree.get(name)
        if isinstance(records, dict):
            used = {record.get("id") for record in records.values()}
            for number, record in sorted(records.items()):
                if not record.get("id"):
                    record["id"] = next(id for id in _ids(name[0], number) if id not in used)
                    used.add(record["id"])


def _ids(letter: str, number: int) -> Iterator[str]:
    yield f"{letter}{number}"
    other = 1
    while True:
        yield f"{letter}{number}-{other}"
        other += 1


def _refer(tree: Tree, columns: Iterable[Column]) -> None:
    """Turn the numbers of records, where facts refer to records by them, into their ids."""
    for column in columns:
        inner: Any = tree
        for step in column.path[:-1]:
            inner = inner.get(step) if isinstance(inner, dict) else None
        last = column.path[-1]
        if isinstance(inner, dict) and inner.get(last) is not None:
            inner[last] = _referred(inner[last], tree.get(column.target))


def _referred(value: Any, records: Any) -> Any:
    if isinstance(value, dict):
        return {number: _referred(each, records) for number, each in value.items()}
    if isinstance(value, list):
        return [_referred(each, records) for each in value]
    known = records if isinstance(records, dict) else {}
    if any(record.get("id") == value for record in known.values()) or not str(value).isdigit():
        return value
    record = known.get(int(value))
    return record["id"] if record else value


def _settled(node: Any, path: Path, records: dict[Path, tuple[int, ...]], lists: frozenset[str]) -> Any:
    """Return `node` as a facts file would hold it: records and values by number become lists."""
    if not isinstance(node, dict):
        return node
    if not any(isinstance(step, int) for step in node):
        return {step: _settled(each, (*path, step), records, lists) for step, each in node.items()}
    whole = node.get(0, [])
    numbers = tuple(sorted(number for number in node if number))
    if ".".join(step for step in path if isinstance(step, str)) in lists:
        records[path] = numbers
    inner = (_settled(node[each], (*path, index), records, lists) for index, each in enumerate(numbers))
    return [*whole, *inner]


def _problem(row: SheetRow, number: int, path: Path, unfit: Unfit) -> Problem:
    """Return what is wrong with a cell, with the path that its fact would have in `row`."""
    id = unfit.names.get("problem", "problem.unfit")
    names = {"wanted": unfit.wanted, **{name: text for name, text in unfit.names.items() if name != "problem"}}
    place = row.heads.place(row.number, number, _settled_path(path, row.records))
    hint = "hint.did-you-mean" if names.get("near") else ""
    return Problem(id=_PROBLEMS.get(id, id), place=place, names=names, hint=hint)


def _settled_path(path: Path, records: Mapping[Path, tuple[int, ...]]) -> Path:
    """Return the path in the facts for the `path` of a column; a record that has no other fact keeps its number."""
    settled: Path = ()
    for step in path:
        if isinstance(step, int):
            named = records.get(settled, ())
            step = named.index(step) if step in named else step - 1  # noqa: PLW2901
        settled = (*settled, step)
    return settled
