"""Nothing typed is lost, and the person can go back, review, leave and go on: in a real terminal."""

from __future__ import annotations

import io
import json
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from scripted import LIBRARY, Person, talk, world
from sittings import LETTER, Sitting, letter, told
from test_interview import PLACE, shortest

from docgen.cli.exits import Stopped
from docgen.cli.interview import interview
from docgen.cli.keeping import Keeper
from docgen.drafts import load_draft, save_draft
from docgen.errors import OutputProblem
from docgen.interview.said import delete_record, records_in, said_of
from docgen.interview.script import Script
from docgen.interview.setting import setting_of
from docgen.jurisdiction import first_serving
from docgen.localization import open_wording
from docgen.matter.choices import Request


def test_a_long_text_that_was_begun_is_not_lost(tmp_path: Path):
    sitting = letter(tmp_path, "en")
    sitting.answers(*LETTER["en"][:10], ("sent, posted or done", "The first line.\nThe second line."))
    sitting.asked()
    sitting.terminal.kill(signal.SIGKILL)
    sitting.terminal.close()

    again = Sitting(tmp_path, "new", "--resume")
    again.answer("The first line. The second line.", "The end.\n.")
    again.answer("You do not have to", ":quit")
    again.end()

    assert told(tmp_path)["incidents/i1/summary"] == ["The first line.\nThe second line.\nThe end."]


@pytest.mark.parametrize("stop", [":quit", "\x03"])
def test_nothing_is_kept_where_the_person_wants_that(stop: str, tmp_path: Path):
    sitting = letter(tmp_path, "en", "--no-save")
    sitting.answers(*LETTER["en"][:2], ("", stop))

    assert sitting.end() == 130
    assert "not kept" in sitting.screen
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
    sitting = letter(tmp_path, "en", "--start", "facts.json")
    sitting.answers(*LETTER["en"][:10])
    proof.unlink()
    sitting.answers(*LETTER["en"][10:], ("how it was saved", "no"), ("press Enter to write", ""))
    assert "exhibits[0].file" in sitting.asked("press Enter to write the paper")
    sitting.terminal.send(":quit\r")

    assert sitting.end() == 130


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


def test_what_is_kept_is_said_truly_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    full = False

    def save(*arguments: object, **options: object) -> None:
        if full:
            raise OutputProblem([])
        save_draft(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("docgen.cli.keeping.save_draft", save)
    screen = io.StringIO()
    outside = replace(world(io.StringIO(), screen), drafts=tmp_path)
    words = open_wording(LIBRARY.locales, "program-interview", "en")
    keeper = Keeper.begin(outside, "cease-and-desist", "en", None)
    keeper.said = {"client.name": ["Maria Example"]}
    keeper.save(words)
    full = True
    for _ in range(2):
        keeper.said["client.age"] = [40]
        keeper.save(words)
    keeper.tell(words, "interview.kept-in")
    assert screen.getvalue().count("could not be saved; they are only in this window") == 1
    keeper.farewell(words, "interview.go-on")
    assert "Only your earlier answers are kept as draft-2026-11-23" in screen.getvalue()
    assert "are not kept" not in screen.getvalue()

    full = False
    keeper.save(words)
    keeper.farewell(words, "interview.go-on")
    assert screen.getvalue().splitlines()[-1].startswith("Your answers are kept as draft-2026-11-23")
    assert load_draft(tmp_path, "draft-2026-11-23").said == keeper.said


def test_a_paper_that_cannot_be_written_costs_no_answer(tmp_path: Path):
    sitting = letter(tmp_path, "en", "--no-save")
    sitting.answers(*LETTER["en"])
    sitting.asked("press Enter to write")
    (tmp_path / "letter.docx").touch()
    sitting.terminal.send("\r")
    sitting.asked("press Enter to write")
    (tmp_path / "letter.docx").unlink()
    sitting.terminal.send("\r")

    assert sitting.end() == 0
    assert (tmp_path / "letter.docx").stat().st_size > 5000
