"""Sentences from the catalogs, and dates, lists and money as a locale writes them. Only this module imports Babel.

Nothing falls back to another language: a sentence that a catalog lacks is an error that names catalog and id.
Every function takes its locale; none reads the machine's.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.dates import Clock, PartialDate, Precision, offset_text
from docgen.errors import Place, Problem, TemplateProblem, UsageProblem
from docgen.frozen import ordered
from docgen.localization.catalogs import Sentences, catalogs, opened, sentence_ids
from docgen.localization.formats import (
    calendar_names,
    country_name,
    format_clock,
    format_day,
    format_items,
    format_money,
    format_parts,
    known_zone,
    language_name,
    language_tag,
    read_amount,
    runs_to_left,
    weekday_and_day,
)

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "Wording",
    "best_language",
    "calendar_names",
    "country_name",
    "known_zone",
    "language_name",
    "language_tag",
    "languages_with",
    "offered_language",
    "open_wording",
    "read_amount",
    "runs_to_left",
    "sentence_ids",
    "usages_with",
    "weekday_and_day",
]


@ordered
class Wording:
    """The sentences of one catalog in one language, and the formats of one locale."""

    domain: str
    language: str
    locale_id: str
    """CLDR locale such as `es_MX`: decides dates, numbers and lists."""
    catalog: gettext.NullTranslations
    sentences: Mapping[str, str]
    """Those of the catalog that have no plural and no context, by id; KeyError for one that it lacks."""

    def say(self, id: str, **names: object) -> str:
        """Return the sentence `id` with its `{names}` filled in. Raises `TemplateProblem` when the catalog lacks it."""
        try:
            return self.sentences[id].format_map(names)
        except (KeyError, ValueError, IndexError):
            raise self._missing(id) from None

    def count(self, id: str, number: int, **names: object) -> str:
        """Return the form of sentence `id` for `number`, which it may print as `{number}`. Raises as `say` does."""
        try:
            return self.catalog.ngettext(id, id, number).format_map({"number": number, **names})
        except (KeyError, ValueError, IndexError):
            raise self._missing(id) from None

    def translate(self, context: str, text: str) -> str:
        """Return the translation of `text`, which the source language writes, in `context`."""
        if self.language == "en":
            return text
        try:
            return self.catalog.pgettext(context, text)
        except KeyError:
            raise self._missing(f"{context}: {text}") from None

    def of(self, texts: Mapping[str, str]) -> str:
        """Return the one of `texts`, by language, that is in this language, or else the translation of the English one.

        Raises `TemplateProblem` where there is neither.
        """
        own = self._own(texts)
        if own is None:
            raise self._missing(texts.get("en", ""), _LIBRARY)
        return own

    def told(self, texts: Mapping[str, str], otherwise: str = "law.in-another-language") -> str:
        """Return `of(texts)`, or, where nobody has translated it yet, the English or first text and what it is in.

        `otherwise` is the id of the sentence that says so.
        """
        own = self._own(texts)
        if own is not None:
            return own
        language = "en" if "en" in texts else next(iter(texts))
        name = language_name(language, self.locale_id)
        return self.say(otherwise, language=name, text=texts[language])

    def tells(self, texts: Mapping[str, str]) -> bool:
        """Return whether one of `texts`, or the translation of the English one, is in this language."""
        return self._own(texts) is not None

    def with_told(self, names: Mapping[str, str]) -> dict[str, str]:
        """Return `names` with the texts by language among them (`told_en`, `told_es`) as one text `told`."""
        texts = {name.removeprefix("told_"): text for name, text in names.items() if name.startswith("told_")}
        plain = {name: text for name, text in names.items() if not name.startswith("told_")}
        return {**plain, "told": self.told(texts)} if texts else plain

    @cached_property
    def _tags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.language, _without_region(self.language))))

    def _own(self, texts: Mapping[str, str]) -> str | None:
        for tag in self._tags:
            if tag in texts:
                return texts[tag]
        try:
            return self.sentences[texts["en"]]
        except KeyError:
            return None

    def has(self, id: str) -> bool:
        """Return whether the catalog has the sentence `id`."""
        try:
            self.sentences[id]
        except KeyError:
            return False
        return True

    def _missing(self, id: str, domain: str = "") -> TemplateProblem:
        source = f"locales/{self.language}/LC_MESSAGES/{domain or self.domain}.po"
        return TemplateProblem([Problem(id="catalog.missing", place=Place(source=source, path=id))])

    # Formats ------------------------------------------------------------------------------------------------------

    def day(self, day: date) -> str:
        """Return `day` in the long form of the locale: November 22, 2026; 22 de noviembre de 2026."""
        text = format_day(day, self.locale_id, self.say("date.first-of-month") if day.day == 1 else "")
        return self._with_its_month(text)

    def _with_its_month(self, text: str) -> str:
        """Return a date with what the language wants between day and month: «1er» must not end a line in French."""
        return text.replace(" ", self.say("date.after-day"), 1)

    def partial_date(self, value: PartialDate) -> str:
        """Return an uncertain date as a careful person writes it in a sworn paper."""
        match value.precision:
            case Precision.DAY:
                return self.day(value.first)
            case Precision.ABOUT:
                return self.say("date.about", date=self.day(value.first))
            case Precision.BETWEEN:
                return self.say("date.between", first=self.day(value.first), last=self.day(value.last))
            case Precision.EACH_DAY:
                return self.say("date.each-day", first=self._start(value), last=self.day(value.last))
            case Precision.MONTH:
                return self.say("date.month", month=format_parts("yMMMM", value.first, self.locale_id))
            case Precision.YEAR:
                return self.say("date.year", year=value.first.year)
            case Precision.SEASON:
                return self.say(f"date.season.{value.season}", year=value.first.year)
            case _:
                return value.mark or self.say("date.unknown")

    def _start(self, days: PartialDate) -> str:
        """Return the first day without what the last says too: from 1 to 14 June 2026, June 1 to June 14, 2026."""
        if days.first.year != days.last.year:
            return self.day(days.first)
        day = format_parts("MMMMd", days.first, self.locale_id)
        day_leads = day.startswith(f"{days.first.day} ")
        number = self.say("date.first-of-month") if days.first.day == 1 else str(days.first.day)
        return number if day_leads and days.first.month == days.last.month else self._with_its_month(day)

    def clock(self, clock: Clock, day: date, zone: str) -> str:
        """Return a time of day as the locale writes it, with the name that `zone` had on `day`; with none for ""."""
        written, name, moment = format_clock(clock, day, zone, self.locale_id)
        text = self.say("time.of-day", time=written)
        if not zone:
            return text
        if not name.replace(" ", "").isalpha():
            name = self.say("time.zone-offset", offset=offset_text(moment))
        return self.say("time.with-zone", time=text, zone=name)

    def join(self, items: Sequence[str]) -> str:
        """Return the items as a list in a sentence: A, B and C.

        CLDR does not know that Spanish `y` becomes `e` before the sound i: `list.and-before` of the catalog says so.
        """
        if len(items) < 2:
            return "".join(items)
        text = format_items(tuple(items), self.locale_id)
        usual, other, sound = self._and_before
        if sound and re.match(rf"[«“„\"']?(?:{sound})", items[-1], re.IGNORECASE):
            text = text.removesuffix(f" {usual} {items[-1]}") + f" {other} {items[-1]}"
        return text

    @cached_property
    def _and_before(self) -> tuple[str, str, str]:
        """The usual word for "and", the one before some sounds, and these sounds; "" for no such sounds."""
        usual, _, exception = self.say("list.and-before").partition(" ")
        other, _, sound = exception.partition(" ")
        return usual, other, sound

    def money(self, amount: Decimal, currency: str) -> str:
        """Return an amount as the locale writes it. Raises `TemplateProblem` for an unknown currency code."""
        return format_money(amount, currency, self.locale_id)


def languages_with(folders: Sequence[Path], domain: str) -> tuple[str, ...]:
    """Return the languages that have a catalog of `domain` in any of the locale `folders`.

    What a folder says of the usage of one place (`pt-PT` beside `pt`) is no language of its own.
    """
    found = usages_with(folders, domain)
    return tuple(each for each in found if each.rpartition("-")[0] not in found)


def usages_with(folders: Sequence[Path], domain: str) -> tuple[str, ...]:
    """Return the languages of `languages_with`, and the usages of one place that have words of their own."""
    found = {path.parent.parent.name for folder in folders for path in folder.glob(f"*/LC_MESSAGES/{domain}.po")}
    return tuple(sorted(found))


def _without_region(language: str) -> str:
    return language.partition("-")[0]


def best_language(wanted: str, known: Sequence[str]) -> str:
    """Return the known language that serves `wanted` (`es-AR` is served by `es`), or "" for none."""
    tag = wanted.split(".", maxsplit=1)[0].replace("_", "-").lower()
    known_by_tag = {language.lower(): language for language in known}
    while tag:
        if tag in known_by_tag:
            return known_by_tag[tag]
        tag = tag.rpartition("-")[0]
    return ""


def offered_language(wanted: str, known: Sequence[str]) -> str:
    """Return the language of `known` that serves `wanted`. Raises `UsageProblem` where none does."""
    language = best_language(wanted, known)
    if not language:
        names = {"found": wanted, "known": ", ".join(known)}
        raise UsageProblem([Problem(id="usage.no-such-language", names=names)])
    return language


def open_wording(folders: Sequence[Path], domain: str, language: str, locale_id: str = "") -> Wording:
    """Return the sentences of `domain` in `language` with the formats of `locale_id` (the language's own when "").

    `folders` are locale folders, the most specific first; a sentence is looked for in each in turn, in the usage of the
    place (`pt-PT`) before the language (`pt`). Behind it stand `language`, its grammar, and `library`, the translations
    of kinds, platforms and law.
    Raises `TemplateProblem` when no folder has that catalog.
    """
    tag = language_tag(locale_id) if locale_id.startswith(language) else language
    tags = dict.fromkeys((tag, language, _without_region(language)))
    there = catalogs(folders, domain, tags)
    if not there and (language != "en" or domain != "interview"):
        raise TemplateProblem([Problem(id="catalog.none", names={"language": language, "domain": domain})])
    behind = [found for name in ("language", _LIBRARY) for found in catalogs(folders, name, tags)]
    catalog = opened((*there, *behind))
    return Wording(domain, language, locale_id or language.replace("-", "_"), catalog, Sentences(catalog))


_LIBRARY = "library"
