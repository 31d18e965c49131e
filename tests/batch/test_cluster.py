"""The same work on a real Dask cluster: a scheduler and a worker of their own, started here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rows import batch, documents, write_rows

pytest.importorskip("distributed")


def test_a_cluster_makes_the_same_bytes(tmp_path: Path):
    write_rows(tmp_path / "rows.jsonl", 40, row5={"incidents": []})
    batch(tmp_path, "rows.jsonl", "-o", "here")
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    home = tmp_path / "cluster"
    home.mkdir()
    file = home / "scheduler.json"
    parts = {"cwd": home, "env": settings, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    python = [sys.executable, "-m"]
    scheduler = subprocess.Popen(
        [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
         "--scheduler-file", str(file)], **parts
    )  # fmt: skip
    worker = None
    try:
        for _ in range(600):
            if file.exists() and file.read_text().strip():
                break
            time.sleep(0.1)
        worker = subprocess.Popen(
            [*python, "distributed.cli.dask_worker", "--scheduler-file", str(file), "--nworkers", "1",
             "--nthreads", "1", "--no-dashboard", "--local-directory", str(home)], **parts
        )  # fmt: skip
        address = json.loads(file.read_text())["address"]
        done = subprocess.run(
            [sys.executable, "-m", "docgen", "batch", "cease-and-desist", "rows.jsonl", "-o", "there",
             "--dask", address, "--date", "2026-11-23"],
            cwd=tmp_path, env=settings, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    finally:
        for each in (worker, scheduler):
            if each:
                each.terminate()
                each.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)

    assert done.returncode == 6, done.stderr
    assert "Traceback" not in done.stderr
    assert documents(tmp_path / "there") == documents(tmp_path / "here")
