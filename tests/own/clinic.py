"""A clinic's folder with an own question of every type, and answers to all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.build import built_template
from docgen.files import write_file
from docgen.library import Library

QUESTIONS = """
[[own]]
name = "case_worker"
type = "text"
label.en = "case worker"
label.es = "persona que lleva el caso"
ask.en = "Who works on this case?"
ask.es = "¿Quién lleva este caso?"
why.en = "So that the office knows whom to call."
readers = "court"
required = true

[[own]]
name = "file_number"
type = "text"
label.en = "file number"
ask.en = "What is the number of the file?"
readers = "nobody"
pattern = '\\d{2}-\\d{3}'
wrong.en = "Write it as 12-345."
wrong.es = "Escríbalo como 12-345."
example.en = "12-345"

[[own]]
name = "story"
type = "long-text"
label.en = "how we met the client"
ask.en = "How did the client find the clinic?"
readers = "police"

[[own]]
name = "interpreter"
type = "yes-no"
label.en = "interpreter"
ask.en = "Was there an interpreter?"
readers = "party"

[[own]]
name = "origin"
type = "choice"
label.en = "origin"
ask.en = "How did the client come?"
readers = "court"
choices = [
  { id = "walk-in", label = { en = "Walk-in", es = "Sin cita" } },
  { id = "phone", label = { en = "By telephone", es = "Por teléfono" } },
]

[[own]]
name = "services"
type = "choices"
label.en = "services"
ask.en = "What did the clinic do?"
readers = "court"
choices = [
  { id = "advice", label = { en = "advice", es = "asesoramiento" } },
  { id = "letter", label = { en = "a letter", es = "una carta" } },
  { id = "safety-plan", label = { en = "a safety plan", es = "un plan de seguridad" } },
]

[[own]]
name = "hearing"
type = "date"
label.en = "day of the hearing"
ask.en = "When is the hearing?"
readers = "court"
least = 2026-01-01
most = 2027-12-31

[[own]]
name = "household"
type = "number"
label.en = "people in the household"
ask.en = "How many people live in the household?"
readers = "court"
least = 1
most = 30

[[own]]
name = "income"
type = "money"
label.en = "monthly income"
ask.en = "What is the monthly income?"
readers = "police"
least = 0.50

[[own]]
name = "children"
type = "records"
label.en = "child"
ask.en = "Are there children to protect?"
more.en = "Is there another child?"
readers = "court"

[[own.field]]
name = "name"
type = "text"
label.en = "name of the child"
ask.en = "What is the name of the child?"
required = true

[[own.field]]
name = "born"
type = "date"
label.en = "birthday of the child"
ask.en = "When was the child born?"
readers = "police"

[[own.field]]
name = "school"
type = "text"
label.en = "school of the child"
ask.en = "Which school?"
when = 'name != "Nobody"'
"""

ANSWERS: dict[str, Any] = {
    "case_worker": "Noor Vandersteen",
    "file_number": "26-142",
    "story": "A neighbour told them of the *clinic*.",
    "interpreter": True,
    "origin": "walk-in",
    "services": ["advice", "safety-plan"],
    "hearing": "2027-01-15",
    "household": 4,
    "income": 1850.5,
    "children": [
        {"name": "Juniper", "born": "2017-05-09", "school": "Larkspur School"},
        {"name": "Rowan"},
    ],
}

MANIFEST = """
audience = "court"
title.en = "Cover sheet"
title.es = "Carátula"
purpose.en = "Tells the court who works on a case."
purpose.es = "Dice al tribunal quién lleva un caso."
"""

WORDING = """# Cover sheet

Case worker: {{ answers.case_worker }}

{% if answers.interpreter %}

There was an interpreter.

{% endif %}

{% if answers.origin %}

Came: {{ answers.origin }}

{% endif %}

{% if answers.origin_is.walk_in %}

Nobody had called before.

{% endif %}

{% if answers.services %}

Done: {{ answers.services }}

{% endif %}

{% if answers.hearing %}

Hearing: {{ answers.hearing }}

{% endif %}

{% if answers.household %}

Household: {{ answers.household }}

{% endif %}

{% for child in answers.children %}

Child: {{ child.name }}{% if child.school %} of {{ child.school }}{% endif %}

{% endfor %}
"""


def a_clinic(folder: Path, questions: str = QUESTIONS, wording: str = WORDING, manifest: str = MANIFEST) -> Path:
    """Write a clinic's folder with the kind `cover-sheet` into `folder` and return it."""
    kind = folder / "cover-sheet"
    kind.mkdir(parents=True, exist_ok=True)
    (folder / "questions.toml").write_text(questions, encoding="utf-8")
    (kind / "template.toml").write_text(manifest, encoding="utf-8")
    for language in ("en", "es"):
        path = kind / f"cover-sheet.{language}.md"
        path.write_text(wording, encoding="utf-8")
        write_file(path.with_suffix(".docx"), built_template(Library.open(folder), path), force=True)
    return folder


def with_line(text: str, old: str, new: str) -> str:
    """Return `text` with `new` in place of `old`, which stands in it."""
    assert old in text, old
    return text.replace(old, new, 1)
