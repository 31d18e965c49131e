"""The benchmark: docgen beside other engines, in turn within one run.

    python -m benchmarks [--quick] [--only CASE] [--json FILE] [--peers DIR]

See `benchmarks/README.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import goals, report, start_up
from benchmarks.batch_command import batch_command
from benchmarks.cases import JOB, Cases
from benchmarks.matters import install_own
from benchmarks.peers import DOCGEN, PEERS, default_folder, install

SMALL, LARGE = 10, 5_000
CASES = ("letter", "declaration", "job", "growth", "batch", "start")


class Run:
    """One run: the numbers for programs, the goals, and the tables, as they come."""

    def __init__(self, cases: Cases, folder: Path, quick: bool) -> None:
        self.cases = cases
        self.folder = folder
        self.quick = quick
        self.numbers: dict[str, Any] = {}
        self.goals: list[goals.Goal] = []
        self.tables: list[str] = []

    def _add(self, name: str, title: str, found: Mapping[Any, Any], table: str) -> None:
        self.numbers[name] = found
        self.tables.append(f"## {title}\n\n{table}")

    def letter(self) -> None:
        """The engines alone, one page."""
        found = self.cases.letter()
        self._add("letter", "Engine: letter of one page", found, report.engine_table(found))

    def declaration(self) -> None:
        """The engines alone, 12 incidents and tables."""
        found = self.cases.declaration()
        self.goals += goals.engine_goals(found)
        title = "Engine: declaration with 12 incidents and tables"
        self._add("declaration", title, found, report.engine_table(found))

    def job(self) -> None:
        """From a facts file to a checked document."""
        found = self.cases.whole_job()
        self.goals.append(goals.job_goal(found))
        title = "Whole job: facts file → checked matter → plan → document → searched for leaks"
        self._add("whole job", title, found, report.engine_table(found, JOB.name))

    def growth(self) -> None:
        """Documents with more and more incidents."""
        sizes = (SMALL, 100, 1_000) if self.quick else (SMALL, 100, 1_000, LARGE)
        own = {DOCGEN.name: self.cases.own_growth((0, SMALL, 100, 1_000, LARGE), DOCGEN)}
        own[JOB.name] = self.cases.own_growth((SMALL, 100) if self.quick else sizes, JOB)
        self.goals.append(goals.growth_goal(own[DOCGEN.name], SMALL, LARGE))
        self._add("own growth", "Growth of docgen, all sizes in turn", own, report.sizes_table(own))
        found = self.cases.growth(sizes, 100 if self.quick else LARGE)
        self._add("growth", "Growth beside the others", found, report.growth_table(found))

    def batch(self) -> None:
        """Many documents in one process, and `docgen batch`."""
        count, early = (200, 100) if self.quick else (2_000, 500)
        found = self.cases.batch(count, early)
        for workers in (1, os.cpu_count() or 1):
            if row := batch_command(self.folder, count, workers):
                found[f"docgen batch --jobs {workers}"] = row
        self._add("batch", "Batch: many declarations", found, report.batch_table(found, count, early))

    def start(self) -> None:
        """Single commands."""
        found = start_up.measured(5 if self.quick else start_up.ROUNDS)
        self.goals += goals.start_goals(found)
        self._add("start", "Single commands", found, report.start_table(found))


def _about(missing: Mapping[str, str]) -> dict[str, Any]:
    top = Path(__file__).parent.parent
    git, node = _said("git", "-C", str(top), "describe", "--always", "--dirty"), _said("node", "--version")
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "system": f"{platform.platform()}, Python {platform.python_version()}, Node {node or 'missing'}",
        "docgen": git,
        "peers": sorted({pinned for engine in PEERS for pinned in engine.pinned}),
        "missing": dict(missing),
    }


def _said(program: str, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        return ""
    return subprocess.run([found, *arguments], check=False, capture_output=True, text=True).stdout.strip()


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure docgen beside other engines.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller documents: under 2 minutes")
    parser.add_argument("--only", action="append", choices=CASES, help="run this case only; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every number there")
    parser.add_argument("--peers", type=Path, default=default_folder(), metavar="DIR", help="where the others are")
    return parser.parse_args()


def main() -> None:
    """Measure, and print the report."""
    given = _arguments()
    engines, missing = install(given.peers.resolve())
    if lacking := install_own():
        missing["docgen's derived files"] = lacking
    with tempfile.TemporaryDirectory() as name:
        rounds = 3 if given.quick else 9
        run = Run(Cases(engines, given.peers.resolve(), Path(name), rounds), Path(name), given.quick)
        for case in given.only or CASES:
            print(f"{case} …", file=sys.stderr)
            getattr(run, case)()
    about = _about(missing)
    told = "\n".join(
        f"- {key}: {', '.join(value) if isinstance(value, list) else value}" for key, value in about.items()
    )
    print(f"# docgen's benchmark\n\n{told}\n\n{report.goal_table(run.goals)}\n\n" + "\n\n".join(run.tables))
    if given.json:
        data = about | {"goals": [vars(goal) | {"reached": goal.reached} for goal in run.goals]} | run.numbers
        given.json.write_text(json.dumps(data, default=vars, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
