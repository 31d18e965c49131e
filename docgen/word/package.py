"""Read and write the ZIP package of a Word file (ECMA-376 Part 2), trusting nothing in it.

Everything that can be known from the ZIP directory is checked before one byte is inflated. Writing is deterministic:
the same members always give the same bytes.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from docgen.errors import Place, Problem, TemplateProblem

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = [
    "Member",
    "join_members",
    "own_members",
    "pack",
    "read_members",
    "read_package",
    "text_part",
    "write_package",
]

CONTENT_TYPES = "[Content_Types].xml"
MAIN_PART = "word/document.xml"
MAIN_RELATIONS = "word/_rels/document.xml.rels"
_TEXT_PART = re.compile(r"word/(document|header|footer|footnotes|endnotes)\d*\.xml")

MEMBER_LIMIT = 1_000
PART_LIMIT = 64 * 2**20
TOTAL_LIMIT = 128 * 2**20
RATIO_LIMIT = 100
RATIO_FROM = 16 * 2**20
"""Smaller parts may pack better than 1:100: a picture that Word keeps as EMF or WMF does. A bomb is always larger."""

_FIRST = (CONTENT_TYPES, "_rels/.rels", MAIN_PART)
_DATE_1980 = 0x0021
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_UTF8_NAME = 0x800


class Member(NamedTuple):
    """One packed member of a package: what the ZIP directory says of it, and its raw DEFLATE stream."""

    name: str
    crc: int
    size: int
    packed: bytes


def pack(name: str, content: bytes, level: int = 6) -> Member:
    """Return `content` packed as the member `name`; `level` is zlib's."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Member(name, zlib.crc32(content), len(content), deflate.compress(content) + deflate.flush())


def join_members(members: Iterable[Member]) -> bytes:
    """Return a ZIP archive of `members`, always in the same order, dated 1980-01-01 and with no attributes.

    `[Content_Types].xml` comes first because programs that look at the first bytes expect it there.
    """
    records: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, crc, size, packed in sorted(members, key=_rank):
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        local = _LOCAL.pack(b"PK\3\4", 20, flags, 8, 0, _DATE_1980, crc, len(packed), size, len(encoded), 0)
        records += (local, encoded, packed)
        directory += (
            _CENTRAL.pack(
                b"PK\1\2", 20, 20, flags, 8, 0, _DATE_1980, crc, len(packed), size, len(encoded), 0, 0, 0, 0, 0, offset
            ),
            encoded,
        )
        offset += len(local) + len(encoded) + len(packed)
    count = len(directory) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, sum(map(len, directory)), offset, 0)
    return b"".join([*records, *directory, end])


def _rank(member: Member) -> tuple[int, str]:
    return (_FIRST.index(member.name) if member.name in _FIRST else len(_FIRST), member.name)


def write_package(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP package of `members`, by name. The same members give the same bytes."""
    return join_members(pack(name, content) for name, content in members.items())


def read_package(data: bytes, source: str = "") -> dict[str, bytes]:
    """Return the members of the Word file `data`, by name, in the order of its directory.

    `source` is the file name for messages. Raises `TemplateProblem` as `read_members` does, and for active content; see
    `docgen.word.active`.
    """
    from docgen.word.active import refuse_active

    members = read_members(data, source)
    refuse_active(members, source)
    return members


def read_members(data: bytes, source: str = "") -> dict[str, bytes]:
    """Return the members of the Word file `data` without a look at active content: for finding it, never for filling.

    Raises `TemplateProblem` for what is no Word file and for what is built to harm: ZIP bombs, duplicate and unsafe
    names, document type declarations. Does not check that parts are well-formed XML.
    """
    _refuse_other_kinds(data, source)
    from io import BytesIO

    from docgen.archives import BROKEN, DirectoryTooLarge, open_archive

    try:
        with open_archive(BytesIO(data)) as archive:
            entries = _checked_entries(archive, source)
            members = {entry.filename: _inflate(archive, entry, source) for entry in entries}
    except DirectoryTooLarge:
        _refuse("template.too-large", source, what="members", limit=str(MEMBER_LIMIT))
    except BROKEN:
        _refuse("template.damaged", source)
    for needed in (CONTENT_TYPES, MAIN_PART):
        if needed not in members:
            _refuse("template.not-word", source, missing=needed)
    for name, content in members.items():
        _refuse_unsafe_xml(name, content, source)
    if _STRICT in members[MAIN_PART][:_HEAD]:
        _refuse("template.strict", source)
    return members


def text_part(name: str) -> str:
    """Return what the member `name` is of a document's text: `document` for the main text, `header`, `footer`,
    `footnotes`, `endnotes`; "" for what holds none.
    """
    found = _TEXT_PART.fullmatch(name)
    return found[1] if found else ""


def own_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and raw DEFLATE stream of each member of a Word file that `join_members` has just made.

    Raises ValueError for a file that says otherwise of itself.
    """
    at = count = 0
    while data.startswith(b"PK\3\4", at):
        *_, packed, _size, name_length, _extra = _LOCAL.unpack_from(data, at)
        start = at + _LOCAL.size + name_length
        yield data[at + _LOCAL.size : start].decode(), data[start : start + packed]
        at, count = start + packed, count + 1
    told = _END.unpack_from(data, len(data) - _END.size)
    if (told[0], told[4], told[6]) != (b"PK\5\6", count, at):
        raise ValueError("docgen has not made this file")


_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of a Strict Open XML Document (ISO/IEC 29500-1); all other Word files have the transitional one."""
_HEAD = 8192


def _refuse(id: str, source: str, **names: str) -> NoReturn:
    raise TemplateProblem([Problem(id=id, place=Place(source=source), names=names)])


def _refuse_other_kinds(data: bytes, source: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # A protected .docx is an OLE file with the stream "EncryptedPackage" (MS-OFFCRYPTO 2.3.4.4); others are .doc.
        if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
            _refuse("template.password-protected", source)
        _refuse("template.old-word", source)
    if not data.startswith(b"PK\3\4"):
        _refuse("template.pdf" if data.startswith(b"%PDF") else "template.not-word", source, missing="ZIP")


def _checked_entries(archive: ZipFile, source: str) -> list[ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MEMBER_LIMIT:
        _refuse("template.too-large", source, what="members", limit=str(MEMBER_LIMIT))
    seen: set[str] = set()
    total = 0
    for entry in entries:
        name = entry.filename
        if entry.orig_filename != name or _unsafe(name):
            _refuse("template.unsafe-name", source)
        if name.casefold() in seen:
            # Readers disagree which copy is the real one, so a reviewer may see another text than Word does.
            _refuse("template.duplicate-part", source, part=name)
        seen.add(name.casefold())
        if entry.flag_bits & 1:
            _refuse("template.password-protected", source)
        if entry.compress_type not in (0, 8):
            _refuse("template.damaged", source)
        total += entry.file_size
        ratio = entry.file_size / max(entry.compress_size, 1)
        bomb = entry.file_size > RATIO_FROM and ratio > RATIO_LIMIT
        if bomb or entry.file_size > PART_LIMIT or total > TOTAL_LIMIT:
            _refuse("template.too-large", source, what=name, limit=str(PART_LIMIT))
    return [entry for entry in entries if not entry.is_dir()]


def _unsafe(name: str) -> bool:
    parts = name.rstrip("/").split("/")
    return any(sign in name for sign in "\\:\0") or any(part in ("", ".", "..") for part in parts)


def _inflate(archive: ZipFile, entry: ZipInfo, source: str) -> bytes:
    # zipfile stops at the size that the directory states and then compares the CRC, so a lying directory is caught.
    content = archive.read(entry)
    if len(content) != entry.file_size:
        _refuse("template.damaged", source)
    return content


_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def _refuse_unsafe_xml(name: str, content: bytes, source: str) -> None:
    """Refuse what makes an XML parser read files, expand entities or see other text than a byte search does."""
    head = content[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    xml_name = name.lower().endswith((".xml", ".rels", ".vml"))
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or (xml_name and b"\0" in content[:4]):
        _refuse("template.encoding", source, part=name)
    if not head.startswith(b"<"):
        if xml_name and head:  # EBCDIC, say: what a byte search cannot read, nobody has checked
            _refuse("template.encoding", source, part=name)
        return
    declared = _ENCODING.match(head)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        _refuse("template.encoding", source, part=name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        _refuse("template.doctype", source, part=name)
