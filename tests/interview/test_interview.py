"""The whole interview: what it asks, what it says, and that its facts are those that a file would give."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from builders import ALL_KINDS
from conftest import TODAY
from scripted import LIBRARY, Exchange, Person, talk, world

import docgen
from docgen.answers import Answers, read_json
from docgen.cli.exits import Stopped
from docgen.cli.interview import interview
from docgen.errors import UsageProblem
from docgen.facts import check_facts, read_matter
from docgen.library import Library
from docgen.questions import list_of

PLACE = {"jurisdiction": "US-CA"}

SHORTEST: list[Exchange] = [
    ("Which place", "US-CA"),
    ("Who is answering", "1"),
    ("Is any of this true", ""),
    ("your full name", "Maria Example"),
    ("e-mail address may the answer", "answers@example.com"),
    ("who is doing this", "known"),
    ("full name of this person", "Robin Example"),
    ("What is this person to you", "4"),
    ("When did it happen", "3 April 2026"),
    ("On which app or site", "instagram"),
    ("What kind of thing", "4"),
    ("What was sent, posted or done", "She wrote again after I had said no.\n."),
    ("You do not have to", ""),
    ("another event", "no"),
    ("You do not have to", ""),
]


def beginning(kind: str) -> list[Exchange]:
    """Return the exchanges up to the incidents, for California."""
    return {
        "cease-and-desist": SHORTEST[1:8],
        "police-statement": [
            *SHORTEST[1:3], ("afraid that something", ""), SHORTEST[3], ("18 or older", "yes"), *SHORTEST[4:8],
        ],
        "protective-order": [
            *SHORTEST[1:4], ("18 or older", "yes"), *SHORTEST[4:8], ("lived together", "no"),
            ("children together", "no"), ("How do you know each other", "We met at work.\n."),
        ],
        "takedown-request": [SHORTEST[1], *SHORTEST[3:6], SHORTEST[7]],
        "preservation-request": [SHORTEST[1], *SHORTEST[3:6], SHORTEST[7]],
        "witness-statement": [SHORTEST[1], SHORTEST[3], *SHORTEST[5:8]],
        "incident-log": [SHORTEST[1], SHORTEST[3], *SHORTEST[5:8]],
    }[kind]  # fmt: skip


KNOWN: Exchange = ("How do you know about it", "1")
COURT: list[Exchange] = [
    ("Which court", "Superior Court of California, County of Example"),
    ("What should the court order", "1, 3"),
    ("afraid will happen", "I am afraid that he comes to my work.\n."),
    ("before the other person is told", "no"),
    ("other cases", "none\n."),
    ("did you write to them", "nothing\n."),
    ("contact with them now", "none\n."),
]


WITNESS: list[Exchange] = [
    ("Which witness", "Sam Example"), ("connected with", ""), ("Since when", ""), ("reached safely", ""),
    ("When and where", ""), ("or were they told", ""), ("see and hear, in their own words", ""), ("light", ""),
    ("hand over", ""),
]  # fmt: skip


def shortest(kind: str) -> list[Exchange]:
    """Return the shortest honest path with the place known."""
    if kind == "witness-statement":
        return [*beginning(kind), *WITNESS]
    incident = [*SHORTEST[8:12]]
    link = [("exact links", "https://www.example.com/post/100\n")] if kind == "takedown-request" else []
    offers = [("You do not have to", ""), ("another event", "no"), ("You do not have to", "")]
    if kind in ("police-statement", "protective-order"):
        offers.insert(0, KNOWN)
    if kind == "protective-order":
        return [*beginning(kind), *incident, *offers, *COURT, ("You do not have to", "")]
    if kind == "preservation-request":
        return [*beginning(kind), *incident, *offers, ("which platform is this request", "Instagram")]
    return [*beginning(kind), *incident, *link, *offers]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_shortest_path_makes_a_matter_with_all_that_the_kind_needs(kind: str):
    values, _, _ = talk(kind, shortest(kind), given=PLACE)

    assert check_facts(Answers(values), LIBRARY.manifest(kind).requires, LIBRARY.own_questions(kind)) == ()


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_shortest_path_makes_the_paper_itself(kind: str):
    values, _, _ = talk(kind, shortest(kind), given=PLACE)

    planned = docgen.plan_document(LIBRARY, Answers(values), docgen.Wish(kind=kind, today=TODAY))

    assert docgen.render_document(planned)[0].data


def test_a_statement_of_a_witness_asks_nothing_that_the_witness_does_not_declare():
    _, said, questions = talk("witness-statement", shortest("witness-statement"), given=PLACE)

    assert questions <= 14
    assert "When did it happen" not in said
    assert "answer go" not in said
    assert "Questions for this paper" in said
    assert "clinic\n" not in said


def test_where_the_original_of_nothing_is_nobody_asks():
    *before, handed = shortest("witness-statement")
    _, said, _ = talk(
        "witness-statement", [*before, (handed[0], "a photo"), ("Where is the original", "")], given=PLACE
    )

    assert "photo" in said


def test_a_letter_takes_at_most_fifteen_questions():
    _, _, questions = talk("cease-and-desist", SHORTEST)

    assert questions <= 15


def test_the_interview_gives_what_a_facts_file_would_give():
    values, _, _ = talk("police-statement", [
        ("Who is answering", "2"), ("name of the person who acts", "Sam Example"),
        ("what role", "lawyer"), ("firm, clinic", "-"), ("postal address", "100 Example Street\nSpringfield\n."),
        ("their e-mail", "clinic@example.org"), ("telephone number", "555-0100"), ("bar number", ""), ("right to act", ""),
        ("Is any of this true", "1, 4"), ("afraid that something", "He said “this weekend”.\n."), SHORTEST[3],
        ("18 or older", "Yes"), *SHORTEST[5:8],
        ("When did it happen", "about 3 April 2026"), ("On which app", "Instagram"), ("What kind of thing", "2, 1, 2"),
        ("What was sent", "First line.\n\n  Indented *line*.\n."), ("exact words", "answer me\nor youll see\n."),
        KNOWN, ("You do not have to", "1, the time of day, the account it came from, screenshots or files"), ("what do they mean", ""),
        ("happened just before", ""), ("At what time", "9:14 pm"),
        ("account’s name", "@example_account"), ("runs this account", "1"), ("You do not have to", "1"),
        ("points to this person", "admitted"), ("exactly shows it", "He wrote so.\n."), ("know this, or do you", "1"),
        ("screenshot or file that shows it", "1"), ("in one line", "Screenshot"), ("file called", ""),
        ("how it was saved", "no"), ("another piece", "no"), ("another reason", "no"), ("another account", "no"),
        ("Which screenshot", "1"), ("another event", "no"),
        ("You do not have to", "harm to your health, work, money or peace"),
        ("kind of harm", "money"), ("happened to you", "New locks.\n."), ("how much", "120.5"), ("When was it", "May 2026"),
        ("paper or file", "another one, not named yet"), ("in one line", "Bill"), ("file called", __file__),
        ("how it was saved", "no"), ("another piece", "no"), ("another kind of harm", "no"),
    ], given=PLACE)  # fmt: skip
    written = read_json(FACTS.replace("bill.pdf", __file__).encode(), "facts.json").values

    assert values == written
    assert read_matter(Answers(values)) == read_matter(Answers(written))
    assert isinstance(values["losses"][0]["amount"], Decimal)  # type: ignore[index]


FACTS = """{
  "jurisdiction": "US-CA",
  "answered_by": "client-represented",
  "safety": {"risks": ["threats-to-kill", "recent-separation"], "immediate_risk": "He said “this weekend”."},
  "client": {"name": "Maria Example", "adult": true},
  "representative": {"name": "Sam Example", "role": "lawyer", "organisation": null,
    "address": "100 Example Street\\nSpringfield", "email": "clinic@example.org", "phone": "555-0100"},
  "respondent": {"identity": "known", "name": "Robin Example", "relationship": {"kind": "former-partner"}},
  "incidents": [{"date": "2026-04-03~", "platform": "instagram", "conduct": ["threats", "insults"],
    "summary": "First line.\\n\\n  Indented *line*.", "exact_words": "answer me\\nor youll see", "time": "21:14",
    "known_through": "saw-myself", "accounts": ["a1"], "exhibits": ["e1"]}],
  "accounts": [{"id": "a1", "platform": "instagram", "handle": "@example_account", "operator": "respondent",
    "attribution": [{"basis": "admitted", "fact": "He wrote so.", "certainty": "knows", "exhibits": ["e1"]}]}],
  "exhibits": [{"id": "e1", "title": "Screenshot"}, {"id": "e2", "title": "Bill", "file": "bill.pdf"}],
  "losses": [{"kind": "money", "description": "New locks.", "amount": 120.5, "date": "2026-05", "exhibits": ["e2"]}]
}"""


def test_what_is_given_is_not_asked():
    given = {"jurisdiction": "US-CA", "client": {"name": "Maria Example", "contact": {"email": None}}, "incidents": []}
    asked = [*SHORTEST[1:3], ("safe postal address", "PO Box 100\n."), *SHORTEST[5:13], SHORTEST[-1]]
    values, _, _ = talk("cease-and-desist", asked, given=given)

    assert values["client"] == {"name": "Maria Example", "contact": {"email": None, "address": "PO Box 100"}}
    assert given["client"] == {"name": "Maria Example", "contact": {"email": None}}, "the caller's facts are its own"


def test_a_place_that_is_not_known_is_refused_before_the_first_question():
    with pytest.raises(UsageProblem):
        talk("cease-and-desist", [], given={"jurisdiction": "XX"})


def test_the_document_s_language_is_asked_where_the_place_does_not_take_that_of_the_interview():
    steps = [("¿En qué idioma debe estar", "1"), ("¿Quién responde a estas preguntas?", "1")]
    screen = io.StringIO()
    person = Person(steps, screen)

    with pytest.raises(Stopped):
        next(interview(world(person, screen), LIBRARY, "cease-and-desist", "es", PLACE))
    assert person.left == []


def test_what_was_left_out_and_is_needed_is_asked_once_more():
    steps = [*shortest("takedown-request"), ("cannot do without", "answers@example.com")]
    steps[2] = (steps[2][0], "")
    values, _, _ = talk("takedown-request", steps, given=PLACE)

    assert values["client"]["contact"] == {"email": "answers@example.com"}  # type: ignore[index]


def test_whoever_answers_for_somebody_else_must_say_by_what_right():
    steps = [
        ("Who is answering", "I answer for somebody else"), ("name", "Sam Example"), ("role", "advocate"),
        ("organisation", ""), ("postal address", ""), ("e-mail", "clinic@example.org"), ("telephone", ""),
        ("right to act", ""), ("needs an answer", "authorisation signed on 2 May 2026"), SHORTEST[2],
        ("your client’s full name", "Maria Example"), *SHORTEST[5:6],
        ("full name of the other person", "Robin Example"), ("other person to your client", "4"),
        *(("", answer) for _, answer in SHORTEST[8:]),
        ("Who will sign", "2"),
    ]  # fmt: skip
    values, _, _ = talk("cease-and-desist", steps, given=PLACE)

    assert values["answered_by"] == "representative"
    assert values["representative"]["authority"] == "authorisation signed on 2 May 2026"  # type: ignore[index]


def test_an_unknown_person_is_described_by_an_account():
    steps = [
        *SHORTEST[1:5], ("who is doing this", "3"), ("What is this person to you", "14"), *SHORTEST[8:14],
        ("On which app or site is the account", "Signal Chat"), ("account’s name", "@example"),
        ("more about this account", "no"), ("another account", "no"), ("You do not have to", ""),
    ]  # fmt: skip
    values, _, _ = talk("cease-and-desist", steps, given=PLACE)

    assert values["accounts"] == [{"id": "a1", "platform": "Signal Chat", "handle": "@example"}]
    assert "name" not in values["respondent"]  # type: ignore[operator]


def test_accounts_once_named_are_chosen_by_number():
    incident = [*SHORTEST[8:12], ("You do not have to", "3")]
    new = [("account’s name", "@one"), ("runs this account", ""), ("more about this account", "no")]
    steps = [
        *SHORTEST[1:8], *incident, *new, ("another account", "yes"),
        ("account’s name", "@two"), ("runs this account", ""), ("more about this account", "no"), ("another account", "no"),
        ("another event", "yes"), *incident, ("1. @one", "2"), ("another event", "no"), SHORTEST[-1],
    ]  # fmt: skip
    values, _, _ = talk("cease-and-desist", steps, given=PLACE)

    assert [each["accounts"] for each in values["incidents"]] == [["a1", "a2"], ["a2"]]  # type: ignore[attr-defined]


def test_an_ambiguous_date_is_asked_about():
    steps = list(SHORTEST)
    steps[8:9] = [
        ("When did it happen", "03/04/2026"),
        ("1. Friday, April 3, 2026\n  2. Wednesday, March 4, 2026", "2"),
    ]
    values, _, _ = talk("cease-and-desist", steps)

    assert values["incidents"][0]["date"] == "2026-03-04"  # type: ignore[index]


def test_a_weekday_that_contradicts_the_date_is_asked_about_and_can_be_typed_again():
    steps = list(SHORTEST)
    steps[8:9] = [
        ("When did it happen", "Wednesday 3 April 2026"),
        ("2. Wednesday, April 1, 2026", "4"),
        ("type it again", "unknown"),
    ]
    values, _, _ = talk("cease-and-desist", steps)

    assert values["incidents"][0]["date"] == "unknown"  # type: ignore[index]


def test_a_wrong_answer_is_asked_again_and_never_shown():
    steps = list(SHORTEST)
    steps[4:5] = [
        ("e-mail address may", "SECRET-1"),
        ("look like an e-mail", "SECRET-2@"),
        ("look like an e-mail", "a@example.com"),
    ]
    steps[3:4] = [
        ("your full name", ""),
        ("needs an answer", "SECRET\x07-3"),
        ("number 7", "SECRET\u202e-4"),
        ("hidden character", "Maria"),
    ]
    steps[0:1] = [("Which place", "SECRET-5"), ("a number from 1 to", "0"), ("a number from 1 to", "US-CA")]
    values, said, _ = talk("cease-and-desist", steps)

    assert "SECRET" not in said
    assert values["client"]["name"] == "Maria"  # type: ignore[index]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_no_control_character_is_ever_written(kind: str):
    _, said, _ = talk(kind, shortest(kind), given=PLACE)

    assert [sign for sign in said if not sign.isprintable() and sign != "\n"] == []


def test_what_was_typed_cannot_steer_the_terminal_when_it_is_listed():
    steps = [
        *SHORTEST[1:8], *SHORTEST[8:12], ("You do not have to", "3"), ("account’s name", "\x1b[2J"),
        ("(U+001B)", "@\u200bone"), ("runs this account", ""), ("more about", "no"), ("another account", "no"),
        ("another event", "yes"), *SHORTEST[8:12], ("You do not have to", "3"), ("1. @\\u200bone", "1"), *SHORTEST[13:],
    ]  # fmt: skip
    _, said, _ = talk("cease-and-desist", steps, given=PLACE)

    assert "@\\u200bone" in said
    assert not {"\x1b", "\u200b"} & set(said)


def test_the_copyright_notice_comes_last_with_its_warning_and_can_be_taken_back():
    values, said, _ = talk("takedown-request", [
        *beginning("takedown-request"), *SHORTEST[8:10], ("What kind of thing", "intimate-images"), SHORTEST[11],
        ("exact links", "https://www.example.com/post/100\n"), ("made or changed", ""), ("under 18", "no"), SHORTEST[12],
        SHORTEST[13], ("You do not have to", ""), ("Do the images show you", "yes"),
        ("you did not agree", "I never agreed.\n."), ("You do not have to", "the legal grounds, if you want to choose them yourself"),
        ("Which legal grounds", "platform-rules, dmca"), ("will be given your name and address", "no"),
    ], given=PLACE)  # fmt: skip

    assert values["platform"]["bases"] == ["platform-rules"]  # type: ignore[index]
    assert "copyright" not in values["platform"]  # type: ignore[operator]
    assert "left out" in said


def test_the_end_of_input_ends_the_interview_at_any_question():
    for number in range(len(SHORTEST)):
        screen = io.StringIO()
        with pytest.raises(Stopped):
            next(interview(world(Person(SHORTEST[:number], screen), screen), LIBRARY, "cease-and-desist", "en", {}))


def test_the_parts_are_counted():
    _, said, _ = talk("cease-and-desist", SHORTEST)
    parts = [line.split(":")[0] for line in said.splitlines() if line.startswith("Part ")]

    assert parts == [f"Part {number} of about {len(parts)}" for number in range(1, len(parts) + 1)]


def test_every_kind_asks_only_what_concerns_it():
    for question in LIBRARY.questions("takedown-request"):
        if question.kinds == ("protective-order",) and not list_of(question.fact):
            _, said, _ = talk("takedown-request", shortest("takedown-request"), given=PLACE)
            assert question.ask not in said


SPANISH: list[Exchange] = [
    ("¿Las leyes de qué lugar", "US-CA"), ("¿En qué idioma debe", "inglés"),
    ("¿Quién responde a estas preguntas?", "1"), ("¿Se da alguna", ""), ("¿Cuál es su nombre completo?", "Maria Example"),
    ("¿A qué correo electrónico", "answers@example.com"), ("¿Sabe quién está haciendo esto?", "1"),
    ("nombre completo de esa persona", "Robin Example"), ("¿Qué relación", "4"), ("¿Cuándo pasó?", "3 de abril de 2026"),
    ("¿En qué aplicación", "Instagram"), ("¿De qué se trató?", "4"), ("¿Qué se envió", "She wrote again after I had said no.\n."),
    ("No es obligatorio", ""), ("¿Hay otro hecho?", "No."), ("No es obligatorio", ""),
]  # fmt: skip


def test_the_same_answers_give_the_same_facts_in_either_language():
    english, _, _ = talk("cease-and-desist", SHORTEST)
    spanish, said, _ = talk("cease-and-desist", SPANISH, "es")

    assert spanish == {**english, "languages": {"document": "en"}}
    assert "Why we ask" not in said
    assert "Parte 3 de unas 7: Su seguridad" in said


def test_a_threat_whose_words_are_gone_can_be_told():
    steps = shortest("police-statement")
    place = next(number for number, (asked, _) in enumerate(steps) if "What kind of thing" in asked)
    steps[place] = (steps[place][0], "2")
    steps[place + 2 : place + 2] = [("type a single -", ""), ("needs an answer", "-")]
    values, _, _ = talk("police-statement", steps, given=PLACE)

    assert values["incidents"][0]["exact_words"] is None  # type: ignore[index]
    read_matter(Answers(values), LIBRARY.manifest("police-statement").requires)


def test_what_the_clinics_own_file_says_is_not_asked(tmp_path: Path):
    (tmp_path / "clinic.toml").write_text(
        'name = "Example Clinic"\nemail = "clinic@example.org"\nphone = "555-0100"\n'
        'lawyer = { name = "Sam Example", bar_number = "00000" }\n'
    )
    steps = [("Who is answering", "2"), ("postal address", ""), ("right to act", ""), *shortest("cease-and-desist")[1:]]
    values, screen, _ = talk("cease-and-desist", steps, given=PLACE, library=Library.open(tmp_path))

    assert "name of the person who acts" not in screen
    assert "bar number" not in screen
    assert "representative" not in values


@pytest.mark.parametrize(
    ("relation", "told", "kept"),
    [
        ("former-partner", "br-lmp-women", "br-no-order-for-strangers"),
        ("stranger", "br-no-order-for-strangers", "br-lmp-women"),
    ],
)
def test_what_a_place_lacks_for_some_relations_is_told_once_the_relation_is_known(relation: str, told: str, kept: str):
    asked = "What is this person to you"
    start = beginning("protective-order")
    steps = start[: next(number for number, (said, _) in enumerate(start) if said == asked)]
    screen = io.StringIO()
    person = Person([*steps, (asked, relation), ("", ":quit")], screen)
    with pytest.raises(Stopped):
        next(interview(world(person, screen), LIBRARY, "protective-order", "en", {"jurisdiction": "BR"}))
    texts = {each.id: _shown(each.text["en"]) for each in LIBRARY.jurisdiction("BR").cautions}
    before, _, after = screen.getvalue().partition(asked)

    assert texts["br-no-affidavit"] in _shown(before)
    assert not {texts[told], texts[kept]} & {text for text in texts.values() if text in _shown(before)}
    assert texts[told] in _shown(after)
    assert texts[kept] not in _shown(after)


def _shown(said: str) -> str:
    return " ".join(said.split())


def test_nobody_who_told_of_an_image_of_a_child_is_asked_for_a_file_of_it():
    steps = shortest("incident-log")
    at = next(place for place, (asked, _) in enumerate(steps) if asked == "What kind of thing")
    told = [
        *steps[:at],
        ("What kind of thing", "intimate-images"),
        steps[at + 1],
        ("under 18", "yes"),
        *steps[at + 2 :],
    ]
    _, said, _ = talk("incident-log", told, given=PLACE)

    assert "Give only the link" in said
    assert "screenshots or files" not in said.partition("Give only the link")[2].partition("another event")[0]
