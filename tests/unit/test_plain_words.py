"""Texts are taken apart into plain words: quickly, and as carefully as word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.plain_words import BAR, as_words, entries_of, plain_part, plain_words, sequence, with_bars

SIGNS = "aZ09 _%-’“…\u2011\u2017\u00a0\u0301\u0338\u200b\u00ad½™Éßſıİ％４1²\n\t\x1f\x85\u3000هَ私が가\U0001d400|"
TEXTS = st.one_of(st.text(), st.text(alphabet=SIGNS, max_size=30))


@given(TEXTS)
def test_a_long_text_is_taken_apart_as_word_by_word(text: str) -> None:
    assert as_words(text) == sequence(plain_words(text))


@given(st.lists(TEXTS, max_size=5))
def test_texts_that_are_taken_apart_together_stay_apart(texts: list[str]) -> None:
    texts = [text.replace(BAR, "") for text in texts]

    together = " ".join(with_bars(f" {BAR} ".join(texts))).split(BAR)

    assert [each.split() for each in together] == [plain_words(text) for text in texts or [""]]


@given(TEXTS)
def test_a_part_knows_all_its_words(text: str) -> None:
    assert set().union(*plain_part("text", text).known) == set(plain_words(text))


@pytest.mark.parametrize(("one", "other"), [("Heronsgate", "House"), ("Heronsgate ", " House"), ("", "Heronsgate")])
def test_no_words_reach_from_one_entry_into_another(one: str, other: str) -> None:
    assert " heronsgate house " not in entries_of([one, other])
    assert " heronsgate house " in entries_of([f"{one} {other} Heronsgate, House"])
