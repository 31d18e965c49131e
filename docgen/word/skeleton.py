"""What of a Word package is kept: the parts that a served paper needs, with their relationships, and nothing else.

A part is kept if it can be reached from the main document by a relationship of a known kind. Comments, people, custom
XML, thumbnails, printer settings, glossaries and custom properties are left behind; they tell who wrote the template.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from docgen.errors import Place, Problem, TemplateProblem
from docgen.word.package import CONTENT_TYPES, MAIN_PART
from docgen.word.parts import W, parse, w
from docgen.word.pictures import bare_picture
from docgen.word.skeleton_parts import APPLICATION, DECLARATION, PACKAGE_RELATIONS

__all__ = ["Skeleton", "clean_members", "skeleton"]

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KEPT = frozenset(
    "styles numbering settings fontTable theme header footer footnotes endnotes image hyperlink font chart diagramData "  # noqa: SIM905
    "diagramLayout diagramQuickStyle diagramColors diagramDrawing chartStyle chartColorStyle".split()
)
_NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')
_REVISIONS = re.compile(rb' w:rsid\w*="[^"]*"|<w:rsid [^>]*/>')
_FILLED = re.compile(r"wordprocessingml\.(document\.main|template\.main|header|footer|footnotes|endnotes)\+xml$")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SETTINGS_DROPPED = (  # noqa: SIM905
    "rsids docVars trackRevisions revisionView writeProtection documentProtection proofState docId "
    "saveThroughXslt readModeInkLockDown hideSpellingErrors hideGrammaticalErrors forceUpgrade"
).split()


_MOST_ELEMENTS = 250_000
"""What one part of a template may hold: three hundred pages have fewer than half of it."""


@dataclass(slots=True)
class Skeleton:
    """A package sorted into what is filled and what is copied."""

    members: dict[str, bytes] = field(default_factory=dict)
    """Members that are copied into every document."""
    trees: dict[str, Any] = field(default_factory=dict)
    """Root element of every part that may hold tags."""
    problems: list[Problem] = field(default_factory=list)
    hidden: frozenset[str] = frozenset()
    """Ids of styles that hide text."""
    styles: dict[str, str] = field(default_factory=dict)
    strong: str = ""
    emphasis: str = ""
    missing: str = ""
    styles_xml: tuple[str, str] = ("", "")
    numbering_xml: tuple[str, str] = ("", "")
    first_list: int = 1
    ordered: int | None = None
    bulleted: int | None = None
    restarting: dict[str, str] = field(default_factory=dict)
    """What stands in the `w:num` of each list that somebody told to begin anew, by its number."""


def skeleton(package: Mapping[str, bytes], file: str) -> Skeleton:
    """Return `package` sorted. Raises `TemplateProblem` where a part is damaged or too large.

    Other problems are in the result.
    """
    frame = Skeleton()
    types = _content_types(package, file)
    kept = _reachable(package, file, frame)
    for name in kept:
        content = package[name]
        if _FILLED.search(types.get(name, "")):
            frame.trees[name] = _parsed(content, file, name)
        elif name == "word/styles.xml":
            _read_styles(_parsed(content, file, name), frame)
        elif name == "word/numbering.xml":
            continue
        elif name == "word/settings.xml":
            frame.members[name] = _settings(_parsed(content, file, name))
        else:
            frame.members[name] = _bare(content)
            if name.endswith(".xml"):
                _parsed(content, file, name)
            if name.endswith(".xml") and (b"{{" in content or b"{%" in content):
                names = {"what": types.get(name, "").rsplit(".", 1)[-1]}
                place = Place(source=file, part=name)
                frame.problems.append(Problem(id="template.tag-outside-text", place=place, names=names))
    styles = _parsed(package["word/styles.xml"], file, "word/styles.xml") if "word/styles.xml" in kept else None
    if "word/numbering.xml" in kept:
        root = _parsed(package["word/numbering.xml"], file, "word/numbering.xml")
        try:
            _read_numbering(root, styles, frame)
        except (AttributeError, TypeError, ValueError):  # a w:num without its ids
            place = Place(source=file, part="word/numbering.xml")
            frame.problems.append(Problem(id="template.damaged", place=place))
    frame.members[CONTENT_TYPES] = _new_content_types(kept, types)
    frame.members["_rels/.rels"] = PACKAGE_RELATIONS
    frame.members["docProps/app.xml"] = APPLICATION
    if not frame.styles_xml[0]:
        frame.problems.append(Problem(id="template.no-styles", place=Place(source=file)))
    return frame


def _parsed(content: bytes, file: str, name: str) -> Any:
    """Return the root element of a part. Raises `TemplateProblem` where it is damaged, or has too many elements."""
    if content.count(b"<") - content.count(b"</") > _MOST_ELEMENTS:  # before each of them takes its memory
        place = Place(source=file, part=name)
        raise TemplateProblem([Problem(id="template.too-much", place=place, names={"part": name})])
    return parse(content, file, name)


def _bare(content: bytes) -> bytes:
    """Return a picture without its details, which would go out with every paper; anything else as it is."""
    try:
        return bare_picture(content) or content
    except ValueError:  # damaged: it shows nothing that docgen could spare
        return content


def clean_members(package: Mapping[str, bytes], file: str) -> dict[str, bytes]:
    """Return the members of `package` that a template needs, without properties, traces of editing or editors."""
    frame = Skeleton()
    types = _content_types(package, file)
    kept = _reachable(package, file, frame)
    members = {name: _REVISIONS.sub(b"", package[name]) if name.endswith(".xml") else package[name] for name in kept}
    if "word/settings.xml" in members:
        members["word/settings.xml"] = _settings(parse(members["word/settings.xml"], file, "word/settings.xml"))
    fixed = {"_rels/.rels": PACKAGE_RELATIONS, "docProps/app.xml": APPLICATION}
    return members | frame.members | fixed | {CONTENT_TYPES: _new_content_types(kept, types)}


def _content_types(package: Mapping[str, bytes], file: str) -> dict[str, str]:
    """Return the content type of every member (ECMA-376 Part 2, 10.1.2.2): its own, or the one of its ending."""
    root = parse(package[CONTENT_TYPES], file, CONTENT_TYPES)
    defaults = {i.get("Extension", "").lower(): i.get("ContentType", "") for i in root.iter(f"{{{_TYPES}}}Default")}
    parts = root.iter(f"{{{_TYPES}}}Override")
    overrides = {i.get("PartName", "").lstrip("/"): i.get("ContentType", "") for i in parts}
    return {name: overrides.get(name, defaults.get(name.rsplit(".", 1)[-1].lower(), "")) for name in package}


def _reachable(package: Mapping[str, bytes], file: str, frame: Skeleton) -> list[str]:
    """Return the parts reached from the main document in a fixed order, and keep their cleaned relationships."""
    found, waiting = [MAIN_PART], [MAIN_PART]
    while waiting:
        name = waiting.pop(0)
        folder, leaf = posixpath.split(name)
        listed = f"{folder}/_rels/{leaf}.rels"
        if listed not in package:
            continue
        root = parse(package[listed], file, listed)
        for relation in list(root):
            aim = relation.get("Target", "")
            if "{{" in aim or "{%" in aim:
                place = Place(source=file, part=listed)
                problem = Problem(id="template.tag-outside-text", place=place, names={"what": "Target"})
                frame.problems.append(problem)
                continue
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            target = posixpath.normpath(posixpath.join("/", folder, aim)).lstrip("/")
            external = relation.get("TargetMode") == "External"
            if kind not in _KEPT or (not external and target not in package):
                root.remove(relation)
            elif not external and target not in found:
                found.append(target)
                waiting.append(target)
        frame.members[listed] = _serialized(root)
    return found


def _serialized(root: Any) -> bytes:
    written: bytes = etree.tostring(root, encoding="UTF-8")
    return DECLARATION.encode() + written


def _new_content_types(kept: list[str], types: Mapping[str, str]) -> bytes:
    overrides = {name: types[name] for name in kept if name.endswith(".xml")} | {
        MAIN_PART: _WORD,
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {name.rsplit(".", 1)[-1].lower(): types[name] for name in kept if not name.endswith(".xml")}
    lines = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in sorted(defaults.items())]
    lines += [f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(overrides.items())]
    return f'{DECLARATION}<Types xmlns="{_TYPES}">{"".join(lines)}</Types>'.encode()


def _settings(root: Any) -> bytes:
    for child in list(root):
        if not isinstance(child.tag, str) or child.tag.rsplit("}", 1)[-1] in _SETTINGS_DROPPED:
            root.remove(child)
    return _serialized(root)


def _read_styles(root: Any, frame: Skeleton) -> None:
    for element in list(root.iter(w("rsid"))):
        element.getparent().remove(element)
    hidden: set[str] = set()
    for style in root.iterchildren(w("style")):
        style_id, kind, named = style.get(w("styleId"), ""), style.get(w("type")), style.find(w("name"))
        name = named.get(w("val"), "") if named is not None else ""
        if kind == "paragraph":
            frame.styles[name.casefold()] = style_id
        elif kind == "character" and name.casefold() in ("strong", "emphasis", "missing"):
            setattr(frame, name.casefold(), style_id)
        vanish = style.find(f"{W}rPr/{W}vanish")
        if vanish is not None and vanish.get(w("val")) not in ("0", "false", "off"):
            hidden.add(style_id)
    frame.hidden = frozenset(hidden)
    defaults = _child(root, "docDefaults", first=True)
    properties = _child(_child(defaults, "rPrDefault", first=True), "rPr")
    for language in list(properties.iterchildren(w("lang"))):
        properties.remove(language)
    etree.SubElement(properties, w("lang"))
    before, after = DECLARATION + etree.tostring(root, encoding="unicode"), ""
    before, _, after = before.partition("<w:lang/>")
    frame.styles_xml = (before + '<w:lang w:val="', after)


def _child(parent: Any, name: str, *, first: bool = False) -> Any:
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0 if first else len(parent), found)
    return found


def _read_numbering(root: Any, styles: Any, frame: Skeleton) -> None:
    """Find the lists that the styles List Number and List Bullet use, and the first free `w:numId` (17.9.15)."""
    abstract = {
        int(num.get(w("numId"))): int(num.find(w("abstractNumId")).get(w("val"))) for num in root.iterchildren(w("num"))
    }
    frame.first_list = max(abstract, default=0) + 1
    for num in root.iterchildren(w("num")):
        if next(num.iter(w("startOverride")), None) is not None:
            inside = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in num)
            frame.restarting[num.get(w("numId"))] = _NAMESPACE.sub("", inside)
    used = {name: _list_of(styles, frame.styles.get(name)) for name in ("list number", "list bullet")}
    frame.ordered = abstract.get(used["list number"] or -1)
    frame.bulleted = used["list bullet"] if used["list bullet"] in abstract else None
    clean_up = root.find(w("numIdMacAtCleanup"))
    if clean_up is not None:
        root.remove(clean_up)
    text = DECLARATION + etree.tostring(root, encoding="unicode")
    if text.endswith("/>"):
        return
    at = text.rindex("</")
    frame.numbering_xml = (text[:at], text[at:])


def _list_of(styles: Any, id: str | None) -> int | None:
    if styles is None or id is None:
        return None
    for style in styles.iterchildren(w("style")):
        listed = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if style.get(w("styleId")) == id and listed is not None:
            return int(listed.get(w("val")))
    return None
