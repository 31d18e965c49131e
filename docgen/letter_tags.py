"""Which words of a finished letter a template has instead: names, dates, addresses, numbers, lists of incidents.

Found by their look and their place, so something is always missed and something found that is none: a suggestion is
for a person to take or leave. Pure: paragraphs in, suggestions out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from docgen.frozen import ordered
from docgen.notes.addresses import Streets, holds_address

__all__ = ["LetterWords", "Suggestion", "suggestions"]


@ordered
class LetterWords:
    """What finding needs of the letter's language, and what the new kind may print."""

    months: tuple[str, ...]
    """Spellings of the months."""
    fillers: tuple[str, ...]
    """Words without meaning in a date: of, the."""
    money: tuple[str, ...]
    """Names and codes of currencies."""
    particles: tuple[str, ...]
    """Words with a small letter within names, of all languages: de, van."""
    streets: Streets
    may_print: Callable[[str], bool]
    """Whether the reader of the kind may see a fact, by its name in a tag."""
    otherwise: str
    """The fact that stands in where they may not: the kind's own question."""


@ordered
class Suggestion:
    """Words of a letter, and what to write in their place."""

    paragraph: int
    """Number of the paragraph, from 1."""
    start: int
    end: int
    fact: str
    """Name of the fact, such as `sender.name`; "incidents" for paragraphs that each tell one."""
    last: int = 0
    """For incidents, the number of the last paragraph."""


_EMAIL = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+|\(0|0|\()?\d[\d ()/\u00a0.-]{5,22}\d(?![\w/])")
_SYMBOL = r"[^\W\d_]{0,3}[$¢£¥\u20a0-\u20cf]"
"""A sign of the Unicode category Sc that letters write, perhaps with those of its country: US$, R$."""
_FIGURE = r"\d{1,3}(?:[.,’' \u00a0]?\d{3}){0,4}(?:[.,]\d{2})?"
_DIGITS_DAY = r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}"
_LONG = 80
"""Signs from which a paragraph is no line of an address or a signature."""


def suggestions(paragraphs: Sequence[str], words: LetterWords) -> tuple[Suggestion, ...]:
    """Return what to write in place of which words of the letter, in their order; no two overlap."""
    lists = tuple(_lists(paragraphs, words))
    told = {number for each in lists for number in range(each.paragraph, each.last + 1)}
    found: list[Suggestion] = [*lists]
    days = 0
    names = dict(_names(paragraphs, words))
    for number, text in enumerate(paragraphs, 1):
        if number in told:
            continue
        here: list[Suggestion] = []
        for match in _days(words).finditer(text):
            days += 1
            _add(here, number, match.span(), "document.date" if days == 1 else "letter.deadline", words)
        for pattern, fact in ((_EMAIL, "sender.email"), (_money(words), "total_loss"), (_PHONE, "sender.phone")):
            for match in pattern.finditer(text):
                if pattern is not _PHONE or 7 <= sum(sign.isdigit() for sign in match[0]) <= 15:
                    _add(here, number, match.span(), fact, words)
        for start, line in _lines_of(text):
            if holds_address(line, words.streets):
                _add(here, number, (start, start + len(line)), "sender.address", words)
        for name, fact in names.items():
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                _add(here, number, match.span(), _role(fact, number, paragraphs), words)
        found += sorted(here, key=lambda each: each.start)
    return tuple(sorted(found, key=lambda each: (each.paragraph, each.start)))


def _add(found: list[Suggestion], number: int, span: tuple[int, int], fact: str, words: LetterWords) -> None:
    start, end = span
    if all(end <= each.start or start >= each.end for each in found):
        found.append(Suggestion(number, start, end, fact if words.may_print(fact) else words.otherwise))


def _any(words: Sequence[str]) -> str:
    """Return a pattern for any of `words`, without groups, with either apostrophe."""
    return "|".join(re.escape(each).replace("'", "['’]") for each in sorted(words, key=len, reverse=True))


def _days(words: LetterWords) -> re.Pattern[str]:
    months = _any([each for each in words.months if len(each) > 2])
    number, filler = r"\d{1,2}[^\W\d_]{0,3}\.?", rf"(?:(?:{_any(words.fillers)})\s*)?"
    return re.compile(
        rf"(?<![\w.]){number}\s+{filler}(?:{months})\.?(?:,?\s+{filler}\d{{4}})?(?!\w)"
        rf"|(?<!\w)(?:{months})\.?\s+{number}(?:,?\s+\d{{4}})?(?!\w)|(?<![\w.-])(?:{_DIGITS_DAY})(?![\w-])",
        re.IGNORECASE,
    )


def _money(words: LetterWords) -> re.Pattern[str]:
    sign = rf"(?<!\w)(?:{_SYMBOL}|(?i:{_any(words.money)})\b)"
    return re.compile(rf"{sign}\s?{_FIGURE}(?!\d)|(?<![\d.,]){_FIGURE}\s?(?:{_SYMBOL}|(?i:{_any(words.money)})\b)")


def _lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a paragraph, each with where it begins."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _lists(paragraphs: Sequence[str], words: LetterWords) -> Iterator[Suggestion]:
    """Yield the runs of two or more paragraphs that each begin with a day and go on."""
    day, first = _days(words), 0
    for number, text in enumerate([*paragraphs, ""], 1):
        match = day.search(text)
        if match and match.start() < 25 and len(text) > match.end() + 15:
            first = first or number
            continue
        if first and number - first > 1 and words.may_print("incidents"):
            yield Suggestion(first, 0, len(paragraphs[first - 1]), "incidents", last=number - 1)
        first = 0


# Names ----------------------------------------------------------------------------------------------------------------


def _names(paragraphs: Sequence[str], words: LetterWords) -> Iterator[tuple[str, str]]:
    """Yield each name that stands on a line of its own, with the part that its bearer has: sender, then recipient."""
    head, tail = _body(paragraphs)
    parts = iter(("sender.name", "respondent.label"))
    seen: list[str] = []
    capital = r"[^\W\d_a-z][\w’'-]*"
    looks = re.compile(rf"{capital}\.?(?:\s+(?:(?:{_any(words.particles)})\s+){{0,2}}{capital}){{1,3}}")
    for number, text in enumerate(paragraphs, 1):
        if head < number < tail:
            continue
        for _, line in _lines_of(text):
            name = line.strip().rstrip(",:")
            if looks.fullmatch(name) and name not in seen:
                seen.append(name)
                fact = next(parts, "") if number <= head else "sender.name"
                if fact:
                    yield name, fact


def _body(paragraphs: Sequence[str]) -> tuple[int, int]:
    """Return the numbers of the paragraphs before the first long one and behind the last; the ends where none is."""
    long = [number for number, text in enumerate(paragraphs, 1) if len(text) >= _LONG]
    return (long[0] - 1, long[-1] + 1) if long else (len(paragraphs), len(paragraphs) + 1)


def _role(fact: str, number: int, paragraphs: Sequence[str]) -> str:
    """Return what the bearer of a name is called where it stands: who signs behind the body, the client within it."""
    head, tail = _body(paragraphs)
    if fact != "sender.name" or number <= head:
        return fact
    return "signing.name" if number >= tail else "client.name"
