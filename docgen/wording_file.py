"""Wordings as they lie in a folder: text that somebody may have saved with another program than ours."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import Place, Problem, TemplateProblem

__all__ = ["decoded", "read_wording"]


def read_wording(path: Path) -> str:
    """Return the text of the wording at `path`, without the mark that editors on Windows put first.

    Raises `TemplateProblem` for what is not UTF-8: an older Windows editor saves accents in another way.
    """
    return decoded(path.read_bytes(), str(path))


def decoded(data: bytes, file: str) -> str:
    """Return the text of the wording `data`, as `read_wording` does; `file` names it in problems."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise TemplateProblem([Problem(id="template.wrong-encoding", place=Place(source=file))]) from None
