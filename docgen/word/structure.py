"""What docxtpl-lint says of the tags of a Word template; `mend` takes its fixes.

It reads the file by itself, without filling it, and finds what `compile_template` cannot tell apart: a tag over two
paragraphs, a loop that begins in a row and ends outside of it, a loop's name used after the loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docgen.errors import Place, Problem
from docgen.word.environment import environment
from docgen.word.package import MAIN_PART

if TYPE_CHECKING:
    from docxtpl_lint.core import Issue, Location

__all__ = ["MORE_EXACT", "part_of", "structure_problems"]

_RULES = {
    "DTL001": "template.unclosed-tag",
    "DTL002": "template.tag-over-paragraphs",
    "DTL003": "template.tracked-change",
    "DTL101": "template.unclosed-block",
    "DTL102": "template.unopened-block",
    "DTL103": "template.syntax",
    "DTL106": "template.loop-is-over",
    "DTL201": "template.sign-in-block-tag",
    "DTL202": "template.space-before-prefix",
    "DTL203": "template.tag-outside-table",
    "DTL204": "template.other-prefix",
    "DTL205": "template.block-over-tables",
    "DTL206": "template.block-in-one-row",
    "DTL207": "template.block-over-rows",
    "DTL208": "template.tag-outside-table",
    "DTL209": "template.text-beside-block-tag",
    "DTL210": "template.block-in-one-paragraph",
}
"""Message id of each of its rules. Filters and tests (104, 105) are left to `compile_template`, which knows docgen's
own, data (3xx) to the facts, and its comments that silence it (005) are not for lawyers."""

MORE_EXACT = frozenset(
    _RULES[rule] for rule in ("DTL002", "DTL106", "DTL201", "DTL202", "DTL204", "DTL205", "DTL206", "DTL207", "DTL210")
)
"""Messages that explain what `compile_template` reports in other words at the same paragraph."""


def structure_problems(data: bytes, source: str) -> list[Problem]:
    """Return what is wrong with the tags of the Word template `data`, which `read_package` has accepted."""
    from docxtpl_lint import lint

    made = environment()
    found = lint(data, filters=[*made.filters], tests=[*made.tests], autoescape=True, ignore=["DTL3", "DTL4"])
    return [_problem(issue, source) for issue in found.issues if issue.rule in _RULES]


def part_of(location: Location) -> str:
    """Return the member of the Word file that a location of docxtpl-lint lies in."""
    return MAIN_PART if location.part == "body" else f"word/{location.part}.xml"


def _problem(issue: Issue, source: str) -> Problem:
    at = issue.location
    names = {"tag": issue.snippet, "reason": str(issue.params.get("msg", ""))}
    names |= dict(_tags(issue.params))
    if issue.rule == "DTL001":
        names["closing"] = "%}" if issue.snippet.rfind("{%") > issue.snippet.rfind("{{") else "}}"
    place = Place(source=source, part=part_of(at), paragraph=at.paragraph or None, near=issue.snippet[:80])
    return Problem(id=_RULES[issue.rule], place=place, names=names)


def _tags(params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a sentence names of an issue: the tags that open and close a block, and the paragraph of an end."""
    for name, key in (("opened", "open_raw"), ("closed", "close_raw"), ("prefix", "prefix"), ("end", "end_para")):
        if key in params:
            yield name, str(params[key])
