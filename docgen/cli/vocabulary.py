"""The words that cells of tables and sheets may use, gathered from the catalogs of every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from docgen.cli.dates_typed import date_words
from docgen.cli.settings import Settings
from docgen.localization import Wording, languages_with
from docgen.own_questions import OwnQuestions
from docgen.questions import fact_types
from docgen.typed_values import Vocabulary, fold

__all__ = ["vocabulary_of", "wordings_of"]


def wordings_of(settings: Settings, domain: str) -> list[Wording]:
    """Return the catalogs of `domain`, that of the language of the interview first."""
    library, spoken = settings.library, settings.language
    others = [each for each in languages_with(library.locales, "program") if each != spoken]
    return [library.wording(domain, each) for each in (spoken, *others)]


def vocabulary_of(settings: Settings, today: date, columns: Mapping[str, str] | None = None) -> Vocabulary:
    """Return the words of every language, told from `today`; `columns` are other names of columns, none by default."""
    own_questions = settings.library.all_own_questions()
    types = {each.type for each in fact_types().values()}
    classes = sorted((each for each in types if issubclass(each, StrEnum)), key=lambda each: str(each.__name__))
    words, labels = wordings_of(settings, "program-interview"), wordings_of(settings, "documents")
    return Vocabulary(
        columns=columns or {},
        choices={each.__name__: _choices(each, labels) for each in classes} | _own_choices(own_questions),
        yes=frozenset({"true", "1", *_spellings("words.yes", words)}),
        no=frozenset({"false", "0", *_spellings("words.no", words)}),
        dates=tuple(date_words(each) for each in words),
        locales=tuple(each.locale_id for each in words),
        own_questions=own_questions and own_questions.on(today),
        today=today,
    )


def _choices(wanted: type[StrEnum], wordings: Sequence[Wording]) -> dict[str, str]:
    labels = {
        fold(words.say(f"choice.{wanted.__name__}.{each.value}")): each.value for words in wordings for each in wanted
    }
    return labels | {fold(each.value): each.value for each in wanted}


def _own_choices(own_questions: OwnQuestions | None) -> dict[str, dict[str, str]]:
    """Return the codes and the labels, in every language that the clinic wrote, of its own choices."""
    found: dict[str, dict[str, str]] = {}
    for wanted in {each.type for each in own_questions.own_types.values()} if own_questions else ():
        for code, label in getattr(wanted, "labels", {}).items():
            found.setdefault(wanted.__name__, {}).update({fold(text): code for text in (*label.values(), code)})
    return found


def _spellings(id: str, wordings: Sequence[Wording]) -> list[str]:
    return [fold(each) for wording in wordings for each in wording.say(id).split("|")]
