"""The table of contents of a filled document: its entries are the headings that the document has.

Word works a stale table out when it opens the file; LibreOffice, which makes the PDF, shows what stands in it. So the
entries of the template give way to those of the document, each with a reference to the page of its heading (ECMA-376
Part 1, 17.16.5.45 and 17.16.5.63). In a table LibreOffice counts no page, so that for a PDF the entries stand by
themselves. Numbers of headings come when Word works the table out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docgen.errors import TemplateProblem
from docgen.word.package import MAIN_PART, read_package, write_package

__all__ = ["contents_counted", "with_contents"]

_CODE = re.compile(r"<w:instrText\b[^<>]*>\s*TOC\b([^<]*)<")
_MARK = re.compile(r'<w:fldChar\b[^<>]*w:fldCharType="(begin|separate|end)"[^<>]*/>')
_RANGE = re.compile(r"\\o\s*(?:&quot;|\")(\d)-(\d)")
_PARAGRAPH = re.compile(r"<w:p(?:\s[^<>]*)?>(<w:pPr>.*?</w:pPr>)?(.*?)</w:p>", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"/>')
_WORDS = re.compile(r"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>|<w:(?:tab|br)/>")
_BOOKMARK = re.compile(r'<w:bookmarkStart\b[^<>]*w:name="(_Toc[^"]*)"')
_TABS = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9026"/></w:tabs>'
_FIRST_ID = 900_000
"""Numbers of the bookmarks that are added; no template counts so far."""


class _Field(NamedTuple):
    """A table of contents in the text."""

    opens: int
    """Where the paragraph begins that it begins in."""
    code: int
    """Where the runs begin that make it a field."""
    shows: int
    """Where its entries begin, and where they end."""
    ends: int
    levels: range


def with_contents(text: str, styles: Mapping[str, str]) -> str:
    """Return the filled `text` of a part with the headings of the document in its table of contents.

    `styles` are the ids of the paragraph styles by case-folded name. A table that is built in another way than Word
    builds it stays as it is, for Word to work out.
    """
    field = _field(text)
    if field is None:
        return text
    levels = {styles[f"heading {level}"]: level for level in field.levels if f"heading {level}" in styles}
    before, inside, after = text[: field.shows], text[field.shows : field.ends], text[field.ends :]
    looks = dict(_looks(text[field.opens : field.ends]))
    first = next(iter(looks.values()), f"<w:pPr>{_TABS}</w:pPr>")
    last = re.findall(r"<w:p(?:\s[^<>]*)?>(<w:pPr>.*?</w:pPr>)?", inside, re.DOTALL)
    titles: list[tuple[int, str, str]] = []
    after = _PARAGRAPH.sub(lambda found: _marked(found, levels, titles), after)
    entries = [
        (looks.get(styles.get(f"toc {level}", ""), first), _entry(title, bookmark)) for level, title, bookmark in titles
    ]
    rest = "".join(f"<w:p>{look}{entry}</w:p>" for look, entry in entries[1:])
    return f"{before}{entries[0][1] if entries else ''}</w:p>{rest}<w:p>{last[-1] if last else ''}{after}"


def contents_counted(data: bytes) -> bytes:
    """Return the finished Word file `data` with the entries of its table of contents by themselves, so that LibreOffice
    counts their pages; as it is where it has no such table.
    """
    try:
        package = read_package(data)
    except TemplateProblem:  # what is no Word file; LibreOffice says so
        return data
    text = package[MAIN_PART].decode()
    field = _field(text)
    if field is None:
        return data
    end = text.index("</w:r>", field.ends) + len("</w:r>")
    package[MAIN_PART] = (text[: field.code] + text[field.shows : field.ends] + text[end:]).encode()
    return write_package(package)


def _field(text: str) -> _Field | None:
    code = _CODE.search(text)
    if code is None:
        return None
    marks = list(_MARK.finditer(text))
    begins = [number for number, mark in enumerate(marks) if mark.start() < code.start() and mark[1] == "begin"]
    depth, separate = 0, None
    opening = marks[begins[-1]] if begins else code
    for mark in marks[begins[-1] :] if begins else ():
        depth += {"begin": 1, "end": -1}.get(mark[1], 0)
        if mark[1] == "separate" and depth == 1:
            separate = mark
        if depth == 0 and separate:
            return _found(text, opening, code, separate, mark)
    return None


def _last(text: str, element: str, before: int) -> int:
    return max(text.rfind(f"<{element}>", 0, before), text.rfind(f"<{element} ", 0, before))


def _found(
    text: str, begin: re.Match[str], code: re.Match[str], separate: re.Match[str], end: re.Match[str]
) -> _Field | None:
    shows = text.find("</w:r>", separate.end()) + len("</w:r>")
    ends = _last(text, "w:r", end.start())
    opens = _last(text, "w:p", begin.start())
    inside = text[shows:ends]
    whole = all(len(re.findall(rf"<{name}[ >]", inside)) == inside.count(f"</{name}>") for name in _HELD)
    told = _RANGE.search(code[1])
    levels = range(int(told[1]), int(told[2]) + 1) if told else range(1, 4)
    return (
        _Field(opens, _last(text, "w:r", begin.start()), shows, ends, levels)
        if whole and opens >= 0 and shows <= ends
        else None
    )


_HELD = ("w:p", "w:tbl", "w:sdt", "w:hyperlink", "w:r")


def _looks(xml: str) -> Iterator[tuple[str, str]]:
    """Yield style and properties of the entries of the template, the first of each style."""
    seen: set[str] = set()
    for look in re.findall(r"<w:p(?:\s[^<>]*)?>(<w:pPr>.*?</w:pPr>)", xml, re.DOTALL):
        style = _STYLE.search(look)
        name = style[1] if style else ""
        if name not in seen:
            seen.add(name)
            yield name, look if "<w:tabs>" in look else _with_tabs(look, style)


def _with_tabs(look: str, style: re.Match[str] | None) -> str:
    return look.replace(style[0], style[0] + _TABS, 1) if style else look


def _marked(found: re.Match[str], levels: Mapping[str, int], titles: list[tuple[int, str, str]]) -> str:
    """Return a paragraph; a heading with a bookmark, which is added to `titles`."""
    style = _STYLE.search(found[1] or "")
    title = "".join(each[1] or " " for each in _WORDS.finditer(found[2])).strip()
    if style is None or style[1] not in levels or not title or "w:txbxContent" in found[0]:
        return found[0]
    known = _BOOKMARK.search(found[2])
    name = known[1] if known else f"_TocDocgen{len(titles) + 1}"
    titles.append((levels[style[1]], title, name))
    if known:
        return found[0]
    number = _FIRST_ID + len(titles)
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    at = len(found[0]) - len(found[2]) - len("</w:p>")
    return f'{found[0][:at]}{start}{found[2]}<w:bookmarkEnd w:id="{number}"/></w:p>'


def _entry(title: str, bookmark: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText></w:r>'
    return (
        f'<w:hyperlink w:anchor="{bookmark}" w:history="1"><w:r><w:t xml:space="preserve">{title}</w:t></w:r>'
        f"<w:r><w:tab/></w:r>{begin}{code}{separate}{end}</w:hyperlink>"
    )
