"""Whatever is typed, however often, and whatever stands in a draft: a question comes again, never a crash."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from scripted import LIBRARY, TODAY, talk, world
from test_interview import PLACE, SHORTEST, shortest

from docgen.answers import Answers
from docgen.assemble import Wish, plan_document
from docgen.cli.asking import Asker
from docgen.cli.exits import Stopped
from docgen.cli.interview import interview
from docgen.cli.keeping import Keeper
from docgen.drafts import Draft, load_draft
from docgen.facts import read_matter
from docgen.interview.said import said_of
from docgen.interview.setting import setting_of
from docgen.localization import open_wording
from docgen.matter.values import Unfit
from docgen.questions import fact_type

LETTER = "cease-and-desist"
END = "press Enter to write"


class Listener(io.StringIO):
    """Standard input of a person who answers what was said since the last answer."""

    def __init__(self, screen: io.StringIO, answer: Callable[[str], str]) -> None:
        super().__init__()
        self.screen, self.answer, self.read_to, self.left = screen, answer, 0, 2000
        self.lines: list[str] = []

    def readline(self, size: int | None = -1, /) -> str:
        if not self.lines:
            said = self.screen.getvalue()[self.read_to :]
            self.read_to = len(self.screen.getvalue())
            self.left -= 1
            assert self.left, f"no end of asking:\n{said}"
            self.lines = self.answer(said).split("\n")
        return self.lines.pop(0) + "\n"


def plainly(said: str) -> str:
    """Return what the person of the shortest letter answers to what was said."""
    return next((typed for asked, typed in reversed(SHORTEST) if asked in said), "")


def told(answer: Callable[[str], str]) -> Any:
    """Return the facts of a letter whose questions `answer` answers."""
    screen = io.StringIO()
    return next(interview(world(Listener(screen, answer), screen), LIBRARY, LETTER, "en", PLACE)).values


def test_a_person_may_go_back_through_a_long_case():
    events, backs = 1, 330

    def answer(said: str) -> str:
        nonlocal events, backs
        if backs and (backs < 330 or END in said):
            backs -= 1
            return ":back"
        if "another event" in said:
            events += 1
            return "copy" if events < 50 else "no"
        return plainly(said)

    told(answer)
    assert backs == 0


def test_the_review_may_be_opened_out_of_the_review_any_number_of_times():
    rounds = 400

    def answer(said: str) -> str:
        nonlocal rounds
        if rounds and END in said:
            rounds -= 1
            return ":review" if rounds % 2 else "4"
        return ":review" if rounds and "so far: Maria Example" in said else plainly(said)

    told(answer)
    assert rounds == 0


def test_a_number_of_any_length_is_no_line_of_the_review():
    steps = [*shortest(LETTER), (END, "9" * 5000), ("type a number from 1 to", "")]
    answered = iter(steps)

    def answer(said: str) -> str:
        asked, typed = next(answered)
        assert asked in said
        return typed

    told(answer)

    assert list(answered) == []


@pytest.mark.parametrize("kind", sorted({*LIBRARY.kinds()} - {"witness-statement"}))  # which asks for no records
def test_a_record_of_which_nothing_is_told_yet_is_no_line_to_pick_in_the_review(kind: str):
    screen = io.StringIO()
    replies = iter([":review", "999", "", ":quit"])
    stdin = Listener(screen, lambda _: next(replies))
    with pytest.raises(Stopped):
        next(interview(world(stdin, screen), LIBRARY, kind, "en", PLACE))
    review = screen.getvalue().partition("Here is what you have told us")[2]

    assert "ncident 1" in review
    assert "copy, move or delete" not in review


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("typed", ["nan", "NaN", "sNaN", "1,2," * 3000, "3." * 2000, "9" * 5000])
def test_what_is_no_amount_is_asked_for_again(typed: str, language: str):
    asker = Asker.open(world(io.StringIO(), io.StringIO()), LIBRARY, language)
    with pytest.raises(Unfit, match=r"wanted\.amount"):
        asker._value("losses.amount", Decimal, typed)


@pytest.mark.parametrize("typed", ["x" * 300, "a\0b"])
def test_what_can_be_no_file_is_asked_for_again(typed: str):
    asker = Asker.open(world(io.StringIO(), io.StringIO()), LIBRARY, "en")
    with pytest.raises(Unfit):
        asker._value("exhibits.file", fact_type("exhibits.file").type, typed)


@pytest.mark.parametrize("asked", ["Is any of this true?", "other names do they use"])
def test_a_list_is_left_out_where_somebody_would_rather_not_say(asked: str):
    """The welcome promises it of every question that may be left out; a list of choices has no null."""
    seen: list[str] = []

    def answer(said: str) -> str:
        if asked in said:
            seen.append(said)
            return "-"
        if len(seen) == 1:
            seen.append(said)
        return "6" if "6. more about this person" in said else plainly(said)

    assert told(answer) == told(plainly)
    assert len(seen) == 2, seen
    assert "Please type" not in seen[1]


def test_rather_not_saying_takes_back_what_was_chosen():
    typed = iter(["1", "-"])

    def answer(said: str) -> str:
        if "Is any of this true?" in said:
            return next(typed)
        return ":back" if "yes or no" in said and next(back, None) else plainly(said)

    back = iter([True])

    assert "risks" not in told(answer).get("safety", {})
    assert [*typed, *back] == []


@pytest.mark.parametrize("reply", [[{}], [[{}]], [{"a": [1]}], [[[]]], [[None]], [1.5], [["i9"]]])
def test_a_draft_with_a_wrong_answer_in_it_asks_that_question_again(reply: list[object]):
    keys = ["jurisdiction", "client.name", "respondent.identity", "safety.risks", "incidents", "incidents/i1/conduct",
            "incidents/i1/date", "incidents/i1/summary"]  # fmt: skip
    for key in keys:
        screen = io.StringIO()
        outside = world(Listener(screen, plainly), screen)
        draft = Draft(name="draft-2026-11-23", kind=LETTER, language="en", said={key: reply}, started=TODAY)
        values = next(interview(outside, LIBRARY, LETTER, "en", {}, Keeper(outside, draft))).values

        assert values == talk(LETTER, shortest(LETTER), given=PLACE)[0]


def test_a_slip_in_a_list_costs_no_other_line():
    links = ["https://example.com/1", "example", "https://example.com/2"]
    steps = shortest(LETTER)
    steps[11:12] = [
        ("You do not have to", "4"),
        ("link", "\n".join([*links, ""])),
        ("an ID for it", ""),
        ("still online", ""),
        ("last look", ""),
    ]
    values, said, _ = talk(LETTER, steps, given=PLACE)

    assert values["incidents"][0]["urls"] == [links[0], links[2]]  # type: ignore[index]
    assert said.count("https:// at the start") == 1


def test_a_list_that_was_begun_is_not_lost(tmp_path: Path):
    def answer(said: str) -> str:
        if "The paper points to each item" in said or "links to it" in said:
            return "4"
        return "https://example.com/1\nhttps://example.com/2\n:quit" if "link" in said else plainly(said)

    screen = io.StringIO()
    outside = replace(world(Listener(screen, answer), screen), drafts=tmp_path)
    with pytest.raises(Stopped):
        next(interview(outside, LIBRARY, LETTER, "en", PLACE, Keeper.begin(outside, LETTER, "en", None)))
    draft = load_draft(tmp_path, f"draft-{TODAY}")
    screen = io.StringIO()
    outside = replace(world(Listener(screen, plainly), screen), drafts=tmp_path)
    values = next(interview(outside, LIBRARY, LETTER, "en", PLACE, Keeper(outside, draft, new=False))).values

    assert values["incidents"][0]["urls"] == ["https://example.com/1", "https://example.com/2"]  # type: ignore[index]


def test_a_time_counts_only_where_the_day_is_known():
    lines = 0

    def answer(said: str) -> str:
        nonlocal lines
        if "links to it" in said:
            return "2"
        if "At what time" in said:
            return "9:14 pm"
        if END in said:
            lines += 1
            found = re.search(r"^  (\d+)\. date of the incident", said, re.MULTILINE)
            return found[1] if found and lines == 1 else ""
        return "unknown" if "so far: April 3" in said else plainly(said)

    values = told(answer)
    assert values["incidents"][0]["date"] == "unknown"
    assert "time" not in values["incidents"][0]
    read_matter(Answers(values))


def test_what_was_begun_for_another_paper_cannot_stop_this_one():
    words, labels = (open_wording(LIBRARY.locales, domain, "en") for domain in ("program-interview", "documents"))
    setting = setting_of(LIBRARY, "takedown-request", words, labels)
    account = {"id": "a1", "platform": "instagram", "handle": "@example", "attribution": [
        {"basis": "admitted", "fact": "It said so.", "exhibits": ["e1", "e2"]}, {"basis": "admitted"},
    ]}  # fmt: skip
    said = said_of({"accounts": [account], "exhibits": [{"id": "e1", "title": "Screenshot"}, {"id": "e2"}],
                    "witnesses": [{"id": "w1", "name": "Alex Example"}, {"id": "w2"}]}, setting.sections)  # fmt: skip
    said |= {"?exhibits": [False]}
    screen = io.StringIO()

    def answer(said: str) -> str:
        if END in said:
            return ""
        if "yes or no" in said:
            return "no"
        if "leave this out" in said or "For none of them" in said:
            return ""
        if "e-mail" in said:
            return "answers@example.com"
        return plainly(said) or ("1" if "Type one" in said else "https://example.com/1\n")

    outside = world(Listener(screen, answer), screen)
    draft = Draft(name="draft-2026-11-23", kind="takedown-request", language="en", said=said, started=TODAY)
    values = next(interview(outside, LIBRARY, "takedown-request", "en", PLACE, Keeper(outside, draft))).values

    assert [each["id"] for each in values["witnesses"]] == ["w1"]  # type: ignore[attr-defined]
    read_matter(Answers(values), setting.requires)


@pytest.mark.parametrize("wrong", ["bell \a rings", "x" * 200_001, "\udcff"])
def test_a_line_that_no_paper_can_hold_costs_no_other_line_of_a_long_text(wrong: str):
    steps = [(asked, f"One.\n{wrong}\n\nTwo.\n." if asked == "What was sent, posted or done" else typed)
             for asked, typed in shortest(LETTER)]  # fmt: skip
    values, _, _ = talk(LETTER, steps, given=PLACE)

    assert values["incidents"][0]["summary"] == "One.\n\nTwo."  # type: ignore[index]


def test_a_text_may_not_grow_beyond_what_a_paper_can_hold():
    lines = "\n".join(["x" * 50_000] * 5)
    steps = [(asked, f"{lines}\n." if asked == "What was sent, posted or done" else typed)
             for asked, typed in shortest(LETTER)]  # fmt: skip
    values, said, _ = talk(LETTER, steps, given=PLACE)

    assert len(values["incidents"][0]["summary"]) == 150_002  # type: ignore[index]
    assert said.count("200000") + said.count("200,000") == 2


@pytest.mark.parametrize("place", ["ES", "MX"])
def test_a_letter_may_move_to_a_place_where_its_language_is_not_written(place: str):
    reviews = 0

    def answer(said: str) -> str:
        nonlocal reviews
        if END in said:
            reviews += 1
            return re.findall(r"^  (\d+)\. place: ", said, re.MULTILINE)[0] if reviews == 1 else ""
        if "Which place" in said:
            return place if reviews else "US-CA"
        return plainly(said)

    screen = io.StringIO()
    chosen = {"languages": {"document": "en"}}
    values = next(interview(world(Listener(screen, answer), screen), LIBRARY, LETTER, "en", chosen)).values
    plan_document(LIBRARY, Answers(values), Wish(kind=LETTER, today=TODAY))

    assert values["jurisdiction"] == place


def test_a_facts_file_without_an_event_does_not_end_in_a_letter_without_one():
    given = {**PLACE, "incidents": []}
    steps = [each for each in shortest(LETTER) if each[0] != "another event"]
    values, _, _ = talk(LETTER, steps, given=given)

    assert len(values["incidents"]) == 1  # type: ignore[arg-type]
