"""Where docgen's own templates and catalogs lie: in the installed package, or in the source tree."""

from __future__ import annotations

from pathlib import Path

__all__ = ["locales_folder", "templates_folder"]


def _top() -> Path:
    installed = Path(__file__).parent / "_built"
    return installed if (installed / "templates").is_dir() else Path(__file__).parent.parent


def templates_folder() -> Path:
    """Return the folder of docgen's own templates, clauses, questions and law files."""
    return _top() / "templates"


def locales_folder() -> Path:
    """Return the folder of docgen's own catalogs."""
    return _top() / "locales"
