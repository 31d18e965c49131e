"""What docgen must reach and aims at, and whether it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.cases import JOB, PEER_RENDER
from benchmarks.turns import Measured, middle_ratio

__all__ = ["Goal", "engine_goals", "growth_goal", "job_goal", "start_goals"]


@dataclass(frozen=True)
class Goal:
    """One goal with what was measured; `value` is None where it could not be."""

    measure: str
    must: float
    aim: float
    value: float | None
    most: bool = False
    """Whether `must` and `aim` are upper limits."""
    unit: str = "×"

    @property
    def reached(self) -> str:
        """Which of the two was reached."""
        if self.value is None:
            return "not measured"
        good = [self.value <= limit if self.most else self.value >= limit for limit in (self.must, self.aim)]
        return "aim" if good[1] else "must" if good[0] else "MISSED"


_ENGINES = (
    ("docxtpl", "docxtpl, opened each time", 40, 90),
    ("rust-docxtpl", "rust-docxtpl, opened each time", 11, 22),
    ("docxtpl-ng re-used", "docxtpl-ng, one Template", 7, 15),
    ("docxtemplater", "docxtemplater", 17, 40),
)


def ratio(found: Mapping[str, Measured], peer: str, own: str = "docgen") -> float | None:
    """Return the CPU of `peer` for one document divided by that of `own`, None where either row does not count."""
    rows = [found.get(name) for name in (peer, own)]
    if any(row is None or row.problem or not row.cpu for row in rows):
        return None
    return middle_ratio(found[peer], found[own])


def engine_goals(declaration: Mapping[str, Measured]) -> list[Goal]:
    """Return the goals of the engine alone."""
    return [
        Goal(f"engine, declaration: {short} ÷ docgen, CPU", must, aim, ratio(declaration, name))
        for short, name, must, aim in _ENGINES
    ]


def job_goal(found: Mapping[str, Measured]) -> Goal:
    """Return the goal of the whole job."""
    return Goal("whole job: docxtpl's render alone ÷ docgen, CPU", 15, 40, ratio(found, PEER_RENDER, JOB.name))


def growth_goal(sizes: Mapping[int, Measured], small: int, large: int) -> Goal:
    """Return how much dearer an incident is in a long document than in a short one, without the fixed cost.

    `sizes` holds a document without incidents, which is the fixed cost.
    """
    value = None
    if not any(sizes[size].problem for size in (0, small, large)):
        fixed = median(sizes[0].cpu)
        few, many = ((median(sizes[size].cpu) - fixed) / size for size in (small, large))
        value = many / few
    return Goal(f"growth, engine: an incident of {large:,} ÷ one of {small:,}, CPU", 1.5, 1.2, value, most=True)


def start_goals(times: Mapping[str, list[float]]) -> list[Goal]:
    """Return the goals of single commands."""
    peer, own = times["python -m docxtpl"], times["docgen new"]
    ratios = [theirs / ours for theirs, ours in zip(peer, own, strict=True)]
    checked = [each - shown for each, shown in zip(times["templates check"], times["docgen --help"], strict=True)]
    above = [shown - bare for shown, bare in zip(times["docgen --help"], times["bare python"], strict=True)]
    return [
        Goal("one letter, whole process: python -m docxtpl ÷ docgen, CPU", 1.0, 2.0, median(ratios)),
        Goal("docgen --help above bare Python, CPU", 100, 60, median(above), most=True, unit=" ms"),
        Goal("templates check, 260 tags, above --help, CPU", 500, 300, median(checked), most=True, unit=" ms"),
    ]
