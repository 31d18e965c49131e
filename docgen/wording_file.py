"""Texts as they lie in a folder: written by hand, perhaps saved with another program than ours."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import Place, Problem, TemplateProblem

__all__ = ["decoded", "read_wording"]


def read_wording(path: Path) -> str:
    """Return the text of the wording at `path`, with plain line ends.

    Raises `TemplateProblem` as `decoded` does.
    """
    return "\n".join(decoded(path.read_bytes(), str(path)).replace("\r\n", "\n").split("\r"))


def decoded(data: bytes, source: str) -> str:
    """Return the text that `data` is, without the mark that editors on Windows put first; `source` is for messages.

    Raises `TemplateProblem`, with the line and the column, for what is not UTF-8: an older Windows editor saves accents
    in another way.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]  # without the mark
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        place = Place(source=source, line=before.count(b"\n") + 1, column=column)
        raise TemplateProblem([Problem(id="template.wrong-encoding", place=place)]) from None
