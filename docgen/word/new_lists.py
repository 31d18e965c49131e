"""Lists of a wording whose numbers begin at 1 again."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.frozen import frozen

__all__ = ["Counting", "counting", "new_list", "with_new_lists"]

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"


@frozen
class Counting:
    """How the numbered paragraphs of a house style count."""

    levels: Mapping[str, str]
    """Level of each style in the list that its numbered paragraphs share, by style id."""
    abstract: str
    """`w:abstractNumId` of that list."""
    first: int
    """The first `w:numId` that is free."""

    def properties(self, style: str, lists: int) -> str:
        """Return what puts a paragraph of `style` into the last of as many new lists (17.3.1.19).

        "" for a style that does not count in that list, and as long as no list began anew.
        """
        if not lists or style not in self.levels:
            return ""
        number = self.first + lists - 1
        return f'<w:numPr><w:ilvl w:val="{self.levels[style]}"/><w:numId w:val="{number}"/></w:numPr>'


def counting(package: Mapping[str, bytes], style: str) -> Counting:
    """Return how the paragraphs of the style with this id count in the `package` of a house style.

    Without levels where the style or its file has no list: there nothing can begin anew.
    """
    from docgen.word.own_lists import numbered_styles
    from docgen.word.parts import parse, w

    found = numbered_styles(parse(package[_STYLES], "house-style.docx", _STYLES))
    if style not in found or _NUMBERING not in package:
        return Counting(levels={}, abstract="", first=0)
    own = found[style][1]
    abstract = {
        each.get(w("numId"), ""): each.find(w("abstractNumId")).get(w("val"), "")
        for each in parse(package[_NUMBERING], "house-style.docx", _NUMBERING).iterchildren(w("num"))
    }
    levels = {id: level for id, (level, number) in found.items() if number == own and own in abstract}
    return Counting(levels=levels, abstract=abstract.get(own, ""), first=max(map(int, abstract), default=0) + 1)


def new_list(number: int, abstract: int | str | None) -> str:
    """Return the list `number`, which counts as the list `abstract` does and begins at 1 (17.9.15, 17.9.27)."""
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )


def with_new_lists(package: dict[str, bytes], counting: Counting, lists: int) -> None:
    """Write into the `package` as many lists that begin at 1."""
    if not lists or not counting.levels:
        return
    added = "".join(new_list(counting.first + number, counting.abstract) for number in range(lists))
    before, end, after = package[_NUMBERING].rpartition(b"</")
    package[_NUMBERING] = before + added.encode() + end + after
