"""Which names, filters and styles a template reads, from Jinja's own syntax tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import nodes

from docgen.word.tags import NO_FACTS

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Use", "loose_uses", "unknown_words", "uses"]


class Use(NamedTuple):
    """One place where a tag reads a fact."""

    name: str
    """Dotted, with `[]` for "each of"."""
    line: int
    how: str
    """`printed`; `pictured`; `joined` for a list that is printed as one text; `passed` on to what prints it; `looped`
    over; or only `tested`."""
    written: str
    """The fact as the tag has it: `i.date`."""


def unknown_words(tree: nodes.Template, made: Environment, styles: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    """Yield problem id, line and name of every filter, test and Word style in `tree` that does not exist.

    And of what can never be printed: an answer of yes or no, and what brackets behind a name would call.
    """
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
    for output in tree.find_all(nodes.Output):
        for shown in output.nodes:
            if isinstance(shown, nodes.Compare | nodes.Test | nodes.Not):
                yield "template.prints-condition", shown.lineno, ""
    made_here = {target for each in tree.find_all(nodes.Assign) for target in _targets(each.target)}
    no_facts = {*NO_FACTS, *made_here, *(macro.name for macro in tree.find_all(nodes.Macro))}
    for call in tree.find_all(nodes.Call):
        written = _written(call.node)
        if written.partition(".")[0] not in no_facts:
            yield "template.call", call.lineno, written


def uses(tree: nodes.Template) -> Iterator[Use]:
    """Yield every fact that `tree` reads, once for each place, in the order of the template.

    A loop variable stands for what it runs over: in `{% for i in incidents %}{{ i.date }}`, `i.date` is
    `incidents[].date`. Names made by `set` stand for what they were set to where that is a plain name. Names of
    macros, their arguments and `NO_FACTS` are no facts and are left out.
    """
    yield from _walk(tree, dict(NO_FACTS), "tested")


def loose_uses(tree: nodes.Template, scope: Scope) -> Iterator[Use]:
    """Yield what `uses` does of one tag by itself, for a template whose blocks are broken.

    `scope` goes from tag to tag: the name of a loop stays known after it, because nobody knows where the loop ends.
    """
    for node in tree.body:
        yield from _walk(node, scope, "tested")
        if isinstance(node, nodes.For):
            named = isinstance(node.target, nodes.Name)
            scope |= {name: _each_of(node.iter, scope) if named else None for name in _targets(node.target)}


Scope = dict[str, str | None]
"""What each local name stands for: a dotted name, or None for no fact."""


def _walk(node: nodes.Node, scope: Scope, how: str) -> Iterator[Use]:
    match node:
        case nodes.For():
            yield from _walk(node.iter, scope, "looped")
            inner = dict(scope)
            for name in _targets(node.target):
                inner[name] = _each_of(node.iter, scope) if isinstance(node.target, nodes.Name) else None
            for child in (*([node.test] if node.test else ()), *node.body, *node.else_):
                yield from _walk(child, inner, how)
        case nodes.Assign():
            yield from _walk(node.node, scope, "tested")
            scope.update(dict.fromkeys(_targets(node.target), _resolved(node.node, scope)))
        case nodes.Macro():
            scope[node.name] = None
            inner = {**scope, **{argument.name: None for argument in node.args}}
            for child in (*node.defaults, *node.body):
                yield from _walk(child, inner, how)
        case nodes.If():
            yield from _walk(node.test, scope, "tested")
            for child in (*node.body, *node.elif_, *node.else_):
                yield from _walk(child, scope, how)
        case nodes.CondExpr():
            yield from _walk(node.test, scope, "tested")
            for branch in (node.expr1, node.expr2):
                if branch is not None:
                    yield from _walk(branch, scope, how)
        case nodes.Output():
            for child in node.nodes:
                yield from _walk(child, scope, "printed")
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            yield from _name(node, scope, how)
        case nodes.Compare() | nodes.Test() | nodes.Not():
            for child in node.iter_child_nodes():
                yield from _walk(child, scope, "tested")
        case nodes.And():
            yield from _walk(node.left, scope, "tested")
            yield from _walk(node.right, scope, how)
        case nodes.List() | nodes.Call():
            for child in node.iter_child_nodes():
                yield from _walk(child, scope, "passed" if how in ("printed", "joined") else "tested")
        case nodes.Filter():
            yield from _filtered(node, scope, how)
        case _:
            for child in node.iter_child_nodes():
                yield from _walk(child, scope, how)


def _filtered(node: nodes.Filter, scope: Scope, how: str) -> Iterator[Use]:
    """Yield what a filter reads: `length` only counts, `join` makes a text of a list, `first` stands for an item."""
    if node.name in ("first", "last") and (found := _resolved(node, scope)):
        yield Use(found, node.lineno, how, _written(node))
        return
    attribute = _attribute_of(node)
    asked = {"length": "tested", "count": "tested", "join": "joined", "picture": "pictured"}.get(node.name, how)
    asked = "looped" if node.name in (*_SAME_ITEMS, *_OTHER_ITEMS) or attribute else asked
    for child in node.iter_child_nodes():
        yield from _walk(child, scope, asked if child is node.node else "tested")
    if attribute and node.node is not None and (found := _resolved(node.node, scope)):
        shown = "printed" if node.name in ("map", "join") and how in ("printed", "joined") else "tested"
        yield Use(f"{found}[].{attribute}", node.lineno, shown, attribute)


_SAME_ITEMS = ("list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique")
_OTHER_ITEMS = ("batch", "groupby", "map", "max", "min", "slice", "sum")
"""Filters of lists: those that give items of the list, and the others."""


def _attribute_of(node: nodes.Filter) -> str:
    """Return the fact of each item that a filter of a list reads: `date` of `map(attribute="date")`; "" for none."""
    told = [each.value for each in node.kwargs if each.key == "attribute"]
    told += node.args[:1] if node.name in ("selectattr", "rejectattr", "groupby") else []
    found = told[0].value if told and isinstance(told[0], nodes.Const) else ""
    return found if isinstance(found, str) else ""


def _name(node: nodes.Name | nodes.Getattr | nodes.Getitem, scope: Scope, how: str) -> Iterator[Use]:
    found = _resolved(node, scope)
    if found:
        yield Use(found, node.lineno, how, _written(node))
    if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
        yield from _walk(node.arg, scope, "tested")
    if not found and isinstance(node, nodes.Getattr | nodes.Getitem):
        yield from _walk(node.node, scope, how)


def _written(node: nodes.Node) -> str:
    """Return what `node` is in a tag; "" where it is more than names."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            base = _written(node.node)
            return f"{base}.{node.attr}" if base else ""
        case nodes.Getitem(arg=nodes.Const(value=key)):
            base = _written(node.node)
            return (f"{base}.{key}" if isinstance(key, str) else f"{base}[{key}]") if base else ""
        case nodes.Filter(name="first" | "last") if node.node is not None:
            base = _written(node.node)
            return f"({base}|{node.name})" if base else ""
        case _:
            return ""


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
        case nodes.Filter() if node.name in _SAME_ITEMS and node.node is not None:
            return _resolved(node.node, scope)
        case _:
            return None
