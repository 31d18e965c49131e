"""Reading untyped data into records: keys, types and nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.matter.choices import Conduct
from docgen.matter.values import (
    UNANSWERED,
    Detail,
    Email,
    Gap,
    Id,
    Line,
    Maybe,
    Phone,
    Prose,
    Sha256,
    Unfit,
    Url,
    Words,
    Zone,
)
from docgen.records import Reader, nearest, path_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    name: Line
    told: Maybe[bool] = UNANSWERED
    amount: Decimal | None = None
    day: date | None = None
    kinds: tuple[Conduct, ...] = ()
    texts: Mapping[str, str] | None = None


def _read(value: object) -> tuple[Any, list[str]]:
    reader = Reader()
    record = reader.read(_Sample, value)
    return record, [f"{problem.id} {problem.place.path}" for problem in reader.problems]


def test_unanswered_declined_and_no_are_three_answers() -> None:
    assert _read({"name": "a"})[0].told is UNANSWERED
    assert _read({"name": "a", "told": None})[0].told is None
    assert _read({"name": "a", "told": False})[0].told is False


def test_a_problem_anywhere_gives_no_record() -> None:
    record, problems = _read({"nam": "a", "told": "yes", "kinds": ["threat", "hate"], "texts": {"en": 1}})

    assert record is None
    assert problems == [
        "problem.unknown-key nam",
        "problem.wrong-type told",
        "problem.no-such-choice kinds[0]",
        "problem.wrong-type texts.en",
        "problem.missing name",
    ]


@pytest.mark.parametrize("value", [1176, Decimal("342.5"), Decimal("0.01"), 0, 999_999_999_999])
def test_an_amount_has_at_most_two_decimals(value: object) -> None:
    assert _read({"name": "a", "amount": value})[1] == []


@pytest.mark.parametrize(
    "value",
    [-1, Decimal("-0.01"), Decimal("0.001"), 10**12, 10**4000, Decimal("1E+400"), Decimal("1E-400"), True, "12", 1.5],
)
def test_what_is_no_amount_is_refused(value: object) -> None:
    assert len(_read({"name": "a", "amount": value})[1]) == 1


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Email, "ana@example.org"), (Phone, "+44 20 7946 0018"), (Url, "https://example.com/p?q=1#x"), (Url, "http://[::1]/a"),
        (Sha256, "AB" * 32), (Zone, "America/Argentina/Buenos_Aires"), (Zone, "UTC"), (Id, "a1"), (Line, "Zoë O’Hara-ñ 陈"),
        (Line, "I <3 you & {{ 7*7 }}"), (Words, "one\ntwo\tthree 🙂\u200d"), (Words, "x" * 50_000), (Detail, "teacher"),
    ],
)  # fmt: skip
def test_a_text_that_fits_is_kept_as_it_stands(kind: Any, text: str) -> None:
    assert kind.parse(text) == (text.lower() if kind is Sha256 else text)


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (Line, "one\ntwo", "wanted.one-line"), (Line, "one\u2028two", "wanted.one-line"), (Line, "a\u202eb", "wanted.no-bidi-controls"),
        (Line, "x" * 501, "wanted.shorter-text"), (Line, " ", "wanted.some-text"), (Line, "", "wanted.some-text"),
        (Line, "a\x00b", "wanted.printable-text"), (Line, "a\ufffeb", "wanted.printable-text"), (Words, "\ud800", "wanted.printable-text"),
        (Words, "a\x0bb", "wanted.printable-text"), (Words, "\x1b[31m", "wanted.printable-text"), (Words, "x" * 200_001, "wanted.shorter-text"),
        (Email, "ana@example", "wanted.email"), (Email, "a b@example.org", "wanted.email"), (Phone, "12", "wanted.phone"),
        (Url, "javascript:alert(1)", "wanted.url"), (Url, "//host/share", "wanted.url"), (Url, "file:///etc/passwd", "wanted.url"),
        (Url, "https://exa mple.com", "wanted.url"), (Url, "https://" + "x" * 5000, "wanted.shorter-text"), (Url, "HTTP", "wanted.url"),
        (Sha256, "ab" * 31, "wanted.sha256"), (Id, "../a", "wanted.id"), (Id, "", "wanted.id"), (Zone, "PST8PDT?", "wanted.zone"),
    ],
)  # fmt: skip
def test_a_text_that_does_not_fit_says_what_is_wanted(kind: Any, text: str, wanted: str) -> None:
    with pytest.raises(Unfit) as refused:
        kind.parse(text)

    assert refused.value.wanted == wanted
    assert text not in str(refused.value) or not text.strip()


def test_line_ends_of_a_quotation_are_written_one_way() -> None:
    assert Words.parse("one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


def test_a_gap_stands_in_for_any_fact() -> None:
    gap = Gap("[MISSING: x]")

    record, problems = _read({"name": gap, "told": gap, "amount": gap, "kinds": gap, "day": gap})

    assert problems == []
    assert (record.name, record.kinds) == ("[MISSING: x]", ())


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("sumary", "summary"),
        ("exact-words", "exact_words"),
        ("Summary", "summary"),
        ("umsmary", "summary"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_what_was_probably_meant(word: str, meant: str) -> None:
    assert nearest(word, ["summary", "exact_words", "date"]) == meant


def test_a_path_is_written_as_people_write_it() -> None:
    assert path_text(("incidents", 2, "threat", "of_what")) == "incidents[2].threat.of_what"
    assert path_text(()) == ""


def test_prose_is_given_in_the_language_asked_for_or_as_it_was_told() -> None:
    prose = Prose.parse({"es": "Hola.", "en": "Hello."})

    assert [prose.in_language(each) for each in ("en", "es-MX", "fr")] == ["Hello.", "Hola.", "Hola."]
    assert (prose.has_language("en"), prose.has_language("fr")) == (True, False)
