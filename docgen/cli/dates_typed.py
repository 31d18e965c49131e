"""The words in which dates are typed, out of a locale and a catalog."""

from __future__ import annotations

from docgen.date_words import DATE_WORDS, DateWords
from docgen.localization import Wording, calendar_names

__all__ = ["date_words"]


def date_words(wording: Wording) -> DateWords:
    """Return the words of dates: those of the locale, and those of the catalog, which has `|` between spellings.

    What the locale lacks of months and weekdays stands there with its number: `sept=9`, and Saturday is 6.
    """

    def words(name: str) -> tuple[str, ...]:
        return tuple(wording.say(f"words.{name}").split("|"))

    months, weekdays = calendar_names(wording.locale_id)
    months, weekdays = _with_more(months, words("months")), _with_more(weekdays, words("weekdays"))
    taken = {spelling for each in months for spelling in each}
    return DateWords(
        months=months,
        # Spanish writes both Tuesday and March as "mar"; in a date it is the month.
        weekdays=tuple(tuple(spelling for spelling in each if spelling not in taken) for each in weekdays),
        seasons=tuple(words(f"season.{number}") for number in range(21, 25)),
        numbers=tuple(words(f"number.{number}") for number in range(1, 16)),
        **{name: words(name.replace("_", "-")) for name in DATE_WORDS},
    )


def _with_more(names: tuple[tuple[str, ...], ...], more: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return `names` with `more` spellings, each with the number, from 1, of what it names: `sept=9`."""
    numbered = [each.partition("=") for each in more]
    return tuple(
        (*spellings, *(name for name, _, told in numbered if told == str(number)))
        for number, spellings in enumerate(names, 1)
    )
