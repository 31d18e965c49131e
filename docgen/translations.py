"""The free texts of a matter, and their translations put beside them, so that nothing that was told is lost."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, get_args, get_origin

from docgen.errors import Place, Problem
from docgen.frozen import frozen
from docgen.matter import Matter
from docgen.matter.own_answers import ANSWERS
from docgen.matter.values import Prose, Unfit, Words
from docgen.records import Path, field_types, nearest, path_text, record_type

if TYPE_CHECKING:
    from docgen.own_questions import OwnQuestions

__all__ = ["Given", "Joined", "Text", "Work", "free_texts", "put_in"]

_QUOTED, _MEANT = "exact_words", "translation"
"""A record that has both facts tells words as they were said, and beside them what they mean."""
_TRANSLATOR = "translator"


@frozen
class Text:
    """One free text of the facts."""

    path: Path
    told: str = field(repr=False)
    """The words as they were told."""
    language: str = ""
    """The language in which they were told; "" where the facts do not name it."""
    translation: str = field(default="", repr=False)
    """What the facts have in the language asked for; "" for nothing."""
    settled: bool = False
    """Whether there is nothing left to translate: it is there in that language, or the person declined."""

    @property
    def fact(self) -> str:
        """The path of the fact without the numbers of records: `incidents.summary`."""
        return ".".join(step for step in self.path if isinstance(step, str))


@frozen
class Work:
    """Who has translated, from which language into which."""

    language: str
    told_in: str
    """Language of the texts of which the facts do not say in which language they were told."""
    translator: str
    anew: bool = False
    """Whether a translation that the facts have already gives way to another one."""


@frozen
class Given:
    """One row that a translator has filled in."""

    path: str
    told: str = field(repr=False)
    """The words that were translated."""
    translation: str = field(repr=False)
    """"" for nothing yet."""
    path_at: Place
    told_at: Place
    translation_at: Place


@frozen
class Joined:
    """The facts with the translations in them."""

    values: Mapping[str, object] = field(repr=False)
    added: int
    """How many translations are new."""
    missing: int
    """How many texts still have none."""
    named: int
    """How many rows name a text of the facts."""
    problems: tuple[Problem, ...]
    """Why some could not be put in; `values` lack those."""


# Texts ----------------------------------------------------------------------------------------------------------------


def free_texts(values: Mapping[str, object], language: str, own_questions: OwnQuestions | None = None) -> list[Text]:
    """Return every free text of the facts, in their order, with what they have of it in `language`.

    These are the accounts in a person's own words (`Prose`) and the exact words of incidents; `own_questions` are a
    clinic's. Facts of another shape than the model's are passed by: `check_facts` tells of them.
    """
    texts = list(_texts(Matter, values, (), language))
    answers = values.get(ANSWERS)
    if own_questions and isinstance(answers, Mapping):
        texts += _texts(own_questions.record, answers, (ANSWERS,), language)
    return texts


def _texts(cls: type[Any], values: Mapping[str, object], path: Path, language: str) -> Iterator[Text]:
    known = field_types(cls)
    for name, value in values.items():
        if name == _QUOTED and _MEANT in known and isinstance(value, str):
            meant = values.get(_MEANT)
            translation = meant if isinstance(meant, str) else ""
            yield Text(path=(*path, name), told=value, translation=translation, settled=_MEANT in values)
        elif name in known:
            yield from _texts_in(known[name].type, value, (*path, name), language)


def _texts_in(wanted: Any, value: object, path: Path, language: str) -> Iterator[Text]:
    if get_origin(wanted) is tuple:
        for index, each in enumerate(value if isinstance(value, list) else ()):
            yield from _texts_in(get_args(wanted)[0], each, (*path, index), language)
    elif wanted is Prose and isinstance(value, str):
        yield Text(path=path, told=value)
    elif wanted is Prose and isinstance(value, Mapping):
        known = {str(key): str(text) for key, text in value.items() if key != _TRANSLATOR}
        first = next(iter(known), "")
        own = language if language in known else language.partition("-")[0]
        translation = known.get(own, "")
        settled = bool(translation) or _alike(first, language)
        if first:
            yield Text(path=path, told=known[first], language=first, translation=translation, settled=settled)
    elif (record := record_type(wanted)) and isinstance(value, Mapping):
        yield from _texts(record, value, path, language)


def _alike(one: str, other: str) -> bool:
    """Return whether two codes name one language, wherever it is spoken: `en` and `en-GB`."""
    return one.partition("-")[0] == other.partition("-")[0]


# Translations ---------------------------------------------------------------------------------------------------------


def put_in(
    values: Mapping[str, object], given: Sequence[Given], work: Work, own_questions: OwnQuestions | None = None
) -> Joined:
    """Return the facts `values` with the translations that were `given` beside the texts as they were told.

    What the facts have stays as it is and where it is, other languages too. A row without a translation changes
    nothing. Each row that cannot be put in is a problem: no such text, a text that has changed since, a translation
    that Word cannot hold, two for one text, and one that would take the place of another.
    """
    known = {path_text(each.path): each for each in free_texts(values, work.language, own_questions)}
    filled = [each for each in given if each.translation.strip()]
    times = Counter(each.path for each in filled)
    problems: list[Problem] = []
    made: Any = copy.deepcopy(dict(values))
    added = 0
    for row in filled:
        problem = _wrong_row(row, known) or _wrong_place(row, known[row.path], values, work, times[row.path])
        if problem:
            problems.append(problem)
        elif _same(row.translation, known[row.path].translation):
            continue
        else:
            _put(made, known[row.path], str(Words.parse(row.translation)), work)
            added += 1
    missing = sum(not each.settled for each in free_texts(made, work.language, own_questions))
    named = sum(each.path in known for each in given)
    return Joined(values=made, added=added, missing=missing, named=named, problems=tuple(problems))


def _same(one: str, other: str) -> bool:
    """Return whether two texts are alike but for the signs that end their lines, which programs change."""
    plain, alike = (text.replace("\r\n", "\n").replace("\r", "\n") for text in (one, other))
    return plain == alike


def _wrong_row(row: Given, known: Mapping[str, Text]) -> Problem | None:
    """Return what is wrong with a row by itself."""
    if not row.path:
        return Problem(id="translations.no-path", place=row.path_at)
    if row.path not in known:
        near = nearest(row.path[:200], list(known))
        hint = "hint.did-you-mean" if near else ""
        return Problem(id="translations.unknown-path", place=row.path_at, names={"near": near}, hint=hint)
    if not _same(row.told, known[row.path].told):
        return Problem(id="translations.text-changed", place=row.told_at)
    try:
        Words.parse(row.translation)
    except Unfit as unfit:
        return Problem(id="problem.unfit", place=row.translation_at, names={"wanted": unfit.wanted, **unfit.names})
    return None


def _wrong_place(row: Given, text: Text, values: Mapping[str, object], work: Work, times: int) -> Problem | None:
    """Return why the translation in `row` cannot stand beside `text`: something else does, which would be lost."""
    place, there = row.translation_at, text.translation
    if times > 1:
        return Problem(id="translations.twice", place=place)
    if _same(row.translation, there):
        return None
    if text.language and _alike(text.language, work.language):
        return Problem(id="translations.told-in-it", place=place)
    if there and not work.anew:
        return Problem(id="translations.other", place=place)
    raw = _value(values, text.path)
    if isinstance(raw, Mapping) and raw.get(_TRANSLATOR) != work.translator:
        others = raw.keys() - {_TRANSLATOR, text.language, work.language}
        if others:
            return Problem(
                id="translations.other-translator", place=place, names={"languages": ", ".join(sorted(others))}
            )
    return None


def _value(values: Any, path: Path) -> Any:
    for step in path:
        values = values[step]
    return values


def _put(values: Any, text: Text, translation: str, work: Work) -> None:
    """Put the `translation` of `text` into the facts `values`; keys that are there keep their places."""
    record, name = _value(values, text.path[:-1]), text.path[-1]
    if name == _QUOTED:
        record[_MEANT] = translation
        return
    told = record[name] if isinstance(record[name], dict) else {work.told_in: record[name]}
    record[name] = {**told, work.language: translation, _TRANSLATOR: work.translator}
