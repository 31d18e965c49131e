"""How far each language goes: sentences translated, places that each kind has a wording for, and who reviewed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docgen.frozen import frozen
from docgen.library import Library
from docgen.localization import languages_with, sentence_ids

__all__ = ["Coverage", "KindCoverage", "coverage_of"]

_INTERVIEW = ("program", "program-interview", "interview", "documents")
"""Catalogs that an interview needs."""


@frozen
class KindCoverage:
    """One kind of document in one language."""

    places: tuple[str, ...]
    """Codes of the places whose papers come in the language."""
    reviewed: str
    """Who reviewed the wording, and when; "" where nobody did."""


@frozen
class Coverage:
    """One language."""

    language: str
    translated: int
    """Sentences of the program and the interview that its catalogs have."""
    sentences: int
    """Sentences that there are."""
    kinds: Mapping[str, KindCoverage]
    """By kind; those without a wording in the language are left out."""


def coverage_of(library: Library) -> tuple[Coverage, ...]:
    """Return what `library` has in each language, by code. Reads every catalog and law file: a second or more."""
    spoken = languages_with(library.locales, "program")
    written = {language for code in library.jurisdictions() for language in library.jurisdiction(code).languages}
    there = {domain: _union(_known(library, each, domain) for each in spoken) for domain in _INTERVIEW}
    return tuple(
        Coverage(
            language=language,
            translated=sum(len(_translated(library, language, domain, there[domain])) for domain in _INTERVIEW),
            sentences=sum(map(len, there.values())),
            kinds=_kinds(library, language),
        )
        for language in sorted({*spoken, *written})
    )


_Ids = frozenset[tuple[str, str]]


def _translated(library: Library, language: str, domain: str, there: _Ids) -> _Ids:
    written_in_it = language == "en" and domain == "interview"
    return there if written_in_it else _known(library, language, domain)


def _known(library: Library, language: str, domain: str) -> _Ids:
    stems = [folder / language / "LC_MESSAGES" / domain for folder in library.locales]
    return _union(sentence_ids(stem) for stem in stems if stem.with_suffix(".po").is_file())


def _union(found: Iterable[_Ids]) -> _Ids:
    nothing: _Ids = frozenset()
    return nothing.union(*found)


def _kinds(library: Library, language: str) -> dict[str, KindCoverage]:
    found = {}
    for kind in library.kinds():
        places = [code for code in library.jurisdictions() if _has_wording(library, kind, language, code)]
        if places:
            found[kind] = KindCoverage(places=tuple(places), reviewed=library.manifest(kind).reviewed.get(language, ""))
    return found


def _has_wording(library: Library, kind: str, language: str, code: str) -> bool:
    law = library.jurisdiction(code)
    return language in law.languages and library.has_template(kind, language, law)
