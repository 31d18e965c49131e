"""What is made to fill the memory or to take for ever ends within seconds, with a problem that names the file.

Each import runs in a process of its own, so that the memory that it took at most is known; an import of a small file of
the same kind says what docgen takes anyway.
"""

from __future__ import annotations

import bz2
import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from chats import a_jpeg, a_mail, a_tiff, put
from terminal import environment

from docgen.errors import Problem
from docgen.imports import sources
from docgen.imports.sources import Read, read_sources

CHAT = "23/04/2026, 21:14 - Casey: I see you.\n"
MIB = 2**20
SECONDS = 10.0
"""Of the processor: more than any of these takes, and far less than what it would take without limits."""


def a_zip(name: str, data: bytes | str, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        archive.writestr(name, data)
    return made.getvalue()


def a_bzip2_bomb() -> bytes:
    """Return an archive of a kilobyte that says of its chat that it is small; bzip2 makes 512 MB of it."""
    packer, piece = bz2.BZ2Compressor(), bytes(MIB)
    data = b"".join(packer.compress(piece) for _ in range(512)) + packer.flush()
    name = b"_chat.txt"
    sizes = struct.pack("<III", 0, len(data), 1000)
    local = b"PK\3\4" + struct.pack("<HHHHH", 46, 0, 12, 0, 0) + sizes + struct.pack("<HH", len(name), 0) + name + data
    entry = b"PK\1\2" + struct.pack("<HHHHHH", 46, 46, 0, 12, 0, 0) + sizes
    entry += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    return local + entry + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)


def a_zip_of_many(count: int) -> bytes:
    """Return an archive whose directory names `count` files; they need not be there."""
    first = a_zip("_chat.txt", CHAT, zipfile.ZIP_STORED)
    start = first.index(b"PK\1\2")
    entry = bytearray(first[start : first.index(b"PK\5\6")])
    entry[-9:] = b"photo.jpg"
    directory = first[start : first.index(b"PK\5\6")] + bytes(entry) * count
    zip64 = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count + 1, count + 1, len(directory), start)
    zip64 += b"PK\6\7" + struct.pack("<IQI", 0, start + len(directory), 1)
    return (
        first[:start]
        + directory
        + zip64
        + b"PK\5\6"
        + struct.pack("<HHHHIIH", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
    )


IMPORT = """
import atexit, pathlib, re, sys, time
from docgen.cli import main
_, peak, *arguments = sys.argv
def note():
    # The most that this process itself held; what the system counts for a child begins with what the test run holds.
    held = re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())
    pathlib.Path(peak).write_text(f"{held[1]} {time.process_time()}")
atexit.register(note)
main(arguments)
"""


def run(folder: Path, name: str) -> tuple[int, float, int, str]:
    """Import the file `name`; return the exit code, the processor's seconds, the most memory in MiB, what was said."""
    peak, made = folder.parent / "peak", folder.parent / "made.json"
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, str(peak), "facts", "import", name, "--output", str(made), "--force"],
        cwd=folder, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        timeout=300,
    )  # fmt: skip
    memory, seconds = peak.read_text().split()
    return done.returncode, float(seconds), int(memory) // 1024, done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "zeros": (lambda: a_zip("_chat.txt", bytes(200 * MIB)), "larger than 16 MB"),
    "line-ends": (lambda: a_zip("_chat.txt", CHAT + "\n" * (60 * MIB)), "larger than 16 MB"),
    "ratio": (lambda: a_zip("_chat.txt", CHAT + "a" * (15 * MIB)), "far more than a chat"),
    "bzip2": (a_bzip2_bomb, "damaged"),
    "lzma": (lambda: a_zip("_chat.txt", bytes(200 * MIB), zipfile.ZIP_LZMA), "damaged"),
    "directory": (lambda: a_zip_of_many(400_000), "too many files"),
    "nested": (lambda: a_zip("_chat.txt", a_zip("_chat.txt", bytes(200 * MIB)), zipfile.ZIP_STORED), "cannot tell"),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_archive_takes_more_memory_than_a_small_one(bomb: str, folder: Path) -> None:
    made, told = BOMBS[bomb]
    put(folder, "small.zip", a_zip("_chat.txt", CHAT))
    put(folder, "bomb.zip", made())

    code, _, usual, said = run(folder, "small.zip")
    assert code == 0, said
    code, seconds, memory, said = run(folder, "bomb.zip")

    assert code == 3
    assert told in said
    assert "Traceback" not in said
    assert memory < usual + 32
    assert seconds < SECONDS


def nested(header: str, depth: int) -> str:
    return "".join(f'--{n}\r\nContent-Type: multipart/mixed; {header}"{n + 1}"\r\n\r\n' for n in range(depth))


MAILS = {
    "depth": lambda: a_mail('Content-Type: multipart/mixed; boundary*0="0"', body=nested("boundary*0=", 20_000)),
    "depth-and-lines": lambda: a_mail(
        'Content-Type: multipart/mixed; boundary="0"', body=nested("boundary=", 90) + "\r\n" * 900_000
    ),
    "messages": lambda: a_mail("Content-Type: message/global", body="Content-Type: message/global\r\n\r\n" * 50_000),
    "parts": lambda: a_mail('Content-Type: multipart/mixed; boundary="b"', body="--b\r\n\r\n" * 400_000),
    "reports": lambda: a_mail("Content-Type: message/delivery-status", body="a: b\r\n\r\n" * 400_000),
    "line-ends": lambda: a_mail(
        'Content-Type: multipart/mixed; boundary="b"', body="--b\r\n\r\nhi\r\n--b\r\n\r\n" + "\n" * 10_000_000
    ),
    "part-headers": lambda: a_mail(
        'Content-Type: multipart/mixed; boundary="b"', body="--b\r\n" + "a: b\r\n" * 900_000 + "\r\nhi"
    ),
    "long-header": lambda: a_mail(
        'Content-Type: multipart/mixed; boundary="b"',
        body="--b\r\nContent-Type: text/plain; " + "; ".join(f"a{n}*0=x" for n in range(1_500)) + "\r\n\r\nhi",
    ),
    "long-subject": lambda: a_mail().replace(b"Again", b"=?utf-8?q?a?= " * 18_000),
    "long-headers": lambda: a_mail(
        'Content-Type: multipart/mixed; boundary="b"',
        body=("--b\r\nContent-Type: text/plain; " + "; ".join(f"a{n}*0=x" for n in range(600)) + "\r\n\r\nhi\r\n")
        * 400,
    ),
    "page": lambda: a_mail("Content-Type: text/html", body="<" * (3 * MIB)),
    "huge-page": lambda: a_mail("Content-Type: text/html", body="<" * (39 * MIB)),
}


@pytest.mark.parametrize("mail", MAILS)
def test_no_mail_takes_minutes_or_gigabytes(mail: str, folder: Path) -> None:
    put(folder, "mail.eml", MAILS[mail]())

    code, seconds, memory, said = run(folder, "mail.eml")

    assert (code, said) == (3, "mail.eml: The mail has too many parts or too large a part to be read.\n")
    assert memory < 512
    assert seconds < SECONDS


TEXTS = {
    "rows": ("log.csv", lambda: "date,summary\n" + "2026-04-03,x\n" * 200_000, "more than 100 columns or 2,000 rows"),
    "columns": ("log.csv", lambda: ",".join(["date"] * 100_000) + "\nx\n", "more than 100 columns"),
    "problems": ("log.csv", lambda: "date,summary\n" + "x,x\n" * 200_000, "more problems"),
    "field": ("log.csv", lambda: 'date,summary\n2026-04-03,"' + "a" * (10 * MIB) + '"\n', "a cell is too long"),
    "lines": ("chat.txt", lambda: CHAT + "x\n" * 1_000_000, "more than 250,000 lines"),
    "days": ("chat.txt", lambda: "".join(f"{1000 + n // 12}-{n % 12 + 1:02}-03, 21:14 - Casey: {d}\n".replace("-03,", f"-{d:02},")
                                         for n in range(300) for d in range(1, 21)), "more than 5,000 days"),
    "senders": ("chat.txt", lambda: "".join(f"23/04/2026, 21:14 - C{n}: m\n" for n in range(100_000)), "several senders"),
}  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_no_chat_or_table_takes_minutes_or_gigabytes(text: str, folder: Path) -> None:
    name, made, told = TEXTS[text]
    put(folder, name, made())

    code, seconds, memory, said = run(folder, name)

    assert code in (2, 3)
    assert told in said
    assert "Traceback" not in said
    assert len(said) < 200_000
    assert memory < 400
    assert seconds < SECONDS


def test_a_folder_of_thousands_of_pictures_takes_seconds(folder: Path) -> None:
    (folder / "shots").mkdir()
    for number in range(9_000):
        put(folder / "shots", f"{number}.jpg", a_jpeg(a_tiff()) + str(number).encode())

    code, seconds, _, said = run(folder, "shots")

    assert code == 0, said
    assert len(json.loads((folder.parent / "made.json").read_text())["exhibits"]) == 9_000
    assert seconds < SECONDS


# Files that are no plain files ----------------------------------------------------------------------------------------


def read(path: Path) -> list[Read]:
    from datetime import UTC, datetime

    return list(read_sources(path, path.name, path.parent, lambda moment: datetime.fromtimestamp(moment, UTC)))


def problems(path: Path) -> list[tuple[str, str]]:
    return [(each.place.source, each.id) for each in read(path) if isinstance(each, Problem)]


def test_a_folder_discloses_no_file_that_a_link_in_it_leads_to(folder: Path) -> None:
    private = put(folder.parent, "address.txt", CHAT)
    (folder / "chat.txt").symlink_to(private)
    (folder / "loop").symlink_to("loop")
    (folder / "away").symlink_to(folder.parent)

    assert problems(folder) == [("in/away", "import.link"), ("in/chat.txt", "import.link"), ("in/loop", "import.link")]
    assert problems(folder / "chat.txt") == []
    assert problems(folder / "loop") == [("loop", "input.unreadable")]


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chat = put(folder, "chat.txt", CHAT)
    seen = chat.stat()
    chat.unlink()
    os.mkfifo(chat)
    monkeypatch.setattr(Path, "stat", lambda self, **_: seen)

    assert problems(chat) == [("chat.txt", "import.not-a-file")]


def test_a_file_that_changes_while_it_is_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chat = put(folder, "chat.txt", CHAT)
    real = sources._text

    def slow(*arguments: object, **names: object) -> object:
        put(folder, "chat.txt", CHAT * 2)
        return real(*arguments, **names)

    monkeypatch.setattr(sources, "_text", slow)

    assert problems(chat) == [("chat.txt", "import.changed-meanwhile")]


def test_a_picture_without_end_is_not_read(folder: Path) -> None:
    picture = put(folder, "a.jpg", a_jpeg(a_tiff()))
    os.truncate(picture, 2**40)

    assert problems(picture) == [("a.jpg", "import.exhibit-too-large")]


def test_the_texts_of_a_folder_are_limited_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "FOLDER_TEXT_LIMIT", 3 * len(CHAT))
    for number in range(5):
        put(folder, f"{number}.txt", CHAT)

    assert len(read(folder)) == 4
    assert problems(folder) == [("in", "import.folder-too-large")]


@pytest.mark.parametrize("name", ["../_chat.txt", "..\\_chat.txt", "/_chat.txt", "a/_chat.txt"])
def test_a_chat_that_would_lie_elsewhere_is_none(name: str, folder: Path) -> None:
    assert problems(put(folder, "chat.zip", a_zip(name, CHAT))) == [("chat.zip", "import.no-chat-in-zip")]
    assert not (folder.parent / "_chat.txt").exists()


def test_a_chat_that_is_larger_than_its_archive_says_is_damaged(folder: Path) -> None:
    data = bytearray(a_zip("_chat.txt", CHAT * 3))
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<I", data, data.index(mark) + at, len(CHAT))

    assert problems(put(folder, "chat.zip", bytes(data))) == [("chat.zip", "import.zip-broken")]
    assert zlib.crc32(CHAT.encode()) != zlib.crc32((CHAT * 3).encode())


def test_strange_names_of_files_steer_no_terminal(folder: Path) -> None:
    (folder / "shots").mkdir()
    put(folder / "shots", "a\u202egpj\x1b[31m.jpg", a_jpeg(a_tiff()))
    (Path(os.fsdecode(os.fsencode(str(folder / "shots")) + b"/\xff.jpg"))).write_bytes(a_jpeg(a_tiff()))

    code, _, _, said = run(folder, "shots")

    assert code == 3
    assert "Traceback" not in said
    assert not set(said) & {"\u202e", "\x1b"}
