"""The cases of the benchmark. Each returns what was measured; nothing is judged or printed here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.matters import KIND, matter, peer_template, planned_fields
from benchmarks.peers import DOCGEN, Engine
from benchmarks.same_text import paragraphs, same_words
from benchmarks.turns import Measured, Paths, Worker, in_turn
from benchmarks.word_noise import Dialect, word_file
from benchmarks.wording import DECLARATION, LETTER, Block, facts

__all__ = ["INCIDENTS", "JOB", "PEER_RENDER", "Cases"]

INCIDENTS = 12
JOB = Engine("docgen, whole job", "whole-job")
PEER_RENDER = "docxtpl, render alone"
_MATTERS, _LARGE_MATTERS = 500, 4
_SLOW = 3_000
"""Milliseconds of CPU for one document."""
_DIALECTS: tuple[Dialect, ...] = ("jinja", "braces")


class Cases:
    """What is measured: with which engines, how many rounds, and in which folder the files lie."""

    def __init__(self, engines: Sequence[Engine], peers: Path, folder: Path, rounds: int) -> None:
        self._engines = engines
        self._peers = peers
        self._folder = folder
        self._rounds = rounds

    def engine(
        self, blocks: tuple[Block, ...], incidents: int, engines: Sequence[Engine] = (), most: int = 99
    ) -> dict[str, Measured]:
        """Return what each engine takes to fill one template with the facts of so many `incidents`.

        There are at most `most` rounds. An engine whose document has other words than docgen's gets a problem.
        """
        folder = self._new("engine")
        paths = _template(blocks, incidents, folder)
        found = in_turn(engines or self._engines, self._peers, paths, min(most, self._rounds), folder)
        _judge(found, folder, lambda one, other: paragraphs(one) == paragraphs(other))
        return found

    def letter(self) -> dict[str, Measured]:
        """Return what a letter of one page takes."""
        return self.engine(LETTER, 0)

    def declaration(self) -> dict[str, Measured]:
        """Return what a declaration with 12 incidents and tables takes."""
        return self.engine(DECLARATION, INCIDENTS)

    def whole_job(self) -> dict[str, Measured]:
        """Return what docgen takes from a facts file to the checked document, beside docxtpl's render alone.

        Many different matters come in turn, so that what docgen keeps of one does not serve the next.
        docxtpl fills the same template with docgen's finished plan, so it neither checks, decides nor searches.
        """
        folder = self._new("job")
        matters = [matter(INCIDENTS, number) for number in range(1, _MATTERS + 1)]
        _write(folder / "facts.jsonl", *matters)
        _write(folder / "fields.jsonl", *map(planned_fields, matters))
        peer_template(folder / "peer.docx")
        engines = [JOB]
        paths: dict[str, Paths] = {JOB.name: (Path(KIND), folder / "facts.jsonl")}
        for engine in self._engines:
            if engine.name.startswith("docxtpl, opened"):
                engines.append(replace(engine, name=PEER_RENDER))
                paths[PEER_RENDER] = (folder / "peer.docx", folder / "fields.jsonl")
        found = in_turn(engines, self._peers, paths, self._rounds, folder)
        _judge(found, folder, same_words, JOB.name)
        return found

    def growth(self, sizes: Sequence[int], most: int) -> dict[int, dict[str, Measured]]:
        """Return what each engine takes for documents with `sizes` incidents; above `most` incidents docgen alone.

        An engine that took over three seconds for a document is not given a larger one: it would take hours.
        """
        going = [engine for engine in self._engines if "one DocxTemplate" not in engine.name]
        found = {}
        for size in sorted(sizes):
            at = found[size] = self.engine(DECLARATION, size, going if size <= most else [DOCGEN], 5)
            going = [each for each in going if each == DOCGEN or _is_quick(at.get(each.name))]
        return found

    def own_growth(self, sizes: Sequence[int], engine: Engine) -> dict[int, Measured]:
        """Return what `engine` of docgen takes at each size, all sizes in turn."""
        folder = self._new(f"growth-{engine.worker}")
        named = {size: replace(engine, name=str(size)) for size in sizes}
        paths: dict[str, Paths] = {}
        for size in sizes:
            if engine == JOB:
                _write(folder / f"{size}.jsonl", *(matter(size, number) for number in range(1, _LARGE_MATTERS + 1)))
                paths[str(size)] = (Path(KIND), folder / f"{size}.jsonl")
            else:
                paths[str(size)] = _template(DECLARATION, size, self._new(f"growth-{size}"))["jinja"]
        found = in_turn(list(named.values()), self._peers, paths, self._rounds, folder)
        return {size: found[str(size)] for size in sizes}

    def batch(self, count: int, early: int) -> dict[str, dict[str, float]]:
        """Return CPU for one document of `count`, and the memory after `early` of them and after all."""
        folder = self._new("batch")
        _write(folder / "matters.jsonl", *(matter(INCIDENTS, number) for number in range(1, count + 1)))
        _write(folder / "facts.jsonl", *(json.dumps(facts(INCIDENTS, number)).encode() for number in range(count)))
        template = _template(DECLARATION, INCIDENTS, folder / "batch-template")["jinja"][0]
        wanted = ("docgen", "docxtpl, opened each time", "rust-docxtpl, opened each time")
        found = {}
        for engine in [JOB, *(each for each in self._engines if each.name in wanted)]:
            paths = (Path(KIND), folder / "matters.jsonl") if engine == JOB else (template, folder / "facts.jsonl")
            with Worker(engine, self._peers) as worker:
                found[engine.name] = _batched(lambda times, w=worker, p=paths: w.run(p, times), count, early)  # type: ignore[misc]
        return found

    def _new(self, name: str) -> Path:
        for number in range(1_000):
            path = self._folder / f"{name}-{number}"
            if not path.exists():
                path.mkdir()
                return path
        raise FileExistsError(name)


def _is_quick(row: Measured | None) -> bool:
    return row is not None and not row.problem and median(row.cpu) < _SLOW


def _batched(run: Callable[[int], dict[str, float]], count: int, early: int) -> dict[str, float]:
    chunk = min(100, early)
    turns = [run(chunk) for _ in range(0, count, chunk)]
    at = early // chunk - 1
    cpu, wall = (median(turn[key] / chunk for turn in turns[at:]) for key in ("cpu", "wall"))
    return {"cpu": cpu, "wall": wall, "rss_early": turns[at]["rss"], "rss": turns[-1]["rss"], "peak": turns[-1]["peak"]}


def _template(blocks: tuple[Block, ...], incidents: int, folder: Path) -> Mapping[str, Paths]:
    """Write the template in each dialect, and the facts; return their paths by dialect."""
    folder.mkdir(exist_ok=True)
    _write(folder / "facts.jsonl", json.dumps(facts(incidents), ensure_ascii=False).encode())
    for dialect in _DIALECTS:
        (folder / f"{dialect}.docx").write_bytes(word_file(blocks, dialect))
    return {dialect: (folder / f"{dialect}.docx", folder / "facts.jsonl") for dialect in _DIALECTS}


def _write(path: Path, *lines: bytes) -> None:
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def _judge(
    found: Mapping[str, Measured], folder: Path, same: Callable[[Path, Path], bool], own: str = DOCGEN.name
) -> None:
    for name, measured in found.items():
        if not measured.problem and not same(folder / f"{name}.docx", folder / f"{own}.docx"):
            measured.problem = "invalid: other words than docgen's document"
