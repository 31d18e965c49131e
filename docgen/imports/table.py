"""A table of incidents (CSV): one draft a row, its columns named as the facts are, or by their labels."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from docgen.errors import Place, Problem
from docgen.frozen import frozen
from docgen.imports.drafts import Draft, Found, Source, short_name
from docgen.matter.events import Incident
from docgen.matter.values import Unfit
from docgen.questions import FactType, fact_type
from docgen.records import nearest
from docgen.typed_values import Vocabulary, fold, read_value

__all__ = ["is_table", "table_drafts"]

_SIGNS = ";,\t"
_SEVERAL = "|"
_COLUMNS_LIMIT = 100
_ROWS_LIMIT = 2_000
"""Incidents of a table; one a day for five years."""
_PROBLEMS_LIMIT = 500
"""Problems of a table that are told; who made one of them has made it in every row."""


def is_table(text: str, name: str, vocabulary: Vocabulary) -> bool:
    """Return whether `text` is a table: its first line names a fact, or the file is named as one."""
    if name.casefold().endswith((".csv", ".tsv")):
        return True
    return any(fold(each) in vocabulary.columns for each in _head(text, _sign_of(text, vocabulary)))


def _sign_of(text: str, vocabulary: Vocabulary) -> str:
    """Return the sign between columns: the one that finds most facts in the first line, or else most columns."""

    def worth(sign: str) -> tuple[int, int]:
        heads = _head(text, sign)
        return sum(fold(each) in vocabulary.columns for each in heads), len(heads)

    return max(_SIGNS, key=worth)


def _head(text: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([text[:20_000].split("\n", 1)[0].rstrip("\r")], delimiter=sign), [])
    except csv.Error:
        return []


def table_drafts(text: str, shown: str, vocabulary: Vocabulary, *, day_first: bool | None = None) -> Found:
    """Return one draft for each row of the table `text`, or every problem with its row and column.

    `day_first` is the order of day and month in dates that can be read two ways; None where nobody said it.
    """
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_sign_of(text, vocabulary), strict=True)
    drafts: list[Draft] = []
    problems: list[Problem] = []
    line = 1
    try:
        heads = next(rows, [])
        if len(heads) > _COLUMNS_LIMIT:
            return Found(problems=(Problem(id="import.table-too-large", place=Place(source=shown, line=1)),))
        problems += _wrong_heads(heads, shown, vocabulary)
        facts = [vocabulary.columns.get(fold(head), "") for head in heads]
        for line, row in _numbered(rows):
            if len(drafts) >= _ROWS_LIMIT or len(problems) >= _PROBLEMS_LIMIT:
                large = "import.table-too-large" if len(drafts) >= _ROWS_LIMIT else "import.more-problems"
                problems.append(Problem(id=large, place=Place(source=shown, line=line)))
                break
            if any(cell.strip() for cell in row):
                sheet = _Row(shown=shown, line=line, heads=tuple(heads), facts=tuple(facts))
                draft, wrong = _draft(sheet, row, vocabulary, day_first)
                drafts += [draft] if draft.values else []
                problems += wrong
    except csv.Error:
        problems.append(Problem(id="import.table-broken", place=Place(source=shown, line=rows.line_num or line)))
    return Found(drafts=tuple(drafts), problems=tuple(problems))


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its first line; a cell may hold line breaks."""
    while True:
        line = getattr(rows, "line_num", 0) + 1
        row = next(rows, None)
        if row is None:
            return
        yield line, row


def _wrong_heads(heads: Sequence[str], shown: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, head in enumerate(heads, 1):
        fact = vocabulary.columns.get(fold(head), "")
        place = Place(source=shown, line=1, column=number, path=head[:80])
        if not fact:
            near = _near(fold(head), vocabulary)
            hint = "hint.did-you-mean" if near else ""
            known = ", ".join(dict.fromkeys(vocabulary.columns.values()))
            yield Problem(id="import.unknown-column", place=place, names={"near": near, "known": known}, hint=hint)
        elif fact in seen:
            yield Problem(id="import.double-column", place=place)
        seen.add(fact)


def _near(head: str, vocabulary: Vocabulary) -> str:
    """Return the column that `head` was probably meant to be, or "": one that begins with it, or is spelt alike."""
    longer = [each for each in vocabulary.columns if head and each.startswith(f"{head} ")]
    return longer[0] if longer else nearest(head, list(vocabulary.columns))


@frozen
class _Row:
    shown: str
    line: int
    heads: tuple[str, ...]
    facts: tuple[str, ...]
    """Path of the fact of each column; "" for one that is not known."""


def _draft(
    sheet: _Row, row: Sequence[str], vocabulary: Vocabulary, day_first: bool | None
) -> tuple[Draft, list[Problem]]:
    values: dict[str, object] = {}
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    start = Place(source=sheet.shown, line=sheet.line)
    if len(row) > len(sheet.heads):
        problems.append(Problem(id="import.long-row", place=start))
    for number, (cell, fact) in enumerate(zip(row, sheet.facts, strict=False), 1):
        if not fact or not cell.strip():
            continue
        head = sheet.heads[number - 1]
        place = Place(source=sheet.shown, line=sheet.line, column=number, path=head[:80])
        wanted = fact_type(f"incidents.{fact}")
        try:
            value = _cell(wanted, cell, vocabulary, day_first)
        except Unfit as unfit:
            names = {"wanted": unfit.wanted, **unfit.names}
            problems.append(Problem(id=unfit.names.get("problem", "problem.unfit"), place=place, names=names))
            continue
        _put(values, fact, value)
        names_of = (("file", short_name(sheet.shown)), ("row", str(sheet.line)), ("column", head.strip()))
        sources[fact] = Source("source.cell", names_of)
    return Draft(record=Incident, values=values, sources=sources, place=start), problems


def _put(values: dict[str, object], fact: str, value: object) -> None:
    head, _, rest = fact.partition(".")
    if rest:
        inner = values.setdefault(head, {})
        assert isinstance(inner, dict)
        inner[rest] = value
    else:
        values[fact] = value


# Cells --------------------------------------------------------------------------------------------------------------


def _cell(wanted: FactType, cell: str, vocabulary: Vocabulary, day_first: bool | None) -> object:
    """Return `cell` as JSON would hold the fact. Raises `Unfit`."""
    if wanted.listed:
        return [
            read_value(wanted.type, each.strip(), vocabulary, day_first)
            for each in cell.split(_SEVERAL)
            if each.strip()
        ]
    return read_value(wanted.type, cell.strip(), vocabulary, day_first)
