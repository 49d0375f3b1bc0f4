"""Rules found by the value of a fact, so that most of them are never tried."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..conditions import AllOf, Condition
from ..values import Facts
from .compiler import Compiler, Holds, parts_of

SCAN_AT_MOST = 4  # so few rules are tried one by one: a table would cost more
WORTH_A_TABLE = 3  # fewer rules that share an attribute are tried one by one

Entry = tuple[int, Condition, Condition | None]


class Index:
    """Rules tried one after the other, and tables that lead from a fact to more rules."""

    __slots__ = ("_compiler", "_entries", "_scanned", "_tables")

    def __init__(self, compiler: Compiler, entries: Sequence[Entry]) -> None:
        self._compiler = compiler
        self._entries: Sequence[Entry] | None = entries
        self._scanned: tuple[tuple[int, Holds], ...] = ()
        self._tables: tuple[tuple[str, dict[object, Index]], ...] = ()

    def run(self, memory: Facts, fired: list[int]) -> None:
        """Add the number of each rule that fires under ``memory``."""
        if self._entries is not None:
            self._build(self._entries)
        for number, holds in self._scanned:
            if holds(memory):
                fired.append(number)
        for name, table in self._tables:
            value = memory.get(name)
            for key in value if isinstance(value, tuple) else (value,):
                found = table.get(key)
                if found is not None:
                    found.run(memory, fired)

    def _build(self, entries: Sequence[Entry]) -> None:
        compiler = self._compiler
        scanned, grouped = entries, dict[str, dict[object, list[Entry]]]()
        if len(entries) > SCAN_AT_MOST:
            scanned, grouped = _distribute(compiler, entries)
        self._scanned = tuple((at, compiler.fires(when, unless)) for at, when, unless in scanned)
        self._tables = tuple(
            (name, {key: Index(compiler, found) for key, found in table.items()})
            for name, table in grouped.items()
        )
        self._entries = None


def _distribute(
    compiler: Compiler, entries: Sequence[Entry]
) -> tuple[list[Entry], dict[str, dict[object, list[Entry]]]]:
    """Each rule under the attribute that splits its stratum the finest; the rest are scanned."""
    keys = [compiler.keys(when) for _, when, _ in entries]
    spread: dict[str, Counter[object]] = defaultdict(Counter)
    for found in keys:
        for key, (values, _) in found.items():
            spread[key].update(values)
    fineness = {
        name: len(counts) * counts.total() / sum(n * n for n in counts.values())
        for name, counts in spread.items()
    }
    best = [max(found, key=lambda name: (fineness[name], name), default=None) for found in keys]
    crowd = Counter(best)
    scanned: list[Entry] = []
    grouped: dict[str, dict[object, list[Entry]]] = defaultdict(dict)
    for (at, when, unless), found, name in zip(entries, keys, best, strict=True):
        if name is None or crowd[name] < WORTH_A_TABLE:
            scanned.append((at, when, unless))
        else:
            values, used = found[name]
            for value in values:
                grouped[name].setdefault(value, []).append((at, _without(when, used), unless))
    return scanned, grouped


def _without(condition: Condition, used: int) -> Condition:
    parts = parts_of(condition)
    return AllOf(parts[:used] + parts[used + 1 :])
