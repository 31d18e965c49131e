"""The work of a batch: rows in, finished documents out; a pure function, so that any worker can do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from docgen.answers import Answers, read_json
from docgen.assemble import Wish, plan_document, render_document, with_digests
from docgen.batch.sources import Row
from docgen.errors import DocgenError, Problem
from docgen.frozen import ordered
from docgen.library import Library

__all__ = ["Job", "Made", "Order", "make"]


@ordered
class Order:
    """What is asked for of every row."""

    kinds: tuple[str, ...]
    formats: tuple[str, ...]
    """Empty for those that each kind writes by default."""
    version: str
    """Version of docgen."""
    today: date
    """Date of the documents."""
    folder: Path
    """Folder that the names of evidence files start from."""
    templates: Path | None = None
    """A clinic's folder; None for docgen's own templates alone."""
    language: str = ""
    jurisdiction: str = ""
    """Place of the rows that name none."""
    platform: str = ""
    interview: str = "en"

    def library(self) -> Library:
        """Return the templates and catalogs, opened once in a process."""
        return _library(self.templates)


@cache
def _library(templates: Path | None) -> Library:
    return Library.open(templates)


class Job(NamedTuple):
    """One row, and the documents wanted of it."""

    row: Row
    kinds: tuple[str, ...]
    names: Mapping[str, str]
    """File name of each kind, without its ending; searched for leaks as the document is."""


class Made(NamedTuple):
    """What one kind of one row came to: a file in each format, or problems."""

    row: int
    kind: str
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def make(order: Order, jobs: Sequence[Job]) -> list[Made]:
    """Return what the `jobs` come to, in their order. Never raises for what is wrong with a row."""
    return [_made(order, job, kind) for job in jobs for kind in job.kinds]


def _made(order: Order, job: Job, kind: str) -> Made:
    row = job.row
    if row.problems:
        return Made(row.number, kind, {}, row.problems)
    try:
        answers = with_digests(_facts(row), order.folder)
        place = "" if "jurisdiction" in answers.values else order.jurisdiction
        wish = Wish(
            kind=kind, today=order.today, language=order.language, jurisdiction=place, platform=order.platform,
            interview=order.interview,
        )  # fmt: skip
        planned = plan_document(order.library(), answers, wish)
        formats = order.formats or tuple(planned.templates)
        rendered = render_document(planned, formats, [f"{job.names[kind]}.{each}" for each in formats])
    except DocgenError as error:
        return Made(row.number, kind, {}, tuple(_placed(problem, row) for problem in error.problems))
    return Made(row.number, kind, {each.format: each.data for each in rendered}, ())


def _facts(row: Row) -> Answers:
    """Return the facts of a row; its own name is none of them."""
    answers = read_json(row.data, row.source)
    if not row.key or "key" not in answers.values:
        return answers
    return Answers({name: value for name, value in answers.values.items() if name != "key"}, row.source, answers.text)


def _placed(problem: Problem, row: Row) -> Problem:
    """Return `problem` with the place where the person sees it: the cell of a table, or the line of the source."""
    if row.located:
        return row.located(problem)
    place = problem.place
    line = row.line + (place.line or 1) - 1 if row.line else place.line
    return replace(problem, place=replace(place, line=line))
