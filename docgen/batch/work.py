"""The work of a batch: rows in, finished documents out; a pure function, so that any worker can do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from docgen.answers import Answers, read_json
from docgen.assemble import Rendered, Wish, plan_document, render_document, with_digests
from docgen.batch.sources import Row
from docgen.errors import DocgenError, Problem
from docgen.frozen import ordered
from docgen.library import Library
from docgen.reading_copy import render_reading_copy

__all__ = ["BatchWish", "Job", "Made", "Paper", "make"]


@ordered
class BatchWish:
    """What is asked for of every row; a `docgen.Wish` asks for one document."""

    kinds: tuple[str, ...]
    formats: tuple[str, ...]
    """Empty for those that each kind writes by default."""
    version: str
    """Version of docgen."""
    today: date
    """Date of the documents that are made."""
    folder: Path
    """Folder that the names of evidence files start from."""
    templates: Path | None = None
    """A clinic's folder; None for docgen's own templates alone."""
    language: str = ""
    jurisdiction: str = ""
    """Place of the rows that name none."""
    platform: str = ""
    interview: str = "en"
    readings: Mapping[str, str] = field(default_factory=dict)
    """Language of the reading copy of each kind; empty for none."""

    def library(self) -> Library:
        """Return the templates and catalogs, opened once in a process."""
        return _library(self.templates)


@cache
def _library(templates: Path | None) -> Library:
    return Library.open(templates)


class Paper(NamedTuple):
    """A document of one row, or its reading copy."""

    kind: str
    name: str
    """File name, without its ending; searched for leaks as the document is."""
    reading: str = ""
    """Language of a reading copy; "" for the document itself."""
    day: date | None = None
    """Date of the document that a reading copy lies beside, where an earlier run made that; None for today's."""


class Job(NamedTuple):
    """One row, and what is wanted of it."""

    row: Row
    papers: tuple[Paper, ...]
    """A reading copy stands behind its document."""


class Made(NamedTuple):
    """What one paper of one row came to: a file in each format, or problems; neither for the copy of what failed."""

    row: int
    paper: Paper
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    def __repr__(self) -> str:
        """Return what names the paper alone, and none of its text."""
        return f"Made({self.row}, {self.paper})"


def make(batch_wish: BatchWish, jobs: Sequence[Job]) -> list[Made]:
    """Return what the `jobs` come to, in their order. Never raises for what is wrong with a row.

    Where a problem stands in the source is not said yet: a worker has the facts of a row and not the sheet around them.
    """
    return [made for job in jobs for made in _made_of_row(batch_wish, job)]


def _made_of_row(batch_wish: BatchWish, job: Job) -> Iterator[Made]:
    failed: set[str] = set()
    for paper in job.papers:
        known = paper.kind in failed  # what is wrong with the document was told, and a copy of it nobody can use
        made = Made(job.row.number, paper, {}, ()) if known else _made(batch_wish, job.row, paper)
        if made.problems:
            failed.add(paper.kind)
        yield made


def _made(batch_wish: BatchWish, row: Row, paper: Paper) -> Made:
    if row.problems:
        return Made(row.number, paper, {}, row.problems)
    try:
        answers = with_digests(_facts(row), batch_wish.folder)
        place = "" if "jurisdiction" in answers.values else batch_wish.jurisdiction
        wish = Wish(
            kind=paper.kind, today=paper.day or batch_wish.today, language=batch_wish.language, jurisdiction=place,
            platform=batch_wish.platform, interview=batch_wish.interview,
        )  # fmt: skip
        rendered = _rendered(batch_wish, answers, wish, paper)
    except DocgenError as error:
        return Made(row.number, paper, {}, error.problems)
    return Made(row.number, paper, {each.format: each.data for each in rendered}, ())


def _rendered(batch_wish: BatchWish, answers: Answers, wish: Wish, paper: Paper) -> tuple[Rendered, ...]:
    library = batch_wish.library()
    if paper.reading:
        return (render_reading_copy(library, answers, wish, paper.reading, f"{paper.name}.docx"),)
    planned = plan_document(library, answers, wish)
    formats = batch_wish.formats or tuple(planned.templates)
    return render_document(planned, formats, [f"{paper.name}.{each}" for each in formats])


def _facts(row: Row) -> Answers:
    """Return the facts of a row; its own name is none of them."""
    answers = read_json(row.data, row.source)
    if "key" not in answers.values or not (row.key or answers.values["key"] == ""):
        return answers
    return replace(answers, values={name: value for name, value in answers.values.items() if name != "key"})
