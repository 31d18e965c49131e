"""Where documents go: owner only, whole or not at all, never over what is there, and a plain refusal otherwise."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY

from docgen.errors import OutputProblem
from docgen.files import free_name, make_folder, write_file

OLD, NEW = b"old" * 1000, b"new" * 700_000
ROOT = os.geteuid() == 0


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _refused(path: Path, data: bytes = b"x", *, force: bool = False) -> str:
    """Return the id of the problem that writing to `path` raises, after a look that it left nothing behind."""
    folder = path.parent
    before = _names(folder) if folder.is_dir() else []
    with pytest.raises(OutputProblem) as refused:
        write_file(path, data, force=force)
    assert (_names(folder) if folder.is_dir() else []) == before
    (problem,) = refused.value.problems
    assert problem.place.source == str(path)
    return problem.id


def _child(code: str, *arguments: object, **settings: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, stdout=subprocess.PIPE, **settings)  # type: ignore[call-overload,no-any-return]


WRITE = """
import sys
from pathlib import Path
from docgen.errors import OutputProblem
from docgen.files import write_file
try:
    write_file(Path(sys.argv[1]), b"new" * 700_000, force=sys.argv[2] == "force")
except OutputProblem as problem:
    sys.exit(problem.problems[0].id)
"""


# Modes and names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o277])
@pytest.mark.parametrize("force", [False, True])
def test_a_document_is_readable_by_its_owner_only(tmp_path: Path, mask: int, force: bool) -> None:
    path = tmp_path / "letter.docx"
    if force:
        path.write_bytes(OLD)
        path.chmod(0o644)
    before = os.umask(mask)
    try:
        write_file(path, NEW, force=force)
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == NEW
    assert _names(tmp_path) == ["letter.docx"]


def test_a_document_is_readable_by_nobody_else_even_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is made with its mode, not given it afterwards: here the system call that would is idle."""
    monkeypatch.setattr(os, "fchmod", lambda *_: None)
    before = os.umask(0)
    try:
        write_file(tmp_path / "letter.docx", NEW)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "letter.docx").stat().st_mode) == 0o600


def test_a_name_made_by_docgen_names_nobody_and_is_free(tmp_path: Path) -> None:
    day = date(2026, 11, 23)
    (tmp_path / "document-2026-11-23.docx").touch()
    (tmp_path / "document-2026-11-23-2.docx").symlink_to("nowhere")

    assert free_name(tmp_path, day, "docx").name == "document-2026-11-23-3.docx"
    assert free_name(tmp_path, day, "txt").name == "document-2026-11-23.txt"


# What is there --------------------------------------------------------------------------------------------------------


def test_nothing_is_written_over_a_file_without_being_told_to(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(OLD)

    assert _refused(path) == "output.exists"
    assert path.read_bytes() == OLD


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    """Six programs write the same name at once: one wins, whole, and five are told that the file exists."""
    path = tmp_path / "letter.docx"
    children = [_child(WRITE, path, "") for _ in range(6)]
    said = [child.communicate()[1].decode().strip() for child in children]

    assert sorted(child.returncode for child in children) == [0, 1, 1, 1, 1, 1]
    assert set(said) == {"", "output.exists"}
    assert path.read_bytes() == NEW
    assert _names(tmp_path) == ["letter.docx"]


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_not_followed(tmp_path: Path, force: bool) -> None:
    target = tmp_path / "target"
    target.write_bytes(OLD)
    for name, to in (
        ("to-a-file", target),
        ("to-nothing", tmp_path / "nothing"),
        ("to-itself", tmp_path / "to-itself"),
    ):
        (tmp_path / name).symlink_to(to)
        assert _refused(tmp_path / name, force=force) == "output.is-a-link"

    assert target.read_bytes() == OLD
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_a_pipe_and_a_device_are_no_place_for_a_document(tmp_path: Path, force: bool) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    assert _refused(tmp_path / "folder", force=force) == "output.not-a-file"
    assert _refused(tmp_path / "pipe", force=force) == "output.not-a-file"
    with pytest.raises(OutputProblem):
        write_file(Path("/dev/null"), b"x", force=force)


@pytest.mark.parametrize("force", [False, True])
def test_a_missing_folder_is_named(tmp_path: Path, force: bool) -> None:
    assert _refused(tmp_path / "no" / "letter.docx", force=force) == "output.no-folder"
    (tmp_path / "file").touch()
    assert _refused(tmp_path / "file" / "letter.docx", force=force) == "output.no-folder"
    assert _names(tmp_path) == ["file"]


@pytest.mark.parametrize("name", ["x" * 300 + ".docx", "é" * 200 + ".docx"])
def test_a_name_that_is_too_long_is_refused_plainly(tmp_path: Path, name: str) -> None:
    assert _refused(tmp_path / name) == "output.failed"


def test_a_name_that_only_just_fits_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".docx")

    write_file(path, b"x")

    assert path.read_bytes() == b"x"


NOBODY = """
import os
import docgen.files
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""
"""Takes the rights of root away, which may write anywhere."""


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that every user of the machine can reach."""
    folder = Path("/tmp") / f"docgen-test-{os.getpid()}-{random.randrange(10**9)}"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    yield folder
    for inner in folder.iterdir():
        if inner.is_dir():
            inner.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.parametrize("mode", [0o555, 0o444, 0o000])
def test_a_folder_that_cannot_be_written_is_refused_plainly(open_folder: Path, mode: int) -> None:
    locked = open_folder / "locked"
    locked.mkdir()
    locked.chmod(mode)
    child = _child(NOBODY + WRITE, locked / "letter.docx", "")
    _, said = child.communicate()
    locked.chmod(0o777)

    assert said.decode().strip() in ("output.failed", "output.no-folder")
    assert _names(locked) == []


def test_a_disk_without_hard_links_takes_a_document_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT on a USB stick, where the system call for a second name fails."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "letter.docx"

    write_file(path, NEW)

    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert _names(tmp_path) == ["letter.docx"]
    assert _refused(path) == "output.exists"


# Folders --------------------------------------------------------------------------------------------------------------


def test_a_folder_and_those_around_it_are_made_for_the_owner_only(tmp_path: Path) -> None:
    make_folder(tmp_path / "one" / "two")
    make_folder(tmp_path / "one" / "two")

    assert [each.stat().st_mode & 0o777 for each in (tmp_path / "one", tmp_path / "one" / "two")] == [0o700, 0o700]


@pytest.mark.parametrize("inner", ["", "in", "in/there"])
def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path, inner: str) -> None:
    (tmp_path / "file").write_bytes(OLD)

    with pytest.raises(OutputProblem) as caught:
        make_folder(tmp_path / "file" / inner)

    assert [(each.id, each.place.source) for each in caught.value.problems] == [
        ("output.file-in-the-way", str(tmp_path / "file"))
    ]


def test_why_the_system_makes_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    reasons = []
    for folder, new in ((tmp_path / ("x" * 300) / "in", False), (tmp_path / "there", True), (Path("/proc/no"), False)):
        with pytest.raises(OutputProblem) as caught:
            make_folder(folder, new=new)
        assert [each.id for each in caught.value.problems] == ["output.folder-failed"]
        reasons.append(caught.value.problems[0].names["reason"])

    assert reasons == [os.strerror(each) for each in (errno.ENAMETOOLONG, errno.EEXIST, errno.ENOENT)]
    assert _names(tmp_path) == ["there"]


# Whole or not at all --------------------------------------------------------------------------------------------------

REWRITE = """
import sys
from pathlib import Path
from docgen.files import write_file
print("ready", flush=True)
while True:
    for text in (b"old" * 1000, b"new" * 700_000):
        write_file(Path(sys.argv[1]), text, force=True)
"""


def test_a_crash_leaves_the_old_file_or_the_new_one_whole(tmp_path: Path) -> None:
    """kill -9 at random moments of a program that writes without pause."""
    path = tmp_path / "letter.docx"
    moments = random.Random(7)
    for _ in range(20):
        path.write_bytes(OLD)
        child = _child(REWRITE, path)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(moments.uniform(0, 0.03))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert path.read_bytes() in (OLD, NEW)

    assert [name for name in _names(tmp_path) if not name.startswith(".")] == ["letter.docx"]


FULL = """
import resource, sys, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
""" + WRITE.lstrip()


@pytest.mark.parametrize("room", [0, 1, 4096, 100_000, 2_000_000])
@pytest.mark.parametrize("force", ["", "force"])
def test_a_write_that_fails_half_way_destroys_nothing(tmp_path: Path, room: int, force: str) -> None:
    path = tmp_path / "letter.docx"
    if force:
        path.write_bytes(OLD)
    child = _child(FULL, path, force, room)
    _, said = child.communicate()

    assert (child.returncode, said.decode().strip()) == (1, "output.failed")
    assert _names(tmp_path) == (["letter.docx"] if force else [])
    assert not force or path.read_bytes() == OLD


ON_A_FULL_DISK = """
import os, subprocess, sys
disk = sys.argv[3]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=" + sys.argv[4], "tmpfs", disk], check=True)
with open(disk + "/letter.docx", "wb") as file:
    file.write(b"old" * 1000)
sys.argv[1:3] = [disk + "/letter.docx", "force"]
""" + WRITE.replace("sys.exit(problem.problems[0].id)", """
    whole = open(sys.argv[1], "rb").read() == b"old" * 1000 and os.listdir(disk) == ["letter.docx"]
    sys.exit(f"{problem.problems[0].id} {problem.problems[0].names['reason']} {whole}")""")  # fmt: skip


@pytest.mark.parametrize("size", ["8k", "64k", "1m"])
def test_a_full_disk_destroys_nothing(tmp_path: Path, size: str) -> None:
    """A real full disk, where this machine lets a test have one; the test above stands in where it does not."""
    unshare = shutil.which("unshare")
    allowed = unshare and subprocess.run([unshare, "-m", "true"], capture_output=True, check=False).returncode == 0
    if not allowed:
        assert not ROOT or not unshare
        return
    command = [str(unshare), "-m", sys.executable, "-c", ON_A_FULL_DISK, "-", "-", str(tmp_path), size]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert done.stderr.strip() == "output.failed No space left on device True"
