"""Templates against the model and the law: unknown facts, facts that the reader must not see, broken tags, passages
that the law asks for and that are gone, languages that lag behind.
"""

from __future__ import annotations

from docgen.check.library import check_library
from docgen.check.names import name_problems, printable_names
from docgen.check.own_files import question_problems
from docgen.check.templates import check_template

__all__ = ["check_library", "check_template", "name_problems", "printable_names", "question_problems"]
