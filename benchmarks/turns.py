"""Engines in turn within one run, so that a machine that is busy or changes its speed slows all of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Self

from benchmarks.peers import Engine

__all__ = ["Measured", "Paths", "Worker", "in_turn", "middle_ratio"]

_TURN = 150.0
"""Milliseconds of CPU that one turn should take, so that clocks and scheduling do not matter."""
_WARM = 1000.0
"""Milliseconds of CPU that an engine runs before it is measured; Node compiles what is used often."""
_MOST = 400
Paths = tuple[Path, Path]
"""Template and facts."""


@dataclass
class Measured:
    """What one engine took for one document, in each round."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    first: float = 0.0
    """CPU of opening the template and filling it once, in a new process that has not loaded anything."""
    peak: float = 0.0
    """Megabytes that the process held at most."""
    bytes: int = 0
    problem: str = ""
    """Why the row does not count, or ""."""

    def shown(self) -> dict[str, Any]:
        """Return it for programs."""
        return vars(self)


class Worker:
    """A process that fills documents when it is told to."""

    def __init__(self, engine: Engine, peers: Path) -> None:
        self._process = subprocess.Popen(
            engine.command(peers),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=engine.environment(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def run(self, paths: Paths, times: int, save: str = "") -> dict[str, float]:
        """Return CPU and wall milliseconds for all `times` documents, and memory. Raises `RuntimeError`."""
        job = {"template": str(paths[0]), "facts": str(paths[1]), "times": times, "save": save}
        assert self._process.stdin
        assert self._process.stdout
        try:
            print(json.dumps(job), file=self._process.stdin, flush=True)
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            told = self._process.communicate()[1].strip().splitlines()
            raise RuntimeError(told[-1][:200] if told else "the worker ended")
        answer: dict[str, float] = json.loads(line)
        return answer


def in_turn(
    engines: Sequence[Engine], peers: Path, paths: Mapping[str, Paths], rounds: int, save: Path
) -> dict[str, Measured]:
    """Return what each engine took for the documents in `paths`, by name or dialect of the engine.

    Each engine writes its first document into `save`. An engine that fails has a problem instead of times.
    """
    found = {engine.name: Measured() for engine in engines}
    workers = {engine.name: Worker(engine, peers) for engine in engines}
    times: dict[str, int] = {}
    try:
        for turn in range(-1, rounds):
            for engine in engines:
                name, own = engine.name, found[engine.name]
                if own.problem:
                    continue
                job = paths.get(name) or paths[engine.dialect]
                try:
                    if turn < 0:
                        first = workers[name].run(job, 1, str(save / f"{name}.docx"))
                        own.first, own.bytes = first["cpu"] + first["open_cpu"], int(first["bytes"])
                        times[name] = _times(workers[name], job)
                        continue
                    answer = workers[name].run(job, times[name])
                except RuntimeError as error:
                    own.problem = str(error)
                    continue
                own.cpu.append(answer["cpu"] / times[name])
                own.wall.append(answer["wall"] / times[name])
                own.peak = answer["peak"]
    finally:
        for worker in workers.values():
            worker.__exit__(None, None, None)
    return found


def _times(worker: Worker, job: Paths) -> int:
    """Return how many documents make one turn, after warming up."""
    each = worker.run(job, 1)["cpu"]
    if each < _WARM:
        more = max(1, min(_MOST, int(_WARM / max(each, 0.01))))
        each = min(each, worker.run(job, more)["cpu"] / more)
    return max(1, min(_MOST, int(_TURN / max(each, 0.01))))


def middle_ratio(peer: Measured, own: Measured) -> float:
    """Return how many times the CPU of `own` the `peer` took: the median of the ratios of each round."""
    return median(theirs / ours for theirs, ours in zip(peer.cpu, own.cpu, strict=True))
