"""Sentences from the catalogs, and dates, lists and money as a locale writes them. Only this module imports Babel.

Nothing falls back to another language: a sentence that a catalog lacks is an error that names catalog and id.
Every function takes its locale; none reads the machine's.
"""

from __future__ import annotations

import contextlib
import gettext
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from docgen.dates import Clock, PartialDate, Precision, offset_text
from docgen.errors import Place, Problem, TemplateProblem
from docgen.frozen import ordered

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["Wording", "best_language", "day_forms", "known_zone", "language_tag", "languages_with", "open_wording"]

_SOUND_I = re.compile(r"[«“\"']?h?[ií](?![aeou])", re.IGNORECASE)
"""A Spanish word that begins with the sound i, but not with a diphthong: Isabel, hijos; not hielo."""


class _Refusing(gettext.NullTranslations):
    """Stands behind a catalog and refuses what it lacks, where gettext would print the id."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002  the interface of gettext
        raise KeyError(msgid1)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002  the interface of gettext
        raise KeyError(message)


@ordered
class Wording:
    """The sentences of one catalog in one language, and the formats of one locale."""

    domain: str
    language: str
    locale_id: str
    """CLDR locale such as `es_MX`: decides dates, numbers and lists."""
    catalog: gettext.NullTranslations

    def say(self, id: str, **names: object) -> str:
        """Return the sentence `id` with its `{names}` filled in. Raises `TemplateProblem` when the catalog lacks it."""
        return self._fill(id, self._look_up(id), names)

    def count(self, id: str, number: int, **names: object) -> str:
        """Return the form of sentence `id` for `number`, which it may print as `{number}`."""
        try:
            text = self.catalog.ngettext(id, id, number)
        except KeyError:
            raise self._missing(id) from None
        return self._fill(id, text, {"number": number, **names})

    def translate(self, context: str, text: str) -> str:
        """Return the translation of `text`, which the source language writes, in `context`."""
        if self.language == "en":
            return text
        try:
            return self.catalog.pgettext(context, text)
        except KeyError:
            raise self._missing(f"{context}: {text}") from None

    def has(self, id: str) -> bool:
        """Return whether the catalog has the sentence `id`."""
        try:
            self.catalog.gettext(id)
        except KeyError:
            return False
        return True

    def _look_up(self, id: str) -> str:
        try:
            return self.catalog.gettext(id)
        except KeyError:
            raise self._missing(id) from None

    def _fill(self, id: str, text: str, names: dict[str, object]) -> str:
        try:
            return text.format_map(names)
        except (KeyError, ValueError, IndexError):
            raise self._missing(id) from None

    def _missing(self, id: str) -> TemplateProblem:
        source = f"locales/{self.language}/LC_MESSAGES/{self.domain}.po"
        return TemplateProblem([Problem(id="catalog.missing", place=Place(source=source, path=id))])

    # Formats ------------------------------------------------------------------------------------------------------

    def day(self, day: date) -> str:
        """Return `day` in the long form of the locale: November 22, 2026; 22 de noviembre de 2026."""
        return _format_day(day, self.locale_id)

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
                return self.say("date.month", month=_format_parts("yMMMM", value.first, self.locale_id))
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
        day = _format_parts("MMMMd", days.first, self.locale_id)
        day_leads = day.startswith(f"{days.first.day} ")
        return str(days.first.day) if day_leads and days.first.month == days.last.month else day

    def clock(self, clock: Clock, day: date, zone: str) -> str:
        """Return a time of day as the locale writes it, with the zone that held on `day`; "" for no zone."""
        from babel.dates import format_time, get_timezone_name

        width = "short" if clock.second is None else "medium"
        text = self.say("time.of-day", time=format_time(clock.as_time(), width, locale=_locale(self.locale_id)))
        if not zone:
            return text
        moment = datetime.combine(day, clock.as_time(), ZoneInfo(zone))
        name = get_timezone_name(moment, width="short", locale=_locale(self.locale_id))
        if not name.replace(" ", "").isalpha():
            name = self.say("time.zone-offset", offset=offset_text(moment))
        return self.say("time.with-zone", time=text, zone=name)

    def join(self, items: Sequence[str]) -> str:
        """Return the items as a list in a sentence: A, B and C. Spanish has `e` before the sound i; CLDR not."""
        from babel.lists import format_list

        text = str(format_list(list(items), locale=_locale(self.locale_id)))
        if self.language == "es" and len(items) > 1 and _SOUND_I.match(items[-1]):
            text = text.removesuffix(f" y {items[-1]}") + f" e {items[-1]}"
        return text

    def money(self, amount: Decimal, currency: str) -> str:
        """Return an amount as the locale writes it. Raises `TemplateProblem` for an unknown currency code."""
        from babel.numbers import format_currency

        return format_currency(amount, currency, locale=_locale(self.locale_id))


@cache
def _locale(locale_id: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(locale_id)
    except (UnknownLocaleError, ValueError):
        raise TemplateProblem([Problem(id="locale.unknown", names={"locale": locale_id})]) from None


@cache
def _format_day(day: date, locale_id: str) -> str:
    from babel.dates import format_date

    return format_date(day, "long", locale=_locale(locale_id))


@cache
def _format_parts(skeleton: str, day: date, locale_id: str) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton(skeleton, day, locale=_locale(locale_id)))


def calendar_names(locale_id: str) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """Return the spellings of each month from January, and of each weekday from Monday."""
    from babel.dates import get_day_names, get_month_names

    def names(get: Callable[..., Mapping[int, str]], first: int, last: int) -> tuple[tuple[str, ...], ...]:
        shapes = [(width, form) for width in ("wide", "abbreviated") for form in ("format", "stand-alone")]
        tables = [get(width, form, _locale(locale_id)) for width, form in shapes]
        return tuple(tuple(dict.fromkeys(table[each] for table in tables)) for each in range(first, last + 1))

    return names(get_month_names, 1, 12), names(get_day_names, 0, 6)


def weekday_and_day(day: date, locale_id: str) -> str:
    """Return `day` with its weekday: Friday, April 3, 2026."""
    from babel.dates import format_date

    return format_date(day, "full", locale=_locale(locale_id))


def read_amount(text: str, locale_id: str) -> Decimal:
    """Return the amount that `text` writes. Raises ValueError with a message id as its text.

    One sign before one or two last digits is a decimal sign whichever it is; others mean what the locale says.
    """
    from babel.numbers import NumberFormatError, parse_decimal

    if re.fullmatch(r"\d+([.,]\d{1,2})?", plain := text.strip()):
        return Decimal(plain.replace(",", "."))
    with contextlib.suppress(NumberFormatError, ValueError, ArithmeticError):
        if (amount := parse_decimal(plain, locale=_locale(locale_id), strict=True)).is_finite():  # Babel reads "nan"
            return amount
    raise ValueError("wanted.amount")


def language_name(code: str, locale_id: str) -> str:
    """Return the name of the language `code` as the locale says it: Spanish, español."""
    return _locale(code.replace("-", "_")).get_display_name(_locale(locale_id)) or code


def known_zone(name: str) -> bool:
    """Return whether the IANA database has the zone `name`."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def language_tag(locale_id: str) -> str:
    """Return the BCP 47 tag of a CLDR locale: `es_MX` gives `es-MX`."""
    return locale_id.replace("_", "-")


def languages_with(folders: Sequence[Path], domain: str) -> tuple[str, ...]:
    """Return the languages that have a catalog of `domain` in any of the locale `folders`."""
    return tuple(
        sorted({path.parent.parent.name for folder in folders for path in folder.glob(f"*/LC_MESSAGES/{domain}.po")})
    )


def best_language(wanted: str, known: Sequence[str]) -> str:
    """Return the known language that serves `wanted` (`es-AR` is served by `es`), or "" for none."""
    tag = wanted.split(".", maxsplit=1)[0].replace("_", "-").lower()
    known_by_tag = {language.lower(): language for language in known}
    while tag:
        if tag in known_by_tag:
            return known_by_tag[tag]
        tag = tag.rpartition("-")[0]
    return ""


def open_wording(folders: Sequence[Path], domain: str, language: str, locale_id: str = "") -> Wording:
    """Return the sentences of `domain` in `language` with the formats of `locale_id` (the language's own when "").

    `folders` are locale folders, the most specific first; a sentence is looked for in each in turn. Raises
    `TemplateProblem` when no folder has that catalog.
    """
    chain: gettext.NullTranslations = _Refusing()
    found = False
    for folder in reversed(folders):
        stem = folder / language / "LC_MESSAGES" / domain
        if stem.with_suffix(".po").exists() or stem.with_suffix(".mo").exists():
            catalog = gettext.GNUTranslations(io.BytesIO(_compiled(stem)))
            catalog.add_fallback(chain)
            chain, found = catalog, True
    if not found and (language != "en" or domain != "interview"):
        raise TemplateProblem([Problem(id="catalog.none", names={"language": language, "domain": domain})])
    return Wording(domain, language, locale_id or language, chain)


def _compiled(stem: Path) -> bytes:
    """Return the compiled catalog: the .mo beside the .po where it is at least as new, or else compiled now."""
    source, compiled = stem.with_suffix(".po"), stem.with_suffix(".mo")
    if compiled.exists() and (not source.exists() or compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns):
        return compiled.read_bytes()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalog = read_po(file)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def day_forms(day: date) -> tuple[str, ...]:
    """Return `day` in the long and medium forms of the languages that documents are offered in."""
    from babel.dates import format_date

    locales = ("en_US", "en_GB", "es_ES", "es_MX")
    return tuple(format_date(day, width, locale=_locale(each)) for each in locales for width in ("long", "medium"))
