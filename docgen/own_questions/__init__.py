"""The own questions of a clinic: read from its `questions.toml`, typed, and known by one value, `OwnQuestions`.

The model's types stay as they are. The own ones come with the clinic's library and go wherever facts are read, asked
for, printed, searched for or described. Without a clinic's questions nothing here is loaded for a paper from a file.
"""

from docgen.own_questions.asked import asked, asked_like, asked_without
from docgen.own_questions.example import example_answers
from docgen.own_questions.folder import ClinicQuestions, own_questions_in, own_questions_of
from docgen.own_questions.known import NO_OWN_QUESTIONS, OwnQuestions, in_language

__all__ = [
    "NO_OWN_QUESTIONS",
    "ClinicQuestions",
    "OwnQuestions",
    "asked",
    "asked_like",
    "asked_without",
    "example_answers",
    "in_language",
    "own_questions_in",
    "own_questions_of",
]
