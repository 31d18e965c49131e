"""Whatever is typed, however often, and whatever stands in a draft: a question comes again, never a crash."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from scripted import LIBRARY, TODAY, talk, world
from test_interview import PLACE, SHORTEST, shortest

from docgen.cli.asking import Asker
from docgen.cli.exits import Stopped
from docgen.cli.interview import interview
from docgen.cli.keeping import Keeper
from docgen.drafts import Draft
from docgen.matter.values import Unfit
from docgen.questions import fact_type

LETTER = "cease-and-desist"
END = "press Enter to write"


class Listener(io.StringIO):
    """Standard input of a person who answers what was said since the last answer."""

    def __init__(self, screen: io.StringIO, answer: Callable[[str], str]) -> None:
        super().__init__()
        self.screen, self.answer, self.read_to = screen, answer, 0
        self.lines: list[str] = []

    def readline(self, size: int | None = -1, /) -> str:
        if not self.lines:
            said = self.screen.getvalue()[self.read_to :]
            self.read_to = len(self.screen.getvalue())
            self.lines = self.answer(said).split("\n")
        return self.lines.pop(0) + "\n"


def plainly(said: str) -> str:
    """Return what the person of the shortest letter answers to what was said."""
    return next((typed for asked, typed in reversed(SHORTEST) if asked in said), "")


def told(answer: Callable[[str], str]) -> object:
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


@pytest.mark.parametrize("kind", LIBRARY.kinds())
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
