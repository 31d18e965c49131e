"""The one place that makes a Jinja environment. A template is a program, and it may come from anyone.

What a template can do here: print facts, ask whether they are there, and repeat. It cannot reach Python (no attribute
but a fact's own keys and `loop`), cannot load anything, and cannot burn more than a fixed number of steps. A value
is always text: it is escaped, never parsed again, and None or an unknown name is an error instead of a blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.environment import Template
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from docgen.word.limits import Budget, Unprintable

__all__ = ["bind", "dotted_name", "environment", "plain_environment", "rendering"]

LONG = 256
"""Texts over this length are paid for one by one; shorter ones are in the price of the loop they stand in."""

rendering: ContextVar[Budget] = ContextVar("rendering")
"""What the render that is going on may still spend, and the Word names that `prose` needs."""

_SHOWN, _CHARGED, _JOINED = "docgen shown", "docgen charged", "docgen joined"
"""Internal filters; the space keeps template writers from typing them."""

_BREAKS = re.compile("\r\n|[\r\n\u2028\t]|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def _refuse(reason: str) -> NoReturn:
    raise SecurityError(reason)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja without Python: names, keys, `loop`, whole-number arithmetic, and the filters listed below."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):  # facts first, and nothing but facts: `client.items` is a fact, not a method
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return getattr(obj, attribute)  # raises
        return self.unsafe_undefined(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, dict) or (isinstance(obj, str | list | tuple) and isinstance(argument, int)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                return self.undefined(obj=obj, name=argument)
        return self.unsafe_undefined(obj, str(argument))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if type(left) is int and type(right) is int and operator not in ("**", "/"):
            if abs(left) > 10**9 or abs(right) > 10**9:
                _refuse("number too large")
            return self.binop_table[operator](left, right)
        if operator == "+" and type(left) is type(right) and isinstance(left, str | list):
            _charge(len(left) + len(right))
            return left + right
        return _refuse(f"operator {operator} on these values")

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Macro) or obj is _small_range

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        _charge(LONG)
        return super().call(context, obj, *args, **kwargs)


_LOOP = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"})
_TESTS = ("none", "string", "number", "boolean", "mapping", "sequence", "true", "false", "even", "odd", "divisibleby")
_COMPARISONS = ("eq", "equalto", "==", "ne", "!=", "lt", "lessthan", "<", "le", "<=", "gt", "greaterthan", ">", "ge", ">=", "in")


def _charge(characters: int) -> None:
    budget = rendering.get(None)
    if budget is not None:
        budget.spend(characters)


def _small_range(*args: int) -> range:
    if not all(type(argument) is int and abs(argument) <= 10**9 for argument in args):
        _refuse("range")
    found = range(*args)
    if len(found) > 10_000:
        _refuse("range over 10000")
    return found


def _charged(iterable: Any, weight: int) -> Any:
    """Pay for a whole loop before it starts: its length times what one turn can write."""
    if isinstance(iterable, Undefined):
        str(iterable)  # raises with the name
    if iterable is None:
        _refuse("loop over a fact that has no answer")
    if isinstance(iterable, str | int) or not hasattr(iterable, "__len__"):
        _refuse("loop over something that is no list")
    _charge(len(iterable) * weight)
    return iterable


def _joined(items: list[Any]) -> Any:
    texts = [_as_text(item, "~") for item in items]
    _charge(sum(map(len, texts)))
    return Markup("").join(texts) if any(isinstance(text, Markup) for text in texts) else "".join(texts)


def _as_text(value: Any, name: str) -> str:
    """Return `value` as text. Raises `Unprintable` for None, yes/no, lists and records: no letter should say "True"."""
    if isinstance(value, str):
        return value
    if type(value) is int:
        return str(value)
    if isinstance(value, Undefined):
        if value._undefined_exception is SecurityError:  # noqa: SLF001
            str(value)  # raises
        raise Unprintable(name, "unknown")
    raise Unprintable(name, "none" if value is None else type(value).__name__)


def _words(value: Any, name: str) -> str:
    """Return `value` as text that is not yet escaped; changing the case of escaped text would break it."""
    if isinstance(value, Markup):
        raise Unprintable(name, "markup")
    return str.__str__(_as_text(value, name))


def _shown_in_word(value: Any, name: str) -> Any:
    """Return `value` ready for a `w:t`: text as typed, with a line end as `w:br` and a tab as `w:tab`.

    ECMA-376 Part 1, 17.3.3.31: `w:t` holds text; line ends in it are only white space, so they must be elements.
    """
    if type(value) is not str:
        if isinstance(value, Markup):
            return value
        value = str.__str__(_as_text(value, name))
    if len(value) > LONG:
        _charge(len(value))
    if value.isprintable():  # the common case costs one pass in C; escaping follows in Jinja
        return value
    return Markup(_BREAKS.sub(lambda found: _element(found[0], name), _escaped(value)))


def _element(text: str, name: str) -> str:
    if text == "\t":
        return _TAB
    if text in ("\n", "\r", "\r\n", "\u2028"):
        return _BREAK
    raise Unprintable(name, f"U+{ord(text):04X}")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _shown_plain(value: Any, name: str) -> str:
    text = _as_text(value, name)
    _charge(len(text))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _length(value: Any) -> int:
    if isinstance(value, list | tuple | dict | str) and not isinstance(value, Undefined):
        return len(value)
    return len(_list(value, "length"))


def _list(value: Any, name: str) -> Any:
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, list | tuple | range):
        raise Unprintable(name, "none" if value is None else type(value).__name__)
    return value


def _join(value: Any, separator: str = "") -> str:
    texts = [_words(item, "join") for item in _list(value, "join")]
    _charge(sum(map(len, texts)) + len(separator) * len(texts))
    return _words(separator, "join").join(texts)


def _block(writer: str) -> Callable[..., Markup]:
    """Return the filter that writes text as whole paragraphs with `docgen.word.prose`."""

    def blocks(value: Any, style: str = "") -> Markup:
        from docgen.word import prose

        budget = rendering.get()
        text = _words(value, "")
        if found := next((c for c in _BREAKS.findall(text) if c not in ("\t", "\n", "\r", "\r\n", "\u2028")), None):
            raise Unprintable("", f"U+{ord(found):04X}")
        budget.spend(len(text) * 4)
        write = prose.prose if writer == "prose" else prose.verbatim
        return Markup(write(text, style or prose.DEFAULT_STYLE[writer], budget.word))

    return blocks


_PLAIN_FILTERS: Mapping[str, Callable[..., Any]] = {
    "length": _length,
    "count": _length,
    "join": _join,
    "first": lambda value: _list(value, "first")[0],
    "last": lambda value: _list(value, "last")[-1],
    "upper": lambda value: _words(value, "upper").upper(),
    "lower": lambda value: _words(value, "lower").lower(),
    "trim": lambda value: _words(value, "trim").strip(),
    _CHARGED: _charged,
    _JOINED: _joined,
}


def _made(*, word: bool) -> _Environment:
    made = _Environment(autoescape=word, undefined=StrictUndefined, loader=None, cache_size=0)
    made.trim_blocks = made.lstrip_blocks = not word
    made.keep_trailing_newline = not word
    made.tests = {name: test for name, test in made.tests.items() if name in _TESTS or name in _COMPARISONS}
    made.filters = dict(_PLAIN_FILTERS)
    made.filters[_SHOWN] = _shown_in_word if word else _shown_plain
    if word:
        made.filters |= {"prose": _block("prose"), "verbatim": _block("verbatim")}
    made.globals.clear()
    made.globals["range"] = _small_range
    return made


@cache
def environment() -> _Environment:
    """Return the environment for Word parts; there is one in the whole program."""
    return _made(word=True)


@cache
def plain_environment() -> _Environment:
    """Return the environment for plain text: the same strictness, no XML, tags on their own line leave no line."""
    return _made(word=False)


def bind(source: str, made: _Environment) -> Template:
    """Return the template `source` compiled in `made`, with what it prints named and what it repeats limited.

    Raises `jinja2.TemplateSyntaxError`.
    """
    tree = made.parse(source)
    _guard(tree)
    code = made.compile(tree)
    return made.template_class.from_code(made, code, made.make_globals(None), None)


def _guard(tree: nodes.Template) -> None:
    for concat in list(tree.find_all(nodes.Concat)):
        items = nodes.List(concat.nodes, "load", lineno=concat.lineno)
        concat.nodes = [_filter(items, _JOINED, [])]
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            node if isinstance(node, nodes.TemplateData) else _filter(node, _SHOWN, [dotted_name(node)])
            for node in output.nodes
        ]
    for loop in tree.find_all(nodes.For):
        loop.iter = _filter(loop.iter, _CHARGED, [_weight(loop.body)])
    for macro in tree.find_all(nodes.Macro):
        price = _filter(nodes.List([nodes.Const(1)], "load"), _CHARGED, [_weight(macro.body)])
        macro.body.insert(0, nodes.ExprStmt(price, lineno=macro.lineno))


def _filter(node: nodes.Expr, name: str, arguments: list[object]) -> nodes.Filter:
    constants: list[nodes.Expr] = [nodes.Const(argument) for argument in arguments]
    return nodes.Filter(node, name, constants, [], None, None, lineno=node.lineno)


def _weight(body: list[nodes.Node]) -> int:
    """Return how many characters one turn of `body` can write, not counting what pays for itself."""
    total = LONG
    for node in body:
        if isinstance(node, nodes.TemplateData):
            total += len(node.data)
        elif isinstance(node, nodes.For | nodes.Macro):
            total += LONG
        else:
            total += _weight(list(node.iter_child_nodes()))
    return total


def dotted_name(node: nodes.Node) -> str:
    """Return the tag's expression as its writer knows it, such as `client.name`; "" where it is no plain name."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            inner = dotted_name(node.node)
            return f"{inner}.{node.attr}" if inner else node.attr
        case nodes.Getitem():
            inner = dotted_name(node.node)
            step = node.arg.value if isinstance(node.arg, nodes.Const) else ""
            return f"{inner}.{step}" if isinstance(step, str) and step else f"{inner}[{step}]"
        case nodes.Filter() if node.node is not None:
            return dotted_name(node.node)
        case _:
            return ""
