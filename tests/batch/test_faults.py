"""Whatever befalls a run: no torn file, no lost file, no stray; the next run completes it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rows import batch, documents, manifest, write_rows
from terminal import environment

ROWS = 120


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to work in."""
    work = tmp_path / "work"
    work.mkdir()
    return work


def begin(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "docgen", "batch", "cease-and-desist", "rows.jsonl", *arguments]
    return subprocess.Popen(
        [*command, "--date", "2026-11-23"], cwd=folder, env=environment(folder), text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def wait_for(folder: Path, files: int) -> None:
    for _ in range(3000):
        if folder.is_dir() and len(list(folder.glob("*.docx"))) >= files:
            return
        time.sleep(0.01)
    raise AssertionError("the run wrote nothing")


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_run_is_completed_by_the_next(folder: Path, seed: int):
    chance = random.Random(seed)
    write_rows(folder / "rows.jsonl", ROWS)
    batch(folder, "rows.jsonl", "-o", "straight")
    run = begin(folder, "-o", "out", "--jobs", chance.choice(["1", "2"]))
    wait_for(folder / "out", chance.randrange(1, ROWS // 2))
    time.sleep(chance.random() / 20)
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    cut = {path.name: path.read_bytes() for path in (folder / "out").glob("*.docx")}
    whole = documents(folder / "straight")

    assert all(whole[name] == data for name, data in cut.items()), "a torn file"
    done = batch(folder, "rows.jsonl", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert documents(folder / "out") == whole
    assert len(manifest(folder / "out")) == ROWS


def processes_of(group: int) -> set[int]:
    """Return the processes of a group that still run."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, of = path.read_text().rpartition(")")[2].split()[:3]
            if int(of) == group and state != "Z":
                found.add(int(path.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system tells of processes in another way")
def test_no_worker_outlives_a_run_that_was_killed_alone(folder: Path):
    write_rows(folder / "rows.jsonl", 400)
    run = begin(folder, "-o", "out", "--jobs", "2")
    wait_for(folder / "out", 3)
    run.kill()
    run.wait()
    for _ in range(100):
        if not processes_of(run.pid):
            break
        time.sleep(0.1)
    left = processes_of(run.pid)
    for each in left:
        os.kill(each, signal.SIGKILL)
    run.communicate()

    assert not left


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system tells of processes in another way")
def test_a_worker_that_memory_ran_out_for_is_told_and_the_next_run_completes(folder: Path):
    write_rows(folder / "rows.jsonl", 400)
    run = begin(folder, "-o", "out", "--jobs", "2")
    wait_for(folder / "out", 3)
    os.kill(max(processes_of(run.pid) - {run.pid}), signal.SIGKILL)
    _, said = run.communicate(timeout=60)

    assert run.returncode == 1
    assert said.startswith("A worker was killed")
    assert not [path.name for path in (folder / "out").iterdir() if path.name.startswith(".")]
    assert batch(folder, "rows.jsonl", "-o", "out").returncode == 0
    assert len(documents(folder / "out")) == 400


@pytest.mark.parametrize("order", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_stopped_run_ends_cleanly_and_says_what_stays(folder: Path, order: str, jobs: str):
    """Ctrl-C, a system that shuts down, a window that is closed; the last two reach every process of the run."""
    write_rows(folder / "rows.jsonl", 400)
    run = begin(folder, "-o", "out", "--jobs", jobs)
    wait_for(folder / "out", 5)
    os.killpg(run.pid, getattr(signal, order))
    _, said = run.communicate(timeout=60)

    assert run.returncode == 130
    assert said.endswith("Interrupted. What is finished stays; the same command makes the rest.\n")
    assert "Traceback" not in said
    assert not [path.name for path in (folder / "out").iterdir() if path.name.startswith(".")]
    assert not processes_of(run.pid)
    assert batch(folder, "rows.jsonl", "-o", "out").returncode == 0


def test_a_stopped_archive_is_none(folder: Path):
    write_rows(folder / "rows.jsonl", 400)
    run = begin(folder, "-o", "out.zip", "--zip", "--jobs", "1")
    for _ in range(3000):
        if list(folder.glob(".docgen-archive.*.tmp")):
            break
        time.sleep(0.01)
    run.send_signal(signal.SIGTERM)
    _, said = run.communicate(timeout=60)

    assert (run.returncode, said) == (130, "\nInterrupted. Nothing was written.\n")
    assert [path.name for path in folder.iterdir()] == ["rows.jsonl"]


def test_two_runs_into_one_folder_do_not_mix(folder: Path):
    write_rows(folder / "rows.jsonl", 2_000)
    run = begin(folder, "-o", "out", "--jobs", "1")
    wait_for(folder / "out", 3)
    second = batch(folder, "rows.jsonl", "-o", "out")
    run.communicate(timeout=120)

    assert second.returncode == 1
    assert "Another run is writing" in second.stderr
    assert run.returncode == 0
    assert len(documents(folder / "out")) == 2_000


def test_a_full_disk_costs_only_what_did_not_fit(folder: Path):
    disk = folder / "disk"
    disk.mkdir()
    mount = shutil.which("mount") or "mount"
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this machine lets nobody mount a file system")
    try:
        write_rows(folder / "rows.jsonl", 60)
        done = batch(folder, "rows.jsonl", "-o", "disk/out")
        there = {path.name: path.read_bytes() for path in (disk / "out").glob("*.docx")}

        assert done.returncode in (1, 6)
        assert "Traceback" not in done.stderr
        assert 0 < len(there) < 60
        assert not list((disk / "out").glob(".*"))
        batch(folder, "rows.jsonl", "-o", "straight")
        assert there.items() <= documents(folder / "straight").items()
    finally:
        subprocess.run([shutil.which("umount") or "umount", str(disk)], check=True)


def test_a_folder_that_is_a_file_is_refused_with_words(folder: Path):
    write_rows(folder / "rows.jsonl", 2)
    (folder / "out").write_text("mine")
    done = batch(folder, "rows.jsonl", "-o", "out")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (folder / "out").read_text() == "mine"
