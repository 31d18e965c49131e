"""Measure what a person waits for: `docgen --help`, and one letter from a facts file, beside `python -m docxtpl`.

    python benchmarks/start_up.py

CPU time of whole processes, in turn within one run, medians of `ROUNDS` rounds, so that a busy machine slows both. The
peer fills the same template with the same facts: docgen's plan as JSON, and docgen's filters taken off the tags.
"""

from __future__ import annotations

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROUNDS = 15
TOP = Path(__file__).parent.parent
FACTS = TOP / "samples" / "three-platforms" / "facts.json"
_KEPT = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT = _KEPT | {"PYTHONPATH": str(TOP)}
"""Modules are compiled to bytecode once, as an installation does."""
LONG_TEMPLATE = TOP / "templates" / "protective-order" / "protective-order.en.docx"
"""A template with some 260 tags."""
TEMPLATE = TOP / "templates" / "cease-and-desist" / "cease-and-desist.en.docx"


def cpu_ms(arguments: list[str], folder: str) -> float:
    """Return the CPU time of one process in milliseconds. Raises when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(arguments, cwd=folder, check=False, capture_output=True, env=ENVIRONMENT, input=b"")
    if done.returncode not in (0, 130):  # an interview whose input ends at once says that it was interrupted
        raise RuntimeError(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def peer_files(folder: str) -> None:
    """Write the facts and the template in the form that `python -m docxtpl` takes."""
    plan = subprocess.run(
        [sys.executable, "-m", "docgen", "plan", "cease-and-desist", "--facts", str(FACTS)],
        cwd=folder, check=True, capture_output=True, env=ENVIRONMENT,
    )  # fmt: skip
    Path(folder, "facts.json").write_text(json.dumps(json.loads(plan.stdout)["fields"]), encoding="utf-8")
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(Path(folder, "peer.docx"), "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("word/") and b"{{p " in data:
                text = re.sub(r"\{\{p ([^|}]+)\|[^}]*\}\}", r"{{ \1 }}", data.decode())
                data = text.encode()
            target.writestr(name, data)


def measured(rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Return the CPU milliseconds of each command in each round."""
    with tempfile.TemporaryDirectory() as folder:
        peer_files(folder)
        script = [sys.executable, "-c", "from docgen.cli import main; main()"]  # what the installed `docgen` does
        letter = [*script, "new", "cease-and-desist", "--facts", str(FACTS), "--force"]
        jobs = {
            "bare python": [sys.executable, "-c", "pass"],
            "docgen --help": [*script, "--help"],
            "first question": [*script, "new", "cease-and-desist", "--no-save"],
            "templates check": [*script, "templates", "check", str(LONG_TEMPLATE)],
            "docgen new": [*letter, "--output", "letter.docx"],
            "python -m docxtpl": [
                *(sys.executable, "-m", "docxtpl"),
                *("peer.docx", "facts.json", "peer-letter.docx", "-o", "-q"),
            ],
        }
        times: dict[str, list[float]] = {name: [] for name in jobs}
        for _ in range(rounds):
            for name, arguments in jobs.items():
                times[name].append(cpu_ms(arguments, folder))
    return times


def main() -> None:
    """Print the table."""
    times = measured()
    middle = {name: statistics.median(found) for name, found in times.items()}
    ratios = [peer / own for peer, own in zip(times["python -m docxtpl"], times["docgen new"], strict=True)]
    for name, value in middle.items():
        print(f"{name:20} {value:7.1f} ms CPU")
    print(f"{'help above bare':20} {middle['docgen --help'] - middle['bare python']:7.1f} ms CPU (goal: at most 100)")
    asked = middle["first question"] - middle["docgen --help"]
    print(f"{'question above help':20} {asked:7.1f} ms CPU (goal: at most 150)")
    checked = middle["templates check"] - middle["docgen --help"]
    print(f"{'check above help':20} {checked:7.1f} ms CPU (goal: at most 500)")
    print(f"{'docxtpl / docgen':20} {statistics.median(ratios):7.2f}   (goal: at least 1.0)")


if __name__ == "__main__":
    main()
