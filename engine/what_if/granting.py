"""All smallest changes after which a wish comes true: found on a diagram, and run for proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from ..conditions import truth
from ..diagnostics import DunbarError
from ..diagram import Diagram, Exceeded
from ..diagram.changes import Changes, nearest_changes
from ..inference import Inference
from ..presentation import VerdictForm
from ..strata import Program
from ..values import UNKNOWN, State, Value
from ..verdict import headline, shown_fields
from ..vocabulary import Attribute
from .edits import Edits, edits, in_order
from .fields import Difference, Fields, differences
from .members import members
from .searching import search
from .sought import GRANTED, WISH
from .wishing import Wish

Proof = Literal["all", "smallest", "none"]
"""These are all the smallest changes; none is smaller, but others may be as small; or neither."""

MOST_WAYS = 200  # that are run and shown

Told = Mapping[str, Value]
Infer = Callable[[Told], Inference]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verdict says, in short; ``value`` is that of the attribute that was wished for."""

    headline: str
    fields: Fields
    value: State


@dataclass(frozen=True, slots=True)
class Way:
    """Facts that change together, what comes of it, and the fields that change by it."""

    edits: Edits
    outcome: Outcome
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All ways to a wish.

    ``easiest`` change as few as possible of the facts that change slowly, then as few of the
    others as possible; ``slower`` change no more facts than that, some of them slowly. Where
    there is no way, ``undecided`` are the least answers to what is not told and cannot be changed
    that would grant the wish, with changes only where they must be.
    ``tried`` is how many changes were tried one by one where the diagram would be too large, and
    else None.
    """

    wish: Wish
    form: VerdictForm | None
    now: Outcome
    already: bool
    changeable: tuple[Attribute, ...]
    easiest: tuple[Way, ...] = ()
    slower: tuple[Way, ...] = ()
    undecided: tuple[Way, ...] = ()
    tried: int | None = None
    proof: Proof = "all"


def grant(
    wish: Wish, told: Told, program: Program, diagram: Diagram | Exceeded, infer: Infer
) -> Answer:
    """Every smallest change of what is told after which the wish is so.

    ``diagram`` is that of ``sought``. Each change is run by ``infer`` before it is given: raises
    DunbarError should that not agree.
    """
    return _Granting(wish, told, program, infer).answer(diagram)


class _Granting:
    """One wish for one profile."""

    def __init__(self, wish: Wish, told: Told, program: Program, infer: Infer) -> None:
        self.wish, self.told, self.program, self.infer = wish, told, program, infer
        asked = program.knowledge.vocabulary.asked
        self.changeable = tuple(each for each in asked if each.can_change != "no")
        self.open = [
            each.name for each in asked if each.can_change == "no" and each.name not in told
        ]
        self.cut = False  # whether there are more ways than are shown
        self.run = infer(told)
        self.now = self._outcome(self.run)

    def answer(self, diagram: Diagram | Exceeded) -> Answer:
        bare = Answer(
            self.wish,
            self.program.knowledge.verdict,
            self.now,
            self._granted(self.run),
            self.changeable,
        )
        if bare.already:
            return bare
        return self._tried(bare) if isinstance(diagram, Exceeded) else self._proved(bare, diagram)

    def _proved(self, bare: Answer, diagram: Diagram) -> Answer:
        prices = _prices(self.changeable)
        found = self._nearest(diagram, prices)
        easiest, proof = self._ways_on(diagram, found), _proof(diagram, found)
        slower: tuple[Way, ...] = ()
        undecided: tuple[Way, ...] = ()
        if easiest and len(set(prices.values())) > 1:
            alike = self._nearest(diagram, dict.fromkeys(prices, 1))
            known = [change.then for change in found.found]
            others = tuple(change for change in alike.found if change.then not in known)
            slower = self._ways_on(diagram, replace(alike, found=others))
            proof = _proof(diagram, found, alike)
        elif not easiest and self.open:
            dear = {name: price * (len(self.open) + 1) for name, price in prices.items()}
            answers = self._nearest(diagram, {**dear, **dict.fromkeys(self.open, 1)})
            undecided, proof = self._ways_on(diagram, answers), _proof(diagram, found, answers)
        proof = "smallest" if self.cut and proof == "all" else proof
        return replace(bare, easiest=easiest, slower=slower, undecided=undecided, proof=proof)

    def _tried(self, bare: Answer) -> Answer:
        searched = search(self.wish.condition, self.told, self.program, self.changeable)
        fewest = min((change.cost for change in searched.found), default=0)
        found = (change.then for change in searched.found if change.cost == fewest)
        return replace(bare, easiest=self._ways(found), tried=searched.tried, proof="none")

    def _nearest(self, diagram: Diagram, prices: Mapping[str, float]) -> Changes:
        return nearest_changes(diagram, self.told, WISH, lambda it: it == GRANTED, prices)

    def _ways_on(self, diagram: Diagram, changes: Changes) -> tuple[Way, ...]:
        """The changes with all values that are as good."""

        def does(then: Told) -> bool:
            return diagram.value(WISH, {**self.told, **then}) == GRANTED

        every = (then for change in changes.found for then in members(diagram, change, does))
        chosen = list(islice(every, MOST_WAYS + 1))
        self.cut = self.cut or len(chosen) > MOST_WAYS
        return self._ways(chosen[:MOST_WAYS])

    def _ways(self, changes: Iterable[Told]) -> tuple[Way, ...]:
        vocabulary = self.program.knowledge.vocabulary
        made = (edits(vocabulary, self.told, {**self.told, **then}) for then in changes)
        return tuple(map(self._way, in_order(vocabulary, made)))

    def _way(self, made: Edits) -> Way:
        """The change with what comes of it, which is run to be certain."""
        then = {edit.attribute.name: edit.then for edit in made if edit.then is not None}
        run = self.infer({**self.told, **then})
        if not self._granted(run):
            raise DunbarError(
                f"Dunbar contradicts itself about {', '.join(then)}, so it shows nothing;"
                " please report this with the facts that you told"
            )
        form, outcome = self.program.knowledge.verdict, self._outcome(run)
        along = differences(form, self.now.fields, outcome.fields) if form is not None else ()
        return Way(made, outcome, along)

    def _granted(self, run: Inference) -> bool:
        return truth(self.wish.condition, run.memory) is True

    def _outcome(self, run: Inference) -> Outcome:
        form = self.program.knowledge.verdict
        value = run.memory.get(self.wish.attribute.name, UNKNOWN)
        if form is None:
            return Outcome("", {}, value)
        return Outcome(headline(form, run.memory), shown_fields(form, run), value)


def _proof(diagram: Diagram, *found: Changes) -> Proof:
    """Of a number that is weighed against others, one value is found of perhaps several."""
    joint = {name for test in diagram.joint_tests for name in test.inputs}
    if not all(changes.complete for changes in found):
        return "smallest" if found[0].cost == 1 else "none"  # less than one fact is nothing
    moved = {name for changes in found for change in changes.found for name in change.then}
    return "all" if joint.isdisjoint(moved) else "smallest"


def _prices(changeable: tuple[Attribute, ...]) -> dict[str, float]:
    """What changes slowly costs more than all the others together."""
    quick = sum(each.can_change != "slowly" for each in changeable)
    return {each.name: quick + 1 if each.can_change == "slowly" else 1 for each in changeable}
