"""Reading a facts file: strict JSON, and for everything that is not, one plain problem with its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.answers import SIZE_LIMIT, read_json
from docgen.errors import AnswersUnreadable, DocgenError, Problem


def _refused(data: bytes | str) -> list[Problem]:
    with pytest.raises(DocgenError) as refused:
        read_json(data.encode() if isinstance(data, str) else data, "facts.json")
    return list(refused.value.problems)


@pytest.mark.parametrize(
    ("text", "id", "line", "column"),
    [
        ("", "json.empty", 1, 1),
        (" \n\t\n", "json.empty", 3, 1),
        ('{"a": 1,}', "json.trailing-comma", 1, 9),
        ('{"a": [1, 2,\n]}', "json.trailing-comma", 2, 1),
        ('{\n  // the client\n  "a": 1\n}', "json.comment", 2, 3),
        ('{"a": 1, # why\n "b": 2}', "json.comment", 1, 10),
        ('{"a": /* none */ 1}', "json.comment", 1, 7),
        ("{“a”: 1}", "json.wrong-quotes", 1, 2),
        ('{"a": “b”}', "json.wrong-quotes", 1, 7),
        ("{'a': 1}", "json.wrong-quotes", 1, 2),
        ('{"a": «b»}', "json.wrong-quotes", 1, 7),
        ('{"a": "one\ntwo"}', "json.raw-line-break", 1, 11),
        ('{"a": "one\x07"}', "json.raw-line-break", 1, 11),
        ('{"a": 1 "b": 2}', "json.missing-comma", 1, 9),
        ('{"a": 1}\n{"b": 2}', "json.text-after-end", 2, 1),
        ('{"a": NaN}', "json.not-a-number", 1, 7),
        ('{"a": 1,\n "b": -Infinity}', "json.not-a-number", 2, 7),
        ('{"why": "NaN is not text",\n "b": NaN}', "json.not-a-number", 2, 7),
        ('{"a": ', "json.syntax", 1, 7),
        ('{"a": "no end', "json.syntax", 1, 7),
        ('{"a": tru}', "json.syntax", 1, 7),
        ('{"a": "\\x"}', "json.syntax", 1, 8),
        ("[1, 2]", "json.not-an-object", 1, 1),
        ('"text"', "json.not-an-object", 1, 1),
        ("null", "json.not-an-object", 1, 1),
    ],
)
def test_each_fault_has_its_own_message_and_place(text: str, id: str, line: int, column: int) -> None:
    (problem,) = _refused(text)

    assert (problem.id, problem.place.line, problem.place.column) == (id, line, column)
    assert problem.place.source == "facts.json"


def test_a_missing_comma_is_told_from_a_number_that_begins_with_zero() -> None:
    """0123 is refused by JSON; docgen only must not claim that the file is fine."""
    assert _refused('{"a": 0123}')[0].id in ("json.syntax", "json.missing-comma")


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ('{"a": ' + "9" * 5000 + "}", "json.too-deep"),
        ('{"a": 1e999999999999999999999}', "json.too-deep"),
        ('{"a": -' + "9" * 5000 + "}", "json.too-deep"),
        ('{"a": ' + "[" * 5000 + "]" * 5000 + "}", "json.too-deep"),
        ('{"a": ' + "[" * 300 + "]" * 300 + "}", "json.too-deep"),
        ('{"a": ' * 600 + "1" + "}" * 600, "json.too-deep"),
        ('{"a": ' + "[" * 600 + "]" * 600 + ', "a": 1}', "json.too-deep"),
        ("[" * 100_000, "json.too-deep"),
    ],
)
def test_what_no_program_should_follow_is_refused_with_its_place(text: str, id: str) -> None:
    (problem,) = _refused("\n" + text)

    assert problem.id == id
    assert problem.place.line == 2
    assert problem.place.column


def test_nesting_that_people_write_is_followed() -> None:
    assert read_json(('{"a": ' + "[" * 40 + "]" * 40 + "}").encode(), "facts.json").values


def test_every_duplicate_key_is_shown_with_its_path_and_place() -> None:
    text = '{\n  "a": 1,\n  "b": [{"c": 1, "c": 2}],\n  "a": 3\n}'

    found = {(problem.id, problem.place.path, problem.place.line) for problem in _refused(text)}

    assert found == {("json.duplicate-key", "b[0].c", 3), ("json.duplicate-key", "a", 4)}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": {"b": 1, "b": 2}, ',
        '{"a": {"b": 1, "b": 2}',
        '{"a": {"b": 1, "b": 2}} x',
        '{"a": {"b": 1, "b": 2}, "c": [1, ]}',
        '{"a": {"b": NaN, "b": 2}, "c"',
        '{"a": {"b": 1, "b": 2}, "c": "\x01"}',
    ],
)
def test_a_duplicate_key_in_a_broken_file_hides_no_syntax_error(text: str) -> None:
    """The first thing to mend is the syntax: the rest of the file cannot be read before."""
    assert _refused(text)[0].place.line == 1
    assert "json.duplicate-key" not in [problem.id for problem in _refused(text)]


@pytest.mark.parametrize(
    "data", [b"\xff\xfe{\x00}\x00", b'{"a": "\xe9"}', b"\x80", b"PK\x03\x04\xff", b'{"a": "\xed\xa0\x80"}']
)
def test_what_is_no_text_in_utf8_is_unreadable(data: bytes) -> None:
    with pytest.raises(AnswersUnreadable) as refused:
        read_json(data, "facts.json")

    assert [problem.id for problem in refused.value.problems] == ["json.not-utf8"]


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(AnswersUnreadable) as refused:
        read_json(bytes(SIZE_LIMIT + 1), "facts.json")

    assert [problem.id for problem in refused.value.problems] == ["json.too-large"]


def test_a_byte_order_mark_is_no_fault_and_moves_no_place() -> None:
    answers = read_json(b'\xef\xbb\xbf{"a": 1}', "facts.json")

    assert answers.values == {"a": 1}
    assert (answers.place_of(("a",)).line, answers.place_of(("a",)).column) == (1, 2)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_place_is_the_same_whatever_the_line_ends(end: str) -> None:
    answers = read_json(f'{{{end}  "a": {{{end}    "é": [1, {{"b": 2}}]{end}  }}{end}}}'.encode(), "facts.json")

    place = answers.place_of(("a", "é", 1, "b"))

    assert (place.line, place.column, place.path) == (3, 15, "a.é[1].b")


def test_something_missing_stands_where_its_record_stands() -> None:
    answers = read_json(b'{"client":\n {"name": "A"}}', "facts.json")

    place = answers.place_of(("client", "contact", "email"))

    assert (place.line, place.column, place.path) == (1, 2, "client.contact.email")


def test_amounts_are_read_as_they_were_written() -> None:
    assert read_json(b'{"a": 0.1, "b": 342.50}', "facts.json").values == {"a": Decimal("0.1"), "b": Decimal("342.50")}


def test_answers_never_show_their_text_in_a_log() -> None:
    assert "Larkmoor" not in repr(read_json(b'{"home": "Larkmoor"}', "facts.json"))


def test_a_refusal_names_no_value() -> None:
    problems = _refused('{"home": "Larkmoor", "home": "Larkmoor"}')

    assert "Larkmoor" not in repr(problems)
