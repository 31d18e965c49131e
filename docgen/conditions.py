"""Conditions that people write in TOML: `respondent.identity != "unknown" and "threats" in conduct`.

A condition reads facts by their path and compares them with `==`, `!=`, `in`, `not in`, `and`, `or`, `not`. It can
call nothing. A path that leads through a list (`incidents.conduct`) gives the list of all values found there.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache

__all__ = ["BadCondition", "holds", "names_in", "value_at"]

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
    return not text or bool(_evaluate(_parse(text), values))


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


def _evaluate(node: ast.expr, values: Mapping[str, object]) -> object:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name() | ast.Attribute():
            return value_at(ast.unparse(node), values)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [_evaluate(item, values) for item in items]
        case ast.UnaryOp(operand=operand):
            return not _evaluate(operand, values)
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_evaluate(part, values) for part in parts)
        case ast.BoolOp(values=parts):
            return any(_evaluate(part, values) for part in parts)
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            return _compare(_evaluate(left, values), operator, _evaluate(right, values))
        case _:
            raise BadCondition(ast.unparse(node))


def _compare(left: object, operator: ast.cmpop, right: object) -> bool:
    if isinstance(operator, ast.Eq | ast.NotEq):
        return (left == right) is isinstance(operator, ast.Eq)
    inside = right if isinstance(right, list | tuple) or (isinstance(right, str) and isinstance(left, str)) else ()
    found = left in inside if not isinstance(left, list) else any(item in inside for item in left)
    return found is isinstance(operator, ast.In)
