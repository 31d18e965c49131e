"""What a template can do with a value: print it, join it, count it, or write it as whole paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, NoReturn

from markupsafe import Markup

from docgen.matter.values import Gap
from docgen.word.drawings import Drawn, Picture, drawing, drawn
from docgen.word.limits import Budget, Unprintable
from docgen.word.prose import DEFAULT_STYLE, RIGHT_TO_LEFT, paragraph, prose, run, verbatim

__all__ = [
    "BARE",
    "CHARGED",
    "CONTEXTUAL",
    "JOINED",
    "LONG",
    "PLAIN_FILTERS",
    "SHOWN",
    "WORD_FILTERS",
    "as_text",
    "charge",
    "listed",
    "refuse",
    "rendering",
    "unescaped",
]

LONG = 64
"""Texts over this length are paid for one by one; shorter ones are in the price of the loop they stand in."""

rendering: ContextVar[Budget] = ContextVar("rendering")
"""What the render that is going on may still spend, and the Word names that `prose` needs."""

SHOWN, BARE, CHARGED, JOINED = "docgen shown", "docgen bare", "docgen charged", "docgen joined"
"""Internal filters; the space keeps template writers from typing them."""

_BREAKS = re.compile("\r\n|[\r\n\u2028\t\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT = '<w:t xml:space="preserve">'
_RUN_END = "</w:t></w:r>"
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def refuse(reason: str) -> NoReturn:
    """Stop the render: the template does what templates must not."""
    from jinja2.exceptions import SecurityError

    raise SecurityError(reason)


def _is_undefined(value: object) -> bool:
    """Return whether `value` is Jinja's stand-in for an unknown name; asked without loading Jinja."""
    return hasattr(type(value), "_fail_with_undefined_error")


def charge(characters: int) -> None:
    """Take `characters` from what the render may still write; nothing while a template is compiled."""
    budget = rendering.get(None)
    if budget is not None:
        budget.spend(characters)


def _charged(_context: object, iterable: Any, weight: int, name: str = "") -> Any:
    """Pay for a whole loop before it starts: its length times what one turn can write."""
    if not isinstance(iterable, list | tuple | range | dict):
        if iterable is None or _is_undefined(iterable):
            as_text(iterable, name)  # raises
        raise Unprintable(name, type(iterable).__name__)
    charge(len(iterable) * weight)
    return iterable


def _joined(_context: object, items: list[Any]) -> Any:
    texts = [as_text(item, "~") for item in items]
    charge(sum(map(len, texts)))
    return Markup("").join(texts) if any(isinstance(text, Markup) for text in texts) else "".join(texts)


def as_text(value: Any, name: str) -> str:
    """Return `value` as text; `name` is the tag or filter, for messages.

    Raises `Unprintable` for None, yes/no, lists and records: no letter should say "True".
    """
    if isinstance(value, str):
        return value
    if type(value) is int:
        return str(value)
    if _is_undefined(value):
        if value._undefined_exception.__name__ == "SecurityError":  # noqa: SLF001
            str(value)  # raises
        raise Unprintable(name, "unknown")
    raise Unprintable(name, "none" if value is None else type(value).__name__)


def unescaped(value: Any, name: str) -> str:
    """Return `value` as text that is not yet escaped; changing the case of escaped text would break it."""
    if isinstance(value, Markup):
        raise Unprintable(name, "markup")
    return str.__str__(as_text(value, name))


def _shown_in_word(value: Any, name: str, look: str = "") -> str:
    """Return `value` as the XML inside a `w:t`: text as typed, escaped, a line end as `w:br` and a tab as `w:tab`.

    What is printed passes here and nowhere else; see `docgen.word.environment`.
    ECMA-376 Part 1, 17.3.3.31: `w:t` holds text; line ends in it are only white space, so they must be elements.
    `look` is the `w:rPr` of the run that the tag stands in; the mark of a missing fact interrupts that run.
    """
    if type(value) is not str:
        if isinstance(value, Markup):
            return value
        if isinstance(value, Drawn):
            charge(LONG * 16)
            number = rendering.get().word.next_drawing(value.picture)
            return f"{_RUN_END}{drawing(value, number)}<w:r>{look}{_TEXT}"
        if isinstance(value, Gap) and (style := _missing_style()):
            return f"{_RUN_END}{run(str(value), style)}<w:r>{look}{_TEXT}"
        value = str.__str__(as_text(value, name))
    if len(value) > LONG:
        charge(len(value))
    text: str = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if not value.isprintable():
        text = _BREAKS.sub(lambda found: _element(found[0], name), text)
    if not value.isascii() and RIGHT_TO_LEFT.search(value):
        return f"{_RUN_END}<w:r>{_right_to_left(look)}{_TEXT}{text}{_RUN_END}<w:r>{look}{_TEXT}"
    return text


_AFTER_RTL = re.compile(r"(?=<w:(?:cs|em|lang|eastAsianLayout|specVanish|oMath)\b|</w:rPr>)")


def _right_to_left(look: str) -> str:
    """Return the run properties `look` for words that run from right to left (17.3.2.30), in the schema's order."""
    if "<w:rtl/>" in look:
        return look
    return _AFTER_RTL.sub("<w:rtl/>", look, count=1) if look else "<w:rPr><w:rtl/></w:rPr>"


def _missing_style() -> str:
    budget = rendering.get(None)
    return f'<w:rStyle w:val="{budget.word.missing}"/>' if budget is not None and budget.word.missing else ""


def _element(text: str, name: str) -> str:
    if text == "\t":
        return _TAB
    if text in ("\n", "\r", "\r\n", "\u2028"):
        return _BREAK
    raise Unprintable(name, f"U+{ord(text):04X}")


def _shown_bare(value: Any, name: str, _look: str = "") -> str:
    """Return `value` as the text of an attribute or a formula, which have no runs: a line end or a tab is a space."""
    text = unescaped(value, name)
    charge(len(text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text if text.isprintable() else _BREAKS.sub(lambda found: _element(found[0], name) and " ", text)


def _shown_plain(value: Any, name: str, _look: str = "") -> str:
    text = as_text(value, name)
    charge(len(text))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _length(value: Any) -> int:
    if isinstance(value, list | tuple | dict | str) and not _is_undefined(value):
        return len(value)
    return len(listed(value, "length"))


def listed(value: Any, name: str) -> Any:
    """Return the list `value`; `name` is the filter, for messages. Raises `Unprintable` for anything else."""
    if _is_undefined(value):
        str(value)
    if not isinstance(value, list | tuple | range):
        raise Unprintable(name, "none" if value is None else type(value).__name__)
    return value


def _list_or_text(value: Any, name: str) -> Any:
    return str.__str__(value) if isinstance(value, str) and not isinstance(value, Markup) else listed(value, name)


def _join(context: Any, value: Any, separator: str = "", attribute: str | None = None) -> str:
    items = listed(value, "join")
    if attribute is not None:
        items = [context.environment.getitem(item, attribute) for item in items]
    texts = [unescaped(item, "join") for item in items]
    charge(sum(map(len, texts)) + len(separator) * len(texts))
    return unescaped(separator, "join").join(texts)


def _refuse_controls(text: str) -> None:
    if found := next((c for c in _BREAKS.findall(text) if c not in ("\t", "\n", "\r", "\r\n", "\u2028")), None):
        raise Unprintable("", f"U+{ord(found):04X}")


def _block(writer: str) -> Callable[..., Markup]:
    """Return the filter that writes text as whole paragraphs with `docgen.word.prose`."""

    def blocks(value: Any, style: str = "") -> Markup:
        budget = rendering.get()
        text = unescaped(value, "")
        if not text.isprintable():
            _refuse_controls(text)
        budget.spend(len(text) * 4)
        if isinstance(value, Gap):
            return Markup(paragraph(run(text, _missing_style()), style or DEFAULT_STYLE[writer], budget.word))  # noqa: S704
        write = prose if writer == "prose" else verbatim
        return Markup(write(text, style or DEFAULT_STYLE[writer], budget.word))  # noqa: S704  prose escapes

    return blocks


def _picture(value: Any, width: int = 16, height: int = 22) -> Drawn | Gap:
    """Return the picture `value`, to be printed at most `width` times `height` centimetres large; a mark stays one."""
    if isinstance(value, Gap):
        return value
    if not isinstance(value, Picture):
        as_text(value, "picture")  # raises for None and unknown names
        raise Unprintable("picture", type(value).__name__)
    if not all(type(size) is int and 0 < size <= _LARGEST for size in (width, height)):
        refuse("size of a picture")
    return drawn(value, width, height)


_LARGEST = 100
"""Centimetres; Word cannot show a drawing that is much larger."""

CONTEXTUAL = (_charged, _joined, _join)
"""Filters that take Jinja's context first. Jinja works out filters of constants once, while it compiles; these wait for
the render, which is where they are paid for."""

PLAIN_FILTERS: Mapping[str, Callable[..., Any]] = {
    "length": _length,
    "count": _length,
    "join": _join,
    "first": lambda value: _list_or_text(value, "first")[0],
    "last": lambda value: _list_or_text(value, "last")[-1],
    "upper": lambda value: unescaped(value, "upper").upper(),
    "lower": lambda value: unescaped(value, "lower").lower(),
    "trim": lambda value: unescaped(value, "trim").strip(),
    CHARGED: _charged,
    JOINED: _joined,
    SHOWN: _shown_plain,
    BARE: _shown_plain,
}


WORD_FILTERS: Mapping[str, Callable[..., Any]] = {
    **PLAIN_FILTERS,
    SHOWN: _shown_in_word,
    BARE: _shown_bare,
    "prose": _block("prose"),
    "verbatim": _block("verbatim"),
    "picture": _picture,
}
