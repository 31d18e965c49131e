"""Leaks are stopped, hostile texts come out exactly, drafts show their gaps."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

import docgen
from docgen.answers import Answers
from docgen.matter import Matter
from docgen.matter.values import Line, Prose, Words
from docgen.plain_words import as_words
from docgen.records import field_types, record_type
from docgen.word import own_parts, searchable_parts, text_of

from .conftest import LIBRARY, OFFERED, TODAY, WORDINGS, Offered, made

LETTER = Offered("cease-and-desist", "en", "US-CA")
DECLARATION = Offered("protective-order", "en", "US-CA")


@pytest.mark.parametrize("kind", ["cease-and-desist", "takedown-request", "protective-order"])
@pytest.mark.parametrize(
    ("fact", "repeated"),
    [
        ("home_address", "Come to {0} and see."),
        ("home_phone", "Call {0} now."),
        ("private_email", "Write to {0} soon."),
        ("birth_date", "Born on {0}, she says."),
        ("workplace", "She works at {0}, tell them."),
    ],
)
def test_a_served_paper_that_repeats_a_guarded_fact_is_never_made(kind: str, fact: str, repeated: str):
    facts: dict[str, Any] = copy.deepcopy(Offered(kind, "en", "US-CA").facts)
    value = str(facts["client"][fact]).split("\n")[0]
    for incident in facts["incidents"]:
        incident["summary"] = repeated.format(value)

    with pytest.raises(docgen.LeakStopped) as stopped:
        docgen.render_document(Offered(kind, "en", "US-CA").planned(facts))

    assert f"client.{fact}" in {problem.place.path for problem in stopped.value.problems}
    assert value not in str(stopped.value)


def test_the_police_may_read_what_the_respondent_may_not():
    police = Offered("police-statement", "en", "US-CA")
    home = str(police.facts["client"]["home_address"]).split("\n")[0]  # type: ignore[index]

    assert home in text_of(made(police)["docx"])


HOSTILE = [
    "I <3 you",
    "5 < 6 & 7 > 2",
    "<b>bold</b> <script>alert(1)</script>",
    "</w:t></w:r></w:p><w:p><w:r><w:t>",
    "{{ 7*7 }}",
    "{% for x in range(9) %}boo{% endfor %}",
    "{_{ 7*7 }_}",
    "{# comment #}",
    "{{p client|prose }}",
    "&amp; &lt; &#60; &nbsp;",
    "<![CDATA[ x ]]>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "=cmd|' /C calc'!A0",
    "__init__ a*b*c 5 * 3 * 2 _x_ #hashtag",
    "1986. A year",
    "“curly” ‘quotes’ «guillemets» – — …",
    "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 ﷺ",
    "Здравствуйте 你好 नमस्ते שלום مرحبا",
    "tab\there",
    "%s %(name)s {name} {0} $HOME `id`",
    "\\d+ \\* \\n",
    "'; DROP TABLE letters; --",
    "[text](javascript:alert(1)) ![x](file:///etc/passwd) http://example.com/a?b=c&d=e",
    "\ufeff zero\u200bwidth \u00ad",
    "a" * 300,
]


def _texts(cls: type, values: Any, path: tuple[object, ...] = ()) -> list[tuple[tuple[object, ...], type]]:
    """Return the path and kind of every free text that the facts give."""
    found = []
    for name, item in field_types(cls).items():
        if name not in values or values[name] is None:
            continue
        inner = item.type.__args__[0] if getattr(item.type, "__origin__", None) is tuple else item.type
        many = inner is not item.type
        for index, value in enumerate(values[name]) if many else [(None, values[name])]:
            here = (*path, name) if index is None else (*path, name, index)
            if record_type(inner):
                found += _texts(inner, value, here)
            elif inner in (Line, Prose, Words) and name not in _MEANT:
                found.append((here, inner))
    return found


_MEANT = {"jurisdiction", "platform", "bases", "order", "currency", "file"}
"""Texts that name something docgen knows."""


def _put(values: Any, path: tuple[object, ...], text: str) -> None:
    for step in path[:-1]:
        values = values[step]
    values[path[-1]] = text


def _shown(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: repr(text[:20]))
@pytest.mark.parametrize("kind", sorted({offered.kind for offered in OFFERED}))
def test_a_hostile_text_in_every_free_fact_comes_out_exactly(kind: str, hostile: str):
    """Each text carries a number, so that one document proves them all; white space may be set anew by the page."""
    offered = Offered(kind, "en", "US-CA")
    facts = copy.deepcopy(offered.facts)
    facts["platform"]["name"] = "instagram"  # type: ignore[index]
    put = {}
    for number, (path, _) in enumerate(_texts(Matter, facts)):
        if path != ("platform", "name"):
            put[number] = f"{hostile} Nº{number}Q"
            _put(facts, path, put[number])
    data = {each.format: each.data for each in docgen.render_document(offered.planned(facts))}
    text = _shown(text_of(data["docx"]) + data.get("txt", b"").decode())
    shown = [number for number in put if f"Nº{number}Q" in text]

    assert len(shown) > _FEWEST.get(kind, 15)
    for number in shown:
        assert _shown(put[number]) in text
    assert "49 " not in text or "49" in hostile


_FEWEST = {"preservation-request": 13, "witness-statement": 1}
"""Papers that print few facts: a request tells no account, and a witness tells their own."""


@pytest.mark.parametrize("bad", ["nul\x00", "bell\x07", "escape\x1b[31m", "lone \ud800 surrogate", "\ufffe"])
def test_what_word_cannot_hold_is_refused_with_the_field_named(bad: str):
    facts = copy.deepcopy(LETTER.facts)
    facts["incidents"][0]["exact_words"] = bad  # type: ignore[index]

    with pytest.raises(docgen.FactsProblem) as refused:
        LETTER.planned(facts)

    assert [problem.place.path for problem in refused.value.problems] == ["incidents[0].exact_words"]


def test_line_ends_of_windows_are_one_break_and_fifty_thousand_characters_arrive_whole():
    facts = copy.deepcopy(DECLARATION.facts)
    long = "\r\n".join(f"line {number} of what happened" for number in range(1900))
    facts["background"] = long
    data = docgen.render_document(DECLARATION.planned(facts))[0].data

    assert len(long) > 50_000
    assert _shown(long) in _shown(text_of(data))
    assert "\r" not in text_of(data)


def test_a_draft_from_nothing_shows_what_is_missing_and_is_never_mistaken_for_a_final():
    wish = docgen.Wish(kind="protective-order", today=TODAY, jurisdiction="US-CA", draft=True)
    planned = docgen.plan_document(LIBRARY, Answers({}), wish)
    text = text_of(docgen.render_document(planned)[0].data)

    assert "[MISSING:" in text
    assert "client.name" in planned.document.gaps


@pytest.mark.parametrize(("place", "court"), [("BR", "juízo"), ("PT", "tribunal")])
def test_a_draft_names_what_is_missing_in_the_words_of_its_place(place: str, court: str):
    wish = docgen.Wish(kind="protective-order", today=TODAY, jurisdiction=place, draft=True)
    text = text_of(docgen.render_document(docgen.plan_document(LIBRARY, Answers({}), wish))[0].data)

    assert f"[FALTA: {court}]" in text


@pytest.mark.parametrize("place", ["BR", "PT"])
def test_no_list_of_a_portuguese_draft_ends_in_a_colon(place: str):
    """Neither a place to keep away from nor an address still online has been told yet."""
    asking = Offered("protective-order", "pt", place)
    facts: dict[str, Any] = copy.deepcopy(asking.facts)
    requests = {"BR": ["stay-away", "take-down"], "PT": ["stay-away"]}[place]
    order = {"BR": "br-lmp", "PT": "pt-cpp-200"}[place]
    facts["relief"] |= {"order": order, "requests": requests, "stay_away": []}
    for incident in facts["incidents"]:
        incident["still_online"] = False
    text = text_of(docgen.render_document(asking.planned(facts, draft=True))[0].data)

    asked = [line for line in text.splitlines() if line.startswith(("Proibição de se aproximar", "Remoção do que"))]

    assert len(asked) == len(requests)
    assert not [line for line in asked if line.endswith(":")]


@pytest.mark.parametrize("offered", OFFERED, ids=lambda offered: offered.name)
def test_a_draft_of_every_document_says_so(offered: Offered):
    facts = copy.deepcopy(offered.facts)
    del facts["client"]["name"]  # type: ignore[attr-defined]
    data = docgen.render_document(offered.planned(facts, draft=True))[0].data
    mark = LIBRARY.wording("documents", offered.language).say("mark.missing", fact="|").partition("|")[0]

    assert mark in text_of(data)


def test_everything_in_the_package_is_searched():
    names = [name for name, _ in searchable_parts(made(LETTER)["docx"])]

    for part in ("word/document.xml", "word/footer1.xml", "docProps/core.xml"):
        assert any(name.startswith(part) for name in names), json.dumps(names)


def test_the_file_name_is_searched_too():
    phone = str(LETTER.facts["client"]["home_phone"])  # type: ignore[index]

    with pytest.raises(docgen.LeakStopped):
        docgen.render_document(LETTER.planned(), names=[f"statement {phone}.docx"])


@pytest.mark.parametrize("offered", WORDINGS, ids=lambda offered: offered.name)
def test_the_quick_reading_of_a_finished_document_misses_nothing(offered: Offered):
    data = made(offered)["docx"]
    quick = " ".join(part.words for part in own_parts(data))
    missed = [
        (place, line)
        for place, text in searchable_parts(data)
        for line in text.split("\n")
        if as_words(line).strip() not in quick
    ]

    assert missed == []
