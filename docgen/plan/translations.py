"""Who has translated, from which language, what the reader of a document sees of the facts."""

from __future__ import annotations

from functools import cache
from typing import Any

from docgen.localization import language_name
from docgen.matter.audiences import Audience
from docgen.matter.own_answers import OwnAnswers
from docgen.matter.values import UNANSWERED, Prose
from docgen.plan.brief import Brief
from docgen.plan.translations_page import TranslationPage
from docgen.records import field_types, item_type, record_type

__all__ = ["translations"]


def translations(brief: Brief) -> tuple[TranslationPage, ...]:
    """Return each translator with each language translated from, in the order of the facts.

    It counts what the facts give in the document's language with the name of a translator, and told first in another.
    A text that the reader may not see names nobody: the paper would tell of a translation that is not in it. A reading
    copy tells what the document itself does.
    """
    into, locale = brief.document_language or brief.language, brief.wording.locale_id
    accounts: list[Prose] = []
    _gather(brief.matter, brief.manifest.audience, accounts)
    if isinstance(brief.matter.answers, OwnAnswers):
        _gather(brief.matter.answers, brief.manifest.audience, accounts)
    found = dict.fromkeys(
        (str(told.translator), told.translations[0][0])
        for told in accounts
        if told.translator and _is_translated(told, into)
    )
    return tuple(
        TranslationPage(
            translator=translator, told_in=language_name(language, locale), into=language_name(into, locale)
        )
        for translator, language in found
    )


def _is_translated(told: Prose, into: str) -> bool:
    """Return whether the facts have `told` in the language `into`, and not because it was told in it."""
    return told.translated_into(into) and _base(told.translations[0][0]) not in ("", _base(into))


def _base(language: str) -> str:
    return language.partition("-")[0].casefold()


def _gather(record: object, audience: Audience, found: list[Prose]) -> None:
    """Add to `found` each account in `record` that `audience` may read."""
    facts = vars(record)
    for name in _holders(type(record), audience):  # type: ignore[arg-type]
        value = facts[name]
        for each in value if type(value) is tuple else (value,):
            if type(each) is Prose:
                found.append(each)
            elif each is not None and each is not UNANSWERED:
                _gather(each, audience, found)


@cache
def _holders(cls: type[Any], audience: Audience) -> tuple[str, ...]:
    """Return the fields of the record `cls` that `audience` may read and that hold accounts, or records."""
    known = field_types(cls).items()
    return tuple(name for name, item in known if item.audiences and audience in item.audiences and _may_hold(item.type))


def _may_hold(wanted: Any) -> bool:
    bare = item_type(wanted)
    return bare is Prose or record_type(bare) is not None
