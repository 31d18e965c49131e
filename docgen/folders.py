"""Where docgen's own templates and catalogs lie, what the folder of one kind looks like and how it may be called."""

from __future__ import annotations

import os
import re
import stat
from functools import cache
from pathlib import Path

from docgen.errors import Place, Problem, TemplateProblem

__all__ = [
    "KIND_NAME",
    "describes_a_kind",
    "is_device",
    "is_kind_name",
    "is_of_one_kind",
    "locales_folder",
    "shared_folders",
    "stands",
    "templates_folder",
]

KIND_NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""Pattern of the name of a kind, which is that of its folder, and of a clause."""
_LONGEST = 40
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")


def _top() -> Path:
    installed = Path(__file__).parent / "_built"
    return installed if (installed / "templates").is_dir() else Path(__file__).parent.parent


def templates_folder() -> Path:
    """Return the folder of docgen's own templates, clauses, questions and law files."""
    return _top() / "templates"


def locales_folder() -> Path:
    """Return the folder of docgen's own catalogs."""
    return _top() / "locales"


def is_device(name: str) -> bool:
    """Return whether Windows keeps the file name `name` for a device (learn.microsoft.com, Naming Files, Paths, and
    Namespaces), whatever its ending.
    """
    return bool(_DEVICE.fullmatch(name))


@cache
def shared_folders() -> frozenset[str]:
    """Return the names of folders that stand beside those of the kinds: clauses, law files, catalogs."""
    beside = (path for path in templates_folder().iterdir() if path.is_dir() and not describes_a_kind(path))
    return frozenset({*(path.name for path in beside), locales_folder().name})


def is_kind_name(name: str) -> bool:
    """Return whether a kind may be called `name`, on every system; `shared_folders` are no kinds."""
    fits = len(name) <= _LONGEST and re.fullmatch(KIND_NAME, name)
    return bool(fits) and not is_device(name) and name not in shared_folders()


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
