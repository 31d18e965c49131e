"""One Python engine in a process of its own, taking turns with the others.

    python -P worker.py ENGINE

Each line of the input is a job in JSON: `template` and `facts` (paths; the facts are one JSON object a line, used in
turn), `times`, and `save` (a path, or ""). Each line of the output tells CPU and wall milliseconds of the work itself
for all `times` documents, of opening the template (`open_cpu`), and what memory the process holds and held at most.
Runs in the peers' environments, so it imports nothing but the engine.
"""

from __future__ import annotations

import io
import itertools
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

DAY = date(2026, 11, 23)


Fill = Callable[[Any], bytes]
"""Makes a Word file of the facts of one document."""


def docgen_compiled(template: Path) -> Any:
    """Return `template` compiled by docgen."""
    from docgen.word import compile_template

    return compile_template(template.read_bytes(), template.name)


def docgen_engine(template: Path) -> Fill:
    """Docgen's engine alone: a compiled template and plain facts."""
    return _filled_by_docgen(docgen_compiled(template))


def docgen_installed(template: Path) -> Fill:
    """The same with the Python module that docgen's own templates get when docgen is installed."""
    from dataclasses import replace

    from docgen.word import python_of_parts

    compiled = docgen_compiled(template)
    modules: dict[str, dict[str, Any]] = {}
    for part, code in python_of_parts(compiled).items():
        modules[part] = {}
        exec(compile(code, part, "exec"), modules[part])  # noqa: S102  what an installation imports
    return _filled_by_docgen(replace(compiled, modules=modules))


def _filled_by_docgen(compiled: Any) -> Fill:
    from docgen.word import Page, fill

    page = Page(paper="a4", language="en-GB", title="Declaration", date=DAY)
    return lambda facts: fill(compiled, facts, page)


def whole_job(kind: Path) -> Fill:
    """Docgen's whole job: the bytes of a facts file → checked matter → plan → Word file → searched for leaks."""
    import docgen
    from docgen.answers import read_json

    library, wish = docgen.Library.open(), docgen.Wish(kind=kind.name, today=DAY)

    def fill(facts: bytes) -> bytes:
        planned = docgen.plan_document(library, read_json(facts, "facts.json"), wish)
        return docgen.render_document(planned, ("docx",))[0].data

    return fill


def docxtpl_opened(template: Path) -> Fill:
    """Docxtpl or rust-docxtpl as their manuals say: the file is opened for every document."""
    from docxtpl import DocxTemplate

    return lambda facts: _filled_by_docxtpl(DocxTemplate(str(template)), facts)


def docxtpl_reused(template: Path) -> Fill:
    """One DocxTemplate for all documents."""
    from docxtpl import DocxTemplate

    made = DocxTemplate(str(template))
    return lambda facts: _filled_by_docxtpl(made, facts)


def docxtpl_ng(template: Path) -> Fill:
    """docxtpl-ng's own API, which keeps what it has compiled."""
    from docxtpl import Template  # type: ignore[attr-defined, unused-ignore]

    made = Template(str(template))
    return lambda facts: _filled_by_docxtpl(made, facts)


def _filled_by_docxtpl(template: Any, facts: Any) -> bytes:
    template.render(facts, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


ENGINES: dict[str, Callable[[Path], Fill]] = {
    "docgen": docgen_engine,
    "docgen-installed": docgen_installed,
    "whole-job": whole_job,
    "docxtpl": docxtpl_opened,
    "docxtpl-reused": docxtpl_reused,
    "docxtpl-ng": docxtpl_ng,
}


def memory() -> dict[str, float]:
    """Return the megabytes that this process holds and held at most.

    Not `ru_maxrss`, which starts as that of the process that started this one.
    """
    status = Path("/proc/self/status")
    if not status.is_file():
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        return {"rss": peak, "peak": peak}
    found = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines() if ":" in line)
    return {name: int(found[key].split()[0]) / 1024 for name, key in (("rss", "VmRSS"), ("peak", "VmHWM"))}


def repeated(path: Path) -> Iterator[bytes]:
    """Yield the lines of the file over and over, holding one at a time."""
    while True:
        with path.open("rb") as file:
            yield from file


def main() -> None:
    """Answer jobs until the input ends."""
    name, fill = sys.argv[1], None
    opened, told = "", ""
    rows: Iterator[bytes] = iter(())
    for told_job in sys.stdin:
        job, opening = json.loads(told_job), 0.0
        if job["template"] != opened:
            opened, start = job["template"], time.process_time()
            fill = ENGINES[name](Path(opened))
            opening = time.process_time() - start
        if job["facts"] != told:
            told = job["facts"]
            rows = repeated(Path(told))
        lines = list(itertools.islice(rows, job["times"]))
        known = {line: line if name == "whole-job" else json.loads(line) for line in lines}  # one copy of each
        taken = [known[line] for line in lines]
        data, wall, cpu = b"", time.perf_counter(), time.process_time()
        assert fill
        for facts in taken:
            data = fill(facts)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        if job["save"]:
            Path(job["save"]).write_bytes(data)
        answer = {"cpu": cpu * 1000, "wall": wall * 1000, "open_cpu": opening * 1000, **memory()}
        print(json.dumps(answer | {"bytes": len(data)}), flush=True)


if __name__ == "__main__":
    main()
