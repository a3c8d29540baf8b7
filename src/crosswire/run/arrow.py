"""Nouns as Arrow tables and back: schemas derived once from the dataclasses.

In: a dataclass of the model, or nouns of it.  Out: an Arrow type (strings, 64-bit integers, doubles, booleans; a
closed choice is a string, a tuple a list, a dataclass a struct) or an array of it.  Reading back checks each value
against the dataclass.  Fails with ``TypeError`` for a field type that is none of these, and with Arrow's own error
for a number beyond 64 bits.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
import pyarrow as pa

T = TypeVar("T")

_PLAIN: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@cache
def arrow_type(kind: Any) -> pa.DataType:
    """The Arrow type of a dataclass or of a field's annotation."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return pa.struct([_field(field.name, hints[field.name]) for field in dataclasses.fields(kind)])
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        (common,) = {type(argument) for argument in arguments}
        return _PLAIN[common]
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return pa.list_(_field("item", arguments[0]))
    raise TypeError(f"no Arrow type for {kind!r}: use str, int, float, bool, Literal, tuple[X, ...] or a dataclass")


def _field(name: str, kind: Any) -> pa.Field:
    """A field; ``X | None`` makes it nullable."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        (inner,) = (argument for argument in typing.get_args(kind) if argument is not types.NoneType)
        return pa.field(name, arrow_type(inner), nullable=True)
    return pa.field(name, arrow_type(kind), nullable=False)


@cache
def schema_of(kind: Any) -> pa.Schema:
    """The schema of a table with one noun a row and one field a column."""
    return pa.schema(list(arrow_type(kind)))


def to_array(kind: Any, values: Sequence[object]) -> pa.Array:
    """Nouns (or tuples of nouns, or None) as an array of ``arrow_type(kind)``."""
    return pa.array(msgspec.to_builtins(list(values)), type=arrow_type(kind))


def from_array(kind: type[T], array: pa.Array | pa.ChunkedArray) -> list[T]:
    """The nouns of an array that has no nulls."""
    return [msgspec.convert(value, type=kind) for value in array.to_pylist()]


def to_table(kind: Any, nouns: Sequence[object]) -> pa.Table:
    """Nouns as a table of ``schema_of(kind)``."""
    return pa.Table.from_pylist([msgspec.to_builtins(noun) for noun in nouns], schema=schema_of(kind))


def from_table(kind: type[T], table: pa.Table) -> list[T]:
    """The nouns of a table of ``schema_of(kind)``."""
    return [msgspec.convert(row, type=kind) for row in table.to_pylist()]
