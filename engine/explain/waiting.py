"""Which untold facts an attribute without a value waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..conditions import truth
from ..inference import Inference


class Waiting:
    """Finds the asked attributes behind what is not known, each attribute once."""

    __slots__ = ("_found", "_run", "_writers")

    def __init__(self, run: Inference) -> None:
        self._run = run
        self._found: dict[str, tuple[str, ...]] = {}
        self._writers: dict[str, list[int]] = defaultdict(list)
        for number, concluded in enumerate(run.program.concludes):
            for name in concluded:
                self._writers[name].append(number)

    def behind(self, name: str) -> tuple[str, ...]:
        """The facts not told on which ``name`` waits, in the order of the vocabulary."""
        if name not in self._found:
            found = self._untold(name)
            asked = self._run.program.asked
            self._found[name] = tuple(each for each in asked if each in found)
        return self._found[name]

    def _untold(self, name: str) -> set[str]:
        run, found, seen, todo = self._run, set[str](), {name}, [name]
        while todo:
            one = todo.pop()
            if one not in run.unknown:
                continue
            if run.program.knowledge.vocabulary[one].asked:
                found.add(one)
                continue
            new = set(self._read(one)) - seen
            seen |= new
            todo += new
        return found

    def _read(self, name: str) -> Iterable[str]:
        yield from self._run.program.knowledge.vocabulary[name].reads()
        for number in self._writers[name]:
            if number in self._run.fired or self._undecided(number):
                yield from self._run.program.reads[number]

    def _undecided(self, number: int) -> bool:
        rule = self._run.program.rules[number]
        return truth(rule.when, self._run.memory) is not False
