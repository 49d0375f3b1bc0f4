"""Which small columns share a table: few tables, none with more rows than ``MOST_ROWS``.

A table has a row for each combination of its signals (codes, classes of numbers, atoms) and of
what it needs of earlier tables, of which all rows that agree in that are one *class*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import prod

from .nets import Net

MOST_ROWS = 1 << 16
MOST_SIGNALS = 1 << 11
"""So many combinations of signals alone; classes are mostly fewer than they might be."""
MOST_CANDIDATES = 64
"""So many ways to widen a group are weighed: those that most columns share."""

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """A table to be: its signals, the columns it needs of earlier groups, and its own columns."""

    number: int
    signals: tuple[str, ...]
    borders: Mapping[int, tuple[str, ...]]
    members: tuple[str, ...]


@dataclass(slots=True)
class Grouped:
    """All groups, in an order in which each comes after those it needs.

    ``home`` is the group of each small column, ``since`` the last group that must be joined before
    what is worked out for each row can be (-1: none).
    """

    net: Net
    most: int
    order: tuple[str, ...]
    groups: list[Group] = field(default_factory=list)
    home: dict[str, int] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    _behind: dict[str, Names] = field(default_factory=dict)

    def fits(self, reads: Iterable[str]) -> bool:
        """Whether a table may read these signals and columns."""
        signals = (name for name in reads if name not in self.home)
        return self._product(signals) <= MOST_SIGNALS and self.size(reads) <= self.most

    def size(self, reads: Iterable[str]) -> int:
        """How many rows a table that reads these signals and columns has at most."""
        borders: dict[int, list[str]] = {}
        size = 1
        for name in reads:
            home = self.home.get(name)
            if home is None:
                size *= self.net.sizes[name]
            else:
                borders.setdefault(home, []).append(name)
        for names in borders.values():
            size *= min(self._product(names), self._product(self._signals(names)))
        return size

    def _product(self, names: Iterable[str]) -> int:
        return prod(self.net.sizes[name] for name in names)

    def _signals(self, names: Iterable[str]) -> Names:
        return Names().union(*(self._behind[name] for name in names))

    def settle(self, members: Iterable[str], reads: Names) -> None:
        """A group of these columns, which need no more than ``reads``."""
        number, members = len(self.groups), tuple(members)
        signals = tuple(name for name in sorted(reads) if name not in self.home)
        borders: dict[int, tuple[str, ...]] = {}
        for name in sorted(reads):
            if (home := self.home.get(name)) is not None:
                borders[home] = (*borders.get(home, ()), name)
        self.groups.append(Group(number, signals, borders, members))
        for name in members:
            self.home[name] = number
            read = (self._behind.get(each, Names((each,))) for each in self.net.reads[name])
            self._behind[name] = Names().union(*read)


def grouped(net: Net, wanted: Iterable[str], most: int = MOST_ROWS) -> Grouped:
    """The groups of all small columns that are wanted, or that something wanted reads."""
    needed = _needed(net, wanted)
    order = tuple(name for name in net.reads if name in needed)
    found = Grouped(net, most, order)
    while True:
        _work_out(found)
        frontiers = _frontiers(found)
        if not frontiers:
            waiting = [n for n in order if n not in found.home and n not in found.since]
            if not waiting:
                return found
            found.since[waiting[0]] = len(found.groups) - 1
            continue
        chosen = _chosen(found, frontiers)
        found.settle((n for n, reads in frontiers.items() if reads <= chosen), chosen)


def _needed(net: Net, wanted: Iterable[str]) -> set[str]:
    waiting, needed = list(wanted), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += net.reads.get(name, ())
    return needed


def _work_out(found: Grouped) -> None:
    """What rows work out and all that it reads is there: it may be read from now on."""
    net = found.net
    for name in found.order:
        if name in found.home or name in found.since or name in net.small:
            continue
        reads = net.reads[name]
        if all(_is_there(found, each) for each in reads):
            found.since[name] = max(
                (found.home.get(each, found.since.get(each, -1)) for each in reads), default=-1
            )


def _is_there(found: Grouped, name: str) -> bool:
    return name in found.home or name in found.since or name not in found.net.reads


def _frontiers(found: Grouped) -> dict[str, Names]:
    """Of each small column that fits into a table: all that it reads in the end."""
    net, fitting = found.net, dict[str, Names]()
    for name in found.order:
        if name in found.home or name in found.since or name not in net.small:
            continue
        reads = [fitting.get(each) or _alone(found, each) for each in net.reads[name]]
        if all(each is not None for each in reads):
            union = Names().union(*(each for each in reads if each is not None))
            if found.fits(union):
                fitting[name] = union
    return fitting


def _alone(found: Grouped, name: str) -> Names | None:
    """A column or signal that is there, and of which a table can have all values."""
    if name not in found.net.sizes or not _is_there(found, name):
        return None
    if name in found.since and name not in found.net.cuts and not found.net.is_truth(name):
        return None
    return Names((name,))


def _chosen(found: Grouped, frontiers: Mapping[str, Names]) -> Names:
    """What a table should read so that most columns can be worked out in it."""
    counts = Counter(frontiers.values())
    candidates = [reads for reads, _ in counts.most_common(MOST_CANDIDATES)]
    chosen: Names = Names()
    while True:
        wider = {chosen | each for each in candidates} - {chosen}
        fitting = [(each, found.size(each)) for each in wider if found.fits(each)]
        if not fitting:
            return chosen
        chosen, _ = max(fitting, key=lambda it: (_settled(it[0], counts), -it[1], sorted(it[0])))


def _settled(chosen: Names, counts: Mapping[Names, int]) -> int:
    return sum(count for reads, count in counts.items() if reads <= chosen)
