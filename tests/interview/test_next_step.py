"""What comes next is a pure function of the questions and what was said."""

from __future__ import annotations

from docgen.questions import Done, Question, is_answered, label_of, list_of, next_step


def question(fact: str, **more: object) -> Question:
    return Question(fact=fact, label=fact, **{"ask": "Ask?", **more})  # type: ignore[arg-type]


def following(
    questions: list[Question], scope: dict[str, object], done: Done | None = None, **more: frozenset[str]
) -> object:
    step = next_step(questions, "police-statement", scope, done or Done(), **more)
    return step.fact if isinstance(step, Question) else step


def test_questions_come_in_order_until_all_are_asked():
    questions = [question("client.name"), question("client.age")]

    assert following(questions, {}) == "client.name"
    assert following(questions, {"client": {"name": "Maria"}}) == "client.age"
    assert following(questions, {}, Done(asked=frozenset({"client.name", "client.age"}))) is None


def test_what_is_declined_counts_as_answered():
    assert following([question("client.age")], {"client": {"age": None}}) is None
    assert following([question("representative.name")], {"representative": None}) is None


def test_a_question_without_words_or_of_another_kind_is_passed_by():
    questions = [question("client.age", ask=""), question("client.school", kinds=("protective-order",))]

    assert following(questions, {}) is None
    assert following(questions, {}, needed=frozenset({"client.school"})) == "client.school"


def test_a_condition_decides():
    questions = [question("relief.why_without_notice", when="relief.without_notice")]

    assert following(questions, {}) is None
    assert following(questions, {"relief": {"without_notice": True}}) == "relief.why_without_notice"


def test_offers_that_follow_each_other_are_made_at_once():
    questions = [
        question("client.age", behind="more"), question("client.school", behind="more"),
        question("witnesses", behind="witnesses"), question("court.name"), question("orders", behind="orders"),
    ]  # fmt: skip

    assert following(questions, {}) == ("more", "witnesses")
    taken = Done(taken=frozenset({"witnesses"}), refused=frozenset({"more"}))
    assert following(questions, {}, taken) == "witnesses"
    assert following(questions, {}, Done(refused=frozenset({"more", "witnesses"}))) == "court.name"


def test_what_is_needed_is_asked_without_an_offer():
    questions = [
        question("client.age", behind="more"),
        question("client.school", behind="more", must=("police-statement",)),
    ]

    assert following(questions, {}, needed=frozenset({"client.age"})) == "client.age"
    assert following(questions[1:], {}) == "client.school"


def test_in_a_record_offers_come_after_what_is_asked_of_every_record():
    questions = [question("incidents.time", behind="time"), question("incidents.summary")]

    assert following(questions, {}) == "incidents.summary"
    assert following(questions, {"summary": "…"}) == ("time",)


def test_a_fact_knows_the_list_that_it_stands_in():
    assert list_of("incidents.threat.of_what") == "incidents"
    assert list_of("accounts.attribution.basis") == "accounts.attribution"
    assert list_of("accounts.attribution") == "accounts"
    assert list_of("client.contact.email") == ""


def test_nothing_said_is_no_answer():
    assert not is_answered("client.name", {})
    assert not is_answered("client.name", {"client": {}})
    assert label_of([], "client.name") == "client.name"
