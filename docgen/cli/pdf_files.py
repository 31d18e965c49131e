"""PDF files beside Word files: which Word file each is made of, and writing them all with one start of LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docgen.cli.world import World
from docgen.files import write_file

__all__ = ["refuse_without_office", "rendered_formats", "wants_pdf", "write_pdfs"]


def wants_pdf(formats: str) -> bool:
    """Return whether `formats`, as the command line gives them, name PDF."""
    return "pdf" in (each.strip() for each in formats.split(","))


def rendered_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """Return the formats that templates are filled for: a PDF is made of the Word file."""
    return tuple(dict.fromkeys("docx" if each == "pdf" else each for each in formats))


def refuse_without_office(world: World, paths: Mapping[str, Path]) -> None:
    """Raise `OutputProblem`, before anything is asked, where a PDF is all that is wanted and cannot be made."""
    if set(paths) == {"pdf"}:
        from docgen.pdf import need_office

        need_office(world.programs(), paths["pdf"])


def write_pdfs(world: World, documents: Mapping[Path, bytes], *, force: bool) -> None:
    """Write each of the Word files `documents`, by the path of its PDF, and print the paths.

    Raises `OutputProblem` where LibreOffice is missing or fails; then no PDF is written.
    """
    if not documents:
        return
    from docgen.pdf import pdf_of, remove_leftovers

    remove_leftovers(next(iter(documents)).parent)
    made = pdf_of(list(documents.values()), world.programs(), next(iter(documents)))
    for path, data in zip(documents, made, strict=True):
        write_file(path, data, force=force)
        world.stdout.write(f"{path}\n")
