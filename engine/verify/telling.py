"""From a fault to what is told of it: a smallest profile that the rules confirm, and who says what.

What no profile confirms is no failure, and no proof either: a joint test may rule it out.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ..conditions import attributes, describe, truth
from ..diagnostics import Diagnostic, Location, Severity
from ..inference import Inference
from ..properties import Always, Compared, Moving, Never, Property
from ..rules import Rule
from ..values import Facts, State, show
from ..verdict import headline
from ..vocabulary import Kind, Number
from .fault import Fault
from .finding import Finding, Side
from .mending import Mender
from .pairs import Pair, pair_of, what_happens
from .space import Space
from .ways import Trial, example

ERROR, WARNING = Severity.ERROR, Severity.WARNING
Told = Finding | str | None
"""A finding, the sentence that says what remains open, or nothing: it was no fault."""


class Teller:
    """Turns the faults of a space into findings."""

    def __init__(self, space: Space, trial: Trial, mender: Mender) -> None:
        self.space, self.trial, self.mender = space, trial, mender

    def tell(self, fault: Fault) -> Told:
        """The finding of a fault, or what is open about it."""
        match fault:
            case Fault("unsure"):
                told: Told = self._unsure(fault)
            case Fault("no-verdict"):
                told = self._no_verdict(fault)
            case Fault("clash", (name, *_)):
                told = self._clash(fault, name)
            case Fault("overlapping-rows"):
                told = self._overlap(fault)
            case Fault("out-of-bounds" | "wrong-order"):
                told = self._figure(fault)
            case Fault("property-fails", (name,)):
                declared = self.space.program.knowledge.properties
                told = self._property(fault, next(each for each in declared if each.id == name))
            case _:
                told = self._idle(fault)
        return told

    def _rule(self, name: str) -> Rule:
        return self.space.rules[self.space.numbers[name]]

    def _example(self, fault: Fault, shows: Callable[[Inference], bool]) -> Facts | None:
        assert fault.region is not None  # noqa: S101 - these faults are about somebody
        return example(self.space, fault.region, lambda told: shows(self.trial(told)))

    def _unsure(self, fault: Fault) -> str | None:
        """Nothing where a profile confirms that it is no fault."""
        what, rule = fault.names[0], self._rule(fault.names[1])
        number = self.space.numbers[rule.id]

        def shows(run: Inference) -> bool:
            if what == "fires":
                return number in run.fired
            if what == "overrides":
                return (self.space.numbers[fault.names[2]], number) in run.set_aside()
            unless = rule.unless
            return (
                unless is not None
                and truth(rule.when, run.memory) is True
                and truth(unless, run.memory) is True
            )

        if self._example(fault, shows) is not None:
            return None
        said = {
            "fires": f'whether rule "{rule.id}" ever fires',
            "overrides": f'whether rule "{rule.id}" ever sets "{fault.names[-1]}" aside',
        }
        return said.get(what, f'whether the "unless" of rule "{rule.id}" ever stops it')

    def _no_verdict(self, fault: Fault) -> Told:
        form = self.space.program.knowledge.verdict
        assert form is not None  # noqa: S101 - without a form nothing is to be said
        found = self._example(fault, lambda run: not headline(form, run.memory))
        if found is None:
            return "whether everyone gets a headline"
        problem = Diagnostic(
            "no-verdict",
            ERROR,
            "nobody says a headline here: no entry of it holds",
            form.location,
            hint='let the last entry of "headline" have no "when"',
        )
        return self._finding(problem, fault, found)

    def _clash(self, fault: Fault, name: str) -> Told:
        rules = [self._rule(each) for each in fault.names[1:]]
        wanted = {rule.id for rule in rules}

        def shows(run: Inference) -> bool:
            return any(
                clash.attribute == name
                and wanted <= {rule.id for _, found in clash.sides for rule in found}
                for clash in run.clashes
            )

        found = self._example(fault, shows)
        ids = f'"{rules[0].id}" and "{rules[1].id}"'
        if found is None:
            return f'whether {ids} can disagree on "{name}"'
        problem = Diagnostic(
            "clash",
            ERROR,
            f'{ids} give "{name}" two values, and neither overrides the other',
            rules[1].location,
            hint="let one override the other, or exclude the case",
            related=_places(rules[0]),
        )
        sides = tuple(Side(rule, _concluded(rule, name)) for rule in rules)
        return self._finding(problem, fault, found, sides)

    def _overlap(self, fault: Fault) -> Told:
        first, second = map(self._rule, fault.names)

        def shows(run: Inference) -> bool:
            return {first.id, second.id} <= {run.program.rules[number].id for number in run.fired}

        found = self._example(fault, shows)
        if found is None:
            return f'whether rows "{first.id}" and "{second.id}" can hold together'
        problem = Diagnostic(
            "overlapping-rows",
            ERROR,
            f'rows "{first.id}" and "{second.id}" of table "{first.table}" hold together',
            second.location,
            hint='narrow one of them, or let the upper row win: "first match: yes"',
            related=_places(first),
        )
        sides = tuple(Side(rule, _concluded(rule)) for rule in (first, second))
        return self._finding(problem, fault, found, sides)

    def _figure(self, fault: Fault) -> Told:
        vocabulary = self.space.program.knowledge.vocabulary
        low = vocabulary[fault.names[0]]
        if fault.code == "out-of-bounds":
            bounds = low.kind
            found = self._example(fault, lambda run: not _inside(run.memory.get(low.name), bounds))
            message = f'"{low.name}" leaves its bounds'
            if found is None:
                return f'whether "{low.name}" stays within its bounds'
        else:
            high = vocabulary[fault.names[1]]
            found = self._example(
                fault, lambda run: _reversed(run.memory.get(low.name), run.memory.get(high.name))
            )
            if found is None:
                return f'whether "{low.name}" is never above "{high.name}"'
            memory = self.trial(found).memory
            message = (
                f'"{low.name}" is {show(memory[low.name])}, above "{high.name}",'
                f" which is {show(memory[high.name])}"
            )
        problem = Diagnostic(fault.code, ERROR, message, low.location, hint="mend its formula")
        return self._finding(problem, fault, found)

    def _property(self, fault: Fault, declared: Property) -> Told:
        match declared.promise:
            case Never(condition):
                found = self._example(fault, lambda run: truth(condition, run.memory) is True)
                says = f"it is so that {describe(condition)}"
            case Always(when, then):
                found = self._example(
                    fault,
                    lambda run: (
                        truth(when, run.memory) is True and truth(then, run.memory) is not True
                    ),
                )
                says = f"it is not so that {describe(then)}"
            case Compared() | Moving() as promise:
                assert fault.region is not None  # noqa: S101 - it is about two persons
                pair = pair_of(self.space, promise, fault.region, self.trial)
                if pair is None:
                    return f'whether property "{declared.id}" holds'
                return self._two(declared, promise, pair)
        if found is None:
            return f'whether property "{declared.id}" holds'
        return self._finding(_failing(declared, says), fault, found, self._reasons(declared, found))

    def _two(self, declared: Property, promise: Compared | Moving, pair: Pair) -> Finding:
        problem = _failing(declared, what_happens(promise, pair))
        sides = self._reasons(declared, pair.first) + self._reasons(declared, pair.second)
        return Finding(problem, pair.first, pair.second, None, tuple(dict.fromkeys(sides)), ())

    def _reasons(self, declared: Property, told: Facts) -> tuple[Side, ...]:
        """The rules that stand for what the property is about."""
        run = self.trial(told)
        return tuple(
            Side(run.program.rules[number], _concluded(run.program.rules[number], name))
            for name in _about(declared)
            for number in sorted(run.standing(name))
        )

    def _idle(self, fault: Fault) -> Finding:
        rule = self._rule(fault.names[0])
        severity, message, related = _idle(fault, rule, self._rule(fault.names[-1]))
        problem = Diagnostic(fault.code, severity, message, rule.location, related=related)
        return Finding(problem, fixes=self.mender.fixes(fault))

    def _finding(
        self, problem: Diagnostic, fault: Fault, told: Facts, sides: tuple[Side, ...] = ()
    ) -> Finding:
        assert fault.region is not None  # noqa: S101 - there is a profile
        count = self.space.count(fault.region)
        return Finding(problem, told, None, count, sides, self.mender.fixes(fault))


def _idle(fault: Fault, rule: Rule, other: Rule) -> tuple[Severity, str, tuple[Location, ...]]:
    match fault.code:
        case "never-fires":
            return ERROR, f'rule "{rule.id}" fires for nobody', ()
        case "shadowed-row":
            return ERROR, f'row "{rule.id}" is never reached: earlier rows fit wherever it does', ()
        case "idle-override":
            message = f'rule "{rule.id}" never sets "{other.id}" aside: they never fire together'
            return WARNING, message, _places(other)
        case "idle-unless":
            return WARNING, f'the "unless" of rule "{rule.id}" never stops it', ()
        case _:
            return WARNING, f'rule "{rule.id}" never counts: others always set it aside', ()


def _failing(declared: Property, says: str) -> Diagnostic:
    message = f'property "{declared.id}" fails: {says}'
    return Diagnostic(
        "property-fails", ERROR, message, declared.location, hint="mend the rules, or the property"
    )


def _about(declared: Property) -> tuple[str, ...]:
    """The conclusions that a property speaks of."""
    match declared.promise:
        case Never(condition) | Always(_, condition):
            return tuple(dict.fromkeys(attributes(condition)))
        case Compared(_, _, _, claims):
            return tuple(name for name, _ in claims)
        case Moving(_, _, names):
            return names


def _concluded(rule: Rule, name: str | None = None) -> str:
    said = [
        f"{one.attribute}: {'not ' if one.negated else ''}{show(one.value)}"
        for one in rule.conclusions
        if name is None or one.attribute == name
    ]
    return ", ".join(said)


def _places(*rules: Rule) -> tuple[Location, ...]:
    return tuple(rule.location for rule in rules if rule.location)


def _inside(value: State, kind: Kind) -> bool:
    if not isinstance(value, Decimal) or not isinstance(kind, Number):
        return True
    return kind.low <= value <= kind.high


def _reversed(low: State, high: State) -> bool:
    return isinstance(low, Decimal) and isinstance(high, Decimal) and low > high
