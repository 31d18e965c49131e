"""Rows of invented matters, and one run of docgen over them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from terminal import environment

NEVER: dict[str, Any] = {"timeout": 180, "capture_output": True, "text": True}


def matter(number: int) -> dict[str, Any]:
    """Return the facts of one letter; no two are the same."""
    return {
        "jurisdiction": "US-CA",
        "answered_by": "client",
        "client": {"name": f"Maria Example {number}", "contact": {"email": f"answers{number}@example.com"}},
        "respondent": {"identity": "known", "name": "Robin Example", "relationship": {"kind": "stranger"}},
        "incidents": [{"date": "2026-04-03", "conduct": ["insults"], "summary": f'She wrote [{number}] "}} again.'}],
    }  # fmt: skip


def write_rows(path: Path, count: int, **changes: dict[str, Any]) -> None:
    """Write `count` matters as JSON Lines; `row3={...}` changes facts of the third."""
    rows = [matter(number) | changes.get(f"row{number}", {}) for number in range(1, count + 1)]
    path.write_text("".join(json.dumps(each) + "\n" for each in rows))


def batch(folder: Path, *arguments: str, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run `docgen batch cease-and-desist` in `folder`, dated."""
    command = [sys.executable, "-m", "docgen", "batch", "cease-and-desist", *arguments, "--date", "2026-11-23"]
    return subprocess.run(command, cwd=folder, env=environment(folder), input=typed, check=False, **NEVER)


def manifest(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of the manifest in `folder`."""
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]


def documents(folder: Path) -> dict[str, bytes]:
    """Return all documents in `folder` by name; nothing else but the manifest may be there."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name for name in files if not name.endswith(".docx")} <= {"manifest.jsonl"}, "something was left behind"
    return {name: data for name, data in files.items() if name.endswith(".docx")}
