"""`docgen facts import` as a person meets it: drafts in a private file, or every problem and nothing written."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import the_facts, written
from chats import a_jpeg, a_mail, a_tiff, put
from terminal import docgen

from docgen.answers import Answers
from docgen.facts import check_facts

CHAT = "3/4/26, 21:14 - Casey: You will be sorry.\n13/4/26, 21:14 - Robin: Stop.\n13/4/26, 21:15 - Casey: No.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a chat, a mail, a table, and a folder of pictures."""
    put(tmp_path, "chat.txt", CHAT)
    put(tmp_path, "mail.eml", a_mail())
    put(tmp_path, "log.csv", "date,summary\n2026-04-20,He called.\n")
    (tmp_path / "shots").mkdir()
    put(tmp_path / "shots", "a.jpg", a_jpeg(a_tiff()))
    plain = put(tmp_path / "shots", "b.png", b"\x89PNG\r\n\x1a\n")
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC).timestamp()
    os.utime(plain, (noon, noon))
    return tmp_path


SOURCES = ("chat.txt", "mail.eml", "log.csv", "shots", "--sender", "Casey")


def imported(desk: Path, *arguments: str, **settings: str) -> dict[str, Any]:
    done = docgen("facts", "import", *arguments, folder=desk, **settings)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert isinstance(facts, dict)
    return facts


def test_several_sources_give_one_tree_in_the_order_of_the_events(desk: Path) -> None:
    facts = imported(desk, *SOURCES)

    assert set(facts) == {"incidents", "exhibits", "accounts"}
    assert [(each["date"], each.get("platform")) for each in facts["incidents"]] == [
        ("2026-04-03", None), ("2026-04-03", "whatsapp"), ("2026-04-03", "email"), ("2026-04-13", "whatsapp"),
        ("2026-04-20", None), ("2026-05-01", None),
    ]  # fmt: skip
    assert [each["id"] for each in facts["exhibits"]] == ["e1", "e2", "e3"]
    assert [each["id"] for each in facts["accounts"]] == ["a1"]
    assert facts["incidents"][2]["accounts"] == ["a1"]


def test_with_what_an_interview_adds_the_drafts_are_good_facts(desk: Path) -> None:
    facts = imported(desk, *SOURCES)
    for incident in facts["incidents"]:
        incident.update(conduct=["threats"], summary="It was sent to me.")

    assert check_facts(Answers(the_facts(**facts))) == ()


def test_every_value_names_its_source_and_no_source_names_a_folder(desk: Path) -> None:
    facts = imported(desk, *(str(desk / each) for each in SOURCES[:4]), *SOURCES[4:])

    for record in (*facts["incidents"], *facts["exhibits"], *facts["accounts"]):
        told = set(record) - {"id", "file", "sources", "accounts", "exhibits"}
        assert told <= set(record["sources"])
        assert not any("/" in each for each in record["sources"].values())


def test_the_file_is_private_and_never_over_another_one(desk: Path) -> None:
    first = docgen("facts", "import", "mail.eml", "-o", "drafts.json", folder=desk)
    second = docgen("facts", "import", "mail.eml", "-o", "drafts.json", folder=desk)
    third = docgen("facts", "import", "mail.eml", "-o", "drafts.json", "--force", folder=desk)

    assert (first.returncode, first.stdout, second.returncode, third.returncode) == (0, "", 1, 0)
    assert (desk / "drafts.json").stat().st_mode & 0o077 == 0
    assert "1 draft of an incident" in first.stderr
    assert "docgen new KIND --start drafts.json" in first.stderr


# Added to facts -------------------------------------------------------------------------------------------------------


def test_drafts_are_put_after_what_is_there_and_what_is_there_stays(desk: Path) -> None:
    own = the_facts(
        exhibits=[{"id": "e1", "title": "Mine"}], losses=[{"kind": "other", "description": "x", "amount": 10.5}]
    )
    put(desk, "facts.json", written(own))

    facts = imported(desk, "mail.eml", "shots", "--merge", "facts.json")

    assert facts["incidents"][0] == own["incidents"][0]  # type: ignore[index]
    assert [each["id"] for each in facts["exhibits"]] == ["e1", "e2", "e3", "e4"]
    assert {key: facts[key] for key in own if key not in ("incidents", "exhibits")} == {
        key: value for key, value in own.items() if key not in ("incidents", "exhibits")
    }


def test_what_is_there_already_is_not_added_twice_whatever_the_language(desk: Path) -> None:
    first = docgen("facts", "import", *SOURCES, "-o", "drafts.json", folder=desk)
    again = docgen("facts", "import", *SOURCES, "--merge", "drafts.json", "--interview-language", "es", folder=desk)

    assert (first.returncode, again.returncode) == (0, 0)
    assert json.loads(again.stdout) == json.loads((desk / "drafts.json").read_text())


def test_a_source_given_twice_counts_once(desk: Path) -> None:
    assert imported(desk, "mail.eml", "mail.eml") == imported(desk, "mail.eml")


def test_two_mails_of_the_same_name_and_moment_are_two(desk: Path) -> None:
    (desk / "other").mkdir()
    put(desk / "other", "mail.eml", a_mail(body="Another one."))

    facts = imported(desk, "mail.eml", "other/mail.eml")

    assert [each["exact_words"] for each in facts["incidents"]] == ["Again\n\nI see you.", "Again\n\nAnother one."]
    assert len(facts["accounts"]) == 1


def test_two_chats_of_the_same_name_and_minute_are_two(desk: Path) -> None:
    """The iPhone calls every export `_chat.txt`."""
    for name, words in (("one", "I see you."), ("two", "I hear you.")):
        (desk / name).mkdir()
        put(desk / name, "_chat.txt", f"23/4/26, 21:14 - Casey: {words}\n")

    facts = imported(desk, "one/_chat.txt", "two/_chat.txt")

    assert [each["exact_words"] for each in facts["incidents"]] == ["I see you.", "I hear you."]


def test_a_new_picture_of_a_known_day_is_the_only_one_in_its_draft(desk: Path) -> None:
    docgen("facts", "import", "shots", "-o", "drafts.json", folder=desk)
    put(desk / "shots", "c.jpg", a_jpeg(a_tiff()) + b"another")

    facts = imported(desk, "shots", "--merge", "drafts.json")

    assert [each["exhibits"] for each in facts["incidents"]] == [["e1"], ["e2"], ["e3"]]


def test_facts_written_elsewhere_still_find_their_files(desk: Path) -> None:
    (desk / "matter").mkdir()
    docgen("facts", "import", "shots", "-o", "drafts.json", folder=desk)

    done = docgen("facts", "import", "mail.eml", "--merge", "drafts.json", "-o", "matter/facts.json", folder=desk)

    facts = json.loads((desk / "matter" / "facts.json").read_text())
    assert done.returncode == 0
    assert len(facts["exhibits"]) == 3
    assert all((desk / "matter" / each["file"]).is_file() for each in facts["exhibits"])


# Chosen ---------------------------------------------------------------------------------------------------------------


def test_only_the_days_asked_for_are_taken(desk: Path) -> None:
    facts = imported(desk, *SOURCES, "--since", "2026-04-13", "--until", "2026-04-20")

    assert [each["date"] for each in facts["incidents"]] == ["2026-04-13", "2026-04-20"]
    assert "exhibits" not in facts


def test_a_sender_must_be_chosen_and_the_message_says_how(desk: Path) -> None:
    done = docgen("facts", "import", "chat.txt", folder=desk)

    assert (done.returncode, done.stdout) == (2, "")
    assert "--sender" in done.stderr
    assert "Casey (2), Robin (1)" in done.stderr


@pytest.mark.parametrize(("option", "day"), [("--day-first", "2026-04-03"), ("--month-first", "2026-03-04")])
def test_an_open_order_of_day_and_month_takes_an_option(option: str, day: str, desk: Path) -> None:
    put(desk, "open.txt", "3/4/26, 9:14 PM - Casey: x\n")
    asked = docgen("facts", "import", "open.txt", folder=desk)

    assert (asked.returncode, asked.stdout) == (2, "")
    assert "--day-first" in asked.stderr
    assert imported(desk, "open.txt", option)["incidents"][0]["date"] == day


@pytest.mark.parametrize("days", [("--since", "3/4/2026"), ("--since", "2026-04-04", "--until", "2026-04-03")])
def test_days_that_make_no_sense_are_refused(days: tuple[str, ...], desk: Path) -> None:
    assert docgen("facts", "import", "mail.eml", *days, folder=desk).returncode == 2


# Wrong ----------------------------------------------------------------------------------------------------------------


def test_every_problem_of_every_source_is_told_and_nothing_written(desk: Path) -> None:
    put(desk, "bad.csv", "date,nonsense\n3/4/2026,x\n")
    put(desk, "bad.txt", b"\0\1\2")

    done = docgen("facts", "import", "bad.csv", "bad.txt", "mail.eml", "-o", "drafts.json", folder=desk)

    assert done.returncode == 3
    assert [line.split("  ")[0].split(": ")[0] for line in done.stderr.splitlines()] == [
        "bad.csv:1:2",
        "bad.csv:2:1",
        "bad.txt",
    ]
    assert not (desk / "drafts.json").exists()


def test_a_strange_file_in_a_folder_is_named_and_passed_by(desk: Path) -> None:
    put(desk / "shots", "notes.txt", "hello")

    done = docgen("facts", "import", "shots", folder=desk)

    assert done.returncode == 0
    assert "shots/notes.txt" in done.stderr


def test_a_missing_source_and_facts_that_are_none_end_with_their_codes(desk: Path) -> None:
    put(desk, "wrong.json", '{"incidents": {}}')

    assert docgen("facts", "import", "nowhere.txt", folder=desk).returncode == 1
    assert docgen("facts", "import", "mail.eml", "--merge", "nowhere.json", folder=desk).returncode == 1
    assert docgen("facts", "import", "mail.eml", "--merge", "wrong.json", folder=desk).returncode == 3


def test_signs_that_steer_a_terminal_are_escaped_and_kept(desk: Path) -> None:
    put(desk, "chat.txt", "23/4/26, 21:14 - Casey: \u202edead\u200d\x7f \U000e0041\n")

    done = docgen("facts", "import", "chat.txt", folder=desk)

    assert not set("\u202e\u200d\x7f\U000e0041") & set(done.stdout)
    assert json.loads(done.stdout)["incidents"][0]["exact_words"] == "\u202edead\u200d\x7f \U000e0041"


def test_a_file_whose_name_no_fact_can_hold_is_a_problem(desk: Path) -> None:
    put(desk, "a\u202eb.eml", a_mail())

    assert docgen("facts", "import", "a\u202eb.eml", folder=desk).returncode == 3


def test_an_import_in_spanish_speaks_spanish(desk: Path) -> None:
    done = docgen("facts", "import", "mail.eml", folder=desk, DOCGEN_LANGUAGE="es")

    assert "Se hizo 1 borrador" in done.stderr
    assert json.loads(done.stdout)["exhibits"][0]["title"].startswith("Correo electrónico del 3 de abril de 2026")
