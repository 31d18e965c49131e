"""Makes what is not kept in git: compiled catalogs, and the prepared form of each Word template."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DerivedFiles(BuildHookInterface[Any]):
    """Writes `.mo` beside each `.po` and `.prepared` beside each template; the wheel takes both folders whole."""

    PLUGIN_NAME = "derived-files"

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Make the derived files; stop the build on a broken catalog or template."""
        _catalogs(Path(self.root) / "locales")
        _prepared(Path(self.root))


def _catalogs(folder: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
        wrong = [message.id for message, errors in catalog.check() for _ in errors]
        if wrong:
            raise SystemExit(f"{source}: placeholders differ in {wrong}")
        buffer = io.BytesIO()
        write_mo(buffer, catalog)
        source.with_suffix(".mo").write_bytes(buffer.getvalue())


def _prepared(top: Path) -> None:
    sys.path.insert(0, str(top))
    try:
        from docgen.prepared import write_prepared
        from docgen.toml_file import write_prepared_toml
    finally:
        sys.path.remove(str(top))
    for path in sorted((top / "templates").glob("*/*.docx")):
        write_prepared(path)
    for path in sorted((top / "templates").rglob("*.toml")):
        write_prepared_toml(path)
