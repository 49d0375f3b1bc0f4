"""Ready fixes: changes of a line, each tried on all inputs before it is offered.

A fix is offered if the fault is gone with it and no new one has come. Where it could not be tried,
because the classes of inputs would have to be cut anew, it is offered and said to be untried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..conditions import AllOf, AnyOf, Comparison, Condition, NoneOf, Other, Test
from ..diagnostics import Location
from ..diagram.nodes import OverBudgetError
from ..rules import Rule
from ..values import show
from .fault import UNSURE, Fault, Key
from .faults import faults
from .finding import Fix
from .space import Space
from .variants import NEVER, variant, with_rules

MOST_TRIED = 12


@dataclass(frozen=True, slots=True)
class Change:
    """Rules as they would read; ``dropped`` are those of which nothing is asked any more."""

    says: str
    location: Location | None
    rules: Mapping[str, Rule]
    dropped: str | None = None


class Mender:
    """Tries changes, ``most`` of them, against all faults that there were before."""

    def __init__(self, space: Space, before: Iterable[Fault], most: int = MOST_TRIED) -> None:
        self._space = space
        self._before = frozenset(fault.key for fault in before)
        self._left = most

    def fixes(self, fault: Fault) -> tuple[Fix, ...]:
        """Those changes that mend a fault, or could not be tried."""
        return tuple(
            fix for change in changes(self._space, fault) for fix in self._try(fault, change)
        )

    def _try(self, fault: Fault, change: Change) -> Iterator[Fix]:
        if self._left <= 0:
            yield Fix(change.says, change.location, "not tried")
            return
        self._left -= 1
        try:
            after = self._after(change)
        except OverBudgetError:
            after = None
        if after is None:
            yield Fix(change.says, change.location, "not tried")
        elif fault.key not in after and after <= self._before:
            yield Fix(change.says, change.location, "mends it")

    def _after(self, change: Change) -> frozenset[Key] | None:
        program = with_rules(self._space.program, change.rules)
        if program is None:
            return frozenset({("cycle",)})  # the change would make a loop
        found = variant(self._space, program)
        if found is None:
            return None
        return frozenset(
            fault.key
            for fault in faults(found)
            if change.dropped not in fault.names and fault.code != UNSURE
        )


def changes(space: Space, fault: Fault) -> Iterator[Change]:
    """What could mend a fault of this kind."""
    rules = {
        name: space.rules[space.numbers[name]] for name in fault.names if name in space.numbers
    }
    match fault:
        case Fault("clash" | "overlapping-rows", (*_, first, second)):
            yield from _either_wins(rules[first], rules[second])
        case Fault("idle-override", (rule, target)):
            yield _without_override(rules[rule], target)
        case Fault("idle-unless", (rule,)):
            yield Change(
                f'delete "unless" of "{rule}"',
                rules[rule].location,
                {rule: replace(rules[rule], unless=None)},
            )
        case Fault("never-fires" | "shadowed-row" | "never-matters", (rule,)):
            yield _deleted(rules[rule])


def _either_wins(first: Rule, second: Rule) -> Iterator[Change]:
    for one, other in ((second, first), (first, second)):
        yield Change(
            f'in "{one.id}" write: overrides: {_listed((*one.overrides, other.id))}',
            one.location,
            {one.id: replace(one, overrides=(*one.overrides, other.id))},
        )
    for one, other in ((second, first), (first, second)):
        written = as_yaml(other.when)
        if one.unless is None and written is not None:
            yield Change(
                f'in "{one.id}" write: unless: {{{written}}}',
                one.location,
                {one.id: replace(one, unless=other.when)},
            )


def _without_override(rule: Rule, target: str) -> Change:
    left = tuple(name for name in rule.overrides if name != target)
    says = f'delete "{target}" from "overrides" of "{rule.id}"'
    return Change(says, rule.location, {rule.id: replace(rule, overrides=left)})


def _deleted(rule: Rule) -> Change:
    off = replace(rule, when=NEVER)
    return Change(f'delete "{rule.id}"', rule.location, {rule.id: off}, rule.id)


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def as_yaml(condition: Condition) -> str | None:
    """A condition as an author writes it on one line, None where it takes more than that."""
    match condition:
        case AllOf(parts) if parts:
            lines = [as_yaml(part) for part in parts]
            names = [_attribute(part) for part in parts]
            if None in lines or None in names or len(set(names)) < len(names):
                return None
            return ", ".join(line for line in lines if line is not None)
        case AnyOf() | NoneOf() | Comparison():
            name, test = _attribute(condition), _test(condition)
            return None if name is None or test is None else f"{name}: {test}"
        case _:
            return None


def _attribute(condition: Condition) -> str | None:
    """The one attribute that a condition tests."""
    match condition:
        case Comparison(attribute):
            return attribute
        case AnyOf(parts) | NoneOf(parts):
            names = {_attribute(part) for part in parts}
            return next(iter(names)) if len(names) == 1 else None
        case _:
            return None


def _test(condition: Condition) -> str | None:
    match condition:
        case Comparison():
            return _compared(condition)
        case NoneOf((Comparison(_, Test.KNOWN),)):
            return "unknown"
        case NoneOf((Comparison() as part,)):
            return f"not {_compared(part)}"
        case AnyOf(parts):
            found = [_test(part) for part in parts]
            return None if None in found else f"[{', '.join(each for each in found if each)}]"
        case _:
            return None


def _compared(comparison: Comparison) -> str:
    match comparison.operand:
        case None:
            return comparison.test.value
        case Other(other):
            return f"{comparison.test.value} {other}"
        case operand if comparison.test in (Test.IS, Test.INCLUDES):
            return show(operand)
        case operand:
            return f"{comparison.test.value} {show(operand)}"
