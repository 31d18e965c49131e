"""Which names, filters and styles a template reads, from Jinja's own syntax tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from jinja2 import nodes

from docgen.word.tags import NO_FACTS

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Use", "loose_uses", "unknown_words", "uses"]

Use = tuple[str, int, bool]
"""Dotted name with `[]` for "each of", line, and whether it is printed."""


def unknown_words(tree: nodes.Template, made: Environment, styles: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    """Yield problem id, line and name of every filter, test and Word style in `tree` that does not exist."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = made.filters if isinstance(node, nodes.Filter) else made.tests
        if node.name not in known:
            kind = "filter" if isinstance(node, nodes.Filter) else "test"
            yield f"template.unknown-{kind}", node.lineno, node.name
        elif node.name in ("prose", "verbatim"):
            given = [*node.args, *(keyword.value for keyword in node.kwargs)]
            for argument in given:
                style = argument.value if isinstance(argument, nodes.Const) else None
                if not isinstance(style, str) or style.casefold() not in styles:
                    yield "template.unknown-style", node.lineno, str(style or "")


def uses(tree: nodes.Template) -> Iterator[Use]:
    """Yield every fact that `tree` reads, once for each place, in the order of the template.

    A loop variable stands for what it runs over: in `{% for i in incidents %}{{ i.date }}`, `i.date` is
    `incidents[].date`. Names made by `set` stand for what they were set to where that is a plain name. Names of
    macros, their arguments and `NO_FACTS` are no facts and are left out.
    """
    yield from _walk(tree, dict(NO_FACTS), printed=False)


def loose_uses(tree: nodes.Template, scope: Scope) -> Iterator[Use]:
    """Yield what `uses` does of one tag by itself, for a template whose blocks are broken.

    `scope` goes from tag to tag: the name of a loop stays known after it, because nobody knows where the loop ends.
    """
    for node in tree.body:
        yield from _walk(node, scope, printed=False)
        if isinstance(node, nodes.For):
            named = isinstance(node.target, nodes.Name)
            scope |= {name: _each_of(node.iter, scope) if named else None for name in _targets(node.target)}


Scope = dict[str, str | None]
"""What each local name stands for: a dotted name, or None for no fact."""


def _walk(node: nodes.Node, scope: Scope, *, printed: bool) -> Iterator[Use]:
    match node:
        case nodes.For():
            yield from _walk(node.iter, scope, printed=False)
            inner = dict(scope)
            for name in _targets(node.target):
                inner[name] = _each_of(node.iter, scope) if isinstance(node.target, nodes.Name) else None
            for child in (*([node.test] if node.test else ()), *node.body, *node.else_):
                yield from _walk(child, inner, printed=printed)
        case nodes.Assign():
            yield from _walk(node.node, scope, printed=False)
            scope.update(dict.fromkeys(_targets(node.target), _resolved(node.node, scope)))
        case nodes.Macro():
            scope[node.name] = None
            inner = {**scope, **{argument.name: None for argument in node.args}}
            for child in (*node.defaults, *node.body):
                yield from _walk(child, inner, printed=printed)
        case nodes.If():
            yield from _walk(node.test, scope, printed=False)
            for child in (*node.body, *node.elif_, *node.else_):
                yield from _walk(child, scope, printed=printed)
        case nodes.CondExpr():
            yield from _walk(node.test, scope, printed=False)
            for branch in (node.expr1, node.expr2):
                if branch is not None:
                    yield from _walk(branch, scope, printed=printed)
        case nodes.Output():
            for child in node.nodes:
                yield from _walk(child, scope, printed=True)
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            yield from _name(node, scope, printed=printed)
        case nodes.Compare() | nodes.Test() | nodes.Not():
            for child in node.iter_child_nodes():
                yield from _walk(child, scope, printed=False)
        case nodes.Filter() if node.name in ("length", "count"):
            for child in node.iter_child_nodes():
                yield from _walk(child, scope, printed=False)
        case _:
            for child in node.iter_child_nodes():
                yield from _walk(child, scope, printed=printed)


def _name(node: nodes.Name | nodes.Getattr | nodes.Getitem, scope: Scope, *, printed: bool) -> Iterator[Use]:
    found = _resolved(node, scope)
    if found:
        yield found, node.lineno, printed
    if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
        yield from _walk(node.arg, scope, printed=False)
    if not found and isinstance(node, nodes.Getattr | nodes.Getitem):
        yield from _walk(node.node, scope, printed=printed)


def _each_of(iterable: nodes.Node, scope: Scope) -> str | None:
    """Return what a loop variable over `iterable` stands for; in `{% for i in [recent] %}` that is `recent`."""
    if isinstance(iterable, nodes.List) and len(iterable.items) == 1:
        return _resolved(iterable.items[0], scope)
    base = _resolved(iterable, scope)
    return f"{base}[]" if base else None


def _targets(target: nodes.Node) -> list[str]:
    if isinstance(target, nodes.Name):
        return [target.name]
    return [item.name for item in target.find_all(nodes.Name)]


def _resolved(node: nodes.Node, scope: Scope) -> str | None:
    """Return the dotted name that `node` stands for, or None where it is no plain fact."""
    match node:
        case nodes.Name():
            return scope.get(node.name, node.name)
        case nodes.Getattr():
            base = _resolved(node.node, scope)
            return f"{base}.{node.attr}" if base else None
        case nodes.Getitem(arg=nodes.Const(value=str() as key)):
            base = _resolved(node.node, scope)
            return f"{base}.{key}" if base else None
        case nodes.Getitem():
            base = _resolved(node.node, scope)
            return f"{base}[]" if base else None
        case nodes.Filter(name="first" | "last") if node.node is not None:
            base = _resolved(node.node, scope)
            return f"{base}[]" if base else None
        case _:
            return None
