"""A letter that a clinic has, with the tags that docgen suggests for its words."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check import printable_names
from docgen.cli.dates_typed import date_words
from docgen.cli.report import place_in_words, print_lines, write_text
from docgen.cli.settings import Settings
from docgen.cli.vocabulary import wordings_of
from docgen.cli.world import World
from docgen.errors import Place
from docgen.letter_tags import LetterWords, Suggestion, suggestions
from docgen.localization import Wording, best_language, languages_with
from docgen.matter.own_answers import ANSWERS
from docgen.new_kind import NewKind, example_fact
from docgen.notes import note_words

__all__ = ["marked_letter"]

_START, _END = "{%p for incident in incidents %}", "{%p endfor %}"
_INCIDENT = "{{ incident.when }}: {{ incident.summary }}"


def marked_letter(world: World, settings: Settings, data: bytes, source: str, wanted: NewKind, *, apply: bool) -> bytes:
    """Return the letter with a comment for each suggestion, or with `apply` the tags in place of the words.

    What was found is printed: paragraph, words, tag; and what of the letter was left behind. Raises `TemplateProblem`
    for a file that is no sound Word file, which it calls `source`, as the person did.
    """
    from docgen.word.letter import opened_letter
    from docgen.word.suggest import Mark, letter_parts, marked, replaced

    words = settings.library.wording("program", settings.language)
    letter, marks = opened_letter(data, source), list[Mark]()
    for part, paragraphs in letter_parts(letter).items():
        found = suggestions(paragraphs, _letter_words(settings, wanted))
        print_lines(world.stdout, _rows(words, part, paragraphs, found))
        for each in found:
            text = _tag(each) if apply else _comment(words, each)
            marks.append(Mark(part, each.paragraph, each.start, each.end, text, each.last, (_START, _END)))
    made = (replaced if apply else marked)(letter, marks)
    for what, number in sorted(letter.left.items()):
        if number:
            write_text(world.stderr, words.say(f"left.{what}", number=number))
    return made


def _letter_words(settings: Settings, wanted: NewKind) -> LetterWords:
    library = settings.library
    spoken = best_language(wanted.language, languages_with(library.locales, "program-interview")) or settings.language
    wording = library.wording("program-interview", spoken)
    dates = date_words(wording)
    places = (library.jurisdiction(code) for code in library.jurisdictions())
    spoken_anywhere = wordings_of(settings, "program-interview")
    allowed = printable_names(wanted.reader)
    return LetterWords(
        months=tuple(spelling for each in dates.months for spelling in each),
        fillers=dates.fillers,
        money=tuple({*wording.say("words.money").split("|"), *(each.currency for each in places if each.currency)}),
        particles=tuple({word for each in spoken_anywhere for word in each.say("words.in-names").split("|")}),
        streets=note_words(wording).places.streets,
        may_print=lambda fact: fact in allowed,
        otherwise=f"{ANSWERS}.{example_fact(wanted.name)}",
    )


def _tag(each: Suggestion) -> str:
    return _INCIDENT if each.last else f"{{{{ {each.fact} }}}}"


def _comment(words: Wording, each: Suggestion) -> str:
    if each.last:
        return words.say("new-kind.comment-list", tag=_INCIDENT, start=_START, end=_END)
    return words.say("new-kind.comment", tag=_tag(each))


def _rows(words: Wording, part: str, paragraphs: list[str], found: tuple[Suggestion, ...]) -> Iterator[str]:
    for each in found:
        told = " ".join(paragraphs[each.paragraph - 1][each.start : each.end].split())
        place = place_in_words(words, Place(part=part, paragraph=each.paragraph))
        place += f"–{each.last}" if each.last else ""
        yield words.say("new-kind.row", place=place, words=told[:60], tag=_tag(each))
