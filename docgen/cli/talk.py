"""One interview under way: what is asked, of whom, and what was said so far."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.cli.asking import Asker
from docgen.interview.options import known
from docgen.conditions import holds, value_at
from docgen.library import Library
from docgen.manifest import Required
from docgen.questions import Offer, Question, Section, list_of

__all__ = ["Record", "Talk"]

Record = dict[str, object]
"""A record of facts as JSON holds it."""


@dataclass(frozen=True)
class Talk:
    """One interview: what is asked, whom it is for, and what was said so far (`values`, which grows)."""

    asker: Asker
    library: Library
    kind: str
    language: str
    sections: tuple[Section, ...]
    requires: tuple[Required, ...]
    values: Record

    def level(self, head: str) -> tuple[Question, ...]:
        """Return the questions of one level: the matter's own for "", or those of the list of records `head`."""
        questions = (question for section in self.sections for question in section.question)
        return tuple(question for question in questions if list_of(question.fact) == head)

    def question(self, fact: str) -> Question:
        """Return the question for `fact`, which a test proves to exist."""
        return next(each for section in self.sections for each in section.question if each.fact == fact)

    def offer(self, id: str) -> Offer:
        """Return the offer `id`."""
        return next(each for section in self.sections for each in section.offer if each.id == id)

    def scope(self, head: str, record: Record) -> Record:
        """Return what conditions of the questions in `head` may read."""
        told = {"known": known(self.library, self.kind, self.language, self.values)}
        return {**record, **told, "matter": self.values} if head else {**record, **told}

    def needed(self, head: str, record: Record) -> frozenset[str]:
        """Return the facts of this level that the kind of document cannot do without."""
        found = (item for item in self.requires if list_of(item.fact) == head and holds(item.when, record))
        return frozenset(item.fact for item in found if head or value_at(item.fact, record) in (None, []))
