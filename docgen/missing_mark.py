"""The visible mark that a draft prints for a fact that nobody has told yet."""

from __future__ import annotations

from docgen.frozen import ordered
from docgen.library import Library

__all__ = ["MissingMark"]


@ordered
class MissingMark:
    """Makes the `[MISSING: …]` mark of a fact in the document's language, in the words of its place."""

    library: Library
    kind: str
    language: str
    locale: str

    def __call__(self, fact: str) -> str:
        """Return the mark of `fact`, a path without the numbers of lists, such as `incidents.date`."""
        from docgen.questions import label_of

        documents = self.library.wording("documents", self.language, self.locale)
        own_questions = self.library.own_questions(self.kind)
        if own_questions and fact in own_questions.by_fact:
            return documents.say("mark.missing", fact=own_questions.label(fact, documents))
        questions = self.library.questions(self.kind)
        names = self.library.wording("interview", self.language, self.locale)
        label = label_of(questions, fact)
        known = any(question.fact == fact for question in questions)
        return documents.say("mark.missing", fact=names.translate(f"{fact}.label", label) if known else fact)
