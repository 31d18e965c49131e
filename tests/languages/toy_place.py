"""A place and a language that nobody has heard of, made of files alone: what a clinic would add, without Python.

The language is English with brackets around it and accents on it, under the code of Esperanto: a sentence without the
brackets came from somewhere else than a catalog.
"""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from conftest import REPOSITORY

LANGUAGE, PLACE = "eo", "ZZ"
OPEN, CLOSE = "⟦", "⟧"
_ACCENTS = str.maketrans("aeiounAEIOUN", "áéíóúñÁÉÍÓÚÑ")
LOCALES, TEMPLATES = REPOSITORY / "locales", REPOSITORY / "templates"


def told(text: str) -> str:
    """Return `text` in the language: bracketed, with accents on what is no blank, tag or word list."""
    parts = re.split(r"(\{[^{}]*\}|\n)", text)
    return OPEN + "".join(part if part[:1] in ("{", "\n") else part.translate(_ACCENTS) for part in parts) + CLOSE


LAW = f"""
code = "{PLACE}"
name = {{ eo = "{told("Toyland")}" }}
languages = ["eo"]
filing_languages = ["eo"]
locales = {{ eo = "eo" }}
paper = "a4"
currency = "EUR"
zone = "UTC"

[roles]
petitioner = {{ eo = "{told("Asking person")}" }}
respondent = {{ eo = "{told("Other person")}" }}
declarant = {{ eo = "{told("Declarant")}" }}
exhibit = {{ eo = "{told("Paper")}" }}

[emergency]
number = "112"
text = {{ eo = "{told("Call 112.")}" }}

[letter]
name = {{ eo = "{told("Letter")}" }}
subject = {{ eo = "{told("Stop")}" }}
deadline_days = 7
image_hours = 24
delivery = {{ eo = "{told("Send it.")}" }}
civil_step = {{ eo = "{told("I may go to court.")}" }}
origin = {{ grade = "custom", source = "made up", checked = 2026-11-22 }}

[police]
title = {{ eo = "{told("Report")}" }}
authority = {{ eo = "{told("Hand it in.")}" }}
addressee = {{ eo = "{told("To the police")}" }}
request = {{ eo = "{told("I ask you to act.")}" }}
false_statement = {{ eo = "{told("Tell the truth.")}" }}
filing = {{ eo = "{told("Go there.")}" }}
origin = {{ grade = "custom", source = "made up", checked = 2026-11-22 }}

[privacy]
rule = {{ eo = "{told("Addresses stay secret.")}" }}
police_page = {{ eo = "{told("Another sheet.")}" }}
origin = {{ grade = "custom", source = "made up", checked = 2026-11-22 }}

[[offences]]
id = "zz-1"
cite = "Code of Toyland, art. 1"
title = {{ eo = "{told("Nuisance")}" }}
conduct = ["threats", "stalking", "unwanted-contact", "private-data", "impersonation", "intimate-images"]
elements = {{ eo = "{told("being a nuisance")}" }}
origin = {{ grade = "V", source = "made up", checked = 2026-11-22 }}

[[claims]]
id = "zz-2"
cite = "Code of Toyland, art. 2"
title = {{ eo = "{told("Harm")}" }}
conduct = ["threats", "stalking", "unwanted-contact", "private-data", "impersonation", "intimate-images"]
elements = {{ eo = "{told("doing harm")}" }}
origin = {{ grade = "R?", source = "made up", checked = 2026-11-22 }}

[[orders]]
id = "zz-order"
name = {{ eo = "{told("Order")}" }}
cite = "Code of Toyland, art. 3"
relations = []
who = {{ eo = "{told("For everyone.")}" }}
court = {{ eo = "{told("The court.")}" }}
attach = {{ eo = "{told("Attach it.")}" }}
acts = 20
standard = {{ eo = "{told("Likely harm.")}" }}
requests = ["no-contact", "no-third-party-contact", "no-publication", "take-down", "stay-away"]
origin = {{ grade = "V2", source = "made up", checked = 2020-01-01 }}

[[cautions]]
id = "zz-early"
kinds = ["protective-order"]
text = {{ eo = "{told("There is one order only.")}" }}
early = true
origin = {{ grade = "V", source = "made up", checked = 2026-11-22 }}

[[cautions]]
id = "zz-when"
kinds = ["cease-and-desist"]
text = {{ eo = "{told("Do not write to a lawyer’s client.")}" }}
when = "respondent.represented_by"
warning = true
origin = {{ grade = "V", source = "made up", checked = 2026-11-22 }}

[[oaths]]
id = "zz-oath"
kinds = ["protective-order"]
cite = "Code of Toyland, art. 4"
text = "Cross my heart."
language = "eo"
exact = true
gloss = {{}}
title = {{ eo = "{told("Oath")}" }}
penalty = {{ eo = "{told("It is a crime.")}" }}
origin = {{ grade = "V", source = "made up", checked = 2026-11-22 }}

[[limits]]
id = "zz-limit"
cite = "Code of Toyland, art. 5"
conduct = ["threats", "stalking", "unwanted-contact"]
text = {{ eo = "{told("Within a month.")}" }}
months = 1
runs_from = "first-incident"
origin = {{ grade = "V", source = "made up", checked = 2026-11-22 }}
"""


def write_place(folder: Path) -> None:
    """Write the place, its language and its wordings into the clinic's folder `folder`, as text files only."""
    (folder / "jurisdictions").mkdir(parents=True)
    (folder / "jurisdictions" / "zz.toml").write_text(LAW, encoding="utf-8")
    _write_catalogs(folder / "locales" / LANGUAGE / "LC_MESSAGES")
    for path in [*TEMPLATES.glob("*/*.en.md"), *TEMPLATES.glob("*/*.en.txt")]:
        target = folder / path.relative_to(TEMPLATES)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target.with_name(target.name.replace(".en.", f".{LANGUAGE}.")))


def _write_catalogs(folder: Path) -> None:
    folder.mkdir(parents=True)
    for domain in ("program", "program-interview", "documents", "language"):
        _write(folder / f"{domain}.po", LOCALES / "en" / "LC_MESSAGES" / f"{domain}.po", keep=domain == "language")
    for domain, language in (("interview", "es"), ("library", "de")):
        _write(folder / f"{domain}.po", LOCALES / language / "LC_MESSAGES" / f"{domain}.po", keep=False, own_ids=True)


def _write(target: Path, source: Path, *, keep: bool, own_ids: bool = False) -> None:
    with source.open("rb") as file:
        found = read_po(file)
    made = Catalog(locale=LANGUAGE, charset="utf-8")
    for message in found:
        if message.id:
            text = message.id if own_ids else message.string
            made[message.id] = Message(message.id, _in_words(message.id, text, keep=keep), context=message.context)
    with io.BytesIO() as file:
        write_po(file, made, width=0)
        target.write_bytes(file.getvalue())


def _in_words(id: object, text: object, *, keep: bool) -> object:
    if isinstance(text, tuple | list):
        return tuple(_in_words(id, each, keep=keep) for each in text)
    words = keep or str(id).startswith(("words.", "epilog."))
    return text if words else told(str(text))
