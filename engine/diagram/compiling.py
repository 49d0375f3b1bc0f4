"""The whole rule base to diagrams, stratum by stratum, with classes as fine as it needs.

Where a number is compared with a computed one, the cuts are known only once that one is compiled:
then the classes are made finer and compilation starts again. It ends, because what rules compute
takes finitely many values, and what formulas make of asked numbers is a joint test instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..strata import Closing, Program
from ..vocabulary import Evidence, Formula, ListOf, Lookup, Number, OneOf
from .computing import Computing
from .cutting import Cutter, natural_order, only_shown, said
from .nodes import Nodes, OverBudgetError
from .settling import Settling
from .testing import Testing
from .words import listing
from .workspace import Workspace

MOST_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Compiled:
    """Every attribute, rule and saying as a diagram of one workspace."""

    program: Program
    workspace: Workspace
    settling: Settling
    testing: Testing
    rounds: int

    def value(self, name: str) -> int:
        """The diagram of an attribute's value; what only texts show is compiled when asked for."""
        if name in self.workspace.lists:
            return listing(self.workspace.nodes, self.workspace.lists[name])
        self._close(name)
        return self.workspace.value(name)

    def is_list(self, name: str) -> bool:
        """Whether an attribute is a derived list, which has a diagram for each word."""
        return name in self.workspace.lists

    def _close(self, name: str) -> None:
        if name not in self.workspace.values:
            for stratum in self.program.strata:
                for closing in stratum.closings:
                    if closing.name == name:
                        close(closing, self.settling, Computing(self.workspace))


def compile_program(program: Program, budget: int, order: tuple[str, ...] | None) -> Compiled:
    """The diagrams of a program. Raises OverBudgetError."""
    cutter = Cutter(program, order or natural_order(program))
    workspace = Workspace(Nodes(budget), cutter.inputs())
    settling, testing = Settling(program, workspace), Testing(workspace)
    for rounds in range(1, MOST_ROUNDS + 1):
        attempt(settling, testing)
        if not workspace.demands:
            return Compiled(program, workspace, settling, testing, rounds)
        cutter.take(workspace.demands)
        levels = workspace.refine(cutter.inputs())
        settling.forget(levels)
        testing.forget(levels)
    message = f"classes that are still too coarse after {MOST_ROUNDS} rounds"
    raise OverBudgetError(message)


def attempt(settling: Settling, testing: Testing) -> None:
    """One compilation of what is not compiled yet; it stops where finer classes are needed."""
    program, workspace = settling.program, settling.workspace
    computing, later = Computing(workspace), only_shown(program)
    for stratum in program.strata:
        for number in stratum.rules:
            if number not in settling.fired:
                settling.fire(number, testing)
        for closing in stratum.closings:
            done = closing.name in workspace.values or closing.name in workspace.lists
            if not done and closing.name not in later:
                close(closing, settling, computing)
        if workspace.demands:
            return
    for condition in said(program):
        testing.truth(condition)


def close(closing: Closing, settling: Settling, computing: Computing) -> None:
    """Settle one attribute, as a diagram."""
    workspace, name = settling.workspace, closing.name
    match closing.kind:
        case OneOf() | Number():
            workspace.values[name] = settling.agree(closing)
        case ListOf(values):
            workspace.lists[name] = settling.gather(closing, values)
        case Evidence(scale):
            scales = settling.program.knowledge.scales
            workspace.values[name] = settling.weigh(closing, scales[scale])
        case Formula(expression):
            workspace.values[name] = computing.formula(expression)
        case Lookup() as lookup:
            workspace.values[name] = computing.lookup(lookup)
