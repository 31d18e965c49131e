"""Hundreds of hidden sentences in a long document: found all, by the words, and no others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import LeakStopped
from docgen.leaks import Hidden, refuse_leaks
from docgen.plain_words import plain_part, sequence

WORDS = st.sampled_from(("he", "she", "wrote", "again", "at", "night"))
"""So few that every word of a sentence stands in nearly every text, and only their order tells."""
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(sequence), min_size=60, max_size=90)
TEXTS = st.lists(st.lists(WORDS, max_size=60).map(sequence), min_size=1, max_size=4)


def found_in(texts: list[str], hidden: tuple[Hidden, ...]) -> set[str]:
    try:
        refuse_leaks(lambda: [plain_part(f"part {number}", text) for number, text in enumerate(texts)], hidden)
    except LeakStopped as stopped:
        return {problem.place.path for problem in stopped.problems}
    return set()


@given(SENTENCES, TEXTS)
def test_of_many_hidden_sentences_those_are_found_that_stand_in_the_document(
    sentences: list[str], texts: list[str]
) -> None:
    hidden = tuple(Hidden(f"account[{number}]", (sentence,)) for number, sentence in enumerate(sentences))

    assert found_in(texts, hidden) == {fact.path for fact in hidden if any(fact.patterns[0] in text for text in texts)}


@given(SENTENCES)
def test_a_name_written_as_one_word_is_found_within_another_among_many(sentences: list[str]) -> None:
    """As in a handle: a single word without spaces around it need not stand alone."""
    hidden = (*(Hidden(f"account[{n}]", (each,)) for n, each in enumerate(sentences)), Hidden("name", ("annalbright",)))

    assert "name" in found_in([" the real annalbright99 wrote "], hidden)
