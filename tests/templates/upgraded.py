"""A clinic's folder copied from an older docgen: today's one, with some sentences as they once were."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from conftest import REPOSITORY, TODAY
from edited import KIND

from docgen import __version__
from docgen.build import built_template
from docgen.cli.world import World
from docgen.library import Library
from docgen.upgrade import Now, copy_kind
from docgen.upgrade.folder_record import read_folder_record, with_copies, write_folder_record

NOW = Now(__version__, TODAY)
OWN = REPOSITORY / "templates"
MD, DOCX = f"{KIND}/{KIND}.en.md", f"{KIND}/{KIND}.en.docx"
ADDRESSED = "I write to you about your conduct towards me."
ONCE_ADDRESSED = "I write about what you did to me."
ONE = "There was one incident ({{ pattern.first }}), of this kind: {{ pattern.conduct }}. The table describes it."
ONCE_ONE = "There was one incident. The table describes it."


def copied(folder: Path, kind: str = KIND, language: str = "en") -> Library:
    """Copy today's templates into `folder`; return its library."""
    folder.mkdir(parents=True, exist_ok=True)
    copy_kind(Library.open(), folder, kind, language, NOW)
    return Library.open(folder)


def older(folder: Path, *changes: tuple[str, str]) -> Library:
    """Copy into `folder` what docgen 0.0.9 would have had, where each first text was the second; return its library."""
    copied(folder)
    once = (OWN / MD).read_text(encoding="utf-8")
    for now, then in changes:
        assert now in once, now
        once = once.replace(now, then)
    word = built_template(Library.open(), OWN / MD, once)
    for name, data in ((MD, once.encode()), (DOCX, word)):
        (folder / name).write_bytes(data)
    origin = with_copies(
        folder, read_folder_record(folder), [(MD, once.encode()), (DOCX, word)], Now("0.0.9", date(2026, 1, 5))
    )
    write_folder_record(folder, origin)
    return Library.open(folder)


def reworded(folder: Path, old: str, new: str, name: str = MD) -> None:
    """Change the clinic's wording."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def edited_in_word(folder: Path, *changes: tuple[bytes, bytes], name: str = DOCX) -> None:
    """Change the clinic's Word file, as somebody in Word would."""
    from docgen.word import MAIN_PART, read_package, write_package

    path = folder / name
    package = read_package(path.read_bytes())
    for old, new in changes:
        assert package[MAIN_PART].count(old) == 1, old
        package[MAIN_PART] = package[MAIN_PART].replace(old, new)
    path.write_bytes(write_package(package))


class Seen(World):
    """A world whose streams a test reads."""

    @property
    def said(self) -> str:
        """What a person saw."""
        return self.stderr.getvalue()  # type: ignore[attr-defined,no-any-return]

    @property
    def results(self) -> str:
        """What programs get."""
        return self.stdout.getvalue()  # type: ignore[attr-defined,no-any-return]


def world(folder: Path, typed: str | None = None) -> Seen:
    """A world in `folder`, with a person who types `typed`, or with nobody."""
    return Seen(
        stdin=io.StringIO(typed or ""), stdout=io.StringIO(), stderr=io.StringIO(), today=TODAY,
        environment={"LANG": "C.UTF-8"}, folder=folder, configuration=folder / "none", interactive=typed is not None,
        drafts=folder / "drafts",
    )  # fmt: skip
