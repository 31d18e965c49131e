"""The own questions of a clinic: read from its `questions.toml`, typed, and known by one value, `Own`.

The model's types stay as they are. The own ones come with the clinic's library and go wherever facts are read, asked
for, printed, searched for or described. Without a clinic's questions nothing here is loaded for a paper from a file.
"""

from docgen.own.asked import asked, asked_like, asked_without
from docgen.own.example import example_answers
from docgen.own.folder import ClinicQuestions, own_in, own_of
from docgen.own.known import NOTHING, Own, in_language

__all__ = [
    "NOTHING",
    "ClinicQuestions",
    "Own",
    "asked",
    "asked_like",
    "asked_without",
    "example_answers",
    "in_language",
    "own_in",
    "own_of",
]
