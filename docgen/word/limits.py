"""What one render may spend, and what the Word file it fills knows about styles and lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.word.drawings import Picture

__all__ = ["CHARACTER_LIMIT", "Budget", "OverLimit", "Unprintable", "WordNames"]

CHARACTER_LIMIT = 48_000_000
"""What one document may cost. A declaration of 5,000 incidents costs about half; a loop that never ends, all of it.
At four bytes a character this stays under 200 MB."""


class OverLimit(Exception):
    """A template would write or repeat more than any document needs."""


class Unprintable(Exception):
    """A value that has no text was printed: None, yes/no, a list, or a character that XML cannot hold."""

    def __init__(self, name: str, found: str) -> None:
        self.name = name
        self.found = found
        super().__init__(name)


@dataclass(slots=True)
class WordNames:
    """Names and numbers of one Word file that paragraphs made at fill time refer to."""

    styles: Mapping[str, str]
    """Id of each paragraph style by its case-folded name (ECMA-376 Part 1, 17.7.4.9 and 17.7.4.17)."""
    strong: str = ""
    """Id of the character style Strong, "" where the file has none."""
    emphasis: str = ""
    """Id of the character style Emphasis, "" where the file has none."""
    missing: str = ""
    """Id of the character style Missing, "" where the file has none."""
    first_list: int = 1
    """The first `w:numId` that is free."""
    has_ordered: bool = False
    """Whether the file has the abstract list that ordered lists build on."""
    bulleted: int | None = None
    """`w:numId` of the bulleted list, None where the file has none."""
    lists: int = 0
    """How many ordered lists have been numbered so far; each gets its own `w:num`, so that it starts at 1."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    """The pictures printed so far, by their keys."""
    drawings: int = 0
    """How many drawings were printed so far."""

    def next_list(self) -> int:
        """Return the `w:numId` of a new ordered list."""
        self.lists += 1
        return self.first_list + self.lists - 1

    def next_drawing(self, picture: Picture) -> int:
        """Return the number of a new drawing of `picture`."""
        self.pictures[picture.key] = picture
        self.drawings += 1
        return self.drawings


@dataclass(slots=True)
class Budget:
    """The characters that a render may still write."""

    word: WordNames = field(default_factory=lambda: WordNames({}))
    left: int = CHARACTER_LIMIT

    def spend(self, characters: int) -> None:
        """Take `characters` from what is left. Raises `OverLimit` when nothing is."""
        self.left -= characters
        if self.left < 0:
            raise OverLimit
