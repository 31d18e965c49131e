"""TOML files, and their prepared form: the same values as JSON, which is read ten times as fast.

docgen's own files are prepared when docgen is installed (`__compiled__/x.toml.json`). A prepared form is used only
where it was made of this very file, and only for docgen's own folder.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from zlib import crc32

from docgen.errors import Place, Problem, TemplateProblem
from docgen.folders import stands, templates_folder
from docgen.wording_file import decoded

__all__ = ["TOML_LIMIT", "read_toml", "toml_values", "write_prepared_toml"]

TOML_LIMIT = 512 * 2**10
"""Bytes of a file that people write by hand; docgen's largest law file has eighty thousand."""


def read_toml(path: Path) -> object:
    """Return the values of the TOML file at `path`; a date may come as a text.

    The mark that editors on Windows put before the first sign of a file is passed over. Raises `TemplateProblem` as
    `toml_values` does, for what is no file that can be read, and for one that nobody wrote by hand.
    """
    if not stands(path):
        raise TemplateProblem([Problem(id="input.no-file", place=Place(source=str(path)))])
    with path.open("rb") as file:
        data = file.read(TOML_LIMIT + 1)
    if len(data) > TOML_LIMIT:
        names = {"limit": str(TOML_LIMIT // 2**10)}
        raise TemplateProblem([Problem(id="input.over-size", place=Place(source=str(path)), names=names)])
    prepared = _prepared_file(path)
    if path.is_relative_to(templates_folder()) and prepared.is_file():
        made_of, values = json.loads(prepared.read_bytes())
        if made_of == _digest(data):
            return values
    return toml_values(data, str(path))


_REASONS = (
    ("Expected '=' after a key|Invalid initial character for a key", "toml.name"),
    ("Expected newline or end of document", "toml.behind-value"),
    ("Cannot (overwrite|declare|redefine|mutate)|Duplicate inline table key", "toml.twice"),
    (r"Unclosed (array|inline table)|Expected '\]", "toml.bracket"),
    ('Illegal character|Found invalid character|Unterminated string|Expected "', "toml.open-text"),
    ("Unescaped|Invalid hex value|Escaped character", "toml.backslash"),
    ("Invalid value|Invalid date", "toml.value"),
)
"""What the parser of the standard library says, in English, and the sentence that says it; `toml.syntax` quotes it."""


def toml_values(data: bytes, source: str) -> object:
    """Return the values of the TOML text `data`. Raises `TemplateProblem`, with `source`, the line and the column, for
    what is no UTF-8 text or no TOML.
    """
    import tomllib

    text = decoded(data, source)
    try:
        return tomllib.loads(text)
    except RecursionError:  # the standard library reads brackets by recursion
        raise TemplateProblem([Problem(id="toml.too-deep", place=Place(source=source))]) from None
    except ValueError as error:  # TOMLDecodeError, and numbers that no computer holds
        raise TemplateProblem([_syntax_problem(str(error), text, source)]) from None


def _syntax_problem(told: str, text: str, source: str) -> Problem:
    reason, _, at = told.partition(" (at ")
    line, column = len(text.rstrip().splitlines()) or 1, 1
    if found := re.match(r"line (\d+), column (\d+)", at):
        line, column = int(found[1]), int(found[2])
    id = next((id for pattern, id in _REASONS if re.match(pattern, reason)), "toml.syntax")
    names = {"reason": reason} if id == "toml.syntax" else {}
    return Problem(id=id, place=Place(source=source, line=line, column=column), names=names)


def write_prepared_toml(path: Path) -> None:
    """Write the prepared form of docgen's own file at `path`; done when docgen is installed."""
    data = path.read_bytes()
    file = _prepared_file(path)
    file.parent.mkdir(exist_ok=True)
    text = json.dumps([_digest(data), toml_values(data, str(path))], ensure_ascii=False, default=date.isoformat)
    file.write_text(text, encoding="utf-8")


def _prepared_file(path: Path) -> Path:
    return path.parent / "__compiled__" / f"{path.name}.json"


def _digest(data: bytes) -> list[int]:
    """Return what tells an edited file from the one that was prepared; it guards against age, not against attack."""
    return [len(data), crc32(data)]
