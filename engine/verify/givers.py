"""Who gives what: where one rule alone gives a value, and where others give it as well."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..strata import Closing
from ..vocabulary import Evidence, ListOf
from .space import Space


class Givers:
    """For each attribute and word the regions in which rules give it once, or more than once."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._giving = cache(self._regions_of_word)
        self._standing = cache(self._regions_of_standing)
        self._waiting = cache(self._regions_of_waiting)

    def adds(self, number: int, name: str) -> bool:
        """Whether a rule adds to an attribute what no other gives there; evidence always adds up.

        It adds as well where nobody gives a value, and it alone might once more is told.
        """
        space, closing = self._space, self._space.closings[name]
        if isinstance(closing.kind, Evidence) or any(
            not space.empty(self._alone(number, name, word)) for word in self._words(number, name)
        ):
            return True
        nobody, twice = self._waiting(name)
        waits = space.both(nobody, space.may_fire(number)) if not space.empty(nobody) else nobody
        return not space.empty(space.without(waits, twice))

    def by_itself(self, number: int) -> int:
        """Where a rule counts and no other of its factor does; or just where it counts."""
        space, own = self._space, self._space.rules[number]
        rivals = {
            other
            for name in space.program.concludes[number]
            for other in self._closing(name).writers
            if other != number and space.rules[other].factor == own.factor
        }
        standing = space.standing(number)
        found = space.without(standing, space.any_of(map(space.standing, sorted(rivals))))
        return standing if space.empty(found) else found

    def decides(self, number: int, name: str) -> bool:
        """Whether it alone gives somebody a value or a word that the verdict shows in any case."""
        space, closing = self._space, self._space.closings[name]
        form = space.program.knowledge.verdict
        if isinstance(closing.kind, Evidence):
            return False
        if isinstance(closing.kind, ListOf):
            texts = space.program.knowledge.advice.get(name, {})
            shown = form is not None and name in form.advice
            words = [w for w in self._words(number, name) if form is None or (shown and w in texts)]
            return any(self._certain(self._alone(number, name, word)) for word in words)
        if form is not None and not any(
            entry.shows == name and entry.otherwise is None for entry in form.fields
        ):
            return False
        return self._certain(space.without(space.standing(number), self._standing(name)))

    def _certain(self, region: int) -> bool:
        """Whether somebody is in a region, whatever joint tests say."""
        return not self._space.empty(region) and not self._space.joined(region)

    def _alone(self, number: int, name: str, word: object) -> int:
        """Where a rule gives a word that no other gives."""
        return self._space.without(self._space.standing(number), self._giving(name, word))

    def _words(self, number: int, name: str) -> tuple[object, ...]:
        found = (_words(value) for value in self._space.program.concludes[number][name])
        return tuple(dict.fromkeys(word for words in found for word in words))

    def _regions_of_word(self, name: str, word: object) -> int:
        space = self._space
        givers = [each for each in self._closing(name).writers if word in self._words(each, name)]
        return _twice(space, map(space.standing, givers))[1]

    def _regions_of_standing(self, name: str) -> int:
        space = self._space
        return _twice(space, map(space.standing, self._closing(name).writers))[1]

    def _regions_of_waiting(self, name: str) -> tuple[int, int]:
        """Where nobody gives a value, and where two rules or more may still do so."""
        space, writers = self._space, self._closing(name).writers
        given, _ = _twice(space, map(space.standing, writers))
        nobody = space.without(space.nodes.true, given)
        if space.empty(nobody):
            return nobody, nobody
        return nobody, _twice(space, map(space.may_fire, writers))[1]

    def _closing(self, name: str) -> Closing:
        return self._space.closings[name]


def _twice(space: Space, regions: Iterable[int]) -> tuple[int, int]:
    """Where at least one of these is, and where at least two are."""
    once = twice = space.nodes.false
    for region in regions:
        twice = space.nodes.either(twice, space.both(once, region))
        once = space.nodes.either(once, region)
    return once, twice


def _words(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
