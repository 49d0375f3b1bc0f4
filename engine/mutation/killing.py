"""Which mutants the cases notice: each run only on the cases in which its rule counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..cases import Case
from ..cases.running import is_right
from ..inference import Inference
from ..rules import Rule
from ..strata import Program
from ..values import Facts
from ..verify.variants import downstream
from .changing import Chained, changed_program, fires
from .mutant import Mutant


@dataclass(frozen=True, slots=True)
class Tried:
    """A case with its facts and what follows from them by the rules as they are."""

    case: Case
    told: Facts
    run: Inference
    states: dict[str, bool | None]


class Cases:
    """All cases that are as expected, on the bases that they name."""

    def __init__(self, programs: Mapping[str, Program], cases: Sequence[Case]) -> None:
        self._chained = {basis: Chained(program) for basis, program in programs.items()}
        self._numbers = {
            basis: {rule.id: number for number, rule in enumerate(program.rules)}
            for basis, program in programs.items()
        }
        self._moved: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
        able = (case for case in cases if not case.problems and case.to_do is None)
        tried = (self.tried_out(case) for case in able)
        self.tried = [one for one in tried if is_right(one.case, one.run)]

    def killer(self, mutant: Mutant) -> Case | None:
        """A case that is different once the rules are; those that name the rule come first."""
        programs = dict[str, Program | None]()
        nearest = partial(_distance, names={mutant.rule.id}, written=set(mutant.rule.writes()))
        for one in sorted(self.touched(mutant), key=nearest):
            if not self._reaches(mutant, one.case):
                continue
            basis = one.case.basis
            if basis not in programs:
                programs[basis] = _changed(self._chained[basis].program, mutant)
            program = programs[basis]
            if program is not None:
                run = self._chained[basis].believe_changed(program, one.told)
                if not is_right(one.case, run):
                    return one.case
        return None

    def touched(self, mutant: Mutant) -> list[Tried]:
        """The cases that can come out differently at all."""
        return [one for one in self.tried if self._touches(mutant, one)]

    def tried_out(self, case: Case) -> Tried:
        """One more case with what follows from its facts."""
        told = {fact.attribute: fact.value for fact in case.facts}
        return Tried(case, told, self._chained[case.basis].believe(told), {})

    def notices(self, one: Tried, mutant: Mutant) -> bool:
        """Whether a case that is as expected is not once the rules are changed."""
        if not self._touches(mutant, one) or not self._reaches(mutant, one.case):
            return False
        chained = self._chained[one.case.basis]
        program = _changed(chained.program, mutant)
        run = None if program is None else chained.believe_changed(program, one.told)
        return run is not None and not is_right(one.case, run)

    def _reaches(self, mutant: Mutant, case: Case) -> bool:
        """Whether the case expects anything that may rest on what was changed."""
        program = self._chained[case.basis].program
        if case.says or case.clashes is not None:
            return True
        moved = self._affected(mutant, program, case.basis)
        if any(one.attribute in moved for one in case.expected):
            return True
        numbers = self._numbers[case.basis]
        return any(
            name not in numbers
            or name == mutant.rule.id
            or not moved.isdisjoint(program.concludes[numbers[name]])
            or not moved.isdisjoint(program.influences[numbers[name]])
            for _, name in case.rules
        )

    def _affected(self, mutant: Mutant, program: Program, basis: str) -> frozenset[str]:
        """All that may rest on the changed rules, and on those that they override."""
        ids = tuple(rule.id for rule in mutant.changed)
        if (basis, ids) not in self._moved:
            self._moved[basis, ids] = downstream(
                program,
                (self._numbers[basis][name] for name in ids if name in self._numbers[basis]),
            )
        return self._moved[basis, ids]

    def _touches(self, mutant: Mutant, one: Tried) -> bool:
        """Whether a run can come out differently: a rule fires that did not, or says another thing.

        What a rule reads does not rest on what it says, so the memory of the run tells it.
        """
        numbers, run = self._numbers[one.case.basis], one.run
        for rule in mutant.changed:
            if rule.id not in numbers:
                continue
            before = run.program.rules[numbers[rule.id]]
            if rule.id not in one.states:
                one.states[rule.id] = fires(before, run.memory)
            now = one.states[rule.id]
            if before.conclusions is not rule.conclusions or before.strength is not rule.strength:
                touched = now is not False
            elif before.overrides is not rule.overrides:
                touched = now is True
            else:
                reads = run.program.reads[numbers[rule.id]]
                touched = now is not fires(rule, run.memory) or _rests(before, rule, run, reads)
            if touched:
                return True
        return False


def _distance(one: Tried, names: set[str], written: set[str]) -> int:
    """How far from a rule a case is: it names it, it expects what it says, or neither."""
    if not names.isdisjoint(one.case.names):
        return 0
    return 1 if any(each.attribute in written for each in one.case.expected) else 2


def _changed(program: Program, mutant: Mutant) -> Program | None:
    """The program with the mutant; None where its basis has no such rule."""
    here = {rule.id for rule in program.rules}
    changed = [rule for rule in mutant.changed if rule.id in here]
    return changed_program(program, changed) if changed else None


def _rests(before: Rule, rule: Rule, run: Inference, reads: frozenset[str]) -> bool:
    """Whether what the rule says may be said with another proviso than before."""
    if not run.provided and before.unless is rule.unless:
        return False
    return before.unless is not rule.unless or not run.provided.keys().isdisjoint(reads)
