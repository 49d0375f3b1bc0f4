"""Columns of values, a cell each: exact, since numpy only counts which value a cell has.

What is done to columns is done once for each combination of values that occurs, in Python.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import prod

import numpy as np

LARGEST_TABLE = 1 << 22


@dataclass(frozen=True, slots=True)
class Column:
    """One value a cell: ``codes`` count into ``values`` and broadcast against other columns."""

    values: tuple[object, ...]
    codes: np.ndarray


def constant(value: object) -> Column:
    return Column((value,), np.zeros((), np.uint8))


def yes_or_no(where: np.ndarray) -> Column:
    return Column((False, True), where.astype(np.uint8))


def combine(by: Callable[..., object], *columns: Column) -> Column:
    """``by`` of the values of each cell, called once for each combination that occurs."""
    sizes, together = [len(column.values) for column in columns], np.zeros((), np.int64)
    for size, column in zip(sizes, columns, strict=True):
        together = together * size + column.codes
    occur, places = _distinct(together, prod(sizes))
    known: dict[tuple[type, object], int] = {}
    table = np.zeros(len(occur), np.int32)
    for at, codes in enumerate(zip(*np.unravel_index(occur, sizes or [1]), strict=True)):
        value = by(*(column.values[code] for column, code in zip(columns, codes, strict=False)))
        table[at] = known.setdefault((type(value), value), len(known))
    codes = table.astype(np.min_scalar_type(len(known)))[places]
    return Column(tuple(value for _, value in known), codes)


def _distinct(numbers: np.ndarray, bound: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers that occur, in order, and for each cell the place of its own among them."""
    if bound > LARGEST_TABLE:
        found, places = np.unique(numbers, return_inverse=True)
        return found, places.reshape(numbers.shape)
    occurs = np.zeros(bound, bool)
    occurs[numbers.ravel()] = True
    found = np.flatnonzero(occurs)
    places = np.zeros(bound, np.int32)
    places[found] = np.arange(len(found))
    return found, places[numbers]
