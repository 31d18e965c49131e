"""The hook for `docgen batch`: measured as soon as the command is there, from one file of matters to a folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.cases import INCIDENTS
from benchmarks.matters import KIND, matter
from benchmarks.peers import DOCGEN

__all__ = ["batch_command"]

_DOCGEN = (sys.executable, "-c", "from docgen.cli import main; main()")


def batch_command(folder: Path, count: int, workers: int) -> dict[str, float]:
    """Return milliseconds of one document in a batch of `count`, and the peak memory of the largest process.

    Empty while docgen has no such command. Raises `RuntimeError` when it fails.
    """
    environment = DOCGEN.environment()
    known = subprocess.run([*_DOCGEN, "batch", "--help"], check=False, capture_output=True, env=environment)
    if known.returncode:
        return {}
    source, target = folder / "matters.jsonl", folder / f"letters-{workers}"
    source.write_bytes(b"".join(matter(INCIDENTS, number) + b"\n" for number in range(1, count + 1)))
    arguments = [*_DOCGEN, "batch", KIND, str(source), "--output", str(target), "--jobs", str(workers)]
    start = time.perf_counter()
    done = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode:
        raise RuntimeError(f"docgen batch ended with {done.returncode}")
    wall, cpu = (time.perf_counter() - start) * 1000, (used.ru_utime + used.ru_stime) * 1000
    return {"cpu": cpu / count, "wall": wall / count, "peak": used.ru_maxrss / 1024}
