"""Read untyped data (JSON, TOML) into frozen dataclasses, collecting every problem instead of stopping at the first.

The types are the contract: a key that no field has, a value of the wrong type and a missing required field are each a
`Problem` with the path, what was found, what is wanted and, where one is near, what was probably meant. Kept in the
project because the validators on offer either stop at the first error or cost more start-up time than a whole letter
may take; see `benchmarks/`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from docgen.dates import PartialDate
from docgen.errors import Place, Problem
from docgen.frozen import record_of
from docgen.matter.audiences import Audience, audiences_of
from docgen.matter.values import Gap, Prose, Unanswered, Unfit, Words
from docgen.scalars import NoChoice, WrongType, nearest, parser_of

__all__ = ["FieldType", "Path", "Reader", "field_types", "item_type", "nearest", "path_text", "record_type"]

Path = tuple[str | int, ...]
T = TypeVar("T")


class FieldType(NamedTuple):
    """One field of a record, its type taken apart."""

    name: str
    type: Any
    """The bare type: `Annotated`, `None` and `Unanswered` are taken off."""
    required: bool
    may_decline: bool
    """Whether null is a possible answer."""
    audiences: frozenset[Audience] | None
    """None where the type names no audience (law and settings have none)."""


def field_types(cls: type[Any]) -> dict[str, FieldType]:
    """Return the fields of the dataclass `cls` by name, in order."""
    if cls not in _FIELD_TYPES:
        _FIELD_TYPES[cls] = _read_field_types(cls)
    return _FIELD_TYPES[cls]


_FIELD_TYPES: dict[type[Any], dict[str, FieldType]] = {}


def _read_field_types(cls: type[Any]) -> dict[str, FieldType]:
    hints, optional = _hints(cls), _with_defaults(cls)
    found: dict[str, FieldType] = {}
    for name, hint in hints.items():
        bare, audiences = _without_annotation(hint)
        options = get_args(bare) if get_origin(bare) in (Union, types.UnionType) else (bare,)
        kept = [option for option in options if option not in (type(None), Unanswered)]
        found[name] = FieldType(name, kept[0], name not in optional, type(None) in options, audiences)
    return found


def _with_defaults(cls: type[Any]) -> set[str]:
    """Return the names of the fields of `cls` that may be left out."""
    if hasattr(cls, "__frozen_names__"):
        return {*cls.__frozen_defaults__, *cls.__frozen_factories__}
    return {item.name for item in fields(cls) if item.default is not MISSING or item.default_factory is not MISSING}


def _hints(cls: type[Any]) -> dict[str, Any]:
    """Return the types of the fields of `cls`; evaluated only where its module postpones that, because it is slow."""
    hints: dict[str, Any] = cls.__annotations__
    return get_type_hints(cls, include_extras=True) if any(isinstance(hint, str) for hint in hints.values()) else hints


def _without_annotation(hint: Any) -> tuple[Any, frozenset[Audience] | None]:
    audiences = None
    while get_origin(hint) is Annotated:
        audiences = audiences_of(hint.__metadata__) or audiences
        hint = hint.__origin__
    return hint, audiences


def record_type(wanted: Any) -> type[object] | None:
    """Return `wanted` where it is a record of facts, and None where it is a single value."""
    record = hasattr(wanted, "__frozen_names__") or is_dataclass(wanted)
    if record and isinstance(wanted, type) and not hasattr(wanted, "parse"):
        return wanted
    return None


def item_type(wanted: Any) -> Any:
    """Return the type of each item where `wanted` is a list, and `wanted` itself where it is none."""
    return get_args(wanted)[0] if get_origin(wanted) is tuple else wanted


class _Shape(NamedTuple):
    kind: str
    """`list`, `mapping`, `record` or `scalar`."""
    item: Any
    """Type of each item; the record itself."""


_PLAIN = frozenset((str, bool, int, Decimal))
"""Types of values as JSON has them; a mark for something missing is a text of its own type."""
_READY = _PLAIN | {list}

_SHAPES: dict[Any, _Shape] = {}
"""Types taken apart once: a law file has thousands of values of a dozen types."""


def _shape(wanted: Any) -> _Shape:
    origin, record = get_origin(wanted), record_type(wanted)
    if origin is tuple:
        shape = _Shape("list", get_args(wanted)[0])
    elif origin is Mapping:
        shape = _Shape("mapping", get_args(wanted)[1])
    else:
        shape = _Shape("scalar", None) if record is None else _Shape("record", record)
    _SHAPES[wanted] = shape
    return shape


class _Plan(NamedTuple):
    """How a record is read, worked out once."""

    fields: dict[str, FieldType]
    parsers: dict[str, Callable[[Any], object]]
    """How the fields are read that hold a single value or a list of such."""
    required: tuple[str, ...]


_PLANS: dict[type[Any], _Plan] = {}


def _plan(cls: type[Any]) -> _Plan:
    known = field_types(cls)
    parsers = {name: parse for name, item in known.items() if (parse := _ready_parser(item.type))}
    plan = _PLANS[cls] = _Plan(known, parsers, tuple(name for name, item in known.items() if item.required))
    return plan


def _ready_parser(wanted: Any) -> Callable[[Any], object] | None:
    """Return how a value of the type `wanted` is read where it holds no records; it raises as `parser_of` says."""
    shape = _shape(wanted)
    if shape.kind == "scalar":
        return parser_of(wanted)
    if shape.kind != "list" or _shape(shape.item).kind != "scalar":
        return None
    parse = parser_of(shape.item)

    def parse_all(values: object) -> object:
        if type(values) is not list or not _PLAIN.issuperset(map(type, values)):
            raise WrongType("wanted.list")
        return tuple([parse(each) for each in values])

    return parse_all


def path_text(path: Path) -> str:
    """Return `path` as people write it: `incidents[2].date`, counted from 0 as in JSON."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


class Reader:
    """Reads one source into records and keeps every problem, each with its place.

    `place_of` returns the place of a path in the source; with None the path alone is given.
    """

    def __init__(self, place_of: Callable[[Path], Place] | None = None) -> None:
        self.problems: list[Problem] = []
        self._place_of = place_of or (lambda path: Place(path=path_text(path)))

    def problem(self, id: str, path: Path, hint: str = "", **names: str) -> None:
        """Keep a problem found at `path`."""
        self.problems.append(Problem(id=id, place=self._place_of(path), names=names, hint=hint))

    def read(self, cls: type[T], value: object, path: Path = ()) -> T | None:
        """Return `value` as a record of the dataclass `cls`, or None when a problem was kept."""
        if not isinstance(value, Mapping):
            self.problem("problem.wrong-type", path, found=_kind(value), wanted="wanted.record")
            return None
        plan = _PLANS.get(cls) or _plan(cls)
        before = len(self.problems)
        read: dict[str, Any] = {}
        for name, each in value.items():
            parse = plan.parsers.get(name)
            if parse is not None and type(each) in _READY:
                # Most values fit: nothing is worked out for them that only a problem needs.
                try:
                    read[name] = parse(each)
                except (WrongType, NoChoice, Unfit):
                    pass
                else:
                    continue
            read[name] = self._field(plan, name, each, path)
        for name in plan.required:
            if name not in value:
                self.problem("problem.missing", (*path, name))
        if len(self.problems) > before:
            return None
        return record_of(cls, read) if hasattr(cls, "__frozen_names__") else cls(**read)

    def _field(self, plan: _Plan, name: str, value: object, path: Path) -> object:
        wanted = plan.fields.get(name)
        if wanted is None:
            near = nearest(str(name), list(plan.fields))
            self.problem("problem.unknown-key", (*path, str(name)), "hint.did-you-mean" if near else "", near=near)
            return None
        return self._value(wanted, value, (*path, name))

    def _value(self, wanted: FieldType, value: object, path: Path) -> object:
        if value is None:
            if not wanted.may_decline:
                self.problem("problem.null", path)
            return None
        return self.value(wanted.type, value, path)

    def value(self, wanted: Any, value: object, path: Path) -> object:
        """Return `value` as the type `wanted`; keeps a problem and returns None where it does not fit."""
        if wanted is str and type(value) is str:
            return value
        if isinstance(value, Gap):
            return _fill_gap(wanted, value)
        shape = _SHAPES.get(wanted) or _shape(wanted)
        if shape.kind == "scalar":
            return self._scalar(wanted, value, path)
        if shape.kind == "record":
            return self.read(shape.item, value, path)
        return self._tuple(shape.item, value, path) if shape.kind == "list" else self._mapping(shape.item, value, path)

    def _tuple(self, item: Any, value: object, path: Path) -> object:
        if not isinstance(value, list):
            self.problem("problem.wrong-type", path, found=_kind(value), wanted="wanted.list")
            return None
        return tuple(self.value(item, each, (*path, index)) for index, each in enumerate(value))

    def _mapping(self, item: Any, value: object, path: Path) -> object:
        if not isinstance(value, Mapping):
            self.problem("problem.wrong-type", path, found=_kind(value), wanted="wanted.record")
            return None
        return {str(key): self.value(item, each, (*path, str(key))) for key, each in value.items()}

    def _scalar(self, wanted: Any, value: object, path: Path) -> object:
        try:
            return parser_of(wanted)(value)
        except WrongType as wrong:
            self.problem("problem.wrong-type", path, found=_kind(value), wanted=wrong.wanted)
        except Unfit as unfit:
            self.problem("problem.unfit", path, wanted=unfit.wanted, **unfit.names)
        except NoChoice as wrong:
            hint = "hint.did-you-mean" if wrong.near else ""
            self.problem("problem.no-such-choice", path, hint, choices=", ".join(wrong.choices), near=wrong.near)
        return None


def _fill_gap(wanted: Any, mark: Gap) -> object:
    """Return the value of type `wanted` that shows `mark`, or the emptiest one where the type can show no text."""
    if get_origin(wanted) is tuple:
        return ()
    if wanted is Prose:
        return Prose(Words(mark))
    if isinstance(wanted, type) and issubclass(wanted, PartialDate):
        return wanted.missing(mark)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return next((member for member in wanted if member.value == "unknown"), next(iter(wanted)))
    if isinstance(wanted, type) and issubclass(wanted, str):
        return wanted(mark)
    return None


def _kind(value: object) -> str:
    """Return the message id that names the kind of `value`, never the value."""
    match value:
        case None:
            return "found.null"
        case bool():
            return "found.yes-no"
        case int() | float() | Decimal():
            return "found.number"
        case str():
            return "found.text"
        case list():
            return "found.list"
        case Mapping():
            return "found.record"
        case _:
            return "found.date"
