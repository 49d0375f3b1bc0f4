"""What is computed from one figure, and which comparisons read any of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..conditions import Comparison, Other
from ..expressions import Expression
from ..inference import Inference
from ..strata import Program
from ..values import Facts, Unknown
from ..vocabulary import Formula, Lookup
from .bounds import MIXED, Bounds, Mixed, Varying, of_attribute, of_expression, of_lookup, steady
from .report import Figures

Compute = Callable[[Facts, Varying], Bounds]


@dataclass(frozen=True, slots=True)
class Trail:
    """``name`` varies; ``computed`` follows from it in order; ``tests`` read some of that."""

    name: str
    computed: tuple[tuple[str, Compute], ...]
    tests: tuple[Comparison, ...]
    ends: tuple[str, ...]

    def steady(self, run: Inference, low: Decimal, high: Decimal) -> bool:
        """Whether every test comes out as in ``run`` for all numbers from ``low`` to ``high``."""
        if not self.tests:
            return True
        varying = self._spread(run.memory, low, high)
        return all(steady(test, run.memory, varying) for test in self.tests)

    def moves(self, run: Inference, low: Decimal, high: Decimal) -> bool:
        """Whether anything between two numbers may move the range, or change a test."""
        varying = self._spread(run.memory, low, high)
        found = [of_attribute(name, run.memory, varying) for name in self.ends]
        if any(each is MIXED or (isinstance(each, tuple) and each[0] != each[1]) for each in found):
            return True
        return not all(steady(test, run.memory, varying) for test in self.tests)

    def figures(self, run: Inference, value: Decimal) -> Figures | None:
        """The ends of the range at ``value``, the rest being as in ``run``."""
        found = self.reach(run, value, value)
        return None if found is MIXED else found

    def reach(self, run: Inference, low: Decimal, high: Decimal) -> Figures | Mixed | None:
        """Between what the range certainly lies for all numbers from ``low`` to ``high``.

        None where there certainly is no range, MIXED where nothing is certain.
        """
        found = self._ends(run, low, high)
        pairs = [pair for pair in found if isinstance(pair, tuple)]
        if pairs and len(pairs) == len(found):
            return pairs[0][0], pairs[-1][1]
        certain = not found or any(end is None or isinstance(end, Unknown) for end in found)
        return None if certain else MIXED

    def upright(self, run: Inference, low: Decimal, high: Decimal) -> bool:
        """Whether the range certainly ends nowhere below where it begins, or there is none."""
        if len(set(self.ends)) < 2:  # noqa: PLR2004 - an end is not below itself
            return True
        first, *_, last = self._ends(run, low, high)
        if isinstance(first, tuple) and isinstance(last, tuple):
            return first[1] <= last[0]
        return MIXED not in (first, last)

    def _ends(self, run: Inference, low: Decimal, high: Decimal) -> list[Bounds]:
        varying = self._spread(run.memory, low, high)
        return [of_attribute(name, run.memory, varying) for name in self.ends]

    def _spread(self, memory: Facts, low: Decimal, high: Decimal) -> Varying:
        varying: dict[str, Bounds] = {self.name: (low, high)}
        for name, compute in self.computed:
            varying[name] = compute(memory, varying)
        return varying


@dataclass(frozen=True, slots=True)
class Trails:
    """What is needed to follow any figure through a program."""

    program: Program
    tests: Mapping[str, tuple[Comparison, ...]]
    ends: tuple[str, ...]

    def of(self, name: str, first: tuple[tuple[str, Compute], ...] = ()) -> Trail:
        """The trail of a figure called ``name``, from which ``first`` is computed at once."""
        computed = list(first)
        varying = {name, *(each for each, _ in first)}
        for stratum in self.program.strata:
            for closing in stratum.closings:
                if closing.name not in varying and not varying.isdisjoint(closing.reads):
                    varying.add(closing.name)
                    computed.append((closing.name, computing(closing.kind)))
        read = (test for each in sorted(varying) for test in self.tests.get(each, ()))
        return Trail(name, tuple(computed), tuple(dict.fromkeys(read)), self.ends)


def trails(program: Program, tests: Iterable[Comparison], ends: tuple[str, ...]) -> Trails:
    """Trails through a program whose verdict rests on these comparisons."""
    reading: dict[str, dict[Comparison, None]] = {}
    for test in tests:
        reading.setdefault(test.attribute, {})[test] = None
        if isinstance(test.operand, Other):
            reading.setdefault(test.operand.attribute, {})[test] = None
    return Trails(program, {name: tuple(found) for name, found in reading.items()}, ends)


def computing(kind: object) -> Compute:
    """How the bounds of a formula or of a lookup are found."""
    match kind:
        case Formula(expression):
            return _formula(expression)
        case Lookup() as lookup:
            return lambda memory, varying: of_lookup(lookup, memory, varying)
        case _:
            raise TypeError(kind)


def _formula(expression: Expression) -> Compute:
    return lambda memory, varying: of_expression(expression, memory, varying)
