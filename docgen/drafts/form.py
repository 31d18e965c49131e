"""A draft as JSON: a format mark, exact amounts, and a plain refusal of what is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from pathlib import Path

from docgen.answers import read_json
from docgen.errors import AnswersUnreadable, DocgenError, Place, Problem
from docgen.frozen import frozen

__all__ = ["Draft", "as_json", "json_text", "read_draft"]

_MARK, _VERSION = "docgen-draft", 1


@frozen
class Draft:
    """The answers of an interview so far."""

    name: str
    kind: str
    """Kind of document."""
    language: str
    """Language of the interview."""
    folder: str = ""
    """Folder that the names of evidence files start from; "" for the one where docgen runs."""
    said: Mapping[str, object] = field(default_factory=dict)
    """What was said, as the interview keeps it: JSON values, amounts as `Decimal`; opaque here."""
    partial: Mapping[str, str] = field(default_factory=dict)
    """A long text not finished yet, `{"key": …, "text": …}`; empty for none."""
    started: date


def as_json(draft: Draft) -> bytes:
    """Return `draft` without its name as JSON. Raises `ValueError` for what JSON cannot hold."""
    told = {
        _MARK: _VERSION,
        "kind": draft.kind,
        "language": draft.language,
        "folder": draft.folder,
        "started": draft.started.isoformat(),
        "said": draft.said,
        "partial": draft.partial,
    }
    return f"{json_text(told)}\n".encode()


def json_text(value: object) -> str:
    """Return `value` as JSON with every amount as the number that it is, which the library has no way to write.

    Raises `ValueError` for what JSON cannot hold.
    """
    match value:
        case Mapping():
            return "{" + ", ".join(f"{_text(key)}: {json_text(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(json_text, value)) + "]"
        case Decimal() if value.is_finite():
            return str(value)
        case str():
            return _text(value)
        case None | bool() | int() | float():
            return json.dumps(value, allow_nan=False)
        case _:
            raise ValueError(type(value).__name__)


def _text(text: str) -> str:
    """Return `text` as JSON readable to people; typed bytes that are no text are escaped, so that none is lost."""
    return json.dumps(text, ensure_ascii=any("\ud800" <= sign <= "\udfff" for sign in text))


def read_draft(data: bytes, name: str, path: Path) -> Draft:
    """Return the draft that `data` holds; `path` is named in problems.

    Raises `AnswersUnreadable`: for a draft of another version of docgen, and for what is no draft.
    """
    try:
        values = read_json(data, str(path)).values
    except DocgenError:
        raise _unreadable("draft.broken", path) from None
    version = values.get(_MARK)
    if type(version) is int and version != _VERSION:
        raise _unreadable("draft.other-version", path)
    try:
        return _draft(values, name)
    except (KeyError, ValueError, TypeError):
        raise _unreadable("draft.broken", path) from None


def _draft(values: Mapping[str, object], name: str) -> Draft:
    """Return the draft in `values`. Raises `KeyError`, `TypeError` or `ValueError` where they are none."""
    said, partial = _record(values["said"]), _texts(values["partial"])
    if type(values[_MARK]) is not int or (partial and partial.keys() != {"key", "text"}):
        raise ValueError
    return Draft(
        name=name,
        kind=_word(values["kind"]),
        language=_word(values["language"]),
        folder=_word(values["folder"]),
        said=said,
        partial=partial,
        started=date.fromisoformat(_word(values["started"])),
    )


def _record(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _texts(value: object) -> dict[str, str]:
    return {key: _word(each) for key, each in _record(value).items()}


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _unreadable(id: str, path: Path) -> AnswersUnreadable:
    return AnswersUnreadable([Problem(id=id, place=Place(source=str(path)))])
