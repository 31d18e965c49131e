"""Problems, notices and next steps in words, for a person or for a program."""

from __future__ import annotations

import contextlib
import json
import os
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TextIO

from docgen.errors import Place, Problem
from docgen.localization import Wording
from docgen.plan import DocumentPlan

__all__ = [
    "json_text",
    "place_in_words",
    "plain_text",
    "print_lines",
    "report_next_steps",
    "report_notices",
    "report_problems",
    "sentence",
    "write_text",
]


def sentence(wording: Wording, problem: Problem) -> str:
    """Return what is wrong and, where the problem knows it, what to do."""
    names = {"path": problem.place.path, "part": problem.place.part, **_said(wording, problem.names)}
    told = wording.say(problem.id, **names)
    if not problem.hint or not wording.has(problem.hint):
        return told
    return f"{told} {wording.say(problem.hint, **names)}"


def _said(wording: Wording, names: Mapping[str, str]) -> dict[str, str]:
    """Return `names` with message ids among them (`wanted.date`, `found.text`) and readers turned into words."""
    said = wording.with_told(names)
    for key in ("wanted", "found"):
        if said.get(key, "").startswith(f"{key}."):
            others = {name: text for name, text in said.items() if name != key}
            said[key] = wording.say(said[key], **others)
    if "audience" in said:
        said["audience"] = wording.say(f"reader.{said['audience']}")
    return said


def place_in_words(wording: Wording, place: Place) -> str:
    """Return the place as compilers write it (file:line:column, file:cell), or, in a Word file, as a person finds it:
    file, header, table, row and cell, paragraph.
    """
    parts = [each for each in (place.source, place.cell) if each]
    if place.line:
        parts += [str(place.line), str(place.column or 1)]
    steps = [":".join(parts)] if parts else []
    if place.part:
        from docgen.word import text_part

        if (part := text_part(place.part)) not in ("", "document"):
            note = place.note and _NOTES.get(part)
            steps.append(wording.say(note, number=place.note) if note else wording.say(f"place.{part}"))
    steps += [wording.say("place.text-box")] if place.boxed else []
    steps += [wording.say("place.cell", table=table, row=row, cell=cell) for table, row, cell in place.table]
    if place.paragraph:
        steps.append(wording.say("place.paragraph", number=place.paragraph))
    return ", ".join(steps)


_NOTES = {"footnotes": "place.footnote", "endnotes": "place.endnote"}


def report_problems(stream: TextIO, wording: Wording, problems: Iterable[Problem], *, as_json: bool = False) -> None:
    """Write every problem, one a line, to `stream`; with `as_json` as JSON Lines."""
    for problem in problems:
        if as_json:
            stream.write(_json(wording, problem) + "\n")
        else:
            write_text(stream, _line(wording, problem))


def _line(wording: Wording, problem: Problem) -> str:
    place = problem.place
    head = "  ".join(part for part in (place_in_words(wording, place), place.path) if part)
    near = f" « {place.near} »" if place.near else ""
    told = sentence(wording, problem)
    told = wording.say("report.note", text=told) if problem.warning else told
    return f"{head}{near}: {told}" if head or near else told


def _json(wording: Wording, problem: Problem) -> str:
    place = problem.place
    told = {
        "id": problem.id,
        "file": place.source,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "part": place.part,
        "table": [{"table": table, "row": row, "cell": cell} for table, row, cell in place.table],
        "text_box": place.boxed or None,
        "note": place.note or None,
        "paragraph": place.paragraph,
        "cell": place.cell,
        "near": place.near,
        "message": sentence(wording, problem),
        "level": "warning" if problem.warning else "error",
    }
    return json_text({key: value for key, value in told.items() if value not in ("", None, [])})


def report_notices(stream: TextIO, wording: Wording, plan: DocumentPlan) -> None:
    """Write what the person should know before the document of `plan` is used, what a draft lacks first."""
    lines = [wording.say("report.gap", path=gap) for gap in plan.gaps]
    for notice in plan.notices:
        cite = f" ({notice.cite})" if notice.cite and notice.cite not in notice.text else ""
        lines.append(wording.say(f"report.{notice.level}", text=notice.text) + cite)
    if lines:
        write_text(stream, "\n".join(lines))


def print_lines(stream: TextIO, lines: Iterable[str]) -> None:
    """Write results, one a line, as programs read them: unbroken; what could steer a terminal becomes visible."""
    stream.writelines(plain_text(line) + "\n" for line in lines)


def report_next_steps(stream: TextIO, wording: Wording, plan: DocumentPlan) -> None:
    """Write what the person does with the finished document."""
    steps = (f"{number}. {step}" for number, step in enumerate(plan.next_steps, 1))
    write_text(stream, "\n".join([wording.say("report.next-steps"), *steps]))


def write_text(stream: TextIO, text: str) -> None:
    """Write `text` as lines of its own, on a terminal broken between words; what could steer it becomes visible."""
    width = _width(stream)
    stream.writelines(
        (_broken(line, width) if 0 < width <= len(line) else line) + "\n" for line in plain_text(text).split("\n")
    )


def _width(stream: TextIO) -> int:
    """Return how many columns the terminal has that `stream` writes to; 0 for none and for one that does not tell."""
    with contextlib.suppress(OSError):
        return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    return 0


def _broken(line: str, width: int) -> str:
    """Return `line` broken between words; a link that is longer than a line stays whole, so that it can be copied."""
    import textwrap

    inside = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(
        line, max(width - 1, 20), subsequent_indent=inside, break_long_words=False, break_on_hyphens=False
    )


def plain_text(text: str) -> str:
    """Return `text` without characters that could steer a terminal: control characters become visible."""
    return "".join(repr(sign)[1:-1] if _steers(sign) else sign for sign in text)


def json_text(value: object, indent: int | None = None) -> str:
    """Return `value` as JSON, amounts as numbers; what could steer a terminal is escaped as JSON does (RFC 8259, 7)."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_as_number)
    return "".join(_escaped(sign) if _steers(sign) else sign for sign in text)


def _escaped(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _steers(sign: str) -> bool:
    return sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _as_number(value: object) -> float | str:
    """Return what `json.dumps` writes for an amount."""
    return float(value) if isinstance(value, Decimal) else str(value)
