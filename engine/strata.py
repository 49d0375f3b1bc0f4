"""The order of inference: which rules may fire when, and when an attribute is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .rules import KnowledgeBase, Rule
from .values import Value
from .vocabulary import Attribute, Kind


@dataclass(frozen=True, slots=True)
class Closing:
    """An attribute to settle: its kind, the rules (by number) that write it, what it reads.

    ``fragile`` are the writers that may rest on an ``unless``, their own or an overrider's;
    ``influences`` is all that is read on the way to its value.
    """

    name: str
    kind: Kind
    writers: tuple[int, ...]
    fragile: tuple[int, ...]
    reads: tuple[str, ...]
    influences: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rules (by number) that fire together, and the attributes that are settled after them.

    ``closes`` are the names of those attributes.
    """

    number: int
    rules: tuple[int, ...]
    closings: tuple[Closing, ...]
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A knowledge base in order of inference; rules go by their number in ``rules``.

    ``reads`` and ``concludes`` hold for each rule what it reads, and its values by attribute;
    ``influences`` adds to ``reads`` what its overriders read, and theirs.
    """

    knowledge: KnowledgeBase
    rules: tuple[Rule, ...]
    strata: tuple[Stratum, ...]
    overriders: Mapping[int, tuple[int, ...]]
    reads: tuple[frozenset[str], ...]
    influences: tuple[frozenset[str], ...]
    concludes: tuple[Mapping[str, tuple[Value, ...]], ...]
    order: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a loop: ``name`` needs the next one, through ``rule`` if there is one."""

    name: str
    rule: Rule | None


def stratify(knowledge: KnowledgeBase) -> Program | tuple[Step, ...]:
    """The program of a knowledge base, or the loop that makes it impossible.

    Attributes close after every rule that writes them and after every rule that overrides one of
    those; a rule fires after every attribute that it reads has closed.
    """
    graph = _Graph(knowledge)
    levels = graph.levels()
    if not isinstance(levels, dict):
        return levels
    vocabulary = knowledge.vocabulary
    by_level: dict[int, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
    for node, level in levels.items():
        if isinstance(node, int):
            by_level[level][0].append(node)
        elif not vocabulary[node].asked:
            by_level[level][1].append(node)
    strata = tuple(
        graph.stratum(number, rules, closes)
        for number, (_, (rules, closes)) in enumerate(sorted(by_level.items()))
    )
    return Program(
        knowledge=knowledge,
        rules=knowledge.rules,
        strata=strata,
        overriders=graph.overriders,
        reads=graph.reads,
        influences=tuple(map(graph.influences, range(len(knowledge.rules)))),
        concludes=tuple(map(_conclusions, knowledge.rules)),
        order=tuple(attribute.name for attribute in vocabulary),
        asked=tuple(attribute.name for attribute in vocabulary.asked),
    )


def above(overriders: Mapping[int, Sequence[int]], number: int) -> tuple[int, ...]:
    """Every rule that overrides this one, directly or through others; itself, if it is a loop."""
    found: dict[int, None] = {}
    todo = list(overriders.get(number, ()))
    while todo:
        by = todo.pop()
        if by not in found:
            found[by] = None
            todo.extend(overriders.get(by, ()))
    return tuple(found)


def _conclusions(rule: Rule) -> dict[str, tuple[Value, ...]]:
    found: dict[str, tuple[Value, ...]] = {}
    for conclusion in rule.conclusions:
        found[conclusion.attribute] = (*found.get(conclusion.attribute, ()), conclusion.value)
    return found


Node = int | str


class _Graph:
    """Rules (numbers) and attributes (names); an edge leads to what must be settled before."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        numbers = {rule.id: number for number, rule in enumerate(knowledge.rules)}
        overriders: dict[int, list[int]] = defaultdict(list)
        writers: dict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(knowledge.rules):
            for target in rule.overrides:
                if target in numbers:
                    overriders[numbers[target]].append(number)
            for attribute in dict.fromkeys(rule.writes()):
                writers[attribute].append(number)
        self.overriders = {number: tuple(found) for number, found in overriders.items()}
        self.writers = {name: tuple(found) for name, found in writers.items()}
        self.reads = tuple(frozenset(rule.reads()) for rule in knowledge.rules)
        self.before: dict[Node, tuple[Node, ...]] = {
            **{number: rule.reads() for number, rule in enumerate(knowledge.rules)},
            **{attribute.name: self._closed_after(attribute) for attribute in knowledge.vocabulary},
        }

    def levels(self) -> dict[Node, int] | tuple[Step, ...]:
        """The stratum of every node (rules count half steps before attributes), or a loop."""
        waiting = {node: len(before) for node, before in self.before.items()}
        after: dict[Node, list[Node]] = defaultdict(list)
        for node, before in self.before.items():
            for needed in before:
                after[needed].append(node)
        level = dict.fromkeys(self.before, 0)
        ready = [node for node, count in waiting.items() if not count]
        for node in ready:
            height = level[node] + (0 if isinstance(node, int) else self._rise(node))
            for later in after[node]:
                level[later] = max(level[later], height)
                waiting[later] -= 1
                if not waiting[later]:
                    ready.append(later)
        if len(ready) < len(self.before):
            return self._loop({node for node, count in waiting.items() if count})
        return level

    def stratum(self, number: int, rules: Iterable[int], names: Iterable[str]) -> Stratum:
        """These rules, and how these attributes are settled in the order of the vocabulary."""
        wanted = set(names)
        closings = tuple(
            self._closing(attribute)
            for attribute in self.knowledge.vocabulary
            if attribute.name in wanted
        )
        closes = tuple(closing.name for closing in closings)
        return Stratum(number, tuple(sorted(rules)), closings, closes)

    def influences(self, number: int) -> frozenset[str]:
        """What a rule and its overriders read."""
        return self.reads[number].union(*(self.reads[by] for by in above(self.overriders, number)))

    def _closing(self, attribute: Attribute) -> Closing:
        writers = self.writers.get(attribute.name, ())
        fragile = tuple(number for number in writers if self._fragile(number))
        reads = attribute.reads()
        influences = frozenset(reads).union(*map(self.influences, writers))
        return Closing(attribute.name, attribute.kind, writers, fragile, reads, influences)

    def _fragile(self, number: int) -> bool:
        """Whether a rule may rest on an ``unless``, its own or an overrider's."""
        rules = (number, *above(self.overriders, number))
        return any(self.knowledge.rules[at].unless is not None for at in rules)

    def _rise(self, name: str) -> int:
        return 0 if self.knowledge.vocabulary[name].asked else 1

    def _closed_after(self, attribute: Attribute) -> tuple[Node, ...]:
        before: dict[Node, None] = dict.fromkeys(attribute.reads())
        before.pop(attribute.name, None)  # a formula stripped by its basis stands on nothing
        for number in self.writers.get(attribute.name, ()):
            before[number] = None
            before.update(dict.fromkeys(above(self.overriders, number)))
        return tuple(before)

    def _loop(self, stuck: set[Node]) -> tuple[Step, ...]:
        path: list[Node] = [min(stuck, key=str)]
        while path[-1] not in path[:-1]:
            path.append(next(node for node in self.before[path[-1]] if node in stuck))
        loop = path[path.index(path[-1]) :]
        return tuple(self._step(loop, at) for at, node in enumerate(loop) if isinstance(node, str))

    def _step(self, loop: Sequence[Node], at: int) -> Step:
        following = loop[at + 1] if at + 1 < len(loop) else None
        rule = self.knowledge.rules[following] if isinstance(following, int) else None
        return Step(str(loop[at]), rule)
