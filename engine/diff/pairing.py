"""Both versions over one set of classes and one store of nodes, so that what is equal is one node.

Classes are as fine as either version needs. What is not told is the assumption of the version, as
a plain value: what is assumed may differ, so no comparison may go by the attribute's name there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..conditions import AnyOf
from ..diagram import Diagram
from ..diagram.classes import Class, Input
from ..diagram.compiling import MOST_ROUNDS, Compiled, attempt
from ..diagram.cutting import Cutter, natural_order, placeholders
from ..diagram.figures import JointTest
from ..diagram.nodes import Nodes, OverBudgetError
from ..diagram.settling import Settling
from ..diagram.testing import Testing
from ..diagram.workspace import Workspace
from ..presentation import Field, VerdictForm
from ..slicing import sliced
from ..strata import Program
from ..values import UNKNOWN
from ..vocabulary import Attribute, Vocabulary
from .common import Common
from .forms import Form, Key

NOWHERE = AnyOf(())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two compiled versions; ``inputs`` are the classes of what both ask."""

    old: Compiled
    new: Compiled
    inputs: tuple[Input, ...]

    @property
    def nodes(self) -> Nodes:
        """The nodes that both are made of."""
        return self.new.workspace.nodes

    @property
    def diagram(self) -> Diagram:
        """Inputs and joint tests, as walks want them."""
        joint = tuple(self.new.workspace.joint)
        return Diagram(self.new.program, self.inputs, joint, self.nodes, {}, {}, (), 0)


def pair(old: Program, new: Program, common: Common, budget: int) -> Pair:
    """Two programs, compiled together. Raises OverBudgetError."""
    known = {each.name: each for each in common.attributes}
    order = [name for name in natural_order(new) if name in known]
    programs = tuple(_restricted(program, known) for program in (old, new))
    cutter, other = (Cutter(program, order) for program in reversed(programs))
    cutter.join(other)
    inputs = cutter.inputs()
    first, second = _sides(programs, inputs, budget)
    for rounds in range(1, MOST_ROUNDS + 1):
        for side in (first, second):
            attempt(side.settling, side.testing)
        if not (first.workspace.demands or second.workspace.demands):
            return Pair(first.done(rounds), second.done(rounds), inputs)
        cutter.take(first.workspace.demands)
        cutter.take(second.workspace.demands)
        inputs = cutter.inputs()
        for side in (first, second):
            side.refine(inputs)
    message = f"classes that are still too coarse after {MOST_ROUNDS} rounds"
    raise OverBudgetError(message)


def focused(program: Program, form: Form, keys: Iterable[Key]) -> Program:
    """The program with only these entries of its verdict, and what they rest on."""
    wanted = set(keys)
    figures = {key.name for key in wanted if key.kind == "figure"}
    wanted |= {key for key, text in form.sentences() if not figures.isdisjoint(placeholders(text))}
    names = frozenset[str]().union(*map(form.carriers, wanted))
    part, _ = sliced(program, (name for name in names if name in program.knowledge.vocabulary))
    used = {number for stratum in part.strata for number in stratum.rules}
    rules = tuple(
        rule if number in used else replace(rule, when=NOWHERE, unless=None)
        for number, rule in enumerate(part.rules)
    )
    told = None if form.verdict is None else _part(form.verdict, form, frozenset(wanted))
    return replace(part, rules=rules, knowledge=replace(part.knowledge, verdict=told))


@dataclass(slots=True)
class _Side:
    program: Program
    workspace: Workspace
    settling: Settling
    testing: Testing

    def refine(self, inputs: tuple[Input, ...]) -> None:
        """Take finer classes, and forget what rests on those that changed."""
        levels = self.workspace.refine(_assumed(self.program.knowledge.vocabulary, inputs))
        self.settling.forget(levels)
        self.testing.forget(levels)

    def done(self, rounds: int) -> Compiled:
        return Compiled(self.program, self.workspace, self.settling, self.testing, rounds)


def _sides(
    programs: Iterable[Program], inputs: tuple[Input, ...], budget: int
) -> tuple[_Side, _Side]:
    nodes = Nodes(budget)
    joint: dict[JointTest, int] = {}
    found = []
    for program in programs:
        vocabulary = program.knowledge.vocabulary
        workspace = Workspace(nodes, _assumed(vocabulary, inputs), joint=joint)
        for attribute in vocabulary.asked:
            if attribute.name not in workspace.values:  # the other version does not ask it
                workspace.values[attribute.name] = nodes.terminal(_not_told(attribute).held)
        found.append(_Side(program, workspace, Settling(program, workspace), Testing(workspace)))
    first, second = found
    return first, second


def _restricted(program: Program, known: dict[str, Attribute]) -> Program:
    """The program whose asked attributes have only the values that both versions know."""
    vocabulary = Vocabulary(
        replace(each, kind=known[each.name].kind) if each.asked and each.name in known else each
        for each in program.knowledge.vocabulary
    )
    return replace(program, knowledge=replace(program.knowledge, vocabulary=vocabulary))


def _assumed(vocabulary: Vocabulary, inputs: tuple[Input, ...]) -> tuple[Input, ...]:
    """The classes as a version sees them: it has its own value for what is not told."""
    return tuple(
        replace(entry, classes=(_not_told(vocabulary[entry.attribute.name]), *entry.classes[1:]))
        for entry in inputs
    )


def _not_told(attribute: Attribute) -> Class:
    held = UNKNOWN if attribute.assumption is None else attribute.assumption.value
    return Class(None, 1, held)


def _part(verdict: VerdictForm, form: Form, keys: frozenset[Key]) -> VerdictForm:
    """The entries of a form that are among these; of a group also the one that opens it."""
    kinds = {key.kind for key in keys}
    return replace(
        verdict,
        fields=tuple(kept for one in verdict.fields if (kept := _entry(one, keys)) is not None),
        cannot_tell=verdict.cannot_tell if "cannot tell" in kinds else NOWHERE,
        headline=verdict.headline if "headline" in kinds else (),
        remarks=tuple(one for one in verdict.remarks if Key("remark", form.label(one)) in keys),
        advice={
            name: it
            for name, it in verdict.advice.items()
            if any(key.kind == "advice" and key.name == name for key in keys)
        },
    )


def _entry(entry: Field, keys: frozenset[Key]) -> Field | None:
    if not isinstance(entry.shows, tuple):
        return entry if Key("field", entry.name) in keys else None
    wanted = [Key("field", f"{entry.name} {one.name}") in keys for one in entry.shows]
    pairs = zip(entry.shows, wanted, strict=True)
    kept = tuple(one for at, (one, keep) in enumerate(pairs) if keep or not at)
    return replace(entry, shows=kept) if any(wanted) else None
