"""Runs docgen as a person does: a process of its own, an empty home, no network, every warning an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import REPOSITORY

OFFLINE = """
import socket
def _refuse(*_, **__):
    raise AssertionError("docgen is offline by construction")
socket.socket.connect = _refuse
socket.socket.bind = _refuse
socket.getaddrinfo = _refuse
"""


def environment(folder: Path, **changes: str) -> dict[str, str]:
    """Return the smallest environment that a process needs, with a home of its own outside of `folder`."""
    home = folder.parent / f"{folder.name}-home"
    home.mkdir(exist_ok=True)
    (home / "sitecustomize.py").write_text(OFFLINE)
    settings = {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PYTHONPATH": f"{home}:{REPOSITORY}",
        "PYTHONWARNINGS": "error",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
    }
    return {**settings, **changes}


def start(*arguments: str, folder: Path, **settings: Any) -> subprocess.Popen[str]:
    """Start `docgen` with `arguments` in `folder`."""
    return subprocess.Popen(
        [sys.executable, "-m", "docgen", *arguments],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **settings,
    )


def docgen(*arguments: str, folder: Path, typed: str | None = None, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run `docgen` with `arguments` in `folder`; `typed` is standard input, `changes` go to the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "docgen", *arguments],
        cwd=folder,
        env=environment(folder, **changes),
        input=typed,
        stdin=subprocess.DEVNULL if typed is None else None,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    home = folder.parent / f"{folder.name}-home"
    assert [path.name for path in home.iterdir()] == ["sitecustomize.py"], "docgen left something in the home folder"
    return done
