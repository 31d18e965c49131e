"""Word templates as Word itself leaves them, written from `benchmarks.wording` in the dialect of an engine.

Every run has its own properties and revision ids, paragraphs are split over several runs, and every third tag is split
in three with spelling marks between, as Word does it to what a person types.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Literal
from xml.sax.saxutils import escape

from benchmarks.wording import Block, If, Incidents, Rows, Table

__all__ = ["Dialect", "word_file"]

Dialect = Literal["jinja", "braces"]
"""`jinja` for docgen and the docxtpl family, `braces` for docxtemplater and easy-template-x."""

_LOOK = '<w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr>'
_FACT = re.compile(r"(\[\.?\w+\])")
_LATENT = 376
"""How many latent styles Word writes into every file."""


class _Writer:
    """Writes one part; counts the runs, so that the noise is the same every time."""

    def __init__(self, dialect: Dialect) -> None:
        self._jinja = dialect == "jinja"
        self._count = itertools.count(1)

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """Return the XML of `blocks`."""
        return "".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case str():
                return self.paragraph(block)
            case If(name, body):
                name = name.replace(".", "incident." if self._jinja else "")
                return self._wrapped(f"if {name}", "endif", name, body)
            case Incidents(body):
                return self._wrapped("for incident in incidents", "endfor", "incidents", body)
            case Table(rows):
                return self._table([self._row(row) for row in rows], len(rows[0]))
            case Rows(head, row):
                return self._table([self._row(head), *self._repeated(row)], len(head))

    def _wrapped(self, opens: str, closes: str, name: str, body: tuple[Block, ...]) -> str:
        first, last = (f"{{%p {opens} %}}", f"{{%p {closes} %}}") if self._jinja else (f"{{#{name}}}", f"{{/{name}}}")
        return self._of_runs(first, "BodyText") + self.blocks(body) + self._of_runs(last, "BodyText")

    def _repeated(self, row: tuple[str, ...]) -> list[str]:
        if self._jinja:
            blank = ("",) * (len(row) - 1)
            return [
                self._row(("{%tr for incident in incidents %}", *blank)),
                self._row(row),
                self._row(("{%tr endfor %}", *blank)),
            ]
        return [self._row(("{#incidents}" + row[0], *row[1:-1], row[-1] + "{/incidents}"))]

    def _table(self, rows: list[str], columns: int) -> str:
        grid = '<w:gridCol w:w="1800"/>' * columns
        borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
        properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _row(self, cells: tuple[str, ...]) -> str:
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/></w:tcPr>{self.paragraph(cell)}</w:tc>' for cell in cells
        )
        return f'<w:tr w:rsidR="{self._revision()}" w:rsidTr="{self._revision()}">{made}</w:tr>'

    def paragraph(self, text: str) -> str:
        """Return a `w:p` with the words of `text`, headings marked by `#` as in Markdown."""
        level = len(text) - len(text.lstrip("#"))
        style = f"Heading{level}" if level else "BodyText"
        return self._of_runs(text[level:].lstrip(), style)

    def _of_runs(self, text: str, style: str) -> str:
        made = "".join(self._run(piece) if piece[0] != "<" else piece for piece in self._pieces(text))
        ids = f'w:rsidR="{self._revision()}" w:rsidRDefault="{self._revision()}" w:rsidP="{self._revision()}"'
        return f'<w:p {ids}><w:pPr><w:pStyle w:val="{style}"/>{_LOOK}</w:pPr>{made}</w:p>'

    def _pieces(self, text: str) -> Iterator[str]:
        for piece in filter(None, _FACT.split(text)):
            if not _FACT.fullmatch(piece):
                yield from filter(None, re.split(r"(?<=[,.:] )", piece))
                continue
            name = piece[1:-1].replace(".", "incident." if self._jinja else "")
            opens, closes = ("{{ ", " }}") if self._jinja else ("{", "}")
            if next(self._count) % 3:
                yield f"{opens}{name}{closes}"
            else:
                yield from (opens, '<w:proofErr w:type="spellStart"/>', name)
                yield from ('<w:proofErr w:type="spellEnd"/>', closes)

    def _run(self, text: str) -> str:
        words = escape(text)
        return f'<w:r w:rsidRPr="{self._revision()}">{_LOOK}<w:t xml:space="preserve">{words}</w:t></w:r>'

    def _revision(self) -> str:
        return f"00{next(self._count) * 2654435761 % 2**24:06X}"


def word_file(blocks: tuple[Block, ...], dialect: Dialect) -> bytes:
    """Return a Word file with `blocks`, a tag in its header and the page numbers in its footer."""
    from docgen.word import default_house_style, read_package, write_package

    package = {name: content.decode() for name, content in read_package(default_house_style()).items()}
    writer = _Writer(dialect)
    package["word/document.xml"] = _replaced(package["word/document.xml"], writer.blocks(blocks))
    package["word/header1.xml"] = _replaced(
        package["word/header1.xml"], writer.paragraph("[case_number], [client_name]")
    )
    fields = " of ".join(
        f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for field in ("PAGE",)
    )
    package["word/footer1.xml"] = _replaced(package["word/footer1.xml"], f"<w:p>{fields}</w:p>")
    package["word/styles.xml"] = package["word/styles.xml"].replace(
        "</w:docDefaults>", f"</w:docDefaults>{_latent()}", 1
    )
    return write_package({name: content.encode() for name, content in package.items()})


def _replaced(part: str, content: str) -> str:
    return re.sub(r"<w:p>.*?</w:p>|<w:p/>", lambda _: content, part, count=1, flags=re.DOTALL)


def _latent() -> str:
    entries = "".join(
        f'<w:lsdException w:name="Style {number}" w:semiHidden="1" w:uiPriority="99" w:unhideWhenUsed="1"/>'
        for number in range(_LATENT)
    )
    return f'<w:latentStyles w:defLockedState="0" w:count="{_LATENT}">{entries}</w:latentStyles>'
