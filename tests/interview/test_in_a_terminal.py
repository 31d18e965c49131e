"""The whole interview in a real terminal, in both languages: nothing is lost, and every way out works."""

from __future__ import annotations

import json
import random
import signal
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from babel.dates import format_date
from sittings import LETTER, Sitting, letter, steering, told

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
LONG = "\n".join(" ".join(f"{line:02}{word:03}" for word in range(50)) for line in range(34))
"""10,199 characters on 34 lines, each word of its own."""

SAID = {
    "en": {
        "end": "press Enter to write the paper", "another": "Is there another event", "copy": "copy", "no": "no",
        "back": ":back", "review": ":review", "edit": ":edit", "help": ":help", "why": ":why", "skip": ":skip",
        "save": ":save", "quit": ":quit", "so far": "Your answer so far: Maria Example",
    },
    "es": {
        "end": "pulse Intro para escribir el documento", "another": "¿Hay otro hecho?", "copy": "copiar", "no": "no",
        "back": ":atrás", "review": ":revisar", "edit": ":editar", "help": ":ayuda", "why": ":porqué",
        "skip": ":saltar", "save": ":guardar", "quit": ":salir", "so far": "Su respuesta hasta ahora: Maria Example",
    },
}  # fmt: skip


def texts(path: Path) -> str:
    """Return all paragraphs of a Word file."""
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


@LANGUAGES
def test_a_whole_letter_on_a_narrow_dumb_terminal(language: str, tmp_path: Path):
    sitting = letter(tmp_path, language, columns=40)  # type: ignore[arg-type]
    sitting.answers(*LETTER[language], (SAID[language]["end"], ""))

    assert sitting.end() == 0
    assert "Maria Example" in texts(tmp_path / "letter.docx")
    assert not steering(sitting.screen), ascii(steering(sitting.screen))
    words = [line for line in sitting.screen.splitlines() if len(line) > 40 and " " in line.strip()]
    assert words == []


@LANGUAGES
def test_ten_thousand_characters_go_from_the_clipboard_into_the_paper(language: str, tmp_path: Path):
    steps = [
        (asked, f"{LONG}\n." if typed.startswith("She wrote again") else typed) for asked, typed in LETTER[language]
    ]
    sitting = letter(tmp_path, language)
    sitting.answers(*steps, (SAID[language]["end"], ""))

    assert sitting.end() == 0
    assert told(tmp_path)["incidents/i1/summary"] == [LONG]

    again = Sitting(tmp_path, "new", "police-statement", "--resume", "-o", "statement.docx", language=language)
    known = [("", ""), ("", "1")]  # how the client knows it, which the police paper asks for
    again.answers(("", ""), ("", "yes" if language == "en" else "sí"), *known, ("", ""), ("", ""))
    again.answer(SAID[language]["end"], "")
    assert again.end() == 0
    assert " ".join(LONG.split()) in " ".join(texts(tmp_path / "statement.docx").split())


@LANGUAGES
def test_every_command_does_what_it_says(language: str, tmp_path: Path):
    say = SAID[language]
    sitting = letter(tmp_path, language)
    sitting.answers(*LETTER[language][:2], ("", say["help"]))
    sitting.answers((say["quit"], say["why"]), ("", say["skip"]))
    sitting.answer("This paper needs an answer" if language == "en" else "Este escrito necesita", "Maria Example")
    sitting.answer("", say["save"])
    sitting.answer("draft-", say["back"])
    sitting.answer(say["so far"], say["edit"])
    sitting.terminal.expect("> Maria Example$")
    sitting.terminal.send("\x7f\x7fary\r")
    assert "e-mail" in sitting.asked() or language == "es"
    sitting.terminal.send(f"{say['review']}\r")
    review = sitting.asked("Maria Exampary")
    assert "still missing" in review or "todavía falta" in review
    line = next(each for each in review.splitlines() if "Maria Exampary" in each)
    sitting.terminal.send(f"{line.split('.')[0].strip()}\r")
    sitting.answer("Maria Exampary", "Maria Exemplary")
    sitting.answer("", say["quit"])

    assert sitting.end() == 130
    assert "--from-draft draft-" in sitting.screen
    assert told(tmp_path)["client.name"] == ["Maria Exemplary"]


@LANGUAGES
@pytest.mark.parametrize("seed", range(3))
def test_a_kill_at_any_moment_costs_only_the_line_being_typed(seed: int, language: str, tmp_path: Path):
    chance = random.Random(f"{seed} {language}")
    steps = LETTER[language]
    stop = chance.randrange(1, len(steps))
    sitting = letter(tmp_path, language)
    sitting.answers(*steps[:stop])
    if chance.random() < 0.5:
        sitting.asked(steps[stop][0])
        sitting.terminal.send("half a li")
    kept = told(tmp_path)
    sitting.terminal.kill(signal.SIGKILL)
    sitting.terminal.close()

    again = Sitting(tmp_path, "new", "--resume", "-o", "letter.docx", language=language)
    first = again.asked()
    done = next(
        number for number, (asked, _) in enumerate(steps) if asked in " ".join(first.split()) and number >= stop - 1
    )
    again.terminal.send(steps[done][1].replace("\n", "\r") + "\r")
    if "\n" in steps[done][1]:
        again.asked()
    again.answers(*steps[done + 1 :], (SAID[language]["end"], ""))

    assert again.end() == 0
    assert kept.items() <= told(tmp_path).items()
    assert "Maria Example" in texts(tmp_path / "letter.docx")


@LANGUAGES
def test_an_encrypted_draft_never_lies_open(language: str, tmp_path: Path):
    pytest.importorskip("pyrage")
    passphrase = "four invented plain words"
    sitting = letter(tmp_path, language, "--encrypt")
    sitting.answers(("", passphrase), ("", passphrase), *LETTER[language][:4], ("", ":quit"))
    assert sitting.end() == 130
    assert passphrase not in sitting.screen
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert not [path for path in files if b"Maria" in path.read_bytes()]

    wrong = Sitting(tmp_path, "new", "--resume", language=language)
    wrong.answer("", "another one")
    assert wrong.end() == 1

    again = Sitting(tmp_path, "new", "--resume", "-o", "letter.docx", language=language)
    again.answers(("", passphrase), *LETTER[language][4:], (SAID[language]["end"], ""))
    assert again.end() == 0
    name = next(path.name.split(".")[0] for path in files if path.name.startswith("draft-"))
    gone = Sitting(tmp_path, "drafts", "delete", name, language=language)
    gone.answer("", "yes" if language == "en" else "sí")
    assert gone.end() == 0
    assert not list((tmp_path / ".local/state/docgen/drafts").iterdir())


@LANGUAGES
def test_records_are_copied_moved_and_deleted_and_numbered_by_date(language: str, tmp_path: Path):
    say = SAID[language]
    day = "{} March 2026" if language == "en" else "{} de marzo de 2026"
    steps = [*LETTER[language]]
    sitting = letter(tmp_path, language)
    sitting.answers(
        *steps[:-2], (say["another"], say["copy"]), ("", day.format(9)), ("", "The second, told as a copy.\n.")
    )
    sitting.answers((say["another"], say["copy"]), ("", day.format(2)), ("", "The third, to be deleted.\n."))
    sitting.answers((say["another"], say["no"]), steps[-1])
    assert told(tmp_path)["incidents"] == [["i1", "i2", "i3"]]
    assert told(tmp_path)["incidents/i2/conduct"] == told(tmp_path)["incidents/i1/conduct"]

    def record_line(number: int) -> str:
        review = sitting.asked(say["end"])
        words = ("incident" if language == "en" else "hecho") + f" {number} ("
        line = next(each for each in review.splitlines() if words in each)
        return f"{line.split('.')[0].strip()}\r"

    sitting.terminal.send(record_line(3))
    sitting.answer("", "4")
    sitting.terminal.send(record_line(2))
    sitting.answer("", "2")
    sitting.answer(say["end"], "")
    assert sitting.end() == 0
    assert told(tmp_path)["incidents"] == [["i2", "i1"]]
    paper = texts(tmp_path / "letter.docx")
    assert 0 < paper.find("March 9, 2026") < paper.find("April 3, 2026")
    assert "March 2, 2026" not in paper


@LANGUAGES
def test_dates_are_read_as_people_say_them(language: str, tmp_path: Path):
    sitting = letter(tmp_path, language)
    sitting.answers(*LETTER[language][:7])
    english = language == "en"
    sitting.answer("", "03/04/2026")
    readings = " ".join(sitting.asked("1. Friday, April 3" if english else "1. viernes, 3 de abril").split())
    assert "Wednesday, March 4" in readings or "miércoles, 4 de marzo" in readings
    sitting.terminal.send("3\r")
    sitting.answer("type it again" if english else "otra vez", "3 April 2027" if english else "3 de abril de 2027")
    sitting.answer("future" if english else "futuro", "no")
    sitting.answer("", "Tuesday 3 April 2026" if english else "martes 3 de abril de 2026")
    sitting.answer("Which one do you mean" if english else "¿A cuál se refiere?", "1")
    sitting.answer("On which app" if english else "¿En qué aplicación", ":back")
    sitting.answer("", "yesterday" if english else "ayer")
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011  the terminal has no other clock
    sitting.answer(format_date(yesterday, "full", locale=language), ":back")
    sitting.answer("", "every day from 1 to 14 June 2026" if english else "todos los días del 1 al 14 de junio de 2026")
    sitting.answer("", ":quit")

    assert sitting.end() == 130
    assert told(tmp_path)["incidents/i1/date"] == ["{2026-06-01..2026-06-14}"]


@LANGUAGES
def test_notes_advise_and_change_nothing(language: str, tmp_path: Path):
    english = language == "en"
    account = (
        "That psycho wrote that he will kill me and that he waits at 12 Example Street."
        if english
        else "Ese psicópata escribió que me va a matar y que espera en la calle Ejemplo 12."
    )
    sitting = letter(tmp_path, language)
    sitting.answers(*LETTER[language][:10], ("", f"{account}\n."))
    said = " ".join(sitting.asked().split())

    for words in ("exact words", "address", "angry") if english else ("palabras exactas", "dirección", "rabia"):
        assert words in said
    sitting.terminal.send(":quit\r")
    sitting.end()
    assert told(tmp_path)["incidents/i1/summary"] == [account]


@LANGUAGES
def test_a_representative_is_asked_about_the_client(language: str, tmp_path: Path):
    english = language == "en"
    sitting = letter(tmp_path, language)
    sitting.answers(("", "3"), ("", "Sam Example"), ("", "2"), ("", "Example Clinic"), ("", ""))
    sitting.answers(("", "clinic@example.org"), ("", ""))
    sitting.answer("right to act for your client" if english else "actuar por la persona afectada", "")
    sitting.answer("needs an answer" if english else "necesita una respuesta", "authorisation of 2 May 2026")
    sitting.answer("Your client’s safety" if english else "seguridad de la persona afectada", "")
    sitting.answer("your client’s full name" if english else "nombre completo de la persona afectada", "Maria Example")
    steps = LETTER[language]
    sitting.answers(("", "1"), ("", "Robin Example"), ("", "4"), *(("", typed) for _, typed in steps[7:]))
    sitting.answers(("", "2"), (SAID[language]["end"], ""))

    assert sitting.end() == 0
    assert told(tmp_path)["representative.authority"] == ["authorisation of 2 May 2026"]
    assert "Sam Example" in texts(tmp_path / "letter.docx")


@LANGUAGES
def test_signs_of_danger_come_before_a_letter_and_the_person_decides(language: str, tmp_path: Path):
    english = language == "en"
    sitting = letter(tmp_path, language)
    first = " ".join(sitting.asked().split())
    assert "911" in first
    assert ("is this a safe moment" if english else "¿es este un momento seguro?") in first
    sitting.terminal.send("1\r")
    sitting.answer("", "1, 3")
    sitting.answer("Do you want to go on with the letter?" if english else "¿Quiere seguir con la carta?", "no")

    assert sitting.end() == 130
    assert ("make some people more dangerous" if english else "más peligrosas a algunas personas") in sitting.screen
    assert not (tmp_path / "letter.docx").exists()

    instead = Sitting(tmp_path, "new", "police-statement", "--resume", language=language)
    instead.asked("afraid that something" if english else "miedo de que pase algo")
    instead.terminal.sendintr()
    assert instead.end() == 130


@LANGUAGES
def test_an_imported_chat_is_confirmed_event_by_event(language: str, tmp_path: Path):
    english = language == "en"
    (tmp_path / "chat.txt").write_text(
        "[23/04/2026, 21:14:05] Casey: I know where you live.\n[24/04/2026, 09:02:11] Casey: Answer me.\n"
    )
    made = Sitting(tmp_path, "facts", "import", "chat.txt", "-o", "facts.json", "--sender", "Casey", language=language)
    assert made.end() == 0
    sitting = letter(tmp_path, language, "--start", "facts.json")
    sitting.answers(*LETTER[language][:7])
    kept = sitting.asked("I know where you live.")
    assert "chat.txt" in kept
    sitting.terminal.send("yes\r" if english else "sí\r")
    sitting.answers(("", "4"), ("", "It was sent to me.\n."), ("", ""), ("", ""))
    sitting.asked("Answer me.")
    sitting.terminal.send("no\r")
    sitting.answer(SAID[language]["another"], "no")
    sitting.answer("", "")
    sitting.answer(SAID[language]["end"], "")

    assert sitting.end() == 0
    assert told(tmp_path)["incidents"] == [["i1"]]
    assert "chat.txt" in json.dumps(told(tmp_path)["incidents/i1/sources"])


@LANGUAGES
def test_the_persons_own_editor_is_used(language: str, tmp_path: Path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nstat -c %a "$1" > mode\nprintf "From the editor.\\nAnd more." >> "$1"\n')
    editor.chmod(0o755)
    sitting = letter(tmp_path, language, EDITOR=str(editor))
    sitting.answers(*LETTER[language][:10], ("", f"Begun here.\n{SAID[language]['edit']}"), ("", ":quit"))

    assert sitting.end() == 130
    assert told(tmp_path)["incidents/i1/summary"] == ["Begun here.\nFrom the editor.\nAnd more."]
    assert (tmp_path / "mode").read_text() == "600\n"
    assert [path.suffix for path in (tmp_path / ".local/state/docgen/drafts").iterdir()] == [".json"]


@LANGUAGES
def test_a_platform_is_named_by_a_part(language: str, tmp_path: Path):
    sitting = letter(tmp_path, language)
    sitting.answers(*LETTER[language][:8], ("", "google"), ("2. ", "1"), ("", ":quit"))

    assert sitting.end() == 130
    assert str(told(tmp_path)["incidents/i1/platform"][0]).startswith("google-")


def test_two_programs_on_one_draft_cost_nothing(tmp_path: Path):
    sitting = letter(tmp_path, "en")
    sitting.answers(*LETTER["en"][:3])
    sitting.asked()
    other = Sitting(tmp_path, "new", "--resume")
    other.answers(("e-mail", "other@example.com"), ("", ":quit"))
    assert other.end() == 130
    sitting.terminal.send("answers@example.com\r")
    sitting.answer("Another program has changed this draft", ":quit")

    assert sitting.end() == 130
    kept = [json.loads(path.read_text())["said"] for path in (tmp_path / ".local/state/docgen/drafts").iterdir()]
    assert sorted(each["client.contact.email"][0] for each in kept) == ["answers@example.com", "other@example.com"]


def test_a_deleted_draft_is_not_made_again(tmp_path: Path):
    sitting = letter(tmp_path, "en")
    sitting.answers(*LETTER["en"][:3])
    sitting.asked()
    for path in (tmp_path / ".local/state/docgen/drafts").iterdir():
        path.unlink()
    sitting.terminal.send("answers@example.com\r")
    sitting.answer("The draft was deleted", ":quit")

    assert sitting.end() == 130
    assert not list((tmp_path / ".local/state/docgen/drafts").iterdir())


def test_saved_answers_as_facts_give_the_same_paper(tmp_path: Path):
    sitting = letter(tmp_path, "en")
    sitting.answers(*LETTER["en"], (SAID["en"]["end"], ""))
    assert sitting.end() == 0
    name = next((tmp_path / ".local/state/docgen/drafts").iterdir()).stem
    shown = Sitting(tmp_path, "drafts", "show", name, "--json")
    assert shown.end() == 0
    (tmp_path / "facts.json").write_text(shown.screen)
    again = Sitting(tmp_path, "new", "cease-and-desist", "--facts", "facts.json", "-o", "again.docx")
    assert again.end() == 0

    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "letter.docx").read_bytes()
