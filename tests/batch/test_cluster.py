"""The same work on a real Dask cluster: a scheduler and a worker of their own, started here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY
from rows import batch, documents, write_rows

pytest.importorskip("distributed")


class Cluster:
    """A scheduler, and workers as they are wanted."""

    def __init__(self, home: Path) -> None:
        self.home, self.processes = home, list[subprocess.Popen[bytes]]()
        self.runs = list[subprocess.Popen[str]]()
        self._file = home / "scheduler.json"
        self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", path="")
        for _ in range(600):
            if self._file.exists() and self._file.read_text().strip():
                break
            time.sleep(0.1)
        self.address = json.loads(self._file.read_text())["address"]

    def _start(self, name: str, *options: str, path: str) -> None:
        with (self.home / f"{name}.log").open("wb") as log:
            python = [sys.executable, "-m", f"distributed.cli.{name}", "--scheduler-file", str(self._file)]
            settings = {**os.environ, "PYTHONPATH": os.pathsep.join([path, *sys.path])}
            self.processes.append(
                subprocess.Popen(
                    [*python, "--no-dashboard", *options], cwd=self.home, env=settings, stdout=log, stderr=log
                )
            )

    def add_worker(self, path: str = "") -> None:
        """Start a worker that finds docgen in `path` first, and wait for it."""
        options = ("--nworkers", "1", "--nthreads", "1", "--no-nanny", "--local-directory", str(self.home))
        self._start("dask_worker", *options, path=path)
        for _ in range(600):
            if b"Starting established connection" in (self.home / "dask_worker.log").read_bytes():
                return
            time.sleep(0.1)
        raise AssertionError("the worker found no scheduler")

    def begin(self, folder: Path) -> subprocess.Popen[str]:
        """Start a run that sends its rows to the cluster."""
        run = subprocess.Popen(
            [sys.executable, "-m", "docgen", "batch", "cease-and-desist", "rows.jsonl", "-o", "there",
             "--dask", self.address, "--date", "2026-11-23"],
            cwd=folder, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.runs.append(run)
        return run


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    home = tmp_path / "cluster"
    home.mkdir()
    made = Cluster(home)
    yield made
    for run in made.runs:
        run.kill()
        run.communicate()
    for each in reversed(made.processes):
        each.kill()  # a worker whose scheduler is gone waits for it when it is only asked to end
        each.wait(timeout=30)


def test_a_cluster_makes_the_same_bytes(cluster: Cluster, tmp_path: Path):
    write_rows(tmp_path / "rows.jsonl", 40, row5={"incidents": []})
    batch(tmp_path, "rows.jsonl", "-o", "here")
    cluster.add_worker()
    run = cluster.begin(tmp_path)
    _, said = run.communicate(timeout=120)

    assert run.returncode == 6, said
    assert "Traceback" not in said
    assert documents(tmp_path / "there") == documents(tmp_path / "here")
    assert not [log for log in cluster.home.glob("*.log") if b"Maria" in log.read_bytes()]


def until_files(folder: Path, count: int) -> None:
    for _ in range(600):
        if len(list(folder.glob("*.docx"))) >= count:
            return
        time.sleep(0.05)
    raise AssertionError("the run wrote nothing")


def test_a_cluster_that_is_lost_is_told_and_what_was_made_is_kept(cluster: Cluster, tmp_path: Path):
    write_rows(tmp_path / "rows.jsonl", 800)
    cluster.add_worker()
    run = cluster.begin(tmp_path)
    until_files(tmp_path / "there", 5)
    cluster.processes[0].kill()
    _, said = run.communicate(timeout=120)

    assert run.returncode == 1, said
    assert said.startswith("The connection to the Dask cluster was lost.")
    assert "Traceback" not in said
    assert len(documents(tmp_path / "there")) >= 5


LOST_RESULT = """
import os, signal, sys, time
from datetime import date
from pathlib import Path
import docgen
from docgen.batch.cluster import cluster
from docgen.batch.work import BatchWish
from docgen.errors import OutputProblem

class StopsItsWorker:
    "Stands in for a result that is on its way when the connection breaks."

    def __reduce__(self):
        Path("sent").touch()
        os.kill(os.getpid(), signal.SIGSTOP)
        return "nothing"

wish = BatchWish(("cease-and-desist",), (), docgen.__version__, date(2026, 11, 23), Path())
try:
    with cluster(sys.argv[1], wish) as workers:
        made = workers.submit(StopsItsWorker)
        while not Path("sent").exists():
            time.sleep(0.05)
        os.kill(int(sys.argv[2]), signal.SIGKILL)
        made.result()
except OutputProblem as error:
    print(*(each.id for each in error.problems))
"""


def test_a_result_that_is_on_its_way_when_the_cluster_is_lost_is_not_waited_for(cluster: Cluster):
    cluster.add_worker()
    run = subprocess.run(
        [sys.executable, "-c", LOST_RESULT, cluster.address, str(cluster.processes[0].pid)],
        cwd=cluster.home, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (run.stdout, run.stderr) == ("batch.cluster-lost\n", "")


def test_a_worker_that_would_make_other_documents_is_refused_before_anything_is_written(
    cluster: Cluster, tmp_path: Path
):
    other = tmp_path / "other"
    for name in ("docgen", "templates", "locales"):
        shutil.copytree(REPOSITORY / name, other / name)
    with (other / "locales/en/LC_MESSAGES/documents.po").open("a") as file:
        file.write("# another edition\n")
    write_rows(tmp_path / "rows.jsonl", 40)
    cluster.add_worker(str(other))
    run = cluster.begin(tmp_path)
    _, said = run.communicate(timeout=120)

    assert run.returncode == 1, said
    assert "another version or other templates" in said
    assert not documents(tmp_path / "there")
