"""The look that docgen ships with: a Word file with styles, lists, page and an empty header and footer.

Black on white, set to be printed, filed and copied: Times New Roman 12 for text, Arial for headings, 2.5 cm margins.
A clinic opens the file in Word and changes it; the names of the styles are what the wording refers to.
"""

from __future__ import annotations

from docgen.word.numbering import NUMBERING
from docgen.word.package import write_package
from docgen.word.skeleton_parts import APPLICATION, DECLARATION, NAMESPACES, PACKAGE_RELATIONS
from docgen.word.stylesheet import styles_xml
from docgen.word.theme import FONT_TABLE, THEME

__all__ = ["default_house_style"]

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def default_house_style() -> bytes:
    """Return the house style as a Word file with one empty paragraph. Always the same bytes."""
    return write_package(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": PACKAGE_RELATIONS,
            "docProps/app.xml": APPLICATION,
            "docProps/core.xml": _CORE,
            "word/document.xml": _DOCUMENT,
            "word/_rels/document.xml.rels": _relations(),
            "word/styles.xml": styles_xml(),
            "word/numbering.xml": NUMBERING,
            "word/settings.xml": _SETTINGS,
            "word/fontTable.xml": FONT_TABLE,
            "word/theme/theme1.xml": THEME,
            "word/header1.xml": _margin("hdr", "Header"),
            "word/footer1.xml": _margin("ftr", "Footer"),
        }
    )


def _content_types() -> bytes:
    core, office = "application/vnd.openxmlformats-package", "application/vnd.openxmlformats-officedocument"
    parts = {
        "docProps/app.xml": f"{office}.extended-properties+xml",
        "docProps/core.xml": f"{core}.core-properties+xml",
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "word/footer1.xml": f"{_WORD}.footer+xml",
        "word/header1.xml": f"{_WORD}.header+xml",
        "word/numbering.xml": f"{_WORD}.numbering+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/theme/theme1.xml": f"{office}.theme+xml",
    }
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{core}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    ).encode()


def _relations() -> bytes:
    targets = {"styles": "styles", "numbering": "numbering", "settings": "settings", "header": "header1"}
    targets |= {"footer": "footer1", "fontTable": "fontTable", "theme": "theme/theme1"}
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{listed}</Relationships>"
    ).encode()


def _margin(element: str, style: str) -> bytes:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'
    return f"{DECLARATION}<w:{element} {NAMESPACES}>{paragraph}</w:{element}>".encode()


_DOCUMENT = (
    f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
    '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
).encode()

_SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
).encode()

_CORE = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title></dc:title></cp:coreProperties>'
).encode()
