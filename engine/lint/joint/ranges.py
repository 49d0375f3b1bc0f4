"""Which figures a number attribute can have: finitely many, or all between two bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from ...expressions import Expression, Name, evaluate, names
from ...rules import KnowledgeBase, Rule
from ...values import EXACT, Value
from ...vocabulary import Attribute, Evidence, Formula, Lookup, Number
from .bounds import INFINITE, Bounds, bounds

MOST_FIGURES = 2_000
MOST_EVALUATIONS = 5_000


@dataclass(frozen=True, slots=True)
class Range:
    """``figures`` where they can be listed; ``maybe_nothing``: it may have no value at all."""

    low: Decimal
    high: Decimal
    figures: tuple[Decimal, ...] | None = None
    maybe_nothing: bool = True

    @property
    def options(self) -> tuple[Decimal | None, ...]:
        """Every figure, and None for none."""
        return (*(self.figures or ()), *([None] if self.maybe_nothing else []))


UNBOUNDED = Range(-INFINITE, INFINITE)


class Ranges:
    """The ranges of all number attributes, each worked out when it is first asked for."""

    def __init__(self, knowledge: KnowledgeBase, writers: Mapping[str, tuple[Rule, ...]]) -> None:
        self._knowledge, self._writers = knowledge, writers
        self._found: dict[str, Range] = {}
        self._relations: dict[tuple[str, str], frozenset[int]] = {}

    def of(self, name: str) -> Range:
        """What a number attribute can be."""
        if name not in self._found:
            self._found[name] = UNBOUNDED  # a loop of formulas ends here
            self._found[name] = self._range(self._knowledge.vocabulary[name])
        return self._found[name]

    def relation(self, left: str, right: str) -> frozenset[int]:
        """Which of -1, 0, 1 the comparison of two attributes may give."""
        if (left, right) not in self._relations:
            self._relations[left, right] = frozenset(self._compare(left, right))
        return self._relations[left, right]

    def _range(self, attribute: Attribute) -> Range:
        match attribute.kind:
            case Number(low, high) if attribute.asked:
                return Range(low, high, maybe_nothing=attribute.assumption is None)
            case Number():
                written = self._writers.get(attribute.name, ())
                return _listed(
                    entry.value
                    for rule in written
                    for entry in rule.conclusions
                    if entry.attribute == attribute.name
                )
            case Lookup(_, rows):
                return _listed(row.value for row in rows)
            case Evidence():
                return self._nets(attribute.name)
            case Formula(expression):
                return self._computed(expression)
            case _:
                return UNBOUNDED

    def _computed(self, expression: Expression) -> Range:
        operands = tuple(dict.fromkeys(names(expression)))
        cases = self._options(operands)
        if cases is None:
            return Range(*bounds(expression, self._between))
        found = [evaluate(expression, facts) for facts in cases]
        figures = {figure for figure in found if isinstance(figure, Decimal)}
        if len(figures) > MOST_FIGURES:
            return Range(min(figures), max(figures))
        return _listed(figures, maybe_nothing=None in found)

    def _options(self, operands: tuple[str, ...]) -> Iterator[Mapping[str, Value | None]] | None:
        """Every combination of the operands' figures, or None where they are too many."""
        ranges = [self.of(name) for name in operands]
        count = 1
        for found in ranges:
            count *= MOST_EVALUATIONS + 1 if found.figures is None else max(1, len(found.options))
        if count > MOST_EVALUATIONS:
            return None
        combined = product(*(found.options for found in ranges))
        return (dict(zip(operands, values, strict=True)) for values in combined)

    def _compare(self, left: str, right: str) -> Iterator[int]:
        first, second = self.of(left), self.of(right)
        if first.high < second.low:
            yield -1
        elif first.low > second.high:
            yield 1
        else:
            yield from self._compare_cases(left, right)

    def _compare_cases(self, left: str, right: str) -> Iterable[int]:
        one, other = self._formula(left), self._formula(right)
        operands = tuple(dict.fromkeys([*names(one), *names(other)]))
        cases = self._options(operands)
        if cases is None:
            return (-1, 0, 1)
        found = ((evaluate(one, facts), evaluate(other, facts)) for facts in cases)
        return {
            int(first.compare(second))
            for first, second in found
            if isinstance(first, Decimal) and isinstance(second, Decimal)
        }

    def _formula(self, name: str) -> Expression:
        kind = self._knowledge.vocabulary[name].kind
        return kind.expression if isinstance(kind, Formula) else Name(name)

    def _nets(self, name: str) -> Range:
        """The sums that evidence can reach: of every factor one pull, or none, each way."""
        scale = self._knowledge.scale_of(name)
        assert scale is not None  # noqa: S101 - it is evidence
        sums = {Decimal(0)}
        for ups, downs in pulls(self._knowledge, name, self._writers.get(name, ())).values():
            moves = {
                EXACT.add(up, down) for up in {Decimal(0), *ups} for down in {Decimal(0), *downs}
            }
            sums = {EXACT.add(net, move) for net in sums for move in moves}
            if len(sums) > MOST_FIGURES:
                return Range(-scale.limit, scale.limit, maybe_nothing=False)
        kept = {max(-scale.limit, min(scale.limit, net)) for net in sums}
        return _listed(kept, maybe_nothing=False)

    def _between(self, name: str) -> Bounds:
        found = self.of(name)
        return found.low, found.high


def pulls(
    knowledge: KnowledgeBase, name: str, writers: Iterable[Rule]
) -> dict[str, tuple[set[Decimal], set[Decimal]]]:
    """By factor, the weights upwards and downwards that rules can give an evidence attribute."""
    found: dict[str, tuple[set[Decimal], set[Decimal]]] = {}
    for rule in writers:
        for weight in weights(knowledge, rule, name):
            ups, downs = found.setdefault(rule.factor, (set(), set()))
            (ups if weight > 0 else downs).add(weight)
    return found


def weights(knowledge: KnowledgeBase, rule: Rule, name: str) -> Iterator[Decimal]:
    """The pulls of one rule on an evidence attribute; those of nought are none."""
    scale = knowledge.scale_of(name)
    for entry in rule.conclusions:
        if entry.attribute == name and scale is not None and rule.strength:
            steps = scale.steps(str(entry.value))
            if steps:
                yield EXACT.multiply(-steps if entry.negated else steps, rule.strength)


def _listed(values: Iterable[object], *, maybe_nothing: bool = True) -> Range:
    figures = tuple(sorted({value for value in values if isinstance(value, Decimal)}))
    if not figures:
        return Range(INFINITE, -INFINITE, (), maybe_nothing)
    return Range(figures[0], figures[-1], figures, maybe_nothing)
