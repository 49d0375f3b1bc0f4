"""Whether the classes of a space are fine enough for the declared properties, and finer ones."""

from __future__ import annotations

from dataclasses import replace

from ..conditions import AnyOf, Condition
from ..diagram.compiling import compile_program
from ..diagram.diagram import DEFAULT_BUDGET
from ..diagram.nodes import OverBudgetError
from ..diagram.testing import Testing
from ..diagram.workspace import Workspace
from ..presentation import Saying, VerdictForm
from ..strata import Program
from .promises import conditions, distinguished
from .space import Space

NO_FORM = VerdictForm((), AnyOf(()), (), (), {})


def fine_enough(space: Space) -> Space | None:
    """The space, or a finer one that tells apart what properties ask about; None: too large."""
    asked = tuple(
        condition
        for declared in space.program.knowledge.properties
        for condition in conditions(declared.promise)
    )
    if all(distinguished(space, condition) for condition in asked) and _settled(space, asked):
        return space
    try:
        return Space(compile_program(asking(space.program, asked), DEFAULT_BUDGET, None))
    except OverBudgetError:
        return None


def asking(program: Program, asked: tuple[Condition, ...]) -> Program:
    """The program with remarks that ask for these conditions, so that classes are cut for them."""
    knowledge = program.knowledge
    form = knowledge.verdict or NO_FORM
    more = tuple(Saying(condition, "") for condition in asked)
    form = replace(form, remarks=(*form.remarks, *more))
    return replace(program, knowledge=replace(knowledge, verdict=form))


def _settled(space: Space, asked: tuple[Condition, ...]) -> bool:
    """Whether no comparison with something worked out needs further cuts."""
    own = space.workspace
    probe = Workspace(own.nodes, own.inputs, dict(own.values), dict(own.lists), own.joint)
    testing = Testing(probe)
    for condition in asked:
        testing.truth(condition)
    return not probe.demands
