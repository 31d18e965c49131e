"""Answers, changes of mind and more answers: in whatever order they come, the same answers give the same facts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.interview.replies import fits, keep_reply
from docgen.interview.said import Reply, Said
from docgen.interview.script import Script
from docgen.interview.setting import setting_of
from docgen.interview.steps import Another, Fact, Offers, Step
from docgen.library import Library
from docgen.localization import open_wording

LIBRARY = Library.open()
WORDS, LABELS = (open_wording(LIBRARY.locales, domain, "en") for domain in ("program-interview", "documents"))
SETTING = setting_of(LIBRARY, "cease-and-desist", WORDS, LABELS)
TEXTS: list[object] = [
    "US-CA",
    "2026-04-03",
    "21:14",
    "a@example.com",
    "https://www.example.com/1",
    "555-0101",
    True,
    3,
]


def reply_to(step: Step, choose: st.DataObject) -> Reply:
    match step.what:
        case Fact(wanted=wanted, choices=choices) as fact:
            codes = [code for code, _ in choices or ()] or [
                each.value for each in getattr(wanted.type, "__members__", {}).values()
            ]
            values = codes or TEXTS
            replies: list[Reply] = [[[each] if wanted.listed else each] for each in values] + (
                [] if fact.must else [[]]
            )
            fitting = [each for each in replies if fits(step, each) or each in ([["new"]], ["new"])]
            return choose.draw(st.sampled_from(fitting))
        case Another():
            return [choose.draw(st.sampled_from([False, False, False, True]))]
        case Offers(offers=offers):
            return [choose.draw(st.lists(st.sampled_from([each.id for each in offers]), max_size=2, unique=True))]
        case _:
            return [True]


@settings(max_examples=40, deadline=None)
@given(choose=st.data())
def test_any_way_through_the_interview_gives_what_a_straight_walk_gives(choose: st.DataObject):
    said: Said = {"jurisdiction": ["US-CA"]}
    script = Script(SETTING, said)
    gaps = script.gaps()
    for _ in range(60):
        step = next(gaps, None)
        facts = [each for each in script.trail if isinstance(each.what, Fact)]
        if step is None or (facts and choose.draw(st.integers(0, 9)) == 0):
            if not facts:
                break
            step = choose.draw(st.sampled_from(facts))
            keep_reply(said, step, reply_to(step, choose))
            script = Script(SETTING, said)
            gaps = script.gaps()
            continue
        keep_reply(said, step, reply_to(step, choose))

    last = next(gaps, None)
    straight = Script(SETTING, dict(said))
    again = next(straight.gaps(), None)

    assert straight.values == script.values
    assert (last and last.key) == (again and again.key)
