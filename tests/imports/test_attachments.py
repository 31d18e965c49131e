"""What came with a message or a mail: an exhibit of its day where it is at hand, and else named."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from chats import a_jpeg, a_mail, a_tiff, put
from terminal import docgen

CHATS = {
    "android": "23/04/2026, 21:14 - Casey: \u200eIMG-1.jpg (file attached)\nYour door.\n23/04/2026, 21:15 - Robin: IMG-2.jpg (file attached)\n",
    "spanish": "23/04/2026, 21:14 - Casey: \u200eIMG-1.jpg (archivo adjunto)\nYour door.\n23/04/2026, 21:15 - Robin: IMG-2.jpg (archivo adjunto)\n",
    "apple": "[23/04/2026, 21:14:05] Casey: Your door. \u200e<attached: IMG-1.jpg>\n[23/04/2026, 21:15:05] Robin: \u200e<attached: IMG-2.jpg>\n",
    "mexican": "[23/04/26, 9:14:05\u202fp.m.] Casey: Your door. \u200e<adjunto: IMG-1.jpg>\n[23/04/26, 9:15:05\u202fp.m.] Robin: \u200e<adjunto: IMG-2.jpg>\n",
}  # fmt: skip


def imported(folder: Path, *arguments: str) -> tuple[dict[str, Any], str]:
    done = docgen("facts", "import", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def a_chat_with_a_picture(folder: Path) -> None:
    """Make the `folder` of an unpacked chat with one message, which is a picture."""
    folder.mkdir()
    put(folder, "_chat.txt", "23/04/2026, 21:14 - Casey: IMG-1.jpg (file attached)\n")
    put(folder, "IMG-1.jpg", a_jpeg(a_tiff()))


@pytest.mark.parametrize("chat", CHATS)
def test_a_picture_that_lies_beside_the_chat_is_an_exhibit_of_its_day(chat: str, tmp_path: Path) -> None:
    (tmp_path / "unpacked").mkdir()
    put(tmp_path / "unpacked", "_chat.txt", CHATS[chat])
    # Taken on another day, at a place: neither is a fact of the message.
    picture = put(tmp_path / "unpacked", "IMG-1.jpg", a_jpeg(a_tiff("2020:01:01 10:00:00")))
    put(tmp_path / "unpacked", "IMG-2.jpg", a_jpeg(a_tiff()) + b"2")
    put(tmp_path / "unpacked", "_screenshot.jpg", a_jpeg(a_tiff()) + b"3")

    facts, said = imported(tmp_path, "unpacked", "--sender", "Casey")

    screenshot, message = facts["incidents"]
    assert (screenshot["date"], message["date"]) == ("2026-04-03", "2026-04-23")
    assert message["exact_words"].strip() == "Your door."
    (exhibit,) = [each for each in facts["exhibits"] if each["id"] in message["exhibits"]]
    assert exhibit["sha256"] == hashlib.sha256(picture.read_bytes()).hexdigest()
    assert (exhibit["file"], exhibit["title"]) == ("unpacked/IMG-1.jpg", "Picture of April 23, 2026")
    assert exhibit["sources"] == {"title": "_chat.txt, line 1", "sha256": "IMG-1.jpg, its bytes"}
    assert message["sources"]["exhibits"] == "_chat.txt, line 1"
    assert len(facts["exhibits"]) == 2
    assert "IMG-2.jpg" in said


def test_what_an_archive_holds_is_named_and_how_to_take_it_over(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "chat.zip", "w") as archive:
        archive.writestr("_chat.txt", CHATS["apple"])
        archive.writestr("IMG-1.jpg", a_jpeg(a_tiff()))
        archive.writestr("00000003-notes.txt", "no chat")

    facts, said = imported(tmp_path, "chat.zip", "--sender", "Casey")

    assert "exhibits" not in facts
    assert facts["incidents"][0]["sources"]["exhibits"].endswith("came with files that are not taken over: IMG-1.jpg")
    assert "IMG-1.jpg. What lies in an archive is not taken over. Unpack the archive" in said
    assert "IMG-2.jpg" not in said


def test_a_chat_alone_says_which_files_came_with_it(tmp_path: Path) -> None:
    put(tmp_path, "chat.txt", CHATS["android"])

    facts, said = imported(tmp_path, "chat.txt", "--sender", "Casey")

    assert "were not given with the chat: IMG-1.jpg." in said
    assert "exhibits" not in facts["incidents"][0]


def test_a_day_of_pictures_alone_is_added_once(tmp_path: Path) -> None:
    a_chat_with_a_picture(tmp_path / "unpacked")

    docgen("facts", "import", "unpacked", "-o", "facts.json", folder=tmp_path)
    again, said = imported(tmp_path, "unpacked", "--merge", "facts.json")

    assert len(again["incidents"]) == len(again["exhibits"]) == 1
    assert again["incidents"][0]["exhibits"] == ["e1"]
    assert "0 drafts" in said


def test_a_message_is_kept_whose_picture_was_imported_before(tmp_path: Path) -> None:
    a_chat_with_a_picture(tmp_path / "unpacked")

    docgen("facts", "import", "unpacked/IMG-1.jpg", "-o", "facts.json", folder=tmp_path)
    facts, _ = imported(tmp_path, "unpacked", "--merge", "facts.json")

    assert [(each["date"], each["exhibits"]) for each in facts["incidents"]] == [
        ("2026-04-03", ["e1"]), ("2026-04-23", ["e1"]),
    ]  # fmt: skip


def test_the_attachments_of_a_mail_are_named(tmp_path: Path) -> None:
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nSee this.\r\n"
        '--b\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename="door.jpg"\r\n\r\nx\r\n--b--'
    )
    put(tmp_path, "mail.eml", a_mail('Content-Type: multipart/mixed; boundary="b"', body=body))

    facts, said = imported(tmp_path, "mail.eml")

    assert facts["incidents"][0]["exact_words"] == "Again\n\nSee this."
    assert "attachments, which are not taken over: door.jpg." in said
    assert facts["incidents"][0]["sources"]["exhibits"].endswith("door.jpg")
