"""What somebody probably meant by a tag that cannot be read, and by words that were meant to be a tag."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from docgen.errors import Place, Problem
from docgen.records import nearest
from docgen.word import TAG, Spot, filter_names

__all__ = ["bare_facts", "fact_meant", "with_hint"]

_CURLY = re.compile("[„‟«»‚‛‹›]")
_KEYWORDS = ("if", "elif", "else", "endif", "for", "endfor", "set")
_FILTERS = {"prose", "verbatim", "join", "length", "first", "last", "upper", "lower", "trim"}
"""Those that the message lists; `count` is another name for `length`."""
_NAME = r"[^\W\d]\w*(?:\.[^\W\d]\w*)+"
_BARE = re.compile(
    rf"\{{\s*\{{\s*({_NAME})\s*\}}\s*\}}|(?<!\{{)\{{\s*({_NAME})\s*\}}(?!\}})|\[\[?\s*({_NAME})\s*\]\]?|«\s*({_NAME})\s*»"
    rf"|<<?\s*({_NAME})\s*>>?|\(\(\s*({_NAME})\s*\)\)|\{{\s+(%.*?%)\s*\}}|\{{\s*(%.*?%)\s+\}}"
)
"""The name of a fact between brackets of another kind, and a tag with a space between its brackets."""


def with_hint(problem: Problem, known: Collection[str]) -> Problem:
    """Return `problem` with what was probably meant, where that can be guessed; `known` are the names of the facts."""
    tag = problem.names.get("tag", "")
    near = ""
    if problem.id == "template.syntax" and _CURLY.search(tag):
        return replace(problem, hint="hint.straight-quotes")
    if problem.id == "template.syntax" and tag.startswith("{{"):
        meant = fact_meant(tag, known)
        near = f"{{{{ {meant} }}}}" if meant else ""
    elif problem.id == "template.unknown-filter":
        near = nearest(problem.names.get("name", ""), sorted(filter_names() & _FILTERS))
    elif problem.id == "template.unknown-tag":
        near = _keyword(tag, known)
    if not near or problem.hint:
        return problem
    return replace(problem, hint="hint.did-you-mean", names={**problem.names, "near": near})


def fact_meant(tag: str, known: Collection[str]) -> str:
    """Return the fact whose name `tag` probably tries to write, with a hyphen, a space or two dots in it, say."""
    inside = "".join(sign for sign in tag.strip("{}% ") if unicodedata.category(sign) != "Cf")
    inside = re.sub(r"^[pP]\s+", "", inside.strip())
    plain = re.sub(r"[\s.…–—-]+", ".", inside).strip(".").lower()
    names = {name for name in known if "[]" not in name and "*" not in name}
    begun = re.match(r"\w+(?:\.\w+)*", plain)
    if begun and begun[0] in names:
        return begun[0]
    return nearest(plain, sorted(names)) if begun and begun[0] == plain else ""


def _keyword(tag: str, known: Collection[str]) -> str:
    """Return how the tag `tag`, which begins with no keyword, was probably meant."""
    inside = tag.strip("{}%- ").strip()
    if fact := next((name for name in known if name == inside), ""):
        return f"{{{{ {fact} }}}}"
    words = re.sub(r"^(?:p|tr|tc|r)\s+", "", inside).lower().split()
    joined = "".join(words[:2])
    if words and words[0] in ("elseif", "elsif"):
        return "elif"
    return joined if joined in _KEYWORDS else nearest(words[0], list(_KEYWORDS)) if words else ""


def bare_facts(spots: Mapping[str, Sequence[Spot]], known: Collection[str], source: str) -> Iterator[Problem]:
    """Yield a problem for each fact of a template that stands between brackets that make no tag: `{client.name}`.

    It would be printed as it stands. `spots` are the paragraphs by part, `known` the names of the facts.
    """
    roots = {name.partition(".")[0] for name in known}
    for part, paragraphs in spots.items():
        for number, spot in enumerate(paragraphs, 1):
            for found in _BARE.finditer(TAG.sub(lambda tag: "\0" * len(tag[0]), spot.text)):
                name = next(filter(None, found.groups()))
                if not name.startswith("%") and name.partition(".")[0].lower() not in roots:
                    continue
                tag = f"{{{name}}}" if name.startswith("%") else f"{{{{ {fact_meant(name, known) or name} }}}}"
                place = Place(source=source, part=part, paragraph=number, near=spot.text[:80])
                yield Problem(id="template.bare-fact", place=place, names={"text": found[0], "tag": tag})
