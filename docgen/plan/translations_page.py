"""Who has translated what was told, as a template may print it."""

from typing import TypedDict

from docgen.matter.audiences import Served

__all__ = ["TranslationPage"]


class TranslationPage(TypedDict):
    """What one person translated from one language into that of the document."""

    translator: Served[str]
    """Who translated."""
    told_in: Served[str]
    """Name of the language, in the document's language."""
    into: Served[str]
    """Name of the document's language, in itself."""
