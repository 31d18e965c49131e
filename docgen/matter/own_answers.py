"""What own answers of a clinic become: a record whose class is made from the clinic's questions."""

from __future__ import annotations

__all__ = ["ANSWERS", "OwnAnswers"]

ANSWERS = "answers"
"""The fact that holds own answers."""


class OwnAnswers:
    """The answers to own questions, of a clinic or a kind, or one record of them.

    `docgen.own_questions.known` makes the class of each.
    """

    __slots__ = ()
