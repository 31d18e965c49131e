"""Every sentence stands in a catalog, in every language, with the same blanks; and every sentence is used.

The ids are read from the code: a string that looks like an id of a catalog is one, and an id that is put together
(`choice.<Class>.<code>`) is worked out from the types it is made of.
"""

from __future__ import annotations

import ast
import functools
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from builders import LANGUAGES, the_library
from conftest import REPOSITORY

from docgen.check import printable_names
from docgen.jurisdiction import Grade
from docgen.matter import choices
from docgen.questions import fact_types

CODE = sorted((REPOSITORY / "docgen").rglob("*.py"))
LOCALES = REPOSITORY / "locales"
CATALOGS = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
DOMAINS = sorted({path.stem for path in CATALOGS})
TRANSLATED = {"interview", "library"}
"""Domains whose ids are sentences of the source language, which needs no catalog."""
OTHERS = tuple(language for language in LANGUAGES if language != "en")
USAGES = {path.parts[-3] for path in CATALOGS} - set(LANGUAGES)
"""Usages of a language in one place (`pt-PT`), whose catalogs hold only what differs."""
WHOLE = [path for path in CATALOGS if path.parts[-3] in LANGUAGES]

ALIKE = {"source.exif"}
"""Sentences of names alone, which are alike in several languages."""
UNUSED = {
    "hint.none": "hint of order.none, worked out from its id",
    "notice.language-of-account": "kept for accounts that are not told in the language of the document",
}
"""Sentences that no literal names, each with the reason why it stays."""


@functools.cache
def _catalog(domain: str, language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def _ids(domain: str, language: str) -> set[str]:
    return {_id(message) for message in _catalog(domain, language) if message.id}


def _id(message: object) -> str:
    name = message.id  # type: ignore[attr-defined]
    return str(name[0] if isinstance(name, tuple | list) else name)


def _domains() -> list[str]:
    return [domain for domain in DOMAINS if domain not in TRANSLATED]


KNOWN = frozenset().union(*(_ids(domain, "en") for domain in _domains()))


# What the code says ---------------------------------------------------------------------------------------------------

_FIRST = {name.partition(".")[0] for name in KNOWN}
_ID = re.compile(r"[a-z]+(\.[A-Za-z0-9?-]+)+")


@functools.cache
def _facts() -> frozenset[str]:
    """Return everything that is a path of a fact or of a field of a page, and so no id of a sentence."""
    printable = {name.replace("[]", "") for name in printable_names()}
    return frozenset({*fact_types(), *printable})


def _is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text)) and text.partition(".")[0] in _FIRST and text not in _facts()


def _docstrings(tree: ast.Module) -> set[int]:
    """Return the constants that are no literals of their own: documentation, and the pieces of an f-string."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return told | {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}


def _texts(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every text in the code of `path` that is no documentation, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    outside = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in outside:
            yield node.value, node.lineno


@functools.cache
def _used() -> dict[str, str]:
    """Return each id that stands in the code as a literal, with its place."""
    return {
        text: f"{path.relative_to(REPOSITORY)}:{line}"
        for path in CODE
        for text, line in _texts(path)
        if (_is_id(text) or text in KNOWN)
    }


def _families() -> Iterator[tuple[str, str]]:
    """Yield each id that the code puts together, with where it does so."""
    for name in choices.__all__:
        for member in getattr(choices, name):
            yield f"choice.{name}.{member.value}", "Brief.label"
    yield from ((f"grade.{grade.value}", "print_jurisdictions") for grade in Grade)
    for group in ("offences", "claims", "orders", "oaths", "takedown", "limits", "cautions"):
        yield f"jurisdictions.{group}", "print_jurisdictions"
    for member in choices.KnownThrough:
        yield f"known-through.{member.value}", "_known_through"
    yield from ((f"date.season.{season}", "partial_date") for season in (21, 22, 23, 24))
    yield from ((f"report.{level}", "report_notices") for level in ("warning", "note"))
    yield from ((f"takedown.block.{block}", "takedown") for block in _blocks())


def _blocks() -> set[str]:
    """Return the names of the blocks of a takedown entry: what its generators yield first."""
    tree = ast.parse((REPOSITORY / "docgen" / "plan" / "takedown.py").read_text(encoding="utf-8"))
    pairs = [node.value for node in ast.walk(tree) if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple)]
    return {
        pair.elts[0].value
        for pair in pairs
        if isinstance(pair.elts[0], ast.Constant) and isinstance(pair.elts[0].value, str)
    }


def _patterns() -> Iterator[re.Pattern[str]]:
    """Yield a pattern for each id that an f-string puts together: `hint.{id}` gives `hint\\..+`."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in node.values]
                if re.match(r"[a-z]+(-[a-z]+)*\\\.", str(parts[0])):
                    yield re.compile("".join(map(str, parts)))


# Complete -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_the_code_names_is_in_a_catalog(language: str) -> None:
    there = frozenset().union(*(_ids(domain, language) for domain in _domains()))

    missing = [
        f"{name} ({place})"
        for name, place in sorted(_used().items())
        if _is_id(name) and not {name, f"interview.{name}"} & there
    ]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_the_code_puts_together_is_in_a_catalog(language: str) -> None:
    there = frozenset().union(*(_ids(domain, language) for domain in _domains()))

    assert [f"{name} ({place})" for name, place in _families() if name not in there] == []


def test_every_sentence_of_a_catalog_is_used() -> None:
    made = {name for name, _ in _families()}
    patterns = list(_patterns())
    idle = [
        name
        for name in sorted(KNOWN - set(_used()) - made - set(UNUSED))
        if not any(pattern.fullmatch(name) for pattern in patterns)
    ]

    assert idle == []


def test_every_hint_belongs_to_a_problem() -> None:
    """Hints are worked out from the problem's id; one that no problem has would never be told."""
    hints = {name for name in KNOWN if name.startswith("hint.")} - set(_used())
    told = {name.partition(".")[2] for name in KNOWN} | KNOWN

    assert {hint for hint in hints if hint.removeprefix("hint.") not in told} == set()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("domain", _domains())
def test_a_catalog_has_the_same_sentences_in_each_language(domain: str, language: str) -> None:
    assert _ids(domain, "en") == _ids(domain, language)


@pytest.mark.parametrize("language", OTHERS)
def test_the_interview_has_the_same_sentences_in_each_language(language: str) -> None:
    known = {(message.context, message.id) for message in _catalog("interview", "es") if message.id}

    assert {(message.context, message.id) for message in _catalog("interview", language) if message.id} == known


@pytest.mark.parametrize("language", OTHERS)
def test_what_kinds_and_platforms_say_is_told_in_each_language(language: str) -> None:
    """In the file itself, or by the catalog `library`; so is the Digital Services Act, which holds in many places."""
    library = _ids("library", language) if (LOCALES / language / "LC_MESSAGES" / "library.po").exists() else set()
    templates = REPOSITORY / "templates"
    paths = [
        *templates.glob("*/template.toml"),
        *templates.glob("platforms/*.toml"),
        templates / "jurisdictions/eu.toml",
    ]
    told = [each for path in sorted(paths) for each in _tables(tomllib.loads(path.read_text(encoding="utf-8")))]
    laws = sorted(templates.glob("jurisdictions/*.toml"))
    told += [tomllib.loads(path.read_text(encoding="utf-8"))["name"] for path in laws]

    assert [each["en"] for each in told if language not in each and each["en"] not in library] == []


def _tables(value: object) -> Iterator[dict[str, str]]:
    """Yield each table of texts by language."""
    if isinstance(value, dict) and isinstance(value.get("en"), str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "cites":  # citations, no translations of each other
                yield from _tables(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _tables(inner)


def test_every_language_has_every_catalog() -> None:
    have = {(path.parts[-3], path.stem) for path in CATALOGS}

    assert {(language, domain) for language in LANGUAGES for domain in _domains()} <= have
    assert {(language, "interview") for language in OTHERS} <= have


@pytest.mark.parametrize("usage", sorted(USAGES))
def test_a_usage_says_otherwise_only_what_its_language_says(usage: str) -> None:
    language = usage.partition("-")[0]
    for path in sorted((LOCALES / usage / "LC_MESSAGES").glob("*.po")):
        assert _ids(path.stem, usage) <= _ids(path.stem, language), path.stem


# Right ----------------------------------------------------------------------------------------------------------------


def _forms(message: object) -> list[str]:
    text = message.string  # type: ignore[attr-defined]
    return [text] if isinstance(text, str) else list(text)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_no_sentence_is_empty_or_a_guess(path: Path) -> None:
    catalog = _catalog(path.stem, path.parts[-3])

    wrong = [_id(message) for message in catalog if message.id and (message.fuzzy or not all(_forms(message)))]

    assert wrong == []
    assert not catalog.obsolete


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_every_blank_of_a_sentence_can_be_filled(path: Path) -> None:
    """A brace that is meant as a brace is doubled; a blank is a plain name."""
    wrong = []
    for message in _catalog(path.stem, path.parts[-3]):
        for text in _forms(message) if message.id else []:
            try:
                blanks = _blanks(text)
            except ValueError:
                blanks = ["?"]
            wrong += [_id(message) for blank in blanks if not blank.isidentifier()]

    assert wrong == []


def _blanks(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("domain", _domains())
def test_a_translation_has_the_blanks_of_the_original(domain: str, language: str) -> None:
    english = {_id(message): message for message in _catalog(domain, "en") if message.id}
    different = []
    for message in _catalog(domain, language):
        original = english.get(_id(message)) if message.id else None
        if original is not None:
            told, meant = ({tuple(_blanks(text)) for text in _forms(each)} for each in (message, original))
            if set().union(*told) != set().union(*meant):
                different.append(_id(message))

    assert different == []


@pytest.mark.parametrize(
    "path", [path for path in CATALOGS if path.stem in TRANSLATED], ids=lambda path: path.parts[-3]
)
def test_a_translation_of_an_english_sentence_has_its_blanks(path: Path) -> None:
    different = [
        _id(message)
        for message in _catalog(path.stem, path.parts[-3])
        if message.id and any(_blanks(text) != _blanks(_id(message)) for text in _forms(message))
    ]

    assert different == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_catalog_says_its_language_and_its_plural_rule(path: Path) -> None:
    catalog = _catalog(path.stem, path.parts[-3])

    language = path.parts[-3]

    assert str(catalog.locale_identifier).replace("_", "-") == language
    assert catalog.charset == "utf-8"
    assert catalog.num_plurals == {"ar": 6}.get(language, 2)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translated_sentence_is_not_an_english_one(language: str) -> None:
    """Copies that nobody translated; names and signs that are alike in both languages are short."""
    for domain in _domains():
        english = {_id(message): _forms(message) for message in _catalog(domain, "en") if message.id}
        alike = [
            _id(message)
            for message in _catalog(domain, language)
            if message.id
            and _id(message) not in ALIKE
            and _forms(message) == english.get(_id(message))
            and len(re.findall(r"[a-z]{3,}", "".join(_forms(message)))) > 3
        ]
        assert alike == []


def test_english_quotes_as_english_does() -> None:
    """A law or platform file has both languages on one line, where Spanish quotation marks slip in unseen."""
    told = [
        f"{path.relative_to(REPOSITORY)}: {text}"
        for path in sorted((REPOSITORY / "templates").rglob("*.toml"))
        for text in _english(tomllib.loads(path.read_text(encoding="utf-8")))
        if set(text) & set("«»¿¡")
    ]

    assert told == []


def _english(table: object) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            if key == "en" and isinstance(value, str):
                yield value
            yield from _english(value)
    elif isinstance(table, list):
        for value in table:
            yield from _english(value)


# Nowhere else ---------------------------------------------------------------------------------------------------------

_SENTENCE = re.compile(r"[A-ZÁÉÍÓÚÑ¿¡][^\n]*\s[^\n]*[.!?:…]\s*")


def test_no_sentence_stands_in_the_code() -> None:
    """A text with a capital, a space and a full stop is something that a person reads: it belongs into a catalog."""
    told = [
        f"{path.relative_to(REPOSITORY)}:{line}: {text}"
        for path in CODE
        for text, line in _texts(path)
        if _SENTENCE.fullmatch(text) and not text.startswith("[")
    ]

    assert told == []


def test_the_catalogs_are_those_of_the_repository() -> None:
    assert the_library().locales == (LOCALES,)


def test_swiss_readers_are_told_everything_in_swiss_spelling():
    """Switzerland writes ss for ß and quotes with « »; what people type there is recognised in either spelling."""
    for domain in DOMAINS:
        own = {}
        if (LOCALES / "de-CH" / "LC_MESSAGES" / f"{domain}.po").exists():
            own = {(each.context, _id(each)): each.string for each in _catalog(domain, "de-CH") if each.id}
        told = {(each.context, _id(each)): each.string for each in _catalog(domain, "de") if each.id} | own
        foreign = [
            key for key, text in told.items() if re.search("[ß„“]", str(text)) and not key[1].startswith("words.")
        ]
        assert foreign == []
