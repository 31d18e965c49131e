"""A file is taken for what it is, whatever its name says, and no file breaks the import."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from chats import a_jpeg, a_mail, a_tiff, put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.errors import Problem
from docgen.imports import sources
from docgen.imports.drafts import short_name
from docgen.imports.mail import MailFile
from docgen.imports.pictures import ExhibitFile
from docgen.imports.sources import Read, TextFile, read_sources

CHAT = "23/04/2026, 21:14 - Casey: a\n"


def read(path: Path, base: Path | None = None) -> list[Read]:
    return list(read_sources(path, path.name, base or path.parent, lambda moment: datetime.fromtimestamp(moment, UTC)))


def wrong(path: Path) -> str:
    (found,) = read(path)
    assert isinstance(found, Problem)
    assert found.place.source.startswith(path.name)
    return found.id


def a_zip(**files: bytes | str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return made.getvalue()


def test_a_file_is_what_it_is_and_not_what_it_is_called(tmp_path: Path) -> None:
    kinds = {
        "chat.jpg": (CHAT, TextFile), "mail.txt": (a_mail(), MailFile), "picture.eml": (a_jpeg(a_tiff()), ExhibitFile),
    }  # fmt: skip
    for name, (data, kind) in kinds.items():
        (found,) = read(put(tmp_path, name, data))
        assert isinstance(found, kind), name


def test_the_chat_in_the_archive_of_whatsapp_is_read_and_its_source_names_both(tmp_path: Path) -> None:
    (found,) = read(put(tmp_path, "Chat.zip", a_zip(_chat__txt=CHAT, photo__jpg=a_jpeg(a_tiff()))))

    assert isinstance(found, TextFile)
    assert found.text == CHAT
    assert short_name(f"/home/robin/{found.shown}") == "Chat.zip/_chat.txt"


def test_text_may_come_in_utf8_and_in_utf16_with_its_mark(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (found,) = read(put(tmp_path, "chat.txt", CHAT.encode(encoding)))
        assert isinstance(found, TextFile)
        assert found.text == CHAT


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"\x7fELF\0\0\0", "import.unknown-file"), (b"caf\xe9", "import.not-text"), (b"", "import.empty"),
        (b"PK\x03\x04 no archive", "import.zip-broken"), (a_zip(), "import.no-chat-in-zip"),
        (a_zip(a__txt="x", b__txt="y"), "import.no-chat-in-zip"),
        (a_zip(a__txt=CHAT * 50).replace(b"a.txt", b"b.txt", 1), "import.zip-broken"),
        (a_zip(a__txt=CHAT * 50)[:-30], "import.zip-broken"), (b"\xff\xfe\x00", "import.not-text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem_that_names_the_file(data: bytes, id: str, tmp_path: Path) -> None:
    assert wrong(put(tmp_path, "source.txt", data)) == id


def test_a_bomb_is_read_only_as_far_as_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "TEXT_LIMIT", 100_000)

    assert wrong(put(tmp_path, "bomb.zip", a_zip(_chat__txt=bytes(10_000_000)))) == "import.too-large"
    assert wrong(put(tmp_path, "large.txt", CHAT * 10_000)) == "import.too-large"


def test_a_locked_archive_says_so(tmp_path: Path) -> None:
    data = bytearray(a_zip(_chat__txt=CHAT))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert wrong(put(tmp_path, "locked.zip", bytes(data))) == "import.zip-locked"


def test_a_device_and_a_missing_file_are_problems(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert wrong(tmp_path / "pipe") == "import.not-a-file"
    assert wrong(tmp_path / "nowhere") == "input.unreadable"
    (tmp_path / "empty").mkdir()
    assert wrong(tmp_path / "empty") == "import.empty-folder"


def test_a_folder_gives_its_files_in_order_and_leaves_hidden_ones_and_folders_alone(tmp_path: Path) -> None:
    folder = tmp_path / "shots"
    (folder / "inner").mkdir(parents=True)
    for name in ("b.jpg", "a.jpg", ".DS_Store"):
        put(folder, name, a_jpeg(a_tiff()))

    found = read(folder, tmp_path)

    assert [each.path for each in found if isinstance(each, ExhibitFile)] == ["shots/a.jpg", "shots/b.jpg"]


def test_a_path_outside_of_the_folder_of_the_facts_is_told_whole(tmp_path: Path) -> None:
    (tmp_path / "matter").mkdir()
    (found,) = read(put(tmp_path, "a.jpg", a_jpeg(a_tiff())), tmp_path / "matter")

    assert isinstance(found, ExhibitFile)
    assert found.path == str((tmp_path / "a.jpg").resolve())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), at=st.integers(0, 200))
def test_no_bytes_break_the_reading(data: bytes, at: int, tmp_path: Path) -> None:
    archive = a_zip(_chat__txt=CHAT)
    for whole in (data, archive[:at] + data + archive[at + len(data) :]):
        (found,) = read(put(tmp_path, "any", whole))
        assert found is not None
