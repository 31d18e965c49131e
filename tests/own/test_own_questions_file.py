"""What a clinic can get wrong in its questions, told all at once; and patterns that cannot take long."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from clinic import QUESTIONS, a_clinic, with_line
from hypothesis import given
from hypothesis import strategies as st
from terminal import docgen

from docgen.errors import TemplateProblem
from docgen.library import Library
from docgen.own_questions.pattern import compiled_pattern


def problems(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / "questions.toml").write_text(text, encoding="utf-8")
    try:
        Library.open(folder).own_questions()
    except TemplateProblem as error:
        return [(each.id, each.place.path) for each in error.problems]
    return []


WRONG = [
    ('name = "case_worker"', 'name = "Case worker"', "own.bad-name", "own.Case worker"),
    ('name = "case_worker"', 'name = "class"', "own.bad-name", "own.class"),
    ('name = "case_worker"', 'name = "exhibits"', "own.bad-name", "own.exhibits"),
    ('name = "case_worker"', 'name = "story"', "own.double-name", "own.story"),
    ('readers = "court"\nrequired', "required", "own.no-readers", "own.case_worker.readers"),
    ('label.en = "origin"', 'label.en = "origin"\nleast = 1', "own.useless-key", "own.origin.least"),
    ('label.en = "origin"', 'label.english = "origin"', "own.bad-language", "own.origin.label.english"),
    ('label.en = "origin"', "label = {}", "own.no-label", "own.origin.label"),
    ('label.en = "origin"', 'label.en = "origin"\nkinds = ["cover-shet"]', "own.unknown-kind", "own.origin.kinds"),
    ('label.en = "origin"', 'label.en = "origin"\nwhen = "len(x)"', "own.bad-condition", "own.origin.when"),
    ('label.en = "origin"', "label.en = \"origin\"\nwhen = 'answers.storey'", "own.unknown-fact", "own.origin.when"),
    ('"phone", label', '"walk_in", label', "own.bad-choices", "own.origin.choices"),
    ('"phone", label', '"my phone", label', "own.bad-choices", "own.origin.choices"),
    ("least = 1\n", "least = -1\n", "own.bad-bound", "own.household"),
    ("least = 1\n", "least = 31\n", "own.bad-bound", "own.household"),
    ("least = 2026-01-01", 'least = "soon"', "own.bad-bound", "own.hearing"),
    ("least = 0.50", 'currency = "dollars"', "own.bad-currency", "own.income.currency"),
    (r"'\d{2}-\d{3}'", r"'(a+)+'", "own.bad-pattern", "own.file_number.pattern"),
    ('example.en = "12-345"', 'example.en = "12345"', "own.pattern-example", "own.file_number.example"),
    ('wrong.en = "Write it as 12-345."\nwrong.es = "Escríbalo como 12-345."\n', "", "own.pattern-untold",
     "own.file_number.wrong"),
    ('name = "born"\ntype = "date"', 'name = "born"\ntype = "records"', "own.not-in-a-record", "own.children.born"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "id", "path"), WRONG)
def test_each_mistake_is_told_where_it_stands(tmp_path: Path, old: str, new: str, id: str, path: str) -> None:
    assert (id, path) in problems(tmp_path, with_line(a_text(), old, new))


def a_text() -> str:
    return QUESTIONS


def test_the_toy_clinic_has_no_mistake(tmp_path: Path) -> None:
    assert problems(tmp_path, QUESTIONS) == []


def test_all_mistakes_are_told_at_once_and_end_every_command(tmp_path: Path) -> None:
    text = with_line(with_line(QUESTIONS, 'name = "origin"', 'name = "Origin"'), "least = 1\n", "least = 31\n")
    folder = a_clinic(tmp_path / "clinic")
    (folder / "questions.toml").write_text(text)

    done = docgen("templates", "check", "--templates", str(folder), folder=tmp_path)

    assert done.returncode == 4
    assert "own.Origin" in done.stderr
    assert "own.household" in done.stderr


@pytest.mark.parametrize("text", [r"\d{2}-\d{3}", "[A-Z]{2,4}/[0-9]+", "(A|B|C)-?[a-z]*", r"AZ\.\d+", "(?:no)?ne"])
def test_the_usual_patterns_are_accepted(text: str) -> None:
    assert compiled_pattern(text).pattern == text


@pytest.mark.parametrize(
    "text",
    ["(a+)+b", "(a|a)*b", "a*" * 4, r"(\w+)\1", "(?=a)b", "(?P<x>a)", "a**", "a{999}{999}", "[", "(", "a)", "", "x" * 201,
     "(a?){5}", "(|a|b)+", "^a$", "a" + "|a" * 20],
)  # fmt: skip
def test_a_pattern_that_is_none_or_could_take_long_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        compiled_pattern(text)


@given(
    st.text(alphabet=r"ab\d\w.[]()|?*+{},1239-", max_size=24),
    st.sampled_from(["a" * 199 + "!", "ab" * 99 + "!", "1" * 200, "a1" * 100]),
)
def test_whatever_pattern_is_accepted_decides_at_once(pattern: str, text: str) -> None:
    try:
        found = compiled_pattern(pattern)
    except ValueError:
        return
    start = time.process_time()
    found.fullmatch(text)

    assert time.process_time() - start < 1
    assert re.compile(pattern)
