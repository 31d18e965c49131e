"""The one place that makes a Jinja environment. A template is a program, and it may come from anyone.

What a template can do here: print facts, ask whether they are there, and repeat. It cannot reach Python (no attribute
but a fact's own keys and `loop`), cannot load anything, and cannot burn more than a fixed number of steps. A value
is always text: it is escaped, never parsed again, and None or an unknown name is an error instead of a blank.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Template
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.word.filters import CHARGED, CONTEXTUAL, JOINED, LONG, PLAIN_FILTERS, SHOWN, WORD_FILTERS, charge, refuse

__all__ = [
    "bind",
    "dotted_name",
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

    def call_binop(self, _context: Context, operator: str, left: Any, right: Any) -> Any:
        if type(left) is int and type(right) is int and operator not in ("**", "/"):
            if abs(left) > 10**9 or abs(right) > 10**9:
                refuse("number too large")
            return self.binop_table[operator](left, right)
        if operator == "+" and type(left) is type(right) and isinstance(left, str | list):
            charge(len(left) + len(right))
            return left + right
        return refuse(f"operator {operator} on these values")

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Macro) or obj is _small_range

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        charge(_TURN)
        return super().call(context, obj, *args, **kwargs)


_REFUSED = (
    *(nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport, nodes.Block, nodes.CallBlock, nodes.FilterBlock),
    *(nodes.AssignBlock, nodes.EvalContextModifier, nodes.ScopedEvalContextModifier, nodes.ExprStmt),
)
"""Statements that load, change escaping, or keep rendered XML for another place."""
_LOOP = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"})
_TESTS = ("none", "string", "number", "boolean", "mapping", "sequence", "true", "false", "even", "odd", "divisibleby")
_COMPARISONS = ("eq", "equalto", "==", "ne", "!=", "lt", "<", "le", "<=", "gt", ">", "ge", ">=", "in")


def _small_range(*args: int) -> range:
    if not all(type(argument) is int and abs(argument) <= 10**9 for argument in args):
        refuse("range")
    found = range(*args)
    if len(found) > 10_000:
        refuse("range over 10000")
    return found


def _made(*, word: bool) -> _Environment:
    made = _Environment(autoescape=word, undefined=StrictUndefined, loader=None, cache_size=0, optimized=False)
    made.trim_blocks = made.lstrip_blocks = not word
    made.keep_trailing_newline = not word
    made.tests = {name: test for name, test in made.tests.items() if name in _TESTS or name in _COMPARISONS}
    made.filters = dict(WORD_FILTERS if word else PLAIN_FILTERS)
    for contextual in CONTEXTUAL:
        pass_context(contextual)
    made.globals.clear()
    made.globals["range"] = _small_range
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
    return frozenset(environment().filters)


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
    _guard(tree)
    return tree


def _guard(tree: nodes.Template) -> None:
    for concat in list(tree.find_all(nodes.Concat)):
        items = nodes.List(concat.nodes, lineno=concat.lineno)
        concat.nodes = [_filter(items, JOINED, [])]
    look = [""]
    for output in tree.find_all(nodes.Output):
        output.nodes = [_shown(node, look) for node in output.nodes]
    for loop in tree.find_all(nodes.For):
        loop.iter = _filter(loop.iter, CHARGED, [_TURN + _weight(loop.body), dotted_name(loop.iter)])  # type: ignore[arg-type]
    for macro in tree.find_all(nodes.Macro):
        price = _filter(nodes.List([nodes.Const(1)]), CHARGED, [_TURN + _weight(macro.body)])
        macro.body.insert(0, nodes.ExprStmt(price, lineno=macro.lineno))


_RUN_LOOK = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?")


def _shown(node: nodes.Expr, look: list[str]) -> nodes.Expr:
    """Return `node` printed by docgen's filter, which is told the tag's name and the look of the run around it."""
    if isinstance(node, nodes.TemplateData):
        for found in _RUN_LOOK.finditer(node.data):
            look[0] = found[1] or ""
        return node
    return _filter(node, SHOWN, [dotted_name(node), look[0]])


def _filter(node: nodes.Expr, name: str, arguments: list[object]) -> nodes.Filter:
    constants: list[nodes.Expr] = [nodes.Const(argument) for argument in arguments]
    return nodes.Filter(node, name, constants, [], None, None, lineno=node.lineno)


_TURN = 256
"""What one turn of a loop or one call costs, in characters, whatever it writes: time."""
_STEP = 4
"""What one name, number, operator or statement costs: it writes nothing by itself."""


def _weight(body: list[nodes.Node]) -> int:
    """Return how many characters `body` can write, and its steps, not counting what pays for itself."""
    total = 0
    for node in body:
        if isinstance(node, nodes.TemplateData):
            total += len(node.data)
        elif isinstance(node, nodes.For | nodes.Macro):
            total += _TURN
        elif isinstance(node, nodes.Expr):
            total += _STEP * sum(1 for _ in node.find_all(nodes.Node))
        else:
            printed = node.nodes if isinstance(node, nodes.Output) else []
            total += LONG * sum(not isinstance(each, nodes.TemplateData) for each in printed)
            total += _STEP + _weight(list(node.iter_child_nodes()))
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
