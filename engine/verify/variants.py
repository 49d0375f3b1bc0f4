"""A space with some rules other than they are: only what rests on these is compiled again.

It shares the nodes of the space that it comes from, so what did not change has the same number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from ..conditions import AnyOf
from ..diagram.compiling import Compiled, close
from ..diagram.computing import Computing
from ..diagram.settling import Settling
from ..diagram.testing import Testing
from ..diagram.workspace import Workspace
from ..rules import KnowledgeBase, Rule
from ..strata import Program, above, stratify
from .space import Space

NEVER = AnyOf(())


def switched_off(program: Program, number: int) -> Program:
    """The program in which one rule never fires; all others keep their numbers."""
    rules = list(program.rules)
    rules[number] = replace(rules[number], when=NEVER)
    return replace(program, rules=tuple(rules))


def with_rules(program: Program, changed: Mapping[str, Rule]) -> Program | None:
    """The program with these rules instead of those of the same id; None if that makes a loop."""
    rules = tuple(changed.get(rule.id, rule) for rule in program.rules)
    knowledge: KnowledgeBase = replace(program.knowledge, rules=rules)
    found = stratify(knowledge)
    if not isinstance(found, Program):
        return None
    overriders = found.overriders
    return None if any(at in above(overriders, at) for at in overriders) else found


def variant(space: Space, program: Program, *, far: bool = True) -> Space | None:
    """The space with the rules of another program, which has the same ids in the same order.

    Unless ``far``, only what the changed rules write themselves is compiled again. None where it
    needs finer classes than the space has. Raises OverBudgetError.
    """
    changed = _changed(space.program, program)
    names = downstream(program, changed) if far else touched(program, changed)
    numbers = {
        number
        for number, reads in enumerate(program.reads)
        if number in changed
        or not (
            names.isdisjoint(reads) or (not far and names.isdisjoint(program.concludes[number]))
        )
    }
    workspace = _kept(space.workspace, names)
    testing = Testing(workspace)
    settling = Settling(program, workspace, *_fired(space, program, names, numbers))
    for stratum in program.strata:
        for number in stratum.rules:
            if number in numbers:
                settling.fire(number, testing)
        for closing in stratum.closings:
            if closing.name in names:
                close(closing, settling, Computing(workspace))
        if workspace.demands:
            return None
    return Space(Compiled(program, workspace, settling, testing, 0))


def _changed(before: Program, after: Program) -> set[int]:
    """Rules that are different, or are overridden by others than before."""
    return {
        number
        for number, (one, other) in enumerate(zip(before.rules, after.rules, strict=True))
        if one is not other or before.overriders.get(number, ()) != after.overriders.get(number, ())
    }


def downstream(program: Program, changed: Iterable[int]) -> frozenset[str]:
    """The derived attributes that rest on these rules, directly or through others."""
    names = set(touched(program, changed))
    for stratum in program.strata:
        for closing in stratum.closings:
            if not names.isdisjoint(closing.influences):
                names.add(closing.name)
    return frozenset(names)


def touched(program: Program, changed: Iterable[int]) -> frozenset[str]:
    """What these rules conclude, or those that they set aside."""
    overridden: dict[int, set[int]] = {}
    for number, overriders in program.overriders.items():
        for by in overriders:
            overridden.setdefault(by, set()).add(number)
    rules, todo = set[int](), list(changed)
    while todo:
        number = todo.pop()
        if number not in rules:
            rules.add(number)
            todo.extend(overridden.get(number, ()))
    return frozenset(name for number in rules for name in program.concludes[number])


def _kept(workspace: Workspace, names: Collection[str]) -> Workspace:
    return Workspace(
        workspace.nodes,
        workspace.inputs,
        {name: root for name, root in workspace.values.items() if name not in names},
        {name: words for name, words in workspace.lists.items() if name not in names},
        workspace.joint,
    )


def _fired(
    space: Space, program: Program, names: Collection[str], numbers: Collection[int]
) -> tuple[dict[int, int], dict[int, int]]:
    """When the other rules fire, and when those may fire that what is compiled again asks about."""
    kept = [number for number in range(len(program.rules)) if number not in numbers]
    closings = (each for stratum in program.strata for each in stratum.closings)
    asked = {number for each in closings if each.name in names for number in each.writers}
    return (
        {number: space.fired(number) for number in kept},
        {number: space.may_fire(number) for number in kept if number in asked},
    )
