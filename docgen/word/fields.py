"""Fields that count pages: what they last showed depends on the program that saved the file, not on who wrote it."""

from __future__ import annotations

import re
from typing import Any

from docgen.word.package import read_package, write_package
from docgen.word.parts import parse, w

__all__ = ["settle_fields", "settled"]

_COUNTS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b")
_SHOWN = "1"
_TOLD = re.compile(r"word/(header|footer)\d*\.xml")


def settled(data: bytes, source: str = "") -> bytes:
    """Return the Word file `data` with every field that counts pages in a header or footer showing 1.

    Raises `TemplateProblem` as `read_package` does.
    """
    from lxml import etree  # type: ignore[import-untyped]

    package = read_package(data, source)
    for name in [each for each in package if _TOLD.fullmatch(each)]:
        root = parse(package[name], source, name)
        settle_fields(root)
        package[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return write_package(package)


def settle_fields(root: Any) -> None:
    """Let every field in `root` that counts pages show 1 (ECMA-376 Part 1, 17.16.18 and 17.16.19)."""
    for field in root.iter(w("fldSimple")):
        if _COUNTS.match(field.get(w("instr"), "")):
            _show_one(list(field.iter(w("t"))))
    for paragraph in root.iter(w("p")):
        code, shown, results = "", False, list[Any]()
        for item in paragraph.iter(w("fldChar"), w("instrText"), w("t")):
            step = item.get(w("fldCharType"), "")
            if step == "begin":
                code, shown, results = "", False, []
            elif step == "separate":
                shown = True
            elif step == "end":
                if _COUNTS.match(code):
                    _show_one(results)
                shown = False
            elif item.tag == w("instrText"):
                code += item.text or ""
            elif shown:
                results.append(item)


def _show_one(texts: list[Any]) -> None:
    for number, text in enumerate(texts):
        text.text = "" if number else _SHOWN
