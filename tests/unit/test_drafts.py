"""Saved answers: owner only, whole or not at all, back exactly as they were, encrypted on request, gone when deleted."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st

from docgen.drafts import (
    Draft,
    Lock,
    delete_draft,
    is_locked,
    list_drafts,
    load_draft,
    make_lock,
    new_draft_name,
    open_lock,
    save_draft,
)
from docgen.errors import AnswersUnreadable, DocgenError, OutputProblem, UsageProblem

DAY = date(2026, 11, 23)
NAME = "draft-2026-11-23"
PASSPHRASE = "four invented plain words"


def a_draft(name: str = NAME, **changes: Any) -> Draft:
    told = {
        "kind": "cease-and-desist",
        "language": "es",
        "folder": "/somewhere",
        "said": {"client.name": "Dana Example", "losses": [{"amount": Decimal("1200.50")}]},
        "partial": {"key": "incidents.summary", "text": "Él escribió\nque "},
        "started": DAY,
    }
    return Draft(name=name, **{**told, **changes})


@pytest.fixture(scope="module")
def lock() -> Lock:
    pytest.importorskip("pyrage")
    return make_lock(PASSPHRASE)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(error: type[DocgenError], action: Any, *arguments: Any, **named: Any) -> str:
    """Return the id of the one problem that `action` raises."""
    with pytest.raises(error) as raised:
        action(*arguments, **named)
    (problem,) = raised.value.problems
    return problem.id


# There and back -------------------------------------------------------------------------------------------------------


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    save_draft(tmp_path, a_draft())

    assert load_draft(tmp_path, NAME) == a_draft()
    assert names(tmp_path) == [f"{NAME}.json"]


def test_an_encrypted_draft_comes_back_with_its_passphrase(tmp_path: Path, lock: Lock) -> None:
    save_draft(tmp_path, a_draft(), lock)

    assert is_locked(tmp_path, NAME)
    assert load_draft(tmp_path, NAME, open_lock(tmp_path, NAME, PASSPHRASE)) == a_draft()
    assert names(tmp_path) == [f"{NAME}.json.age", f"{NAME}.key.age"]


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False, places=2),
    lambda each: st.lists(each) | st.dictionaries(st.text(), each),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), _JSON), st.text(), st.booleans())
def test_whatever_was_said_comes_back(said: dict[str, object], text: str, durable: bool) -> None:
    draft = a_draft(said=said, partial={"key": "background", "text": text})
    with tempfile.TemporaryDirectory() as folder:
        save_draft(Path(folder), draft, durable=durable)

        assert load_draft(Path(folder), NAME) == draft


def test_an_amount_keeps_its_cents(tmp_path: Path) -> None:
    save_draft(tmp_path, a_draft(said={"amount": Decimal("123456789.10")}))

    assert str(load_draft(tmp_path, NAME).said["amount"]) == "123456789.10"
    assert "123456789.10" in (tmp_path / f"{NAME}.json").read_text()


def test_typed_bytes_that_are_no_text_are_kept_until_they_are_asked_about(tmp_path: Path) -> None:
    typed = b"Mar\xeda".decode(errors="surrogateescape")
    save_draft(tmp_path, a_draft(partial={"key": "background", "text": typed}))

    assert load_draft(tmp_path, NAME).partial["text"] == typed


def test_a_draft_never_shows_its_answers_when_printed(lock: Lock) -> None:
    assert "Dana" not in repr(a_draft())
    assert "AGE-SECRET" not in repr(lock)


# Names ----------------------------------------------------------------------------------------------------------------


def test_two_drafts_of_one_day_have_two_names(tmp_path: Path) -> None:
    first = new_draft_name(tmp_path / "missing", DAY)
    save_draft(tmp_path, a_draft(first))
    second = new_draft_name(tmp_path, DAY)
    save_draft(tmp_path, a_draft(second, said={}))

    assert (first, second) == (NAME, f"{NAME}-2")
    assert load_draft(tmp_path, first).said != load_draft(tmp_path, second).said


@pytest.mark.parametrize("left", ["json.age", "key.age"])
def test_a_name_with_any_file_is_taken(tmp_path: Path, left: str) -> None:
    (tmp_path / f"{NAME}.{left}").symlink_to("nowhere")

    assert new_draft_name(tmp_path, DAY) == f"{NAME}-2"


def test_a_new_draft_is_not_saved_over_another_one(tmp_path: Path) -> None:
    save_draft(tmp_path, a_draft(), new=True)

    assert refused(OutputProblem, save_draft, tmp_path, a_draft(said={}), new=True) == "draft.exists"
    assert load_draft(tmp_path, NAME) == a_draft()


OUTSIDE = ("../facts", f"../{NAME}", f"x/{NAME}", f"x\\{NAME}", "/etc/passwd", "", ".", "..", f"{NAME}\n", f"{NAME}\0",
           "facts", f"{NAME}.json", "draft-٢٠٢٦-11-23", f"{NAME}*")  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_name_leads_out_of_the_folder_or_to_another_file(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    for other in (tmp_path / "facts.json", tmp_path / f"{NAME}.json", folder / "facts.json"):
        other.write_text("{}")

    for action in (load_draft, delete_draft, is_locked):
        assert refused(UsageProblem, action, folder, name) == "draft.not-a-name"
    assert refused(UsageProblem, save_draft, folder, a_draft(name)) == "draft.not-a-name"
    assert names(folder) == ["facts.json"]
    assert (tmp_path / "facts.json").read_text() == "{}"


# Modes ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("durable", [True, False])
@pytest.mark.parametrize("with_lock", [True, False])
def test_only_the_owner_can_read_a_draft_and_its_folder(
    tmp_path: Path, lock: Lock, with_lock: bool, durable: bool
) -> None:
    folder = tmp_path / "state" / "docgen" / "drafts"
    before = os.umask(0)
    try:
        save_draft(folder, a_draft(), lock if with_lock else None, durable=durable)
    finally:
        os.umask(before)

    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.parents[:2])] == [0o700] * 3
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}


# Crashes and full disks -----------------------------------------------------------------------------------------------

SAVE_ON = """
import sys
from datetime import date
from pathlib import Path
from docgen.drafts import Draft, Lock, save_draft
lock = Lock(sys.argv[2], Path(sys.argv[3]).read_bytes()) if len(sys.argv) > 2 else None
print("ready", flush=True)
while True:
    for text in ("old" * 1000, "new" * 200_000):
        draft = Draft(name="draft-2026-11-23", kind="k", language="en", said={"text": text}, started=date(2026, 11, 23))
        save_draft(Path(sys.argv[1]), draft, lock, durable=False)
"""


def _child(code: str, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("with_lock", [False, True])
def test_a_crash_leaves_the_old_draft_or_the_new_one_whole(tmp_path: Path, lock: Lock, with_lock: bool) -> None:
    """kill -9 at random moments of a program that saves without pause; what it leaves behind goes with the draft."""
    folder, sealed, moments = tmp_path / "drafts", tmp_path / "key", random.Random(7)
    sealed.write_bytes(lock.sealed)
    own = lock if with_lock else None
    save_draft(folder, a_draft(said={"text": "old" * 1000}), own)
    for _ in range(10):
        child = _child(SAVE_ON, folder, *((lock.identity, sealed) if with_lock else ()))
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(moments.uniform(0, 0.03))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert load_draft(folder, NAME, own).said["text"] in ("old" * 1000, "new" * 200_000)

    (folder / f".{NAME}.0123456789abcdef.tmp").write_text("what a killed save leaves")
    delete_draft(folder, NAME)
    assert names(folder) == []


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
from datetime import date
from pathlib import Path
from docgen.drafts import Draft, save_draft
from docgen.errors import OutputProblem
draft = Draft(name="draft-2026-11-23", kind="k", language="en", said={"text": "new" * 9000}, started=date(2026, 11, 23))
try:
    save_draft(Path(sys.argv[1]), draft)
except OutputProblem as problem:
    print(problem.problems[0].id, end="")
"""
READ_ONLY = """
import os, sys
import resource, signal, docgen.drafts
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
""" + FULL.replace("(2000, 2000)", "(10**9, 10**9)")  # fmt: skip


def test_a_full_disk_is_a_plain_problem_and_keeps_the_old_draft(tmp_path: Path) -> None:
    save_draft(tmp_path, a_draft())

    assert _child(FULL, tmp_path).communicate()[0] == b"output.failed"
    assert load_draft(tmp_path, NAME) == a_draft()
    assert names(tmp_path) == [f"{NAME}.json"]


def test_a_folder_that_cannot_be_written_is_a_plain_problem() -> None:
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        folder.chmod(0o555)
        assert _child(READ_ONLY, folder).communicate()[0] == b"output.failed"
        assert _child(READ_ONLY, folder / "drafts").communicate()[0] == b"output.folder-failed"
        assert names(folder) == []
    finally:
        shutil.rmtree(folder)


def test_a_file_in_the_place_of_the_folder_is_a_plain_problem(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert refused(OutputProblem, save_draft, tmp_path / "file", a_draft()) == "output.file-in-the-way"
    assert refused(OutputProblem, save_draft, tmp_path / "file" / "in", a_draft()) == "output.file-in-the-way"
    assert list_drafts(tmp_path / "file") == ()


# Broken files ---------------------------------------------------------------------------------------------------------

GOOD: dict[str, Any] = {"docgen-draft": 1, "kind": "k", "language": "en", "wanted": {}, "started": "2026-11-23", "said": {}, "partial": {}}  # fmt: skip
BROKEN = (
    b"", b"{", b"\xff\xfe", b"[]", b"null", b"{}", b"[" * 100_000, b'{"docgen-draft": 1}',
    *(json.dumps({**GOOD, **change}).encode() for change in (
        {"said": []}, {"partial": {"key": 1, "text": ""}}, {"partial": {"key": "x"}}, {"kind": None}, {"started": "soon"},
        {"wanted": {"no": "such"}}, {"docgen-draft": "1"}, {"docgen-draft": True}, {"docgen-draft": 1.5},
    )),
)  # fmt: skip


@pytest.mark.parametrize("data", BROKEN)
def test_a_damaged_draft_is_a_plain_problem_and_is_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / f"{NAME}.json"
    path.write_bytes(data)

    assert refused(AnswersUnreadable, load_draft, tmp_path, NAME) == "draft.broken"
    assert path.read_bytes() == data
    (listed,) = list_drafts(tmp_path)
    assert (listed.name, listed.broken, listed.kind, listed.started) == (NAME, True, "", DAY)


@pytest.mark.parametrize("version", [0, 2, 99])
def test_a_draft_of_another_version_says_so(tmp_path: Path, version: int) -> None:
    data = json.dumps({**GOOD, "docgen-draft": version, "new": 1})
    (tmp_path / f"{NAME}.json").write_text(data)

    assert refused(AnswersUnreadable, load_draft, tmp_path, NAME) == "draft.other-version"
    assert (tmp_path / f"{NAME}.json").read_text() == data


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{NAME}.json").write_bytes(data)
        with pytest.raises(AnswersUnreadable):
            load_draft(Path(folder), NAME)


def test_a_draft_that_is_not_there_is_a_plain_problem(tmp_path: Path) -> None:
    for action in (load_draft, delete_draft):
        assert refused(UsageProblem, action, tmp_path, NAME) == "draft.none"


# Encryption -----------------------------------------------------------------------------------------------------------


def test_an_encrypted_draft_holds_no_answer_in_plain(tmp_path: Path, lock: Lock) -> None:
    words = [f"xubazupo{number}" for number in range(50)]
    save_draft(tmp_path, a_draft(said=dict.fromkeys(words, words), partial={"key": words[0], "text": words[1]}), lock)

    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert data.startswith(b"age-encryption.org/v1\n")
        assert not any(
            told.encode() in data for told in (*words, "cease-and-desist", "US-CA", lock.identity, PASSPHRASE)
        )


def test_no_plain_answer_touches_the_disk_under_a_lock(
    tmp_path: Path, lock: Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file that is opened for writing is watched, also those that are renamed or removed later."""
    opened, real = [], os.open
    monkeypatch.setattr(
        os, "open", lambda path, *rest, **named: opened.append(real(path, *rest, **named)) or opened[-1]
    )
    written: list[bytes] = []
    real_fdopen = os.fdopen

    def watched(handle: int, mode: str) -> Any:
        file = real_fdopen(handle, mode)
        write = file.write

        class Watched:
            def __enter__(self) -> Any:
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def write(self, data: bytes) -> int:
                written.append(data)
                return int(write(data))

            flush = file.flush

        return Watched()

    monkeypatch.setattr(os, "fdopen", watched)
    save_draft(tmp_path, a_draft(), lock)

    assert len(written) == 2
    assert all(data.startswith(b"age-encryption.org/v1\n") and b"Dana" not in data for data in written)


@pytest.mark.parametrize("typed", ["", "four invented plain word", PASSPHRASE + " ", "\udced"])
def test_a_wrong_passphrase_is_a_plain_problem(tmp_path: Path, lock: Lock, typed: str) -> None:
    save_draft(tmp_path, a_draft(), lock)

    assert refused(AnswersUnreadable, open_lock, tmp_path, NAME, typed) == "draft.wrong-passphrase"


@pytest.mark.parametrize("typed", ["", "  ", "\udced"])
def test_a_passphrase_cannot_be_empty_or_no_text(typed: str, lock: Lock) -> None:
    assert lock
    assert refused(UsageProblem, make_lock, typed) == "draft.empty-passphrase"


def test_an_encrypted_draft_wants_its_own_key(tmp_path: Path, lock: Lock) -> None:
    save_draft(tmp_path, a_draft(), lock)
    other = make_lock("another one")

    assert refused(UsageProblem, load_draft, tmp_path, NAME) == "draft.needs-passphrase"
    assert refused(AnswersUnreadable, load_draft, tmp_path, NAME, other) == "draft.broken"
    for wrong in (other, None):
        assert refused(OutputProblem, save_draft, tmp_path, a_draft(said={}), wrong) == "draft.other-key"
    assert load_draft(tmp_path, NAME, lock) == a_draft()
    assert names(tmp_path) == [f"{NAME}.json.age", f"{NAME}.key.age"], "nothing in plain beside it"


def test_a_plain_draft_that_is_encrypted_later_is_no_longer_there_in_plain(tmp_path: Path, lock: Lock) -> None:
    save_draft(tmp_path, a_draft())
    save_draft(tmp_path, a_draft(), lock)

    assert names(tmp_path) == [f"{NAME}.json.age", f"{NAME}.key.age"]


@pytest.mark.parametrize("part", ["json.age", "key.age"])
@pytest.mark.parametrize("damage", ["cut", "junk", "empty", "gone"])
def test_a_damaged_encrypted_draft_is_a_plain_problem(tmp_path: Path, lock: Lock, part: str, damage: str) -> None:
    save_draft(tmp_path, a_draft(), lock)
    path = tmp_path / f"{NAME}.{part}"
    data = {"cut": path.read_bytes()[:-5], "junk": b"junk", "empty": b"", "gone": None}[damage]
    path.unlink() if data is None else path.write_bytes(data)

    def opened() -> None:
        load_draft(tmp_path, NAME, open_lock(tmp_path, NAME, PASSPHRASE))

    assert refused(AnswersUnreadable, opened).startswith("draft.")
    (listed,) = list_drafts(tmp_path)
    assert listed.encrypted
    assert damage != "gone" or listed.broken


def test_saving_under_a_lock_is_fast_enough_for_every_answer(tmp_path: Path, lock: Lock) -> None:
    save_draft(tmp_path, a_draft(), lock)
    start = time.process_time()
    for _ in range(20):
        save_draft(tmp_path, a_draft(), lock, durable=False)

    assert (time.process_time() - start) / 20 < 0.1


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not here")
def test_the_standard_tool_opens_a_draft_without_docgen(tmp_path: Path, lock: Lock) -> None:
    """`age` asks for the passphrase on the terminal, so that a terminal is given to it."""
    pexpect = pytest.importorskip("pexpect")
    save_draft(tmp_path, a_draft(), lock)

    line = ["-d", "-i", f"{NAME}.key.age", "-o", "opened.json", f"{NAME}.json.age"]
    age = pexpect.spawn("age", line, cwd=str(tmp_path), encoding="utf-8", timeout=60)
    age.expect("passphrase")
    age.sendline(PASSPHRASE)
    age.expect(pexpect.EOF)
    age.close()

    assert age.exitstatus == 0
    told = json.loads((tmp_path / "opened.json").read_text(encoding="utf-8"))
    assert told["said"]["client.name"] == "Dana Example"


def test_without_the_library_encryption_is_refused_with_a_hint(
    tmp_path: Path, lock: Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_draft(tmp_path, a_draft(), lock)
    monkeypatch.setitem(sys.modules, "pyrage", None)

    with pytest.raises(UsageProblem) as raised:
        make_lock(PASSPHRASE)

    assert [(each.id, each.hint) for each in raised.value.problems] == [
        ("draft.no-encryption", "hint.draft.no-encryption")
    ]
    assert refused(UsageProblem, open_lock, tmp_path, NAME, PASSPHRASE) == "draft.no-encryption"
    assert refused(UsageProblem, save_draft, tmp_path, a_draft(), lock) == "draft.no-encryption"
    assert [each.name for each in list_drafts(tmp_path)] == [NAME]


# Lists and deleting ---------------------------------------------------------------------------------------------------


def test_a_list_shows_the_draft_saved_last_first_and_names_no_answer(tmp_path: Path, lock: Lock) -> None:
    for number, own in ((1, None), (2, lock), (3, None)):
        name = NAME + ("" if number == 1 else f"-{number}")
        save_draft(tmp_path, a_draft(name), own)
        for path in tmp_path.glob(f"{name}.*"):
            os.utime(path, (1000 * number, 1000 * number))
    (tmp_path / "facts.json").write_text("{}")
    listed = list_drafts(tmp_path)

    assert [(each.name, each.kind, each.encrypted, each.broken) for each in listed] == [
        (f"{NAME}-3", "cease-and-desist", False, False),
        (f"{NAME}-2", "", True, False),
        (NAME, "cease-and-desist", False, False),
    ]
    assert {each.started for each in listed} == {DAY}
    assert [each.changed.timestamp() for each in listed] == [3000, 2000, 1000]
    assert listed[0].size == (tmp_path / f"{NAME}-3.json").stat().st_size


def test_a_list_of_odd_things_is_a_list(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.json").mkdir()
    (tmp_path / f"{NAME}-2.json").symlink_to("nowhere")
    os.mkfifo(tmp_path / f"{NAME}-3.json")
    (tmp_path / "draft-2026-99-99.json.age").touch()

    listed = list_drafts(tmp_path)

    assert len(listed) == 4
    assert all(each.broken for each in listed)
    assert list_drafts(tmp_path / "missing") == ()


@pytest.mark.parametrize("with_lock", [False, True])
def test_deleting_takes_all_files_of_the_draft_and_no_other(tmp_path: Path, lock: Lock, with_lock: bool) -> None:
    kept = (f"{NAME}-2.json", f"{NAME}-22.json", f".{NAME}-2.0123456789abcdef.tmp", f"{NAME}.docx", f"{NAME}.json.bak", "facts.json")  # fmt: skip
    for name in kept:
        (tmp_path / name).write_text("{}")
    save_draft(tmp_path, a_draft(), lock if with_lock else None)
    delete_draft(tmp_path, NAME)

    assert names(tmp_path) == sorted(kept)


@pytest.mark.parametrize("part", ["json", "json.age", "key.age"])
def test_a_link_is_neither_read_nor_deleted_nor_written_through(tmp_path: Path, part: str) -> None:
    target = tmp_path / "target"
    target.write_text(json.dumps(GOOD))
    (tmp_path / f"{NAME}.{part}").symlink_to(target)

    assert refused(OutputProblem, delete_draft, tmp_path, NAME) == "draft.not-a-file"
    with pytest.raises(OutputProblem):
        save_draft(tmp_path, a_draft())
    with pytest.raises(DocgenError):
        load_draft(tmp_path, NAME)
    assert target.read_text() == json.dumps(GOOD)
    assert (tmp_path / f"{NAME}.{part}").is_symlink()
