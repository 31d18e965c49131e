"""The report of the benchmark, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from benchmarks.goals import Goal, ratio
from benchmarks.turns import Measured

__all__ = ["batch_table", "engine_table", "goal_table", "growth_table", "sizes_table", "start_table"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float | None, unit: str = "") -> str:
    """Return a number with three significant digits or more."""
    if value is None:
        return "-"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}{unit}"


def goal_table(goals: Iterable[Goal]) -> str:
    """Return measure, must, aim and what was measured."""
    head = ("measure", "must", "aim", "measured", "reached")
    rows = []
    for goal in goals:
        sign = "≤" if goal.most else "≥"
        limits = (f"{sign} {number(goal.must)}{goal.unit}", f"{sign} {number(goal.aim)}{goal.unit}")
        rows.append((goal.measure, *limits, number(goal.value, goal.unit), goal.reached))
    return table(head, rows)


def engine_table(found: Mapping[str, Measured], own: str = "docgen") -> str:
    """Return what each engine took for one document."""
    head = ("engine", "CPU ms", "wall ms (min–max)", "first document, CPU ms", "peak MB", "file KB", f"CPU ÷ {own}")
    rows = []
    for name, row in found.items():
        if row.problem:
            rows.append((name, row.problem, *["-"] * 5))
            continue
        wall = f"{number(median(row.wall))} ({number(min(row.wall))}–{number(max(row.wall))})"
        rest = (number(row.first), number(row.peak), number(row.bytes / 1024), number(ratio(found, name, own)))
        rows.append((name, number(median(row.cpu)), wall, *rest))
    return table(head, rows)


def growth_table(found: Mapping[int, Mapping[str, Measured]]) -> str:
    """Return CPU and peak memory of each engine at each size of the document."""
    names = dict.fromkeys(name for size in found.values() for name in size)
    head = ("CPU ms / peak MB", *(f"{size:,} incidents" for size in found))
    return table(head, ((name, *(_cell(size.get(name)) for size in found.values())) for name in names))


def _cell(row: Measured | None) -> str:
    if row is None:
        return "-"
    return row.problem or f"{number(median(row.cpu))} / {number(row.peak)}"


def sizes_table(found: Mapping[str, Mapping[int, Measured]]) -> str:
    """Return how docgen grows, all sizes in turn: CPU, and CPU for one incident without the fixed cost."""
    sizes = [size for size in next(iter(found.values())) if size]
    head = ("CPU ms (µs for one incident)", "fixed", *(f"{size:,}" for size in sizes))
    rows = []
    for name, at in found.items():
        smallest = min(at)
        fixed = median(at[smallest].cpu) if not at[smallest].problem else 0.0
        cells = []
        for size in sizes:
            row = at.get(size)
            if row is None or row.problem:
                cells.append(row.problem if row else "-")
                continue
            took = median(row.cpu)
            each = (took - fixed) / (size - smallest) * 1000 if size != smallest else None
            cells.append(f"{number(took)} ({number(each)})")
        rows.append((name, number(fixed) if smallest == 0 else "-", *cells))
    return table(head, rows)


def batch_table(found: Mapping[str, Mapping[str, float]], count: int, early: int) -> str:
    """Return CPU for one document and memory on the way."""
    head = ("one process", "CPU ms", "wall ms", f"MB after {early:,}", f"MB after {count:,}", "peak MB")
    keys = ("cpu", "wall", "rss_early", "rss", "peak")
    return table(head, ((name, *(number(row.get(key)) for key in keys)) for name, row in found.items()))


def start_table(times: Mapping[str, list[float]]) -> str:
    """Return the CPU of whole processes."""
    rows = ((name, number(median(took)), f"{number(min(took))}–{number(max(took))}") for name, took in times.items())
    return table(("whole process", "CPU ms", "min–max"), rows)
