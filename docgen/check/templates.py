"""One Word template against the model, the law and its reader: every problem at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from docgen.check.causes import loops_unread, one_cause_each, paragraph_of
from docgen.check.meant import bare_facts, with_hint
from docgen.check.names import name_problems, printable_names
from docgen.errors import Place, Problem, TemplateProblem
from docgen.library import Library
from docgen.localization import Wording
from docgen.manifest import Manifest
from docgen.word import (
    MAIN_PART,
    MORE_EXACT,
    TAG,
    Loose,
    Spot,
    TagUse,
    access_problems,
    compile_template,
    loose_tags,
    read_package,
    spots_in,
    strange_styles,
    structure_problems,
    style_names,
    tags_in_text,
    uses_of,
)
from docgen.wording_file import decoded

__all__ = ["check_template"]

_AROUND = 30
"""Signs before the tag that are shown with it."""
_NEAR = 80


def check_template(path: Path, manifest: Manifest, library: Library, wording: Wording) -> list[Problem]:
    """Return every problem of the template at `path` of the kind that `manifest` describes, in reading order.

    `wording` has the program's sentences for the person who reads the report. What is no Word file, or a dangerous
    one, is its only problem. A plain-text template (`.txt`) is looked at for its tags alone. Raises `TemplateProblem`
    for broken questions of the clinic's own.
    """
    data = path.read_bytes()
    if path.suffix == ".txt":
        return _of_text(data, path.name, manifest, library)
    try:
        spots = spots_in(data, path.name)
        read_package(data, path.name)
    except TemplateProblem as error:
        return list(_placed(error.problems, spots)) if _is_active(error) else list(error.problems)
    own_questions = library.own_questions(path.name.partition(".")[0])
    known = printable_names(own_questions=own_questions)
    compiled, loose = _read(data, path.name)
    told = {(problem.id, paragraph_of(problem)) for problem in compiled}
    alone = [problem for problem in loose.problems if (problem.id, paragraph_of(problem)) not in told]
    found = one_cause_each([*compiled, *alone], structure_problems(data, path.name), MORE_EXACT)
    found += _of_names(found, name_problems(loose.uses, manifest.audience, path.name, own_questions))
    found += bare_facts(spots, known, path.name)
    found += _not_printed(loose.uses, manifest, path.name, wording)
    found += access_problems(data, path.name)
    if house := library.file("house-style.docx"):
        found += strange_styles(data, style_names(house.read_bytes(), house.name), path.name)
    found = [with_hint(problem, known) for problem in _distinct(found)]
    return sorted(_once(_placed(found, spots), spots), key=_reading_order)


def _of_text(data: bytes, source: str, manifest: Manifest, library: Library) -> list[Problem]:
    try:
        read = tags_in_text(decoded(data, source), source)
    except TemplateProblem as error:
        return list(error.problems)
    own_questions = library.own_questions(source.partition(".")[0])
    named = name_problems(read.uses, manifest.audience, source, own_questions)
    found = [*read.problems, *(replace(each, place=_on_line(each.place)) for each in named)]
    return sorted(
        (with_hint(each, printable_names(own_questions=own_questions)) for each in found),
        key=lambda each: each.place.line or 0,
    )


def _on_line(place: Place) -> Place:
    return replace(place, line=place.paragraph, paragraph=None)


def _is_active(error: TemplateProblem) -> bool:
    return all(problem.id == "template.active-content" for problem in error.problems)


def _read(data: bytes, source: str) -> tuple[list[Problem], Loose]:
    """Return the problems of compiling, and what the tags read: one by one where the whole does not compile."""
    try:
        return [], Loose(uses_of(compile_template(data, source)), [])
    except TemplateProblem as error:
        return list(error.problems), loose_tags(data, source)


def _of_names(found: Sequence[Problem], named: Iterable[Problem]) -> Iterator[Problem]:
    """Yield of the problems `named` those that do not follow from what was `found`: a loop that is over or unread."""
    over = {paragraph_of(problem) for problem in found if problem.id == "template.loop-is-over"}
    unread = loops_unread(found)
    for problem in named:
        root = problem.place.path.partition(".")[0]
        follows = problem.id == "template.unknown-fact" and root in unread.get(problem.place.part, ())
        # A hyphen takes one fact from another: {{ client-name }} names two.
        follows |= problem.id == "template.prints-record" and f"{root}-" in problem.place.near.replace(" ", "")
        if paragraph_of(problem) not in over and not follows:
            yield problem


def _not_printed(uses: Iterable[TagUse], manifest: Manifest, source: str, wording: Wording) -> Iterator[Problem]:
    """Yield a problem for each name that every template of the kind must print and this one does not."""
    printed = {use.name for use in uses if use.printed}
    for item in manifest.prints:
        if item.name not in printed:
            names = {"name": item.name, "why": wording.told(item.why)}
            place = Place(source=source, path=item.name)
            yield Problem(id="template.must-print", place=place, names=names, hint="hint.must-print")


def _distinct(problems: Iterable[Problem]) -> list[Problem]:
    """Return `problems`, each once: a paragraph that holds three comments is told of once."""
    found: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        key = (problem.id, *paragraph_of(problem), problem.place.path, problem.names.get("text", ""))
        found.setdefault(key, problem)
    return list(found.values())


def _placed(problems: Iterable[Problem], spots: Mapping[str, Sequence[Spot]]) -> Iterator[Problem]:
    """Yield `problems` with the part, cells, text box or note of their paragraphs, and words as Word shows them."""
    for problem in problems:
        part, number = paragraph_of(problem)
        there = spots.get(part, ())
        if not 0 < number <= len(there):
            yield replace(problem, place=replace(problem.place, part=part))
            continue
        spot = there[number - 1]
        names = {key: _as_typed(text, spot, there) for key, text in problem.names.items()}
        place = replace(problem.place, part=part, table=spot.cells, boxed=spot.boxed, note=spot.note)
        yield replace(problem, place=replace(place, near=_near(problem, names, spot.text)), names=names)


def _as_typed(text: str, spot: Spot, others: Sequence[Spot]) -> str:
    """Return the tag in `spot`, or else in one of the `others`, that `text` is without docxtpl's letters.

    Any other text is returned as it is.
    """
    if not text.startswith(("{%", "{{")) or text in spot.text:
        return text
    plain = text.replace(" ", "")
    for tag in TAG.findall("\n".join(each.text for each in (spot, *others))):
        bare = tag.replace(" ", "")
        if any(bare == plain[:2] + letters + plain[2:] for letters in ("", "p", "tr", "tc", "r")):
            return str(tag)
    return text


def _near(problem: Problem, names: Mapping[str, str], text: str) -> str:
    """Return the words of the paragraph around what is wrong in it."""
    wanted = (names.get("text", ""), names.get("tag", ""), problem.place.path, problem.place.near[:_AROUND])
    at = next((text.find(each) for each in wanted if each and each in text), 0)
    if problem.id == "template.unclosed-tag":
        at = max(text.rfind("{{"), text.rfind("{%"), text.rfind("{#"), 0)
    start = max(0, at - _AROUND)
    return ("…" if start else "") + text[start : start + _NEAR].strip() + ("…" if len(text) > start + _NEAR else "")


def _once(problems: Iterable[Problem], spots: Mapping[str, Sequence[Spot]]) -> list[Problem]:
    """Return `problems` without those of the copy of a text box that Word keeps for older programs.

    They stay where the box itself does not have them; who writes sees one box.
    """
    found = list(problems)

    def told(problem: Problem) -> tuple[object, ...]:
        return problem.id, problem.place.part, problem.place.path, problem.place.near

    def is_twin(problem: Problem) -> bool:
        part, number = paragraph_of(problem)
        there = spots.get(part, ())
        return 0 < number <= len(there) and there[number - 1].twin

    first = {told(problem) for problem in found if not is_twin(problem)}
    return [problem for problem in found if not (is_twin(problem) and told(problem) in first)]


def _reading_order(problem: Problem) -> tuple[bool, bool, str, int]:
    part, paragraph = paragraph_of(problem)
    return problem.warning, part not in ("", MAIN_PART), part, paragraph or _LAST


_LAST = 1 << 30
"""What is missing from a file comes after what stands in it."""
