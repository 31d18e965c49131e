"""One run of a batch: rows to workers, documents to their names, every outcome to the manifest.

A run may be killed at any moment. No file is ever torn, none that was there is lost, and the next run finds by the
manifest and by the bytes on the disk what is left to do. Two runs into one folder do not mix: the second is refused.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from docgen.batch.fingerprints import row_fingerprint, wish_fingerprint
from docgen.batch.manifest import Entry
from docgen.batch.names import NamePattern
from docgen.batch.sources import Row
from docgen.batch.targets import Target
from docgen.batch.work import BatchWish, Job, Made, Paper, make
from docgen.errors import OutputProblem, Problem
from docgen.reading_copy import copy_name

__all__ = ["Counts", "Run", "entry_of_failure", "run_batch"]

_CHUNK = 16
"""Rows that go to a worker at once."""
_AHEAD = 3
"""Chunks for each worker that are under way or waiting: memory stays the same however long the source is."""


@dataclass
class Counts:
    """How far a run is."""

    written: int = 0
    unchanged: int = 0
    failed: int = 0
    left: list[str] = field(default_factory=list)
    """Files of earlier runs that are still there and that no row makes now."""
    dated: list[str] = field(default_factory=list)
    """Dates of the documents that stayed, where another was not asked for and they are of an earlier day."""
    beside: list[str] = field(default_factory=list)
    """Files that docgen did not write, beside documents that were made anew: a scan of the signed letter, say."""
    done: float = 0
    """How much of the source was read, from 0 to 1; 0 where that is not known."""


class Run(NamedTuple):
    """What a run needs beside its rows."""

    batch_wish: BatchWish
    pattern: NamePattern
    target: Target
    workers: Callable[[], AbstractContextManager[Executor]] | None
    """Opens the workers; None for none but this process."""
    ahead: int
    """Number of workers."""
    told: Callable[[Entry, Counts, Sequence[Problem]], None]
    """Is told of each outcome."""
    force: bool = False
    """Whether to make everything anew."""
    dated: bool = False
    """Whether all documents are to bear the order's date; else those that are there keep theirs."""


class _Task(NamedTuple):
    """One row, and how it stands with its documents."""

    job: Job
    """What is left to make."""
    kept: list[Entry]
    """What is there already."""
    fingerprints: dict[Paper, str]


class _Part(NamedTuple):
    """A piece of work under way."""

    tasks: list[_Task]
    made: Future[list[Made]] | list[Made]


def run_batch(run: Run, rows: Iterable[Row]) -> Counts:
    """Make the documents of all `rows` and return how many there are.

    Raises `OutputProblem` where the target or its manifest cannot be written, or a worker was killed; what was made
    until then is kept.
    """
    counts = Counts()
    _make_all(run, iter(rows), counts)
    for entry in run.target.left(run.batch_wish.kinds, run.batch_wish.readings):
        counts.left.append(entry.file)
        _tell(run, entry, counts, ())
    counts.beside += run.target.beside()
    return counts


def _make_all(run: Run, source: Iterator[Row], counts: Counts) -> None:
    base = wish_fingerprint(run.batch_wish)
    first = list(islice(source, _CHUNK))
    if run.workers is None or len(first) < _CHUNK:  # fewer rows than it takes to start a worker
        for part in _parts(run, chain(first, source), base, None):
            _finish(run, part, counts)
        return
    with run.workers() as executor:
        waiting: deque[_Part] = deque()
        try:
            for part in _parts(run, chain(first, source), base, executor):
                waiting.append(part)
                if len(waiting) >= _AHEAD * run.ahead:
                    _finish(run, waiting.popleft(), counts)
            while waiting:
                _finish(run, waiting.popleft(), counts)
        except BrokenExecutor:
            raise OutputProblem([Problem(id="batch.worker-died")]) from None
        finally:
            for part in waiting:
                if isinstance(part.made, Future):
                    part.made.cancel()


def _parts(run: Run, rows: Iterator[Row], base: str, executor: Executor | None) -> Iterator[_Part]:
    while chunk := list(islice(rows, _CHUNK if executor else 1)):
        tasks = [_task(run, row, base) for row in chunk]
        jobs = [_sent(task.job) for task in tasks if task.job.papers]
        made = executor.submit(make, run.batch_wish, jobs) if executor and jobs else make(run.batch_wish, jobs)
        yield _Part(tasks, made)


def _sent(job: Job) -> Job:
    """Return `job` as it goes to a worker: without the sheet by which the cells of its facts are found."""
    return job._replace(row=job.row._replace(located=None))


def _task(run: Run, row: Row, base: str) -> _Task:
    prints: dict[Paper, str] = {}
    missing: list[Paper] = []
    kept: list[Entry] = []
    for kind in run.batch_wish.kinds:
        name = run.pattern.name(row.number, kind, row.key)
        day = run.batch_wish.today.isoformat() if run.dated else ""
        for paper in _papers(run.batch_wish, kind, name):
            wanted = paper._replace(day=date.fromisoformat(day)) if paper.reading and day else paper
            prints[wanted] = row_fingerprint(base, row, paper, run.batch_wish.folder)
            found = [] if run.force else run.target.there(paper.name, prints[wanted], day)
            kept += found
            if not found:
                missing.append(wanted)
            day = found[0].date if found else day or run.batch_wish.today.isoformat()  # a copy has its document's date
    return _Task(Job(row, tuple(missing)), kept, prints)


def _papers(batch_wish: BatchWish, kind: str, name: str) -> Iterator[Paper]:
    """Yield the document of a row and behind it, where one is wanted, its reading copy."""
    yield Paper(kind, name)
    if reading := batch_wish.readings.get(kind):
        yield Paper(kind, copy_name(name), reading)


def _finish(run: Run, part: _Part, counts: Counts) -> None:
    made = iter(part.made if isinstance(part.made, list) else part.made.result())  # in the order of the jobs
    for task in part.tasks:
        counts.done = task.job.row.done or counts.done
        for entry in task.kept:
            counts.unchanged += 1
            if "" < entry.date < run.batch_wish.today.isoformat():
                counts.dated.append(entry.date)
            _tell(run, entry, counts, ())
        failed: set[str] = set()
        for each in islice(made, len(task.job.papers)):
            known = each.paper.kind in failed  # no copy beside a document that it is no copy of
            if not known and not _write(run, task.job.row, each, task.fingerprints[each.paper], counts):
                failed.add(each.paper.kind)


def _write(run: Run, row: Row, made: Made, fingerprint: str, counts: Counts) -> bool:
    """Write the files of one paper and return whether all of them could be made and written."""
    problems, (kind, name, reading, day) = tuple(_placed(each, row) for each in made.problems), made.paper
    dated = (day or run.batch_wish.today).isoformat()
    for format, data in made.files.items():
        file = f"{name}.{format}"
        try:
            run.target.put(file, data, force=run.force)
        except OutputProblem as error:
            problems = (*problems, *error.problems)
            continue
        counts.written += 1
        digest = hashlib.sha256(data).hexdigest()
        entry = Entry(row.number, row.key, kind, file, digest, "written", (), fingerprint, reading, dated)
        _tell(run, entry, counts, ())
    if problems:
        counts.failed += 1
        wanted = Entry(row.number, row.key, kind, "", "", "failed", reading=reading)
        _tell(run, entry_of_failure(wanted, problems), counts, problems)
    return not problems


def entry_of_failure(entry: Entry, problems: Sequence[Problem]) -> Entry:
    """Return the entry of a file that was to be made for the row and kind of `entry`, and could not for `problems`."""
    told = tuple({"id": each.id, "path": each.place.path, "place": _where(each)} for each in problems)
    return entry._replace(file="", sha256="", status="failed", problems=told, made_of="", date="")


def _placed(problem: Problem, row: Row) -> Problem:
    """Return `problem` with the place where the person sees it: the cell of a table, or the line of the source."""
    if row.located:
        return row.located(problem)
    place = problem.place
    line = row.line + (place.line or 1) - 1 if row.line else place.line
    return replace(problem, place=replace(place, source=place.source or row.source, line=line))


def _where(problem: Problem) -> str:
    place = problem.place
    return ":".join(str(each) for each in (place.source, place.cell or place.line) if each)


def _tell(run: Run, entry: Entry, counts: Counts, problems: Sequence[Problem]) -> None:
    run.target.note(entry)
    run.told(entry, counts, problems)
