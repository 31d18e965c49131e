"""Conditions that people write in TOML: `respondent.identity != "unknown" and "threats" in conduct`.

A condition reads facts by their path and compares them with `==`, `!=`, `in`, `not in`, `and`, `or`, `not`. It can
call nothing. A path that leads through a list (`incidents.conduct`) gives the list of all values found there.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cache

__all__ = ["BadCondition", "can_hold", "holds", "names_in", "value_at"]

_LONGEST = 1000
"""Characters of a condition; a person writes fewer, and Python fails to follow what nests much deeper."""


class BadCondition(ValueError):
    """The text is not a condition."""


@cache
def _parse(text: str) -> ast.expr:
    if len(text) > _LONGEST:
        raise BadCondition(text)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BadCondition(text) from None
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED) or (isinstance(node, ast.Compare) and len(node.ops) > 1):
            raise BadCondition(text)
    return tree


_ALLOWED = (
    ast.BoolOp, ast.UnaryOp, ast.Compare, ast.Name, ast.Attribute, ast.Constant, ast.List, ast.Tuple,
    ast.And, ast.Or, ast.Not, ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Load,
)  # fmt: skip


def names_in(text: str) -> list[str]:
    """Return the paths of the facts that the condition `text` reads. Raises `BadCondition`."""
    found = [ast.unparse(node) for node in ast.walk(_parse(text)) if isinstance(node, ast.Name | ast.Attribute)]
    return [name for name in found if not any(other.startswith(name + ".") for other in found)]


def holds(text: str, values: Mapping[str, object]) -> bool:
    """Return whether the condition `text` holds for the facts in `values`; "" always holds. Raises `BadCondition`."""
    return not text or bool(_compiled(text)(values))


def value_at(path: str, values: object) -> object:
    """Return what stands at the dotted `path`, None where nothing does; through a list, the list of all found."""
    for step in path.split("."):
        if isinstance(values, list | tuple):
            found = [value_at(step, each) for each in values]
            values = [
                item for each in found for item in (each if isinstance(each, list) else [each]) if item is not None
            ]
        elif isinstance(values, Mapping):
            values = values.get(step)
        else:
            return None
    return values


_Value = Callable[[Mapping[str, object]], object]


@cache
def _compiled(text: str) -> _Value:
    """Return the function that works out the condition `text`; a matter asks for the same one for each incident."""
    return _worked_out(_parse(text))


def _worked_out(node: ast.expr) -> _Value:
    match node:
        case ast.Constant(value=value):
            return lambda _values: value
        case ast.Name() | ast.Attribute():
            path = ast.unparse(node)
            return lambda values: value_at(path, values)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            each = [_worked_out(item) for item in items]
            return lambda values: [item(values) for item in each]
        case ast.UnaryOp(operand=operand):
            inner = _worked_out(operand)
            return lambda values: not inner(values)
        case ast.BoolOp(op=operation, values=parts):
            both, quantified = [_worked_out(part) for part in parts], all if isinstance(operation, ast.And) else any
            return lambda values: quantified(part(values) for part in both)
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            first, second = _worked_out(left), _worked_out(right)
            return lambda values: _compare(first(values), operator, second(values))
        case _:
            raise BadCondition(ast.unparse(node))


def can_hold(text: str, known: Mapping[str, object]) -> bool:
    """Return whether the condition `text` holds for some facts, where `known` has the values of some by their path.

    "" always can. It may say yes of a condition that contradicts itself. Raises `BadCondition`.
    """
    return not text or _settled(_parse(text), known) is not False


def _settled(node: ast.expr, known: Mapping[str, object]) -> bool | None:
    """Return what the condition comes to by what is `known` alone, None where other facts decide."""
    match node:
        case ast.UnaryOp(operand=operand):
            inner = _settled(operand, known)
            return None if inner is None else not inner
        case ast.BoolOp(op=operation, values=parts):
            found, decisive = {_settled(part, known) for part in parts}, isinstance(operation, ast.Or)
            return decisive if decisive in found else None if None in found else not decisive
        case ast.Name() | ast.Attribute() if ast.unparse(node) in known:
            return bool(known[ast.unparse(node)])
        case _:
            return None


def _compare(left: object, operator: ast.cmpop, right: object) -> bool:
    if isinstance(operator, ast.Eq | ast.NotEq):
        return (left == right) is isinstance(operator, ast.Eq)
    inside = right if isinstance(right, list | tuple) or (isinstance(right, str) and isinstance(left, str)) else ()
    found = left in inside if not isinstance(left, list) else any(item in inside for item in left)
    return found is isinstance(operator, ast.In)
