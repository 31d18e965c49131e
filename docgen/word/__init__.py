"""Word: compile a template once, fill it many times; Markdown to native Word; the text of any .docx.

The only room that imports docxtpl, python-docx, lxml and Jinja2, and only where one of them is needed: importing this
package loads none of them, so that a letter from a prepared template starts quickly. For the same reason what a
letter does not need (building, linting, reading) is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from docgen.word.fill import Page, fill, fill_text
from docgen.word.package import MAIN_PART, read_package, text_part, write_package
from docgen.word.template import CompiledTemplate, load_prepared, prepare, python_of_parts

if TYPE_CHECKING:
    from docgen.word.access import access_problems, strange_styles, style_names
    from docgen.word.bilingual import Sides, side_by_side
    from docgen.word.build import build_template
    from docgen.word.comments import with_comments
    from docgen.word.compile import compile_template
    from docgen.word.contents import contents_counted
    from docgen.word.environment import filter_names
    from docgen.word.fields import settled
    from docgen.word.house_style import default_house_style
    from docgen.word.lint import Loose, TagUse, loose_tags, tags_in, tags_in_text, uses_of
    from docgen.word.mend import mended
    from docgen.word.merge import Merged, merged_words
    from docgen.word.own_words import own_parts
    from docgen.word.pictures import unseen_pictures
    from docgen.word.places import Cells, Spot, spots_in
    from docgen.word.preview import marked, noted, turned
    from docgen.word.structure import MORE_EXACT, structure_problems
    from docgen.word.tags import TAG
    from docgen.word.text import searchable_parts, text_of
    from docgen.word.traceless import cleaned
    from docgen.word.tracing import ParagraphSource, aligned, paragraph_sources, paragraphs_of_part, texts_of_parts

__all__ = [
    "MAIN_PART",
    "MORE_EXACT",
    "TAG",
    "Cells",
    "CompiledTemplate",
    "Loose",
    "Merged",
    "Page",
    "ParagraphSource",
    "Sides",
    "Spot",
    "TagUse",
    "access_problems",
    "aligned",
    "build_template",
    "cleaned",
    "compile_template",
    "contents_counted",
    "default_house_style",
    "fill",
    "fill_text",
    "filter_names",
    "load_prepared",
    "loose_tags",
    "marked",
    "mended",
    "merged_words",
    "noted",
    "own_parts",
    "paragraph_sources",
    "paragraphs_of_part",
    "prepare",
    "python_of_parts",
    "read_package",
    "searchable_parts",
    "settled",
    "side_by_side",
    "spots_in",
    "strange_styles",
    "structure_problems",
    "style_names",
    "tags_in",
    "tags_in_text",
    "text_of",
    "text_part",
    "texts_of_parts",
    "turned",
    "unseen_pictures",
    "uses_of",
    "with_comments",
    "write_package",
]

_LATER = {
    "MORE_EXACT": "structure",
    "TAG": "tags",
    "Cells": "places",
    "Loose": "lint",
    "Merged": "merge",
    "ParagraphSource": "tracing",
    "Sides": "bilingual",
    "Spot": "places",
    "TagUse": "lint",
    "access_problems": "access",
    "aligned": "tracing",
    "build_template": "build",
    "cleaned": "traceless",
    "compile_template": "compile",
    "contents_counted": "contents",
    "default_house_style": "house_style",
    "filter_names": "environment",
    "loose_tags": "lint",
    "marked": "preview",
    "mended": "mend",
    "merged_words": "merge",
    "noted": "preview",
    "paragraph_sources": "tracing",
    "own_parts": "own_words",
    "paragraphs_of_part": "tracing",
    "searchable_parts": "text",
    "settled": "fields",
    "side_by_side": "bilingual",
    "spots_in": "places",
    "strange_styles": "access",
    "structure_problems": "structure",
    "style_names": "access",
    "tags_in": "lint",
    "tags_in_text": "lint",
    "text_of": "text",
    "texts_of_parts": "tracing",
    "turned": "preview",
    "unseen_pictures": "pictures",
    "uses_of": "lint",
    "with_comments": "comments",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"docgen.word.{_LATER[name]}"), name)
