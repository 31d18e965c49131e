"""docgen's own templates, compiled when docgen is installed, so that one letter does not pay for reading Word files.

Beside a template `x.docx` of docgen stand `x.docx.prepared` (data) and `__compiled__/x.docx.N.py` (the Python module of
each part, kept as bytecode by Python itself). They are used only where they were made of this very file, and the
modules only in docgen's own folder: a clinic's template is compiled from its Word file.
"""

from __future__ import annotations

import importlib.util
from collections.abc import MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.folders import templates_folder

if TYPE_CHECKING:
    from docgen.word import CompiledTemplate

__all__ = ["open_template", "write_prepared"]


def open_template(path: Path) -> CompiledTemplate:
    """Return the Word template at `path`, compiled. Raises `TemplateProblem` for a broken one."""
    changed = path.stat().st_mtime_ns
    if path not in _OPEN or _OPEN[path][0] != changed:
        _OPEN[path] = changed, _prepared(path)
    return _OPEN[path][1]


_OPEN: dict[Path, tuple[int, CompiledTemplate]] = {}
"""Templates compiled in this process, with the time of their last change."""


def _prepared(path: Path) -> CompiledTemplate:
    from docgen.word import load_prepared

    data, prepared = path.read_bytes(), path.with_name(f"{path.name}.prepared")
    own = path.is_relative_to(templates_folder())
    found = load_prepared(prepared.read_bytes(), data, path.name) if own and prepared.is_file() else None
    if found is None:
        from docgen.word import compile_template

        return compile_template(data, path.name)
    return replace(found, modules=dict(_modules(path, found)))


def _modules(path: Path, compiled: CompiledTemplate) -> list[tuple[str, MutableMapping[str, Any]]]:
    loaded: list[tuple[str, MutableMapping[str, Any]]] = []
    for number, part in enumerate(sorted(compiled.sources)):
        file = _module_file(path, number)
        spec = importlib.util.spec_from_file_location(f"docgen_template_{number}", file) if file.is_file() else None
        if spec is None or spec.loader is None:
            continue
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        if getattr(module, "MADE_OF", "") == compiled.made_of:
            loaded.append((part, vars(module)))
    return loaded


def _module_file(path: Path, number: int) -> Path:
    return path.parent / "__compiled__" / f"{path.name}.{number}.py"


def write_prepared(path: Path) -> None:
    """Write the prepared form of docgen's own template at `path` beside it; done when docgen is installed."""
    from docgen.word import compile_template, prepare, python_of_parts

    compiled = compile_template(path.read_bytes(), path.name)
    path.with_name(f"{path.name}.prepared").write_bytes(prepare(compiled))
    for number, (_, code) in enumerate(sorted(python_of_parts(compiled).items())):
        file = _module_file(path, number)
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'MADE_OF = "{compiled.made_of}"\n{code}', encoding="utf-8")
