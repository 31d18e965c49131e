"""Makes what is not kept in git: compiled catalogs, and the prepared form of each Word template."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DerivedFiles(BuildHookInterface[Any]):
    """Writes `.mo` beside each `.po` and `.prepared` beside each template, and puts both into the wheel."""

    PLUGIN_NAME = "derived-files"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the derived files; stop the build on a broken catalog or template."""
        top = Path(self.root)
        made = [*_catalogs(top / "locales"), *_prepared(top)]
        if version != "editable":
            for path in made:
                build_data["force_include"][str(path)] = f"docgen/_built/{path.relative_to(top)}"


def _catalogs(folder: Path) -> list[Path]:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
        wrong = [message.id for message, errors in catalog.check() for _ in errors]
        if wrong:
            raise SystemExit(f"{source}: placeholders differ in {wrong}")
        buffer = io.BytesIO()
        write_mo(buffer, catalog)
        target = source.with_suffix(".mo")
        target.write_bytes(buffer.getvalue())
        made.append(target)
    return made


def _prepared(top: Path) -> list[Path]:
    sys.path.insert(0, str(top))
    try:
        from docgen.word import compile_template, prepare
    finally:
        sys.path.remove(str(top))
    made = []
    for source in sorted((top / "templates").glob("*/*.docx")):
        target = source.with_name(source.name + ".prepared")
        target.write_bytes(prepare(compile_template(source.read_bytes(), source.name)))
        made.append(target)
    return made
