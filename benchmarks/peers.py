"""The engines that docgen is measured against: pinned, and installed outside docgen's environment and repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from benchmarks.word_noise import Dialect

__all__ = ["DOCGEN", "PEERS", "Engine", "default_folder", "install"]

WORKERS = Path(__file__).parent / "workers"
TOP = WORKERS.parent.parent


@dataclass(frozen=True)
class Engine:
    """One engine, and how it takes its turns."""

    name: str
    worker: str
    """What the worker calls it."""
    pinned: tuple[str, ...] = ()
    """What is installed for it; empty for docgen, which runs where the benchmark runs."""
    node: bool = False

    @property
    def dialect(self) -> Dialect:
        """The dialect of its templates."""
        return "braces" if self.node else "jinja"

    def folder(self, peers: Path) -> Path:
        """Return where its packages are, in the folder of all `peers`."""
        return peers / "-".join(self.pinned[:1]).replace("==", "-").replace("@", "-")

    def python(self, peers: Path) -> str:
        """Return its Python interpreter."""
        return str(self.folder(peers) / "bin" / "python") if self.pinned else sys.executable

    def command(self, peers: Path) -> list[str]:
        """Return the command that starts its worker."""
        if self.node:
            return [_program("node"), str(WORKERS / "worker.cjs"), str(self.folder(peers)), self.worker]
        return [self.python(peers), "-P", str(WORKERS / "worker.py"), self.worker]

    def environment(self) -> dict[str, str]:
        """Return the environment of its worker; only docgen sees this repository."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
        return kept if self.pinned else kept | {"PYTHONPATH": str(TOP)}


_JINJA = ("lxml==6.1.3", "jinja2==3.1.6", "markupsafe==3.0.4")
_DOCXTPL = ("docxtpl==0.20.2", "python-docx==1.2.0", "docxcompose==2.2.0", *_JINJA)
_RUST = ("rust-docxtpl==0.1.2", "python-docx==1.2.0", "docxcompose==2.2.0", *_JINJA)

DOCGEN = Engine("docgen", "docgen")
PEERS = (
    Engine("docgen, template of docgen's own", "docgen-installed"),
    Engine("docxtpl, opened each time", "docxtpl", _DOCXTPL),
    Engine("docxtpl, one DocxTemplate", "docxtpl-reused", _DOCXTPL),
    Engine("rust-docxtpl, opened each time", "docxtpl", _RUST),
    Engine("rust-docxtpl, one DocxTemplate", "docxtpl-reused", _RUST),
    Engine("docxtpl-ng, one Template", "docxtpl-ng", ("docxtpl-ng==0.2.0", "python-docx-ng==2.1.0", *_JINJA)),
    Engine("docxtemplater", "docxtemplater", ("docxtemplater@3.71.0", "pizzip@3.3.0"), node=True),
    Engine("easy-template-x", "easy-template-x", ("easy-template-x@7.2.8",), node=True),
)


def default_folder() -> Path:
    """Return the folder of the peers: in the user's cache, never in the repository."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "docgen-benchmarks"


def install(peers: Path) -> tuple[list[Engine], dict[str, str]]:
    """Return docgen and the engines that are there or could be installed, and why each of the others is missing."""
    ready, missing, tried = [DOCGEN], {}, dict[Path, str]()
    for engine in PEERS:
        folder = engine.folder(peers)
        if engine.pinned and folder not in tried:
            tried[folder] = _installed(engine, folder)
        if reason := tried.get(folder, "") if engine.pinned else "":
            missing[engine.name] = reason
        else:
            ready.append(engine)
    return ready, missing


def _installed(engine: Engine, folder: Path) -> str:
    """Install `engine` into `folder` unless it is there; return what went wrong, or ""."""
    mark = folder / "installed.txt"
    wanted = "\n".join(engine.pinned)
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return ""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        if engine.node:
            (folder / "package.json").write_text("{}", encoding="utf-8")
            _run([_program("npm"), "install", "--no-audit", "--no-fund", "--prefix", str(folder), *engine.pinned])
        else:
            venv.create(folder, with_pip=True)
            _run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *engine.pinned])
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", "") or str(error)
        return told.strip().splitlines()[-1][:200]
    mark.write_text(wanted, encoding="utf-8")
    return ""


def _run(arguments: list[str]) -> None:
    subprocess.run(arguments, check=True, capture_output=True, text=True, timeout=600)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed")
    return found
