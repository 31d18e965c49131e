"""Values printed on yellow: the filters of a preview, in the place of those of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from docgen.word.filters import SHOWN, WORD_FILTERS

__all__ = ["MARKED_FILTERS"]

_YELLOW = '<w:highlight w:val="yellow"/>'
_LATER = "u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish"
_AFTER = re.compile(rf"(?=<w:(?:{_LATER}|oMath)\b|</w:rPr>)")
_RUN = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?")
_TEXT = '<w:t xml:space="preserve">'
_RUN_END = "</w:t></w:r>"


def _bright(look: str) -> str:
    """Return the run properties `look` on yellow (17.3.2.15), in the schema's order (17.3.2.28)."""
    if "<w:highlight" in look:
        return look
    return _AFTER.sub(_YELLOW, look, count=1) if look else f"<w:rPr>{_YELLOW}</w:rPr>"


def _shown(value: Any, name: str, look: str = "") -> str:
    """Return what is printed of `value` in a run of its own, on yellow; the mark of a missing fact has its own look."""
    plain = WORD_FILTERS[SHOWN]
    if isinstance(value, Markup) or name.startswith("_"):  # the size of the paper is no value
        return str(plain(value, name, look))
    after = f"<w:r>{look}{_TEXT}"
    shown = str(plain(value, name, _bright(look)))
    if shown.startswith(_RUN_END):  # words that run from right to left, and missing facts
        return shown.removesuffix(f"<w:r>{_bright(look)}{_TEXT}") + after
    return f"{_RUN_END}<w:r>{_bright(look)}{_TEXT}{shown}{_RUN_END}{after}"


def _block(name: str) -> Callable[..., Markup]:
    def blocks(value: Any, style: str = "") -> Markup:
        written = WORD_FILTERS[name](value, style)
        return Markup(_RUN.sub(lambda found: f"<w:r>{_bright(found[1] or '')}", written))  # noqa: S704  is XML already

    return blocks


MARKED_FILTERS: Mapping[str, Callable[..., Any]] = {
    SHOWN: _shown,
    "prose": _block("prose"),
    "verbatim": _block("verbatim"),
}
