"""The PDFs of a batch: one beside each Word file, made where it is missing, damaged or of an earlier Word file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from docgen.batch.manifest import Entry
from docgen.batch.runs import Counts, entry_of_failure
from docgen.batch.targets import Target
from docgen.errors import OutputProblem, Problem
from docgen.pdf import Programs, need_office, pdf_of

__all__ = ["PdfRun", "write_pdfs"]

_AT_ONCE = 100
"""Documents for one start of LibreOffice: what it has made is kept where a later one fails."""


class PdfRun(NamedTuple):
    """What PDFs need beside their Word files."""

    target: Target
    folder: Path
    programs: Programs
    told: Callable[[Entry, Counts, Sequence[Problem]], None]
    """Is told of each outcome."""
    force: bool = False
    """Whether to make every PDF anew."""


def write_pdfs(run: PdfRun, documents: Sequence[Entry], counts: Counts) -> None:
    """Write the PDF of each of the Word files `documents`, each with a line in the manifest, and count them.

    A PDF that an earlier run made of the very same Word file stays. One that cannot be made, or would be written over a
    file that no earlier run wrote, is a failure of its own and hurts no other. Raises `OutputProblem` where one is to
    be made and LibreOffice is missing, or the manifest cannot be written.
    """
    stale = []
    for entry in documents:
        kept = None if run.force else run.target.kept(_name(entry), entry.sha256)
        if kept is None:
            stale.append(entry)
        else:
            counts.unchanged += 1
            _tell(run, kept._replace(status="unchanged"), counts)
    if stale:
        need_office(run.programs, run.folder / _name(stale[0]))
    for start in range(0, len(stale), _AT_ONCE):
        for entry, made in _made(run, stale[start : start + _AT_ONCE]):
            _finish(run, entry, made, counts)


def _name(document: Entry) -> str:
    return Path(document.file).with_suffix(".pdf").name


def _made(run: PdfRun, documents: Sequence[Entry]) -> Iterator[tuple[Entry, bytes | OutputProblem]]:
    """Yield each of the `documents` with its PDF, or with what hindered it.

    Where LibreOffice fails with several, each half is tried alone, until it is known with which it does. Where it takes
    too long, nobody waits for it again.
    """
    path = run.folder / _name(documents[0])
    try:
        data = pdf_of([(run.folder / each.file).read_bytes() for each in documents], run.programs, path)
    except OutputProblem as error:
        if len(documents) > 1 and error.problems[0].id == "pdf.failed":
            half = len(documents) // 2
            yield from _made(run, documents[:half])
            yield from _made(run, documents[half:])
        else:
            yield from ((each, error) for each in documents)
        return
    yield from zip(documents, data, strict=True)


def _finish(run: PdfRun, document: Entry, made: bytes | OutputProblem, counts: Counts) -> None:
    if isinstance(made, bytes):
        digest = hashlib.sha256(made).hexdigest()
        entry = document._replace(
            file=_name(document), sha256=digest, status="written", problems=(), made_of=document.sha256
        )
        try:
            run.target.put_noted(entry, made, force=run.force)
        except OutputProblem as error:
            made = error
        else:
            counts.written += 1
            run.told(entry, counts, ())
            return
    counts.failed += 1
    _tell(run, entry_of_failure(document, made.problems), counts, made.problems)


def _tell(run: PdfRun, entry: Entry, counts: Counts, problems: Sequence[Problem] = ()) -> None:
    run.target.note(entry)
    run.told(entry, counts, problems)
