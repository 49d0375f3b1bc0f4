"""The entries of a verdict in which two versions differ, as diagrams of how they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ..vocabulary import Number
from .entries import Entries
from .forms import Form, Key
from .pairing import Pair
from .shifts import SAME, Move, Shift, Turn, shift


@dataclass(frozen=True, slots=True)
class Part:
    """An entry with the diagram of how the versions differ: terminals are SAME or a shift."""

    key: Key
    moved: int


def parts(pair: Pair, forms: tuple[Form, Form], keys: Iterable[Key]) -> Iterator[Part]:
    """Each of these entries that differs for somebody. Raises OverBudgetError."""
    before, after = Entries(pair.old, forms[0]), Entries(pair.new, forms[1])
    nodes = pair.nodes
    within = {
        each.name: ((each.kind.low, 0), (each.kind.high, 1))
        for each in pair.new.program.knowledge.vocabulary.asked
        if isinstance(each.kind, Number)
    }
    for key in keys:
        old, new = before.root(key), after.root(key)
        if old != new:
            moved = nodes.combine("shift", partial(shift, within), old, new)
            if moved != nodes.terminal(SAME):
                yield Part(key, moved)


def region(pair: Pair, part: Part, wanted: Callable[[Shift], bool]) -> int:
    """Where an entry differs in one of the wanted ways."""
    return pair.nodes.map(
        ("where", part.key, wanted),
        lambda shift: isinstance(shift, Turn | Move) and wanted(shift),
        part.moved,
    )
