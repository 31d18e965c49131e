"""Settings: option, then `DOCGEN_*` in the environment, then the clinic's `clinic.toml`, then the configuration file,
then the default.
"""

from __future__ import annotations

from pathlib import Path

from docgen.cli.world import World
from docgen.clinic import Clinic
from docgen.errors import TemplateProblem, UsageProblem
from docgen.folders import stands
from docgen.frozen import frozen, ordered
from docgen.library import Library
from docgen.localization import best_language, offered_language, usages_with
from docgen.toml_file import read_toml
from docgen.toml_records import record_in

__all__ = ["Settings", "read_settings"]


@frozen
class _File:
    """What `config.toml` may say."""

    templates: str = ""
    interview_language: str = ""
    jurisdiction: str = ""


@ordered
class Settings:
    """Where templates come from and in which language to speak."""

    library: Library
    language: str
    """Language of prompts, problems and notices."""
    jurisdiction: str
    """Default place; "" for none."""


def read_settings(
    world: World, templates: Path | None = None, language: str = "", *, checking: bool = False
) -> Settings:
    """Return the settings that hold in `world`; `templates` and `language` are options, None and "" when not given.

    Raises `UsageProblem` for a configuration file with problems, a folder that is not there, or a language that docgen
    does not speak; and `TemplateProblem` for a `clinic.toml` with problems, which count as nothing said with
    `checking`: the check tells them with all others of the folder.
    """
    kept = _read_file(world)
    folder = templates or _path(world, world.environment.get("DOCGEN_TEMPLATES") or kept.templates)
    library = Library.open(folder if folder is None else world.folder / folder)
    known = usages_with(library.locales, "program")
    clinic = _clinic(library, checking=checking)
    own = clinic.languages.interview if clinic else ""
    wanted = language or world.environment.get("DOCGEN_LANGUAGE") or own or kept.interview_language
    spoken = offered_language(wanted, known) if wanted else best_language(world.language, known)
    usual = clinic.jurisdiction if clinic else ""
    place = world.environment.get("DOCGEN_JURISDICTION") or usual or kept.jurisdiction
    return Settings(library, spoken or "en", place)


def _clinic(library: Library, *, checking: bool) -> Clinic | None:
    try:
        return library.clinic
    except TemplateProblem:
        if checking:
            return None
        raise


def _path(world: World, text: str) -> Path | None:
    return world.folder / Path(text).expanduser() if text else None


def _read_file(world: World) -> _File:
    path = world.configuration / "config.toml"
    if not stands(path):
        return _File()
    return record_in(_File, path, read_toml(path), UsageProblem)
