"""Frozen records that cost nothing to declare.

`dataclass(frozen=True)` writes and compiles Python code for each class: 0.6 to 1 ms, and the model has some seventy
classes, so a third of the time of one letter went there (`benchmarks/start_up.py`). `frozen` makes real dataclasses,
which `dataclasses.fields` and `replace` know, with one shared `__init__` instead of generated ones. Records never show
their values when printed, because tracebacks and logs would hold facts.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from typing import Any, TypeVar, dataclass_transform

__all__ = ["frozen", "ordered", "record_of"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make `cls` a frozen dataclass that takes its fields by keyword only and compares by value."""
    return _made(cls)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def ordered(cls: type[T]) -> type[T]:
    """Make `cls` a frozen dataclass that also takes its fields in their order."""
    return _made(cls)


def record_of(cls: type[T], values: dict[str, Any]) -> T:
    """Return the record of the class `cls`, which `frozen` or `ordered` made, with these `values`.

    A third of the time of calling the class, because nothing is compared: the caller knows that each of the `values` is
    a field, and that no field without a default is missing.
    """
    made: Any = cls
    values = {**made.__frozen_defaults__, **values}
    for name, make in made.__frozen_factories__.items():
        if name not in values:
            values[name] = make()
    record = object.__new__(cls)
    _set(record, "__dict__", values)
    return record


_set = object.__setattr__


def _made(cls: type[T]) -> type[T]:
    made: Any = cls
    given = {name: vars(cls)[name] for name in cls.__annotations__ if name in vars(cls)}
    plain = {name: item.default if isinstance(item, Field) else item for name, item in given.items()}
    made.__frozen_names__ = dict.fromkeys(cls.__annotations__)
    made.__frozen_defaults__ = {name: item for name, item in plain.items() if item is not MISSING}
    made.__frozen_factories__ = {
        name: item.default_factory
        for name, item in given.items()
        if isinstance(item, Field) and item.default_factory is not MISSING
    }
    made.__dataclass_fields__ = _Fields(given)
    made.__init__, made.__repr__ = _init, _repr
    made.__setattr__, made.__delattr__ = _refuse, _refuse
    made.__eq__, made.__hash__ = _equal, _hash
    return made  # type: ignore[no-any-return]


class _Fields:
    """The fields as `dataclasses` describes them, worked out when somebody asks, which few commands do."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given
        self._fields: dict[str, Field[Any]] | None = None

    def __get__(self, _record: object, cls: type[Any]) -> dict[str, Field[Any]]:
        if self._fields is None:
            body = {"__annotations__": cls.__annotations__, "__module__": cls.__module__, **self._given}
            twin: Any = dataclass(init=False, repr=False, eq=False)(type(cls.__name__, (), body))
            self._fields = twin.__dataclass_fields__
        return self._fields or {}


def _init(self: Any, *in_order: Any, **named: Any) -> None:
    cls, values = type(self), self.__dict__
    names, factories = cls.__frozen_names__, cls.__frozen_factories__
    values.update(cls.__frozen_defaults__)
    if in_order:
        values.update(zip(names, in_order, strict=False))
    values.update(named)
    for name, make in factories.items() if factories else ():
        if name not in values:
            values[name] = make()
    if values.keys() != names.keys() or len(in_order) > len(names):
        wrong = sorted(names.keys() ^ values.keys())
        raise TypeError(f"{cls.__name__}: missing or unknown {', '.join(wrong)}")


def _repr(self: Any) -> str:
    return f"{type(self).__name__}(…)"


def _refuse(self: Any, name: str, *_value: object) -> None:
    raise FrozenInstanceError(f"cannot change {type(self).__name__}.{name}")


def _equal(self: Any, other: object) -> bool:
    return type(self) is type(other) and vars(self) == vars(other)


def _hash(self: Any) -> int:
    return hash(tuple(vars(self).items()))
