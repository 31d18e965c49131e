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
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from docgen.batch.fingerprints import order_fingerprint, row_fingerprint
from docgen.batch.manifest import Entry
from docgen.batch.names import NamePattern
from docgen.batch.sources import Row
from docgen.batch.targets import Target
from docgen.batch.work import Job, Made, Order, make
from docgen.errors import OutputProblem, Problem

__all__ = ["Counts", "Run", "run_batch"]

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
    done: float = 0
    """How much of the source was read, from 0 to 1; 0 where that is not known."""


class Run(NamedTuple):
    """What a run needs beside its rows."""

    order: Order
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


class _Part(NamedTuple):
    """A piece of work under way."""

    jobs: list[Job]
    kept: list[tuple[Row, Entry]]
    """What is there already."""
    fingerprints: dict[tuple[int, str], str]
    made: Future[list[Made]] | list[Made]


def run_batch(run: Run, rows: Iterable[Row]) -> Counts:
    """Make the documents of all `rows` and return how many there are.

    Raises `OutputProblem` where the target or its manifest cannot be written, or a worker was killed; what was made
    until then is kept.
    """
    counts = Counts()
    base = order_fingerprint(run.order)
    source = iter(rows)
    if run.workers is None:
        for part in _parts(run, source, base, None):
            _finish(run, part, counts)
        return counts
    first = list(islice(source, _CHUNK))
    if len(first) < _CHUNK:  # fewer rows than it takes to start a worker
        return run_batch(run._replace(workers=None), first)
    with run.workers() as executor:
        waiting: deque[_Part] = deque()
        try:
            for part in _parts(run, _both(first, source), base, executor):
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
    return counts


def _both(first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


def _parts(run: Run, rows: Iterator[Row], base: str, executor: Executor | None) -> Iterator[_Part]:
    while chunk := list(islice(rows, _CHUNK if executor else 1)):
        jobs: list[Job] = []
        kept: list[tuple[Row, Entry]] = []
        fingerprints: dict[tuple[int, str], str] = {}
        for row in chunk:
            names = {kind: run.pattern.name(row.number, kind, row.key) for kind in run.order.kinds}
            wanted = []
            for kind in run.order.kinds:
                print_ = fingerprints[row.number, kind] = row_fingerprint(
                    base, row, kind, names[kind], run.order.folder
                )
                found = [] if run.force else run.target.there(names[kind], print_)
                kept += [(row, entry) for entry in found]
                wanted += [] if found else [kind]
            jobs.append(Job(row, tuple(wanted), names))
        busy = [job for job in jobs if job.kinds]
        made = executor.submit(make, run.order, busy) if executor and busy else make(run.order, busy)
        yield _Part(jobs, kept, fingerprints, made)


def _finish(run: Run, part: _Part, counts: Counts) -> None:
    made = part.made if isinstance(part.made, list) else part.made.result()
    by_row: dict[int, list[Made]] = {}
    for each in made:
        by_row.setdefault(each.row, []).append(each)
    for job in part.jobs:
        counts.done = job.row.done or counts.done
        for row, entry in part.kept:
            if row is job.row:
                counts.unchanged += 1
                _tell(run, entry, counts, ())
        for each in by_row.get(job.row.number, []):
            _write(run, job, each, part.fingerprints[job.row.number, each.kind], counts)


def _write(run: Run, job: Job, made: Made, fingerprint: str, counts: Counts) -> None:
    problems = made.problems
    row, kind, name = job.row, made.kind, job.names[made.kind]
    for format, data in made.files.items():
        file = f"{name}.{format}"
        try:
            run.target.put(file, data, force=run.force)
        except OutputProblem as error:
            problems = (*problems, *error.problems)
            continue
        counts.written += 1
        digest = hashlib.sha256(data).hexdigest()
        _tell(run, Entry(row.number, row.key, kind, file, digest, "written", (), fingerprint), counts, ())
    if problems:
        counts.failed += 1
        told = tuple({"id": each.id, "path": each.place.path, "place": _where(each)} for each in problems)
        _tell(run, Entry(row.number, row.key, kind, "", "", "failed", told), counts, problems)


def _where(problem: Problem) -> str:
    place = problem.place
    return f"{place.source}:{place.line}" if place.line else place.source


def _tell(run: Run, entry: Entry, counts: Counts, problems: Sequence[Problem]) -> None:
    run.target.note(entry)
    run.told(entry, counts, problems)
