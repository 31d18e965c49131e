"""Word: compile a template once, fill it many times; Markdown to native Word; the text of any .docx.

The only room that imports docxtpl, python-docx, lxml and Jinja2, and only where one of them is needed: importing this
package loads none of them, so that a letter from a prepared template starts quickly.
"""

from __future__ import annotations

from docgen.word.compile import compile_template
from docgen.word.fill import Page, fill, fill_text
from docgen.word.package import read_package, write_package
from docgen.word.template import CompiledTemplate, load_prepared, prepare

__all__ = [
    "CompiledTemplate",
    "Page",
    "compile_template",
    "fill",
    "fill_text",
    "load_prepared",
    "prepare",
    "read_package",
    "write_package",
]
