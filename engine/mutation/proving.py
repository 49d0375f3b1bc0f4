"""What a mutant that no case notices does to the verdict: shown by a profile, or proved nothing.

Classes are fine enough for both. If what the changed rules write themselves is the same on the
diagrams, that settles it. Else profiles are tried, those of cases and some at random where the
rule fires otherwise than before. Only for what is then left everything that rests on the rule is
compiled again, and whether the two verdicts are the same is read off their diagrams.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from ..conditions import Comparison, Condition, literals
from ..diagram import Diagram, Exceeded
from ..diagram.boxes import Untold
from ..diagram.compiling import compile_program
from ..diagram.diagram import DEFAULT_BUDGET
from ..diagram.nodes import OverBudgetError
from ..inference import Inference
from ..rules import Rule
from ..strata import Program
from ..values import Facts
from ..verify.fineness import asking
from ..verify.mattering import said
from ..verify.promises import distinguished
from ..verify.space import Space, space_of
from ..verify.substance import substance
from ..verify.variants import touched, variant
from ..verify.ways import at_random, example
from .changing import Chained, changed_program
from .killing import Cases
from .mutant import Fate, Mutant

MOST_TRIED = 12
UNTOLD: tuple[Untold, ...] = ("told later", "either", "never told")
SEED = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a mutant does; ``shown_by`` is a profile that shows it."""

    fate: Fate
    shown_by: Facts | None = None


class Prover:
    """The rules on diagrams, asked of many mutants; the facts of ``cases`` are tried first."""

    def __init__(
        self,
        program: Program,
        diagram: Diagram | Exceeded,
        mutants: tuple[Mutant, ...],
        cases: Cases,
    ) -> None:
        self.chained = Chained(program)
        self._program, self._cases = program, cases
        self._space = _fine(program, diagram, mutants)
        self._substance: tuple[int, ...] | None = None

    def judge(self, mutant: Mutant, *, reasons: bool = False) -> Found:
        """Whether anybody's verdict is another; for ``reasons`` whether anything told of it is."""
        changed = changed_program(self._program, mutant.changed)
        if self._space is None:
            return self._shown(self._among_cases(mutant, changed)) or Found("not proved")
        try:
            found = self._proved(mutant, changed, self._space)
        except OverBudgetError:
            found = self._shown(self._among_cases(mutant, changed)) or Found("not proved")
        if reasons and found.fate == "only the reasons":
            return self._with_reasons(mutant, changed, self._space) or found
        return found

    def tells_apart(self, changed: Program, told: Facts, *, reasons: bool = False) -> bool:
        """Whether the verdict of a profile is another; or at least what leads to it."""
        before, after = self.chained.believe(told), self.chained.believe_changed(changed, told)
        return said(before) != said(after) or (reasons and _reasons(before) != _reasons(after))

    def _among_cases(self, mutant: Mutant, changed: Program) -> Facts | None:
        """The facts of a case whose verdict is another, though it does not expect that."""
        for one in self._cases.touched(mutant):
            if one.case.basis == "all":
                run = self.chained.believe_changed(changed, one.told)
                if said(run) != said(one.run):
                    return one.told
        return None

    def _proved(self, mutant: Mutant, changed: Program, space: Space) -> Found:
        firing, waiting = _elsewhere(space, mutant.changed)
        conditions_only = _same_words(mutant)
        if conditions_only and space.empty(firing) and space.empty(waiting):
            return Found("equivalent")
        region = space.nodes.either(firing, waiting)
        if not conditions_only:
            number = space.numbers[mutant.rule.id]
            region = space.any_of((region, space.fired(number), space.may_fire(number)))
            if space.empty(region):
                return Found("equivalent")
        if _written_alike(space, changed):
            return Found("only the reasons")
        found = self._shown(self._among_cases(mutant, changed))
        found = found or self._shown(self._at_random(changed, region, space))
        return found or self._compiled(changed, space)

    def _shown(self, told: Facts | None) -> Found | None:
        return None if told is None else Found("survived", told)

    def _compiled(self, changed: Program, space: Space) -> Found:
        """The two verdicts as diagrams."""
        other = variant(space, changed)
        if other is None:
            return Found("not proved")
        if self._substance is None:
            self._substance = substance(space.compiled)
        pairs = zip(self._substance, substance(other.compiled), strict=True)
        region = space.any_of(
            space.nodes.combine("differ", _differ, one, two) for one, two in pairs if one != two
        )
        if space.empty(region):
            return Found("only the reasons")
        shown = example(space, region, lambda told: self.tells_apart(changed, told))
        if shown is not None:
            return Found("survived", shown)
        return Found("not proved")

    def _at_random(self, changed: Program, region: int, space: Space) -> Facts | None:
        random = Random(SEED)  # noqa: S311 - no secret
        tried = (
            told
            for untold in UNTOLD
            for told in islice(at_random(space, region, random, untold), MOST_TRIED)
        )
        return next((told for told in tried if self.tells_apart(changed, told)), None)

    def _with_reasons(self, mutant: Mutant, changed: Program, space: Space) -> Found | None:
        """A profile for which the verdict comes about otherwise."""
        firing, waiting = _elsewhere(space, mutant.changed)
        number = space.numbers[mutant.rule.id]
        for region in (firing, space.fired(number), waiting):
            shown = example(
                space, region, lambda told: self.tells_apart(changed, told, reasons=True)
            )
            if shown is not None:
                return Found("survived", shown)
        return None


def _fine(
    program: Program, diagram: Diagram | Exceeded, mutants: tuple[Mutant, ...]
) -> Space | None:
    """The space of all profiles, in classes that tell apart what mutants ask; None: too large."""
    if isinstance(diagram, Exceeded):
        return None
    space = space_of(diagram)
    asked = tuple(_asked(space, mutants))
    if not asked:
        return space
    try:
        finer = compile_program(asking(program, asked), DEFAULT_BUDGET, None)
    except OverBudgetError:
        return None
    return Space(replace(finer, program=program))


def _asked(space: Space, mutants: tuple[Mutant, ...]) -> Iterator[Condition]:
    """The comparisons for which the space is too coarse."""
    own = dict.fromkeys(_comparisons(rule for mutant in mutants for rule in mutant.changed))
    known = frozenset(_comparisons(space.rules))
    for comparison in own:
        derived = not space.program.knowledge.vocabulary[comparison.attribute].asked
        if (derived and comparison not in known) or not distinguished(space, comparison):
            yield comparison


def _comparisons(rules: Iterable[Rule]) -> Iterator[Comparison]:
    """Every comparison that rules make."""
    for rule in rules:
        for condition in (rule.when, rule.unless):
            if condition is not None:
                yield from (literal.comparison for literal in literals(condition))


def _elsewhere(space: Space, changed: tuple[Rule, ...]) -> tuple[int, int]:
    """Where rules fire that did not, or the other way round; and the same of those that may."""
    nodes, firing, waiting = space.nodes, [], []
    for rule in changed:
        number = space.numbers[rule.id]
        fired, may_fire = space.holds(rule.when), space.testing.is_open(rule.when)
        if rule.unless is not None:
            stopped = space.holds(rule.unless)
            fired, may_fire = space.without(fired, stopped), space.without(may_fire, stopped)
        firing.append(nodes.combine("differ", _differ, fired, space.fired(number)))
        waiting.append(nodes.combine("differ", _differ, may_fire, space.may_fire(number)))
    return space.any_of(firing), space.any_of(waiting)


def _same_words(mutant: Mutant) -> bool:
    """Whether the rule says the same, and sets the same aside."""
    old, new = mutant.rule, mutant.changed[0]
    return (old.conclusions, old.strength, old.overrides) == (
        new.conclusions,
        new.strength,
        new.overrides,
    )


def _written_alike(space: Space, changed: Program) -> bool:
    """Whether all that the changed rules write comes out the same, and so all that rests on it."""
    near = variant(space, changed, far=False)
    names = touched(space.program, _numbers(space.program, changed))
    return near is not None and all(_values(space, name) == _values(near, name) for name in names)


def _numbers(before: Program, after: Program) -> list[int]:
    pairs = enumerate(zip(before.rules, after.rules, strict=True))
    return [number for number, (one, two) in pairs if one is not two]


def _values(space: Space, name: str) -> object:
    """The diagrams of an attribute: its value, or the words of a list."""
    if space.compiled.is_list(name):
        listed = space.workspace.lists[name]
        words = {word: root for word, root in listed.words.items() if not space.empty(root)}
        return tuple(sorted(words.items())), listed.open
    clash = space.compiled.settling.clashes.get(name)
    return space.value(name), clash if clash is not None else space.nodes.false


def _differ(left: object, right: object) -> bool:
    return type(left) is not type(right) or left != right


def _reasons(run: Inference) -> object:
    return run.memory, set(run.fired), run.set_aside(), run.pulls
