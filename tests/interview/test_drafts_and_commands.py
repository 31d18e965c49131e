"""Nothing typed is lost, and the person can go back, review, leave and go on: in a real terminal."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import sys
from pathlib import Path

import pexpect
import pytest
from scripted import LIBRARY, Person, talk, world
from test_interview import PLACE, SHORTEST, shortest

from docgen.cli.exits import Stopped
from docgen.cli.interview import interview
from docgen.interview.said import delete_record, records_in, said_of
from docgen.interview.script import Script
from docgen.interview.setting import setting_of
from docgen.jurisdiction import first_serving
from docgen.localization import open_wording
from docgen.matter.choices import Request


def docgen(home: Path, *arguments: str) -> pexpect.spawn:
    environment = {**os.environ, "HOME": str(home), "TERM": "dumb", "LANG": "C.UTF-8",
                   "PYTHONPATH": os.pathsep.join(sys.path)}  # fmt: skip
    environment.pop("XDG_STATE_HOME", None)
    return pexpect.spawn(
        sys.executable, ["-m", "docgen", *arguments], cwd=str(home), env=environment, encoding="utf-8", timeout=30,
        dimensions=(50, 400),
    )  # fmt: skip


def draft(home: Path) -> dict[str, object]:
    return json.loads(next((home / ".local/state/docgen/drafts").glob("draft-*.json")).read_text())["said"]


def letter(home: Path, *arguments: str) -> pexpect.spawn:
    return docgen(home, "new", "cease-and-desist", "--jurisdiction", "US-CA", "--output", "letter.docx", *arguments)


def answer(terminal: pexpect.spawn, asked: str, typed: str) -> None:
    terminal.expect(f"{asked}.*> $")
    for line in typed.split("\n"):
        terminal.send(line + "\r")


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_interview_goes_on_at_the_first_gap(seed: int, tmp_path: Path):
    steps = SHORTEST[1:]
    stop = random.Random(seed).randrange(1, len(steps))
    terminal = letter(tmp_path)
    for asked, typed in steps[:stop]:
        answer(terminal, asked, typed)
    terminal.expect(f"{steps[stop][0]}.*> $")
    terminal.send("half a li")
    terminal.kill(signal.SIGKILL)
    terminal.close()

    again = docgen(tmp_path, "new", "cease-and-desist", "--resume", "--output", "letter.docx")
    for asked, typed in steps[stop:]:
        answer(again, asked, typed)
    answer(again, "press Enter to write", "")
    again.expect(pexpect.EOF)
    again.close()

    assert again.exitstatus == 0
    assert (tmp_path / "letter.docx").is_file()


def test_a_long_text_that_was_begun_is_not_lost(tmp_path: Path):
    terminal = letter(tmp_path)
    for asked, typed in SHORTEST[1:11]:
        answer(terminal, asked, typed)
    answer(terminal, "sent, posted or done", "The first line.\nThe second line.")
    terminal.expect("> $")
    terminal.kill(signal.SIGKILL)
    terminal.close()

    again = docgen(tmp_path, "new", "cease-and-desist", "--resume")
    again.expect("The first line. *\r?\n? *The second line.*> $")
    again.send("The end.\r.\r")
    again.expect("You do not have to.*> $")
    again.send(":quit\r")
    again.expect(pexpect.EOF)

    assert draft(tmp_path)["incidents/i1/summary"] == ["The first line.\nThe second line.\nThe end."]


@pytest.mark.parametrize(("language", "back"), [("en", ":back"), ("es", ":atrás"), ("es", ":back")])
def test_going_back_shows_the_old_answer_and_enter_keeps_it(language: str, back: str, tmp_path: Path):
    terminal = letter(tmp_path, "--interview-language", language, "--language", language)
    for typed in ("1", "", "Maria Example", back):
        terminal.expect("> $")
        terminal.send(typed + "\r")
    terminal.expect("(so far|hasta ahora): Maria Example.*> $")
    terminal.send("Maria Exemplary\r")
    terminal.expect("> $")
    terminal.send(":quit\r")
    terminal.expect(pexpect.EOF)
    terminal.close()

    assert terminal.exitstatus == 130
    assert draft(tmp_path)["client.name"] == ["Maria Exemplary"]


def test_nothing_is_kept_where_the_person_wants_that(tmp_path: Path):
    terminal = letter(tmp_path, "--no-save")
    answer(terminal, "Who is answering", "1")
    terminal.expect("> $")
    terminal.sendintr()
    terminal.expect("not kept")
    terminal.expect(pexpect.EOF)

    assert not (tmp_path / ".local").exists()


def test_a_line_of_the_review_can_be_changed():
    steps = [*shortest("cease-and-desist"), ("press Enter to write", "4"), ("so far: Maria Example", "Maria Exemplary")]
    values, _, _ = talk("cease-and-desist", steps, given=PLACE)

    assert values["client"]["name"] == "Maria Exemplary"  # type: ignore[index]


def test_commands_work_at_the_review_too():
    steps = [
        *shortest("cease-and-desist"), ("press Enter to write", ":help"), (":back goes to the question before", ":skip"),
        ("press Enter to write", ":back"), ("You do not have to", ""),
    ]  # fmt: skip
    values, _, _ = talk("cease-and-desist", steps, given=PLACE)

    assert values["client"]["name"] == "Maria Example"  # type: ignore[index]


def test_only_what_the_order_can_say_is_offered():
    steps = [(asked, ":quit" if "court order" in asked else typed) for asked, typed in shortest("protective-order")]
    stop = next(number for number, (_, typed) in enumerate(steps) if typed == ":quit")
    screen = io.StringIO()
    person = Person(steps[: stop + 1], screen)
    with pytest.raises(Stopped):
        next(interview(world(person, screen), LIBRARY, "protective-order", "en", PLACE))
    said = screen.getvalue().rpartition("What should the court order")[2]
    law = LIBRARY.jurisdiction("US-CA")
    order = first_serving([each for each in law.orders if each.origin.settled], "former-partner")
    assert order is not None

    numbered = [line for line in said.splitlines() if line.startswith("  ")]
    assert 0 < len(numbered) == len(order.requests) < len(Request)


def test_evidence_that_is_gone_brings_the_review_again(tmp_path: Path):
    proof = tmp_path / "proof.png"
    proof.write_bytes(b"image")
    facts = {"exhibits": [{"id": "e1", "title": "Screenshot", "file": "proof.png"}]}
    (tmp_path / "facts.json").write_text(json.dumps(facts))
    terminal = letter(tmp_path, "--start", "facts.json")
    for asked, typed in SHORTEST[1:11]:
        answer(terminal, asked, typed)
    proof.unlink()
    answer(terminal, "sent, posted or done", SHORTEST[11][1])
    for asked, typed in [*SHORTEST[12:], ("how it was saved", "no"), ("press Enter to write", "")]:
        answer(terminal, asked, typed)
    terminal.expect("exhibits.0..file.*press Enter to write the paper.*> $")
    terminal.send(":quit\r")
    terminal.expect(pexpect.EOF)
    terminal.close()

    assert terminal.exitstatus == 130


def test_a_change_asks_again_only_what_depends_on_it():
    steps = [
        *shortest("cease-and-desist"), ("press Enter to write", "6"), ("who is doing this", "3"),
        ("is the account", "Instagram"), ("account’s name", "@example"), ("more about", "no"), ("another account", "no"),
    ]  # fmt: skip
    values, _, _ = talk("cease-and-desist", steps, given=PLACE)

    assert values["respondent"]["identity"] == "unknown"  # type: ignore[index]
    assert values["accounts"][0]["handle"] == "@example"  # type: ignore[index]


def test_facts_said_and_walked_come_out_as_they_went_in():
    words, labels = (open_wording(LIBRARY.locales, domain, "en") for domain in ("program-interview", "documents"))
    setting = setting_of(LIBRARY, "cease-and-desist", words, labels)
    values, _, _ = talk("cease-and-desist", shortest("cease-and-desist"), given=PLACE)
    said = said_of(values, setting.sections)
    script = Script(setting, said)
    for gap in script.gaps():
        said[gap.key] = []
        for offer in getattr(gap.what, "offers", ()):
            said[f"{gap.place.prefix}?{offer.id}"] = [False]

    assert script.values == values


def test_a_deleted_record_leaves_nothing_behind():
    said = said_of({"accounts": [{"id": "a1", "handle": "@one"}, {"id": "a2", "handle": "@two"}],
                    "incidents": [{"accounts": ["a1", "a2"]}]}, ())  # fmt: skip
    delete_record(said, "accounts", "a1")

    assert records_in(said, "accounts") == ["a2"]
    assert said["incidents/i1/accounts"] == [["a2"]]
    assert not [key for key in said if key.startswith("accounts/a1")]
