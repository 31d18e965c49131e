"""What the sender of a mail wrote, without the words of others that the mail quotes.

A reply holds the mail that it answers: the words of the person who was harassed would stand under the name of the
sender. What is left out is marked, so that nobody takes the rest for the whole.
"""

from __future__ import annotations

import re

__all__ = ["LEFT_OUT", "without_quotations"]

LEFT_OUT = "[…]"
"""In place of what is left out, as in any quotation."""
_WROTE = re.compile(
    r"(?:On|El|Le|Am|Em|Il) (?=[^\n]{0,300}(?:\d[:.]\d\d|@))[^\n]{1,300}(?:\n[^\n]{0,300}){0,2}?"
    r"(?:wrote|escribió|escribio|a écrit|schrieb[^\n]{0,100}|escreveu|ha scritto)\s?:"
)
"""The sentence of a mail program before a quotation: `On 3 April 2026, Robin <robin@example.com> wrote:`."""
_FROM = re.compile(
    r"(?:-{2,}[ \w]{0,60}-{2,}|_{10,})?\n*\*?(?:From|De|Von)\s?:\*?[^\n]{1,300}\n"
    r"(?:[^\n]{1,300}\n){0,2}?\*?(?:Sent|Date|Enviado|Enviado el|Fecha|Gesendet|Datum|Envoyé|Date)\s?:"
)
"""The headers of the mail that Outlook, or a forward, puts below what was written."""
_RULE = re.compile(
    r"-{3,}\s?(?:Original Message|Mensaje original|Original-Nachricht|Message d'origine)\s?-{3,}", re.IGNORECASE
)


def without_quotations(text: str) -> str:
    """Return `text` with `LEFT_OUT` in place of each quotation; the rest stands as written."""
    kept: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.startswith(">"):
            _drop_empty(kept)
            if not kept or kept[-1] != LEFT_OUT:
                kept.append(LEFT_OUT)
        elif _quotes_the_rest(lines, number):
            return "\n".join([*kept, LEFT_OUT])
        else:
            kept.append(line)
    return "\n".join(kept)


def _quotes_the_rest(lines: list[str], number: int) -> bool:
    """Return whether the copy of another mail, which has no marks of its own, begins at this line."""
    line = lines[number]
    if _RULE.fullmatch(line.strip()):
        return True
    begins = re.match(r"\*?(?:From|De|Von)\s?:|-{2,}[ \w]{1,60}-{2,}$|_{10,}$", line)
    return bool(begins and _FROM.match("\n".join(lines[number : number + 6])))


def _drop_empty(kept: list[str]) -> None:
    """Remove what stands between the words and a quotation from the end of `kept`.

    That is the sentence with which a mail program begins a quotation, or empty lines after another quotation.
    """
    last = len(kept)
    while last and not kept[last - 1].strip():
        last -= 1
    if last and kept[last - 1] == LEFT_OUT:
        del kept[last:]
    for first in range(last - 1, max(last - 4, -1), -1):
        if _WROTE.fullmatch("\n".join(kept[first:last]).strip()):
            del kept[first:]
            return
