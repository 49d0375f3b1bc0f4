"""The order of each list of advice, taken apart into small diagrams.

Words stand by how many rules call for them, but never before what must come first. A diagram of
whole orders would multiply what is independent; of two words the order depends on few others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial, reduce
from itertools import combinations
from typing import Any

from .. import verdict
from ..conditions import ALWAYS
from ..presentation import Advice
from .compiling import Compiled
from .nodes import Nodes


@dataclass(frozen=True, slots=True)
class Orders:
    """What lists of advice depend on: which words are ``there``, and which of ``pairs`` is first
    (of those pairs that look at some inputs).

    ``calls`` are how many rules call for each word; nothing else decides the order.
    """

    there: tuple[int, ...]
    calls: tuple[int, ...]
    pairs: Callable[[frozenset[int]], Iterator[int]]


def advice_orders(compiled: Compiled) -> Orders:
    """For each list which words are in it, and of every two which comes first."""
    form, there, calls = compiled.program.knowledge.verdict, list[int](), list[int]()
    pairs: list[tuple[_Turns, str, str]] = []
    lists: list[_Turns] = []
    for name in form.advice if form is not None else ():
        texts = compiled.program.knowledge.advice.get(name, {})
        turns = _Turns(compiled.workspace.nodes, texts, _calls(compiled, name))
        lists.append(turns)
        listed = [word for word in texts if word in turns.calls]
        calls += turns.calls.values()
        there += map(turns.there, listed)
        pairs += [(turns, first, second) for first, second in combinations(listed, 2)]
    pairs.sort(key=lambda pair: len(pair[0].waits(pair[1])) + len(pair[0].waits(pair[2])))

    def looking_at(levels: frozenset[int]) -> Iterator[int]:
        touched = {id(turns): turns.touched(levels) for turns in lists}
        for turns, first, second in pairs:
            if not touched[id(turns)].isdisjoint(turns.involved(first, second)):
                yield turns.of(first, second)

    return Orders(tuple(there), tuple(calls), looking_at)


def _calls(compiled: Compiled, name: str) -> dict[str, int]:
    """For each word of a list how many standing rules call for it: some facts say so, all."""
    nodes, found = compiled.workspace.nodes, dict[str, int]()
    closings = (each for stratum in compiled.program.strata for each in stratum.closings)
    for number in next((each.writers for each in closings if each.name == name), ()):
        for value in compiled.program.concludes[number][name]:
            for word in value if isinstance(value, tuple) else (str(value),):
                count = found.get(word, nodes.terminal((0, 0)))
                special = compiled.program.rules[number].when != ALWAYS
                more = nodes.map(("one more", special), partial(_one_more, special), count)
                found[word] = nodes.choose(compiled.settling.standing(number), more, count)
    return found


@dataclass(frozen=True, slots=True)
class _Turns:
    """Which of two words comes first: true for the first, None where not both are there."""

    nodes: Nodes
    texts: Mapping[str, Advice]
    calls: Mapping[str, int]

    def there(self, word: str) -> int:
        """Whether a word is in the list."""
        return self.nodes.map("some", lambda calls: calls != (0, 0), self.calls[word])

    def touched(self, levels: frozenset[int]) -> frozenset[str]:
        """The words of which some input decides how many rules call for them."""
        mentions = self.nodes.mentions
        return frozenset(word for word, count in self.calls.items() if mentions(count, levels))

    def involved(self, first: str, second: str) -> frozenset[str]:
        """The words on which the order of two may depend."""
        return frozenset((first, second, *self._closure(first), *self._closure(second)))

    def of(self, first: str, second: str) -> int:
        """Which comes first.

        A word that waits for none comes before another just if it is ahead of that one, or of
        something that that one waits for. Two that wait for the same stand as they are ranked.
        """
        nodes, waits = self.nodes, self.waits
        both = nodes.both(self.there(first), self.there(second))
        looping = any(word in self._closure(word) for word in (first, second))
        if not looping and not waits(first):
            made = self._beats(first, second)
        elif not looping and not waits(second):
            made = nodes.map("not", lambda value: not value, self._beats(second, first))
        elif set(waits(first)) == set(waits(second)):
            made = self._ahead(first, second)
        elif first in waits(second) or second in waits(first):
            made = nodes.terminal(first in waits(second))
        else:
            made = self._in_full(first, second)
        return nodes.choose(both, made, nodes.open)

    def waits(self, word: str) -> list[str]:
        """What must come before a word, where it is there."""
        return [first for first in self.texts[word].after if first in self.calls]

    def _closure(self, word: str) -> list[str]:
        found = self.waits(word)
        for each in found:  # grows by what these wait for
            found.extend(w for w in self.waits(each) if w not in found)
        return found

    def _beats(self, word: str, other: str) -> int:
        """Whether a word that waits for none is ahead of another or of what that waits for."""
        nodes = self.nodes
        parts = [self._ahead(word, other), *(self._beats(word, w) for w in self.waits(other))]
        return nodes.both(self.there(other), reduce(nodes.either, parts, nodes.false))

    def _ahead(self, word: str, other: str) -> int:
        """Whether more rules call for a word, or as many and it stands first in the texts."""
        order = list(self.texts)
        tie = order.index(word) < order.index(other)
        if word == other:
            return self.nodes.false
        return self.nodes.combine(
            f"ahead {tie}",
            lambda mine, its: (mine, tie) > (its, False),
            self.calls[word],
            self.calls[other],
        )

    def _in_full(self, first: str, second: str) -> int:
        """By the counts of all that either waits for, together."""
        nodes = self.nodes
        involved = self.involved(first, second)
        words = [word for word in self.texts if word in involved]
        made = nodes.terminal(())
        for word in words:
            made = nodes.combine("together", lambda a, b: (*a, b), made, self.calls[word])  # type: ignore[misc]
        by = partial(_first, (first, second), words, self.texts)
        return nodes.map(("turn", first, second), by, made)


def _one_more(special: bool, calls: Any) -> tuple[int, int]:
    return calls[0] + special, calls[1] + 1


def _first(
    pair: tuple[str, str], words: list[str], texts: Mapping[str, Advice], counts: Any
) -> bool | None:
    called = {word: count for word, count in zip(words, counts, strict=True) if any(count)}
    if not all(word in called for word in pair):
        return None
    ranked = sorted(called, key=called.__getitem__, reverse=True)  # stable all the same
    ordered = verdict._in_turn(ranked, texts)  # noqa: SLF001 - one meaning of the order
    return next(word for word in ordered if word in pair) == pair[0]
