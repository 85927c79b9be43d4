"""How kernels are compiled: once, for the types that their annotations name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from numba import njit, types

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., object]")
Bytes3: TypeAlias = Any
Cube: TypeAlias = Any
Floats: TypeAlias = Any
Floats2: TypeAlias = Any
Floats3: TypeAlias = Any
Ints: TypeAlias = Any
Order: TypeAlias = Any
Rows: TypeAlias = Any

OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}
INNER: dict[str, Any] = {**OPTIONS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
TYPES: dict[str, Any] = {
    "int": types.int64,
    "float": types.float64,
    "bool": types.boolean,
    "None": types.void,
    "Rows": types.Array(types.int32, 2, "C"),
    "Order": types.Array(types.int64, 1, "C"),
    "Ints": types.Array(types.int32, 1, "C"),
    "Cube": types.Array(types.int32, 3, "C"),
    "Bytes3": types.Array(types.uint8, 3, "C"),
    "Floats": types.Array(types.float64, 1, "C"),
    "Floats2": types.Array(types.float64, 2, "C"),
    "Floats3": types.Array(types.float64, 3, "C"),
}
"""What the annotations of a kernel mean to numba."""


def kernel(function: Function) -> Function:
    """Compile a function that only kernels call, without the interpreter's lock; keep the code."""
    return _compiled(function, INNER)


def entry(function: Function) -> Function:
    """Compile a kernel that Python calls."""
    return _compiled(function, OPTIONS)


def _compiled(function: Function, options: dict[str, Any]) -> Function:
    """Compile for the types of the annotations alone.

    Left to itself numba compiles a version for each mixture of long and short integers that
    callers pass, which takes three times as long.
    """
    compiled: Any = njit
    notes = dict(function.__annotations__)
    result = TYPES[str(notes.pop("return"))]
    signature = result(*(TYPES[str(note)] for note in notes.values()))
    return cast("Function", compiled(signature, **options)(function))
