"""A pack of a stranger, read into memory: nothing in it becomes a path before everything about it is known."""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import NoReturn
from zipfile import ZipFile, ZipInfo

from docgen.archives import BROKEN, DirectoryTooLarge, open_archive, unpacks_in_pieces
from docgen.errors import Place, Problem, TemplateProblem
from docgen.packs.contents import is_known
from docgen.toml_file import toml_values
from docgen.wording_file import decoded

__all__ = ["PACK_LIMIT", "read_pack"]

PACK_LIMIT = 32 * 2**20
"""Bytes of a pack; docgen's own templates of all kinds and languages take four million."""
_MEMBERS = 2_000
_WORD_LIMIT = 8 * 2**20
_TEXT_LIMIT = 512 * 2**10
_TOTAL_LIMIT = 96 * 2**20
_RATIO_LIMIT = 100
_RATIO_FROM = 100 * 2**10
_STRANGE_TOLD = 3


def read_pack(data: bytes, source: str) -> dict[str, bytes]:
    """Return the files of the pack `data` by name; `source` is its file name for messages.

    Raises `TemplateProblem` with every problem that can be told: what is no archive, what is too large or would unpack
    without end, links, names that a pack cannot have or has twice, Word files with macros or links, texts that are
    none.
    """
    if len(data) > PACK_LIMIT:
        _refuse("pack.too-large", source)
    try:
        with open_archive(BytesIO(data)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if problems := list(_entry_problems(entries, source)):
                raise TemplateProblem(problems)
            files = {each.filename: _inflated(archive, each, source) for each in entries}
    except DirectoryTooLarge:
        _refuse("pack.too-large", source)
    except BROKEN:
        _refuse("pack.broken", source)
    contents = ((f"{source}/{name}", content) for name, content in files.items())
    problems = [problem for name, content in contents for problem in _content_problems(name, content)]
    if problems:
        raise TemplateProblem(problems)
    return files


def _refuse(id: str, source: str, name: str = "") -> NoReturn:
    raise TemplateProblem([_problem(id, source, name)])


def _problem(id: str, source: str, name: str = "") -> Problem:
    return Problem(id=id, place=Place(source=source, path=name[:120]))


def _entry_problems(entries: Sequence[ZipInfo], source: str) -> Iterator[Problem]:
    """Yield what the directory tells of each member, before one byte is unpacked."""
    if len(entries) > _MEMBERS or sum(each.file_size for each in entries) > _TOTAL_LIMIT:
        yield _problem("pack.too-large", source)
        return
    if not entries:
        yield _problem("pack.empty", source)
    strange = [each for each in entries if each.orig_filename != each.filename or not is_known(each.filename)]
    for each in strange[: _STRANGE_TOLD - 1]:
        yield _problem("pack.strange-file", source, each.orig_filename)
    for each in strange[_STRANGE_TOLD - 1 : _STRANGE_TOLD]:  # a whole folder packed by hand, or no pack at all
        yield replace(_problem("pack.strange-file", source, each.orig_filename), hint="hint.pack.strange-file")
    seen: set[str] = set()
    for each in (each for each in entries if each not in strange):
        name = each.filename
        if name.casefold() in seen:
            yield _problem("pack.twice", source, name)
        elif stat.S_IFMT(each.external_attr >> 16) not in (0, stat.S_IFREG):
            yield _problem("pack.link", source, name)
        elif each.flag_bits & 1 or not unpacks_in_pieces(each):
            yield _problem("pack.broken", source, name)
        elif _is_bomb(each):
            yield _problem("pack.too-large", source, name)
        seen.add(name.casefold())


def _is_bomb(each: ZipInfo) -> bool:
    limit = _WORD_LIMIT if each.filename.endswith(".docx") else _TEXT_LIMIT
    return each.file_size > limit or (
        each.file_size > _RATIO_FROM and each.file_size > _RATIO_LIMIT * max(each.compress_size, 1)
    )


def _inflated(archive: ZipFile, each: ZipInfo, source: str) -> bytes:
    # zipfile stops at the size that the directory states and then compares the CRC, so a lying directory is caught.
    content = archive.read(each)
    if len(content) != each.file_size:
        _refuse("pack.broken", source, each.filename)
    return content


def _content_problems(name: str, content: bytes) -> Iterator[Problem]:
    """Yield what is wrong with one file by itself."""
    if name.endswith(".docx"):
        from docgen.word import read_package

        try:
            read_package(content, name)
        except TemplateProblem as error:
            yield from error.problems
        return
    try:
        text = decoded(content, name)
    except TemplateProblem as error:
        yield from error.problems
        return
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r" for sign in text):
        yield _problem("pack.no-text", name)
    elif name.endswith(".toml"):
        yield from _toml_problems(name, content)


def _toml_problems(name: str, content: bytes) -> Iterator[Problem]:
    try:
        toml_values(content, name)
    except TemplateProblem as error:
        yield from error.problems
