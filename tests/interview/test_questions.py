"""Every fact has a question, every question names a fact, and every string has its Spanish."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import chain, combinations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from scripted import LIBRARY

import docgen
from docgen.conditions import holds, names_in
from docgen.folders import locales_folder
from docgen.matter.choices import Conduct, Risk
from docgen.matter.values import Id
from docgen.questions import Advice, Question, fact_type, fact_types, list_of

SECTIONS = LIBRARY.sections("cease-and-desist")
QUESTIONS = [question for section in SECTIONS for question in section.question]
OFFERS = [offer for section in SECTIONS for offer in section.offer]
ADVICE = [advice for section in SECTIONS for advice in section.advice]
KNOWN = {"known.several_languages", "known.zone", "known.currency", "known.oath_place", "known.platform_unclear",
         "known.discloses_sender", "known.several_orders", "known.several_accounts"}  # fmt: skip
CHOSEN = {"jurisdiction", "languages.document", "relief.order", "platform.bases", "platform.copyright.urls"}
"""Facts of free text in the model for which the interview offers a list to choose from."""


def test_every_fact_has_one_question_and_every_question_names_a_fact():
    assert sorted(question.fact for question in QUESTIONS) == sorted(fact_types())


def test_nobody_is_asked_what_nothing_prints_or_decides():
    """A question costs a frightened person time, so that something must read the answer.

    A fact is read in Python by its name, by what a plan prints, checks or decides; the few others stand in conditions.
    """
    rooms = [path for path in Path(docgen.__file__).parent.rglob("*.py") if path.parent.name != "matter"]
    read = set(re.findall(r"\.(\w+)", "\n".join(path.read_text(encoding="utf-8") for path in rooms)))
    decided = {name for each in (*QUESTIONS, *ADVICE) if each.when for name in names_in(each.when)}
    asked = [each.fact for each in QUESTIONS if each.ask]

    assert [fact for fact in asked if fact.rpartition(".")[2] not in read and fact not in decided] == []


def test_a_question_that_is_asked_says_why():
    assert [each.fact for each in QUESTIONS if bool(each.ask) != bool(each.why)] == []


def test_a_list_of_records_asks_for_another_one():
    lists = {each.fact for each in QUESTIONS if fact_type(each.fact).records}

    assert {each.fact for each in QUESTIONS if each.more} == lists


def test_every_offer_stands_before_a_question_of_its_own_section():
    for section in SECTIONS:
        behind = {question.behind for question in section.question if question.behind}

        assert behind == {offer.id for offer in section.offer}, section.key


def test_kinds_exist():
    named = {kind for question in QUESTIONS for kind in (*question.kinds, *question.must)}

    assert named == set(LIBRARY.kinds())


@pytest.mark.parametrize("question", [each for each in QUESTIONS if each.when], ids=lambda each: each.fact)
def test_a_condition_reads_facts_that_exist(question: Question):
    head = list_of(question.fact)
    for name in names_in(question.when):
        path = name.removeprefix("matter.") if name.startswith("matter.") or not head else f"{head}.{name}"
        if name in KNOWN:
            continue
        known = [fact for fact in fact_types() if fact == path or fact.startswith(f"{path}.")]
        assert known, name


def test_what_a_kind_cannot_do_without_can_be_asked():
    for kind in LIBRARY.kinds():
        asked = {question.fact for question in LIBRARY.questions(kind) if question.ask}
        for required in LIBRARY.manifest(kind).requires:
            assert required.fact in asked


def test_what_the_model_requires_is_asked_and_may_not_be_left_out():
    chosen_by_docgen = {fact for fact in fact_types() if fact.endswith(".id")}
    required = {fact for fact, wanted in fact_types().items() if wanted.required} - chosen_by_docgen

    assert required <= {each.fact for each in QUESTIONS if each.ask and not each.optional}


def _is_typed(fact: str) -> bool:
    """Return whether the answer is typed freely, and neither chosen from a list nor told in records."""
    wanted = fact_type(fact)
    chosen = wanted.type in (bool, Id) or (isinstance(wanted.type, type) and issubclass(wanted.type, StrEnum))
    return not (chosen or wanted.records or fact in CHOSEN)


def test_whatever_is_typed_freely_has_an_example():
    assert [each.fact for each in QUESTIONS if each.ask and _is_typed(each.fact) and not each.example] == []


def test_examples_name_nobody_who_exists():
    with (locales_folder() / "es/LC_MESSAGES/interview.po").open("rb") as file:
        spanish = [str(each.string) for each in read_po(file) if str(each.context).endswith(".example")]
    text = "\n".join([*(text for each in QUESTIONS for text in (each.example, each.for_client.example)), *spanish])

    assert set(re.findall(r"[\w.-]+\.(?:com|org|net)\b", text)) <= {"example.com", "www.example.com", "example.org"}
    assert all(number.startswith("555-01") for number in re.findall(r"\b\d{3}-\d{4}\b", text))


def _english() -> dict[str, str]:
    """Return every string that a translator meets, by its context in the catalog."""
    items = [
        *((f"section.{each.key}", each, ("title",)) for each in SECTIONS),
        *((f"offer.{each.id}", each, ("name", "ask")) for each in OFFERS),
        *((f"advice.{each.id}", each, ("text", "ask")) for each in ADVICE),
        *((each.fact, each, ("label", "ask", "why", "example", "more")) for each in QUESTIONS),
    ]
    texts = {f"{name}.{part}": getattr(item, part) for name, item, parts in items for part in parts}
    texts |= {
        f"{name}.for_client.{part}": getattr(item.for_client, part) for name, item, parts in items for part in parts
    }
    return {context: text for context, text in texts.items() if text}


def test_every_english_string_has_its_spanish_and_none_is_left_over():
    with (locales_folder() / "es/LC_MESSAGES/interview.po").open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    messages = [message for message in catalog if message.id]

    assert {str(message.context): message.id for message in messages} == _english()
    assert [message.context for message in messages if message.fuzzy or not str(message.string).strip()] == []


def test_keys_are_unique():
    assert len({offer.id for offer in OFFERS}) == len(OFFERS)
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)
    assert len({advice.id for advice in ADVICE}) == len(ADVICE)


def test_other_words_for_a_representative_stand_beside_the_usual_ones():
    for item in [*SECTIONS, *OFFERS, *ADVICE, *QUESTIONS]:
        own = item.for_client
        other = {
            part for part in ("title", "name", "label", "ask", "why", "example", "more", "text") if getattr(own, part)
        }

        assert all(getattr(item, part, "") for part in other), item


@pytest.mark.parametrize("advice", ADVICE, ids=lambda each: each.id)
def test_advice_follows_a_fact_that_is_asked_and_reads_facts_that_exist(advice: Advice):
    assert advice.after in {each.fact for each in QUESTIONS if each.ask}
    head = list_of(advice.after)
    for name in names_in(advice.when or "True"):
        path = name.removeprefix("matter.") if name.startswith("matter.") or not head else f"{head}.{name}"
        assert name in KNOWN or [fact for fact in fact_types() if fact == path or fact.startswith(f"{path}.")], name


def test_a_representative_is_never_spoken_to_as_if_they_were_the_client():
    usual = {
        (item, part): getattr(item, part, "")
        for item in [*SECTIONS, *OFFERS, *ADVICE, *QUESTIONS]
        for part in ("title", "name", "label", "ask", "why", "example", "more", "text")
        if not getattr(item.for_client, part)
    }

    assert [text for text in usual.values() if re.search(r"\b[Yy]ours?\b", text)] == []


def test_with_any_sign_of_danger_the_letter_is_asked_about_once_and_without_one_not_at_all():
    asking = [advice for advice in ADVICE if advice.ask and advice.after == "safety.risks"]
    for risks in chain.from_iterable(combinations(Risk, number) for number in range(len(Risk) + 1)):
        told = {"safety": {"risks": [risk.value for risk in risks]}}

        assert len([each for each in asking if holds(each.when, told)]) == bool(risks), risks


@pytest.mark.parametrize("risk", Risk)
def test_every_sign_of_danger_has_advice_of_its_own_before_a_letter(risk: Risk):
    told = [each.id for each in ADVICE if each.after == "safety.risks" and risk.value in each.when]

    assert told


@pytest.mark.parametrize("kind", ["cease-and-desist", "police-statement", "protective-order"])
def test_signs_of_danger_are_answered_with_advice(kind: str):
    told = {"safety": {"risks": ["weapons"]}}
    advice = [each for each in ADVICE if each.after == "safety.risks" and kind in each.kinds and holds(each.when, told)]

    assert advice


@pytest.mark.parametrize("conduct", Conduct)
def test_every_kind_of_conduct_has_one_reminder_of_what_may_be_worth_telling(conduct: Conduct):
    told = {"conduct": [conduct.value]}
    reminders = [each for each in ADVICE if each.after == "incidents.conduct" and holds(each.when, told)]

    assert [(each.id, each.ask) for each in reminders] == [(f"remember-{conduct.value}", "")]
    assert 1 <= reminders[0].text.count("?") <= 3
