"""The table of places, kinds and languages in the manual is the one of the law files; `--accept` rewrites it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from builders import ALL_KINDS, the_library
from conftest import REPOSITORY

from docgen.jurisdiction import Grade, Jurisdiction
from docgen.localization import language_name

PAGE = REPOSITORY / "docs" / "places.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
GROUPS = ("offences", "claims", "orders", "oaths", "takedown", "limits", "cautions")


def the_table() -> str:
    """Return the table in Markdown."""
    heads = [
        "place",
        "papers in",
        "courts and police take",
        "orders",
        "sworn formula",
        *(grade.value for grade in Grade),
        "kept back",
    ]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    library = the_library()
    return "\n".join([*lines, *(_row(library.jurisdiction(code)) for code in library.jurisdictions())]) + "\n"


def _row(law: Jurisdiction) -> str:
    grades = Counter(origin.grade for origin in _origins(law))
    hidden = sum(not origin.printable for origin in _origins(law))
    formulas = [
        f"{oath.cite}{'' if oath.exact else ' (substance)'}" for oath in law.oaths if "protective-order" in oath.kinds
    ]
    cells = [
        f"{law.name['en']} (`{law.code}`)",
        _languages(law.languages),
        _languages(law.filing_languages),
        "; ".join(order.name["en"] for order in law.orders if order.origin.settled),
        "; ".join(formulas) or "none",
        *(str(grades[grade]) for grade in Grade),
        str(hidden),
    ]
    return f"| {' | '.join(cells)} |"


def _languages(codes: tuple[str, ...]) -> str:
    return ", ".join(language_name(code, "en") for code in codes)


def _origins(law: Jurisdiction) -> Iterator[object]:
    return (item.origin for group in GROUPS for item in getattr(law, group))


def test_the_table_of_the_manual_is_what_the_law_files_say(request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    if request.config.getoption("--accept"):
        PAGE.write_text(before + BEGIN + the_table() + END + after, encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")

    assert page == before + BEGIN + the_table() + END + after


def test_each_place_has_a_template_of_each_kind_in_each_of_its_languages() -> None:
    library = the_library()
    missing = [
        (kind, code, language)
        for code in library.jurisdictions()
        for language in library.jurisdiction(code).languages
        for kind in ALL_KINDS
        if not library.has_template(kind, language, library.jurisdiction(code))
    ]

    assert missing == []
