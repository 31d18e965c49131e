"""Word comments: what is said of a paragraph, or of words in it, put beside it in a copy of the file.

The one room that writes comments (ECMA-376 Part 1, 17.13.4). They carry the program's name and no date.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from docgen.word.escaped import escaped
from docgen.word.package import CONTENT_TYPES, MAIN_PART, MAIN_RELATIONS, read_package, write_package
from docgen.word.parts import parse, text_elements, w
from docgen.word.skeleton_parts import DECLARATION, NAMESPACES

__all__ = ["ANCHORS", "add_part", "anchor", "put_comments", "with_comments"]

ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")
"""The elements that tie a comment to the words it speaks of (17.13.4)."""

_PART = "word/comments.xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NO_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def with_comments(data: bytes, comments: Sequence[tuple[int, str]], source: str = "") -> bytes:
    """Return a copy of the Word file `data` with a comment beside each paragraph that `comments` names by number.

    A paragraph is counted from 1 in the main text, those in tables and text boxes included; 0 and numbers that no
    paragraph has stand for the first, which is made where there is none. Word keeps comments in the main text only
    (17.13.4), so that what is said of headers and footers stands there, too, and what is said of a text box at the
    paragraph that holds it. Comments that the file has already stay. Raises `TemplateProblem` for what is no Word file
    or is unsafe.
    """
    members = read_package(data, source)
    root = parse(members[MAIN_PART], source, MAIN_PART)
    paragraphs = list(root.iter(w("p"))) or [_made_first(root)]
    first = put_comments(members, [text for _, text in comments], source)
    for place, (number, _) in enumerate(comments):
        named = paragraphs[number - 1] if 0 < number <= len(paragraphs) else paragraphs[0]
        anchor(_runs(next(reversed(list(named.iterancestors(w("p")))), named)), first + place)
    members[MAIN_PART] = DECLARATION.encode() + etree.tostring(root, encoding="UTF-8")
    return write_package(members)


def _made_first(root: Any) -> Any:
    """Return a paragraph made for a main text without any: its words may all stand in headers and footers."""
    body = root.find(w("body"))
    if body is None:
        body = root.makeelement(w("body"))
        root.append(body)
    body.insert(0, made := root.makeelement(w("p")))
    return made


def _runs(paragraph: Any) -> list[Any]:
    """Return the first and the last run with words of `paragraph`, or one run that is made for it."""
    runs = [text.getparent() for text in text_elements(paragraph)]
    # A comment begins and ends in the paragraph itself, not in a link or a field around its words.
    found = [run for run in runs if run.getparent() is paragraph]
    if not found:
        found = [paragraph.makeelement(w("r"))]
        paragraph.append(found[0])
    return found


def anchor(runs: Sequence[Any], number: int) -> None:
    """Tie the comment `number` to `runs`, which stand in one paragraph."""
    made = {name: runs[0].makeelement(w(name), {w("id"): str(number)}) for name in ANCHORS}
    runs[0].addprevious(made["commentRangeStart"])
    runs[-1].addnext(made["commentRangeEnd"])
    run = runs[0].makeelement(w("r"))
    run.append(made["commentReference"])
    made["commentRangeEnd"].addnext(run)


def put_comments(members: dict[str, bytes], texts: Sequence[str], source: str = "") -> int:
    """Add a comment with each of `texts` to the `members` of a Word file; return the number of the first.

    They number on from there; `anchor` ties each to its words. Without texts nothing is changed.
    """
    if not texts:
        return 0
    known = parse(members[_PART], source, _PART) if _PART in members else None
    taken = [int(each.get(w("id"), "0")) for each in known.iter(w("comment"))] if known is not None else []
    first = max(taken, default=-1) + 1
    told = "".join(
        f'<w:comment w:id="{number}" w:author="docgen" w:initials="dg">{_paragraphs(text)}</w:comment>'
        for number, text in enumerate(texts, first)
    )
    part = f"<w:comments {NAMESPACES}>{told}</w:comments>"
    if known is not None:
        known.extend(list(etree.fromstring(part)))
        members[_PART] = DECLARATION.encode() + etree.tostring(known, encoding="UTF-8")
        return first
    add_part(members, "comments", part)
    return first


def add_part(members: dict[str, bytes], kind: str, xml: str) -> None:
    """Add the part `word/KIND.xml` to the `members` of a Word file that lack it, for the main part to go by."""
    members[f"word/{kind}.xml"] = f"{DECLARATION}{xml}".encode()
    _insert(
        members, CONTENT_TYPES, "Types", f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
    )
    members.setdefault(MAIN_RELATIONS, _NO_RELATIONS.encode())
    relation = f'<Relationship Id="rIdDocgen{kind.title()}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>'
    _insert(members, MAIN_RELATIONS, "Relationships", relation)


def _paragraphs(text: str) -> str:
    lines = (f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>' for line in text.split("\n"))
    return "".join(lines)


def _insert(members: dict[str, bytes], name: str, element: str, xml: str) -> None:
    """Put `xml` at the end of the `element` that the member `name` is."""
    root = parse(members[name], "", name)
    namespace = str(root.tag).rpartition("}")[0].lstrip("{")
    root.extend(list(etree.fromstring(f'<{element} xmlns="{namespace}">{xml}</{element}>')))
    members[name] = DECLARATION.encode() + etree.tostring(root, encoding="UTF-8")
