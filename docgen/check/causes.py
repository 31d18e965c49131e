"""One cause said once: what of the problems of a template follows from another of them is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from docgen.errors import Problem
from docgen.records import nearest

__all__ = ["loops_unread", "one_cause_each", "paragraph_of"]

_SAID_BETTER = frozenset(
    (
        "template.unclosed-tag",
        "template.unopened-tag",
        "template.unknown-tag",
        "template.unclosed-block",
        "template.unopened-block",
        "template.crossed-block",
        "template.syntax",
        "template.tag-outside-table",
        "template.text-beside-block-tag",
        "template.broken-xml",
        "template.unknown-name",
    )
)
"""Problems of compiling that another check may explain better."""
_WORD = re.compile(r"\{%+[-+]?\s*(?:p\s|tr\s|tc\s|r\s)?\s*(\w+)(?:\s+(\w+))?", re.IGNORECASE)
_ENDS = {"endif": "if", "endfor": "for", "endmacro": "macro", "endwith": "with"}
_KEYWORDS = (*_ENDS, *_ENDS.values(), "elif", "else", "set")
_HALVES = ("template.unknown-tag", "template.unclosed-tag", "template.space-before-prefix")
"""What hides the beginning or the end of a passage; of a tag with `template.syntax` the first word is known."""
_UNREAD = ("template.syntax", *_HALVES)
_CUTOFF_LENGTH = 2
"""How much longer than a keyword a word may be that stands for it."""

Paragraph = tuple[str, int]


def paragraph_of(problem: Problem) -> Paragraph:
    """Return the part and the number of the paragraph of `problem`; "" and 0 where it has none."""
    return problem.place.part or problem.names.get("part", ""), problem.place.paragraph or 0


def one_cause_each(
    compiled: Sequence[Problem], structure: Sequence[Problem], exact_ids: frozenset[str]
) -> list[Problem]:
    """Return the problems of compiling and those of the structure without what one of them says better or follows.

    `exact_ids` are the messages of the structure that are better than any other of the same paragraph.
    """
    exact = {paragraph_of(problem) for problem in structure if problem.id in exact_ids}
    exact |= {(paragraph_of(each)[0], int(each.names["end"])) for each in structure if "end" in each.names}
    kept = [each for each in compiled if each.id not in _SAID_BETTER or paragraph_of(each) not in exact]
    told = {paragraph_of(problem) for problem in kept}
    found = kept + [each for each in structure if each.id in exact_ids or paragraph_of(each) not in told]
    found = sorted(found, key=paragraph_of)
    return _without_pairs(_without_halves(found))


def _without_halves(found: list[Problem]) -> list[Problem]:
    """Return `found` without the second half of a tag that was torn apart, and of one with too many braces."""
    ids: dict[Paragraph, set[str]] = {}
    for problem in found:
        ids.setdefault(paragraph_of(problem), set()).add(problem.id)
    made: list[Problem] = []
    for problem in found:
        part, number = paragraph_of(problem)
        if problem.id == "template.syntax" and any(_same_tag(problem, each) for each in found):
            continue
        if problem.id == "template.unopened-tag":
            if {"template.syntax", "template.unclosed-tag"} & ids[part, number]:
                continue
            begun = next((each for each in made if _begins(each, (part, number - 1))), None)
            if begun is not None:
                names = {**begun.names, "end": str(number)}
                torn = replace(begun, id="template.tag-over-paragraphs", names=names)
                made = [torn if each is begun else each for each in made]
                continue
        made.append(problem)
    return made


def _same_tag(problem: Problem, other: Problem) -> bool:
    """Return whether `other` says of the same tag that its first word is not known."""
    tags = problem.names.get("tag"), other.names.get("tag")
    same = other.id == "template.unknown-tag" and paragraph_of(problem) == paragraph_of(other)
    return same and tags[0] == tags[1]


def _begins(problem: Problem, at: Paragraph) -> bool:
    """Return whether `problem` is a tag in the paragraph `at` of which not even half an end is there."""
    opened = problem.place.near.rpartition("{")[2]
    return problem.id == "template.unclosed-tag" and paragraph_of(problem) == at and "}" not in opened


def _without_pairs(found: list[Problem]) -> list[Problem]:
    """Return `found` without the beginnings and ends whose other half is there, but cannot be read; a beginning whose
    end is one of another kind becomes one problem with it.
    """
    made: list[Problem] = []
    begun: list[tuple[int, Problem]] = []
    ghosts: list[str] = []
    for problem in found:
        if problem.id in _HALVES or problem.names.get("tag", "").startswith("{{%"):
            meant = _meant(problem)
            if meant in _ENDS and (other := _last(begun, _ENDS[meant], problem)):
                made = [each for each in made if each is not other]
                begun = [each for each in begun if each[1] is not other]
            elif meant in _ENDS.values():
                ghosts.append(meant)
        elif problem.id == "template.unclosed-block":
            begun.append((len(made), problem))
        elif problem.id == "template.unopened-block":
            closes = _ENDS.get(_first_word(problem.names.get("tag", "")), "")
            if closes in ghosts or (not closes and ghosts):
                ghosts = ghosts if not closes else [each for each in ghosts if each != closes]
                continue
            if closes and (other := _last(begun, "", problem)):
                made = [each for each in made if each is not other]
                begun = [each for each in begun if each[1] is not other]
                problem = _wrong_end(other, problem)  # noqa: PLW2901
        made.append(problem)
    return made


def _last(begun: Sequence[tuple[int, Problem]], word: str, end: Problem) -> Problem | None:
    """Return the last of the beginnings in the part of `end`, of those with `word` where there is one."""
    part = paragraph_of(end)[0]
    for _, problem in reversed(begun):
        if paragraph_of(problem)[0] == part and word in ("", _first_word(problem.names.get("tag", ""))):
            return problem
    return None


def _wrong_end(begun: Problem, end: Problem) -> Problem:
    opened, closed = begun.names.get("tag", ""), end.names.get("tag", "")
    needed = next((word for word, begins in _ENDS.items() if begins == _first_word(opened)), "endif")
    names = {"opened": opened, "closed": closed, "tag": closed, "needed": needed}
    place = replace(end.place, part=paragraph_of(end)[0])
    return replace(end, id="template.wrong-end", place=place, names=names)


def _meant(problem: Problem) -> str:
    """Return the keyword that a tag which cannot be read was probably meant to begin with; "" for none."""
    found = _WORD.search(problem.names.get("tag") or problem.place.near)
    if found is None:
        return ""
    first, second = found[1].lower(), (found[2] or "").lower()
    for word in (first + second, first):
        if word in _KEYWORDS:
            return word
    near = nearest(first, list(_KEYWORDS))
    return near if near and abs(len(near) - len(first)) <= _CUTOFF_LENGTH else ""


def _first_word(tag: str) -> str:
    found = _WORD.search(tag)
    return found[1].lower() if found else ""


def loops_unread(problems: Iterable[Problem]) -> Mapping[str, frozenset[str]]:
    """Return, by part, the names that loops give which cannot be read: what they stand for is not known."""
    made: dict[str, frozenset[str]] = {}
    for problem in problems:
        if problem.id in _UNREAD and _meant(problem) == "for":
            found = _WORD.search(problem.names.get("tag") or problem.place.near)
            part = paragraph_of(problem)[0]
            made[part] = made.get(part, frozenset()) | {found[2] or "" if found else ""}
    return made
