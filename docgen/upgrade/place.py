"""Where a clinic's folder can be: not within the folder of one kind, and not within docgen's own templates."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import Place, Problem, UsageProblem
from docgen.folders import describes_a_kind, is_of_one_kind, templates_folder

__all__ = ["refuse_place"]


def refuse_place(folder: Path) -> None:
    """Raise `UsageProblem`, with the folder to name in its place, where `folder` can be no clinic's folder.

    A file can be none. Within the folder of one kind nothing that is put there would ever be used, and within docgen's
    own templates the next docgen would take it away. `folder` need not exist; links are followed.
    """
    place = Place(source=str(folder))
    if folder.exists() and not folder.is_dir():
        raise UsageProblem([Problem(id="usage.not-a-folder", place=place)])
    whole = folder.resolve()
    if whole.is_relative_to(templates_folder().resolve()):
        raise UsageProblem([Problem(id="usage.folder-of-docgen", place=place)])
    for each in (whole, *whole.parents):
        if is_of_one_kind(each) and (each == whole or _is_surely_a_kind(each)):
            raise UsageProblem(
                [Problem(id="usage.folder-of-one-kind", place=place, names={"folder": str(each.parent)})]
            )


def _is_surely_a_kind(folder: Path) -> bool:
    """Return whether a folder further up holds a kind, and not somebody's papers that happen to be called like it."""
    return any(describes_a_kind(each) for each in (folder, templates_folder() / folder.name))
