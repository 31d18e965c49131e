"""PDF files beside Word files: which Word file each is made of, and writing them all with one start of LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docgen.cli.world import World
from docgen.files import write_file

__all__ = ["refuse_without_office", "rendered_formats", "renew_pdfs", "wants_pdf", "write_pdfs"]

_AT_ONCE = 100
"""Documents for one start of LibreOffice in a batch: what it has made is kept where a later one fails."""


def wants_pdf(formats: str) -> bool:
    """Return whether `formats`, as the command line gives them, name PDF."""
    return "pdf" in (each.strip() for each in formats.split(","))


def rendered_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """Return the formats that templates are filled for: a PDF is made of the Word file."""
    return tuple(dict.fromkeys("docx" if each == "pdf" else each for each in formats))


def refuse_without_office(world: World, paths: Mapping[str, Path]) -> None:
    """Raise `OutputProblem`, before anything is asked, where a PDF is all that is wanted and cannot be made."""
    from docgen.pdf import need_office

    if set(paths) == {"pdf"}:
        need_office(world.programs(), paths["pdf"])


def write_pdfs(world: World, documents: Mapping[Path, bytes], *, force: bool) -> None:
    """Write each of the Word files `documents`, by the path of its PDF, and print the paths.

    Raises `OutputProblem` where LibreOffice is missing or fails; then no PDF is written.
    """
    if not documents:
        return
    from docgen.pdf import pdf_of

    made = pdf_of(list(documents.values()), world.programs(), next(iter(documents)))
    for path, data in zip(documents, made, strict=True):
        write_file(path, data, force=force)
        world.stdout.write(f"{path}\n")


def renew_pdfs(world: World, folder: Path, made: Mapping[str, bool]) -> None:
    """Write beside each Word file of `made` in `folder` its PDF, where the Word file is new or the PDF is missing.

    `made` says of each name whether the file was written now. Raises `OutputProblem` as `write_pdfs` does.
    """
    from docgen.pdf import pdf_of

    stale = [name for name, anew in made.items() if anew or not (folder / name).with_suffix(".pdf").is_file()]
    for start in range(0, len(stale), _AT_ONCE):
        names = stale[start : start + _AT_ONCE]
        paths = [(folder / name).with_suffix(".pdf") for name in names]
        data = pdf_of([(folder / name).read_bytes() for name in names], world.programs(), paths[0])
        for path, pdf in zip(paths, data, strict=True):
            write_file(path, pdf, force=True, durable=False)
