"""Notes on a long text just typed: what the person may want to look at again before somebody else reads it.

Notes advise. They never block, never change a text and never repeat what was typed. A false alarm costs trust, so what
is common and harmless is left alone (a date, an amount, “painkiller”, “he called me crazy”); what is missed here is
still searched for when the document is finished (`docgen.leaks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from docgen.frozen import ordered
from docgen.localization import Wording, calendar_names
from docgen.matter.audiences import Audience
from docgen.matter.values import Prose, Words
from docgen.notes.private import PLACE_WORDS, PlaceWords, holds_private, place_words
from docgen.notes.spoken import Spoken, own_words, spoken, told_by
from docgen.notes.told import private_facts
from docgen.questions import audiences_of_fact, fact_type, fact_types

__all__ = ["NoteWords", "note_words", "text_notes"]

_SUMMARY = "incidents.summary"
_OUTSIDERS = frozenset({Audience.RESPONDENT, Audience.PLATFORM, Audience.COURT})
"""Readers who must not learn where the client lives or how to reach them: a court paper is served on the respondent."""


@ordered
class NoteWords:
    """What one language calls things, from its catalog (`words.…`); `*` stands for any end of a word."""

    threat: Spoken
    """Words of a threat: threaten, kill."""
    names_called: Spoken
    """Words that call names instead of stating facts."""
    said_of_client: Spoken
    """What shows that a name was called by the other person: called me, said that I."""
    places: PlaceWords
    """Words of addresses, telephone numbers and what is like them."""


class _Told(NamedTuple):
    """The text, and what is known where it was typed."""

    fact: str
    text: str
    matter: Mapping[str, object]
    record: Mapping[str, object]
    """The facts of the record that the text stands in; empty outside of records."""


def note_words(wording: Wording) -> NoteWords:
    """Return the words of the language of `wording`, the catalog `program-interview`. Raises `TemplateProblem`."""

    def words(name: str) -> tuple[str, ...]:
        return tuple(wording.say(f"words.{name}").split("|"))

    months, _ = calendar_names(wording.locale_id)
    return NoteWords(
        spoken(words("threat")),
        spoken(words("names-called")),
        spoken(words("said-of-client")),
        place_words({name: words(name) for name in PLACE_WORDS}, months),
    )


def text_notes(fact: str, text: str, values: Mapping[str, object], words: NoteWords) -> tuple[str, ...]:
    """Return the ids of the sentences to tell a person who has just typed `text` as the answer to `fact`.

    `fact` is a path such as `incidents.summary`. `values` holds the facts told so far: those of the matter, or in a
    record the record's own with the matter under `matter`. Only long texts get notes (`Prose` and `Words`); other
    facts, and those of a clinic's own questions, get none. Never raises for any text; takes time in proportion to it.
    """
    if fact not in fact_types() or fact_type(fact).type not in (Prose, Words):
        return ()
    outer = values.get("matter")
    told = _Told(fact, text, outer, values) if isinstance(outer, Mapping) else _Told(fact, text, values, {})
    notes = {
        "note.no-exact-words": _lacks_exact_words(told, words),
        "note.private-place": _tells_private(told, words),
        "note.calls-names": _calls_names(told, words),
    }
    return tuple(id for id, applies in notes.items() if applies)


def _lacks_exact_words(told: _Told, words: NoteWords) -> bool:
    """Return whether an incident speaks of a threat and its words are not given, nor refused."""
    return told.fact == _SUMMARY and told.record.get("exact_words", "") == "" and told_by(told.text, words.threat)


def _tells_private(told: _Told, words: NoteWords) -> bool:
    """Return whether the text tells where somebody is or can be reached, and outsiders may read it."""
    readers = audiences_of_fact(told.fact) & _OUTSIDERS
    if not readers:
        return False
    facts = private_facts(told.fact, told.matter, told.record, readers, _OUTSIDERS)
    return holds_private(told.text, facts, words.places)


def _calls_names(told: _Told, words: NoteWords) -> bool:
    """Return whether the person's own account calls names: quoted words, and names the client was called, are facts."""
    wanted: Any = fact_type(told.fact).type
    return wanted is Prose and told_by(own_words(told.text), words.names_called, unless=words.said_of_client)
