"""`docgen batch`: many documents from many rows, with progress, a manifest and an honest exit code."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from docgen import __version__
from docgen.batch import BatchWish, Counts, Row, Run, open_source, read_pattern, run_batch
from docgen.batch.manifest import Entry, as_line
from docgen.batch.targets import Target, archive_target, folder_target, manifest_name
from docgen.cli.exits import Exit
from docgen.cli.new import chosen_formats, day_of
from docgen.cli.pdf_files import rendered_formats, wants_pdf
from docgen.cli.report import report_problems, write_text
from docgen.cli.settings import Settings, read_settings
from docgen.cli.stopping import stoppable
from docgen.cli.vocabulary import vocabulary_of
from docgen.cli.world import World
from docgen.errors import Problem, UsageProblem
from docgen.frozen import frozen
from docgen.localization import Wording, language_name
from docgen.reading_copy import reading_language

__all__ = ["BatchOptions", "make_batch"]

_SHOWN = 50
"""Problems that are told on the terminal; the manifest has them all."""
_LOOK = 1.0
"""Seconds after which a worker looks for its parent."""
_NAMED = 10
"""Files of earlier runs that are named at the end."""


@frozen
class BatchOptions:
    """What the command line asks of `docgen batch`."""

    kinds: tuple[str, ...]
    source: str
    """File or folder, "-" for standard input."""
    output: Path
    name: str
    jobs: int = 0
    """Number of workers; 0 for one for each core."""
    shard: str = ""
    """`3/16` for the third of sixteen parts; "" for all rows."""
    zip: bool = False
    force: bool = False
    json: bool = False
    dask: str = ""
    """Address of a Dask scheduler; "" for workers on this machine."""
    language: str = ""
    jurisdiction: str = ""
    platform: str = ""
    date: str = ""
    formats: str = ""
    reading: str = ""
    """Language of a reading copy beside each document; "" for none."""
    templates: Path | None = None


def make_batch(world: World, options: BatchOptions) -> Exit:
    """Make the batch; return whether all rows could be made. Raises a `DocgenError` where none can be."""
    settings = read_settings(world, options.templates)
    words = settings.library.wording("program", settings.language)
    batch_wish = _batch_wish(world, settings, options)
    pattern = read_pattern(options.name, options.kinds, copies=bool(options.reading))
    share = _share(options.shard)
    if options.zip and wants_pdf(options.formats):
        raise UsageProblem([Problem(id="usage.pdf-in-archive")])

    def rows() -> Iterator[Row]:
        path, words_of = world.folder / options.source, partial(vocabulary_of, settings, world.today)
        return open_source(path, options.source, lambda: _standard_input(world), words_of)

    if pattern.has_key:
        if not _reads_twice(world, options.source):
            raise UsageProblem([Problem(id="usage.key-from-standard-input")])
        if problems := pattern.collisions(((row.number, row.key) for row in rows()), options.kinds):
            raise UsageProblem(problems)
    jobs = options.jobs or os.cpu_count() or 1
    teller, made = _Teller(world, words, options.json), list[Entry]()

    def told(entry: Entry, counts: Counts, problems: Sequence[Problem]) -> None:
        teller.tell(entry, counts, problems)
        if wants_pdf(options.formats) and entry.file.endswith(".docx") and entry.status != "left":
            made.append(entry)

    with stoppable(world, words, keeps=not options.zip), _target(world, options) as target:
        run = Run(
            batch_wish=batch_wish,
            pattern=pattern,
            target=target,
            workers=_workers(options, batch_wish, jobs),
            ahead=jobs,
            told=told,
            force=options.force,
            dated=bool(options.date),
        )
        counts = run_batch(run, (row for row in rows() if share is None or row.number % share[1] == share[0]))
        try:
            _write_pdfs(world, options, target, made, teller, counts)
        finally:
            teller.end(counts)
    if not options.json:
        path = options.output if options.zip else options.output / manifest_name(options.shard)
        world.stdout.write(f"{world.folder / path}\n")
    return Exit.SOME_FAILED if counts.failed else Exit.DONE


def _write_pdfs(
    world: World, options: BatchOptions, target: Target, made: Sequence[Entry], teller: _Teller, counts: Counts
) -> None:
    if made:
        from docgen.batch.pdfs import PdfRun, write_pdfs

        run = PdfRun(target, world.folder / options.output, world.programs(), teller.tell, options.force)
        write_pdfs(run, made, counts)


def _batch_wish(world: World, settings: Settings, options: BatchOptions) -> BatchWish:
    formats = [chosen_formats(settings, kind, options.formats) for kind in options.kinds]  # refused if one has not all
    source = world.folder / options.source
    return BatchWish(
        kinds=options.kinds,
        formats=rendered_formats(formats[0]) if options.formats else (),
        version=__version__,
        today=day_of(options.date) or world.today,
        folder=world.folder if options.source == "-" else source if source.is_dir() else source.parent,
        templates=settings.library.templates[0] if len(settings.library.templates) > 1 else None,
        language=options.language,
        jurisdiction=options.jurisdiction.upper() or settings.jurisdiction,
        platform=options.platform,
        interview=settings.language,
        readings=_readings(settings, options),
    )


def _readings(settings: Settings, options: BatchOptions) -> dict[str, str]:
    """Return the language of the reading copy of each kind. Raises `UsageProblem` if one kind has no such wording."""
    wanted = options.kinds if options.reading else ()
    return {kind: reading_language(settings.library, kind, options.reading) for kind in wanted}


def _share(shard: str) -> tuple[int, int] | None:
    """Return which rows a shard has, as rest and number of parts; None for all."""
    if not shard:
        return None
    found = re.fullmatch(r"([1-9]\d{0,4})/([1-9]\d{0,4})", shard)
    if not found or int(found[1]) > int(found[2]):
        raise UsageProblem([Problem(id="usage.shard")])
    return int(found[1]) % int(found[2]), int(found[2])


def _target(world: World, options: BatchOptions) -> AbstractContextManager[Target]:
    path = world.folder / options.output
    if options.zip:
        return archive_target(path, force=options.force)
    return folder_target(path, options.shard)


def _reads_twice(world: World, source: str) -> bool:
    """Return whether `source` says the same when it is read again: a pipe says nothing then."""
    path = world.folder / source
    return source != "-" and (path.is_file() or path.is_dir() or not path.exists())


def _standard_input(world: World) -> BinaryIO:
    buffer: BinaryIO = world.stdin.buffer
    return buffer


# Workers --------------------------------------------------------------------------------------------------------------


def _workers(
    options: BatchOptions, batch_wish: BatchWish, jobs: int
) -> Callable[[], AbstractContextManager[Executor]] | None:
    if options.dask:
        from docgen.batch.cluster import cluster

        return lambda: cluster(options.dask, batch_wish)
    if jobs == 1:
        return None
    return lambda: ProcessPoolExecutor(jobs, initializer=_live_with_the_parent)


def _live_with_the_parent() -> None:
    """Leave stopping to the parent, and end where it was killed: nobody would ever ask for anything again."""
    for name, handler in (("SIGINT", signal.SIG_IGN), ("SIGHUP", signal.SIG_IGN), ("SIGTERM", signal.SIG_DFL)):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), handler)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(Exit.FAILED)


# What is told ---------------------------------------------------------------------------------------------------------


class _Teller:
    """Tells of each outcome: a line of JSON for programs, problems and progress for people."""

    def __init__(self, world: World, words: Wording, as_json: bool) -> None:
        self._world, self._words, self._json = world, words, as_json
        self._begun = self._last = time.monotonic()
        self._shown = 0
        terminal = world.stderr.isatty() and world.environment.get("TERM", "dumb") != "dumb"
        self._draws = terminal and not as_json

    def tell(self, entry: Entry, counts: Counts, problems: Sequence[Problem]) -> None:
        """Tell of one document."""
        if self._json:
            self._world.stdout.write(as_line(entry))
        elif problems and self._shown < _SHOWN:
            self._wipe()
            write_text(self._world.stderr, self._whose(entry))
            report_problems(self._world.stderr, self._words, problems)
            self._shown += len(problems)
        now = time.monotonic()
        if self._draws and now - self._last > 0.2:
            self._last = now
            self._wipe()
            self._world.stderr.write(self._progress(counts, now - self._begun))
            self._world.stderr.flush()

    def _whose(self, entry: Entry) -> str:
        if not entry.reading:
            return self._words.say("batch.row", row=entry.row, kind=entry.kind)
        language = language_name(entry.reading, self._words.locale_id)
        return self._words.say("batch.row-copy", row=entry.row, kind=entry.kind, language=language)

    def _progress(self, counts: Counts, seconds: float) -> str:
        made = counts.written + counts.unchanged + counts.failed
        names = {"made": made, "failed": counts.failed, "rate": round(made / max(seconds, 0.001))}
        if not counts.done:
            return self._words.say("batch.progress", **names)
        left = seconds / counts.done - seconds
        return self._words.say("batch.progress-left", **names, minutes=int(left // 60), seconds=int(left % 60))

    def _wipe(self) -> None:
        if self._draws:
            self._world.stderr.write("\r\x1b[K")  # to the end of the line, however wide the terminal is

    def end(self, counts: Counts) -> None:
        """Tell how many there are."""
        self._wipe()
        names = {"written": counts.written, "unchanged": counts.unchanged, "failed": counts.failed}
        write_text(self._world.stderr, self._words.say("batch.done", **names))
        if counts.dated:
            day = self._words.day(date.fromisoformat(min(counts.dated)))
            told = self._words.say("batch.dated", number=len(counts.dated), day=day, today=self._world.today)
            write_text(self._world.stderr, told)
        for id, files in (("batch.left", counts.left), ("batch.beside", counts.beside)):
            if files:
                named = ", ".join([*files[:_NAMED], "…"] if len(files) > _NAMED else files)
                write_text(self._world.stderr, self._words.say(id, number=len(files), files=named))
