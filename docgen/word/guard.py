"""What is done to every template before it is compiled: what it prints is shown by docgen's own filter, which is told
the tag's name, and what it repeats is paid for before it starts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import nodes

from docgen.word.filters import BARE, CHARGED, JOINED, LONG, SHOWN

__all__ = ["TURN", "guard"]

TURN = 256
"""What one turn of a loop or one call costs, in characters, whatever it writes: time."""
_STEP = 4
"""What one name, number, operator or statement costs: it writes nothing by itself."""
_FORMULA, _FORMULA_END = "<m:t", "</m:t"
_EDGE = re.compile(r"</m:t(?=>)|<m:t(?=[ >])|[<>]")
_RUN_LOOK = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?")


def guard(tree: nodes.Template) -> None:
    """Change `tree` in place so that what it prints passes docgen's filter and what it repeats is paid for first."""
    for concat in list(tree.find_all(nodes.Concat)):
        items = nodes.List(concat.nodes, lineno=concat.lineno)
        concat.nodes = [_filter(items, JOINED, [])]
    for choice in tree.find_all(nodes.CondExpr):
        choice.expr2 = choice.expr2 or nodes.Const("", lineno=choice.lineno)  # `{{ a if b }}` prints a or nothing
    stand = _Stand()
    for output in tree.find_all(nodes.Output):
        output.nodes = [_shown(node, stand) for node in output.nodes]
    for loop in tree.find_all(nodes.For):
        loop.iter = _filter(loop.iter, CHARGED, [TURN + _weight(loop.body), _dotted_name(loop.iter)])  # type: ignore[arg-type]
    for macro in tree.find_all(nodes.Macro):
        price = _filter(nodes.List([nodes.Const(1)]), CHARGED, [TURN + _weight(macro.body)])
        macro.body.insert(0, nodes.ExprStmt(price, lineno=macro.lineno))


@dataclass(slots=True)
class _Stand:
    """Where in the XML the next value will be printed."""

    look: str = ""
    """The `w:rPr` of the run around it."""
    in_attribute: bool = False
    in_formula: bool = False


def _shown(node: nodes.Expr, stand: _Stand) -> nodes.Expr:
    """Return `node` printed by docgen's filter, which is told the tag's name and the look of the run around it."""
    if isinstance(node, nodes.TemplateData):
        for found in _RUN_LOOK.finditer(node.data):
            stand.look = found[1] or ""
        for found in _EDGE.finditer(node.data):
            stand.in_attribute = found[0] != ">"
            if found[0] in (_FORMULA, _FORMULA_END):
                stand.in_formula = found[0] == _FORMULA
        return node
    bare = stand.in_attribute or stand.in_formula
    return _filter(node, BARE if bare else SHOWN, [_dotted_name(node), stand.look])


def _filter(node: nodes.Expr, name: str, arguments: list[object]) -> nodes.Filter:
    constants: list[nodes.Expr] = [nodes.Const(argument) for argument in arguments]
    return nodes.Filter(node, name, constants, [], None, None, lineno=node.lineno)


def _weight(body: list[nodes.Node]) -> int:
    """Return how many characters `body` can write, and its steps, not counting what pays for itself."""
    total = 0
    for node in body:
        if isinstance(node, nodes.TemplateData):
            total += len(node.data)
        elif isinstance(node, nodes.For | nodes.Macro):
            total += TURN
        elif isinstance(node, nodes.Expr):
            total += _STEP * sum(1 for _ in node.find_all(nodes.Node))
        else:
            printed = node.nodes if isinstance(node, nodes.Output) else []
            total += LONG * sum(not isinstance(each, nodes.TemplateData) for each in printed)
            total += _STEP + _weight(list(node.iter_child_nodes()))
    return total


def _dotted_name(node: nodes.Node) -> str:
    """Return the tag's expression as its writer knows it, such as `client.name`; "" where it is no plain name."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            inner = _dotted_name(node.node)
            return f"{inner}.{node.attr}" if inner else node.attr
        case nodes.Getitem():
            inner = _dotted_name(node.node)
            step = node.arg.value if isinstance(node.arg, nodes.Const) else ""
            return f"{inner}.{step}" if isinstance(step, str) and step else f"{inner}[{step}]"
        case nodes.Filter() if node.node is not None:
            return _dotted_name(node.node)
        case _:
            return ""
