"""Gettext catalogs: looked for in folders, compiled where need be, and asked one after the other."""

from __future__ import annotations

import contextlib
import gettext
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

__all__ = ["Catalogs", "Sentences", "catalogs", "opened", "sentence_ids"]


class _Refusing(gettext.NullTranslations):
    """Stands behind a catalog and refuses what it lacks, where gettext would print the id."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002  the interface of gettext
        raise KeyError(msgid1)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002  the interface of gettext
        raise KeyError(message)


class Sentences(dict[str, str]):
    """The sentences of a `catalog` by id, looked up once each. Raises KeyError for one that it lacks."""

    def __init__(self, catalog: gettext.NullTranslations) -> None:
        super().__init__()
        self._catalog = catalog

    def __missing__(self, id: str) -> str:
        text = self[id] = self._catalog.gettext(id)
        return text


Catalogs = tuple[tuple[Path, tuple[int, ...]], ...]
"""Catalogs without their endings, and the times of their files."""


def catalogs(folders: Sequence[Path], domain: str, tags: Iterable[str]) -> Catalogs:
    """Return the catalogs of `domain` that `folders` have for the language `tags`, in this order."""
    stems = (folder / tag / "LC_MESSAGES" / domain for folder in folders for tag in tags)
    return tuple((stem, changed) for stem in stems if (changed := _changed(stem)))


def _changed(stem: Path) -> tuple[int, ...]:
    """Return when the catalog `stem` was changed, its `.po` and its `.mo`; empty where there is neither."""
    times = []
    for suffix in (".po", ".mo"):
        with contextlib.suppress(OSError):
            times.append(stem.with_suffix(suffix).stat().st_mtime_ns)
    return tuple(times)


@lru_cache(64)
def opened(stems: Catalogs) -> gettext.NullTranslations:
    """Return the catalogs at `stems`, the first one asked first; the times are those of their files."""
    chain: gettext.NullTranslations = _Refusing()
    for stem, _ in reversed(stems):
        catalog = gettext.GNUTranslations(io.BytesIO(_compiled(stem)))
        catalog.add_fallback(chain)
        chain = catalog
    return chain


def _compiled(stem: Path) -> bytes:
    """Return the compiled catalog: the .mo beside the .po where it is at least as new, or else compiled now."""
    source, compiled = stem.with_suffix(".po"), stem.with_suffix(".mo")
    if compiled.exists() and (not source.exists() or compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns):
        return compiled.read_bytes()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalog = read_po(file)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def sentence_ids(stem: Path) -> frozenset[tuple[str, str]]:
    """Return context and id of each translated sentence of the catalog `stem`.po, context "" for none."""
    from babel.messages.pofile import read_po

    with stem.with_suffix(".po").open("rb") as file:
        catalog = read_po(file)
    told = [each for each in catalog if each.id and each.string]
    return frozenset((each.context or "", each.id if isinstance(each.id, str) else each.id[0]) for each in told)
