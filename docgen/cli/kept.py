"""Answers that were typed and gave no document: said what is wrong, and kept in a file if the person wants that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from docgen.answers import Answers
from docgen.cli.asking import Asker
from docgen.cli.report import report_problems
from docgen.cli.settings import Settings
from docgen.cli.world import World
from docgen.errors import DocgenError
from docgen.files import free_name, write_file
from docgen.localization import open_wording

__all__ = ["as_number", "keep_answers"]


def keep_answers(world: World, settings: Settings, answers: Answers, error: DocgenError) -> None:
    """Say why `error` stopped the document, and ask whether to keep what was typed in a facts file.

    Nothing is written without a yes. Raises `OutputProblem` where the file cannot be written.
    """
    folders, language = settings.library.locales, settings.language
    program = open_wording(folders, "program", language)
    report_problems(world.stderr, program, error.problems)
    asker = Asker(
        world=world,
        words=open_wording(folders, "program-interview", language),
        questions=open_wording(folders, "interview", language),
        labels=open_wording(folders, "documents", language),
    )
    try:
        wanted = asker.yes(program.say("keep.question"))
    except (EOFError, KeyboardInterrupt):
        return
    if wanted:
        path = free_name(world.folder, world.today, "json")
        write_file(path, _as_json(answers.values))
        world.stderr.write(program.say("keep.done", path=path) + "\n")


def _as_json(values: Mapping[str, object]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, indent=2, default=as_number)
    return f"{text}\n".encode()


def as_number(value: object) -> float | str:
    """Return what JSON has no type for: an amount as a number, anything else as text."""
    return float(value) if isinstance(value, Decimal) else str(Path(str(value)))
