"""The one place that makes a Jinja environment. A template is a program, and it may come from anyone.

What a template can do here: print facts, ask whether they are there, and repeat. It cannot reach Python (no attribute
but a fact's own keys and `loop`), cannot load anything, and cannot burn more than a fixed number of steps. A value
is always text: it is escaped, never parsed again, and None or an unknown name is an error instead of a blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MethodType
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Template
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from docgen.word.filters import CONTEXTUAL, PLAIN_FILTERS, WORD_FILTERS, charge, refuse
from docgen.word.guard import TURN, guard
from docgen.word.standard_filters import standard_filters

__all__ = [
    "bind",
    "environment",
    "filter_names",
    "marking_environment",
    "parsed",
    "plain_environment",
    "python_of",
]


class _Generator(CodeGenerator):
    """Writes Python that prints what the filter `SHOWN` gives: it has escaped it, and everything printed passes it.

    Jinja would call `escape` on each value once more, which took a fifth of the time of a document.
    """

    def _output_child_pre(self, *_of_the_value: object) -> None:
        self.write("(")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:  # noqa: ARG002
        return str(node.as_const(frame.eval_ctx))


class _ReadyGenerator(_Generator):
    """Writes the Python of `python_of`, where `client.name` is a plain subscript.

    Plain dicts need no sandbox, and what has no such key raises: `docgen.word.ready` then leaves the template to Jinja.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  named by Jinja
        if isinstance(node.node, nodes.Name):
            self.write(frame.symbols.ref(node.node.name))  # `missing`, for an unknown name, has no keys either
        else:
            self.visit(node.node, frame)
        self.write(f"[{node.attr!r}]")


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja without Python: names, keys, `loop`, whole-number arithmetic, and the filters listed below."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):  # facts first, and nothing but facts: `client.items` is a fact, not a method
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if attribute in _ATTRIBUTES.get(type(obj), ()):
            return getattr(obj, attribute)
        if isinstance(obj, Namespace) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
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

    def call_binop(self, _context: Context, operator: str, left: Any, right: Any) -> Any:
        if type(left) is int and type(right) is int and operator != "/":
            if (
                abs(left) > 10**9
                or abs(right) > 10**9
                or (operator == "**" and not 0 <= left.bit_length() * right <= _WIDEST)
            ):
                refuse("number too large")
            return self.binop_table[operator](left, right)
        if operator == "*" and type(left) is str and type(right) is int:
            charge(len(left) * max(right, 0))
            return left * right
        if operator == "+" and type(left) is type(right) and isinstance(left, str | list):
            charge((len(left) + len(right)) * (1 if isinstance(left, str) else _POINTER))
            return left + right
        return refuse(f"operator {operator} on these values")

    def is_safe_callable(self, obj: Any) -> bool:
        if isinstance(obj, MethodType):
            return obj.__name__ in _ATTRIBUTES.get(type(obj.__self__), ())
        return isinstance(obj, Macro | Joiner) or any(obj is made for made in _GLOBALS.values())

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        charge(TURN)
        if not self.is_safe_callable(obj):
            refuse("call")  # the sandbox's own message would hold the value
        return super().call(context, obj, *args, **kwargs)


_REFUSED = (
    *(nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport, nodes.Block, nodes.CallBlock, nodes.FilterBlock),
    *(nodes.AssignBlock, nodes.EvalContextModifier, nodes.ScopedEvalContextModifier, nodes.ExprStmt),
)
"""Statements that load, change escaping, or keep rendered XML for another place."""
_WIDEST = 64
"""Bits of a number raised to a power."""
_POINTER = 8
"""What an item of a list costs, in characters, where two lists become one."""
_ATTRIBUTES: Mapping[type, frozenset[str]] = {
    LoopContext: frozenset(
        {"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"}
        | {"cycle", "changed", "previtem", "nextitem"}
    ),
    Cycler: frozenset({"next", "current", "reset"}),
}
"""What a template may ask of Jinja's own objects."""
_TESTS = (
    *("none", "string", "number", "integer", "boolean", "float", "mapping", "sequence", "iterable", "true", "false"),
    *("even", "odd", "divisibleby", "lower", "upper"),
)
_COMPARISONS = (
    *("eq", "equalto", "==", "ne", "!=", "lt", "<", "le", "<=", "gt", ">", "ge", ">=", "in", "sameas"),
    *("lessthan", "greaterthan"),
)


def _small_range(*args: int) -> range:
    if not all(type(argument) is int and abs(argument) <= 10**9 for argument in args):
        refuse("range")
    found = range(*args)
    if len(found) > 10_000:
        refuse("range over 10000")
    return found


_GLOBALS = {"range": _small_range, "namespace": Namespace, "joiner": Joiner, "cycler": Cycler}


def _made(*, word: bool) -> _Environment:
    made = _Environment(autoescape=word, undefined=StrictUndefined, loader=None, cache_size=0, optimized=False)
    made.trim_blocks = made.lstrip_blocks = not word
    made.keep_trailing_newline = not word
    made.tests = {name: test for name, test in made.tests.items() if name in _TESTS or name in _COMPARISONS}
    made.filters = {**standard_filters(), **(WORD_FILTERS if word else PLAIN_FILTERS)}
    for contextual in CONTEXTUAL:
        pass_context(contextual)
    made.globals.clear()
    made.globals.update(_GLOBALS)
    return made


@cache
def environment() -> _Environment:
    """Return the environment for Word parts; there is one in the whole program."""
    return _made(word=True)


@cache
def marking_environment() -> _Environment:
    """Return the environment for Word parts in which every value is printed on yellow."""
    from docgen.word.highlight import MARKED_FILTERS

    made = _made(word=True)
    made.filters |= MARKED_FILTERS
    return made


@cache
def plain_environment() -> _Environment:
    """Return the environment for plain text: the same strictness, no XML, tags on their own line leave no line."""
    return _made(word=False)


def filter_names() -> frozenset[str]:
    """Return the names of the filters that a template may use."""
    return frozenset(name for name in environment().filters if " " not in name)


def parsed(source: str, made: _Environment) -> nodes.Template:
    """Return the syntax tree of `source`. Raises `jinja2.TemplateSyntaxError`, as `bind` does."""
    try:
        tree = made.parse(source)
        wrong = next(tree.find_all(_REFUSED), None)
    except (RecursionError, MemoryError, ValueError):  # 5,000 brackets; a number of 5,000 digits
        raise TemplateSyntaxError("too deep", 1) from None
    if wrong is not None:
        raise TemplateSyntaxError("statement not allowed", wrong.lineno)
    return tree


def bind(source: str, made: _Environment) -> Template:
    """Return the template `source` compiled in `made`, with what it prints named and what it repeats limited.

    Raises `jinja2.TemplateSyntaxError`, also for statements that templates do not have and for tags too deep to read.
    """
    tree = _guarded(source, made)
    try:
        code = made.compile(tree)
    except (RecursionError, MemoryError, SyntaxError, ValueError):
        raise TemplateSyntaxError("too deep", 1) from None
    return made.template_class.from_code(made, code, made.make_globals(None), None)


def python_of(source: str) -> str:
    """Return the Python module that fills the Word part `source` as `bind` would, for `docgen.word.ready`."""
    made = _made(word=True)
    made.code_generator_class = _ReadyGenerator
    code = made.compile(_guarded(source, made), raw=True, defer_init=True)
    return code.replace("from jinja2.runtime import", "from docgen.word.ready import", 1)


def _guarded(source: str, made: _Environment) -> nodes.Template:
    tree = parsed(source, made)
    guard(tree)
    return tree
