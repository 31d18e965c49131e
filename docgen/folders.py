"""Where docgen's own templates and catalogs lie, and what the folder of one kind looks like."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from docgen.errors import Place, Problem, TemplateProblem

__all__ = ["describes_a_kind", "is_of_one_kind", "locales_folder", "stands", "templates_folder"]


def _top() -> Path:
    installed = Path(__file__).parent / "_built"
    return installed if (installed / "templates").is_dir() else Path(__file__).parent.parent


def templates_folder() -> Path:
    """Return the folder of docgen's own templates, clauses, questions and law files."""
    return _top() / "templates"


def locales_folder() -> Path:
    """Return the folder of docgen's own catalogs."""
    return _top() / "locales"


def describes_a_kind(folder: Path) -> bool:
    """Return whether `folder` holds the description of a kind of document."""
    return Path(f"{folder}/template.toml").is_file()


def is_of_one_kind(folder: Path) -> bool:
    """Return whether `folder` holds the templates of one kind (`KIND/KIND.en.docx`) rather than a folder for each."""
    if describes_a_kind(folder):
        return True
    begin = f"{folder.resolve().name}."
    templates = (path.name for ending in ("docx", "md", "txt") for path in folder.glob(f"*.*.{ending}"))
    return any(name.startswith(begin) for name in templates)


def stands(path: Path) -> bool:
    """Return whether there is a file `path`; False where nothing has the name.

    Raises `TemplateProblem` where something else has it: a folder, a link that leads nowhere, a pipe, a file that is
    closed to the person. Passed over in silence, docgen's own would stand in for what the clinic wrote.
    """
    try:
        found = stat.S_ISREG(path.stat().st_mode) and os.access(path, os.R_OK)
    except (FileNotFoundError, NotADirectoryError):
        if not path.is_symlink():
            return False
        found = False
    except OSError:
        found = False
    if not found:
        raise TemplateProblem([Problem(id="input.no-file", place=Place(source=str(path)))])
    return True
