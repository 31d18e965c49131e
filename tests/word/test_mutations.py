"""Templates that were damaged on the way: either they still work, or a problem says so. Never a traceback."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from word_files import MAIN, PAGE, paragraph, row, table, word_file

from docgen.errors import TemplateProblem
from docgen.word import compile_template, fill, searchable_parts, tags_in, text_of, write_package

DATA = word_file(
    paragraph("Dear {{ a", " }}, {% if c %}yes{% else %}no{% endif %}"),
    "{%p for i in items %}",
    "{{p i|prose }}",
    "{%p endfor %}",
    table(row("{%tr for i in items %}"), row("{{ i }}"), row("{%tr endfor %}")),
    header1="{{ a }}",
)
FIELDS = {"a": "Ana", "c": True, "items": ["one", "1. two"]}
SCRAPS = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "<w:p>",
    "</w:p>",
    "<w:t>",
    "\0",
    "&",
    "{%p",
    "{%tr",
    "endif",
    "<!--",
    "]]>",
    "w:",
    "xmlns",
    '"',
    "{{p",
    "|prose",
]


def use(data: bytes) -> None:
    for work in (
        lambda: fill(compile_template(data), FIELDS, PAGE),
        lambda: tags_in(data),
        lambda: text_of(data),
        lambda: searchable_parts(data),
    ):
        try:
            made = work()
        except TemplateProblem:
            continue
        if isinstance(made, bytes):
            from xml.etree.ElementTree import fromstring

            with zipfile.ZipFile(io.BytesIO(made)) as archive:
                for name in archive.namelist():
                    if name.endswith((".xml", ".rels")):
                        fromstring(archive.read(name))


@pytest.mark.parametrize("seed", range(150))
def test_mutated_members(seed: int) -> None:
    pick = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(pick.randrange(1, 4)):
        name = pick.choice([MAIN] * 6 + list(members))
        content = members.get(name, b"")
        at = pick.randrange(len(content) + 1)
        match pick.randrange(4):
            case 0:
                content = content[:at] + pick.choice(SCRAPS).encode() + content[at:]
            case 1:
                content = content[:at] + content[at + pick.randrange(1, 30) :]
            case 2:
                end = pick.randrange(len(content) + 1)
                content = content[:at] + content[min(at, end) : max(at, end)] + content[at:]
            case _:
                content = content[:at] + bytes([pick.randrange(256)]) + content[at + 1 :]
        members[name] = content
        if pick.random() < 0.1:
            del members[name]
    use(write_package(members))


@pytest.mark.parametrize("seed", range(100))
def test_mutated_archives(seed: int) -> None:
    pick = random.Random(seed)
    data = bytearray(DATA)
    for _ in range(pick.randrange(1, 6)):
        data[pick.randrange(len(data))] = pick.randrange(256)
    use(bytes(data[: pick.randrange(len(data))] if pick.random() < 0.2 else data))
