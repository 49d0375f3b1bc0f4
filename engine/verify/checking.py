"""Every check over one space: what it states, of how many, and what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Severity
from ..diagram.nodes import OverBudgetError
from ..properties import Property
from . import clashes, figures, firing, idling, verdicts
from .fault import Fault
from .finding import Check, Finding, Side
from .mattering import effects
from .mending import Mender
from .promises import fault_of
from .space import Space
from .telling import Teller, Told
from .ways import Trial

Faults = Callable[[Space], Iterator[Fault]]
NAMES = {
    "verdict": "Everyone gets a verdict: some headline is always said",
    "clash": "No two rules clash, whatever is told",
    "fires": "Every rule fires for somebody",
    "rows": "No two rows of a table hold together",
    "exceptions": 'Every "overrides" and every "unless" acts for somebody',
    "figures": "Every figure stays within its bounds, and each range in its order",
    "matters": "Every rule has a part in somebody's verdict",
    "properties": "Every declared property holds",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a check makes of its faults."""

    findings: tuple[Finding, ...]
    open: tuple[str, ...]


class Checker:
    """The checks of a whole space; ``properties`` are looked at in one that may be finer."""

    def __init__(self, space: Space, fine: Space | None, trial: Trial) -> None:
        self.space, self.fine = space, fine
        self.found = {
            "verdict": self._faults(verdicts.faults),
            "clash": self._faults(clashes.faults),
            "fires": self._faults(firing.faults),
            "rows": self._faults(firing.overlaps),
            "exceptions": self._faults(idling.faults),
            "figures": self._faults(figures.faults),
        }
        self.promised = [(each, self._promise(each)) for each in self.declared]
        known = [fault for faults in self.found.values() if faults for fault in faults]
        known += [fault for _, fault in self.promised if isinstance(fault, Fault)]
        self.teller = Teller(space, trial, Mender(space, known))
        self.fine_teller = Teller(fine or space, trial, Mender(space, known))

    @property
    def declared(self) -> tuple[Property, ...]:
        """The properties of the author."""
        return self.space.program.knowledge.properties

    def checks(self) -> Iterator[Check]:
        """All of them, in the order in which they are told."""
        counted = counts(self.space)
        for name, faults in self.found.items():
            told = self._told(name, faults)
            remarks = tuple(_gaps(self.space)) if name == "verdict" else ()
            yield Check(name, NAMES[name], counted[name], told.findings, told.open, remarks)
        yield self._matters()
        yield self._properties()

    def _faults(self, check: Faults) -> tuple[Fault, ...] | None:
        try:
            return tuple(check(self.space))
        except OverBudgetError:
            return None

    def _promise(self, declared: Property) -> Fault | str | None:
        if self.fine is None:
            return f'whether property "{declared.id}" holds: it needs too many classes'
        try:
            return fault_of(self.fine, declared)
        except OverBudgetError as error:
            return f'whether property "{declared.id}" holds: {error}'

    def _told(self, name: str, faults: Sequence[Fault] | None) -> Found:
        if faults is None:
            return Found((), (f"{NAMES[name].casefold()}: the diagram grew too large",))
        return _sorted(map(self.teller.tell, faults))

    def _matters(self) -> Check:
        found, open_, reasons = list[Finding](), list[str](), list[str]()
        known = dict(effects(self.space))
        for number, effect in known.items():
            rule = self.space.rules[number]
            match effect:
                case "nothing":
                    told = self.teller.tell(Fault("never-matters", (rule.id,)))
                    assert isinstance(told, Finding)  # noqa: S101 - it names no profile
                    found.append(told)
                case "only the reasons":
                    reasons.append(rule.id)
                    problem = Diagnostic(
                        "only-reasons",
                        Severity.NOTE,
                        f'rule "{rule.id}" changes only the reasons: others conclude the same',
                        rule.location,
                    )
                    found.append(Finding(problem, sides=(Side(rule, ""),)))
                case "not known":
                    open_.append(f'whether rule "{rule.id}" changes anybody\'s verdict')
        for rule, condition in idling.spare_conditions(self.space):
            problem = Diagnostic(
                "spare-condition",
                Severity.NOTE,
                f'rule "{rule.id}" fires for the same people without "{condition}"',
                rule.location,
            )
            found.append(Finding(problem, sides=(Side(rule, condition),)))
        return Check("matters", NAMES["matters"], len(known), tuple(found), tuple(open_))

    def _properties(self) -> Check:
        told = _sorted(
            fault if isinstance(fault, str) else self.fine_teller.tell(fault)
            for _, fault in self.promised
            if fault is not None
        )
        return Check(
            "properties", NAMES["properties"], len(self.declared), told.findings, told.open
        )


def counts(space: Space) -> dict[str, int]:
    """Of how many headlines, attributes, rules, rows, exceptions and figures a check speaks."""
    form, rules = space.program.knowledge.verdict, [space.rules[at] for at in space.compiled_rules]
    return {
        "verdict": 0 if form is None else len(form.headline),
        "clash": len(clashes.attributes(space)),
        "fires": len(rules),
        "rows": sum(map(len, firing.tables(space))),
        "exceptions": sum(len(rule.overrides) + (rule.unless is not None) for rule in rules),
        "figures": len(figures.bounded(space)) + len(figures.ordered(space)),
    }


def _sorted(told: Iterable[Told]) -> Found:
    listed = tuple(told)
    return Found(
        tuple(each for each in listed if isinstance(each, Finding)),
        tuple(each for each in listed if isinstance(each, str)),
    )


def _gaps(space: Space) -> Iterator[str]:
    for name, otherwise, share in verdicts.gaps(space):
        word = f' and shows "{otherwise}"' if otherwise is not None else ""
        yield f"{name} has no value{word}: {_percent(share)} of those who tell everything"
    share = verdicts.unanswered(space)
    if share:
        yield f'"cannot tell" is the verdict: {_percent(share)} of those who tell everything'


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= 0.001 else "less than 0.1%"  # noqa: PLR2004
