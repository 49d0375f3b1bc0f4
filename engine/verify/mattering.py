"""Whether every rule matters: whether the verdict of somebody would be another without it.

Three tiers, the cheap ones first. A conclusion that no other rule gives, of something that the
verdict shows, matters at once. Otherwise people for whom the rule counts are tried with it and
without it. Only for what is then left everything that rests on the rule is compiled without it,
which settles the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Literal

from ..chaining import CompiledTests, ReferenceMatcher
from ..conditions import truth
from ..diagram.boxes import Untold
from ..diagram.nodes import OverBudgetError
from ..inference import assume, infer
from ..memory import Inference
from ..proof import fill
from ..strata import Stratum
from ..values import Facts
from ..verdict import headline, remarks, shown_fields
from .givers import Givers
from .space import Space
from .substance import substance
from .variants import switched_off, variant
from .ways import at_random, example

MOST_TRIED = 12
UNTOLD: tuple[Untold, ...] = ("told later", "either", "never told")
SEED = 1

Effect = Literal["changes the verdict", "only the reasons", "nothing", "not known"]


def effects(space: Space) -> Iterator[tuple[int, Effect]]:
    """For every rule that fires for somebody what it does to the verdict."""
    trials, givers = _Trials(space), Givers(space)
    for number in space.compiled_rules:
        if not space.empty(space.fired(number)):
            yield number, _effect(space, number, givers, trials)


def _effect(space: Space, number: int, givers: Givers, trials: _Trials) -> Effect:
    standing = space.standing(number)
    if space.empty(standing):
        return "nothing"
    names = tuple(space.program.concludes[number])
    if not space.rules[number].overrides and not any(givers.adds(number, each) for each in names):
        return "only the reasons"
    if any(givers.decides(number, each) for each in names):
        return "changes the verdict"
    if trials.tell_apart(number, givers.by_itself(number)):
        return "changes the verdict"
    return _exactly(space, number, trials)


def _exactly(space: Space, number: int, trials: _Trials) -> Effect:
    """With all that rests on the rule compiled without it."""
    try:
        without = variant(space, switched_off(space.program, number))
    except OverBudgetError:
        return "not known"
    if without is None:
        return "not known"
    region = _differing(space, trials.substance, substance(without.compiled))
    if space.empty(region):
        return "only the reasons"
    certain = not space.joined(region) or trials.shown_by(number, region)
    return "changes the verdict" if certain else "not known"


def _differing(space: Space, one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Where two verdicts differ in some part."""
    nodes = space.nodes
    return space.any_of(
        nodes.combine("differ", _differ, left, right)
        for left, right in zip(one, other, strict=True)
        if left != right
    )


def _differ(left: object, right: object) -> bool:
    return type(left) is not type(right) or left != right


class _Trials:
    """People drawn at random, each judged with a rule and without it."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._tests = CompiledTests(space.program)
        self._substance: tuple[int, ...] | None = None

    @property
    def substance(self) -> tuple[int, ...]:
        """The diagrams of the whole verdict, made when first needed."""
        if self._substance is None:
            self._substance = substance(self.space.compiled)
        return self._substance

    def tell_apart(self, number: int, region: int) -> bool:
        """Whether somebody of the region was found whose verdict rests on the rule."""
        random = Random(SEED)  # noqa: S311 - no secret
        return any(
            self._differs(number, told)
            for untold in UNTOLD
            for told in islice(at_random(self.space, region, random, untold), MOST_TRIED)
        )

    def shown_by(self, number: int, region: int) -> bool:
        """Whether a profile of the region, of those with few facts, shows it."""
        return example(self.space, region, lambda told: self._differs(number, told)) is not None

    def _differs(self, number: int, told: Facts) -> bool:
        program = self.space.program
        facts = assume(program, told)
        run = infer(program, facts, ReferenceMatcher(program, self._tests))
        matcher = _Without(ReferenceMatcher(program, self._tests), number)
        return said(run) != said(infer(program, facts, matcher))


@dataclass(frozen=True, slots=True)
class _Without:
    """A matcher for which one rule does not exist."""

    matcher: ReferenceMatcher
    number: int

    def settle(self, names: Iterable[str], memory: Facts) -> None:
        self.matcher.settle(names, memory)

    def fire(self, stratum: Stratum) -> list[int]:
        return [number for number in self.matcher.fire(stratum) if number != self.number]

    def unless_open(self, number: int) -> bool:
        return self.matcher.unless_open(number)

    def possible(self, number: int) -> bool:
        return number != self.number and self.matcher.possible(number)

    def matched(self, number: int) -> tuple[str, ...]:
        return self.matcher.matched(number)


def said(run: Inference) -> tuple[object, ...]:
    """What a verdict says, without the reasons that rules give and without the order of advice."""
    form, memory, knowledge = run.program.knowledge.verdict, run.memory, run.program.knowledge
    if form is None:
        asked = set(run.program.asked)
        return tuple(sorted((name, repr(it)) for name, it in memory.items() if name not in asked))
    texts = [
        (name, word, fill(f"{text.says} {text.because}", memory))
        for name in form.advice
        for word, text in knowledge.advice.get(name, {}).items()
        if word in (memory.get(name) or ())  # type: ignore[operator]
    ]
    return (
        shown_fields(form, run),
        truth(form.cannot_tell, memory) is True,
        headline(form, memory),
        remarks(form, memory),
        texts,
    )
