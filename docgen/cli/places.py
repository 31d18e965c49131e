"""`docgen jurisdictions` and `docgen languages`: where and in which languages docgen can help, and how sure it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from docgen.cli.as_json import as_plain
from docgen.cli.report import print_lines
from docgen.cli.settings import read_settings
from docgen.cli.world import World
from docgen.coverage import Coverage, coverage_of
from docgen.jurisdiction import Jurisdiction
from docgen.localization import Wording, language_name

__all__ = ["print_jurisdictions", "print_languages"]


def print_jurisdictions(world: World, code: str, as_json: bool, templates: Path | None) -> None:
    """List the places, or show one with every item of its law, its source, date and grade."""
    settings = read_settings(world, templates)
    library = settings.library
    wording = library.wording("program", settings.language)
    if code and as_json:
        law = library.jurisdiction(code)
        world.stdout.write(json.dumps(as_plain(law), ensure_ascii=False, indent=2) + "\n")
    elif code:
        print_lines(world.stdout, _law_lines(library.jurisdiction(code), wording))
    else:
        for each in library.jurisdictions():
            law = library.jurisdiction(each)
            names = {"code": each, "name": wording.told(law.name), "languages": ", ".join(law.languages)}
            world.stdout.write(wording.say("jurisdictions.row", **names) + "\n")


def _law_lines(law: Jurisdiction, wording: Wording) -> Iterator[str]:
    yield f"{law.code}  {wording.told(law.name)}"
    groups = (
        ("offences", [(item.cite, wording.told(item.title), item.origin) for item in law.offences]),
        ("claims", [(item.cite, wording.told(item.title), item.origin) for item in law.claims]),
        ("orders", [(f"{item.id}: {item.cite}", wording.told(item.name), item.origin) for item in law.orders]),
        ("oaths", [(item.cite, item.text, item.origin) for item in law.oaths]),
        ("takedown", [(f"{item.id}: {item.cite}", wording.told(item.title), item.origin) for item in law.takedown]),
        ("limits", [(item.cite, wording.told(item.text), item.origin) for item in law.limits]),
        ("cautions", [(item.cite, wording.told(item.text), item.origin) for item in law.cautions]),
    )
    for name, items in groups:
        if items:
            yield ""
            yield wording.say(f"jurisdictions.{name}")
        for cite, title, origin in items:
            grade = wording.say(f"grade.{origin.grade.value}")
            mark = "" if origin.printable else " " + wording.say("jurisdictions.not-printed")
            yield f"  {cite}  {title}"
            yield wording.say("jurisdictions.origin", grade=grade, source=origin.source, date=origin.checked) + mark


def print_languages(world: World, as_json: bool, templates: Path | None) -> None:
    """List the languages: how much of the program they have, and which documents for which places, reviewed or not."""
    settings = read_settings(world, templates)
    found = coverage_of(settings.library)
    if as_json:
        world.stdout.write(json.dumps(as_plain(found), ensure_ascii=False, indent=2) + "\n")
    else:
        wording = settings.library.wording("program", settings.language)
        print_lines(world.stdout, (line for each in found for line in _language_lines(each, wording)))


def _language_lines(found: Coverage, wording: Wording) -> Iterator[str]:
    names = {"code": found.language, "name": language_name(found.language, found.language)}
    yield wording.say("languages.row", **names)
    counts = {"translated": found.translated, "sentences": found.sentences}
    yield "  " + wording.say("languages.interview", **counts)
    for kind, each in found.kinds.items():
        places = {"kind": kind, "places": ", ".join(each.places)}
        review = {"reviewed": each.reviewed}
        told = wording.say("languages.reviewed", **review) if each.reviewed else wording.say("languages.not-reviewed")
        yield "  " + wording.say("languages.documents", **places, review=told)
    if not found.kinds:
        yield "  " + wording.say("languages.no-documents")
